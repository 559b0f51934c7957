package split_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// positions are units between spaces for the members 1000, 1001 and so on.
func positions(units string) []split.Position {
	var list []split.Position
	for i, u := range strings.Fields(units) {
		list = append(list, split.Position{Key: numbered(i + 1)[i], Units: whole(u)})
	}
	return list
}

func unitsOf(list []split.Position) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = p.Units.String()
	}
	return strings.Join(texts, " ")
}

func sumOfPositions(list []split.Position) decimal.Decimal {
	sum := decimal.Zero
	for _, p := range list {
		sum = sum.Add(p.Units)
	}
	return sum
}

func mustDelta(tb rapid.TB, target, posted []split.Position) []split.Position {
	tb.Helper()
	deltas, err := split.Delta(target, posted)
	if err != nil {
		tb.Fatal(err)
	}
	return deltas
}

func sharesOf(tb rapid.TB, total decimal.Decimal, members []split.Member) []split.Position {
	tb.Helper()
	result, err := split.Units(total, members)
	if err != nil {
		tb.Fatal(err)
	}
	return result.Positions()
}

func TestRestatedInhabitantsAndALateMember(t *testing.T) {
	const total = "5555555"
	before := mustSplit(t, total, among("48231", "12007", "5530")).Positions()
	if got, want := unitsOf(before), "4074170 1014255 467130"; got != want {
		t.Fatalf("before: got %s, want %s", got, want)
	}
	restated := mustSplit(t, total, among("48231", "12107", "5530")).Positions()
	if got, want := unitsOf(mustDelta(t, restated, before)), "-6186 6895 -709"; got != want {
		t.Errorf("restated: got %s, want %s", got, want)
	}
	joined := mustSplit(t, total, among("48231", "12107", "5530", "777")).Positions()
	if got, want := unitsOf(joined), "4020556 1009245 460983 64771"; got != want {
		t.Errorf("with the late member: got %s, want %s", got, want)
	}
	if got, want := unitsOf(mustDelta(t, joined, restated)), "-47428 -11905 -5438 64771"; got != want {
		t.Errorf("late member: got %s, want %s", got, want)
	}
}

func TestARerunPostsNothingAndOneCentMoreMayCreditSomebody(t *testing.T) {
	weights := among("6", "6", "2")
	first := mustSplit(t, "10", weights).Positions()
	if got, want := unitsOf(mustDelta(t, mustSplit(t, "10", weights).Positions(), first)), "0 0 0"; got != want {
		t.Errorf("unchanged: got %s, want %s", got, want)
	}
	if got, want := unitsOf(mustDelta(t, mustSplit(t, "11", weights).Positions(), first)), "1 1 -1"; got != want {
		t.Errorf("one cent more: got %s, want %s", got, want)
	}
}

