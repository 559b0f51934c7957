package tender

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of the readiness drill.
var (
	// ErrNoDrill: keys are proven from the publication to the deadline.
	ErrNoDrill = fault.New(fault.Conflict, "drill.not-running", fault.Rule("G-BID"))
	// ErrOtherDrill: only the officers of the tender's committee prove their keys.
	ErrOtherDrill = fault.New(fault.Forbidden, "drill.other-officer", fault.Rule("G-BID"))
	// ErrDrillAnswer: this is not what was encrypted in the present stage.
	ErrDrillAnswer = fault.New(fault.Conflict, "drill.answer-wrong", fault.Rule("G-BID"), fault.Field("answer"))
)

// Stage is a part of the time up to the deadline; in each, all officers prove anew
// that their keys open.
type Stage string

// The stages.
const (
	StagePublication Stage = "publication"
	StageWeek        Stage = "week" // from 7 days before the deadline
	StageDay         Stage = "day"  // from 1 day before it
)

// Alarm says what the proofs of a stage amount to.
type Alarm string

// The alarms.
const (
	AlarmNone        Alarm = "none"
	AlarmSomeMissing Alarm = "some-missing"
	AlarmTooFew      Alarm = "too-few" // the bids could not be opened
)

// drillGrace is how long officers have until a missing proof is an alarm. On the last
// day they have none.
const drillGrace = 24 * time.Hour

// Drill is the present stage of a tender's drill.
type Drill struct {
	Stage Stage
	Since time.Time
}

// Drill tells the stage that began last. It fails with ErrNoDrill unless bids can be
// handed in.
func (t *Tender) Drill(now time.Time) (Drill, error) {
	if t.s.Status != Published || t.s.SealingFormat != SealingFormat || IsLate(now, t.s.Terms.Deadline) {
		return Drill{}, ErrNoDrill.With("status", string(t.Phase(now)))
	}
	present := Drill{StagePublication, t.s.Published.At}
	for _, next := range []Drill{{StageWeek, t.s.Terms.Deadline.AddDate(0, 0, -7)}, {StageDay, t.s.Terms.Deadline.AddDate(0, 0, -1)}} {
		if !next.Since.After(now) && next.Since.After(present.Since) {
			present = next
		}
	}
	if t.s.CommitteeSince.After(present.Since) { // who is new has time to prove
		present.Since = t.s.CommitteeSince
	}
	return present, nil
}

// MayProve fails with ErrNoDrill, or with ErrOtherDrill for who is not of the committee.
func (t *Tender) MayProve(by member.PersonID, now time.Time) (Drill, error) {
	present, err := t.Drill(now)
	if err == nil && t.s.Position(by) == 0 {
		err = ErrOtherDrill
	}
	return present, err
}

// Alarm says what it means that so many of a committee have proven their keys in the stage.
func (d Drill) Alarm(proven, needed int, now time.Time) Alarm {
	switch grace := d.Stage != StageDay && now.Before(d.Since.Add(drillGrace)); {
	case proven >= needed || grace:
		return AlarmNone
	case proven < EnoughOfficers:
		return AlarmTooFew
	}
	return AlarmSomeMissing
}
