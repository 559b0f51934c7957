package cases

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/split"
)

// maxMembers keeps a case such as {"n": 1e12} from filling the memory.
const maxMembers = 1_000_000

// given is what a case gives, field by field. The first refusal stays; after it every
// field is empty. A kind reads its fields and then asks done: a result that ignores half
// of what is given would be a wrong number.
type given struct {
	fields map[string]jsontext.Value
	read   map[string]bool
	places int32 // of the amounts, once they were asked for
	err    error
}

func open(text jsontext.Value) *given {
	g := &given{read: map[string]bool{}, places: -1}
	if err := json.Unmarshal(text, &g.fields); err != nil || g.fields == nil {
		g.refuse(refusal("malformed_given"))
	}
	return g
}

func (g *given) refuse(err error) {
	if g.err == nil {
		g.err = err
	}
}

// done is the first refusal, that of a field nobody read included.
func (g *given) done() error {
	g.exponent() // also where no amount asked for it
	for _, name := range slices.Sorted(maps.Keys(g.fields)) {
		if !g.read[name] {
			g.refuse(refusal("unsupported_given " + name))
		}
	}
	return g.err
}

// has reports whether a field is given; null is not.
func (g *given) has(name string) bool {
	value, there := g.fields[name]
	if there && value.Kind() == 'n' {
		g.read[name] = true
		return false
	}
	return there
}

// into decodes a field that must be there.
func (g *given) into(name string, v any) {
	g.read[name] = true
	value, there := g.fields[name]
	switch {
	case g.err != nil:
	case !there:
		g.refuse(refusal("missing_given " + name))
	case value.Kind() == 'n' || json.Unmarshal(value, v, json.RejectUnknownMembers(true)) != nil:
		g.refuse(refusal("malformed_given " + name))
	}
}

// exponent is that of the amounts' currency: two, if nothing else is given.
func (g *given) exponent() int32 {
	if g.places >= 0 {
		return g.places
	}
	g.places = 2
	if g.has("exponent") {
		g.places = int32(g.count("exponent", 18))
	}
	return g.places
}

// number is a number of any scale.
func (g *given) number(name string) decimal.Decimal {
	var n numeral.Number
	g.into(name, &n)
	return g.decimal(name, n)
}

func (g *given) numbers(name string) []decimal.Decimal {
	var list []numeral.Number
	g.into(name, &list)
	return g.decimals(name, list)
}

func (g *given) decimals(name string, list []numeral.Number) []decimal.Decimal {
	numbers := make([]decimal.Decimal, len(list))
	for i, n := range list {
		numbers[i] = g.decimal(name, n)
	}
	return numbers
}

func (g *given) decimal(name string, n numeral.Number) decimal.Decimal {
	if g.err != nil {
		return decimal.Zero
	}
	d, err := n.Decimal()
	switch {
	case errors.Is(err, numeral.ErrMalformed), errors.Is(err, numeral.ErrNotFinite):
		g.refuse(refusal("malformed_given " + name))
	case err != nil:
		g.refuse(err)
	}
	return d
}

// amount is in minor units.
func (g *given) amount(name string) decimal.Decimal { return g.units(g.number(name)) }

func (g *given) amounts(name string) []decimal.Decimal {
	amounts := g.numbers(name)
	for i := range amounts {
		amounts[i] = g.units(amounts[i])
	}
	return amounts
}

// bounds are amounts of which some may be null; nil where the field is not given.
func (g *given) bounds(name string) []*decimal.Decimal {
	if !g.has(name) {
		return nil
	}
	var list []*numeral.Number
	g.into(name, &list)
	bounds := make([]*decimal.Decimal, len(list))
	for i, n := range list {
		if n != nil {
			units := g.units(g.decimal(name, *n))
			bounds[i] = &units
		}
	}
	return bounds
}

// units are minor ones of an amount, which must be whole.
func (g *given) units(amount decimal.Decimal) decimal.Decimal {
	units := amount.Shift(g.exponent())
	if !units.IsInteger() {
		g.refuse(split.ErrFinerThanMinorUnit)
	}
	return units
}

