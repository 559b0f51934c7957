package driven

import (
	"context"
	"io"

	"allmende/domain/tender"
	"allmende/ports/view"
)

// Documents keeps what is known of tenders' documents; their content lies in Files.
type Documents interface {
	// Of are all of a tender, versions and what was taken out, too.
	Of(ctx context.Context, id tender.ID) ([]tender.Document, error)
	// Add stores a new version.
	Add(ctx context.Context, d tender.Document) error
	// Drop stores that a version was taken out.
	Drop(ctx context.Context, d tender.Document) error
	// Shown are those of a tender as people see them, by kind, the first added first, its last version before the others; who added them is for officers.
	Shown(ctx context.Context, id tender.ID, officers bool) ([]view.TenderDocument, error)
}

// Files keeps contents under their hash: a folder, or a store on the network. What is there is
// never overwritten by something else, since it would have another name.
type Files interface {
	// Put stores a content of so many bytes under its SHA-256, unless it is there.
	Put(ctx context.Context, hash string, content io.ReadSeeker, size int64) error
	// Copy writes a content, or fails with access.ErrNotFound.
	Copy(ctx context.Context, hash string, to io.Writer) error
}

// Inspector looks into files before they are taken.
type Inspector interface {
	// Inspect says what a file of so many bytes is by its content. Where a scanner is set up
	// and does not answer, it fails: nothing passes unseen.
	Inspect(ctx context.Context, content io.ReaderAt, size int64) (tender.Inspection, error)
}
