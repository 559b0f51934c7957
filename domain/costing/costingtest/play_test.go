package costingtest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/costing"
	"allmende/domain/costing/costingtest"
	"allmende/domain/member"
)

func members() []costing.Sharer {
	all := make([]costing.Sharer, 6)
	for i := range all {
		all[i] = costing.Sharer{
			Member: member.ID(fmt.Sprintf("00000000-0000-7000-8000-%012d", i)), Name: fmt.Sprintf("Mitglied %d", i),
			TieKey: fmt.Sprintf("0335100060%02d", i), Population: int64(1000 * i), PopulationYear: 2024,
		}
	}
	return all
}

var now = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// Property 35, 37, 39, 40 and 44: whatever happened, every entry sums to zero, and every
// account stands at what a fresh recomputation says. And something did happen: a history
// that mostly is refused shows nothing.
func TestTheBooksOfEveryHistoryAddUp(t *testing.T) {
	counts := costingtest.Steps{}
	rapid.Check(t, func(t *rapid.T) {
		for step, n := range costingtest.Play(t, costingtest.NewMemory(members(), now), 40) {
			counts[step] += n
		}
	})
	for _, step := range []string{
		"attach ", "run ", "run all ", "reverse ", "join ", "grant ", "close grant ", "restate ", "close days ",
		"run costing.nothing-to-post", "run costing.not-latest-period", "run costing.scheme-combination",
		"reverse costing.not-posted", "reverse costing.not-latest-run", "close grant costing.grant-closed",
	} {
		if counts[step] == 0 {
			t.Errorf("no history has %q: %v", strings.TrimSpace(step), counts)
		}
	}
	refused := 0
	for step, n := range counts {
		if strings.HasPrefix(step, "run ") && !strings.HasSuffix(step, " ") {
			refused += n
		}
	}
	if 2*counts["run "] < refused {
		t.Errorf("most runs are refused: %v", counts)
	}
}
