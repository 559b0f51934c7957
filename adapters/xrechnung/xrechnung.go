// Package xrechnung writes a document as an XRechnung 3.0.2 in UBL 2.1 (EN 16931).
package xrechnung

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"allmende/domain/billing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
)

const (
	customization = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
	profile       = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
	namespace     = "urn:oasis:names:specification:ubl:schema:xsd:"
	currency      = "EUR"

	invoiceCode    = "380" // UNTDID 1001, commercial invoice
	creditNoteCode = "381" // UNTDID 1001, credit note
	sepaTransfer   = "58"  // UNTDID 4461
	clearing       = "97"  // UNTDID 4461, clearing between partners
	email          = "EM"  // electronic address scheme
	leitweg        = "0204"
	lumpSum        = "LS" // UN/ECE Rec 20
)

// Write writes the document, or refuses with billing.ErrIncomplete or
// billing.ErrNotElectronic and writes nothing. A document whose total is below zero
// becomes a credit note (381), whose amounts have the opposite sign: what is given back
// is positive there. So does a credit note, unless it takes back a total below zero.
func Write(w io.Writer, d billing.Document) error {
	if err := d.CheckElectronic(); err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write %s: %w", d.Number, err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(newWriter(d).document()); err != nil {
		return fmt.Errorf("write %s: %w", d.Number, err)
	}
	return nil
}

// writer knows which of the two UBL documents it writes.
type writer struct {
	d      billing.Document
	credit bool // a UBL credit note: every sign is turned around
}

func newWriter(d billing.Document) writer {
	sign := d.Payable.Sign()
	return writer{d, sign < 0 || sign == 0 && d.Kind == billing.KindCreditNote}
}

func (w writer) document() document {
	d := w.d
	u := document{
		XMLName: xml.Name{Local: "Invoice"}, XMLNS: namespace + "Invoice-2",
		CAC: namespace + "CommonAggregateComponents-2", CBC: namespace + "CommonBasicComponents-2",
		CustomizationID: customization, ProfileID: profile,
		ID: d.Number, IssueDate: d.IssuedOn.String(), Currency: currency, BuyerReference: d.Buyer.Leitweg.String(),
		Note: note(d), Period: hull(d), Supplier: supplier(d.Seller), Customer: customer(d.Buyer),
		Means: w.means(), Terms: terms(d), Tax: w.tax(), Totals: w.totals(),
	}
	if d.Kind == billing.KindCreditNote {
		u.BillingReference = &reference{ID: d.Credits, IssueDate: d.CreditsOn.String()}
	}
	if w.credit {
		u.XMLName.Local, u.XMLNS = "CreditNote", namespace+"CreditNote-2"
		u.CreditNoteTypeCode, u.CreditNoteLines = creditNoteCode, w.lines()
		return u
	}
	u.InvoiceTypeCode, u.InvoiceLines, u.DueDate = invoiceCode, w.lines(), d.DueOn.String()
	return u
}

// note is BT-22: which bookings the document bills.
func note(d billing.Document) string {
	text := fmt.Sprintf("%s der Buchungen vom %s bis %s.", d.Kind.Title(), german(d.Period.From), german(d.Period.To))
	if d.Kind == billing.KindCreditNote {
		text += fmt.Sprintf(" Sie hebt die Abrechnung %s vom %s auf.", d.Credits, german(d.CreditsOn))
	}
	return text
}

// terms is BT-20.
func terms(d billing.Document) string {
	switch {
	case d.Kind == billing.KindCreditNote:
		return "Es ist nichts zu zahlen: Gutschrift und Abrechnung heben einander auf."
	case d.Payable.Sign() > 0:
		return fmt.Sprintf("Zahlbar bis %s ohne Abzug.", german(d.DueOn))
	case d.Payable.Sign() < 0:
		return fmt.Sprintf("Das Guthaben wird bis %s ausgezahlt oder verrechnet.", german(d.DueOn))
	}
	return "Es ist nichts zu zahlen."
}

// hull is BG-14, the service days of all lines: a line's days must lie within them
// (PEPPOL-EN16931-R110, R111), while costs may be booked long after their days.
func hull(d billing.Document) span {
	all := d.Lines[0].Period
	for _, l := range d.Lines {
		if l.Period.From.Before(all.From) {
			all.From = l.Period.From
		}
		if l.Period.To.After(all.To) {
			all.To = l.Period.To
		}
	}
	return spanOf(all)
}

