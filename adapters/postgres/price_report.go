package postgres

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/domain/split"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type priceReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.PriceReports = priceReports{}

// shownRate is a rate as callers see it, of the table or function named by %[1]s.
const shownRate = `rate_shown(%[1]s.price, %[1]s.tier_mode, %[1]s.tier_basis, %[1]s.tier_from, %[1]s.tier_price)`

// calledOffVolume is how much of item i was called off, what waits for approval included.
const calledOffVolume = `(select c.drawn from ceiling c
  where c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id)`

// changeStatus is the status of change c on @today.
const changeStatus = `case when c.status = 'proposed' and c.ground <> 'award' and c.valid_from <= @today then 'lapsed' else c.status end`

func (s priceReports) args(sight access.Sight) map[string]any { return frameworkReports(s).args(sight) }

// inSight fails with access.ErrNotFound for a contract out of sight.
func (s priceReports) inSight(f framework.ID, args map[string]any) error {
	args["framework"] = f.String()
	var found []string
	err := s.tx.Raw(`select f.id from framework f where f.cooperative_id = @cooperative and f.id = @framework and `+pricesInSight, args).Scan(&found).Error
	if err != nil {
		return fmt.Errorf("look for a contract: %w", err)
	}
	if len(found) == 0 {
		return access.ErrNotFound
	}
	return nil
}

var pricesSQL = `
select json_build_object('itemId', i.id, 'position', i.position, 'name', i.name, 'unit', i.unit, 'category', i.category, 'volume', trim_scale(` + calledOffVolume + `)::text,
  'original', ` + fmt.Sprintf(shownRate, "i") + `, 'present', ` + fmt.Sprintf(shownRate, "p") + `, 'since', p.valid_from,
  'pendingFrom', (select min(w.valid_from) from item_prices_pending(i.cooperative_id, i.framework_id, @today) w where w.item_id = i.id),
  'versions', (select coalesce(json_agg(jsonb_build_object('validFrom', v.valid_from, 'ground', c.ground, 'changeId', c.id) || cast(` + fmt.Sprintf(shownRate, "v") + ` as jsonb) order by v.valid_from), '[]')
    from item_price v join price_change c on c.cooperative_id = v.cooperative_id and c.id = v.change_id
    where v.cooperative_id = i.cooperative_id and v.item_id = i.id and v.supplier_id is null and c.status = 'approved'))::text
from framework_item i cross join lateral item_price_at(i.cooperative_id, i.id, @today) p
where i.cooperative_id = @cooperative and i.framework_id = @framework and i.position > @after
order by i.position`

// Prices lists the items of a contract with all their prices.
func (s priceReports) Prices(_ context.Context, f framework.ID, sight access.Sight, page view.PageRequest) (view.Page[view.ItemPrices], error) {
	args := s.args(sight)
	if err := s.inSight(f, args); err != nil {
		return view.Page[view.ItemPrices]{}, err
	}
	place, err := readCursor(page.Cursor, 1)
	if err != nil {
		return view.Page[view.ItemPrices]{}, err
	}
	args["after"] = 0
	if place != nil {
		if args["after"], err = strconv.Atoi(place[0]); err != nil {
			return view.Page[view.ItemPrices]{}, access.ErrCursor
		}
	}
	items, err := documents[view.ItemPrices](s.tx, "list prices", pricesSQL+upTo(page.Limit), args)
	if err != nil {
		return view.Page[view.ItemPrices]{}, err
	}
	return pageOf(items, page.Limit, func(i view.ItemPrices) []string { return []string{strconv.Itoa(i.Position)} }), nil
}

