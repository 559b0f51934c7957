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

func TestOffTop(t *testing.T) {
	for _, c := range []struct{ name, total, grant, weights, net, granted, unused string }{
		{"a third of the cost", "900", "300", "1 1 1", "200 200 200", "100 100 100", "0"},
		{"both are rounded alone", "100", "50", "1 1 1", "17 17 16", "17 17 16", "0"},
		{"more than the cost", "900", "1000", "2 1", "0 0", "600 300", "100"},
		{"no grant", "100", "0", "3 1", "75 25", "0 0", "0"},
		{"a credit needs no grant", "-100", "50", "3 1", "-75 -25", "0 0", "50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			net, granted, unused, err := split.OffTop(whole(c.total), whole(c.grant), among(strings.Fields(c.weights)...))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(shares(net), " "); got != c.net {
				t.Errorf("net %s, want %s", got, c.net)
			}
			if got := strings.Join(shares(granted), " "); got != c.granted || unused.String() != c.unused {
				t.Errorf("granted %s and %s unused, want %s and %s", got, unused, c.granted, c.unused)
			}
		})
	}
}

func TestEarmarked(t *testing.T) {
	for _, c := range []struct{ name, gross, grant, weights, granted, unused string }{
		{"by the weights of the grant", "500 500 500", "300", "1 0 2", "100 0 200", "0"},
		{"what exceeds one flows to the others", "500 100 500", "400", "1 1 2", "100 100 200", "0"},
		{"and on from them", "100 150 500", "600", "4 2 1", "100 150 350", "0"},
		{"what exceeds all is unused", "100 150 500", "1000", "4 2 0", "100 150 0", "750"},
		{"who bears nothing gets nothing", "0 200", "100", "1 1", "0 100", "0"},
		{"nor who is paid", "-1 200", "100", "1 1", "0 100", "0"},
		{"nobody eligible bears anything", "0 200", "100", "1 0", "0 0", "100"},
		{"no grant", "10 20", "0", "0 0", "0 0", "0"},
		{"the cent left goes to the smaller key", "10 10 10", "10", "1 1 1", "4 3 3", "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			weights := decimals(c.weights)
			granted, unused, err := split.Earmarked(decimals(c.gross), whole(c.grant), numbered(len(weights)), weights)
			if err != nil || spoken(granted) != c.granted || unused.String() != c.unused {
				t.Errorf("got %s and %s unused, %v; want %s and %s", spoken(granted), unused, err, c.granted, c.unused)
			}
		})
	}
}

