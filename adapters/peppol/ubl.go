package peppol

// The structs below are UBL 2.1 in the order of its schemas; what is empty is left out.

type identifier struct {
	Scheme string `xml:"schemeID,attr,omitempty"`
	Text   string `xml:",chardata"`
}

type amount struct {
	Currency string `xml:"currencyID,attr"`
	Text     string `xml:",chardata"`
}

type quantity struct {
	Unit string `xml:"unitCode,attr"`
	Text string `xml:",chardata"`
}

type order struct {
	XMLName         struct{} `xml:"Order"`
	XMLNS           string   `xml:"xmlns,attr"`
	CAC             string   `xml:"xmlns:cac,attr"`
	CBC             string   `xml:"xmlns:cbc,attr"`
	CustomizationID string   `xml:"cbc:CustomizationID"`
	ProfileID       string   `xml:"cbc:ProfileID"`
	ID              string   `xml:"cbc:ID"`
	IssueDate       string   `xml:"cbc:IssueDate"`
	IssueTime       string   `xml:"cbc:IssueTime"`
	TypeCode        string   `xml:"cbc:OrderTypeCode"`
	Note            string   `xml:"cbc:Note,omitempty"`
	Currency        string   `xml:"cbc:DocumentCurrencyCode"`
	Customer        string   `xml:"cbc:CustomerReference,omitempty"`
	AccountingCost  string   `xml:"cbc:AccountingCost,omitempty"`
	ValidUntil      string   `xml:"cac:ValidityPeriod>cbc:EndDate"`
	Contract        string   `xml:"cac:Contract>cbc:ID"`

	Buyer    party       `xml:"cac:BuyerCustomerParty>cac:Party"`
	Seller   party       `xml:"cac:SellerSupplierParty>cac:Party"`
	Delivery *delivery   `xml:"cac:Delivery"`
	Tax      *amount     `xml:"cac:TaxTotal>cbc:TaxAmount"`
	Totals   totals      `xml:"cac:AnticipatedMonetaryTotal"`
	Lines    []orderLine `xml:"cac:OrderLine"`
}

type delivery struct {
	Location *location  `xml:"cac:DeliveryLocation"`
	Period   *span      `xml:"cac:RequestedDeliveryPeriod"`
	Party    *recipient `xml:"cac:DeliveryParty"`
}

type location struct {
	Name    string  `xml:"cbc:Name"`
	Address address `xml:"cac:Address"`
}

// span is a run of days, both ends included.
type span struct {
	From string `xml:"cbc:StartDate"`
	To   string `xml:"cbc:EndDate"`
}

// recipient is who takes delivery.
type recipient struct {
	Name    string `xml:"cac:PartyName>cbc:Name"`
	Contact string `xml:"cac:Contact>cbc:Name"`
}

type party struct {
	Endpoint identifier `xml:"cbc:EndpointID"`
	Name     string     `xml:"cac:PartyName>cbc:Name"`
	Address  address    `xml:"cac:PostalAddress"`
	Legal    string     `xml:"cac:PartyLegalEntity>cbc:RegistrationName"`
	Contact  *contact   `xml:"cac:Contact"`
}

type address struct {
	Street   string `xml:"cbc:StreetName,omitempty"`
	City     string `xml:"cbc:CityName,omitempty"`
	Postcode string `xml:"cbc:PostalZone,omitempty"`
	Country  string `xml:"cac:Country>cbc:IdentificationCode"`
}

type contact struct {
	Name  string `xml:"cbc:Name,omitempty"`
	Phone string `xml:"cbc:Telephone,omitempty"`
	Email string `xml:"cbc:ElectronicMail,omitempty"`
}

type totals struct {
	Lines   amount  `xml:"cbc:LineExtensionAmount"`
	Net     *amount `xml:"cbc:TaxExclusiveAmount"`
	Gross   *amount `xml:"cbc:TaxInclusiveAmount"`
	Payable amount  `xml:"cbc:PayableAmount"`
}

type orderLine struct {
	Item lineItem `xml:"cac:LineItem"`
}

type lineItem struct {
	ID       string   `xml:"cbc:ID"`
	Quantity quantity `xml:"cbc:Quantity"`
	Amount   amount   `xml:"cbc:LineExtensionAmount"`
	Price    amount   `xml:"cac:Price>cbc:PriceAmount"`
	Item     item     `xml:"cac:Item"`
}

type item struct {
	Name    string       `xml:"cbc:Name"`
	BuyerID string       `xml:"cac:BuyersItemIdentification>cbc:ID,omitempty"`
	Tax     *taxCategory `xml:"cac:ClassifiedTaxCategory"`
}

type taxCategory struct {
	ID      string `xml:"cbc:ID"`
	Percent string `xml:"cbc:Percent,omitempty"`
	Scheme  string `xml:"cac:TaxScheme>cbc:ID"`
}

type orderResponse struct {
	XMLName         struct{}       `xml:"OrderResponse"`
	XMLNS           string         `xml:"xmlns,attr"`
	CAC             string         `xml:"xmlns:cac,attr"`
	CBC             string         `xml:"xmlns:cbc,attr"`
	CustomizationID string         `xml:"cbc:CustomizationID"`
	ProfileID       string         `xml:"cbc:ProfileID"`
	ID              string         `xml:"cbc:ID"`
	IssueDate       string         `xml:"cbc:IssueDate"`
	IssueTime       string         `xml:"cbc:IssueTime"`
	Code            string         `xml:"cbc:OrderResponseCode"`
	Note            string         `xml:"cbc:Note,omitempty"`
	Currency        string         `xml:"cbc:DocumentCurrencyCode,omitempty"`
	Order           string         `xml:"cac:OrderReference>cbc:ID"`
	Seller          respondent     `xml:"cac:SellerSupplierParty>cac:Party"`
	Buyer           respondent     `xml:"cac:BuyerCustomerParty>cac:Party"`
	Promised        *promised      `xml:"cac:Delivery>cac:PromisedDeliveryPeriod"`
	Lines           []responseLine `xml:"cac:OrderLine"`
}

type respondent struct {
	Endpoint identifier `xml:"cbc:EndpointID"`
	Legal    string     `xml:"cac:PartyLegalEntity>cbc:RegistrationName"`
}

type promised struct {
	Start string `xml:"cbc:StartDate"`
	End   string `xml:"cbc:EndDate"`
}

type responseLine struct {
	Item      answeredItem `xml:"cac:LineItem"`
	Reference string       `xml:"cac:OrderLineReference>cbc:LineID"`
}

type answeredItem struct {
	ID       string   `xml:"cbc:ID"`
	Note     string   `xml:"cbc:Note,omitempty"`
	Status   string   `xml:"cbc:LineStatusCode"`
	Promised promised `xml:"cac:Delivery>cac:PromisedDeliveryPeriod"`
	Item     named    `xml:"cac:Item"`
}

type named struct {
	Name string `xml:"cbc:Name"`
}
