package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// bookedOf writes what a run books for each member.
func bookedOf(shares []view.Share) string {
	var texts []string
	for _, s := range shares {
		texts = append(texts, s.Member.Name+" "+s.Booked)
	}
	return strings.Join(texts, ", ")
}

// towns are three members with 7, 5 and 3 inhabitants.
func (b *treasury) towns() (celle, gifhorn, peine access.Actor) {
	b.t.Helper()
	return b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5), b.town("Peine", "031570006006", 3)
}

// balances are those of the members, by name.
func (b *treasury) balances() string {
	b.t.Helper()
	list, err := b.accounts.Accounts(b.t.Context(), b.fay, "")
	if err != nil {
		b.t.Fatal(err)
	}
	var texts []string
	for _, a := range list.Items {
		if a.Kind == "member" {
			texts = append(texts, a.Name+" "+a.Balance)
		}
	}
	if list.Sum != "0.00" {
		b.t.Errorf("the ledger sums to %s", list.Sum)
	}
	return strings.Join(texts, ", ")
}

// Properties 35 and 40: what a correction books is a fresh split less what was posted.
func TestARunOverTheSameDaysBooksTheDifferenceWhateverChanged(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	first := b.run(pool, january, by(costing.Inhabitants))
	if first.Kind != "charge" || b.balances() != "Celle 58.33, Gifhorn 41.67, Peine 0.00" {
		t.Errorf("first: %+v, %s", first, b.balances())
	}
	for _, c := range []struct {
		name   string
		change func() view.Allocation
		booked string // in all
		shares string // what it books
		after  string // the balances
	}{
		{"a late cost", func() view.Allocation {
			b.attach(pool, spent("20.00", january))
			return b.run(pool, january, nil)
		}, "20.00", "Celle 11.67, Gifhorn 8.33", "Celle 70.00, Gifhorn 50.00, Peine 0.00"},
		{"a late member", func() view.Allocation {
			if _, err := b.costing.JoinCostPool(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), of(peine)); err != nil {
				t.Fatal(err)
			}
			return b.run(pool, january, nil)
		}, "0.00", "Celle -14.00, Gifhorn -10.00, Peine 24.00", "Celle 56.00, Gifhorn 40.00, Peine 24.00"},
		{"restated inhabitants", func() view.Allocation {
			b.prepare(`update member set population = 1 where id = $1`, of(celle)[0])
			return b.run(pool, january, nil)
		}, "0.00", "Celle -42.67, Gifhorn 26.67, Peine 16.00", "Celle 13.33, Gifhorn 66.67, Peine 40.00"},
		{"another key", func() view.Allocation { return b.run(pool, january, by(costing.Equal)) },
			"0.00", "Celle 26.67, Gifhorn -26.67, Peine 0.00", "Celle 40.00, Gifhorn 40.00, Peine 40.00"},
		{"a rebate", func() view.Allocation {
			rebate := spent("-6.01", january)
			rebate.Source = "rebate"
			b.attach(pool, rebate)
			return b.run(pool, january, nil)
		}, "-6.01", "Celle -2.01, Gifhorn -2.00, Peine -2.00", "Celle 37.99, Gifhorn 38.00, Peine 38.00"},
		{"a member that shares no more", func() view.Allocation {
			scheme := by(costing.Equal)
			scheme.Participants = []view.Participant{{MemberID: of(celle)[0]}, {MemberID: of(gifhorn)[0]}}
			return b.run(pool, january, scheme)
		}, "0.00", "Celle 19.00, Gifhorn 19.00, Peine -38.00", "Celle 56.99, Gifhorn 57.00, Peine 0.00"},
	} {
		run := c.change()
		if run.Kind != "correction" || run.Booked != c.booked || bookedOf(run.Shares) != c.shares || b.balances() != c.after {
			t.Errorf("%s: %s booked %s in all: %s; then %s", c.name, run.Kind, run.Booked, bookedOf(run.Shares), b.balances())
		}
		fresh, err := b.preview(b.auditor, pool, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range fresh.Shares {
			if s.Bears != run.Shares[i].Bears || s.Booked != "0.00" {
				t.Errorf("%s: %s bears %s, by a fresh split %s and would be charged %s", c.name, s.Member.Name, run.Shares[i].Bears, s.Bears, s.Booked)
			}
		}
	}
	shown := b.shown(pool)
	if shown.Allocated != "113.99" || shown.Balance != "0.00" || len(shown.Allocations) != 7 || shown.SchemeVersion != 3 {
		t.Errorf("the pool: %+v", shown)
	}
	b.ledgerMustAgree()
}