const pricingSQL = `
select json_build_object(
  'clauses', (select coalesce(json_agg(json_strip_nulls(json_build_object('id', c.id, 'number', c.number, 'category', c.category, 'baseMonth', c.base_month,
      'fixedPart', trim_scale(c.fixed_part)::text, 'triggerPercent', trim_scale(c.trigger_percent)::text, 'intervalMonths', c.interval_months,
      'cap', trim_scale(c.cap)::text, 'floor', trim_scale(c.floor)::text, 'stepCap', trim_scale(c.step_cap)::text, 'stepFloor', trim_scale(c.step_floor)::text,
      'ground', c.ground, 'createdBy', w.name, 'createdAt', c.created_at,
      'parts', (select json_agg(json_build_object('index', json_build_object('id', x.id, 'name', x.name), 'weight', trim_scale(p.weight)::text,
          'baseValue', trim_scale(p.base_value)::text) order by p.weight desc, x.name)
        from price_clause_part p join price_index x on x.cooperative_id = p.cooperative_id and x.id = p.index_id
        where p.cooperative_id = c.cooperative_id and p.clause_id = c.id))) order by c.number desc), '[]')
    from price_clause c join person w on w.id = c.created_by where c.cooperative_id = f.cooperative_id and c.framework_id = f.id),
  'changes', (select coalesce(json_agg(json_build_object('id', c.id, 'number', c.number, 'ground', c.ground, 'validFrom', c.valid_from, 'status', ` + changeStatus + `,
      'reason', c.reason, 'items', (select count(*) from item_price p where p.cooperative_id = c.cooperative_id and p.change_id = c.id),
      'proposedBy', w.name, 'proposedAt', c.proposed_at) order by c.number desc), '[]')
    from price_change c join person w on w.id = c.proposed_by where c.cooperative_id = f.cooperative_id and c.framework_id = f.id),
  'rebates', (select coalesce(json_agg(json_build_object('id', r.id, 'number', r.number, 'item', json_build_object('id', i.id, 'name', i.name),
      'volume', trim_scale(r.volume)::text, 'credit', r.credit::text, 'createdAt', r.created_at) order by r.id desc), '[]')
    from volume_rebate r join framework_item i on i.cooperative_id = r.cooperative_id and i.id = r.item_id
    where r.cooperative_id = f.cooperative_id and r.framework_id = f.id)
)::text
from framework f where f.cooperative_id = @cooperative and f.id = @framework and ` + pricesInSight

// Pricing is how the contract's prices come to change. Its drift is computed elsewhere.
func (s priceReports) Pricing(_ context.Context, f framework.ID, sight access.Sight) (view.FrameworkPricing, error) {
	args := s.args(sight)
	args["framework"] = f.String()
	var found view.FrameworkPricing
	return found, document(s.tx, "read how prices change", pricingSQL, args, &found)
}

var pricedSQL = `
select json_build_object('quantity', coalesce(i.maximum_quantity, ` + calledOffVolume + `), 'original', i.price, 'changes',
  (select coalesce(json_agg(json_build_object('ground', c.ground, 'price', v.price) order by v.valid_from), '[]')
    from item_price v join price_change c on c.cooperative_id = v.cooperative_id and c.id = v.change_id
    where v.cooperative_id = i.cooperative_id and v.item_id = i.id and v.supplier_id is null and (c.status = 'approved' or c.id = nullif(@proposed, '')::uuid)))::text
from framework_item i where i.cooperative_id = @cooperative and i.framework_id = @framework`

// agreedSQL leaves out what was never changed by agreement: of a large catalogue that is nearly all.
var agreedSQL = pricedSQL + `
  and i.id in (select v.item_id from item_price v join price_change c on c.cooperative_id = v.cooperative_id and c.id = v.change_id
    where c.cooperative_id = @cooperative and c.framework_id = @framework and c.ground = 'modification')`

// Priced are the items of a contract with all their prices.
func (s priceReports) Priced(_ context.Context, f framework.ID) ([]pricing.Priced, error) {
	return s.priced(pricedSQL, f, "")
}

// Agreed are the items whose prices were changed by agreement, with all their prices.
func (s priceReports) Agreed(_ context.Context, f framework.ID, proposed repricing.ID) ([]pricing.Priced, error) {
	return s.priced(agreedSQL, f, proposed)
}

