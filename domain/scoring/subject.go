package scoring

import (
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

func criteriaOf(terms tender.Terms) []Criterion {
	var criteria []Criterion
	for _, c := range terms.Rules.Scored() {
		criteria = append(criteria, Criterion{c.Name, c.Scale})
	}
	return criteria
}
