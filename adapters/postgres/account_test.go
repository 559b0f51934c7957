package postgres_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestAnAccountRunsFromItsOpeningToItsClosingBalance(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.clockAt(must(time.Parse(time.RFC3339, "2028-02-01T12:00:00Z")))
	for _, c := range []struct{ day, amount string }{{"2026-12-31", "100.00"}, {"2027-01-01", "20.00"}, {"2027-06-30", "-5.00"}, {"2028-01-31", "1.00"}} {
		cost := spent(c.amount, span{c.day, c.day})
		pool := b.collect(driving.CreateCostPool{Title: "Lizenz", Kind: "joint-licence", Members: of(celle), Cost: &cost})
		b.run(pool, span{c.day, c.day}, by(costing.Equal))
	}
	texts := func(s view.AccountStatement) string {
		parts := []string{s.From, s.To, s.OpeningBalance}
		for _, l := range s.Lines {
			parts = append(parts, l.Amount+" → "+l.Balance)
		}
		return strings.Join(append(parts, s.ClosingBalance), " | ")
	}
	m := of(celle)[0]
	// Property 44.
	for _, c := range []struct{ from, to, want string }{
		{"", "", "2028-01-01 | 2028-12-31 | 115.00 | 1.00 → 116.00 | 116.00"},
		{"2026-01-01", "2026-12-31", "2026-01-01 | 2026-12-31 | 0.00 | 100.00 → 100.00 | 100.00"},
		{"", "2027-06-30", "2027-01-01 | 2027-06-30 | 100.00 | 20.00 → 120.00 | -5.00 → 115.00 | 115.00"},
		{"2027-06-30", "", "2027-06-30 | 2027-12-31 | 120.00 | -5.00 → 115.00 | 115.00"},
		{"2030-02-28", "2030-02-28", "2030-02-28 | 2030-02-28 | 116.00 | 116.00"},
	} {
		if got := texts(b.account(celle, m, c.from, c.to)); got != c.want {
			t.Errorf("%s to %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
	for _, c := range []struct {
		from, to, field string
		want            error
	}{
		{"2027-02-29", "", "from", period.ErrDayMalformed},
		{"", "morgen", "to", period.ErrDayMalformed},
		{"2027-01-02", "2027-01-01", "to", period.ErrReversed},
	} {
		_, err := b.accounts.MemberAccount(t.Context(), celle, member.ID(m), c.from, c.to)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
	}
	if got := texts(b.account(gifhorn, of(gifhorn)[0], "", "")); got != "2028-01-01 | 2028-12-31 | 0.00 | 0.00" {
		t.Errorf("a member without an account: %s", got)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestAccountsAreThoseInSightAndSumToZero(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.mustPost(b.mustDraft(b.collect(licence("10.00", of(celle)...)), costing.Equal))
	b.mustPost(b.mustDraft(b.collect(licence("-0.50", of(celle)...)), costing.Equal))
	theirs := treasuryIn(shopIn(marketIn(t, b.db, b.owner)))
	names := func(accounts []view.Account) (texts []string) {
		for _, a := range accounts {
			if a.Kind == "member" || a.Balance != "0.00" {
				texts = append(texts, strings.TrimSpace(a.Kind+" "+a.Name)+" "+a.Balance)
			}
		}
		return texts
	}
	for _, c := range []struct {
		who       string
		reader    access.Actor
		asOf      string
		want, sum string
	}{
		{"a finance officer", b.fay, "", "[member Celle 9.50 member Gifhorn 0.00 cooperative -9.50]", "0.00"},
		{"the day before", b.fay, "2026-01-30", "[member Celle 0.00 member Gifhorn 0.00]", "0.00"},
		{"that day", b.auditor, "2026-01-31", "[member Celle 9.50 member Gifhorn 0.00 cooperative -9.50]", "0.00"},
		{"a member", celle, "", "[member Celle 9.50]", ""},
		{"another", gifhorn, "", "[member Gifhorn 0.00]", ""},
		{"another cooperative", theirs.fay, "", "[]", "0.00"},
	} {
		list, err := b.accounts.Accounts(t.Context(), c.reader, c.asOf)
		if got := fmt.Sprint(names(list.Items)); err != nil || got != c.want || list.Sum != c.sum {
			t.Errorf("%s: got %s, sum %s, %v", c.who, got, list.Sum, err)
		}
	}
	if _, err := b.accounts.Accounts(t.Context(), b.bidder, ""); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bidder: %v", err)
	}
	if _, err := b.accounts.Accounts(t.Context(), b.fay, "gestern"); !errors.Is(err, period.ErrDayMalformed) {
		t.Errorf("no day: %v", err)
	}
	all := must(b.accounts.Accounts(t.Context(), b.fay, ""))
	for _, a := range all.Items {
		if a.ID == "" {
			continue
		}
		got, err := b.accounts.Account(t.Context(), b.auditor, a.ID, "2026-01-01", "2026-12-31")
		if err != nil || got.Account.Kind != a.Kind || got.ClosingBalance != a.Balance || len(got.Lines) == 0 {
			t.Errorf("%+v: %+v, %v", a, got, err)
		}
		_, err = b.accounts.Account(t.Context(), celle, a.ID, "", "")
		if mine := a.OwnerID == of(celle)[0]; (err == nil) != mine || !mine && !errors.Is(err, access.ErrNotFound) {
			t.Errorf("a member reads %s: %v", a.Kind, err)
		}
		if _, err := b.accounts.Account(t.Context(), theirs.fay, a.ID, "", ""); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("another cooperative reads %s: %v", a.Kind, err)
		}
	}
	if _, err := b.accounts.Account(t.Context(), b.fay, "no-id", "", ""); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("no id: %v", err)
	}
}

// Property 47.
func TestNettingClearsAllBalancesAndBooksNothing(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.run(b.collect(licence("10.01", of(celle, gifhorn)...)), january, by(costing.Equal))
	entries := count(t, b.owner, `select count(*) from ledger_entry`)
	netting, err := b.accounts.Netting(t.Context(), b.auditor, "")
	if err != nil || len(netting.Positions) != 3 || len(netting.Transfers) != 2 {
		t.Fatalf("got %+v, %v", netting, err)
	}
	for i, want := range []string{"Gifhorn →  5.01", "Celle →  5.00"} {
		if tr := netting.Transfers[i]; tr.From.Name+" → "+tr.To.Name+" "+tr.Amount != want || tr.To.Kind != "cooperative" || tr.From.ID == "" {
			t.Errorf("transfer %d: %+v, want %s", i, tr, want)
		}
	}
	if n := count(t, b.owner, `select count(*) from ledger_entry`); n != entries {
		t.Errorf("%d entries, want %d", n, entries)
	}
	if _, err := b.accounts.Netting(t.Context(), celle, ""); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a member: %v", err)
	}
	if _, err := b.accounts.Netting(t.Context(), b.bidder, ""); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bidder: %v", err)
	}
}
