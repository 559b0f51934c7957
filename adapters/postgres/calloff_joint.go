package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Counter locks the contract, which is where all orders wait.
func (s callOffs) Counter(ctx context.Context, f framework.ID, members []member.ID, items []framework.ItemID) (*framework.Framework, []calloff.Customer, error) {
	return s.load(ctx, f, members, items, whenFree)
}

// Look loads the same as it is now.
func (s callOffs) Look(ctx context.Context, f framework.ID, members []member.ID, items []framework.ItemID) (*framework.Framework, []calloff.Customer, error) {
	return s.load(ctx, f, members, items, unlocked)
}

func (s callOffs) load(ctx context.Context, f framework.ID, members []member.ID, items []framework.ItemID, lock locking) (*framework.Framework, []calloff.Customer, error) {
	want := wanted{items: distinct(slices.Clone(items))}
	for _, m := range members {
		want.parties = append(want.parties, party{f, m})
	}
	batch := &pgx.Batch{}
	want.queue(batch, s.in.cooperative, lock)
	var found counters
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) (err error) {
		found, err = readCounters(results)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("load a contract: %w", err)
	}
	state := found.contracts[f]
	if state == nil {
		return nil, nil, access.ErrNotFound
	}
	customers := make([]calloff.Customer, len(members))
	for i, m := range members {
		customers[i] = found.customers[m].of(m)
	}
	return framework.Restore(*state), customers, nil
}

// Add stores a call-off under the event of the transaction.
func (s callOffs) Add(_ context.Context, c *calloff.CallOff) error {
	state := c.State()
	var event string
	if err := s.tx.Raw(`select current_event()`).Row().Scan(&event); err != nil {
		return fmt.Errorf("add a call-off: %w", err)
	}
	columns, err := callOffColumnsOf(s.in.cooperative, state, event)
	if err != nil {
		return err
	}
	s.t.later(write{
		sql: placeSQL(1), args: columns,
		refused: func(err error) error { return fmt.Errorf("add a call-off: %w", err) },
	})
	if state.Joint == nil {
		return nil
	}
	err = s.tx.Exec(`insert into joint_call_off (cooperative_id, id, call_off_id, key, agree_by, goes_on) values (?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[calloff.Joint]().String(), state.ID.String(), string(state.Joint.Key), state.Joint.AgreeBy.String(), state.Joint.GoesOn).Error
	if err != nil {
		return fmt.Errorf("add a joint call-off: %w", err)
	}
	return s.saveShares(state)
}

// sharesOf are who draws, and how much, or nulls.
func sharesOf(s calloff.State) (members, amounts *string) {
	if s.Joint == nil {
		return nil, nil
	}
	of, drawn := make([]string, len(s.Joint.Shares)), make([]string, len(s.Joint.Shares))
	for i, share := range s.Joint.Shares {
		of[i], drawn[i] = share.Member.String(), share.Amount.String()
	}
	m, a := array(of), array(drawn)
	return &m, &a
}

// saveJoint stores what became of a joint call-off and of its shares.
func (s callOffs) saveJoint(state calloff.State) error {
	l := linesOf(state.Lines)
	members, amounts := sharesOf(state)
	done := s.tx.Exec(`update call_off set status = @status, placed_at = @placed, decided_at = @decided, decided_by = cast(@by as uuid), reason = @reason, total = @total,
			items = cast(@items as uuid[]), names = cast(@names as text[]), units = cast(@units as text[]), quantities = cast(@quantities as numeric[]),
			prices = cast(@prices as numeric[]), totals = cast(@totals as numeric[]), derivations = cast(@derivations as text[]),
			share_members = cast(@members as uuid[]), share_amounts = cast(@amounts as numeric[]), offered_rank = @rank, answer_due = @due, version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version, "status": string(state.Status),
		"placed": orNull(state.PlacedAt), "decided": orNull(state.DecidedAt), "by": orNull(state.DecidedBy.String()), "reason": state.Reason, "total": state.Total.String(),
		"items": l.items, "names": texts(l.names), "units": texts(l.units), "quantities": l.quantities, "prices": l.prices, "totals": l.totals,
		"derivations": textsOrNull(l.derivations), "members": members, "amounts": amounts, "rank": orNull(state.Offered.Rank), "due": orNull(state.Offered.Due),
	})
	if done.Error != nil {
		return fmt.Errorf("decide on a joint call-off: %w", done.Error)
	}
	if done.RowsAffected != 1 {
		return fmt.Errorf("decide on a joint call-off: %w", errLostLock)
	}
	return s.saveShares(state)
}

