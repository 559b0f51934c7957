package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// ToDo is what waits for a person.
type ToDo interface {
	// ToDo lists the open tasks of the actor, the earliest due first, those without a
	// due time last.
	ToDo(ctx context.Context, actor access.Actor) (view.List[view.ToDo], error)
}
