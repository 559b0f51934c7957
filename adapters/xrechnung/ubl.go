package xrechnung

import "encoding/xml"

// The structs below are UBL 2.1 in the order of its schemas. Invoice and credit note
// differ in a few names only, so one struct writes both: what is empty is left out.

type document struct {
	XMLName            xml.Name
	XMLNS              string `xml:"xmlns,attr"`
	CAC                string `xml:"xmlns:cac,attr"`
	CBC                string `xml:"xmlns:cbc,attr"`
	CustomizationID    string `xml:"cbc:CustomizationID"`
	ProfileID          string `xml:"cbc:ProfileID"`
	ID                 string `xml:"cbc:ID"`
	IssueDate          string `xml:"cbc:IssueDate"`
	DueDate            string `xml:"cbc:DueDate,omitempty"`
	InvoiceTypeCode    string `xml:"cbc:InvoiceTypeCode,omitempty"`
	CreditNoteTypeCode string `xml:"cbc:CreditNoteTypeCode,omitempty"`
	Note               string `xml:"cbc:Note"`
	Currency           string `xml:"cbc:DocumentCurrencyCode"`
	BuyerReference     string `xml:"cbc:BuyerReference"`
	Period             span   `xml:"cac:InvoicePeriod"`

	BillingReference *reference `xml:"cac:BillingReference>cac:InvoiceDocumentReference"`
	Supplier         party      `xml:"cac:AccountingSupplierParty>cac:Party"`
	Customer         party      `xml:"cac:AccountingCustomerParty>cac:Party"`
	Means            means      `xml:"cac:PaymentMeans"`
	Terms            string     `xml:"cac:PaymentTerms>cbc:Note"`
	Tax              taxTotal   `xml:"cac:TaxTotal"`
	Totals           totals     `xml:"cac:LegalMonetaryTotal"`
	InvoiceLines     []line     `xml:"cac:InvoiceLine"`
	CreditNoteLines  []line     `xml:"cac:CreditNoteLine"`
}

type span struct {
	Start string `xml:"cbc:StartDate"`
	End   string `xml:"cbc:EndDate"`
}

type reference struct {
	ID        string `xml:"cbc:ID"`
	IssueDate string `xml:"cbc:IssueDate"`
}

type identifier struct {
	Scheme string `xml:"schemeID,attr,omitempty"`
	Text   string `xml:",chardata"`
}

type party struct {
	Endpoint       identifier  `xml:"cbc:EndpointID"`
	Identification *identifier `xml:"cac:PartyIdentification>cbc:ID"`
	Address        address     `xml:"cac:PostalAddress"`
	TaxSchemes     []taxScheme `xml:"cac:PartyTaxScheme"`
	Legal          legalEntity `xml:"cac:PartyLegalEntity"`
	Contact        *contact    `xml:"cac:Contact"`
}

type address struct {
	Street   string `xml:"cbc:StreetName"`
	City     string `xml:"cbc:CityName"`
	Postcode string `xml:"cbc:PostalZone"`
	Country  string `xml:"cac:Country>cbc:IdentificationCode"`
}

type taxScheme struct {
	CompanyID string `xml:"cbc:CompanyID"`
	Scheme    string `xml:"cac:TaxScheme>cbc:ID"`
}

type legalEntity struct {
	Name      string `xml:"cbc:RegistrationName"`
	CompanyID string `xml:"cbc:CompanyID,omitempty"`
}

type contact struct {
	Name  string `xml:"cbc:Name,omitempty"`
	Phone string `xml:"cbc:Telephone,omitempty"`
	Email string `xml:"cbc:ElectronicMail,omitempty"`
}

type means struct {
	Code      string   `xml:"cbc:PaymentMeansCode"`
	DueDate   string   `xml:"cbc:PaymentDueDate,omitempty"`
	PaymentID string   `xml:"cbc:PaymentID"`
	Account   *account `xml:"cac:PayeeFinancialAccount"`
}

type account struct {
	IBAN string      `xml:"cbc:ID"`
	Name string      `xml:"cbc:Name"`
	BIC  *identifier `xml:"cac:FinancialInstitutionBranch>cbc:ID"`
}

type amount struct {
	Currency string `xml:"currencyID,attr"`
	Text     string `xml:",chardata"`
}

type taxTotal struct {
	Amount    amount     `xml:"cbc:TaxAmount"`
	Subtotals []subtotal `xml:"cac:TaxSubtotal"`
}

type subtotal struct {
	Taxable  amount      `xml:"cbc:TaxableAmount"`
	Tax      amount      `xml:"cbc:TaxAmount"`
	Category taxCategory `xml:"cac:TaxCategory"`
}

type taxCategory struct {
	ID      string `xml:"cbc:ID"`
	Percent string `xml:"cbc:Percent"`
	Reason  string `xml:"cbc:TaxExemptionReason,omitempty"`
	Scheme  string `xml:"cac:TaxScheme>cbc:ID"`
}

type totals struct {
	Lines     amount `xml:"cbc:LineExtensionAmount"`
	Exclusive amount `xml:"cbc:TaxExclusiveAmount"`
	Inclusive amount `xml:"cbc:TaxInclusiveAmount"`
	Payable   amount `xml:"cbc:PayableAmount"`
}

type line struct {
	ID       string    `xml:"cbc:ID"`
	Note     string    `xml:"cbc:Note"`
	Invoiced *quantity `xml:"cbc:InvoicedQuantity"`
	Credited *quantity `xml:"cbc:CreditedQuantity"`
	Amount   amount    `xml:"cbc:LineExtensionAmount"`
	Period   span      `xml:"cac:InvoicePeriod"`
	Item     item      `xml:"cac:Item"`
	Price    amount    `xml:"cac:Price>cbc:PriceAmount"`
}

type quantity struct {
	Unit string `xml:"unitCode,attr"`
	Text string `xml:",chardata"`
}

type item struct {
	Name     string      `xml:"cbc:Name"`
	SellerID *identifier `xml:"cac:SellersItemIdentification>cbc:ID"`
	Category taxCategory `xml:"cac:ClassifiedTaxCategory"`
}
