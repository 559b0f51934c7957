package capacity

import (
	"strconv"
	"strings"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/quantity"
)

// Faults of lines.
var (
	// ErrNotOrdered: the call-off is not, or no more, an order of the member.
	ErrNotOrdered = fault.New(fault.Conflict, "reservation.not-ordered", fault.Rule("G-CAP"), fault.Field("callOffId"))
	// ErrNotCapacity: the call-off has no such line of a data center's capacity, or the resource is not reserved.
	ErrNotCapacity = fault.New(fault.Invalid, "reservation.line-unknown", fault.Rule("G-CAP"))
	// ErrOtherContract: the pool is sold by another contract than the call-off's.
	ErrOtherContract = fault.New(fault.Conflict, "reservation.other-contract", fault.Rule("G-CAP"), fault.Field("callOffId"))
	// ErrLineKind: the line is for what is counted in "unit", and no line is for several kinds of capacity.
	ErrLineKind = fault.New(fault.Conflict, "reservation.line-kind", fault.Rule("G-CAP"))
	// ErrLineExceeded: on "day" only "remaining" of line "position" are not reserved yet.
	ErrLineExceeded = fault.New(fault.Conflict, "reservation.line-exceeded", fault.Rule("G-CAP"))
)

// Ordered is a call-off as far as its capacity goes.
type Ordered struct {
	CallOff  calloff.ID
	Contract framework.ID
	Member   member.ID
	Placed   bool
	Lines    map[int]OrderedLine // of a data center's capacity only
}

// OrderedLine is how much was called off and kept, and what other reservations hold of it.
type OrderedLine struct {
	Quantity quantity.Quantity
	Unit     quantity.Unit
	Reserved Course
	Kind     Kind // of what other reservations hold of it, or none
	Tier     string
}

// kilowatts is the one unit of lines that is clear about what is reserved; pieces and months may be of anything.
const kilowatts quantity.Unit = "KWT"

// covers fails with ErrLineKind where the line is for something else, by its unit, or by what else is held of it.
func (l OrderedLine) covers(r Resource) error {
	kind, tier := l.Kind, l.Tier
	if l.Unit == kilowatts && r.Kind != ITLoad {
		kind, tier = ITLoad, ""
	}
	if kind == "" || kind == r.Kind && tier == r.Tier {
		return nil
	}
	return ErrLineKind.With("unit", strings.TrimSpace(kind.Unit()+" "+tier))
}

// CheckCallOff holds a new reservation against the call-off that it names. Where the pool names a contract as its
// commercial side, the call-off is of that one; later the pool may name another, and what is reserved stays. It fails
// with ErrOtherContract and the faults of CheckLines.
func (s State) CheckCallOff(o Ordered, pool PoolState) error {
	if !pool.Framework.IsZero() && pool.Framework != o.Contract {
		return ErrOtherContract
	}
	return s.CheckLines(o, pool)
}

// CheckLines holds a reservation of a pool against the call-off whose lines it names: a line is for one kind of capacity,
// and on every day all reservations of a line take at most its quantity. It fails with ErrNotOrdered, ErrNotCapacity,
// ErrLineKind or ErrLineExceeded.
func (s State) CheckLines(o Ordered, pool PoolState) error {
	if !o.Placed || o.Member != s.Member {
		return ErrNotOrdered
	}
	held := courses(s.Holds())
	asked := courses(HoldsOf(s.Phases))
	of := map[int]Resource{} // what a line is for
	for i, l := range s.Lines {
		place := "lines." + strconv.Itoa(i)
		line, there := o.Lines[l.Position]
		if !there {
			return ErrNotCapacity.At(place + ".position")
		}
		if _, reserved := asked[l.Resource]; !reserved || namedTwice(s.Lines, l.Resource) {
			return ErrNotCapacity.At(place + ".resourceId")
		}
		resource, _ := pool.Resource(l.Resource)
		if first, twice := of[l.Position]; twice {
			line.Kind, line.Tier = first.Kind, first.Tier
		}
		if err := line.covers(resource); err != nil {
			return fault.At(err, place+".position")
		}
		of[l.Position] = resource
		taken := line.Reserved.plus(held[l.Resource])
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
