package driven

import (
	"context"

	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Requests keeps requests to participate, a row for each version.
type Requests interface {
	// Of are all versions of a tender, or of one supplier in it, as they were handed in.
	Of(ctx context.Context, id tender.ID, supplier member.SupplierID) ([]tender.Request, error)
	// Add stores a new one; the database takes it only while they are in time.
	Add(ctx context.Context, r tender.Request) error
	// Save stores how requests ended, or what was decided about them.
	Save(ctx context.Context, changed ...tender.Request) error
	// Banned are those of the suppliers that are excluded from awards now.
	Banned(ctx context.Context, suppliers []member.SupplierID) ([]member.SupplierID, error)
	// Selection is who proposed whom to invite, and who approved it; nil while nobody has.
	Selection(ctx context.Context, id tender.ID) (*view.Selection, error)
	// Shown are the standing ones with names; where suppliers are given, all versions of theirs and no others.
	Shown(ctx context.Context, id tender.ID, suppliers []member.SupplierID) ([]view.ParticipationRequest, error)
}
