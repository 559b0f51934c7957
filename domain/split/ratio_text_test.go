package split_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/split"
)

func TestARatioIsReadBackFromItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := split.NewRatio(big.NewInt(rapid.Int64().Draw(t, "num")), big.NewInt(rapid.Int64Range(1, 1<<62).Draw(t, "den")))
		got, err := split.ParseRatio(r.String())
		if err != nil || got.Cmp(r) != 0 {
			t.Fatalf("%s: got %s, %v", r, got, err)
		}
	})
}

func TestWhatIsNoRatioIsNotRead(t *testing.T) {
	for _, text := range []string{"", "1/0", "1.5", "1e9", "/2", "1/", "0x10", "1/-2", "+1", " 1"} {
		if got, err := split.ParseRatio(text); err == nil {
			t.Errorf("%q: got %s", text, got)
		}
	}
}
