package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// journal posts straight into the ledger, for made-up causes.
type journal struct {
	*market
	fay  access.Actor
	runs atomic.Int64 // of transactions
}

func openJournal(t testing.TB) *journal {
	t.Helper()
	return journalIn(openMarket(t))
}

func journalIn(m *market) *journal {
	m.t.Helper()
	return &journal{market: m, fay: m.appoint("Frauke Finanzen", access.Grant{Role: access.FinanceOfficer})}
}

// members admits so many.
func (j *journal) members(n int) []member.ID {
	j.t.Helper()
	members := make([]member.ID, n)
	for i := range members {
		members[i] = id.New[member.Member]()
		j.prepare(`insert into member (cooperative_id, id, name, kind, status, population, approval_limit, admitted_on) values ($1, $2, $3, 'it-provider', 'admitted', 0, 5000, '2026-01-01')`,
			j.id.String(), members[i].String(), fmt.Sprintf("Mitglied %02d", i))
	}
	return members
}

// within does something in one transaction with its event.
func (j *journal) within(ctx context.Context, fn func(context.Context, driven.Stores) error) error {
	return j.db.Do(ctx, driven.Attempt{Actor: j.fay}, func(ctx context.Context, s driven.Stores) error {
		j.runs.Add(1)
		if err := fn(ctx, s); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "test.posted", Object: audit.Object{Type: "test"}})
	})
}

func (j *journal) book(postings ...costing.Posting) error {
	return j.within(context.WithoutCancel(j.t.Context()), func(ctx context.Context, s driven.Stores) error { return s.Ledger.Post(ctx, postings) })
}

func (j *journal) mustBook(postings ...costing.Posting) {
	j.t.Helper()
	if err := j.book(postings...); err != nil {
		j.t.Fatal(err)
	}
}

// entry is one that counts for a day, with lines given as accounts and cents in turn.
func (j *journal) entry(on period.Day, lines ...any) costing.Posting {
	p := costing.Posting{Entry: costing.Entry{
		ID: id.New[costing.Entry](), PostedAt: time.Now().UTC().Truncate(time.Microsecond), PostedBy: j.fay.Person, BookedOn: on, Text: "Zahlung",
		Cause: costing.Cause{Type: costing.CausePayment, ID: id.New[costing.Entry]().String()},
	}}
	for i := 0; i < len(lines); i += 2 {
		p.Lines = append(p.Lines, costing.Line{Account: lines[i].(costing.Account), Amount: money.FromCents(int64(lines[i+1].(int)))})
	}
	return p
}

func (j *journal) read(fn func(context.Context, driven.Stores) error) {
	j.t.Helper()
	if err := j.db.Read(j.t.Context(), j.fay, fn); err != nil {
		j.t.Fatal(err)
	}
}

func (j *journal) balances(asOf period.Day, kinds ...costing.AccountKind) map[costing.Account]int64 {
	j.t.Helper()
	balances := map[costing.Account]int64{}
	j.read(func(ctx context.Context, s driven.Stores) error {
		found, err := s.Ledger.Balances(ctx, asOf, kinds...)
		for i, p := range found {
			balances[p.Account] = p.Amount.Cents()
			if i > 0 && found[i-1].Account.Compare(p.Account) >= 0 {
				j.t.Errorf("%s stands before %s", found[i-1].Account, p.Account)
			}
		}
		return err
	})
	return balances
}

func (j *journal) agrees() {
	j.t.Helper()
	_, findings, err := j.db.Rows(j.t.Context(), j.id)
	if err != nil || len(findings) > 0 {
		j.t.Errorf("%d findings as %+v, %v", len(findings), findings[:min(1, len(findings))], err)
	}
}

var (
	bank  = costing.OwnAccount(costing.OfBank)
	today = period.Date(2026, 11, 21)
)

func TestAccountsOfEveryKindAreOpenedOnce(t *testing.T) {
	j := openJournal(t)
	m := costing.MemberAccount(j.members(1)[0])
	supplier, funder, pool := id.New[member.Supplier](), id.New[costing.Funder](), id.New[costing.Pool]()
	j.prepare(`insert into supplier (cooperative_id, id, name) values ($1, $2, 'Lieferant')`, j.id.String(), supplier.String())
	j.prepare(`insert into funder (cooperative_id, id, name) values ($1, $2, 'Land')`, j.id.String(), funder.String())
	j.prepare(`insert into cost_pool (cooperative_id, id, number, title, kind, regime, mode, created_by, created_at) values ($1, $2, 'KP-1', 'Titel', 'other', 'cost-sheet', 'each-run', $3, now())`,
		j.id.String(), pool.String(), j.fay.Person.String())
	posting := func() costing.Posting {
		return j.entry(today, m, 1, costing.SupplierAccount(supplier), 2, costing.FunderAccount(funder), 3, costing.PoolAccount(pool), 4,
			costing.OwnAccount(costing.OfVAT), 5, costing.OwnAccount(costing.OfRounding), 6, bank, 7, costing.OwnAccount(costing.OfCooperative), -28)
	}
	j.mustBook(posting())
	j.mustBook(posting(), posting())
	got := j.balances(period.Day{})
	if n := count(t, j.owner, `select count(*) from ledger_account`); n != 8 || len(got) != 8 || got[m] != 3 || got[costing.FunderAccount(funder)] != 9 || got[bank] != 21 {
		t.Errorf("%d accounts: %v", n, got)
	}
	j.agrees()
}

