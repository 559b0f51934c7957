package split_test

import (
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// groupsOf reads "2: 1 1 1; 1: 1 1": weights of groups and of their members, whose
// keys ascend through all groups.
func groupsOf(text string) []split.Group {
	var groups []split.Group
	key := 1000
	for part := range strings.SplitSeq(text, ";") {
		weight, members, _ := strings.Cut(part, ":")
		group := split.Group{Key: "g" + strconv.Itoa(len(groups)), Weight: whole(strings.TrimSpace(weight))}
		for w := range strings.FieldsSeq(members) {
			group.Members = append(group.Members, split.Member{Key: strconv.Itoa(key), Weight: whole(w)})
			key++
		}
		groups = append(groups, group)
	}
	return groups
}

// stagesText is "6667: 2223 2222 2222; 3333: 1667 1666".
func stagesText(s split.Staged) string {
	parts := make([]string, len(s.Members))
	for g, members := range s.Members {
		parts[g] = strings.TrimSpace(s.Groups.Shares[g].Units.String() + ": " + unitsOf(members.Positions()))
	}
	return strings.Join(parts, "; ")
}

func TestStages(t *testing.T) {
	for _, c := range []struct{ name, total, groups, perStage, once string }{
		{"two groups of three and two", "10000", "2: 1 1 1; 1: 1 1", "6667: 2223 2222 2222; 3333: 1667 1666", "2222 2222 2222 1667 1667"},
		{"a credit is the mirror image", "-10000", "2: 1 1 1; 1: 1 1", "-6667: -2223 -2222 -2222; -3333: -1667 -1666", "-2222 -2222 -2222 -1667 -1667"},
		{"one group is no stage", "100", "7: 1 1 1", "100: 34 33 33", "34 33 33"},
		{"a group of weight zero needs no members", "5", "0: ; 1: 3 7", "0:; 5: 2 3", "2 3"},
		{"nor members with weight", "5", "0: 0 0; 1: 3 7", "0: 0 0; 5: 2 3", "0 0 2 3"},
		{"nothing to split", "0", "1: 0; 0: 1", "0: 0; 0: 0", "0 0"},
		{"decimal weights of any scale", "100", "0.5: 0.25 0.75; 1.5: 1e3", "25: 6 19; 75: 75", "6 19 75"},
		{"beyond 64 bits", "3000000000000000000000000000", "1: 1; 2: 1 3", "1000000000000000000000000000: 1000000000000000000000000000; 2000000000000000000000000000: 500000000000000000000000000 1500000000000000000000000000", "1000000000000000000000000000 500000000000000000000000000 1500000000000000000000000000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			staged, err := split.PerStage(whole(c.total), groupsOf(c.groups))
			if err != nil {
				t.Fatal(err)
			}
			if got := stagesText(staged); got != c.perStage {
				t.Errorf("per stage: got %s, want %s", got, c.perStage)
			}
			once, err := split.Once(whole(c.total), groupsOf(c.groups))
			if err != nil {
				t.Fatal(err)
			}
			if got := unitsOf(once.Positions()); got != c.once {
				t.Errorf("once: got %s, want %s", got, c.once)
			}
		})
	}
}

func TestStagesRefuse(t *testing.T) {
	twice := groupsOf("1: 1; 1: 1")
	twice[1].Members[0].Key = twice[0].Members[0].Key
	nameless := groupsOf("1: 1")
	nameless[0].Members[0].Key = ""
	sameName := groupsOf("1: 1; 1: 1")
	sameName[1].Key = sameName[0].Key
	for _, c := range []struct {
		name, total string
		groups      []split.Group
		want        error
		field       string
	}{
		{"no group", "1", nil, split.ErrNoPositiveWeight, ""},
		{"groups without weight", "1", groupsOf("0: 1; 0: 1"), split.ErrNoPositiveWeight, ""},
		{"a group whose members have no weight, though it may bear no unit", "1", groupsOf("1: 1; 1: 0 0"), split.ErrNoPositiveWeight, "groups.1"},
		{"a group without members", "1", groupsOf("1: ; 1: 1"), split.ErrNoPositiveWeight, "groups.0"},
		{"a negative weight of a group", "1", groupsOf("1: 1; -1: 1"), split.ErrNegativeWeight, ""},
		{"a negative weight of a member", "1", groupsOf("1: 1; 1: 2 -1"), split.ErrNegativeWeight, "groups.1"},
		{"a member in two groups", "1", twice, split.ErrDuplicateKey, ""},
		{"two groups of one name", "1", sameName, split.ErrDuplicateKey, ""},
		{"a member without a key", "1", nameless, split.ErrKeyMissing, ""},
		{"half a cent", "0.5", groupsOf("1: 1"), split.ErrFinerThanMinorUnit, ""},
		{"a weight that would fill the memory", "1", groupsOf("1: 1e4097"), split.ErrOutOfRange, "groups.0"},
	} {
		_, perStage := split.PerStage(whole(c.total), c.groups)
		_, once := split.Once(whole(c.total), c.groups)
		for rule, err := range map[string]error{split.RoundedPerStage: perStage, split.RoundedOnce: once} {
			if f, _ := fault.Of(err); !errors.Is(err, c.want) || f.Field() != c.field {
				t.Errorf("%s, %s: got %v, want %v at %q", c.name, rule, err, c.want, c.field)
			}
		}
	}
}

