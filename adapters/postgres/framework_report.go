package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type frameworkReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.FrameworkReports = frameworkReports{}

// shownStatus is the status of a contract f on @today: what is kept, within its span; what is
// terminated stays so.
const shownStatus = `case when f.status = 'terminated' then f.status when @today < f.in_force_from then 'signed' when @today > f.in_force_to then 'expired' else f.status end`

// shownWarning is the highest step that contract f has reached, the same as framework.Warning.
const shownWarning = `(select coalesce(max(w.step), 0) from unnest(array[70, 85, 95, 100]) as w (step) where f.drawn * 100 >= f.maximum * w.step)`

// contractInSight holds for the contracts f of one's suppliers, and those one's members
// may call off from.
const contractInSight = `(@everything or exists (select from framework_supplier p
  where p.cooperative_id = f.cooperative_id and p.framework_id = f.id and p.supplier_id = any(cast(@suppliers as uuid[]))) or exists (select from framework_member e
  where e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = any(cast(@members as uuid[]))))`

// customerInSight holds for the contracts f that one sees as those who order from them do.
const customerInSight = `(@everything or exists (select from framework_member e
  where e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = any(cast(@members as uuid[]))))`

// pricesInSight holds for the contracts f whose price list one sees: to order by it, or as the supplier
// whose list it is. The suppliers ranked behind it were bidders too: what each of them asks is a secret
// before the others (VgV 5).
const pricesInSight = `(` + customerInSight + ` or f.supplier_id = any(cast(@suppliers as uuid[])))`

// ownPrice is what one's supplier behind the first asks for item i of contract f, or null.
const ownPrice = `(select coalesce((select x.price from item_price x join price_change g on g.cooperative_id = x.cooperative_id and g.id = x.change_id
      where x.cooperative_id = i.cooperative_id and x.item_id = i.id and x.supplier_id = p.supplier_id and g.status = 'approved' and x.valid_from <= @today
      order by x.valid_from desc limit 1), b.price)
    from framework_supplier p left join bid_price b on b.cooperative_id = p.cooperative_id and b.bid_id = p.bid_id and b.item_id = i.tender_item_id
    where p.cooperative_id = f.cooperative_id and p.framework_id = f.id and p.supplier_id = any(cast(@suppliers as uuid[])) order by p.rank limit 1)`

func (s frameworkReports) args(sight access.Sight) map[string]any {
	return map[string]any{
		"cooperative": s.in.cooperative, "today": period.DayOf(s.in.now).UTC(),
		"everything": sight.Everything, "members": uuids(sight.Members), "suppliers": uuids(sight.Suppliers),
	}
}

const frameworksSQL = `
select f.id, f.number, f.title, json_build_object('id', s.id, 'name', s.name)::text as supplier, ` + shownStatus + ` as status,
  f.in_force_from::text as in_force_from, f.in_force_to::text as in_force_to,
  f.maximum::text as maximum_value, f.drawn::text as drawn, (f.maximum - f.drawn)::text as remaining, ` + shownWarning + ` as warning
from framework_standing f join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
where f.cooperative_id = @cooperative and ` + contractInSight + ` and (@after = '' or f.id < nullif(@after, '')::uuid)
order by f.id desc`

type frameworkSummaryRow struct {
	ID, Number, Title, Supplier, Status, InForceFrom, InForceTo, MaximumValue, Drawn, Remaining string
	Warning                                                                                     int
}

// Frameworks lists the newest first: ids sort by the time they were made.
func (s frameworkReports) Frameworks(_ context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.FrameworkSummary], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.FrameworkSummary]{}, err
	}
	args := s.args(sight)
	args["after"] = after
	var rows []frameworkSummaryRow
	if err := s.tx.Raw(frameworksSQL+upTo(page.Limit), args).Scan(&rows).Error; err != nil {
		return view.Page[view.FrameworkSummary]{}, fmt.Errorf("list frameworks: %w", err)
	}
	items := make([]view.FrameworkSummary, len(rows))
	for i, r := range rows {
		items[i] = view.FrameworkSummary{
			ID: r.ID, Number: r.Number, Title: r.Title, Status: r.Status, InForceFrom: r.InForceFrom, InForceTo: r.InForceTo,
			MaximumValue: r.MaximumValue, Drawn: r.Drawn, Remaining: r.Remaining, Warning: r.Warning,
		}
		if err := json.Unmarshal([]byte(r.Supplier), &items[i].Supplier); err != nil {
			return view.Page[view.FrameworkSummary]{}, fmt.Errorf("list frameworks: %w", err)
		}
	}
	return pageOf(items, page.Limit, func(f view.FrameworkSummary) []string { return []string{f.ID} }), nil
}

