package split_test

import (
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/split"
)

// Property 38 for tables too large to try them all, as augmenting paths are long
// only there: whether members can have a unit together is asked of a plain flow
// that starts from nothing each time.
func TestWhoIsPassedByCouldNotBeServed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members, count := rapid.IntRange(3, 9).Draw(t, "members"), rapid.IntRange(3, 9).Draw(t, "lines")
		keys := numbered(members)
		lines := drawLines(t, members, count)
		fit, err := split.FitLines(keys, lines)
		if err != nil {
			t.Fatal(err)
		}
		if why := addsUp(fit, lines); why != "" {
			t.Fatal(why)
		}
		for i, want := range greedyByFlow(newTableSearch(keys, lines)) {
			if got := fit.Members[i].Extra; got != want {
				t.Fatalf("member %d: extra unit %v, by flow %v", i, got, want)
			}
		}
	})
}

// greedyByFlow offers the units left in the order of the remainders.
func greedyByFlow(s *tableSearch) []bool {
	left := 0
	demand, extra := make([]int, len(s.quota)), make([]bool, len(s.quota))
	for i, quota := range s.quota {
		demand[i] = floorOf(quota)
		for j := range s.exact {
			demand[i] -= floorOf(s.exact[j][i])
		}
		left -= floorOf(quota)
	}
	for _, units := range s.units {
		left += units
	}
	for _, i := range s.order {
		if left == 0 || s.quota[i].IsInt() {
			break
		}
		demand[i]++
		if extra[i] = s.flows(demand); extra[i] {
			left--
		} else {
			demand[i]--
		}
	}
	return extra
}

// flows reports whether all members can have their demand at once.
func (s *tableSearch) flows(demand []int) bool {
	up := make([][]bool, len(s.exact)) // by line, then by member
	need := make([]int, len(s.exact))
	for j, row := range s.exact {
		up[j] = make([]bool, len(row))
		need[j] = s.units[j]
		for _, cell := range row {
			need[j] -= floorOf(cell)
		}
	}
	var serve func(i int, seen []bool) bool
	serve = func(i int, seen []bool) bool {
		for j := range up {
			if seen[j] || up[j][i] || s.exact[j][i].IsInt() {
				continue
			}
			seen[j] = true
			if need[j] > 0 {
				need[j]--
				up[j][i] = true
				return true
			}
			for other, has := range up[j] {
				if has && serve(other, seen) {
					up[j][other], up[j][i] = false, true
					return true
				}
			}
		}
		return false
	}
	for i, units := range demand {
		for range units {
			if !serve(i, make([]bool, len(up))) {
				return false
			}
		}
	}
	return true
}
