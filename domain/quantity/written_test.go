package quantity_test

import (
	"testing"

	"allmende/domain/quantity"
)

func TestWhatMayBeAThousandOrLittleMoreThanOne(t *testing.T) {
	for written, want := range map[string]bool{
		"1.234": true, "1,234": true, "999.000": true, "12.345": true,
		"": false, ".": false, "1234": false, ".234": false, "0.234": false, "012.345": false, "1234.567": false, "1.23": false, "1.2345": false,
		"1.234.567": false, "1.234,5": false, "1.23a": false, "a.234": false, "-1.234": false,
	} {
		if quantity.Ambiguous(written) != want {
			t.Errorf("%q: %t", written, !want)
		}
	}
}
