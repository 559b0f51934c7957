package http_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/disclosure"
	"allmende/ports/view"
)

// restricted chooses five out of all who ask to take part within 31 days; bids are planned for 60 days from now.
func (b *bureau) restricted(choice fields) func(fields) {
	now := b.today()
	return func(in fields) {
		kept := fields{"way": "restricted", "requestsUntil": now.AddDate(0, 0, 32).Format(time.RFC3339), "least": 5, "criteria": []string{"Umsatz", "Referenzen"}}
		for name, value := range choice {
			kept[name] = value
		}
		in["choice"], in["deadline"] = kept, now.AddDate(0, 0, 65).Format(time.RFC3339)
	}
}

func TestWhoIsChosenBidsAndWhoIsNotIsToldWhy(t *testing.T) {
	b := openBureau(t)
	tend := b.published(b.restricted(nil))
	at, choose := "/tenders/"+tend.ID+"/requests", "/tenders/"+tend.ID+"/selection"
	asking := fields{"statement": "Wir möchten uns beteiligen.", "answers": []string{"3 Mio. Euro", "Stadt Celle"}}
	if tend.Status != "requests" || len(tend.Choice.Criteria) != 2 || len(tend.Milestones) != 3 {
		t.Fatalf("published is %s, %+v, %+v", tend.Status, tend.Choice, tend.Milestones)
	}
	b.disclose()
	b.mustSay("/bekanntmachungen/"+disclosure.Unregistered.Name(tend.ID), "Nicht offenes Verfahren, EU-weit", "Teilnahmefrist", "Umsatz<br>Referenzen", "Wer sich beteiligen will", "mindestens eingeladen")
	b.mustSay("/bekanntmachungen", "Teilnahmeanträge bis")
	repeated := b.once()
	var mine, officers view.Participation
	b.anton.post(at, asking, repeated).want(http.StatusCreated)
	b.anton.post(at, asking, repeated).want(http.StatusCreated).into(&mine)
	if len(mine.Items) != 1 || !mine.MayRequest {
		t.Errorf("the supplier reads %+v", mine)
	}
	b.berta.post(at, asking, b.once()).want(http.StatusCreated)
	b.berta.post(at+"/withdraw", nil, b.once()).want(http.StatusOK)
	b.berta.post(at+"/withdraw", nil, b.once()).wantProblem(http.StatusConflict, "request.none")
	b.berta.post(at, asking, b.once()).want(http.StatusCreated)
	for _, c := range []*client{b.officer, b.second} {
		if got := c.get(at).want(http.StatusOK); strings.Contains(string(got.body), "Celle") || strings.Contains(string(got.body), "Anton") {
			t.Errorf("before the deadline an officer reads %s", got.body)
		}
	}
	if got := b.berta.get(at).want(http.StatusOK); strings.Contains(string(got.body), "Anton") {
		t.Errorf("another supplier reads %s", got.body)
	}
	b.buyerA.post(at, asking, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(at, asking, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	for name, body := range map[string]fields{
		"short":       {"statement": "kurz", "answers": asking["answers"]},
		"an answer":   {"statement": asking["statement"], "answers": []string{"3 Mio. Euro"}},
		"blank":       {"statement": asking["statement"], "answers": []string{"3 Mio. Euro", " "}},
		"another key": {"statement": asking["statement"], "answers": asking["answers"], "supplierId": tend.ID},
		"nothing":     {},
	} {
		if got := b.anton.post(at, body, b.once()); got.status < 400 || got.status > 499 {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	b.clockAt(tend.Choice.RequestsUntil.Add(time.Hour))
	for _, c := range []*client{b.anton, b.berta, b.officer, b.second} {
		c.signIn()
	}
	b.anton.post(at, asking, b.once()).wantProblem(http.StatusConflict, "request.closed")
	b.officer.get(at).want(http.StatusOK).into(&officers)
	if len(officers.Items) != 2 || !officers.MaySelect || officers.MayInvite || officers.EarliestDeadline.IsZero() {
		t.Fatalf("officers read %+v", officers)
	}
	decided := func(of func(view.ParticipationRequest) string, deadline time.Time) fields {
		var decisions []fields
		for _, r := range officers.Items {
			decisions = append(decisions, fields{"requestId": r.ID, "verdict": of(r), "reason": "Siehe Referenzen"})
		}
		return fields{"deadline": deadline.Format(time.RFC3339), "decisions": decisions}
	}
	antonOnly := func(rest string) func(view.ParticipationRequest) string {
		return func(r view.ParticipationRequest) string {
			if r.Supplier.ID == b.suppliers[b.anton] {
				return "invited"
			}
			return rest
		}
	}
	same := func(all string) func(view.ParticipationRequest) string {
		return func(view.ParticipationRequest) string { return all }
	}
	enough := officers.EarliestDeadline
	b.officer.post(choose+"/invite", nil, match(tend.Version)).wantProblem(http.StatusConflict, "selection.not-proposed")
	b.officer.post(choose, decided(antonOnly("lower-ranked"), enough), match(tend.Version)).wantProblem(http.StatusConflict, "selection.too-few")
	b.officer.post(choose, decided(same("unsuitable"), enough), match(tend.Version)).wantProblem(http.StatusConflict, "selection.nobody")
	b.officer.post(choose, decided(antonOnly("unsuitable"), enough.Add(-time.Hour)), match(tend.Version)).wantProblem(http.StatusConflict, "selection.deadline-early")
	b.officer.post(choose, decided(antonOnly("unsuitable"), enough), match(tend.Version+1)).want(http.StatusPreconditionFailed)
	b.officer.post(choose, decided(antonOnly("perhaps"), enough), match(tend.Version)).want(http.StatusUnprocessableEntity)
	b.anton.post(choose, decided(antonOnly("unsuitable"), enough), match(tend.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(choose, decided(antonOnly("unsuitable"), enough), match(tend.Version)).want(http.StatusOK).into(&tend)
	b.officer.post(choose+"/invite", nil, match(tend.Version)).wantProblem(http.StatusForbidden, "access.same-person")
	b.second.get(at).want(http.StatusOK).into(&officers)
	if !officers.MayInvite || officers.Selection == nil {
		t.Errorf("the second officer reads %+v", officers)
	}
	b.second.post(choose+"/invite", nil, match(tend.Version)).want(http.StatusOK).into(&tend)
	if tend.Status != "published" || len(tend.Choice.Invited) != 1 {
		t.Errorf("invited is %s, %+v", tend.Status, tend.Choice)
	}
	b.berta.get(at).want(http.StatusOK).into(&mine)
	if got := mine.Items[len(mine.Items)-1]; got.Verdict != "unsuitable" || got.Reason != "Siehe Referenzen" {
		t.Errorf("who was not chosen reads %+v", got)
	}
	b.berta.post("/tenders/"+tend.ID+"/bids", b.sealedFor(tend, b.berta, "900", "200"), b.once()).wantProblem(http.StatusForbidden, "bid.not-invited")
	b.mustBid(tend, b.anton, "900", "200")
}

func TestADraftInTwoStagesThatTheRulesForbidIsRefused(t *testing.T) {
	b := openBureau(t)
	round := b.frozenRound()
	for name, c := range map[string]struct {
		choice fields
		code   string
	}{
		"nobody to invite": {fields{"least": 0}, "tender.participants-invalid"},
		"no criteria":      {fields{"criteria": []string{}}, "tender.suitability-criteria-invalid"},
		"no requests":      {fields{"requestsUntil": "0001-01-01T00:00:00Z"}, "tender.requests-until-invalid"},
		"in one stage":     {fields{"way": "open"}, "tender.one-stage"},
		"suppliers asked":  {fields{"invited": []string{b.suppliers[b.anton]}}, "tender.invited-count"},
	} {
		t.Run(name, func(*testing.T) {
			in := b.draftFields(round)
			b.restricted(c.choice)(in)
			b.officer.post("/tenders", in, b.once()).wantProblem(http.StatusUnprocessableEntity, c.code)
		})
	}
	var drafted view.Tender
	in := b.draftFields(round)
	b.restricted(fields{"least": 4})(in)
	b.officer.post("/tenders", in, b.once()).want(http.StatusCreated).into(&drafted)
	b.officer.post("/tenders/"+drafted.ID+"/submit", nil, match(drafted.Version)).wantProblem(http.StatusConflict, "tender.participants-few")
	b.officer.get("/tenders/" + drafted.ID + "/requests").want(http.StatusOK)
	b.anton.get("/tenders/"+drafted.ID+"/requests").wantProblem(http.StatusNotFound, "object.not-found")
}
