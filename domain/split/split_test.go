package split_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/split"
)

// among makes members with the keys 01, 02 and so on.
func among(weights ...string) []split.Member {
	members := make([]split.Member, len(weights))
	for i, w := range weights {
		members[i] = split.Member{Key: string([]byte{'0' + byte((i+1)/10), '0' + byte((i+1)%10)}), Weight: decimal.RequireFromString(w)}
	}
	return members
}

// vast is a member whose weight is one followed by so many zeros.
func vast(zeros int32) []split.Member {
	return []split.Member{{Key: "a", Weight: decimal.New(1, zeros)}}
}

func whole(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func mustSplit(tb testing.TB, total string, members []split.Member) split.Result {
	tb.Helper()
	result, err := split.Units(whole(total), members)
	if err != nil {
		tb.Fatalf("Units(%s, %v): %v", total, members, err)
	}
	return result
}

func shares(result split.Result) []string {
	got := make([]string, len(result.Shares))
	for i, s := range result.Shares {
		got[i] = s.Units.String()
	}
	return got
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		name, total, weights, want string
	}{
		{"one cent goes to the larger remainder, not to the first", "1", "33 66", "0 1"},
		{"of equal remainders the smaller key", "100", "1 1 1", "34 33 33"},
		{"a weight of zero bears nothing", "5", "0 7 3", "0 4 1"},
		{"an exact quota is not touched", "100", "1 2 1", "25 50 25"},
		{"decimal weights of different scales", "1000", "0.5 0.25 1 0.250000", "250 125 500 125"},
		{"weights with positive powers of ten", "7", "3e3 4e3", "3 4"},
		{"a weight of one part in a million", "1000000", "0.000001 0.999999", "1 999999"},
		{"the sign is put back at the end", "-5", "3 7", "-2 -3"},
		{"nothing to split, and nobody with a weight", "0", "0 0", "0 0"},
		{"fewer units than members", "2", "1 1 3 1", "1 0 1 0"},
		{"the lowest 64-bit number", "-9223372036854775808", "1 1", "-4611686018427387904 -4611686018427387904"},
		{"a total beyond 64 bits", "100000000000000000000000000000", "1 2", "33333333333333333333333333333 66666666666666666666666666667"},
		{"weights beyond 64 bits", "100", "1000000000000000000000000 2000000000000000000000000", "33 67"},
		{"a sum of weights beyond 64 bits", "-3", "18446744073709551615 18446744073709551615", "-2 -1"},
		{"a total written with a power of ten", "1e2", "1 3", "25 75"},
		{"a total with needless zeros", "10.00", "1 1", "5 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := mustSplit(t, c.total, among(strings.Fields(c.weights)...))
			if got := strings.Join(shares(result), " "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if breaches := split.Verify(whole(c.total), result.Shares); breaches != nil {
				t.Errorf("not certified: %v", breaches)
			}
		})
	}
}

func TestUnitsRefuses(t *testing.T) {
	twins := []split.Member{{Key: "b", Weight: whole("1")}, {Key: "a", Weight: whole("1")}, {Key: "b", Weight: whole("1")}}
	for _, c := range []struct {
		name, total string
		members     []split.Member
		want        error
	}{
		{"no member", "1", nil, split.ErrNoPositiveWeight},
		{"no member and no money", "0", nil, split.ErrNoPositiveWeight},
		{"only weights of zero", "1", among("0", "0.00"), split.ErrNoPositiveWeight},
		{"only weights of zero, beyond 64 bits", "100000000000000000000", among("0", "0"), split.ErrNoPositiveWeight},
		{"a negative weight", "1", among("2", "-1"), split.ErrNegativeWeight},
		{"a negative weight and nothing to split", "0", among("2", "-0.001"), split.ErrNegativeWeight},
		{"weights that cancel out", "1", among("1", "-1"), split.ErrNegativeWeight},
		{"half a cent", "100.5", among("1"), split.ErrFinerThanMinorUnit},
		{"the finest amount", "1e-4096", among("1"), split.ErrFinerThanMinorUnit},
		{"two members of one key", "1", twins, split.ErrDuplicateKey},
		{"a member without a key", "1", []split.Member{{Key: "a", Weight: whole("1")}, {Weight: whole("1")}}, split.ErrKeyMissing},
		{"only a member without a key", "1", []split.Member{{Weight: whole("1")}}, split.ErrKeyMissing},
		{"a weight that would fill the memory", "1", vast(999_999_999), split.ErrOutOfRange},
		{"a weight of a billion places", "1", vast(-999_999_999), split.ErrOutOfRange},
		{"a total that would fill the memory", "1e4097", among("1"), split.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := split.Units(whole(c.total), c.members)
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, %v; want %v", result.Shares, err, c.want)
			}
		})
	}
}

