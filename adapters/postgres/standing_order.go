package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/recurring"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// standingOrders keeps standing_order.
type standingOrders struct {
	tx *gorm.DB
	in scope
}

var (
	_ driven.StandingOrders = standingOrders{}
	_ driven.DueOrders      = (*DB)(nil)
)

// DueOrders carries out driven.DueOrders.
func (db *DB) DueOrders(ctx context.Context, limit int) ([]driven.DueOrder, error) {
	rows, err := db.owner.Query(ctx, `select cooperative_id::text, id::text from standing_order
		where status = 'active' and next_day <= (allmende_clock() at time zone 'Europe/Berlin')::date order by next_day, id limit $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("find due orders: %w", err)
	}
	defer rows.Close()
	var due []driven.DueOrder
	for rows.Next() {
		var d driven.DueOrder
		if err := rows.Scan(&d.Cooperative, &d.Order); err != nil {
			return nil, fmt.Errorf("find due orders: %w", err)
		}
		due = append(due, d)
	}
	return due, rows.Err()
}

type givenJSON struct {
	Step      int             `json:"step"`
	By        member.PersonID `json:"by"`
	InPlaceOf member.PersonID `json:"inPlaceOf,omitempty"`
	At        time.Time       `json:"at"`
}

func approvalsGiven(given []approval.Given) string {
	rows := make([]givenJSON, len(given))
	for i, g := range given {
		rows[i] = givenJSON(g)
	}
	text, _ := json.Marshal(rows) // texts and numbers always can
	return string(text)
}

// Add stores a new one.
func (s standingOrders) Add(_ context.Context, o *recurring.Order) error {
	state := o.State()
	items, quantities := make([]string, len(state.Wishes)), make([]string, len(state.Wishes))
	for i, w := range state.Wishes {
		items[i], quantities[i] = w.Item.String(), w.Quantity.String()
	}
	err := s.tx.Exec(`insert into standing_order (cooperative_id, id, framework_id, member_id, status, items, quantities, budget_code, note, deliver_to, recurs, from_day, to_day,
			tolerance, total, approval_limit, next_day, approval_steps, created_by, created_at, reason, fault)
		values (@cooperative, @id, @framework, @member, @status, cast(@items as uuid[]), cast(@quantities as numeric[]), @budget, @note, @to, @recurs, cast(@from as date), cast(@until as date),
			@tolerance, @total, @limit, cast(@next as date), cast(@steps as jsonb), @by, @at, '', '')`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "framework": state.Framework.String(), "member": state.Member.String(), "status": string(state.Status),
		"items": array(items), "quantities": array(quantities), "budget": state.BudgetCode, "note": state.Note, "to": state.DeliverTo, "recurs": string(state.Interval),
		"from": state.Days.From.String(), "until": state.Days.To.String(), "tolerance": state.Tolerance, "total": state.Total.String(), "limit": state.Limit.String(),
		"next": orNull(state.Next.String()), "steps": approvalSteps(state.Steps), "by": state.CreatedBy.String(), "at": state.CreatedAt,
	}).Error
	if err != nil {
		return fmt.Errorf("set up a standing order: %w", err)
	}
	return nil
}

// faultParams are the values of a refusal's sentence, or nil where it has none.
func faultParams(why recurring.Refusal) any {
	if len(why.Params) == 0 {
		return nil
	}
	text, _ := json.Marshal(why.Params) // texts always can
	return string(text)
}

// Save stores what became of it.
func (s standingOrders) Save(_ context.Context, o *recurring.Order) error {
	state := o.State()
	done := s.tx.Exec(`update standing_order set status = @status, next_day = cast(@next as date), approvals = cast(@approvals as jsonb), decided_by = cast(@by as uuid), decided_at = @at,
			reason = @reason, fault = @fault, fault_params = cast(@params as jsonb), version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version, "status": string(state.Status), "next": orNull(state.Next.String()),
		"approvals": approvalsGiven(state.Approvals), "by": orNull(state.DecidedBy.String()), "at": orNull(state.DecidedAt), "reason": state.Reason,
		"fault": state.Fault.Code, "params": faultParams(state.Fault),
	})
	return stored("a standing order", done.RowsAffected, done.Error)
}

