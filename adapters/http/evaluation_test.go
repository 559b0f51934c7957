package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/ports/view"
)

// tree are criteria of two levels, with a minimum for the warranty.
func tree() []fields {
	return []fields{
		{"name": "Technik", "weight": "62.5", "parts": []fields{{"name": "Akku", "weight": "40", "scale": "10"}, {"name": "Anzeige", "weight": "60", "scale": "5"}}},
		{"name": "Garantie", "weight": "37.5", "scale": "10", "least": "4"},
	}
}

func TestRulesGoThroughTheDraftAsTheyWereStated(t *testing.T) {
	b := openBureau(t)
	stated := func(rules fields) view.Rules {
		t.Helper()
		in := b.draftFields(b.frozenRound())
		in["rules"] = rules
		var draft view.Tender
		b.officer.post("/tenders", in, b.once()).want(http.StatusCreated).into(&draft)
		return draft.Rules
	}
	plain := stated(fields{"method": "lowest-price"})
	if plain.Method != "lowest-price" || plain.Points != "" || len(plain.Criteria) != 0 || plain.Low != (view.LowLimits{Next: "20", Mean: "40"}) {
		t.Errorf("the usual rules: %+v", plain)
	}
	extended := stated(fields{"method": "extended-ratio", "points": "100", "criteria": tree(), "band": "2.5", "decides": fields{"by": "criterion", "criterion": "Garantie"},
		"ties": []fields{{"by": "price"}, {"by": "criterion", "criterion": "Technik"}}, "low": fields{"next": "0", "mean": "33.333"}})
	if extended.Band != "2.5" || extended.Decides.Criterion != "Garantie" || len(extended.Ties) != 2 || extended.Ties[1].Criterion != "Technik" ||
		extended.Low != (view.LowLimits{Next: "0", Mean: "33.333"}) || len(extended.Criteria) != 2 || extended.Criteria[0].Parts[1].Scale != "5" ||
		extended.Criteria[0].Scale != "" || extended.Criteria[1].Least != "4" || extended.Criteria[0].Weight != "62.5" {
		t.Errorf("extended: %+v", extended)
	}
	weights := fields{"points": "60", "price": "40"}
	if medians := stated(fields{"method": "weighted-reference", "points": "100", "criteria": tree(), "weights": weights}); medians.References != nil || medians.Weights.Points != "60" {
		t.Errorf("medians: %+v", medians)
	}
	if points := stated(fields{"method": "price-points", "points": "100", "criteria": tree(), "weights": weights, "formula": "two-sided"}); points.Formula != "two-sided" {
		t.Errorf("price points: %+v", points)
	}
}

func TestRulesThatDoNotHoldAreRefusedAtTheirField(t *testing.T) {
	b := openBureau(t)
	round := b.frozenRound()
	ratio := func(change func(fields)) fields {
		r := fields{"method": "simple-ratio", "points": "100", "criteria": tree()}
		change(r)
		return r
	}
	first := func(r fields) fields { return r["criteria"].([]fields)[0] }
	weights := fields{"points": "60", "price": "40"}
	for name, c := range map[string]struct {
		rules       fields
		code, field string
	}{
		"weights of 99":             {ratio(func(r fields) { first(r)["weight"] = "61.5" }), "evaluation.weights-not-hundred", "rules.criteria"},
		"parts of 101":              {ratio(func(r fields) { first(r)["parts"].([]fields)[0]["weight"] = "41" }), "evaluation.weights-not-hundred", "rules.criteria.0.parts"},
		"a weight of four places":   {ratio(func(r fields) { first(r)["weight"] = "62.5000" }), "tender.figure-malformed", "rules.criteria.0.weight"},
		"a name twice":              {ratio(func(r fields) { first(r)["name"] = "Garantie" }), "evaluation.criterion-twice", "rules.criteria.1.name"},
		"a minimum above the scale": {ratio(func(r fields) { r["criteria"].([]fields)[1]["least"] = "11" }), "evaluation.minimum-outside-scale", "rules.criteria.1.least"},
		"a scale above parts":       {ratio(func(r fields) { first(r)["scale"] = "10" }), "evaluation.scale-invalid", "rules.criteria.0.scale"},
		"no points":                 {ratio(func(r fields) { delete(r, "points") }), "evaluation.scale-invalid", "rules.points"},
		"no criteria":               {fields{"method": "simple-ratio"}, "evaluation.criteria-missing", "rules.criteria"},
		"points of the price alone": {fields{"method": "lowest-price", "points": "1"}, "tender.rule-unfit", "rules.points"},
		"a band of the simple one":  {ratio(func(r fields) { r["band"] = "5" }), "tender.rule-unfit", "rules.band"},
		"no band":                   {ratio(func(r fields) { r["method"] = "extended-ratio" }), "evaluation.band-out-of-range", "rules.band"},
		"a tie by no criterion":     {ratio(func(r fields) { r["ties"] = []fields{{"by": "criterion", "criterion": "Preis"}} }), "evaluation.criterion-unknown", "rules.ties.0.criterion"},
		"a limit of a hundred":      {fields{"method": "lowest-price", "low": fields{"next": "100", "mean": "40"}}, "evaluation.limit-out-of-range", "rules.low.next"},
		"no weights":                {ratio(func(r fields) { r["method"], r["formula"] = "price-points", "one-sided" }), "evaluation.weights-not-hundred", "rules.weights"},
		"no formula":                {ratio(func(r fields) { r["method"], r["weights"] = "price-points", weights }), "evaluation.formula-unknown", "rules.formula"},
		"one reference, two lots": {ratio(func(r fields) {
			r["method"], r["weights"], r["references"] = "weighted-reference", weights, fields{"points": "80", "price": "90000.00"}
		}), "tender.reference-of-several-lots", "rules.references.price"},
		"another method": {fields{"method": "beauty"}, "request.field-invalid", "rules.method"},
	} {
		t.Run(name, func(t *testing.T) {
			in := b.draftFields(round)
			in["rules"] = c.rules
			refused := b.officer.post("/tenders", in, b.once()).wantProblem(http.StatusUnprocessableEntity, c.code)
			if field := refused.object()["field"]; field != c.field {
				t.Errorf("field %q, want %q", field, c.field)
			}
		})
	}
}

