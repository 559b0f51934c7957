package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/shopping"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// baskets keeps what persons put together in schema market, where no event stands for anything.
type baskets struct {
	tx *gorm.DB
	in scope
}

var _ driven.Baskets = baskets{}

func (s baskets) args(m member.ID) map[string]any {
	return map[string]any{
		"cooperative": s.in.cooperative, "person": s.in.actor.Person.String(), "member": m.String(), "today": period.DayOf(s.in.now).UTC(),
	}
}

const ownBasketSQL = ` cooperative_id = @cooperative and person_id = @person and member_id = @member`

// Get locks the positions there are.
func (s baskets) Get(_ context.Context, m member.ID) (*shopping.Basket, error) {
	var rows []struct {
		ItemID, Quantity, Price string
		PutAt                   time.Time
	}
	err := s.tx.Raw(`select item_id, quantity::text as quantity, price::text as price, put_at from market.basket_line where`+ownBasketSQL+` order by put_at, item_id for update`, s.args(m)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("lock a basket: %w", err)
	}
	basket := &shopping.Basket{Positions: make([]shopping.Position, len(rows))}
	for i, r := range rows {
		p := shopping.Position{Item: framework.ItemID(r.ItemID), PutAt: r.PutAt.UTC()}
		if p.Quantity, err = quantityOf(r.Quantity); err != nil {
			return nil, err
		}
		if p.Price, err = priceOf(r.Price); err != nil {
			return nil, err
		}
		basket.Positions[i] = p
	}
	return basket, nil
}

// Save writes the positions anew.
func (s baskets) Save(_ context.Context, m member.ID, b *shopping.Basket) error {
	args := s.args(m)
	items, quantities, prices, times := make([]string, len(b.Positions)), make([]string, len(b.Positions)), make([]string, len(b.Positions)), make([]string, len(b.Positions))
	for i, p := range b.Positions {
		items[i], quantities[i], prices[i], times[i] = p.Item.String(), p.Quantity.String(), p.Price.String(), `"`+p.PutAt.Format(time.RFC3339Nano)+`"`
	}
	args["items"], args["quantities"], args["prices"], args["times"] = array(items), array(quantities), array(prices), array(times)
	if err := s.tx.Exec(`delete from market.basket_line where`+ownBasketSQL+` and item_id <> all(cast(@items as uuid[]))`, args).Error; err != nil {
		return fmt.Errorf("store a basket: %w", err)
	}
	err := s.tx.Exec(`insert into market.basket_line (cooperative_id, person_id, member_id, item_id, quantity, price, put_at)
		select @cooperative, @person, @member, p.item_id, p.quantity, p.price, p.put_at
		from unnest(cast(@items as uuid[]), cast(@quantities as numeric[]), cast(@prices as numeric[]), cast(@times as timestamptz[])) as p (item_id, quantity, price, put_at)
		on conflict on constraint basket_line_pkey do update set quantity = excluded.quantity, price = excluded.price`, args).Error
	if err != nil {
		return fmt.Errorf("store a basket: %w", err)
	}
	return nil
}

// Size counts positions.
func (s baskets) Size(_ context.Context) (int, error) {
	var positions int
	err := s.tx.Raw(`select count(*) from market.basket_line where cooperative_id = ? and person_id = ?`, s.in.cooperative, s.in.actor.Person.String()).Row().Scan(&positions)
	if err != nil {
		return 0, fmt.Errorf("count positions: %w", err)
	}
	return positions, nil
}

// basketSQL is a basket by contract: item i of contract f, as l of a catalogue describes it, at its price p of today.
const basketSQL = `
select json_build_object('framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'supplier', json_build_object('id', s.id, 'name', s.name),
  'inForceTo', f.in_force_to, 'lines', json_agg(json_strip_nulls(json_build_object('itemId', i.id, 'name', coalesce(l.name, i.name), 'unit', i.unit,
    'quantity', trim_scale(b.quantity)::text, 'price', price_text(p.price), 'seenPrice', case when p.price <> b.price then price_text(b.price) end,
    'deliveryDays', l.delivery_days, 'retired', i.retired is not null)) order by b.put_at, b.item_id))::text
from market.basket_line b
join framework_item i on i.cooperative_id = b.cooperative_id and i.id = b.item_id
join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
cross join lateral item_price_at(i.cooperative_id, i.id, @today, i.supplier_id) p
where b.cooperative_id = @cooperative and b.person_id = @person and b.member_id = @member
group by f.id, f.number, f.title, f.in_force_to, s.id, s.name order by min(b.put_at), f.id`

// Contracts shows the basket by contract.
func (s baskets) Contracts(_ context.Context, m member.ID) ([]view.BasketContract, error) {
	return documents[view.BasketContract](s.tx, "show a basket", basketSQL, s.args(m))
}

// Favourites are the items that the actor has marked, by name.
func (s baskets) Favourites(_ context.Context) ([]framework.ItemID, error) {
	var ids []framework.ItemID
	err := s.tx.Raw(`select m.item_id from market.favourite m join framework_item i on i.cooperative_id = m.cooperative_id and i.id = m.item_id
		where m.cooperative_id = ? and m.person_id = ? order by i.name, i.id limit 200`, s.in.cooperative, s.in.actor.Person.String()).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("list favourites: %w", err)
	}
	return ids, nil
}

// Mark marks an item, or no longer does.
func (s baskets) Mark(_ context.Context, item framework.ItemID, marked bool) error {
	var known bool
	if err := s.tx.Raw(`select exists (select from framework_item where cooperative_id = ? and id = ?)`, s.in.cooperative, item.String()).Row().Scan(&known); err != nil {
		return fmt.Errorf("find an item: %w", err)
	}
	if !known {
		return framework.ErrItemUnknown
	}
	sql := `delete from market.favourite where cooperative_id = ? and person_id = ? and item_id = ?`
	if marked {
		sql = `insert into market.favourite (cooperative_id, person_id, item_id) values (?, ?, ?) on conflict do nothing`
	}
	if err := s.tx.Exec(sql, s.in.cooperative, s.in.actor.Person.String(), item.String()).Error; err != nil {
		return fmt.Errorf("mark an item: %w", err)
	}
	return nil
}