func TestRate(t *testing.T) {
	for _, c := range []struct{ name, eligible, rate, limit, want string }{
		{"rounded down", "333", "0.5", "-", "166"},
		{"a rate with many places", "100000", "0.333333", "-", "33333"},
		{"the cap", "333", "0.5", "100", "100"},
		{"a cap out of reach", "333", "0.5", "167", "166"},
		{"all of it", "333", "1", "-", "333"},
		{"nothing of it", "333", "0", "-", "0"},
		{"a cap of nothing", "333", "1", "0", "0"},
		{"no grant for a credit", "-333", "0.5", "100", "0"},
	} {
		got, err := split.Rate(whole(c.eligible), whole(c.rate), limit(c.limit))
		if err != nil || got.String() != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}

func TestGrantsRefuse(t *testing.T) {
	offTop := func(total, grant string, weights ...string) error {
		_, _, _, err := split.OffTop(whole(total), whole(grant), among(weights...))
		return err
	}
	earmarked := func(gross, grant, weights string) error {
		ws := decimals(weights)
		_, _, err := split.Earmarked(decimals(gross), whole(grant), numbered(len(ws)), ws)
		return err
	}
	rate := func(eligible, rate, most string) error {
		_, err := split.Rate(whole(eligible), whole(rate), limit(most))
		return err
	}
	for _, c := range []struct {
		name      string
		got, want error
	}{
		{"a negative grant off the top", offTop("10", "-1", "1"), split.ErrGrantNegative},
		{"half a cent off the top", offTop("10", "0.5", "1"), split.ErrFinerThanMinorUnit},
		{"half a cent of cost", offTop("0.5", "0", "1"), split.ErrFinerThanMinorUnit},
		{"a cost for nobody", offTop("10", "1", "0"), split.ErrNoPositiveWeight},
		{"a grant of all the cost for nobody", offTop("10", "10", "0"), split.ErrNoPositiveWeight},
		{"a negative weight", offTop("10", "1", "-1"), split.ErrNegativeWeight},
		{"a negative earmarked grant", earmarked("10", "-1", "1"), split.ErrGrantNegative},
		{"half a cent earmarked", earmarked("10", "0.5", "1"), split.ErrFinerThanMinorUnit},
		{"half a cent of gross share", earmarked("0.5", "1", "1"), split.ErrFinerThanMinorUnit},
		{"earmarked for nobody", earmarked("10 20", "1", "0 0"), split.ErrNoPositiveWeight},
		{"earmarked by a negative weight", earmarked("10 20", "1", "1 -1"), split.ErrNegativeWeight},
		{"nobody at all", earmarked("", "0", ""), split.ErrNoPositiveWeight},
		{"a rate above 1", rate("10", "1.01", "-"), split.ErrRate},
		{"a negative rate", rate("10", "-0.01", "-"), split.ErrRate},
		{"a rate that would fill the memory", rate("10", "1e-9999", "-"), split.ErrOutOfRange},
		{"half an eligible cent", rate("0.5", "1", "-"), split.ErrFinerThanMinorUnit},
		{"half a cent of cap", rate("10", "1", "0.5"), split.ErrFinerThanMinorUnit},
		{"a negative cap", rate("10", "1", "-1"), split.ErrGrantNegative},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	if _, _, err := split.Earmarked(decimals("10"), whole("1"), numbered(2), decimals("1 1")); err == nil {
		t.Error("one gross share for two members is accepted")
	}
}

// drawWeights draws at least one weight above zero for members in no order.
func drawWeights(t *rapid.T) []split.Member {
	n := rapid.IntRange(1, 5).Draw(t, "members")
	members := make([]split.Member, n)
	for i, key := range rapid.Permutation(numbered(n)).Draw(t, "keys") {
		weight := rapid.OneOf(rapid.Int64Range(0, 5), rapid.Int64Range(0, 1_000_000)).Draw(t, "weight")
		if i == 0 {
			weight = max(weight, 1)
		}
		members[i] = split.Member{Key: key, Weight: decimal.New(weight, -rapid.Int32Range(0, 2).Draw(t, "places"))}
	}
	return members
}

func drawCents(t *rapid.T, label string) decimal.Decimal {
	return decimal.NewFromInt(rapid.OneOf(rapid.Int64Range(0, 20), rapid.Int64Range(0, 1_000_000), rapid.Int64Range(0, 1<<60)).Draw(t, label))
}

// Property 14, Property 15: nobody bears less than nothing or is granted more than its
// gross share, and the grant is all there, used or not.
func TestAGrantOffTheTopIsKeptWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members, total, grant := drawWeights(t), drawCents(t, "total"), drawCents(t, "grant")
		net, granted, unused, err := split.OffTop(total, grant, members)
		if err != nil {
			t.Fatal(err)
		}
		borne, paid := decimal.Zero, decimal.Zero
		for i := range members {
			n, g := net.Shares[i].Units, granted.Shares[i].Units
			if n.Sign() < 0 || g.Sign() < 0 {
				t.Fatalf("member %s bears %s and is granted %s", members[i].Key, n, g)
			}
			borne, paid = borne.Add(n), paid.Add(g)
		}
		if !borne.Add(paid).Equal(total) || !paid.Add(unused).Equal(grant) || unused.Sign() < 0 {
			t.Fatalf("%s + %s of %s, %s + %s of %s", borne, paid, total, paid, unused, grant)
		}
		if unused.Sign() > 0 && borne.Sign() != 0 {
			t.Fatalf("%s of the grant is unused while members bear %s", unused, borne)
		}
	})
}

// Property 14, Property 15: the same for an earmarked grant, which goes where pouring
// it out from member to member until each is full takes it.
func TestAnEarmarkedGrantFlowsUntilAllAreFull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members, grant := drawWeights(t), drawCents(t, "grant")
		gross, weights, keys := make([]decimal.Decimal, len(members)), make([]decimal.Decimal, len(members)), make([]string, len(members))
		for i, m := range members {
			gross[i], weights[i], keys[i] = drawCents(t, "gross"), m.Weight, m.Key
		}
		granted, unused, err := split.Earmarked(gross, grant, keys, weights)
		if err != nil {
			t.Fatal(err)
		}
		paid := decimal.Zero
		for i, g := range granted {
			if g.Sign() < 0 || g.Cmp(gross[i]) > 0 || weights[i].IsZero() && g.Sign() > 0 {
				t.Fatalf("member %s is granted %s of %s", keys[i], g, gross[i])
			}
			paid = paid.Add(g)
		}
		if !paid.Add(unused).Equal(grant) || unused.Sign() < 0 {
			t.Fatalf("%s + %s of %s", paid, unused, grant)
		}
		if want := poured(gross, grant, members); spoken(granted) != spoken(want) {
			t.Fatalf("got %s, want %s", spoken(granted), spoken(want))
		}
	})
}