// shareDocument is a share as its columns are called.
type shareDocument struct {
	ID         string     `json:"id"`
	Member     string     `json:"member_id"`
	Place      int        `json:"place"`
	Gone       bool       `json:"gone"`
	Weight     string     `json:"weight"`
	Quantities []string   `json:"quantities"`
	Amount     string     `json:"amount"`
	Lines      []string   `json:"line_amounts"`
	Floor      string     `json:"quota_floor"`
	Remainder  string     `json:"remainder"`
	Divisor    string     `json:"denominator"`
	Extra      bool       `json:"extra"`
	Limit      string     `json:"approval_limit"`
	Consent    string     `json:"consent"`
	BudgetCode string     `json:"budget_code"`
	By         *string    `json:"decided_by"`
	At         *time.Time `json:"decided_at"`
	Reason     string     `json:"reason"`
	Version    int        `json:"version"`
}

func shareDocumentOf(share calloff.Share, place int, gone bool) shareDocument {
	d := shareDocument{
		ID: id.New[calloff.Share]().String(), Member: share.Member.String(), Place: place, Gone: gone, Weight: share.Weight.String(),
		Quantities: []string{}, Amount: share.Amount.String(), Lines: []string{}, Floor: share.Derived.Floor.String(), Remainder: share.Derived.Remainder.String(),
		Divisor: share.Derived.Denominator.String(), Extra: share.Derived.Extra, Limit: share.Limit.String(), Consent: string(share.Consent),
		BudgetCode: share.BudgetCode, By: orNull(share.By.String()), At: orNull(share.At), Reason: share.Reason, Version: share.Version,
	}
	for _, q := range share.Quantities {
		d.Quantities = append(d.Quantities, q.String())
	}
	for _, a := range share.Lines {
		d.Lines = append(d.Lines, a.String())
	}
	return d
}

// saveShares stores all shares by one statement; each that changed counts its version on.
func (s callOffs) saveShares(state calloff.State) error {
	var documents []shareDocument
	for i, share := range state.Joint.Shares {
		documents = append(documents, shareDocumentOf(share, i+1, false))
	}
	for i, share := range state.Joint.Gone {
		documents = append(documents, shareDocumentOf(share, len(state.Joint.Shares)+i+1, true))
	}
	text, err := json.Marshal(documents)
	if err != nil {
		return fmt.Errorf("store shares: %w", err)
	}
	err = s.tx.Exec(`insert into call_off_share as h (cooperative_id, id, call_off_id, member_id, place, gone, weight, quantities, amount, line_amounts, quota_floor, remainder,
			denominator, extra, approval_limit, consent, budget_code, decided_by, decided_at, reason, version)
		select @cooperative, d.id, @callOff, d.member_id, d.place, d.gone, d.weight, d.quantities, d.amount, d.line_amounts, d.quota_floor, d.remainder,
			d.denominator, d.extra, d.approval_limit, d.consent, d.budget_code, d.decided_by, d.decided_at, d.reason, d.version
		from jsonb_to_recordset(cast(@shares as jsonb)) as d (id uuid, member_id uuid, place integer, gone boolean, weight numeric, quantities numeric[], amount numeric, line_amounts numeric[],
			quota_floor numeric, remainder numeric, denominator numeric, extra boolean, approval_limit numeric, consent text, budget_code text, decided_by uuid, decided_at timestamptz, reason text, version integer)
		on conflict on constraint call_off_share_once_per_member do update set place = excluded.place, gone = excluded.gone, quantities = excluded.quantities, amount = excluded.amount,
			line_amounts = excluded.line_amounts, quota_floor = excluded.quota_floor, remainder = excluded.remainder, denominator = excluded.denominator, extra = excluded.extra,
			consent = excluded.consent, budget_code = excluded.budget_code, decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason, version = h.version + 1
		where (h.gone, h.amount, h.line_amounts, h.quantities, h.consent, h.decided_at) is distinct from
			(excluded.gone, excluded.amount, excluded.line_amounts, excluded.quantities, excluded.consent, excluded.decided_at)`,
		map[string]any{"cooperative": s.in.cooperative, "callOff": state.ID.String(), "shares": string(text)}).Error
	if err != nil {
		return fmt.Errorf("store shares: %w", err)
	}
	return nil
}

