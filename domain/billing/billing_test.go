package billing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/billing/billingtest"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/vat"
)

var (
	january = period.Span{From: period.Date(2026, time.January, 1), To: period.Date(2026, time.January, 31)}
	exempt  = vat.MustTax(vat.Exempt, "0")
	full    = vat.MustTax(vat.Standard, "19")
)

// given is a statement of two lines: a cost sheet's with a grant, and an own invoice's.
func given() billing.Document {
	return billing.Document{
		Number: billing.StatementNumber(2026, 1), IssuedOn: period.Date(2026, time.February, 3), DueOn: period.Date(2026, time.March, 5), Period: january,
		Seller: billing.Seller{Name: "Einkaufsgenossenschaft Heide eG"}, Buyer: billing.Buyer{Name: "Stadt Celle"},
		Lines: []billing.Line{
			{Section: billing.Shares, Text: "Ausschreibung Notebooks", Pool: "KP-2026-0001", Period: january, Tax: exempt,
				Share: money.MustAmount("33.34"), VAT: money.MustAmount("6.34"), Granted: money.MustAmount("5.00")},
			{Section: billing.Capacity, Text: "Rechenzentrum", Pool: "KP-2026-0002", Period: january, Tax: full, Share: money.MustAmount("7612.50")},
		},
		Account: billing.Account{Opening: money.MustAmount("100.00"), Charges: money.MustAmount("9093.56"), Payments: money.MustAmount("100.00")},
	}
}

func issued(t *testing.T) billing.Document {
	t.Helper()
	d, err := billing.NewStatement(given())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAStatementComputesWhatFollowsFromItsLines(t *testing.T) {
	d := issued(t)
	for _, c := range []struct{ what, got, want string }{
		{"amount of line 1", d.Lines[0].Amount.String(), "34.68"},
		{"amount of line 2", d.Lines[1].Amount.String(), "7612.50"},
		{"net", d.Net.String(), "7647.18"},
		{"VAT", d.VAT.String(), "1446.38"},
		{"payable", d.Payable.String(), "9093.56"},
		{"closing balance", d.Account.Closing.String(), "9093.56"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, c.got, c.want)
		}
	}
	want := []billing.Subtotal{
		{Tax: exempt, Taxable: money.MustAmount("34.68"), VAT: money.MustAmount("0.00"), Reason: "Umsatzsteuerfrei nach § 4 Nr. 29 UStG"},
		{Tax: full, Taxable: money.MustAmount("7612.50"), VAT: money.MustAmount("1446.38")},
	}
	if !slices.EqualFunc(d.Breakdown, want, sameSubtotal) {
		t.Errorf("got %+v, want %+v", d.Breakdown, want)
	}
	if d.Lines[0].Place != 1 || d.Lines[1].Place != 2 || d.Kind != billing.KindStatement {
		t.Errorf("got %+v", d)
	}
}

func sameSubtotal(a, b billing.Subtotal) bool {
	return a.Tax.String() == b.Tax.String() && a.Reason == b.Reason && a.Taxable.Cmp(b.Taxable) == 0 && a.VAT.Cmp(b.VAT) == 0
}

func TestLinesStandInTheOrderOfTheSections(t *testing.T) {
	d := given()
	fee := d.Lines[1]
	fee.Section, fee.Text = billing.Fees, "Jahresbeitrag"
	d.Lines = append(d.Lines, fee)
	d, err := billing.NewStatement(d)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Jahresbeitrag", "Ausschreibung Notebooks", "Rechenzentrum"}
	for i, l := range d.Lines {
		if l.Text != want[i] || l.Place != i+1 {
			t.Errorf("line %d: got %s in place %d, want %s", i, l.Text, l.Place, want[i])
		}
	}
}

func TestTheImpossibleIsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*billing.Document)
		want   error
		field  string
	}{
		{"no number", func(d *billing.Document) { d.Number = "" }, billing.ErrNumber, "number"},
		{"no lines", func(d *billing.Document) { d.Lines = nil }, billing.ErrNoLines, ""},
		{"no period", func(d *billing.Document) { d.Period = period.Span{} }, period.ErrReversed, "period"},
		{"a day before the end", func(d *billing.Document) { d.IssuedOn = january.To.Add(-1) }, billing.ErrIssuedTooEarly, "issuedOn"},
		{"due the day before", func(d *billing.Document) { d.DueOn = d.IssuedOn.Add(-1) }, billing.ErrDueTooEarly, "dueOn"},
		{"no buyer", func(d *billing.Document) { d.Buyer.Name = "" }, billing.ErrText, "buyer.name"},
		{"a buyer whose name turns around", func(d *billing.Document) { d.Buyer.Name = "Stadt \u202eellec" }, billing.ErrText, "buyer.name"},
		{"a seller's name with a control character", func(d *billing.Document) { d.Seller.Name = "eG\x00" }, billing.ErrText, "seller.name"},
		{"a wrong IBAN", func(d *billing.Document) { d.Seller.IBAN = "DE02120300000000202052" }, billing.ErrIBAN, "seller.iban"},
		{"an IBAN with spaces", func(d *billing.Document) { d.Seller.IBAN = "DE02 1203 0000 0000 2020 51" }, billing.ErrIBAN, "seller.iban"},
		{"a wrong BIC", func(d *billing.Document) { d.Seller.BIC = "NOLADE2" }, billing.ErrBIC, "seller.bic"},
		{"a tax number for a VAT id", func(d *billing.Document) { d.Seller.VATID = "25/123/45678" }, billing.ErrVATID, "seller.vatId"},
		{"a country's name", func(d *billing.Document) { d.Seller.Country = "Deutschland" }, billing.ErrCountry, "seller.country"},
		{"a phone without digits", func(d *billing.Document) { d.Seller.Phone = "11" }, billing.ErrPhone, "seller.phone"},
		{"an address without a point", func(d *billing.Document) { d.Buyer.Email = ".a@b" }, member.ErrEmail, "buyer.email"},
		{"a wrong Leitweg-ID", func(d *billing.Document) { d.Buyer.Leitweg = "04011000-12345-04" }, member.ErrLeitwegCheck, "buyer.leitwegId"},
		{"a wrong key", func(d *billing.Document) { d.Buyer.Key = "3" }, member.ErrKeyMalformed, "buyer.officialKey"},
		{"a line without a text", func(d *billing.Document) { d.Lines[1].Text = " " }, billing.ErrText, "lines.1.text"},
		{"a line over two lines", func(d *billing.Document) { d.Lines[1].Text = "a\nb" }, billing.ErrText, "lines.1.text"},
		{"a line without days", func(d *billing.Document) { d.Lines[0].Period = period.Span{} }, period.ErrReversed, "lines.0.period"},
		{"an unknown section", func(d *billing.Document) { d.Lines[0].Section = "other" }, billing.ErrSection, "lines.0.section"},
		{"a supplier's VAT taxed again", func(d *billing.Document) { d.Lines[1].VAT = money.MustAmount("0.01") }, billing.ErrSupplierVATTaxed, "lines.1.vat"},
		{"an exempt line with a rate", func(d *billing.Document) { d.Lines[0].Tax.Rate = decimal.NewFromInt(19) }, vat.ErrRateNotZero, ""},
		{"an unknown category", func(d *billing.Document) { d.Lines[0].Tax.Category = "X" }, vat.ErrCategoryUnknown, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := given()
			c.change(&d)
			_, err := billing.NewStatement(d)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if c.field != "" && !strings.Contains(err.Error(), " at "+c.field) {
				t.Errorf("got %v, want it at %s", err, c.field)
			}
		})
	}
}

// TestACreditNoteMirrorsEveryFigure: Property 30.
func TestACreditNoteMirrorsEveryFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := billingtest.Statements().Draw(t, "statement")
		note, err := billing.CreditNote(d, billing.CreditNoteNumber(2026, 1), d.IssuedOn)
		if err != nil {
			t.Fatal(err)
		}
		zero := func(what string, a, b money.Amount) {
			if !a.Add(b).IsZero() {
				t.Fatalf("%s: %s and %s", what, a, b)
			}
		}
		zero("net", d.Net, note.Net)
		zero("VAT", d.VAT, note.VAT)
		zero("payable", d.Payable, note.Payable)
		for i, l := range d.Lines {
			m := note.Lines[i]
			zero("share", l.Share, m.Share)
			zero("supplier's VAT", l.VAT, m.VAT)
			zero("granted", l.Granted, m.Granted)
			zero("amount", l.Amount, m.Amount)
		}
		for i, s := range d.Breakdown {
			zero("taxable", s.Taxable, note.Breakdown[i].Taxable)
			zero("tax", s.VAT, note.Breakdown[i].VAT)
		}
		anew := note
		anew.Number = d.Number
		if anew, err = billing.NewStatement(anew); err != nil {
			t.Fatalf("the mirrored lines do not make a document: %v", err)
		}
		if anew.Payable.Cmp(note.Payable) != 0 || anew.VAT.Cmp(note.VAT) != 0 || !slices.EqualFunc(anew.Breakdown, note.Breakdown, sameSubtotal) {
			t.Fatalf("computed anew %s, mirrored %s", anew.Payable, note.Payable)
		}
	})
}

