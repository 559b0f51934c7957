package main

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"allmende/adapters/notary"
	"allmende/ports/view"
)

// rushReport is what became of the bids of the last minute.
type rushReport struct {
	sent, receipted, late int
	p50, p99, longest     time.Duration
	memory                int64
}

// sizes is how large the bids of the rush are: of a hundred, so many with so many lots of
// answers of so many bytes, in each of the steps that contents are padded to.
var sizes = []struct{ share, lots, bytes int }{
	{40, 2, 1_000},  // 4 KiB
	{30, 5, 2_500},  // 16 KiB
	{20, 10, 5_000}, // 64 KiB
	{8, 20, 10_000}, // 256 KiB
	{2, 50, 20_000}, // 1 MiB
}

func (b *bureau) sealMix(t view.Tender) ([]sealedBid, error) {
	sealed := make([]sealedBid, b.plan.bids)
	return sealed, each(len(sealed), func(n int) (err error) {
		at := n * 37 % 100 // so that the sizes mix
		for _, s := range sizes {
			if at -= s.share; at < 0 {
				sealed[n], err = b.seal(t, &b.bidders[n], s.lots, s.bytes)
				break
			}
		}
		return err
	})
}

// rush hands in all bids in the last minute before the deadline, more and more of them
// the nearer it comes, each by another bidder who waits for nobody.
func (b *bureau) rush(ctx context.Context, t view.Tender) (r rushReport, err error) {
	bids, err := b.sealMix(t)
	if err != nil {
		return r, err
	}
	if err := b.clockTo(ctx, t.Deadline.Add(-30*time.Minute)); err != nil {
		return r, err
	}
	if err := b.signAllIn(ctx); err != nil {
		return r, err
	}
	// A second for the way back of the clock, so that the first bid is in the last minute too.
	if err := b.clockTo(ctx, t.Deadline.Add(-rushLength)); err != nil {
		return r, err
	}
	if err := forgetMemory(b.server.Process.Pid); err != nil {
		return r, err
	}
	say("Handing in %d bids in the last minute …", len(bids))
	begun := time.Now()
	times, receipts, failed := make([]time.Duration, len(bids)), make([]view.BidReceipt, len(bids)), make(chan error, len(bids))
	var all sync.WaitGroup
	for n, bid := range bids {
		due := begun.Add(arrival(n, len(bids)))
		all.Go(func() {
			time.Sleep(time.Until(due))
			sent := time.Now()
			var err error
			if receipts[n], err = bid.handIn(ctx, t); err != nil {
				failed <- err
			}
			times[n] = time.Since(sent)
		})
	}
	all.Wait()
	close(failed)
	for err := range failed {
		return r, err
	}
	r.sent, r.p50, r.p99, r.longest = len(bids), percentile(times, 50), percentile(times, 99), percentile(times, 100)
	for n, receipt := range receipts {
		if err := b.verify(receipt, bids[n]); err != nil {
			return r, err
		}
		r.receipted++
		if receipt.Late {
			r.late++
		}
	}
	r.memory, err = residentMemory(b.server.Process.Pid)
	return r, err
}

// The rush: its length, and how long before the deadline the last bid is sent.
const rushLength, rushMargin = time.Minute, time.Second

// arrival is when the n-th bid is sent: their rate grows evenly, up to twice its mean.
func arrival(n, of int) time.Duration {
	return time.Duration(math.Sqrt(float64(n+1)/float64(of)) * float64(rushLength-rushMargin))
}

// verify holds a receipt against the bid, with nothing but the published key.
func (b *bureau) verify(receipt view.BidReceipt, bid sealedBid) error {
	text, err := notary.OpenReceipt([]byte(receipt.Note), b.key)
	if err != nil {
		return fmt.Errorf("the receipt of %s: %w", bid.bidder.email, err)
	}
	for _, line := range []string{"manifest " + bid.manifest, "supplier " + bid.bidder.supplier + " "} {
		if !strings.Contains(text, "\n"+line) {
			return fmt.Errorf("the receipt of %s does not say %q:\n%s", bid.bidder.email, line, text)
		}
	}
	return nil
}

func (r rushReport) write(b *strings.Builder) {
	fmt.Fprintf(b, "| %d bids handed in in the last minute, up to %.0f a second: receipts, all verified offline; late | %d; %d | all; none | %s |\n",
		r.sent, 2*float64(r.sent)/(rushLength-rushMargin).Seconds(), r.receipted, r.late, reached(r.receipted == r.sent && r.late == 0))
	fmt.Fprintf(b, "| from the first byte sent to the receipt: half of them; **99 of 100**; all | %.0f ms; **%.0f ms**; %.0f ms | < %.0f s | %s |\n",
		milliseconds(r.p50), milliseconds(r.p99), milliseconds(r.longest), rushBar.Seconds(), reached(r.p99 < rushBar))
	fmt.Fprintf(b, "| most memory the server held meanwhile | %.0f MB | | |\n", float64(r.memory)/1e6)
}