func (s priceReports) priced(sql string, f framework.ID, proposed repricing.ID) ([]pricing.Priced, error) {
	type changed struct {
		Ground string          `json:"ground"`
		Price  decimal.Decimal `json:"price"`
	}
	rows, err := documents[struct {
		Quantity decimal.Decimal `json:"quantity"`
		Original decimal.Decimal `json:"original"`
		Changes  []changed       `json:"changes"`
	}](s.tx, "read the prices of a contract", sql, map[string]any{"cooperative": s.in.cooperative, "framework": f.String(), "proposed": proposed.String()})
	if err != nil {
		return nil, err
	}
	items := make([]pricing.Priced, len(rows))
	for i, r := range rows {
		if items[i].Quantity, err = quantity.FromDecimal(r.Quantity); err != nil {
			return nil, fmt.Errorf("read the prices of a contract: %w", err)
		}
		if items[i].Original, err = money.PriceFromDecimal(r.Original); err != nil {
			return nil, fmt.Errorf("read the prices of a contract: %w", err)
		}
		for _, c := range r.Changes {
			price, err := money.PriceFromDecimal(c.Price)
			if err != nil {
				return nil, fmt.Errorf("read the prices of a contract: %w", err)
			}
			items[i].Changes = append(items[i].Changes, pricing.Changed{Ground: pricing.Ground(c.Ground), Price: price})
		}
	}
	return items, nil
}

// yearSQL is how much of each item of the contract %s the members in sight called off in
// the twelve months before @today.
const yearSQL = `year as materialized (
  select l.item_id, sum(l.quantity) as quantity from call_off o cross join lateral unnest(o.items, call_off_kept(o.quantities, o.returned)) as l (item_id, quantity)
  where o.cooperative_id = @cooperative and o.framework_id = %s and o.status not in ('rejected', 'cancelled')
    and (@everything or o.member_id = any(cast(@members as uuid[])))
    and (o.created_at at time zone 'Europe/Berlin')::date between (cast(@today as date) - interval '12 months')::date and cast(@today as date)
  group by l.item_id
)`

var changeSQL = `
with ` + fmt.Sprintf(yearSQL, "(select framework_id from price_change where cooperative_id = @cooperative and id = @change)") + `
select json_build_object('id', c.id, 'number', c.number, 'ground', c.ground, 'validFrom', c.valid_from, 'status', ` + changeStatus + `, 'reason', c.reason,
  'proposedBy', w.name, 'proposedAt', c.proposed_at, 'decidedBy', d.name, 'decidedAt', c.decided_at, 'decisionReason', c.decision_reason, 'version', c.version,
  'framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title),
  'index', case when c.ground = 'index' then json_build_object('clauseId', c.clause_id, 'formula', c.formula, 'factor', c.factor, 'before', c.factor_before, 'bound', c.bound,
    'values', (select json_agg(json_build_object('index', json_build_object('id', x.id, 'name', x.name), 'month', v.month, 'value', trim_scale(v.value)::text,
        'provisional', v.provisional) order by x.name)
      from price_change_index v join price_index x on x.cooperative_id = v.cooperative_id and x.id = v.index_id
      where v.cooperative_id = c.cooperative_id and v.change_id = c.id)) end,
  'items', (select count(*) from item_price p where p.cooperative_id = c.cooperative_id and p.change_id = c.id),
  'prices', (select coalesce(json_agg(json_build_object('itemId', i.id, 'position', i.position, 'name', i.name, 'unit', i.unit, 'original', price_text(i.price),
      'before', price_text(p.before), 'after', ` + fmt.Sprintf(shownRate, "p") + `, 'effect', json_build_object('quantity', trim_scale(y.quantity)::text,
        'before', round(y.quantity * p.before, 2)::text, 'after', round(y.quantity * p.price, 2)::text,
        'difference', (round(y.quantity * p.price, 2) - round(y.quantity * p.before, 2))::text)) order by i.position), '[]')
    from item_price p join framework_item i on i.cooperative_id = p.cooperative_id and i.id = p.item_id
      left join year n on n.item_id = i.id cross join lateral (select coalesce(n.quantity, 0) as quantity) y
    where p.cooperative_id = c.cooperative_id and p.change_id = c.id)
)::text
from price_change c join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
join person w on w.id = c.proposed_by left join person d on d.id = c.decided_by
where c.cooperative_id = @cooperative and c.id = @change and ` + pricesInSight

