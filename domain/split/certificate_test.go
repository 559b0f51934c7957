package split_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

func TestVerifyNamesTheConditionAndTheMember(t *testing.T) {
	two, three := split.FloorAndRemainder, split.LargestRemainders
	for _, c := range []struct {
		name  string
		total string
		forge func(s []split.Share) []split.Share
		want  []split.Breach
	}{
		{"nothing changed", "101", func(s []split.Share) []split.Share { return s }, nil},
		{"another order", "101", func(s []split.Share) []split.Share { slices.Reverse(s); return s }, nil},
		{"another total", "102", func(s []split.Share) []split.Share { return s },
			[]split.Breach{{split.SumsToTotal, ""}, {two, "01"}, {two, "02"}, {two, "03"}}},
		{"the other sign", "-101", func(s []split.Share) []split.Share { return s },
			[]split.Breach{{split.SumsToTotal, ""}, {two, "01"}, {two, "02"}, {two, "03"}}},
		{"no shares", "101", func([]split.Share) []split.Share { return nil }, []split.Breach{{split.SumsToTotal, ""}}},
		{"a unit given away", "101", func(s []split.Share) []split.Share {
			s[2].Units = s[2].Units.Sub(whole("1"))
			return s
		}, []split.Breach{{split.SumsToTotal, ""}, {two, "03"}}},
		{"an extra unit given to the larger key", "101", func(s []split.Share) []split.Share {
			s[1], s[2] = withoutExtra(s[1]), withExtra(s[2])
			return s
		}, []split.Breach{{three, "03"}}},
		{"a remainder invented", "101", func(s []split.Share) []split.Share {
			s[0].Remainder = whole("1") // instead of 2, behind the third member's
			return s
		}, []split.Breach{{two, "01"}, {three, "01"}}},
		{"a floor and a remainder of W", "101", func(s []split.Share) []split.Share {
			s[0].Floor, s[0].Remainder, s[0].Extra = s[0].Floor.Sub(whole("1")), s[0].Remainder.Add(whole("3")), true
			return s
		}, []split.Breach{{two, "01"}}},
		{"half a unit", "101", func(s []split.Share) []split.Share {
			s[0].Floor = s[0].Floor.Sub(whole("0.5"))
			s[0].Units = s[0].Units.Sub(whole("0.5"))
			s[0].Remainder = s[0].Remainder.Add(whole("1.5"))
			return s
		}, []split.Breach{{split.SumsToTotal, ""}, {two, "01"}}},
		{"one key twice", "101", func(s []split.Share) []split.Share {
			s[2].Key = "02"
			return s
		}, []split.Breach{{three, "02"}}},
		{"no key", "101", func(s []split.Share) []split.Share {
			s[0].Key = ""
			return s
		}, []split.Breach{{three, ""}}},
		{"a number that would fill the memory", "101", func(s []split.Share) []split.Share {
			s[0].Weight = decimal.New(1, 2_000_000_000)
			return s
		}, []split.Breach{{two, "01"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			honest := mustSplit(t, "101", among("1", "1", "1")).Shares // 34 34 33
			if got := split.Verify(whole(c.total), c.forge(honest)); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestANegativeWeightIsNeverCertified(t *testing.T) {
	shares := []split.Share{
		{Key: "a", Weight: whole("-1"), Floor: whole("0"), Remainder: whole("0"), Units: whole("0")},
		{Key: "b", Weight: whole("1"), Floor: whole("0"), Remainder: whole("0"), Units: whole("0")},
	}
	if got := split.Verify(whole("0"), shares); len(got) != 1 || got[0].Key != "a" {
		t.Errorf("got %v, want a breach of member a", got)
	}
}

func TestABreachIsASentence(t *testing.T) {
	for condition, word := range map[split.Condition]string{
		split.SumsToTotal: "sum", split.FloorAndRemainder: `"x"`, split.LargestRemainders: `"x"`,
	} {
		if got := (split.Breach{Condition: condition, Key: "x"}).String(); !strings.Contains(got, word) {
			t.Errorf("condition %d: %s, want %s in it", condition, got, word)
		}
	}
}

func withExtra(s split.Share) split.Share {
	s.Extra, s.Units = true, s.Floor.Add(whole("1"))
	return s
}

func withoutExtra(s split.Share) split.Share {
	s.Extra, s.Units = false, s.Floor
	return s
}
