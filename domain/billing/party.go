package billing

import (
	"regexp"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// Faults of parties.
var (
	// ErrIBAN: not an IBAN, or its check digits are wrong (ISO 13616).
	ErrIBAN = fault.New(fault.Invalid, "billing.iban-malformed", fault.Field("iban"))
	// ErrBIC: not 8 or 11 letters and digits of a BIC (ISO 9362).
	ErrBIC = fault.New(fault.Invalid, "billing.bic-malformed", fault.Field("bic"))
	// ErrVATID: not a VAT identifier with its country, such as DE123456789.
	ErrVATID = fault.New(fault.Invalid, "billing.vat-id-malformed", fault.Field("vatId"))
	// ErrCountry: not a country code of two letters (ISO 3166-1).
	ErrCountry = fault.New(fault.Invalid, "billing.country-malformed", fault.Field("country"))
	// ErrPhone: a telephone number has at least three digits (BR-DE-27).
	ErrPhone = fault.New(fault.Invalid, "billing.phone-malformed", fault.Field("phone"))
)

// Address is where a party has its seat.
type Address struct {
	Street   string
	Postcode string
	City     string
	Country  string // "DE"
}

// Seller is the cooperative as it stands on a document. What is not known is empty; an
// electronic invoice needs nearly all of it (Document.Missing).
type Seller struct {
	Name string
	Address
	VATID     string // Umsatzsteuer-Identifikationsnummer, "DE123456789"
	TaxNumber string // Steuernummer
	Register  string // "Amtsgericht Hannover, GnR 1234"
	Contact   string // whom to ask
	Phone     string
	Email     string
	IBAN      string // without spaces
	BIC       string
}

// Buyer is the member as it stands on a document.
type Buyer struct {
	Name    string
	Key     member.OfficialKey // empty for a body outside the directory
	Leitweg member.LeitwegID
	Address
	Email string
}

var (
	ibanText    = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$`)
	bicText     = regexp.MustCompile(`^[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?$`)
	vatIDText   = regexp.MustCompile(`^(DE[0-9]{9}|(AT|BE|BG|CY|CZ|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z]{2,12})$`)
	countryText = regexp.MustCompile(`^[A-Z]{2}$`)
	// As XRechnung wants it: no space, one @, a point in the middle of what follows (BR-DE-28).
	emailText = regexp.MustCompile(`^[^@\s.]([^@\s]*[^@\s.])?@[^@\s.]([^@\s]*\.[^@\s]*)*[^@\s.]$`)
	digit     = regexp.MustCompile(`[0-9]`)
)

// ParseIBAN reads an account number with or without spaces, or fails with ErrIBAN.
func ParseIBAN(text string) (string, error) {
	iban := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if !ibanText.MatchString(iban) || iban[:2] == "DE" && len(iban) != 22 || mod97(iban[4:]+iban[:4]) != 1 {
		return "", ErrIBAN
	}
	return iban, nil
}

// mod97 reads digits as they are and letters as 10 to 35 (ISO 7064).
func mod97(text string) int {
	rest := 0
	for _, r := range text {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
			continue
		}
		rest = (rest*10 + int(r-'0')) % 97
	}
	return rest
}

// Check looks at the form of what is there, not at whether anything is missing, save
// for the name. It fails with ErrText, ErrCountry, ErrPhone, member.ErrEmail, ErrVATID,
// ErrIBAN or ErrBIC.
func (s Seller) Check() error {
	if !isText(s.Name) {
		return ErrText.At("name")
	}
	if err := optional(field{"taxNumber", s.TaxNumber}, field{"register", s.Register}, field{"contact", s.Contact}, field{"phone", s.Phone}); err != nil {
		return err
	}
	if s.Phone != "" && len(digit.FindAllString(s.Phone, 3)) < 3 {
		return ErrPhone
	}
	if err := checkEmail(s.Email); err != nil {
		return err
	}
	if s.VATID != "" && !vatIDText.MatchString(s.VATID) {
		return ErrVATID
	}
	if err := s.checkBank(); err != nil {
		return err
	}
	return s.Address.check()
}

func (s Seller) checkBank() error {
	if iban, err := ParseIBAN(s.IBAN); s.IBAN != "" && (err != nil || iban != s.IBAN) {
		return ErrIBAN
	}
	if s.BIC != "" && !bicText.MatchString(s.BIC) {
		return ErrBIC
	}
	return nil
}

// Check looks at the form of what is there, not at whether anything is missing, save
// for the name. It fails with ErrText, ErrCountry, member.ErrEmail, or the faults of
// member.ParseKey and member.ParseLeitweg.
func (b Buyer) Check() error {
	if !isText(b.Name) {
		return ErrText.At("name")
	}
	if err := checkEmail(b.Email); err != nil {
		return err
	}
	if b.Key != "" {
		if _, err := member.ParseKey(b.Key.String()); err != nil {
			return err
		}
	}
	if b.Leitweg != "" {
		if _, err := member.ParseLeitweg(b.Leitweg.String()); err != nil {
			return err
		}
	}
	return b.Address.check()
}

func (a Address) check() error {
	if err := optional(field{"street", a.Street}, field{"postcode", a.Postcode}, field{"city", a.City}); err != nil {
		return err
	}
	if a.Country != "" && !countryText.MatchString(a.Country) {
		return ErrCountry
	}
	return nil
}

func checkEmail(text string) error {
	if text != "" && (!isText(text) || !emailText.MatchString(text)) {
		return member.ErrEmail
	}
	return nil
}

// field is a text of a party by its name in the interface.
type field struct{ name, text string }

// optional fails with ErrText at the first field that is there and no text.
func optional(fields ...field) error {
	for _, f := range fields {
		if f.text != "" && !isText(f.text) {
			return ErrText.At(f.name)
		}
	}
	return nil
}