// Change shows a change with what it means for what the members in sight called off.
func (s priceReports) Change(_ context.Context, id repricing.ID, sight access.Sight) (view.PriceChange, error) {
	args := s.args(sight)
	args["change"] = id.String()
	var found view.PriceChange
	if err := document(s.tx, "read a price change", changeSQL, args, &found); err != nil {
		return found, err
	}
	before, after := money.Zero, money.Zero
	for _, p := range found.Prices {
		was, err := money.ParseAmount(p.Effect.Before)
		if err != nil {
			return found, fmt.Errorf("read a price change: %w", err)
		}
		becomes, err := money.ParseAmount(p.Effect.After)
		if err != nil {
			return found, fmt.Errorf("read a price change: %w", err)
		}
		before, after = before.Add(was), after.Add(becomes)
	}
	found.Effect = view.YearEffect{Before: before.String(), After: after.String(), Difference: after.Sub(before).String()}
	return found, moved(found.Index)
}

// moved says by how many percent an index moved the prices.
func moved(applied *view.IndexApplied) error {
	if applied == nil {
		return nil
	}
	factor, err := split.ParseRatio(applied.Factor)
	if err != nil {
		return fmt.Errorf("read a factor: %w", err)
	}
	before, err := split.ParseRatio(applied.Before)
	if err != nil {
		return fmt.Errorf("read a factor: %w", err)
	}
	applied.Change = pricing.Percent(pricing.Adjustment{Factor: factor, Standing: before}.Moved())
	applied.Provisional = slices.ContainsFunc(applied.Values, func(v view.UsedValue) bool { return v.Provisional })
	return nil
}

// Year is what the members in sight called off in the twelve months before a day.
func (s priceReports) Year(_ context.Context, f framework.ID, items []framework.ItemID, until period.Day, sight access.Sight) ([]quantity.Quantity, error) {
	args := s.args(sight)
	args["today"], args["framework"], args["items"] = until.UTC(), f.String(), uuids(items)
	var rows []decimal.Decimal
	err := s.tx.Raw(`with `+fmt.Sprintf(yearSQL, "@framework")+` select coalesce(y.quantity, 0) from unnest(cast(@items as uuid[])) with ordinality as n (id, place)
		left join year y on y.item_id = n.id order by n.place`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what was called off in a year: %w", err)
	}
	called := make([]quantity.Quantity, len(rows))
	for i, r := range rows {
		if called[i], err = quantity.FromDecimal(r); err != nil {
			return nil, fmt.Errorf("read what was called off in a year: %w", err)
		}
	}
	return called, nil
}

const indicesSQL = `
select json_build_object('id', x.id, 'name', x.name, 'base', x.base, 'source', x.source, 'values',
  (select coalesce(json_agg(json_build_object('month', v.month, 'value', trim_scale(v.value)::text, 'provisional', v.provisional, 'revision', v.revision,
      'recordedBy', w.name, 'recordedAt', v.recorded_at) order by v.month desc), '[]')
    from (select distinct on (v.month) v.* from price_index_value v where v.cooperative_id = x.cooperative_id and v.index_id = x.id order by v.month, v.revision desc) v
      join person w on w.id = v.recorded_by))::text
from price_index x where x.cooperative_id = @cooperative order by x.name`

// Indices are all of the cooperative.
func (s priceReports) Indices(_ context.Context) (view.List[view.PriceIndex], error) {
	items, err := documents[view.PriceIndex](s.tx, "list indices", indicesSQL, map[string]any{"cooperative": s.in.cooperative})
	return view.List[view.PriceIndex]{Items: items}, err
}

// Offered is an item with its rate of today.
func (s priceReports) Offered(_ context.Context, item framework.ItemID, sight access.Sight) (driven.Offered, error) {
	args := s.args(sight)
	args["item"] = item.String()
	var found []struct {
		FrameworkID, Unit, Rate string
		Volume                  decimal.Decimal
	}
	err := s.tx.Raw(`select i.framework_id, i.unit, `+fmt.Sprintf(rateColumns, "p")+`::text as rate, `+calledOffVolume+` as volume
		from framework_item i join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
			cross join lateral item_price_at(i.cooperative_id, i.id, @today) p
		where i.cooperative_id = @cooperative and i.id = @item and `+pricesInSight, args).Scan(&found).Error
	if err != nil {
		return driven.Offered{}, fmt.Errorf("read what an item costs: %w", err)
	}
	if len(found) == 0 {
		return driven.Offered{}, access.ErrNotFound
	}
	offered := driven.Offered{Framework: framework.ID(found[0].FrameworkID), Unit: quantity.Unit(found[0].Unit)}
	if offered.Volume, err = quantity.FromDecimal(found[0].Volume); err != nil {
		return offered, fmt.Errorf("read what was called off: %w", err)
	}
	offered.Rate, err = rateIn(found[0].Rate)
	return offered, err
}

