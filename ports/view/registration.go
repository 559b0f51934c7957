package view

import "time"

// RegistrationPlaces are the cooperatives at which a supplier can register itself.
type RegistrationPlaces struct {
	Items []Ref `json:"items"`
}

// Registration is what waits for its mail address to be confirmed, as whoever holds the link sees it.
type Registration struct {
	Supplier    string    `json:"supplier"`
	Cooperative string    `json:"cooperative"`
	PersonName  string    `json:"personName"`
	Email       string    `json:"email"`
	LapsesAt    time.Time `json:"lapsesAt"`
}
