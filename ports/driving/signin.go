package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/view"
)

// SignIn lets people in and out. Tokens are what the browser holds: 256 random bits
// as text. The database knows their hashes only.
type SignIn interface {
	// SignIn checks the password and begins a session in the first of the person's
	// cooperatives; a session the browser had ends. It fails with
	// access.ErrWrongCredentials, which does not tell whether the account exists, and
	// with access.ErrThrottled after too many failures of this source.
	SignIn(ctx context.Context, in Credentials) (SignedIn, error)
	// SignOut ends the session.
	SignOut(ctx context.Context, actor access.Actor, token string) error
	// Actor is who acts in the session; it fails with access.ErrSignInRequired.
	Actor(ctx context.Context, token string) (access.Actor, error)
	// Session is what the person is told; it fails with access.ErrSignInRequired.
	Session(ctx context.Context, actor access.Actor, token string) (view.Session, error)
	// Switch moves the session to another of the person's cooperatives, or fails with
	// access.ErrNotFound.
	Switch(ctx context.Context, actor access.Actor, token string, to member.CooperativeID) (view.Session, error)
}

// Credentials are an attempt to sign in, and from where it comes.
type Credentials struct {
	Email, Password string
	Address         string // of the network
	Device          string // the browser's own token, or empty
	Former          string // the token of the session the browser has, or empty
}

// SignedIn is a session that has begun, with the tokens for the browser.
type SignedIn struct {
	Token, Device string
	Session       view.Session
}
