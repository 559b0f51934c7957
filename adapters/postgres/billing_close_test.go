package postgres_test

import (
	"errors"
	"sync"
	"testing"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/ports/view"
)

func TestOfTwoClosingsAtOnceOneWins(t *testing.T) {
	b := openBooks(t)
	b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, b.towns("A", "B")...)
	var wait sync.WaitGroup
	results := make([]error, 6)
	for i := range results {
		wait.Go(func() { _, results[i] = b.billing.Close(t.Context(), b.fay, access.Key{}, b.month.To.String()) })
	}
	wait.Wait()
	won := 0
	for _, err := range results {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, billing.ErrClosedAlready):
			t.Errorf("the loser was told %v", err)
		}
	}
	if n := len(b.statements()); won != 1 || n != 2 {
		t.Errorf("%d closings and %d statements, want 1 and 2", won, n)
	}
	b.mustAgree()
}

func TestNumbersHaveNoGapsHoweverManyCreditAtOnce(t *testing.T) {
	b := openBooks(t)
	b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, b.towns("A", "B", "C", "D", "E", "F", "G", "H")...)
	b.close(b.month.To)
	var wait sync.WaitGroup
	for i, s := range b.statements() {
		wait.Go(func() {
			reason := "falsch"
			if i%2 == 0 {
				reason = "" // refused after its number was drawn
			}
			_, err := b.billing.Credit(t.Context(), b.finn, billing.ID(s.ID), s.Version, reason)
			if (err == nil) != (i%2 == 1) {
				t.Errorf("%s: %v", s.Number, err)
			}
		})
	}
	wait.Wait()
	if n := len(b.statements()); n != 12 {
		t.Errorf("got %d documents, want 12", n)
	}
	b.mustAgree() // which finds gaps
}

func TestAClosingThatBreaksLeavesNothing(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B")
	b.charge("Rechenzentrum", costing.DataCenterMonth, costing.OwnInvoices, "100.00", full, towns...)
	broken := errors.New("the machine stops")
	for _, at := range []string{"before the event", "after it"} {
		work := breaking{b.db, at, broken}
		if _, err := billingOn(work).Close(t.Context(), b.fay, access.Key{}, b.month.To.String()); !errors.Is(err, broken) {
			t.Fatalf("%s: got %v", at, err)
		}
		var left int
		b.must(b.owner.QueryRow(t.Context(), `select (select count(*) from closing) + (select count(*) from statement) + (select count(*) from statement_line)
			+ (select count(*) from ledger_entry where cause_type = 'statement') + (select count(*) from number_counter where kind = 'KA')`).Scan(&left))
		if left != 0 {
			t.Errorf("%s: %d rows are left", at, left)
		}
	}
	b.close(b.month.To)
	if s := b.of(towns[0]); s.Number[len(s.Number)-6:] != "000001" {
		t.Errorf("got %s, want the first number", s.Number)
	}
	b.mustAgree()
}

func TestStatementsKeepWhatTheySaid(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A")
	b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, towns...)
	b.close(b.month.To)
	before := b.of(towns[0])
	profile, err := b.billing.Profile(t.Context(), b.fay)
	b.must(err)
	profile.Street = "Neue Straße 2"
	if _, err := b.billing.SetProfile(t.Context(), b.fay, profile.Version+1, profile); !errors.Is(err, access.ErrStale) {
		t.Errorf("another version: %v", err)
	}
	_, err = b.billing.SetProfile(t.Context(), b.fay, profile.Version, profile)
	b.must(err)
	_, err = b.billing.SetAddress(t.Context(), b.fay, towns[0], 0, view.BillingAddress{Street: "Rathausplatz 1", Postcode: "29221", City: "Celle", LeitwegID: "04011000-12345-03"})
	b.must(err)
	if after := b.of(towns[0]); after.Seller.Street != "Marktplatz 1" || after.Buyer != before.Buyer {
		t.Errorf("got %+v, want %+v", after, before)
	}
	for _, sql := range []string{
		`update statement set net = 0 where cooperative_id = $1`, `update statement set number = 'KA-2026-000009' where cooperative_id = $1`,
		`update statement_line set amount = 0 where cooperative_id = $1`, `delete from statement_line where cooperative_id = $1`, `delete from statement where cooperative_id = $1`,
	} {
		if err := b.asApp(sql); err == nil {
			t.Errorf("%s was not refused", sql)
		}
	}
}
