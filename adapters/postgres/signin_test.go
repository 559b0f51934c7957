package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/passwords"
	"allmende/adapters/register"
	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

const password = "Rathaus am Markt"

// entrance is an installation with a cooperative in which Vera is an officer.
type entrance struct {
	*usecase.SignIn
	register *usecase.Register
	t        testing.TB
	owner    *pgxpool.Pool
}

func openEntrance(t testing.TB) *entrance {
	t.Helper()
	db, owner := open(t)
	hashes := passwords.New(4)
	e := &entrance{usecase.NewSignIn(db, db, hashes), usecase.NewRegister(db, register.Reader{}, hashes), t, owner}
	e.clockAt(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	e.appoint("Nordverbund", "vera@example.org")
	return e
}

func (e *entrance) appoint(cooperative, email string) view.Ref {
	e.t.Helper()
	c, err := e.register.AddCooperative(e.t.Context(), cooperative)
	if err != nil {
		e.t.Fatal(err)
	}
	_, err = e.register.AddPerson(e.t.Context(), driving.AddPerson{
		Cooperative: cooperative, Email: email, Name: "Vera Vergabe", Role: "procurement-officer", Password: password,
	})
	if err != nil {
		e.t.Fatal(err)
	}
	return c
}

func (e *entrance) clockAt(at time.Time) {
	e.t.Helper()
	_, err := e.owner.Exec(e.t.Context(), fmt.Sprintf(`create or replace function allmende_clock() returns timestamptz language sql volatile as 'select timestamptz ''%s'''`,
		at.UTC().Format(time.RFC3339Nano)))
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e *entrance) try(email, given, address, device string) (driving.SignedIn, error) {
	return e.SignIn.SignIn(e.t.Context(), driving.Credentials{Email: email, Password: given, Address: address, Device: device})
}

func (e *entrance) mustEnter(address, device string) driving.SignedIn {
	e.t.Helper()
	signed, err := e.try("vera@example.org", password, address, device)
	if err != nil {
		e.t.Fatal(err)
	}
	return signed
}

func (e *entrance) count(sql string, args ...any) (n int) {
	e.t.Helper()
	if err := e.owner.QueryRow(e.t.Context(), sql, args...).Scan(&n); err != nil {
		e.t.Fatal(err)
	}
	return n
}

func TestTheRightPasswordBeginsASession(t *testing.T) {
	e := openEntrance(t)
	signed, err := e.try(" Vera@Example.ORG ", password, "192.0.2.1", "")
	if err != nil {
		t.Fatal(err)
	}
	s := signed.Session
	if s.Person.Name != "Vera Vergabe" || s.Person.Email != "vera@example.org" || s.Cooperative.Name != "Nordverbund" || len(s.Cooperatives) != 1 || s.Demo {
		t.Errorf("got %+v", s)
	}
	want := view.SessionRole{Role: "procurement-officer", Organisation: view.Organisation{ID: s.Cooperative.ID, Name: "Nordverbund", Kind: "cooperative"}}
	if len(s.Roles) != 1 || s.Roles[0] != want || !slices.Contains(s.Acts, "round.open") || slices.Contains(s.Acts, "calloff.place") {
		t.Errorf("roles %+v, acts %v", s.Roles, s.Acts)
	}
	actor, err := e.Actor(t.Context(), signed.Token)
	if err != nil || actor.Person.String() != s.Person.ID || actor.Cooperative.String() != s.Cooperative.ID || len(actor.Grants) != 1 || actor.May(access.RoundOpen) != nil {
		t.Errorf("got %+v, %v", actor, err)
	}
	if n := e.count(`select count(*) from event where action = 'session.begun' and not refused and person_id::text = $1`, s.Person.ID); n != 1 {
		t.Errorf("%d events", n)
	}
	if n := e.count(`select count(*) from session where position(convert_to($1, 'UTF8') in token_hash) > 0`, signed.Token); n != 0 {
		t.Error("the token itself is stored")
	}
}

func TestAWrongPasswordAndAnUnknownAddressAnswerAlikeAndAreOnRecord(t *testing.T) {
	e := openEntrance(t)
	for _, email := range []string{"vera@example.org", "nobody@example.org", "no address"} {
		if _, err := e.try(email, "falsch und lang genug", "192.0.2.1", ""); !errors.Is(err, access.ErrWrongCredentials) || err.Error() != access.ErrWrongCredentials.Error() {
			t.Errorf("%s: got %v", email, err)
		}
	}
	if n := e.count(`select count(*) from event where refused and action = 'session.begin' and fault_code = 'session.wrong-credentials' and length(object_id) = 64`); n != 3 {
		t.Errorf("%d events of failures", n)
	}
	if n := e.count(`select count(*) from event where event::text ~* 'falsch|example|no address'`); n != 0 {
		t.Error("an event has the password or the address in it")
	}
	if n := e.count(`select count(*) from event where refused and cooperative_id is not null`); n != 1 {
		t.Errorf("%d failures stand in the cooperative's own log, want the one of the person at work there", n)
	}
}

func TestWhoeverHasNoRoleAnywhereIsNotLetIn(t *testing.T) {
	e := openEntrance(t)
	if _, err := e.owner.Exec(t.Context(), `alter table appointment disable trigger audit_update; update appointment set ended_at = now()`); err != nil {
		t.Fatal(err)
	}
	if _, err := e.try("vera@example.org", password, "192.0.2.1", ""); !errors.Is(err, access.ErrWrongCredentials) {
		t.Errorf("got %v", err)
	}
}

func TestAnAppointmentThatEndsTakesTheSessionWithIt(t *testing.T) {
	e := openEntrance(t)
	signed := e.mustEnter("192.0.2.1", "")
	if _, err := e.owner.Exec(t.Context(), `alter table appointment disable trigger audit_update; update appointment set ended_at = now()`); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Actor(t.Context(), signed.Token); !errors.Is(err, access.ErrSignInRequired) {
		t.Errorf("got %v", err)
	}
}

func TestASessionEndsWhenIdleAndAtTheLatestAfterTwelveHours(t *testing.T) {
	e := openEntrance(t)
	begun := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	signed := e.mustEnter("192.0.2.1", "")
	alive := func(after time.Duration) bool {
		e.clockAt(begun.Add(after))
		_, err := e.Actor(t.Context(), signed.Token)
		if err != nil && !errors.Is(err, access.ErrSignInRequired) {
			t.Fatal(err)
		}
		return err == nil
	}
	for after := time.Duration(0); after < 12*time.Hour; after += 119 * time.Minute {
		if !alive(after) {
			t.Errorf("ended after %s in use", after)
		}
	}
	if !alive(12*time.Hour - time.Second) {
		t.Error("ended before twelve hours")
	}
	if alive(12 * time.Hour) {
		t.Error("alive after twelve hours")
	}
	signed = e.mustEnter("192.0.2.1", "") // sweeps the old one away
	begun = begun.Add(12 * time.Hour)
	if n := e.count(`select count(*) from session`); n != 1 {
		t.Errorf("%d sessions are kept", n)
	}
	if alive(2 * time.Hour) {
		t.Error("alive after two idle hours")
	}
}

func TestSignInRotatesTheTokenAndSignOutEndsIt(t *testing.T) {
	e := openEntrance(t)
	first := e.mustEnter("192.0.2.1", "")
	second, err := e.SignIn.SignIn(t.Context(), driving.Credentials{Email: "vera@example.org", Password: password, Address: "192.0.2.1", Former: first.Token})
	if err != nil || second.Token == first.Token {
		t.Fatalf("got %v", err)
	}
	if _, err := e.Actor(t.Context(), first.Token); !errors.Is(err, access.ErrSignInRequired) {
		t.Errorf("the former session: %v", err)
	}
	actor, err := e.Actor(t.Context(), second.Token)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.SignOut(t.Context(), actor, second.Token); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Actor(t.Context(), second.Token); !errors.Is(err, access.ErrSignInRequired) {
		t.Errorf("after signing out: %v", err)
	}
	if n := e.count(`select count(*) from event where action = 'session.ended'`); n != 1 {
		t.Errorf("%d events of signing out", n)
	}
	for _, token := range []string{"", "x", strings.Repeat("A", 43)} {
		if _, err := e.Actor(t.Context(), token); !errors.Is(err, access.ErrSignInRequired) {
			t.Errorf("token %q: %v", token, err)
		}
	}
}

func TestANewPasswordEndsEverySession(t *testing.T) {
	e := openEntrance(t)
	signed := e.mustEnter("192.0.2.1", "")
	if err := e.register.SetPassword(t.Context(), "vera@example.org", "ein neues Passwort"); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Actor(t.Context(), signed.Token); !errors.Is(err, access.ErrSignInRequired) {
		t.Errorf("the session: %v", err)
	}
	if _, err := e.try("vera@example.org", password, "192.0.2.1", ""); !errors.Is(err, access.ErrWrongCredentials) {
		t.Errorf("the old password: %v", err)
	}
	if _, err := e.try("vera@example.org", "ein neues Passwort", "192.0.2.1", ""); err != nil {
		t.Errorf("the new password: %v", err)
	}
	if err := e.register.SetPassword(t.Context(), "nobody@example.org", password); !errors.Is(err, member.ErrNoSuchPerson) {
		t.Errorf("nobody's password: %v", err)
	}
}

func TestAPersonSwitchesAmongTheOwnCooperativesOnly(t *testing.T) {
	e := openEntrance(t)
	second, foreign := e.appoint("Südverbund", "vera@example.org"), e.appoint("Ostverbund", "otto@example.org")
	signed := e.mustEnter("192.0.2.1", "")
	if got := len(signed.Session.Cooperatives); got != 2 || signed.Session.Cooperative.Name != "Nordverbund" {
		t.Errorf("%d cooperatives, at work in %s", got, signed.Session.Cooperative.Name)
	}
	actor, err := e.Actor(t.Context(), signed.Token)
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.Switch(t.Context(), actor, signed.Token, member.CooperativeID(second.ID))
	if err != nil || got.Cooperative != second {
		t.Errorf("got %+v, %v", got.Cooperative, err)
	}
	if actor, err = e.Actor(t.Context(), signed.Token); err != nil || actor.Cooperative.String() != second.ID {
		t.Errorf("acts in %s, %v", actor.Cooperative, err)
	}
	if _, err := e.Switch(t.Context(), actor, signed.Token, member.CooperativeID(foreign.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("into a foreign one: %v", err)
	}
}

// An attacker hammers the account; the person comes from elsewhere with the right
// password and gets in, though she has never been there before.
func TestAnAttackerElsewhereNeverKeepsThePersonOut(t *testing.T) {
	e := openEntrance(t)
	now, refused := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), 0
	for i := range 60 {
		now = now.Add(30 * time.Second)
		e.clockAt(now)
		for range 3 {
			_, err := e.try("vera@example.org", "falsch und lang genug", "198.51.100.7", "")
			if errors.Is(err, access.ErrThrottled) {
				refused++
			}
		}
		if i%20 == 0 {
			e.mustEnter(fmt.Sprintf("192.0.2.%d", i+1), "")
		}
	}
	if refused < 140 {
		t.Errorf("only %d of 180 guesses were refused unchecked", refused)
	}
	if _, err := e.try("vera@example.org", password, "198.51.100.7", ""); !errors.Is(err, access.ErrThrottled) {
		t.Errorf("the attacker's own guess, were it right: %v", err)
	}
}

// Behind one address with the attacker the person is known by her browser.
func TestAKnownBrowserGetsInFromTheAttackersAddress(t *testing.T) {
	e := openEntrance(t)
	device := e.mustEnter("198.51.100.7", "").Device
	if _, err := e.owner.Exec(t.Context(), `delete from sign_in_source where source like 'address:%'`); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		_, _ = e.try("vera@example.org", "falsch und lang genug", "198.51.100.7", "")
	}
	if _, err := e.try("vera@example.org", password, "198.51.100.7", ""); !errors.Is(err, access.ErrThrottled) {
		t.Errorf("another browser at the address: %v", err)
	}
	if _, err := e.try("vera@example.org", password, "198.51.100.7", strings.Repeat("B", 43)); !errors.Is(err, access.ErrThrottled) {
		t.Errorf("a browser with a made-up token: %v", err)
	}
	if _, err := e.try("vera@example.org", password, "198.51.100.7", device); err != nil {
		t.Errorf("the known browser: %v", err)
	}
}

