package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Members keeps the members of the cooperative.
type Members interface {
	// Add stores new members in one go. It fails with member.ErrAlreadyAdmitted.
	Add(ctx context.Context, members ...*member.Member) error
	// Get locks the member for a change, or fails with access.ErrNotFound.
	Get(ctx context.Context, id member.ID) (*member.Member, error)
	// Save stores the member's change and counts its version up.
	Save(ctx context.Context, m *member.Member) error
	// Standing is what kind of member it is and where its membership stands, without a lock; access.ErrNotFound.
	Standing(ctx context.Context, id member.ID) (member.Kind, member.Status, error)
	// FromDirectory locks all members that are in the directory, and loads them by id.
	FromDirectory(ctx context.Context) ([]*member.Member, error)
	// SaveRestated stores the inhabitants of many members in one go, and counts their
	// versions up; it fails with access.ErrStale.
	SaveRestated(ctx context.Context, members []*member.Member) error
	// Find is the member with the official key or, exactly, the name; without a lock.
	// It fails with member.ErrNoSuchMember, also when several bear the name.
	Find(ctx context.Context, keyOrName string) (*member.Member, error)
	// Keys are the official keys of all members that are in the directory.
	Keys(ctx context.Context) (map[member.OfficialKey]bool, error)
}

// MemberReports reads members for people.
type MemberReports interface {
	// Member fails with access.ErrNotFound for what is out of sight.
	Member(ctx context.Context, id member.ID, sight access.Sight) (view.Member, error)
	// Members lists by name; access.ErrCursor.
	Members(ctx context.Context, filter MemberFilter, sight access.Sight, page view.PageRequest) (view.Page[view.Member], error)
}

// MemberFilter narrows the list of members; the zero value takes all.
type MemberFilter struct {
	Search string // part of the name, or the beginning of the official key
	Kind   member.Kind
}

// Organisations keeps cooperatives, suppliers and who has which role in them.
type Organisations interface {
	// Cooperatives lists all of the installation, whatever cooperative is at work.
	Cooperatives(ctx context.Context) ([]member.Cooperative, error)
	// AddCooperative fails with member.ErrCooperativeExists.
	AddCooperative(ctx context.Context, c member.Cooperative) error
	// AddSupplier fails with member.ErrSupplierExists.
	AddSupplier(ctx context.Context, s member.Supplier) error
	// Supplier is the one with the name, or member.ErrNoSuchSupplier.
	Supplier(ctx context.Context, name string) (member.Supplier, error)
	// Appoint gives a person a role; it fails with member.ErrRoleHeld.
	Appoint(ctx context.Context, p member.PersonID, g access.Grant) error
}
