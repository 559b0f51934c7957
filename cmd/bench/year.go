package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/driving"
)

// yearReport is how long a year of runs took, step by step.
type yearReport struct {
	total                           time.Duration
	costs, drafts, posting, closing time.Duration
	tidied                          time.Duration // not in total
	checked                         time.Duration
}

// yearsBar is what a year may take.
const yearsBar = time.Minute

// year drafts, posts and closes twelve months of twenty pools among a thousand members,
// through the use cases, as two officers do it. That it all adds up is checked when the
// time is taken.
func (g *ground) year(ctx context.Context, r *report) error {
	say("Preparing a year of %d pools among %d members …", yearsPools, yearsMembers)
	b, err := openYear(ctx, g)
	if b != nil {
		defer b.close()
	}
	if err != nil {
		return err
	}
	for i := range b.months {
		if err := b.month(ctx, i, &r.year); err != nil {
			return fmt.Errorf("month %d: %w", i+1, err)
		}
	}
	say("Checking the year …")
	begun := time.Now()
	if err := b.sums(ctx); err != nil {
		return fmt.Errorf("check the year: %w", err)
	}
	r.year.checked = time.Since(begun)
	return nil
}

// month attaches a month's costs, drafts, posts and closes it, and says how long that took.
func (b *yearBooks) month(ctx context.Context, i int, r *yearReport) error {
	days, begun := b.months[i], time.Now()
	for _, step := range []struct {
		into *time.Duration
		do   func() error
	}{
		{&r.costs, func() error { return b.attach(ctx, i, days) }},
		{&r.drafts, func() error { return b.draft(ctx, i, days) }},
		{&r.posting, func() error { return b.post(ctx) }},
		{&r.closing, func() error { return b.issue(ctx, days) }},
	} {
		started := time.Now()
		if err := step.do(); err != nil {
			return err
		}
		*step.into += time.Since(started)
	}
	took := time.Since(begun)
	r.total += took
	say("  %s … %s: %d runs posted, %d statements issued in %.1f s", days.From, days.To, yearsPools, yearsMembers, took.Seconds())
	return b.tidy(ctx, r)
}

// tidy does at once what PostgreSQL does by itself in the weeks between two months, for
// which there is but a moment here: it looks at how large tables have become.
func (b *yearBooks) tidy(ctx context.Context, r *yearReport) error {
	begun := time.Now()
	if _, err := b.owner.Exec(ctx, "analyze"); err != nil {
		return fmt.Errorf("tidy up: %w", err)
	}
	r.tidied += time.Since(begun)
	return nil
}

// attach attaches every pool's costs, other amounts every month.
func (b *yearBooks) attach(ctx context.Context, month int, days period.Span) error {
	for i, p := range b.pools {
		for j, rate := range p.costs {
			_, err := b.costing.AddCost(ctx, b.first, access.Key{}, p.id, driving.AddCost{
				Text: "Rechnung", From: days.From.String(), To: days.To.String(), Net: fmt.Sprintf("%d.%02d", 21_000+997*i+89*month, (13*i+7*month+31*j)%100),
				VatCategory: "S", VatRate: rate, Source: "invoice", Reference: strconv.Itoa(month + 1),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// draft drafts the first month pool by pool, under its scheme; then all pools at once.
func (b *yearBooks) draft(ctx context.Context, month int, days period.Span) error {
	if month > 0 {
		drafted, err := b.allocating.DraftAllocations(ctx, b.first, access.Key{}, days.From.String(), days.To.String())
		if err == nil && (len(drafted.Drafted) != len(b.pools) || len(drafted.Refused) > 0) {
			err = fmt.Errorf("%d pools were drafted; refused: %+v", len(drafted.Drafted), drafted.Refused)
		}
		return err
	}
	for _, p := range b.pools {
		run := driving.Run{From: days.From.String(), To: days.To.String(), Scheme: &p.scheme}
		if _, err := b.allocating.DraftAllocation(ctx, b.first, access.Key{}, p.id, run); err != nil {
			return err
		}
	}
	return nil
}

// post posts all drafts by another officer.
func (b *yearBooks) post(ctx context.Context) error {
	waiting, err := b.allocating.Drafts(ctx, b.second)
	if err != nil {
		return err
	}
	drafts := make([]string, len(waiting.Items))
	for i, d := range waiting.Items {
		drafts[i] = d.ID
	}
	posted, err := b.allocating.PostAllocations(ctx, b.second, drafts)
	if err == nil && len(posted.Items) != len(b.pools) {
		err = fmt.Errorf("%d runs were posted", len(posted.Items))
	}
	return err
}

// issue closes the month.
func (b *yearBooks) issue(ctx context.Context, days period.Span) error {
	closing, err := b.billing.Close(ctx, b.first, access.Key{}, days.To.String())
	if err == nil && closing.Statements != yearsMembers {
		err = fmt.Errorf("%d statements were issued", closing.Statements)
	}
	return err
}

// text is the table in Markdown, or nothing.
func (r yearReport) text() string {
	if r.total == 0 {
		return ""
	}
	reached := "reached"
	if r.total >= yearsBar {
		reached = "**not reached**"
	}
	return fmt.Sprintf("| a year of 12 monthly runs × %d pools × %d members, closed with its %d statements | seconds | bar | |\n|---|---|---|---|\n"+
		"| costs attached; drafted; posted by another officer; closed | %.1f; %.1f; %.1f; %.1f | | |\n| **in all** | **%.1f** | < %.0f | %s |\n"+
		"| not in it: ANALYZE between the months, in which PostgreSQL has weeks for it | %.1f | | |\n"+
		"| afterwards every row held against its event, every sum against its parts, every pool's costs against what was paid: nothing differs | %.1f | | |\n",
		yearsPools, yearsMembers, 12*yearsMembers, r.costs.Seconds(), r.drafts.Seconds(), r.posting.Seconds(), r.closing.Seconds(),
		r.total.Seconds(), yearsBar.Seconds(), reached, r.tidied.Seconds(), r.checked.Seconds())
}
