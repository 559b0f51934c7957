package tariff

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of posting what a month costs.
var (
	// ErrMonthOpen: the readings of the month are not closed yet.
	ErrMonthOpen = fault.New(fault.Conflict, "tariff.month-open", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrNothing: nobody reserved or used anything in the month that costs.
	ErrNothing = fault.New(fault.Conflict, "tariff.nothing-to-charge", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrUnchanged: the month is posted, and nothing has changed since.
	ErrUnchanged = fault.New(fault.Conflict, "tariff.unchanged", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrRatedMeanwhile: somebody else posted the month at the same time.
	ErrRatedMeanwhile = fault.New(fault.Conflict, "tariff.rated-meanwhile", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrReason: why a month is rated once more takes 3 to 500 characters.
	ErrReason = fault.New(fault.Invalid, "tariff.reason-invalid", fault.Rule("G-CAP"), fault.Field("reason"))
)

// RatingID names a rating.
type RatingID = id.Of[Rating]

// Rating is what a month costs, as it was posted. The first one of a month charges it; every
// later one, after corrections, is complete as well, and posts the difference to the one before.
type Rating struct {
	ID          RatingID
	Month       period.Span
	Number      int      // of the month, from 1
	Replaces    RatingID // the one before it, or none
	Reason      string   // of a later one
	Charges     []Charge
	Differences []Difference // by member
	By          member.PersonID
	At          time.Time
}

// Name is how statements and accounts name it, "RZ-2026-10", or "RZ-2026-10/2" once more.
func (r Rating) Name() string {
	name := "RZ-" + r.Month.From.String()[:len("2026-10")]
	if r.Number > 1 {
		name += "/" + strconv.Itoa(r.Number)
	}
	return name
}

// Difference is what a member bears now, and bore before.
type Difference struct {
	Member      member.ID
	Before, Now money.Amount
}

// Amount is what is posted.
func (d Difference) Amount() money.Amount { return d.Now.Sub(d.Before) }

// Differences compares charges by member, also of those who bear nothing any more.
func Differences(before, now []Charge) []Difference {
	sums := map[member.ID]*Difference{}
	of := func(m member.ID) *Difference {
		if sums[m] == nil {
			sums[m] = &Difference{Member: m}
		}
		return sums[m]
	}
	for _, c := range before {
		d := of(c.Member)
		d.Before = d.Before.Add(c.Amount)
	}
	for _, c := range now {
		d := of(c.Member)
		d.Now = d.Now.Add(c.Amount)
	}
	list := make([]Difference, 0, len(sums))
	for _, d := range sums {
		list = append(list, *d)
	}
	slices.SortFunc(list, func(a, b Difference) int { return strings.Compare(a.Member.String(), b.Member.String()) })
	return list
}

// Named are the members of charges, and the reservations and meters that their quantities come
// from, each once.
func Named(charges []Charge) (members []member.ID, sources []string) {
	known := map[string]bool{}
	for _, c := range charges {
		if !known[c.Member.String()] {
			known[c.Member.String()], members = true, append(members, c.Member)
		}
		for _, step := range c.Steps {
			for _, source := range step.Sources {
				if !known[source] {
					known[source], sources = true, append(sources, source)
				}
			}
		}
	}
	return members, sources
}

// Post makes the rating of a month out of its charges, after the last one of the month, if there
// is one. openFrom is the first day whose readings are not closed. It fails with ErrMonthOpen,
// ErrNothing, ErrUnchanged and ErrReason.
func Post(month period.Span, charges []Charge, last *Rating, openFrom period.Day, reason string, by member.PersonID, now time.Time) (Rating, error) {
	r := Rating{ID: id.New[Rating](), Month: month, Number: 1, Charges: charges, By: by, At: now}
	if !month.To.Before(openFrom) {
		return Rating{}, ErrMonthOpen
	}
	if last == nil {
		if len(charges) == 0 {
			return Rating{}, ErrNothing
		}
		r.Differences = Differences(nil, charges)
		return r, nil
	}
	if !Changed(last.Charges, charges) {
		return Rating{}, ErrUnchanged
	}
	r.Reason = strings.TrimSpace(reason)
	if !wording.Line(r.Reason, 3, 500) {
		return Rating{}, ErrReason
	}
	r.Number, r.Replaces, r.Differences = last.Number+1, last.ID, Differences(last.Charges, charges)
	return r, nil
}

// Changed reports whether any member bears another amount of any component than before.
func Changed(before, now []Charge) bool {
	type key struct {
		member    member.ID
		tariff    ID
		component string
	}
	left := map[key]money.Amount{}
	for _, c := range before {
		left[key{c.Member, c.Tariff, c.Component}] = c.Amount
	}
	for _, c := range now {
		of := key{c.Member, c.Tariff, c.Component}
		if !left[of].Sub(c.Amount).IsZero() {
			return true
		}
		delete(left, of)
	}
	for _, amount := range left {
		if !amount.IsZero() {
			return true
		}
	}
	return false
}
