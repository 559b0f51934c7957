package postgres_test

import (
	"context"
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/ports/driven"
)

var noted = audit.Event{Action: "test.noted", Object: audit.Object{Type: "test", ID: "1"}}

func TestATransactionWritesOneEvent(t *testing.T) {
	db, owner := open(t)
	err := db.Do(t.Context(), driven.Attempt{Actor: someone()}, func(ctx context.Context, s driven.Stores) error {
		return errors.Join(s.Events.Record(ctx, noted), s.Events.Record(ctx, noted))
	})
	if err == nil {
		t.Error("two events were written")
	}
	if n := count(t, owner, `select count(*) from event where action = 'test.noted'`); n != 0 {
		t.Errorf("%d events of a transaction that failed", n)
	}
}

// What nobody reads a result of waits; whoever reads next sees it all the same.
func TestAStatementSeesTheWritesThatWaitedBeforeIt(t *testing.T) {
	j := openJournal(t)
	a := costing.MemberAccount(j.members(1)[0])
	j.mustBook(j.entry(today, a, 5, bank, -5)) // opens the accounts, so that the next one waits
	read := func(ctx context.Context, s driven.Stores) (cents int64) {
		balances, err := s.Ledger.Balances(ctx, period.Day{}, costing.OfMember)
		if err != nil || len(balances) != 1 {
			t.Fatalf("%v, %v", balances, err)
		}
		return balances[0].Amount.Cents()
	}
	var before, after int64
	err := j.db.Do(t.Context(), driven.Attempt{Actor: j.fay}, func(ctx context.Context, s driven.Stores) error {
		before = read(ctx, s)
		if err := s.Ledger.Post(ctx, []costing.Posting{j.entry(today, a, 7, bank, -7)}); err != nil {
			return err
		}
		after = read(ctx, s)
		return s.Events.Record(ctx, noted)
	})
	if err != nil || before != 5 || after != 12 {
		t.Errorf("%d before and %d after, %v", before, after, err)
	}
	j.agrees()
}

// A use case that does not look at an error commits nothing.
func TestATransactionWhoseWaitingWriteWasRefusedIsNotStored(t *testing.T) {
	j := openJournal(t)
	a := costing.MemberAccount(j.members(1)[0])
	good := j.entry(today, a, 5, bank, -5)
	j.mustBook(good)
	again := j.entry(today, a, 5, bank, -5)
	again.Cause = good.Cause
	for what, then := range map[string]func(context.Context, driven.Stores) error{
		"nothing follows": func(context.Context, driven.Stores) error { return nil },
		"a read that fails": func(ctx context.Context, s driven.Stores) error {
			_, _ = s.Ledger.Balances(ctx, period.Day{})
			return nil
		},
		"a row that fails": func(ctx context.Context, s driven.Stores) error { _, _ = s.Numbers.Next(ctx, "BR"); return nil },
	} {
		err := j.db.Do(t.Context(), driven.Attempt{Actor: j.fay, Act: access.AllocationPost, Object: noted.Object}, func(ctx context.Context, s driven.Stores) error {
			if err := s.Ledger.Post(ctx, []costing.Posting{again}); err != nil {
				return err
			}
			return errors.Join(then(ctx, s), s.Events.Record(ctx, noted))
		})
		if !errors.Is(err, costing.ErrBooked) {
			t.Errorf("%s: got %v", what, err)
		}
	}
	if n := count(t, j.owner, `select count(*) from event where action = 'test.noted'`); n != 0 {
		t.Errorf("%d events of transactions that failed", n)
	}
	if n := count(t, j.owner, `select count(*) from event where refused and fault_code = $1`, costing.ErrBooked.Code()); n != 3 {
		t.Errorf("%d refusals on record, want 3", n)
	}
	j.agrees()
}

// Connections are few: one that is lost with each of these would be missed.
func TestAConnectionIsFreeAfterAPanicAndAfterACallerWhoLeft(t *testing.T) {
	db, owner := open(t)
	for range 30 {
		func() {
			defer func() { _ = recover() }()
			_ = db.Do(t.Context(), driven.Attempt{Actor: someone()}, func(ctx context.Context, s driven.Stores) error {
				_, _ = s.Numbers.Next(ctx, "BR")
				panic("in the middle")
			})
		}()
		ctx, leave := context.WithCancel(t.Context())
		err := db.Do(ctx, driven.Attempt{Actor: someone()}, func(ctx context.Context, s driven.Stores) error {
			leave()
			_, err := s.Numbers.Next(ctx, "BR")
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
	}
	err := db.Do(t.Context(), driven.Attempt{Actor: someone()}, func(ctx context.Context, s driven.Stores) error { return s.Events.Record(ctx, noted) })
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, owner, `select count(*) from number_counter`); n != 0 {
		t.Errorf("%d numbers of transactions that failed", n)
	}
	if n := count(t, owner, `select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`); n != 0 {
		t.Errorf("%d transactions are open", n)
	}
}
