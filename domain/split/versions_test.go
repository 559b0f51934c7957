package split_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// Property 41, as far as it is arithmetic: what was posted by a version of a rule is
// computed again byte for byte. Whoever changes a digest below without a new version
// changes what members have already paid.
func TestOldRunsAreRecomputedByteForByte(t *testing.T) {
	if split.Version != 1 || split.LinesVersion != 1 {
		t.Fatal("a new version needs its own digests, beside those of the old one")
	}
	for _, c := range []struct {
		name string
		run  func(*rand.Rand) (string, error)
		want string
	}{
		{"stages", runStages, "d3f153e86919b4d74b604f648c7c62c38134405c9663ba722acbf22d66331908"},
		{"lines", runLines, "9231444b5fac4255d9c9e7c67259b9c36bd880e49f94b278d9063d046e9d5c0d"},
		{"series", runSeries, "144e93bc3117fa6523980a6110fd1f5247e09142c110d0e259c7054a8dc39ee3"},
		{"services", runServices, "c5427d4bd4b416d452da19289eab735343a4303d2986df4a8db8ce4e6231b4cf"},
		{"rebates", runRebates, "8af149b8a90ede8811291c8ce76f4d5b8dcb11f305e5f3ea6b2185f316e24524"},
	} {
		t.Run(c.name, func(t *testing.T) {
			random, digest := rand.New(rand.NewPCG(41, 1)), sha256.New()
			for range 200 {
				text, err := c.run(random)
				if err != nil {
					t.Fatal(err)
				}
				_, _ = digest.Write([]byte(text))
			}
			if got := hex.EncodeToString(digest.Sum(nil)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func runStages(random *rand.Rand) (string, error) {
	var groups []split.Group
	for g := range 1 + random.IntN(4) {
		group := split.Group{Key: fmt.Sprint("g", g), Weight: decimal.NewFromInt(1 + random.Int64N(9))}
		for i := range 1 + random.IntN(5) {
			group.Members = append(group.Members, split.Member{Key: fmt.Sprint(g, "-", i), Weight: decimal.New(1+random.Int64N(999), -1)})
		}
		groups = append(groups, group)
	}
	total := decimal.NewFromInt(random.Int64N(2_000_000) - 1_000_000)
	staged, err := split.PerStage(total, groups)
	if err != nil {
		return "", err
	}
	once, err := split.Once(total, groups)
	return stagesText(staged) + "|" + unitsOf(once.Positions()) + "\n", err
}

func runLines(random *rand.Rand) (string, error) {
	members := 1 + random.IntN(9)
	lines := randomLines(random, 1+random.IntN(9), members, random.IntN(2) == 0)
	fit, err := split.FitLines(numbered(members), lines)
	var text strings.Builder
	for _, row := range fit.Cells {
		text.WriteString(unitsTexts(row) + ";")
	}
	return text.String() + totals(fit) + "\n", err
}

func runSeries(random *rand.Rand) (string, error) {
	members := 1 + random.IntN(6)
	var documents []split.Document
	for _, line := range randomLines(random, 1+random.IntN(9), members, random.IntN(2) == 0) {
		documents = append(documents, split.Document(line))
	}
	steps, err := split.Cumulative(numbered(members), documents)
	var text strings.Builder
	for _, step := range steps {
		text.WriteString(unitsTexts(step.Units) + ";")
	}
	return text.String() + "\n", err
}

func runServices(random *rand.Rand) (string, error) {
	n, m := 1+random.IntN(4), 1+random.IntN(3)
	names := numbered(n + m)
	services := make([]split.Service, n)
	for s := range services {
		services[s] = split.Service{Name: names[s], Own: decimal.NewFromInt(random.Int64N(1_000_000))}
		for _, name := range names {
			services[s].Use = append(services[s].Use, split.Use{To: name, Part: decimal.New(1+random.Int64N(12), -2)})
		}
	}
	var text strings.Builder
	for _, rule := range []string{split.ServicesDirect, split.ServicesStepDown, split.ServicesReciprocal} {
		costs, err := serviceRules[rule](services, names[n:])
		if err != nil {
			return "", err
		}
		rounded, err := costs.Rounded()
		if err != nil {
			return "", err
		}
		text.WriteString(exactText(costs.Services) + "|" + exactText(costs.Production) + "|" + unitsOf(rounded.Positions()) + "\n")
	}
	return text.String(), nil
}

func runRebates(random *rand.Rand) (string, error) {
	var volumes []split.Position
	for _, key := range numbered(1 + random.IntN(6)) {
		volumes = append(volumes, split.Position{Key: key, Units: decimal.NewFromInt(random.Int64N(1_500_000))})
	}
	shared, err := split.ShareRebate(volumes, tiersOf(scale))
	var text strings.Builder
	for _, m := range shared.Members {
		text.WriteString(m.Credit.String() + " " + m.Alone.Units.String() + " " + m.Gain.String() + ";")
	}
	return text.String() + "\n", err
}
