package driven

import (
	"context"
	"time"

	"allmende/domain/legal"
	"allmende/domain/member"
)

// LegalValue is a dated figure of the law that a cooperative added.
type LegalValue struct {
	legal.Param
	By     member.PersonID
	ByName string
	At     time.Time
}

// LegalParams are the figures alone.
func LegalParams(values []LegalValue) legal.Params {
	params := make(legal.Params, len(values))
	for i, v := range values {
		params[i] = v.Param
	}
	return params
}

// LegalValues keeps what the cooperative added to the installation's figures of the law.
type LegalValues interface {
	// Sources are the installation's figures, and the cooperative's in the order of adding.
	Sources(ctx context.Context) (legal.Params, []LegalValue, error)
	// Add stores one as the position-th of its code, or fails with access.ErrStale if there is
	// one of that position already.
	Add(ctx context.Context, p legal.Param, position int) error
}
