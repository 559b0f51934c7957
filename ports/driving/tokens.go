package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/view"
)

// Tokens lets machines act for people: each of one's tokens covers some of one's acts in one
// cooperative, until a day or until it is revoked. Whoever acts by a token has no part in
// this: every method but TokenActor fails with access.ErrPeopleOnly then.
type Tokens interface {
	// TokenActor is who acts by a token. It fails with access.ErrTokenUnknown,
	// access.ErrTokenExpired and access.ErrTokenRevoked.
	TokenActor(ctx context.Context, secret string) (access.Actor, error)
	// Tokens lists one's own of the cooperative.
	Tokens(ctx context.Context, actor access.Actor) (view.Tokens, error)
	// MakeToken makes one and shows its secret this once. It fails as access.NewToken does.
	MakeToken(ctx context.Context, actor access.Actor, in access.TokenText) (view.Token, error)
	// RevokeToken ends one of one's own. It fails with access.ErrNotFound, access.ErrStale
	// and access.ErrTokenClosed.
	RevokeToken(ctx context.Context, actor access.Actor, which access.TokenID, version int) (view.Token, error)
}
