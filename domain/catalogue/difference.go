package catalogue

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
)

// Difference is a field that an article has otherwise than before. Lists are written with a
// line for each of their parts.
type Difference struct {
	Field    string
	From, To string
}

// Differences are the fields that two states of an article do not have in common, in the
// order in which people read an article.
func Differences(from, to Article) []Difference {
	var different []Difference
	before, after := from.fields(), to.fields()
	for i, f := range after {
		if before[i].text != f.text {
			different = append(different, Difference{f.name, before[i].text, f.text})
		}
	}
	return different
}

type field struct{ name, text string }

func (a Article) fields() []field {
	days := ""
	if a.DeliveryDays != Unstated {
		days = strconv.Itoa(a.DeliveryDays)
	}
	end := ""
	if !a.EndOfLife.IsZero() {
		end = a.EndOfLife.String()
	}
	return []field{
		{"name", a.Name}, {"description", a.Description}, {"price", a.Price.String()},
		{"tiers", listed(a.Tiers, func(t Tier) string { return t.From.String() + ": " + t.Price.String() })},
		{"taxRate", a.Tax.String()}, {"unit", string(a.Unit)}, {"category", string(a.Category)}, {"cpv", a.CPV},
		{"manufacturer", a.Manufacturer}, {"manufacturerNumber", a.ManufacturerNumber}, {"gtin", a.GTIN}, {"deliveryDays", days},
		{"labels", strings.Join(a.Labels, "\n")}, {"securityProfile", a.SecurityProfile}, {"endOfLife", end}, {"successor", a.Successor},
		{"accessories", strings.Join(a.Accessories, "\n")}, {"variants", strings.Join(a.Variants, "\n")},
		{"attributes", listed(a.Attributes, func(t Attribute) string { return t.Name + ": " + strings.TrimSpace(t.Value+" "+t.Unit) })},
		{"parts", listed(a.Parts, func(p Part) string { return p.Quantity.String() + " × " + p.Number })},
		{"media", listed(a.Media, func(m Medium) string { return strings.TrimSpace(m.Source + " " + m.Title) })},
	}
}

func listed[T any](parts []T, text func(T) string) string {
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = text(p)
	}
	return strings.Join(lines, "\n")
}

// PriceChange is by how many per cent a price differs from the one before, rounded to one
// place: "12.5", "-3.0". Without a price before there is nothing to compare.
func PriceChange(from, to money.Price) string {
	if from.IsZero() {
		return ""
	}
	return to.Decimal().Sub(from.Decimal()).Mul(decimal.NewFromInt(100)).DivRound(from.Decimal(), 1).StringFixed(1)
}
