package postgres_test

import (
	"context"
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/domain/vat"
	"allmende/ports/driven"
	"allmende/ports/view"
)

var (
	full    = vat.MustTax(vat.Standard, "19")
	reduced = vat.MustTax(vat.Standard, "7")
)

func TestAClosingBillsWhatWasChargedWithTheSuppliersVATWithin(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B", "C")
	b.charge("Ausschreibung", costing.TenderCost, costing.CostSheet, "100.00", full, towns...)
	b.charge("Beitrag", costing.MembershipFee, costing.CostSheet, "30.00", vat.MustTax(vat.Exempt, "0"), towns[0])
	closing := b.close(b.month.To)
	if closing.Statements != 3 || closing.Total != "149.00" || closing.Through != b.month.To.String() {
		t.Fatalf("got %+v", closing)
	}
	a := b.of(towns[0])
	if len(a.Lines) != 2 || a.Lines[0].Section != "fees" || a.Lines[1].Section != "shares" || a.Lines[1].VatCategory != "E" {
		t.Fatalf("got %+v", a.Lines)
	}
	if l := a.Lines[1]; l.Share != "33.34" || l.Vat != "6.34" || l.Granted != "0.00" || l.Amount != "39.68" {
		t.Errorf("got %+v", l)
	}
	if a.Net != "69.68" || a.VatTotal != "0.00" || a.Total != "69.68" || a.OpeningBalance != "0.00" || a.ClosingBalance != "69.68" {
		t.Errorf("got %+v", a)
	}
	b.mustAgree()
}

// TestOwnInvoicesBookTheDifferenceOfRounding: Property 33.
func TestOwnInvoicesBookTheDifferenceOfRounding(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B", "C")
	b.charge("Rechenzentrum", costing.DataCenterMonth, costing.OwnInvoices, "100.00", full, towns...)
	b.close(b.month.To)
	charged := money.Zero
	for i, want := range []string{"39.67", "39.66", "39.66"} {
		s := b.of(towns[i])
		if s.Total != want || len(s.Lines) != 1 || s.Lines[0].Section != "capacity" || s.Lines[0].VatCategory != "S" || s.Lines[0].VatRate != "19" {
			t.Errorf("got %+v, want %s", s, want)
		}
		charged = charged.Add(money.MustAmount(s.VatTotal))
		if got := b.balance(costing.MemberAccount(towns[i])); got.String() != want {
			t.Errorf("the account stands at %s, want %s", got, want)
		}
	}
	if got := b.balance(costing.OwnAccount(costing.OfVAT)); !got.IsZero() {
		t.Errorf("VAT: got %s, want 0.00", got)
	}
	difference := b.balance(costing.OwnAccount(costing.OfRounding))
	if want := money.MustAmount("19.00").Sub(charged); difference.Cmp(want) != 0 || difference.String() != "0.01" {
		t.Errorf("rounding: got %s, want %s", difference, want)
	}
	b.mustAgree()
}

func TestOwnInvoicesOfSeveralRatesHaveALineForEach(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B", "C")
	pool := b.pool("Fachtagung", costing.SharedService, costing.OwnInvoices, towns...)
	b.must(b.cost(pool, b.month, "100.00", full))
	b.must(b.cost(pool, b.month, "50.01", reduced))
	_, err := b.run(pool, b.month, equally())
	b.must(err)
	b.close(b.month.To)
	nets := map[string]money.Amount{}
	for _, m := range towns {
		for _, l := range b.of(m).Lines {
			nets[l.VatRate] = nets[l.VatRate].Add(money.MustAmount(l.Amount))
		}
	}
	if nets["19"].String() != "100.00" || nets["7"].String() != "50.01" {
		t.Errorf("got %v", nets)
	}
	if got := b.balance(costing.OwnAccount(costing.OfVAT)); !got.IsZero() {
		t.Errorf("VAT: got %s, want 0.00", got)
	}
	b.mustAgree()
}

