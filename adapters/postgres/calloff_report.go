package postgres

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type callOffReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.CallOffReports = callOffReports{}

// callOffSQL is one call-off in sight: of one's members, or placed with one's suppliers. While
// a change waits for approval, who delivers reads what was ordered.
const callOffSQL = `
select json_build_object(
  'id', c.id, 'number', c.number, 'status', c.status, 'total', coalesce(o.total, c.total)::text, 'createdAt', c.created_at, 'createdBy', coalesce(by.name, ''),
  'member', json_build_object('id', m.id, 'name', m.name), 'supplier', json_build_object('id', s.id, 'name', s.name),
  'framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title),
  'budgetCode', c.budget_code, 'budgets', (select json_agg(json_build_object('code', b.code, 'amount', b.amount::text) order by b.place)
    from unnest(coalesce(o.budget_codes, c.budget_codes), coalesce(o.budget_shares, c.budget_shares)) with ordinality as b (code, amount, place)), 'note', c.note, 'needsApproval', c.total > c.approval_limit or c.approval_steps is not null, 'approvalLimit', c.approval_limit::text,
  'delivery', c.delivery, 'answerDue', case when c.status = 'placed' and not exists (select from order_answer a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id) then c.answer_due end,
  'route', case when c.route is not null and (@everything or c.member_id = any(cast(@members as uuid[]))) then ` + routeShown + ` end,
  'decidedAt', c.decided_at, 'decidedBy', decider.name, 'reason', c.reason, 'joint', c.share_members is not null, 'version', c.version,
  'wishedOn', c.wished_on, 'answerBy', c.answer_by, 'change', coalesce(o.change, c.change, 0),
  'returnedTotal', c.returned_total::text, 'returns', ` + returnsShown + `,
  'lines', (select json_agg(json_build_object('position', l.position, 'itemId', l.item_id, 'name', l.name, 'unit', l.unit,
      'quantity', trim_scale(l.quantity)::text, 'price', price_text(l.price), 'total', l.total::text, 'derivation', l.derivation, 'taxed', coalesce(l.tax, ''),
      'returned', case when l.returned > 0 then trim_scale(l.returned)::text end, 'baseline', e.baseline, 'saved', e.saved) order by l.position)
    from unnest(coalesce(o.items, c.items), coalesce(o.names, c.names), coalesce(o.units, c.units), coalesce(o.quantities, c.quantities), coalesce(o.prices, c.prices),
        coalesce(o.totals, c.totals), case when o.id is null then c.derivations else o.derivations end, c.returned, case when o.id is null then c.taxes else o.taxes end)
        with ordinality as l (item_id, name, unit, quantity, price, total, derivation, returned, tax, position)
      left join lateral (select round(k.quantity * t.estimated_price, 2)::text as baseline, (round(k.quantity * t.estimated_price, 2) - k.total)::text as saved
      from (select l.quantity - coalesce(l.returned, 0) as quantity, call_off_line_kept(l.total, l.price, l.quantity, l.returned) as total) k
        cross join framework_item i join tender_item t on t.cooperative_id = i.cooperative_id and t.id = i.tender_item_id
      where i.cooperative_id = c.cooperative_id and i.id = l.item_id and (@everything or c.member_id = any(cast(@members as uuid[])))) e on true)
)::text
from call_off c
join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
left join person by on by.id = c.created_by
left join person decider on decider.id = c.decided_by
left join lateral (` + orderedSQL + `) o on not (@everything or c.member_id = any(cast(@members as uuid[])))
where c.cooperative_id = @cooperative and c.id = @callOff
  and (@everything or c.member_id = any(cast(@members as uuid[])) or c.placed_at is not null and c.supplier_id = any(cast(@suppliers as uuid[])))`

// orderedSQL is what stands as the order while a change of call-off c waits for approval.
const orderedSQL = `select v.* from call_off_version v
  where c.status = 'submitted' and c.change is not null and v.cooperative_id = c.cooperative_id and v.call_off_id = c.id and v.ordered order by v.change desc limit 1`

// routeShown is the trace of call-off c out of contract f, with names.
const routeShown = `json_build_object('rules', f.route, 'total', c.route -> 'total', 'months', c.route -> 'months', 'looked', c.route -> 'looked',
    'way', c.route -> 'way', 'rank', c.route -> 'rank',
    'standings', (select json_agg(json_build_object('supplier', json_build_object('id', p.id, 'name', p.name), 'rank', x.rank, 'targetShare', x."targetShare",
        'drawn', x.drawn, 'passed', x.passed) order by x.rank)
      from jsonb_to_recordset(c.route -> 'standings') as x (supplier uuid, rank integer, "targetShare" integer, drawn text, passed text)
        join supplier p on p.cooperative_id = c.cooperative_id and p.id = x.supplier),
    'refusals', (select coalesce(json_agg(json_build_object('supplier', json_build_object('id', p.id, 'name', p.name), 'rank', r.rank, 'why', r.why,
        'reason', r.reason, 'refusedAt', r.refused_at) order by r.rank), '[]')
      from call_off_refusal r join supplier p on p.cooperative_id = r.cooperative_id and p.id = r.supplier_id
      where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id))`

// CallOff is one call-off with its lines.
func (s callOffReports) CallOff(_ context.Context, id calloff.ID, sight access.Sight) (view.CallOff, error) {
	var read struct {
		view.CallOff
		Lines []struct {
			view.CallOffLine
			Taxed string `json:"taxed"`
		} `json:"lines"`
	}
	err := document(s.tx, "read call-off", callOffSQL, map[string]any{
		"cooperative": s.in.cooperative, "callOff": id.String(),
		"everything": sight.Everything, "members": uuids(sight.Members), "suppliers": uuids(sight.Suppliers),
	}, &read)
	if err != nil {
		return read.CallOff, err
	}
	bears := taxed{}
	for _, line := range read.Lines {
		if line.Tax, err = bears.add(line.Total, line.Taxed); err != nil {
			return read.CallOff, err
		}
		read.CallOff.Lines = append(read.CallOff.Lines, line.CallOffLine)
	}
	shown, err := bears.shown()
	read.Tax = &shown
	return read.CallOff, err
}

// partsOfSight is a condition for each organisation whose call-offs c are in sight, or
// the one that is none. A person acts for a few; their ids go into args.
func partsOfSight(sight access.Sight, args map[string]any) []string {
	if sight.Everything {
		return []string{""}
	}
	var parts []string
	for i, m := range sight.Members {
		name := "member" + strconv.Itoa(i)
		args[name] = m.String()
		parts = append(parts, ` and c.member_id = @`+name)
	}
	for i, p := range sight.Suppliers {
		name := "supplier" + strconv.Itoa(i)
		args[name] = p.String()
		parts = append(parts, ` and c.placed_at is not null and c.supplier_id = @`+name)
	}
	return parts
}
