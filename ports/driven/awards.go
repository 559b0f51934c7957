package driven

import (
	"context"

	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// Awards keeps what surrounds the award of a tender. Whoever changes any of it holds
// the tender by Tenders.Get.
type Awards interface {
	// Sent are the letters that went out, of all proposals, the oldest first.
	Sent(ctx context.Context, id tender.ID) ([]award.Sent, error)
	// AddSent keeps letters for ever.
	AddSent(ctx context.Context, id tender.ID, letters []award.Sent) error
	// Reviews are those of a tender, the oldest first.
	Reviews(ctx context.Context, id tender.ID) ([]*award.Review, error)
	// AddReview stores a new review.
	AddReview(ctx context.Context, r *award.Review) error
	// SaveReview stores its end; access.ErrStale.
	SaveReview(ctx context.Context, r *award.Review) error
	// Contracts are what awarded lots have become.
	Contracts(ctx context.Context, id tender.ID) (map[tender.LotID]award.Contract, error)
	// Authority is the cooperative as its letters name it.
	Authority(ctx context.Context) (award.Authority, error)
	// People are the names of persons.
	People(ctx context.Context, ids []member.PersonID) (map[member.PersonID]string, error)
}
