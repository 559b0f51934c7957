package codelist_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/codelist"
)

func TestEachListKnowsItsCodes(t *testing.T) {
	for _, c := range []struct {
		list codelist.List
		code codelist.Code
		good bool
	}{
		{codelist.CPV, codelist.Code{Code: "30213100-6", German: "Tragbare Computer", English: "Portable computers"}, true},
		{codelist.CPV, codelist.Code{Code: "30213100", German: "Tragbare Computer", English: "Portable computers"}, false},
		{codelist.CPV, codelist.Code{Code: "30213100-6", German: "", English: "Portable computers"}, false},
		{codelist.CPV, codelist.Code{Code: "30213100-6", German: "Tragbare Computer", English: " Portable computers"}, false},
		{codelist.CPV, codelist.Code{Code: "30213100-6", German: "Tragbare\nComputer", English: "Portable computers"}, false},
		{codelist.CPV, codelist.Code{Code: "30213100-6", German: strings.Repeat("ä", 500), English: "b"}, true},
		{codelist.CPV, codelist.Code{Code: "30213100-6", German: strings.Repeat("ä", 501), English: "b"}, false},
		{codelist.NUTS, codelist.Code{Code: "DE", German: "Deutschland", English: "Germany"}, true},
		{codelist.NUTS, codelist.Code{Code: "DE931", German: "Celle", English: "Celle"}, true},
		{codelist.NUTS, codelist.Code{Code: "DE9311", German: "Celle", English: "Celle"}, false},
		{codelist.NUTS, codelist.Code{Code: "de931", German: "Celle", English: "Celle"}, false},
		{codelist.Units, codelist.Code{Code: "4L", German: "Megabyte", English: "megabyte"}, true},
		{codelist.Units, codelist.Code{Code: "H87", German: "Stück", English: "piece"}, true},
		{codelist.Units, codelist.Code{Code: "KILO", German: "Kilo", English: "kilo"}, false},
	} {
		if got := c.list.Fault(c.code); (got == "") != c.good {
			t.Errorf("%s %+v: %q", c.list, c.code, got)
		}
	}
	if _, err := codelist.ParseList("cpc"); !errors.Is(err, codelist.ErrNoSuchList) {
		t.Errorf("got %v", err)
	}
}

// apply does what a difference says.
func apply(kept map[string]codelist.Kept, d codelist.Difference) map[string]codelist.Kept {
	after := map[string]codelist.Kept{}
	for code, k := range kept {
		after[code] = k
	}
	for _, c := range d.Put {
		after[c.Code] = codelist.Kept{Code: c}
	}
	for _, code := range d.Retired {
		k := after[code]
		k.Retired = true
		after[code] = k
	}
	return after
}

func TestAfterADifferenceTheListIsAsItsSourceAndNothingIsLost(t *testing.T) {
	entry := rapid.Custom(func(t *rapid.T) codelist.Code {
		return codelist.Code{Code: rapid.StringMatching(`[AB][1-4]`).Draw(t, "code"), German: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "label"), English: "e"}
	})
	key := func(c codelist.Code) string { return c.Code }
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.SliceOfDistinct(entry, key).Draw(t, "first")
		second := rapid.SliceOfDistinct(entry, key).Draw(t, "second")
		third := rapid.SliceOfDistinct(entry, key).Draw(t, "third")
		kept := map[string]codelist.Kept{}
		for _, source := range [][]codelist.Code{first, second, third} {
			d := codelist.Compare(kept, source)
			if d.Added+d.Changed+d.Returned+d.Unchanged != len(source) || len(d.Put) != len(source)-d.Unchanged {
				t.Fatalf("counted %+v of %d", d, len(source))
			}
			before := len(kept)
			kept = apply(kept, d)
			if len(kept) != before+d.Added {
				t.Fatalf("%d codes, were %d and %d new", len(kept), before, d.Added)
			}
			living := 0
			for _, k := range kept {
				if !k.Retired {
					living++
				}
			}
			for _, c := range source {
				if kept[c.Code] != (codelist.Kept{Code: c}) {
					t.Fatalf("%s is %+v", c.Code, kept[c.Code])
				}
			}
			if living != len(source) {
				t.Fatalf("%d codes live, the source has %d", living, len(source))
			}
			if again := codelist.Compare(kept, source); len(again.Put)+len(again.Retired) != 0 {
				t.Fatalf("the same once more changes %+v", again)
			}
		}
	})
}
