package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
)

// statingAtOnce is how many members' needs are stated at once: in the hour before a round
// closes hundreds state theirs, and whoever only looks on must find a connection.
const statingAtOnce = 3

// inTurn does an act when it is its turn. Only statements of needs wait for each other.
func (db *DB) inTurn(ctx context.Context, act access.Act, do func() error) error {
	if act != access.NeedState {
		return do()
	}
	select {
	case db.stating <- struct{}{}:
		defer func() { <-db.stating }()
		return do()
	case <-ctx.Done():
		return fmt.Errorf("wait to state needs: %w", context.Cause(ctx))
	}
}