// Property 34.
func TestARunWithUnchangedInputsPostsNothingAndDuplicatesPostOnce(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	drafts := make([]view.Allocation, 8)
	for _, err := range together(len(drafts), func(i int) (err error) {
		drafts[i], err = b.draft(pool, january, by(costing.Inhabitants))
		return err
	}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	vera := b.appoint("Vera Finanzen", access.Grant{Role: access.FinanceOfficer})
	posted := 0
	for _, err := range together(len(drafts), func(i int) error {
		_, err := b.post(drafts[i], []access.Actor{b.finn, vera}[i%2])
		return err
	}) {
		switch {
		case err == nil:
			posted++
		case !errors.Is(err, costing.ErrRunOutdated):
			t.Error(err)
		}
	}
	if entries := count(t, b.owner, `select count(*) from ledger_entry where cause_type = 'allocation'`); posted != 1 || entries != 1 || b.balances() != "Celle 58.33, Gifhorn 41.67, Peine 0.00" {
		t.Errorf("posted %d times with %d entries: %s", posted, entries, b.balances())
	}
	if schemes := count(t, b.owner, `select count(*) from cost_scheme`); schemes != 1 {
		t.Errorf("%d schemes of one", schemes)
	}
	for _, scheme := range []*view.Scheme{nil, by(costing.Inhabitants)} {
		if _, err := b.draft(pool, january, scheme); !errors.Is(err, costing.ErrNothingToPost) {
			t.Errorf("once more: %v", err)
		}
	}
	b.ledgerMustAgree()
}

// Property 39.
func TestAReversalBooksTheOppositeOnceAndWhatItReplacedStandsAgain(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	charge := b.run(pool, january, by(costing.Inhabitants))
	correction := b.run(pool, january, by(costing.Equal))
	outdated := b.mustDraftRun(pool, january, by(costing.Inhabitants))
	for _, c := range []struct {
		name string
		a    view.Allocation
		by   access.Actor
		want error
	}{
		{"by who posted it", correction, b.finn, access.ErrSamePerson},
		{"what was corrected", charge, b.fay, costing.ErrNotLatestRun},
		{"a draft", outdated, b.fay, costing.ErrNotPosted},
		{"another version", view.Allocation{ID: correction.ID, Version: 1}, b.fay, access.ErrStale},
		{"the last", correction, b.fay, nil},
		{"twice", view.Allocation{ID: correction.ID, Version: 3}, b.fay, costing.ErrNotPosted},
	} {
		if _, err := b.reverse(c.a, c.by); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if got := b.balances(); got != "Celle 58.33, Gifhorn 41.67, Peine 0.00" {
		t.Errorf("after the reversal: %s", got)
	}
	if _, err := b.post(outdated, b.finn); !errors.Is(err, costing.ErrRunOutdated) {
		t.Errorf("a draft from before the reversal: %v", err)
	}
	reversed, err := b.allocating.Allocation(t.Context(), b.auditor, costing.AllocationID(correction.ID))
	if err != nil || reversed.Status != "reversed" || reversed.ReversedBy != "Frauke Finanzen" || reversed.ReversalReason != "falscher Schlüssel" || reversed.ReversalEntryID == "" ||
		!b.recompute(reversed).OK {
		t.Errorf("%+v, %v", reversed, err)
	}
	mirror := count(t, b.owner, `select count(*) from ledger_line a join ledger_line b on b.account_id = a.account_id and b.amount = -a.amount where a.entry_id = $1 and b.entry_id = $2`,
		reversed.EntryID, reversed.ReversalEntryID)
	if lines := count(t, b.owner, `select count(*) from ledger_line where entry_id = $1`, reversed.ReversalEntryID); mirror != lines || lines != 2 {
		t.Errorf("%d of %d lines mirror", mirror, lines)
	}
	b.mustReverse(charge)
	if got := b.balances(); got != "Celle 0.00, Gifhorn 0.00, Peine 0.00" {
		t.Errorf("after both: %s", got)
	}
	if again := b.run(pool, january, nil); again.Kind != "correction" || b.balances() != "Celle 58.33, Gifhorn 41.67, Peine 0.00" {
		t.Errorf("anew: %+v, %s", again, b.balances())
	}
	b.ledgerMustAgree()
}

func TestDaysOfRunsAreEqualOrDisjointAndHoldTheirCosts(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	for _, c := range []struct {
		name string
		days span
		want error
	}{
		{"the cost reaches out of them", span{"2026-01-01", "2026-01-30"}, costing.ErrCostStraddles},
		{"no costs", february, costing.ErrNothingToShare},
		{"none", span{}, costing.ErrPeriodEmpty},
		{"reversed ones", span{"2026-01-31", "2026-01-01"}, period.ErrReversed},
		{"no such day", span{"2026-01-01", "2026-02-30"}, period.ErrDayMalformed},
	} {
		if _, err := b.draft(pool, c.days, by(costing.Equal)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := b.draft(pool, january, nil); !errors.Is(err, costing.ErrSchemeMissing) {
		t.Errorf("no scheme yet: %v", err)
	}
	quarter := b.mustDraftRun(pool, span{"2026-01-01", "2026-03-31"}, by(costing.Equal))
	b.run(pool, january, by(costing.Equal))
	if _, err := b.draft(pool, span{"2026-01-01", "2026-03-31"}, nil); !errors.Is(err, costing.ErrPeriodOverlaps) {
		t.Errorf("a quarter over a month: %v", err)
	}
	if _, err := b.post(quarter, b.finn); !errors.Is(err, costing.ErrRunOutdated) {
		t.Errorf("a quarter drafted before: %v", err)
	}
	straddling := spent("5.00", span{"2026-01-15", "2026-02-15"})
	if _, err := b.costing.AddCost(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), straddling); !errors.Is(err, costing.ErrCostStraddles) {
		t.Errorf("a cost that no run could take: %v", err)
	}
	b.attach(pool, spent("30.00", february))
	later := b.run(pool, february, nil)
	if later.LastRun == nil || later.LastRun.From != january.from || later.Shares[0].Last != "50.00" || later.Kind != "charge" {
		t.Errorf("the month after: %+v", later)
	}
	b.ledgerMustAgree()
}

func TestNothingIsChargedIntoClosedDaysAndCorrectionsCountForToday(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	b.run(pool, january, by(costing.Equal))
	late := b.mustDraftRun(b.collect(licence("8.00", of(celle)...)), january, by(costing.Equal))
	b.closeThrough(january.to)
	if _, err := b.post(late, b.finn); !errors.Is(err, costing.ErrPeriodClosed) {
		t.Errorf("a charge drafted before: %v", err)
	}
	other := spent("1.00", january)
	if _, err := b.costing.CreateCostPool(t.Context(), b.fay, access.Key{}, driving.CreateCostPool{Title: "Neue", Kind: "other", Members: of(celle), Cost: &other}); !errors.Is(err, costing.ErrPeriodClosed) {
		t.Errorf("a cost that no run could charge: %v", err)
	}
	b.attach(pool, spent("10.00", january))
	correction := b.run(pool, january, nil)
	today := period.DayOf(time.Now()).String()
	lines := b.account(celle, of(celle)[0], "2026-01-01", "2026-12-31").Lines
	if correction.Booked != "10.00" || len(lines) != 2 || lines[0].BookedOn != january.to || lines[1].BookedOn != today || lines[1].Amount != "5.00" {
		t.Errorf("a correction: %+v, %+v", correction, lines)
	}
	if reversed := b.mustReverse(correction); reversed.Status != "reversed" {
		t.Errorf("its reversal: %+v", reversed)
	}
	b.ledgerMustAgree()
}

// closeThrough closes the books without billing anything.
func (b *treasury) closeThrough(day string) {
	b.t.Helper()
	through := must(period.ParseDay(day))
	err := b.db.Do(b.t.Context(), driven.Attempt{Actor: b.fay}, func(ctx context.Context, s driven.Stores) error {
		if err := s.Ledger.Reserve(ctx); err != nil {
			return err
		}
		closing := costing.Closing{ID: id.New[costing.Closing](), Over: period.Span{From: through, To: through}, By: b.fay.Person, At: s.Now}
		if err := s.Ledger.Close(ctx, closing); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "period.closed", Object: audit.Object{Type: "closing", ID: closing.ID.String()}})
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// Property 37.
func TestRunningTotalsEndEvenAndOnlyTheLastDaysAreCorrected(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(driving.CreateCostPool{Title: "Rechenzentrum", Kind: "data-center-month", Mode: "cumulative", Members: of(celle, gifhorn, peine)})
	var months []span
	for m := 1; m <= 12; m++ {
		months = append(months, span{fmt.Sprintf("2025-%02d-01", m), fmt.Sprintf("2025-%02d-28", m)})
		b.attach(pool, spent("100.00", months[m-1]))
		b.run(pool, months[m-1], by(costing.Equal))
	}
	if got := b.balances(); got != "Celle 400.00, Gifhorn 400.00, Peine 400.00" {
		t.Errorf("after twelve months: %s", got)
	}
	if _, err := b.draft(pool, months[10], by(costing.Inhabitants)); !errors.Is(err, costing.ErrNotLatestPeriod) {
		t.Errorf("a month before the last: %v", err)
	}
	corrected := b.run(pool, months[11], by(costing.Inhabitants))
	if corrected.Kind != "correction" || b.balances() != "Celle 413.33, Gifhorn 400.00, Peine 386.67" {
		t.Errorf("the last month by another key: %s, %s", corrected.Kind, b.balances())
	}
	b.ledgerMustAgree()
}