func TestADeltaTakesBackWhatAMemberNoLongerBears(t *testing.T) {
	posted := []split.Position{{Key: "z", Units: whole("10")}, {Key: "b", Units: whole("4")}, {Key: "a", Units: whole("3")}, {Key: "b", Units: whole("-1")}}
	got := mustDelta(t, []split.Position{{Key: "m", Units: whole("9")}, {Key: "b", Units: whole("7")}}, posted)
	want := []string{"m 9", "b 4", "a -3", "z -10"}
	for i, p := range got {
		if text := p.Key + " " + p.Units.String(); len(got) != len(want) || text != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestDeltaRefuses(t *testing.T) {
	for _, c := range []struct {
		name           string
		target, posted []split.Position
		want           error
	}{
		{"a member twice in the target", append(positions("1"), positions("1")...), nil, split.ErrDuplicateKey},
		{"no key in the target", []split.Position{{}}, nil, split.ErrKeyMissing},
		{"no key in what was posted", nil, []split.Position{{}}, split.ErrKeyMissing},
		{"half a cent", positions("0.5"), nil, split.ErrFinerThanMinorUnit},
		{"a number that would fill the memory", nil, positions("1e4097"), split.ErrOutOfRange},
	} {
		if _, err := split.Delta(c.target, c.posted); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestAChargeAndItsReversalLeaveNothing(t *testing.T) {
	posted := mustSplit(t, "10000", among("1", "1", "1")).Positions()
	reversed := split.Reverse(posted)
	if got, want := unitsOf(reversed), "-3334 -3333 -3333"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := unitsOf(mustDelta(t, nil, append(posted, reversed...))), "0 0 0"; got != want {
		t.Errorf("left: got %s, want %s", got, want)
	}
}

func TestAPartialCreditFollowsWhatWasPosted(t *testing.T) {
	for _, c := range []struct{ name, posted, credit, want string }{
		{"a third of the cost", "4067984 1021150 466421", "1851852", "-1355995 -340383 -155474"},
		{"everything", "34 33 33", "100", "-34 -33 -33"},
		{"nothing", "34 33 33", "0", "0 0 0"},
		{"a cent goes back to who paid most", "1 3 2", "1", "0 -1 0"},
		{"of a credit, a part is charged again", "-34 -33 -33", "-10", "4 3 3"},
		{"a member without a posting gets nothing", "0 10", "3", "0 -3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := split.PartialCredit(positions(c.posted), whole(c.credit))
			if err != nil {
				t.Fatal(err)
			}
			if got := unitsOf(result.Positions()); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestPartialCreditRefuses(t *testing.T) {
	for _, c := range []struct {
		name, posted, credit string
		want                 *fault.Fault
	}{
		{"a cent more than was posted", "34 33 33", "101", split.ErrCreditBeyondPosted.With("amount", "1")},
		{"a credit that charges", "34 33 33", "-5", split.ErrCreditBeyondPosted.With("amount", "5")},
		{"a charge against a credit", "-34 -33", "7", split.ErrCreditBeyondPosted.With("amount", "7")},
		{"more than was credited", "-34 -33", "-70", split.ErrCreditBeyondPosted.With("amount", "3")},
		{"anything of nothing", "0 0", "1", split.ErrCreditBeyondPosted.With("amount", "1")},
		{"a member who was credited among those who paid", "34 -3", "5", split.ErrNegativeWeight.With("key", "1001")},
		{"half a cent", "34", "0.5", split.ErrFinerThanMinorUnit},
		{"half a cent posted", "34.5", "1", split.ErrFinerThanMinorUnit},
	} {
		_, err := split.PartialCredit(positions(c.posted), whole(c.credit))
		if err == nil || err.Error() != c.want.Error() {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// drawSplit draws a total of either sign and members by the keys, one with a weight at least.
func drawSplit(t *rapid.T, keys []string, label string) (decimal.Decimal, []split.Member) {
	members := make([]split.Member, len(keys))
	weights := rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 99_999)), len(keys), len(keys)).Draw(t, label+" weights")
	for i, key := range keys {
		members[i] = split.Member{Key: key, Weight: decimal.New(weights[i], -2)}
	}
	if !slices.ContainsFunc(weights, func(w int64) bool { return w > 0 }) {
		members[0].Weight = decimal.NewFromInt(1)
	}
	return decimal.NewFromInt(rapid.Int64Range(-1_000_000, 100_000_000).Draw(t, label+" total")), members
}

// Property 35: the deltas sum to the new total less the old one, and what is then
// posted is a fresh split. Property 40: with the total as it was they sum to zero,
// whoever came late, left, or has another weight.
func TestDeltasEndAtAFreshSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.Permutation(numbered(6)).Draw(t, "keys")
		oldTotal, before := drawSplit(t, keys[:rapid.IntRange(1, 6).Draw(t, "before")], "old")
		newTotal, after := drawSplit(t, keys[rapid.IntRange(0, 5).Draw(t, "left"):], "new")
		if rapid.Bool().Draw(t, "same total") {
			newTotal = oldTotal
		}
		posted := sharesOf(t, oldTotal, before)
		target := sharesOf(t, newTotal, after)
		deltas := mustDelta(t, target, posted)
		if got, want := sumOfPositions(deltas), newTotal.Sub(oldTotal); !got.Equal(want) {
			t.Fatalf("the deltas sum to %s instead of %s", got, want)
		}
		for _, p := range mustDelta(t, target, append(posted, deltas...)) {
			if p.Units.Sign() != 0 {
				t.Fatalf("after posting %v there is still %s to post for %s", deltas, p.Units, p.Key)
			}
		}
		state := mustDelta(t, nil, split.Reverse(append(posted, deltas...)))
		if unitsByKey(state) != unitsByKey(target) {
			t.Fatalf("posted in all: %v, a fresh split: %v", state, target)
		}
	})
}

// unitsByKey leaves out who has nothing.
func unitsByKey(list []split.Position) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b split.Position) int { return strings.Compare(a.Key, b.Key) })
	var text strings.Builder
	for _, p := range list {
		if p.Units.Sign() != 0 {
			text.WriteString(p.Key + " " + p.Units.String() + "\n")
		}
	}
	return text.String()
}

// Property 39: charge and reversal are zero for every member, posting by posting.
func TestAReversalMirrorsEveryPosting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, members := drawSplit(t, rapid.Permutation(numbered(5)).Draw(t, "keys"), "posted")
		posted := sharesOf(t, total, members)
		reversed := split.Reverse(posted)
		for i, p := range reversed {
			if p.Key != posted[i].Key || !p.Units.Add(posted[i].Units).IsZero() {
				t.Fatalf("%v reversed is %v", posted[i], p)
			}
		}
		if unitsByKey(split.Reverse(reversed)) != unitsByKey(posted) {
			t.Fatalf("reversed twice: %v, posted: %v", split.Reverse(reversed), posted)
		}
	})
}

// Property 36 for a partial credit note: it is credited exactly, and nobody gets
// back more than was posted or pays for a credit.
func TestAPartialCreditIsExactAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, members := drawSplit(t, rapid.Permutation(numbered(5)).Draw(t, "keys"), "posted")
		posted := sharesOf(t, total, members)
		credit := decimal.NewFromInt(rapid.Int64Range(0, total.Abs().IntPart()).Draw(t, "credit") * int64(total.Sign()))
		result, err := split.PartialCredit(posted, credit)
		if err != nil {
			t.Fatal(err)
		}
		credits := result.Positions()
		if sum := sumOfPositions(credits); !sum.Equal(credit.Neg()) {
			t.Fatalf("%s is credited instead of %s", sum, credit)
		}
		for i, c := range credits {
			if c.Units.Sign()*posted[i].Units.Sign() > 0 || c.Units.Abs().Cmp(posted[i].Units.Abs()) > 0 {
				t.Fatalf("%s was posted %s and gets %s", c.Key, posted[i].Units, c.Units)
			}
		}
		if credit.Equal(total) && unitsByKey(credits) != unitsByKey(split.Reverse(posted)) {
			t.Fatalf("everything credited is %v, posted was %v", credits, posted)
		}
	})
}
