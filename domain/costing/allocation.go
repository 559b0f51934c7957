package costing

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of allocations.
var (
	// ErrNotDraft: only a draft is posted, and once.
	ErrNotDraft = fault.New(fault.Conflict, "costing.not-draft")
	// ErrNotPosted: only what was posted is reversed, and once.
	ErrNotPosted = fault.New(fault.Conflict, "costing.not-posted")
	// ErrRunOutdated: since it was drafted, something else of the pool was posted or
	// reversed, or a grant was closed or drawn down.
	ErrRunOutdated = fault.New(fault.Conflict, "costing.run-outdated")
	// ErrNotLatestRun: a correction for the same days stands, which is reversed first.
	ErrNotLatestRun = fault.New(fault.Conflict, "costing.not-latest-run")
	// ErrGrantOverdrawn: with the run that would stand again, runs would take more of a
	// grant than it gives.
	ErrGrantOverdrawn = fault.New(fault.Conflict, "costing.grant-overdrawn")
	// ErrReason: shorter than 3 or longer than 2000 characters.
	ErrReason = fault.New(fault.Invalid, "costing.reason-invalid", fault.Field("reason"))
)

// AllocationID names an allocation.
type AllocationID = id.Of[Allocation]

// Status is where an allocation stands.
type Status string

// The statuses.
const (
	Draft    Status = "draft"
	Posted   Status = "posted"
	Reversed Status = "reversed"
)

// RunKind tells the first run for some days from later ones.
type RunKind string

// The kinds of runs.
const (
	Charge     RunKind = "charge"
	Correction RunKind = "correction" // also after the first was reversed
)

// Allocation is a run of a pool that is kept, with the weights as they were when it was
// drafted. To be posted and to be reversed is all that ever happens to it.
type Allocation struct{ s AllocationState }

// AllocationState is all that an allocation knows.
type AllocationState struct {
	ID           AllocationID
	Version      int
	Pool         PoolID
	SchemeNumber int
	Kind         RunKind
	Turn         int // which run of the pool it is, of those posted, from 1
	Days         period.Span
	Replaces     AllocationID // the run that stands for these days until this one is posted, or none
	After        AllocationID // cumulative: the run whose running totals it goes on from, or none
	Status       Status
	Split
	CreatedBy     member.PersonID
	CreatedAt     time.Time
	PostedBy      member.PersonID
	PostedAt      time.Time
	Entry         EntryID // none for a draft, and for a run that books nothing
	ReversedBy    member.PersonID
	ReversedAt    time.Time
	Reason        string
	ReversalEntry EntryID
}

// Standing is where the books stand as far as an allocation is concerned.
type Standing struct {
	PoolNumber string
	PoolTitle  string
	Closed     period.Day   // the last closed day of the cooperative, or no day
	Turn       int          // of the next run of the pool
	Run        AllocationID // that stands for the days of the allocation, or none
	Earlier    AllocationID // that stands for the last days before those, or none
	Later      bool         // whether a run stands for later days
	Grants     []GrantLeft  // the pool's
}

// GrantLeft is what runs that stand have left of a grant.
type GrantLeft struct {
	Grant GrantID
	Ended bool // it is closed
	Left  money.Amount
}

// left is that of one grant.
func (s Standing) left(of GrantID) GrantLeft {
	i := slices.IndexFunc(s.Grants, func(g GrantLeft) bool { return g.Grant == of })
	if i < 0 {
		return GrantLeft{Grant: of}
	}
	return s.Grants[i]
}

// RestoreAllocation trusts a state that a store kept.
func RestoreAllocation(s AllocationState) *Allocation { return &Allocation{s} }

// State returns a copy of the data.
func (a *Allocation) State() AllocationState {
	s := a.s
	s.Costs, s.Taxes, s.Grants = slices.Clone(s.Costs), slices.Clone(s.Taxes), slices.Clone(s.Grants)
	s.Groups, s.Shares = slices.Clone(s.Groups), slices.Clone(s.Shares)
	return s
}

