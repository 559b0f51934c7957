package driving

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Demand is what one can do with demand rounds (G-DEM). Everything that changes a
// round of which the actor may not know fails with access.ErrNotFound, and without
// the right with access.ErrForbidden; where a version is given, another present
// version fails with access.ErrStale. Writes return the round as the actor sees it.
type Demand interface {
	// CreateRound drafts a round. It fails with the faults of demand.New, of
	// money.ParsePrice, of quantity.Parse and of quantity.ParseUnit.
	CreateRound(ctx context.Context, actor access.Actor, key access.Key, in CreateRound) (view.Round, error)
	// OpenRound asks the members for their needs; demand.ErrNotDraft, demand.ErrClosingPassed.
	OpenRound(ctx context.Context, actor access.Actor, round demand.ID, version int) (view.Round, error)
	// TopUpRound has packs filled and minimum orders reached until a new closing time;
	// demand.ErrNotOpen, demand.ErrClosesTooEarly, demand.ErrClosesTooLate.
	TopUpRound(ctx context.Context, actor access.Actor, round demand.ID, version int, until time.Time) (view.Round, error)
	// FreezeRound fixes the needs and writes the snapshot; demand.ErrNotOpen,
	// demand.ErrEmpty, demand.ErrTotalTooLarge, and demand.ErrUnconfirmed where needs wait for their
	// budget holders and are not left out.
	FreezeRound(ctx context.Context, actor access.Actor, round demand.ID, version int, leaveOut bool) (view.Round, error)
	// CancelRound ends a round that is not tendered; demand.ErrNotCancellable, demand.ErrReason.
	CancelRound(ctx context.Context, actor access.Actor, round demand.ID, version int, reason string) (view.Round, error)
	// StateNeeds replaces a member's needs of the items given; others keep theirs. It
	// fails with the faults of demand.Round.Accept and of quantity.Parse.
	StateNeeds(ctx context.Context, actor access.Actor, key access.Key, in StateNeeds) (view.Round, error)
	// ConfirmNeeds says as its budget holder that a member stands by what it states, having seen so
	// many of its statements. It fails with the faults of demand.Round.Confirm.
	ConfirmNeeds(ctx context.Context, actor access.Actor, round demand.ID, of member.ID, statements int) (view.Round, error)
	// Comment says something about a round, or one of its items, to all who see it: for one's member, or as an
	// officer for the cooperative. It fails with the faults of demand.Round.Comment.
	Comment(ctx context.Context, actor access.Actor, key access.Key, in CommentRound) (view.RoundComment, error)
	// Comments are those of a round, the newest first; access.ErrCursor.
	Comments(ctx context.Context, actor access.Actor, round demand.ID, page view.PageRequest) (view.Page[view.RoundComment], error)
	// Round shows a round with its totals and the needs of the actor's own members; what
	// others need is asked for by member or item. Drafts are seen by those who see the
	// whole cooperative.
	Round(ctx context.Context, actor access.Actor, round demand.ID) (view.Round, error)
	// Changes is every statement of a need in a round that is in the actor's sight, with what
	// it replaced, its author and time, the newest first; access.ErrCursor.
	Changes(ctx context.Context, actor access.Actor, round demand.ID, page view.PageRequest) (view.Page[view.RoundChange], error)
	// Members are the members in the actor's sight by name: those that have answered, or those
	// that are invited and have not; access.ErrCursor.
	Members(ctx context.Context, actor access.Actor, in RoundMembers) (view.Page[view.RoundMember], error)
	// MemberNeeds is what one member needs, by item; access.ErrNotFound for a member out of sight.
	MemberNeeds(ctx context.Context, actor access.Actor, round demand.ID, of member.ID) (view.List[view.RoundNeed], error)
	// ItemNeeds is what the members in sight need of an item, by their names, and what each
	// would save with more of it, or with its next price step where more is empty;
	// access.ErrCursor, and the faults of WhatIf.
	ItemNeeds(ctx context.Context, actor access.Actor, in RoundItemNeeds) (view.Page[view.RoundNeed], error)
	// WhatIf says what so much more of an item, by whomever, would change for all together. It
	// fails with access.ErrNotFound for an item of another round, demand.ErrTooValuable, and the
	// faults of quantity.Parse and quantity.Check.
	WhatIf(ctx context.Context, actor access.Actor, round demand.ID, item demand.ItemID, more string) (view.RoundWhatIf, error)
	// NeedsSheet is what a workbook is made of in which a member fills in its needs;
	// access.ErrNotFound for a member out of sight.
	NeedsSheet(ctx context.Context, actor access.Actor, round demand.ID, of member.ID) (view.RoundSheet, error)
	// NeedsGrid is what all members in sight need.
	NeedsGrid(ctx context.Context, actor access.Actor, round demand.ID) (view.RoundGrid, error)
	// Rounds lists the rounds in the actor's sight, the newest first; access.ErrCursor.
	Rounds(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.RoundSummary], error)
}

// CreateRound is a round to draft.
type CreateRound struct {
	Title    string
	ClosesAt time.Time
	Confirms bool // needs count only as budget holders have confirmed them
	Items    []CreateRoundItem
}

// CreateRoundItem is an item to draft, as text.
type CreateRoundItem struct {
	Name           string
	Description    string
	Category       string
	CPV            string
	Unit           string
	EstimatedPrice string
	Pack           string      // empty: sold singly
	Minimum        string      // empty: none
	Tiers          *view.Tiers // nil: one price
}

// StateNeeds is what a member needs in a round.
type StateNeeds struct {
	Round  demand.ID
	Member member.ID
	Needs  []StateNeed
}

// StateNeed is what it needs of one item, as text.
type StateNeed struct {
	Item      string
	Firm      string
	Tolerance string
}

// RoundMembers asks for members of a round.
type RoundMembers struct {
	Round    demand.ID
	Answered bool
	Page     view.PageRequest
}

// RoundItemNeeds asks for what is needed of an item.
type RoundItemNeeds struct {
	Round demand.ID
	Item  demand.ItemID
	More  string // may be empty
	Page  view.PageRequest
}

// CommentRound is what somebody says about a round.
type CommentRound struct {
	Round  demand.ID
	Item   string    // may be empty
	Member member.ID // empty for the cooperative
	Text   string
}
