// Package peppol writes orders as Peppol BIS Order 3 and writes and reads the answers to
// them as Peppol BIS Order Response 3, both in UBL 2.1.
package peppol

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"allmende/domain/dispatch"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
)

const (
	orderCustomization = "urn:fdc:peppol.eu:poacc:trns:order:3"
	profile            = "urn:fdc:peppol.eu:poacc:bis:ordering:3"
	namespace          = "urn:oasis:names:specification:ubl:schema:xsd:"
	aggregates         = namespace + "CommonAggregateComponents-2"
	basics             = namespace + "CommonBasicComponents-2"
	callOff            = "226" // UNTDID 1001, call off order
)

// WriteOrder writes the order, or refuses with dispatch.ErrNotElectronic and writes nothing.
func WriteOrder(w io.Writer, o dispatch.Order) error {
	if err := o.CheckElectronic(); err != nil {
		return err
	}
	foreseen, err := o.Taxes()
	if err != nil {
		return fmt.Errorf("write order %s: %w", o.Number, err)
	}
	return encode(w, o.Number, orderOf(o, foreseen))
}

func encode(w io.Writer, name string, document any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func orderOf(o dispatch.Order, foreseen vat.Foreseen) order {
	placed := o.PlacedAt.In(period.Berlin)
	u := order{
		XMLNS: namespace + "Order-2", CAC: aggregates, CBC: basics,
		CustomizationID: orderCustomization, ProfileID: profile,
		ID: o.Number, IssueDate: placed.Format("2006-01-02"), IssueTime: placed.Format("15:04:05"), TypeCode: callOff,
		Note: note(o, foreseen), Currency: o.Currency, Customer: o.BudgetCode, AccountingCost: o.BudgetCode,
		ValidUntil: o.ValidTo.String(), Contract: o.Contract,
		Buyer: partyOf(o.Buyer), Seller: partyOf(o.Supplier),
		Totals: totals{Lines: euros(o.Total), Payable: euros(o.Total)},
	}
	if foreseen.Whole() {
		tax, gross := amount{dispatch.Currency, foreseen.VAT.StringFixed(2)}, amount{dispatch.Currency, foreseen.Gross.StringFixed(2)}
		u.Tax, u.Totals.Net, u.Totals.Gross, u.Totals.Payable = &tax, &u.Totals.Lines, &gross, gross
	}
	if to := o.Delivery; !to.IsZero() {
		u.Delivery = &delivery{Location: &location{clean(to.Name), address{clean(to.Street), clean(to.City), clean(to.Postcode), to.Country}}}
		if whom := clean(to.Contact); whom != "" {
			u.Delivery.Party = &recipient{clean(o.Buyer.Name), whom}
		}
	}
	if s := o.Services; s != nil {
		if u.Delivery == nil {
			u.Delivery = &delivery{}
		}
		u.Delivery.Period = &span{s.Period.From.String(), s.Period.To.String()}
	}
	for _, l := range o.Lines {
		u.Lines = append(u.Lines, orderLine{lineItem{
			ID: strconv.Itoa(l.Position), Quantity: quantity{string(l.Unit), l.Quantity.String()}, Amount: euros(l.Total),
			Price: amount{dispatch.Currency, l.Price.String()}, Item: item{Name: clean(l.Name), BuyerID: l.Item, Tax: taxOf(l.Tax)},
		}})
	}
	return u
}

// taxOf is a line's category, or none where nobody has told it.
func taxOf(tax vat.Tax) *taxCategory {
	if !tax.Known() {
		return nil
	}
	category := &taxCategory{ID: string(tax.Category), Percent: tax.Rate.String(), Scheme: "VAT"}
	if tax.Category == vat.OutOfScope {
		category.Percent = "" // what is not taxed has no rate (BR-O-05)
	}
	return category
}

// note says what the figures leave open.
func note(o dispatch.Order, foreseen vat.Foreseen) string {
	text := "Abruf aus der Rahmenvereinbarung " + o.Contract + "."
	if !foreseen.Whole() {
		text += " Alle Preise netto, zuzüglich der gesetzlichen Umsatzsteuer."
	}
	if hours := clean(o.Delivery.Hours); hours != "" {
		text = "Annahmezeiten: " + hours + "\n" + text
	}
	if s := o.Services; s != nil && clean(s.Description) != "" {
		text = "Leistung: " + clean(s.Description) + "\n" + text
	}
	if own := clean(o.Note); own != "" {
		text = own + "\n" + text
	}
	return text
}

func partyOf(p dispatch.Party) party {
	u := party{
		Endpoint: identifier{p.Endpoint.Scheme, p.Endpoint.ID}, Name: clean(p.Name), Legal: clean(p.Name),
		Address: address{clean(p.Street), clean(p.City), clean(p.Postcode), p.Country},
	}
	if whom := (contact{clean(p.Contact), clean(p.Phone), clean(p.Email)}); whom != (contact{}) {
		u.Contact = &whom
	}
	return u
}

func euros(a money.Amount) amount { return amount{dispatch.Currency, a.String()} }

// clean leaves no text of blanks only, which an element must not have.
func clean(text string) string { return strings.TrimSpace(text) }
