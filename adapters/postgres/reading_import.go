package postgres

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/metering"
	"allmende/ports/driven"
)

type readings struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Readings = readings{}

// Begin stores an import, or finds it.
func (s readings) Begin(_ context.Context, i metering.Import) (metering.ImportID, bool, error) {
	// Whoever begins the same delivery at the same time waits here and then finds it.
	err := s.tx.Exec(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, "reading_import "+s.in.cooperative+" "+i.Name).Error
	var found []string
	if err == nil {
		err = s.tx.Raw(`select id from reading_import where cooperative_id = ? and name = ?`, s.in.cooperative, i.Name).Scan(&found).Error
	}
	if err != nil {
		return i.ID, false, fmt.Errorf("find an import of readings: %w", err)
	}
	if len(found) > 0 {
		return metering.ImportID(found[0]), true, nil
	}
	made := s.tx.Exec(`insert into reading_import (cooperative_id, id, name, format, begun_at, begun_by) values (?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, i.ID.String(), i.Name, string(i.Format), i.At, i.By.String())
	return i.ID, false, stored("an import of readings", made.RowsAffected, made.Error)
}

// mostFaults are how many faults are kept of a chunk.
const mostFaults = 1000

// Chunk copies the lines to where they are checked all at once, and merges those that are good.
func (s readings) Chunk(ctx context.Context, i metering.ImportID, c metering.Chunk) (metering.Taken, error) {
	if known, found, err := s.known(i, c); err != nil || found {
		return known, err
	}
	chunk := id.New[metering.Chunk]().String()
	done := s.tx.Exec(`insert into reading_chunk (cooperative_id, id, import_id, number, digest, first_line, last_line, taken, unchanged, refused) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)`,
		s.in.cooperative, chunk, i.String(), c.Number, c.Digest[:], c.First, c.Last)
	if err := stored("a chunk of readings", done.RowsAffected, done.Error); err != nil {
		return metering.Taken{}, err
	}
	var taken metering.Taken
	faults := c.Faults
	if len(c.Told) > 0 {
		if err := s.copyLines(ctx, c.Told); err != nil {
			return taken, err
		}
		merged := s.tx.Exec(mergeSQL, map[string]any{"cooperative": s.in.cooperative, "chunk": chunk, "now": s.in.now})
		if merged.Error != nil {
			return taken, fmt.Errorf("merge readings: %w", merged.Error)
		}
		shared, err := s.shared(chunk)
		if err != nil {
			return taken, err
		}
		if taken.Taken = int(merged.RowsAffected) - shared; taken.Taken < len(c.Told) {
			refused, err := s.refused(chunk)
			if err != nil {
				return taken, err
			}
			taken.Unchanged = len(c.Told) - taken.Taken - len(refused)
			faults = append(slices.Clone(faults), refused...)
		}
	}
	taken.Refused = len(faults)
	done = s.tx.Exec(`update reading_chunk set taken = ?, unchanged = ?, refused = ?, version = version + 1 where cooperative_id = ? and id = ?`,
		taken.Taken, taken.Unchanged, taken.Refused, s.in.cooperative, chunk)
	if err := stored("a chunk of readings", done.RowsAffected, done.Error); err != nil {
		return taken, err
	}
	return taken, s.keepFaults(chunk, faults)
}

// known is what became of a chunk that was taken before. Whoever sends the same delivery at the
// same time waits here. It fails with metering.ErrOtherFile.
func (s readings) known(i metering.ImportID, c metering.Chunk) (metering.Taken, bool, error) {
	var ended []bool
	err := s.tx.Raw(`select ended_at is not null from reading_import where cooperative_id = ? and id = ? for no key update`, s.in.cooperative, i.String()).Scan(&ended).Error
	if err != nil {
		return metering.Taken{}, false, fmt.Errorf("lock an import of readings: %w", err)
	}
	var rows []struct {
		Number, LastLine          int
		Digest                    []byte
		Taken, Unchanged, Refused int
	}
	err = s.tx.Raw(`select number, last_line, digest, taken, unchanged, refused from reading_chunk where cooperative_id = ? and import_id = ? and number >= ? order by number, id`,
		s.in.cooperative, i.String(), c.Number).Scan(&rows).Error
	if err != nil {
		return metering.Taken{}, false, fmt.Errorf("find a chunk of readings: %w", err)
	}
	stood := metering.Stood{Complete: len(ended) > 0 && ended[0]}
	for _, r := range rows {
		if r.Number == c.Number && bytes.Equal(r.Digest, c.Digest[:]) {
			return metering.Taken{Taken: r.Taken, Unchanged: r.Unchanged, Refused: r.Refused, Known: true}, true, nil
		}
		stood.Last, stood.Further = max(stood.Last, r.LastLine), r.Number > c.Number
	}
	return metering.Taken{}, false, c.Continues(stood)
}

// copyLines sends the lines as text, which needs no numbers to be made of them on the way.
func (s readings) copyLines(ctx context.Context, told []metering.Told) error {
	var rows bytes.Buffer
	rows.Grow(len(told) * 64)
	first, last := told[0].At, told[0].At
	line := make([]byte, 0, 128)
	for _, t := range told {
		line = fmt.Appendf(line[:0], "%d\t", t.Line)
		line = append(append(line, t.Meter...), '\t')
		line = append(t.At.AppendFormat(line, "2006-01-02 15:04:05+00"), '\t')
		line = append(append(line, t.Value...), '\n')
		rows.Write(line)
		if t.At.Before(first) {
			first = t.At
		}
		if t.At.After(last) {
			last = t.At
		}
	}
	if last.After(s.in.now) { // nothing is taken of what is to come
		last = s.in.now
	}
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		if _, err := conn.Exec(ctx, `create temp table reading_staged (line integer, meter text collate "C", at timestamptz, value numeric(18,6)) on commit drop`); err != nil {
			return err
		}
		if _, err := conn.PgConn().CopyFrom(ctx, &rows, `copy reading_staged from stdin`); err != nil {
			return err
		}
		_, err := conn.Exec(ctx, `select reading_months($1, $2)`, first, last)
		return err
	})
	if err != nil {
		return fmt.Errorf("copy readings: %w", err)
	}
	return nil
}

// mergeSQL takes the lines that are good; of two for the same period the first. What a counter read
// when it went over to another member begins the days of the meter that goes on, beside ending those
// of the one before.
const mergeSQL = `
with m as materialized (select * from meter_reads where cooperative_id = cast(@cooperative as uuid)),
open as materialized (select metering_open_from(cast(@cooperative as uuid)) as at)
insert into reading (cooperative_id, meter_id, at, value, chunk_id)
select cast(@cooperative as uuid), m.id, s.at, s.value, cast(@chunk as uuid)
from reading_staged s join m on m.name = s.meter
where s.at between m.first_at and m.last_at and reading_on_grid(m.every, s.at) and s.at <= @now and s.at >= (select at from open)
  and (s.at >= m.own_at or not exists (select from reading r where r.cooperative_id = m.cooperative_id and r.meter_id = m.predecessor_id and r.at = s.at))
order by m.id, s.at, s.line
on conflict do nothing`

// shared counts the readings that were taken for two meters.
func (s readings) shared(chunk string) (int, error) {
	var count int
	err := s.tx.Raw(`select count(*) from meter_reads m join reading r on r.cooperative_id = m.cooperative_id and r.meter_id = m.id and r.at = m.first_at
		where m.cooperative_id = ? and m.own_at > m.first_at and r.chunk_id = ?`, s.in.cooperative, chunk).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count readings that two meters share: %w", err)
	}
	return count, nil
}

// refusedSQL says of each line that was not taken what is wrong with it, as the domain orders
// its checks; a line that says what stands already is left out. Each line looks for its reading by
// its key: of a month that is new there are no statistics, by which a join of all would compare
// each line with every reading of its meter.
const refusedSQL = `
with m as materialized (select * from meter_reads where cooperative_id = cast(@cooperative as uuid)),
named as (
  select distinct on (s.line) s.line, s.meter, s.at, s.value, m.id, m.every, s.at between m.own_at and m.last_at as there
  from reading_staged s left join m on m.name = s.meter order by s.line, (s.at between m.own_at and m.last_at) desc, m.first_at desc
), line as (
  select s.line, s.meter, s.id, s.every, r.chunk_id, r.value as stands, s.value, min(s.line) over (partition by s.meter, s.at) as first,
    case when s.id is null then 'unknown' when not reading_on_grid(s.every, s.at) then 'grid' when not s.there then 'outside'
      when s.at > @now then 'ahead' when s.at < (select metering_open_from(cast(@cooperative as uuid))) and r.meter_id is null then 'closed' end as wrong
  from named s
  left join lateral (select r.meter_id, r.chunk_id, r.value from reading r
    where r.cooperative_id = cast(@cooperative as uuid) and r.meter_id = s.id and r.at = s.at offset 0) r on true
)
select l.line, l.meter, coalesce(l.every, '') as every, l.first, l.stands::text as stands, coalesce(l.wrong, case when l.chunk_id = cast(@chunk as uuid) then 'twice' else 'differs' end) as wrong
from line l where l.wrong is not null or l.stands <> l.value order by l.line`

func (s readings) refused(chunk string) ([]fault.Line, error) {
	var rows []struct {
		Line, First         int
		Meter, Every, Wrong string
		Stands              *string
	}
	err := s.tx.Raw(refusedSQL, map[string]any{"cooperative": s.in.cooperative, "chunk": chunk, "now": s.in.now}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("check readings: %w", err)
	}
	refused := make([]fault.Line, len(rows))
	for i, r := range rows {
		f := map[string]*fault.Fault{
			"unknown": metering.ErrMeterUnknown, "grid": metering.ErrOffGrid, "outside": metering.ErrOutside, "ahead": metering.ErrAhead,
			"closed": metering.ErrMonthClosed, "twice": metering.ErrTwice, "differs": metering.ErrDiffers,
		}[r.Wrong]
		switch r.Wrong {
		case "unknown", "outside":
			f = f.With("meter", r.Meter)
		case "grid":
			f = f.With("every", r.Every)
		case "twice":
			f = f.With("first", fmt.Sprint(r.First))
		case "differs":
			f = f.With("stands", orZero(r.Stands))
		}
		refused[i] = fault.Line{Number: r.Line, Fault: f}
	}
	return refused, nil
}

func (s readings) keepFaults(chunk string, faults []fault.Line) error {
	if len(faults) == 0 {
		return nil
	}
	slices.SortStableFunc(faults, func(a, b fault.Line) int { return a.Number - b.Number })
	faults = faults[:min(len(faults), mostFaults)]
	rows := make([]keptFault, len(faults))
	for i, f := range faults {
		rows[i] = keptFault{f.Number, f.Fault.Field(), f.Fault.Code(), f.Fault.Params()}
		if rows[i].Params == nil {
			rows[i].Params = map[string]string{}
		}
	}
	told, err := json.Marshal(rows)
	if err == nil {
		err = s.tx.Exec(`insert into reading_fault (cooperative_id, chunk_id, line, field, code, params)
			select ?, ?, f.* from jsonb_to_recordset(?) as f (line integer, field text, code text, params jsonb)`, s.in.cooperative, chunk, string(told)).Error
	}
	if err != nil {
		return fmt.Errorf("keep faults of readings: %w", err)
	}
	return nil
}

type keptFault struct {
	Line   int               `json:"line"`
	Field  string            `json:"field"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params"`
}

// End stores that all of it is there.
func (s readings) End(_ context.Context, i metering.ImportID, at time.Time) error {
	done := s.tx.Exec(`update reading_import set ended_at = ?, version = version + 1 where cooperative_id = ? and id = ?`, at, s.in.cooperative, i.String())
	return stored("an import of readings", done.RowsAffected, done.Error)
}