// Post books a draft: by the entry returned with a.Lines(), or by no entry (without an
// id) where nothing changes for anybody. It fails with ErrNotDraft, with
// access.ErrSamePerson for who drafted it (D-1), with ErrRunOutdated, and with
// ErrPeriodClosed for a first run for days that were closed meanwhile.
func (a *Allocation) Post(books Standing, by member.PersonID, now time.Time) (Entry, error) {
	switch {
	case a.s.Status != Draft:
		return Entry{}, ErrNotDraft
	case by == a.s.CreatedBy:
		return Entry{}, access.ErrSamePerson
	case a.s.Turn != books.Turn || a.s.Replaces != books.Run || a.s.Mode == Cumulative && (a.s.After != books.Earlier || books.Later):
		return Entry{}, ErrRunOutdated
	case a.s.Kind == Charge && !a.s.Days.To.After(books.Closed):
		return Entry{}, ErrPeriodClosed.With("through", books.Closed.String())
	}
	for _, g := range a.s.Grants {
		left := books.left(g.Grant)
		if g.Closed != left.Ended || !g.Closed && g.line().Amount.Cmp(left.Left) > 0 {
			return Entry{}, ErrRunOutdated
		}
	}
	entry := a.entry(books, CauseAllocation, by, now)
	a.s.Status, a.s.PostedBy, a.s.PostedAt, a.s.Entry = Posted, by, now, entry.ID
	return entry, nil
}

// Reverse books what was posted with the opposite sign, once: by the entry returned,
// with the lines of a.Lines() negated, or by none where nothing was booked. What the run
// replaced stands again.
//
// It fails with ErrNotPosted, ErrReason, with access.ErrSamePerson for who posted it
// (D-1), with ErrNotLatestRun while a correction stands, with ErrNotLatestPeriod in the
// cumulative mode while a run for later days stands, with ErrGrantClosed where a grant
// would have to take back what was settled with its funder, and with ErrGrantOverdrawn
// where it would have to give again what other days have taken since.
func (a *Allocation) Reverse(books Standing, reason string, by member.PersonID, now time.Time) (Entry, error) {
	reason = strings.TrimSpace(reason)
	switch n := utf8.RuneCountInString(reason); {
	case a.s.Status != Posted:
		return Entry{}, ErrNotPosted
	case n < 3 || n > 2000:
		return Entry{}, ErrReason
	case by == a.s.PostedBy:
		return Entry{}, access.ErrSamePerson
	case books.Run != a.s.ID:
		return Entry{}, ErrNotLatestRun
	case a.s.Mode == Cumulative && books.Later:
		return Entry{}, ErrNotLatestPeriod.At("")
	}
	for _, g := range a.s.Grants {
		left, more := books.left(g.Grant), g.line().Amount.Neg()
		switch {
		case g.Closed || more.IsZero():
		case left.Ended:
			return Entry{}, ErrGrantClosed
		case more.Cmp(left.Left) > 0:
			return Entry{}, ErrGrantOverdrawn
		}
	}
	entry := a.entry(books, CauseReversal, by, now)
	a.s.Status, a.s.ReversedBy, a.s.ReversedAt, a.s.Reason, a.s.ReversalEntry = Reversed, by, now, reason, entry.ID
	return entry, nil
}

// entry has no id where nothing is booked.
func (a *Allocation) entry(books Standing, cause CauseType, by member.PersonID, now time.Time) Entry {
	if !a.Books() {
		return Entry{}
	}
	return Entry{
		ID: id.New[Entry](), PostedAt: now, PostedBy: by, BookedOn: bookedOn(a.s.Days, books.Closed, period.DayOf(now)),
		Text: books.PoolNumber + " " + books.PoolTitle, Cause: Cause{cause, a.s.ID.String()},
	}
}

// Books reports whether posting books anything.
func (a *Allocation) Books() bool {
	return a.s.Changed > 0 || slices.ContainsFunc(a.s.Grants, func(g GrantTaken) bool { return !g.line().Amount.IsZero() })
}

// Lines are what posting books: every member the difference to what it bore before,
// every grant what it gives more, the pool what both give together. A line of 0.00 is
// left out, so that there may be none.
func (a *Allocation) Lines() []Line {
	pool := money.Zero
	lines := make([]Line, 1, len(a.s.Shares)+len(a.s.Grants)+1)
	for _, g := range a.s.Grants {
		lines = append(lines, g.line())
		pool = pool.Sub(g.line().Amount)
	}
	for _, s := range a.s.Shares {
		lines = append(lines, Line{MemberAccount(s.Member), s.Booked})
		pool = pool.Sub(s.Booked)
	}
	lines[0] = Line{PoolAccount(a.s.Pool), pool}
	return booking(merged(lines)...)
}

// merged adds lines of one account up: several closed grants may be one funder's.
func merged(lines []Line) []Line {
	at := make(map[Account]int, len(lines))
	sums := lines[:0:0]
	for _, l := range lines {
		if i, known := at[l.Account]; known {
			sums[i].Amount = sums[i].Amount.Add(l.Amount)
			continue
		}
		at[l.Account] = len(sums)
		sums = append(sums, l)
	}
	return sums
}
