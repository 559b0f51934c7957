package usecase

import (
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// lotCompared shows what the domain has compared.
func lotCompared(r tender.LotResult, names map[member.SupplierID]string) view.EvaluationLot {
	shown := view.EvaluationLot{
		LotID: r.Lot.ID.String(), Title: r.Lot.Title, Complete: r.Complete, Tied: r.Tied,
		Items: make([]view.EvaluationItem, len(r.Lot.Items)), Bids: make([]view.EvaluationBid, len(r.Offers)),
	}
	for i, item := range r.Lot.Items {
		shown.Items[i] = view.EvaluationItem{ItemID: item.ID.String(), Name: item.Name, Unit: string(item.Unit), Quantity: item.Firm.String()}
	}
	for i, o := range r.Offers {
		shown.Bids[i] = offerCompared(o, names)
	}
	return shown
}

func offerCompared(o tender.Offer, names map[member.SupplierID]string) view.EvaluationBid {
	shown := view.EvaluationBid{
		BidID: o.Bid.String(), Bidder: view.Ref{ID: o.Supplier.String(), Name: names[o.Supplier]}, Total: o.Total.String(),
		Prices: make([]view.EvaluationPrice, len(o.Lines)), Rank: o.Rank, Formula: o.Formula,
		Excluded: o.Excluded != "", ExcludedReason: o.Excluded,
	}
	for i, l := range o.Lines {
		shown.Prices[i] = view.EvaluationPrice{ItemID: l.Item.ID.String(), Price: l.Price.String(), Total: l.Total.String()}
	}
	if o.Score != nil {
		shown.Points, shown.PointsReason = &o.Score.Points, o.Score.Reason
	}
	return shown
}
