package view

import "time"

// Account is an account of the ledger with its balance.
type Account struct {
	ID      string `json:"id,omitempty"` // none while nothing was booked on it
	Kind    string `json:"kind"`
	OwnerID string `json:"ownerId,omitempty"`
	Name    string `json:"name"`    // the owner's, empty without one
	Balance string `json:"balance"` // positive is owed to the cooperative
}

// AccountList is accounts as of the end of a day.
type AccountList struct {
	AsOf  string    `json:"asOf"`
	Items []Account `json:"items"`
	Sum   string    `json:"sum,omitempty"` // of all accounts, for those who see all
}

// Netting is a proposal that would clear all positions; it books nothing.
type Netting struct {
	AsOf      string     `json:"asOf"`
	Positions []Account  `json:"positions"`
	Transfers []Transfer `json:"transfers"`
}

// Transfer is a payment of a proposal.
type Transfer struct {
	From   Account `json:"from"`
	To     Account `json:"to"`
	Amount string  `json:"amount"`
}

// AccountStatement is an account over a period, both days included.
type AccountStatement struct {
	Account        Account       `json:"account"`
	From           string        `json:"from"`
	To             string        `json:"to"`
	OpeningBalance string        `json:"openingBalance"`
	ClosingBalance string        `json:"closingBalance"`
	Lines          []AccountLine `json:"lines"`
}

// AccountLine is one booking with the balance after it.
type AccountLine struct {
	EntryID   string    `json:"entryId"`
	BookedOn  string    `json:"bookedOn"`
	PostedAt  time.Time `json:"postedAt"`
	Text      string    `json:"text"`
	CauseType string    `json:"causeType"`
	CauseID   string    `json:"causeId"`
	Amount    string    `json:"amount"`
	Balance   string    `json:"balance"`
}
