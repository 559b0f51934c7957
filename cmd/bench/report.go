package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// report is all that was measured.
type report struct {
	plan                         plan
	machine                      string
	processors                   int
	on                           time.Time
	postgres, fsync, synchronous string
	yardstick                    string
	coldStart                    time.Duration
	duels                        []duel
	readings                     []reading
	firstImport, secondImport    time.Duration
	memory                       int64
	placed                       int
	took                         time.Duration
	lists                        listsReport
	ledger                       ledgerReport
	year                         yearReport
	bids                         bidsReport
	catalogue                    catalogueReport
	metered                      readingsReport
	search                       searchReport
	capacity                     capacityReport
}

// median of what each pair tells.
func (d duel) median(of func(pair) float64) float64 { return middle(d.pairs, of) }

// median is the middle value, or that between the two in the middle.
func median(values []float64) float64 {
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// section is a part of the page, empty if it was not measured.
type section struct{ name, text string }

func (r report) sections() []section {
	return []section{{"call-offs", r.callOffsText()}, {"lists", r.lists.text()}, {"ledger", r.ledger.text()}, {"year", r.year.text()}, {"bids", r.bids.text()}, {"catalogue", r.catalogue.text()}, {"search", r.search.text()}, {"readings", r.metered.text()}, {"capacity", r.capacity.text()}}
}

// publish prints what was measured, or puts it into the page.
func (r report) publish() error {
	on := fmt.Sprintf("%s, on %s, %d processors shared by server, database and driver; PostgreSQL %s, fsync %s, synchronous_commit %s.\n\n",
		r.on.Format("2 January 2006"), r.machine, r.processors, r.postgres, r.fsync, r.synchronous)
	for _, s := range r.sections() {
		if s.text == "" {
			continue
		}
		var err error
		if r.plan.into != "" {
			err = putBetweenMarks(r.plan.into, s.name, on+s.text)
		} else {
			_, err = fmt.Fprint(os.Stdout, on+s.text+"\n")
		}
		if err != nil {
			return fmt.Errorf("tell the figures: %w", err)
		}
	}
	return nil
}

// callOffsText is the tables of call-offs in Markdown, or nothing.
func (r report) callOffsText() string {
	if len(r.duels) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Plain SQL: %s. Median of %d pairs of runs of %s each; %d past call-offs; %s in all.\n\n",
		r.yardstick, r.plan.pairs, r.plan.run, r.plan.history, r.took.Round(time.Second))
	b.WriteString("| call-offs | clients | ours/s | plain SQL/s | **ratio** | ours p95 ms | plain p95 ms | **ratio** | ours CPU ms (server + database) | plain CPU ms (database) | **ratio** |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, d := range r.duels {
		fmt.Fprintf(&b, "| %s | %d | %.0f | %.0f | **%.2f** | %.1f | %.1f | **%.2f** | %.2f (%.2f + %.2f) | %.2f | **%.2f** |\n", d.where, d.clients,
			d.median(func(p pair) float64 { return p.ours.rate }), d.median(func(p pair) float64 { return p.plain.rate }),
			d.median(func(p pair) float64 { return p.ours.rate / p.plain.rate }),
			d.median(func(p pair) float64 { return milliseconds(p.ours.p95) }), d.median(func(p pair) float64 { return milliseconds(p.plain.p95) }),
			d.median(func(p pair) float64 { return float64(p.ours.p95) / float64(p.plain.p95) }),
			d.median(func(p pair) float64 { return milliseconds(p.ours.work()) }),
			d.median(func(p pair) float64 { return milliseconds(p.ours.server) / float64(p.ours.count) }),
			d.median(func(p pair) float64 { return milliseconds(p.ours.database) / float64(p.ours.count) }),
			d.median(func(p pair) float64 { return milliseconds(p.plain.work()) }),
			d.median(func(p pair) float64 { return float64(p.ours.work()) / float64(p.plain.work()) }))
	}
	b.WriteString("\n| reading | clients | requests/s | p50 ms | p95 ms |\n|---|---|---|---|---|\n")
	for _, x := range r.readings {
		fmt.Fprintf(&b, "| %s | %d | %.0f | %.2f | %.2f |\n", x.what, x.clients, x.sample.rate, milliseconds(x.sample.p50), milliseconds(x.sample.p95))
	}
	b.WriteString("\n| once | |\n|---|---|\n")
	if r.firstImport > 0 {
		fmt.Fprintf(&b, "| import of the register of public bodies, first time; again | %.2f s; %.2f s |\n", r.firstImport.Seconds(), r.secondImport.Seconds())
	}
	fmt.Fprintf(&b, "| server's start to its first answer, database running | %.2f s |\n", r.coldStart.Seconds())
	fmt.Fprintf(&b, "| most memory the server held | %.0f MB |\n", float64(r.memory)/1e6)
	fmt.Fprintf(&b, "| call-offs placed meanwhile, each found in the database, every total the sum of its parts | %d |\n", r.placed)
	return b.String()
}

// putBetweenMarks puts figures into a file, where those of their part stand.
func putBetweenMarks(file, part, figures string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("put the figures into %s: %w", file, err)
	}
	firstMark, lastMark := "<!-- figures: "+part+" -->\n", "<!-- end of figures: "+part+" -->\n"
	before, rest, first := strings.Cut(string(text), firstMark)
	_, after, last := strings.Cut(rest, lastMark)
	if !first || !last {
		return fmt.Errorf("%s has no marks for the figures of the part %s", file, part)
	}
	if err := os.WriteFile(file, []byte(before+firstMark+figures+lastMark+after), 0o644); err != nil { //nolint:gosec // documentation, for everybody
		return fmt.Errorf("put the figures into %s: %w", file, err)
	}
	return nil
}
