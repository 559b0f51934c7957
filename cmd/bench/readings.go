package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"allmende/adapters/postgres"
	"allmende/adapters/readings"
	"allmende/cmd/bench/stage"
	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

const (
	// readingsBar is what the import reaches of COPY's speed.
	readingsBar = 0.3
	// memoryBar is how much memory an import takes at most, whatever its size.
	memoryBar = 100 << 20
	// serverGarbage is what the server has in percent of what is in use.
	serverGarbage = 300
	// benchMeters read every quarter of an hour.
	benchMeters = 1000
)

// readingsReport is how fast readings were imported, beside plain COPY.
type readingsReport struct {
	rows  int
	pairs []readingsPair
	rated ratedMonths
}

// readingsPair is one run of each, of the same rows.
type readingsPair struct {
	ours, again, plain time.Duration
	memory             int64 // bytes that the import held at most, above what was held before
}

// hall is a cooperative with meters.
type hall struct {
	*ground
	db          *postgres.DB
	actor       access.Actor
	cooperative string
	names, ids  []string
}

// readings imports readings by the use case from a file, in the order in which they are
// taken, and copies the same rows into a plain table with the same primary key.
func (g *ground) readings(ctx context.Context, r *report) error {
	h, err := openHall(ctx, g)
	if err != nil {
		return err
	}
	defer h.db.Close()
	r.metered.rows = g.plan.readings
	for i := range g.plan.pairs {
		var pair readingsPair
		if pair, err = h.pair(ctx, i); err != nil {
			return err
		}
		say("  ours %.1f s, the same again %.1f s, COPY %.1f s", pair.ours.Seconds(), pair.again.Seconds(), pair.plain.Seconds())
		r.metered.pairs = append(r.metered.pairs, pair)
	}
	r.metered.rated, err = h.rate(ctx)
	return err
}

func openHall(ctx context.Context, g *ground) (*hall, error) {
	say("Preparing %d meters …", benchMeters)
	if err := g.migrate(ctx); err != nil {
		return nil, err
	}
	if _, err := stage.Set(ctx, g.owner, stage.Plan{Members: 10, Buyers: 1, Frameworks: 1, Items: 3, Maximum: "900000000000.00"}); err != nil {
		return nil, err
	}
	h := &hall{ground: g}
	var person string
	var members []string
	err := g.owner.QueryRow(ctx, `select c.id::text, (select a.person_id::text from appointment a where a.cooperative_id = c.id and a.role = 'procurement-officer' limit 1),
		(select array_agg(m.id::text order by m.name) from member m where m.cooperative_id = c.id) from cooperative c`).Scan(&h.cooperative, &person, &members)
	if err != nil {
		return nil, fmt.Errorf("find the cooperative: %w", err)
	}
	h.actor = access.Actor{
		Person: member.PersonID(person), Cooperative: member.CooperativeID(h.cooperative), Grants: []access.Grant{{Role: access.ProcurementOfficer}, {Role: access.FinanceOfficer}},
	}
	if h.db, err = postgres.Open(ctx, g.cluster.URL()); err != nil {
		return nil, err
	}
	uc := usecase.NewMetering(h.db)
	for i := range benchMeters {
		m, err := uc.FitMeter(ctx, h.actor, access.Key{}, driving.FitMeter{
			Name: fmt.Sprintf("rack-%03d/pdu-%d", i/2, i%2), Member: members[i%len(members)], Resource: "power", Unit: "KWH", Kind: "counter", Every: "quarter-hour", From: "2020-01-01",
		})
		if err != nil {
			return nil, fmt.Errorf("fit a meter: %w", err)
		}
		h.names, h.ids = append(h.names, m.Name), append(h.ids, m.ID)
	}
	_, err = g.owner.Exec(ctx, `create table plain_reading (cooperative_id uuid not null, meter_id uuid not null, at timestamptz not null, value numeric(18,6) not null, chunk_id uuid not null,
		primary key (cooperative_id, meter_id, at))`)
	return h, err
}

// pair imports rows that nobody has seen yet, imports them again under another name, and copies them.
func (h *hall) pair(ctx context.Context, number int) (readingsPair, error) {
	var p readingsPair
	csv, plain := filepath.Join(h.folder, "readings.csv"), filepath.Join(h.folder, "readings.copy")
	if err := h.write(csv, plain, number); err != nil {
		return p, err
	}
	var err error
	if p.memory, err = aboveIdle(func() error {
		p.ours, err = h.ours(ctx, csv, fmt.Sprintf("Lieferung %d", number))
		return err
	}); err != nil {
		return p, err
	}
	if p.plain, err = h.plain(ctx, plain); err != nil {
		return p, err
	}
	p.again, err = h.ours(ctx, csv, fmt.Sprintf("Lieferung %d noch einmal", number))
	return p, err
}

