package usecase

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// The acts of signing in and out; everybody may try, so they are in no table.
const (
	actSignIn  access.Act = "session.begin"
	actSignOut access.Act = "session.end"
	actSwitch  access.Act = "session.switch"
)

// SignIn carries out driving.SignIn.
type SignIn struct {
	work      driven.Work
	actors    driven.Actors
	passwords driven.Passwords
}

var _ driving.SignIn = (*SignIn)(nil)

// NewSignIn makes the use cases of sessions.
func NewSignIn(work driven.Work, actors driven.Actors, passwords driven.Passwords) *SignIn {
	return &SignIn{work, actors, passwords}
}

// attempted is an account at which somebody knocks.
type attempted struct {
	knock   driven.Knock
	account driven.Account // empty if there is none
}

// SignIn counts the attempt, checks the password outside of any transaction, since
// that takes long by intent, and begins a session.
func (uc *SignIn) SignIn(ctx context.Context, in driving.Credentials) (driving.SignedIn, error) {
	at, err := uc.knock(ctx, in)
	if err != nil {
		return driving.SignedIn{}, err
	}
	right, err := uc.passwords.Check(ctx, at.account.PasswordHash, in.Password)
	if err != nil {
		return driving.SignedIn{}, err
	}
	if !right || at.account.Cooperative.IsZero() {
		return driving.SignedIn{}, uc.refuse(ctx, at)
	}
	return uc.begin(ctx, at, in)
}

// knock finds the account and counts the attempt as failed until it succeeds. An
// attempt at a shut door is refused without an event: the events of those that were
// checked are bounded by the throttle, these are not.
func (uc *SignIn) knock(ctx context.Context, in driving.Credentials) (attempted, error) {
	email, err := member.ParseEmail(in.Email)
	if err != nil {
		email = member.Email(in.Email) // no account has it: throttled and answered as any other
	}
	at := attempted{knock: driven.Knock{Account: sha256.Sum256([]byte(email)), Address: in.Address, Device: hashOf(in.Device)}}
	var shut error
	err = uc.work.Do(ctx, driven.Attempt{Act: actSignIn}, func(ctx context.Context, s driven.Stores) error {
		door, source, err := s.Doors.Door(ctx, at.knock)
		if err != nil {
			return err
		}
		if shut = door.Check(s.Now); shut != nil {
			return nil
		}
		if at.account, _, err = s.People.ByEmail(ctx, email); err != nil {
			return err
		}
		return s.Doors.Keep(ctx, at.knock, source, door.Failed(s.Now))
	})
	if err != nil {
		return at, err
	}
	return at, shut
}

// refuse records the failure: the account by its hash, the person if there is one.
func (uc *SignIn) refuse(ctx context.Context, at attempted) error {
	attempt := driven.Attempt{
		Actor: access.Actor{Cooperative: at.account.Cooperative}, Act: actSignIn,
		Object: audit.Object{Type: "account", ID: hex.EncodeToString(at.knock.Account[:])},
	}
	return uc.work.Do(ctx, attempt, func(context.Context, driven.Stores) error { return access.ErrWrongCredentials })
}

func (uc *SignIn) begin(ctx context.Context, at attempted, in driving.Credentials) (driving.SignedIn, error) {
	signed := driving.SignedIn{Token: newToken(), Device: in.Device}
	if in.Device == "" {
		signed.Device = newToken()
		at.knock.Device = hashOf(signed.Device)
	}
	actor := access.Actor{Person: at.account.Person, Name: at.account.Name, Cooperative: at.account.Cooperative}
	attempt := driven.Attempt{Actor: actor, Act: actSignIn, Object: audit.Object{Type: "person", ID: actor.Person.String()}}
	err := uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		if err := uc.openDoor(ctx, s, at.knock, in.Device); err != nil {
			return err
		}
		if in.Former != "" {
			if err := s.Sessions.End(ctx, tokenOf(in.Former)); err != nil {
				return err
			}
		}
		if err := s.Sessions.Begin(ctx, tokenOf(signed.Token), actor.Person, actor.Cooperative); err != nil {
			return err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: "session.begun", Object: attempt.Object}); err != nil {
			return err
		}
		var err error
		signed.Session, err = s.Sessions.Show(ctx, tokenOf(signed.Token))
		return err
	})
	if err != nil {
		return driving.SignedIn{}, err
	}
	signed.Session, err = uc.withActs(ctx, signed.Session, signed.Token)
	return signed, err
}

// openDoor forgives the source that knocked, and makes its address and device known.
func (uc *SignIn) openDoor(ctx context.Context, s driven.Stores, k driven.Knock, presented string) error {
	knocked := k
	knocked.Device = hashOf(presented)
	door, source, err := s.Doors.Door(ctx, knocked)
	if err != nil {
		return err
	}
	return s.Doors.Open(ctx, k, source, door.Opened())
}

// withActs completes a session by what the table of acts allows.
func (uc *SignIn) withActs(ctx context.Context, session view.Session, token string) (view.Session, error) {
	actor, err := uc.Actor(ctx, token)
	if err != nil {
		return view.Session{}, err
	}
	return completed(session, actor), nil
}

func completed(session view.Session, actor access.Actor) view.Session {
	session.Acts = []string{}
	for _, act := range actor.Acts() {
		session.Acts = append(session.Acts, string(act))
	}
	return session
}

// SignOut ends the session.
func (uc *SignIn) SignOut(ctx context.Context, actor access.Actor, token string) error {
	object := audit.Object{Type: "person", ID: actor.Person.String()}
	return uc.work.Do(ctx, driven.Attempt{Actor: actor, Act: actSignOut, Object: object}, func(ctx context.Context, s driven.Stores) error {
		if err := s.Sessions.End(ctx, tokenOf(token)); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "session.ended", Object: object})
	})
}

// Actor is who acts in the session.
func (uc *SignIn) Actor(ctx context.Context, token string) (access.Actor, error) {
	return uc.actors.Actor(ctx, tokenOf(token))
}

// Session is what the person is told.
func (uc *SignIn) Session(ctx context.Context, actor access.Actor, token string) (view.Session, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Session, error) {
		session, err := s.Sessions.Show(ctx, tokenOf(token))
		return completed(session, actor), err
	})
}

// Switch moves the session; the event belongs to the cooperative that is left.
func (uc *SignIn) Switch(ctx context.Context, actor access.Actor, token string, to member.CooperativeID) (view.Session, error) {
	from := actor.Cooperative
	object := audit.Object{Type: "person", ID: actor.Person.String()}
	session, err := do(ctx, uc.work, driven.Attempt{Actor: actor, Act: actSwitch, Object: object}, func(ctx context.Context, s driven.Stores) (view.Session, error) {
		if err := s.Sessions.Switch(ctx, tokenOf(token), to); err != nil {
			return view.Session{}, err
		}
		event := audit.Event{Action: "session.switched", Object: object, Details: map[string]string{"from": from.String(), "to": to.String()}}
		if err := s.Events.Record(ctx, event); err != nil {
			return view.Session{}, err
		}
		return s.Sessions.Show(ctx, tokenOf(token))
	})
	if err != nil {
		return view.Session{}, err
	}
	return uc.withActs(ctx, session, token)
}

// newToken is 256 random bits.
func newToken() string {
	bits := make([]byte, 32)
	_, _ = rand.Read(bits) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(bits)
}

// tokenOf is what the database knows of a token.
func tokenOf(text string) driven.Token { return sha256.Sum256([]byte(text)) }

func hashOf(device string) string {
	if device == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(device))
	return hex.EncodeToString(sum[:])
}
