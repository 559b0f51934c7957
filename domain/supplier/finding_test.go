package supplier_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/supplier"
)

func found(ground supplier.Ground, ago int) supplier.Found {
	return supplier.Found{Ground: ground, Source: " Gewerbezentralregister ", Facts: "Kündigung wegen Verzugs", HappenedOn: today.Add(-ago)}
}

func TestAFindingIsWholeOrRefusedAtItsField(t *testing.T) {
	s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
	for field, change := range map[string]func(*supplier.Found){
		"ground":     func(in *supplier.Found) { in.Ground = "125-1" },
		"source":     func(in *supplier.Found) { in.Source = " x " },
		"facts":      func(in *supplier.Found) { in.Facts = strings.Repeat("x", 4001) },
		"happenedOn": func(in *supplier.Found) { in.HappenedOn = today.Add(1) },
	} {
		in := found(supplier.Deficiencies, 10)
		change(&in)
		_, err := s.Find(anna, in, now)
		if f, ok := fault.Of(err); !ok || f.Field() != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if n := len(s.State().Findings); n != 0 {
		t.Errorf("%d findings are kept", n)
	}
}

func TestAGroundCountsToTheLastDayThatTheLawAllows(t *testing.T) {
	for ground, years := range map[supplier.Ground]int{supplier.Crime: 5, supplier.Deficiencies: 3} {
		s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
		in := found(ground, 0)
		in.HappenedOn = today.AddMonths(-12 * years)
		f, err := s.Find(anna, in, now)
		if err != nil || f.Last() != today || f.Bearing(today) != supplier.Counts || f.Bearing(today.Add(1)) != supplier.Past {
			t.Errorf("%s on its last day: %+v, %v", ground, f, err)
		}
		in.HappenedOn = in.HappenedOn.Add(-1)
		if _, err := s.Find(anna, in, now); !errors.Is(err, supplier.ErrTooOld) {
			t.Errorf("%s a day later: %v", ground, err)
		}
	}
}

func TestAFindingStaysOpenUntilItIsSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
		f, err := s.Find(anna, found(supplier.Collusion, 30), now)
		if err != nil {
			t.Fatal(err)
		}
		settled := supplier.Verdict("")
		for range rapid.IntRange(1, 6).Draw(t, "verdicts") {
			verdict := rapid.SampledFrom([]supplier.Verdict{supplier.Cleaned, supplier.NotCleaned, supplier.Unfounded, "perhaps"}).Draw(t, "verdict")
			_, err := s.Assess(jan, f.ID, verdict, "Maßnahmen belegt", now)
			switch {
			case settled != "":
				if !errors.Is(err, supplier.ErrSettled) {
					t.Fatalf("settled and judged again: %v", err)
				}
			case verdict == "perhaps":
				if !errors.Is(err, supplier.ErrVerdict) {
					t.Fatalf("unknown verdict: %v", err)
				}
			case err != nil:
				t.Fatal(err)
			case verdict != supplier.NotCleaned:
				settled = verdict
			}
			want := supplier.Counts
			if settled != "" {
				want = supplier.Bearing(settled)
			}
			if got := s.State().Findings[0].Bearing(today); got != want {
				t.Fatalf("bears %q, not %q", got, want)
			}
		}
	})
	s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
	f, _ := s.Find(anna, found(supplier.Collusion, 30), now)
	if _, err := s.Assess(jan, f.ID, supplier.Cleaned, " x ", now); !errors.Is(err, supplier.ErrFacts) {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := supplier.Restore(supplier.State{}).Assess(jan, f.ID, supplier.Cleaned, "belegt", now); !errors.Is(err, supplier.ErrNoFinding) {
		t.Errorf("of another: %v", err)
	}
}
