package demand

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

// The faults of stating needs.
var (
	// ErrClosed: the closing time has passed.
	ErrClosed = fault.New(fault.Conflict, "demand.closed", fault.Rule("G-DEM"))
	// ErrNotInvited: only an admitted member that is no guest states needs.
	ErrNotInvited = fault.New(fault.Conflict, "demand.member-not-invited", fault.Rule("G-DEM"))
	// ErrNothingStated: no item was given, or more than a round can have.
	ErrNothingStated = fault.New(fault.Invalid, "demand.needs-count", fault.Rule("G-DEM"), fault.Field("needs"))
	// ErrItemUnknown: the item is not one of the round's.
	ErrItemUnknown = fault.New(fault.Invalid, "demand.item-unknown", fault.Rule("G-DEM"))
	// ErrItemTwice: the item was given twice in one statement.
	ErrItemTwice = fault.New(fault.Invalid, "demand.item-twice", fault.Rule("G-DEM"))
	// ErrTooValuable: firm quantity and tolerance at the estimated price are over a billion euros.
	ErrTooValuable = fault.New(fault.Invalid, "demand.need-too-valuable", fault.Rule("G-DEM"))
	// ErrRaisesMissing: while a round is topped up, a change would raise what is missing of an item.
	ErrRaisesMissing = fault.New(fault.Conflict, "demand.raises-missing", fault.Rule("G-DEM"))
	// ErrElsewhere: the member states the same item in another round that is open.
	ErrElsewhere = fault.New(fault.Conflict, "demand.stated-elsewhere", fault.Rule("G-DEM"))
)

// mostValuable is what one member may need of one item at most. Nobody needs more;
// it keeps the sum over all members within what money can express.
var mostValuable = money.MustAmount("1000000000.00")

// Need is what a member needs of an item: it will buy the firm quantity, and it would
// take the tolerance on top.
type Need struct {
	Member    member.ID
	Item      ItemID
	Firm      quantity.Quantity
	Tolerance quantity.Quantity
	StatedAt  time.Time
	StatedBy  member.PersonID
}

// Statement is what a buyer gives for one item.
type Statement struct {
	Item      ItemID
	Firm      quantity.Quantity
	Tolerance quantity.Quantity
}

// Standing is what a member's statement is held against, by item.
type Standing map[ItemID]Stand

// Stand is what is needed of an item before a statement, and in which other open round the
// member states an item of the same name and unit.
type Stand struct {
	All       Volume
	Own       Volume // in All
	Elsewhere string // the other round's number, or empty
}

// Author is on whose behalf, and by whom, needs are stated.
type Author struct {
	Member  member.ID
	Invited bool // admitted and no guest
	Person  member.PersonID
}

// Accept turns statements into the needs that replace the member's former ones of the
// same items, in the order of the items. It fails with access.ErrNotFound for a round that
// was never opened, of which members do not know; with ErrNotOpen, ErrClosed from the
// closing time on, ErrNotInvited, ErrNothingStated, ErrItemUnknown, ErrItemTwice,
// ErrTooValuable, ErrElsewhere, ErrRaisesMissing while the round is topped up, or a fault of
// package quantity; those point to "needs.N".
func (r *Round) Accept(by Author, statements []Statement, standing Standing, now time.Time) ([]Need, error) {
	if r.s.OpenedAt.IsZero() {
		return nil, access.ErrNotFound
	}
	if !r.TakesNeeds() {
		return nil, ErrNotOpen.With("status", string(r.s.Status))
	}
	if !now.Before(r.s.ClosesAt) {
		return nil, ErrClosed.With("closesAt", r.s.ClosesAt.Format(time.RFC3339))
	}
	if !by.Invited {
		return nil, ErrNotInvited
	}
	if len(statements) == 0 || len(statements) > mostItems {
		return nil, ErrNothingStated
	}
	return r.needs(by, statements, standing, now)
}

// needs checks each statement against its item.
func (r *Round) needs(by Author, statements []Statement, standing Standing, now time.Time) ([]Need, error) {
	items := r.byID()
	position := map[ItemID]int{}
	needs := make([]Need, 0, len(statements))
	for i, st := range statements {
		field := "needs." + strconv.Itoa(i)
		item, known := items[st.Item]
		if !known {
			return nil, ErrItemUnknown.At(field + ".itemId")
		}
		if _, twice := position[st.Item]; twice {
			return nil, ErrItemTwice.At(field + ".itemId")
		}
		if err := st.check(item, field); err != nil {
			return nil, err
		}
		if err := r.place(item, st, standing[st.Item]); err != nil {
			return nil, fault.At(err, field+".firm")
		}
		position[st.Item] = item.Position
		needs = append(needs, Need{
			Member: by.Member, Item: st.Item, Firm: st.Firm, Tolerance: st.Tolerance, StatedAt: now, StatedBy: by.Person,
		})
	}
	slices.SortFunc(needs, func(a, b Need) int { return cmp.Compare(position[a.Item], position[b.Item]) })
	return needs, nil
}

// place holds a statement against what stands already: what is needed in another round is
// not needed here as well, and topping up raises nothing that is missing.
func (r *Round) place(item Item, st Statement, stand Stand) error {
	if stand.Elsewhere != "" && !st.none() {
		return ErrElsewhere.With("round", stand.Elsewhere)
	}
	if r.s.Status != ToppingUp {
		return nil
	}
	before, after := item.Missing(stand.All), item.Missing(stand.All.less(stand.Own).Plus(st.volume()))
	if after.Cmp(before) > 0 {
		return ErrRaisesMissing.With("item", item.Name).With("before", before.String()).With("after", after.String())
	}
	return nil
}

func (st Statement) volume() Volume { return Volume{st.Firm, st.Tolerance} }

func (st Statement) none() bool { return st.Firm.IsZero() && st.Tolerance.IsZero() }

func (r *Round) byID() map[ItemID]Item {
	items := make(map[ItemID]Item, len(r.s.Items))
	for _, item := range r.s.Items {
		items[item.ID] = item
	}
	return items
}

// check holds the quantities against the item's unit, and their value against reason.
func (st Statement) check(item Item, field string) error {
	if err := quantity.Check(item.Unit, st.Firm); err != nil {
		return fault.At(err, field+".firm")
	}
	if err := quantity.Check(item.Unit, st.Tolerance); err != nil {
		return fault.At(err, field+".tolerance")
	}
	if value(item.EstimatedPrice, st.Firm, st.Tolerance).Cmp(mostValuable) > 0 {
		return ErrTooValuable.At(field+".firm").With("most", mostValuable.String())
	}
	return nil
}

// value is the sum of quantities at a price, rounded once.
func value(price money.Price, quantities ...quantity.Quantity) money.Amount {
	sum := decimal.Zero
	for _, q := range quantities {
		sum = sum.Add(q.Decimal())
	}
	return price.Times(sum)
}
