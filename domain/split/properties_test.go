package split_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/split"
)

// Property 1, Property 2, Property 3, Property 4, Property 5, Property 6, Property 7,
// Property 8, Property 10, Property 13: each in violation. With ALLMENDE_LONG=1 it
// takes a million cases.
func TestRandomSplitsKeepEveryProperty(t *testing.T) {
	cases, seed := 5_000, rand.Uint64()
	if os.Getenv("ALLMENDE_LONG") == "1" {
		cases = 1_000_000
	}
	random := rand.New(rand.NewPCG(seed, 0))
	start, participants, violations := time.Now(), 0, 0
	for i := range cases {
		n := 1 + random.IntN(5)
		if i%1000 == 0 {
			n = 120
		}
		total, members := split.RandomCase(random, n)
		participants += n
		if why := violation(total, members, random.IntN); why != "" {
			violations++
			t.Errorf("case %d of seed %d, %s among %v: %s", i, seed, total, members, why)
		}
		if violations > 5 {
			t.FailNow()
		}
	}
	t.Logf("seed %d: %d cases, %d participants, %d violations in %v", seed, cases, participants, violations, time.Since(start).Round(time.Millisecond))
}

// The same properties, 1 to 8, 10 and 13, with cases that shrink.
func TestDrawnSplitsKeepEveryProperty(t *testing.T) {
	number := rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 999_999), rapid.Int64Min(0))
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "members")
		members := make([]split.Member, n)
		for i, key := range rapid.Permutation(numbered(n)).Draw(t, "keys") {
			places := rapid.Int32Range(-2, 6).Draw(t, "places")
			members[i] = split.Member{Key: key, Weight: decimal.New(number.Draw(t, "weight"), -places)}
		}
		if i := rapid.IntRange(0, n-1).Draw(t, "positive"); members[i].Weight.Sign() == 0 {
			members[i].Weight = decimal.NewFromInt(1)
		}
		total := decimal.NewFromInt(number.Draw(t, "total")).Mul(decimal.NewFromInt(rapid.SampledFrom([]int64{1, -1, 1_000_000_007}).Draw(t, "sign")))
		choose := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
		if why := violation(total, members, choose); why != "" {
			t.Fatal(why)
		}
	})
}

func FuzzASplitEqualsTheOracle(f *testing.F) {
	f.Add(int64(10_000), uint8(0), []byte{1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1})
	f.Add(int64(-9_223_372_036_854_775_808), uint8(6), []byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, total int64, scale uint8, raw []byte) {
		var members []split.Member
		for i := 0; i+8 <= len(raw) && i < 8*200; i += 8 {
			weight := new(big.Int).SetUint64(binary.LittleEndian.Uint64(raw[i:]))
			key := fmt.Sprintf("%03d", (i/8*7)%211) // in no order
			members = append(members, split.Member{Key: key, Weight: decimal.NewFromBigInt(weight, -int32(scale))})
		}
		result, err := split.Units(decimal.NewFromInt(total), members)
		if err != nil {
			if slices.ContainsFunc(members, func(m split.Member) bool { return m.Weight.Sign() > 0 }) {
				t.Fatalf("refused: %v", err)
			}
			return
		}
		if why := agrees(result, decimal.NewFromInt(total), members); why != "" {
			t.Fatal(why)
		}
	})
}

// Property 9: the same shares and the same hash, however many processors take part.
func TestTheSameSplitAnywhere(t *testing.T) {
	total, members := split.RandomCase(rand.New(rand.NewPCG(5, 6)), 500)
	want, err := split.Units(total, members)
	if err != nil {
		t.Fatal(err)
	}
	for _, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				got, err := split.Units(total, members)
				if err != nil || got.InputHash != want.InputHash || !slices.Equal(shares(got), shares(want)) {
					t.Errorf("with %d processors: another split, %v", processors, err)
				}
			})
		}
		wait.Wait()
		runtime.GOMAXPROCS(before)
	}
}

