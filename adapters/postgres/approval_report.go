package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// Table is the rules in force on a day.
func (s approvals) Table(ctx context.Context, m member.ID, day period.Day) (approval.Table, error) {
	table := approval.Table{Member: m}
	batch := &pgx.Batch{}
	batch.Queue(`select above::text[], categories, budgets, approvers::text[], persons, escalates, escalate_to::text[] from approval_table
		where cooperative_id = $1 and member_id = $2 and valid_from <= $3 order by valid_from desc, id desc limit 1`, s.in.cooperative, m.String(), day.UTC())
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) error {
		rows, _ := results.Query() // its error is told by the rows
		var r ruleArrays
		_, err := pgx.ForEachRow(rows, []any{&r.above, &r.categories, &r.budgets, &r.approvers, &r.persons, &r.escalates, &r.escalateTo}, func() (err error) {
			table.Rules, err = r.list()
			return err
		})
		return err
	})
	if err != nil {
		return table, fmt.Errorf("read rules: %w", err)
	}
	return table, nil
}

// CPVs are the categories of items.
func (s approvals) CPVs(_ context.Context, items []framework.ItemID) ([]string, error) {
	var codes []string
	err := s.tx.Raw(`select cpv from framework_item where cooperative_id = ? and id = any(cast(? as uuid[]))`, s.in.cooperative, uuids(items)).Scan(&codes).Error
	if err != nil {
		return nil, fmt.Errorf("read categories: %w", err)
	}
	return codes, nil
}

// Names are those of people.
func (s approvals) Names(_ context.Context, people ...member.PersonID) (map[member.PersonID]string, error) {
	var rows []struct {
		ID   member.PersonID
		Name string
	}
	if err := s.tx.Raw(`select id, name from person where id = any(cast(? as uuid[]))`, uuids(people)).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	names := map[member.PersonID]string{}
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, nil
}

// rulesSQL shows the table in force and those to come, and deputies that are not over.
const rulesSQL = `
select json_build_object(
  'member', json_build_object('id', m.id, 'name', m.name), 'limit', m.approval_limit::text,
  'tables', (select coalesce(json_agg(json_build_object('validFrom', t.valid_from, 'inForce', t.valid_from <= cast(@day as date), 'decidedBy', p.name, 'decidedAt', t.decided_at,
      'rules', (select coalesce(json_agg(json_build_object('above', r.above::text, 'category', r.category, 'budget', r.budget, 'persons', r.persons,
          'approver', case when r.approver is not null then json_build_object('id', r.approver, 'name', a.name) end,
          'escalates', coalesce(r.escalates, false), 'escalateTo', case when r.escalate_to is not null then json_build_object('id', r.escalate_to, 'name', e.name) end) order by r.place), '[]')
        from unnest(t.above, t.categories, t.budgets, t.approvers, t.persons, t.escalates, t.escalate_to) with ordinality as r (above, category, budget, approver, persons, escalates, escalate_to, place)
        left join person a on a.id = r.approver left join person e on e.id = r.escalate_to)) order by t.valid_from), '[]')
    from (select distinct on (k.start) t.* from approval_table t cross join lateral (select greatest(t.valid_from, cast(@day as date)) as start) k
      where t.cooperative_id = m.cooperative_id and t.member_id = m.id
      order by k.start, t.valid_from desc, t.id desc) t
    join person p on p.id = t.decided_by),
  'approvers', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from person p where p.id in (
    select a.person_id from appointment a where a.cooperative_id = m.cooperative_id and a.member_id = m.id and a.role = 'approver' and a.ended_at is null)),
  'people', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from person p where p.id in (
    select a.person_id from appointment a where a.cooperative_id = m.cooperative_id and a.member_id = m.id and a.role in ('approver', 'buyer') and a.ended_at is null)),
  'deputies', (select coalesce(json_agg(json_build_object('id', d.id, 'person', json_build_object('id', d.person_id, 'name', p.name),
      'deputy', json_build_object('id', d.deputy_id, 'name', v.name), 'from', d.from_day, 'to', d.to_day) order by d.from_day, d.id), '[]')
    from approval_deputy d join person p on p.id = d.person_id join person v on v.id = d.deputy_id
    where d.cooperative_id = m.cooperative_id and d.member_id = m.id and not d.ended and d.to_day >= cast(@day as date)),
  'version', (select count(*) from approval_table t where t.cooperative_id = m.cooperative_id and t.member_id = m.id)
)::text
from member m where m.cooperative_id = @cooperative and m.id = @member and (@everything or m.id = any(cast(@members as uuid[])))`

// Rules shows a member's rules.
func (s approvals) Rules(_ context.Context, m member.ID, sight access.Sight, day period.Day) (view.ApprovalRules, error) {
	var rules view.ApprovalRules
	err := document(s.tx, "read rules", rulesSQL, map[string]any{
		"cooperative": s.in.cooperative, "member": m.String(), "day": day.String(), "everything": sight.Everything, "members": uuids(sight.Members),
	}, &rules)
	return rules, err
}

