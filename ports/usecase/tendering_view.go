package usecase

import (
	"allmende/domain/evaluation"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// given are the scores of bids by lot, as evaluators gave them.
type given map[tender.BidID]map[tender.LotID][]view.EvaluationScore

// givenScores are the scores that stand at the bids, in the order of the criteria.
func givenScores(t *tender.Tender, bids []*tender.Bid) given {
	criteria := t.State().Terms.Rules.Scored()
	all := given{}
	for _, b := range bids {
		state := b.State()
		all[state.ID] = map[tender.LotID][]view.EvaluationScore{}
		for lot, scores := range state.Scores {
			for _, c := range criteria {
				if s, scored := scores[c.Name]; scored {
					all[state.ID][lot] = append(all[state.ID][lot], view.EvaluationScore{Criterion: c.Name, Score: evaluation.Text(s.Score), Reason: s.Reason, At: s.At})
				}
			}
		}
	}
	return all
}

// comparing shows what the domain has compared, with the names of bidders, their words,
// their scores and what they were asked.
type comparing struct {
	names          map[member.SupplierID]string
	answers        map[tender.BidID]map[tender.LotID]string
	scores         given
	clarifications map[tender.LotID][]view.Clarification
}

func (c comparing) lot(r tender.LotResult) view.EvaluationLot {
	shown := view.EvaluationLot{
		LotID: r.Lot.ID.String(), Title: r.Lot.Title, Complete: r.Complete, Tied: r.Tied,
		Items: make([]view.EvaluationItem, len(r.Lot.Items)), Bids: make([]view.EvaluationBid, len(r.Offers)),
		Figures: make([]view.EvaluationFigure, len(r.Figures)), LowPrices: make([]view.LowPrice, len(r.Low)), Stability: make([]view.RankChange, len(r.Stability)),
	}
	shown.Clarifications = append([]view.Clarification{}, c.clarifications[r.Lot.ID]...)
	if r.Refused != nil {
		shown.Refused = r.Refused.Code()
	}
	for i, item := range r.Lot.Items {
		shown.Items[i] = view.EvaluationItem{ItemID: item.ID.String(), Name: item.Name, Unit: string(item.Unit), Quantity: item.Firm.String(), Maximum: item.MaximumQuantity.String()}
	}
	for i, o := range r.Offers {
		shown.Bids[i] = c.offer(o)
		shown.Bids[i].Answer = c.answers[o.Bid][r.Lot.ID]
		shown.Bids[i].Scores = append([]view.EvaluationScore{}, c.scores[o.Bid][r.Lot.ID]...)
	}
	for i, f := range r.Figures {
		shown.Figures[i] = view.EvaluationFigure{Symbol: f.Symbol, Value: evaluation.Text(f.Value), Formula: f.Formula}
	}
	for i, l := range r.Low {
		shown.LowPrices[i] = view.LowPrice{BidID: l.Bid, Next: l.Next, Mean: l.Mean}
	}
	for i, change := range r.Stability {
		shown.Stability[i] = view.RankChange{Without: change.Without, Firsts: append([]string{}, change.Firsts...), Undefined: change.Undefined}
	}
	return shown
}

func (c comparing) offer(o tender.Offer) view.EvaluationBid {
	shown := view.EvaluationBid{
		BidID: o.Bid.String(), Bidder: view.Ref{ID: o.Supplier.String(), Name: c.names[o.Supplier]}, TotalFormula: o.PriceSum,
		Prices: make([]view.EvaluationPrice, len(o.Lines)), Marks: make([]view.EvaluationMark, len(o.Marks)), PointsFormula: o.Sum,
		Rank: o.Rank, Formula: o.Formula, Band: o.Band, InBand: o.InBand, Excluded: o.Excluded != "", ExcludedReason: o.Excluded,
	}
	if len(o.Marks) > 0 {
		shown.Points = evaluation.Text(o.Points)
	}
	if len(o.Lines) > 0 {
		shown.Total, shown.AtMost, shown.Extreme = o.Total.String(), o.AtMost.String(), string(o.Extreme)
	}
	for i, l := range o.Lines {
		shown.Prices[i] = view.EvaluationPrice{
			ItemID: l.Item.ID.String(), Price: l.Price.String(), Total: l.Total.String(), AtMost: l.AtMost.String(), Extreme: string(l.Extreme),
		}
	}
	for i, m := range o.Marks {
		shown.Marks[i] = view.EvaluationMark{
			Criterion: m.Criterion, Depth: m.Depth, Score: evaluation.Text(m.Score), Points: evaluation.Text(m.Points), Formula: m.Formula, Missed: m.Missed(),
		}
	}
	return shown
}
