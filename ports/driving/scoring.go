package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Scoring has bids examined and scored by a panel (G-EVA). Everything that concerns a
// tender of which the actor may not know fails with access.ErrNotFound, and without the
// right with access.ErrForbidden; where a version is given, another present version fails
// with access.ErrStale. All answer with the scoring as the actor may see it.
type Scoring interface {
	// Scoring shows where the scoring stands: to those who oversee tenders, and to the panel.
	Scoring(ctx context.Context, actor access.Actor, id tender.ID) (view.Scoring, error)
	// Appoint forms the panel; the faults of scoring.Appoint, scoring.ErrPanelExists.
	Appoint(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, in Appointment) (view.Scoring, error)
	// Declare takes the actor's declaration of interest; the faults of scoring.Panel.Declare.
	Declare(ctx context.Context, actor access.Actor, id tender.ID, conflict bool, text string) (view.Scoring, error)
	// Replace appoints another evaluator; the faults of scoring.Panel.Replace.
	Replace(ctx context.Context, actor access.Actor, id tender.ID, version int, in Replacement) (view.Scoring, error)
	// Examining: of every bid, in every tender.
	Examining
	// Write puts scores into the actor's own sheet; the faults of scoring.Panel.Write.
	Write(ctx context.Context, actor access.Actor, id tender.ID, version int, scores []SheetScore) (view.Scoring, error)
	// HandIn closes the actor's own sheet; the faults of scoring.Panel.HandIn.
	HandIn(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Scoring, error)
	// Agreeing: a consensus on single scores.
	Agreeing
	// Lock ends the scoring; the faults of scoring.Panel.Lock.
	Lock(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Scoring, error)
}

// Examining looks whether bids and bidders are what they must be, with or without a panel.
type Examining interface {
	// DeclareExaminer takes the declaration of interest of an actor who examines; the faults
	// of scoring.Declarations.Declare.
	DeclareExaminer(ctx context.Context, actor access.Actor, id tender.ID, conflict bool, text string) (view.Scoring, error)
	// Examine records what was found of a bid, and excludes it if it has not passed; the
	// faults of scoring.Examine and tender.Tender.Exclude.
	Examine(ctx context.Context, actor access.Actor, id tender.ID, in Examination) (view.Scoring, error)
}

// Agreeing finds a consensus where scores are far apart.
type Agreeing interface {
	// Propose says what a score should be, with the minute; the faults of scoring.Panel.Propose.
	Propose(ctx context.Context, actor access.Actor, id tender.ID, score SheetScore) (view.Scoring, error)
	// Confirm agrees to a proposal; the faults of scoring.Panel.Confirm, scoring.ErrConsensusUnknown.
	Confirm(ctx context.Context, actor access.Actor, id tender.ID, consensus string) (view.Scoring, error)
}

// Appointment is a panel to form.
type Appointment struct {
	Evaluators  []string
	SpreadLimit int
}

// Replacement puts another person in the place of an evaluator.
type Replacement struct{ Evaluator, Replacement, Reason string }

// Examination is what was found of a bid.
type Examination struct {
	Bid    string
	Aspect string
	Passed bool
	Reason string
}

// SheetScore is a score of a bid in a lot under a criterion. Reason is the minute where it
// is a proposal.
type SheetScore struct{ Bid, Lot, Criterion, Score, Reason string }
