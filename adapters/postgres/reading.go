package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/view"
)

type readingRow struct {
	At          time.Time
	Value       decimal.Decimal
	Corrections int
}

// readingsSQL reaches one reading further on both sides.
const readingsSQL = `
(select r.at, r.value from reading_standing r where r.cooperative_id = @cooperative and r.meter_id = @meter and r.at < @from and r.at >= cast(@from as timestamptz) - interval '400 days'
  and r.value is not null order by r.at desc limit 1)
union all
(select r.at, r.value from reading_standing r where r.cooperative_id = @cooperative and r.meter_id = @meter and r.at >= @from and r.at < @to and r.value is not null)
union all
(select r.at, r.value from reading_standing r where r.cooperative_id = @cooperative and r.meter_id = @meter and r.at >= @to and r.at <= cast(@to as timestamptz) + interval '400 days'
  and r.value is not null order by r.at limit 1)
order by 1`

// Standing are the readings that count.
func (s readings) Standing(_ context.Context, m metering.ID, days period.Span) ([]metering.Reading, error) {
	var rows []readingRow
	err := s.tx.Raw(readingsSQL, map[string]any{"cooperative": s.in.cooperative, "meter": m.String(), "from": days.From.Start(), "to": days.To.Add(1).Start()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read readings: %w", err)
	}
	found := make([]metering.Reading, len(rows))
	for i, r := range rows {
		found[i] = metering.Reading{At: r.At.UTC(), Value: r.Value}
	}
	return found, nil
}

// Stands is what counts of some places.
func (s readings) Stands(_ context.Context, at []metering.Point) (map[metering.Point]metering.Stand, error) {
	asked := make([]correctionRow, len(at))
	for i, p := range at {
		asked[i] = correctionRow{Meter: p.Meter.String(), At: p.At}
	}
	told, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		MeterID     string
		At          time.Time
		Value       *decimal.Decimal
		Corrections int
	}
	err = s.tx.Raw(`select p.meter as meter_id, p.at, r.value, r.corrections from jsonb_to_recordset(?) as p (meter uuid, at timestamptz)
		cross join lateral (select r.value, r.corrections from reading_standing r where r.cooperative_id = ? and r.meter_id = p.meter and r.at = p.at) r`,
		string(told), s.in.cooperative).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read readings: %w", err)
	}
	stands := make(map[metering.Point]metering.Stand, len(rows))
	for _, r := range rows {
		stands[metering.PointOf(metering.ID(r.MeterID), r.At)] = metering.Stand{Value: r.Value, Corrections: r.Corrections}
	}
	return stands, nil
}

// Correct stores corrections beside the readings, all at once.
func (s readings) Correct(_ context.Context, made []metering.Correction) error {
	rows := make([]correctionRow, len(made))
	for i, c := range made {
		rows[i] = correctionRow{id.New[metering.Correction]().String(), c.Meter.String(), c.At, c.Number, nil, c.Reason, c.On, c.By.String()}
		if c.Value != nil {
			text := c.Value.String()
			rows[i].Value = &text
		}
	}
	told, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	done := s.tx.Exec(`insert into reading_correction (cooperative_id, id, meter_id, at, number, value, reason, corrected_at, corrected_by)
		select ?, c.* from jsonb_to_recordset(?) as c (id uuid, meter uuid, at timestamptz, number integer, value numeric, reason text, made timestamptz, by uuid)`, s.in.cooperative, string(told))
	return stored("corrections of readings", done.RowsAffected, done.Error)
}

type correctionRow struct {
	ID     string    `json:"id"`
	Meter  string    `json:"meter"`
	At     time.Time `json:"at"`
	Number int       `json:"number"`
	Value  *string   `json:"value"`
	Reason string    `json:"reason"`
	Made   time.Time `json:"made"`
	By     string    `json:"by"`
}

