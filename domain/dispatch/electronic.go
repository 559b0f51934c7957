package dispatch

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of electronic orders, each with the rule of Peppol BIS Order 3 that it would
// break. Their fields are paths into the order, as "supplier.endpoint" and "lines.2.unit".
var (
	// ErrNotElectronic: the order has faults, so that it goes out as PDF only; "faults" lists their fields.
	ErrNotElectronic = fault.New(fault.Conflict, "dispatch.not-electronic", fault.Rule("Peppol BIS Order 3"))

	ErrNoNumber        = fault.New(fault.Invalid, "dispatch.number-missing", fault.Rule("PEPPOL-T01-B00103"), fault.Field("number"))
	ErrNoDate          = fault.New(fault.Invalid, "dispatch.date-missing", fault.Rule("PEPPOL-COMMON-R030"), fault.Field("placedAt"))
	ErrValidity        = fault.New(fault.Invalid, "dispatch.validity-before-order", fault.Rule("PEPPOL-T01-R002"), fault.Field("validTo"))
	ErrCurrency        = fault.New(fault.Invalid, "dispatch.currency-unknown", fault.Rule("PEPPOL-T01-B01001"), fault.Field("currency"))
	ErrNoLines         = fault.New(fault.Invalid, "dispatch.lines-missing", fault.Rule("PEPPOL-T01-B00108"), fault.Field("lines"))
	ErrNoName          = fault.New(fault.Invalid, "dispatch.name-missing", fault.Rule("PEPPOL-COMMON-R001"))
	ErrNoEndpoint      = fault.New(fault.Invalid, "dispatch.endpoint-missing", fault.Rule("PEPPOL-T01-B03701"))
	ErrCountry         = fault.New(fault.Invalid, "dispatch.country-unknown", fault.Rule("PEPPOL-T01-B05401"))
	ErrLineTwice       = fault.New(fault.Invalid, "dispatch.line-twice", fault.Rule("PEPPOL-T01-R001"))
	ErrUnitUnknown     = fault.New(fault.Invalid, "dispatch.unit-unknown", fault.Rule("PEPPOL-T01-B24102"))
	ErrNothingOrdered  = fault.New(fault.Invalid, "dispatch.quantity-missing", fault.Rule("PEPPOL-T01-R013"))
	ErrLineTotal       = fault.New(fault.Invalid, "dispatch.line-total-wrong", fault.Rule("PEPPOL-T01-R024"))
	ErrTotal           = fault.New(fault.Invalid, "dispatch.total-wrong", fault.Rule("PEPPOL-T01-R008"), fault.Field("total"))
	ErrTextUnwriteable = fault.New(fault.Invalid, "dispatch.text-unwriteable", fault.Rule("XML 1.0"))
)

// CheckElectronic fails with ErrNotElectronic unless the order may go out electronically.
func (o Order) CheckElectronic() error {
	faults := o.Faults()
	if len(faults) == 0 {
		return nil
	}
	fields := make([]string, len(faults))
	for i, f := range faults {
		fields[i] = f.Field()
	}
	return ErrNotElectronic.With("faults", strings.Join(fields, ", "))
}

// Faults are all that stands against an electronic order: what Peppol BIS Order 3 demands
// and an order of ours may break. There are none where the official rules find nothing.
func (o Order) Faults() []*fault.Fault {
	var found []*fault.Fault
	add := func(f *fault.Fault, wrong bool) {
		if wrong {
			found = append(found, f)
		}
	}
	add(ErrNoNumber, blank(o.Number))
	add(ErrNoDate, o.PlacedAt.IsZero())
	add(ErrValidity, o.ValidTo.Before(period.DayOf(o.PlacedAt)))
	add(ErrCurrency, o.Currency != Currency)
	add(ErrNoLines, len(o.Lines) == 0)
	add(ErrTotal, o.Total.Cmp(sum(o.Lines)) != 0)
	add(ErrTextUnwriteable.At("note"), unwriteable(o.Note))
	add(ErrTextUnwriteable.At("budgetCode"), unwriteable(o.BudgetCode))
	add(ErrTextUnwriteable.At("services.description"), o.Services != nil && unwriteable(o.Services.Description))
	to := o.Delivery
	add(ErrCountry.At("delivery.country"), !to.IsZero() && !KnownCountry(to.Country))
	add(ErrTextUnwriteable.At("delivery"), slices.ContainsFunc([]string{to.Name, to.Street, to.Postcode, to.City, to.Contact, to.Hours}, unwriteable))
	found = append(found, o.Buyer.faults("buyer")...)
	found = append(found, o.Supplier.faults("supplier")...)
	seen := map[int]bool{}
	for i, l := range o.Lines {
		at := "lines." + strconv.Itoa(i) + "."
		add(ErrLineTwice.At(at+"position"), seen[l.Position] || l.Position < 1)
		seen[l.Position] = true
		found = append(found, l.faults(at)...)
	}
	return found
}

func (p Party) faults(at string) []*fault.Fault {
	var found []*fault.Fault
	if blank(p.Name) {
		found = append(found, ErrNoName.At(at+".name"))
	}
	if !KnownCountry(p.Country) {
		found = append(found, ErrCountry.At(at+".country"))
	}
	for name, text := range p.texts() {
		if unwriteable(text) {
			found = append(found, ErrTextUnwriteable.At(at+"."+name))
		}
	}
	if p.Endpoint.IsZero() {
		return append(found, ErrNoEndpoint.At(at+".endpoint"))
	}
	if f, ok := fault.Of(p.Endpoint.Check()); ok {
		found = append(found, f.At(at+".endpoint"))
	}
	return found
}

func (p Party) texts() map[string]string {
	return map[string]string{"name": p.Name, "street": p.Street, "postcode": p.Postcode, "city": p.City, "contact": p.Contact, "phone": p.Phone, "email": p.Email}
}

func (l Line) faults(at string) []*fault.Fault {
	var found []*fault.Fault
	if blank(l.Name) || unwriteable(l.Name) {
		found = append(found, ErrNoName.At(at+"name"))
	}
	if !l.Unit.Known() {
		found = append(found, ErrUnitUnknown.At(at+"unit").With("unit", string(l.Unit)))
	}
	if l.Quantity.IsZero() {
		found = append(found, ErrNothingOrdered.At(at+"quantity"))
	}
	if l.Price.Times(l.Quantity.Decimal()).Cmp(l.Total) != 0 {
		found = append(found, ErrLineTotal.At(at+"total"))
	}
	return found
}

func sum(lines []Line) money.Amount {
	total := money.Zero
	for _, l := range lines {
		total = total.Add(l.Total)
	}
	return total
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// countries are those whose suppliers and bodies take part: the European Union and its neighbours (ISO 3166-1).
const countries = " AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK "

// KnownCountry reports whether a party of that country may stand on an order.
func KnownCountry(code string) bool {
	return len(code) == 2 && strings.Contains(countries, " "+code+" ")
}

// unwriteable reports whether XML 1.0 has no place for a character of the text.
func unwriteable(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
	})
}
