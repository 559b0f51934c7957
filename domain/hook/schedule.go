package hook

import "time"

// pauses are how long to wait after each call that failed, as the Standard Webhooks have it: over
// three days in all.
var pauses = []time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour,
	10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
}

// Result is what became of an attempt to call.
type Result struct {
	Status int    // of the answer; 0 without one
	Error  string // why there was none
	Answer string // how the answer begins
	Took   time.Duration
}

// Delivered reports whether the receiver took the call.
func (r Result) Delivered() bool { return r.Status >= 200 && r.Status < 300 }

// Gone reports whether the receiver wants no more.
func (r Result) Gone() bool { return r.Status == 410 }

// Fate is what is done about a call after an attempt.
type Fate struct {
	Done  bool      // it was taken
	Again time.Time // when it is tried again; zero if it is not
	Pause Cause     // why the webhook is paused now, or empty
}

// Decide says what is done after so many attempts, this one counted.
func Decide(r Result, attempts int, now time.Time) Fate {
	switch {
	case r.Delivered():
		return Fate{Done: true}
	case r.Gone():
		return Fate{Pause: ByGone}
	case attempts > len(pauses):
		return Fate{Pause: ByFailing}
	default:
		return Fate{Again: now.Add(pauses[attempts-1])}
	}
}
