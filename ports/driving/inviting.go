package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/view"
)

// Inviting is how a supplier gets further people: whoever acts for it, or an officer, invites, and
// who reads the mail that follows accepts. All that is done while signed in fails as any change of a
// supplier does (access.ErrNotFound, access.ErrForbidden, access.ErrStale).
type Inviting interface {
	// InviteColleague asks somebody to act for the supplier, and answers the same whether or not somebody
	// signs in with the address. The faults of supplier.Supplier.Invite, notice.ErrLanguage, supplier.ErrInvitationClosed.
	InviteColleague(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Inviting) (view.SupplierFile, error)
	// RenewInvitation sends a new link, and the earlier holds no more; the faults of
	// supplier.Invited.Renew, supplier.ErrInvitationClosed.
	RenewInvitation(ctx context.Context, actor access.Actor, which member.SupplierID, version int, i supplier.InvitationID) (view.SupplierFile, error)
	// WithdrawInvitation takes one back; supplier.ErrInvitationGone.
	WithdrawInvitation(ctx context.Context, actor access.Actor, which member.SupplierID, version int, i supplier.InvitationID) (view.SupplierFile, error)

	// Invitation is what waits for the link; supplier.ErrInvitationGone.
	Invitation(ctx context.Context, secret string) (view.Invitation, error)
	// AcceptInvitation has who holds the link act for the supplier, and uses it up. Who has an account
	// proves it by its password, as at sign-in (access.ErrWrongCredentials, access.ErrThrottled), and has no
	// role in the cooperative yet (supplier.ErrActsHere); anybody else chooses one (member.ErrPassword).
	// Besides these supplier.ErrInvitationGone, member.ErrPersonExists.
	AcceptInvitation(ctx context.Context, in Accept) (view.Invitation, error)
}

// Accept is by which link and password, and from where.
type Accept struct {
	Secret, Password string
	Address          string // of the network
	Device           string // the browser's own token, or empty
}
