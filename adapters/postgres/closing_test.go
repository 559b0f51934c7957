package postgres_test

import (
	"context"
	"errors"
	"testing"

	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

func (j *journal) closing(from, through period.Day) costing.Closing {
	return costing.Closing{ID: id.New[costing.Closing](), Over: period.Span{From: from, To: through}, By: j.fay.Person}
}

// shut closes days as whoever closes does: alone in the ledger.
func (j *journal) shut(from, through period.Day) error {
	return j.within(context.WithoutCancel(j.t.Context()), func(ctx context.Context, s driven.Stores) error {
		if err := s.Ledger.Reserve(ctx); err != nil {
			return err
		}
		closing := j.closing(from, through)
		closing.At = s.Now
		return s.Ledger.Close(ctx, closing)
	})
}

func (j *journal) closed() (day period.Day) {
	j.t.Helper()
	j.read(func(ctx context.Context, s driven.Stores) (err error) {
		day, err = s.Ledger.Closed(ctx)
		return err
	})
	return day
}

func TestNothingIsPostedUntilTheLastClosedDay(t *testing.T) {
	j := openJournal(t)
	vat := costing.OwnAccount(costing.OfVAT)
	if day := j.closed(); !day.IsZero() {
		t.Errorf("closed through %s before any closing", day)
	}
	if err := j.shut(today.Add(-30), today.Add(-10)); err != nil {
		t.Fatal(err)
	}
	if day := j.closed(); day != today.Add(-10) {
		t.Errorf("closed through %s, want %s", day, today.Add(-10))
	}
	for _, c := range []struct {
		on   period.Day
		want error
	}{{today.Add(-100), costing.ErrPeriodClosed}, {today.Add(-10), costing.ErrPeriodClosed}, {today.Add(-9), nil}, {today, nil}} {
		if err := j.book(j.entry(today, vat, 1, bank, -1), j.entry(c.on, vat, 1, bank, -1)); !errors.Is(err, c.want) {
			t.Errorf("on %s: got %v, want %v", c.on, err, c.want)
		}
	}
	theirs := journalIn(marketIn(t, j.db, j.owner))
	theirs.mustBook(theirs.entry(today.Add(-20), vat, 1, bank, -1)) // closed days are a cooperative's own
	j.agrees()
}

func TestClosingsFollowEachOtherWithoutAGap(t *testing.T) {
	j := openJournal(t)
	for _, c := range []struct {
		name          string
		from, through int
		want          error
	}{
		{"the first", -90, -61, nil},
		{"the same days", -90, -61, costing.ErrPeriodClosed},
		{"with a day left out", -59, -31, costing.ErrPeriodClosed},
		{"with a day twice", -61, -31, costing.ErrPeriodClosed},
		{"the next", -60, -31, nil},
		{"what lies before the first", -120, -91, costing.ErrPeriodClosed},
	} {
		if err := j.shut(today.Add(c.from), today.Add(c.through)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// A closing that has not reserved the ledger would have to wait for postings that wait
// for it: it is refused instead.
func TestAClosingBesideAPostingIsRefusedUnlessItWaits(t *testing.T) {
	j := openJournal(t)
	posting, release := make(chan struct{}), make(chan struct{})
	booked := make(chan error, 1)
	go func() {
		booked <- j.within(context.WithoutCancel(t.Context()), func(ctx context.Context, s driven.Stores) error {
			err := s.Ledger.Post(ctx, []costing.Posting{j.entry(today, costing.OwnAccount(costing.OfVAT), 1, bank, -1)})
			close(posting)
			<-release
			return err
		})
	}()
	<-posting
	err := j.within(t.Context(), func(ctx context.Context, s driven.Stores) error {
		closing := j.closing(today.Add(-30), today)
		closing.At = s.Now
		return s.Ledger.Close(ctx, closing)
	})
	if constraintOf(err) != "closing_reserves_ledger" {
		t.Errorf("without waiting: %v", err)
	}
	shut := make(chan error, 1)
	go func() { shut <- j.shut(today.Add(-30), today) }()
	j.untilSomebodyWaits(shut)
	late := make(chan error, 1)
	go func() { late <- j.book(j.entry(today, costing.OwnAccount(costing.OfVAT), 1, bank, -1)) }()
	close(release)
	if err := errors.Join(<-booked, <-shut); err != nil {
		t.Error(err)
	}
	if err := <-late; err != nil && !errors.Is(err, costing.ErrPeriodClosed) {
		t.Errorf("who came last: %v", err)
	}
}

// Whichever comes first: after a closing nothing is found in its days that it did not see.
func TestPostingsAndClosingsAtOnceNeverMissEachOther(t *testing.T) {
	j := openJournal(t)
	accounts := j.members(8)
	const days = 6
	first := today.Add(-days)
	j.runs.Store(0)
	var seen [days]int
	results := together(24, func(i int) error {
		if i == 0 {
			for d := range days {
				err := j.within(context.WithoutCancel(t.Context()), func(ctx context.Context, s driven.Stores) error {
					if err := s.Ledger.Reserve(ctx); err != nil {
						return err
					}
					found, err := s.Ledger.Lines(ctx, bank, period.Span{From: first.Add(d), To: first.Add(d)})
					if err != nil {
						return err
					}
					seen[d] = len(found)
					closing := j.closing(first.Add(d), first.Add(d))
					closing.At = s.Now
					return s.Ledger.Close(ctx, closing)
				})
				if err != nil {
					return err
				}
			}
			return nil
		}
		for d := range 2 * days {
			m := costing.MemberAccount(accounts[(i+d)%len(accounts)])
			if err := j.book(j.entry(first.Add(d%days), m, 1, bank, -1)); err != nil && !errors.Is(err, costing.ErrPeriodClosed) {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(results...); err != nil {
		t.Fatal(err)
	}
	for d := range days {
		if n := count(t, j.owner, `select count(*) from ledger_entry where booked_on = '`+first.Add(d).String()+`'`); n != seen[d] {
			t.Errorf("day %d has %d entries, the closing saw %d", d, n, seen[d])
		}
	}
	if n := count(t, j.owner, `select deadlocks from pg_stat_database where datname = current_database()`); n != 0 {
		t.Errorf("%d deadlocks", n)
	}
	j.agrees()
}

func TestAClosingIsOfSomebodyAndOfDaysInOrder(t *testing.T) {
	j := openJournal(t)
	reversed, nobodys := j.closing(today, today.Add(-1)), j.closing(today.Add(-1), today)
	nobodys.By = id.New[member.Person]()
	for _, c := range []struct {
		closing    costing.Closing
		constraint string
	}{{reversed, "closing_span"}, {nobodys, "closing_created_by_person"}} {
		err := j.within(t.Context(), func(ctx context.Context, s driven.Stores) error {
			c.closing.At = s.Now
			return s.Ledger.Close(ctx, c.closing)
		})
		if constraintOf(err) != c.constraint {
			t.Errorf("got %v, want %s", err, c.constraint)
		}
	}
}
