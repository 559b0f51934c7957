package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/domain/quantity"
)

// standRow is what stands already of an item.
type standRow struct {
	ItemID                                 string
	Firm, Tolerance, OwnFirm, OwnTolerance decimal.Decimal
	Elsewhere                              string
}

const roundStandingSQL = `
select i.id::text as item_id, coalesce(t.firm, 0) as firm, coalesce(t.tolerance, 0) as tolerance,
  coalesce(own.firm, 0) as own_firm, coalesce(own.tolerance, 0) as own_tolerance, coalesce(e.number, '') as elsewhere
from demand_item i
  left join (select item_id, sum(firm) as firm, sum(tolerance) as tolerance from demand_tally
    where @totals and cooperative_id = @cooperative and round_id = @round group by item_id) t on t.item_id = i.id
  left join demand_need own on own.cooperative_id = i.cooperative_id and own.round_id = i.round_id and own.item_id = i.id and own.member_id = @member
  left join lateral (select r.number
    from demand_need n join demand_item o on o.cooperative_id = n.cooperative_id and o.id = n.item_id
      join demand_round r on r.cooperative_id = o.cooperative_id and r.id = o.round_id
    where n.cooperative_id = i.cooperative_id and n.member_id = @member and n.round_id <> i.round_id and n.firm + n.tolerance > 0
      and lower(o.name) = lower(i.name) and o.unit = i.unit and r.status in ('open', 'topping-up')
    order by r.number limit 1) e on true
where i.cooperative_id = @cooperative and i.round_id = @round`

// Standing queues those who state needs of the same member, and while a round is topped up
// all who state needs in it: what is missing may be raised by two who are right alone.
func (s rounds) Standing(_ context.Context, round *demand.Round, m member.ID) (demand.Standing, error) {
	state := round.State()
	locks := []string{"needs of " + m.String()}
	if state.Status == demand.ToppingUp {
		locks = append(locks, "topping up "+state.ID.String())
	}
	for _, lock := range locks {
		if err := s.tx.Exec(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, lock).Error; err != nil {
			return nil, fmt.Errorf("queue for needs: %w", err)
		}
	}
	var rows []standRow
	err := s.tx.Raw(roundStandingSQL, map[string]any{
		"cooperative": s.in.cooperative, "round": state.ID.String(), "member": m.String(), "totals": state.Status == demand.ToppingUp,
	}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what stands of needs: %w", err)
	}
	standing := make(demand.Standing, len(rows))
	for _, r := range rows {
		stand, err := r.stand()
		if err != nil {
			return nil, err
		}
		standing[demand.ItemID(r.ItemID)] = stand
	}
	return standing, nil
}

func (r standRow) stand() (demand.Stand, error) {
	stand := demand.Stand{Elsewhere: r.Elsewhere}
	for _, one := range []struct {
		into *quantity.Quantity
		from decimal.Decimal
	}{{&stand.All.Firm, r.Firm}, {&stand.All.Tolerance, r.Tolerance}, {&stand.Own.Firm, r.OwnFirm}, {&stand.Own.Tolerance, r.OwnTolerance}} {
		read, err := quantity.FromDecimal(one.from)
		if err != nil {
			return demand.Stand{}, fmt.Errorf("item %s: %v", r.ItemID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		*one.into = read
	}
	return stand, nil
}
