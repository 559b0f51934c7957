package passwords_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"allmende/adapters/passwords"
)

func hash(t *testing.T, p *passwords.Passwords, password string) string {
	t.Helper()
	text, err := p.Hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func check(t *testing.T, p *passwords.Passwords, hash, password string) bool {
	t.Helper()
	ok, err := p.Check(t.Context(), hash, password)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func TestOnlyTheRightPasswordFits(t *testing.T) {
	p := passwords.New(2)
	kept := hash(t, p, "Rathaus am Markt 1")
	if !strings.HasPrefix(kept, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("kept as %s", kept)
	}
	if !check(t, p, kept, "Rathaus am Markt 1") {
		t.Error("the right password is refused")
	}
	for _, wrong := range []string{"", "rathaus am Markt 1", "Rathaus am Markt 1 ", "Rathaus am Markt 1\x00"} {
		if check(t, p, kept, wrong) {
			t.Errorf("%q is accepted", wrong)
		}
	}
	if kept == hash(t, p, "Rathaus am Markt 1") {
		t.Error("two hashes of one password are the same")
	}
}

func TestAnUmlautFitsHoweverItIsComposed(t *testing.T) {
	p := passwords.New(1)
	if !check(t, p, hash(t, p, "grüne Wiese 12"), "gru\u0308ne Wiese 12") {
		t.Error("refused")
	}
}

func TestNoHashFitsNoPassword(t *testing.T) {
	p := passwords.New(1)
	for _, password := range []string{"", "nobody's password"} {
		if check(t, p, "", password) {
			t.Errorf("%q signs nobody in", password)
		}
	}
}

func TestABrokenHashIsAnErrorAndNotAWrongPassword(t *testing.T) {
	p := passwords.New(1)
	for _, kept := range []string{"x", "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAA", "$argon2id$v=19$m=19456,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=99999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAA"} {
		if ok, err := p.Check(t.Context(), kept, "password"); ok || err == nil {
			t.Errorf("%s: got %v, %v", kept, ok, err)
		}
	}
}

func TestWhoeverWaitsForATurnCanGiveUp(t *testing.T) {
	p := passwords.New(1)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	running := make(chan struct{})
	release := p.Occupy(running)
	<-running
	defer release()
	if _, err := p.Check(done, "", "password"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
