package driving

import (
	"context"
	"io"

	"allmende/domain/access"
	"allmende/domain/upload"
	"allmende/ports/view"
)

// Uploading takes large files in parts. Whoever sends one is the only one who knows of it.
type Uploading interface {
	// Begin begins to send a file, or finds how far it came: by its size, and by the
	// digest over the digests of its parts. It fails with upload.ErrSize, upload.ErrDigest
	// and, for somebody who may send no files, access.ErrForbidden.
	Begin(ctx context.Context, actor access.Actor, size int64, digest string) (view.Upload, error)
	// Standing tells how far it is. It fails with access.ErrNotFound.
	Standing(ctx context.Context, actor access.Actor, which upload.ID) (view.Upload, error)
	// Take takes a part by its number, counted from 0; one that is here already is passed
	// over. It fails with access.ErrNotFound, upload.ErrTurn and upload.ErrLength.
	Take(ctx context.Context, actor access.Actor, which upload.ID, number int, content []byte) (view.Upload, error)
	// Content writes a whole file. It fails with access.ErrNotFound, upload.ErrUnfinished
	// and upload.ErrAltered.
	Content(ctx context.Context, actor access.Actor, which upload.ID, to io.Writer) error
	// Drop throws a file away.
	Drop(ctx context.Context, actor access.Actor, which upload.ID) error
}
