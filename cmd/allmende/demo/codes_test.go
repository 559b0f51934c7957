package demo

import (
	"encoding/csv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// With the official lists taken in first, a catalogue of the demonstration whose article has a code that is in
// none of them was refused, and the installation did not start.
func TestTheCataloguesNameCodesOfTheOfficialList(t *testing.T) {
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	list, err := os.Open(filepath.Join(shared, "data", "cpv.csv"))
	if err != nil {
		t.Skipf("the official list is not here (set ALLMENDE_SHARED): %v", err)
	}
	defer func() { _ = list.Close() }()
	official := map[string]bool{}
	for _, row := range rows(t, list, ',') {
		official[row[0]+"-"+row[1]] = true
	}
	tables, err := fs.Glob(articles, "catalogue/*.csv")
	if err != nil || len(tables) == 0 {
		t.Fatalf("no catalogues: %v", err)
	}
	for _, table := range tables {
		content, err := articles.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		articles := rows(t, strings.NewReader(string(content)), ';')
		cpv := slices.Index(articles[0], "CPV")
		for _, article := range articles[1:] {
			if code := article[cpv]; !official[code] {
				t.Errorf("%s, article %s: %s is no code of the list", table, article[0], code)
			}
		}
	}
}

// rows are those of a table with its header.
func rows(t *testing.T, from io.Reader, comma rune) [][]string {
	t.Helper()
	table := csv.NewReader(from)
	table.Comma = comma
	all, err := table.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}
