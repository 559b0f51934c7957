package split_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// servicesOf reads "HR 80000: DP 0.2, Assembly 0.8; DP 0: Assembly 1".
func servicesOf(text string) []split.Service {
	var services []split.Service
	for part := range strings.SplitSeq(text, ";") {
		head, uses, _ := strings.Cut(part, ":")
		name, own, _ := strings.Cut(strings.TrimSpace(head), " ")
		service := split.Service{Name: name, Own: whole(own)}
		for use := range strings.SplitSeq(uses, ",") {
			if to, of, found := strings.Cut(strings.TrimSpace(use), " "); found {
				service.Use = append(service.Use, split.Use{To: to, Part: whole(of)})
			}
		}
		services = append(services, service)
	}
	return services
}

func exactText(quotas []split.Quota) string {
	texts := make([]string, len(quotas))
	for i, q := range quotas {
		texts[i] = q.Quota.String()
	}
	return strings.Join(texts, " ")
}

// The three ways, by their names; step-down in the usual order.
var serviceRules = map[string]func([]split.Service, []string) (split.ServiceCosts, error){
	split.ServicesDirect:     split.Direct,
	split.ServicesReciprocal: split.Reciprocal,
	split.ServicesStepDown: func(services []split.Service, production []string) (split.ServiceCosts, error) {
		return split.StepDown(services, production, split.ByOwnCost(services))
	},
}

// textbook is an example of the University of Regina's open textbook for BUS 388,
// 10.4, in cents: three services for two departments of production. Its reciprocal
// result is a dollar short, as it rounds in between.
const textbook = "HR 8000000: DP 0.20, RM 0.10, Machining 0.40, Assembly 0.30;" +
	"DP 12000000: HR 0.08, RM 0.07, Machining 0.30, Assembly 0.55;" +
	"RM 4000000: Machining 0.50, Assembly 0.50"

func TestServicesOfATextbook(t *testing.T) {
	services := servicesOf(textbook)
	if got, want := split.ByOwnCost(services), []string{"DP", "HR", "RM"}; !slices.Equal(got, want) {
		t.Errorf("order: got %v, want %v", got, want)
	}
	for _, c := range []struct{ rule, passed, exact, rounded string }{
		{split.ServicesDirect, "8000000 12000000 4000000", "1286000000/119 1570000000/119", "10806723 13193277"},
		{split.ServicesStepDown, "8960000 12000000 5960000", "11060000 12940000", "11060000 12940000"},
		{split.ServicesReciprocal, "1120000000/123 1700000000/123 241000000/41", "1319500000/123 1632500000/123", "10727642 13272358"},
	} {
		costs, err := serviceRules[c.rule](services, []string{"Machining", "Assembly"})
		if err != nil {
			t.Fatalf("%s: %v", c.rule, err)
		}
		rounded, err := costs.Rounded()
		if err != nil {
			t.Fatalf("%s: %v", c.rule, err)
		}
		if got := exactText(costs.Services); got != c.passed || costs.Rule != c.rule {
			t.Errorf("%s, services: got %s by %s, want %s", c.rule, got, costs.Rule, c.passed)
		}
		if got := exactText(costs.Production); got != c.exact {
			t.Errorf("%s, exactly: got %s, want %s", c.rule, got, c.exact)
		}
		if got := unitsOf(rounded.Positions()); got != c.rounded || costs.Total.String() != "24000000" {
			t.Errorf("%s, rounded: got %s of %s, want %s", c.rule, got, costs.Total, c.rounded)
		}
	}
}

func TestTheOrderOfStepDownDecides(t *testing.T) {
	for order, want := range map[string]string{
		"DP HR RM": "8960000 12000000 5960000: 11060000 12940000",
		"HR DP RM": "8000000 13600000 134200000/23: 242700000/23 309300000/23",
		"RM HR DP": "8000000 124000000/9 4000000: 1594000000/153 2078000000/153",
	} {
		costs, err := split.StepDown(servicesOf(textbook), []string{"Machining", "Assembly"}, strings.Fields(order))
		if err != nil {
			t.Fatal(err)
		}
		if got := exactText(costs.Services) + ": " + exactText(costs.Production); got != want {
			t.Errorf("%s: got %s, want %s", order, got, want)
		}
	}
}

