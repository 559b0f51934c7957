package view

import "time"

// Sending is a mail to a supplier about an order.
type Sending struct {
	Kind      string    `json:"kind"`   // order, order-cancelled or order-passed
	Status    string    `json:"status"` // waiting, sent, dropped or dead
	Reason    string    `json:"reason,omitempty"`
	Attempts  int       `json:"attempts"`
	CreatedAt time.Time `json:"createdAt"`
	SentAt    time.Time `json:"sentAt,omitzero"`
}

// OrderDispatch is how an order reaches its supplier.
type OrderDispatch struct {
	MailConfigured bool              `json:"mailConfigured"` // else it waits in the portal
	Electronic     bool              `json:"electronic"`     // whether it can go out as a Peppol order
	Faults         []ElectronicFault `json:"faults"`         // what stands against that
	Sendings       []Sending         `json:"sendings"`
	Answer         *OrderAnswer      `json:"answer,omitempty"`   // what the supplier said, if it did
	PassedOn       bool              `json:"passedOn,omitempty"` // after a refusal: whether the next supplier is asked
}

// OrderAnswer is what a supplier said to an order.
type OrderAnswer struct {
	Kind       string            `json:"kind"` // accepted, changed or declined
	Reason     string            `json:"reason,omitempty"`
	AnsweredAt time.Time         `json:"answeredAt"`
	Lines      []OrderAnswerLine `json:"lines"`
}

// OrderAnswerLine says when a line comes, and what is otherwise than ordered.
type OrderAnswerLine struct {
	Position    int    `json:"position"`
	DeliveredOn string `json:"deliveredOn"`
	Change      string `json:"change,omitempty"`
}

// ElectronicFault is why an order cannot go out electronically.
type ElectronicFault struct {
	Code   string            `json:"code"`
	Rule   string            `json:"rule"`
	Field  string            `json:"field"`
	Params map[string]string `json:"params,omitempty"`
}

// Undelivered is a delivery that an administrator looks after: no names of business, no amounts.
type Undelivered struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	ObjectID  string    `json:"objectId"`
	Number    string    `json:"number,omitempty"` // of a call-off
	Recipient string    `json:"recipient"`
	Reason    string    `json:"reason"`
	Attempts  int       `json:"attempts"`
	CreatedAt time.Time `json:"createdAt"`
}

// SupplierAddress is where a supplier takes orders; texts are empty where nothing is given.
type SupplierAddress struct {
	Street         string `json:"street"`
	Postcode       string `json:"postcode"`
	City           string `json:"city"`
	Country        string `json:"country"`
	Contact        string `json:"contact"`
	Phone          string `json:"phone"`
	Email          string `json:"email"`
	EndpointScheme string `json:"endpointScheme"`
	EndpointID     string `json:"endpointId"`
	Language       string `json:"language"`
	Version        int    `json:"version"`
}

// Seen is the version of it that was read.
func (s SupplierAddress) Seen() int { return s.Version }

// NoticeSettings are how a person is told of what.
type NoticeSettings struct {
	MailConfigured bool        `json:"mailConfigured"`
	Language       string      `json:"language"`
	Ways           []NoticeWay `json:"ways"`
	Version        int         `json:"version"`
}

// NoticeWay is how a person is told of a kind of news.
type NoticeWay struct {
	Kind string `json:"kind"`
	Way  string `json:"way"`
}
