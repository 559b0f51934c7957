// Bench measures Allmende beside plain SQL on the same PostgreSQL in the same minutes
// and prints the tables of docs/performance.md. It starts a private PostgreSQL with
// everything durable, and the real server on it; nothing else is touched.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"allmende/cmd/bench/bare"
)

// plan is how much is measured.
type plan struct {
	server       string // the binary
	shared       string // the folder with the yardstick and the register, if it is there
	pairs        int
	run          time.Duration
	clients      []int
	history      int
	contract     int
	bids         int    // in the last minute
	items        int    // that are searched
	large        int    // of 1 MiB
	articles     int    // of a catalogue
	rows         int    // of the large list
	readings     int    // that are imported
	reservations int    // of a data center
	into         string // the file that takes the figures, or empty to print them
	only         string // the one part to measure, or empty for all
	bare         string // the database whose bare list is served, or empty to measure
	listen       string // where it is served
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := bench(ctx, flags()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has run
	}
}

func flags() plan {
	p := plan{clients: []int{1, 8, 32}, contract: 200, shared: os.Getenv("ALLMENDE_SHARED")}
	flag.StringVar(&p.server, "server", "bin/allmende", "the binary to measure")
	flag.IntVar(&p.pairs, "pairs", 5, "pairs of runs, ours and plain SQL in turn; the median counts")
	flag.DurationVar(&p.run, "run", 5*time.Second, "length of a run")
	flag.IntVar(&p.history, "history", 100_000, "past call-offs")
	flag.IntVar(&p.bids, "bids", 500, "bids in the last minute before a deadline")
	flag.IntVar(&p.items, "items", 200_000, "items in the marketplace that are searched")
	flag.IntVar(&p.large, "large", 100, "bids of 1 MiB that are opened")
	flag.IntVar(&p.articles, "articles", 200_000, "articles of a catalogue that is sent")
	flag.StringVar(&p.into, "into", "", "write the figures into this file, between the marks of their part, instead of printing them")
	flag.StringVar(&p.only, "only", "", "measure one part only: call-offs, lists, ledger, year, bids, catalogue, search, readings, capacity")
	flag.Func("clients", "how many order at once, as 1,8,32", func(text string) (err error) {
		p.clients = nil
		for one := range strings.SplitSeq(text, ",") {
			n, parseErr := strconv.Atoi(one)
			p.clients, err = append(p.clients, n), errors.Join(err, parseErr)
		}
		return err
	})
	flag.IntVar(&p.rows, "rows", 10_000_000, "past call-offs of the large list")
	flag.IntVar(&p.readings, "readings", 10_000_000, "readings of meters that are imported")
	flag.IntVar(&p.reservations, "reservations", 100_000, "reservations of a data center in which room is looked for")
	flag.StringVar(&p.bare, "bare", "", "serve the bare list of this database, and measure nothing")
	flag.StringVar(&p.listen, "listen", "", "where the bare list is served")
	short := flag.Bool("short", false, "one pair of short runs over little history: whether it works, not how fast")
	flag.Parse()
	if p.shared == "" {
		p.shared = "../shared"
	}
	if *short {
		p.pairs, p.run, p.history, p.bids, p.large, p.articles, p.items, p.rows, p.readings, p.reservations = 1, 3*time.Second, 3000, 50, 10, 5000, 4000, 30_000, 30_000, 10_000
	}
	return p
}

// parts are what is measured by itself, without a stage, as call-offs are not.
var parts = map[string]func(*ground, context.Context, *report) error{
	"lists": (*ground).lists, "ledger": (*ground).ledger, "year": (*ground).year, "bids": (*ground).bids, "catalogue": (*ground).catalogue, "search": (*ground).search, "readings": (*ground).readings, "capacity": (*ground).capacity,
}

func bench(ctx context.Context, p plan) error {
	if p.bare != "" {
		return bare.Serve(ctx, p.bare, p.listen)
	}
	measures := []func(*ground, context.Context, *report) error{(*ground).describe, (*ground).callOffs, (*ground).reads, (*ground).importRegister}
	switch p.only {
	case "":
		measures = append(measures, (*ground).ledger, (*ground).year, (*ground).check, (*ground).bids)
	case "call-offs":
		measures = append(measures, (*ground).check)
	default:
		return benchOnly(ctx, p)
	}
	begun := time.Now()
	b, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer b.close()
	r := report{plan: p, coldStart: b.coldStart, yardstick: b.yardstick.name}
	for _, measure := range measures {
		if err := measure(b, ctx, &r); err != nil {
			return fmt.Errorf("%w\nthe server's log ends with:\n%s", err, b.lastWords())
		}
	}
	r.took = time.Since(begun)
	return r.publish()
}

func benchOnly(ctx context.Context, p plan) error {
	measure, known := parts[p.only]
	if !known {
		return fmt.Errorf("there is no part %q to measure: call-offs, lists, ledger, year, bids, catalogue, search, readings, capacity", p.only)
	}
	g, err := openWithoutStage(ctx, p)
	if err != nil {
		return err
	}
	defer g.close()
	r := report{plan: p}
	if err := g.describe(ctx, &r); err != nil {
		return err
	}
	if err := measure(g, ctx, &r); err != nil {
		return err
	}
	return r.publish()
}

// say tells on standard error what is being done.
func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
