package costing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of grants.
var (
	// ErrFunder: the funder's name has less than 2 or more than 200 characters, or control characters.
	ErrFunder = fault.New(fault.Invalid, "costing.funder-invalid", fault.Field("funder"))
	// ErrGrantMethod: the method is none of those known, or is not for the pool's mode.
	ErrGrantMethod = fault.New(fault.Invalid, "costing.grant-method-unknown", fault.Field("method"))
	// ErrGrantAmount: a decision, or the most that a rate gives, is above zero.
	ErrGrantAmount = fault.New(fault.Invalid, "costing.grant-amount", fault.Field("amount"))
	// ErrGrantRate: a grant by rate has a percentage above 0 and up to 100, and only such a grant has one.
	ErrGrantRate = fault.New(fault.Invalid, "costing.grant-rate", fault.Field("rate"))
	// ErrGrantMembers: an earmarked grant names members with weights above zero, and only such a grant does.
	ErrGrantMembers = fault.New(fault.Invalid, "costing.grant-members", fault.Field("members"))
	// ErrGrantClosed: what the grant "reference" did not give was returned already.
	ErrGrantClosed = fault.New(fault.Conflict, "costing.grant-closed")
)

// GrantID names a grant.
type GrantID = id.Of[Grant]

// Method says how a grant reaches the members.
type Method string

// The methods.
const (
	OffTop    Method = "off-top"   // it is taken off the costs before they are split
	Earmarked Method = "earmarked" // it goes to named members by their own weights
	ByRate    Method = "rate"      // a percentage of the costs, taken off before they are split
)

// GrantStatus is where a grant stands.
type GrantStatus string

// The statuses.
const (
	GrantOpen   GrantStatus = "granted"
	GrantClosed GrantStatus = "closed"
)

// Grant is money of a funder towards the net costs of a pool. Runs draw it down; what
// is left goes back when it is closed.
type Grant struct{ s GrantState }

// GrantState is all that a grant knows.
type GrantState struct {
	ID        GrantID
	Pool      PoolID
	Funder    Funder // without an id until a store has found it by its name
	Reference string // the decision's number
	Method    Method
	Amount    money.Amount    // of the decision; by rate the most that it gives
	Rate      decimal.Decimal // percent, zero unless by rate
	Members   []GrantWeight   // of an earmarked one, by id
	Status    GrantStatus
	Unused    money.Amount // that was returned when it was closed
	CreatedBy member.PersonID
	CreatedAt time.Time
	ClosedBy  member.PersonID
	ClosedAt  time.Time
	Version   int
}

// GrantWeight is a member that an earmarked grant is for.
type GrantWeight struct {
	Member member.ID
	Weight decimal.Decimal
}

// Deciding is what a funder decided.
type Deciding struct {
	Funder    string
	Reference string
	Method    Method
	Amount    money.Amount
	Rate      decimal.Decimal
	Members   []GrantWeight
	By        member.PersonID
}

// GrantAccount is what a grant has not given yet, below zero.
func GrantAccount(g GrantID) Account { return Account{OfGrant, g.String()} }

// Grant records a decision for the pool. It fails with ErrFunder, ErrReference,
// ErrGrantMethod, ErrGrantAmount, ErrGrantRate, ErrGrantMembers, ErrMemberTwice,
// ErrMemberOutside, and with ErrCombination for what the pool's mode does not allow.
func (p *Pool) Grant(d Deciding, now time.Time) (*Grant, error) {
	d.Funder, d.Reference = strings.TrimSpace(d.Funder), strings.TrimSpace(d.Reference)
	if err := p.checkDecision(d); err != nil {
		return nil, err
	}
	members := slices.Clone(d.Members)
	slices.SortFunc(members, func(a, b GrantWeight) int { return strings.Compare(a.Member.String(), b.Member.String()) })
	return &Grant{GrantState{
		ID: id.New[Grant](), Pool: p.s.ID, Funder: Funder{Name: d.Funder}, Reference: d.Reference, Method: d.Method, Amount: d.Amount,
		Rate: d.Rate, Members: members, Status: GrantOpen, CreatedBy: d.By, CreatedAt: now, Version: 1,
	}}, nil
}

