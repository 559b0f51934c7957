// Package demand holds rounds in which members state their needs, and the
// snapshot that a tender, quotas and cost keys are made from (rule G-DEM).
package demand

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/wording"
)

// The faults of a round.
var (
	// ErrTitle: the title is shorter than 3 or longer than 200 characters, or has control characters.
	ErrTitle = fault.New(fault.Invalid, "demand.title-invalid", fault.Rule("G-DEM"), fault.Field("title"))
	// ErrClosesTooEarly: the closing time is not in the future.
	ErrClosesTooEarly = fault.New(fault.Invalid, "demand.closes-too-early", fault.Rule("G-DEM"), fault.Field("closesAt"))
	// ErrClosesTooLate: the closing time is more than five years ahead.
	ErrClosesTooLate = fault.New(fault.Invalid, "demand.closes-too-late", fault.Rule("G-DEM"), fault.Field("closesAt"))
	// ErrClosingPassed: a draft whose closing time has passed cannot be opened.
	ErrClosingPassed = fault.New(fault.Conflict, "demand.closing-passed", fault.Rule("G-DEM"))
	// ErrNotDraft: only a draft can be opened.
	ErrNotDraft = fault.New(fault.Conflict, "demand.not-draft", fault.Rule("G-DEM"))
	// ErrNotOpen: the round is not open, or no longer.
	ErrNotOpen = fault.New(fault.Conflict, "demand.not-open", fault.Rule("G-DEM"))
	// ErrNotFrozen: only a frozen round can be tendered.
	ErrNotFrozen = fault.New(fault.Conflict, "demand.not-frozen", fault.Rule("G-DEM"))
	// ErrNotTendered: only a tendered round can become free again.
	ErrNotTendered = fault.New(fault.Conflict, "demand.not-tendered", fault.Rule("G-DEM"))
	// ErrNotCancellable: the round is already tendered or cancelled.
	ErrNotCancellable = fault.New(fault.Conflict, "demand.not-cancellable", fault.Rule("G-DEM"))
	// ErrReason: a reason has 3 to 2000 characters.
	ErrReason = fault.New(fault.Invalid, "demand.reason-invalid", fault.Rule("G-DEM"), fault.Field("reason"))
)

// longestRound keeps a mistyped year out of the closing time.
const longestRound = 5 * 366 * 24 * time.Hour

// ID names a round.
type ID = id.Of[Round]

// Status is where a round stands.
type Status string

// The states of a round: draft, open, topping-up or not, frozen, tendered; cancelled out of
// all but the last.
const (
	Draft     Status = "draft"
	Open      Status = "open"
	ToppingUp Status = "topping-up"
	Frozen    Status = "frozen"
	Tendered  Status = "tendered"
	Cancelled Status = "cancelled"
)

// State is the data of a round.
type State struct {
	ID           ID
	Number       string
	Title        string
	Status       Status
	ClosesAt     time.Time
	Items        []Item // by position, 1 upwards
	Confirms     bool   // needs count only as budget holders have confirmed them
	CreatedBy    member.PersonID
	CreatedAt    time.Time
	OpenedAt     time.Time // zero until opened
	FrozenAt     time.Time // zero until frozen
	SnapshotHash string    // empty until frozen
	CancelReason string    // empty unless cancelled
	Version      int
}

// Round asks the members for what they need until it closes. The needs are not
// part of the aggregate: hundreds of members state theirs at the same time.
type Round struct{ s State }

// Drafting is what an officer says about a new round.
type Drafting struct {
	Number    string
	Title     string
	ClosesAt  time.Time
	Items     []Item // positions and ids are given by New
	Confirms  bool
	CreatedBy member.PersonID
}

// New drafts a round. It fails with ErrTitle, ErrClosesTooEarly, ErrClosesTooLate,
// ErrItemCount or a fault of an item, which points to "items.N".
func New(d Drafting, now time.Time) (*Round, error) {
	title := strings.TrimSpace(d.Title)
	if !wording.Line(title, 3, 200) {
		return nil, ErrTitle
	}
	closes, err := closing(d.ClosesAt, now)
	if err != nil {
		return nil, err
	}
	items, err := numbered(d.Items)
	if err != nil {
		return nil, err
	}
	return &Round{State{
		ID: id.New[Round](), Number: d.Number, Title: title, Status: Draft, ClosesAt: closes, Items: items, Confirms: d.Confirms,
		CreatedBy: d.CreatedBy, CreatedAt: now, Version: 1,
	}}, nil
}

