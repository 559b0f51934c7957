package split_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/split"
)

// quotas are those of members 01, 02 and so on.
func quotas(text string) []split.Quota {
	exact := ratios(text)
	qs := make([]split.Quota, len(exact))
	for i, m := range among(strings.Fields(strings.Repeat("1 ", len(exact)))...) {
		qs[i] = split.Quota{Key: m.Key, Quota: exact[i]}
	}
	return qs
}

func quotaUnits(result split.QuotaResult) string {
	got := make([]decimal.Decimal, len(result.Shares))
	for i, s := range result.Shares {
		got[i] = s.Units
	}
	return spoken(got)
}

func TestQuotas(t *testing.T) {
	for _, c := range []struct{ name, total, quotas, want string }{
		{"the unit left goes to the largest remainder", "10", "10/3 11/3 3", "3 4 3"},
		{"of equal remainders to the smaller key", "2", "2/3 2/3 2/3", "1 1 0"},
		{"whole quotas stay", "7", "3 4 0", "3 4 0"},
		{"a quota below zero is rounded down before the units left are given", "1", "3/2 -1/2", "2 -1"},
		{"mirrored", "-1", "-3/2 1/2", "-2 1"},
		{"a total of zero is split as one above", "0", "-1/3 2/3 -1/3", "0 1 -1"},
		{"beyond 64 bits", "100000000000000000001", "100000000000000000001/2 100000000000000000001/2", "50000000000000000001 50000000000000000000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := split.Quotas(whole(c.total), quotas(c.quotas))
			if got := quotaUnits(result); err != nil || got != c.want {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestAQuotaIsExplained(t *testing.T) {
	// -(-5/2) = 2 rest 1/2, -(1/3) = -1 rest 2/3, -(-5/6) = 0 rest 5/6: of 3 units the floors take 1.
	result, err := split.Quotas(whole("-3"), quotas("-5/2 1/3 -5/6"))
	if err != nil {
		t.Fatal(err)
	}
	if result.Rule != "largest-remainder" || result.Version != 1 || result.Total.String() != "-3" ||
		result.Denominator.String() != "6" || result.Left != 2 || result.Threshold.String() != "4" {
		t.Errorf("head: %+v", result)
	}
	for i, want := range []struct {
		quota, floor, remainder, units string
		extra                          bool
	}{{"-5/2", "2", "3", "-2", false}, {"1/3", "-1", "4", "0", true}, {"-5/6", "0", "5", "-1", true}} {
		s := result.Shares[i]
		if s.Quota.String() != want.quota || s.Floor.String() != want.floor || s.Remainder.String() != want.remainder ||
			s.Units.String() != want.units || s.Extra != want.extra {
			t.Errorf("member %s: %+v, want %+v", s.Key, s, want)
		}
	}
}

func TestQuotasRefuses(t *testing.T) {
	twins := quotas("1/2 1/2")
	twins[1].Key = "01"
	for _, c := range []struct {
		name, total string
		quotas      []split.Quota
		want        error
	}{
		{"nobody", "0", nil, split.ErrNoPositiveWeight},
		{"half a cent", "0.5", quotas("1/2"), split.ErrFinerThanMinorUnit},
		{"a total that would fill the memory", "1e5000", quotas("1"), split.ErrOutOfRange},
		{"one key twice", "1", twins, split.ErrDuplicateKey},
		{"no key", "1", []split.Quota{{Quota: ratio("1")}}, split.ErrKeyMissing},
	} {
		if _, err := split.Quotas(whole(c.total), c.quotas); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	for _, off := range []string{"1/2 1/3", "1/2 3/2", "0 0", "-1"} {
		if result, err := split.Quotas(whole("1"), quotas(off)); err == nil {
			t.Errorf("quotas %s of 1 gave %s", off, quotaUnits(result))
		}
	}
}

// Property 2 for quotas of either sign, with what makes the choice the only one: less
// than a unit off each quota, the sum kept, the units with the largest remainders.
func TestQuotasAreRoundedByTheLargestRemainders(t *testing.T) {
	one := ratio("1")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "members")
		qs := make([]split.Quota, n)
		var sum split.Ratio
		for i, key := range rapid.Permutation(numbered(n)).Draw(t, "keys") {
			qs[i] = split.Quota{Key: key, Quota: drawnRatio().Draw(t, "quota")}
			sum = sum.Add(qs[i].Quota)
		}
		total := new(big.Int).Quo(sum.Num(), sum.Den())
		qs[0].Quota = qs[0].Quota.Sub(sum).Add(split.NewRatio(total, big.NewInt(1)))
		result, err := split.Quotas(decimal.NewFromBigInt(total, 0), qs)
		if err != nil {
			t.Fatal(err)
		}
		var given split.Ratio
		over := make([]split.Ratio, n) // how far a share lies above its quota, without the total's sign
		for i, s := range result.Shares {
			units := split.RatioOf(s.Units)
			given = given.Add(units)
			if over[i] = units.Sub(qs[i].Quota); total.Sign() < 0 {
				over[i] = over[i].Neg()
			}
			if over[i].Cmp(one) >= 0 || over[i].Cmp(one.Neg()) <= 0 {
				t.Fatalf("%s of a quota of %s", s.Units, qs[i].Quota)
			}
		}
		if given.Cmp(split.NewRatio(total, big.NewInt(1))) != 0 {
			t.Fatalf("the shares sum to %s, not to %s", given, total)
		}
		for i := range over {
			for j := range over {
				// Where i was rounded up and j down, these were their remainders.
				up, down := one.Sub(over[i]), over[j].Neg()
				if over[i].Sign() > 0 && over[j].Sign() <= 0 && (up.Cmp(down) < 0 || up.Cmp(down) == 0 && qs[i].Key > qs[j].Key) {
					t.Fatalf("%s got a unit before %s", qs[i].Key, qs[j].Key)
				}
			}
		}
	})
}

func TestQuotasByWeightsAreAPlainSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "members")
		total := rapid.OneOf(rapid.Int64Range(-9, 9), rapid.Int64()).Draw(t, "total")
		members, sum := make([]split.Member, n), new(big.Int)
		for i, key := range rapid.Permutation(numbered(n)).Draw(t, "keys") {
			weight := rapid.OneOf(rapid.Int64Range(0, 9), rapid.Int64Min(0)).Draw(t, "weight")
			if i == 0 {
				weight = max(weight, 1)
			}
			members[i] = split.Member{Key: key, Weight: decimal.NewFromInt(weight)}
			sum.Add(sum, big.NewInt(weight))
		}
		qs := make([]split.Quota, n)
		for i, m := range members {
			qs[i] = split.Quota{Key: m.Key, Quota: split.NewRatio(new(big.Int).Mul(big.NewInt(total), m.Weight.BigInt()), sum)}
		}
		plain, err := split.Units(decimal.NewFromInt(total), members)
		if err != nil {
			t.Fatal(err)
		}
		exact, err := split.Quotas(decimal.NewFromInt(total), qs)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := quotaUnits(exact), strings.Join(shares(plain), " "); got != want || exact.Left != plain.Left {
			t.Fatalf("quotas give %s, weights %s", got, want)
		}
	})
}
