package postgres_test

import (
	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// mustExamine finds every admitted bid in order that is not examined yet.
func (o *office) mustExamine(of view.Tender) {
	o.t.Helper()
	scoring, which, ctx := usecase.NewScoring(o.db), tender.ID(of.ID), o.t.Context()
	s, err := scoring.Scoring(ctx, o.officer, which)
	if err == nil && s.Declaration == "pending" {
		s, err = scoring.DeclareExaminer(ctx, o.officer, which, false, "")
	}
	if err != nil {
		o.t.Fatal(err)
	}
	for _, bid := range s.Bids {
		for _, aspect := range aspects[len(bid.Examinations):] {
			if !bid.Admitted {
				continue
			}
			if _, err := scoring.Examine(ctx, o.officer, which, driving.Examination{Bid: bid.BidID, Aspect: aspect, Passed: true, Reason: "Unterlagen geprüft"}); err != nil {
				o.t.Fatal(err)
			}
		}
	}
}

// aspects are those that mustExamine looks at, in this order.
var aspects = []string{"form", "suitability", "requirements"}

// mustScore has a panel of two give the bids the same scores and hand them in; what is not
// examined yet is found to be in order. Locking is left to the caller.
func (o *office) mustScore(of view.Tender, score func(bid, lot string) string) (scoring *usecase.Scoring, s view.Scoring) {
	o.t.Helper()
	scoring = usecase.NewScoring(o.db)
	must := func(got view.Scoring, err error) {
		o.t.Helper()
		if err != nil {
			o.t.Fatal(err)
		}
		s = got
	}
	which, ctx := tender.ID(of.ID), o.t.Context()
	panel := []access.Actor{o.appoint("Ada Auswahl", access.Grant{Role: access.Evaluator}), o.appoint("Bea Bewertung", access.Grant{Role: access.Evaluator})}
	must(scoring.Appoint(ctx, o.officer, access.Key{}, which, driving.Appointment{
		Evaluators: []string{panel[0].Person.String(), panel[1].Person.String()}, SpreadLimit: 20,
	}))
	o.mustExamine(of)
	for _, evaluator := range panel {
		must(scoring.Declare(ctx, evaluator, which, false, ""))
		var given []driving.SheetScore
		for _, bid := range s.Bids {
			for _, lot := range bid.Lots {
				given = append(given, driving.SheetScore{Bid: bid.BidID, Lot: lot.LotID, Criterion: "Leistung", Score: score(bid.BidID, lot.LotID), Reason: "Leistung geprüft"})
			}
		}
		must(scoring.Write(ctx, evaluator, which, s.Sheet.Version, given))
		must(scoring.HandIn(ctx, evaluator, which, s.Sheet.Version))
	}
	must(scoring.Scoring(ctx, o.officer, which))
	return scoring, s
}
