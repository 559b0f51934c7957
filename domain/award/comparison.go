package award

import (
	"slices"
	"time"

	"allmende/domain/member"
	"allmende/domain/tender"
)

// Comparison is the price comparison of a tender whose prices are opened.
type Comparison struct {
	State   tender.State
	AsOf    time.Time
	Bidders map[member.SupplierID]string
	Columns []tender.BidState  // the bids that were compared, in order of receipt
	Results []tender.LotResult // by lot
	Unread  []Unread           // bids without prices
}

// Compare compares the prices of all bids of a tender; names are those of the bidders. It
// fails with tender.ErrPricesSealed before they are opened.
func Compare(t *tender.Tender, bids []*tender.Bid, names map[member.SupplierID]string, now time.Time) (Comparison, error) {
	c := Comparison{State: t.State(), AsOf: now, Bidders: names}
	if c.State.PricesOpened.IsZero() {
		return Comparison{}, tender.ErrPricesSealed
	}
	c.Results = t.Evaluate(bids, tender.ScoresOf(bids))
	c.Unread = unread(bids, c.Results)
	for _, s := range held(bids) {
		if slices.ContainsFunc(c.Results, func(r tender.LotResult) bool { return r.Of(s.ID) != nil }) {
			c.Columns = append(c.Columns, s)
		}
	}
	return c, nil
}

// Rejections counts the bids that are out, of single lots too.
func (c Comparison) Rejections() int { return rejections(c.Unread, c.Results) }
