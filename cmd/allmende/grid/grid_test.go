package grid_test

import (
	"strings"
	"testing"

	"allmende/cmd/allmende/grid"
)

func TestColumnsAreAsWideAsTheirWidestCell(t *testing.T) {
	var b strings.Builder
	grid.Grid{
		Head: []string{"Mitglied", "Gewicht"}, Left: 1,
		Rows: [][]string{{"Köln", "3"}, {"Aurich", "1200"}},
		Foot: []string{"", "1203"},
	}.Write(&b)
	want := `Mitglied  Gewicht
--------  -------
Köln            3
Aurich       1200
--------  -------
             1203
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestATableWithoutAFootEndsWithItsRows(t *testing.T) {
	var b strings.Builder
	grid.Grid{Head: []string{"a"}, Left: 1, Rows: [][]string{{"x"}}}.Write(&b)
	if b.String() != "a\n-\nx\n" {
		t.Errorf("got %q", b.String())
	}
}

func TestNothingInATableSteersATerminal(t *testing.T) {
	for text, want := range map[string]string{
		"Köln":       "Köln",
		"a\nb":       "a·b",
		"\x1b[31m":   "·[31m",
		"a\u202eb":   "a·b",
		"a\u2066b":   "a·b",
		"a\u0085b":   "a·b",
		"\x7f":       "·",
		"1 234,5 €":  "1 234,5 €",
		"ein\tander": "ein·ander",
	} {
		if got := grid.Printable(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
