package pdf

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"allmende/domain/dispatch"
	"allmende/domain/period"
	"allmende/domain/vat"
)

// WriteOrder writes the order, or its cancellation, to a supplier; the same order gives the
// same bytes.
func WriteOrder(w io.Writer, o dispatch.Order) error {
	heading := orderTitle(o) + " " + o.Number
	issued := o.PlacedAt
	if o.Cancelled != nil {
		issued = o.Cancelled.At
	}
	foreseen, err := o.Taxes()
	if err != nil {
		return fmt.Errorf("write order %s: %w", o.Number, err)
	}
	return render(w, particulars{heading, o.Buyer.Name, heading + ", an " + o.Supplier.Name, issued.UTC()}, func(c *canvas) {
		c.running = c.wrap(heading+" · "+o.Supplier.Name, width, small)[0]
		c.imprint = []string{o.Buyer.Name + " · über " + o.Cooperative, strings.Join(present(o.Buyer.Contact, o.Buyer.Phone, o.Buyer.Email), " · ")}
		c.newPage()
		ordered(o, foreseen, c)
	})
}

func orderTitle(o dispatch.Order) string {
	if o.Cancelled != nil {
		return "Stornierung der Bestellung"
	}
	if o.Change > 0 {
		return fmt.Sprintf("Änderung %d der Bestellung", o.Change)
	}
	return "Bestellung"
}

func ordered(o dispatch.Order, foreseen vat.Foreseen, c *canvas) {
	c.envelope(strings.Join(partyLines(o.Buyer), " · "), o.Buyer.Name, partyLines(o.Supplier), [][2]string{
		{"Nummer", o.Number}, {"Datum", day(period.DayOf(o.PlacedAt))}, {"Vertrag", o.Contract}, {"Kostenstelle", o.BudgetCode},
		{"Leitweg-ID", o.Buyer.Endpoint.Leitweg()}, {"Bestellt von", o.OrderedBy}, {"Telefon", o.Buyer.Phone}, {"E-Mail", o.Buyer.Email},
	})
	c.head(tagTitle, orderTitle(o)+" "+o.Number, title)
	c.y += 2
	c.paragraph(orderOpening(o), body)
	c.y += 4
	c.table([]column{{"Pos.", 10, "L"}, {"Leistung", 73, "L"}, {"Menge", 28, "R"}, {"Einzelpreis netto", 27, "R"}, {"Summe netto", 27, "R"}}, func(g grid) {
		for _, l := range o.Lines {
			g.row(cell{text: strconv.Itoa(l.Position), s: body}, cell{text: l.Name, s: body, header: true},
				cell{text: number(l.Quantity.Decimal()) + " " + l.Unit.Title(), s: body}, cell{text: grouped(l.Price.String()) + "\u00a0€", s: body}, cell{text: euros(l.Total), s: body})
		}
		g.row(cell{}, cell{text: "Summe netto", s: strong, header: true}, cell{}, cell{}, cell{text: euros(o.Total), s: strong})
		for _, r := range foreseen.Subtotals {
			g.row(cell{}, cell{text: rateLine(r), s: body, header: true}, cell{}, cell{}, cell{text: grouped(r.VAT.StringFixed(2)) + "\u00a0€", s: body})
		}
		if foreseen.Whole() {
			g.row(cell{}, cell{text: "Summe brutto", s: strong, header: true}, cell{}, cell{}, cell{text: grouped(foreseen.Gross.StringFixed(2)) + "\u00a0€", s: strong})
		}
	})
	c.y += 4
	if s := o.Services; s != nil {
		c.in(tagSection, func() {
			c.head(tagHeading, "Leistung", heading)
			c.y++
			c.paragraph("Leistungszeitraum: "+day(s.Period.From)+" bis "+day(s.Period.To), body)
			c.paragraph(s.Description, body)
		})
		c.y += 4
	}
	if to := o.Delivery; !to.IsZero() {
		c.in(tagSection, func() {
			c.head(tagHeading, "Lieferanschrift", heading)
			c.y++
			c.paragraph(strings.Join(present(to.Name, to.Street, strings.TrimSpace(to.Postcode+" "+to.City), foreign(to.Country)), ", "), body)
			if taken := strings.Join(present(to.Contact, to.Hours), " · "); taken != "" {
				c.paragraph("Annahme: "+taken, body)
			}
		})
		c.y += 4
	}
	if o.Note != "" {
		c.in(tagSection, func() {
			c.head(tagHeading, "Hinweis des Bestellers", heading)
			c.y++
			c.paragraph(o.Note, body)
		})
		c.y += 4
	}
	c.paragraph(orderClosing(o, foreseen), body)
	c.y += 4
	c.paragraph("Diese Bestellung wurde elektronisch erstellt und ist ohne Unterschrift gültig.", small)
}

func orderOpening(o dispatch.Order) string {
	if o.Cancelled != nil {
		return fmt.Sprintf("die folgende Bestellung vom %s aus der Rahmenvereinbarung %s (%s) wird am %s storniert. Bitte liefern Sie nicht. Grund: %s",
			day(period.DayOf(o.PlacedAt)), o.Contract, o.Title, day(period.DayOf(o.Cancelled.At)), o.Cancelled.Reason)
	}
	return fmt.Sprintf("aus der Rahmenvereinbarung %s (%s) bestellen wir zu deren Bedingungen:", o.Contract, o.Title)
}

func orderClosing(o dispatch.Order, foreseen vat.Foreseen) string {
	if o.Cancelled != nil {
		return "Was die Bestellung vom Höchstwert der Rahmenvereinbarung in Anspruch nahm, ist wieder frei."
	}
	return taxClause(foreseen) + " Bitte bestätigen Sie die Bestellung auf der Plattform mit dem Liefertag je Position, " +
		"oder lehnen Sie sie dort mit einer Begründung ab. Geben Sie auf Lieferschein und Rechnung die Bestellnummer an, auf der Rechnung auch die Leitweg-ID."
}

// taxClause says what the total leaves open.
func taxClause(foreseen vat.Foreseen) string {
	switch {
	case foreseen.Whole():
		return "Alle Einzelpreise sind netto; maßgeblich ist die Umsatzsteuer am Tag der Leistung."
	case len(foreseen.Subtotals) == 0:
		return "Alle Preise verstehen sich zuzüglich der gesetzlichen Umsatzsteuer."
	}
	return fmt.Sprintf("Für Positionen über zusammen %s\u00a0€ netto liegt uns der Umsatzsteuersatz nicht vor; ihre Preise verstehen sich zuzüglich der gesetzlichen Umsatzsteuer.", grouped(foreseen.Open.StringFixed(2)))
}

// rateLine names a rate and what it is due on.
func rateLine(r vat.Subtotal) string {
	due := grouped(r.Taxable.StringFixed(2)) + "\u00a0€"
	switch r.Tax.Category {
	case vat.Standard, vat.ZeroRated:
	case vat.Exempt:
		return "Steuerfrei: " + due
	case vat.OutOfScope:
		return "Nicht steuerbar: " + due
	case vat.ReverseCharge:
		return "Steuerschuldnerschaft des Leistungsempfängers: " + due
	}
	return percent(r.Tax.Rate) + " Umsatzsteuer auf " + due
}

func partyLines(p dispatch.Party) []string {
	return present(p.Name, p.Street, strings.TrimSpace(p.Postcode+" "+p.City), foreign(p.Country))
}

// foreign is a country that an address within Germany does not name.
func foreign(country string) string {
	if country == "DE" {
		return ""
	}
	return country
}