// Property 11: what cannot be split is refused by name, whatever else is right, and
// nothing is shared out.
func TestWhatCannotBeSplitIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members := drawWeights(t)
		total := decimal.NewFromInt(rapid.Int64Min(1).Draw(t, "total"))
		if rapid.Bool().Draw(t, "credit") {
			total = total.Neg()
		}
		i := rapid.IntRange(0, len(members)-1).Draw(t, "member")
		var want error
		switch rapid.IntRange(0, 6).Draw(t, "fault") {
		case 0:
			members, want = nil, split.ErrNoPositiveWeight
		case 1:
			for j := range members {
				members[j].Weight = decimal.New(0, members[j].Weight.Exponent())
			}
			want = split.ErrNoPositiveWeight
		case 2:
			negative := decimal.New(-rapid.Int64Min(1).Draw(t, "weight"), -rapid.Int32Range(-3, 9).Draw(t, "places"))
			members[i].Weight, want = negative, split.ErrNegativeWeight
		case 3:
			total, want = total.Add(decimal.New(rapid.Int64Range(1, 999).Draw(t, "finer"), -3)), split.ErrFinerThanMinorUnit
		case 4:
			members, want = append(members, members[i]), split.ErrDuplicateKey
		case 5:
			members[i].Key, want = "", split.ErrKeyMissing
		case 6:
			members[i].Weight, want = decimal.New(1, split.MaxExponent+rapid.Int32Min(1).Draw(t, "zeros")%1_000_000), split.ErrOutOfRange
		}
		result, err := split.Units(total, members)
		if !errors.Is(err, want) || result.Shares != nil {
			t.Fatalf("got %v, %v; want %v", result.Shares, err, want)
		}
	})
}

// Property 12: the split of yen, euros and dinars, each in its own minor unit; what is
// finer than that is refused.
func TestEveryMinorUnitIsSplitToTheLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exponent := rapid.SampledFrom([]int32{0, 2, 3}).Draw(t, "exponent")
		members, units := drawWeights(t), rapid.Int64().Draw(t, "units")
		amount := decimal.New(units, -exponent)
		result, err := split.Units(amount.Shift(exponent), members)
		if err != nil {
			t.Fatal(err)
		}
		if why := agrees(result, decimal.NewFromInt(units), members); why != "" {
			t.Fatal(why)
		}
		sum := decimal.Zero
		for _, s := range result.Shares {
			if sum = sum.Add(s.Units.Shift(-exponent)); !s.Units.IsInteger() {
				t.Fatalf("a share of %s", s.Units)
			}
		}
		if !sum.Equal(amount) {
			t.Fatalf("the shares of %s sum to %s", amount, sum)
		}
		finer := amount.Add(decimal.New(rapid.Int64Range(1, 9).Draw(t, "finer"), -exponent-1))
		if _, err := split.Units(finer.Shift(exponent), members); !errors.Is(err, split.ErrFinerThanMinorUnit) {
			t.Fatalf("%s is split: %v", finer, err)
		}
	})
}

// violation names the first property that does not hold for a split of total
// among members, at least one of whom has a weight, or nothing.
func violation(total decimal.Decimal, members []split.Member, choose func(int) int) string {
	result, err := split.Units(total, members)
	if err != nil {
		return "refused: " + err.Error()
	}
	for _, property := range []func(split.Result, decimal.Decimal, []split.Member) string{
		agrees, keepsQuotas, isFair, mirrors, certified,
	} {
		if why := property(result, total, members); why != "" {
			return why
		}
	}
	if why := ignoresOrder(result, total, members, choose); why != "" {
		return why
	}
	if why := ignoresScale(result, total, members, choose); why != "" {
		return why
	}
	return refusesForgery(result, total, choose)
}

// Property 10, and with it 9: equal to the oracle.
func agrees(result split.Result, total decimal.Decimal, members []split.Member) string {
	for i, want := range split.Oracle(total, members) {
		if got := result.Shares[i].Units; got.BigInt().Cmp(want) != 0 {
			return fmt.Sprintf("10: member %d got %s, the oracle gives %s", i, got, want)
		}
	}
	return ""
}

// Properties 1, 2, 3 and 8: the sum, the quotas, the sign.
func keepsQuotas(result split.Result, total decimal.Decimal, members []split.Member) string {
	sum, weights := decimal.Zero, decimal.Zero
	for _, m := range members {
		weights = weights.Add(m.Weight)
	}
	for i, s := range result.Shares {
		sum = sum.Add(s.Units)
		quota := total.Mul(members[i].Weight) // times W
		off := s.Units.Mul(weights).Sub(quota).Abs()
		switch {
		case off.Cmp(weights) >= 0:
			return fmt.Sprintf("2: member %d is a unit or more off its quota", i)
		case members[i].Weight.Sign() == 0 && s.Units.Sign() != 0:
			return fmt.Sprintf("3: member %d has no weight and bears %s", i, s.Units)
		case off.Sign() != 0 && s.Remainder.Sign() == 0:
			return fmt.Sprintf("3: the exact quota of member %d was touched", i)
		case s.Units.Sign() != 0 && s.Units.Sign() != total.Sign():
			return fmt.Sprintf("8: member %d bears %s of %s", i, s.Units, total)
		}
	}
	if !sum.Equal(total) {
		return "1: the shares sum to " + sum.String()
	}
	return ""
}

