package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// marketReports finds what can be called off (market.go) and shows it.
type marketReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.MarketReports = marketReports{}

// Item i of contract f, counted by t, that member e may call off now, as l of a catalogue describes it; c counts
// and d is what is drawn of it, p its price today, v the price of the quantity, n the next step of the price.
const catalogueSQL = `
select json_strip_nulls(json_build_object('itemId', i.id, 'frameworkId', f.id, 'frameworkNumber', f.number, 'frameworkTitle', f.title,
  'name', coalesce(l.name, i.name), 'description', coalesce(nullif(l.description, ''), i.description), 'category', i.category, 'cpv', i.cpv, 'unit', i.unit, 'supplier', s.name,
  'manufacturer', l.manufacturer, 'articleNumber', i.article_number, 'labels', l.labels, 'deliveryDays', l.delivery_days,
  'price', price_text(p.price), 'total', v.total::text, 'nextFrom', trim_scale(n.from_quantity)::text, 'nextPrice', price_text(n.price),
  'remainingQuantity', trim_scale(i.maximum_quantity - d.quantity)::text, 'maximumQuantity', trim_scale(i.maximum_quantity)::text,
  'remainingValue', (f.maximum - t.drawn)::text, 'maximumValue', f.maximum::text, 'remainingQuota', (e.quota - e.drawn)::text, 'quota', e.quota::text,
  'inForceTo', f.in_force_to, 'attributes', case when @detailed then l.attributes end,
  'favourite', exists (select from market.favourite m where m.cooperative_id = i.cooperative_id and m.person_id = @person and m.item_id = i.id),
  'orderable', (i.maximum_quantity is null or @quantity <= i.maximum_quantity - d.quantity) and v.total <= f.maximum - t.drawn
    and (e.quota is null or v.total <= e.quota - e.drawn)))::text
from unnest(cast(@items as uuid[])) with ordinality as w (id, place)
join framework_item i on i.cooperative_id = @cooperative and i.id = w.id and i.retired is null
join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and ` + runsSQL + `
join framework_member_standing e on e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = @member
left join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id
join supplier s on s.cooperative_id = f.cooperative_id and s.id = coalesce(i.supplier_id, f.supplier_id)
left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
cross join lateral (select coalesce(c.drawn, 0)::numeric(12,3) as quantity) d
cross join lateral item_price_at(i.cooperative_id, i.id, @today, i.supplier_id) p
cross join lateral (select tiered_total(p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, d.quantity, @quantity) as total) v
left join lateral (select t.from_quantity - case when p.tier_basis = 'contract' then d.quantity else 0 end as from_quantity, t.price
  from unnest(p.tier_from, p.tier_price) as t (from_quantity, price)
  where t.from_quantity > @quantity + case when p.tier_basis = 'contract' then d.quantity else 0 end order by t.from_quantity limit 1) n on true
order by w.place`

// runsSQL is the condition that contract f, counted by t, is one to call off from today.
const runsSQL = `not t.exhausted and f.halt_status is null and @today between f.in_force_from and f.in_force_to`

// Items shows items that can be called off.
func (s marketReports) Items(_ context.Context, m member.ID, items []framework.ItemID, wanted quantity.Quantity) ([]view.CatalogueItem, error) {
	return s.items(m, items, wanted, true)
}

func (s marketReports) items(m member.ID, items []framework.ItemID, wanted quantity.Quantity, detailed bool) ([]view.CatalogueItem, error) {
	if len(items) == 0 {
		return []view.CatalogueItem{}, nil
	}
	found, err := documents[view.CatalogueItem](s.tx, "show items of the catalogue", catalogueSQL, map[string]any{
		"cooperative": s.in.cooperative, "person": s.in.actor.Person.String(), "member": m.String(), "items": uuids(items),
		"quantity": wanted.Decimal(), "today": period.DayOf(s.in.now).UTC(), "detailed": detailed,
	})
	if err != nil {
		return nil, fmt.Errorf("show the catalogue: %w", err)
	}
	for i := range found {
		found[i].Quantity = wanted.String()
		found[i].Orderable = found[i].Orderable && !wanted.IsZero() && quantity.Check(quantity.Unit(found[i].Unit), wanted) == nil
	}
	return found, nil
}
