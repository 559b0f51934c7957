package access

import (
	"strconv"
	"time"

	"allmende/domain/fault"
)

// Faults of sign-in.
var (
	// ErrSignInRequired: nobody is signed in, or no longer.
	ErrSignInRequired = fault.New(fault.Unauthenticated, "session.required")
	// ErrWrongCredentials: no account has this address and password; which of the two is wrong is not told.
	ErrWrongCredentials = fault.New(fault.Unauthenticated, "session.wrong-credentials")
	// ErrThrottled: too many failures; the parameter "seconds" says when to try again.
	ErrThrottled = fault.New(fault.Throttled, "session.throttled")
	// ErrForged: the request does not come from a page of ours (cross-site request forgery).
	ErrForged = fault.New(fault.Forbidden, "session.csrf")
)

// A session ends when it was idle for SessionIdle, and at the latest after SessionLife.
const (
	SessionIdle = 2 * time.Hour
	SessionLife = 12 * time.Hour
)

// Failures are the failed sign-ins that still count, with the time of the last.
type Failures struct {
	Count int
	Last  time.Time
}

// Door is what is known of an account when somebody tries to sign in to it. A
// source is a network address, or a browser that proves by a token of its own that
// it has signed in to this account before.
type Door struct {
	Known     bool     // the source has signed in to this account before
	Own       Failures // of this source
	Strangers Failures // of all sources that are not known, together
}

// throttle slows guessing down: so many failures are free, each further one doubles
// the wait up to the longest, and one is forgotten for every leak of quiet.
type throttle struct {
	free          int
	longest, leak time.Duration
}

// The two throttles. The longest waits are short, because a wait that an attacker
// can cause is a door he can shut: guesses come down to some 288 a day for one
// source, and to 4,320 for all strangers together, however many addresses they have.
var (
	ownThrottle       = throttle{free: 5, longest: 5 * time.Minute, leak: 5 * time.Minute}
	strangersThrottle = throttle{free: 50, longest: 30 * time.Second, leak: 20 * time.Second}
)

// FailuresKept is for how long failures need to be kept: longer ago they count nothing.
const FailuresKept = 24 * time.Hour

// Check fails with ErrThrottled while the door is shut for the source. Failures of
// others never shut it for a source that is known, and one stranger alone is
// stopped by its own failures long before they shut it for other strangers.
func (d Door) Check(now time.Time) error {
	wait := ownThrottle.wait(d.Own, now)
	if !d.Known {
		wait = max(wait, strangersThrottle.wait(d.Strangers, now))
	}
	if wait <= 0 {
		return nil
	}
	seconds := int64((wait + time.Second - 1) / time.Second)
	return ErrThrottled.With("seconds", strconv.FormatInt(seconds, 10))
}

func (t throttle) wait(f Failures, now time.Time) time.Duration {
	over := t.left(f, now) - t.free
	if over < 0 {
		return 0
	}
	wait := t.longest
	if over < 16 { // more doublings are longer than the longest anyway
		wait = min(wait, time.Second<<over)
	}
	return wait - now.Sub(f.Last)
}

// left is how many failures still count.
func (t throttle) left(f Failures, now time.Time) int {
	if now.Sub(f.Last) >= FailuresKept {
		return 0
	}
	return max(0, f.Count-int(now.Sub(f.Last)/t.leak))
}

func (t throttle) after(f Failures, now time.Time) Failures { return Failures{t.left(f, now) + 1, now} }

// Failed is the door after one more failure. Each attempt is counted before its
// password is checked, so that guesses side by side gain nothing.
func (d Door) Failed(now time.Time) Door {
	d.Own = ownThrottle.after(d.Own, now)
	if !d.Known {
		d.Strangers = strangersThrottle.after(d.Strangers, now)
	}
	return d
}

// Opened is the door after a success: the source is known and its failures are
// forgiven, and among the strangers' this attempt was none.
func (d Door) Opened() Door {
	if !d.Known {
		d.Strangers.Count = max(0, d.Strangers.Count-1)
	}
	d.Known, d.Own = true, Failures{}
	return d
}
