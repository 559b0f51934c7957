package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// Law is the dated figures of procurement law as a cooperative works by them: the
// installation's, and what its administrator added. Nothing that has been in force is changed.
type Law interface {
	// LegalParameters lists all of them with all their values. It fails with access.ErrForbidden.
	LegalParameters(ctx context.Context, actor access.Actor) (view.LegalParameters, error)
	// AddLegalValue adds a value from a day to come; version is that of the parameter. It
	// fails with access.ErrForbidden, access.ErrStale, and as legal.Params.Add does.
	AddLegalValue(ctx context.Context, actor access.Actor, version int, in AddLegalValue) (view.LegalParameter, error)
}

// AddLegalValue is a value of a parameter as somebody enters it.
type AddLegalValue struct {
	Code, Value, From, Source string
	Primary                   bool
}
