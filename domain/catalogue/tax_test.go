package catalogue_test

import (
	"errors"
	"testing"

	"allmende/domain/catalogue"
)

func TestTheVATRateIsWhatTheFileSays(t *testing.T) {
	for _, c := range []struct{ category, rate, want string }{
		{"", "", ""}, {"", "19", "S/19"}, {"", "7.0", "S/7"}, {"", "0", "Z/0"}, {"S", "10.7", "S/10.7"}, {"E", "", "E/0"}, {"AE", "0", "AE/0"}, {"O", "", "O/0"},
	} {
		for _, mode := range []catalogue.Mode{catalogue.Full, catalogue.Prices} {
			a, faults := screen(func(e *catalogue.Entry) { e.Tax, e.Mode = catalogue.Tax{Category: c.category, Rate: c.rate}, mode }).Check(codes)
			if len(faults) > 0 || a.Tax.String() != c.want {
				t.Errorf("%s %q %q: %q, %v", mode, c.category, c.rate, a.Tax, faults)
			}
		}
	}
}

func TestAWrongVATRateIsToldAndTheArticleTakenWithout(t *testing.T) {
	for _, c := range []catalogue.Tax{{Rate: "neunzehn"}, {Rate: "-19"}, {Rate: "119"}, {Rate: "1e9"}, {Category: "E", Rate: "19"}, {Category: "S"}, {Category: "K", Rate: "0"}} {
		a, faults := screen(func(e *catalogue.Entry) { e.Tax = c }).Check(codes)
		if len(faults) != 1 || !errors.Is(faults[0], catalogue.ErrTax) || catalogue.Grave(faults[0]) || faults[0].Field() != "taxRate" || a.Tax.Known() {
			t.Errorf("%+v: %q, %v", c, a.Tax, faults)
		}
	}
}
