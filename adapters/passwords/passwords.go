// Package passwords keeps passwords as argon2id hashes and checks them, a few at
// a time, so that a flood of sign-ins cannot take the machine from the rest.
package passwords

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"allmende/ports/driven"
)

// cost of a hash: the first choice of OWASP's password storage cheat sheet. A hash
// names its own, so that raising it leaves the old ones valid.
type cost struct {
	memory uint32 // in KiB
	time   uint32
	lanes  uint8
}

var present = cost{memory: 19 * 1024, time: 2, lanes: 1}

const saltLength, hashLength = 16, 32

// Passwords carries out driven.Passwords.
type Passwords struct {
	turns chan struct{}
	dummy string
}

var _ driven.Passwords = (*Passwords)(nil)

// New lets so many hashes be computed at once, each with 19 MiB.
func New(atOnce int) *Passwords {
	p := &Passwords{turns: make(chan struct{}, max(1, atOnce))}
	p.dummy = encode(present, salt(), "nobody's password")
	return p
}

// Hash makes the text to keep of a password. It waits for its turn and fails only
// with the context.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := p.take(ctx); err != nil {
		return "", err
	}
	defer p.give()
	return encode(present, salt(), password), nil
}

// Check reports whether the password is the one of the hash. For no hash it takes
// as long as for a wrong password. It waits for its turn; a hash that is no hash
// of ours is an error.
func (p *Passwords) Check(ctx context.Context, hash, password string) (bool, error) {
	known := hash != ""
	if !known {
		hash = p.dummy
	}
	c, salt, want, err := decode(hash)
	if err != nil {
		return false, err
	}
	if err := p.take(ctx); err != nil {
		return false, err
	}
	defer p.give()
	got := derive(c, salt, password, len(want))
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func (p *Passwords) take(ctx context.Context) error {
	select {
	case p.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for a turn to check a password: %w", ctx.Err())
	}
}

// give passes the turn on. The memory of a hash is as much as everything else that a server
// holds; it is collected before the next one takes as much again.
func (p *Passwords) give() {
	runtime.GC()
	<-p.turns
}

func salt() []byte {
	s := make([]byte, saltLength)
	_, _ = rand.Read(s) // never fails: it ends the program instead
	return s
}

// derive reads the password in NFC: keyboards differ in how they compose an ü.
func derive(c cost, salt []byte, password string, length int) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, c.time, c.memory, c.lanes, uint32(length))
}

var base = base64.RawStdEncoding

func encode(c cost, salt []byte, password string) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.time, c.lanes,
		base.EncodeToString(salt), base.EncodeToString(derive(c, salt, password, hashLength)))
}

func decode(text string) (c cost, salt, hash []byte, err error) {
	parts := strings.Split(text, "$")
	broken := fmt.Errorf("a kept password is no argon2id hash of ours")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, broken
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.time, &c.lanes); err != nil {
		return c, nil, nil, broken
	}
	salt, saltErr := base.DecodeString(parts[4])
	hash, hashErr := base.DecodeString(parts[5])
	sound := c.memory <= 1<<20 && c.time >= 1 && c.time <= 16 && c.lanes >= 1 && len(salt) >= 8 && len(hash) >= 16 && len(hash) <= 64
	if saltErr != nil || hashErr != nil || !sound {
		return c, nil, nil, broken
	}
	return c, salt, hash, nil
}
