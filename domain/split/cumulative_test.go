package split_test

import (
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// documentsOf reads "10000: 1 1 1; 1: 0 1 1".
func documentsOf(text string) []split.Document {
	var documents []split.Document
	for part := range strings.SplitSeq(text, ";") {
		units, weights, _ := strings.Cut(part, ":")
		documents = append(documents, split.Document(lineOf(strings.TrimSpace(units), weights)))
	}
	return documents
}

func unitsTexts(list []decimal.Decimal) string {
	texts := make([]string, len(list))
	for i, d := range list {
		texts[i] = d.String()
	}
	return strings.Join(texts, " ")
}

func TestAYearOfEqualMonthsEndsEqual(t *testing.T) {
	months := slices.Repeat(documentsOf("10000: 1 1 1"), 12)
	steps, err := split.Cumulative(numbered(3), months)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range slices.Repeat([]string{"3334 3333 3333", "3333 3334 3333", "3333 3333 3334"}, 4) {
		if got := unitsTexts(steps[k].Units); got != want {
			t.Errorf("month %d: got %s, want %s", k+1, got, want)
		}
	}
	if got, want := unitsOf(steps[11].Target.Positions()), "40000 40000 40000"; got != want {
		t.Errorf("the year: got %s, want %s", got, want)
	}
	month := mustSplit(t, "10000", among("1", "1", "1")).Positions()
	if got, want := unitsByKey(mustDelta(t, nil, split.Reverse(slices.Repeat(month, 12)))), "01 40008\n02 39996\n03 39996\n"; got != want {
		t.Errorf("each month by itself: got %s, want %s", got, want)
	}
}

func TestCumulative(t *testing.T) {
	for _, c := range []struct{ name, documents, want string }{
		{"cents go round", "1: 1 1 1; 1: 1 1 1; 1: 1 1 1; 1: 1 1 1", "1 0 0; 0 1 0; 0 0 1; 1 0 0"},
		{"a member who comes late", "100: 1 1 0; 100: 1 1 1", "50 50 0; 34 33 33"},
		{"a member is credited a cent of a charge, as weights changed", "1: 1 1 1; 1: 0 3 1", "1 0 0; -1 1 1"},
		{"a credit in between", "10: 1 1 1; -10: 1 1 1; 10: 1 1 1", "4 3 3; -4 -3 -3; 4 3 3"},
		{"a total below zero", "-1: 1 1; -1: 1 1; 4: 1 1", "-1 0; 0 -1; 2 2"},
		{"a document of nothing for nobody", "3: 1 1; 0: 0 0; 1: 1 1", "2 1; 0 0; 0 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			documents := documentsOf(c.documents)
			steps, err := split.Cumulative(numbered(len(documents[0].Weights)), documents)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]string, len(steps))
			for k, step := range steps {
				got[k] = unitsTexts(step.Units)
			}
			if text := strings.Join(got, "; "); text != c.want {
				t.Errorf("got %s, want %s", text, c.want)
			}
		})
	}
}

func TestASeriesIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, documents string
		keys            []string
		want            error
		field           string
	}{
		{"no member", "0:", nil, split.ErrNoPositiveWeight, ""},
		{"a member twice", "1: 1 1", []string{"a", "a"}, split.ErrDuplicateKey, ""},
		{"a document nobody bears", "1: 1; 1: 0", numbered(1), split.ErrNoPositiveWeight, "documents.1"},
		{"a negative weight", "1: 1; 1: -1", numbered(1), split.ErrNegativeWeight, "documents.1"},
		{"half a cent", "0.5: 1", numbered(1), split.ErrFinerThanMinorUnit, "documents.0"},
		{"a number that would fill the memory", "1e4097: 1", numbered(1), split.ErrOutOfRange, "documents.0"},
	} {
		_, steps := split.Cumulative(c.keys, documentsOf(c.documents))
		_, _, quotas := split.RunningQuotas(c.keys, documentsOf(c.documents))
		for _, err := range []error{steps, quotas} {
			if f, _ := fault.Of(err); !errors.Is(err, c.want) || f.Field() != c.field {
				t.Errorf("%s: got %v, want %v at %q", c.name, err, c.want, c.field)
			}
		}
	}
	if _, err := split.Cumulative(numbered(2), documentsOf("1: 1")); err == nil {
		t.Error("one weight among two members is accepted")
	} else if _, isFault := fault.Of(err); isFault {
		t.Errorf("a mistake of the program is told as a fault: %v", err)
	}
}

// Property 37: after every document each running sum is within a unit of its exact
// running quota, the documents sum to their totals, a share lies less than two units
// off its own quota; and the last target is that of the running quotas alone.
func TestRunningSumsStayAtTheirQuotas(t *testing.T) {
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "members")
		keys := rapid.Permutation(numbered(n)).Draw(t, "keys")
		documents := drawDocuments(t, n)
		steps, err := split.Cumulative(keys, documents)
		if err != nil {
			t.Fatal(err)
		}
		quotas, running := rationals(n), make([]decimal.Decimal, n)
		for k, document := range documents {
			sum := decimal.Zero
			for i, units := range steps[k].Units {
				own := exactShare(document, i)
				quotas[i].Add(quotas[i], own)
				running[i], sum = running[i].Add(units), sum.Add(units)
				if !units.IsInteger() || distance(running[i], quotas[i]).Cmp(one) >= 0 || distance(units, own).Cmp(two) >= 0 {
					t.Fatalf("document %d, member %d: %s of %s, in all %s of %s", k, i, units, own, running[i], quotas[i])
				}
			}
			if !sum.Equal(document.Units) {
				t.Fatalf("document %d sums to %s instead of %s", k, sum, document.Units)
			}
			if got := unitsOf(steps[k].Target.Positions()); got != unitsTexts(running) {
				t.Fatalf("document %d: the target is %s, the sums are %v", k, got, running)
			}
		}
		total, exact, err := split.RunningQuotas(keys, documents)
		if err != nil {
			t.Fatal(err)
		}
		last, err := split.Quotas(total, exact)
		if err != nil || unitsOf(last.Positions()) != unitsTexts(running) {
			t.Fatalf("the running quotas make %s, %v; the documents %v", unitsOf(last.Positions()), err, running)
		}
	})
}

func drawDocuments(t *rapid.T, members int) []split.Document {
	units := rapid.SliceOfN(rapid.Int64Range(-5, 60), 1, 6).Draw(t, "units")
	weights := rapid.SliceOfN(rapid.Int64Range(0, 5), members*len(units), members*len(units)).Draw(t, "weights")
	documents := make([]split.Document, len(units))
	for k := range documents {
		row := weights[k*members : (k+1)*members]
		if slices.Max(row) == 0 {
			row[0] = 1
		}
		documents[k].Units = decimal.NewFromInt(units[k])
		for _, w := range row {
			documents[k].Weights = append(documents[k].Weights, decimal.New(w, -1))
		}
	}
	return documents
}

func exactShare(document split.Document, member int) *big.Rat {
	sum := decimal.Zero
	for _, w := range document.Weights {
		sum = sum.Add(w)
	}
	share := document.Units.Mul(document.Weights[member]).Rat()
	return share.Quo(share, sum.Rat())
}

func distance(units decimal.Decimal, quota *big.Rat) *big.Rat {
	off := new(big.Rat).Sub(units.Rat(), quota)
	return off.Abs(off)
}

func rationals(n int) []*big.Rat {
	zeros := make([]*big.Rat, n)
	for i := range zeros {
		zeros[i] = new(big.Rat)
	}
	return zeros
}
