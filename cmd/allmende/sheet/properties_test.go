package sheet_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/cmd/allmende/sheet"
	"allmende/domain/fault"
	"allmende/domain/split"
)

// drawing makes sheets that are well-formed; their rules may still be refused by the domain.
type drawing struct {
	*rapid.T
	exponent int32
	keys     []string
	how      string
	sheet    map[string]any
}

func drawSheet(t *rapid.T) map[string]any {
	d := drawing{
		T: t, exponent: rapid.SampledFrom([]int32{2, 2, 2, 0, 3}).Draw(t, "exponent"),
		keys: strings.Fields(rapid.SampledFrom([]string{"", "", "equal", "equal heads"}).Draw(t, "keys")),
		how:  rapid.SampledFrom([]string{"plain", "base", "bounds", "groups"}).Draw(t, "how"),
	}
	d.sheet = map[string]any{"total": d.amount("total", -5_000, 50_000), "exponent": d.exponent}
	d.drawRule()
	var members []any
	for i := range rapid.IntRange(1, 6).Draw(t, "members") {
		members = append(members, d.member(i))
	}
	d.sheet["members"] = members
	if grants := rapid.SliceOfN(rapid.Custom(d.grant), 0, 3).Draw(t, "grants"); len(grants) > 0 {
		d.sheet["grants"] = grants
	}
	if d.exponent == 2 && rapid.Bool().Draw(t, "taxed") {
		d.sheet["vat"] = map[string]any{"rate": "19", "regime": rapid.SampledFrom([]string{"cost-sheet", "own-invoices"}).Draw(t, "regime")}
	}
	return d.sheet
}

func (d drawing) amount(name string, least, most int64) string {
	return decimal.New(rapid.Int64Range(least, most).Draw(d.T, name), -d.exponent).StringFixed(d.exponent)
}

func (d drawing) weight() int { return rapid.IntRange(0, 9).Draw(d.T, "weight") }

// drawRule adds keys, period, and a base amount or groups.
func (d drawing) drawRule() {
	switch len(d.keys) {
	case 1:
		d.sheet["keys"] = []any{map[string]any{"name": d.keys[0], "percent": 100}}
	case 2:
		d.sheet["keys"] = []any{map[string]any{"name": d.keys[0], "percent": 30}, map[string]any{"name": d.keys[1], "percent": "70"}}
	}
	if rapid.Bool().Draw(d.T, "period") {
		rule := rapid.SampledFrom([]string{"member-days", "day-slices"}).Draw(d.T, "rule")
		d.sheet["period"] = map[string]any{"from": "2026-01-01", "to": "2026-12-31", "rule": rule}
	}
	switch d.how {
	case "base":
		d.sheet["base"] = d.amount("base", 0, 500)
	case "groups":
		d.sheet["groups"] = []any{map[string]any{"name": "A", "weight": d.weight()}, map[string]any{"name": "B", "weight": d.weight()}}
		d.sheet["rounding"] = rapid.SampledFrom([]string{"once", "per-stage"}).Draw(d.T, "rounding")
	}
}

func (d drawing) member(i int) map[string]any {
	m := map[string]any{"key": fmt.Sprint(i)}
	if len(d.keys) == 0 {
		m["weight"] = d.weight()
	}
	own := map[string]any{}
	for _, name := range d.keys {
		own[name] = d.weight()
		m["weights"] = own
	}
	if d.sheet["period"] != nil && rapid.Bool().Draw(d.T, "stay") {
		m["days"] = [][]string{{"2025-12-01", "2026-02-28"}, {"2026-07-01", "2026-07-01"}}[:rapid.IntRange(0, 2).Draw(d.T, "stays")]
	}
	switch d.how {
	case "bounds":
		m["floor"], m["cap"] = d.amount("floor", 0, 500), d.amount("cap", 500, 50_000)
	case "groups":
		m["group"] = rapid.SampledFrom([]string{"A", "B"}).Draw(d.T, "group")
	}
	return m
}

func (d drawing) grant(t *rapid.T) map[string]any {
	d.T = t
	switch rapid.SampledFrom([]string{"off-top", "rate", "earmarked"}).Draw(t, "method") {
	case "off-top":
		return map[string]any{"method": "off-top", "amount": d.amount("off-top", 0, 20_000)}
	case "rate":
		return map[string]any{"method": "rate", "rate": "0.33", "cap": d.amount("cap", 0, 20_000)}
	default:
		return map[string]any{"method": "earmarked", "amount": d.amount("earmarked", 0, 20_000), "members": map[string]any{"0": d.weight()}}
	}
}

// Property 1, Property 14, Property 15, Property 24 and Property 33 on whole sheets:
// whatever is combined, every column adds up, and every division is certified from
// nothing but what is printed.
func TestEverySheetAddsUpAndIsCertified(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.Marshal(drawSheet(t))
		if err != nil {
			t.Fatal(err)
		}
		result, err := sheet.Read(strings.NewReader(string(text)))
		if _, refused := fault.Of(err); refused {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		accepted++
		if err := addsUp(result); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for _, division := range result.Divisions {
			if division.WeightSum == "" {
				continue // of quotas
			}
			if breaches := split.Verify(whole(division.Units), sharesOf(division)); breaches != nil {
				t.Fatalf("%s: the division of %s among %s: %v", text, division.Of, division.Among, breaches)
			}
		}
	})
	t.Logf("%d sheets accepted", accepted)
	if accepted == 0 {
		t.Error("no sheet was accepted")
	}
}

func sharesOf(d sheet.Division) []split.Share {
	shares := make([]split.Share, len(d.Rows))
	for i, row := range d.Rows {
		shares[i] = split.Share{
			Key: row.Key, Weight: whole(row.Weight), Floor: whole(row.Floor), Remainder: whole(row.Remainder), Extra: row.Extra, Units: whole(row.Units),
		}
	}
	return shares
}

func whole(text string) decimal.Decimal { return decimal.RequireFromString(text) }
