package capacity

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of reservations.
var (
	// ErrPhases: 1 to 20 phases, one after the other, without a day twice.
	ErrPhases = fault.New(fault.Invalid, "reservation.phases-invalid", fault.Rule("G-CAP"), fault.Field("phases"))
	// ErrClaims: a phase has 1 to 30 resources of the pool, each once.
	ErrClaims = fault.New(fault.Invalid, "reservation.claims-invalid", fault.Rule("G-CAP"))
	// ErrAmount: more than nothing, in whole units where there are no parts.
	ErrAmount = fault.New(fault.Invalid, "reservation.amount-invalid", fault.Rule("G-CAP"))
	// ErrStart: it begins before today.
	ErrStart = fault.New(fault.Invalid, "reservation.past", fault.Rule("G-CAP"))
	// ErrEnd: it ends later than 10 years from today.
	ErrEnd = fault.New(fault.Invalid, "reservation.too-long", fault.Rule("G-CAP"))
	// ErrPurpose: what it is for takes 3 to 300 characters.
	ErrPurpose = fault.New(fault.Invalid, "reservation.purpose-invalid", fault.Rule("G-CAP"), fault.Field("purpose"))
	// ErrReason: a reason of 3 to 2000 characters.
	ErrReason = fault.New(fault.Invalid, "reservation.reason-invalid", fault.Rule("G-CAP"), fault.Field("reason"))
	// ErrNotThere: on "day" there are only "usable" of the resource at all, as before an extension or after a decommissioning.
	ErrNotThere = fault.New(fault.Conflict, "reservation.not-there", fault.Rule("G-CAP"))
	// ErrNotFree: on "day" only "free" of the resource are free; all of it fits from "earliest" on, where that can be told.
	ErrNotFree = fault.New(fault.Conflict, "reservation.not-free", fault.Rule("G-CAP"))
	// ErrStatus: it does not stand where this is possible.
	ErrStatus = fault.New(fault.Conflict, "reservation.status", fault.Rule("G-CAP"))
	// ErrHistory: a change leaves the days before today as they were.
	ErrHistory = fault.New(fault.Invalid, "reservation.history", fault.Rule("G-CAP"), fault.Field("phases"))
	// ErrChangeWaits: a change waits to be decided.
	ErrChangeWaits = fault.New(fault.Conflict, "reservation.change-waits", fault.Rule("G-CAP"))
	// ErrOfferLapsed: the offer had to be taken by "day".
	ErrOfferLapsed = fault.New(fault.Conflict, "reservation.offer-lapsed", fault.Rule("G-CAP"))
	// ErrLastDay: the last day lies from today to the end of the reservation.
	ErrLastDay = fault.New(fault.Invalid, "reservation.last-day-invalid", fault.Rule("G-CAP"), fault.Field("lastDay"))
	// ErrNotAdmitted: room is for admitted members that call off, neither guests nor those suspended or gone.
	ErrNotAdmitted = fault.New(fault.Conflict, "reservation.member-not-admitted", fault.Rule("G-CAP"), fault.Field("memberId"))
	// ErrSameMember: it is handed over to another member.
	ErrSameMember = fault.New(fault.Invalid, "reservation.same-member", fault.Rule("G-CAP"), fault.Field("memberId"))
)

const (
	mostPhases     = 20
	longestReason  = 2000
	shortestReason = 3
	offerDays      = 7 // that an offer from the waiting list stands
)

// ID names a reservation.
type ID = id.Of[Reservation]

// Status is where a reservation stands. Active and ended are what the clock makes of an approved one.
type Status string

// The statuses.
const (
	Requested Status = "requested"
	Approved  Status = "approved"
	Active    Status = "active"
	Ended     Status = "ended"
	Released  Status = "released"
	OnList    Status = "waiting" // on the waiting list; holds nothing
	Offered   Status = "offered" // from the waiting list; holds what it asked for while the offer stands
	Rejected  Status = "rejected"
	Withdrawn Status = "withdrawn"
)

// Reservation is capacity of a pool that a member holds for a time: all of it or nothing.
type Reservation struct{ s State }

// State is all that a reservation knows.
type State struct {
	ID           ID
	Version      int
	Number       string
	Pool         PoolID
	Member       member.ID
	Purpose      string
	CallOff      calloff.ID // whose lines were called off for it, or none
	Lines        []Line
	Status       Status
	Phases       []Phase
	Proposed     []Phase // a change that waits to be decided
	ReleasedFrom period.Day
	OfferedTo    period.Day // the last day on which the offer can be taken
	Predecessor  ID         // from which it was handed over
	RequestedBy  member.PersonID
	RequestedAt  time.Time
	ProposedBy   member.PersonID
	DecidedBy    member.PersonID
	DecidedAt    time.Time
	Reason       string // why it was rejected, withdrawn or handed over
}

// Line says which line of the call-off ordered a resource.
type Line struct {
	Resource ResourceID
	Position int
}

// Phase is some days on which the same is held.
type Phase struct {
	Days   period.Span
	Claims []Claim
}

