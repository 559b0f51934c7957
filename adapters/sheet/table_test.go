package sheet_test

import (
	"bytes"
	"testing"

	"allmende/adapters/sheet"
	"allmende/domain/money"
	"allmende/ports/view"
)

func TestAListHasItsAmountsAsNumbersAndNoFormulas(t *testing.T) {
	var b bytes.Buffer
	err := sheet.WriteTable(&b, view.Table{
		Title: "Abrufe", Columns: []view.TableColumn{{Head: "Nummer"}, {Head: "Summe", Amount: true}},
		Rows: [][]string{{"=1+1", "1234.50"}, {"17", ""}},
	})
	if err != nil {
		t.Fatal(err)
	}
	read := open(t, b.Bytes())
	read.text("Abrufe", 1, 1, "Nummer")
	read.text("Abrufe", 1, 2, "=1+1")
	read.amount("Abrufe", 2, 2, money.MustAmount("1234.50"))
	read.text("Abrufe", 1, 3, "17")
	read.text("Abrufe", 2, 3, "")
}