func (p *Pool) checkDecision(d Deciding) error {
	switch {
	case !wording.Line(d.Funder, 2, 200):
		return ErrFunder
	case !wording.Line(d.Reference, 1, 100):
		return ErrReference
	case d.Method != OffTop && d.Method != Earmarked && d.Method != ByRate:
		return ErrGrantMethod
	case p.s.Mode == Cumulative && d.Method != Earmarked:
		return ErrCombination.With("one", string(Cumulative)).With("other", string(d.Method)).At("method")
	case d.Amount.Sign() <= 0:
		return ErrGrantAmount
	case (d.Method == ByRate) != (d.Rate.Sign() > 0), d.Rate.Cmp(hundred) > 0, !d.Rate.Equal(d.Rate.Truncate(6)):
		return ErrGrantRate
	case (d.Method == Earmarked) != (len(d.Members) > 0):
		return ErrGrantMembers
	}
	seen := make(map[member.ID]bool, len(d.Members))
	for i, m := range d.Members {
		at := "members." + strconv.Itoa(i)
		switch {
		case seen[m.Member]:
			return ErrMemberTwice.At(at + ".memberId")
		case !p.has(m.Member):
			return ErrMemberOutside.At(at + ".memberId")
		case m.Weight.Sign() <= 0:
			return ErrGrantMembers.At(at + ".weight")
		}
		seen[m.Member] = true
	}
	return nil
}

var hundred = decimal.NewFromInt(100)

// RestoreGrant trusts a state that a store kept.
func RestoreGrant(s GrantState) *Grant { return &Grant{s} }

// State returns a copy of the data.
func (g *Grant) State() GrantState {
	s := g.s
	s.Members = slices.Clone(s.Members)
	return s
}

// Booked is the posting of the decision, once the funder has an id: it owes the amount,
// which the grant has to give.
func (g *Grant) Booked(of *Pool) Posting {
	return g.posting(of, CauseGrant, g.s.CreatedBy, g.s.CreatedAt, g.s.Amount)
}

// Close ends a grant of which runs have drawn so much, and returns the posting by which
// the rest goes back to the funder; it has no lines where nothing is left. It fails with
// ErrGrantClosed.
func (g *Grant) Close(of *Pool, drawn money.Amount, by member.PersonID, now time.Time) (Posting, error) {
	if g.s.Status == GrantClosed {
		return Posting{}, ErrGrantClosed.With("reference", g.s.Reference)
	}
	g.s.Status, g.s.Unused, g.s.ClosedBy, g.s.ClosedAt = GrantClosed, g.s.Amount.Sub(drawn), by, now
	return g.posting(of, CauseGrantReturn, by, now, g.s.Unused.Neg()), nil
}

func (g *Grant) posting(of *Pool, cause CauseType, by member.PersonID, now time.Time, amount money.Amount) Posting {
	return Posting{
		Entry: Entry{
			ID: id.New[Entry](), PostedAt: now, PostedBy: by, BookedOn: period.DayOf(now),
			Text: of.s.Number + " " + g.s.Funder.Name + " " + g.s.Reference, Cause: Cause{cause, g.s.ID.String()},
		},
		Lines: booking(Line{FunderAccount(g.s.Funder.ID), amount}, Line{GrantAccount(g.s.ID), amount.Neg()}),
	}
}

// GrantDrawn is a grant with what the runs that stand took from it.
type GrantDrawn struct {
	GrantState
	Here      money.Amount // for the days of the run
	Elsewhere money.Amount // for other days
}

// limit is the most that a run for the days may take: what it took before counts as
// left. A closed grant gives no more than that.
func (g GrantDrawn) limit() money.Amount {
	if g.Status == GrantClosed {
		return g.Here
	}
	return g.Amount.Sub(g.Elsewhere)
}

// GrantTaken is what a run takes from a grant for its days.
type GrantTaken struct {
	Grant   GrantID
	Funder  FunderID
	Method  Method
	Rate    decimal.Decimal // percent, zero unless by rate
	Limit   money.Amount    // the most it could give: what other days left of it
	Amount  money.Amount    // what it gives for the days in all
	Before  money.Amount    // by what stood before this run
	Closed  bool            // the grant was closed, so that what it gives less goes straight to the funder
	Members []GrantWeight   // of an earmarked one, as in the decision
}

// line is what is booked for the grant.
func (t GrantTaken) line() Line {
	account := GrantAccount(t.Grant)
	if t.Closed {
		account = FunderAccount(t.Funder)
	}
	return Line{account, t.Amount.Sub(t.Before)}
}