// aboveIdle is how much more memory this process held at most while it did something, collecting
// its garbage as the server does.
func aboveIdle(do func() error) (int64, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(serverGarbage))
	debug.FreeOSMemory()
	if err := forgetMemory(os.Getpid()); err != nil {
		return 0, err
	}
	idle, err := residentMemory(os.Getpid())
	if err != nil {
		return 0, err
	}
	if err := do(); err != nil {
		return 0, err
	}
	most, err := residentMemory(os.Getpid())
	return most - idle, err
}

// write writes the rows by time, as they are taken, once for us and once for COPY.
func (h *hall) write(csv, plain string, number int) error {
	ours, err := os.Create(csv)
	if err != nil {
		return fmt.Errorf("write readings: %w", err)
	}
	theirs, err := os.Create(plain)
	if err != nil {
		return errors.Join(fmt.Errorf("write readings: %w", err), ours.Close())
	}
	a, b := bufio.NewWriterSize(ours, 1<<20), bufio.NewWriterSize(theirs, 1<<20)
	fmt.Fprintln(a, "meter,at,value")
	begin := h.begin(number)
	for i := range h.plan.readings {
		at := begin.Add(time.Duration(i/benchMeters) * 15 * time.Minute)
		value := fmt.Sprintf("%d.%03d", 1000+i/benchMeters, i%benchMeters)
		fmt.Fprintf(a, "%s,%s,%s\n", h.names[i%benchMeters], at.Format(time.RFC3339), value)
		fmt.Fprintf(b, "%s\t%s\t%s\t%s\t%s\n", h.cooperative, h.ids[i%benchMeters], at.Format("2006-01-02 15:04:05+00"), value, h.cooperative)
	}
	return errors.Join(a.Flush(), b.Flush(), ours.Close(), theirs.Close())
}

// begin is when the first reading of a pair was taken; the first pair ends with the year 2025.
func (h *hall) begin(number int) time.Time {
	quarters := (h.plan.readings + benchMeters - 1) / benchMeters
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Duration((number+1)*quarters) * 15 * time.Minute)
}

func (h *hall) ours(ctx context.Context, name, delivery string) (time.Duration, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer func() { _ = file.Close() }() // only read from
	begun := time.Now()
	source, err := readings.Open(metering.CSV, file)
	if err != nil {
		return 0, err
	}
	taken, err := usecase.NewMetering(h.db).ImportReadings(ctx, h.actor, driving.ImportReadings{Name: delivery, Format: metering.CSV, Source: source})
	took := time.Since(begun)
	if err == nil && taken.Taken+taken.Unchanged != h.plan.readings {
		err = fmt.Errorf("%d readings taken, %d unchanged, %d refused", taken.Taken, taken.Unchanged, taken.Refused)
	}
	return took, err
}

func (h *hall) plain(ctx context.Context, name string) (time.Duration, error) {
	if _, err := h.owner.Exec(ctx, `truncate plain_reading`); err != nil {
		return 0, err
	}
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer func() { _ = file.Close() }() // only read from
	connection, err := h.owner.Acquire(ctx)
	if err != nil {
		return 0, err
	}
	defer connection.Release()
	begun := time.Now()
	_, err = connection.Conn().PgConn().CopyFrom(ctx, file, `copy plain_reading from stdin`)
	return time.Since(begun), err
}

// text is the table in Markdown, or nothing.
func (r readingsReport) text() string {
	if len(r.pairs) == 0 {
		return ""
	}
	median := func(of func(readingsPair) float64) float64 {
		values := make([]float64, len(r.pairs))
		for i, p := range r.pairs {
			values[i] = of(p)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	ratio := median(func(p readingsPair) float64 { return p.plain.Seconds() / p.ours.Seconds() })
	var b strings.Builder
	fmt.Fprintf(&b, "%d readings of %d meters every quarter of an hour, in the order of time. Plain: COPY of the same rows into a table with the same primary key. Pairs of runs: %d; the median counts.\n\n",
		r.rows, benchMeters, len(r.pairs))
	b.WriteString("| readings | | bar | |\n|---|---|---|---|\n")
	fmt.Fprintf(&b, "| read from CSV, checked, merged, hashed | %.1f s | | |\n", median(func(p readingsPair) float64 { return p.ours.Seconds() }))
	fmt.Fprintf(&b, "| the same delivery again, nothing to take | %.1f s | | |\n", median(func(p readingsPair) float64 { return p.again.Seconds() }))
	fmt.Fprintf(&b, "| plain COPY | %.1f s | | |\n", median(func(p readingsPair) float64 { return p.plain.Seconds() }))
	memory := median(func(p readingsPair) float64 { return float64(p.memory) })
	fmt.Fprintf(&b, "| memory above idle, at most | %.0f MiB | %d MiB | %s |\n", memory/(1<<20), memoryBar>>20, reached(memory < memoryBar))
	fmt.Fprintf(&b, "| **share of COPY's speed** | **%.2f** | %.1f | %s |\n", ratio, readingsBar, reached(ratio >= readingsBar))
	return b.String() + r.rated.text(r.rows*len(r.pairs))
}
