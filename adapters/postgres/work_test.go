package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
)

func someone() access.Actor {
	return access.Actor{Person: id.New[member.Person](), Cooperative: id.New[member.Cooperative]()}
}

func count(t *testing.T, owner *pgxpool.Pool, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := owner.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

var errFull = fault.New(fault.Conflict, "test.full", fault.Rule("G-FRA"))

func TestARefusedAttemptIsAnEventAndChangesNothingElse(t *testing.T) {
	db, owner := open(t)
	attempt := driven.Attempt{Actor: someone(), Act: "test.fill", Object: audit.Object{Type: "test", ID: "1"}}
	err := db.Do(t.Context(), attempt, func(ctx context.Context, s driven.Stores) error {
		if _, err := s.Numbers.Next(ctx, "BR"); err != nil {
			return err
		}
		return errFull.With("remaining", "1.00")
	})
	if !errors.Is(err, errFull) {
		t.Fatalf("got %v", err)
	}
	if n := count(t, owner, `select count(*) from event where refused and fault_code = 'test.full' and details->>'remaining' = '1.00'`); n != 1 {
		t.Errorf("%d events of the refusal, want 1", n)
	}
	if n := count(t, owner, `select count(*) from number_counter`); n != 0 {
		t.Error("the rolled back number was kept")
	}
}

func TestAnInternalErrorIsNoRefusal(t *testing.T) {
	db, owner := open(t)
	err := db.Do(t.Context(), driven.Attempt{Actor: someone(), Act: "test.fill"}, func(context.Context, driven.Stores) error { return errors.New("disk") })
	if err == nil || count(t, owner, `select count(*) from event where cooperative_id is not null`) != 0 {
		t.Errorf("got %v and an event", err)
	}
}

func TestNumbersHaveNoGapsAndBelongToOneCooperative(t *testing.T) {
	db, _ := open(t)
	next := func(actor access.Actor) string {
		var number string
		err := db.Do(t.Context(), driven.Attempt{Actor: actor}, func(ctx context.Context, s driven.Stores) (err error) {
			number, err = s.Numbers.Next(ctx, "BR")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return number
	}
	ours, theirs := someone(), someone()
	first, second, other := next(ours), next(ours), next(theirs)
	if !strings.HasSuffix(first, "-0001") || !strings.HasSuffix(second, "-0002") || other != first {
		t.Errorf("got %s, %s and %s", first, second, other)
	}
}

func TestAReadCannotWrite(t *testing.T) {
	db, _ := open(t)
	err := db.Read(t.Context(), someone(), func(ctx context.Context, s driven.Stores) error {
		_, err := s.Numbers.Next(ctx, "BR")
		return err
	})
	if err == nil {
		t.Error("a read wrote")
	}
}

func TestAKeptAnswerIsRepeatedAndBoundToItsRequest(t *testing.T) {
	db, _ := open(t)
	actor := someone()
	attempt := driven.Attempt{Actor: actor, Act: "test.spend"}
	key := access.Key{Key: "key-0000001", Fingerprint: "a"}
	err := db.Do(t.Context(), attempt, func(ctx context.Context, s driven.Stores) error {
		if _, found, err := s.Answers.Claim(ctx, actor, key); found || err != nil {
			t.Errorf("a new key: %v, %v", found, err)
		}
		// Another request with the same key meanwhile: it must not wait, and not run.
		if err := db.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
			_, _, err := s.Answers.Claim(ctx, actor, key)
			return err
		}); !errors.Is(err, access.ErrKeyRunning) {
			t.Errorf("meanwhile: %v", err)
		}
		return s.Answers.Keep(ctx, actor, key, []byte(`{"n":1}`))
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = db.Do(t.Context(), attempt, func(ctx context.Context, s driven.Stores) error {
		answer, found, err := s.Answers.Claim(ctx, actor, key)
		if !found || err != nil || string(answer) != `{"n":1}` {
			t.Errorf("repeated: %s, %v, %v", answer, found, err)
		}
		return nil
	})
	err = db.Do(t.Context(), attempt, func(ctx context.Context, s driven.Stores) error {
		_, _, err := s.Answers.Claim(ctx, actor, access.Key{Key: key.Key, Fingerprint: "b"})
		return err
	})
	if !errors.Is(err, access.ErrKeyOtherBody) {
		t.Errorf("another request: %v", err)
	}
	_ = db.Do(t.Context(), driven.Attempt{Actor: someone()}, func(ctx context.Context, s driven.Stores) error {
		if _, found, _ := s.Answers.Claim(ctx, someone(), key); found {
			t.Error("another person got the answer")
		}
		return nil
	})
}

func TestTheDatabaseRefusesToChangeEvents(t *testing.T) {
	db, owner := open(t)
	if err := db.Do(t.Context(), driven.Attempt{Actor: someone()}, func(ctx context.Context, s driven.Stores) error {
		return s.Events.Record(ctx, audit.Event{Action: "test.done", Object: audit.Object{Type: "test", ID: "1"}})
	}); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{`update event set action = 'x'`, `delete from event`, `truncate event cascade`} {
		if _, err := owner.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s: accepted", sql)
		}
	}
}
