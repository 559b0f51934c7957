package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/cmd/allmende/strict"
	"allmende/domain/split"
)

// check refuses what is missing, what has nothing to do with the rest, and what cannot
// be combined. Numbers are looked at where they are used.
func (s *Sheet) check() error {
	if s.Weights != nil {
		if err := s.spellOutMembers(); err != nil {
			return err
		}
	}
	switch {
	case s.Total == nil:
		return strict.Refuse("/total", "is missing")
	case s.Exponent != nil && (*s.Exponent < 0 || *s.Exponent > maxExponent):
		return strict.Refuse("/exponent", "is not from 0 to 18")
	case s.Members == nil:
		return strict.Refuse("/members", "is missing")
	case len(s.Members) > maxMembers:
		return strict.Refuse("/members", fmt.Sprintf("has more than %d members", maxMembers))
	}
	for _, check := range []func() error{s.checkKeys, s.checkMembers, s.checkGroups, s.checkPeriod, s.checkGrants, s.checkTax} {
		if err := check(); err != nil {
			return err
		}
	}
	return s.checkCombination()
}

// spellOutMembers turns the short form into members named by their places.
func (s *Sheet) spellOutMembers() error {
	if s.Members != nil {
		return strict.Refuse("/weights", "stands beside members; one of the two is enough")
	}
	width := len(strconv.Itoa(len(s.Weights)))
	s.Members = make([]Member, len(s.Weights))
	for i := range s.Weights {
		s.Members[i] = Member{Key: fmt.Sprintf("%0*d", width, i+1), Weight: &s.Weights[i]}
	}
	return nil
}

func (s *Sheet) checkKeys() error {
	seen := map[string]bool{}
	for i, key := range s.Keys {
		at := fmt.Sprintf("/keys/%d", i)
		switch {
		case key.Name == "":
			return strict.Refuse(at+"/name", "is missing")
		case seen[key.Name]:
			return strict.Refuse(at+"/name", fmt.Sprintf("%q is there twice", key.Name))
		case key.Percent == "":
			return strict.Refuse(at+"/percent", "is missing")
		}
		seen[key.Name] = true
	}
	return nil
}

func (s *Sheet) checkMembers() error {
	for i, m := range s.Members {
		at := fmt.Sprintf("/members/%d", i)
		switch {
		case m.Key == "":
			return strict.Refuse(at+"/key", "is missing")
		case s.Keys == nil && m.Weight == nil:
			return strict.Refuse(at+"/weight", "is missing")
		case s.Keys == nil && m.Weights != nil:
			return strict.Refuse(at+"/weights", "needs keys that the sheet does not have")
		case s.Keys != nil && m.Weight != nil:
			return strict.Refuse(at+"/weight", "is unclear as the sheet has several keys; use weights")
		}
		if err := s.checkWeights(m, at); err != nil {
			return err
		}
	}
	return nil
}

// checkWeights holds a member's weights against the keys.
func (s *Sheet) checkWeights(m Member, at string) error {
	for _, key := range s.Keys {
		if m.Weights[key.Name] == "" {
			return strict.Refuse(at+"/weights", fmt.Sprintf("has none for the key %q", key.Name))
		}
	}
	if len(m.Weights) > len(s.Keys) {
		return strict.Refuse(at+"/weights", "has one for a key that the sheet does not have")
	}
	return nil
}

func (s *Sheet) checkGroups() error {
	if s.Groups == nil {
		if s.Rounding != "" {
			return strict.Refuse("/rounding", "is for groups, of which there are none")
		}
		return s.checkGroupNames(nil)
	}
	if s.Rounding != split.RoundedPerStage && s.Rounding != split.RoundedOnce {
		return strict.Refuse("/rounding", "is to be per-stage or once")
	}
	known := map[string]bool{}
	for i, group := range s.Groups {
		at := fmt.Sprintf("/groups/%d", i)
		switch {
		case group.Name == "":
			return strict.Refuse(at+"/name", "is missing")
		case known[group.Name]:
			return strict.Refuse(at+"/name", fmt.Sprintf("%q is there twice", group.Name))
		case group.Weight == "":
			return strict.Refuse(at+"/weight", "is missing")
		}
		known[group.Name] = true
	}
	return s.checkGroupNames(known)
}

func (s *Sheet) checkGroupNames(known map[string]bool) error {
	for i, m := range s.Members {
		if m.Group == "" && known == nil || known[m.Group] {
			continue
		}
		return strict.Refuse(fmt.Sprintf("/members/%d/group", i), fmt.Sprintf("%q is none of the groups", m.Group))
	}
	return nil
}

