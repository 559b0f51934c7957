package routing

import (
	"slices"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
)

// The faults of finding a supplier.
var (
	// ErrCompetition: the contract asks its suppliers to compete for an order like this.
	ErrCompetition = fault.New(fault.Conflict, "routing.competition-required", fault.Rule("G-CAL"))
	// ErrNobody: no supplier of the contract may or can deliver this order.
	ErrNobody = fault.New(fault.Conflict, "routing.nobody-left", fault.Rule("G-CAL"))
)

// Order is what a table asks of an order.
type Order struct {
	Total  money.Amount // net, at the prices of the first rank
	Lines  []Line
	Months int // how long it is performed; 0 for what is delivered at once
}

// Line is an item that is ordered.
type Line struct {
	Position int // in the lot
	Category demand.Category
}

// Candidate is a supplier of the contract.
type Candidate struct {
	Supplier    member.SupplierID
	Rank        int
	TargetShare int          // per cent; of the first rank, 0 stands for what the others leave
	Drawn       money.Amount // by call-offs that stand
	Out         Absence      // why it takes no orders, or empty
}

// Absence is why a supplier is passed over.
type Absence string

// Why suppliers are passed over. The first three are facts about the supplier, the others
// follow from the order.
const (
	Suspended Absence = "suspended" // for some time
	Excluded  Absence = "excluded"  // it may not deliver any more
	Withdrawn Absence = "withdrawn" // it does not want to any more
	Unpriced  Absence = "unpriced"  // it has offered no price for one of the items
	NoShare   Absence = "no-share"  // a balance is kept between those who have a share
	Refused   Absence = "refused"   // it has refused this order
	Silent    Absence = "silent"    // it did not answer this order in time
	Dearer    Absence = "dearer"    // its prices are above what was approved
	Exceeded  Absence = "exceeded"  // at its prices the order is above what is left of a maximum
	Closed    Absence = "closed"    // the contract takes no orders any more
)

// Mismatch is the first condition of a rule that an order does not meet.
type Mismatch string

// The conditions.
const (
	ByValue    Mismatch = "value"
	ByItem     Mismatch = "item"
	ByCategory Mismatch = "category"
	ByDuration Mismatch = "duration"
)

// Trace is how an order found its supplier: every rule that was looked at, and how the
// suppliers stood at that moment.
type Trace struct {
	Total       money.Amount
	Months      int
	Looked      []Mismatch // at the rules from the first on; of the last, which decided, empty
	Way         Way
	AnswerHours int
	Standings   []Standing // by rank
	Chosen      member.SupplierID
	Rank        int
}

// Rule is the number of the rule that decided, from 1 on.
func (t Trace) Rule() int { return len(t.Looked) }

// IsZero reports whether there was nothing to decide: the contract has no table.
func (t Trace) IsZero() bool { return t.Way == "" }

// Standing is a supplier as it stood.
type Standing struct {
	Supplier    member.SupplierID
	Rank        int
	TargetShare int
	Drawn       money.Amount
	Passed      Absence // why it was passed over, or empty
}

// Route finds the supplier of an order. It fails with ErrCompetition or ErrNobody.
func (t Table) Route(o Order, candidates []Candidate) (Trace, error) {
	trace := Trace{Total: o.Total, Months: o.Months, Standings: standings(candidates)}
	for _, r := range t {
		mismatch := r.mismatch(o)
		trace.Looked = append(trace.Looked, mismatch)
		if mismatch == "" {
			trace.Way, trace.AnswerHours = r.Way, r.AnswerHours
			break
		}
	}
	switch trace.Way {
	case Competition:
		return trace, ErrCompetition.With("total", o.Total.String())
	case Balance:
		trace.balance()
	case Direct, Cascade:
		trace.first()
	}
	if trace.Rank == 0 {
		return trace, ErrNobody
	}
	return trace, nil
}

func (r Rule) mismatch(o Order) Mismatch {
	switch {
	case o.Total.Cmp(r.From) < 0, !r.Below.IsZero() && o.Total.Cmp(r.Below) >= 0:
		return ByValue
	case len(r.Items) > 0 && slices.ContainsFunc(o.Lines, func(l Line) bool { return !slices.Contains(r.Items, l.Position) }):
		return ByItem
	case r.Category != "" && slices.ContainsFunc(o.Lines, func(l Line) bool { return l.Category != r.Category }):
		return ByCategory
	case o.Months < r.MonthsFrom, r.MonthsTo > 0 && o.Months > r.MonthsTo:
		return ByDuration
	}
	return ""
}

// standings are the candidates by rank, each with its share.
func standings(candidates []Candidate) []Standing {
	others := 0
	list := make([]Standing, 0, len(candidates))
	for _, c := range candidates {
		list = append(list, Standing{c.Supplier, c.Rank, c.TargetShare, c.Drawn, c.Out})
		if c.Rank > 1 {
			others += c.TargetShare
		}
	}
	slices.SortFunc(list, func(a, b Standing) int { return a.Rank - b.Rank })
	for i, s := range list {
		if s.Rank == 1 && s.TargetShare == 0 {
			list[i].TargetShare = max(0, 100-others)
		}
	}
	return list
}

// first chooses by rank.
func (t *Trace) first() {
	for _, s := range t.Standings {
		if s.Passed == "" {
			t.Chosen, t.Rank = s.Supplier, s.Rank
			return
		}
	}
}

// balance chooses who has drawn least for its share; of equals, the first in rank. Nothing
// is divided: two quotients are compared crosswise, exactly.
func (t *Trace) balance() {
	best := -1
	for i, s := range t.Standings {
		switch {
		case s.Passed != "":
			continue
		case s.TargetShare == 0:
			t.Standings[i].Passed = NoShare
			continue
		}
		if best < 0 || s.behind(t.Standings[best]) {
			best = i
		}
	}
	if best >= 0 {
		t.Chosen, t.Rank = t.Standings[best].Supplier, t.Standings[best].Rank
	}
}

// behind reports whether s has drawn less for each per cent of its share than other.
func (s Standing) behind(other Standing) bool {
	return s.Drawn.Cents()*int64(other.TargetShare) < other.Drawn.Cents()*int64(s.TargetShare)
}
