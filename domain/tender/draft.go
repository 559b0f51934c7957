package tender

import (
	"strconv"
	"strings"
	"time"

	"allmende/domain/demand"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/routing"
	"allmende/domain/wording"
)

// The faults of a draft that is wrong in itself.
var (
	// ErrTitle: the title is shorter than 3 or longer than 200 characters, or has control characters.
	ErrTitle = fault.New(fault.Invalid, "tender.title-invalid", fault.Rule("G-TEN"), fault.Field("title"))
	// ErrTermJustification: the text is longer than 2000 characters, or has control characters.
	ErrTermJustification = fault.New(fault.Invalid, "tender.text-invalid", fault.Field("termJustification"))
	// ErrNoLotsReason: the same for the reason against lots.
	ErrNoLotsReason = fault.New(fault.Invalid, "tender.text-invalid", fault.Field("noLotsReason"))
	// ErrDeadlinePast: the deadline is not in the future.
	ErrDeadlinePast = fault.New(fault.Invalid, "tender.deadline-past", fault.Rule("G-TEN 7"), fault.Field("deadline"))
	// ErrDeadlineFar: the deadline is more than two years ahead.
	ErrDeadlineFar = fault.New(fault.Invalid, "tender.deadline-far", fault.Rule("G-TEN 7"), fault.Field("deadline"))
	// ErrOfficerCount: a committee has 3 to 7 officers, so that a lost key keeps nothing closed.
	ErrOfficerCount = fault.New(fault.Invalid, "tender.officer-count", fault.Rule("G-BID"), fault.Field("openingOfficers"))
	// ErrSameOfficer: a person is named twice in the committee.
	ErrSameOfficer = fault.New(fault.Invalid, "tender.same-officer", fault.Rule("G-BID"), fault.Field("openingOfficers"))
	// ErrRoundFixed: a draft stays with its round.
	ErrRoundFixed = fault.New(fault.Conflict, "tender.round-fixed", fault.Rule("G-TEN"), fault.Field("roundId"))
	// ErrLotCount: a tender has 1 to 50 lots.
	ErrLotCount = fault.New(fault.Invalid, "tender.lot-count", fault.Rule("G-TEN 6"), fault.Field("lots"))
	// ErrLotTitle: the title is shorter than 2 or longer than 200 characters, or has control characters.
	ErrLotTitle = fault.New(fault.Invalid, "tender.lot-title-invalid", fault.Rule("G-TEN 6"))
	// ErrLotEmpty: a lot has 1 to 200 items.
	ErrLotEmpty = fault.New(fault.Invalid, "tender.lot-item-count", fault.Rule("G-TEN 6"))
	// ErrLotMaximum: the maximum value of a lot is not above zero.
	ErrLotMaximum = fault.New(fault.Invalid, "tender.lot-maximum-invalid", fault.Rule("G-TEN 4"))
	// ErrItemUnknown: the item is not one of the round's.
	ErrItemUnknown = fault.New(fault.Invalid, "tender.item-unknown", fault.Rule("G-TEN"))
	// ErrItemTwice: the item stands in a lot already.
	ErrItemTwice = fault.New(fault.Invalid, "tender.item-twice", fault.Rule("G-TEN"))
)

// longestWait keeps a mistyped year out of the deadline.
const longestWait = 2 * 366 * 24 * time.Hour

// Terms are what the notice states besides the lots.
type Terms struct {
	Title             string
	Choice            Choice           // of the procedure
	Rules             evaluation.Rules // how bids are compared
	TermMonths        int              // 0 for a mini-competition whose order is delivered at once
	OptionMonths      []int            // rights to extend the contract, in the order in which they are used
	TermJustification string           // may be empty up to four years with all options
	QuotaMode         QuotaMode
	FlowBackMonths    int // of soft quotas: how long after the contract's begin each member keeps its own
	Deadline          time.Time
	NoLotsReason      string // may be empty with two lots or more
}

// Drafting is what an officer says about a tender.
type Drafting struct {
	Terms    Terms
	Officers []member.PersonID   // the committee: any two of them open the bids
	Invited  []member.SupplierID // who is asked in a direct award
	Lots     []LotDraft
}

// LotDraft is a lot as the officer wants it.
type LotDraft struct {
	Title        string
	MaximumValue money.Amount
	Items        []ItemDraft
	Route        routing.Table // items by their position in Items
}

// ItemDraft puts an item of the round into a lot.
type ItemDraft struct {
	RoundItem       demand.ItemID
	MaximumQuantity quantity.Quantity
}

// Lot is what is awarded as a whole. Winner, Supplier, WinningTotal and Draw are
// set by the proposal.
type Lot struct {
	ID           LotID
	Position     int // 1 upwards
	Title        string
	MaximumValue money.Amount
	Items        []Item        // by position, 1 upwards
	Route        routing.Table // how an order finds its supplier (VgV 21); without rules, the best bidder gets all

	Winner       BidID
	Supplier     member.SupplierID
	WinningTotal money.Amount
	Draw         *Draw // nil unless the first place was tied, and a drawn lot decided

	NotAwarded       Ground // why the lot has no winner, from the proposal on
	NotAwardedReason string
}