func TestARateThatChangedIsBilledThoughNothingWasBooked(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B")
	pool, _ := b.charge("Fachtagung", costing.SharedService, costing.OwnInvoices, "100.00", full, towns...)
	b.close(b.month.To)
	b.must(b.cost(pool, b.month, "-100.00", full))
	b.must(b.cost(pool, b.month, "100.00", reduced))
	if _, err := b.run(pool, b.month, nil); err != nil {
		t.Fatal(err)
	}
	b.passDays(1)
	b.close(b.today().Add(-1))
	s := b.of(towns[0])
	if len(s.Lines) != 2 || s.Net != "0.00" || s.Total != "-6.00" || s.Lines[0].Section != "corrections" {
		t.Fatalf("got %+v", s)
	}
	if got := b.balance(costing.MemberAccount(towns[0])); got.String() != "53.50" {
		t.Errorf("got %s, want 53.50", got)
	}
	if got := b.balance(costing.OwnAccount(costing.OfVAT)); !got.IsZero() {
		t.Errorf("VAT: got %s, want 0.00", got)
	}
	b.mustAgree()
}

// TestCorrectionsAndReversalsAreBilledWithTheNextClosing: Property 39 on statements.
func TestCorrectionsAndReversalsAreBilledWithTheNextClosing(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B")
	pool, first := b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, towns...)
	b.close(b.month.To)
	b.must(b.cost(pool, b.month, "-20.00", full))
	second, err := b.run(pool, b.month, nil)
	b.must(err)
	b.passDays(1)
	b.close(b.today().Add(-1))
	if s := b.of(towns[0]); s.Total != "-11.90" || len(s.Lines) != 1 || s.Lines[0].Section != "corrections" || s.Lines[0].Share != "-10.00" || s.Lines[0].Vat != "-1.90" {
		t.Fatalf("got %+v", s)
	}
	b.reverse(second)
	b.passDays(1)
	b.close(b.today().Add(-1))
	if s := b.of(towns[0]); s.Total != "11.90" || s.Lines[0].Text != "Storno: Lizenz" || s.OpeningBalance != "47.60" || s.ClosingBalance != "59.50" {
		t.Fatalf("got %+v", s)
	}
	b.reverse(first)
	b.passDays(1)
	b.close(b.today().Add(-1))
	total := money.Zero
	for _, s := range b.statements() {
		if s.Member.ID == towns[0].String() {
			total = total.Add(money.MustAmount(s.Total))
		}
	}
	if !total.IsZero() || !b.balance(costing.MemberAccount(towns[0])).IsZero() {
		t.Errorf("statements sum to %s, the account to %s", total, b.balance(costing.MemberAccount(towns[0])))
	}
	b.mustAgree()
}

// TestACreditNoteMirrorsItsStatementAndItsLinesAreBilledAgain: Property 30.
func TestACreditNoteMirrorsItsStatementAndItsLinesAreBilledAgain(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B")
	b.charge("Rechenzentrum", costing.DataCenterMonth, costing.OwnInvoices, "15225.00", full, towns...)
	b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "0.03", full, towns...)
	b.close(b.month.To)
	s := b.of(towns[0])
	if _, err := b.billing.Credit(t.Context(), b.fay, billing.ID(s.ID), s.Version, "falscher Empfänger"); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("credited by who issued it: %v", err)
	}
	if _, err := b.billing.Credit(t.Context(), b.finn, billing.ID(s.ID), s.Version+1, "falscher Empfänger"); !errors.Is(err, access.ErrStale) {
		t.Errorf("another version: %v", err)
	}
	note, err := b.billing.Credit(t.Context(), b.finn, billing.ID(s.ID), s.Version, "falscher Empfänger")
	b.must(err)
	if note.Kind != "credit-note" || note.Number[:3] != "KG-" || note.Credits.ID != s.ID || note.Reason != "falscher Empfänger" {
		t.Errorf("got %+v", note)
	}
	mirrored(t, s, note)
	if got := b.balance(costing.OwnAccount(costing.OfVAT)); got.String() != "1446.37" && got.String() != "1446.38" {
		t.Errorf("VAT of what is to be billed again: got %s", got)
	}
	if _, err := b.billing.Credit(t.Context(), b.finn, billing.ID(s.ID), s.Version+1, "noch einmal"); !errors.Is(err, billing.ErrCredited) {
		t.Errorf("credited twice: %v", err)
	}
	if _, err := b.billing.Pay(t.Context(), b.fay, billing.ID(s.ID), s.Version+1, b.today().String()); !errors.Is(err, billing.ErrCredited) {
		t.Errorf("paid after the credit note: %v", err)
	}
	b.close(b.afterwards.To)
	again := b.of(towns[0])
	if again.Total != s.Total || again.Number == s.Number || len(again.Lines) != len(s.Lines) {
		t.Errorf("billed again: got %+v, want what was billed %+v", again, s)
	}
	if got := b.balance(costing.MemberAccount(towns[0])); got.String() != s.Total {
		t.Errorf("the account stands at %s, want %s", got, s.Total)
	}
	if n := len(b.statements()); n != 4 {
		t.Errorf("got %d documents, want 4", n)
	}
	b.mustAgree()
}

