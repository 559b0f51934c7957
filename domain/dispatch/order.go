// Package dispatch holds an order as it goes out to its supplier: frozen data that mail,
// PDF and electronic order only show, and what must be right before it may go out
// electronically (Peppol BIS Order).
package dispatch

import (
	"time"

	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

// Currency is the only one there is.
const Currency = "EUR"

// Order is a call-off as its supplier gets it.
type Order struct {
	CallOff     calloff.ID
	Number      string // "RV-2026-0001/000012"
	Contract    string // "RV-2026-0001"
	Title       string // of the contract
	ValidTo     period.Day
	Cooperative string
	PlacedAt    time.Time
	OrderedBy   string // the buyer's name
	Currency    string
	Buyer       Party
	Supplier    Party
	BudgetCode  string
	Note        string
	Delivery    calloff.Address // where it goes, or none
	Services    *Services       // what is to be done, where services are ordered and it was said
	Lines       []Line
	Total       money.Amount // net, the sum of the lines
	Change      int          // how many times it was changed before; 0 for the first order
	Cancelled   *Cancellation
}

// Services are what is to be done, and when.
type Services struct {
	Period      period.Span
	Description string
}

// Cancellation says that an order is withdrawn.
type Cancellation struct {
	At     time.Time
	Reason string
}

// Party is a buyer or a supplier on an order. What is not known is empty.
type Party struct {
	Name     string
	Endpoint Endpoint
	Street   string
	Postcode string
	City     string
	Country  string // "DE"
	Contact  string
	Phone    string
	Email    string
}

// Line is what is ordered of an item.
type Line struct {
	Position int
	Item     string // its id in the price list
	Name     string
	Unit     quantity.Unit
	Quantity quantity.Quantity
	Price    money.Price
	Total    money.Amount
	Tax      vat.Tax // vat.Unknown where nobody has told it
}

// Taxes is what VAT makes of the order. It fails as vat.Foresee does.
func (o Order) Taxes() (vat.Foreseen, error) {
	items := make([]vat.Item, len(o.Lines))
	for i, l := range o.Lines {
		items[i] = vat.Item{Net: l.Total.Decimal(), Tax: l.Tax}
	}
	return vat.Foresee(items)
}

// BuyerEndpoint is the electronic address of a public body: its Leitweg-ID.
func BuyerEndpoint(id member.LeitwegID) Endpoint {
	if id == "" {
		return Endpoint{}
	}
	return Endpoint{Scheme: leitweg, ID: id.String()}
}
