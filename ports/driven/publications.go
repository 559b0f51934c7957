package driven

import (
	"context"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/publication"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Publications keeps what public notices say, and the notices that were issued.
type Publications interface {
	// Profile is empty, of version 0, while nobody gave it; SetProfile stores it over the version given; access.ErrStale.
	Profile(ctx context.Context) (view.PublicationProfile, error)
	SetProfile(ctx context.Context, version int, profile view.PublicationProfile) error
	// Particulars are empty, of version 0, while nobody gave them, and procedure is then empty too.
	Particulars(ctx context.Context, id tender.ID) (given view.NoticeParticulars, procedure string, err error)
	// SetParticulars stores them over the version given; access.ErrStale. The first time the procedure gets its identifier.
	SetParticulars(ctx context.Context, id tender.ID, version int, given view.NoticeParticulars) error
	// Random is a new identifier as notices have one: a random UUID.
	Random(ctx context.Context) (string, error)
	// Bodies are the members as the directory and their statements know them.
	Bodies(ctx context.Context, members []member.ID) (map[member.ID]publication.Body, error)
	// Modified are the contracts of a tender with their approved modifications, by the day of approval.
	Modified(ctx context.Context, id tender.ID) ([]Modified, error)
	// Issued are the notices of a tender, the oldest first.
	Issued(ctx context.Context, id tender.ID) ([]publication.Issued, error)
	// AddIssued keeps a notice for ever, to the byte.
	AddIssued(ctx context.Context, id tender.ID, issued publication.Issued, document []byte) error
	// Document is an issued notice of the tender; access.ErrNotFound.
	Document(ctx context.Context, id tender.ID, issued publication.ID) ([]byte, error)
}

// Modified is an approved modification and the contract that it is of.
type Modified struct {
	Framework    framework.ID
	Number       string // of the contract
	Modification framework.ModificationID
	Position     int // of the modification
}
