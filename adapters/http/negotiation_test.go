package http_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

// negotiated is restricted, and the bids of the three or more who are invited are talked about.
func (b *bureau) negotiated(choice fields) func(fields) {
	kept := fields{"way": "negotiated", "least": 3, "ground": "innovative", "reason": "Gesucht ist ein Konzept für geteilte Geräte."}
	for name, value := range choice {
		kept[name] = value
	}
	return b.restricted(kept)
}

// invited has both suppliers ask to take part in a tender, and invites them.
func (b *bureau) invited(draft func(fields)) (t view.Tender) {
	b.t.Helper()
	t = b.published(draft)
	for _, c := range []*client{b.anton, b.berta} {
		c.post("/tenders/"+t.ID+"/requests", fields{"statement": "Wir möchten uns beteiligen.", "answers": []string{"3 Mio. Euro", "Stadt Celle"}}, b.once()).want(http.StatusCreated)
	}
	b.passTo(t.Choice.RequestsUntil.Add(time.Hour))
	var stage view.Participation
	b.officer.get("/tenders/" + t.ID + "/requests").want(http.StatusOK).into(&stage)
	decisions := make([]fields, len(stage.Items))
	for i, r := range stage.Items {
		decisions[i] = fields{"requestId": r.ID, "verdict": "invited", "reason": "Erfüllt alle Kriterien"}
	}
	b.officer.post("/tenders/"+t.ID+"/selection", fields{"deadline": stage.EarliestDeadline.Format(time.RFC3339), "decisions": decisions}, match(t.Version)).want(http.StatusOK).into(&t)
	b.second.post("/tenders/"+t.ID+"/selection/invite", nil, match(t.Version)).want(http.StatusOK).into(&t)
	return t
}

// passTo sets the clock, and signs everybody of a tender in again.
func (b *bureau) passTo(at time.Time) {
	b.t.Helper()
	b.clockAt(at)
	for _, c := range []*client{b.anton, b.berta, b.officer, b.second, b.first, b.other, b.buyerA} {
		c.signIn()
	}
}

