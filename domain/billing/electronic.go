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
	return absent(field{"name", s.Name}, field{"street", s.Street}, field{"postcode", s.Postcode}, field{"city", s.City},
		field{"country", s.Country}, field{"vatId", s.VATID + s.TaxNumber}, field{"contact", s.Contact}, field{"phone", s.Phone},
		field{"email", s.Email}, field{"iban", s.IBAN})
}

// Missing lists what an XRechnung must tell of the buyer (BR-07, BR-11, BR-DE-8,
// BR-DE-9, BR-DE-15, PEPPOL-EN16931-R010).
func (b Buyer) Missing() []string {
	return absent(field{"name", b.Name}, field{"leitwegId", b.Leitweg.String()}, field{"street", b.Street},
		field{"postcode", b.Postcode}, field{"city", b.City}, field{"country", b.Country})
}

// absent lists the fields that have no text.
func absent(fields ...field) []string {
	var missing []string
	for _, f := range fields {
		if f.text == "" {
			missing = append(missing, f.name)
		}
	}
	return missing
}
