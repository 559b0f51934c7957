// Package driven holds what the use cases need from the world: stores, numbers,
// and the one transaction they live in.
package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
)

// Attempt says who is about to do what, so that a refusal can be recorded too.
type Attempt struct {
	Actor  access.Actor
	Act    access.Act
	Object audit.Object // what it is about, as far as it is known
}

// Work is the only transaction there is.
type Work interface {
	// Do runs fn in a transaction of the actor's cooperative and commits it with
	// its event. When fn fails everything is rolled back; a fault is then recorded
	// as a refused attempt in a transaction of its own. After a deadlock fn runs
	// again, so inside it touch nothing but the stores. A failed commit is an error.
	Do(ctx context.Context, attempt Attempt, fn func(context.Context, Stores) error) error
	// Read runs fn in a read-only transaction of the actor's cooperative.
	Read(ctx context.Context, actor access.Actor, fn func(context.Context, Stores) error) error
}

// Events takes what happened.
type Events interface {
	// Record writes the transaction's event: exactly one in each that changes
	// something, else the commit fails.
	Record(ctx context.Context, event audit.Event) error
}

// Numbers gives objects the numbers people quote.
type Numbers interface {
	// Next is the next number of a kind, "BR-2026-0001": per cooperative and year,
	// without gaps.
	Next(ctx context.Context, kind string) (string, error)
}

// Answers keeps what was answered under an Idempotency-Key.
type Answers interface {
	// Claim takes the key for this transaction, or returns the answer kept under
	// it. It fails with ErrKeyRunning while another request holds the key, and with
	// ErrKeyOtherBody when the key stands for another request.
	Claim(ctx context.Context, actor access.Actor, key access.Key) (answer []byte, found bool, err error)
	// Keep stores the answer with the effect.
	Keep(ctx context.Context, actor access.Actor, key access.Key, answer []byte) error
}
