package http_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/ports/view"
)

// proposed is a tender whose award to Berta is proposed; Anton lost both lots.
func (b *bureau) proposed() (t view.Tender) {
	b.t.Helper()
	published := b.published()
	b.mustBid(published, b.anton, "950", "210")
	b.mustBid(published, b.berta, "940", "200")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	b.mustExamine(published)
	b.officer.get("/tenders/" + published.ID).want(http.StatusOK).into(&t)
	b.officer.post("/tenders/"+t.ID+"/proposal", fields{"reason": "Niedrigster Preis"}, match(t.Version)).want(http.StatusOK).into(&t)
	return t
}

func TestABidderReadsItsLetterAndNoOther(t *testing.T) {
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	at := "/tenders/" + told.ID + "/letters"
	var all, own view.Letters
	b.officer.get(at).want(http.StatusOK).into(&all)
	if len(all.Items) != 2 || all.EarliestByPost <= all.EarliestElectronic || all.Items[0].Dispatches[0].EarliestAward != told.EarliestAward || all.Items[0].Wins || !all.Items[1].Wins {
		t.Errorf("the officer reads %+v", all)
	}
	b.anton.get(at).want(http.StatusOK).into(&own)
	if len(own.Items) != 1 || own.Items[0].Lots[0].Winner != "Berta Systeme AG" || own.Items[0].Lots[0].Rank != 2 || own.EarliestElectronic != "" {
		t.Errorf("the bidder reads %+v", own)
	}
	if pdf := b.anton.get(at + "/" + b.suppliers[b.anton] + "/pdf").want(http.StatusOK); !bytes.HasPrefix(pdf.body, []byte("%PDF-")) {
		t.Error("the letter is no PDF")
	}
	b.anton.get(at+"/"+b.suppliers[b.berta]+"/pdf").wantProblem(http.StatusNotFound, "object.not-found")
	b.officer.get(at+"/"+told.ID+"/pdf").wantProblem(http.StatusNotFound, "object.not-found")
	b.buyerA.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
	b.first.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
}

func TestAReviewHoldsTheAwardUp(t *testing.T) {
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	at := "/tenders/" + told.ID
	today := time.Now().Add(wait + time.Hour).UTC().Format(time.DateOnly)
	application := fields{"chamber": "Vergabekammer Niedersachsen", "fileNumber": "VgK-12/2026", "receivedOn": today}
	var review view.Review
	once := b.once()
	b.officer.post(at+"/reviews", application, once).want(http.StatusCreated).into(&review)
	b.officer.post(at+"/reviews", application, once).want(http.StatusCreated)
	b.again(wait + 12*24*time.Hour)
	b.second.post(at+"/award", nil, match(told.Version)).wantProblem(http.StatusConflict, "award.review-pending")
	b.second.post(at+"/reviews/"+review.ID+"/end", fields{"outcome": "rejected", "endedOn": today, "text": "Unzulässig"}, match(review.Version)).want(http.StatusOK).into(&review)
	var list view.List[view.Review]
	b.officer.get(at + "/reviews").want(http.StatusOK).into(&list)
	if len(list.Items) != 1 || list.Items[0].Outcome != "rejected" || review.EndText != "Unzulässig" {
		t.Errorf("got %+v, %+v", list, review)
	}
	b.second.post(at+"/reviews/"+review.ID+"/end", fields{"outcome": "upheld", "endedOn": today, "text": "Noch einmal"}, match(review.Version)).wantProblem(http.StatusConflict, "review.ended")
	b.second.post(at+"/award", nil, match(told.Version)).want(http.StatusOK)
	b.officer.post(at+"/reviews", application, b.once()).wantProblem(http.StatusConflict, "review.not-possible")
}

