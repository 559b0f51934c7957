package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// Verification is the auditor's check of everything (G-AUD).
type Verification interface {
	// Verify holds every row of the actor's cooperative against its last event, every
	// total against its parts, every event against the signed log, and every
	// checkpoint against the tree and our signature. What is wrong is in the result.
	// Fails with access.ErrForbidden.
	Verify(ctx context.Context, actor access.Actor) (view.Verification, error)
}
