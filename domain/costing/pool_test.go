package costing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
)

func TestAPoolKeepsWhatWasDecided(t *testing.T) {
	s := newPool(t, func(c *costing.Collecting) { c.Title = "  Gemeinsamer Dienst " }).State()
	if s.Title != "Gemeinsamer Dienst" || s.Version != 1 || !s.CreatedAt.Equal(now) || s.ID.IsZero() || !slices.Equal(s.Members, []member.ID{city, town, village}) {
		t.Errorf("got %+v", s)
	}
	if s.Regime != costing.CostSheet || s.Mode != costing.EachRun {
		t.Errorf("got %s, %s", s.Regime, s.Mode)
	}
}

func TestAPoolThatIsWrongInItselfIsRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		wrong func(*costing.Collecting)
		want  error
		field string
	}{
		{"a title of two characters", func(c *costing.Collecting) { c.Title = " ab " }, costing.ErrTitle, "title"},
		{"a title of 201 characters", func(c *costing.Collecting) { c.Title = strings.Repeat("ä", 201) }, costing.ErrTitle, "title"},
		{"a title with a line feed", func(c *costing.Collecting) { c.Title = "Kosten\nder Vergabe" }, costing.ErrTitle, "title"},
		{"an unknown kind", func(c *costing.Collecting) { c.Kind = "gift" }, costing.ErrKind, "kind"},
		{"an unknown regime", func(c *costing.Collecting) { c.Regime = "gross" }, costing.ErrRegime, "regime"},
		{"an unknown mode", func(c *costing.Collecting) { c.Mode = "weekly" }, costing.ErrMode, "mode"},
		{"no members", func(c *costing.Collecting) { c.Members = nil }, costing.ErrNoMembers, "memberIds"},
		{"a member twice", func(c *costing.Collecting) { c.Members = []member.ID{city, town, city} }, costing.ErrMemberTwice, "memberIds.2"},
	} {
		given := collecting()
		c.wrong(&given)
		_, err := costing.NewPool(given, now)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestMembersJoinAPoolOnce(t *testing.T) {
	p := newPool(t, nil)
	if err := p.Join([]member.ID{provider}); err != nil || !slices.Equal(p.State().Members, []member.ID{city, town, village, provider}) {
		t.Errorf("got %v, %v", p.State().Members, err)
	}
	for field, joining := range map[string][]member.ID{"memberIds.1": {"x", town}, "memberIds": nil} {
		err := p.Join(joining)
		if f, ok := fault.Of(err); !ok || f.Field() != field {
			t.Errorf("%v: got %v", joining, err)
		}
	}
}

// attaching is an invoice of 100.00 and 19 % for October.
func attaching() costing.Attaching {
	return costing.Attaching{Text: "Rechnung 4711", Days: october, Net: money.MustAmount("100.00"), Tax: full, Source: costing.Invoice, Supplier: "s", Reference: "4711", By: fay}
}

func TestACostIsOwedToItsSupplierAndBorneByThePool(t *testing.T) {
	for regime, want := range map[costing.Regime]string{costing.CostSheet: "cost-pool P 119.00, supplier s -119.00", costing.OwnInvoices: "cost-pool P 100.00, vat 19.00, supplier s -119.00"} {
		p := newPool(t, func(c *costing.Collecting) { c.Regime = regime })
		c, posting, err := p.Attach(attaching(), costing.PoolBooks{}, now)
		if err != nil {
			t.Fatal(err)
		}
		wantText(t, string(regime), strings.ReplaceAll(lines(posting.Lines), p.State().ID.String(), "P"), want)
		if posting.Cause != (costing.Cause{Type: costing.CauseCost, ID: c.ID.String()}) || posting.BookedOn != october.To || c.Vat.String() != "19.00" {
			t.Errorf("got %+v of %+v", posting.Entry, c)
		}
	}
	own := attaching()
	own.Supplier = ""
	_, posting, err := newPool(t, nil).Attach(own, costing.PoolBooks{}, now)
	if err != nil || !strings.HasSuffix(lines(posting.Lines), "cooperative -119.00") {
		t.Errorf("got %s, %v", lines(posting.Lines), err)
	}
}

func TestACostCountsForItsLastDayUnlessThatIsClosedOrToCome(t *testing.T) {
	charged := []costing.Charged{{Days: october}}
	for _, c := range []struct {
		days  period.Span
		books costing.PoolBooks
		want  period.Day
	}{
		{october, costing.PoolBooks{}, october.To},
		{days("2026-11-01", "2026-11-30"), costing.PoolBooks{}, period.DayOf(now)},
		{october, costing.PoolBooks{Closed: october.To, Periods: charged}, period.DayOf(now)},
		{days("2026-09-01", "2026-11-20"), costing.PoolBooks{Closed: october.To}, period.Date(2026, 11, 20)},
	} {
		a := attaching()
		a.Days = c.days
		if _, posting, err := newPool(t, nil).Attach(a, c.books, now); err != nil || posting.BookedOn != c.want {
			t.Errorf("%v: got %s, %v", c.days, posting.BookedOn, err)
		}
	}
}

func TestACostThatIsWrongInItselfIsRefused(t *testing.T) {
	amount := func(text string) *money.Amount { a := money.MustAmount(text); return &a }
	for _, c := range []struct {
		name  string
		wrong func(*costing.Attaching)
		want  error
		field string
	}{
		{"a text of two characters", func(a *costing.Attaching) { a.Text = "ab" }, costing.ErrText, "text"},
		{"an unknown source", func(a *costing.Attaching) { a.Source = "rumour" }, costing.ErrSource, "source"},
		{"a reference of 101 characters", func(a *costing.Attaching) { a.Reference = strings.Repeat("4", 101) }, costing.ErrReference, "reference"},
		{"no days", func(a *costing.Attaching) { a.Days = period.Span{} }, costing.ErrPeriodEmpty, "from"},
		{"reversed days", func(a *costing.Attaching) { a.Days.To = period.Date(2026, 9, 30) }, period.ErrReversed, "to"},
		{"an unknown tax", func(a *costing.Attaching) { a.Tax.Category = "X" }, vat.ErrCategoryUnknown, ""},
		{"nothing", func(a *costing.Attaching) { a.Net = money.Zero }, costing.ErrNothingToShare, "net"},
		{"a VAT far off", func(a *costing.Attaching) { a.Vat = amount("20.01") }, costing.ErrVatImplausible, "vat"},
		{"a VAT on what is exempt", func(a *costing.Attaching) { a.Tax, a.Vat = exempt, amount("0.01") }, costing.ErrVatImplausible, "vat"},
		{"more than the columns hold", func(a *costing.Attaching) { a.Net = money.MustAmount("9999999999999.99") }, costing.ErrTooLarge, ""},
	} {
		a := attaching()
		c.wrong(&a)
		_, _, err := newPool(t, nil).Attach(a, costing.PoolBooks{}, now)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	rounded := attaching()
	rounded.Vat = amount("18.00")
	if c, _, err := newPool(t, nil).Attach(rounded, costing.PoolBooks{}, now); err != nil || c.Vat.String() != "18.00" {
		t.Errorf("a sum of rounded lines: got %s, %v", c.Vat, err)
	}
}

func TestACostThatNoRunCouldTakeIsRefused(t *testing.T) {
	half := days("2026-10-01", "2026-10-15")
	for _, c := range []struct {
		name  string
		books costing.PoolBooks
		want  error
	}{
		{"half of its days were posted", costing.PoolBooks{Periods: []costing.Charged{{Days: half, Stands: true}}}, costing.ErrCostStraddles},
		{"half of its days were posted and reversed", costing.PoolBooks{Periods: []costing.Charged{{Days: half}}}, nil},
		{"its days are closed", costing.PoolBooks{Closed: october.To}, costing.ErrPeriodClosed},
		{"its days are closed and charged", costing.PoolBooks{Closed: october.To, Periods: []costing.Charged{{Days: october, Stands: true}}}, nil},
	} {
		if _, _, err := newPool(t, nil).Attach(attaching(), c.books, now.Add(time.Hour)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}
