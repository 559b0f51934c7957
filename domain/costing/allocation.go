package costing

import (
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// ErrNotDraft: only a draft is posted, and once.
var ErrNotDraft = fault.New(fault.Conflict, "costing.not-draft")

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

// Allocation is a split of a pool under a key, with the weights as they were when it
// was drafted. Posting is all that ever happens to it.
type Allocation struct{ s AllocationState }

// AllocationState is all that an allocation knows.
type AllocationState struct {
	ID      AllocationID
	Version int
	Pool    PoolID
	Key     Key
	Status  Status
	Split
	CreatedBy member.PersonID
	CreatedAt time.Time
	PostedBy  member.PersonID
	PostedAt  time.Time
	Entry     EntryID
}

// Split is a split with its explanation. Shares is nil where only the rest was loaded.
type Split struct {
	Total       money.Amount
	WeightSum   decimal.Decimal
	Left        int             // cents that the floors left over
	Threshold   decimal.Decimal // the smallest remainder that got one of them; zero if none were left
	Rule        string
	RuleVersion int
	InputHash   string
	Shares      []Share
}

// RuleName names the rule with its version: "largest-remainder 1".
func (s Split) RuleName() string { return s.Rule + " " + strconv.Itoa(s.RuleVersion) }

// Share is what a member bears and why: the explanation of the split, and where the
// weight comes from and of which day it is.
type Share struct {
	Member member.ID
	Source string
	AsOf   period.Day
	split.Share
}

// Share splits the pool's amount under a key; the shares stand in the order of the
// sharers. It fails with ErrKey, ErrNoSource, ErrUnitsMixed, or with the faults of
// split.Amount, of which split.ErrNoPositiveWeight is the one to expect.
func (p *Pool) Share(key Key, basis Basis) (Split, error) {
	if err := basis.supports(key); err != nil {
		return Split{}, err
	}
	members := make([]split.Member, len(basis.Sharers))
	for i, s := range basis.Sharers {
		members[i] = split.Member{Key: s.TieKey, Weight: s.weigh(key)}
	}
	result, err := split.Amount(p.s.Amount, members)
	if f, refused := fault.Of(err); refused {
		return Split{}, f.At("key")
	}
	if err != nil {
		return Split{}, err
	}
	shares := make([]Share, len(result.Shares))
	for i, s := range basis.Sharers {
		source, day := basis.source(key, s)
		shares[i] = Share{Member: s.Member, Source: source, AsOf: day, Share: result.Shares[i]}
	}
	return Split{
		Total: p.s.Amount, WeightSum: result.WeightSum, Left: result.Left, Threshold: result.Threshold,
		Rule: result.Rule, RuleVersion: result.Version, InputHash: result.InputHash, Shares: shares,
	}, nil
}

// Draft keeps a split of the pool for another person to post. It fails with the faults
// of Share, and with ErrAllocated.
func (p *Pool) Draft(key Key, basis Basis, by member.PersonID, now time.Time) (*Allocation, error) {
	if err := p.open(); err != nil {
		return nil, err
	}
	shared, err := p.Share(key, basis)
	if err != nil {
		return nil, err
	}
	return &Allocation{AllocationState{
		ID: id.New[Allocation](), Version: 1, Pool: p.s.ID, Key: key, Status: Draft, Split: shared, CreatedBy: by, CreatedAt: now,
	}}, nil
}

// RestoreAllocation trusts a state that a store kept.
func RestoreAllocation(s AllocationState) *Allocation { return &Allocation{s} }

// State returns a copy of the data.
func (a *Allocation) State() AllocationState {
	s := a.s
	s.Shares = slices.Clone(s.Shares)
	return s
}

// Post turns a draft into an entry of the ledger, whose lines are a.Lines(). It fails
// with ErrNotDraft, with access.ErrSamePerson for who drafted it (D-1), and with
// ErrAllocated when another allocation of the pool is posted.
func Post(a *Allocation, of *Pool, by member.PersonID, now time.Time) (Entry, error) {
	if a.s.Status != Draft {
		return Entry{}, ErrNotDraft
	}
	if by == a.s.CreatedBy {
		return Entry{}, access.ErrSamePerson
	}
	if err := of.open(); err != nil {
		return Entry{}, err
	}
	entry := Entry{
		ID: id.New[Entry](), PostedAt: now, PostedBy: by, BookedOn: period.DayOf(now), Text: of.s.Number + " " + of.s.Title,
		Cause: Cause{Type: CauseAllocation, ID: a.s.ID.String()},
	}
	a.s.Status, a.s.PostedBy, a.s.PostedAt, a.s.Entry = Posted, by, now, entry.ID
	return entry, nil
}

// Lines are what posting books: each member owes its share, the pool gave them out. A
// share of 0.00 books nothing.
func (a *Allocation) Lines() []Line {
	lines := []Line{{PoolAccount(a.s.Pool), a.s.Total.Neg()}}
	for _, s := range a.s.Shares {
		if amount := s.Amount(); !amount.IsZero() {
			lines = append(lines, Line{MemberAccount(s.Member), amount})
		}
	}
	return lines
}
