package view

import "time"

// RoundSummary is a demand round in a list.
type RoundSummary struct {
	ID        string    `json:"id"`
	Number    string    `json:"number"`
	Title     string    `json:"title"`
	Status    string    `json:"status"`
	ClosesAt  time.Time `json:"closesAt"`
	ItemCount int       `json:"itemCount"`
	Answered  int       `json:"answered"` // members that stated a need
	Invited   int       `json:"invited"`  // members that may state one
	Version   int       `json:"version"`
}

// Round is a demand round with its live totals and the needs that the reader may see.
type Round struct {
	ID             string        `json:"id"`
	Number         string        `json:"number"`
	Title          string        `json:"title"`
	Status         string        `json:"status"`
	ClosesAt       time.Time     `json:"closesAt"`
	Items          []RoundItem   `json:"items"`
	Needs          []RoundNeed   `json:"needs"`
	Answered       int           `json:"answered"`
	Invited        int           `json:"invited"`
	EstimatedTotal string        `json:"estimatedTotal"` // firm quantities and tolerances at the estimated prices
	CreatedBy      string        `json:"createdBy"`
	FrozenAt       time.Time     `json:"frozenAt,omitzero"`
	SnapshotHash   string        `json:"snapshotHash,omitempty"`
	CancelReason   string        `json:"cancelReason,omitempty"`
	Confirms       bool          `json:"confirms"`          // needs count only as budget holders have confirmed them
	Unconfirmed    int           `json:"unconfirmed"`       // members whose needs wait to be confirmed
	Answers        []RoundAnswer `json:"answers,omitempty"` // of the reader's own members, where needs are confirmed
	Version        int           `json:"version"`
}

// RoundAnswer is what one of the reader's members has stated in a round whose needs are confirmed.
type RoundAnswer struct {
	MemberID    string    `json:"memberId"`
	Statements  int       `json:"statements"` // how often it stated needs
	StatedBy    string    `json:"statedBy"`   // last
	Own         bool      `json:"own"`        // by the reader, who cannot confirm it then
	Waits       bool      `json:"waits"`      // to be confirmed
	ConfirmedBy string    `json:"confirmedBy,omitempty"`
	ConfirmedAt time.Time `json:"confirmedAt,omitzero"`
}

// RoundComment is what somebody says about a round, or about one of its items.
type RoundComment struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Member string    `json:"member,omitempty"` // for whom; empty: for the cooperative
	Item   string    `json:"item,omitempty"`   // empty: about the round
	Text   string    `json:"text"`
}

// Seen is the version of it that was read.
func (r Round) Seen() int { return r.Version }

// RoundItem is an item with the totals over all members.
type RoundItem struct {
	ID             string         `json:"id"`
	Position       int            `json:"position"`
	Name           string         `json:"name"`
	Description    string         `json:"description,omitempty"`
	Category       string         `json:"category"`
	CPV            string         `json:"cpv,omitempty"`
	Unit           string         `json:"unit"`
	EstimatedPrice string         `json:"estimatedPrice"`
	Pack           string         `json:"pack,omitempty"`    // how much a pack holds; empty: sold singly
	Minimum        string         `json:"minimum,omitempty"` // the smallest order; empty: none
	Tiers          *Tiers         `json:"tiers,omitempty"`   // prices that fall with the firm quantity of all
	Firm           string         `json:"firm"`
	Tolerance      string         `json:"tolerance"`
	Ordered        string         `json:"ordered"` // what would be ordered of them, in packs
	Missing        string         `json:"missing"` // for the pack that was begun, or for the minimum
	Next           *NextRoundStep `json:"next,omitempty"`
}

// NextRoundStep is the price step ahead of what is firm.
type NextRoundStep struct {
	NextStep
	Lowers string `json:"lowers"` // how much less all would cost than now with what is missing; negative: more
}

// RoundNeed is what one member needs of an item.
type RoundNeed struct {
	MemberID   string    `json:"memberId"`
	MemberName string    `json:"memberName"`
	ItemID     string    `json:"itemId"`
	Firm       string    `json:"firm"`
	Tolerance  string    `json:"tolerance"`
	StatedAt   time.Time `json:"statedAt"`
	StatedBy   string    `json:"statedBy"`
	Saves      string    `json:"saves,omitempty"` // what the member would pay less with the next price step of the item
}

// RoundChange is one statement of a need in the history of a round.
type RoundChange struct {
	ID           string    `json:"id"`
	At           time.Time `json:"at"`
	By           string    `json:"by"`
	MemberID     string    `json:"memberId"`
	MemberName   string    `json:"memberName"`
	ItemID       string    `json:"itemId"`
	Item         string    `json:"item"`
	Unit         string    `json:"unit"`
	Firm         string    `json:"firm"`
	Tolerance    string    `json:"tolerance"`
	WasFirm      string    `json:"wasFirm,omitempty"` // empty where nothing was stated before
	WasTolerance string    `json:"wasTolerance,omitempty"`
}

// RoundMember is a member in a round: what it answered, or that it has not.
type RoundMember struct {
	MemberID    string    `json:"memberId"`
	MemberName  string    `json:"memberName"`
	Items       int       `json:"items"`             // of which it needs anything
	Estimate    string    `json:"estimate"`          // firm quantities and tolerances at the estimated prices
	StatedAt    time.Time `json:"statedAt,omitzero"` // the latest statement; zero: none
	StatedBy    string    `json:"statedBy,omitempty"`
	Waits       bool      `json:"waits"` // for a budget holder to confirm it
	ConfirmedBy string    `json:"confirmedBy,omitempty"`
	ConfirmedAt time.Time `json:"confirmedAt,omitzero"`
}

// RoundWhatIf is what more of an item would change for all together.
type RoundWhatIf struct {
	ItemID      string `json:"itemId"`
	More        string `json:"more"`
	Firm        string `json:"firm"` // of all, with what comes on top
	PriceBefore string `json:"priceBefore"`
	PriceAfter  string `json:"priceAfter"` // of a unit; the mean where steps count only for what lies above them
	TotalBefore string `json:"totalBefore"`
	TotalAfter  string `json:"totalAfter"`
	Lowers      string `json:"lowers"` // how much less all would cost than now; negative: more
}

// RoundSheet is what a workbook is made of in which a member fills in its needs, and what it
// is held against when it comes back.
type RoundSheet struct {
	Round      Round
	MemberID   string
	MemberName string
	Needs      []RoundNeed
}

// RoundSheetCheck is what a filled workbook says. With any fault it says nothing.
type RoundSheetCheck struct {
	Entries []RoundSheetEntry `json:"entries"`
	Faults  []RoundSheetFault `json:"faults"`
}

// RoundSheetEntry is what it says of one item.
type RoundSheetEntry struct {
	ItemID    string `json:"itemId"`
	Firm      string `json:"firm"`
	Tolerance string `json:"tolerance"`
}

// RoundSheetFault is what keeps a workbook from being taken. Cell is none where the whole file
// is at fault.
type RoundSheetFault struct {
	Cell   string            `json:"cell,omitempty"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// RoundGrid is what all members in sight need, for a workbook.
type RoundGrid struct {
	Round Round
	Rows  []RoundGridRow // by the members' names
}

// RoundGridRow is what one member needs, by the positions of the items; empty where it has
// not stated anything.
type RoundGridRow struct {
	Member          string
	Firm, Tolerance []string
}