// A supplier sees its contract, but not how it is divided among the members, nor what others of its
// suppliers ask and deliver.
const frameworkSQL = `
select json_build_object(
  'id', f.id, 'number', f.number, 'title', f.title, 'supplier', json_build_object('id', s.id, 'name', s.name),
  'status', ` + shownStatus + `, 'inForceFrom', f.in_force_from, 'inForceTo', f.in_force_to,
  'maximumValue', f.maximum::text, 'drawn', f.drawn::text, 'remaining', (f.maximum - f.drawn)::text,
  'originalValue', coalesce(f.original_maximum, f.maximum)::text, 'warning', ` + shownWarning + `,
  'noted', exists (select from framework_warning w where w.cooperative_id = f.cooperative_id and w.framework_id = f.id and w.maximum = f.maximum and w.step >= ` + shownWarning + `),
  'reserved', (select coalesce(sum(c.total), 0)::numeric(15,2) from call_off c where c.cooperative_id = f.cooperative_id and c.framework_id = f.id and c.status = 'submitted')::text,
  'flowsBackOn', f.flows_back_on, 'route', f.route, 'termJustification', f.term_justification,
  'halt', (select json_build_object('reason', f.halt_reason, 'by', p.name, 'at', f.halted_at) from person p where p.id = f.halted_by),
  'suppliers', (select coalesce(json_agg(json_build_object('supplier', json_build_object('id', x.id, 'name', x.name), 'rank', p.rank, 'targetShare', p.target_share,
      'out', p.out_kind, 'outReason', case when @everything then p.out_reason end,
      'drawn', case when ` + customerInSight + ` or p.supplier_id = any(cast(@suppliers as uuid[])) then
        (select coalesce(sum(call_off_remaining(c.total, c.returned_total, c.given_back)), 0)::numeric(15,2) from call_off c where c.cooperative_id = f.cooperative_id and c.framework_id = f.id
          and c.supplier_id = p.supplier_id and c.status not in ('rejected', 'cancelled'))::text end) order by p.rank), '[]'::json)
    from framework_supplier p join supplier x on x.cooperative_id = p.cooperative_id and x.id = p.supplier_id
    where p.cooperative_id = f.cooperative_id and p.framework_id = f.id),
  'options', (select coalesce(json_agg(json_build_object('months', o.months, 'usedAt', o.used_at, 'usedBy', p.name, 'reason', o.reason) order by o.position), '[]'::json)
    from framework_option o left join person p on p.id = o.used_by where o.cooperative_id = f.cooperative_id and o.framework_id = f.id),
  'tender', json_build_object('id', t.id, 'name', t.number || ' ' || t.title), 'lotTitle', f.lot_title, 'quotaMode', f.quota_mode,
  'entitledCount', f.entitled_count, 'version', f.version,
  'items', (select json_agg(json_build_object(
      'id', i.id, 'position', i.position, 'name', i.name, 'description', i.description, 'category', i.category, 'cpv', i.cpv, 'unit', i.unit,
      'price', price_text(case when ` + pricesInSight + ` then (select p.price from item_price_at(i.cooperative_id, i.id, @today) p) else ` + ownPrice + ` end), 'maximumQuantity', trim_scale(i.maximum_quantity)::text, 'drawnQuantity', trim_scale(i.drawn_quantity)::text,
      'remainingQuantity', trim_scale(i.maximum_quantity - i.drawn_quantity)::text) order by i.position)
    from framework_item_standing i where i.cooperative_id = f.cooperative_id and i.framework_id = f.id and i.tender_item_id is not null
      and (` + pricesInSight + ` or ` + ownPrice + ` is not null)),
  'quotas', coalesce((select json_agg(json_build_object('member', json_build_object('id', m.id, 'name', m.name),
      'quota', e.quota::text, 'drawn', e.drawn::text, 'remaining', greatest(e.quota - e.drawn, 0)::numeric(15,2)::text,
      'former', (select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name) from framework_member h
        join member o on o.cooperative_id = h.cooperative_id and o.id = h.member_id
        where h.cooperative_id = e.cooperative_id and h.framework_id = e.framework_id and h.successor_id = e.member_id)) order by m.name, m.id)
    from framework_member_standing e join member m on m.cooperative_id = e.cooperative_id and m.id = e.member_id
    where e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.quota is not null and e.successor_id is null
      and (@everything or e.member_id = any(cast(@members as uuid[])))), '[]'::json)
)::text
from framework_standing f
join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
join tender t on t.cooperative_id = f.cooperative_id and t.id = f.tender_id
where f.cooperative_id = @cooperative and f.id = @framework and ` + contractInSight

// Framework is one contract with its price list and the quotas in sight.
func (s frameworkReports) Framework(_ context.Context, id framework.ID, sight access.Sight) (view.Framework, error) {
	args := s.args(sight)
	args["framework"] = id.String()
	var read view.Framework
	err := document(s.tx, "read framework", frameworkSQL, args, &read)
	return read, err
}

// document reads one JSON text into a view, or fails with access.ErrNotFound.
func document(tx *gorm.DB, what, sql string, args map[string]any, into any) error {
	var found []string
	if err := tx.Raw(sql, args).Scan(&found).Error; err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if len(found) == 0 {
		return access.ErrNotFound
	}
	if err := json.Unmarshal([]byte(found[0]), into); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