func mirrored(t *testing.T, s, note view.Statement) {
	t.Helper()
	zero := func(what, a, b string) {
		t.Helper()
		if !money.MustAmount(a).Add(money.MustAmount(b)).IsZero() {
			t.Errorf("%s: %s and %s", what, a, b)
		}
	}
	zero("net", s.Net, note.Net)
	zero("VAT", s.VatTotal, note.VatTotal)
	zero("total", s.Total, note.Total)
	for i, l := range s.Lines {
		zero("share", l.Share, note.Lines[i].Share)
		zero("supplier's VAT", l.Vat, note.Lines[i].Vat)
		zero("granted", l.Granted, note.Lines[i].Granted)
		zero("amount", l.Amount, note.Lines[i].Amount)
	}
	for i, v := range s.Vat {
		zero("taxable", v.Taxable, note.Vat[i].Taxable)
		zero("tax", v.Tax, note.Vat[i].Tax)
	}
}

func TestAStatementIsPaidOnce(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B")
	b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, towns...)
	b.close(b.month.To)
	s := b.of(towns[0])
	for day, want := range map[string]error{b.today().Add(1).String(): billing.ErrPaymentDay, b.month.To.String(): billing.ErrPaymentDay} {
		if _, err := b.billing.Pay(t.Context(), b.fay, billing.ID(s.ID), s.Version, day); !errors.Is(err, want) {
			t.Errorf("on %s: got %v, want %v", day, err, want)
		}
	}
	paid, err := b.billing.Pay(t.Context(), b.fay, billing.ID(s.ID), s.Version, b.today().String())
	b.must(err)
	if paid.Status != "paid" || paid.PaidOn != b.today().String() || paid.Version != s.Version+1 {
		t.Errorf("got %+v", paid)
	}
	if _, err := b.billing.Pay(t.Context(), b.fay, billing.ID(s.ID), paid.Version, b.today().String()); !errors.Is(err, billing.ErrPaid) {
		t.Errorf("paid twice: %v", err)
	}
	if _, err := b.billing.Credit(t.Context(), b.finn, billing.ID(s.ID), paid.Version, "zu hoch"); !errors.Is(err, billing.ErrPaid) {
		t.Errorf("credited after payment: %v", err)
	}
	if got := b.balance(costing.MemberAccount(towns[0])); !got.IsZero() {
		t.Errorf("the account stands at %s, want 0.00", got)
	}
	if got := b.balance(costing.OwnAccount(costing.OfBank)); got.String() != "59.50" {
		t.Errorf("the bank stands at %s, want 59.50", got)
	}
	b.mustAgree()
}