func TestARefusalNamesTheMember(t *testing.T) {
	_, err := split.Units(whole("1"), among("1", "-1"))
	if err == nil || !strings.Contains(err.Error(), "key=02") {
		t.Errorf("got %v, want the key 02 in it", err)
	}
}

func TestWeightsOfAThousandPlacesAreExact(t *testing.T) {
	fine := decimal.New(1, -1000)
	result, err := split.Units(whole("3"), []split.Member{{Key: "a", Weight: whole("1")}, {Key: "b", Weight: whole("1").Add(fine)}})
	if err != nil || strings.Join(shares(result), " ") != "1 2" {
		t.Errorf("got %v, %v; want the third unit with the larger weight", shares(result), err)
	}
}

func TestEveryCurrencyHasItsOwnMinorUnit(t *testing.T) {
	for _, c := range []struct {
		currency, total string
		exponent        int32
		want            string
	}{
		{"JPY", "1000", 0, "334 333 333"},
		{"EUR", "10.00", 2, "334 333 333"},
		{"TND", "1.000", 3, "334 333 333"},
	} {
		result, err := split.Units(whole(c.total).Shift(c.exponent), among("1", "1", "1"))
		if got := strings.Join(shares(result), " "); err != nil || got != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.currency, got, err, c.want)
		}
	}
	if _, err := split.Units(whole("0.001").Shift(2), among("1")); !errors.Is(err, split.ErrFinerThanMinorUnit) {
		t.Errorf("a tenth of a cent: %v", err)
	}
}

func TestEurosAreSplitToTheCent(t *testing.T) {
	result, err := split.Amount(money.MustAmount("-24000.01"), among("1", "2"))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{result.Shares[0].Amount().String(), result.Shares[1].Amount().String()}
	if want := []string{"-8000.00", "-16000.01"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheExplanationCanBeFollowedWithPencilAndPaper(t *testing.T) {
	// 1001 * 1.5 / 4 = 375 rest 1.5, the same again, 1001 * 1 / 4 = 250 rest 1: one unit is left.
	result := mustSplit(t, "-1001", among("1.5", "1", "1.50"))
	if result.Rule != "largest-remainder" || result.Version != 1 || result.Total.String() != "-1001" ||
		result.WeightSum.String() != "4" || result.Left != 1 || result.Threshold.String() != "1.5" {
		t.Errorf("head: %+v", result)
	}
	for i, want := range []struct {
		floor, remainder, units string
		extra                   bool
	}{{"375", "1.5", "-376", true}, {"250", "1", "-250", false}, {"375", "1.5", "-375", false}} {
		s := result.Shares[i]
		if s.Floor.String() != want.floor || s.Remainder.String() != want.remainder || s.Units.String() != want.units || s.Extra != want.extra {
			t.Errorf("member %s: %+v, want %+v", s.Key, s, want)
		}
	}
}

func TestTheInputHashIsThatOfItsDocumentedText(t *testing.T) {
	// printf 'total 10000\n3:a b 1.5\n2:\xc3\xa4 100\n' | sha256sum
	const want = "a6fdfdf7a15b297c9e5edab0fee3c8b1adadf74264b42f3e640812efe14f15d9"
	members := []split.Member{{Key: "ä", Weight: whole("1e2")}, {Key: "a b", Weight: whole("1.50")}}
	if got := mustSplit(t, "10000", members).InputHash; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	slices.Reverse(members)
	if got := mustSplit(t, "10000.00", members).InputHash; got != want {
		t.Errorf("in the other order: got %s, want %s", got, want)
	}
	for name, changed := range map[string]split.Result{
		"another total":  mustSplit(t, "10001", members),
		"another weight": mustSplit(t, "10000", []split.Member{members[0], {Key: "ä", Weight: whole("101")}}),
		"another key":    mustSplit(t, "10000", []split.Member{members[0], {Key: "b", Weight: whole("100")}}),
	} {
		if changed.InputHash == want {
			t.Errorf("%s has the same hash", name)
		}
	}
}

func TestSelfCheckPasses(t *testing.T) {
	if err := split.SelfCheck(); err != nil {
		t.Error(err)
	}
}
