package driving

import (
	"context"

	"allmende/ports/view"
)

// Publication is what anybody may read, without signing in. There is no actor: nothing else is
// within reach.
type Publication interface {
	// Releases are documents of the Open Contracting Data Standard as they were given out, the
	// oldest first. It fails with access.ErrCursor.
	Releases(ctx context.Context, page view.PageRequest) (view.Page[view.Release], error)
	// Record is everything that was given out about one process, the oldest first. It fails with access.ErrNotFound.
	Record(ctx context.Context, ocid string) ([]view.Release, error)
	// Processes are tenders, the last published first, found by words and a CPV code. It fails with access.ErrCursor.
	Processes(ctx context.Context, in view.PublicSearch, page view.PageRequest) (view.Page[view.PublicProcess], error)
	// Process is one of them, with the orders out of its contracts summed up. It fails with access.ErrNotFound.
	Process(ctx context.Context, ocid string) (view.PublicProcess, error)
}
