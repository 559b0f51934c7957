package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"allmende/cmd/bench/stage"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// sealingReport is how long a bidder's browser seals, from the button to the first byte sent.
type sealingReport struct {
	Browser string        `json:"browser"` // empty if there is none
	Cases   []sealingCase `json:"cases"`
}

type sealingCase struct {
	Lots         int       `json:"lots"`
	Milliseconds []float64 `json:"milliseconds"`
}

// sealedLots are the bids that Chromium seals: the largest there can be, and one of a third
// that is padded to the same 1 MiB.
var sealedLots = []int{lots, 15}

// sealInChromium has the last bidder write bids and hand them in on the page that bidders use.
func (b *bureau) sealInChromium(ctx context.Context, t view.Tender) (sealingReport, error) {
	var r sealingReport
	into := filepath.Join(b.folder, "sealing.json")
	given := body{
		"url": "http://" + b.address, "email": b.bidders[len(b.bidders)-1].email, "password": stage.Password, "tender": t.ID,
		"times": b.plan.pairs, "lots": sealedLots, "characters": tender.MostAnswer, "into": into,
	}
	err := inChromium(ctx, "sealing", given, into, &r)
	return r, err
}

func (r sealingReport) write(b *strings.Builder) {
	for _, c := range r.Cases {
		took := median(c.Milliseconds)
		fmt.Fprintf(b, "| Chromium %s: %d answers of %d characters, padded to 1 MiB, and their prices, for three officers, from the button to the first byte sent | **%.2f s** | < %.0f s | %s |\n",
			r.Browser, c.Lots, tender.MostAnswer, took/1000, sealBar.Seconds(), reached(took < milliseconds(sealBar)))
	}
}
