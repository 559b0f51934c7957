package http_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"allmende/domain/access"
	"allmende/ports/view"
)

func TestAChoiceOfProcedureThatTheRulesForbidIsRefused(t *testing.T) {
	b := openBureau(t)
	round := b.frozenRound()
	anton := b.suppliers[b.anton]
	for name, c := range map[string]struct {
		choice fields
		status int
		code   string
	}{
		"another way":         {fields{"way": "auction"}, 422, "tender.way-unknown"},
		"nobody asked":        {fields{"way": "direct-award", "reason": "Eilig"}, 422, "tender.invited-count"},
		"asked and open":      {fields{"invited": []string{anton}}, 422, "tender.invited-count"},
		"one asked twice":     {fields{"way": "direct-award", "invited": []string{anton, anton}}, 422, "tender.invited-twice"},
		"no supplier's id":    {fields{"way": "direct-award", "invited": []string{"anton"}}, 422, "id.malformed"},
		"a stranger":          {fields{"way": "direct-award", "invited": []string{"01900000-0000-7000-8000-000000000000"}}, 422, "tender.invited-unknown"},
		"urgency in a word":   {fields{"urgency": "eilig"}, 422, "tender.urgency-invalid"},
		"a reason of a novel": {fields{"reason": strings.Repeat("ä", 2001)}, 422, "request.field-invalid"},
		"a field of its own":  {fields{"procedure": "open-eu"}, 400, "request.unknown-field"},
	} {
		t.Run(name, func(*testing.T) {
			in := b.draftFields(round)
			in["choice"] = c.choice
			b.officer.post("/tenders", in, b.once()).wantProblem(c.status, c.code)
		})
	}
	in := b.draftFields(round)
	in["choice"] = fields{"way": "direct-award", "reason": "Anton kennt die Räume.", "invited": []string{anton}}
	var drafted view.Tender
	b.officer.post("/tenders", in, b.once()).want(http.StatusCreated).into(&drafted) // and none of the refused ones took the round
	b.officer.post("/tenders/"+drafted.ID+"/submit", nil, match(drafted.Version)).wantProblem(http.StatusConflict, "tender.above-direct-limit")
	if len(drafted.Milestones) != 3 || len(drafted.Valuation) != 2 {
		t.Errorf("ahead %+v, valued %+v", drafted.Milestones, drafted.Valuation)
	}
}

func TestOfTwoOfficersWhoPublishAtOnceOverHTTPOneIsToldWhy(t *testing.T) {
	b := openBureau(t)
	third := b.as(access.ProcurementOfficer)
	var drafted view.Tender
	b.officer.post("/tenders", b.draftFields(b.frozenRound()), b.once()).want(http.StatusCreated).into(&drafted)
	b.officer.post("/tenders/"+drafted.ID+"/submit", nil, match(drafted.Version)).want(http.StatusOK).into(&drafted)
	answers := make([]*answer, 2)
	var all sync.WaitGroup
	for i, officer := range []*client{b.second, third} {
		all.Go(func() { answers[i] = officer.post("/tenders/"+drafted.ID+"/publish", nil, match(drafted.Version)) })
	}
	all.Wait()
	if answers[0].status != http.StatusOK {
		answers[0], answers[1] = answers[1], answers[0]
	}
	var published view.Tender
	answers[0].want(http.StatusOK).into(&published)
	answers[1].wantProblem(http.StatusPreconditionFailed, "object.stale")
	if published.Status != "published" || len(published.Checks) == 0 {
		t.Errorf("got %s with %d steps ahead", published.Status, len(published.Checks))
	}
	var seen view.Tender
	b.anton.get("/tenders/" + drafted.ID).want(http.StatusOK).into(&seen)
	if len(seen.Checks) != 0 || len(seen.Milestones) != 0 || len(seen.Valuation) != 0 {
		t.Errorf("a bidder sees %+v, %+v, %+v", seen.Checks, seen.Milestones, seen.Valuation)
	}
}
