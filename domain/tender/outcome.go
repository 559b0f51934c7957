package tender

import (
	"errors"
	"time"

	"allmende/domain/fault"
	"allmende/domain/money"
)

// The faults of what was sealed; both exclude the bid.
var (
	// ErrContentMalformed: a content is no bid in the format of decision 12.
	ErrContentMalformed = fault.New(fault.Invalid, "bid.content-malformed", fault.Rule("G-BID"))
	// ErrContainerUnreadable: no two of the shares open the container.
	ErrContainerUnreadable = errors.New("no two of the shares open the container")
)

// Opener opens what bidders sealed.
type Opener struct {
	// Each does something for each of so many bids, several at once if it likes, and
	// fails when one of them does.
	Each func(bids int, do func(n int) error) error
	// Open gives the content of a bid's container, or fails with ErrContainerUnreadable.
	Open func(bid BidID, kind Kind, shares [][]byte) ([]byte, error)
	// Read reads a content, or fails with ErrContentMalformed.
	Read func(content []byte) (Content, error)
}

// outcome is what comes out of an envelope: answers or prices, or the reason why the
// bid is excluded.
type outcome struct {
	answers map[LotID]string
	prices  map[ItemID]money.Price
	reason  string
}

func excludedFor(reason string) outcome { return outcome{reason: reason} }

// outcomeOf opens one envelope of a bid. Only an internal error is one.
func (t *Tender) outcomeOf(b *Bid, kind Kind, shares [][]byte, opener Opener) (outcome, error) {
	if len(shares) < EnoughOfficers {
		return excludedFor(ReasonSharesMissing), nil
	}
	sealed, err := opener.Open(b.s.ID, kind, shares)
	switch {
	case errors.Is(err, ErrContainerUnreadable):
		return excludedFor(ReasonContainerUnreadable), nil
	case err != nil:
		return outcome{}, err
	case Hash(sealed) != b.container(kind).Content:
		return excludedFor(ReasonMismatch), nil
	}
	content, err := opener.Read(sealed)
	switch {
	case errors.Is(err, ErrContentMalformed) || err == nil && content.Kind != kind:
		return excludedFor(ReasonMalformed), nil
	case err != nil:
		return outcome{}, err
	case content.Tender != t.s.ID:
		return excludedFor(ReasonOtherTender), nil
	case content.Bidder != b.s.Supplier:
		return excludedFor(ReasonOtherBidder), nil
	case content.Bid != b.s.ID:
		return excludedFor(ReasonOtherBid), nil
	}
	if kind == KindQuality {
		return t.answered(content.Answers), nil
	}
	return t.priced(b, content.Prices), nil
}

// answered takes the answers of a bid, each for a lot of the tender.
func (t *Tender) answered(answers map[LotID]string) outcome {
	known := 0
	for _, l := range t.s.Lots {
		if _, given := answers[l.ID]; given {
			known++
		}
	}
	switch {
	case len(answers) == 0:
		return excludedFor(ReasonNoAnswers)
	case known < len(answers):
		return excludedFor(ReasonUnknownItem)
	}
	return outcome{answers: answers}
}

// priced takes the prices of a bid. With two envelopes, the lots with answers must be
// those with all prices.
func (t *Tender) priced(b *Bid, prices map[ItemID]money.Price) outcome {
	if len(prices) == 0 {
		return excludedFor(ReasonNoPrices)
	}
	known := 0
	for _, l := range t.s.Lots {
		asked := l.offer(prices)
		known += len(asked.lines)
		if asked.total.Cmp(largest) > 0 {
			return excludedFor(ReasonTotalTooLarge)
		}
		if len(t.s.Kinds()) > 1 && b.s.Answered[l.ID] != asked.complete {
			return excludedFor(ReasonLotsDiffer)
		}
	}
	switch {
	case known < len(prices):
		return excludedFor(ReasonUnknownItem)
	case t.s.exceeds(b.s.Supplier, prices):
		return excludedFor(ReasonAboveContract)
	}
	return outcome{prices: prices}
}

// open stores what came out of an envelope. The prices of a bid that is excluded then
// were never part of the competition.
func (b *Bid) open(kind Kind, o outcome, now time.Time) {
	if b.s.OpenedAt.IsZero() {
		b.s.OpenedAt, b.s.Status = now, BidOpened
	}
	if kind == KindPrice {
		b.s.PricesOpenedAt, b.s.Prices = now, o.prices
	} else {
		b.s.Answers, b.s.Answered = o.answers, make(map[LotID]bool, len(o.answers))
		for lot := range o.answers {
			b.s.Answered[lot] = true
		}
	}
	if o.reason != "" {
		b.s.Status, b.s.Excluded = Excluded, o.reason
	}
}

// Offers reports whether the bid stands in the lot: as far as its envelopes are opened,
// it has an answer or all prices for it.
func (b *Bid) Offers(l Lot) bool {
	if b.s.PricesOpenedAt.IsZero() {
		return b.s.Answered[l.ID]
	}
	return l.offer(b.s.Prices).complete
}
