package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"allmende/adapters/age"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// openingReport is how long an opening took two officers.
type openingReport struct {
	bids   int
	steps  []openingSteps // officer by officer
	memory int64
}

// openingSteps are what one officer waits for.
type openingSteps struct{ handedOut, opened, released time.Duration }

// handInLargest hands in bids of all lots with the longest answers there can be: 1 MiB.
func (b *bureau) handInLargest(ctx context.Context, t view.Tender) error {
	say("Handing in %d bids of 1 MiB …", b.plan.large)
	return each(b.plan.large, func(n int) error {
		bid, err := b.seal(t, &b.bidders[n], lots, tender.MostAnswer)
		if err != nil {
			return err
		}
		_, err = bid.handIn(ctx, t)
		return err
	})
}

// opening has two officers open a tender's first envelopes when the deadline has passed,
// and counts what is stored then.
func (b *bureau) opening(ctx context.Context, t view.Tender) (r openingReport, err error) {
	if err := b.clockTo(ctx, t.Deadline.Add(time.Minute)); err != nil {
		return r, err
	}
	if err := b.signOpenersIn(ctx); err != nil {
		return r, err
	}
	if err := forgetMemory(b.server.Process.Pid); err != nil {
		return r, err
	}
	say("Opening %s …", t.Title)
	var shown view.Opening
	for _, o := range b.openers[:2] {
		steps, err := o.release(ctx, t, &shown)
		if err != nil {
			return r, err
		}
		r.steps = append(r.steps, steps)
	}
	if len(shown.Records) != 1 {
		return r, fmt.Errorf("%d records were written", len(shown.Records))
	}
	for _, bid := range shown.Records[0].Bids {
		if bid.State != tender.RecordedOpened {
			return r, fmt.Errorf("a bid is %s: %s", bid.State, bid.Reason)
		}
		r.bids++
	}
	r.memory, err = residentMemory(b.server.Process.Pid)
	return r, err
}

// release does what the officer's browser does, and shows what the server answers in the end.
func (o opener) release(ctx context.Context, t view.Tender, shown *view.Opening) (s openingSteps, err error) {
	begun := time.Now()
	if err := o.get(ctx, "/tenders/"+t.ID+"/opening", shown); err != nil {
		return s, err
	}
	s.handedOut, begun = time.Since(begun), time.Now()
	var releases []body
	for _, e := range shown.Envelopes {
		opened, err := age.OpenShareEnvelope(e.Envelope, o.secret)
		if err != nil {
			return s, fmt.Errorf("open an envelope: %w", err)
		}
		releases = append(releases, body{"bidId": e.BidID, "share": hex.EncodeToString(opened.Share)})
	}
	s.opened, begun = time.Since(begun), time.Now()
	err = o.post(ctx, "/tenders/"+t.ID+"/opening/shares", 0, body{"kind": shown.Kind, "releases": releases}, shown)
	s.released = time.Since(begun)
	return s, err
}

func (r openingReport) write(b *strings.Builder, what string, bar time.Duration) {
	wanted, outcome := "", ""
	if bar > 0 {
		wanted, outcome = fmt.Sprintf("< %.0f s", bar.Seconds()), reached(r.last().released < bar)
	}
	for i, s := range r.steps {
		fmt.Fprintf(b, "| %d bids %s, officer %d: envelopes handed out; shares opened (by Go); shares released | %.2f s; %.2f s; %.2f s | | |\n",
			r.bids, what, i+1, s.handedOut.Seconds(), s.opened.Seconds(), s.released.Seconds())
	}
	fmt.Fprintf(b, "| **the request that opens, checks, stores and records %d bids %s** | **%.2f s** | %s | %s |\n",
		r.bids, what, r.last().released.Seconds(), wanted, outcome)
	fmt.Fprintf(b, "| most memory the server held meanwhile | %.0f MB | | |\n", float64(r.memory)/1e6)
}

func (r openingReport) last() openingSteps { return r.steps[len(r.steps)-1] }
