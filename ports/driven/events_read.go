package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// EventFilter bounds a list of events. An empty object means all.
type EventFilter struct {
	ObjectType string
	ObjectID   string
	Together   []string // acts that all participants of a joint call-off read, whichever of them acted
}

// EventReports reads the log for people.
type EventReports interface {
	// Events lists what is in sight, the newest first; access.ErrCursor.
	Events(ctx context.Context, sight access.Sight, filter EventFilter, page view.PageRequest) (view.Page[view.Event], error)
}
