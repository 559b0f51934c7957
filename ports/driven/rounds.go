package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Rounds keeps demand rounds. Whoever states needs holds the round for share, so that
// members do not wait for each other; whoever changes the round holds it alone.
type Rounds interface {
	// Add stores a new round with its items.
	Add(ctx context.Context, round *demand.Round) error
	// Get locks the round for a change, or fails with access.ErrNotFound.
	Get(ctx context.Context, id demand.ID) (*demand.Round, error)
	// GetShared locks the round against changes by others, or fails with access.ErrNotFound.
	GetShared(ctx context.Context, id demand.ID) (*demand.Round, error)
	// Save stores the round's change and counts its version up. Items never change.
	Save(ctx context.Context, round *demand.Round) error
	// Invited reports whether a member may state needs: it is admitted and no guest.
	// It fails with access.ErrNotFound.
	Invited(ctx context.Context, m member.ID) (bool, error)
	// Standing is what stands already of the round's items when a member states needs:
	// whether it states the same elsewhere and, while the round is topped up, what all need.
	// Until the end of the transaction nobody else states needs against the same.
	Standing(ctx context.Context, round *demand.Round, m member.ID) (demand.Standing, error)
	// SaveNeeds replaces the needs of the same member and items, and keeps each change.
	SaveNeeds(ctx context.Context, round demand.ID, needs []demand.Need) error
	// Needs are the present needs of all members.
	Needs(ctx context.Context, round demand.ID) ([]demand.Need, error)
	// Answer is what a member has stated in a round whose needs are confirmed; until the end of
	// the transaction it states nothing else.
	Answer(ctx context.Context, round demand.ID, m member.ID) (demand.Answer, error)
	// Confirm keeps a budget holder's word.
	Confirm(ctx context.Context, round demand.ID, c demand.Confirmation) error
	// AddComment stores what somebody says about a round.
	AddComment(ctx context.Context, round demand.ID, c demand.Comment) error
	// Unconfirmed are the members whose needs in a round are to be confirmed, and are not.
	Unconfirmed(ctx context.Context, round demand.ID) ([]member.ID, error)
	// AddSnapshot stores for ever what a freezing fixed, without the needs of some members.
	AddSnapshot(ctx context.Context, snapshot demand.Snapshot, without []member.ID) error
	// Snapshot is what the freezing of a round fixed, held against its hash; or
	// access.ErrNotFound for a round that was not frozen.
	Snapshot(ctx context.Context, id demand.ID) (demand.Snapshot, error)
}

// RoundReports reads rounds for people, bounded by what they may see.
type RoundReports interface {
	// Round is a round with its totals and the needs of the members in sight, though not of
	// everybody; it fails with access.ErrNotFound for what is out of sight.
	Round(ctx context.Context, id demand.ID, sight access.Sight) (view.Round, error)
	// Comment is one of a round; access.ErrNotFound.
	Comment(ctx context.Context, which id.Of[demand.Comment]) (view.RoundComment, error)
	// Comments are those of a round, the newest first; access.ErrNotFound, access.ErrCursor.
	Comments(ctx context.Context, round demand.ID, sight access.Sight, page view.PageRequest) (view.Page[view.RoundComment], error)
	// Rounds lists the newest first; access.ErrCursor.
	Rounds(ctx context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.RoundSummary], error)
	// Changes are all statements of needs in a round, the newest first; access.ErrNotFound,
	// access.ErrCursor.
	Changes(ctx context.Context, id demand.ID, sight access.Sight, page view.PageRequest) (view.Page[view.RoundChange], error)
	// Members are members in sight, by name: those with needs in the round, or those that may
	// state some and have none; access.ErrNotFound, access.ErrCursor.
	Members(ctx context.Context, id demand.ID, sight access.Sight, answered bool, page view.PageRequest) (view.Page[view.RoundMember], error)
	// MemberNeeds is what a member needs, by item; access.ErrNotFound.
	MemberNeeds(ctx context.Context, id demand.ID, of member.ID) ([]view.RoundNeed, error)
	// ItemNeeds is what members in sight need of an item, by their names; access.ErrCursor.
	ItemNeeds(ctx context.Context, item demand.ItemID, sight access.Sight, page view.PageRequest) (view.Page[view.RoundNeed], error)
	// Grid is what each member in sight that has answered needs of the items, by their positions.
	Grid(ctx context.Context, id demand.ID, sight access.Sight, items int) ([]view.RoundGridRow, error)
	// MemberName fails with access.ErrNotFound.
	MemberName(ctx context.Context, of member.ID) (string, error)
}