func TestManyAddressesSlowEachOtherButNotTheOneThatIsKnown(t *testing.T) {
	e := openEntrance(t)
	e.mustEnter("192.0.2.1", "")
	throttled := 0
	for i := range 70 {
		if _, err := e.try("vera@example.org", "falsch und lang genug", fmt.Sprintf("198.51.100.%d", i), ""); errors.Is(err, access.ErrThrottled) {
			throttled++
		}
	}
	if throttled != 20 {
		t.Errorf("%d of 70 guesses from as many addresses were refused unchecked, want those after 50", throttled)
	}
	e.mustEnter("192.0.2.1", "")
}

func TestGuessesSideBySideGainNothing(t *testing.T) {
	e := openEntrance(t)
	var group sync.WaitGroup
	var mu sync.Mutex
	checked := 0
	for range 40 {
		group.Go(func() {
			_, err := e.SignIn.SignIn(context.WithoutCancel(t.Context()), driving.Credentials{Email: "vera@example.org", Password: "falsch und lang genug", Address: "198.51.100.7"})
			if errors.Is(err, access.ErrWrongCredentials) {
				mu.Lock()
				checked++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if checked != 5 {
		t.Errorf("%d guesses were checked at once, want 5", checked)
	}
}

func TestARefusalSaysWhenToTryAgain(t *testing.T) {
	e := openEntrance(t)
	for range 5 {
		_, _ = e.try("vera@example.org", "falsch und lang genug", "198.51.100.7", "")
	}
	_, err := e.try("vera@example.org", password, "198.51.100.7", "")
	f, ok := fault.Of(err)
	if !ok || f.Params()["seconds"] != "1" {
		t.Fatalf("got %v", err)
	}
	e.clockAt(time.Date(2026, 11, 21, 9, 0, 1, 0, time.UTC))
	if _, err := e.try("vera@example.org", password, "198.51.100.7", ""); err != nil {
		t.Errorf("a second later: %v", err)
	}
}
