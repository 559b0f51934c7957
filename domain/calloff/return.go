package calloff

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

// Faults of giving back what was delivered.
var (
	// ErrNotReturnable: nothing is returned of what its supplier has not confirmed, of what ended, or
	// of what several members called off together.
	ErrNotReturnable = fault.New(fault.Conflict, "calloff.not-returnable", fault.Rule("G-CAL"))
	// ErrReturnWaits: the supplier has not decided about the return before.
	ErrReturnWaits = fault.New(fault.Conflict, "calloff.return-waits", fault.Rule("G-CAL"))
	// ErrReturnDecided: it was decided about, or withdrawn.
	ErrReturnDecided = fault.New(fault.Conflict, "calloff.return-decided", fault.Rule("G-CAL"))
	// ErrReturnLines: a return has lines of the order, each once.
	ErrReturnLines = fault.New(fault.Invalid, "calloff.return-lines-wrong", fault.Rule("G-CAL"), fault.Field("lines"))
	// ErrReturnExceeds: more is returned than was ordered and is still there.
	ErrReturnExceeds = fault.New(fault.Conflict, "calloff.return-exceeds", fault.Rule("G-CAL"))
)

// ReturnStatus is where a return stands.
type ReturnStatus string

// The statuses. Nothing is given back before the supplier agrees.
const (
	ReturnRequested ReturnStatus = "requested"
	ReturnAgreed    ReturnStatus = "agreed"
	ReturnDeclined  ReturnStatus = "declined"
	ReturnWithdrawn ReturnStatus = "withdrawn"
)

// Return is what a member wants to give back of an order, and what its supplier says to it. Of an
// order one waits at a time, so that what it comes to stays what was asked for.
type Return struct {
	ID        id.Of[Return]
	CallOff   ID
	Number    int // of the order's returns, from 1 on
	Status    ReturnStatus
	Lines     []ReturnedLine
	Amount    money.Amount // what the lines cost, net
	Reason    string
	By        member.PersonID
	At        time.Time
	DecidedBy member.PersonID
	DecidedAt time.Time
	Answer    string // why it was declined
	Version   int
}

// ReturnedLine is how much of a line is given back.
type ReturnedLine struct {
	Position int
	Quantity quantity.Quantity
}

// AskReturn asks the supplier to take lines back. It fails with ErrNotReturnable, ErrReturnWaits,
// ErrReason, ErrReturnLines, ErrReturnExceeds or quantity.ErrNotWhole.
func (c *CallOff) AskReturn(earlier []Return, lines []ReturnedLine, reason string, by member.PersonID, now time.Time) (Return, error) {
	if err := c.returnable(); err != nil {
		return Return{}, err
	}
	if slices.ContainsFunc(earlier, func(r Return) bool { return r.Status == ReturnRequested }) {
		return Return{}, ErrReturnWaits
	}
	reason, err := reasonOf(reason)
	if err != nil {
		return Return{}, err
	}
	_, given, err := c.without(lines)
	if err != nil {
		return Return{}, err
	}
	return Return{
		ID: id.New[Return](), CallOff: c.s.ID, Number: len(earlier) + 1, Status: ReturnRequested,
		Lines: slices.Clone(lines), Amount: framework.Total(given), Reason: reason, By: by, At: now, Version: 1,
	}, nil
}

func (c *CallOff) returnable() error {
	if c.s.Status != Placed || c.s.Answered == "" || c.s.Joint != nil {
		return ErrNotReturnable.With("status", c.standing())
	}
	return nil
}

// AgreeReturn has the supplier take back what was asked: value, quantities and quota are free
// again. It fails with ErrReturnDecided or ErrNotReturnable.
func AgreeReturn(c *CallOff, f *framework.Framework, r *Return, by member.PersonID, now time.Time) error {
	if r.Status != ReturnRequested {
		return ErrReturnDecided.With("status", string(r.Status))
	}
	if err := c.returnable(); err != nil {
		return err
	}
	returned, given, err := c.without(r.Lines)
	if err != nil {
		return err
	}
	if err := f.GiveBack(c.s.Supplier, []framework.Part{{Member: c.s.Member, Amount: framework.Total(given)}}, given); err != nil {
		return err
	}
	c.s.Returned = returned
	r.decide(ReturnAgreed, by, "", now)
	return nil
}

// Decline has the supplier not take it back. It fails with ErrReturnDecided or ErrReason.
func (r *Return) Decline(by member.PersonID, reason string, now time.Time) error {
	reason, err := reasonOf(reason)
	if err != nil {
		return err
	}
	return r.end(ReturnDeclined, by, reason, now)
}

// Withdraw has the member keep what it has. It fails with ErrReturnDecided.
func (r *Return) Withdraw(by member.PersonID, now time.Time) error {
	return r.end(ReturnWithdrawn, by, "", now)
}

func (r *Return) end(status ReturnStatus, by member.PersonID, answer string, now time.Time) error {
	if r.Status != ReturnRequested {
		return ErrReturnDecided.With("status", string(r.Status))
	}
	r.decide(status, by, answer, now)
	return nil
}

func (r *Return) decide(status ReturnStatus, by member.PersonID, answer string, now time.Time) {
	r.Status, r.DecidedBy, r.DecidedAt, r.Answer = status, by, now, answer
}

// without is what will have been returned of each line after this, and what that gives back.
func (c *CallOff) without(lines []ReturnedLine) (returned []quantity.Quantity, given []framework.Line, err error) {
	if len(lines) == 0 {
		return nil, nil, ErrReturnLines
	}
	returned = make([]quantity.Quantity, len(c.s.Lines))
	copy(returned, c.s.Returned)
	seen := map[int]bool{}
	for i, back := range lines {
		at := "lines." + strconv.Itoa(i) + ".quantity"
		if back.Position < 1 || back.Position > len(c.s.Lines) || seen[back.Position] || back.Quantity.IsZero() {
			return nil, nil, ErrReturnLines.At(at)
		}
		seen[back.Position] = true
		line := c.s.Lines[back.Position-1]
		if quantity.Check(line.Unit, back.Quantity) != nil {
			return nil, nil, quantity.ErrNotWhole.At(at)
		}
		before := kept(line, returned[back.Position-1])
		returned[back.Position-1] = returned[back.Position-1].Add(back.Quantity)
		if returned[back.Position-1].Cmp(line.Quantity) > 0 {
			return nil, nil, ErrReturnExceeds.At(at).With("item", line.Name).With("remaining", before.Quantity.String())
		}
		after := kept(line, returned[back.Position-1])
		line.Quantity, line.Total = back.Quantity, before.Total.Sub(after.Total)
		given = append(given, line)
	}
	return returned, given, nil
}

// kept is what is left of a line. The rest costs its price, which is the mean where tiers made it,
// rounded once; so however often something is returned, no cent comes or goes.
func kept(line framework.Line, returned quantity.Quantity) framework.Line {
	if returned.IsZero() {
		return line
	}
	line.Quantity, _ = line.Quantity.Sub(returned)
	if rest := line.Price.Times(line.Quantity.Decimal()); rest.Cmp(line.Total) < 0 {
		line.Total = rest
	}
	return line
}

// Kept are the lines without what was returned; of what was returned as a whole nothing is left.
func (c *CallOff) Kept() []framework.Line {
	lines := make([]framework.Line, len(c.s.Lines))
	for i, line := range c.s.Lines {
		lines[i] = line
		if c.s.Returned != nil {
			lines[i] = kept(line, c.s.Returned[i])
		}
	}
	return lines
}
