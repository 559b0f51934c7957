package notice

import "time"

// waits are the pauses between attempts: a mail server that is gone for a night loses nothing.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// Retry is when what has failed so many times is tried again, or false when nobody tries
// any more until an administrator has it tried again.
func Retry(attempts int, now time.Time) (time.Time, bool) {
	if attempts < 1 || attempts > len(waits) {
		return time.Time{}, false
	}
	return now.Add(waits[attempts-1]), true
}

// Lease is how long whoever takes a delivery has for it, before another may take it.
const Lease = 5 * time.Minute

// Fresh is how old what happened may be to be told of: after mail was set up for the first
// time, or was broken for long, nobody is flooded with what is long past.
const Fresh = 7 * 24 * time.Hour
