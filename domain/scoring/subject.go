package scoring

import (
	"slices"

	"allmende/domain/tender"
)

// SubjectOf is what there is to score in a tender: its criteria without parts and, once
// they are opened, the bids that are not excluded.
func SubjectOf(t *tender.Tender, bids []*tender.Bid) Subject {
	subject := Subject{Criteria: criteriaOf(t.State().Terms)}
	for _, b := range bids {
		if lots := t.LotsOf(b); b.State().Status == tender.BidOpened && len(lots) > 0 {
			subject.Bids = append(subject.Bids, Bid{b.State().ID, lots})
		}
	}
	return subject
}

// SubjectScored is what each of the sheets has scored in full: the same, but for bids that
// were excluded since.
func SubjectScored(t *tender.Tender, bids []*tender.Bid, sheets []*Sheet) Subject {
	subject := Subject{Criteria: criteriaOf(t.State().Terms)}
	if len(sheets) == 0 {
		return subject
	}
	for _, b := range bids {
		bid := Bid{ID: b.State().ID}
		for _, l := range t.State().Lots {
			one := Subject{subject.Criteria, []Bid{{bid.ID, []tender.LotID{l.ID}}}}
			if !slices.ContainsFunc(sheets, func(s *Sheet) bool { return len(s.Missing(one)) > 0 }) {
				bid.Lots = append(bid.Lots, l.ID)
			}
		}
		if len(bid.Lots) > 0 {
			subject.Bids = append(subject.Bids, bid)
		}
	}
	return subject
}

func criteriaOf(terms tender.Terms) []Criterion {
	var criteria []Criterion
	for _, c := range terms.Rules.Scored() {
		criteria = append(criteria, Criterion{c.Name, c.Scale})
	}
	return criteria
}
