package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// usedSQL adds up meter by meter, as the readings of one lie together in their order. Of each
// period the last correction counts, of which there are few. Counters reach one reading further
// on both sides; rises over the end of a day come one by one, as they are spread exactly. Days
// are numbered by when they start, from 1 on; the one after the last has what a counter read then.
const usedSQL = `
select m.id as meter, u.day, u.readings, u.level, u.rise, u.resets, u.estimated, u.begins, u.ends
from (select cast(@starts as timestamptz[]) as starts offset 0) d cross join meter m cross join lateral (
  with correct as materialized (
    select distinct on (c.at) c.at, c.value from reading_correction c
    where c.cooperative_id = m.cooperative_id and c.meter_id = m.id and c.at >= @from and c.at < @to order by c.at, c.number desc
  ), standing as (
    select r.at, r.value from reading r
    where r.cooperative_id = m.cooperative_id and r.meter_id = m.id and r.at >= @from and r.at < @to and (not exists (select from correct) or r.at not in (select c.at from correct c))
    union all
    select c.at, c.value from correct c where c.value is not null
    union all
    (select s.at, s.value from (` + lastBeforeSQL + `) s where m.kind = 'counter' order by s.at desc limit 1)
    union all
    (select s.at, s.value from (` + firstAfterSQL + `) s where m.kind = 'counter' order by s.at limit 1)
  ), placed as (
    select s.at, s.value, width_bucket(s.at, d.starts) as day from standing s
  ), ordered as materialized (
    select p.at, p.value, p.day, p.day - (p.at = d.starts[p.day])::integer as ends_on, lag(p.at) over w as before_at, lag(p.value) over w as before, lag(p.day) over w as begins_on
    from placed p window w as (order by p.at)
  ), counted as (
    select o.day, count(*) as readings, sum(o.value) as level from ordered o where o.day > 0 group by o.day
  ), risen as (
    select o.ends_on, sum(case when o.value < o.before then o.value else o.value - o.before end) as rise, count(*) filter (where o.value < o.before) as resets,
      bool_or(o.at <> o.before_at + case m.every when 'quarter-hour' then interval '15 minutes' when 'hour' then interval '1 hour' end) as estimated
    from ordered o where m.kind = 'counter' and o.begins_on = o.ends_on and o.ends_on > 0 group by o.ends_on
  )
  select coalesce(c.day, r.ends_on) as day, coalesce(c.readings, 0) as readings, case m.kind when 'gauge' then c.level else 0 end as level, coalesce(r.rise, 0) as rise,
    coalesce(r.resets, 0) as resets, coalesce(r.estimated, false) as estimated, cast(null as timestamptz) as begins, cast(null as timestamptz) as ends
  from counted c full join risen r on r.ends_on = c.day
  union all
  select o.ends_on, 0, 0, case when o.value < o.before then o.value else o.value - o.before end, (o.value < o.before)::integer, false, o.before_at, o.at
  from ordered o where m.kind = 'counter' and o.begins_on <> o.ends_on
) u
where m.cooperative_id = @cooperative and m.id = any(cast(@meters as uuid[]))
order by m.id, u.day`

// The last reading before some days, and the first one after them, looked for along the key: a
// reading counts as its last correction says, and a correction may stand where nothing was read.
const (
	lastBeforeSQL = `(select r.at, coalesce(c.value, r.value) as value from reading r ` + correctedSQL + `
      where r.cooperative_id = m.cooperative_id and r.meter_id = m.id and r.at < @from and r.at >= cast(@from as timestamptz) - interval '400 days' and (c.number is null or c.value is not null)
      order by r.at desc limit 1)
    union all
    (select c.at, c.value from reading_correction c where c.cooperative_id = m.cooperative_id and c.meter_id = m.id and c.at < @from and c.at >= cast(@from as timestamptz) - interval '400 days'
      and c.value is not null ` + lastCorrectionSQL + ` order by c.at desc limit 1)`
	firstAfterSQL = `(select r.at, coalesce(c.value, r.value) as value from reading r ` + correctedSQL + `
      where r.cooperative_id = m.cooperative_id and r.meter_id = m.id and r.at >= @to and r.at <= cast(@to as timestamptz) + interval '400 days' and (c.number is null or c.value is not null)
      order by r.at limit 1)
    union all
    (select c.at, c.value from reading_correction c where c.cooperative_id = m.cooperative_id and c.meter_id = m.id and c.at >= @to and c.at <= cast(@to as timestamptz) + interval '400 days'
      and c.value is not null ` + lastCorrectionSQL + ` order by c.at limit 1)`
	correctedSQL = `left join lateral (select c.number, c.value from reading_correction c
      where c.cooperative_id = r.cooperative_id and c.meter_id = r.meter_id and c.at = r.at order by c.number desc limit 1) c on true`
	lastCorrectionSQL = `and not exists (select from reading_correction l
      where l.cooperative_id = c.cooperative_id and l.meter_id = c.meter_id and l.at = c.at and l.number > c.number)`
)

type usedRow struct {
	Meter                 string
	Day, Readings, Resets int
	Level, Rise           decimal.Decimal
	Estimated             bool
	Begins, Ends          *time.Time
}

// Used adds up what meters used.
func (s readings) Used(_ context.Context, days period.Span, meters []metering.State) ([]driven.Usage, error) {
	var rows []usedRow
	ids := make([]metering.ID, len(meters))
	for i, m := range meters {
		ids[i] = m.ID
	}
	starts := make([]string, days.Days()+1)
	for i := range starts {
		starts[i] = days.From.Add(i).Start().Format(time.RFC3339)
	}
	err := s.tx.Raw(usedSQL, map[string]any{"cooperative": s.in.cooperative, "meters": uuids(ids), "starts": "{" + strings.Join(starts, ",") + "}",
		"from": days.From.Start(), "to": days.To.Add(1).Start()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("add up readings: %w", err)
	}
	usages := make([]driven.Usage, len(meters))
	at := make(map[string]int, len(meters))
	for i, m := range meters {
		usages[i].Meter, at[m.ID.String()] = m, i
	}
	for _, r := range rows {
		u := &usages[at[r.Meter]]
		if r.Begins != nil && r.Ends != nil {
			u.Rises = append(u.Rises, metering.Rise{Begin: r.Begins.UTC(), End: r.Ends.UTC(), Amount: r.Rise, Reset: r.Resets > 0})
			continue
		}
		u.Sums = append(u.Sums, metering.DaySum{Day: days.From.Add(r.Day - 1), Readings: r.Readings, Level: r.Level, Rise: r.Rise, Resets: r.Resets, Estimated: r.Estimated})
	}
	return usages, nil
}
