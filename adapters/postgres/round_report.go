package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type roundReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.RoundReports = roundReports{}

// One statement, so that totals, needs and counts are of the same moment. Members do
// not know of a round that was never opened. Totals are added up as they are stated
// (demand_tally), and of needs only those of the reader's own members are part of it: it is
// asked for every few seconds.
const roundSQL = `
with round as (
  select * from demand_round
  where cooperative_id = @cooperative and id = @round and (@everything or opened_at is not null)
), total as materialized (
  select item_id, sum(firm) as firm, sum(tolerance) as tolerance
  from demand_tally where cooperative_id = @cooperative and round_id = @round group by item_id
), item as materialized (
  select i.*, coalesce(t.firm, 0) as firm, coalesce(t.tolerance, 0) as tolerance
  from demand_item i left join total t on t.item_id = i.id
  where i.cooperative_id = @cooperative and i.round_id = @round
)
select json_build_object(
  'id', r.id, 'number', r.number, 'title', r.title, 'status', r.status, 'closesAt', r.closes_at, 'version', r.version,
  'frozenAt', r.frozen_at, 'snapshotHash', r.snapshot_hash, 'cancelReason', r.cancel_reason,
  'createdBy', (select p.name from person p where p.id = r.created_by),
  'confirms', r.confirms,
  'unconfirmed', case when r.confirms then (select count(*) from demand_answer a where a.cooperative_id = @cooperative and a.round_id = @round and ` + unconfirmed + `) else 0 end,
  'answers', case when r.confirms then (select json_agg(json_build_object('memberId', a.member_id, 'statements', a.statements, 'statedBy', p.name, 'own', a.stated_by = cast(@person as uuid),
      'waits', ` + unconfirmed + `, 'confirmedBy', w.name, 'confirmedAt', c.confirmed_at) order by a.member_id)
    from demand_answer a join person p on p.id = a.stated_by
      left join demand_confirmation c on c.cooperative_id = a.cooperative_id and c.round_id = a.round_id and c.member_id = a.member_id and c.statements = a.statements
      left join person w on w.id = c.confirmed_by
    where a.cooperative_id = @cooperative and a.round_id = @round and a.member_id = any(cast(@members as uuid[]))) end,
  'answered', (select count(*) from member m where m.cooperative_id = @cooperative and ` + answeredRound + `),
  'invited', (select count(*) from member m where m.cooperative_id = @cooperative and ` + invited + `),
  'estimatedTotal', (select round(sum(round(estimated_price * (firm + tolerance), 2)), 2)::text from item),
  'items', (select json_agg(json_build_object(
      'id', i.id, 'position', i.position, 'name', i.name, 'description', i.description, 'category', i.category, 'cpv', i.cpv, 'unit', i.unit,
      'estimatedPrice', price_text(i.estimated_price), 'pack', trim_scale(i.pack)::text, 'minimum', trim_scale(i.minimum)::text,
      'tiers', rate_shown(i.estimated_price, i.tier_mode, i.tier_basis, i.tier_from, i.tier_price) -> 'tiers',
      'firm', trim_scale(i.firm)::text, 'tolerance', trim_scale(i.tolerance)::text) order by i.position) from item i),
  'needs', coalesce((select json_agg(json_build_object(
      'memberId', n.member_id, 'memberName', m.name, 'itemId', n.item_id, 'firm', trim_scale(n.firm)::text, 'tolerance', trim_scale(n.tolerance)::text,
      'statedAt', n.stated_at, 'statedBy', p.name) order by m.name, n.member_id, i.position)
    from demand_need n join demand_item i on i.cooperative_id = @cooperative and i.id = n.item_id join member m on m.cooperative_id = @cooperative and m.id = n.member_id
      left join person p on p.id = n.stated_by
    where n.cooperative_id = @cooperative and n.round_id = @round and n.member_id = any(cast(@members as uuid[]))), '[]'::json)
)::text from round r`

// answeredRound is that member m stated needs in the round that is asked for.
const answeredRound = `exists (select from demand_need n where n.cooperative_id = @cooperative and n.round_id = cast(@round as uuid) and n.member_id = m.id)`

// Round is one round with its live totals.
func (s roundReports) Round(_ context.Context, round demand.ID, sight access.Sight) (view.Round, error) {
	if sight.Nothing() {
		return view.Round{}, access.ErrNotFound
	}
	var found []string
	err := s.tx.Raw(roundSQL, map[string]any{
		"cooperative": s.in.cooperative, "round": round.String(), "everything": sight.Everything, "members": uuids(sight.Members),
		"person": s.in.actor.Person.String(),
	}).Scan(&found).Error
	if err != nil {
		return view.Round{}, fmt.Errorf("read round: %w", err)
	}
	if len(found) == 0 {
		return view.Round{}, access.ErrNotFound
	}
	var read view.Round
	if err := json.Unmarshal([]byte(found[0]), &read); err != nil {
		return view.Round{}, fmt.Errorf("read round: %w", err)
	}
	return read, nil
}

// Rounds lists the newest first: ids sort by the time they were made.
func (s roundReports) Rounds(_ context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.RoundSummary], error) {
	if sight.Nothing() {
		return view.Page[view.RoundSummary]{}, access.ErrNotFound
	}
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.RoundSummary]{}, err
	}
	var rows []view.RoundSummary
	err = s.tx.Raw(`select r.id, r.number, r.title, r.status, r.closes_at, r.version,
		(select count(*) from demand_item i where i.cooperative_id = r.cooperative_id and i.round_id = r.id) as item_count,
		(select count(*) from (select from demand_need n where n.cooperative_id = r.cooperative_id and n.round_id = r.id group by n.member_id) as stated) as answered,
		(select count(*) from member m where m.cooperative_id = r.cooperative_id and `+invited+`) as invited
		from demand_round r
		where r.cooperative_id = @cooperative and (@everything or r.opened_at is not null) and (@after = '' or r.id < nullif(@after, '')::uuid)
		order by r.id desc limit @limit + 1`, map[string]any{
		"cooperative": s.in.cooperative, "everything": sight.Everything, "after": after, "limit": page.Limit,
	}).Scan(&rows).Error
	if err != nil {
		return view.Page[view.RoundSummary]{}, fmt.Errorf("list rounds: %w", err)
	}
	for i := range rows {
		rows[i].ClosesAt = rows[i].ClosesAt.UTC()
	}
	return pageOf(rows, page.Limit, func(r view.RoundSummary) []string { return []string{r.ID} }), nil
}
