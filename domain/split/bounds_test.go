package split_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// between makes members with the keys 01, 02 and so on from three lists; "-" is no bound.
func between(weights, floors, caps string) []split.BoundedMember {
	members := make([]split.BoundedMember, len(strings.Fields(weights)))
	for i, m := range among(strings.Fields(weights)...) {
		members[i] = split.BoundedMember{Member: m, Floor: limit(strings.Fields(floors)[i]), Cap: limit(strings.Fields(caps)[i])}
	}
	return members
}

func limit(text string) *decimal.Decimal {
	if text == "-" {
		return nil
	}
	d := whole(text)
	return &d
}

func holds(result split.BoundedResult) string {
	words := make([]string, len(result.Held))
	for i, held := range result.Held {
		words[i] = string(held)
		if held == split.NotHeld {
			words[i] = "-"
		}
	}
	return strings.Join(words, " ")
}

func TestBounded(t *testing.T) {
	for _, c := range []struct {
		name, total, weights, floors, caps string
		want, level, held                  string
	}{
		{"no bounds", "1000", "6 3 1", "- - -", "- - -", "600 300 100", "100", "- - -"},
		{"a cap", "1000", "6 3 1", "- - -", "300 - -", "300 525 175", "175", "cap - -"},
		{"a cap that holds only because of another", "1000", "6 3 1", "- - -", "300 500 -", "300 500 200", "200", "cap cap -"},
		{"a floor", "1000", "6 3 1", "- - 370", "- - -", "420 210 370", "70", "- - floor"},
		{"a cap that frees a member of its floor", "1000", "7 2 1", "- - 150", "400 - -", "400 400 200", "200", "cap - -"},
		{"a floor that frees a member of its cap", "1000", "7 2 1", "- - 520", "- 300 -", "373 107 520", "160/3", "- - floor"},
		{"a cap between two cents", "100", "1 1 1", "- - -", "33 - -", "33 34 33", "67/2", "cap - -"},
		{"a cap that is just reached holds", "90", "1 1 1", "- - -", "30 - -", "30 30 30", "30", "cap - -"},
		{"a floor that is just reached holds", "90", "1 1 1", "30 - -", "- - -", "30 30 30", "30", "floor - -"},
		{"bounds that meet", "100", "1 1 1", "20 - -", "20 - -", "20 40 40", "40", "cap - -"},
		{"no weight bears its floor", "100", "0 1 1", "10 - -", "- - -", "10 45 45", "45", "floor - -"},
		{"no weight and no floor bears nothing", "100", "0 1 1", "- - -", "- 20 -", "0 20 80", "80", "- cap -"},
		{"floors for all, weights for none", "100", "0 0", "40 60", "- -", "40 60", "0", "floor floor"},
		{"all at their floors", "100", "1 1", "40 60", "- -", "40 60", "0", "floor floor"},
		{"all at their caps, at the lowest level there is", "100", "1 2", "- -", "40 60", "40 60", "40", "cap cap"},
		{"all held, some high, some low", "50", "1 1", "- 30", "20 -", "20 30", "20", "cap floor"},
		{"a floor of nothing holds nobody", "100", "1 1", "0 -5", "- -", "50 50", "50", "- -"},
		{"nothing to split", "0", "1 2", "- 0", "0 -", "0 0", "0", "cap -"},
		{"nothing to split, and nobody with a weight", "0", "0 0", "- -", "- -", "0 0", "0", "- -"},
		{"the level is for one of weight", "30", "0.50 0.25", "- -", "- -", "20 10", "40", "- -"},
		{"the level of weights with positive powers of ten", "30", "2e3 1e3", "- -", "- -", "20 10", "1/100", "- -"},
		{"mirrored", "-1000", "7 2 1", "- - 150", "400 - -", "-400 -400 -200", "200", "cap - -"},
		{"beyond 64 bits", "100000000000000000000000", "1 1 1", "- - -", "1 - -", "1 50000000000000000000000 49999999999999999999999", "99999999999999999999999/2", "cap - -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := split.Bounded(whole(c.total), between(c.weights, c.floors, c.caps))
			if err != nil {
				t.Fatal(err)
			}
			if got := spoken(result.Units); got != c.want || result.Level.String() != c.level || holds(result) != c.held {
				t.Errorf("got %s at %s held by %s, want %s at %s held by %s", got, result.Level, holds(result), c.want, c.level, c.held)
			}
		})
	}
}

