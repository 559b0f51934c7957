package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
	"allmende/ports/driven"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// books is a cooperative that bills, with two finance officers. What it bills comes from
// the stores themselves, without anything that is read for people.
type books struct {
	*market
	billing    *usecase.Billing
	fay, finn  access.Actor
	passed     int         // days
	month      period.Span // of costs, over for long
	afterwards period.Span // the month after it, over too
}

func openBooks(t testing.TB) *books {
	t.Helper()
	m := openMarket(t)
	today := period.DayOf(time.Now())
	b := &books{
		market: m, billing: usecase.NewBilling(m.db),
		fay:   m.appoint("Frauke Finanzen", access.Grant{Role: access.FinanceOfficer}),
		finn:  m.appoint("Finn Finanzen", access.Grant{Role: access.FinanceOfficer}),
		month: period.Span{From: today.Add(-90), To: today.Add(-61)}, afterwards: period.Span{From: today.Add(-60), To: today.Add(-31)},
	}
	_, err := b.billing.SetProfile(t.Context(), b.fay, 0, view.BillingProfile{
		Street: "Marktplatz 1", Postcode: "30159", City: "Hannover", TaxNumber: "25/123/45678", Contact: "Frauke Finanzen", Phone: "+49 511 123456",
		Email: "rechnung@nord.example", IBAN: "DE02 1203 0000 0000 2020 51", PaymentDays: 30,
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// write does something in a transaction with its event.
func (b *books) change(by access.Actor, fn func(context.Context, driven.Stores) error) error {
	return b.db.Do(b.t.Context(), driven.Attempt{Actor: by}, func(ctx context.Context, s driven.Stores) error {
		if err := fn(ctx, s); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "test.done", Object: audit.Object{Type: "test"}, Details: map[string]string{}})
	})
}

func (b *books) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *books) pool(title string, kind costing.Kind, regime costing.Regime, members ...member.ID) costing.PoolID {
	b.t.Helper()
	var pool costing.PoolID
	b.must(b.change(b.fay, func(ctx context.Context, s driven.Stores) error {
		number, err := s.Numbers.Next(ctx, "KP")
		if err != nil {
			return err
		}
		opened, err := costing.NewPool(costing.Collecting{Number: number, Title: title, Kind: kind, Regime: regime, Members: members, By: b.fay.Person}, s.Now)
		if err != nil {
			return err
		}
		pool = opened.State().ID
		return s.CostPools.Add(ctx, opened)
	}))
	return pool
}

func (b *books) cost(pool costing.PoolID, days period.Span, net string, tax vat.Tax) error {
	return b.change(b.fay, func(ctx context.Context, s driven.Stores) error {
		loaded, err := s.CostPools.Get(ctx, pool)
		if err != nil {
			return err
		}
		standing, err := s.CostPools.Books(ctx, pool)
		if err != nil {
			return err
		}
		cost, posting, err := loaded.Attach(costing.Attaching{
			Text: "Rechnung", Days: days, Net: money.MustAmount(net), Tax: tax, Source: costing.Invoice, By: b.fay.Person,
		}, standing, s.Now)
		if err != nil {
			return err
		}
		if err := s.CostPools.AddCosts(ctx, cost); err != nil {
			return err
		}
		return s.Ledger.Post(ctx, []costing.Posting{posting})
	})
}

// run drafts under a scheme, nil for the last, and posts.
func (b *books) run(pool costing.PoolID, days period.Span, text *costing.SchemeText) (costing.AllocationID, error) {
	var run costing.AllocationID
	err := b.change(b.fay, func(ctx context.Context, s driven.Stores) error {
		given, err := s.CostPools.Given(ctx, days, pool)
		if err != nil {
			return err
		}
		var scheme costing.Scheme
		if text != nil {
			if scheme, err = costing.ParseScheme(*text); err != nil {
				return err
			}
		}
		scheme, number, err := given[0].Numbered(scheme)
		if err != nil {
			return err
		}
		draft, err := given[0].Draft(scheme, number, b.fay.Person, s.Now)
		if err != nil {
			return err
		}
		if number > given[0].SchemeNumber {
			if err := s.CostPools.AddScheme(ctx, pool, number, scheme); err != nil {
				return err
			}
		}
		run = draft.State().ID
		return s.Allocations.Add(ctx, draft)
	})
	if err != nil {
		return run, err
	}
	return run, b.decide(b.finn, run, func(a *costing.Allocation, at costing.Standing, now time.Time) (costing.Entry, error) {
		return a.Post(at, b.finn.Person, now)
	}, driven.Allocations.Post)
}

func (b *books) reverse(run costing.AllocationID) {
	b.t.Helper()
	reverse := func(s driven.Allocations, ctx context.Context, of ...driven.Booking) error {
		return s.Reverse(ctx, of[0])
	}
	b.must(b.decide(b.fay, run, func(a *costing.Allocation, at costing.Standing, now time.Time) (costing.Entry, error) {
		return a.Reverse(at, "falsch verteilt", b.fay.Person, now)
	}, reverse))
}

