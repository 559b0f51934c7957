package tender

import (
	"cmp"
	"slices"
	"time"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// The faults of mini-competitions.
var (
	// ErrNobodyInvited: no supplier of the contract stands and has a price for all that is asked for.
	ErrNobodyInvited = fault.New(fault.Conflict, "competition.nobody-invited", fault.Rule("G-CAL"))
	// ErrNotInvited: the supplier is none of those that the tender is among.
	ErrNotInvited = fault.New(fault.Forbidden, "bid.not-invited", fault.Rule("G-CAL"))
	// ErrOrderFixed: what a mini-competition asks for is an order; it is published or cancelled as it is.
	ErrOrderFixed = fault.New(fault.Conflict, "competition.order-fixed", fault.Rule("G-CAL"))
)

// Invitee may bid; in a mini-competition for at most its prices in the contract.
type Invitee struct {
	Supplier member.SupplierID
	Ceilings map[ItemID]money.Price // of every item of a mini-competition; else none
}

// Call is what the suppliers of a contract are to compete for: one order, as one lot.
type Call struct {
	Title    string
	Rules    evaluation.Rules
	Deadline time.Time
	Officers []member.PersonID // the committee
	Months   int               // how long the order is performed; 0 for what is delivered at once
	Items    []Item            // as ordered, each with its id and quantity
	Invited  []Invitee
}

// Compete makes a mini-competition, handed at once to a second person who publishes or
// cancels it (decision 16). It fails with ErrNobodyInvited, ErrLotMaximum where the contract
// asks nothing for all of it, ErrOfficerCount, ErrSameOfficer, and with the faults of Terms.
func Compete(number string, c Call, law legal.Params, by member.PersonID, now time.Time) (*Tender, error) {
	if len(c.Invited) == 0 {
		return nil, ErrNobodyInvited
	}
	terms, err := Terms{Title: c.Title, Rules: c.Rules, TermMonths: c.Months, QuotaMode: FirstCome, Deadline: c.Deadline}.checked(1, now)
	if err != nil {
		return nil, err
	}
	officers, err := committeeOf(c.Officers)
	if err != nil {
		return nil, err
	}
	t := &Tender{State{
		ID: id.New[Tender](), Number: number, Status: InReview, Terms: terms, Officers: officers, SealingFormat: SealingFormat,
		Invited: slices.SortedFunc(slices.Values(c.Invited), func(a, b Invitee) int { return cmp.Compare(a.Supplier, b.Supplier) }),
		Created: Stamp{by, now}, Submitted: Stamp{by, now}, Revision: 1, CommitteeRevision: 1, Version: 1,
	}}
	lot := Lot{ID: id.New[Lot](), Position: 1, Title: terms.Title, Items: t.s.ordered(c.Items)}
	if lot.MaximumValue = lot.Estimate(); lot.MaximumValue.Sign() <= 0 {
		return nil, ErrLotMaximum
	}
	t.s.Lots = []Lot{lot}
	t.s.Ruling, err = t.rule(law, period.DayOf(now))
	return t, err
}

// ordered are the items of an order: exactly its quantities, at most at the highest of the
// bidders' prices in the contract.
func (s State) ordered(items []Item) []Item {
	items = slices.Clone(items)
	for n, i := range items {
		items[n].Position, items[n].MaximumQuantity = n+1, i.Firm
		for _, invitee := range s.Invited {
			if ceiling := invitee.Ceilings[i.ID]; ceiling.Cmp(items[n].EstimatedPrice) > 0 {
				items[n].EstimatedPrice = ceiling
			}
		}
	}
	return items
}

// Competes reports whether this is a mini-competition: it has no round, but invited suppliers.
func (s State) Competes() bool { return s.Round.IsZero() && len(s.Invited) > 0 }

// Admits reports whether a supplier may bid: everybody where nobody in particular is invited.
func (s State) Admits(supplier member.SupplierID) bool {
	return len(s.Invited) == 0 || s.invitee(supplier) != nil
}

func (s State) invitee(supplier member.SupplierID) *Invitee {
	at := slices.IndexFunc(s.Invited, func(i Invitee) bool { return i.Supplier == supplier })
	if at < 0 {
		return nil
	}
	return &s.Invited[at]
}

// exceeds reports whether one of a bidder's prices is above what it asks in the contract.
func (s State) exceeds(supplier member.SupplierID, prices map[ItemID]money.Price) bool {
	invitee := s.invitee(supplier)
	if invitee == nil {
		return false
	}
	for item, price := range prices {
		if ceiling, bound := invitee.Ceilings[item]; bound && price.Cmp(ceiling) > 0 {
			return true
		}
	}
	return false
}
