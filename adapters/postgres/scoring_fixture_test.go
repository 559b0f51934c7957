package postgres_test

import (
	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

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
	for _, bid := range s.Bids {
		for _, aspect := range []string{"form", "suitability", "requirements"} {
			must(scoring.Examine(ctx, o.officer, which, driving.Examination{Bid: bid.BidID, Aspect: aspect, Passed: true, Reason: "Unterlagen geprüft"}))
		}
	}
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
