package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driven"
)

// callOffs keeps call-offs in call_off and call_off_line. Placing one is two
// statements: framework_for_call_off locks and loads, drawSQL stores all of it.
type callOffs struct {
	tx *gorm.DB
	in scope
}

var _ driven.CallOffs = callOffs{}

// errLostLock: what was locked is not there any more, which cannot be.
var errLostLock = errors.New("a locked framework or call-off was changed by another transaction")

// Counter locks a framework and loads what a call-off of a member takes from it.
func (s callOffs) Counter(ctx context.Context, f framework.ID, m member.ID, items []framework.ItemID, sight access.Sight) (*framework.Framework, calloff.Customer, error) {
	loaded, err := s.load(`select framework_for_call_off(?, ?, ?::uuid[])::text`, f.String(), m.String(), uuids(items))
	if err != nil {
		return nil, calloff.Customer{}, err
	}
	if loaded.Entitled == nil {
		if _, err := frameworkReports(s).Framework(ctx, f, sight); err != nil {
			return nil, calloff.Customer{}, err
		}
	}
	contract, err := loaded.framework()
	if err != nil {
		return nil, calloff.Customer{}, err
	}
	customer, err := loaded.customer(m)
	return contract, customer, err
}

// Get locks the framework, then the call-off, which is the order of all.
func (s callOffs) Get(_ context.Context, id calloff.ID) (*calloff.CallOff, *framework.Framework, error) {
	loaded, err := s.load(`select call_off_for_decision(?)::text`, id.String())
	if err != nil {
		return nil, nil, err
	}
	contract, err := loaded.framework()
	if err != nil {
		return nil, nil, err
	}
	c, err := loaded.callOff()
	return c, contract, err
}

func (s callOffs) load(sql string, args ...any) (counter, error) {
	var loaded counter
	var text *string
	if err := s.tx.Raw(sql, args...).Row().Scan(&text); err != nil {
		return loaded, fmt.Errorf("lock for a call-off: %w", err)
	}
	if text == nil {
		return loaded, access.ErrNotFound
	}
	if err := json.Unmarshal([]byte(*text), &loaded); err != nil {
		return loaded, fmt.Errorf("lock for a call-off: %w", err)
	}
	return loaded, nil
}

// drawSQL stores what a contract has drawn, in its row, its items and its member.
// The version guards what the lock has guarded already.
const drawSQL = `
with contract as (select * from jsonb_populate_record(null::framework, @framework)),
drawn as (
  update framework t set drawn = f.drawn, status = f.status, call_offs = f.call_offs, version = t.version + 1
  from contract f where t.cooperative_id = f.cooperative_id and t.id = f.id and t.version = f.version returning 1
), drawn_items as (
  update framework_item t set drawn_quantity = i.drawn_quantity, version = t.version + 1
  from jsonb_populate_recordset(null::framework_item, @items) i where t.cooperative_id = i.cooperative_id and t.id = i.id
), drawn_member as (
  update framework_member t set drawn = e.drawn, version = t.version + 1
  from jsonb_populate_record(null::framework_member, @entitled) e
  where t.cooperative_id = e.cooperative_id and t.framework_id = e.framework_id and t.member_id = e.member_id
)`

const addSQL = drawSQL + `, added as (
  insert into call_off (cooperative_id, id, number, framework_id, supplier_id, member_id, status, total, approval_limit,
    budget_code, note, created_at, created_by, placed_at, version)
  select cooperative_id, id, number, framework_id, supplier_id, member_id, status, total, approval_limit,
    budget_code, note, created_at, created_by, placed_at, version
  from jsonb_populate_record(null::call_off, @callOff)
), added_lines as (
  insert into call_off_line (cooperative_id, id, call_off_id, item_id, position, name, unit, quantity, price, total)
  select cooperative_id, id, call_off_id, item_id, position, name, unit, quantity, price, total
  from jsonb_populate_recordset(null::call_off_line, @lines)
)
select count(*) from drawn`

const decideSQL = `decided as (
  update call_off t set status = c.status, placed_at = c.placed_at, decided_at = c.decided_at, decided_by = c.decided_by, reason = c.reason, version = t.version + 1
  from jsonb_populate_record(null::call_off, @callOff) c
  where t.cooperative_id = c.cooperative_id and t.id = c.id and t.version = c.version returning 1
)`

// Add stores a new call-off and what its contract lost by it, in one statement.
func (s callOffs) Add(_ context.Context, c *calloff.CallOff, f *framework.Framework) error {
	args := s.drawn(f)
	args["callOff"], args["lines"] = callOffRowOf(s.in, c.State()), callOffLineRowsOf(s.in, c.State())
	return s.store("place a call-off", addSQL, args)
}

// Save stores a decision.
func (s callOffs) Save(_ context.Context, c *calloff.CallOff) error {
	return s.store("decide on a call-off", "with "+decideSQL+" select count(*) from decided", map[string]any{"callOff": callOffRowOf(s.in, c.State())})
}

// GiveBack stores a decision and what its contract got back by it, in one statement.
func (s callOffs) GiveBack(_ context.Context, c *calloff.CallOff, f *framework.Framework) error {
	args := s.drawn(f)
	args["callOff"] = callOffRowOf(s.in, c.State())
	return s.store("end a call-off", drawSQL+", "+decideSQL+" select count(*) from drawn, decided", args)
}

func (s callOffs) drawn(f *framework.Framework) map[string]any {
	state := f.State()
	items := make([]frameworkItemRow, len(state.Items))
	for i, item := range state.Items {
		items[i] = frameworkItemRowOf(s.in, state.ID, item)
	}
	return map[string]any{
		"framework": frameworkRowOf(s.in, state), "items": items, "entitled": frameworkMemberRowOf(s.in, state, state.Entitled[0]),
	}
}

// store runs a statement whose arguments are documents and which must change one root.
func (s callOffs) store(what, sql string, documents map[string]any) error {
	args := make(map[string]any, len(documents))
	for name, document := range documents {
		text, err := json.Marshal(document)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		args[name] = string(text)
	}
	var changed int
	if err := s.tx.Raw(sql, args).Row().Scan(&changed); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if changed != 1 {
		return fmt.Errorf("%s: %w", what, errLostLock)
	}
	return nil
}
