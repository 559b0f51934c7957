package evaluation_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/evaluation"
	"allmende/domain/split"
)

// TestRandomTendersAreEvaluatedAsTheOracleDoes takes more of them with -rapid.checks.
func TestRandomTendersAreEvaluatedAsTheOracleDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawTender(t)
		r, given := d.rules(), rapid.Permutation(d.given()).Draw(t, "order")
		in := d.admitted()
		got, err := evaluation.Evaluate(r, given, nil)
		if len(in) == 0 || d.field(in).undefined() {
			if err == nil {
				t.Fatalf("evaluated %+v", got)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		f, lots := d.field(in), map[int]bool{}
		if d.lots {
			got = drawLots(t, got, r, given, lots)
		}
		ranks := f.ranks(lots)
		for _, p := range got.Places {
			i := int(p.Bid[0] - 'A')
			if p.Rank != ranks[i] || p.Out() != !slices.Contains(in, i) {
				t.Errorf("%s: rank %d, want %d; %s", p.Bid, p.Rank, ranks[i], formulas(got))
			}
			if want := split.NewRatio(d.points(i), d.denominator()); p.Excluded == "" && p.Points.Cmp(want) != 0 {
				t.Errorf("%s: %s points, want %s", p.Bid, p.Points, want)
			}
		}
		firsts := slices.Sorted(slices.Values(got.Firsts))
		if want := firstsOf(ranks); !slices.Equal(firsts, want) {
			t.Errorf("first %v, want %v", got.Firsts, want)
		}
		if want := f.changes(firsts, lots); without(got.Stability) != want {
			t.Errorf("stability: %q, want %q", without(got.Stability), want)
		}
		low := ""
		for _, finding := range got.Low {
			low += finding.Bid
		}
		if low != f.low() {
			t.Errorf("low: %s, want %s", low, f.low())
		}
	})
}

// drawLots draws all ties of a result in the order of names and evaluates again.
func drawLots(t *rapid.T, got evaluation.Result, r evaluation.Rules, given []evaluation.Bid, lots map[int]bool) evaluation.Result {
	var draw []string
	for _, p := range got.Places {
		if p.Tied {
			draw, lots[int(p.Bid[0]-'A')] = append(draw, p.Bid), true
		}
	}
	slices.Sort(draw)
	got, err := evaluation.Evaluate(r, given, draw)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range got.Places {
		if !p.Out() && p.Rank != i+1 {
			t.Errorf("all is drawn, but place %s is %s's", strconv.Itoa(i+1), p.Bid)
		}
	}
	return got
}

func TestTheOrderOfTheBidsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawTender(t)
		given := d.given()
		one, err := evaluation.Evaluate(d.rules(), given, nil)
		other, otherErr := evaluation.Evaluate(d.rules(), rapid.Permutation(given).Draw(t, "order"), nil)
		if !reflect.DeepEqual(one, other) || (err == nil) != (otherErr == nil) {
			t.Errorf("got %+v, %v and %+v, %v", one, err, other, otherErr)
		}
	})
}

func TestDearerMoneyDoesNotChangeTheRankingByRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawTender(t)
		d.method, d.ties = simple, nil
		factor := rat(rapid.Int64Range(1, 1000).Draw(t, "times"), rapid.Int64Range(1, 1000).Draw(t, "by"))
		scaled := d.given()
		for i := range scaled {
			scaled[i].Price = scaled[i].Price.Mul(factor)
		}
		one, err := evaluation.Evaluate(d.rules(), d.given(), nil)
		other, _ := evaluation.Evaluate(d.rules(), scaled, nil)
		if err == nil && (order(one) != order(other) || without(one.Stability) != without(other.Stability)) {
			t.Errorf("got %s, and with prices times %s %s", order(one), factor, order(other))
		}
	})
}

// The report is held against whole evaluations without each of the losers.
func TestStabilityNamesExactlyTheRemovalsThatChangeTheWinner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawTender(t)
		given := d.given()
		got, err := evaluation.Evaluate(d.rules(), given, nil)
		if err != nil {
			return
		}
		var want []evaluation.Change
		for i, b := range given {
			if slices.Contains(got.Firsts, b.Name) {
				continue
			}
			rest, err := evaluation.Evaluate(d.rules(), slices.Delete(slices.Clone(given), i, i+1), nil)
			switch {
			case err != nil:
				want = append(want, evaluation.Change{Without: b.Name, Undefined: true})
			case !slices.Equal(rest.Firsts, got.Firsts):
				want = append(want, evaluation.Change{Without: b.Name, Firsts: rest.Firsts})
			}
		}
		if without(got.Stability) != without(want) {
			t.Errorf("got %q, want %q", without(got.Stability), without(want))
		}
	})
}
