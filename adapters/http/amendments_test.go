package http_test

import (
	"net/http"
	"testing"
	"time"

	"allmende/ports/view"
)

func TestAnAmendmentBringsNewDocumentsAndBidsToBeConfirmed(t *testing.T) {
	b := openBureau(t)
	tend := b.published()
	path := "/tenders/" + tend.ID
	b.mustBid(tend, b.anton, "900", "200")
	ready := b.withDocument(tend, "Leistungsbeschreibung 2.pdf", "%PDF-1.7 2").Items[0]
	if !ready.Staged || ready.Current {
		t.Errorf("got %+v", ready)
	}
	b.anton.get(path+"/documents/"+ready.ID+"/content").wantProblem(http.StatusNotFound, "object.not-found")
	text := "Die Tastatur gehört nun dazu."
	for name, c := range map[string]struct {
		body fields
		code string
	}{
		"short":     {fields{"text": "Neu", "significant": true}, "request.field-invalid"},
		"nothing":   {fields{}, "request.field-invalid"},
		"too early": {fields{"text": text, "significant": true, "deadline": time.Now().Add(24 * time.Hour).UTC().Format(time.RFC3339)}, "amendment.deadline-early"},
		"too far":   {fields{"text": text, "significant": true, "deadline": "2199-01-01T00:00:00Z"}, "tender.deadline-far"},
		"unknown":   {fields{"text": text, "significant": true, "maximum": "1"}, "request.unknown-field"},
	} {
		if got := b.officer.post(path+"/amendments", c.body, match(tend.Version)); got.status < 400 || got.status > 499 || got.code() != c.code {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	b.anton.post(path+"/amendments", fields{"text": text, "significant": true}, match(tend.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(path+"/amendments", fields{"text": text, "significant": true}, match(tend.Version+1)).want(http.StatusPreconditionFailed)
	var amended view.Tender
	b.officer.post(path+"/amendments", fields{"text": text, "significant": true, "title": "Geräte mit Tastatur"}, match(tend.Version)).want(http.StatusOK).into(&amended)
	if amended.Title != "Geräte mit Tastatur" || !amended.Deadline.Equal(tend.Deadline) {
		t.Errorf("got %q until %v", amended.Title, amended.Deadline)
	}
	b.officer.post(path+"/documents/"+ready.ID+"/drop", nil).wantProblem(http.StatusConflict, "document.fixed")
	b.anton.get(path + "/documents/" + ready.ID + "/content").want(http.StatusOK)
	var list view.List[view.TenderAmendment]
	b.anton.get(path + "/amendments").want(http.StatusOK).into(&list)
	if len(list.Items) != 1 || list.Items[0].Text != text || list.Items[0].AmendedBy != "" || len(list.Items[0].Documents) != 1 {
		t.Errorf("got %+v", list)
	}
	var bids view.List[view.BidSummary]
	b.anton.get(path + "/bids").want(http.StatusOK).into(&bids)
	if bids.Items[0].Status != "needs-reconfirmation" || bids.Items[0].ConfirmFor != 1 {
		t.Errorf("got %+v", bids.Items)
	}
	b.berta.post(path+"/bids/confirm", fields{"amendment": 1}, b.once()).wantProblem(http.StatusConflict, "bid.nothing-to-confirm")
	b.anton.post(path+"/bids/confirm", fields{"amendment": 2}, b.once()).wantProblem(http.StatusConflict, "bid.confirm-other-amendment")
	b.anton.post(path+"/bids/confirm", fields{"amendment": 0}, b.once()).want(http.StatusUnprocessableEntity)
	repeated := b.once()
	for range 2 {
		b.anton.post(path+"/bids/confirm", fields{"amendment": 1}, repeated).want(http.StatusOK).into(&bids)
	}
	if bids.Items[0].Status != "sealed" || bids.Items[0].ConfirmedAt == nil {
		t.Errorf("got %+v", bids.Items)
	}
}