// Claim is how much of a resource.
type Claim struct {
	Resource ResourceID
	Amount   quantity.Quantity
}

// Hold is how much of a resource is taken on some days.
type Hold struct {
	Resource ResourceID
	Days     period.Span
	Amount   quantity.Quantity
}

// MayHold fails with ErrNotAdmitted for members that are not admitted, or do not call off.
func MayHold(kind member.Kind, status member.Status) error {
	if status != member.Admitted || kind.Guest() {
		return ErrNotAdmitted
	}
	return nil
}

// Ask is what a member wants of a pool.
type Ask struct {
	Member  member.ID
	Purpose string
	CallOff calloff.ID
	Lines   []Line
	Phases  []Phase
	Wait    bool // on the waiting list, where it is not free
}

// Reserve makes a reservation: all of it or nothing. Whoever waits and would fit goes first; only what
// others hold is waited for. It fails with ErrPurpose, the faults of phases, ErrNotThere or ErrNotFree.
func (p *Pool) Reserve(a Ask, by member.PersonID, now time.Time) (*Reservation, error) {
	a.Purpose = strings.TrimSpace(a.Purpose)
	if !lasts(a.Purpose, shortestReason, longestText) {
		return nil, ErrPurpose
	}
	today := period.DayOf(now)
	if err := p.checkPhases(a.Phases, today); err != nil {
		return nil, err
	}
	if a.Phases[0].Days.From.Before(today) {
		return nil, ErrStart.At("phases.0.from")
	}
	r := &Reservation{State{
		ID: id.New[Reservation](), Version: 1, Pool: p.s.ID, Member: a.Member, Purpose: a.Purpose, CallOff: a.CallOff, Lines: slices.Clone(a.Lines),
		Status: p.firstStatus(), Phases: a.Phases, RequestedBy: by, RequestedAt: now,
	}}
	err := p.there(HoldsOf(a.Phases))
	if err == nil {
		err = p.take(nil, r.s.Holds())
	}
	if errors.Is(err, ErrNotFree) && a.Wait {
		r.s.Status = OnList
		p.s.Waiting = append(slices.Clone(p.s.Waiting), Waiting{r.s.ID, a.Member, HoldsOf(a.Phases)})
		return r, nil
	}
	return r, err
}

func (p *Pool) firstStatus() Status {
	if p.s.Approval {
		return Requested
	}
	return Approved
}

// checkPhases fails with ErrPhases, ErrClaims, ErrAmount or ErrEnd, pointing to the place.
func (p *Pool) checkPhases(phases []Phase, today period.Day) error {
	if len(phases) == 0 || len(phases) > mostPhases {
		return ErrPhases
	}
	for i, phase := range phases {
		place := "phases." + strconv.Itoa(i)
		if phase.Days.To.Before(phase.Days.From) || i > 0 && !phase.Days.From.After(phases[i-1].Days.To) {
			return ErrPhases.At(place + ".from")
		}
		if len(phase.Claims) == 0 || len(phase.Claims) > mostResources {
			return ErrClaims.At(place + ".claims")
		}
		seen := map[ResourceID]bool{}
		for j, c := range phase.Claims {
			at := place + ".claims." + strconv.Itoa(j)
			r, there := p.s.Resource(c.Resource)
			if !there || seen[c.Resource] {
				return ErrClaims.At(at + ".resourceId")
			}
			seen[c.Resource] = true
			if c.Amount.IsZero() || r.Kind.Whole() && !c.Amount.Decimal().IsInteger() {
				return ErrAmount.At(at + ".amount")
			}
		}
	}
	if last := len(phases) - 1; phases[last].Days.To.After(today.AddMonths(horizonMonths)) {
		return ErrEnd.At("phases." + strconv.Itoa(last) + ".to")
	}
	return nil
}

// take books other holds in place of those that were, or fails with ErrNotThere or ErrNotFree and changes nothing.
func (p *Pool) take(was, holds []Hold) error {
	free := map[ResourceID]Course{}
	for resource, course := range courses(was) {
		free[resource] = p.open(resource).plus(course)
	}
	booked := courses(holds)
	for _, h := range holds { // in their order, so that the fault points to the first place
		if _, known := free[h.Resource]; !known {
			free[h.Resource] = p.open(h.Resource)
		}
		if err := p.fits(h, free[h.Resource]); err != nil {
			return err
		}
	}
	p.book(was, -1)
	for resource, course := range booked {
		p.s.Booked[resource] = p.s.Booked[resource].plus(course)
	}
	return nil
}

// open is what is free of a resource once all have theirs who wait and fit.
func (p *Pool) open(r ResourceID) Course {
	resource, _ := p.s.Resource(r)
	return p.s.ahead().Free(resource)
}

// ahead is the pool as it is once all who wait, and fit, have theirs, each in turn.
func (s PoolState) ahead() PoolState {
	if len(s.Waiting) == 0 {
		return s
	}
	after := Pool{s}
	after.s.Waiting = nil
	after.s.Booked = map[ResourceID]Course{}
	for r, c := range s.Booked {
		after.s.Booked[r] = c
	}
	for _, w := range s.Waiting {
		_ = after.take(nil, w.Holds) // who does not fit goes on waiting
	}
	return after.s
}

