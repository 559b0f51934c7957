package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// Auditing is reading what was done, and proving it (G-AUD).
type Auditing interface {
	// ListEvents lists the events in the actor's sight, the newest first: all of the
	// cooperative to its overseers, to others those that concern their members or
	// suppliers. It fails with access.ErrForbidden for who sees none, and access.ErrCursor.
	ListEvents(ctx context.Context, actor access.Actor, in ListEvents) (view.Page[view.Event], error)
}

// ListEvents bounds the list; an empty object means all.
type ListEvents struct {
	ObjectType string
	ObjectID   string
	Page       view.PageRequest
}
