package postgres

import (
	"cmp"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"

	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
)

// counters are contracts as far as orders out of them, or what gives back to them, need
// them. They are locked first, so that what is read after it stays as it is.
type counters struct {
	contracts map[framework.ID]*framework.State
	suppliers map[member.SupplierID]string // their names
	customers map[member.ID]customer
	locked    map[framework.ID]bool
}

type customer struct {
	name     string
	admitted bool
	limit    money.Amount
	settings calloff.Settings
	rules    approval.Table
}

// of is what a call-off must know of the member.
func (c customer) of(m member.ID) calloff.Customer {
	return calloff.Customer{Member: m, Admitted: c.admitted, Limit: c.limit, Settings: c.settings, Rules: c.rules}
}

// wanted is what is to be loaded: each list without repetition.
type wanted struct {
	parties []party
	items   []framework.ItemID
}

// party is a member at a contract.
type party struct {
	framework framework.ID
	member    member.ID
}

func compareParties(a, b party) int {
	return cmp.Or(cmp.Compare(a.framework, b.framework), cmp.Compare(a.member, b.member))
}

const (
	contractsSQL = `select f.id::text, f.version, f.number, f.title, f.supplier_id::text, s.name, f.in_force_from::text, f.in_force_to::text,
			f.maximum::text, f.drawn::text, f.status, f.quota_mode, f.flows_back_on, f.call_offs, exists (select from ceiling c where c.cooperative_id = f.cooperative_id and c.framework_id = f.id
				and c.kind = 'item' and c.id <> all($3::text::uuid[]) and (c.maximum is null or c.drawn < c.maximum)),
			case when f.route is not null then framework_routing(f.cooperative_id, f.id, $3::text::uuid[], price_day()) end
		from framework_standing f join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
		where f.cooperative_id = $1 and f.id = any($2::text::uuid[])`
	orderedItemsSQL = `select i.framework_id::text, i.id::text, i.position, i.name, i.unit, i.category, p.price::text, i.maximum_quantity::text, i.drawn_quantity::text, i.retired, i.cpv,
			coalesce(p.tier_mode, ''), coalesce(p.tier_basis, ''), p.tier_from::text[], p.tier_price::text[], coalesce(w.until::text, '')
		from framework_item_standing i cross join price_day() d cross join lateral item_price_at(i.cooperative_id, i.id, d) p
			left join lateral (select min(n.valid_from) as until from item_prices_pending(i.cooperative_id, i.framework_id, d) n where n.item_id = i.id) w on true
		where i.cooperative_id = $1 and i.framework_id = any($2::text::uuid[]) and i.id = any($3::text::uuid[])`
	// Who took a member's place is loaded with it. The limits keep them look-ups.
	entitledSQL = `with party as (select * from unnest($2::text::uuid[], $3::text::uuid[]) as p (framework_id, member_id))
		select p.framework_id::text, p.member_id::text, e.quota::text, e.drawn::text, case when e.successor_id is not null then framework_holder(p.framework_id, p.member_id) end::text
		from party p cross join lateral (select e.quota, e.drawn, e.successor_id from framework_member_standing e
			where e.cooperative_id = $1 and e.framework_id = p.framework_id and e.member_id = p.member_id limit 1) e
		union all
		select distinct p.framework_id::text, o.holder::text, e.quota::text, e.drawn::text, null
		from party p cross join lateral (select framework_holder(p.framework_id, p.member_id) as holder from framework_member o
			where o.cooperative_id = $1 and o.framework_id = p.framework_id and o.member_id = p.member_id and o.successor_id is not null limit 1) o
			cross join lateral (select e.quota, e.drawn from framework_member_standing e
			where e.cooperative_id = $1 and e.framework_id = p.framework_id and e.member_id = o.holder limit 1) e
		where not exists (select from party h where h.framework_id = p.framework_id and h.member_id = o.holder)`
	// The member's rules about approvals in force today, or null.
	customersSQL = `select m.id::text, m.name, m.status = 'admitted' and m.kind <> 'association', m.approval_limit::text, s.addresses::text, s.codes::text, r.above, r.categories, r.budgets, r.approvers, r.persons, r.escalates, r.escalate_to
		from member m left join order_setting s on s.cooperative_id = m.cooperative_id and s.id = m.id left join lateral (select t.above::text[], t.categories, t.budgets, t.approvers::text[], t.persons, t.escalates, t.escalate_to::text[] from approval_table t
			where t.cooperative_id = m.cooperative_id and t.member_id = m.id and t.valid_from <= price_day() order by t.valid_from desc, t.id desc limit 1) r on true
		where m.cooperative_id = $1 and m.id = any($2::text::uuid[])`
)