// closing is a time until which needs may be stated.
func closing(at, now time.Time) (time.Time, error) {
	closes := at.Truncate(time.Microsecond).UTC()
	if !closes.After(now) {
		return time.Time{}, ErrClosesTooEarly
	}
	if closes.After(now.Add(longestRound)) {
		return time.Time{}, ErrClosesTooLate
	}
	return closes, nil
}

// Restore trusts a state that a store kept.
func Restore(s State) *Round { return &Round{s} }

// State returns a copy of the data.
func (r *Round) State() State {
	s := r.s
	s.Items = slices.Clone(s.Items)
	return s
}

// Open asks the members for their needs. It fails with ErrNotDraft or ErrClosingPassed.
func (r *Round) Open(now time.Time) error {
	if r.s.Status != Draft {
		return ErrNotDraft.With("status", string(r.s.Status))
	}
	if !now.Before(r.s.ClosesAt) {
		return ErrClosingPassed
	}
	r.s.Status, r.s.OpenedAt = Open, now
	return nil
}

// TopUp begins the time in which packs are filled and minimum orders reached: until it
// closes, only changes are taken that do not raise what is missing. It fails with ErrNotOpen,
// ErrClosesTooEarly or ErrClosesTooLate.
func (r *Round) TopUp(until, now time.Time) error {
	if r.s.Status != Open {
		return ErrNotOpen.With("status", string(r.s.Status))
	}
	closes, err := closing(until, now)
	if err != nil {
		return err
	}
	r.s.Status, r.s.ClosesAt = ToppingUp, closes
	return nil
}

// TakesNeeds reports whether needs are stated in it, unless its closing time has passed.
func (r *Round) TakesNeeds() bool { return r.s.Status == Open || r.s.Status == ToppingUp }

// Confirms reports whether needs count only as budget holders have confirmed them.
func (r *Round) Confirms() bool { return r.s.Confirms }

// Freeze fixes all needs, early or after the closing time, and returns the
// snapshot. Needs are all that were stated in the round. It fails with ErrNotOpen,
// ErrEmpty when nobody needs anything, or ErrTotalTooLarge.
func (r *Round) Freeze(needs []Need, now time.Time) (Snapshot, error) {
	if !r.TakesNeeds() {
		return Snapshot{}, ErrNotOpen.With("status", string(r.s.Status))
	}
	snapshot, err := freeze(r.s, needs, now)
	if err != nil {
		return Snapshot{}, err
	}
	r.s.Status, r.s.FrozenAt, r.s.SnapshotHash = Frozen, snapshot.FrozenAt, snapshot.Hash
	return snapshot, nil
}

// Cancel ends the round with a reason, unless it has become a tender. It fails
// with ErrNotCancellable or ErrReason.
func (r *Round) Cancel(reason string) error {
	switch r.s.Status {
	case Draft, Open, ToppingUp, Frozen:
	case Tendered, Cancelled:
		return ErrNotCancellable.With("status", string(r.s.Status))
	}
	reason = strings.TrimSpace(reason)
	if !wording.Prose(reason, 3, 2000) {
		return ErrReason
	}
	r.s.Status, r.s.CancelReason = Cancelled, reason
	return nil
}

// MarkTendered says that a tender was drafted from the snapshot, so that no second
// one is. It fails with ErrNotFrozen.
func (r *Round) MarkTendered() error {
	if r.s.Status != Frozen {
		return ErrNotFrozen.With("status", string(r.s.Status))
	}
	r.s.Status = Tendered
	return nil
}

// MarkUntendered says that the tender was cancelled, so that another may be drafted
// from the same snapshot. It fails with ErrNotTendered.
func (r *Round) MarkUntendered() error {
	if r.s.Status != Tendered {
		return ErrNotTendered.With("status", string(r.s.Status))
	}
	r.s.Status = Frozen
	return nil
}
