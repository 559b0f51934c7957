package view

import "time"

// Calendar is whether a person has a calendar's address; Secret only when it is new.
type Calendar struct {
	RenewedAt time.Time `json:"renewedAt,omitzero"`
	Secret    string    `json:"secret,omitempty"`
}

// CalendarFeed is what stands in a calendar now.
type CalendarFeed struct {
	At       time.Time
	Language string // de or en
	Entries  []CalendarEntry
}

// CalendarEntry is a deadline in a calendar: at an instant, or on a day.
type CalendarEntry struct {
	UID   string
	Kind  string // task, contract-ends, licence-cancel, licence-ends or standing-order
	Title string
	At    time.Time // or
	Day   string
	Path  string // of its page
}
