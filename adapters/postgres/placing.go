package postgres

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/ports/driven"
)

// queue is where orders wait. In the open lane a transaction takes all that waits, and only
// contracts that nobody else holds; who wants another one waits in the held lane, so that no
// contract under change keeps those who order from others.
type queue struct{ open, held lane }

// patience is how long a transaction for many may take: none of them may end it.
const patience = 30 * time.Second

// turn is an order in its line.
type turn struct {
	driven.Order
	ctx  context.Context
	done chan struct{}
	result
}

func (t *turn) end(r result) {
	t.result = r
	close(t.done)
}

// Place carries out driven.Placing.
func (db *DB) Place(ctx context.Context, order driven.Order) (answer []byte, repeated bool, err error) {
	t := &turn{Order: order, ctx: ctx, done: make(chan struct{})}
	db.orders.open.join(t, db.serveOpen)
	<-t.done
	err = translate(db.sighted(ctx, t))
	if refusal, ok := fault.Of(err); ok && onRecord(refusal) {
		if recordErr := db.recordRefusal(ctx, order.Attempt, refusal); recordErr != nil {
			return nil, false, errors.Join(err, recordErr)
		}
	}
	return t.answer, t.placed.CallOff == nil, err
}

// sighted is why the turn failed; a contract out of sight is as if it was not there.
func (db *DB) sighted(ctx context.Context, t *turn) error {
	if !t.stranger {
		return t.err
	}
	err := db.Read(ctx, t.Attempt.Actor, func(ctx context.Context, s driven.Stores) error {
		_, err := s.FrameworkReports.Framework(ctx, t.Framework, t.Sight)
		return err
	})
	if err != nil {
		return err
	}
	return t.err
}

// serveOpen ends every turn but those whose contract another transaction holds.
func (db *DB) serveOpen(turns []*turn) { db.serve(turns, freeOnly) }

// serveHeld waits for contracts.
func (db *DB) serveHeld(turns []*turn) { db.serve(turns, whenFree) }

// serve ends turns, or sends them where they may wait. Where the database refuses many
// together, each is tried by itself, so that none fails for another. Where it is not known
// whether they are stored, nobody tries again: without a key an order would be placed twice.
func (db *DB) serve(turns []*turn, lock locking) {
	turns = present(turns)
	if len(turns) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(turns[0].ctx), patience)
	defer cancel()
	var results []result
	err := db.persistently(ctx, func() (err error) {
		results, err = db.placeTogether(ctx, turns, lock)
		return err
	})
	switch {
	case err == nil:
		for i, t := range turns {
			if results[i].held {
				db.orders.held.join(t, db.serveHeld)
				continue
			}
			t.end(results[i])
		}
	case len(turns) > 1 && rolledBack(err):
		for _, t := range turns {
			db.serve([]*turn{t}, lock)
		}
	default:
		for _, t := range turns {
			t.end(result{err: err})
		}
	}
}

// rolledBack says whether the database has told that it stored nothing.
func rolledBack(err error) bool {
	var pg *pgconn.PgError
	return errors.Is(err, errNotStored) || errors.As(err, &pg) && pg.SeverityUnlocalized == "ERROR"
}

// present are the turns whose callers still wait.
func present(turns []*turn) []*turn {
	var there []*turn
	for _, t := range turns {
		if err := t.ctx.Err(); err != nil {
			t.end(result{err: fmt.Errorf("place a call-off: %w", err)})
			continue
		}
		there = append(there, t)
	}
	return there
}

// result is what became of a turn, unless the transaction fails.
type result struct {
	placed   driven.Placed
	answer   []byte // the new one, or one that is repeated
	stranger bool   // the member is not entitled
	held     bool   // nothing came of it yet: another transaction holds the contract
	err      error
}

// decide asks the use case. What it does wrong ends its own turn, not the server: nobody
// above this goroutine would catch it.
func (t *turn) decide(at driven.Counter) (r result) {
	defer func() {
		if found := recover(); found != nil {
			r = result{err: fmt.Errorf("panic: %v\n%s", found, debug.Stack())}
		}
	}()
	placed, err := t.Decide(at)
	return result{placed: placed, answer: placed.Answer, err: err}
}

// keyed says whether the turn has a key that others may hold.
func (t *turn) keyed() bool { return t.Key.Key != "" }

// claim is who holds which key.
func (t *turn) claim() string {
	return t.Attempt.Actor.Cooperative.String() + "\x00" + t.Attempt.Actor.Person.String() + "\x00" + t.Key.Key
}

// kept is an answer under a key.
type kept struct {
	fingerprint string
	answer      []byte
}

// answered ends a turn whose key was used before, or is in use.
func (t *turn) answered(free bool, found kept) (result, bool) {
	switch {
	case !free:
		return result{err: access.ErrKeyRunning}, true
	case found.answer == nil:
		return result{}, false
	case found.fingerprint != t.Key.Fingerprint:
		return result{err: access.ErrKeyOtherBody}, true
	}
	return result{answer: found.answer}, true
}
