// Package upload knows large files that arrive in parts, so that a line that breaks costs
// the part that was under way and no more.
package upload

import (
	"regexp"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
)

// The measures of uploads, in bytes.
const (
	PartSize = 2 << 20
	Largest  = 512 << 20
)

// Most is how many unfinished uploads a person may have; the oldest makes room for the next.
const Most = 3

// Life is how long an upload waits for its next part.
const Life = 24 * time.Hour

// The refusals.
var (
	// ErrSize: there is no such file, or we do not take one that large.
	ErrSize = fault.New(fault.Invalid, "upload.size-invalid", fault.Field("size"))
	// ErrDigest: the text is no digest.
	ErrDigest = fault.New(fault.Invalid, "upload.digest-invalid", fault.Field("digest"))
	// ErrTurn: an earlier part is missing, or there is no such part.
	ErrTurn = fault.New(fault.Conflict, "upload.part-out-of-turn")
	// ErrLength: the part is longer or shorter than it has to be.
	ErrLength = fault.New(fault.Invalid, "upload.part-length")
	// ErrUnfinished: parts are missing still.
	ErrUnfinished = fault.New(fault.Conflict, "upload.unfinished")
	// ErrAltered: the parts are not those that were announced.
	ErrAltered = fault.New(fault.Invalid, "upload.altered")
)

// ID names an upload.
type ID = id.Of[Upload]

// Upload is a file of which some parts, from the first on, are here.
type Upload struct{ s State }

// State is all that an upload knows.
type State struct {
	ID       ID
	Person   member.PersonID
	Size     int64  // of the file, in bytes
	Digest   string // SHA-256 over the SHA-256 of each part in turn, in hexadecimal
	Received int    // parts
	At       time.Time
}

var digestText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// New is an upload of which nothing is here yet. It fails with ErrSize and ErrDigest.
func New(by member.PersonID, size int64, digest string, now time.Time) (*Upload, error) {
	if size < 1 || size > Largest {
		return nil, ErrSize.With("most", strconv.Itoa(Largest))
	}
	if !digestText.MatchString(digest) {
		return nil, ErrDigest
	}
	return Restore(State{ID: id.New[Upload](), Person: by, Size: size, Digest: digest, At: now}), nil
}

// Restore takes back what a store kept.
func Restore(s State) *Upload { return &Upload{s} }

// State shows a copy.
func (u *Upload) State() State { return u.s }

// Parts is how many there are in all.
func (s State) Parts() int { return int((s.Size + PartSize - 1) / PartSize) }

// Length is how long the part of a number is, counted from 0.
func (s State) Length(number int) int64 {
	return min(PartSize, s.Size-int64(number)*PartSize)
}

// Take accepts the part of a number, counted from 0, by its length, and tells whether it is
// new: a part that is here already is not taken again. It fails with ErrTurn and ErrLength.
func (u *Upload) Take(number int, length int64, now time.Time) (bool, error) {
	if number < 0 || number > u.s.Received || number >= u.s.Parts() {
		return false, ErrTurn.With("next", strconv.Itoa(u.s.Received))
	}
	if want := u.s.Length(number); length != want {
		return false, ErrLength.With("length", strconv.FormatInt(want, 10))
	}
	if number < u.s.Received {
		return false, nil
	}
	u.s.Received++
	u.s.At = now
	return true, nil
}

// Whole fails with ErrUnfinished while parts are missing.
func (u *Upload) Whole() error {
	if u.s.Received < u.s.Parts() {
		return ErrUnfinished.With("received", strconv.Itoa(u.s.Received)).With("parts", strconv.Itoa(u.s.Parts()))
	}
	return nil
}