func (p *Pool) book(holds []Hold, sign int64) {
	if p.s.Booked == nil {
		p.s.Booked = map[ResourceID]Course{}
	}
	for resource, course := range courses(holds) {
		p.s.Booked[resource] = summed(append(p.s.Booked[resource].moves(1), course.moves(sign)...))
	}
}

// fits fails with ErrNotThere or ErrNotFree where less is free than is to be held.
func (p *Pool) fits(h Hold, free Course) error {
	least, _ := free.Least(h.Days)
	if least.Cmp(h.Amount.Decimal()) >= 0 {
		return nil
	}
	r, _ := p.s.Resource(h.Resource)
	first := free.below(thousandths(h.Amount), numberOf(h.Days.From))[0]
	told := func(f *fault.Fault, name string, c Course) error {
		amount := max(c.at(first.from), 0)
		return f.With("resource", r.Name()).With("unit", strings.TrimSpace(r.Kind.Unit()+" "+r.Tier)).With("day", dayOf(first.from).String()).
			With("amount", h.Amount.String()).With(name, inUnits(amount).String())
	}
	if usable := r.Usable(); usable.at(first.from) < thousandths(h.Amount) {
		return told(ErrNotThere, "usable", usable)
	}
	return told(ErrNotFree, "free", free)
}

// HoldsOf are phases as holds, in their order.
func HoldsOf(phases []Phase) []Hold {
	var holds []Hold
	for _, phase := range phases {
		for _, c := range phase.Claims {
			holds = append(holds, Hold{c.Resource, phase.Days, c.Amount})
		}
	}
	return holds
}

// courses are holds by resource.
func courses(holds []Hold) map[ResourceID]Course {
	by := map[ResourceID][]Hold{}
	for _, h := range holds {
		by[h.Resource] = append(by[h.Resource], h)
	}
	found := make(map[ResourceID]Course, len(by))
	for r, of := range by {
		found[r] = CourseOfHolds(of)
	}
	return found
}

// Numbered gives a new reservation the number by which people call it.
func (r *Reservation) Numbered(number string) { r.s.Number = number }

// Restore takes back what a store kept.
func Restore(s State) *Reservation { return &Reservation{s} }

// State shows it.
func (r *Reservation) State() State { return r.s }

// First and Last are its first and last day, with what was released early taken off.
func (s State) First() period.Day { return s.Phases[0].Days.From }

// Last is the day before it was released, or the last of its phases.
func (s State) Last() period.Day {
	last := s.Phases[len(s.Phases)-1].Days.To
	if !s.ReleasedFrom.IsZero() && !s.ReleasedFrom.After(last) {
		return s.ReleasedFrom.Add(-1)
	}
	return last
}

// On is its status on a day: an approved one is active from its first day, and ended after its last;
// one that was released is so once its last day has passed, or where it never began.
func (s State) On(today period.Day) Status {
	running := s.Status == Released && s.ReleasedFrom.After(s.First()) && !s.Last().Before(today)
	if s.Status != Approved && !running {
		return s.Status
	}
	switch {
	case s.Last().Before(today):
		return Ended
	case s.First().After(today):
		return Approved
	default:
		return Active
	}
}

// Holds is what it takes of its pool. While a change waits that is, day by day, the higher of
// what is agreed and what is proposed, so that either answer can be given.
func (s State) Holds() []Hold {
	switch s.Status {
	case OnList, Rejected, Withdrawn:
		return nil
	case Requested, Approved, Offered, Active, Ended, Released:
	}
	holds := HoldsOf(s.Phases)
	if s.Proposed == nil && s.ReleasedFrom.IsZero() {
		return holds
	}
	agreed, proposed := courses(holds), courses(HoldsOf(s.Proposed))
	for resource, course := range proposed {
		agreed[resource] = highest(agreed[resource], course)
	}
	var taken []Hold
	for _, resource := range sortedKeys(agreed) {
		course := agreed[resource]
		if !s.ReleasedFrom.IsZero() {
			course = course.before(numberOf(s.ReleasedFrom))
		}
		taken = append(taken, course.holds(resource)...)
	}
	return taken
}

func sortedKeys(m map[ResourceID]Course) []ResourceID {
	keys := make([]ResourceID, 0, len(m))
	for r := range m {
		keys = append(keys, r)
	}
	slices.Sort(keys)
	return keys
}

// holds is a course that ends as holds of a resource.
func (c Course) holds(r ResourceID) []Hold {
	var holds []Hold
	for i, s := range c.steps {
		if s.is > 0 && i+1 < len(c.steps) {
			amount, _ := quantity.FromDecimal(inUnits(s.is))
			holds = append(holds, Hold{r, period.Span{From: dayOf(s.day), To: dayOf(c.steps[i+1].day - 1)}, amount})
		}
	}
	return holds
}
