package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Membership is the directory of public bodies and the members admitted out of it.
// To somebody who may not read members at all there are none: access.ErrNotFound.
type Membership interface {
	// PublicBodies lists the bodies that can be members, by name; access.ErrCursor.
	PublicBodies(ctx context.Context, actor access.Actor, in ListPublicBodies) (view.Page[view.PublicBody], error)
	// Members lists the members the actor may see, by name; access.ErrCursor.
	Members(ctx context.Context, actor access.Actor, in ListMembers) (view.Page[view.Member], error)
	// Member shows one member.
	Member(ctx context.Context, actor access.Actor, id member.ID) (view.Member, error)
	// Admit makes a body of the directory a member. It fails with access.ErrForbidden,
	// member.ErrKeyMalformed, member.ErrNoSuchBody, member.ErrArea,
	// member.ErrAlreadyAdmitted, the faults of the Leitweg-ID and those of the limit.
	Admit(ctx context.Context, actor access.Actor, key access.Key, in AdmitMember) (view.Member, error)
	// SetApprovalLimit sets the value above which a second person approves the
	// member's call-offs. It fails with access.ErrForbidden, access.ErrStale, and with
	// the faults of amounts and member.ErrLimit.
	SetApprovalLimit(ctx context.Context, actor access.Actor, id member.ID, version int, limit string) (view.Member, error)
	// RestatePopulations takes the inhabitants of all members over from the directory as
	// it is now. Runs that were posted stay as they are; what changes by it for their
	// days is a correction. It fails with access.ErrForbidden.
	RestatePopulations(ctx context.Context, actor access.Actor) (view.Restated, error)
}

// ListPublicBodies narrows the directory; State is two digits or empty.
type ListPublicBodies struct {
	Search, State string
	Page          view.PageRequest
}

// ListMembers narrows the list of members.
type ListMembers struct {
	Search, Kind string
	Page         view.PageRequest
}

// AdmitMember names the body and what is decided about it; without a limit it is
// the cooperative's default.
type AdmitMember struct{ OfficialKey, LeitwegID, ApprovalLimit string }
