package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Documenting shows the procurement file, which writes itself (VgV 8). It is for those
// who oversee tenders; it fails with access.ErrNotFound or access.ErrForbidden.
type Documenting interface {
	// ProcurementFile is the file as the tender stands now.
	ProcurementFile(ctx context.Context, actor access.Actor, id tender.ID) (award.File, error)
	// Completeness is what the file must hold, and what of it is missing.
	Completeness(ctx context.Context, actor access.Actor, id tender.ID) (view.ProcurementFile, error)
}
