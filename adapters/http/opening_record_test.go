package http_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"
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
