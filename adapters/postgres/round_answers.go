package postgres

import (
	"context"
	"fmt"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/view"
)

// The members of a page first, and then what each of them stated: what the others need is
// not read.
const roundMembersSQL = `
select m.id::text as member_id, m.name as member_name, a.items, a.estimate, a.stated_at, coalesce(p.name, '') as stated_by,
  k.member_id is not null and c.id is null and a.items > 0 as waits, coalesce(w.name, '') as confirmed_by, c.confirmed_at
from (select m.id, m.name from member m
    where m.cooperative_id = @cooperative and (@everything or m.id = any(cast(@members as uuid[])))
      and (@after_id = '' or (m.name, m.id) > (@after_name, cast(nullif(@after_id, '') as uuid)))
      and case when @answered then ` + answeredRound + ` else ` + invited + ` and not ` + answeredRound + ` end
    order by m.name, m.id limit @limit + 1) m
  cross join lateral (select count(*) filter (where n.firm + n.tolerance > 0) as items,
      round(coalesce(sum(round(i.estimated_price * (n.firm + n.tolerance), 2)), 0), 2)::text as estimate,
      max(n.stated_at) as stated_at, (array_agg(n.stated_by order by n.stated_at desc))[1] as stated_by
    from demand_need n join demand_item i on i.cooperative_id = n.cooperative_id and i.id = n.item_id
    where n.cooperative_id = @cooperative and n.round_id = cast(@round as uuid) and n.member_id = m.id) a
  left join person p on p.id = a.stated_by
  left join demand_answer k on k.cooperative_id = @cooperative and k.round_id = cast(@round as uuid) and k.member_id = m.id
  left join demand_confirmation c on c.cooperative_id = @cooperative and c.round_id = k.round_id and c.member_id = k.member_id and c.statements = k.statements
  left join person w on w.id = c.confirmed_by
order by m.name, m.id`

// Members are those that have answered, or not.
func (s roundReports) Members(_ context.Context, round demand.ID, sight access.Sight, answered bool, page view.PageRequest) (view.Page[view.RoundMember], error) {
	none := view.Page[view.RoundMember]{}
	if err := s.seen(round, sight); err != nil {
		return none, err
	}
	place, err := namePlace(page.Cursor)
	if err != nil {
		return none, err
	}
	var rows []view.RoundMember
	err = s.tx.Raw(roundMembersSQL, map[string]any{
		"cooperative": s.in.cooperative, "round": round.String(), "everything": sight.Everything, "members": uuids(sight.Members),
		"answered": answered, "after_name": place[0], "after_id": place[1], "limit": page.Limit,
	}).Scan(&rows).Error
	if err != nil {
		return none, fmt.Errorf("list the members of a round: %w", err)
	}
	for i := range rows {
		rows[i].StatedAt, rows[i].ConfirmedAt = rows[i].StatedAt.UTC(), rows[i].ConfirmedAt.UTC()
	}
	return pageOf(rows, page.Limit, func(m view.RoundMember) []string { return []string{m.MemberName, m.MemberID} }), nil
}

const roundNeedsSQL = `
select n.member_id::text as member_id, m.name as member_name, n.item_id::text as item_id, trim_scale(n.firm)::text as firm,
  trim_scale(n.tolerance)::text as tolerance, n.stated_at, coalesce(p.name, '') as stated_by
from demand_need n join member m on m.cooperative_id = n.cooperative_id and m.id = n.member_id
  join demand_item i on i.cooperative_id = n.cooperative_id and i.id = n.item_id left join person p on p.id = n.stated_by
where n.cooperative_id = @cooperative and `

// MemberNeeds is what one member needs.
func (s roundReports) MemberNeeds(_ context.Context, round demand.ID, of member.ID) ([]view.RoundNeed, error) {
	return s.needs(`n.round_id = @round and n.member_id = @member order by i.position`, map[string]any{"round": round.String(), "member": of.String()})
}

// ItemNeeds is what members need of one item.
func (s roundReports) ItemNeeds(_ context.Context, item demand.ItemID, sight access.Sight, page view.PageRequest) (view.Page[view.RoundNeed], error) {
	place, err := namePlace(page.Cursor)
	if err != nil {
		return view.Page[view.RoundNeed]{}, err
	}
	rows, err := s.needs(`n.item_id = @item and n.round_id = (select i.round_id from demand_item i where i.cooperative_id = @cooperative and i.id = @item)
		and (@everything or n.member_id = any(cast(@members as uuid[])))
		and (@after_id = '' or (m.name, m.id) > (@after_name, cast(nullif(@after_id, '') as uuid)))
		order by m.name, m.id limit `+strconv.Itoa(page.Limit+1), map[string]any{
		"item": item.String(), "everything": sight.Everything, "members": uuids(sight.Members), "after_name": place[0], "after_id": place[1],
	})
	if err != nil {
		return view.Page[view.RoundNeed]{}, err
	}
	return pageOf(rows, page.Limit, func(n view.RoundNeed) []string { return []string{n.MemberName, n.MemberID} }), nil
}

func (s roundReports) needs(which string, params map[string]any) ([]view.RoundNeed, error) {
	params["cooperative"] = s.in.cooperative
	rows := []view.RoundNeed{}
	if err := s.tx.Raw(roundNeedsSQL+which, params).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read needs: %w", err)
	}
	for i := range rows {
		rows[i].StatedAt = rows[i].StatedAt.UTC()
	}
	return rows, nil
}

// seen fails with access.ErrNotFound for a round that is out of sight.
func (s roundReports) seen(round demand.ID, sight access.Sight) error {
	var seen bool
	err := s.tx.Raw(`select exists (select from demand_round where cooperative_id = ? and id = ? and (? or (? and opened_at is not null)))`,
		s.in.cooperative, round.String(), sight.Everything, !sight.Nothing()).Scan(&seen).Error
	if err != nil {
		return fmt.Errorf("look for a round: %w", err)
	}
	if !seen {
		return access.ErrNotFound
	}
	return nil
}