// supplier is BG-4. BT-29 carries the tax number where there is no VAT identifier, since
// the buyer must be able to tell the seller by one of BT-29 to BT-31 (BR-CO-26).
func supplier(s billing.Seller) party {
	p := party{
		Endpoint: identifier{email, s.Email}, Address: addressOf(s.Address),
		Legal:   legalEntity{Name: s.Name, CompanyID: s.Register},
		Contact: &contact{Name: s.Contact, Phone: s.Phone, Email: s.Email},
	}
	if s.VATID != "" {
		p.TaxSchemes = append(p.TaxSchemes, taxScheme{s.VATID, "VAT"})
	} else {
		p.Identification = &identifier{Text: s.TaxNumber}
	}
	if s.TaxNumber != "" {
		p.TaxSchemes = append(p.TaxSchemes, taxScheme{s.TaxNumber, "FC"})
	}
	return p
}

// customer is BG-7; its electronic address is the Leitweg-ID, by which the administration
// routes invoices.
func customer(b billing.Buyer) party {
	p := party{Endpoint: identifier{leitweg, b.Leitweg.String()}, Address: addressOf(b.Address), Legal: legalEntity{Name: b.Name}}
	if b.Key != member.OfficialKey("") {
		p.Identification = &identifier{Text: b.Key.String()}
	}
	if b.Email != "" {
		p.Contact = &contact{Email: b.Email}
	}
	return p
}

// means is BG-16. Where the member gets money or nothing moves, there is no account of
// ours to pay to.
func (w writer) means() means {
	d := w.d
	if d.Kind == billing.KindCreditNote || d.Payable.Sign() <= 0 {
		m := means{Code: clearing, PaymentID: d.Number}
		if w.credit && d.Kind == billing.KindStatement {
			m.DueDate = d.DueOn.String()
		}
		return m
	}
	a := &account{IBAN: d.Seller.IBAN, Name: d.Seller.Name}
	if d.Seller.BIC != "" {
		a.BIC = &identifier{Text: d.Seller.BIC}
	}
	return means{Code: sepaTransfer, PaymentID: d.Number, Account: a}
}

func (w writer) tax() taxTotal {
	t := taxTotal{Amount: w.amount(w.d.VAT)}
	for _, s := range w.d.Breakdown {
		category := categoryOf(s.Tax)
		category.Reason = s.Reason
		t.Subtotals = append(t.Subtotals, subtotal{Taxable: w.amount(s.Taxable), Tax: w.amount(s.VAT), Category: category})
	}
	return t
}

func (w writer) totals() totals {
	net, payable := w.amount(w.d.Net), w.amount(w.d.Payable)
	return totals{Lines: net, Exclusive: net, Inclusive: payable, Payable: payable}
}

func (w writer) lines() []line {
	lines := make([]line, len(w.d.Lines))
	for i, l := range w.d.Lines {
		lines[i] = w.line(l)
	}
	return lines
}

// line is BG-25. A price is never below zero (BR-27), so the quantity bears the sign.
func (w writer) line(l billing.Line) line {
	signed := w.signed(l.Amount)
	q, price := &quantity{lumpSum, "1"}, signed
	if signed.Sign() < 0 {
		q.Text, price = "-1", signed.Neg()
	}
	u := line{
		ID: strconv.Itoa(l.Place), Note: w.parts(l), Amount: euros(signed), Period: spanOf(l.Period), Price: euros(price),
		Item: item{Name: l.Text, Category: categoryOf(l.Tax)},
	}
	if l.Pool != "" {
		u.Item.SellerID = &identifier{Text: l.Pool}
	}
	if w.credit {
		u.Credited = q
		return u
	}
	u.Invoiced = q
	return u
}

// parts is BT-127: what the amount is made of. The suppliers' VAT is a cost that is
// passed on; it must not look like tax that the document charges (UStG 14c).
func (w writer) parts(l billing.Line) string {
	text := "Anteil " + w.signed(l.Share).String() + " EUR"
	if !l.VAT.IsZero() {
		text += "; Umsatzsteuer der Lieferanten als weitergegebene Kosten, kein Steuerausweis: " + w.signed(l.VAT).String() + " EUR"
	}
	if !l.Granted.IsZero() {
		text += "; Förderung " + w.signed(l.Granted.Neg()).String() + " EUR"
	}
	return text
}

// signed is an amount as the UBL document counts it.
func (w writer) signed(a money.Amount) money.Amount {
	if w.credit {
		return a.Neg()
	}
	return a
}

func (w writer) amount(a money.Amount) amount { return euros(w.signed(a)) }

func euros(a money.Amount) amount { return amount{currency, a.String()} }

func categoryOf(t vat.Tax) taxCategory {
	return taxCategory{ID: string(t.Category), Percent: t.Rate.String(), Scheme: "VAT"}
}

func addressOf(a billing.Address) address {
	return address{Street: a.Street, City: a.City, Postcode: a.Postcode, Country: a.Country}
}

func spanOf(s period.Span) span { return span{s.From.String(), s.To.String()} }

// german writes a day as 31.12.2026.
func german(d period.Day) string { return d.UTC().Format("02.01.2006") }
