package pdf

import (
	"strings"

	"allmende/domain/billing"
)

// Where the parts of a letter stand (DIN 5008, form B), in millimetres from above.
const (
	addressTop = 45.0
	letterTop  = 98.0
	addressEnd = 105.0 // of its width, from the left
	factsLeft  = 115.0
	factsLabel = 20.0
)

// letter draws address, facts, title and the first sentence.
func letter(d billing.Document, c *canvas) {
	b := d.Buyer
	country := b.Country
	if country == d.Seller.Country || country == "DE" {
		country = ""
	}
	c.envelope(
		strings.Join(present(d.Seller.Name, d.Seller.Street, place(d.Seller.Address)), " · "), d.Seller.Name,
		present(b.Name, b.Street, place(b.Address), country),
		[][2]string{
			{"Nummer", d.Number}, {"Datum", day(d.IssuedOn)}, {"Gebucht", span(d.Period)}, {"Fällig am", due(d)},
			{"Leitweg-ID", b.Leitweg.String()}, {"Schlüssel", b.Key.String()},
			{"Auskunft", d.Seller.Contact}, {"Telefon", d.Seller.Phone}, {"E-Mail", d.Seller.Email},
		},
	)
	c.head(tagTitle, d.Kind.Title()+" "+d.Number, title)
	c.y += 2
	c.paragraph(opening(d), body)
	c.y += 3
}

// envelope draws what stands above a letter: who writes, to whom, and the facts that
// an office looks for first, on the right; those without a value are left out.
func (c *canvas) envelope(sender, name string, recipient []string, facts [][2]string) {
	c.letterhead(name)
	c.in(tagSection, func() {
		c.in(tagParagraph, func() {
			c.marked(sender, func() { c.text(left, addressTop, addressEnd-left, "L", sender, small) })
		})
	})
	y := addressTop + 7
	c.in(tagSection, func() {
		for _, line := range recipient {
			c.in(tagParagraph, func() { y += c.block(left, y, addressEnd-left, "L", line, style{"", 10.5, 0}) })
		}
	})
	c.y = y
	c.in(tagTable, func() { c.facts(facts) })
	c.y = max(c.y+8, letterTop)
}

// letterhead draws whose document it is, above a line in colour.
func (c *canvas) letterhead(name string) {
	c.in(tagParagraph, func() { c.block(left, 17, width, "L", name, style{"B", 13, 0}) })
	c.artifact(func() {
		c.pdf.SetFillColor(0, 59, 113)
		c.pdf.Rect(left, 26, width, 0.7, "F")
	})
}

func (c *canvas) facts(list [][2]string) {
	y := addressTop
	for _, fact := range list {
		name, value := fact[0], fact[1]
		if value == "" {
			continue
		}
		c.in(tagRow, func() {
			c.in(tagHeader, func() { c.block(factsLeft, y, factsLabel-1, "L", name, label) }).scope = "Row"
			c.in(tagCell, func() {
				y += c.block(factsLeft+factsLabel, y, right-factsLeft-factsLabel, "L", value, style{"", 8.5, 0})
			})
		})
		y += 0.6
	}
	c.y = max(c.y, y)
}

// due is empty where nothing is to be paid.
func due(d billing.Document) string {
	if d.Kind == billing.KindCreditNote || d.Payable.IsZero() {
		return ""
	}
	return day(d.DueOn)
}

func opening(d billing.Document) string {
	if d.Kind == billing.KindCreditNote {
		return "Diese Gutschrift hebt die Abrechnung " + d.Credits + " vom " + day(d.CreditsOn) + " auf. Jeder Betrag steht hier mit dem " +
			"umgekehrten Vorzeichen, beide zusammen ergeben null. Sie berichtigt eine Rechnung und ist keine Gutschrift im Sinne von § 14 Absatz 2 UStG."
	}
	return "Abgerechnet wird, was vom " + day(d.Period.From) + " bis zum " + day(d.Period.To) + " auf Ihrem Konto gebucht wurde. " +
		"Wie jeder Anteil zustande kommt, steht bis auf den Cent in der Anlage. Alle Beträge in Euro."
}

// imprint is the foot of every page.
func imprint(s billing.Seller) []string {
	tax := ""
	switch {
	case s.VATID != "":
		tax = "USt-IdNr. " + s.VATID
	case s.TaxNumber != "":
		tax = "Steuernummer " + s.TaxNumber
	}
	bank := ""
	if s.IBAN != "" {
		bank = "IBAN " + groupsOfFour(s.IBAN)
	}
	return []string{
		strings.Join(present(s.Name, s.Street, place(s.Address)), " · "),
		strings.Join(present(s.Register, tax, bank), " · "),
	}
}

// present leaves out what is empty.
func present(texts ...string) []string {
	var list []string
	for _, text := range texts {
		if text != "" {
			list = append(list, text)
		}
	}
	return list
}
