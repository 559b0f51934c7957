package postgres_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestAGrantIsDrawnDownAndItsRestGoesBackToTheFunder(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn, peine)...))
	granted := func(in driving.AddGrant) view.Grant {
		t.Helper()
		shown, err := b.costing.AddGrant(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), in)
		if err != nil {
			t.Fatal(err)
		}
		return shown.Grants[0]
	}
	granted(driving.AddGrant{Funder: "Land Niedersachsen", Reference: "D-1", Method: "off-top", Amount: "10.00"})
	granted(driving.AddGrant{Funder: "Land Niedersachsen", Reference: "D-2", Method: "rate", Amount: "100.00", Rate: "25"})
	earmarked := granted(driving.AddGrant{Funder: "Stiftung", Reference: "S-1", Method: "earmarked", Amount: "40.00", Members: []driving.GrantWeight{{Member: of(peine)[0], Weight: "1"}}})
	if n := count(t, b.owner, `select count(*) from funder`); n != 2 || earmarked.Left != "40.00" || earmarked.Status != "granted" {
		t.Errorf("%d funders, %+v", n, earmarked)
	}
	run := b.run(pool, january, by(costing.Equal))
	if run.Granted != "56.67" || run.Booked != "43.33" || bookedOf(run.Shares) != "Celle 21.66, Gifhorn 21.67, Peine 0.00" || len(run.Grants) != 3 {
		t.Errorf("granted %s, booked %s: %s, %+v", run.Granted, run.Booked, bookedOf(run.Shares), run.Grants)
	}
	for i, want := range []string{"S-1 21.67 18.33", "D-2 25.00 75.00", "D-1 10.00 0.00"} {
		if g := b.shown(pool).Grants[i]; g.Reference+" "+g.Granted+" "+g.Left != want {
			t.Errorf("%+v, want %s", g, want)
		}
	}
	closed, err := b.costing.CloseGrant(t.Context(), b.finn, costing.GrantID(earmarked.ID), 1)
	if err != nil {
		t.Fatal(err)
	}
	if g := closed.Grants[0]; g.Status != "closed" || g.Left != "0.00" || g.Version != 2 {
		t.Errorf("closed: %+v", g)
	}
	if _, err := b.costing.CloseGrant(t.Context(), b.finn, costing.GrantID(earmarked.ID), 2); !errors.Is(err, costing.ErrGrantClosed) {
		t.Errorf("closed twice: %v", err)
	}
	if _, err := b.costing.CloseGrant(t.Context(), b.finn, costing.GrantID(earmarked.ID), 1); !errors.Is(err, access.ErrStale) {
		t.Errorf("another version: %v", err)
	}
	list := must(b.accounts.Accounts(t.Context(), b.auditor, ""))
	for _, a := range list.Items {
		if want, known := map[string]string{"funder Land Niedersachsen": "110.00", "funder Stiftung": "21.67", "grant Land Niedersachsen D-2": "-75.00", "grant Stiftung S-1": "0.00"}[a.Kind+" "+a.Name]; known && a.Balance != want {
			t.Errorf("%+v, want %s", a, want)
		}
	}
	// Less cost: of the closed grant what it gives less goes to the funder at once.
	b.attach(pool, spent("-50.00", january))
	less := b.run(pool, january, nil)
	if less.Granted != "31.67" || b.shown(pool).Balance != "0.00" {
		t.Errorf("corrected: granted %s", less.Granted)
	}
	b.ledgerMustAgree()
}

func TestAReversalThatWouldOverdrawAGrantIsRefused(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, _ := b.towns()
	pool := b.collect(licence("100.00", of(celle, gifhorn)...))
	if _, err := b.costing.AddGrant(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), driving.AddGrant{Funder: "Land", Reference: "D-1", Method: "off-top", Amount: "60.00"}); err != nil {
		t.Fatal(err)
	}
	b.run(pool, january, by(costing.Equal))
	b.attach(pool, spent("-90.00", january))
	less := b.run(pool, january, nil)
	b.attach(pool, spent("40.00", february))
	if later := b.run(pool, february, nil); less.Granted != "10.00" || later.Granted != "40.00" {
		t.Errorf("granted %s, then %s", less.Granted, later.Granted)
	}
	before := b.balances()
	if _, err := b.reverse(less, b.fay); !errors.Is(err, costing.ErrGrantOverdrawn) {
		t.Errorf("got %v", err)
	}
	if b.balances() != before {
		t.Errorf("before %s, after %s", before, b.balances())
	}
	b.ledgerMustAgree()
}

