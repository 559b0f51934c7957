package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/publication"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Publishing makes public notices of tenders and of the contracts that they became. It is for those who oversee all
// tenders; others get access.ErrForbidden, or access.ErrNotFound for what they do not see.
type Publishing interface {
	// PublicationProfile is what all notices say about the cooperative; SetPublicationProfile changes it for what is
	// issued from then on. It fails with access.ErrStale.
	PublicationProfile(ctx context.Context, actor access.Actor) (view.PublicationProfile, error)
	SetPublicationProfile(ctx context.Context, actor access.Actor, version int, in view.PublicationProfile) (view.PublicationProfile, error)
	// Notices are those that the tender has or may have, each with every fault.
	Notices(ctx context.Context, actor access.Actor, which tender.ID) (view.TenderNotices, error)
	// SetParticulars states what notices say beside the tender. It fails with access.ErrStale or with
	// publication.ErrOpeningTime and publication.ErrPlannedDay for texts that are no time.
	SetParticulars(ctx context.Context, actor access.Actor, which tender.ID, version int, in view.NoticeParticulars) (view.TenderNotices, error)
	// Preview is the notice as it would be now, without a fault, or the first fault of Notice.Check; nothing is kept.
	Preview(ctx context.Context, actor access.Actor, which tender.ID, wanted WantedNotice) ([]byte, error)
	// Issue keeps the notice as it is now for ever. It fails like Preview, with publication.ErrIssued where one is there
	// that the new one does not correct, and with publication.ErrNothingToCorrect where it corrects none.
	Issue(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, wanted WantedNotice) (view.TenderNotices, error)
	// IssuedNotice is the notice as it was issued.
	IssuedNotice(ctx context.Context, actor access.Actor, which tender.ID, issued publication.ID) ([]byte, error)
}

// WantedNotice names a notice; where it corrects the one before it, it says why and what is different.
type WantedNotice struct {
	Kind             string
	Modification     string
	CorrectionReason string
	Correction       string
}