func TestBoundedRefuses(t *testing.T) {
	twins := between("1 1", "- -", "- -")
	twins[1].Key = "01"
	for _, c := range []struct {
		name, total string
		members     []split.BoundedMember
		want        error
		param       string
	}{
		{"caps a cent short", "101", between("1 1", "- -", "40 60"), split.ErrCapsShortOfTotal, "1"},
		{"caps short of a credit", "-130", between("1 1", "- -", "40 60"), split.ErrCapsShortOfTotal, "30"},
		{"caps short where the others have no weight", "100", between("1 0 0", "- 5 -", "40 - -"), split.ErrCapsShortOfTotal, "55"},
		{"floors a cent above", "99", between("1 1", "40 60", "- -"), split.ErrFloorsExceedTotal, "1"},
		{"floors above nothing", "0", between("1", "7", "-"), split.ErrFloorsExceedTotal, "7"},
		{"a cap below the floor", "100", between("1 1", "- 50", "- 49"), split.ErrBoundsCrossed, ""},
		{"a cap below zero", "100", between("1 1", "- -", "- -1"), split.ErrBoundsCrossed, ""},
		{"crossed bounds come before floors too high", "1", between("1 1", "- 50", "- 49"), split.ErrBoundsCrossed, ""},
		{"half a cent of floor", "100", between("1 1", "0.5 -", "- -"), split.ErrFinerThanMinorUnit, ""},
		{"half a cent of cap", "100", between("1 1", "- -", "0.5 -"), split.ErrFinerThanMinorUnit, ""},
		{"a floor that would fill the memory", "100", between("1 1", "1e9999 -", "- -"), split.ErrOutOfRange, ""},
		{"half a cent", "0.5", between("1", "-", "-"), split.ErrFinerThanMinorUnit, ""},
		{"nobody", "0", nil, split.ErrNoPositiveWeight, ""},
		{"no weight above the floors", "100", between("0 0", "40 50", "- -"), split.ErrNoPositiveWeight, ""},
		{"a negative weight", "100", between("1 -1", "- -", "- -"), split.ErrNegativeWeight, ""},
		{"one key twice", "100", twins, split.ErrDuplicateKey, ""},
	} {
		result, err := split.Bounded(whole(c.total), c.members)
		if !errors.Is(err, c.want) || result.Units != nil {
			t.Errorf("%s: got %v, %v; want %v", c.name, result.Units, err, c.want)
			continue
		}
		if f, _ := fault.Of(err); f.Params()["amount"] != c.param {
			t.Errorf("%s: got %v, want the amount %q", c.name, err, c.param)
		}
	}
}

func TestTheRestIsExplainedAsASplitOfItsOwn(t *testing.T) {
	result, err := split.Bounded(whole("-1000"), between("6 3 1", "- - -", "300 - -"))
	if err != nil {
		t.Fatal(err)
	}
	if result.Rule != "one-level" || result.Version != 1 || result.Free.Total.String() != "-700" || len(result.Free.Shares) != 2 || result.Free.Shares[0].Key != "02" {
		t.Errorf("got %+v", result)
	}
	if breaches := split.Verify(whole("-700"), result.Free.Shares); breaches != nil {
		t.Errorf("not certified: %v", breaches)
	}
}

// drawBounds makes a case that has a split: the total is that of possible shares
// which lie between all bounds.
func drawBounds(t *rapid.T) (decimal.Decimal, []split.BoundedMember) {
	n := rapid.IntRange(1, 6).Draw(t, "members")
	number := rapid.OneOf(rapid.Int64Range(0, 12), rapid.Int64Range(0, 100_000), rapid.Int64Range(0, 1<<60))
	members, total := make([]split.BoundedMember, n), decimal.Zero
	for i, key := range rapid.Permutation(numbered(n)).Draw(t, "keys") {
		possible := decimal.NewFromInt(number.Draw(t, "possible"))
		total = total.Add(possible)
		members[i].Member = split.Member{Key: key, Weight: decimal.New(number.Draw(t, "weight"), -rapid.Int32Range(0, 2).Draw(t, "places"))}
		switch floor := rapid.IntRange(0, 2).Draw(t, "floor"); {
		case floor == 2 || members[i].Weight.IsZero():
			members[i].Floor = &possible
		case floor == 1:
			below := decimal.NewFromInt(number.Draw(t, "floor at"))
			below = decimal.Min(below, possible)
			members[i].Floor = &below
		}
		switch rapid.IntRange(0, 2).Draw(t, "cap") {
		case 2:
			members[i].Cap = &possible
		case 1:
			above := possible.Add(decimal.NewFromInt(number.Draw(t, "cap above")))
			members[i].Cap = &above
		}
	}
	if rapid.Bool().Draw(t, "credit") {
		total = total.Neg()
	}
	return total, members
}

