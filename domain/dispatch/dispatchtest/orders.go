// Package dispatchtest draws orders for tests.
package dispatchtest

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

// Orders draws orders that may go out electronically.
func Orders() *rapid.Generator[dispatch.Order] {
	return rapid.Custom(func(t *rapid.T) dispatch.Order {
		placed := time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.Int64Range(0, 400*24*3600).Draw(t, "placed")) * time.Second)
		o := dispatch.Order{
			Number: fmt.Sprintf("RV-2026-0001/%06d", rapid.IntRange(1, 999999).Draw(t, "number")), Contract: "RV-2026-0001",
			Title: "Notebooks und Zubehör", Cooperative: "Genossenschaft Nord", PlacedAt: placed, Currency: dispatch.Currency,
			ValidTo: period.DayOf(placed).Add(rapid.IntRange(0, 900).Draw(t, "rest")), OrderedBy: "Paula Beispiel", BudgetCode: rapid.SampledFrom([]string{"11.4711", "Schule <Nord> & Süd"}).Draw(t, "budget code"),
			Note:  rapid.SampledFrom([]string{"", "Bitte an der Pforte abgeben.", "Zeile 1\nZeile 2 \"eilig\""}).Draw(t, "note"),
			Buyer: party(t, "Stadt Übach", []dispatch.Endpoint{{Scheme: "0204", ID: "03-ALLMENDE-70"}, {Scheme: "0088", ID: "4012345000009"}}),
			Supplier: party(t, "Müller & Söhne GmbH", []dispatch.Endpoint{
				{Scheme: "9930", ID: "DE123456789"}, {Scheme: "9914", ID: "ATU12345678"}, {Scheme: "0060", ID: "123456789"},
			}),
		}
		o.Delivery = rapid.SampledFrom([]calloff.Address{
			{}, {Name: "Bauhof", Street: "Am Hang 3", Postcode: "26122", City: "Oldenburg (Oldb)", Country: "DE"},
			{Name: "Rathaus & Archiv", Street: "Große Straße 7", Postcode: "26122", City: "Oldenburg", Country: "DE", Contact: "Poststelle, 0441 12", Hours: "Mo bis Fr 8 bis 12 Uhr"},
		}).Draw(t, "delivery")
		o.Services = rapid.SampledFrom([]*dispatch.Services{nil, {
			Period:      period.Span{From: period.DayOf(placed).Add(3), To: period.DayOf(placed).Add(90)},
			Description: "Arbeitsplätze im <Neuen Rathaus> einrichten,\nDaten umziehen & Beschäftigte einweisen",
		}}).Draw(t, "services")
		known := rapid.Bool().Draw(t, "all rates known")
		for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
			o.Lines = append(o.Lines, line(t, i+1))
			if known || rapid.Bool().Draw(t, "rate known") {
				o.Lines[i].Tax = rapid.SampledFrom(rates).Draw(t, "rate")
			}
			o.Total = o.Total.Add(o.Lines[i].Total)
		}
		return o
	})
}

// rates are those of the articles that public bodies order.
var rates = []vat.Tax{
	vat.MustTax(vat.Standard, "19"), vat.MustTax(vat.Standard, "7"), vat.MustTax(vat.Exempt, "0"), vat.MustTax(vat.ZeroRated, "0"), vat.MustTax(vat.ReverseCharge, "0"),
}

func party(t *rapid.T, name string, endpoints []dispatch.Endpoint) dispatch.Party {
	p := dispatch.Party{Name: name, Endpoint: rapid.SampledFrom(endpoints).Draw(t, "endpoint"), Country: rapid.SampledFrom([]string{"DE", "AT", "NL"}).Draw(t, "country")}
	if rapid.Bool().Draw(t, "address") {
		p.Street, p.Postcode, p.City = "Große Straße 7", "26122", "Oldenburg (Oldb)"
	}
	if rapid.Bool().Draw(t, "contact") {
		p.Contact, p.Phone, p.Email = "Einkauf", "+49 441 1234", "einkauf@beispiel.example"
	}
	return p
}

func line(t *rapid.T, position int) dispatch.Line {
	unit := rapid.SampledFrom([]quantity.Unit{quantity.Piece, "HUR", "MON", "SET", "KWH"}).Draw(t, "unit")
	wanted := quantity.Must(fmt.Sprint(rapid.IntRange(1, 5000).Draw(t, "quantity")))
	if unit == "HUR" || unit == "KWH" {
		wanted = quantity.Must(rapid.SampledFrom([]string{"0.25", "7.5", "1.125"}).Draw(t, "part"))
	}
	price := money.MustPrice(rapid.SampledFrom([]string{"0", "0.01", "389.90", "1199", "0.123456", "95.5"}).Draw(t, "price"))
	return dispatch.Line{
		Position: position, Item: fmt.Sprintf("00000000-0000-7000-8000-%012d", position), Name: rapid.SampledFrom([]string{"Notebook 14\"", "Lizenz <Büro> & mehr", "Einrichtung"}).Draw(t, "name"),
		Unit: unit, Quantity: wanted, Price: price, Total: price.Times(wanted.Decimal()),
	}
}
