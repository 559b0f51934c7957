package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/sheet"
	"allmende/ports/view"
)

// priceCases are read in the browser too: frontend/src/lib/price-sheet.test.ts.
// UPDATE_VECTORS=1 writes their workbooks anew.
type priceCases struct {
	Tender string     `json:"tender"`
	Lots   [][]string `json:"lots"`
	Cases  []priceCase
}

type priceCase struct {
	Name   string             `json:"name"`
	Mark   string             `json:"mark"`
	Last   int                `json:"last"` // a row far below
	Rows   [][2]any           `json:"rows"`
	Prices map[string]string  `json:"prices"`
	Faults []sheet.PriceFault `json:"faults"`
}

const priceFolder = "testdata/price-sheets"

func readPriceCases(t *testing.T) priceCases {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(priceFolder, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases priceCases
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// tenderOf is the tender whose price sheet is filled.
func (c priceCases) tenderOf() view.Tender {
	t := view.Tender{ID: c.Tender, Number: "VV-2026-0001", Title: "Möbel"}
	for i, items := range c.Lots {
		lot := view.TenderLot{ID: fmt.Sprint(i), Position: i + 1, Title: "Los"}
		for _, item := range items {
			lot.Items = append(lot.Items, view.TenderItem{ID: item, Name: "Item " + item, Unit: "piece", Quantity: "120"})
		}
		t.Lots = append(t.Lots, lot)
	}
	return t
}

// workbook fills the rows of a case into the price sheet.
func (c priceCases) workbook(t *testing.T, which priceCase) []byte {
	t.Helper()
	var template, filled bytes.Buffer
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(sheet.WritePriceSheet(&template, c.tenderOf()))
	file, err := excelize.OpenReader(&template)
	check(err)
	for row := 2; row <= 7; row++ {
		check(file.SetCellValue(sheet.Prices, fmt.Sprintf("A%d", row), nil))
	}
	for i, row := range which.Rows {
		id, price := fmt.Sprintf("A%d", i+2), fmt.Sprintf("F%d", i+2)
		if row[0] != nil {
			check(file.SetCellStr(sheet.Prices, id, row[0].(string)))
		}
		cell, _ := row[1].(map[string]any)
		for kind, value := range cell {
			switch kind {
			case "n":
				check(file.SetCellDefault(sheet.Prices, price, value.(string)))
			case "s":
				check(file.SetCellStr(sheet.Prices, price, value.(string)))
			case "f":
				check(file.SetCellFormula(sheet.Prices, price, value.(string)))
			case "b":
				check(file.SetCellBool(sheet.Prices, price, value.(bool)))
			}
		}
	}
	if which.Mark != "" {
		check(file.SetCellStr(sheet.Prices, "A1", which.Mark))
	}
	if which.Last > 0 {
		check(file.SetCellInt(sheet.Prices, fmt.Sprintf("B%d", which.Last), 1))
	}
	check(file.Write(&filled))
	return filled.Bytes()
}

func TestPriceSheetsAreReadByTheRulesOfTheCases(t *testing.T) {
	cases := readPriceCases(t)
	for _, c := range cases.Cases {
		name := filepath.Join(priceFolder, c.Name+".xlsx")
		if os.Getenv("UPDATE_VECTORS") != "" {
			if err := os.WriteFile(name, cases.workbook(t, c), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		prices, faults := sheet.ReadPriceSheet(content, cases.Tender, cases.Lots)
		if !maps.Equal(prices, c.Prices) || len(faults) != len(c.Faults) {
			t.Errorf("%s: got %v and %+v", c.Name, prices, faults)
			continue
		}
		for i, f := range faults {
			if f.Row != c.Faults[i].Row || f.Code != c.Faults[i].Code {
				t.Errorf("%s: got %+v, want %+v", c.Name, f, c.Faults[i])
			}
		}
	}
}

func TestTheEmptyPriceSheetIsRead(t *testing.T) {
	cases := readPriceCases(t)
	var template bytes.Buffer
	if err := sheet.WritePriceSheet(&template, cases.tenderOf()); err != nil {
		t.Fatal(err)
	}
	if prices, faults := sheet.ReadPriceSheet(template.Bytes(), cases.Tender, cases.Lots); prices != nil || len(faults) != 1 || faults[0].Code != sheet.SheetEmpty {
		t.Errorf("got %v and %+v", prices, faults)
	}
	file, err := excelize.OpenReader(&template)
	if err != nil {
		t.Fatal(err)
	}
	if visible, err := file.GetColVisible(sheet.Prices, "A"); visible || err != nil {
		t.Errorf("the ids are shown: %v", err)
	}
}

func TestThePriceSheetOfAMiniCompetitionStatesWhatMayBeAskedAtMost(t *testing.T) {
	cases := readPriceCases(t)
	of := cases.tenderOf()
	invitee := view.Invitee{Supplier: view.Ref{ID: "one"}}
	for _, lot := range of.Lots {
		for _, item := range lot.Items {
			invitee.Ceilings = append(invitee.Ceilings, view.Ceiling{ItemID: item.ID, Price: "389.900001"})
		}
	}
	for name, c := range map[string]struct {
		invited []view.Invitee
		want    string
	}{
		"to the bidder":           {[]view.Invitee{invitee}, "389.900001"},
		"to who sees all bidders": {[]view.Invitee{invitee, invitee}, ""},
	} {
		of.Competition = &view.Competition{Invited: c.invited}
		var written bytes.Buffer
		if err := sheet.WritePriceSheet(&written, of); err != nil {
			t.Fatal(err)
		}
		file, err := excelize.OpenReader(&written, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := file.GetCellValue(sheet.Prices, "G2"); err != nil || got != c.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		limits, err := file.GetDataValidations(sheet.Prices)
		if err != nil || len(limits) != len(c.invited[0].Ceilings)*(2-len(c.invited)) {
			t.Errorf("%s: %d limits, %v", name, len(limits), err)
		}
	}
}

func TestWhatIsNoWorkbookOrUnpacksWithoutEndIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"nothing":    {nil, sheet.SheetUnreadable},
		"a picture":  {[]byte{0xff, 0xd8, 0xff}, sheet.SheetUnreadable},
		"a big file": {make([]byte, 3<<20), sheet.SheetTooLarge},
		"a bomb":     {bomb(t, "xl/worksheets/sheet1.xml", 200<<20), sheet.SheetTooLarge},
		"an archive": {bomb(t, "readme.txt", 10), sheet.SheetUnreadable},
	} {
		if prices, faults := sheet.ReadPriceSheet(c.content, "t", nil); prices != nil || len(faults) != 1 || faults[0].Code != c.want {
			t.Errorf("%s: got %v and %+v, want %s", name, prices, faults, c.want)
		}
	}
}

// bomb is an archive that is much larger inside.
func bomb(t *testing.T, name string, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	blank := bytes.Repeat([]byte(" "), 1<<16)
	for ; size > 0; size -= len(blank) {
		if _, err := w.Write(blank[:min(size, len(blank))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
