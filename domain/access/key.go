package access

import "allmende/domain/fault"

// Faults of idempotency keys.
var (
	// ErrKeyOtherBody: the key was used for another request.
	ErrKeyOtherBody = fault.New(fault.Invalid, "idempotency.other-body")
	// ErrKeyRunning: the first request with the key has not been answered yet.
	ErrKeyRunning = fault.New(fault.Conflict, "idempotency.running")
)

// Key makes a repeated request harmless: the caller's Idempotency-Key and a hash
// of the request it stands for. The zero value asks for no such protection.
type Key struct{ Key, Fingerprint string }
