package split_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/split"
)

func TestASplitAllocatesNothing(t *testing.T) {
	for _, n := range []int{1, 10, 1000, 11_000} {
		splitter, weights := roll(t, n)
		shares := make([]int64, n)
		allocations := testing.AllocsPerRun(20, func() {
			if err := splitter.Split(shares, -123_456_789, weights); err != nil {
				t.Fatal(err)
			}
		})
		if allocations != 0 {
			t.Errorf("%d members: %v allocations, want 0", n, allocations)
		}
	}
}

func TestManyMembersInAnyOrderGetWhatTheOracleGives(t *testing.T) {
	total, members := manyTies(3000)
	result, err := split.Units(total, members)
	if err != nil {
		t.Fatal(err)
	}
	if why := agrees(result, total, members); why != "" {
		t.Error(why)
	}
}

func TestElevenThousandMembersAreCertified(t *testing.T) {
	total, members := manyTies(11_000)
	result, err := split.Units(total, members)
	if err != nil {
		t.Fatal(err)
	}
	if breaches := split.Verify(total, result.Shares); len(breaches) > 0 || result.Left == 0 {
		t.Errorf("%d units left, %d breaches, the first %v", result.Left, len(breaches), breaches[:min(1, len(breaches))])
	}
}

// manyTies is a list in no order with forty different weights.
func manyTies(n int) (decimal.Decimal, []split.Member) {
	random := rand.New(rand.NewPCG(3, 4))
	members := make([]split.Member, n)
	for i, place := range random.Perm(n) {
		members[i] = split.Member{Key: strconv.Itoa(100_000 + place), Weight: decimal.NewFromInt(random.Int64N(40))}
	}
	return decimal.NewFromInt(123_456_789), members
}

func TestASplitterIsUsedAgain(t *testing.T) {
	splitter, err := split.NewSplitter([]string{"c", "a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	shares := make([]int64, 3)
	for _, c := range []struct {
		total   int64
		weights []uint64
		want    []int64
	}{
		{100, []uint64{1, 1, 1}, []int64{33, 34, 33}},
		{-2, []uint64{1, 1, 1}, []int64{0, -1, -1}},
		{math.MinInt64, []uint64{0, math.MaxInt64, 0}, []int64{0, math.MinInt64, 0}},
		{math.MaxInt64, []uint64{math.MaxUint64, math.MaxUint64, 0}, []int64{math.MaxInt64 / 2, math.MaxInt64/2 + 1, 0}},
		{math.MinInt64, []uint64{math.MaxUint64, 0, 0}, []int64{math.MinInt64, 0, 0}},
		{0, []uint64{0, 0, 0}, []int64{0, 0, 0}},
		{7, []uint64{0, 0, 5}, []int64{0, 0, 7}},
	} {
		if err := splitter.Split(shares, c.total, c.weights); err != nil || !slices.Equal(shares, c.want) {
			t.Errorf("%d by %v: got %v, %v; want %v", c.total, c.weights, shares, err, c.want)
		}
	}
}

func TestASplitterRefusesAndLeavesTheSharesAlone(t *testing.T) {
	splitter, err := split.NewSplitter([]string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	shares := []int64{4, 2}
	if err := splitter.Split(shares, 1, []uint64{0, 0}); !errors.Is(err, split.ErrNoPositiveWeight) || !slices.Equal(shares, []int64{4, 2}) {
		t.Errorf("no weight: %v, shares %v", err, shares)
	}
	if err := splitter.Split(shares, 1, []uint64{1}); err == nil {
		t.Error("one weight for two members is accepted")
	}
	if err := splitter.Split(shares[:1], 1, []uint64{1, 1}); err == nil {
		t.Error("one share for two members is accepted")
	}
}

func TestNewSplitterKeepsNoHoldOfTheKeysGiven(t *testing.T) {
	keys := []string{"b", "a"}
	splitter, err := split.NewSplitter(keys)
	if err != nil {
		t.Fatal(err)
	}
	keys[0], keys[1] = "0", "1"
	shares := make([]int64, 2)
	if err := splitter.Split(shares, 1, []uint64{1, 1}); err != nil || !slices.Equal(shares, []int64{0, 1}) {
		t.Errorf("got %v, %v; want the unit with the old key a", shares, err)
	}
}

func TestTheSplitterGivesWhatUnitsGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64().Draw(t, "total")
		words := rapid.SliceOfN(rapid.OneOf(rapid.Uint64Max(3), rapid.Uint64()), 1, 120).Draw(t, "weights")
		words[0] = max(words[0], 1)
		keys := rapid.Permutation(numbered(len(words))).Draw(t, "keys")
		splitter, err := split.NewSplitter(keys)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]int64, len(words))
		if err := splitter.Split(got, total, words); err != nil {
			t.Fatal(err)
		}
		members := make([]split.Member, len(words))
		for i, w := range words {
			members[i] = split.Member{Key: keys[i], Weight: decimal.NewFromUint64(w)}
		}
		for i, want := range split.Oracle(decimal.NewFromInt(total), members) {
			if got[i] != want.Int64() {
				t.Fatalf("member %d: got %d, want %s", i, got[i], want)
			}
		}
	})
}

func TestTheKthLargestIsThatOfASortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(0, 64).Draw(t, "width")
		limit := uint64(math.MaxUint64)
		if width < 64 {
			limit = 1<<width - 1
		}
		values := rapid.SliceOfN(rapid.OneOf(rapid.Uint64Max(limit), rapid.Just(limit), rapid.Just(limit/2)), 1, 300).Draw(t, "values")
		k := rapid.IntRange(1, len(values)).Draw(t, "k")
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		slices.Reverse(sorted)
		value, above := split.KthLargest(values, make([]uint64, len(values)), k, width)
		if want := slices.Index(sorted, sorted[k-1]); value != sorted[k-1] || above != want {
			t.Fatalf("got %d with %d above, want %d with %d", value, above, sorted[k-1], want)
		}
	})
}

func numbered(n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = strconv.Itoa(1000 + i)
	}
	return keys
}
