package split_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// tiersOf reads "0 0, 1000000 2": from so many units on so many percent.
func tiersOf(text string) []split.Tier {
	var tiers []split.Tier
	for part := range strings.SplitSeq(text, ",") {
		if from, percent, found := strings.Cut(strings.TrimSpace(part), " "); found {
			tiers = append(tiers, split.Tier{From: whole(from), Percent: whole(percent)})
		}
	}
	return tiers
}

const scale = "0 0, 1000000 2, 2500000 5"

func TestARebateReachedTogether(t *testing.T) {
	shared, err := split.ShareRebate(positions("900000 1250050 549949"), tiersOf(scale))
	if err != nil {
		t.Fatal(err)
	}
	if r := shared.Rebate; r.Volume.String() != "2699999" || r.Tier.Percent.String() != "5" || r.Exact.String() != "2699999/20" || r.Units.String() != "135000" {
		t.Errorf("rebate: %+v", r)
	}
	if got, want := unitsOf(shared.Credits.Positions()), "-45000 -62503 -27497"; got != want {
		t.Errorf("credits: got %s, want %s", got, want)
	}
	for i, want := range []string{"45000 0 45000", "62503 25001 37502", "27497 0 27497"} {
		m := shared.Members[i]
		if got := m.Credit.String() + " " + m.Alone.Units.String() + " " + m.Gain.String(); got != want {
			t.Errorf("member %d: credit, alone, gain: got %s, want %s", i, got, want)
		}
	}
}

func TestRebateOn(t *testing.T) {
	for _, c := range []struct{ name, volume, tiers, want string }{
		{"a cent below a tier", "2499999", scale, "50000"},
		{"at a tier, the higher one", "2500000", scale, "125000"},
		{"a cent above", "2500001", scale, "125000"},
		{"half a cent is rounded up", "1000025", scale, "20001"},
		{"less than half a cent is not", "1000024", scale, "20000"},
		{"tiers in any order", "2500000", "2500000 5, 0 0, 1000000 2", "125000"},
		{"below the lowest tier", "999999", "1000000 2", "0"},
		{"no tier", "999999", "", "0"},
		{"no volume", "0", "0 50", "0"},
		{"a volume below zero", "-100", "0 50", "0"},
		{"everything", "100", "0 100", "100"},
		{"a percentage of several places", "100000", "0 0.125", "125"},
		{"beyond 64 bits", "100000000000000000000", "0 3", "3000000000000000000"},
	} {
		rebate, err := split.RebateOn(whole(c.volume), tiersOf(c.tiers))
		if err != nil || rebate.Units.String() != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, rebate.Units, err, c.want)
		}
	}
}

