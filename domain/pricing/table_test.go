package pricing_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/pricing"
)

var march = period.Date(2026, 3, 1)

// rowsOf numbers lines as a file does, with cells between semicolons.
func rowsOf(lines ...string) []pricing.Row {
	rows := make([]pricing.Row, len(lines))
	for i, line := range lines {
		rows[i] = pricing.Row{Line: i + 1, Cells: strings.Split(line, ";")}
	}
	return rows
}

func TestALineOfATableIsAMonthAndAValue(t *testing.T) {
	for line, want := range map[string]struct {
		value       string
		provisional bool
	}{
		"2026-03;112.4":                {"112.4", false},
		"2026-03-31;112,4":             {"112.4", false},
		"03.2026; 112,4 ;":             {"112.4", false},
		"3.2026;112,4;endgültig":       {"112.4", false},
		"31.03.2026;99;ja":             {"99", false},
		"03/2026;0,0001;yes":           {"0.0001", false},
		" 2026-03 ;112.40;Vorläufig":   {"112.4", true},
		"2026-03;12345678.1234;nein":   {"12345678.1234", true},
		"2026-03;112.4;provisional":    {"112.4", true},
		"1.3.2026;112,4;FALSE":         {"112.4", true},
		"2026-03;112.4;0":              {"112.4", true},
		"2026-03;112.4;x":              {"112.4", false},
		"2026-03;000112.4;TRUE":        {"112.4", false},
		"2026-03;112;final":            {"112", false},
		"2026-03-01;112,4;no":          {"112.4", true},
		"2026-03\u00a0;112,4\u00a0;no": {"112.4", true},
	} {
		got, err := pricing.ReadTable("index", rowsOf(line), nil)
		if err != nil || len(got) != 1 {
			t.Errorf("%q: %v, %v", line, got, err)
			continue
		}
		if v := got[0]; v.Index != "index" || v.Month != march || v.Value.String() != want.value || v.Provisional != want.provisional {
			t.Errorf("%q is %+v", line, v)
		}
	}
}

func TestALineThatIsWrongSaysWhy(t *testing.T) {
	for line, want := range map[string]error{
		"2026-03":                  pricing.ErrIndexLine,
		"2026-03;1;ja;noch etwas":  pricing.ErrIndexLine,
		"März 2026 1;112,4":        pricing.ErrIndexMonth,
		"2026-13;112,4":            pricing.ErrIndexMonth,
		"31.02.2026;112,4":         pricing.ErrIndexMonth,
		"03.26;112,4":              pricing.ErrIndexMonth,
		"1026-03;112,4":            pricing.ErrIndexMonth,
		"2026-03;":                 pricing.ErrIndexInvalid,
		"2026-03;hundert":          pricing.ErrIndexInvalid,
		"2026-03;0":                pricing.ErrIndexInvalid,
		"2026-03;0,0000":           pricing.ErrIndexInvalid,
		"2026-03;-112,4":           pricing.ErrIndexInvalid,
		"2026-03;1.112,4":          pricing.ErrIndexInvalid,
		"2026-03;1,112,4":          pricing.ErrIndexInvalid,
		"2026-03;112,45678":        pricing.ErrIndexInvalid,
		"2026-03;1e3":              pricing.ErrIndexInvalid,
		"2026-03;NaN":              pricing.ErrIndexInvalid,
		"2026-03;112,4;vielleicht": pricing.ErrIndexFinality,
		"2026-02;112,4":            pricing.ErrIndexMonthFinal,
	} {
		_, err := pricing.ReadTable("index", rowsOf("2026-01;100", line), map[period.Day]bool{period.Date(2026, 2, 1): true})
		told, _ := fault.Of(err)
		if !errors.Is(err, pricing.ErrIndexTable) || len(told.Lines()) != 1 || told.Lines()[0].Number != 2 || !errors.Is(told.Lines()[0].Fault, want) {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestEveryWrongLineOfATableIsTold(t *testing.T) {
	_, err := pricing.ReadTable("index", rowsOf("Monat;Wert", "2026-01;100", "01.2026;101", "x1;100", "2026-02;0"), nil)
	told, _ := fault.Of(err)
	if !errors.Is(err, pricing.ErrIndexTable) || told.Params()["count"] != "3" {
		t.Fatal(err)
	}
	var got []string
	for _, line := range told.Lines() {
		got = append(got, fmt.Sprint(line.Number, " ", line.Fault.Code(), line.Fault.Params()["line"]))
	}
	if want := "3 pricing.index-month-twice2, 4 pricing.index-month-malformed, 5 pricing.index-invalid"; strings.Join(got, ", ") != want {
		t.Errorf("told %s", strings.Join(got, ", "))
	}
}

func TestATableHasAnEndAndABeginning(t *testing.T) {
	for name, rows := range map[string][]pricing.Row{"nothing": nil, "a header": rowsOf("Monat;Wert;endgültig")} {
		if _, err := pricing.ReadTable("index", rows, nil); !errors.Is(err, pricing.ErrIndexTableEmpty) {
			t.Errorf("%s: %v", name, err)
		}
	}
	lines := []string{"month,value"}
	for n := range pricing.MostIndexRows {
		lines = append(lines, period.Date(1980, 1, 1).AddMonths(n).String()+";100")
	}
	if got, err := pricing.ReadTable("index", rowsOf(lines...), nil); err != nil || len(got) != pricing.MostIndexRows {
		t.Errorf("%d lines: %v", len(got), err)
	}
	_, err := pricing.ReadTable("index", rowsOf(append(lines, "2090-01;100")...), nil)
	if told, ok := fault.Of(err); !ok || !errors.Is(err, pricing.ErrIndexTableTooLong) || told.Params()["most"] != "600" {
		t.Errorf("one line more: %v", err)
	}
}

// A table is taken whole or not at all, and every month of it stands in it once.
func TestNoLineOfATableIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []string
		for _, n := range rapid.SliceOfN(rapid.IntRange(-3, 12), 1, 15).Draw(t, "months") {
			lines = append(lines, "2026-"+strconv.Itoa(100 + n)[1:]+";"+rapid.SampledFrom([]string{"100", "99,5", "0", "-1", ""}).Draw(t, "value"))
		}
		values, err := pricing.ReadTable("index", rowsOf(lines...), nil)
		seen := map[period.Day]bool{}
		for _, v := range values {
			if seen[v.Month] || !v.Value.IsPositive() {
				t.Fatalf("%v of %q", values, lines)
			}
			seen[v.Month] = true
		}
		told, refused := fault.Of(err)
		if refused == (len(values) == len(lines)) || refused && (len(values) > 0 || len(told.Lines()) == 0) {
			t.Fatalf("%v and %v of %q", values, err, lines)
		}
	})
}
