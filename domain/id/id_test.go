package id_test

import (
	"testing"
	"time"

	"allmende/domain/id"
)

type thing struct{}

func TestNewIdsAreDistinctVersionSevenAndParse(t *testing.T) {
	seen := map[id.Of[thing]]bool{}
	for range 1000 {
		got := id.New[thing]()
		if seen[got] {
			t.Fatalf("%s came twice", got)
		}
		seen[got] = true
		if got[14] != '7' {
			t.Fatalf("%s is no version 7", got)
		}
		if back, err := id.Parse[thing](got.String()); err != nil || back != got {
			t.Fatalf("Parse(%s) = %s, %v", got, back, err)
		}
	}
}

func TestParseRefusesWhatIsNoUUID(t *testing.T) {
	for _, text := range []string{"", "1", "urn:uuid:0197f5b0-0000-7000-8000-000000000000", "0197f5b0-0000-7000-8000-00000000000g", "0197f5b000007000800000000000000000"} {
		if got, err := id.Parse[thing](text); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", text, got)
		}
	}
}

func TestParseFoldsCase(t *testing.T) {
	got, err := id.Parse[thing]("0197F5B0-0000-7000-8000-00000000000A")
	if err != nil || got != "0197f5b0-0000-7000-8000-00000000000a" {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestIdsMadeAMicrosecondApartSort(t *testing.T) {
	for range 1000 {
		first := id.New[thing]()
		for made := time.Now(); time.Since(made) < 2*time.Microsecond; {
		}
		if second := id.New[thing](); second <= first {
			t.Fatalf("%s was made after %s", second, first)
		}
	}
}
