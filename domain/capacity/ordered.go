package capacity

import (
	"strconv"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/quantity"
)

// Faults of lines.
var (
	// ErrNotOrdered: the call-off is not, or no more, an order of the member.
	ErrNotOrdered = fault.New(fault.Conflict, "reservation.not-ordered", fault.Rule("G-CAP"), fault.Field("callOffId"))
	// ErrNotCapacity: the call-off has no such line of a data center's capacity, or the resource is not reserved.
	ErrNotCapacity = fault.New(fault.Invalid, "reservation.line-unknown", fault.Rule("G-CAP"))
	// ErrLineExceeded: on "day" only "remaining" of line "position" are not reserved yet.
	ErrLineExceeded = fault.New(fault.Conflict, "reservation.line-exceeded", fault.Rule("G-CAP"))
)

// Ordered is a call-off as far as its capacity goes.
type Ordered struct {
	CallOff calloff.ID
	Member  member.ID
	Placed  bool
	Lines   map[int]OrderedLine // of a data center's capacity only
}

// OrderedLine is how much was called off and kept, and what other reservations hold of it.
type OrderedLine struct {
	Quantity quantity.Quantity
	Reserved Course
}

// CheckLines holds a reservation against the call-off whose lines it names: on every day all
// reservations of a line take at most its quantity. It fails with ErrNotOrdered, ErrNotCapacity
// or ErrLineExceeded.
func (s State) CheckLines(o Ordered) error {
	if !o.Placed || o.Member != s.Member {
		return ErrNotOrdered
	}
	held := courses(s.Holds())
	asked := courses(HoldsOf(s.Phases))
	for i, l := range s.Lines {
		place := "lines." + strconv.Itoa(i)
		line, there := o.Lines[l.Position]
		if !there {
			return ErrNotCapacity.At(place + ".position")
		}
		if _, reserved := asked[l.Resource]; !reserved || namedTwice(s.Lines, l.Resource) {
			return ErrNotCapacity.At(place + ".resourceId")
		}
		taken := line.Reserved.plus(held[l.Resource])
		for _, other := range s.Lines[:i] {
			if other.Position == l.Position {
				taken = taken.plus(held[other.Resource])
			}
		}
		if most, day := taken.peak(); most > thousandths(line.Quantity) {
			left := max(thousandths(line.Quantity)-line.Reserved.at(day), 0)
			return ErrLineExceeded.At(place).With("position", strconv.Itoa(l.Position)).With("day", dayOf(day).String()).With("remaining", inUnits(left).String())
		}
	}
	return nil
}

func namedTwice(lines []Line, r ResourceID) bool {
	n := 0
	for _, l := range lines {
		if l.Resource == r {
			n++
		}
	}
	return n > 1
}

// peak is the most that there ever is, and the first day of it.
func (c Course) peak() (int64, int) {
	most, day := int64(0), 0
	for _, s := range c.steps {
		if s.is > most {
			most, day = s.is, s.day
		}
	}
	return most, day
}

// CourseOfHolds sums up holds of one resource or line, whoever has them.
func CourseOfHolds(holds []Hold) Course {
	var moves []step
	for _, h := range holds {
		moves = append(moves, step{numberOf(h.Days.From), thousandths(h.Amount)}, step{numberOf(h.Days.To) + 1, -thousandths(h.Amount)})
	}
	return summed(moves)
}
