package view

// Competition is what a mini-competition is for, and who may bid.
type Competition struct {
	Framework Ref       `json:"framework"`
	Member    Ref       `json:"member"`
	CallOffID string    `json:"callOffId,omitempty"` // what it ended in
	Invited   []Invitee `json:"invited"`             // a bidder sees itself only
}

// Invitee may bid at no more than its prices in the contract.
type Invitee struct {
	Supplier Ref       `json:"supplier"`
	Ceilings []Ceiling `json:"ceilings"`
}

// Ceiling is the most that may be asked for an item.
type Ceiling struct {
	ItemID string `json:"itemId"`
	Price  string `json:"price"`
}