func TestACreditNoteIsRefused(t *testing.T) {
	d := issued(t)
	note, err := billing.CreditNote(d, billing.CreditNoteNumber(2026, 1), d.IssuedOn)
	if err != nil || note.Credits != d.Number || note.CreditsOn != d.IssuedOn {
		t.Fatalf("got %+v, %v", note, err)
	}
	for _, c := range []struct {
		name   string
		of     billing.Document
		number string
		day    period.Day
		want   error
	}{
		{"of a credit note", note, billing.CreditNoteNumber(2026, 2), d.IssuedOn, billing.ErrCreditOfCredit},
		{"the day before", d, billing.CreditNoteNumber(2026, 2), d.IssuedOn.Add(-1), billing.ErrCreditedTooEarly},
		{"under the statement's own number", d, d.Number, d.IssuedOn, billing.ErrNumber},
	} {
		if _, err := billing.CreditNote(c.of, c.number, c.day); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// step is the share of 1 in a split of 0.10 among three equal members: 3 cents, rest
// 1/3, and the one cent left.
func step() billing.Step {
	return billing.Step{
		Figure: billing.FigureShare, Total: money.MustAmount("0.10"), WeightSum: decimal.NewFromInt(3), Source: "equal", AsOf: january.From,
		Share: split.Share{
			Key: "03", Weight: decimal.NewFromInt(1), Floor: decimal.NewFromInt(3), Remainder: decimal.NewFromInt(1), Extra: true, Units: decimal.NewFromInt(4),
		},
	}
}

func TestADerivationLeadsToTheLinesFigures(t *testing.T) {
	one := decimal.NewFromInt(1)
	for _, c := range []struct {
		name   string
		share  string
		change func(*billing.Step)
		want   error
	}{
		{"as it is", "0.04", func(*billing.Step) {}, nil},
		{"after 0.03 posted before", "0.01", func(s *billing.Step) { s.Posted = money.MustAmount("0.03") }, nil},
		{"held by a cap", "0.02", func(s *billing.Step) { s.Held, s.Share.Units = billing.HeldCap, decimal.NewFromInt(2) }, nil},
		{"of the opposite total", "-0.04", func(s *billing.Step) { s.Total, s.Share.Units = s.Total.Neg(), s.Share.Units.Neg() }, nil},
		{"of another line", "0.03", func(*billing.Step) {}, billing.ErrDerivation},
		{"a floor that is none", "0.04", func(s *billing.Step) { s.Share.Floor = s.Share.Floor.Add(one) }, billing.ErrDerivation},
		{"a remainder above the weights", "0.04", func(s *billing.Step) {
			s.Share.Floor, s.Share.Remainder = s.Share.Floor.Sub(one), decimal.NewFromInt(4)
		}, billing.ErrDerivation},
		{"a negative remainder", "0.04", func(s *billing.Step) {
			s.Share.Floor, s.Share.Remainder = s.Share.Floor.Add(one), decimal.NewFromInt(-2)
		}, billing.ErrDerivation},
		{"an extra cent that is not told", "0.04", func(s *billing.Step) { s.Share.Extra = false }, billing.ErrDerivation},
		{"half a cent", "0.04", func(s *billing.Step) { s.Share.Units = decimal.RequireFromString("4.5") }, billing.ErrDerivation},
		{"held by nothing known", "0.04", func(s *billing.Step) { s.Held = "mood" }, billing.ErrDerivation},
		{"of a figure that is none", "0.04", func(s *billing.Step) { s.Figure = "amount" }, billing.ErrDerivation},
		{"a source on two lines", "0.04", func(s *billing.Step) { s.Source = "a\nb" }, billing.ErrText},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, s := given(), step()
			c.change(&s)
			d.Lines[0].Share, d.Lines[0].Derivation = money.MustAmount(c.share), billing.Derivation{Steps: []billing.Step{s}}
			if _, err := billing.NewStatement(d); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

var (
	now   = time.Date(2026, time.February, 10, 9, 0, 0, 0, time.UTC)
	today = period.DayOf(now)
)

const (
	anna  member.PersonID = "anna"
	berta member.PersonID = "berta"
)

func statement(t *testing.T) *billing.Statement {
	t.Helper()
	s, err := billing.Issue("celle", given(), anna, now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAStatementIsPaidOnceAndExactly(t *testing.T) {
	s := statement(t)
	payable := s.State().Document.Payable
	for _, c := range []struct {
		name   string
		amount money.Amount
		day    period.Day
		want   error
	}{
		{"a cent less", payable.Sub(money.FromCents(1)), today, billing.ErrPaymentDiffers},
		{"a cent more", payable.Add(money.FromCents(1)), today, billing.ErrPaymentDiffers},
		{"tomorrow", payable, today.Add(1), billing.ErrPaymentDay},
		{"before the issue", payable, given().IssuedOn.Add(-1), billing.ErrPaymentDay},
	} {
		if err := s.Pay(c.amount, c.day, berta, now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
		if s.State().Status != billing.Issued {
			t.Fatalf("%s: refused, yet %s", c.name, s.State().Status)
		}
	}
	if err := s.Pay(payable, today, anna, now); err != nil || s.State().Status != billing.Paid || s.State().PaidOn != today {
		t.Fatalf("got %v, %+v", err, s.State())
	}
	if err := s.Pay(payable, today, anna, now); !errors.Is(err, billing.ErrPaid) {
		t.Errorf("paid twice: %v", err)
	}
	if _, err := s.Credit(billing.CreditNoteNumber(2026, 1), "zu hoch", berta, now); !errors.Is(err, billing.ErrPaid) {
		t.Errorf("credited after payment: %v", err)
	}
}

func TestNothingIsPaidOnATotalOfZero(t *testing.T) {
	d := given()
	d.Lines = d.Lines[:1]
	d.Lines[0].Granted = d.Lines[0].Share.Add(d.Lines[0].VAT)
	s, err := billing.Issue("celle", d, anna, now)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Pay(money.Zero, today, anna, now); !errors.Is(err, billing.ErrNothingToPay) {
		t.Errorf("got %v", err)
	}
}

func TestAStatementIsCreditedOnceByAnotherPerson(t *testing.T) {
	s := statement(t)
	for _, c := range []struct {
		name, number, reason string
		by                   member.PersonID
		want                 error
	}{
		{"by who issued it", billing.CreditNoteNumber(2026, 1), "zu hoch", anna, access.ErrSamePerson},
		{"without a reason", billing.CreditNoteNumber(2026, 1), " x ", berta, billing.ErrReason},
		{"without a number", "", "zu hoch", berta, billing.ErrNumber},
	} {
		if _, err := s.Credit(c.number, c.reason, c.by, now); !errors.Is(err, c.want) || s.State().Status != billing.Issued {
			t.Errorf("%s: got %v and %s, want %v", c.name, err, s.State().Status, c.want)
		}
	}
	note, err := s.Credit(billing.CreditNoteNumber(2026, 1), " zu hoch ", berta, now)
	if err != nil {
		t.Fatal(err)
	}
	of, by := s.State(), note.State()
	if of.Status != billing.Credited || of.CreditedBy != by.ID || by.Credits != of.ID || by.Status != billing.Issued || by.Reason != "zu hoch" || by.Member != of.Member {
		t.Errorf("got %+v and %+v", of, by)
	}
	if _, err := s.Credit(billing.CreditNoteNumber(2026, 2), "zu hoch", berta, now); !errors.Is(err, billing.ErrCredited) {
		t.Errorf("credited twice: %v", err)
	}
	if err := s.Pay(of.Document.Payable, today, anna, now); !errors.Is(err, billing.ErrCredited) {
		t.Errorf("paid after the credit note: %v", err)
	}
	if err := note.Pay(by.Document.Payable, today, anna, now); !errors.Is(err, billing.ErrNothingToPay) {
		t.Errorf("a credit note paid: %v", err)
	}
	if _, err := note.Credit(billing.CreditNoteNumber(2026, 2), "zu hoch", anna, now); !errors.Is(err, billing.ErrCreditOfCredit) {
		t.Errorf("a credit note credited: %v", err)
	}
}

func TestSourcesAreToldInWords(t *testing.T) {
	for source, want := range map[string]string{
		"equal": "zu gleichen Teilen", "population 2024": "Einwohnerzahl 2024", "call-offs RV-2026-0001": "Abrufe aus RV-2026-0001",
		"something new": "something new", "": "",
	} {
		if got := (billing.Step{Source: source}).SourceText(); got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
}

func TestAccountNumbersHaveCheckDigits(t *testing.T) {
	for text, want := range map[string]string{
		"DE02 1203 0000 0000 2020 51": "DE02120300000000202051", "de02120300000000202051": "DE02120300000000202051",
		"AT611904300234573201": "AT611904300234573201",
	} {
		if got, err := billing.ParseIBAN(text); err != nil || got != want {
			t.Errorf("%s: got %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "DE", "DE02120300000000202050", "DE0212030000000020205", "1202120300000000202051", "DE02-1203"} {
		if _, err := billing.ParseIBAN(text); !errors.Is(err, billing.ErrIBAN) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}
