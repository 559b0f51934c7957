package postgres

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/view"
)

const ratingListSQL = `
select json_build_object('id', r.id, 'name', 'RZ-' || to_char(r.month, 'YYYY-MM') || case when r.number > 1 then '/' || r.number else '' end, 'month', to_char(r.month, 'YYYY-MM'),
  'number', r.number, 'reason', r.reason, 'amount', n.amount::text, 'before', n.before::text, 'difference', (n.amount - n.before)::text, 'members', n.members,
  'latest', not exists (select from rating l where l.cooperative_id = r.cooperative_id and l.replaces_id = r.id), 'postedAt', r.posted_at, 'postedBy', p.name)::text
from rating r join person p on p.id = r.posted_by
cross join lateral (
  select coalesce(sum(c.amount) filter (where c.rating_id = r.id), 0.00) as amount, coalesce(sum(c.amount) filter (where c.rating_id <> r.id), 0.00) as before,
    count(distinct c.member_id) as members
  from rating_charge c where c.cooperative_id = r.cooperative_id and c.rating_id in (r.id, r.replaces_id) and (@everything or c.member_id = any(cast(@members as uuid[])))) n
where r.cooperative_id = @cooperative and (@everything or n.members > 0)
order by r.month desc, r.number desc`

// List shows ratings with the amounts in sight.
func (s ratings) List(_ context.Context, sight access.Sight) ([]view.RatingSummary, error) {
	return documents[view.RatingSummary](s.tx, "read ratings", ratingListSQL,
		map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)})
}

// Unrated are closed months on a day of which a tariff held.
func (s ratings) Unrated(context.Context) ([]period.Span, error) {
	var months []time.Time
	err := s.tx.Raw(`select c.month from metering_closing c where c.cooperative_id = @cooperative
		and not exists (select from rating r where r.cooperative_id = c.cooperative_id and r.month = c.month)
		and exists (select from tariff t where t.cooperative_id = c.cooperative_id and t.from_day < c.month + interval '1 month')
		order by c.month`, map[string]any{"cooperative": s.in.cooperative}).Scan(&months).Error
	if err != nil {
		return nil, fmt.Errorf("read months to rate: %w", err)
	}
	spans := make([]period.Span, len(months))
	for i, m := range months {
		spans[i] = metering.Month(period.FromUTC(m))
	}
	return spans, nil
}

const ratingNamesSQL = `
select id::text, name from member where cooperative_id = @cooperative and id = any(cast(@members as uuid[]))
union all select id::text, number from capacity_reservation where cooperative_id = @cooperative and id = any(cast(@sources as uuid[]))
union all select id::text, name from meter where cooperative_id = @cooperative and id = any(cast(@sources as uuid[]))`

// Names are those of whom and what charges name.
func (s ratings) Names(_ context.Context, members []member.ID, sources []string) (map[string]string, error) {
	var rows []struct{ ID, Name string }
	err := s.tx.Raw(ratingNamesSQL, map[string]any{"cooperative": s.in.cooperative, "members": uuids(members), "sources": uuids(sources)}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	names := make(map[string]string, len(rows))
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, nil
}
