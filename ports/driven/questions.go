package driven

import (
	"context"

	"allmende/domain/tender"
)

// Questions keeps what bidders ask and what all read.
type Questions interface {
	// Of are all of a tender, in the order in which they were asked.
	Of(ctx context.Context, id tender.ID) ([]tender.Question, error)
	// Add stores a new one.
	Add(ctx context.Context, q tender.Question) error
	// Answer stores the answer.
	Answer(ctx context.Context, q tender.Question) error
	// Names are those of who asked: the supplier's and the person's.
	Names(ctx context.Context, q tender.Question) ([]string, error)
}
