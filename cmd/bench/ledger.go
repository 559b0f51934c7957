package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// bar is a figure of costing.md's table, with what it is measured beside.
type bar struct {
	what         string
	ours, theirs string
	ratio        float64
	want         string
	reached      bool
}

// ledgerReport is what was measured of splitting and posting.
type ledgerReport struct{ bars []bar }

// ledger measures what costing.md sets bars for, everything in one run.
func (g *ground) ledger(ctx context.Context, r *report) error {
	b, err := openBooks(ctx, g)
	if err != nil {
		return err
	}
	defer b.db.Close()
	for _, measure := range []func(context.Context, *ledgerReport) error{kernels, b.oneByOne, b.inBulk, b.overlapping, b.large, b.audit} {
		if err := measure(ctx, &r.ledger); err != nil {
			return err
		}
	}
	return nil
}

// text is the table in Markdown, or nothing.
func (r ledgerReport) text() string {
	if len(r.bars) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("| splitting and posting | ours | beside it | **ratio** | bar | |\n|---|---|---|---|---|---|\n")
	for _, x := range r.bars {
		reached := "reached"
		if !x.reached {
			reached = "**not reached**"
		}
		ratio := ""
		if x.ratio > 0 {
			ratio = fmt.Sprintf("**%.2f**", x.ratio)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", x.what, x.ours, x.theirs, ratio, x.want, reached)
	}
	return b.String()
}

// middle is the median.
func middle[T any](values []T, of func(T) float64) float64 {
	d := make([]float64, len(values))
	for i, v := range values {
		d[i] = of(v)
	}
	return median(d)
}

// cycle lets clients do something again and again for some time.
func cycle(ctx context.Context, clients int, length time.Duration, do func(ctx context.Context, client int) error) (count int, took time.Duration, err error) {
	counts := make(chan int, clients)
	failed := make(chan error, clients)
	begun := time.Now()
	for client := range clients {
		go func() {
			n := 0
			for time.Since(begun) < length {
				if err := do(ctx, client); err != nil {
					failed <- err
					break
				}
				n++
			}
			counts <- n
		}()
	}
	for range clients {
		count += <-counts
	}
	took = time.Since(begun)
	select {
	case err = <-failed:
	default:
	}
	return count, took, err
}