// poured gives a grant out in rounds: who would get more than its gross share gets
// that and leaves, until what is left can be split.
func poured(gross []decimal.Decimal, grant decimal.Decimal, members []split.Member) []*big.Int {
	granted, left := make([]*big.Int, len(members)), grant
	open := map[int]bool{}
	for i, m := range members {
		granted[i] = new(big.Int)
		if m.Weight.Sign() > 0 {
			open[i] = true
		}
	}
	for {
		sum, full := decimal.Zero, -1
		for i := range open {
			sum = sum.Add(members[i].Weight)
		}
		for i := range open {
			if left.Mul(members[i].Weight).Cmp(gross[i].Mul(sum)) >= 0 {
				full = i
			}
		}
		if full < 0 {
			break
		}
		granted[full] = gross[full].BigInt()
		left = left.Sub(gross[full])
		delete(open, full)
	}
	var rest []split.Member
	var places []int
	for i, m := range members {
		if open[i] {
			rest, places = append(rest, m), append(places, i)
		}
	}
	if len(rest) > 0 {
		for j, share := range split.Oracle(left, rest) {
			granted[places[j]] = share
		}
	}
	return granted
}

// line is a cost of a member that a grant covers or does not.
type line struct {
	member   int
	units    int64
	eligible bool
}

// Property 16: a grant by rate is the rate of what is eligible, rounded down, up to the
// cap; it goes to eligible lines alone, and no other line changes it.
func TestAGrantByRatePaysEligibleLinesAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) line {
			return line{rapid.IntRange(0, 3).Draw(t, "member"), rapid.Int64Range(0, 1<<40).Draw(t, "units"), rapid.Bool().Draw(t, "eligible")}
		}), 1, 6).Draw(t, "lines")
		rate := decimal.New(rapid.Int64Range(0, 1000).Draw(t, "rate"), -3)
		most := drawCents(t, "cap")
		eligible, total, granted, paid := byRate(t, lines, rate, most)

		exact := rate.Mul(eligible) // paid <= exact < paid + 1, or the cap
		if paid.Cmp(exact) > 0 || paid.Cmp(most) > 0 || paid.Cmp(most) < 0 && paid.Add(decimal.NewFromInt(1)).Cmp(exact) <= 0 {
			t.Fatalf("%s of %s at %s up to %s", paid, eligible, rate, most)
		}
		if eligible.Cmp(total) > 0 {
			t.Fatalf("%s of %s is eligible", eligible, total)
		}
		for i, g := range granted {
			own := decimal.Zero
			for _, l := range lines {
				if l.member == i && l.eligible {
					own = own.Add(decimal.NewFromInt(l.units))
				}
			}
			if g.Cmp(own) > 0 {
				t.Fatalf("member %d is granted %s of %s", i, g, own)
			}
		}

		for i := range lines {
			if !lines[i].eligible {
				lines[i].units = rapid.Int64Range(0, 1<<40).Draw(t, "changed")
			}
		}
		if _, _, again, _ := byRate(t, lines, rate, most); spoken(again) != spoken(granted) {
			t.Fatalf("another line makes %s of %s", spoken(again), spoken(granted))
		}
	})
}

// byRate grants four members a rate of their eligible lines, by what is eligible.
func byRate(t *rapid.T, lines []line, rate, most decimal.Decimal) (eligible, total decimal.Decimal, granted []decimal.Decimal, paid decimal.Decimal) {
	own := make([]decimal.Decimal, 4)
	for _, l := range lines {
		units := decimal.NewFromInt(l.units)
		total = total.Add(units)
		if l.eligible {
			own[l.member], eligible = own[l.member].Add(units), eligible.Add(units)
		}
	}
	paid, err := split.Rate(eligible, rate, &most)
	if err != nil {
		t.Fatal(err)
	}
	granted, unused, err := split.Earmarked(own, paid, numbered(4), own)
	if err != nil || unused.Sign() != 0 {
		t.Fatalf("%s unused, %v", unused, err)
	}
	return eligible, total, granted, paid
}
