package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/view"
)

// People keeps who can sign in.
type People interface {
	// ByEmail finds the account of an address.
	ByEmail(ctx context.Context, email member.Email) (account Account, found bool, err error)
	// Add stores a new person; it fails with member.ErrPersonExists.
	Add(ctx context.Context, p member.Person, passwordHash string) error
	// SetPassword replaces the password and ends all of the person's sessions.
	SetPassword(ctx context.Context, p member.PersonID, passwordHash string) error
}

// Account is what sign-in needs to know of a person.
type Account struct {
	Person       member.PersonID
	Name         string
	PasswordHash string
	Cooperative  member.CooperativeID // the one to begin in: the first by name; none without a role anywhere
}

// Passwords hashes and checks passwords, slowly by intent.
type Passwords interface {
	Hash(ctx context.Context, password string) (string, error)
	// Check takes the same time for an empty hash, which no password fits.
	Check(ctx context.Context, hash, password string) (bool, error)
}

// Knock says who stands at the door: the SHA-256 of the account's address, the
// network address, and the SHA-256 of the browser's own token (empty without one).
type Knock struct {
	Account [32]byte
	Address string
	Device  string
}

// Doors keeps what throttles sign-in.
type Doors interface {
	// Door is what is known of the account for the knock's source: the device if
	// it is known to the account, else the address. Other attempts at the account wait
	// until the transaction ends.
	Door(ctx context.Context, k Knock) (door access.Door, source string, err error)
	// Keep stores the source's failures and, unless the door is known, the strangers'.
	Keep(ctx context.Context, k Knock, source string, door access.Door) error
	// Open makes the knock's address and device known to the account, and stores the
	// door after the success.
	Open(ctx context.Context, k Knock, source string, door access.Door) error
}

// Token is the SHA-256 of what the browser holds.
type Token [32]byte

// Sessions keeps who is signed in.
type Sessions interface {
	// Begin starts a session and sweeps away those that have ended by age.
	Begin(ctx context.Context, t Token, p member.PersonID, c member.CooperativeID) error
	// End ends a session; one that is not there has ended.
	End(ctx context.Context, t Token) error
	// Switch moves the session to another cooperative of its person, or fails with
	// access.ErrNotFound.
	Switch(ctx context.Context, t Token, c member.CooperativeID) error
	// Show is what the person is told about the session, without acts and token; it
	// fails with access.ErrSignInRequired when there is none.
	Show(ctx context.Context, t Token) (view.Session, error)
}

// Actors finds who is acting, outside of any transaction: once per request.
type Actors interface {
	// Actor fails with access.ErrSignInRequired when no living session has the token,
	// and notes that the session was seen.
	Actor(ctx context.Context, t Token) (access.Actor, error)
}
