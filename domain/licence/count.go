package licence

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Faults of what follows a licence.
var (
	// ErrCountDay: what is in use is counted on a day of the licence, not in the future.
	ErrCountDay = fault.New(fault.Invalid, "licence.count-day", fault.Field("countedOn"))
	// ErrUsed: 0 to 1,000,000 are in use.
	ErrUsed = fault.New(fault.Invalid, "licence.used-invalid", fault.Field("used"))
	// ErrNotItsOrder: another order cannot follow this licence: it is the licence's own, of another
	// member or contract, without its item, or no longer stands.
	ErrNotItsOrder = fault.New(fault.Conflict, "licence.not-its-order", fault.Rule("G-CAL"), fault.Field("callOffId"))
	// ErrFollowed: the order follows a licence already.
	ErrFollowed = fault.New(fault.Conflict, "licence.followed", fault.Rule("G-CAL"), fault.Field("callOffId"))
	// ErrRenewsByItself: nobody orders the renewal of what renews itself and is not cancelled.
	ErrRenewsByItself = fault.New(fault.Conflict, "licence.renews-by-itself", fault.Rule("G-CAL"))
)

const longestMetric = 100

// CountID names a count.
type CountID = id.Of[Count]

// Count is how many seats were in use on a day, of how many there were, as the holder counted.
type Count struct {
	ID      CountID
	Licence ID
	On      period.Day
	Used    int
	Seats   int
	By      member.PersonID
	At      time.Time
}

// Count states what is in use; seats are those there are, with all that was ordered in addition.
// It fails with ErrCountDay and ErrUsed.
func (l *Licence) Count(on period.Day, used, seats int, by member.PersonID, now time.Time) (Count, error) {
	switch {
	case on.Before(l.s.StartsOn), on.After(period.DayOf(now)):
		return Count{}, ErrCountDay.With("from", l.s.StartsOn.String())
	case used < 0 || used > mostSeats:
		return Count{}, ErrUsed.With("used", strconv.Itoa(used))
	}
	return Count{ID: id.New[Count](), Licence: l.s.ID, On: on, Used: used, Seats: seats, By: by, At: now}, nil
}

// When what is in use is to be counted.
const (
	countMonths = 12 // after the last count, at the latest
	countBefore = 30 // days before a licence must be cancelled or ends, so that the decision rests on a count
	countApart  = 6  // months between two counts, at least
	CountAhead  = 30 // days before a count is due, its holder is asked for it
)

// CountBy is the day by which what is in use is to be counted, given the day of the last count or
// zero: a year after it, and before the licence must be cancelled or ends. Zero where no count is due any more.
func (s State) CountBy(last, today period.Day) period.Day {
	if s.Ended(today) {
		return period.Day{}
	}
	if last.IsZero() || last.Before(s.StartsOn) {
		last = s.StartsOn
	}
	due := last.AddMonths(countMonths)
	if !s.CancelledTo.IsZero() {
		if due.After(s.CancelledTo) {
			return period.Day{}
		}
		return due
	}
	decided, cancelBy := s.Reachable(today)
	if !cancelBy.IsZero() {
		decided = cancelBy
	}
	before := decided.Add(-countBefore)
	if earliest := last.AddMonths(countApart); before.Before(earliest) {
		before = earliest
	}
	if before.Before(due) {
		return before
	}
	return due
}

// Missing are the units to call off so that all that is in use has a seat: never fewer than none,
// since seats that nobody uses are paid until the term is over.
func (t Term) Missing(used, seats int) int {
	perUnit := max(t.SeatsPerUnit, 1)
	return (max(used-seats, 0) + perUnit - 1) / perUnit
}

// Following says why an order follows a licence.
type Following string

// The reasons.
const (
	TrueUp  Following = "true-up" // more seats for the same term
	Renewal Following = "renewal" // another term afterwards
)

// Followed is the licence that an order follows, and why.
type Followed struct {
	Licence ID // zero for none
	Why     Following
}

// Follow has an order follow a licence of an item. It fails with ErrNotItsOrder and ErrRenewsByItself.
func (l *Licence) Follow(item framework.ItemID, c calloff.State, why Following) error {
	has := slices.ContainsFunc(c.Lines, func(line framework.Line) bool { return line.Item == item })
	stands := c.Status == calloff.Submitted || c.Status == calloff.Placed
	if c.ID == l.s.CallOff || !has || !stands {
		return ErrNotItsOrder
	}
	return l.followable(c.Member, c.Framework, why)
}

// Await says whether an order may follow a licence of an item once suppliers have competed for
// it. It fails as Follow does.
func (l *Licence) Await(item framework.ItemID, m member.ID, f framework.ID, wishes []framework.Wish, why Following) error {
	if !slices.ContainsFunc(wishes, func(wish framework.Wish) bool { return wish.Item == item }) {
		return ErrNotItsOrder
	}
	return l.followable(m, f, why)
}

func (l *Licence) followable(m member.ID, f framework.ID, why Following) error {
	if m != l.s.Member || f != l.s.Framework {
		return ErrNotItsOrder
	}
	if why == Renewal && l.s.RenewalMonths > 0 && l.s.CancelledTo.IsZero() {
		return ErrRenewsByItself
	}
	return nil
}

// After is the first day of what renews a licence: the day after its last one, and not before
// another day.
func (s State) After(earliest period.Day) period.Day {
	endsOn, _ := s.Reachable(earliest)
	if next := endsOn.Add(1); next.After(earliest) {
		return next
	}
	return earliest
}