const standingOrderRowSQL = `select json_build_object('version', o.version, 'framework', o.framework_id, 'member', o.member_id, 'status', o.status,
  'items', o.items, 'quantities', o.quantities::text[], 'budget_code', o.budget_code, 'note', o.note, 'deliver_to', o.deliver_to, 'recurs', o.recurs, 'from', o.from_day, 'to', o.to_day,
  'tolerance', o.tolerance, 'total', o.total::text, 'limit', o.approval_limit::text, 'next', coalesce(o.next_day::text, ''), 'steps', o.approval_steps::text, 'approvals', o.approvals,
  'created_by', o.created_by, 'created_at', o.created_at, 'decided_by', coalesce(o.decided_by::text, ''), 'decided_at', o.decided_at, 'reason', o.reason, 'fault', o.fault, 'params', o.fault_params)::text
from standing_order o where o.cooperative_id = @cooperative and o.id = @order`

type standingOrderRow struct {
	Version    int                 `json:"version"`
	Framework  framework.ID        `json:"framework"`
	Member     member.ID           `json:"member"`
	Status     recurring.Status    `json:"status"`
	Items      []framework.ItemID  `json:"items"`
	Quantities []quantity.Quantity `json:"quantities"`
	BudgetCode string              `json:"budget_code"`
	Note       string              `json:"note"`
	DeliverTo  string              `json:"deliver_to"`
	Recurs     recurring.Interval  `json:"recurs"`
	From       string              `json:"from"`
	To         string              `json:"to"`
	Tolerance  int                 `json:"tolerance"`
	Total      money.Amount        `json:"total"`
	Limit      money.Amount        `json:"limit"`
	Next       string              `json:"next"`
	Steps      *string             `json:"steps"`
	Approvals  []givenJSON         `json:"approvals"`
	CreatedBy  member.PersonID     `json:"created_by"`
	CreatedAt  time.Time           `json:"created_at"`
	DecidedBy  member.PersonID     `json:"decided_by"`
	DecidedAt  *time.Time          `json:"decided_at"`
	Reason     string              `json:"reason"`
	Fault      string              `json:"fault"`
	Params     map[string]string   `json:"params"`
}

// Get locks a standing order.
func (s standingOrders) Get(_ context.Context, id calloff.StandingID) (*recurring.Order, error) {
	return s.read(id, standingOrderRowSQL+` for no key update`)
}

// Peek reads one without a lock.
func (s standingOrders) Peek(_ context.Context, id calloff.StandingID) (*recurring.Order, error) {
	return s.read(id, standingOrderRowSQL)
}

