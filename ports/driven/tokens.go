package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Tokens keeps the API tokens of people, by the hashes of their secrets.
type Tokens interface {
	// Living counts the person's that are good still; whoever else makes one for the
	// person waits until the transaction ends.
	Living(ctx context.Context, p member.PersonID) (int, error)
	// Add stores a new one.
	Add(ctx context.Context, token *access.Token, secret Token) error
	// Get finds and locks one of the person's, or fails with access.ErrNotFound.
	Get(ctx context.Context, p member.PersonID, which access.TokenID) (*access.Token, error)
	// Save stores that one was revoked.
	Save(ctx context.Context, token *access.Token) error
	// List shows the person's, the newest first: all that live, and of the others the last.
	List(ctx context.Context, p member.PersonID) ([]view.Token, error)
	// Show shows one of the person's.
	Show(ctx context.Context, p member.PersonID, which access.TokenID) (view.Token, error)
}

// TokenActors finds who acts by a token, outside of any transaction: once per request.
type TokenActors interface {
	// TokenActor notes that the token was used. It fails with access.ErrTokenUnknown,
	// access.ErrTokenExpired and access.ErrTokenRevoked.
	TokenActor(ctx context.Context, secret Token) (access.Actor, error)
}
