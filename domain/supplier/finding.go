package supplier

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of grounds for exclusion that were found.
var (
	// ErrFacts: what was found, or why it is judged so, has 3 to 4,000 characters.
	ErrFacts = fault.New(fault.Invalid, "supplier.facts-invalid")
	// ErrTooOld: a judgement or an event counts no longer (GWB 126).
	ErrTooOld = fault.New(fault.Invalid, "supplier.ground-too-old", fault.Field("happenedOn"))
	// ErrNoFinding: the supplier has none of that id.
	ErrNoFinding = fault.New(fault.NotFound, "supplier.no-such-finding")
	// ErrSettled: the supplier was cleaned of it, or it was unfounded.
	ErrSettled = fault.New(fault.Conflict, "supplier.finding-settled")
	// ErrVerdict: there is no such verdict.
	ErrVerdict = fault.New(fault.Invalid, "supplier.verdict-unknown", fault.Field("verdict"))
)

// Found is a ground for exclusion as an officer writes it down.
type Found struct {
	Ground     Ground
	Source     string     // who found it, and where it stands
	Facts      string     // what was found
	HappenedOn period.Day // the judgement, or the event
}

// Finding is a ground for exclusion that was found. It keeps nobody out by itself: whether a bid
// is excluded for it is decided in the examination of suitability, and a ban is a decision of its own.
type Finding struct {
	ID id.Of[Finding]
	Found
	By          member.PersonID
	At          time.Time
	Assessments []Assessment // in their order
}

// FindingID is the id of a finding.
type FindingID = id.Of[Finding]

// Verdict is what an officer thinks of a finding.
type Verdict string

// The verdicts: on what the supplier did to be cleaned (GWB 125), or that the ground never applied.
const (
	Cleaned    Verdict = "cleaned"
	NotCleaned Verdict = "not-cleaned"
	Unfounded  Verdict = "unfounded"
)

// Assessment is a verdict with its reason.
type Assessment struct {
	ID      id.Of[Assessment]
	Verdict Verdict
	Reason  string // with what the supplier did and how it was shown
	By      member.PersonID
	At      time.Time
}

// Bearing is whether a finding counts, in a word.
type Bearing string

// The bearings; what was settled is named by its verdict.
const (
	Counts Bearing = "counts"
	Past   Bearing = "past" // the law's years are over
)

// Last is the last day on which a bid may be excluded for it (GWB 126).
func (f Found) Last() period.Day { return f.HappenedOn.AddMonths(12 * f.Ground.Years()) }

// settled is the verdict that closed it, if one did.
func (f Finding) settled() (Verdict, bool) {
	for _, a := range f.Assessments {
		if a.Verdict != NotCleaned {
			return a.Verdict, true
		}
	}
	return "", false
}

// Bearing is what holds on a day, by the calendar.
func (f Finding) Bearing(today period.Day) Bearing {
	if verdict, settled := f.settled(); settled {
		return Bearing(verdict)
	}
	if today.After(f.Last()) {
		return Past
	}
	return Counts
}

func (f Found) fault(today period.Day) *fault.Fault {
	switch {
	case !slices.Contains(Grounds, f.Ground):
		return ErrGround.With("ground", string(f.Ground))
	case !wording.Line(f.Source, 3, 500):
		return ErrSource
	case !wording.Prose(f.Facts, 3, 4000):
		return ErrFacts.At("facts")
	case f.HappenedOn.IsZero() || f.HappenedOn.After(today):
		return ErrHappened
	case today.After(f.Last()):
		return ErrTooOld.With("years", strconv.Itoa(f.Ground.Years())).With("last", f.Last().String())
	}
	return nil
}

// Find writes down a ground for exclusion.
func (s *Supplier) Find(by member.PersonID, in Found, now time.Time) (Finding, error) {
	in.Source, in.Facts = strings.TrimSpace(in.Source), strings.TrimSpace(in.Facts)
	if f := in.fault(period.DayOf(now)); f != nil {
		return Finding{}, f
	}
	f := Finding{ID: id.New[Finding](), Found: in, By: by, At: now}
	s.s.Findings = append(s.s.Findings, f)
	return f, nil
}

// Assess judges a finding. That the supplier is not cleaned leaves it open: it may do more. The
// other verdicts settle it for good; if the same comes up again, it is found anew.
func (s *Supplier) Assess(by member.PersonID, which FindingID, verdict Verdict, reason string, now time.Time) (Assessment, error) {
	at := slices.IndexFunc(s.s.Findings, func(f Finding) bool { return f.ID == which })
	if at < 0 {
		return Assessment{}, ErrNoFinding
	}
	f := &s.s.Findings[at]
	if _, settled := f.settled(); settled {
		return Assessment{}, ErrSettled
	}
	if verdict != Cleaned && verdict != NotCleaned && verdict != Unfounded {
		return Assessment{}, ErrVerdict
	}
	reason = strings.TrimSpace(reason)
	if !wording.Prose(reason, 3, 4000) {
		return Assessment{}, ErrFacts.At("reason")
	}
	a := Assessment{ID: id.New[Assessment](), Verdict: verdict, Reason: reason, By: by, At: now}
	f.Assessments = append(f.Assessments, a)
	return a, nil
}
