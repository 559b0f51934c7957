package view

// Basket is what a person has put together for a member, by contract.
type Basket struct {
	Member    Ref              `json:"member"`
	Positions int              `json:"positions"`
	Total     string           `json:"total"` // of what can be ordered, without VAT
	VAT       string           `json:"vat,omitempty"`
	Gross     string           `json:"gross,omitempty"` // both missing while a VAT rate is not known
	Contracts []BasketContract `json:"contracts"`
}

// BasketContract is the part of a basket that becomes one call-off.
type BasketContract struct {
	Framework Ref           `json:"framework"`
	Supplier  Ref           `json:"supplier"`
	InForceTo string        `json:"inForceTo"`
	Months    int           `json:"months,omitempty"` // over how many it is quoted, 0 for what is delivered at once
	Lines     []BasketLine  `json:"lines"`
	Quote     *CallOffQuote `json:"quote,omitempty"` // its lines are in the order of Lines
	Refusal   *Refusal      `json:"refusal,omitempty"`
}

// BasketLine is a position of a basket.
type BasketLine struct {
	ItemID       string `json:"itemId"`
	Name         string `json:"name"`
	Unit         string `json:"unit"`
	Quantity     string `json:"quantity"`
	Price        string `json:"price"`               // of a unit, today
	SeenPrice    string `json:"seenPrice,omitempty"` // of a unit when it was put in, where that was another
	DeliveryDays *int   `json:"deliveryDays,omitempty"`
	Retired      bool   `json:"retired"` // it cannot be ordered any more
}

// Refusal is why something cannot be done.
type Refusal struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// BasketSize is how many positions a person has in all baskets.
type BasketSize struct {
	Positions int `json:"positions"`
}

// PutIntoBasket is what came of putting several items into a basket.
type PutIntoBasket struct {
	Positions int      `json:"positions"` // of the person, in all baskets
	Left      []string `json:"left"`      // items that the member cannot call off any more
}

// ItemList is a list of items that are ordered again and again.
type ItemList struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	Shared  bool           `json:"shared"`
	Owner   string         `json:"owner"`
	Mine    bool           `json:"mine"`
	Lines   []ItemListLine `json:"lines"`
	Version int            `json:"version"`
}

// ItemListLine is an item of a list.
type ItemListLine struct {
	ItemID      string `json:"itemId"`
	FrameworkID string `json:"frameworkId"`
	Name        string `json:"name"`
	Unit        string `json:"unit"`
	Quantity    string `json:"quantity"`
	Price       string `json:"price"` // of a unit, today
	Retired     bool   `json:"retired"`
}

// OrderSettings are what a member has said about its orders.
type OrderSettings struct {
	Addresses []Address    `json:"addresses"` // the usual one first
	Codes     []BudgetCode `json:"codes"`
	Version   int          `json:"version"`
}

// Seen is the version of it that was read.
func (o OrderSettings) Seen() int { return o.Version }

// BudgetCode is a code of a member's list, with the days on which it is accepted.
type BudgetCode struct {
	Code string `json:"code"`
	Name string `json:"name"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Savings are what call-offs of a member cost in a year beside what was estimated.
type Savings struct {
	Member    Ref                 `json:"member"`
	Year      int                 `json:"year"`
	Years     []int               `json:"years"` // in which something was called off
	Baseline  string              `json:"baseline"`
	Paid      string              `json:"paid"`
	Saved     string              `json:"saved"`
	Without   string              `json:"without"` // what was paid for lines without a baseline
	Contracts []SavingsOfContract `json:"contracts"`
}

// SavingsOfContract is the part of a contract in savings.
type SavingsOfContract struct {
	Framework Ref    `json:"framework"`
	Lines     int    `json:"lines"`
	Baseline  string `json:"baseline"`
	Paid      string `json:"paid"`
	Saved     string `json:"saved"`
}

// Synonyms are words that mean the same in a search.
type Synonyms struct {
	ID      string   `json:"id"`
	Words   []string `json:"words"`
	Version int      `json:"version"`
}