func mustBounded(t *rapid.T, total decimal.Decimal, members []split.BoundedMember) split.BoundedResult {
	result, err := split.Bounded(total, members)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// shareAt is clamp(L*w, lo, hi) of a member.
func shareAt(level split.Ratio, m split.BoundedMember) split.Ratio {
	exact := level.Mul(split.RatioOf(m.Weight))
	if m.Floor != nil && exact.Cmp(split.RatioOf(*m.Floor)) < 0 {
		exact = split.RatioOf(*m.Floor)
	}
	if m.Cap != nil && exact.Cmp(split.RatioOf(*m.Cap)) > 0 {
		exact = split.RatioOf(*m.Cap)
	}
	return exact
}

// Property 17: shares within their bounds that sum to the total, each within a unit of
// what one level gives it; a plain search gives the same level and shares, and so do
// the members in another order.
func TestSharesBetweenBoundsHaveOneLevel(t *testing.T) {
	one := ratio("1")
	rapid.Check(t, func(t *rapid.T) {
		total, members := drawBounds(t)
		result := mustBounded(t, total, members)
		sum := decimal.Zero
		for i, m := range members {
			sum = sum.Add(result.Units[i])
			share := result.Units[i].Abs()
			if m.Floor != nil && share.Cmp(*m.Floor) < 0 || m.Cap != nil && share.Cmp(*m.Cap) > 0 || result.Units[i].Sign() == -total.Sign() && total.Sign() != 0 {
				t.Fatalf("member %s bears %s, out of bounds", m.Key, result.Units[i])
			}
			off := shareAt(result.Level, m).Sub(split.RatioOf(share))
			if off.Cmp(one) >= 0 || off.Cmp(one.Neg()) <= 0 {
				t.Fatalf("member %s bears %s, at the level %s it is %s", m.Key, share, result.Level, shareAt(result.Level, m))
			}
		}
		if !sum.Equal(total) {
			t.Fatalf("the shares sum to %s, not to %s", sum, total)
		}
		level, want := split.BoundsOracle(total, members)
		if result.Level.String() != level.RatString() || spoken(result.Units) != spoken(want) {
			t.Fatalf("got %s at %s, want %s at %s", spoken(result.Units), result.Level, spoken(want), level.RatString())
		}
		turned := slices.Clone(members)
		slices.Reverse(turned)
		again := mustBounded(t, total, turned)
		slices.Reverse(again.Units)
		if spoken(again.Units) != spoken(result.Units) || again.Level.Cmp(result.Level) != 0 {
			t.Fatalf("%s becomes %s in another order", spoken(result.Units), spoken(again.Units))
		}
	})
}

// Property 18: bounds that hold nobody change nothing, be it that none holds or that
// some do.
func TestBoundsThatDoNotBindChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, members := drawBounds(t)
		result := mustBounded(t, total, members)
		for i := range members {
			if result.Held[i] == split.NotHeld {
				members[i].Floor, members[i].Cap = nil, nil
			}
		}
		if again := mustBounded(t, total, members); spoken(again.Units) != spoken(result.Units) {
			t.Fatalf("without the bounds that hold nobody %s becomes %s", spoken(result.Units), spoken(again.Units))
		}

		plain := make([]split.Member, len(members))
		for i := range members {
			plain[i] = members[i].Member
		}
		unbound, err := split.Units(total, plain)
		if err != nil {
			return // no weights, only floors
		}
		for i, s := range unbound.Shares {
			low, high := s.Floor.Sub(decimal.NewFromInt(rapid.Int64Range(0, 3).Draw(t, "below"))), s.Floor
			if s.Remainder.Sign() > 0 {
				high = high.Add(decimal.NewFromInt(1))
			}
			members[i].Floor, members[i].Cap = &low, &high
		}
		if loose := mustBounded(t, total, members); spoken(loose.Units) != strings.Join(shares(unbound), " ") {
			t.Fatalf("bounds around the quotas make %s of %v", spoken(loose.Units), shares(unbound))
		}
	})
}

