package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
)

// Calendars keeps the secret addresses of people's calendars.
type Calendars interface {
	// Renewed is when the person's address was last renewed, or zero without one.
	Renewed(ctx context.Context, p member.PersonID) (time.Time, error)
	// Renew gives the person a new address; the old one is worth nothing.
	Renew(ctx context.Context, p member.PersonID, t Token) error
}

// CalendarActors finds whose calendar an address shows, outside of any transaction.
type CalendarActors interface {
	// CalendarActor fails with access.ErrNotFound for an address that is none, or none any more.
	CalendarActor(ctx context.Context, t Token) (access.Actor, error)
}