// drawGroups draws groups of which each can bear what it gets, with keys in no order.
func drawGroups(t *rapid.T, most int) []split.Group {
	keys := rapid.Permutation(numbered(4*most)).Draw(t, "keys")
	sizes := rapid.SliceOfN(rapid.IntRange(1, 4), 1, most).Draw(t, "sizes")
	weight := rapid.Int64Range(0, 9)
	groups := make([]split.Group, len(sizes))
	for g, size := range sizes {
		groups[g] = split.Group{Key: keys[len(keys)-1-g], Weight: decimal.NewFromInt(weight.Draw(t, "group"))}
		for i, w := range rapid.SliceOfN(weight, size, size).Draw(t, "members") {
			groups[g].Members = append(groups[g].Members, split.Member{Key: keys[4*g+i], Weight: decimal.NewFromInt(w)})
		}
		if groups[g].Weight.Sign() > 0 && !slices.ContainsFunc(groups[g].Members, hasWeight) {
			groups[g].Members[0].Weight = decimal.NewFromInt(1)
		}
	}
	if groups[0].Weight.Sign() == 0 {
		groups[0].Weight = decimal.NewFromInt(2)
		groups[0].Members[0].Weight = decimal.NewFromInt(3)
	}
	return groups
}

func hasWeight(m split.Member) bool { return m.Weight.Sign() > 0 }

// Property 24: at every node the children sum to the parent, and the leaves to the
// total; per stage each node is a split of its own, and rounded once every leaf is
// that of one split by the products of the weights.
func TestEveryStageAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := drawGroups(t, 4)
		total := decimal.NewFromInt(rapid.Int64Range(-1_000, 100_000).Draw(t, "total"))
		staged, err := split.PerStage(total, groups)
		if err != nil {
			t.Fatal(err)
		}
		first := make([]split.Member, len(groups))
		for g, group := range groups {
			first[g] = split.Member{Key: group.Key, Weight: group.Weight}
		}
		checkUnits(t, staged.Groups.Positions(), total, split.Oracle(total, first))
		for g, members := range staged.Members {
			if node := staged.Groups.Shares[g].Units; slices.ContainsFunc(groups[g].Members, hasWeight) {
				checkUnits(t, members.Positions(), node, split.Oracle(node, groups[g].Members))
			} else if sum := sumOfPositions(members.Positions()); !sum.IsZero() || !node.IsZero() {
				t.Fatalf("group %d bears %s, its members without weight %s", g, node, sum)
			}
		}
		once, err := split.Once(total, groups)
		if err != nil {
			t.Fatal(err)
		}
		checkUnits(t, once.Positions(), total, split.Oracle(total, products(groups)))
	})
}

// checkUnits holds shares against their sum and against an oracle.
func checkUnits(tb rapid.TB, got []split.Position, total decimal.Decimal, want []*big.Int) {
	tb.Helper()
	if sum := sumOfPositions(got); !sum.Equal(total) {
		tb.Fatalf("%s sums to %s instead of %s", unitsOf(got), sum, total)
	}
	for i, p := range got {
		if p.Units.BigInt().Cmp(want[i]) != 0 {
			tb.Fatalf("got %s, want %v", unitsOf(got), want)
		}
	}
}

// products weigh the members of all groups on one scale: the member's weight times
// its group's, times the sums of the weights in all other groups.
func products(groups []split.Group) []split.Member {
	sums := make([]decimal.Decimal, len(groups))
	for g, group := range groups {
		for _, m := range group.Members {
			sums[g] = sums[g].Add(m.Weight)
		}
		if sums[g].IsZero() {
			sums[g] = decimal.NewFromInt(1) // a group of weight zero
		}
	}
	var members []split.Member
	for g, group := range groups {
		for _, m := range group.Members {
			weight := m.Weight.Mul(group.Weight)
			for h, sum := range sums {
				if h != g {
					weight = weight.Mul(sum)
				}
			}
			members = append(members, split.Member{Key: m.Key, Weight: weight})
		}
	}
	return members
}

// Property 25: two stages with a single group are one.
func TestASingleGroupIsASplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, members := drawSplit(t, rapid.Permutation(numbered(6)).Draw(t, "keys"), "single")
		groups := []split.Group{{Key: "all", Weight: decimal.New(rapid.Int64Range(1, 99).Draw(t, "weight"), -1), Members: members}}
		want := unitsOf(sharesOf(t, total, members))
		staged, err := split.PerStage(total, groups)
		if err != nil {
			t.Fatal(err)
		}
		once, err := split.Once(total, groups)
		if err != nil {
			t.Fatal(err)
		}
		if perStage, once := unitsOf(staged.Members[0].Positions()), unitsOf(once.Positions()); perStage != want || once != want {
			t.Fatalf("per stage %s, once %s, in one stage %s", perStage, once, want)
		}
	})
}
