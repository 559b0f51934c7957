package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// placeTogether serves turns of one cooperative in one transaction of two round trips: the
// first locks and loads what all of them need, the second stores what they became. Each is
// decided on what those before it left. It fails as a whole, and then none of it happened.
func (db *DB) placeTogether(ctx context.Context, turns []*turn, lock locking) ([]result, error) {
	conn, err := db.app.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("place call-offs: %w", err)
	}
	defer conn.Release()
	done := false
	defer func() {
		if !done {
			undo(ctx, conn.Conn())
		}
	}()
	found, err := begin(ctx, conn.Conn(), turns, lock)
	if err != nil {
		return nil, fmt.Errorf("place call-offs: %w", err)
	}
	results := found.decide(turns, lock)
	if err := found.store(ctx, conn.Conn(), turns, results); err != nil {
		return nil, fmt.Errorf("place call-offs: %w", err)
	}
	done = true
	return results, nil
}

// undo rolls back; a connection that cannot do so is given up.
func undo(ctx context.Context, conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := conn.Exec(ctx, "rollback"); err != nil {
		_ = conn.Close(ctx)
	}
}

// gathering is what a transaction for many found.
type gathering struct {
	counters
	cooperative string
	now         time.Time
	free        []bool // by turn, whether its key is
	kept        []kept // by turn
}

// settingsSQL says whose transaction it is. Plans are made once a connection, and look rows
// up by their keys whatever the planner believed on the day when a table was empty.
const settingsSQL = `with clock as materialized (select allmende_clock() as at)
	select at from clock cross join lateral (select set_config('app.cooperative_id', $1, true), set_config('enable_seqscan', 'off', true),
		set_config('plan_cache_mode', 'force_generic_plan', true), set_config('app.day', ((at at time zone 'Europe/Berlin')::date)::text, true)) as settings`

// begin locks and loads.
func begin(ctx context.Context, conn *pgx.Conn, turns []*turn, lock locking) (gathering, error) {
	actor := turns[0].Attempt.Actor
	g := gathering{cooperative: actor.Cooperative.String(), free: make([]bool, len(turns)), kept: make([]kept, len(turns))}
	locks, people, keys := make([]int64, len(turns)), make([]member.PersonID, len(turns)), make([]string, len(turns))
	want, keyed := wanted{}, false
	for i, t := range turns {
		want.parties, want.items = append(want.parties, party{t.Framework, t.Member}), append(want.items, t.Items...)
		sum := sha256.Sum256([]byte(t.claim()))
		locks[i], people[i], keys[i] = int64(binary.BigEndian.Uint64(sum[:8])), t.Attempt.Actor.Person, t.Key.Key
		keyed = keyed || t.keyed()
	}
	batch := &pgx.Batch{}
	batch.Queue(readWrite)
	batch.Queue(settingsSQL, g.cooperative)
	if keyed {
		batch.Queue(`select free, coalesce(fingerprint, ''), answer from answers_claim($1, $2::text::uuid[], $3)`, locks, uuids(people), keys)
	}
	slices.SortFunc(want.parties, compareParties)
	want.parties, want.items = slices.Compact(want.parties), distinct(want.items)
	want.queue(batch, g.cooperative, lock)

	results := conn.SendBatch(ctx, batch)
	err := g.read(results, keyed)
	if closed := results.Close(); err == nil {
		err = closed
	}
	return g, err
}