// locking is how contracts are locked: the function gives the ids of those that are.
type locking string

const (
	whenFree locking = `select framework_lock($1::text::uuid[], false)::text[]`
	freeOnly locking = `select framework_lock($1::text::uuid[], true)::text[]` // what another transaction holds is left out
	unlocked locking = `select $1::text[]`
)

// queue adds the statements that lock and load.
func (w wanted) queue(batch *pgx.Batch, cooperative string, lock locking) {
	of, by := make([]framework.ID, len(w.parties)), make([]member.ID, len(w.parties))
	for i, p := range w.parties {
		of[i], by[i] = p.framework, p.member
	}
	each, buyers := uuids(of), uuids(by)
	frameworks, items, members := uuids(distinct(of)), uuids(w.items), uuids(distinct(by))
	batch.Queue(string(lock), frameworks)
	batch.Queue(contractsSQL, cooperative, frameworks, items)
	batch.Queue(orderedItemsSQL, cooperative, frameworks, items)
	batch.Queue(entitledSQL, cooperative, each, buyers)
	batch.Queue(customersSQL, cooperative, members)
}

// readCounters reads the results of what queue has added. A row that cannot be restored is
// nobody's fault but the store's.
func readCounters(results pgx.BatchResults) (counters, error) {
	c := counters{map[framework.ID]*framework.State{}, map[member.SupplierID]string{}, map[member.ID]customer{}, map[framework.ID]bool{}}
	var locked []framework.ID
	if err := results.QueryRow().Scan(&locked); err != nil {
		return c, fmt.Errorf("lock contracts: %w", err)
	}
	for _, id := range locked {
		c.locked[id] = true
	}
	for _, read := range []func(pgx.Rows) error{c.readContracts, c.readItems, c.readEntitled, c.readCustomers} {
		rows, err := results.Query()
		if err != nil {
			return c, fmt.Errorf("load contracts: %w", err)
		}
		if err := read(rows); err != nil {
			rows.Close()
			return c, fmt.Errorf("load contracts: %v", err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		if rows.Err() != nil {
			return c, fmt.Errorf("load contracts: %w", rows.Err())
		}
	}
	return c, nil
}

func (c counters) readContracts(rows pgx.Rows) error {
	for rows.Next() {
		s := &framework.State{}
		var supplier, from, to, maximum, drawn string
		var flowsBack *time.Time
		var routes []byte
		err := rows.Scan(&s.ID, &s.Version, &s.Number, &s.Title, &s.Supplier, &supplier, &from, &to, &maximum, &drawn,
			&s.Status, &s.QuotaMode, &flowsBack, &s.CallOffs, &s.LeftElsewhere, &routes)
		if flowsBack != nil {
			s.FlowsBack = period.FromUTC(*flowsBack)
		}
		if err == nil {
			err = readRouting(routes, s, c.suppliers)
		}
		if err == nil {
			s.InForce, err = span(from, to)
		}
		if err == nil {
			s.Maximum, err = money.ParseAmount(maximum)
		}
		if err == nil {
			s.Drawn, err = money.ParseAmount(drawn)
		}
		if err != nil {
			return err
		}
		c.contracts[s.ID], c.suppliers[s.Supplier] = s, supplier
	}
	return nil
}

func span(from, to string) (period.Span, error) {
	first, err := period.ParseDay(from)
	if err != nil {
		return period.Span{}, err
	}
	last, err := period.ParseDay(to)
	return period.Span{From: first, To: last}, err
}

func (c counters) readItems(rows pgx.Rows) error {
	for rows.Next() {
		var of framework.ID
		var item framework.Item
		var price, drawn, mode, basis, waits string
		var maximum *string
		var froms, steps []string
		err := rows.Scan(&of, &item.ID, &item.Position, &item.Name, &item.Unit, &item.Category, &price, &maximum, &drawn, &item.Retired, &item.CPV, &mode, &basis, &froms, &steps, &waits)
		item.Unbounded = maximum == nil
		if err == nil {
			item.Price, err = priceOf(price)
		}
		if err == nil && mode != "" {
			item.Tiers, err = stepsOf(mode, basis, froms, steps)
		}
		if err == nil && waits != "" {
			item.PriceWaits, err = period.ParseDay(waits)
		}
		if err == nil {
			item.Drawn, err = quantityOf(drawn)
		}
		if err == nil && maximum != nil {
			item.Maximum, err = quantityOf(*maximum)
		}
		if err != nil {
			return err
		}
		c.contracts[of].Items = append(c.contracts[of].Items, item)
	}
	return nil
}

func stepsOf(mode, basis string, froms, prices []string) (pricing.Tiers, error) {
	tiers := pricing.Tiers{Mode: pricing.Mode(mode), Basis: pricing.Basis(basis), Steps: make([]pricing.Step, len(froms))}
	var err error
	for i := range froms {
		if tiers.Steps[i].From, err = quantityOf(froms[i]); err != nil {
			return tiers, err
		}
		if tiers.Steps[i].Price, err = priceOf(prices[i]); err != nil {
			return tiers, err
		}
	}
	return tiers, nil
}

func priceOf(text string) (money.Price, error) {
	d, err := decimal.NewFromString(text)
	if err != nil {
		return money.Price{}, err
	}
	return money.PriceFromDecimal(d)
}

func quantityOf(text string) (quantity.Quantity, error) {
	d, err := decimal.NewFromString(text)
	if err != nil {
		return quantity.Quantity{}, err
	}
	return quantity.FromDecimal(d)
}

func (c counters) readEntitled(rows pgx.Rows) error {
	for rows.Next() {
		var of framework.ID
		var e framework.Entitlement
		var quota, successor *string
		var drawn string
		err := rows.Scan(&of, &e.Member, &quota, &drawn, &successor)
		e.Successor = member.ID(orZero(successor))
		if err == nil && quota != nil {
			e.Quota, err = money.ParseAmount(*quota)
		}
		if err == nil {
			e.Drawn, err = money.ParseAmount(drawn)
		}
		if err != nil {
			return err
		}
		c.contracts[of].Entitled = append(c.contracts[of].Entitled, e)
	}
	return nil
}

func (c counters) readCustomers(rows pgx.Rows) error {
	for rows.Next() {
		var m member.ID
		var read customer
		var limit string
		var addresses, codes *string
		var rules ruleArrays
		err := rows.Scan(&m, &read.name, &read.admitted, &limit, &addresses, &codes, &rules.above, &rules.categories, &rules.budgets, &rules.approvers, &rules.persons, &rules.escalates, &rules.escalateTo)
		if err == nil && addresses != nil && codes != nil {
			read.settings, err = orderSettings(m, *addresses, *codes)
		}
		if err == nil {
			read.limit, err = money.ParseAmount(limit)
		}
		if err == nil {
			read.rules.Rules, err = rules.list()
		}
		if err != nil {
			return err
		}
		c.customers[m] = read
	}
	return nil
}
