package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Joining is what members call off together (G-CAL). What the actor may not know of fails
// with access.ErrNotFound, what it lacks the right for with access.ErrForbidden.
type Joining interface {
	// Candidates are the members that may take part in call-offs from a contract.
	Candidates(ctx context.Context, actor access.Actor, f framework.ID) ([]view.Ref, error)
	// QuoteJoint tells what each would bear if it were asked for now, and changes nothing. It fails as
	// PlaceJoint does for the contract, the participants and their key.
	QuoteJoint(ctx context.Context, actor access.Actor, in PlaceJoint) (view.JointQuote, error)
	// PlaceJoint reserves what several members want and asks them to agree to their shares. It
	// fails with the faults of calloff.PlaceTogether, of id.Parse, quantity.Parse and
	// period.ParseDay. The same key never books twice.
	PlaceJoint(ctx context.Context, actor access.Actor, key access.Key, in PlaceJoint) (view.Joint, error)
	// Joint shows one with everybody's share.
	Joint(ctx context.Context, actor access.Actor, c calloff.ID) (view.Joint, error)
	// Joints lists those of the actor's members, the newest first; access.ErrCursor.
	Joints(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.JointSummary], error)
	// AgreeShare has a member agree to the share in the version that was seen; over the member's
	// limit by an approver. It fails with the faults of calloff.Agree and access.ErrStale.
	AgreeShare(ctx context.Context, actor access.Actor, share Share, budgetCode string) (view.Joint, error)
	// DeclineShare has a member not take part. It fails with the faults of calloff.DeclineShare
	// and access.ErrStale.
	DeclineShare(ctx context.Context, actor access.Actor, share Share, reason string) (view.Joint, error)
}

// Lapsing ends what its day has ended.
type Lapsing interface {
	// Lapse ends joint call-offs to which not all agreed in time, and tells how many.
	Lapse(ctx context.Context) (int, error)
}

// Share names a member's share of a joint call-off in the version that was seen.
type Share struct {
	CallOff calloff.ID
	Member  member.ID
	Version int
}

// PlaceJoint is an order of several members out of a framework.
type PlaceJoint struct {
	Framework    framework.ID
	Leader       member.ID
	BudgetCode   string
	Note         string
	Lines        []PlaceCallOffLine // without quantities where these are the key
	Key          string
	Participants []Participant // besides the leader, or with it where it states a weight or quantities
	AgreeBy      string
	GoesOn       bool
}

// Participant is a member with what the key wants to know of it, as text.
type Participant struct {
	Member     string
	Weight     string
	Quantities []string
}