// standingSQL is what people are told of a call-off's approvals; a budget's use is that of
// the year in which the call-off was made.
const standingSQL = `
select json_build_object(
  'names', (select coalesce(json_object_agg(p.id, p.name), '{}') from person p where p.id in (
    select a.person_id from call_off_approval a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id
    union select a.in_place_of from call_off_approval a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id
    union select a.to_person from call_off_escalation a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id
    union select unnest(array[(s.rule->>'approver')::uuid, (s.rule->'rule'->>'approver')::uuid, (s.rule->'rule'->>'escalateTo')::uuid]) from jsonb_array_elements(c.approval_steps) s (rule)
    union select d.person_id from approval_deputy d where d.cooperative_id = c.cooperative_id and d.member_id = c.member_id)),
  'waits', (select coalesce(json_agg(distinct p.name), '[]') from appointment a join person p on p.id = a.person_id
    where a.cooperative_id = c.cooperative_id and a.member_id = c.member_id and a.role in ('approver', 'buyer') and a.ended_at is null and call_off_waits_for(c, a.person_id, cast(@day as date))),
  'budgets', (select json_agg(json_build_object('code', b.code, 'amount', b.amount::text, 'used', (
      select coalesce(sum(case when cardinality(o.budget_codes) = 0 then o.total else o.budget_shares[array_position(o.budget_codes, b.code)] end), 0)::numeric(15,2)::text
      from call_off o where o.cooperative_id = c.cooperative_id and o.member_id = c.member_id and o.id <> c.id and o.status in ('submitted', 'placed')
        and (case when cardinality(o.budget_codes) = 0 then o.budget_code = b.code else b.code = any(o.budget_codes) end)
        and extract(year from o.created_at at time zone 'Europe/Berlin') = extract(year from c.created_at at time zone 'Europe/Berlin'))) order by b.place)
    from (select budget.* from unnest(c.budget_codes, c.budget_shares) with ordinality as budget (code, amount, place)
      union all select c.budget_code, c.total, 1 where cardinality(c.budget_codes) = 0) b),
  'versions', (select coalesce(json_agg(json_build_object('change', v.change, 'total', v.total::text, 'ordered', v.ordered, 'by', p.name, 'at', v.replaced_at, 'reason', v.reason,
      'lines', (select json_agg(json_build_object('position', l.position, 'itemId', l.item_id, 'name', l.name, 'unit', l.unit, 'quantity', trim_scale(l.quantity)::text,
          'price', price_text(l.price), 'total', l.total::text, 'derivation', l.derivation) order by l.position)
        from unnest(v.items, v.names, v.units, v.quantities, v.prices, v.totals, v.derivations) with ordinality
          as l (item_id, name, unit, quantity, price, total, derivation, position))) order by v.change desc), '[]')
    from call_off_version v join person p on p.id = v.replaced_by where v.cooperative_id = c.cooperative_id and v.call_off_id = c.id)
)::text
from call_off c where c.cooperative_id = @cooperative and c.id = @callOff and (@everything or c.member_id = any(cast(@members as uuid[])))`

// Standing is a call-off with who approved it.
func (s approvals) Standing(ctx context.Context, c calloff.ID, sight access.Sight, day period.Day) (*calloff.CallOff, view.CallOffApproval, error) {
	var told struct {
		Names    map[member.PersonID]string
		Waits    []string
		Budgets  []view.BudgetUse
		Versions []view.CallOffVersion
	}
	err := document(s.tx, "read approvals", standingSQL, map[string]any{
		"cooperative": s.in.cooperative, "callOff": c.String(), "day": day.String(), "everything": sight.Everything, "members": uuids(sight.Members),
	}, &told)
	if err != nil {
		return nil, view.CallOffApproval{}, err
	}
	batch := &pgx.Batch{}
	batch.Queue(callOffRowSQL, s.in.cooperative, c.String())
	queueApproved(batch, s.in.cooperative, c)
	var row callOffRow
	var given approved
	err = s.t.query(ctx, batch, func(results pgx.BatchResults) (err error) {
		if err = row.read(results.QueryRow()); err == nil {
			given, err = readApproved(results)
		}
		return err
	})
	if err != nil {
		return nil, view.CallOffApproval{}, fmt.Errorf("read approvals: %w", err)
	}
	state, err := row.state()
	if err != nil {
		return nil, view.CallOffApproval{}, fmt.Errorf("call-off %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	state.Approvals, state.Escalated = given.given, given.escalated
	standing := calloff.Restore(state)
	return standing, view.CallOffApproval{
		Steps: stepsToShow(standing, told.Names), Waits: told.Waits, Budgets: told.Budgets, Versions: told.Versions,
	}, nil
}

func stepsToShow(c *calloff.CallOff, names map[member.PersonID]string) []view.ApprovalStep {
	steps, given := c.Steps(), c.State().Approvals
	next := approval.Next(steps, given)
	shown := make([]view.ApprovalStep, len(steps))
	for i, s := range steps {
		shown[i] = view.ApprovalStep{
			Step: i + 1, Limit: len(c.State().Steps) == 0, Approver: names[s.Approver], Persons: s.Persons, Given: []view.ApprovalGiven{},
			Next: i+1 == next && c.State().Status == calloff.Submitted,
			Rule: view.ApprovalRule{Above: s.Rule.Above.String(), Category: s.Rule.Category, Budget: s.Rule.Budget, Persons: s.Rule.Persons, Escalates: s.Rule.Escalates},
		}
		if !s.Rule.Approver.IsZero() {
			shown[i].Rule.Approver = &view.Ref{ID: s.Rule.Approver.String(), Name: names[s.Rule.Approver]}
		}
		if !s.Rule.EscalateTo.IsZero() {
			shown[i].Rule.EscalateTo = &view.Ref{ID: s.Rule.EscalateTo.String(), Name: names[s.Rule.EscalateTo]}
		}
		if e := s.Escalated; !e.At.IsZero() {
			shown[i].Escalated = &view.Escalated{To: names[e.To], At: e.At}
		}
		for _, g := range given {
			if g.Step == i+1 {
				shown[i].Given = append(shown[i].Given, view.ApprovalGiven{By: names[g.By], InPlaceOf: names[g.InPlaceOf], At: g.At})
			}
		}
	}
	return shown
}