func (b *books) decide(
	by access.Actor, run costing.AllocationID, decide func(*costing.Allocation, costing.Standing, time.Time) (costing.Entry, error),
	store func(driven.Allocations, context.Context, ...driven.Booking) error,
) error {
	return b.change(by, func(ctx context.Context, s driven.Stores) error {
		if err := s.Ledger.Share(ctx); err != nil {
			return err
		}
		loaded, err := s.Allocations.Get(ctx, run)
		if err != nil {
			return err
		}
		standing, err := s.Allocations.Standing(ctx, run)
		if err != nil {
			return err
		}
		entry, err := decide(loaded[0], standing[0], s.Now)
		if err != nil {
			return err
		}
		return store(s.Allocations, ctx, driven.Booking{Allocation: loaded[0], Entry: entry})
	})
}

// charge makes a pool with one cost and its run over the month.
func (b *books) charge(title string, kind costing.Kind, regime costing.Regime, net string, tax vat.Tax, members ...member.ID) (costing.PoolID, costing.AllocationID) {
	b.t.Helper()
	pool := b.pool(title, kind, regime, members...)
	b.must(b.cost(pool, b.month, net, tax))
	run, err := b.run(pool, b.month, equally())
	b.must(err)
	return pool, run
}

func equally() *costing.SchemeText {
	return &costing.SchemeText{Parts: []costing.PartText{{Key: "equal", Percent: "100"}}}
}

func (b *books) close(through period.Day) view.Closing {
	b.t.Helper()
	closing, err := b.billing.Close(b.t.Context(), b.fay, access.Key{}, through.String())
	b.must(err)
	return closing
}

// statements are all there are, the newest first.
func (b *books) statements() []view.Statement {
	b.t.Helper()
	page, err := b.billing.Statements(b.t.Context(), b.fay, view.PageRequest{Limit: 100}, "", "")
	b.must(err)
	all := make([]view.Statement, len(page.Items))
	for i, s := range page.Items {
		all[i], err = b.billing.Statement(b.t.Context(), b.fay, billing.ID(s.ID))
		b.must(err)
	}
	return all
}

// of is the newest document of a member.
func (b *books) of(m member.ID) view.Statement {
	b.t.Helper()
	for _, s := range b.statements() {
		if s.Member.ID == m.String() {
			return s
		}
	}
	b.t.Fatalf("member %s has no statement", m)
	return view.Statement{}
}

func (b *books) balance(account costing.Account) money.Amount {
	b.t.Helper()
	var balance money.Amount
	b.must(b.db.Read(b.t.Context(), b.fay, func(ctx context.Context, s driven.Stores) error {
		all, err := s.Ledger.Balances(ctx, period.Day{})
		for _, p := range all {
			if p.Account == account {
				balance = p.Amount
			}
		}
		return err
	}))
	return balance
}

// mustAgree looks for whatever does not add up.
func (b *books) mustAgree() {
	b.t.Helper()
	rows, err := b.owner.Query(b.t.Context(), `select w.relation || ' ' || w.row_key || ': ' || w.detail from set_config('app.cooperative_id', $1, false),
		(select * from ledger_totals_wrong() union all select * from statement_totals_wrong()) w`, b.id.String())
	b.must(err)
	defer rows.Close()
	for rows.Next() {
		var wrong string
		b.must(rows.Scan(&wrong))
		b.t.Error(wrong)
	}
}

func (b *books) towns(names ...string) []member.ID {
	towns := make([]member.ID, len(names))
	for i, name := range names {
		towns[i] = b.admit("Stadt "+name, "it-provider", "admitted")
	}
	return towns
}

func newID[T any]() id.Of[T] { return id.New[T]() }

func (b *books) today() period.Day {
	b.t.Helper()
	var today period.Day
	b.must(b.db.Read(b.t.Context(), b.fay, func(_ context.Context, s driven.Stores) error {
		today = period.DayOf(s.Now)
		return nil
	}))
	return today
}

// passDays moves the database's clock on, from where it is.
func (b *books) passDays(n int) {
	b.t.Helper()
	b.passed += n
	b.must(b.db.ShiftClock(b.t.Context(), time.Duration(b.passed)*24*time.Hour))
}

// asApp runs a statement as the application would, with an event.
func (b *books) asApp(sql string) error {
	return pgx.BeginFunc(b.t.Context(), b.owner, func(tx pgx.Tx) error {
		_, err := tx.Exec(b.t.Context(), `select set_config('app.event_id', $1, true), set_config('app.cooperative_id', $2, true)`,
			newID[audit.Event]().String(), b.id.String())
		if err != nil {
			return err
		}
		if _, err := tx.Exec(b.t.Context(), `set local role allmende_app`); err != nil {
			return err
		}
		_, err = tx.Exec(b.t.Context(), sql, b.id.String())
		return err
	})
}

// breaking stops a transaction in the middle.
type breaking struct {
	driven.Work
	at  string
	err error
}

func billingOn(work driven.Work) *usecase.Billing { return usecase.NewBilling(work) }

func (w breaking) Do(ctx context.Context, attempt driven.Attempt, fn func(context.Context, driven.Stores) error) error {
	return w.Work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		if w.at == "before the event" {
			s.Events = breakingEvents{w.err}
		}
		if err := fn(ctx, s); err != nil {
			return err
		}
		return w.err
	})
}

type breakingEvents struct{ err error }

func (e breakingEvents) Record(context.Context, audit.Event) error { return e.err }