func TestAnOwnerThatDoesNotExistGetsNoAccount(t *testing.T) {
	j, theirs := openJournal(t), (*journal)(nil)
	theirs = journalIn(marketIn(t, j.db, j.owner))
	for what, account := range map[string]costing.Account{
		"a member that is none": costing.MemberAccount(id.New[member.Member]()), "another cooperative's": costing.MemberAccount(theirs.members(1)[0]),
		"no id": costing.MemberAccount("Celle"), "a kind that is none": costing.RestoreAccount("gift", ""),
	} {
		if err := j.book(j.entry(today, account, 1, bank, -1)); err == nil {
			t.Errorf("%s: booked", what)
		}
	}
	if n := count(t, j.owner, `select (select count(*) from ledger_account) + (select count(*) from ledger_entry)`); n != 0 {
		t.Errorf("%d rows left behind", n)
	}
	j.mustBook(j.entry(today, costing.MemberAccount(j.members(1)[0]), 1, bank, -1)) // nothing is remembered of what was rolled back
	theirs.mustBook(theirs.entry(today, bank, 5, costing.OwnAccount(costing.OfVAT), -5))
	if ours, others := j.balances(period.Day{})[bank], theirs.balances(period.Day{})[bank]; ours != -1 || others != 5 {
		t.Errorf("banks of %d and %d cents, want -1 and 5", ours, others)
	}
}

func TestAPostingIsBookedWholeOrNotAtAll(t *testing.T) {
	j := openJournal(t)
	members := j.members(2)
	a, b := costing.MemberAccount(members[0]), costing.MemberAccount(members[1])
	good := j.entry(today, a, 5, bank, -5)
	j.mustBook(good)
	again := j.entry(today, a, 5, bank, -5)
	again.Cause = good.Cause
	for what, c := range map[string]struct {
		bad  costing.Posting
		want error
	}{
		"a cause that has an entry": {again, costing.ErrBooked},
		"a cent too much":           {j.entry(today, b, 5, bank, -4), nil},
		"no lines":                  {j.entry(today), nil},
		"an account twice":          {j.entry(today, b, 5, b, -5), nil},
		"a line of 0.00":            {j.entry(today, b, 0, bank, 0), nil},
		"no day":                    {j.entry(period.Day{}, b, 5, bank, -5), nil},
	} {
		err := j.book(j.entry(today, a, 1, b, -1), c.bad)
		if err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", what, err, c.want)
		}
	}
	if got := j.balances(period.Day{}); len(got) != 2 || got[a] != 5 || got[bank] != -5 {
		t.Errorf("got %v", got)
	}
	j.mustBook()
	j.agrees()
}

// ledger_lines_of looks past row-level security.
func TestNobodyReadsTheLinesOfAnotherCooperativesAccount(t *testing.T) {
	j := openJournal(t)
	j.mustBook(j.entry(today, costing.MemberAccount(j.members(1)[0]), 5, bank, -5))
	for cooperative, want := range map[string]int{j.id.String(): 2, id.New[member.Cooperative]().String(): 0, "": 0} {
		var n int
		err := pgx.BeginFunc(t.Context(), j.owner, func(tx pgx.Tx) error {
			var account [2]string
			if err := tx.QueryRow(t.Context(), `select min(id::text), max(id::text) from ledger_account`).Scan(&account[0], &account[1]); err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), `select set_config('app.cooperative_id', $1, true)`, cooperative); err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), `set local role allmende_app`); err != nil {
				return err
			}
			return tx.QueryRow(t.Context(), `select count(*) from unnest($1::uuid[]) a (id) cross join lateral ledger_lines_of(a.id)`, account[:]).Scan(&n)
		})
		if err != nil || n != want {
			t.Errorf("in cooperative %q: %d lines, want %d, %v", cooperative, n, want, err)
		}
	}
}