// Property 19: bounds that leave no split are refused with the amount.
func TestInfeasibleBoundsAreRefusedWithTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, members := drawBounds(t)
		floors, caps := decimal.Zero, decimal.Zero
		for i := range members {
			m := &members[i]
			if m.Weight.IsZero() {
				m.Weight = decimal.NewFromInt(1)
			}
			if m.Cap == nil {
				m.Cap = limit("9e18")
			}
			if m.Floor == nil {
				m.Floor = limit("0")
			}
			floors, caps = floors.Add(*m.Floor), caps.Add(*m.Cap)
		}
		off := decimal.NewFromInt(rapid.Int64Range(1, 1<<40).Draw(t, "off"))
		total, want := caps.Add(off), split.ErrCapsShortOfTotal
		if rapid.Bool().Draw(t, "floors") && floors.Sign() > 0 {
			off = decimal.Min(off, floors)
			total, want = floors.Sub(off), split.ErrFloorsExceedTotal
		}
		if rapid.Bool().Draw(t, "mirrored") {
			total = total.Neg()
		}
		_, err := split.Bounded(total, members)
		f, _ := fault.Of(err)
		if !errors.Is(err, want) || f.Params()["amount"] != off.String() {
			t.Fatalf("got %v, want %v with %s", err, want, off)
		}
	})
}

// Property 20: a member whose cap is raised bears no less.
func TestRaisingACapNeverLowersThatShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, members := drawBounds(t)
		i := rapid.IntRange(0, len(members)-1).Draw(t, "member")
		before := shareAt(mustBounded(t, total, members).Level, members[i])
		if members[i].Cap == nil {
			return
		}
		raised := members[i].Cap.Add(decimal.NewFromInt(rapid.Int64Range(1, 100_000).Draw(t, "more")))
		members[i].Cap = &raised
		if after := shareAt(mustBounded(t, total, members).Level, members[i]); after.Cmp(before) < 0 {
			t.Fatalf("member %s bore %s and bears %s", members[i].Key, before, after)
		}
	})
}

func TestTheSelfCheckMeetsEveryHold(t *testing.T) {
	random, met := rand.New(rand.NewPCG(1, 1)), map[split.Hold]int{}
	for range 200 {
		total, members := split.RandomBounds(random, 4)
		result, err := split.Bounded(total, members)
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range result.Held {
			met[held]++
		}
	}
	if met[split.NotHeld] < 100 || met[split.HeldByFloor] < 100 || met[split.HeldByCap] < 100 {
		t.Errorf("of 800 members: %v", met)
	}
}

// The oracle would take minutes; a level with shares that fit it is the only one.
func TestElevenThousandMembersBetweenBounds(t *testing.T) {
	total, plain := manyTies(11_000)
	members := make([]split.BoundedMember, len(plain))
	for i, m := range plain {
		members[i].Member = m
		if i%3 != 0 {
			members[i].Floor = limit(strconv.Itoa(7 * i % 9000))
		}
		if i%3 != 1 {
			members[i].Cap = limit(strconv.Itoa(9000 + 7*i%11_000))
		}
	}
	result, err := split.Bounded(total, members)
	if err != nil {
		t.Fatal(err)
	}
	sum := decimal.Zero
	for i, m := range members {
		sum = sum.Add(result.Units[i])
		if off := shareAt(result.Level, m).Sub(split.RatioOf(result.Units[i])); off.Cmp(ratio("1")) >= 0 || off.Cmp(ratio("-1")) <= 0 {
			t.Fatalf("member %s bears %s, at the level %s", m.Key, result.Units[i], shareAt(result.Level, m))
		}
	}
	if !sum.Equal(total) || !slices.Contains(result.Held, split.HeldByCap) || !slices.Contains(result.Held, split.HeldByFloor) || len(result.Free.Shares) == 0 {
		t.Errorf("the sum is %s of %s; %d members are free", sum, total, len(result.Free.Shares))
	}
}