const rebateSQL = `
select json_strip_nulls(json_build_object('id', r.id, 'number', r.number, 'item', json_build_object('id', i.id, 'name', i.name),
  'framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'volume', trim_scale(r.volume)::text, 'stepFrom', trim_scale(r.step_from)::text,
  'charged', r.charged::text, 'due', r.due::text, 'earlier', r.earlier::text, 'credit', r.credit::text, 'vatRate', trim_scale(r.vat_rate)::text,
  'createdBy', w.name, 'createdAt', r.created_at,
  'creditPool', (select json_build_object('id', p.id, 'name', p.number) from cost_pool p where p.cooperative_id = r.cooperative_id and p.id = r.credit_pool_id),
  'chargePool', (select json_build_object('id', p.id, 'name', p.number) from cost_pool p where p.cooperative_id = r.cooperative_id and p.id = r.charge_pool_id),
  'members', (select coalesce(json_agg(json_build_object('member', json_build_object('id', m.id, 'name', m.name), 'amount', s.amount::text) order by m.name, m.id), '[]')
    from (select coalesce(t.member_id, l.member_id) as member_id, sum(coalesce(t.credit, l.credit)) as amount from volume_rebate_line l
        left join volume_rebate_part t on t.cooperative_id = l.cooperative_id and t.rebate_id = l.rebate_id and t.call_off_id = l.call_off_id
        where l.cooperative_id = r.cooperative_id and l.rebate_id = r.id group by 1) s
      join member m on m.cooperative_id = r.cooperative_id and m.id = s.member_id where @everything or m.id = any(cast(@members as uuid[]))),
  'lines', (select coalesce(json_agg(json_build_object('callOff', json_build_object('id', c.id, 'name', c.number), 'member', json_build_object('id', m.id, 'name', m.name),
      'quantity', trim_scale(l.quantity)::text, 'charged', l.charged::text, 'price', price_text(l.price), 'due', l.due::text, 'earlier', l.earlier::text,
      'credit', l.credit::text, 'parts', (select json_agg(json_build_object('member', json_build_object('id', o.id, 'name', o.name), 'amount', t.credit::text) order by o.name, o.id)
        from volume_rebate_part t join member o on o.cooperative_id = t.cooperative_id and o.id = t.member_id
        where t.cooperative_id = l.cooperative_id and t.rebate_id = l.rebate_id and t.call_off_id = l.call_off_id)) order by c.id), '[]')
    from volume_rebate_line l join call_off c on c.cooperative_id = l.cooperative_id and c.id = l.call_off_id
      join member m on m.cooperative_id = l.cooperative_id and m.id = l.member_id
    where l.cooperative_id = r.cooperative_id and l.rebate_id = r.id and (@everything or coalesce(c.share_members, array[l.member_id]) && cast(@members as uuid[])))
))::text
from volume_rebate r join framework f on f.cooperative_id = r.cooperative_id and f.id = r.framework_id
join framework_item i on i.cooperative_id = r.cooperative_id and i.id = r.item_id join person w on w.id = r.created_by
where r.cooperative_id = @cooperative and r.id = @rebate and ` + pricesInSight

// Rebate shows a rebate with the lines of members in sight.
func (s priceReports) Rebate(_ context.Context, id repricing.RebateID, sight access.Sight) (view.Rebate, error) {
	args := s.args(sight)
	args["rebate"] = id.String()
	var found view.Rebate
	return found, document(s.tx, "read a rebate", rebateSQL, args, &found)
}

// Names are those of members.
func (s priceReports) Names(_ context.Context, members []member.ID) (map[member.ID]string, error) {
	var rows []struct{ ID, Name string }
	err := s.tx.Raw(`select id, name from member where cooperative_id = ? and id = any(cast(? as uuid[]))`, s.in.cooperative, uuids(members)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the names of members: %w", err)
	}
	names := make(map[member.ID]string, len(rows))
	for _, r := range rows {
		names[member.ID(r.ID)] = r.Name
	}
	return names, nil
}