func (s standingOrders) read(id calloff.StandingID, sql string) (*recurring.Order, error) {
	var r standingOrderRow
	err := document(s.tx, "read a standing order", sql, map[string]any{"cooperative": s.in.cooperative, "order": id.String()}, &r)
	if err != nil {
		return nil, err
	}
	state, err := r.state(id)
	if err != nil {
		return nil, fmt.Errorf("standing order %s: %v", id, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return recurring.Restore(state), nil
}

func (r standingOrderRow) state(id calloff.StandingID) (recurring.State, error) {
	s := recurring.State{
		ID: id, Version: r.Version, Framework: r.Framework, Member: r.Member, Status: r.Status, BudgetCode: r.BudgetCode, Note: r.Note, DeliverTo: r.DeliverTo,
		Interval: r.Recurs, Tolerance: r.Tolerance, Total: r.Total, Limit: r.Limit, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(),
		DecidedBy: r.DecidedBy, DecidedAt: orZero(r.DecidedAt).UTC(), Reason: r.Reason, Fault: recurring.Refusal{Code: r.Fault, Params: r.Params},
	}
	for i, item := range r.Items {
		s.Wishes = append(s.Wishes, framework.Wish{Item: item, Quantity: r.Quantities[i]})
	}
	for _, g := range r.Approvals {
		s.Approvals = append(s.Approvals, approval.Given(g))
	}
	var err error
	if s.Steps, err = readSteps(r.Steps); err != nil {
		return s, err
	}
	if s.Days.From, err = period.ParseDay(r.From); err != nil {
		return s, err
	}
	if s.Days.To, err = period.ParseDay(r.To); err != nil || r.Next == "" {
		return s, err
	}
	s.Next, err = period.ParseDay(r.Next)
	return s, err
}

// standingOrderShown is standing order o.
const standingOrderShown = `jsonb_build_object('id', o.id, 'version', o.version, 'status', o.status, 'member', jsonb_build_object('id', m.id, 'name', m.name),
  'framework', jsonb_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'interval', o.recurs, 'from', o.from_day, 'to', o.to_day, 'next', coalesce(o.next_day::text, ''),
  'tolerance', o.tolerance, 'total', o.total::text, 'budgetCode', o.budget_code, 'note', o.note, 'deliverTo', o.deliver_to, 'reason', o.reason, 'fault', o.fault, 'faultParams', o.fault_params,
  'createdAt', o.created_at, 'createdBy', coalesce(b.name, ''), 'decidedAt', o.decided_at, 'decidedBy', coalesce(d.name, ''))`

const standingOrderFrom = `from standing_order o
join member m on m.cooperative_id = o.cooperative_id and m.id = o.member_id
join framework f on f.cooperative_id = o.cooperative_id and f.id = o.framework_id
left join person b on b.id = o.created_by left join person d on d.id = o.decided_by
where o.cooperative_id = @cooperative and (@everything or o.member_id = any(cast(@members as uuid[])))`

// List are the standing orders in sight, the newest first.
func (s standingOrders) List(_ context.Context, sight access.Sight) ([]view.StandingOrder, error) {
	found := []view.StandingOrder{}
	err := document(s.tx, "list standing orders", `select coalesce(jsonb_agg(l.o order by l.id desc), '[]')::text from (select o.id, `+standingOrderShown+` as o `+standingOrderFrom+` order by o.id desc limit 500) l`,
		map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)}, &found)
	return found, err
}

// Shown is one with its lines and what it placed.
func (s standingOrders) Shown(_ context.Context, id calloff.StandingID, sight access.Sight) (view.StandingOrder, error) {
	var found view.StandingOrder
	err := document(s.tx, "read a standing order", `select (`+standingOrderShown+` || jsonb_build_object(
		'lines', (select jsonb_agg(jsonb_build_object('itemId', i.id, 'name', i.name, 'unit', i.unit, 'quantity', trim_scale(l.quantity)::text) order by l.position)
			from unnest(o.items, o.quantities) with ordinality as l (item_id, quantity, position) join framework_item i on i.cooperative_id = o.cooperative_id and i.id = l.item_id),
		'placed', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'dueOn', c.due_on, 'status', c.status, 'total', c.total::text) order by c.due_on desc), '[]')
			from call_off c where c.cooperative_id = o.cooperative_id and c.standing_order_id = o.id)))::text `+standingOrderFrom+` and o.id = @order`,
		map[string]any{"cooperative": s.in.cooperative, "order": id.String(), "everything": sight.Everything, "members": uuids(sight.Members)}, &found)
	return found, err
}

// standingTasks are standing orders that somebody is asked next to approve, also in the place of another and
// never one's own (D-1), and those that failed.
func standingTasks(in scope, actor access.Actor) []task {
	const from = ` from standing_order o
		join framework f on f.cooperative_id = o.cooperative_id and f.id = o.framework_id
		join member m on m.cooperative_id = o.cooperative_id and m.id = o.member_id
		where o.cooperative_id = @cooperative and `
	const columns = `'standing-order', o.id::text, f.number || ' ' || f.title, m.name, o.total, null::timestamptz`
	var waiting []task
	if members := actor.Sight(access.CallOffRead).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'standing-approve', ` + columns + from + `o.status = 'submitted' and o.member_id = any(cast(@standing_approved as uuid[]))
			and standing_order_waits_for(o, cast(@me as uuid), cast(@standing_day as date))`,
			map[string]any{"standing_approved": uuids(members), "standing_day": period.DayOf(in.now).String()}})
	}
	if members := actor.Sight(access.CallOffPlace).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'standing-failed', ` + columns + from + `o.status = 'failed' and o.member_id = any(cast(@standing_placed as uuid[]))`,
			map[string]any{"standing_placed": uuids(members)}})
	}
	return waiting
}