// Property 7: more weight never bears less, equal weights differ by one unit at most.
func isFair(result split.Result, _ decimal.Decimal, _ []split.Member) string {
	byWeight := slices.Clone(result.Shares)
	slices.SortFunc(byWeight, func(a, b split.Share) int {
		if c := a.Weight.Cmp(b.Weight); c != 0 {
			return c
		}
		return a.Units.Abs().Cmp(b.Units.Abs())
	})
	for i := 1; i < len(byWeight); i++ {
		less, more := byWeight[i-1], byWeight[i]
		if less.Units.Abs().Cmp(more.Units.Abs()) > 0 {
			return fmt.Sprintf("7: %s bears %s, %s bears %s", less.Weight, less.Units, more.Weight, more.Units)
		}
	}
	for i, j := 0, 0; i < len(byWeight); i = j {
		for ; j < len(byWeight) && byWeight[j].Weight.Equal(byWeight[i].Weight); j++ {
		}
		if byWeight[j-1].Units.Sub(byWeight[i].Units).Abs().Cmp(decimal.NewFromInt(1)) > 0 {
			return "7: equal weights of " + byWeight[i].Weight.String() + " differ by more than a unit"
		}
	}
	return ""
}

// Property 5: the other sign.
func mirrors(result split.Result, total decimal.Decimal, members []split.Member) string {
	mirrored, err := split.Units(total.Neg(), members)
	if err != nil {
		return "5: " + err.Error()
	}
	for i, s := range mirrored.Shares {
		if !s.Units.Neg().Equal(result.Shares[i].Units) {
			return fmt.Sprintf("5: member %d bears %s of %s, %s of the other sign", i, result.Shares[i].Units, total, s.Units)
		}
	}
	return ""
}

// Property 13, one half: the engine's answer is certified.
func certified(result split.Result, total decimal.Decimal, _ []split.Member) string {
	if breaches := split.Verify(total, result.Shares); len(breaches) > 0 {
		return "13: " + breaches[0].String()
	}
	return ""
}

// Property 4: the place in the list decides nothing, not even the hash.
func ignoresOrder(result split.Result, total decimal.Decimal, members []split.Member, choose func(int) int) string {
	places := make([]int, len(members))
	shuffled := make([]split.Member, len(members))
	for i := range places {
		places[i] = i
		j := choose(i + 1)
		places[i], places[j] = places[j], places[i]
	}
	for i, place := range places {
		shuffled[i] = members[place]
	}
	again, err := split.Units(total, shuffled)
	if err != nil {
		return "4: " + err.Error()
	}
	if again.InputHash != result.InputHash {
		return "4: another order, another hash"
	}
	for i, place := range places {
		if !again.Shares[i].Units.Equal(result.Shares[place].Units) {
			return fmt.Sprintf("4: member %s bears %s, in another order %s", members[place].Key, result.Shares[place].Units, again.Shares[i].Units)
		}
	}
	return ""
}

// Property 6: only the ratios of the weights matter.
func ignoresScale(result split.Result, total decimal.Decimal, members []split.Member, choose func(int) int) string {
	factor := decimal.New(int64(1+choose(1000)), int32(choose(9)-6))
	scaled := make([]split.Member, len(members))
	for i, m := range members {
		scaled[i] = split.Member{Key: m.Key, Weight: m.Weight.Mul(factor)}
	}
	again, err := split.Units(total, scaled)
	if err != nil {
		return "6: " + err.Error()
	}
	for i, s := range again.Shares {
		if !s.Units.Equal(result.Shares[i].Units) || s.Extra != result.Shares[i].Extra {
			return fmt.Sprintf("6: member %d bears %s, with weights times %s it bears %s", i, result.Shares[i].Units, factor, s.Units)
		}
	}
	return ""
}

// Property 13, the other half: a unit moved from one member to another is found,
// whatever the explanation then claims.
func refusesForgery(result split.Result, total decimal.Decimal, choose func(int) int) string {
	if len(result.Shares) < 2 {
		return ""
	}
	from := choose(len(result.Shares))
	to := (from + 1 + choose(len(result.Shares)-1)) % len(result.Shares)
	unit := decimal.NewFromInt(1)
	if total.Sign() < 0 {
		unit = unit.Neg()
	}
	forged := slices.Clone(result.Shares)
	forged[from].Units = forged[from].Units.Sub(unit)
	forged[to].Units = forged[to].Units.Add(unit)
	for _, claim := range []func(){
		func() {},
		func() { forged[from].Extra, forged[to].Extra = !forged[from].Extra, !forged[to].Extra },
		func() {
			forged[from].Floor = forged[from].Floor.Sub(decimal.NewFromInt(1))
			forged[from].Remainder = forged[from].Remainder.Add(result.WeightSum)
			forged[from].Extra = result.Shares[from].Extra
		},
	} {
		claim()
		if len(split.Verify(total, forged)) == 0 {
			return fmt.Sprintf("13: a unit moved from member %d to %d is certified", from, to)
		}
	}
	return ""
}
