package http

import (
	"slices"
	"strings"
	"testing"

	"allmende/domain/fault"
)

func TestValuesAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ filter, value, de, en string }{
		{"amount", "1234567.50", "1.234.567,50 €", "€1,234,567.50"},
		{"amount", "-12.00", "-12,00 €", "-€12.00"},
		{"amount", "999.99", "999,99 €", "€999.99"},
		{"amount", "viel", "viel", "viel"},
		{"number", "1.5", "1,5", "1.5"},
		{"number", "-1234567.500", "-1.234.567,5", "-1,234,567.5"},
		{"number", "10485760", "10.485.760", "10,485,760"},
		{"number", "3.000", "3", "3"},
		{"number", "1/3", "1/3", "1/3"},
		{"day", "2026-12-28", "28.12.2026", "28 Dec 2026"},
		{"day", "2026-09-01", "01.09.2026", "1 Sept 2026"},
		{"day", "", "", ""},
		{"", "1.5", "1.5", "1.5"},
	} {
		if de, en := filters[c.filter](c.value, "de"), filters[c.filter](c.value, "en"); de != c.de || en != c.en {
			t.Errorf("%s|%s: got %q and %q, want %q and %q", c.value, c.filter, de, en, c.de, c.en)
		}
	}
}

// as is how a slot of a name is written; a name that is missing here is to be thought about first.
var as = func() map[string][]string {
	found := map[string][]string{}
	for filter, names := range map[string]string{
		"day": "day earliest latest from to last until validFrom through",
		"number": "limit seconds pack after before sum amount from rate remaining drawn change trigger most length received parts stands missing quantity usable free " +
			"maximum firm count next fewest least months days years line members",
		"amount": "most computed wanted remaining value left total seen ceiling maximum estimate payable",
		// Texts, what the user typed, codes and numbers that name something.
		"": "act affected band bid category code contract endings found criterion decider faults fileNumber first formula item key kind known list lot meter missing name number position " +
			"reason role round scheme second service to unit value who identifier",
	} {
		for name := range strings.FieldsSeq(names) {
			found[name] = append(found[name], filter)
		}
	}
	return found
}()

func TestEverySentenceWritesDaysNumbersAndAmountsAsItsLanguageDoes(t *testing.T) {
	probe := map[string][2]string{"day": {"2026-12-28", "28.12.2026"}, "number": {"1234.5", "1.234,5"}, "amount": {"1234.50", "1.234,50 €"}, "": {"ein Text", "ein Text"}}
	slots := func(text string) []string {
		found := slot.FindAllString(text, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	used := map[string]bool{}
	for code, texts := range sentences {
		if de, en := slots(texts["de"]), slots(texts["en"]); !slices.Equal(de, en) {
			t.Errorf("%s: the German sentence says %v, the English one %v", code, de, en)
		}
		f := fault.New(fault.Invalid, code)
		for _, parts := range slot.FindAllStringSubmatch(texts["de"], -1) {
			name, filter := parts[1], parts[2]
			used[name+"|"+filter] = true
			if !slices.Contains(as[name], filter) {
				t.Errorf("%s: {%s|%s} is to be one of %q", code, name, filter, as[name])
			}
			if said := sentence(f.With(name, probe[filter][0]), "de"); !strings.Contains(said, probe[filter][1]) {
				t.Errorf("%s: %q does not say %s", code, said, probe[filter][1])
			}
		}
	}
	for name, filters := range as {
		for _, filter := range filters {
			if !used[name+"|"+filter] {
				t.Errorf("{%s|%s} stands in no sentence", name, filter)
			}
		}
	}
}

func TestASentenceOfAReservationReadsLikeTheInterface(t *testing.T) {
	f := fault.New(fault.Conflict, "reservation.not-free").With("day", "2026-12-28").With("free", "1.5").With("unit", "kW").With("amount", "1200")
	for lang, want := range map[string]string{"de": "Am 28.12.2026 sind nur 1,5 kW frei, gebraucht werden 1.200.", "en": "28 Dec 2026"} {
		if got := sentence(f, lang); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