func TestRebatesRefuse(t *testing.T) {
	for _, c := range []struct {
		name, volumes, tiers string
		want                 *fault.Fault
	}{
		{"two tiers from the same volume on", "1", "5 1, 5.0 2", split.ErrTierInvalid.With("from", "5")},
		{"a tier from below zero", "1", "-1 1", split.ErrTierInvalid.With("from", "-1")},
		{"a tier amid a cent", "1", "0.5 1", split.ErrTierInvalid.With("from", "0.5")},
		{"a percentage below zero", "1", "0 -1", split.ErrTierInvalid.With("from", "0")},
		{"more than all", "1", "0 100.1", split.ErrTierInvalid.With("from", "0")},
		{"a tier that would fill the memory", "1", "1e4097 1", split.ErrOutOfRange},
		{"half a cent", "0.5", scale, split.ErrFinerThanMinorUnit},
		{"a volume below zero", "5 -1", scale, split.ErrNegativeWeight.With("key", "1001")},
		{"nobody", "", scale, split.ErrNoPositiveWeight},
	} {
		if _, err := split.ShareRebate(positions(c.volumes), tiersOf(c.tiers)); err == nil || err.Error() != c.want.Error() {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestARebateOnTheYearIsSplitAgain(t *testing.T) {
	members := among("50", "30", "20")
	posted := append(mustSplit(t, "1000000", members).Positions(), mustSplit(t, "777777", members).Positions()...)
	rebate, err := split.RebateOn(whole("1777777"), tiersOf("0 3"))
	if err != nil || rebate.Units.String() != "53333" {
		t.Fatalf("rebate: %s, %v", rebate.Units, err)
	}
	target, deltas, err := split.Resplit(rebate.Units, members, posted)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := unitsOf(target.Positions()), "862222 517333 344889"; got != want {
		t.Errorf("target: got %s, want %s", got, want)
	}
	if got, want := unitsOf(deltas), "-26667 -16000 -10666"; got != want {
		t.Errorf("deltas: got %s, want %s", got, want)
	}
	if got, want := unitsOf(mustSplit(t, "-53333", members).Positions()), "-26666 -16000 -10667"; got != want {
		t.Errorf("the credit alone: got %s, want %s", got, want)
	}
}

func TestResplitRefuses(t *testing.T) {
	for _, c := range []struct {
		name, rebate, posted string
		want                 error
	}{
		{"more than was posted", "11", "5 5", split.ErrCreditBeyondPosted},
		{"a rebate that charges", "-1", "5 5", split.ErrCreditBeyondPosted},
		{"half a cent", "0.5", "5 5", split.ErrFinerThanMinorUnit},
		{"half a cent posted", "1", "5 5.5", split.ErrFinerThanMinorUnit},
	} {
		if _, _, err := split.Resplit(whole(c.rebate), among("1", "1"), positions(c.posted)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if _, _, err := split.Resplit(whole("1"), nil, positions("5 5")); !errors.Is(err, split.ErrNoPositiveWeight) {
		t.Errorf("nobody left to bear the rest: got %v", err)
	}
}

// Property 36: the credits sum to the rebate, nobody is credited more than its
// volume, the tier is the highest that the sum of the volumes reaches.
func TestASharedRebateIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tiers []split.Tier
		for _, from := range rapid.SliceOfNDistinct(rapid.Int64Range(0, 400), 0, 4, rapid.ID).Draw(t, "tiers") {
			tiers = append(tiers, split.Tier{From: decimal.NewFromInt(from), Percent: decimal.New(rapid.Int64Range(0, 1000).Draw(t, "percent"), -1)})
		}
		var volumes []split.Position
		for i, v := range rapid.SliceOfN(rapid.Int64Range(0, 120), 1, 5).Draw(t, "volumes") {
			volumes = append(volumes, split.Position{Key: numbered(5)[i], Units: decimal.NewFromInt(v)})
		}
		shared, err := split.ShareRebate(volumes, tiers)
		if err != nil {
			t.Fatal(err)
		}
		want := rebateByHand(sumOfPositions(volumes), tiers)
		if got := sumOfPositions(shared.Credits.Positions()); !got.Equal(want.Neg()) || !shared.Rebate.Units.Equal(want) {
			t.Fatalf("%s credited, %s told, by hand %s", got, shared.Rebate.Units, want)
		}
		for i, m := range shared.Members {
			alone := rebateByHand(volumes[i].Units, tiers)
			if m.Credit.Sign() < 0 || m.Credit.Cmp(volumes[i].Units) > 0 || !m.Alone.Units.Equal(alone) || !m.Gain.Equal(m.Credit.Sub(alone)) {
				t.Fatalf("member %d: %+v, alone by hand %s", i, m, alone)
			}
		}
	})
}

func rebateByHand(volume decimal.Decimal, tiers []split.Tier) decimal.Decimal {
	best := split.Tier{From: decimal.NewFromInt(-1)}
	for _, tier := range tiers {
		if volume.Cmp(tier.From) >= 0 && tier.From.Cmp(best.From) > 0 {
			best = tier
		}
	}
	exact := new(big.Rat).Quo(volume.Mul(best.Percent).Rat(), big.NewRat(100, 1))
	return decimal.NewFromInt(int64(floorOf(exact.Add(exact, big.NewRat(1, 2)))))
}

// Property 36, splitting again: the deltas sum to the rebate, and nobody is credited
// more than was posted, whatever roundings the postings have behind them.
func TestSplittingAgainCreditsTheRebateExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, members := drawSplit(t, numbered(4), "year")
		var posted []split.Position
		for _, total := range rapid.SliceOfN(rapid.Int64Range(0, 5_000), 1, 4).Draw(t, "postings") {
			posted = append(posted, sharesOf(t, decimal.NewFromInt(total), members)...)
		}
		total := sumOfPositions(posted)
		rebate := decimal.NewFromInt(rapid.Int64Range(0, total.IntPart()).Draw(t, "rebate"))
		target, deltas, err := split.Resplit(rebate, members, posted)
		if err != nil {
			t.Fatal(err)
		}
		if got := sumOfPositions(deltas); !got.Equal(rebate.Neg()) {
			t.Fatalf("%s is credited instead of %s", got, rebate)
		}
		checkUnits(t, target.Positions(), total.Sub(rebate), split.Oracle(total.Sub(rebate), members))
		for _, p := range mustDelta(t, nil, split.Reverse(append(posted, deltas...))) {
			if p.Units.Sign() < 0 {
				t.Fatalf("%s got back %s more than it was posted", p.Key, p.Units)
			}
		}
	})
}