func TestOwnInvoicesShareNetAndCostSheetsShareTheTaxToo(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn, peine := b.towns()
	for _, c := range []struct{ regime, vat, booked, balances, vatAccount string }{
		{"cost-sheet", "19.70", "129.71", "Celle 43.25, Gifhorn 43.24, Peine 43.22", "0.00"},
		{"own-invoices", "0.00", "110.01", "Celle 36.67, Gifhorn 36.67, Peine 36.67", "19.70"},
	} {
		pool := b.collect(driving.CreateCostPool{Title: "Verfahren", Kind: "shared-service", Regime: c.regime, Members: of(celle, gifhorn, peine)})
		b.attach(pool, taxed("100.00", "19", january))
		b.attach(pool, taxed("10.01", "7", january))
		run := b.run(pool, january, by(costing.Equal))
		if run.Vat != c.vat || run.Booked != c.booked || run.Total != "110.01" || b.shown(pool).Vat != "19.70" || b.shown(pool).Balance != "0.00" {
			t.Errorf("%s: VAT %s, booked %s", c.regime, run.Vat, run.Booked)
		}
		list := must(b.accounts.Accounts(t.Context(), b.auditor, ""))
		for _, a := range list.Items {
			if a.Kind == "vat" && a.Balance != c.vatAccount {
				t.Errorf("%s: %+v, want %s", c.regime, a, c.vatAccount)
			}
		}
		b.mustReverse(run)
	}
	b.ledgerMustAgree()
}

func TestACallOffIsCountedByOneCost(t *testing.T) {
	b := openTreasury(t)
	celle, gifhorn := b.town("Celle", "033510006006", 70_000), b.buyer("Dienstleister")
	vergabe, _ := b.tendered(map[string]access.Actor{"30": celle, "10": gifhorn})
	f := b.contractOf(vergabe, celle, gifhorn)
	pool := b.collect(driving.CreateCostPool{Title: "Abrufe", Kind: "other", Framework: f.ID})
	today := period.DayOf(time.Now()).String()
	count := func() (view.CostPool, error) {
		return b.costing.AddCallOffCost(t.Context(), b.fay, access.Key{}, costing.PoolID(pool.ID), driving.AddCallOffCost{From: "2026-01-01", To: today, VatRate: "19"})
	}
	if _, err := count(); !errors.Is(err, costing.ErrNoCallOffs) {
		t.Errorf("none placed: %v", err)
	}
	b.mustPlace(celle, f, line(f, 1, "1"))
	b.mustPlace(gifhorn, f, line(f, 1, "2"))
	shown, err := count()
	if err != nil || len(shown.Costs) != 1 || shown.Costs[0].CallOffs != 2 || shown.Costs[0].Net != "1169.70" || shown.Costs[0].Source != "call-offs" || shown.Costs[0].Supplier.Name != "Technik GmbH" {
		t.Fatalf("%+v, %v", shown, err)
	}
	if _, err := count(); !errors.Is(err, costing.ErrNoCallOffs) {
		t.Errorf("counted twice: %v", err)
	}
	b.mustPlace(celle, f, line(f, 1, "1"))
	if shown, err = count(); err != nil || len(shown.Costs) != 2 || shown.Costs[0].CallOffs != 1 {
		t.Errorf("one more: %+v, %v", shown, err)
	}
	run := b.run(pool, span{"2026-01-01", today}, by(costing.CallOffValue))
	if run.Total != "1559.60" || amountsOf(run.Shares) != "Celle 779.80, Dienstleister 779.80" {
		t.Errorf("%s: %s", run.Total, amountsOf(run.Shares))
	}
	b.ledgerMustAgree()
}
