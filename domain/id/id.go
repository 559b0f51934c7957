// Package id gives every kind of object identifiers of its own type, so that a
// framework's id does not fit where a member's is wanted.
package id

import (
	"crypto/rand"
	"encoding/hex"
	"regexp"
	"strings"
	"time"

	"allmende/domain/fault"
)

// ErrMalformed is returned for a text that is no UUID.
var ErrMalformed = fault.New(fault.Invalid, "id.malformed")

// Of is the id of a T: a UUID in its canonical lower-case text. The empty text is no id.
type Of[T any] string

var canonical = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// New makes a UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 of their fraction
// (method 3 of 6.2), then random bits, so that ids sort by the time they were made.
func New[T any]() Of[T] {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	now := time.Now()
	ms, fraction := now.UnixMilli(), now.Nanosecond()%1e6*4096/1e6
	for i := range 6 {
		b[i] = byte(ms >> (8 * (5 - i)))
	}
	b[6], b[7] = byte(fraction>>8)|0x70, byte(fraction)
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return Of[T](h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:])
}

// Parse reads a UUID of any version in either case, or fails with ErrMalformed.
func Parse[T any](text string) (Of[T], error) {
	lower := strings.ToLower(text)
	if !canonical.MatchString(lower) {
		return "", ErrMalformed
	}
	return Of[T](lower), nil
}

// String is the canonical text.
func (i Of[T]) String() string { return string(i) }

// IsZero reports whether there is no id.
func (i Of[T]) IsZero() bool { return i == "" }
