package driven

import (
	"context"

	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Panels keeps the panels of tenders.
type Panels interface {
	// Add stores a new panel; scoring.ErrPanelExists for a tender that has one.
	Add(ctx context.Context, p *scoring.Panel) error
	// Get locks the panel for a change, or fails with scoring.ErrNoPanel. Whoever writes
	// about its bids holds it alone.
	Get(ctx context.Context, of tender.ID) (*scoring.Panel, error)
	// Look reads the panel without a lock, or fails with scoring.ErrNoPanel.
	Look(ctx context.Context, of tender.ID) (*scoring.Panel, error)
	// Save stores the panel's change and counts its version up.
	Save(ctx context.Context, p *scoring.Panel) error
	// People tells which roles people hold; who is unknown holds none.
	People(ctx context.Context, people []member.PersonID) ([]scoring.Person, error)
	// AddFinals stores the locked scores for ever.
	AddFinals(ctx context.Context, of tender.ID, judged []scoring.Judgement) error
}

// Sheets keeps what evaluators give and agree on. Only Sheet is read before all have handed in.
type Sheets interface {
	// Sheet is the sheet of one evaluator.
	Sheet(ctx context.Context, of scoring.Evaluator) (*scoring.Sheet, error)
	// Sheets are those of several.
	Sheets(ctx context.Context, of []scoring.Evaluator) ([]*scoring.Sheet, error)
	// Save adds the sheet's fresh scores and counts its version up.
	Save(ctx context.Context, s *scoring.Sheet) error
	// Agreed is the latest proposal of each place.
	Agreed(ctx context.Context, of tender.ID) ([]scoring.Consensus, error)
	// Propose stores a proposal with its first agreement.
	Propose(ctx context.Context, of tender.ID, c scoring.Consensus) error
	// Agree stores one more agreement.
	Agree(ctx context.Context, to scoring.ConsensusID, by scoring.Stamp) error
	// Examined is what was found of all bids of a tender, the earliest first.
	Examined(ctx context.Context, of tender.ID) ([]scoring.Examination, error)
	// Examine stores what was found.
	Examine(ctx context.Context, found scoring.Examination) error
}

// Declarations keeps what people declare of their interests in a tender.
type Declarations interface {
	// Of is what everybody has declared, on the panel or as an examiner.
	Of(ctx context.Context, which tender.ID) (scoring.Declarations, error)
	// Add stores what an examiner has declared.
	Add(ctx context.Context, which tender.ID, made scoring.Declaration) error
}

// ScoringReports reads what panels need to know of people.
type ScoringReports interface {
	// Names are those of everybody who works in the cooperative.
	Names(ctx context.Context) (map[member.PersonID]string, error)
	// Candidates are those who could be appointed, by name.
	Candidates(ctx context.Context) ([]view.Candidate, error)
}