func (s *Sheet) checkPeriod() error {
	if p := s.Period; p != nil {
		switch {
		case p.From == "":
			return strict.Refuse("/period/from", "is missing")
		case p.To == "":
			return strict.Refuse("/period/to", "is missing")
		case p.Rule != split.MemberDaysRule && p.Rule != split.DaySlicesRule:
			return strict.Refuse("/period/rule", "is to be member-days or day-slices")
		}
		return nil
	}
	for i, m := range s.Members {
		if m.Days != nil {
			return strict.Refuse(fmt.Sprintf("/members/%d/days", i), "need a period that the sheet does not have")
		}
	}
	return nil
}

func (s *Sheet) checkGrants() error {
	known := map[string]bool{}
	for _, m := range s.Members {
		known[m.Key] = true
	}
	for i, g := range s.Grants {
		if err := g.check(fmt.Sprintf("/grants/%d", i), known); err != nil {
			return err
		}
	}
	return nil
}

// grantFields are those that a method needs and those that it may have.
var grantFields = map[string]struct{ needed, allowed []string }{
	OffTop:    {needed: []string{"amount"}},
	Earmarked: {needed: []string{"amount", "members"}},
	ByRate:    {needed: []string{"rate"}, allowed: []string{"eligible", "cap"}},
}

func (g Grant) check(at string, known map[string]bool) error {
	fields, is := grantFields[g.Method]
	if !is {
		return strict.Refuse(at+"/method", "is to be off-top, earmarked or rate")
	}
	given := map[string]bool{
		"amount": g.Amount != nil, "rate": g.Rate != nil, "eligible": g.Eligible != nil, "cap": g.Cap != nil, "members": g.Members != nil,
	}
	for _, field := range fields.needed {
		if !given[field] {
			return strict.Refuse(at+"/"+field, "is missing")
		}
	}
	for _, field := range slices.Sorted(maps.Keys(given)) {
		if given[field] && !slices.Contains(fields.needed, field) && !slices.Contains(fields.allowed, field) {
			return strict.Refuse(at+"/"+field, "has no meaning for the method "+g.Method)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(g.Members)) {
		if !known[key] {
			return strict.Refuse(at+"/members", fmt.Sprintf("names %q, who is no member", key))
		}
	}
	return nil
}

func (s *Sheet) checkTax() error {
	switch {
	case s.VAT == nil:
		return nil
	case s.VAT.Rate == "":
		return strict.Refuse("/vat/rate", "is missing")
	case s.VAT.Regime != CostSheet && s.VAT.Regime != OwnInvoices:
		return strict.Refuse("/vat/regime", "is to be cost-sheet or own-invoices")
	case s.exponent() != 2:
		return strict.Refuse("/vat", "is computed to the cent; the exponent is another")
	}
	return nil
}

// checkCombination keeps to rules that somebody could explain at a desk.
func (s *Sheet) checkCombination() error {
	bounded := slices.ContainsFunc(s.Members, func(m Member) bool { return m.Floor != nil || m.Cap != nil })
	switch {
	case s.Base != nil && s.Groups != nil:
		return strict.Refuse("/base", "cannot be combined with groups")
	case s.Base != nil && bounded:
		return strict.Refuse("/base", "cannot be combined with floors and caps")
	case s.Groups != nil && bounded:
		return strict.Refuse("/groups", "cannot be combined with floors and caps")
	}
	return nil
}

func (s *Sheet) exponent() int32 {
	if s.Exponent == nil {
		return 2
	}
	return *s.Exponent
}

// number reads one at a place of the sheet.
func number(n numeral.Number, at string) (decimal.Decimal, error) {
	if len(n) > maxDigits {
		return decimal.Zero, strict.Refuse(at, fmt.Sprintf("has more than %d digits", maxDigits))
	}
	d, err := n.Decimal()
	if err != nil {
		return decimal.Zero, strict.Refuse(at, fmt.Sprintf("is no plain number: %q", string(n)))
	}
	return d, nil
}

// units reads an amount in minor units.
func (s *Sheet) units(n numeral.Number, at string) (decimal.Decimal, error) {
	d, err := number(n, at)
	if err != nil {
		return decimal.Zero, err
	}
	if d = d.Shift(s.exponent()); !d.IsInteger() {
		return decimal.Zero, strict.Refuse(at, fmt.Sprintf("is finer than the minor unit: %q", string(n)))
	}
	return d, nil
}

// optionalUnits is nil for what is not given.
func (s *Sheet) optionalUnits(n *numeral.Number, at string) (*decimal.Decimal, error) {
	if n == nil {
		return nil, nil //nolint:nilnil // no amount is not an error
	}
	units, err := s.units(*n, at)
	return &units, err
}
