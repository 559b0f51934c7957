package split_test

import (
	"errors"
	"maps"
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/split"
)

// drawServices draws up to four services, in tenths, of which each sums to one at most.
func drawServices(t *rapid.T) (services []split.Service, production []string) {
	n, m := rapid.IntRange(1, 4).Draw(t, "services"), rapid.IntRange(1, 3).Draw(t, "production")
	names := numbered(n + m)
	cuts := rapid.SliceOfN(rapid.IntRange(0, 10), n*(n+m), n*(n+m)).Draw(t, "cuts")
	for s := range n {
		row := cuts[s*(n+m) : (s+1)*(n+m)]
		slices.Sort(row)
		service := split.Service{Name: names[s], Own: decimal.NewFromInt(rapid.Int64Range(-100, 10_000).Draw(t, "own"))}
		left := 0
		for to, cut := range row {
			if cut > left {
				user := names[(to+s)%(n+m)]
				service.Use = append(service.Use, split.Use{To: user, Part: decimal.New(int64(cut-left), -1)})
				left = cut
			}
		}
		services = append(services, service)
	}
	return services, names[n:]
}

// parts is what others use of every service, as a table by names.
func parts(services []split.Service) map[string]map[string]*big.Rat {
	table := map[string]map[string]*big.Rat{}
	for _, s := range services {
		table[s.Name] = map[string]*big.Rat{}
		for _, use := range s.Use {
			if use.To != s.Name {
				table[s.Name][use.To] = use.Part.Rat()
			}
		}
	}
	return table
}

// Property 26: the order is the rule, and a department that is closed gets nothing
// more; against passing on as one does by hand, in a table.
func TestStepDownClosesOneServiceAfterTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		services, production := drawServices(t)
		var names []string
		for _, s := range services {
			names = append(names, s.Name)
		}
		order := rapid.Permutation(names).Draw(t, "order")
		want, passed, closable := stepDownByHand(services, order)
		costs, err := split.StepDown(services, production, order)
		if !closable {
			if !errors.Is(err, split.ErrServicesSingular) {
				t.Fatalf("got %v, want a refusal", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkExact(t, costs.Services, passed)
		checkExact(t, costs.Production, want)
		checkServiceTotal(t, costs)
	})
}

func stepDownByHand(services []split.Service, order []string) (table, passed map[string]*big.Rat, closable bool) {
	table, passed = map[string]*big.Rat{}, map[string]*big.Rat{}
	for _, s := range services {
		table[s.Name] = s.Own.Rat()
	}
	uses := parts(services)
	for _, name := range order {
		used := new(big.Rat)
		for to, part := range uses[name] {
			if passed[to] == nil {
				used.Add(used, part)
			}
		}
		passed[name] = table[name]
		if passed[name].Sign() == 0 {
			continue
		}
		if used.Sign() == 0 {
			return nil, nil, false
		}
		for to, part := range uses[name] {
			if passed[to] == nil {
				share := new(big.Rat).Mul(passed[name], part)
				addTo(table, to, share.Quo(share, used))
			}
		}
	}
	return table, passed, true
}

func addTo(table map[string]*big.Rat, name string, share *big.Rat) {
	if table[name] == nil {
		table[name] = new(big.Rat)
	}
	table[name] = new(big.Rat).Add(table[name], share)
}

func checkExact(t *rapid.T, got []split.Quota, want map[string]*big.Rat) {
	for _, q := range got {
		expected := want[q.Key]
		if expected == nil {
			expected = new(big.Rat)
		}
		if q.Quota.String() != expected.RatString() {
			t.Fatalf("%s has %s instead of %s", q.Key, q.Quota, expected.RatString())
		}
	}
}

// checkServiceTotal: production bears what services cost, exactly and rounded.
func checkServiceTotal(t *rapid.T, costs split.ServiceCosts) {
	var sum split.Ratio
	for _, q := range costs.Production {
		sum = sum.Add(q.Quota)
	}
	if sum.Cmp(split.RatioOf(costs.Total)) != 0 {
		t.Fatalf("production bears %s of %s", sum, costs.Total)
	}
	rounded, err := costs.Rounded()
	if err != nil {
		t.Fatal(err)
	}
	if got := sumOfPositions(rounded.Positions()); !got.Equal(costs.Total) {
		t.Fatalf("rounded, production bears %s of %s", got, costs.Total)
	}
}

// Property 27: the totals solve the equations exactly, there is a refusal if and
// only if the determinant is zero, and production bears the primary cost.
func TestReciprocalSolvesItsEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		services, production := drawServices(t)
		uses := parts(services)
		costs, err := split.Reciprocal(services, production)
		if singular := determinant(coefficients(services, uses)).Sign() == 0; singular || err != nil {
			if !singular || !errors.Is(err, split.ErrServicesSingular) {
				t.Fatalf("singular %v, got %v", singular, err)
			}
			return
		}
		totals, taken := map[string]*big.Rat{}, map[string]*big.Rat{}
		for _, q := range costs.Services {
			totals[q.Key] = new(big.Rat).SetFrac(q.Quota.Num(), q.Quota.Den())
		}
		for name, users := range uses {
			for to, part := range users {
				addTo(taken, to, new(big.Rat).Mul(part, totals[name]))
			}
		}
		checkExact(t, costs.Production, taken)
		for _, s := range services {
			addTo(taken, s.Name, s.Own.Rat())
			passed := new(big.Rat)
			for _, part := range uses[s.Name] {
				passed.Add(passed, new(big.Rat).Mul(part, totals[s.Name]))
			}
			if passed.Cmp(taken[s.Name]) != 0 {
				t.Fatalf("%s costs %s and passes on %s", s.Name, taken[s.Name], passed)
			}
		}
		checkServiceTotal(t, costs)
	})
}

// Property 27 for one who is refused: a tenth too much of one service, by all three ways.
func TestAUseOverOneIsRefusedByEveryWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		services, production := drawServices(t)
		s := &services[rapid.IntRange(0, len(services)-1).Draw(t, "which")]
		s.Use = []split.Use{{To: production[0], Part: decimal.New(rapid.Int64Range(6, 9).Draw(t, "part"), -1)}, {To: s.Name, Part: whole("0.5")}}
		for _, rule := range slices.Sorted(maps.Keys(serviceRules)) {
			if _, err := serviceRules[rule](services, production); !errors.Is(err, split.ErrUseOverOne) {
				t.Fatalf("%s: got %v", rule, err)
			}
		}
	})
}

func coefficients(services []split.Service, uses map[string]map[string]*big.Rat) [][]*big.Rat {
	rows := make([][]*big.Rat, len(services))
	for i, s := range services {
		rows[i] = rationals(len(services))
		for _, part := range uses[s.Name] {
			rows[i][i].Add(rows[i][i], part)
		}
		for j, other := range services {
			if part := uses[other.Name][s.Name]; part != nil {
				rows[i][j].Neg(part)
			}
		}
	}
	return rows
}

// determinant expands along the first row.
func determinant(rows [][]*big.Rat) *big.Rat {
	if len(rows) == 0 {
		return big.NewRat(1, 1)
	}
	sum := new(big.Rat)
	for j, head := range rows[0] {
		if head.Sign() == 0 {
			continue
		}
		var rest [][]*big.Rat
		for _, row := range rows[1:] {
			rest = append(rest, slices.Concat(row[:j], row[j+1:]))
		}
		term := new(big.Rat).Mul(head, determinant(rest))
		if j%2 == 1 {
			term.Neg(term)
		}
		sum.Add(sum, term)
	}
	return sum
}
