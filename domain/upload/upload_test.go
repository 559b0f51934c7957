package upload_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/upload"
)

var (
	now    = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	digest = strings.Repeat("0f", 32)
	person = id.New[member.Person]()
)

func TestWhatIsNoFileIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		size   int64
		digest string
		want   error
	}{
		"nothing":          {0, digest, upload.ErrSize},
		"less than":        {-1, digest, upload.ErrSize},
		"one byte":         {1, digest, nil},
		"the largest":      {upload.Largest, digest, nil},
		"a byte too large": {upload.Largest + 1, digest, upload.ErrSize},
		"no digest":        {1, "", upload.ErrDigest},
		"upper case":       {1, strings.ToUpper(digest), upload.ErrDigest},
	} {
		if _, err := upload.New(person, c.size, c.digest, now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// However often parts are sent, lost, repeated and sent too early: each is taken once, in
// turn, and the file is whole when their lengths make its size.
func TestEachPartIsTakenOnceInItsTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 5*upload.PartSize).Draw(t, "size")
		u, err := upload.New(person, size, digest, now)
		if err != nil {
			t.Fatal(err)
		}
		parts, taken := u.State().Parts(), int64(0)
		for u.State().Received < parts {
			if err := u.Whole(); !errors.Is(err, upload.ErrUnfinished) {
				t.Fatalf("whole with %d of %d parts: %v", u.State().Received, parts, err)
			}
			next := u.State().Received
			number := rapid.SampledFrom([]int{-1, next - 1, next, next, next, next + 1, parts}).Draw(t, "number")
			length := u.State().Length(number) + rapid.SampledFrom([]int64{0, 0, 0, -1, 1}).Draw(t, "off by")
			isNew, err := u.Take(number, length, now)
			switch {
			case number < 0 || number > next || number >= parts:
				if !errors.Is(err, upload.ErrTurn) {
					t.Fatalf("part %d after %d: %v", number, next, err)
				}
			case length != min(upload.PartSize, size-int64(number)*upload.PartSize):
				if !errors.Is(err, upload.ErrLength) {
					t.Fatalf("part %d of %d bytes: %v", number, length, err)
				}
			case err != nil || isNew != (number == next):
				t.Fatalf("part %d after %d: new %t, %v", number, next, isNew, err)
			case isNew:
				taken += length
			}
		}
		if err := u.Whole(); err != nil || taken != size {
			t.Fatalf("%d of %d bytes: %v", taken, size, err)
		}
	})
}
