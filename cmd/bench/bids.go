package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// The bars of sealed bids.
const (
	rushBar = 2 * time.Second
	openBar = 5 * time.Second
	sealBar = time.Second
)

// bidsReport is what was measured of sealed bids, through the real server.
type bidsReport struct {
	rush    rushReport
	large   openingReport // of bids of 1 MiB
	many    openingReport // of the bids of the rush
	sealing sealingReport
}

// bids has two tenders on a server of their own: in one the bids come in the last minute,
// in the other they are as large as can be. Before that, they are sealed in Chromium; in
// the end, all are opened.
func (g *ground) bids(ctx context.Context, r *report) error {
	b, err := openBureau(ctx, g)
	if b != nil {
		defer b.close()
	}
	if err != nil {
		return err
	}
	if err := b.measure(ctx, &r.bids); err != nil {
		return fmt.Errorf("%w\nthe server's log ends with:\n%s", err, b.ground.lastWords())
	}
	return nil
}

func (b *bureau) measure(ctx context.Context, r *bidsReport) (err error) {
	largest, err := b.publish(ctx, "Größte Angebote")
	if err != nil {
		return err
	}
	rush, err := b.publish(ctx, "Letzte Minute")
	if err != nil {
		return err
	}
	if r.sealing, err = b.sealInChromium(ctx, largest); err != nil {
		return err
	}
	if err := b.handInLargest(ctx, largest); err != nil {
		return err
	}
	if r.rush, err = b.rush(ctx, rush); err != nil {
		return err
	}
	if r.large, err = b.opening(ctx, largest); err != nil {
		return err
	}
	r.many, err = b.opening(ctx, rush)
	return err
}

// text is the table in Markdown, or nothing.
func (r bidsReport) text() string {
	if r.rush.sent == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("| sealed bids, through the server | | bar | |\n|---|---|---|---|\n")
	r.rush.write(&b)
	r.large.write(&b, "as large as can be", openBar)
	r.many.write(&b, "of the last minute", 0)
	r.sealing.write(&b)
	return b.String()
}

func reached(yes bool) string {
	if yes {
		return "reached"
	}
	return "**not reached**"
}
