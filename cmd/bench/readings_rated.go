package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// ratedMonths is what it took to bill all readings that were imported.
type ratedMonths struct {
	months                    int
	closing, preview, posting time.Duration // of all months
	slowest                   time.Duration // of the requests of any month
	memory                    int64         // bytes held at most above idle, in any of them
	charged                   int           // members and months
}

// rate closes the months of all readings, the oldest first, looks at what each costs and posts it.
func (h *hall) rate(ctx context.Context) (ratedMonths, error) {
	var r ratedMonths
	rating, months := usecase.NewRating(h.db), usecase.NewMetering(h.db)
	_, err := rating.MakeTariff(ctx, h.actor, access.Key{}, driving.MakeTariff{
		Name: "Preise", From: "2020-01-01", VatCategory: "S", VatRate: "19", Components: []driving.TariffComponent{
			{Name: "Grundpreis", Basis: "fixed", Tiers: []driving.TariffTier{{From: "0", Price: "31"}}},
			{Name: "Strom", Basis: "used", Resource: "power", Tiers: []driving.TariffTier{{From: "0", Price: "0"}}, Energy: &driving.TariffEnergy{Purchase: "0.2", PUE: "1.5"}},
		},
	})
	if err != nil {
		return r, fmt.Errorf("make a tariff: %w", err)
	}
	say("Closing and rating %d readings …", h.plan.readings*h.plan.pairs)
	end := period.Date(2026, 1, 1)
	for month := metering.Month(period.DayOf(h.begin(h.plan.pairs - 1))); month.From.Before(end); month = metering.Month(month.From.AddMonths(1)) {
		text := month.From.String()[:len("2026-10")]
		steps := []struct {
			took *time.Duration
			do   func() error
		}{
			{&r.closing, func() error { return months.CloseMonth(ctx, h.actor, text, "erst im Lauf des Monats begonnen") }},
			{&r.preview, func() error {
				shown, err := rating.PreviewRating(ctx, h.actor, text)
				r.charged += len(shown.Members)
				return err
			}},
			{&r.posting, func() error {
				_, err := rating.PostRating(ctx, h.actor, access.Key{}, text, "")
				return err
			}},
		}
		for _, step := range steps {
			begun := time.Now()
			memory, err := aboveIdle(step.do)
			if err != nil {
				return r, fmt.Errorf("%s: %w", text, err)
			}
			took := time.Since(begun)
			*step.took += took
			r.slowest, r.memory = max(r.slowest, took), max(r.memory, memory)
		}
		r.months++
		say("  %s: closed, looked at and posted after %.1f, %.1f and %.1f s in all", text, r.closing.Seconds(), r.preview.Seconds(), r.posting.Seconds())
	}
	return r, nil
}

// text is the table in Markdown, or nothing.
func (r ratedMonths) text(readings int) string {
	if r.months == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\nAll %d readings billed: %d months closed, each previewed and posted, with %d bills of members.\n\n", readings, r.months, r.charged)
	b.WriteString("| billing | | bar | |\n|---|---|---|---|\n")
	for _, row := range []struct {
		name string
		took time.Duration
	}{{"months closed, with what is missing of each meter", r.closing}, {"previewed", r.preview}, {"posted, with the entries of the ledger", r.posting}, {"the slowest of these requests", r.slowest}} {
		fmt.Fprintf(&b, "| %s | %.1f s | | |\n", row.name, row.took.Seconds())
	}
	fmt.Fprintf(&b, "| memory above idle, at most | %.0f MiB | %d MiB | %s |\n", float64(r.memory)/(1<<20), memoryBar>>20, reached(r.memory < memoryBar))
	return b.String()
}
