package costing

import (
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Faults of runs, besides those of split.
var (
	// ErrPeriodOverlaps: a run stands for days of which these are a part, or more than all.
	ErrPeriodOverlaps = fault.New(fault.Conflict, "costing.period-overlaps", fault.Field("from"))
	// ErrNotLatestPeriod: in the cumulative mode, runs go forward in time and only the last days are corrected.
	ErrNotLatestPeriod = fault.New(fault.Conflict, "costing.not-latest-period", fault.Field("from"))
	// ErrNoParticipants: none of the participants takes part in these days.
	ErrNoParticipants = fault.New(fault.Conflict, "costing.no-participants", fault.Field("from"))
	// ErrNothingToPost: a run with the same inputs and rule stands already.
	ErrNothingToPost = fault.New(fault.Conflict, "costing.nothing-to-post")
)

// Given is all that a run is made of, as it stands now.
type Given struct {
	Pool         *Pool
	Days         period.Span
	Scheme       Scheme // the pool's last, or the zero value
	SchemeNumber int    // of that, from 1
	Basis        Basis
	Costs        []Cost       // of the pool that are for any of the days, by id
	Grants       []GrantDrawn // of the pool that are open, or that the run which stands took from; by id
	Books        PoolBooks
	Standing     *Past    // the run that stands for these days, or nil
	Earlier      *Past    // the run that stands for the last days before these, or nil
	Later        bool     // whether a run stands for later days
	Turn         int      // of the next run of the pool to be posted, from 1
	Drafts       []string // the input hashes of drafts for these days with that turn
}

// Past is a run that stands: posted, and neither reversed nor replaced by a correction.
type Past struct {
	ID          AllocationID
	Days        period.Span
	InputHash   string
	RuleVersion int
	Shares      []PastShare
}

// PastShare is what a member bears by a run that stands.
type PastShare struct {
	Member  member.ID
	Name    string
	TieKey  string
	Bears   money.Amount
	Quota   split.Ratio  // cumulative: as Share.Quota
	Running money.Amount // cumulative: as Share.Units, in euros
}
