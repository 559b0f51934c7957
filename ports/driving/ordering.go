package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/shopping"
	"allmende/ports/view"
)

// Marketplace is what one can see of framework contracts (G-FRA). What the actor may
// not know of fails with access.ErrNotFound; wrong cursors with access.ErrCursor.
type Marketplace interface {
	// Catalogue finds what a member may call off now, with the price of a quantity and what
	// remains. It fails with calloff.ErrMemberMissing for an actor who
	// orders for more than one member, or none, and names none, and with
	// quantity.ErrMalformed and money.ErrPriceMalformed.
	Catalogue(ctx context.Context, actor access.Actor, query CatalogueQuery) (view.MarketPage, error)
	// CatalogueItems shows items that a member may call off now, with what catalogues say of
	// them; what it may not call off is left out. It fails as Catalogue does, and with the
	// faults of id.Parse.
	CatalogueItems(ctx context.Context, actor access.Actor, query CatalogueItemsQuery) ([]view.CatalogueItem, error)
	// Frameworks lists the contracts in the actor's sight, the newest first.
	Frameworks(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.FrameworkSummary], error)
	// Framework shows a contract with its price list and the quotas in the actor's sight.
	Framework(ctx context.Context, actor access.Actor, f framework.ID) (view.Framework, error)
}

// CatalogueQuery is a search for things to call off; empty fields do not bound it.
type CatalogueQuery struct {
	Member    member.ID // empty: the one member that the actor orders for
	Words     string
	Choice    shopping.Choice
	PriceFrom string
	PriceTo   string
	Order     string // as in driven.MarketOrder
	Quantity  string // or empty for one
	Page      view.PageRequest
}

// CatalogueItemsQuery names items.
type CatalogueItemsQuery struct {
	Member   member.ID // empty: the one member that the actor orders for
	Items    []string
	Quantity string // or empty for one
}

// Ordering is what one can do with call-offs (G-CAL). What the actor may not know of
// fails with access.ErrNotFound, what it lacks the right for with access.ErrForbidden;
// another version than the present one with access.ErrStale.
type Ordering interface {
	// PlaceCallOff books an order against every maximum of a framework and returns
	// the call-off: placed, or submitted when it is over the member's limit. It fails
	// with the faults of calloff.Place, of id.Parse and of quantity.Parse; nothing is
	// booked then. The same key never books twice.
	PlaceCallOff(ctx context.Context, actor access.Actor, key access.Key, in PlaceCallOff) (view.CallOff, error)
	// QuoteCallOff tells what an order would cost now and whether it could be placed;
	// nothing is booked or reserved. It fails with framework.ErrNotEntitled,
	// framework.ErrItemUnknown, framework.ErrItemTwice, framework.ErrNothingWanted and
	// the faults of id.Parse and quantity.Parse. Budget code and note do not matter.
	QuoteCallOff(ctx context.Context, actor access.Actor, in PlaceCallOff) (view.CallOffQuote, error)
	// ApproveCallOff gives a submitted call-off the approval that is next, and places it with
	// the last one; the faults of calloff.Approve.
	ApproveCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int) (view.CallOff, error)
	// RejectCallOff turns a submitted call-off down and gives back what it reserved; of a
	// change that waits, only the change. calloff.ErrNotSubmitted, calloff.ErrReason, and the
	// faults of calloff.TurnDown.
	RejectCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.CallOff, error)
	// ChangeCallOff raises, lowers or removes lines of what was placed, before its supplier
	// has answered; the faults of calloff.Change, of id.Parse and quantity.Parse.
	ChangeCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, in ChangeCallOff) (view.CallOff, error)
	// CancelCallOff withdraws a call-off and gives back what it took;
	// calloff.ErrNotCancellable, calloff.ErrReason.
	CancelCallOff(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.CallOff, error)
	// AskReturn asks the supplier to take something back; calloff.AskReturn and quantity.Parse.
	AskReturn(ctx context.Context, actor access.Actor, c calloff.ID, version int, in AskReturn) (view.CallOff, error)
	// AgreeReturn has the supplier take it back, and what it cost is free again; calloff.AgreeReturn.
	AgreeReturn(ctx context.Context, actor access.Actor, c calloff.ID, number, version int) (view.CallOff, error)
	// DeclineReturn has the supplier not take it back; calloff.ErrReturnDecided, calloff.ErrReason.
	DeclineReturn(ctx context.Context, actor access.Actor, c calloff.ID, number, version int, reason string) (view.CallOff, error)
	// WithdrawReturn has the member keep what it has; calloff.ErrReturnDecided.
	WithdrawReturn(ctx context.Context, actor access.Actor, c calloff.ID, number, version int) (view.CallOff, error)
	// CallOff shows a call-off with its lines.
	CallOff(ctx context.Context, actor access.Actor, c calloff.ID) (view.CallOff, error)
	// CallOffs lists the call-offs in the actor's sight, the newest first; access.ErrCursor.
	CallOffs(ctx context.Context, actor access.Actor, query CallOffQuery) (view.Page[view.CallOffSummary], error)
}

// PlaceCallOff is an order of a member out of a framework.
type PlaceCallOff struct {
	Framework  framework.ID
	Member     member.ID
	BudgetCode string
	Budgets    []Budget // two or more, to divide the total among them; or none
	Note       string
	Lines      []PlaceCallOffLine
	Months     int    // how long it is performed, 0 for what is delivered at once
	SeenTotal  string // what the buyer saw that it costs, or empty
	DeliverTo  string // the name of one of the member's addresses; empty: the usual one
	FromBasket bool   // what is ordered leaves the buyer's basket
	WishedOn   string // the day on which it is wished to be delivered, or empty
	AnswerBy   string // the day until which the supplier is to answer, or empty
	// Services says what services are called off for, which makes an engagement with the order; nil:
	// it is agreed later, or nothing of it is a service.
	Services *AgreeEngagement
}

// ChangeCallOff is what a call-off is to be; lines left out are removed.
type ChangeCallOff struct {
	Lines  []PlaceCallOffLine
	Reason string
}

// AskReturn is what is to be given back, and why.
type AskReturn struct {
	Lines  []ReturnLine
	Reason string
}

// ReturnLine is how much of a line is given back, as text.
type ReturnLine struct {
	Position int
	Quantity string
}

// Budget is a code of the member's budget and the weight by which it bears the total, as text.
type Budget struct {
	Code   string
	Weight string
}

// PlaceCallOffLine is how much of an item is wanted, as text.
type PlaceCallOffLine struct {
	Item     string
	Quantity string
}

// CallOffQuery bounds a list of call-offs; empty fields do not.
type CallOffQuery struct {
	Status    calloff.Status
	Answer    calloff.AnswerState
	Framework framework.ID
	Page      view.PageRequest
}
