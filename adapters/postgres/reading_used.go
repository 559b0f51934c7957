package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// usedSQL adds up meter by meter, as the readings of one lie together in their order. Of each
// period the last correction counts, of which there are few. Counters reach one reading further
// on both sides; rises over the end of a day come one by one, as they are spread exactly.
const usedSQL = `
select m.id as meter, u.day, u.readings, u.level, u.rise, u.resets, u.estimated, u.begins, u.ends
from meter m cross join lateral (
  with correct as materialized (
    select distinct on (c.at) c.at, c.value from reading_correction c
    where c.cooperative_id = m.cooperative_id and c.meter_id = m.id and c.at >= @from and c.at < @to order by c.at, c.number desc
  ), standing as (
    select r.at, r.value from reading r
    where r.cooperative_id = m.cooperative_id and r.meter_id = m.id and r.at >= @from and r.at < @to and not exists (select from correct c where c.at = r.at)
    union all
    select c.at, c.value from correct c where c.value is not null
    union all
    (select s.at, s.value from reading_standing s where m.kind = 'counter' and s.cooperative_id = m.cooperative_id and s.meter_id = m.id and s.value is not null
      and s.at < @from and s.at >= cast(@from as timestamptz) - interval '400 days' order by s.at desc limit 1)
    union all
    (select s.at, s.value from reading_standing s where m.kind = 'counter' and s.cooperative_id = m.cooperative_id and s.meter_id = m.id and s.value is not null
      and s.at >= @to and s.at <= cast(@to as timestamptz) + interval '400 days' order by s.at limit 1)
  ), ordered as materialized (
    select s.at, s.value, lag(s.at) over w as before_at, lag(s.value) over w as before, (s.at at time zone 'Europe/Berlin')::date as day,
      (lag(s.at) over w at time zone 'Europe/Berlin')::date as begins_on, ((s.at - interval '1 second') at time zone 'Europe/Berlin')::date as ends_on
    from standing s window w as (order by s.at)
  ), risen as (
    select o.begins_on, o.ends_on, o.before_at, o.at, case when o.value < o.before then o.value else o.value - o.before end as rise, o.value < o.before as reset,
      case m.every when 'quarter-hour' then o.at - o.before_at <> interval '15 minutes' when 'hour' then o.at - o.before_at <> interval '1 hour' else false end as gap
    from ordered o where m.kind = 'counter' and o.before_at is not null
  ), counted as (
    select o.day, count(*) as readings, case m.kind when 'gauge' then sum(o.value) else 0 end as level, 0 as rise, 0 as resets, false as estimated
    from ordered o where o.at >= @from and o.at < @to group by o.day
    union all
    select r.ends_on, 0, 0, sum(r.rise), count(*) filter (where r.reset), bool_or(r.gap) from risen r where r.begins_on = r.ends_on group by r.ends_on
  )
  select c.day, sum(c.readings) as readings, sum(c.level) as level, sum(c.rise) as rise, sum(c.resets) as resets, bool_or(c.estimated) as estimated,
    cast(null as timestamptz) as begins, cast(null as timestamptz) as ends
  from counted c group by c.day
  union all
  select r.ends_on, 0, 0, r.rise, r.reset::integer, false, r.before_at, r.at from risen r where r.begins_on <> r.ends_on
) u
where m.cooperative_id = @cooperative and m.fitted_on <= cast(@last as date) and coalesce(m.removed_on, 'infinity') >= cast(@first as date)
order by m.name, u.day`

type usedRow struct {
	Meter            string
	Day              time.Time
	Readings, Resets int
	Level, Rise      decimal.Decimal
	Estimated        bool
	Begins, Ends     *time.Time
}

// Used adds up what all meters used.
func (s readings) Used(ctx context.Context, month period.Span) ([]driven.Usage, error) {
	states, err := meters{s.tx, s.in}.Of(ctx, month)
	if err != nil {
		return nil, err
	}
	var rows []usedRow
	err = s.tx.Raw(usedSQL, map[string]any{"cooperative": s.in.cooperative, "first": month.From.String(), "last": month.To.String(),
		"from": month.From.Start(), "to": month.To.Add(1).Start()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("add up readings: %w", err)
	}
	usages := make([]driven.Usage, len(states))
	at := make(map[string]int, len(states))
	for i, state := range states {
		usages[i].Meter, at[state.ID.String()] = state, i
	}
	for _, r := range rows {
		u := &usages[at[r.Meter]]
		if r.Begins != nil && r.Ends != nil {
			u.Rises = append(u.Rises, metering.Rise{Begin: r.Begins.UTC(), End: r.Ends.UTC(), Amount: r.Rise, Reset: r.Resets > 0})
			continue
		}
		u.Sums = append(u.Sums, metering.DaySum{Day: period.FromUTC(r.Day), Readings: r.Readings, Level: r.Level, Rise: r.Rise, Resets: r.Resets, Estimated: r.Estimated})
	}
	return usages, nil
}
