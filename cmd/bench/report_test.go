package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheMedianOfPairsIsTheMiddleOne(t *testing.T) {
	d := duel{pairs: []pair{{ours: sample{rate: 9}}, {ours: sample{rate: 1}}, {ours: sample{rate: 5}}}}
	rate := func(p pair) float64 { return p.ours.rate }
	if got := d.median(rate); got != 5 {
		t.Errorf("of three: %g", got)
	}
	d.pairs = d.pairs[:2]
	if got := d.median(rate); got != 5 {
		t.Errorf("of two: %g", got)
	}
}

func TestAPercentileIsATimeThatWasMeasured(t *testing.T) {
	var times []time.Duration
	for n := 20; n > 0; n-- {
		times = append(times, time.Duration(n))
	}
	for of, want := range map[int]time.Duration{50: 10, 95: 19, 100: 20, 1: 1} {
		if got := percentile(times, of); got != want {
			t.Errorf("%d of a hundred: %d, want %d", of, got, want)
		}
	}
	if got := percentile(nil, 95); got != 0 {
		t.Errorf("of nothing: %d", got)
	}
}

func TestFiguresReplaceThoseBetweenTheMarks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	marked := func(part, figures string) string {
		return "<!-- figures: " + part + " -->\n" + figures + "<!-- end of figures: " + part + " -->\n"
	}
	write("before\n" + marked("year", "old\n") + "between\n" + marked("bids", "old\n") + "after\n")
	if err := putBetweenMarks(file, "year", "new\n"); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if want := "before\n" + marked("year", "new\n") + "between\n" + marked("bids", "old\n") + "after\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
	if err := putBetweenMarks(file, "ledger", "new\n"); err == nil {
		t.Error("a page without marks was written")
	}
}

func TestEveryPartHasItsPlaceInThePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/performance.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range (report{}).sections() {
		if !strings.Contains(string(page), "<!-- figures: "+s.name+" -->\n") || !strings.Contains(string(page), "<!-- end of figures: "+s.name+" -->\n") {
			t.Errorf("no marks for %s", s.name)
		}
	}
}

func TestProcessorTimeOfThisProcessIsRead(t *testing.T) {
	p, err := look(os.Getpid())
	if err != nil || p.parent != os.Getppid() || p.own < 0 {
		t.Errorf("got %+v, %v", p, err)
	}
	if _, err := look(0); err == nil {
		t.Error("process 0 was found")
	}
}