const jointRowSQL = `select json_build_object('key', j.key, 'agreeBy', j.agree_by, 'goesOn', j.goes_on,
  'shares', (select json_agg(json_build_object('member_id', s.member_id, 'gone', s.gone, 'weight', s.weight::text, 'quantities', s.quantities::text[], 'amount', s.amount::text,
      'line_amounts', s.line_amounts::text[], 'quota_floor', s.quota_floor::text, 'remainder', s.remainder::text, 'denominator', s.denominator::text, 'extra', s.extra,
      'approval_limit', s.approval_limit::text, 'consent', s.consent, 'budget_code', s.budget_code, 'decided_by', s.decided_by, 'decided_at', s.decided_at,
      'reason', s.reason, 'version', s.version) order by s.place)
    from call_off_share s where s.cooperative_id = j.cooperative_id and s.call_off_id = j.call_off_id))::text
from joint_call_off j where j.cooperative_id = @cooperative and j.call_off_id = @callOff`

// joint reads what a locked call-off has of shares.
func (s callOffs) joint(of calloff.ID) (*calloff.Joint, error) {
	var row struct {
		Key     calloff.Key
		AgreeBy string
		GoesOn  bool
		Shares  []shareDocument
	}
	if err := document(s.tx, "read shares", jointRowSQL, map[string]any{"cooperative": s.in.cooperative, "callOff": of.String()}, &row); err != nil {
		return nil, err
	}
	j := &calloff.Joint{Key: row.Key, GoesOn: row.GoesOn}
	var err error
	if j.AgreeBy, err = period.ParseDay(row.AgreeBy); err != nil {
		return nil, brokenShare(of, err)
	}
	for _, d := range row.Shares {
		share, err := d.share()
		if err != nil {
			return nil, brokenShare(of, err)
		}
		if d.Gone {
			j.Gone = append(j.Gone, share)
		} else {
			j.Shares = append(j.Shares, share)
		}
	}
	return j, nil
}

func brokenShare(of calloff.ID, err error) error {
	return fmt.Errorf("shares of %s: %v", of, err) //nolint:errorlint // a broken row is not the caller's mistake
}

func (d shareDocument) share() (calloff.Share, error) {
	s := calloff.Share{
		Member: member.ID(d.Member), Version: d.Version, Consent: calloff.Consent(d.Consent), BudgetCode: d.BudgetCode,
		By: member.PersonID(orZero(d.By)), At: orZero(d.At).UTC(), Reason: d.Reason, Derived: calloff.Derivation{Extra: d.Extra},
	}
	var err error
	for _, read := range []struct {
		into *decimal.Decimal
		text string
	}{{&s.Weight, d.Weight}, {&s.Derived.Floor, d.Floor}, {&s.Derived.Remainder, d.Remainder}, {&s.Derived.Denominator, d.Divisor}} {
		if *read.into, err = decimal.NewFromString(read.text); err != nil {
			return s, err
		}
	}
	if s.Amount, err = money.ParseAmount(d.Amount); err != nil {
		return s, err
	}
	if s.Limit, err = money.ParseAmount(d.Limit); err != nil {
		return s, err
	}
	for _, text := range d.Quantities {
		q, err := quantityOf(text)
		if err != nil {
			return s, err
		}
		s.Quantities = append(s.Quantities, q)
	}
	for _, text := range d.Lines {
		a, err := money.ParseAmount(text)
		if err != nil {
			return s, err
		}
		s.Lines = append(s.Lines, a)
	}
	return s, nil
}

// texts is a list as PostgreSQL reads an array of texts.
func texts(list []string) string {
	quoted := make([]string, len(list))
	for i, text := range list {
		quoted[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	}
	return "{" + strings.Join(quoted, ",") + "}"
}

// textsOrNull is the same for a list with gaps, or null without a list.
func textsOrNull(list []*string) *string {
	if list == nil {
		return nil
	}
	parts := make([]string, len(list))
	for i, text := range list {
		parts[i] = "NULL"
		if text != nil {
			parts[i] = strings.Trim(texts([]string{*text}), "{}")
		}
	}
	joined := array(parts)
	return &joined
}
