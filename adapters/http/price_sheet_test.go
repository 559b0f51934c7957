package http_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/sheet"
	"allmende/ports/view"
)

func TestABidderFillsInThePriceSheetOfAPublishedTender(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	a := b.anton.get("/tenders/" + published.ID + "/price-sheet.xlsx").want(http.StatusOK)
	if got, want := a.header.Get("Content-Disposition"), `attachment; filename="`+published.Number+`-Preise.xlsx"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	file, err := excelize.OpenReader(bytes.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	var lots [][]string
	row := 2
	for _, lot := range published.Lots {
		var items []string
		for _, item := range lot.Items {
			items = append(items, item.ID)
			if err := file.SetCellStr(sheet.Prices, fmt.Sprintf("F%d", row), "1.234,56"); err != nil {
				t.Fatal(err)
			}
			row++
		}
		lots = append(lots, items)
	}
	var filled bytes.Buffer
	if err := file.Write(&filled); err != nil {
		t.Fatal(err)
	}
	prices, faults := sheet.ReadPriceSheet(filled.Bytes(), published.ID, lots)
	if len(faults) > 0 || len(prices) != row-2 || prices[lots[0][0]] != "1234.56" {
		t.Errorf("got %v and %+v", prices, faults)
	}
}

func TestThePriceSheetOfADraftIsNotShownToBidders(t *testing.T) {
	b := openBureau(t)
	var draft view.Tender
	b.officer.post("/tenders", b.draftFields(b.frozenRound()), b.once()).want(http.StatusCreated).into(&draft)
	b.officer.get("/tenders/" + draft.ID + "/price-sheet.xlsx").want(http.StatusOK)
	b.anton.get("/tenders/"+draft.ID+"/price-sheet.xlsx").wantProblem(http.StatusNotFound, "object.not-found")
}
