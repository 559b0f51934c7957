package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/sheet"
	"allmende/ports/view"
)

const (
	needsRound  = "01900000-0000-7000-8000-000000000001"
	needsMember = "01900000-0000-7000-8000-000000000002"
	needsCable  = "01900000-0000-7000-8000-000000000003"
	needsHours  = "01900000-0000-7000-8000-000000000004"
)

func needsSheet() view.RoundSheet {
	return view.RoundSheet{
		Round: view.Round{ID: needsRound, Number: "BR-2026-0001", Title: "Kabel", Items: []view.RoundItem{
			{ID: needsCable, Position: 1, Name: "=1+1 Netzwerkkabel", Unit: "H87", EstimatedPrice: "4.50"},
			{ID: needsHours, Position: 2, Name: "Verlegen", Unit: "HUR", EstimatedPrice: "89.333333"},
		}},
		MemberID: needsMember, MemberName: "Stadt Celle",
		Needs: []view.RoundNeed{{ItemID: needsCable, Firm: "95", Tolerance: "2"}},
	}
}

// filledIn is the workbook after somebody edited it.
func filledIn(t *testing.T, edit func(*excelize.File) error) []byte {
	t.Helper()
	var made bytes.Buffer
	if err := sheet.WriteNeeds(&made, needsSheet()); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&made)
	if err != nil {
		t.Fatal(err)
	}
	if err := edit(file); err != nil {
		t.Fatal(err)
	}
	var saved bytes.Buffer
	if err := file.Write(&saved); err != nil {
		t.Fatal(err)
	}
	return saved.Bytes()
}

func enter(cell string, value any) func(*excelize.File) error {
	return func(f *excelize.File) error { return f.SetCellValue(sheet.Needs, cell, value) }
}

func TestAFilledSheetOfNeedsIsReadAsItWasFilled(t *testing.T) {
	for name, c := range map[string]struct {
		edit            func(*excelize.File) error
		firm, tolerance string
	}{
		"a number":                  {enter("F3", 12.5), "12.5", "0"},
		"a number with many digits": {enter("F3", 1.1000000000000001), "1.1", "0"},
		"a text with a comma":       {enter("F3", "12,5"), "12.5", "0"},
		"a text with groups":        {enter("F3", "1.234,5"), "1234.5", "0"},
		"a tolerance alone":         {enter("G3", 3), "0", "3"},
		"zero":                      {enter("F3", 0), "0", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			got := sheet.ReadNeeds(filledIn(t, c.edit), needsSheet())
			if len(got.Faults) > 0 || len(got.Entries) != 2 {
				t.Fatalf("%+v", got)
			}
			if e := got.Entries[0]; e.ItemID != needsCable || e.Firm != "95" || e.Tolerance != "2" {
				t.Errorf("what was stated before: %+v", e)
			}
			if e := got.Entries[1]; e.ItemID != needsHours || e.Firm != c.firm || e.Tolerance != c.tolerance {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestASheetOfNeedsIsRefusedAtItsCell(t *testing.T) {
	for name, c := range map[string]struct {
		edit       func(*excelize.File) error
		cell, code string
	}{
		"a formula":          {func(f *excelize.File) error { return f.SetCellFormula(sheet.Needs, "F2", "1+1") }, "F2", "demand.cell-formula"},
		"merged cells":       {func(f *excelize.File) error { return f.MergeCell(sheet.Needs, "F2", "F3") }, "F2", "demand.cell-merged"},
		"half a piece":       {enter("F2", 1.5), "F2", "quantity.not-whole"},
		"less than nothing":  {enter("G2", -1), "G2", "quantity.malformed"},
		"too fine":           {enter("F3", 0.1234), "F3", "quantity.malformed"},
		"more than there is": {enter("F2", 1e12), "F2", "quantity.malformed"},
		"a word":             {enter("F2", "viele"), "F2", "demand.cell-no-number"},
		"a truth":            {enter("F2", true), "F2", "demand.cell-no-number"},
		"either way":         {enter("F3", "1.234"), "F3", "demand.cell-ambiguous"},
		"a foreign item":     {enter("A3", needsMember), "A3", "demand.item-unknown"},
		"an item twice":      {enter("A3", needsCable), "A3", "demand.item-twice"},
		"a formula for ids":  {func(f *excelize.File) error { return f.SetCellFormula(sheet.Needs, "A3", "A2") }, "A3", "demand.cell-formula"},
		"another member's":   {enter("A1", "allmende-needs 1 "+needsRound+" "+needsRound), "", "demand.sheet-other"},
		"another workbook":   {enter("A1", "Bestellung"), "", "demand.sheet-other"},
		"a million rows":     {enter("F1048576", 1), "", "demand.sheet-too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			got := sheet.ReadNeeds(filledIn(t, c.edit), needsSheet())
			if len(got.Entries) != 0 || len(got.Faults) != 1 || got.Faults[0].Cell != c.cell || got.Faults[0].Code != c.code {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWhatIsEmptiedIsNoLongerNeededAndWhatWasNeverStatedStaysSo(t *testing.T) {
	emptied := filledIn(t, func(f *excelize.File) error { return f.SetSheetRow(sheet.Needs, "F2", &[]any{nil, nil}) })
	if got := sheet.ReadNeeds(emptied, needsSheet()); len(got.Entries) != 1 || got.Entries[0].ItemID != needsCable || got.Entries[0].Firm != "0" || got.Entries[0].Tolerance != "0" {
		t.Errorf("what was stated and is emptied: %+v", got)
	}
	unstated := needsSheet()
	unstated.Needs = nil
	if got := sheet.ReadNeeds(emptied, unstated); len(got.Entries) != 0 || len(got.Faults) != 1 || got.Faults[0].Code != "demand.sheet-empty" {
		t.Errorf("what was never stated: %+v", got)
	}
}

func TestWhatIsNoSheetOfNeedsIsRefusedAsAWhole(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		code    string
	}{
		"nothing":         {nil, "demand.sheet-unreadable"},
		"a text":          {[]byte("Position;Menge\n1;2\n"), "demand.sheet-unreadable"},
		"half a workbook": {filledIn(t, enter("F2", 1))[:2000], "demand.sheet-unreadable"},
		"three megabytes": {make([]byte, 3<<20), "demand.sheet-too-large"},
		"a bomb":          {bomb(t, "xl/worksheets/sheet1.xml", 100<<20), "demand.sheet-too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			got := sheet.ReadNeeds(c.content, needsSheet())
			if len(got.Entries) != 0 || len(got.Faults) != 1 || got.Faults[0].Code != c.code {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestTheGridOfARoundHasARowForEachMember(t *testing.T) {
	s := needsSheet()
	s.Round.Items[0].Firm, s.Round.Items[0].Tolerance, s.Round.Items[1].Firm, s.Round.Items[1].Tolerance = "95", "2", "0", "0"
	var made bytes.Buffer
	if err := sheet.WriteNeedsGrid(&made, view.RoundGrid{Round: s.Round, Rows: []view.RoundGridRow{
		{Member: "=HYPERLINK(\"x\")", Firm: []string{"95", ""}, Tolerance: []string{"2", ""}},
	}}); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&made)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := file.GetRows("Meldungen")
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v, %v", err, rows)
	}
	if got := strings.Join(rows[1], "|"); got != `=HYPERLINK("x")|95|2` {
		t.Errorf("the member's row: %s", got)
	}
	if got := strings.Join(rows[2], "|"); got != "Summe / Total|95|2|0|0" {
		t.Errorf("the totals: %s", got)
	}
}
