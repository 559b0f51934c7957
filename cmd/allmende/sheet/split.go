package sheet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/cmd/allmende/strict"
	"allmende/domain/split"
	"allmende/domain/vat"
)

// errOff is no refusal: what members bear does not add up to what is to be borne.
var errOff = errors.New("the shares do not sum to the total")

// work is a sheet on its way; amounts are minor units.
type work struct {
	*Sheet
	weighed
	total   decimal.Decimal
	toShare decimal.Decimal
	shared  shared            // the rest
	gross   []decimal.Decimal // shares before grants
	granted []decimal.Decimal
	tax     []decimal.Decimal // nil without
	grants  []Granted
	taxed   *Taxed

	divisions []Division
}

// explain notes how something was divided.
func (w *work) explain(of string, divisions ...Division) {
	for _, d := range divisions {
		d.Of = of
		w.divisions = append(w.divisions, d)
	}
}

// split carries the sheet out, step by step.
func (s *Sheet) split() (*Split, error) {
	w := &work{Sheet: s, granted: make([]decimal.Decimal, len(s.Members))}
	var err error
	if w.total, err = s.units(*s.Total, "/total"); err != nil {
		return nil, err
	}
	if w.weighed, err = s.weigh(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{w.grantOffTop, w.shareRest, w.grantEarmarked, w.addTax} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if !total(w.gross).Equal(w.total) {
		return nil, errOff
	}
	return w.result(), nil
}

// grantOffTop takes the grants off that come before the split.
func (w *work) grantOffTop() error {
	w.toShare = w.total
	if len(w.Grants) > 0 {
		w.grants = make([]Granted, len(w.Grants))
	}
	for i, g := range w.Grants {
		if g.Method == Earmarked {
			continue
		}
		amount, err := w.amountOf(g, fmt.Sprintf("/grants/%d", i))
		if err != nil {
			return err
		}
		net, granted, unused, err := split.OffTop(w.toShare, amount, w.members(w.weights))
		if err != nil {
			return err
		}
		w.toShare = net.Total
		taken := shared{units: unitsOf(granted), divisions: []Division{divisionOf("all", granted)}}
		if w.Groups != nil { // as the cost itself
			if taken, err = w.share(granted.Total, w.weights); err != nil {
				return err
			}
		}
		w.explain(fmt.Sprintf("grant %d", i+1), taken.divisions...)
		w.grant(i, amount, unused, w.weights, taken.units)
	}
	return nil
}

// amountOf is what a grant comes to at most.
func (w *work) amountOf(g Grant, at string) (decimal.Decimal, error) {
	if g.Method == OffTop {
		return w.units(*g.Amount, at+"/amount")
	}
	rate, err := number(*g.Rate, at+"/rate")
	if err != nil {
		return decimal.Zero, err
	}
	eligible, err := w.optionalUnits(g.Eligible, at+"/eligible")
	if err != nil {
		return decimal.Zero, err
	}
	if eligible == nil {
		eligible = &w.total
	} else if eligible.Abs().Cmp(w.total.Abs()) > 0 {
		return decimal.Zero, strict.Refuse(at+"/eligible", "is more than the total")
	}
	limit, err := w.optionalUnits(g.Cap, at+"/cap")
	if err != nil {
		return decimal.Zero, err
	}
	return split.Rate(*eligible, rate, limit)
}

// grant notes what a grant gave whom.
func (w *work) grant(i int, amount, unused decimal.Decimal, weights, parts []decimal.Decimal) {
	g := Granted{
		Funder: w.Grants[i].Funder, Method: w.Grants[i].Method,
		Amount: w.money(amount), Unused: w.money(unused), Used: w.money(amount.Sub(unused)), Members: []Gift{},
	}
	for j, units := range parts {
		w.granted[j] = w.granted[j].Add(units)
		if !units.IsZero() {
			g.Members = append(g.Members, Gift{Key: w.Members[j].Key, Weight: weights[j].String(), Granted: w.money(units)})
		}
	}
	w.grants[i] = g
}

// shareRest shares what remains; with what was granted before, that is the gross share.
func (w *work) shareRest() (err error) {
	if w.shared, err = w.share(w.toShare, w.weights); err != nil {
		return err
	}
	of := "the total"
	if !w.toShare.Equal(w.total) {
		of = "the rest"
	}
	w.explain(of, w.shared.divisions...)
	w.gross = make([]decimal.Decimal, len(w.Members))
	for i, units := range w.shared.units {
		w.gross[i] = units.Add(w.granted[i])
	}
	return nil
}

// grantEarmarked gives earmarked grants to those whose share is not yet granted away.
func (w *work) grantEarmarked() error {
	keys := make([]string, len(w.Members))
	for i, m := range w.Members {
		keys[i] = m.Key
	}
	for i, g := range w.Grants {
		if g.Method != Earmarked {
			continue
		}
		at := fmt.Sprintf("/grants/%d", i)
		amount, err := w.units(*g.Amount, at+"/amount")
		if err != nil {
			return err
		}
		weights := make([]decimal.Decimal, len(keys))
		for j, key := range keys {
			if text, eligible := g.Members[key]; eligible {
				if weights[j], err = number(text, at+"/members/"+key); err != nil {
					return err
				}
			}
		}
		parts, unused, err := split.Earmarked(w.net(), amount, keys, weights)
		if err != nil {
			return err
		}
		w.grant(i, amount, unused, weights, parts)
	}
	return nil
}

// net is what the members bear of the total.
func (w *work) net() []decimal.Decimal {
	net := make([]decimal.Decimal, len(w.gross))
	for i := range net {
		net[i] = w.gross[i].Sub(w.granted[i])
	}
	return net
}

// addTax splits the supplier's tax by the members' shares, or computes it on each of them.
func (w *work) addTax() error {
	if w.VAT == nil {
		return nil
	}
	rate, err := number(w.VAT.Rate, "/vat/rate")
	if err != nil {
		return err
	}
	if err := vat.CheckRate(rate); err != nil {
		return err
	}
	supplier, err := w.optionalUnits(w.VAT.Amount, "/vat/amount")
	if err != nil {
		return err
	}
	if supplier == nil {
		computed := vat.Of(w.total.Shift(-2), rate).Shift(2)
		supplier = &computed
	}
	if w.VAT.Regime == OwnInvoices {
		w.invoice(rate)
	} else if err := w.passOn(*supplier); err != nil {
		return err
	}
	members := total(w.tax)
	w.taxed = &Taxed{
		Rate: rate.String(), Regime: w.VAT.Regime, Supplier: w.money(*supplier),
		Members: w.money(members), Difference: w.money(supplier.Sub(members)),
	}
	return nil
}

// invoice computes the tax of every member's own invoice.
func (w *work) invoice(rate decimal.Decimal) {
	w.tax = make([]decimal.Decimal, len(w.gross))
	for i, units := range w.gross {
		w.tax[i] = vat.Of(units.Shift(-2), rate).Shift(2)
	}
}

// passOn splits the supplier's tax in proportion to the shares.
func (w *work) passOn(supplier decimal.Decimal) error {
	weights := make([]decimal.Decimal, len(w.gross))
	for i, units := range w.gross {
		weights[i] = units.Abs()
	}
	result, err := split.Units(supplier, w.members(weights))
	if err != nil {
		return err
	}
	w.tax = unitsOf(result)
	w.explain("the supplier's VAT", divisionOf("all by their shares", result))
	return nil
}

func (w *work) money(units decimal.Decimal) string { return numeral.Amount(units, w.exponent()) }

// result writes everything down.
func (w *work) result() *Split {
	r := &Split{
		Title: strings.TrimSpace(w.Title), Total: w.money(w.total), Exponent: w.exponent(), Rounding: w.Rounding,
		Grants: w.grants, ToShare: w.money(w.toShare), Divisions: w.divisions, VAT: w.taxed,
	}
	if w.Base != nil {
		base, _ := w.units(*w.Base, "/base") // read before
		r.Base = w.money(base)
	}
	if w.Period != nil {
		over, _ := span([]string{w.Period.From, w.Period.To}, "/period") // read before
		r.Days = &DaysCounted{From: w.Period.From, To: w.Period.To, Days: over.Days(), Rule: w.Period.Rule, Version: split.MemberDaysVersion}
		if w.Period.Rule == split.DaySlicesRule {
			r.Days.Version = split.DaySlicesVersion
		}
	}
	for k, key := range w.Keys {
		r.Keys = append(r.Keys, KeySum{Name: key.Name, Percent: string(key.Percent), Sum: w.sums[k]})
	}
	if w.shared.held != nil {
		r.Bounds = &Bounds{Rule: split.BoundsRule, Version: split.BoundsVersion, Level: w.shared.level.String()}
	}
	for g, units := range w.shared.groups {
		r.Groups = append(r.Groups, GroupShare{Name: w.Groups[g].Name, Share: w.money(units)})
	}
	w.writeMembers(r)
	return r
}

func (w *work) writeMembers(r *Split) {
	net := w.net()
	for i, m := range w.Members {
		share := Share{Key: m.Key, Name: m.Name, Group: m.Group, Weight: w.weights[i].String(), Share: w.money(w.gross[i])}
		if w.days != nil {
			share.Days = w.days[i]
		}
		share.Parts = w.parts(i)
		if w.mixed != nil {
			share.Mixed = w.mixed[i].String()
		}
		if w.shared.held != nil {
			share.Held = string(w.shared.held[i])
		}
		if w.tax != nil {
			share.VAT = w.money(w.tax[i])
			net[i] = net[i].Add(w.tax[i])
		}
		if len(w.Grants) > 0 {
			share.Granted = w.money(w.granted[i])
		}
		share.Bears = w.money(net[i])
		r.Members = append(r.Members, share)
	}
	r.Sum = Sums{Share: w.money(total(w.gross)), Bears: w.money(total(net))}
	if w.tax != nil {
		r.Sum.VAT = w.money(total(w.tax))
	}
	if len(w.Grants) > 0 {
		r.Sum.Granted = w.money(total(w.granted))
	}
}

// parts are a member's weights under each key, where there is more to say than its weight.
func (w *work) parts(member int) []Part {
	parts := make([]Part, len(w.counts))
	for k := range parts {
		parts[k].Weight = w.given[k][member].String()
		if w.Keys != nil {
			parts[k].Key = w.Keys[k].Name
		}
		if w.Period != nil {
			parts[k].Counts = w.counts[k][member]
		}
	}
	return parts
}