func TestNothingIsBookedIntoClosedDays(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A")
	pool, _ := b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, towns...)
	if _, err := b.billing.Close(t.Context(), b.fay, access.Key{}, b.today().String()); !errors.Is(err, billing.ErrNotOver) {
		t.Errorf("a day that is not over: %v", err)
	}
	b.close(b.afterwards.To)
	for what, err := range map[string]error{
		"a cost of days that were never charged": b.cost(pool, b.afterwards, "1.00", full),
		"an entry": b.change(b.fay, func(ctx context.Context, s driven.Stores) error {
			return s.Ledger.Post(ctx, []costing.Posting{{
				Entry: costing.Entry{ID: newID[costing.Entry](), PostedAt: s.Now, PostedBy: b.fay.Person, BookedOn: b.month.To, Text: "zu spät",
					Cause: costing.Cause{Type: costing.CausePayment, ID: newID[costing.Entry]().String()}},
				Lines: []costing.Line{{Account: costing.MemberAccount(towns[0]), Amount: money.FromCents(1)}, {Account: costing.OwnAccount(costing.OfBank), Amount: money.FromCents(-1)}},
			}})
		}),
	} {
		if !errors.Is(err, costing.ErrPeriodClosed) {
			t.Errorf("%s: got %v, want %v", what, err, costing.ErrPeriodClosed)
		}
	}
	for _, through := range []string{b.month.To.String(), b.afterwards.To.String()} {
		if _, err := b.billing.Close(t.Context(), b.fay, access.Key{}, through); !errors.Is(err, billing.ErrClosedAlready) {
			t.Errorf("closed again through %s: %v", through, err)
		}
	}
	b.must(b.cost(pool, b.month, "-1.00", full)) // as a correction
	_, err := b.run(pool, b.month, nil)
	b.must(err)
	b.mustAgree()
}

func TestMembersSeeTheirOwnStatementsOnly(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B")
	reader := b.appoint("Anna Abruf", access.Grant{Role: access.Buyer, Member: towns[0]})
	b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, towns...)
	b.close(b.month.To)
	page, err := b.billing.Statements(t.Context(), reader, view.PageRequest{Limit: 10}, "", "")
	b.must(err)
	if len(page.Items) != 1 || page.Items[0].Member.ID != towns[0].String() {
		t.Errorf("got %+v", page.Items)
	}
	other := billing.ID(b.of(towns[1]).ID)
	for what, read := range map[string]func() error{
		"statement": func() error { _, err := b.billing.Statement(t.Context(), reader, other); return err },
		"document":  func() error { _, err := b.billing.Document(t.Context(), reader, other); return err },
		"payment":   func() error { _, err := b.billing.Pay(t.Context(), reader, other, 1, b.today().String()); return err },
		"credit":    func() error { _, err := b.billing.Credit(t.Context(), reader, other, 1, "warum"); return err },
		"address":   func() error { _, err := b.billing.Address(t.Context(), reader, towns[1]); return err },
		"profile":   func() error { _, err := b.billing.Profile(t.Context(), reader); return err },
		"closings":  func() error { _, err := b.billing.Closings(t.Context(), reader); return err },
		"preview": func() error {
			_, err := b.billing.PreviewClosing(t.Context(), reader, b.afterwards.To.String())
			return err
		},
		"closing": func() error {
			_, err := b.billing.Close(t.Context(), reader, access.Key{}, b.afterwards.To.String())
			return err
		},
	} {
		if err := read(); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s of another: got %v, want %v", what, err, access.ErrNotFound)
		}
	}
	own := billing.ID(page.Items[0].ID)
	if _, err := b.billing.Pay(t.Context(), reader, own, 1, b.today().String()); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("paid by the member: %v", err)
	}
}

func TestADocumentDerivesEveryShare(t *testing.T) {
	b := openBooks(t)
	towns := b.towns("A", "B", "C")
	b.charge("Rechenzentrum", costing.DataCenterMonth, costing.OwnInvoices, "100.00", full, towns...)
	pool, _ := b.charge("Lizenz", costing.JointLicence, costing.CostSheet, "100.00", full, towns...)
	b.must(b.cost(pool, b.month, "-20.00", full))
	second, err := b.run(pool, b.month, nil)
	b.must(err)
	b.reverse(second)
	b.passDays(1)
	b.close(b.today().Add(-1))
	d, err := b.billing.Document(t.Context(), b.fay, billing.ID(b.of(towns[0]).ID))
	b.must(err)
	if len(d.Lines) != 4 {
		t.Fatalf("got %d lines, want 4", len(d.Lines))
	}
	for _, l := range d.Lines {
		if len(l.Derivation.Steps) == 0 || l.Derivation.Rule == "" || l.Derivation.Allocation == "" {
			t.Errorf("%s is not derived: %+v", l.Text, l.Derivation)
		}
		for _, step := range l.Derivation.Steps {
			if step.Held != billing.NotHeld {
				t.Errorf("%s is only told: %+v", l.Text, step)
			}
		}
	}
}