// cents are amounts of euros as they are written, to the cent.
func (g *given) cents(name string) decimal.Decimal {
	g.euros()
	return g.amount(name).Shift(-2)
}

// euros refuses another currency where the rule rounds to cents.
func (g *given) euros() {
	if g.exponent() != 2 {
		g.refuse(refusal("unsupported_given exponent"))
	}
}

// weights refuses what is not finite like what is negative: neither is a part of anything.
func (g *given) weights(name string) []decimal.Decimal {
	var list []numeral.Number
	g.into(name, &list)
	return g.finite(name, list)
}

func (g *given) weight(name string) decimal.Decimal {
	var n numeral.Number
	g.into(name, &n)
	return g.finite(name, []numeral.Number{n})[0]
}

func (g *given) finite(name string, list []numeral.Number) []decimal.Decimal {
	for _, n := range list {
		if _, err := n.Decimal(); errors.Is(err, numeral.ErrNotFinite) {
			g.refuse(split.ErrNegativeWeight)
		}
	}
	return g.decimals(name, list)
}

// count is a whole number from 0 to most.
func (g *given) count(name string, most int64) int {
	n := g.number(name)
	switch {
	case g.err != nil:
		return 0
	case !n.IsInteger() || n.Sign() < 0:
		g.refuse(refusal("malformed_given " + name))
		return 0
	case n.Cmp(decimal.NewFromInt(most)) > 0:
		g.refuse(split.ErrOutOfRange)
		return 0
	}
	return int(n.IntPart())
}

// members have the given weights and, if there are any, tie keys.
func (g *given) members() []split.Member {
	weights := g.weights("weights")
	return withKeys(g.keys(len(weights)), weights)
}

func withKeys(keys []string, weights []decimal.Decimal) []split.Member {
	members := make([]split.Member, len(weights))
	for i, w := range weights {
		members[i] = split.Member{Key: keys[i], Weight: w}
	}
	return members
}

// money writes minor units as an amount.
func (g *given) money(units decimal.Decimal) string { return numeral.Amount(units, g.exponent()) }

func (g *given) monies(units []decimal.Decimal) []string {
	texts := make([]string, len(units))
	for i, u := range units {
		texts[i] = g.money(u)
	}
	return texts
}

// shares are what a split gives the members.
func (g *given) shares(r split.Result) []string { return g.monies(unitsOf(r)) }

func unitsOf(r split.Result) []decimal.Decimal {
	units := make([]decimal.Decimal, len(r.Shares))
	for i, s := range r.Shares {
		units[i] = s.Units
	}
	return units
}

// inMajor writes the minor units of a fault's text as an amount.
func (g *given) inMajor(units string) string {
	d, err := numeral.Number(units).Decimal()
	if err != nil {
		return units
	}
	return g.money(d)
}

func sumOf(amounts []decimal.Decimal) decimal.Decimal {
	sum := decimal.Zero
	for _, a := range amounts {
		sum = sum.Add(a)
	}
	return sum
}

// belongsTo is the kind whose fields are given.
func (g *given) belongsTo() string {
	for _, of := range []struct{ fields, kind string }{
		{"floor cap", "clamp"}, {"grant_weights", "grant_earmarked"}, {"grant", "grant_off_top"}, {"eligible", "grant_rate"},
		{"periods", "prorata_days"}, {"year_days", "prorata_method"}, {"groups", "stages"}, {"use own", "service_departments"},
		{"document_level", "vat_invoice"}, {"taxable", "vat"}, {"net", "vat_split"}, {"gross", "vat_gross"},
		{"qty", "line_discount"}, {"BT-112", "vat_due"}, {"rebate_percent", "rebate_resplit"}, {"tiers", "rebate_volume"},
		{"volumes", "rebate_gain"}, {"joined", "late_member"}, {"old", "restated_weights"}, {"credit", "partial_credit"},
		{"amounts", "cumulative"}, {"amount", "lines"}, {"second", "rerun"}, {"lines", "vat_lines"}, {"n", "lr_summary"},
	} {
		for field := range strings.FieldsSeq(of.fields) {
			if _, there := g.fields[field]; there {
				return of.kind
			}
		}
	}
	return "lr"
}