func distinct[T ~string](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

func (g *gathering) read(results pgx.BatchResults, keyed bool) error {
	if _, err := results.Exec(); err != nil {
		return err
	}
	if err := results.QueryRow().Scan(&g.now); err != nil {
		return err
	}
	g.now = g.now.UTC()
	if keyed {
		if err := g.readKeys(results); err != nil {
			return err
		}
	}
	var err error
	g.counters, err = readCounters(results)
	return err
}

func (g *gathering) readKeys(results pgx.BatchResults) error {
	rows, _ := results.Query() // its error is told by the rows
	turn := 0
	var free bool
	var k kept
	_, err := pgx.ForEachRow(rows, []any{&free, &k.fingerprint, &k.answer}, func() error {
		g.free[turn], g.kept[turn] = free, k
		k.answer = nil
		turn++
		return nil
	})
	return err
}

// decide asks each turn's use case, in the order in which they came.
func (g *gathering) decide(turns []*turn, lock locking) []result {
	contracts := make(map[framework.ID]*framework.Framework, len(g.contracts))
	for of, state := range g.contracts {
		contracts[of] = framework.Restore(*state)
	}
	results := make([]result, len(turns))
	used := make(map[string]bool)
	for i, t := range turns {
		if lock == freeOnly && !g.locked[t.Framework] {
			results[i].held = true
			continue
		}
		if t.keyed() {
			claim := t.claim()
			answered, is := t.answered(g.free[i] && !used[claim], g.kept[i])
			used[claim] = true
			if is {
				results[i] = answered
				continue
			}
		}
		contract := contracts[t.Framework]
		if contract == nil {
			results[i].err = access.ErrNotFound
			continue
		}
		results[i] = t.decide(g.counterFor(t, contract))
		results[i].stranger = !contract.Entitles(t.Member)
	}
	return results
}

func (g *gathering) counterFor(t *turn, contract *framework.Framework) driven.Counter {
	c := g.customers[t.Member]
	return driven.Counter{
		Contract: contract, Customer: c.of(t.Member),
		Member: view.Ref{ID: t.Member.String(), Name: c.name}, Suppliers: g.suppliers, Now: g.now,
	}
}

// store writes what the turns became, and commits.
func (g *gathering) store(ctx context.Context, conn *pgx.Conn, turns []*turn, results []result) error {
	batch := &pgx.Batch{}
	if err := g.queuePlaced(batch, turns, results); err != nil {
		return err
	}
	batch.Queue("commit")
	sent := conn.SendBatch(ctx, batch)
	for range batch.Len() - 1 {
		if _, err := sent.Exec(); err != nil {
			_ = sent.Close() // it says the same
			return err
		}
	}
	tag, err := sent.Exec()
	if closed := sent.Close(); err == nil {
		err = closed
	}
	if err == nil && !strings.EqualFold(tag.String(), "commit") {
		err = errNotStored
	}
	return err
}

func (g *gathering) queuePlaced(batch *pgx.Batch, turns []*turn, results []result) error {
	var rows []any
	var events []placedEvent
	var keeping keptRows
	for i, r := range results {
		if r.err != nil || r.held || r.placed.CallOff == nil {
			continue
		}
		event := g.event(turns[i].Attempt.Actor, r.placed.Event)
		events = append(events, event)
		row, err := callOffColumnsOf(g.cooperative, r.placed.CallOff.State(), event.ID)
		if err != nil {
			return err
		}
		rows = append(rows, row...)
		if turns[i].keyed() {
			keeping.add(turns[i], r.answer)
		}
	}
	if len(events) == 0 {
		return nil
	}
	document, err := json.Marshal(events)
	if err != nil {
		return fmt.Errorf("record call-offs: %w", err)
	}
	batch.Queue(placeSQL(len(events)), rows...)
	batch.Queue(`select audit_append_many($1)`, string(document))
	queueOrdered(batch, g.cooperative, turns, results)
	g.queueEngaged(batch, turns, results, events)
	if len(keeping.keys) > 0 {
		batch.Queue(`insert into kept_answer (cooperative_id, person_id, key, fingerprint, answer, at)
			select $1, k.person_id, k.key, k.fingerprint, k.answer, $2 from unnest($3::text::uuid[], $4::text[], $5::text[], $6::bytea[]) as k (person_id, key, fingerprint, answer)`,
			g.cooperative, g.now, uuids(keeping.people), keeping.keys, keeping.fingerprints, keeping.answers)
	}
	return nil
}

// queueEngaged stores what services are called off for, each under the event of its call-off.
func (g *gathering) queueEngaged(batch *pgx.Batch, turns []*turn, results []result, events []placedEvent) {
	next := 0
	for i, r := range results {
		if r.err != nil || r.held || r.placed.CallOff == nil {
			continue
		}
		event := events[next]
		next++
		if e := r.placed.Engagement; e != nil {
			batch.Queue(`select set_config('app.event_id', $1, true)`, event.ID)
			batch.Queue(engagementInsertSQL, pgx.NamedArgs(engagementArgs(g.cooperative, e.State(), turns[i].Attempt.Actor, g.now)))
		}
	}
}

// keptRows are answers to keep, column by column.
type keptRows struct {
	people       []member.PersonID
	keys         []string
	fingerprints []string
	answers      [][]byte
}

func (k *keptRows) add(t *turn, answer []byte) {
	k.people, k.keys = append(k.people, t.Attempt.Actor.Person), append(k.keys, t.Key.Key)
	k.fingerprints, k.answers = append(k.fingerprints, t.Key.Fingerprint), append(k.answers, answer)
}

// placedEvent is an event as audit_append_many takes it.
type placedEvent struct {
	ID         string            `json:"id"`
	At         time.Time         `json:"at"`
	PersonID   string            `json:"person_id"`
	Action     string            `json:"action"`
	ObjectType string            `json:"object_type"`
	ObjectID   string            `json:"object_id"`
	ObjectName string            `json:"object_name"`
	MemberID   *string           `json:"member_id"`
	SupplierID *string           `json:"supplier_id"`
	Details    map[string]string `json:"details"`
}

func (g *gathering) event(actor access.Actor, e audit.Event) placedEvent {
	return placedEvent{
		ID: id.New[audit.Event]().String(), At: g.now, PersonID: actor.Person.String(), Action: e.Action, ObjectType: e.Object.Type, ObjectID: e.Object.ID, ObjectName: e.Object.Name,
		MemberID: orNull(e.Member.String()), SupplierID: orNull(e.Supplier.String()), Details: e.Details,
	}
}

const callOffColumns = 38

// placeSQL stores so many call-offs by one statement, and their triggers draw.
func placeSQL(n int) string {
	var sql strings.Builder
	sql.WriteString(`insert into call_off (cooperative_id, id, event_id, number, framework_id, supplier_id, member_id, status, total, approval_limit, budget_code, note,
		created_at, created_by, placed_at, items, names, units, quantities, prices, totals, derivations, budget_codes, budget_shares, decided_at, delivery,
		share_members, share_amounts, version, route, offered_rank, answer_due, approval_steps, wished_on, answer_by, standing_order_id, due_on, taxes) values `)
	for row := range n {
		sql.WriteString(strings.Repeat(", ", min(row, 1)) + "(")
		for column := range callOffColumns {
			sql.WriteString(strings.Repeat(",", min(column, 1)) + "$" + strconv.Itoa(row*callOffColumns+column+1))
		}
		sql.WriteString(")")
	}
	return sql.String()
}

// callOffColumnsOf are the columns of a row, in the order of placeSQL.
func callOffColumnsOf(cooperative string, s calloff.State, event string) ([]any, error) {
	trace, err := traceColumn(s.Route)
	if err != nil {
		return nil, err
	}
	l := linesOf(s.Lines)
	codes, shares := budgetsOf(s)
	members, amounts := sharesOf(s)
	return []any{
		cooperative, s.ID.String(), event, s.Number, s.Framework.String(), s.Supplier.String(), s.Member.String(), string(s.Status), s.Total.String(), s.Limit.String(),
		s.BudgetCode, s.Note, s.CreatedAt, s.CreatedBy.String(), orNull(s.PlacedAt), l.items, l.names, l.units, l.quantities, l.prices, l.totals, l.derivations, codes, shares, orNull(s.DecidedAt), deliveryOf(s.Delivery),
		members, amounts, s.Version, trace, orNull(s.Offered.Rank), orNull(s.Offered.Due), approvalSteps(s.Steps), orNull(s.WishedOn.String()), orNull(s.AnswerBy.String()),
		orNull(s.Recurs.Order.String()), orNull(s.Recurs.DueOn.String()), l.taxes,
	}, nil
}

// lineArrays are the lines of a call-off, column by column; what is not text is as arrays
// are written.
type lineArrays struct {
	items, quantities, prices, totals string
	names, units                      []string
	derivations, taxes                []*string // nil where no line has tiers, or a known VAT rate
}

func linesOf(lines []framework.Line) lineArrays {
	l := lineArrays{names: make([]string, len(lines)), units: make([]string, len(lines))}
	items, quantities, prices, totals := make([]string, len(lines)), make([]string, len(lines)), make([]string, len(lines)), make([]string, len(lines))
	for i, line := range lines {
		l.names[i], l.units[i] = line.Name, string(line.Unit)
		items[i], quantities[i], prices[i], totals[i] = line.Item.String(), line.Quantity.String(), line.Price.String(), line.Total.String()
		l.derivations = keepAt(l.derivations, i, line.Derivation, len(lines))
		l.taxes = keepAt(l.taxes, i, line.Tax.String(), len(lines))
	}
	l.items, l.quantities, l.prices, l.totals = array(items), array(quantities), array(prices), array(totals)
	return l
}

// keepAt keeps a text that not every line has, in a column that is nil as long as none has.
func keepAt(column []*string, i int, text string, lines int) []*string {
	if text == "" {
		return column
	}
	if column == nil {
		column = make([]*string, lines)
	}
	column[i] = &text
	return column
}

// array is numbers or ids as PostgreSQL reads them.
func array(texts []string) string { return "{" + strings.Join(texts, ",") + "}" }
