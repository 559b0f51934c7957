package pdf

import (
	"strconv"

	"allmende/domain/billing"
	"allmende/domain/money"
	"allmende/domain/vat"
)

var lineColumns = []column{
	{"Nr.", 9, "L"}, {"Leistung", 54, "L"}, {"Anteil", 23, "R"}, {"USt der Lieferanten", 21, "R"}, {"Förderung", 21, "R"}, {"Steuer", 13, "R"}, {"Betrag", 24, "R"},
}

// lines draws the table of lines, section by section, each with its sum.
func lines(d billing.Document, c *canvas) {
	c.head(tagHeading, "Positionen", heading)
	c.y++
	c.table(lineColumns, func(g grid) {
		for _, section := range billing.Sections {
			sectionLines(d, section, g)
		}
	})
	c.rule()
	c.y += 1.5
	if passesVATOn(d) {
		c.paragraph("Die Umsatzsteuer der Lieferanten ist Teil der Kosten, die weitergegeben werden. Sie ist hier nur beziffert, nicht im Sinne von § 14 UStG ausgewiesen, und berechtigt nicht zum Vorsteuerabzug.", small)
	}
	c.y += 3
}

func sectionLines(d billing.Document, section billing.Section, g grid) {
	sum, count := money.Zero, 0
	for _, l := range d.Lines {
		if l.Section != section {
			continue
		}
		if count == 0 {
			g.band(section.Title())
		}
		sum, count = sum.Add(l.Amount), count+1
		g.row(
			cell{text: strconv.Itoa(l.Place), s: body}, cell{text: l.Text, below: about(l), s: body, header: true},
			cell{text: plain(l.Share), s: body}, optional(l.VAT), optional(l.Granted.Neg()), cell{text: rate(l.Tax), s: body}, cell{text: plain(l.Amount), s: body},
		)
	}
	if count > 0 {
		g.row(cell{s: body}, cell{text: "Zwischensumme", s: strong, header: true}, cell{s: body}, cell{s: body}, cell{s: body}, cell{s: body},
			cell{text: plain(sum), s: strong})
	}
}

// about is the second line of a position.
func about(l billing.Line) string {
	if l.Pool == "" {
		return span(l.Period)
	}
	return l.Pool + " · " + span(l.Period)
}

// optional shows no zeros.
func optional(a money.Amount) cell {
	if a.IsZero() {
		return cell{s: body}
	}
	return cell{text: plain(a), s: body}
}

// rate is the tax of a line in short.
func rate(t vat.Tax) string {
	if t.Category == vat.Standard || t.Category == vat.ZeroRated {
		return percent(t.Rate)
	}
	return "frei"
}

func passesVATOn(d billing.Document) bool {
	for _, l := range d.Lines {
		if !l.VAT.IsZero() {
			return true
		}
	}
	return false
}

var vatColumns = []column{{"Umsatzsteuer", 105, "L"}, {"Bemessungsgrundlage", 32, "R"}, {"Steuer", 28, "R"}}

// totals draws the VAT by category and rate, and what is to be paid.
func totals(d billing.Document, c *canvas) {
	c.head(tagHeading, "Umsatzsteuer und Summe", heading)
	c.y++
	c.table(vatColumns, func(g grid) {
		for _, s := range d.Breakdown {
			g.row(cell{text: taxName(s), s: body, header: true}, cell{text: plain(s.Taxable), s: body}, cell{text: plain(s.VAT), s: body})
		}
		g.row(cell{text: "Summe", s: strong, header: true}, cell{text: plain(d.Net), s: strong}, cell{text: plain(d.VAT), s: strong})
	})
	c.rule()
	c.y += 1.2
	c.room(12)
	c.artifact(func() {
		c.pdf.SetFillColor(225, 231, 239)
		c.pdf.Rect(left, c.y, width, 8, "F")
	})
	c.in(tagParagraph, func() {
		c.block(left+2, c.y+1.8, 90, "L", payableName(d), style{"B", 11, 0})
		c.block(left+95, c.y+1.8, width-97, "R", euros(d.Payable), style{"B", 11, 0})
	})
	c.y += 12
}

func taxName(s billing.Subtotal) string {
	if s.Reason != "" {
		return s.Reason
	}
	return percent(s.Tax.Rate) + " Umsatzsteuer"
}

func payableName(d billing.Document) string {
	switch {
	case d.Kind == billing.KindCreditNote:
		return "Summe der Gutschrift"
	case d.Payable.Sign() < 0:
		return "Guthaben"
	}
	return "Zu zahlen"
}

// payment draws how the amount moves.
func payment(d billing.Document, c *canvas) {
	c.head(tagHeading, "Zahlung", heading)
	c.y++
	switch {
	case d.Kind == billing.KindCreditNote:
		c.paragraph("Es ist nichts zu zahlen: Gutschrift und Abrechnung "+d.Credits+" heben einander auf.", body)
	case d.Payable.IsZero():
		c.paragraph("Es ist nichts zu zahlen.", body)
	case d.Payable.Sign() < 0:
		c.paragraph("Das Guthaben von "+euros(d.Payable.Neg())+" wird bis zum "+day(d.DueOn)+" ausgezahlt oder verrechnet.", body)
	default:
		c.paragraph("Bitte überweisen Sie "+euros(d.Payable)+" ohne Abzug bis zum "+day(d.DueOn)+".", body)
		c.y++
		c.pairs(
			pair{"Empfänger", []string{d.Seller.Name}}, pair{"IBAN", present(groupsOfFour(d.Seller.IBAN))},
			pair{"BIC", present(d.Seller.BIC)}, pair{"Verwendungszweck", []string{d.Number}},
		)
	}
	c.y += 4
}

// account draws the member's account; a credit note has none.
func account(d billing.Document, c *canvas) {
	if d.Kind == billing.KindCreditNote {
		return
	}
	a := d.Account
	c.head(tagHeading, "Ihr Konto", heading)
	c.y++
	c.table([]column{{"Was Sie der Genossenschaft schulden, ist positiv", 137, "L"}, {"Euro", 28, "R"}}, func(g grid) {
		g.row(cell{text: "Stand vor dem " + day(d.Period.From), s: body, header: true}, cell{text: plain(a.Opening), s: body})
		g.row(cell{text: "zuzüglich Belastungen im Zeitraum", s: body, header: true}, cell{text: plain(a.Charges), s: body})
		g.row(cell{text: "abzüglich Zahlungen im Zeitraum", s: body, header: true}, cell{text: plain(a.Payments), s: body})
		g.row(cell{text: "Stand am " + day(d.Period.To), s: strong, header: true}, cell{text: plain(a.Closing), s: strong})
	})
	c.rule()
	c.y += 4
}
