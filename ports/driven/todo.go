package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// ToDo knows what waits for whom.
type ToDo interface {
	// List is what waits for the actor, the earliest due first.
	List(ctx context.Context, actor access.Actor) ([]view.ToDo, error)
}