func TestEveryAwardRouteRefusesBadInput(t *testing.T) {
	b := openBureau(t)
	proposed := b.proposed()
	at, anton := "/tenders/"+proposed.ID, b.suppliers[b.anton]
	version := match(proposed.Version)
	unprocessable, conflict, forbidden := http.StatusUnprocessableEntity, http.StatusConflict, http.StatusForbidden
	letter := func(f fields) fields { return fields{"letters": []fields{f}} }
	electronic := letter(fields{"supplierId": anton, "means": "electronic"})

	b.officer.post(at+"/proposal", fields{"reason": "Noch einmal"}, version).wantProblem(conflict, "evaluation.not-open")
	b.officer.post(at+"/letters", electronic, version).wantProblem(conflict, "award.not-approved")
	b.officer.post(at+"/proposal/approve", nil, version).wantProblem(forbidden, "access.same-person")
	b.first.post(at+"/proposal/approve", nil, version).wantProblem(forbidden, "access.forbidden")
	b.anton.post(at+"/proposal/approve", nil, version).wantProblem(forbidden, "access.forbidden")
	b.second.post(at+"/proposal/approve", nil).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	b.second.post(at+"/proposal/approve", nil, match(proposed.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	b.second.post(at+"/proposal/return", fields{"reason": " "}, version).wantProblem(unprocessable, "request.field-invalid")
	b.second.post(at+"/award", nil, version).wantProblem(conflict, "award.not-approved")

	var approved view.Tender
	b.second.post(at+"/proposal/approve", nil, version).want(http.StatusOK).into(&approved)
	version = match(approved.Version)
	b.second.post(at+"/proposal/approve", nil, version).wantProblem(conflict, "award.already-approved")
	b.second.post(at+"/award", nil, version).wantProblem(conflict, "award.letters-unsent")
	for _, c := range []struct {
		body fields
		code string
	}{
		{fields{}, "request.field-invalid"},
		{fields{"letters": []fields{}}, "request.field-invalid"},
		{letter(fields{"supplierId": "x", "means": "electronic"}), "id.malformed"},
		{letter(fields{"supplierId": proposed.ID, "means": "electronic"}), "award.recipient-unknown"},
		{letter(fields{"supplierId": anton, "means": "fax"}), "award.means-unknown"},
		{letter(fields{"supplierId": anton, "means": "post"}), "award.sent-on-impossible"},
		{letter(fields{"supplierId": anton, "means": "post", "sentOn": "2025-01-01"}), "award.sent-on-impossible"},
		{letter(fields{"supplierId": anton, "means": "post", "sentOn": "2099-12-31"}), "award.sent-on-impossible"},
		{letter(fields{"supplierId": anton, "means": "post", "sentOn": "2026-02-30"}), "period.day-malformed"},
		{letter(fields{"supplierId": anton, "means": "electronic", "sentOn": "2026-04-02"}), "award.sent-on-impossible"},
		{fields{"letters": []fields{{"supplierId": anton, "means": "electronic"}, {"supplierId": anton, "means": "electronic"}}}, "award.recipient-twice"},
	} {
		b.officer.post(at+"/letters", c.body, version).wantProblem(unprocessable, c.code)
	}
	b.officer.post(at+"/letters", letter(fields{"supplierId": anton, "means": "electronic", "price": "1"}), version).wantProblem(http.StatusBadRequest, "request.unknown-field")
	b.anton.post(at+"/letters", electronic, version).wantProblem(forbidden, "access.forbidden")

	day := time.Now().Add(wait).UTC().Format(time.DateOnly)
	application := func(chamber, file, received string) fields {
		return fields{"chamber": chamber, "fileNumber": file, "receivedOn": received}
	}
	for _, c := range []struct {
		body fields
		code string
	}{
		{application("", "1", day), "request.field-invalid"},
		{application("  \t", "1", day), "review.chamber-invalid"},
		{application("Vergabekammer", "\n", day), "review.file-number-invalid"},
		{application("Vergabekammer", strings.Repeat("1", 101), day), "request.field-invalid"},
		{application("Vergabekammer", "1", "gestern"), "period.day-malformed"},
		{application("Vergabekammer", "1", "2099-01-01"), "review.received-on-impossible"},
		{application("Vergabekammer", "1", "2025-01-01"), "review.received-on-impossible"},
	} {
		b.officer.post(at+"/reviews", c.body, b.once()).wantProblem(unprocessable, c.code)
	}
	b.officer.post(at+"/reviews", application("Vergabekammer", "1", day)).wantProblem(http.StatusBadRequest, "request.key-missing")
	var review view.Review
	b.officer.post(at+"/reviews", application("Vergabekammer", "1", day), b.once()).want(http.StatusCreated).into(&review)
	end := func(outcome, on, text string) fields {
		return fields{"outcome": outcome, "endedOn": on, "text": text}
	}
	ended := at + "/reviews/" + review.ID + "/end"
	b.officer.post(ended, end("won", day, "Gewonnen"), match(review.Version)).wantProblem(unprocessable, "review.outcome-unknown")
	b.officer.post(ended, end("upheld", "2099-01-01", "Stattgegeben"), match(review.Version)).wantProblem(unprocessable, "review.ended-on-impossible")
	b.officer.post(ended, end("upheld", day, "   "), match(review.Version)).wantProblem(unprocessable, "review.text-invalid")
	b.officer.post(ended, end("upheld", day, "Stattgegeben"), match(review.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	b.officer.post(at+"/reviews/"+proposed.ID+"/end", end("upheld", day, "Stattgegeben"), match(1)).wantProblem(http.StatusNotFound, "object.not-found")

	var back view.Tender
	b.officer.post(at+"/proposal/return", fields{"reason": "Neu zu werten"}, version).want(http.StatusOK).into(&back)
	version = match(back.Version)
	for _, c := range []struct {
		status int
		waived fields
		code   string
	}{
		{unprocessable, fields{"lotId": "x", "ground": "basis-changed", "reason": "Bedarf entfallen"}, "id.malformed"},
		{unprocessable, fields{"lotId": proposed.ID, "ground": "basis-changed", "reason": "Bedarf entfallen"}, "award.lot-unknown"},
		{unprocessable, fields{"lotId": proposed.Lots[0].ID, "ground": "whim", "reason": "Bedarf entfallen"}, "award.ground-unknown"},
		{unprocessable, fields{"lotId": proposed.Lots[0].ID, "ground": "basis-changed", "reason": ""}, "request.field-invalid"},
		{unprocessable, fields{"lotId": proposed.Lots[0].ID, "ground": "basis-changed", "reason": "\t\t\t"}, "tender.reason-invalid"},
	} {
		b.officer.post(at+"/proposal", fields{"reason": "Preis", "notAwarded": []fields{c.waived}}, version).wantProblem(c.status, c.code)
	}
}
