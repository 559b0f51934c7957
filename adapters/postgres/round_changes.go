package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/ports/view"
)

const roundChangesSQL = `
select c.id::text as id, c.stated_at as at, coalesce(p.name, '') as by, c.member_id::text as member_id, m.name as member_name,
  c.item_id::text as item_id, i.name as item, i.unit, trim_scale(c.firm)::text as firm, trim_scale(c.tolerance)::text as tolerance,
  coalesce(trim_scale(b.firm)::text, '') as was_firm, coalesce(trim_scale(b.tolerance)::text, '') as was_tolerance
from demand_need_change c
  join demand_item i on i.cooperative_id = c.cooperative_id and i.id = c.item_id
  join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
  left join person p on p.id = c.stated_by
  left join lateral (select b.firm, b.tolerance from demand_need_change b
    where b.cooperative_id = c.cooperative_id and b.round_id = c.round_id and b.item_id = c.item_id and b.member_id = c.member_id
      and (b.stated_at, b.id) < (c.stated_at, c.id)
    order by b.stated_at desc, b.id desc limit 1) b on true
where c.cooperative_id = @cooperative and c.round_id = @round and (@everything or c.member_id = any(cast(@members as uuid[])))
  and (@after = '' or c.id < nullif(@after, '')::uuid)
order by c.id desc`

// Changes is the history of a round's needs; ids sort by the time they were made.
func (s roundReports) Changes(_ context.Context, round demand.ID, sight access.Sight, page view.PageRequest) (view.Page[view.RoundChange], error) {
	none := view.Page[view.RoundChange]{}
	if err := s.seen(round, sight); err != nil {
		return none, err
	}
	after, err := afterID(page.Cursor)
	if err != nil {
		return none, err
	}
	var rows []view.RoundChange
	err = s.tx.Raw(roundChangesSQL+upTo(page.Limit), map[string]any{
		"cooperative": s.in.cooperative, "round": round.String(), "everything": sight.Everything, "members": uuids(sight.Members), "after": after,
	}).Scan(&rows).Error
	if err != nil {
		return none, fmt.Errorf("read the changes of needs: %w", err)
	}
	for i := range rows {
		rows[i].At = rows[i].At.UTC()
	}
	return pageOf(rows, page.Limit, func(c view.RoundChange) []string { return []string{c.ID} }), nil
}
