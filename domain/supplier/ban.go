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

// Faults of bans.
var (
	// ErrGround: there is no such ground for exclusion.
	ErrGround = fault.New(fault.Invalid, "supplier.ground-unknown", fault.Field("ground"))
	// ErrSource: who found it, and where it stands, has 3 to 500 characters.
	ErrSource = fault.New(fault.Invalid, "supplier.source-invalid", fault.Field("source"))
	// ErrHappened: the judgement or the event lies in the future.
	ErrHappened = fault.New(fault.Invalid, "supplier.happened-ahead", fault.Field("happenedOn"))
	// ErrBegins: a ban begins today at the earliest.
	ErrBegins = fault.New(fault.Invalid, "supplier.ban-begins-before", fault.Field("from"))
	// ErrEnds: a ban ends on its first day at the earliest.
	ErrEnds = fault.New(fault.Invalid, "supplier.ban-ends-before", fault.Field("until"))
	// ErrTooLong: it lasts longer than GWB 126 allows.
	ErrTooLong = fault.New(fault.Invalid, "supplier.ban-too-long", fault.Field("until"))
	// ErrNoSuchBan: the supplier has none of that id.
	ErrNoSuchBan = fault.New(fault.NotFound, "supplier.no-such-ban")
	// ErrOver: the ban is lifted or has ended.
	ErrOver = fault.New(fault.Conflict, "supplier.ban-over")
)

// Ground is a ground for exclusion by its place in the law.
type Ground string

// The grounds: those of GWB 123 are mandatory, those of GWB 124 for the contracting body to weigh.
const (
	Crime        Ground = "123-1" // a conviction (GWB 123 I to III)
	Dues         Ground = "123-4" // taxes or social insurance not paid
	Obligations  Ground = "124-1" // environmental, social or labour law
	Insolvency   Ground = "124-2"
	Misconduct   Ground = "124-3" // grave professional misconduct
	Collusion    Ground = "124-4" // agreements that distort competition
	Conflict     Ground = "124-5" // of interest
	Involvement  Ground = "124-6" // in the preparation
	Deficiencies Ground = "124-7" // in an earlier contract
	Deception    Ground = "124-8"
	Influence    Ground = "124-9" // undue
)

// Grounds are all of them, in the order of the law.
var Grounds = []Ground{Crime, Dues, Obligations, Insolvency, Misconduct, Collusion, Conflict, Involvement, Deficiencies, Deception, Influence}

// Mandatory tells whether the law leaves no choice.
func (g Ground) Mandatory() bool { return strings.HasPrefix(string(g), "123") }

// Years is how long a ban for it may last from what happened (GWB 126): five from the
// judgement, three from the event.
func (g Ground) Years() int {
	if g.Mandatory() {
		return 5
	}
	return 3
}

// Banning is a ban as an officer writes it.
type Banning struct {
	Ground     Ground
	Source     string // who found it, and where it stands
	Reason     string
	HappenedOn period.Day // the judgement, or the event
	From       period.Day
	Until      period.Day
}

// Ban keeps a supplier out from a day to a day, both included. It ends by itself.
type Ban struct {
	ID id.Of[Ban]
	Banning
	By         member.PersonID
	At         time.Time
	LiftedBy   member.PersonID
	LiftedAt   time.Time // zero while it is not lifted
	LiftReason string    // also what cleaned the supplier (GWB 125)
}

// BanID is the id of a ban.
type BanID = id.Of[Ban]

// Holds tells whether it keeps the supplier out on a day.
func (b Ban) Holds(day period.Day) bool {
	return !day.Before(b.From) && !day.After(b.Until) && (b.LiftedAt.IsZero() || day.Before(period.DayOf(b.LiftedAt)))
}

func (b Banning) fault(today period.Day) *fault.Fault {
	last := b.HappenedOn.AddMonths(12 * b.Ground.Years())
	switch {
	case !slices.Contains(Grounds, b.Ground):
		return ErrGround.With("ground", string(b.Ground))
	case !wording.Line(strings.TrimSpace(b.Source), 3, 500):
		return ErrSource
	case !wording.Prose(strings.TrimSpace(b.Reason), 3, 2000):
		return ErrReason
	case b.HappenedOn.IsZero() || b.HappenedOn.After(today):
		return ErrHappened
	case b.From.Before(today):
		return ErrBegins
	case b.Until.Before(b.From):
		return ErrEnds
	case b.Until.After(last):
		return ErrTooLong.With("years", strconv.Itoa(b.Ground.Years())).With("last", last.String())
	}
	return nil
}

// Ban keeps the supplier out.
func (s *Supplier) Ban(by member.PersonID, in Banning, now time.Time) (Ban, error) {
	if f := in.fault(period.DayOf(now)); f != nil {
		return Ban{}, f
	}
	in.Source, in.Reason = strings.TrimSpace(in.Source), strings.TrimSpace(in.Reason)
	b := Ban{ID: id.New[Ban](), Banning: in, By: by, At: now}
	s.s.Bans = append(s.s.Bans, b)
	return b, nil
}

// Lift ends a ban before its time, as after self-cleaning (GWB 125): from that day on the
// supplier may bid.
func (s *Supplier) Lift(by member.PersonID, which BanID, reason string, now time.Time) (Ban, error) {
	for i := range s.s.Bans {
		b := &s.s.Bans[i]
		switch {
		case b.ID != which:
			continue
		case !b.LiftedAt.IsZero() || b.Until.Before(period.DayOf(now)):
			return Ban{}, ErrOver
		case !wording.Prose(strings.TrimSpace(reason), 3, 2000):
			return Ban{}, ErrReason
		}
		b.LiftedBy, b.LiftedAt, b.LiftReason = by, now, strings.TrimSpace(reason)
		return *b, nil
	}
	return Ban{}, ErrNoSuchBan
}
