package driving

import (
	"context"
	"io"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Papers are the documents of tenders (G-TEN, VgV 29). Who sees the tender reads them; what is out of sight
// fails with access.ErrNotFound.
type Papers interface {
	// Documents are those of a tender, with their former versions.
	Documents(ctx context.Context, actor access.Actor, id tender.ID) (view.TenderDocuments, error)
	// AddDocument takes a file as a document, or as a new version of one; the faults of tender.Tender.AddDocument.
	AddDocument(ctx context.Context, actor access.Actor, key access.Key, in NewDocument) (view.TenderDocuments, error)
	// DropDocument takes a version out; the faults of tender.Tender.DropDocument.
	DropDocument(ctx context.Context, actor access.Actor, id tender.ID, document tender.DocumentID) (view.TenderDocuments, error)
	// Content writes a document, and says what it is.
	Content(ctx context.Context, actor access.Actor, id tender.ID, document tender.DocumentID, to io.Writer) (view.TenderDocument, error)
}

// NewDocument is a file for a tender.
type NewDocument struct {
	Tender   tender.ID
	Kind     string
	Name     string
	Replaces string // a version of the document that gets a new one; may be empty
	Content  FileContent
	Size     int64
	Hash     string // SHA-256
}

// FileContent is read as often as it takes to look into it and to store it.
type FileContent interface {
	io.ReaderAt
	io.ReadSeeker
}