func TestMarksAndKnockOutsOverHTTP(t *testing.T) {
	b := openBureau(t)
	published := b.published(func(in fields) {
		in["rules"] = fields{"method": "extended-ratio", "points": "100", "criteria": tree(), "band": "5", "decides": fields{"by": "points"}}
	})
	antons, bertas := b.mustBid(published, b.anton, "950", ""), b.mustBid(published, b.berta, "840", "")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	var compared view.Evaluation
	at := "/tenders/" + published.ID
	b.officer.get(at + "/evaluation").want(http.StatusOK).into(&compared)
	if bid := compared.Lots[0].Bids[0]; compared.Lots[0].Complete || bid.Rank != 0 || len(bid.Marks) != 0 || len(bid.Scores) != 0 {
		t.Errorf("not scored yet: %+v", bid)
	}
	scores := map[string]string{
		antons.BidID + "Akku": "10", antons.BidID + "Anzeige": "2.5", antons.BidID + "Garantie": "8",
		bertas.BidID + "Akku": "5", bertas.BidID + "Anzeige": "5", bertas.BidID + "Garantie": "3.99",
	}
	b.mustScore(published, func(bid, _, criterion string) string { return scores[bid+criterion] })
	compared = b.mustOpenPrices(published)
	winner, out := compared.Lots[0].Bids[0], compared.Lots[0].Bids[1]
	if winner.BidID != antons.BidID || winner.Rank != 1 || winner.Points != "73.75" || winner.Formula != "Z = 73.75 / 95000.00 = 59/76000 ≈ 0.000776316" || !winner.InBand {
		t.Errorf("the winner: %+v", winner)
	}
	if m := winner.Marks[0]; m.Criterion != "Technik" || m.Score != "70" || m.Points != "43.75" || m.Formula != "25 + 18.75 = 175/4 = 43.75" {
		t.Errorf("marks: %+v", winner.Marks)
	}
	if !out.Excluded || out.ExcludedReason != "below-minimum" || out.Rank != 0 || !out.Marks[3].Missed {
		t.Errorf("below the minimum: %+v", out)
	}
}

func TestALowPriceIsClarifiedOverHTTPBeforeTheAwardIsProposed(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	b.mustBid(published, b.anton, "950", "")
	bertas := b.mustBid(published, b.berta, "700", "")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	var compared view.Evaluation
	at := "/tenders/" + published.ID
	b.officer.get(at + "/evaluation").want(http.StatusOK).into(&compared)
	if low := compared.Lots[0].LowPrices; len(low) != 1 || low[0].BidID != bertas.BidID || low[0].Next == "" {
		t.Fatalf("low: %+v", low)
	}
	place := fields{"lotId": published.Lots[0].ID, "bidId": bertas.BidID}
	verdict := fields{"lotId": published.Lots[0].ID, "bidId": bertas.BidID, "answer": "Großhandel", "verdict": "exclude", "reason": "Nicht nachvollziehbar"}
	nobody := fields{"lotId": published.Lots[1].ID, "ground": "no-suitable-bid", "reason": "Kein Angebot"}
	propose := fields{"reason": "Niedrigster Preis", "notAwarded": []fields{nobody}}
	b.officer.post(at+"/proposal", propose, match(compared.Version)).wantProblem(http.StatusConflict, "award.low-price-open")
	b.officer.post(at+"/low-prices/decision", verdict, match(compared.Version)).wantProblem(http.StatusConflict, "clarification.not-asked")
	b.buyerA.post(at+"/low-prices", place, match(compared.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(at+"/low-prices", place, match(compared.Version)).want(http.StatusOK).into(&compared)
	if c := compared.Lots[0].Clarifications; len(c) != 1 || c[0].Bidder.Name != "Berta Systeme AG" || c[0].AskedBy == "" || c[0].Verdict != "" || !c[0].DecidedAt.IsZero() {
		t.Errorf("asked: %+v", c)
	}
	b.officer.post(at+"/low-prices", place, match(compared.Version)).wantProblem(http.StatusConflict, "clarification.asked-already")
	b.second.post(at+"/low-prices/decision", verdict, match(compared.Version)).want(http.StatusOK).into(&compared)
	c, out := compared.Lots[0].Clarifications[0], compared.Lots[0].Bids[1]
	if c.Verdict != "exclude" || c.Answer != "Großhandel" || c.DecidedBy == "" || c.DecidedAt.IsZero() || out.BidID != bertas.BidID || out.ExcludedReason != "low-price" {
		t.Errorf("decided: %+v, %+v", c, out)
	}
	b.mustExamine(published)
	b.officer.post(at+"/proposal", propose, match(compared.Version)).want(http.StatusOK)
}
