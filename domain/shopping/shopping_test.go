package shopping_test

import (
	"testing"

	"allmende/domain/shopping"
)

func TestTheNearestWordIsTheOneMeant(t *testing.T) {
	words := []shopping.Word{{"monitor", "monitor", 500}, {"motor", "motor", 90}, {"notebook", "notebook", 800}, {"maus", "maus", 70}, {"haus", "haus", 71}}
	for typed, want := range map[string]string{
		"monitor":  "monitor",
		"montior":  "monitor", // neighbours in the wrong order
		"monitr":   "monitor",
		"moonitor": "monitor",
		"notbok":   "notebook", // two missing
		"ntbok":    "",         // three missing, of a short word
		"baus":     "haus",     // as near as maus, and more frequent
		"maux":     "maus",
		"mxxs":     "",
		"drucker":  "",
	} {
		got, found := shopping.Nearest(typed, words)
		if got.Word != want && found || found != (want != "") {
			t.Errorf("%s: got %q, %t; want %q", typed, got.Word, found, want)
		}
	}
}
