package vat

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Unknown is the tax of what nobody has told the rate of yet. No document is made of it.
var Unknown = Tax{}

// Known reports whether the rate was told.
func (t Tax) Known() bool { return t.Category != "" }

// ParseTax reads what String writes; nothing is Unknown. It fails as NewTax does.
func ParseTax(text string) (Tax, error) {
	if text == "" {
		return Unknown, nil
	}
	category, percent, _ := strings.Cut(text, "/")
	rate, err := decimal.NewFromString(percent)
	if err != nil {
		return Unknown, ErrRateInvalid.With("rate", text[:min(len(text), 40)])
	}
	return NewTax(Category(category), rate)
}

// Foreseen is what tax makes of an order before its invoice: the totals of what has a known
// rate, and what is open beside it.
type Foreseen struct {
	Totals
	Open    decimal.Decimal // net, of the lines whose rate is not known
	Unknown int             // how many these are
}

// Whole reports whether every rate is known, so that the gross total is one.
func (f Foreseen) Whole() bool { return f.Unknown == 0 }

// Foresee computes as Breakdown does, lines of Unknown tax apart: no rate is guessed for
// them. It fails as Breakdown does.
func Foresee(lines []Item) (Foreseen, error) {
	var f Foreseen
	known := make([]Item, 0, len(lines))
	for _, line := range lines {
		if line.Tax.Known() {
			known = append(known, line)
			continue
		}
		if err := checkCents(line.Net); err != nil {
			return Foreseen{}, err
		}
		f.Open, f.Unknown = f.Open.Add(line.Net), f.Unknown+1
	}
	var err error
	f.Totals, err = Breakdown(known, nil, nil)
	return f, err
}