// Close closes a month.
func (s readings) Close(_ context.Context, c metering.Closing) error {
	done := s.tx.Exec(`insert into metering_closing (cooperative_id, id, month, missing, reason, closed_at, closed_by) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[metering.Closing]().String(), c.Month.From.String(), c.Missing, c.Reason, c.At, c.By.String())
	return stored("a closing of readings", done.RowsAffected, done.Error)
}

const meteringClosingsSQL = `
select json_build_object('month', to_char(c.month, 'YYYY-MM'), 'missing', c.missing, 'reason', c.reason, 'closedAt', c.closed_at, 'closedBy', p.name)::text
from metering_closing c join person p on p.id = c.closed_by where c.cooperative_id = @cooperative order by c.month desc`

// Closings shows what is closed.
func (s readings) Closings(_ context.Context) ([]view.MeteringClosing, error) {
	return documents[view.MeteringClosing](s.tx, "read closed months", meteringClosingsSQL, map[string]any{"cooperative": s.in.cooperative})
}

// OpenFrom is where the closed months end.
func (s readings) OpenFrom(_ context.Context) (period.Day, error) {
	var last []time.Time
	if err := s.tx.Raw(`select month from metering_closing where cooperative_id = ? order by month desc limit 1`, s.in.cooperative).Scan(&last).Error; err != nil {
		return period.Day{}, fmt.Errorf("read closed months: %w", err)
	}
	if len(last) == 0 {
		return period.Day{}, nil
	}
	return period.FromUTC(last[0]).AddMonths(1), nil
}

// importSQL counts each line of a delivery once: the chunk at which one broke off is taken again, longer, by the delivery that goes on,
// and then its lines of before were taken or are unchanged.
const importSQL = `
select json_build_object('id', i.id, 'name', i.name, 'format', i.format, 'begunAt', i.begun_at, 'begunBy', p.name, 'endedAt', i.ended_at,
  'state', case when t.read > 0 then 'running' when t.read = 0 then 'waiting' when i.ended_at is not null then 'complete' when x.code = 'reading-import.cancelled' then 'cancelled'
    when x.code is not null then 'unreadable' else 'open' end,
  'size', coalesce((select u.size from upload u where u.cooperative_id = t.cooperative_id and u.id = t.upload_id), 0), 'read', coalesce(t.read, 0),
  'stop', (select json_build_object('code', x.code, 'params', x.params, 'at', x.stopped_at, 'by', w.name) from person w where w.id = x.stopped_by),
  'lines', coalesce(c.lines, 0), 'taken', coalesce(c.taken, 0), 'unchanged', greatest(coalesce(c.lines - c.taken - c.refused, 0), 0), 'refused', coalesce(c.refused, 0),
  'faults', case when @faults then coalesce((select json_agg(json_build_object('line', f.line, 'field', f.field, 'code', f.code, 'params', f.params) order by f.line)
    from (select f.* from reading_fault f join reading_chunk k on k.cooperative_id = f.cooperative_id and k.id = f.chunk_id
      where k.cooperative_id = i.cooperative_id and k.import_id = i.id
        and not exists (select from reading_chunk l where l.cooperative_id = k.cooperative_id and l.import_id = k.import_id and l.number = k.number and l.id > k.id)
      order by f.line limit 1000) f), '[]') else '[]' end)::text
from reading_import i join person p on p.id = i.begun_by
left join reading_task t on t.cooperative_id = i.cooperative_id and t.import_id = i.id
left join lateral (select s.* from reading_stop s where s.cooperative_id = i.cooperative_id and s.import_id = i.id order by s.stopped_at desc limit 1) x on true
left join lateral (select sum(n.lines) as lines, sum(n.taken) as taken, sum(n.refused) as refused from (
  select sum(k.taken) as taken, (array_agg(k.taken + k.unchanged + k.refused order by k.id desc))[1] as lines, (array_agg(k.refused order by k.id desc))[1] as refused
  from reading_chunk k where k.cooperative_id = i.cooperative_id and k.import_id = i.id group by k.number) n) c on true
where i.cooperative_id = @cooperative and (@faults = false or i.id = @import)
order by i.begun_at desc limit 100`

// Import shows an import.
func (s readings) Import(_ context.Context, i metering.ImportID) (view.ReadingImport, error) {
	var shown view.ReadingImport
	err := document(s.tx, "read an import of readings", importSQL, map[string]any{"cooperative": s.in.cooperative, "faults": true, "import": i.String()}, &shown)
	return shown, err
}

// Imports shows the latest.
func (s readings) Imports(_ context.Context) ([]view.ReadingImport, error) {
	return documents[view.ReadingImport](s.tx, "read imports of readings", importSQL, map[string]any{"cooperative": s.in.cooperative, "faults": false, "import": nil})
}

const meterDaySQL = `
select json_build_object('meter', json_build_object('id', m.id, 'name', m.name), 'day', cast(@day as date), 'readings', (
  select coalesce(json_agg(json_build_object('at', r.at, 'read', r.value_read::text, 'value', r.value::text, 'corrections', (
      select coalesce(json_agg(json_build_object('value', c.value::text, 'reason', c.reason, 'at', c.corrected_at, 'by', p.name) order by c.number), '[]')
      from reading_correction c join person p on p.id = c.corrected_by where c.cooperative_id = r.cooperative_id and c.meter_id = r.meter_id and c.at = r.at)) order by r.at), '[]')
  from reading_standing r where r.cooperative_id = m.cooperative_id and r.meter_id = m.id and r.at >= @from and r.at <= @to))::text
from meter m where m.cooperative_id = @cooperative and m.id = @meter and (@everything or m.member_id = any(cast(@members as uuid[])))`

// Day shows a day of a meter, with the reading at its end.
func (s readings) Day(_ context.Context, m metering.ID, day period.Day, sight access.Sight) (view.MeterDay, error) {
	var shown view.MeterDay
	err := document(s.tx, "read a day of a meter", meterDaySQL, map[string]any{
		"cooperative": s.in.cooperative, "meter": m.String(), "day": day.String(), "from": day.Start(), "to": day.Add(1).Start(),
		"everything": sight.Everything, "members": uuids(sight.Members),
	}, &shown)
	return shown, err
}
