package http_test

import (
	"bytes"
	"net/http"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/sheet"
	"allmende/domain/access"
)

func TestPricesAreComparedOnPaperOnceTheyAreOpened(t *testing.T) {
	b := openBureau(t)
	auditor := b.as(access.Auditor)
	published := b.published()
	b.mustBid(published, b.anton, "950", "210.123456")
	b.mustBid(published, b.berta, "940.5", "")
	at := "/tenders/" + published.ID + "/price-comparison.xlsx"
	b.officer.get(at).wantProblem(http.StatusConflict, "award.prices-sealed")
	b.again(wait + time.Hour)
	b.officer.get(at).wantProblem(http.StatusConflict, "award.prices-sealed")
	b.mustOpen(published)
	auditor.signIn()

	for _, c := range []*client{b.officer, b.second, auditor} {
		a := c.get(at).want(http.StatusOK)
		if got, want := a.header.Get("Content-Disposition"), `attachment; filename="`+published.Number+`-Preisvergleich.xlsx"`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		file, err := excelize.OpenReader(bytes.NewReader(a.body), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := file.GetRows(sheet.Compared)
		if err != nil || rows[1][5] != "950" || rows[1][8] != "940.5" || rows[1][10] != "niedrigster Preis" {
			t.Errorf("got %v, %q", err, rows)
		}
	}
	b.anton.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
	b.buyerA.get(at).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.get("/tenders/x/price-comparison.xlsx").wantProblem(http.StatusNotFound, "object.not-found")
}

func TestPricesInASecondEnvelopeAreNotComparedWithTheFirst(t *testing.T) {
	b := openBureau(t)
	published := b.published(func(f fields) { f["rules"] = pointsRules("simple-ratio") })
	b.mustBid(published, b.anton, "950", "210")
	b.again(wait + time.Hour)
	b.mustOpen(published)
	b.officer.get("/tenders/"+published.ID+"/price-comparison.xlsx").wantProblem(http.StatusConflict, "award.prices-sealed")
}