func TestBidsAreNegotiatedUpToTheLastOnes(t *testing.T) {
	b := openBureau(t)
	tend := b.invited(b.negotiated(nil))
	at := "/tenders/" + tend.ID
	day := func(at time.Time) string { return at.Format(time.DateOnly) }
	calling := func(until time.Time, final bool) fields {
		return fields{"deadline": until.Format(time.RFC3339), "final": final, "message": "Bitte bieten Sie die Lieferung frei Haus an."}
	}
	talk := fields{"supplierId": b.suppliers[b.anton], "heldOn": day(tend.Deadline.Add(2 * time.Hour)), "present": "Kern, Ott", "minute": "Lieferung frei Haus ist möglich."}
	b.mustBid(tend, b.anton, "900", "200")
	b.mustBid(tend, b.berta, "910", "190")
	b.officer.post(at+"/talks", talk, b.once()).wantProblem(http.StatusConflict, "negotiation.not-now")
	b.officer.get(at).want(http.StatusOK).into(&tend)
	b.officer.post(at+"/bid-calls", calling(tend.Deadline.AddDate(0, 0, 20), false), match(tend.Version)).wantProblem(http.StatusConflict, "negotiation.not-now")

	b.passTo(tend.Deadline.Add(2 * time.Hour))
	b.mustOpen(tend)
	repeated := b.once()
	var shown view.Negotiation
	b.officer.post(at+"/talks", talk, repeated).want(http.StatusCreated)
	b.officer.post(at+"/talks", talk, repeated).want(http.StatusCreated).into(&shown)
	if len(shown.Talks) != 1 || shown.Talks[0].Bidder.ID != b.suppliers[b.anton] || !shown.MayNegotiate || len(shown.Bidders) != 2 || shown.Round != 1 {
		t.Errorf("the officer reads %+v", shown)
	}
	for name, c := range map[string]struct {
		change fields
		status int
		code   string
	}{
		"tomorrow":             {fields{"heldOn": day(tend.Deadline.AddDate(0, 0, 2))}, http.StatusUnprocessableEntity, "negotiation.day-impossible"},
		"no day":               {fields{"heldOn": "31.02.2027"}, http.StatusUnprocessableEntity, "period.day-malformed"},
		"a stranger":           {fields{"supplierId": tend.ID}, http.StatusUnprocessableEntity, "negotiation.bidder-unknown"},
		"no supplier":          {fields{"supplierId": "anton"}, http.StatusUnprocessableEntity, "id.malformed"},
		"a minute of nothing":  {fields{"minute": "Preis    "}, http.StatusUnprocessableEntity, "negotiation.minute-invalid"},
		"nobody":               {fields{"present": "  a"}, http.StatusUnprocessableEntity, "negotiation.present-invalid"},
		"with control letters": {fields{"minute": "Lieferung\u0007 frei Haus"}, http.StatusUnprocessableEntity, "negotiation.minute-invalid"},
	} {
		body := fields{}
		for _, of := range []fields{talk, c.change} {
			for key, value := range of {
				body[key] = value
			}
		}
		if got := b.officer.post(at+"/talks", body, b.once()); got.status < 400 || got.status > 499 || !strings.Contains(string(got.body), c.code) && got.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s, want %s", name, got.status, got.body, c.code)
		}
	}
	for _, stranger := range []*client{b.anton, b.buyerA} {
		stranger.post(at+"/talks", talk, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
	}
	if got := b.berta.get(at + "/negotiation").want(http.StatusOK); strings.Contains(string(got.body), "frei Haus") || strings.Contains(string(got.body), "Anton") {
		t.Errorf("another bidder reads %s", got.body)
	}
	b.officer.get(at).want(http.StatusOK).into(&tend)
	proposal := fields{"reason": "Preis"}
	b.mustExamine(tend)
	b.officer.post(at+"/proposal", proposal, match(tend.Version)).wantProblem(http.StatusConflict, "negotiation.owed")
	until := tend.Deadline.AddDate(0, 0, 10)
	b.officer.post(at+"/bid-calls", calling(tend.Deadline.AddDate(0, 0, 3), false), match(tend.Version)).wantProblem(http.StatusUnprocessableEntity, "negotiation.deadline-early")
	b.officer.post(at+"/bid-calls", fields{"deadline": until.Format(time.RFC3339), "message": "Bitte!"}, match(tend.Version)).want(http.StatusUnprocessableEntity)
	b.officer.post(at+"/bid-calls", calling(until, false), match(tend.Version+1)).want(http.StatusPreconditionFailed)
	b.anton.post(at+"/bid-calls", calling(until, false), match(tend.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(at+"/bid-calls", calling(until, true), match(tend.Version)).want(http.StatusOK).into(&tend)
	if tend.Status != "published" || !tend.Deadline.Equal(until) || tend.BidCount != 0 {
		t.Fatalf("called for last bids, it is %s until %s with %d bids", tend.Status, tend.Deadline, tend.BidCount)
	}
	b.anton.get(at + "/negotiation").want(http.StatusOK).into(&shown)
	if len(shown.Calls) != 1 || !shown.Calls[0].Final || shown.Calls[0].CalledBy != "" || shown.Round != 2 || len(shown.Talks) != 0 {
		t.Errorf("a bidder that is called reads %+v", shown)
	}

	b.mustBid(tend, b.anton, "880", "190")
	b.passTo(until.Add(time.Hour))
	b.mustOpen(tend)
	if got := b.officer.get(at + "/opening-record.txt?kind=price&round=2").want(http.StatusOK); !strings.Contains(string(got.body), "\nround\t2\n") || strings.Contains(string(got.body), b.suppliers[b.berta]) {
		t.Errorf("the record of the second round is %s", got.body)
	}
	if got := b.officer.get(at + "/opening-record.txt?kind=price").want(http.StatusOK); !strings.Contains(string(got.body), b.suppliers[b.berta]) {
		t.Errorf("the record of the first round is %s", got.body)
	}
	b.officer.get(at + "/opening-record.txt?kind=price&round=0").want(http.StatusUnprocessableEntity)
	b.officer.get(at + "/opening-record.pdf?kind=price&round=2").want(http.StatusOK)
	b.officer.get(at + "/opening-record.pdf?kind=price&round=3").want(http.StatusNotFound)
	b.officer.get(at).want(http.StatusOK).into(&tend)
	b.officer.post(at+"/bid-calls", calling(until.AddDate(0, 0, 20), true), match(tend.Version)).wantProblem(http.StatusConflict, "negotiation.final-bids")
	b.mustExamine(tend)
	b.officer.get(at).want(http.StatusOK).into(&tend)
	b.officer.post(at+"/proposal", proposal, match(tend.Version)).want(http.StatusOK).into(&tend)
	b.mustTell(tend)
	var letters view.Letters
	b.officer.get(at + "/letters").want(http.StatusOK).into(&letters)
	if len(letters.Items) != 2 {
		t.Errorf("%d letters, want one to each who ever bid", len(letters.Items))
	}
	for _, l := range letters.Items {
		if lot := l.Lots[0]; l.Bidder.ID == b.suppliers[b.berta] && (lot.Reason != "excluded" || lot.Code != "not-bid-again") {
			t.Errorf("who made no last bid is told %+v", lot)
		}
	}
	if clean := b.verified(b.as(access.Auditor)); len(clean.Findings) > 0 {
		t.Errorf("the log does not verify: %+v", clean.Findings)
	}
}

func TestOtherProceduresHaveNoNegotiation(t *testing.T) {
	b := openBureau(t)
	tend := b.published()
	at := "/tenders/" + tend.ID
	b.officer.get(at + "/negotiation").want(http.StatusNotFound)
	b.officer.get("/tenders/" + b.suppliers[b.anton] + "/negotiation").want(http.StatusNotFound)
	b.officer.post(at+"/bid-calls", fields{"deadline": tend.Deadline.AddDate(0, 1, 0).Format(time.RFC3339), "message": "Bitte bieten Sie noch einmal."}, match(tend.Version)).
		wantProblem(http.StatusConflict, "negotiation.not-this-procedure")
}
