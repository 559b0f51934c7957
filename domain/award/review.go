package award

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/domain/wording"
)

// The faults of reviews.
var (
	// ErrReviewPending: while the procurement chamber has the case, no award is made (GWB 169(1)).
	ErrReviewPending = fault.New(fault.Conflict, "award.review-pending", fault.Rule("G-AWA"))
	// ErrNotReviewable: only a published tender that has not ended can be reviewed.
	ErrNotReviewable = fault.New(fault.Conflict, "review.not-possible", fault.Rule("G-AWA"))
	// ErrReviewEnded: the review has ended already.
	ErrReviewEnded = fault.New(fault.Conflict, "review.ended", fault.Rule("G-AWA"))
	// ErrChamber: the name of a chamber has 3 to 200 characters.
	ErrChamber = fault.New(fault.Invalid, "review.chamber-invalid", fault.Field("chamber"))
	// ErrFileNumber: a file number has 1 to 100 characters.
	ErrFileNumber = fault.New(fault.Invalid, "review.file-number-invalid", fault.Field("fileNumber"))
	// ErrReceivedOn: a review reaches us between publication and today.
	ErrReceivedOn = fault.New(fault.Invalid, "review.received-on-impossible", fault.Field("receivedOn"))
	// ErrOutcome: a review is withdrawn, rejected or upheld.
	ErrOutcome = fault.New(fault.Invalid, "review.outcome-unknown", fault.Field("outcome"))
	// ErrEndedOn: a review ends between the day it came and today.
	ErrEndedOn = fault.New(fault.Invalid, "review.ended-on-impossible", fault.Field("endedOn"))
	// ErrEndText: what was decided is told in 3 to 2000 characters.
	ErrEndText = fault.New(fault.Invalid, "review.text-invalid", fault.Field("text"))
)

// ReviewID names a review.
type ReviewID = id.Of[Review]

// Outcome is how a review ended.
type Outcome string

// The outcomes.
const (
	WithdrawnByBidder Outcome = "withdrawn"
	Rejected          Outcome = "rejected"
	Upheld            Outcome = "upheld"
)

// Application is what a chamber tells of a review (Nachprüfungsantrag, GWB 160).
type Application struct {
	Chamber    string
	FileNumber string
	ReceivedOn period.Day
}

// End is how a review ended, in words too.
type End struct {
	Outcome Outcome
	On      period.Day
	Text    string
}

// ReviewState is the data of a review.
type ReviewState struct {
	ID     ReviewID
	Tender tender.ID
	Application
	Recorded tender.Stamp
	End      End // its outcome is empty while the review is pending
	Ended    tender.Stamp
	Version  int
}

// Review is a bidder's application to the procurement chamber.
type Review struct{ s ReviewState }

// NewReview records an application. It fails with ErrNotReviewable, ErrChamber,
// ErrFileNumber or ErrReceivedOn.
func NewReview(of tender.State, a Application, by member.PersonID, now time.Time) (*Review, error) {
	if of.Published.IsZero() || of.Status == tender.Awarded || of.Status == tender.Cancelled {
		return nil, ErrNotReviewable.With("status", string(of.Status))
	}
	a.Chamber, a.FileNumber = strings.TrimSpace(a.Chamber), strings.TrimSpace(a.FileNumber)
	switch {
	case !wording.Line(a.Chamber, 3, 200):
		return nil, ErrChamber
	case !wording.Line(a.FileNumber, 1, 100):
		return nil, ErrFileNumber
	case a.ReceivedOn.Before(period.DayOf(of.Published.At)) || a.ReceivedOn.After(period.DayOf(now)):
		return nil, ErrReceivedOn
	}
	return &Review{ReviewState{ID: id.New[Review](), Tender: of.ID, Application: a, Recorded: tender.Stamp{By: by, At: now}, Version: 1}}, nil
}

// RestoreReview trusts a state that a store kept.
func RestoreReview(s ReviewState) *Review { return &Review{s} }

// State returns a copy of the data.
func (r *Review) State() ReviewState { return r.s }

// Pending reports whether the review holds up the award.
func (r *Review) Pending() bool { return r.s.End.Outcome == "" }

// Close records how the review ended. It fails with ErrReviewEnded, ErrOutcome,
// ErrEndedOn or ErrEndText.
func (r *Review) Close(e End, by member.PersonID, now time.Time) error {
	e.Text = strings.TrimSpace(e.Text)
	switch {
	case !r.Pending():
		return ErrReviewEnded
	case !slices.Contains([]Outcome{WithdrawnByBidder, Rejected, Upheld}, e.Outcome):
		return ErrOutcome
	case e.On.Before(r.s.ReceivedOn) || e.On.After(period.DayOf(now)):
		return ErrEndedOn
	case !wording.Prose(e.Text, 3, 2000):
		return ErrEndText
	}
	r.s.End, r.s.Ended = e, tender.Stamp{By: by, At: now}
	return nil
}

// Conclude awards a tender that no review holds up. It fails with ErrReviewPending or
// the faults of tender.Tender.Award.
func Conclude(t *tender.Tender, reviews []*Review, by member.PersonID, bids []*tender.Bid, round demand.Snapshot, now time.Time) ([]tender.Award, error) {
	if at := slices.IndexFunc(reviews, (*Review).Pending); at >= 0 {
		return nil, ErrReviewPending.With("fileNumber", reviews[at].s.FileNumber)
	}
	return t.Award(by, bids, round, now)
}