// Item is an item of the round as it is bid for; everything but the maximum
// quantity is copied out of the frozen round.
type Item struct {
	ID              ItemID
	RoundItem       demand.ItemID
	Position        int
	Name            string
	Description     string
	Category        demand.Category
	CPV             string
	Unit            quantity.Unit
	Firm            quantity.Quantity // the members' firm quantities; bids are compared with it
	Tolerance       quantity.Quantity
	MaximumQuantity quantity.Quantity
	EstimatedPrice  money.Price
}

// checked are the terms as they are kept, for a tender of so many lots.
func (t Terms) checked(lots int, now time.Time) (Terms, error) {
	t.Title = strings.TrimSpace(t.Title)
	t.TermJustification, t.NoLotsReason = strings.TrimSpace(t.TermJustification), strings.TrimSpace(t.NoLotsReason)
	t.Deadline = t.Deadline.Truncate(time.Second).UTC()
	switch {
	case !wording.Line(t.Title, 3, 200):
		return t, ErrTitle
	case !wording.Prose(t.TermJustification, 0, 2000):
		return t, ErrTermJustification
	case !wording.Prose(t.NoLotsReason, 0, 2000):
		return t, ErrNoLotsReason
	case !t.Deadline.After(now):
		return t, ErrDeadlinePast
	case t.Deadline.After(now.Add(longestWait)):
		return t, ErrDeadlineFar
	}
	if err := t.checkTerm(); err != nil {
		return t, err
	}
	var err error
	if t.Choice, err = t.Choice.checked(); err != nil {
		return t, err
	}
	if err := t.requestsWithin(now); err != nil {
		return t, err
	}
	return t, checkRules(t.Rules, lots)
}

// lotsOf builds the lots out of the frozen round: each of its items in one lot, or left out.
func lotsOf(drafts []LotDraft, round demand.Snapshot) ([]Lot, error) {
	if len(drafts) == 0 || len(drafts) > 50 {
		return nil, ErrLotCount
	}
	free := map[demand.ItemID]demand.FrozenItem{}
	for _, i := range round.Items {
		free[i.ID] = i
	}
	taken := map[demand.ItemID]bool{}
	lots := make([]Lot, 0, len(drafts))
	for n, d := range drafts {
		lot, err := lotOf(d, n+1, free, taken)
		if err != nil {
			return nil, under(err, "lots."+strconv.Itoa(n))
		}
		lots = append(lots, lot)
	}
	return lots, nil
}

func lotOf(d LotDraft, position int, free map[demand.ItemID]demand.FrozenItem, taken map[demand.ItemID]bool) (Lot, error) {
	title := strings.TrimSpace(d.Title)
	switch {
	case !wording.Line(title, 2, 200):
		return Lot{}, ErrLotTitle.At("title")
	case d.MaximumValue.Sign() <= 0:
		return Lot{}, ErrLotMaximum.At("maximumValue")
	case len(d.Items) == 0 || len(d.Items) > 200:
		return Lot{}, ErrLotEmpty.At("items")
	}
	lot := Lot{ID: id.New[Lot](), Position: position, Title: title, MaximumValue: d.MaximumValue, Route: d.Route}
	if err := d.Route.Check(len(d.Items)); err != nil {
		return Lot{}, under(err, "route")
	}
	for n, i := range d.Items {
		field := "items." + strconv.Itoa(n)
		frozen, known := free[i.RoundItem]
		if !known {
			return Lot{}, ErrItemUnknown.At(field + ".roundItemId")
		}
		if taken[i.RoundItem] {
			return Lot{}, ErrItemTwice.At(field + ".roundItemId")
		}
		if err := quantity.Check(frozen.Unit, i.MaximumQuantity); err != nil {
			return Lot{}, under(err, field+".maximumQuantity")
		}
		taken[i.RoundItem] = true
		lot.Items = append(lot.Items, itemOf(frozen, i, n+1))
	}
	return lot, nil
}

func itemOf(frozen demand.FrozenItem, d ItemDraft, position int) Item {
	return Item{
		ID: id.New[Item](), RoundItem: frozen.ID, Position: position, Name: frozen.Name, Description: frozen.Description,
		Category: frozen.Category, CPV: frozen.CPV, Unit: frozen.Unit, Firm: frozen.Firm, Tolerance: frozen.Tolerance,
		MaximumQuantity: d.MaximumQuantity, EstimatedPrice: frozen.EstimatedPrice,
	}
}

// under puts a fault's field below another one; other errors pass.
func under(err error, field string) error {
	f, ok := fault.Of(err)
	if !ok {
		return err
	}
	if f.Field() != "" {
		field += "." + f.Field()
	}
	return f.At(field)
}
