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
	"allmende/ports/view"
)

func TestAStatementRunsFromItsOpeningToItsClosingBalance(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	book := func(at, amount string) {
		b.clockAt(must(time.Parse(time.RFC3339, at)))
		b.mustPost(b.mustDraft(b.collect(licence(amount, of(celle)...)), costing.Equal))
	}
	book("2026-12-31T22:59:59Z", "100.00") // the last second of the year in Berlin
	book("2026-12-31T23:00:00Z", "20.00")  // the first of 2027
	book("2027-06-30T12:00:00Z", "-5.00")
	book("2028-01-31T12:00:00Z", "1.00")
	texts := func(s view.Statement) string {
		parts := []string{s.From, s.To, s.OpeningBalance}
		for _, l := range s.Lines {
			parts = append(parts, l.Amount+" → "+l.Balance)
		}
		return strings.Join(append(parts, s.ClosingBalance), " | ")
	}
	m := of(celle)[0]
	for _, c := range []struct{ from, to, want string }{
		{"", "", "2028-01-01 | 2028-12-31 | 115.00 | 1.00 → 116.00 | 116.00"},
		{"2026-01-01", "2026-12-31", "2026-01-01 | 2026-12-31 | 0.00 | 100.00 → 100.00 | 100.00"},
		{"", "2027-06-30", "2027-01-01 | 2027-06-30 | 100.00 | 20.00 → 120.00 | -5.00 → 115.00 | 115.00"},
		{"2027-06-30", "", "2027-06-30 | 2027-12-31 | 120.00 | -5.00 → 115.00 | 115.00"},
		{"2030-02-28", "2030-02-28", "2030-02-28 | 2030-02-28 | 116.00 | 116.00"},
	} {
		if got := texts(b.statement(celle, m, c.from, c.to)); got != c.want {
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
		_, err := b.costing.Statement(t.Context(), celle, member.ID(m), c.from, c.to)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
	}
	if got := texts(b.statement(gifhorn, of(gifhorn)[0], "", "")); got != "2028-01-01 | 2028-12-31 | 0.00 | 0.00" {
		t.Errorf("a member without an account: %s", got)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestBalancesAreThoseOfTheMembersInSight(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 7), b.town("Gifhorn", "031510009009", 5)
	b.mustPost(b.mustDraft(b.collect(licence("10.00", of(celle)...)), costing.Equal))
	b.mustPost(b.mustDraft(b.collect(licence("-0.50", of(celle)...)), costing.Equal))
	theirs := treasuryIn(shopIn(marketIn(t, b.db, b.owner)))
	for _, c := range []struct {
		who    string
		reader access.Actor
		want   string
	}{
		{"a finance officer", b.fay, "[Celle 9.50 Gifhorn 0.00]"},
		{"a member", celle, "[Celle 9.50]"},
		{"another", gifhorn, "[Gifhorn 0.00]"},
		{"another cooperative", theirs.fay, "[]"},
	} {
		list, err := b.costing.Balances(t.Context(), c.reader)
		got := []string{}
		for _, item := range list.Items {
			got = append(got, item.Member.Name+" "+item.Balance)
		}
		if err != nil || fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, %v", c.who, got, err)
		}
	}
	if _, err := b.costing.Balances(t.Context(), b.bidder); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bidder: %v", err)
	}
}