// Property 44.
func TestBalancesAsOfAnyDayAreTheSumsOfTheLinesUntilThen(t *testing.T) {
	j := openJournal(t)
	accounts := []costing.Account{bank, costing.OwnAccount(costing.OfVAT)}
	for _, m := range j.members(6) {
		accounts = append(accounts, costing.MemberAccount(m))
	}
	type line struct {
		on      period.Day
		account costing.Account
		cents   int64
		entry   costing.EntryID
	}
	var lines []line
	random := rand.New(rand.NewPCG(44, 1))
	for range 12 {
		var postings []costing.Posting
		for range 1 + random.IntN(8) {
			first, others := random.IntN(len(accounts)), 1+random.IntN(len(accounts)-1)
			p, sum := j.entry(today.Add(-random.IntN(40))), 0
			for i := range others {
				cents := 1 + random.IntN(10_000)
				sum += cents
				p.Lines = append(p.Lines, costing.Line{Account: accounts[(first+1+i)%len(accounts)], Amount: money.FromCents(int64(cents))})
			}
			p.Lines = append(p.Lines, costing.Line{Account: accounts[first], Amount: money.FromCents(int64(-sum))})
			for _, l := range p.Lines {
				lines = append(lines, line{p.BookedOn, l.Account, l.Amount.Cents(), p.ID})
			}
			postings = append(postings, p)
		}
		j.mustBook(postings...)
	}
	for _, asOf := range []period.Day{{}, today, today.Add(-1), today.Add(-17), today.Add(-39), today.Add(-40)} {
		want := map[costing.Account]int64{}
		for _, l := range lines {
			if asOf.IsZero() || !l.on.After(asOf) {
				want[l.account] += l.cents
			}
		}
		got := j.balances(asOf)
		for _, a := range accounts {
			if got[a] != want[a] {
				t.Errorf("%s as of %s: %d cents, want %d", a, asOf, got[a], want[a])
			}
		}
		if members := j.balances(asOf, costing.OfMember); members[bank] != 0 || members[accounts[2]] != want[accounts[2]] {
			t.Errorf("of members only, as of %s: %v", asOf, members)
		}
	}
	over := period.Span{From: today.Add(-20), To: today.Add(-5)}
	for _, a := range accounts {
		want, n := int64(0), 0
		for _, l := range lines {
			if l.account == a && !l.on.Before(over.From) && !l.on.After(over.To) {
				want, n = want+l.cents, n+1
			}
		}
		j.read(func(ctx context.Context, s driven.Stores) error {
			found, err := s.Ledger.Lines(ctx, a, over)
			sum := int64(0)
			for i, l := range found {
				sum += l.Amount.Cents()
				if i > 0 && found[i-1].BookedOn.After(l.BookedOn) || l.Cause.Type != costing.CausePayment || l.PostedBy != j.fay.Person {
					t.Errorf("%s: line %d is %+v", a, i, l)
				}
			}
			if len(found) != n || sum != want {
				t.Errorf("%s: %d lines of %d cents, want %d of %d", a, len(found), sum, n, want)
			}
			return err
		})
	}
	j.agrees()
}

// Property 45.
func TestOverlappingBulksAtOnceNeitherDeadlockNorLoseAnything(t *testing.T) {
	j := openJournal(t)
	var accounts []costing.Account
	for _, m := range j.members(20) {
		accounts = append(accounts, costing.MemberAccount(m))
	}
	const clients, bulks, entries = 32, 3, 25
	j.runs.Store(0)
	for i, err := range together(clients, func(i int) error {
		random := rand.New(rand.NewPCG(45, uint64(i)))
		for range bulks {
			postings := make([]costing.Posting, entries)
			for k := range postings {
				order := random.Perm(len(accounts))[:10]
				postings[k] = j.entry(today, bank, -10)
				for _, a := range order {
					postings[k].Lines = append(postings[k].Lines, costing.Line{Account: accounts[a], Amount: money.FromCents(1)})
				}
			}
			if err := j.book(postings...); err != nil {
				return err
			}
		}
		return nil
	}) {
		if err != nil {
			t.Errorf("client %d: %v", i, err)
		}
	}
	if n := j.runs.Load(); n != clients*bulks {
		t.Errorf("%d transactions for %d bulks: some were a deadlock's victim", n, clients*bulks)
	}
	if n := count(t, j.owner, `select count(*) from ledger_entry`); n != clients*bulks*entries {
		t.Errorf("%d entries, want %d", n, clients*bulks*entries)
	}
	if got := j.balances(period.Day{}); got[bank] != -10*clients*bulks*entries {
		t.Errorf("the bank stands at %d cents, want %d", got[bank], -10*clients*bulks*entries)
	}
	if n := count(t, j.owner, `select count(*) from ledger_account`); n != len(accounts)+1 {
		t.Errorf("%d accounts, want %d", n, len(accounts)+1)
	}
	j.agrees()
}
