package http_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/sheet"
	"allmende/domain/access"
	"allmende/ports/view"
)

func TestAMemberFillsInTheSheetOfARound(t *testing.T) {
	s := serve(t)
	officer, buyer, other := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	round := openRound(officer, cables())
	at := "/rounds/" + round.ID + "/needs/" + s.member("Stadt A")
	made := buyer.get(at + "/sheet.xlsx").want(200)
	if got, want := made.header.Get("Content-Disposition"), `attachment; filename="`+round.Number+`-Bedarf.xlsx"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	book, err := excelize.OpenReader(bytes.NewReader(made.body))
	if err != nil {
		t.Fatal(err)
	}
	filled := func(firm any) []byte {
		if err := book.SetCellValue(sheet.Needs, "F2", firm); err != nil {
			t.Fatal(err)
		}
		var saved bytes.Buffer
		if err := book.Write(&saved); err != nil {
			t.Fatal(err)
		}
		return saved.Bytes()
	}
	wrong := body[view.RoundSheetCheck](buyer.post(at+"/sheet/check", filled("zwölf"), file).want(200))
	if len(wrong.Entries) != 0 || len(wrong.Faults) != 1 || wrong.Faults[0].Cell != "F2" || wrong.Faults[0].Params["value"] != "zwölf" {
		t.Errorf("a word for a number: %+v", wrong)
	}
	right := body[view.RoundSheetCheck](buyer.post(at+"/sheet/check", filled(12), file).want(200))
	if len(right.Faults) != 0 || len(right.Entries) != 1 || right.Entries[0].Firm != "12" {
		t.Fatalf("a number: %+v", right)
	}
	if seen := body[view.Round](buyer.get("/rounds/" + round.ID).want(200)); len(seen.Needs) != 0 {
		t.Errorf("reading a sheet stated needs: %+v", seen.Needs)
	}
	buyer.put(at, object{"needs": right.Entries}).want(200)

	other.get(at+"/sheet.xlsx").wantProblem(404, "object.not-found")
	other.post(at+"/sheet/check", filled(12), file).wantProblem(404, "object.not-found")
	foreign := "/rounds/" + round.ID + "/needs/" + s.member("Stadt B") + "/sheet/check"
	if not := body[view.RoundSheetCheck](other.post(foreign, filled(12), file).want(200)); len(not.Faults) != 1 || not.Faults[0].Code != "demand.sheet-other" {
		t.Errorf("the sheet of another member: %+v", not)
	}
	buyer.post(at+"/sheet/check", object{}).wantProblem(415, "request.unsupported-media-type")

	grid := func(c *client) string {
		t.Helper()
		file, err := excelize.OpenReader(bytes.NewReader(c.get("/rounds/" + round.ID + "/needs.xlsx").want(200).body))
		if err != nil {
			t.Fatal(err)
		}
		member, err1 := file.GetCellValue("Meldungen", "A2")
		firm, err2 := file.GetCellValue("Meldungen", "B2")
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		return member + " " + firm
	}
	if got := grid(officer); got != "Stadt A 12" {
		t.Errorf("the officer's grid begins with %s", got)
	}
	if got := grid(other); got != "Summe / Total 12" {
		t.Errorf("another member's grid begins with %s", got)
	}
}
