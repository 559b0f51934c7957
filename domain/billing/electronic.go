package billing

import (
	"strings"

	"allmende/domain/fault"
	"allmende/domain/vat"
)

// Faults of electronic invoices.
var (
	// ErrIncomplete: an electronic invoice must tell more than the document knows; "missing" lists it.
	ErrIncomplete = fault.New(fault.Conflict, "billing.incomplete", fault.Rule("EN 16931"))
	// ErrNotElectronic: lines of "category" have no electronic form here.
	ErrNotElectronic = fault.New(fault.Conflict, "billing.category-not-electronic", fault.Rule("EN 16931"))
)

// CheckElectronic fails with ErrIncomplete or ErrNotElectronic unless the document has
// all that an XRechnung must tell.
func (d Document) CheckElectronic() error {
	if missing := d.Missing(); len(missing) > 0 {
		return ErrIncomplete.With("missing", strings.Join(missing, ", "))
	}
	for _, s := range d.Breakdown {
		switch s.Tax.Category {
		case vat.Standard, vat.Exempt, vat.ZeroRated:
		case vat.OutOfScope, vat.ReverseCharge:
			return ErrNotElectronic.With("category", string(s.Tax.Category))
		}
	}
	return nil
}

// Missing lists what an XRechnung must tell and the document does not know, as
// "seller.iban" and "buyer.leitwegId".
func (d Document) Missing() []string {
	var missing []string
	for _, field := range d.Seller.Missing() {
		missing = append(missing, "seller."+field)
	}
	for _, field := range d.Buyer.Missing() {
		missing = append(missing, "buyer."+field)
	}
	return missing
}

// Missing lists what an XRechnung must tell of the seller (BR-06, BR-DE-2 to BR-DE-7,
// BR-DE-16, BR-DE-23, PEPPOL-EN16931-R020). One of VAT identifier and tax number will do.
func (s Seller) Missing() []string {
	return absent("name", s.Name, "street", s.Street, "postcode", s.Postcode, "city", s.City, "country", s.Country,
		"vatId", s.VATID+s.TaxNumber, "contact", s.Contact, "phone", s.Phone, "email", s.Email, "iban", s.IBAN)
}

// Missing lists what an XRechnung must tell of the buyer (BR-07, BR-11, BR-DE-8,
// BR-DE-9, BR-DE-15, PEPPOL-EN16931-R010).
func (b Buyer) Missing() []string {
	return absent("name", b.Name, "leitwegId", b.Leitweg.String(), "street", b.Street, "postcode", b.Postcode,
		"city", b.City, "country", b.Country)
}

// absent takes fields with their texts and lists those that have none.
func absent(pairs ...string) []string {
	var missing []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			missing = append(missing, pairs[i])
		}
	}
	return missing
}
