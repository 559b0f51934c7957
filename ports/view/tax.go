package view

// Tax is a category of VAT (UNTDID 5305) with its rate in percent.
type Tax struct {
	Category string `json:"category"`
	Rate     string `json:"rate"`
}

// Taxation is what VAT makes of net amounts before there is an invoice. While a rate is not
// known, there is neither a tax nor a gross total.
type Taxation struct {
	Rates []TaxOfRate `json:"rates"`
	VAT   string      `json:"vat,omitempty"`
	Gross string      `json:"gross,omitempty"`
	Open  string      `json:"open,omitempty"` // net, of the lines whose rate is not known
	Lines int         `json:"openLines,omitempty"`
}

// TaxOfRate is the tax of one category and rate, rounded once (EN 16931).
type TaxOfRate struct {
	Tax
	Net string `json:"net"`
	VAT string `json:"vat"`
}
