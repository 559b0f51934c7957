package http_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/tender"
	"allmende/ports/view"
)

func TestTheOpeningRecordOnPaperIsForThoseWhoMaySeeIt(t *testing.T) {
	b := openBureau(t)
	published := b.published(func(f fields) { f["rules"] = pointsRules("simple-ratio") })
	b.mustBid(published, b.anton, "950", "210")
	at := "/tenders/" + published.ID + "/opening-record.pdf"
	quality, price := at+"?kind=quality", at+"?kind=price"

	b.officer.get(quality).wantProblem(http.StatusNotFound, "object.not-found")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	for _, c := range []*client{b.officer, b.second, b.first, b.third} {
		answer := c.get(quality).want(http.StatusOK)
		if name := answer.header.Get("Content-Disposition"); !bytes.HasPrefix(answer.body, []byte("%PDF-")) || !strings.HasSuffix(name, `-Niederschrift-Leistung.pdf"`) {
			t.Errorf("got %q, %.20q", name, answer.body)
		}
	}
	b.officer.get(price).wantProblem(http.StatusNotFound, "object.not-found")
	b.officer.get(at).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	b.officer.get(at+"?kind=both").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	b.officer.get("/tenders/"+published.Lots[0].ID+"/opening-record.pdf?kind=price").wantProblem(http.StatusNotFound, "object.not-found")
	b.officer.get("/tenders/x/opening-record.pdf?kind=price").wantProblem(http.StatusNotFound, "object.not-found")
	b.anton.get(quality).wantProblem(http.StatusForbidden, "access.forbidden")
	b.buyerA.get(quality).wantProblem(http.StatusForbidden, "access.forbidden")
}

func TestTheTextOfAnOpeningRecordGivesItsHash(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	b.mustBid(published, b.anton, "950", "210")
	at := "/tenders/" + published.ID + "/opening-record.txt?kind=price"
	b.officer.get(at).wantProblem(http.StatusNotFound, "object.not-found")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	var opening view.Opening
	b.officer.get("/tenders/" + published.ID + "/opening").want(http.StatusOK).into(&opening)

	answer := b.officer.get(at).want(http.StatusOK)
	if got, want := tender.Hash(answer.body), opening.Records[0].Hash; got != want {
		t.Errorf("the text hashes to %s, the record says %s", got, want)
	}
	if got, want := answer.header.Get("Content-Disposition"), `attachment; filename="`+published.Number+`-Niederschrift.txt"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	b.anton.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
}