func TestServices(t *testing.T) {
	for _, c := range []struct{ name, services, direct, stepDown, reciprocal string }{
		{"what a service uses of itself changes nothing", "A 100: A 0.5, X 0.25, Y 0.25", "50 50", "50 50", "50 50"},
		{"what nobody is said to use is passed on as the rest", "A 100: X 0.1, Y 0.3", "25 75", "25 75", "25 75"},
		{"a credit", "A -90: X 0.5, Y 0.5; B 30: A 0.5, X 0.5", "-15 -45", "-45/2 -75/2", "-45/2 -75/2"},
		{"services that cost nothing", "A 0: B 1; B 0: X 1", "0 0", "0 0", "0 0"},
		{"a service without cost that others pass through", "A 100: B 1, X 0; B 0: X 0.5, Y 0.5", "", "50 50", "50 50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for rule, want := range map[string]string{split.ServicesDirect: c.direct, split.ServicesStepDown: c.stepDown, split.ServicesReciprocal: c.reciprocal} {
				costs, err := serviceRules[rule](servicesOf(c.services), []string{"X", "Y"})
				if want == "" {
					if !errors.Is(err, split.ErrServicesSingular) {
						t.Errorf("%s: got %v, want a refusal", rule, err)
					}
				} else if got := exactText(costs.Production); err != nil || got != want {
					t.Errorf("%s: got %s, %v; want %s", rule, got, err, want)
				}
			}
		})
	}
}

func TestServicesRefuse(t *testing.T) {
	for _, c := range []struct {
		name, services string
		production     []string
		want           *fault.Fault
	}{
		{"more than all of a service", "A 1: X 0.6, B 0.5; B 1: X 1", []string{"X"}, split.ErrUseOverOne.With("service", "A").At("services.0")},
		{"more than all, with its own use", "A 1: X 0.6, A 0.5", []string{"X"}, split.ErrUseOverOne.With("service", "A").At("services.0")},
		{"a user nobody knows", "A 1: X 1; B 1: Z 1", []string{"X"}, split.ErrUseUnknown.With("service", "B").With("to", "Z").At("services.1")},
		{"a part below zero", "A 1: X 1.5, B -0.5; B 1: X 1", []string{"X"}, split.ErrNegativeWeight.With("key", "B").At("services.0")},
		{"a user named twice", "A 1: X 0.5, X 0.5", []string{"X"}, split.ErrDuplicateKey.With("key", "X").At("services.0")},
		{"two services of one name", "A 1: X 1; A 1: X 1", []string{"X"}, split.ErrDuplicateKey.With("key", "A")},
		{"a service that is production", "A 1: X 1", []string{"X", "A"}, split.ErrDuplicateKey.With("key", "A")},
		{"production without a name", "A 1: X 1", []string{"X", ""}, split.ErrKeyMissing},
		{"nobody who bears costs", "A 1: A 1", nil, split.ErrNoPositiveWeight},
		{"a service that nobody uses", "A 1:", []string{"X"}, split.ErrServicesSingular.With("service", "A")},
		{"a service that only uses itself", "A 1: A 1", []string{"X"}, split.ErrServicesSingular.With("service", "A")},
		{"half a cent", "A 0.5: X 1", []string{"X"}, split.ErrFinerThanMinorUnit.At("services.0")},
		{"a number that would fill the memory", "A 1e4097: X 1", []string{"X"}, split.ErrOutOfRange.At("services.0")},
		{"a part that would fill the memory", "A 1: X 1e-4097", []string{"X"}, split.ErrOutOfRange.At("services.0")},
	} {
		for rule, allocate := range serviceRules {
			if _, err := allocate(servicesOf(c.services), c.production); err == nil || err.Error() != c.want.Error() {
				t.Errorf("%s, %s: got %v, want %v", c.name, rule, err, c.want)
			}
		}
	}
}

func TestServicesThatOnlyUseOneAnotherHaveNoSolution(t *testing.T) {
	for _, services := range []string{"A 0: B 1; B 0: A 1", "A 5: B 1; B 5: A 0.5, B 0.5; C 1: X 1", "C 1: X 0.5, A 0.5; A 5: B 1; B 5: A 1"} {
		if _, err := split.Reciprocal(servicesOf(services), []string{"X"}); !errors.Is(err, split.ErrServicesSingular) {
			t.Errorf("%s: got %v", services, err)
		}
	}
}

func TestAnOrderNamesEveryServiceOnce(t *testing.T) {
	for order, want := range map[string]error{
		"DP HR":       split.ErrOrderIncomplete,
		"":            split.ErrOrderIncomplete,
		"DP HR DP":    split.ErrDuplicateKey,
		"DP HR RM XY": split.ErrUseUnknown,
		"Machining":   split.ErrUseUnknown,
	} {
		if _, err := split.StepDown(servicesOf(textbook), []string{"Machining", "Assembly"}, strings.Fields(order)); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", order, err, want)
		}
	}
}

func BenchmarkReciprocal(b *testing.B) {
	for _, n := range []int{3, 20, 50} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			names := numbered(n + 2)
			services := make([]split.Service, n)
			for s := range services {
				services[s] = split.Service{Name: names[s], Own: decimal.NewFromInt(int64(1_000 + s))}
				for to, name := range names {
					services[s].Use = append(services[s].Use, split.Use{To: name, Part: decimal.New(int64((s*7+to*5)%11+1), -3)})
				}
			}
			for b.Loop() {
				if _, err := split.Reciprocal(services, names[n:]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
