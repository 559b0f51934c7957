package driving

import (
	"context"
	"io"

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
	// Document writes a document of a process, and says what it is. It fails with access.ErrNotFound.
	Document(ctx context.Context, ocid, document string, to io.Writer) (view.PublicDocument, error)
	// Notice is an eForms notice of a process to the byte. It fails with access.ErrNotFound.
	Notice(ctx context.Context, ocid, notice string) ([]byte, error)
}
