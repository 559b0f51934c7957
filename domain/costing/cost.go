package costing

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
	"allmende/domain/wording"
)

// Faults of costs.
var (
	// ErrText: the text has less than 3 or more than 200 characters, or control characters.
	ErrText = fault.New(fault.Invalid, "costing.text-invalid", fault.Field("text"))
	// ErrSource: the source is none of those known.
	ErrSource = fault.New(fault.Invalid, "costing.source-unknown", fault.Field("source"))
	// ErrReference: the number of an invoice or decision is longer than 100 characters, or has control characters.
	ErrReference = fault.New(fault.Invalid, "costing.reference-invalid", fault.Field("reference"))
	// ErrNothingToShare: net and VAT are 0.00; or, of a run, there are no costs in its days.
	ErrNothingToShare = fault.New(fault.Invalid, "costing.nothing-to-share")
	// ErrVatImplausible: the VAT given is not within 1.00 of that computed, "computed".
	ErrVatImplausible = fault.New(fault.Invalid, "costing.vat-implausible", fault.Field("vat"))
	// ErrPeriodEmpty: no days are given.
	ErrPeriodEmpty = fault.New(fault.Invalid, "costing.period-empty", fault.Field("from"))
	// ErrCostStraddles: the cost "text" is for days within and outside of a run's.
	ErrCostStraddles = fault.New(fault.Conflict, "costing.cost-straddles", fault.Field("from"))
	// ErrNoCallOffs: there are no call-offs in these days that no cost counts yet.
	ErrNoCallOffs = fault.New(fault.Conflict, "costing.no-call-offs", fault.Field("from"))
)

// CostID names a cost.
type CostID = id.Of[Cost]

// Source says where a cost comes from.
type Source string

// The sources.
const (
	Typed      Source = "typed"
	Invoice    Source = "invoice"
	CalledOff  Source = "call-offs"
	Rebate     Source = "rebate"
	CreditNote Source = "credit-note"
)

var sources = []Source{Typed, Invoice, CalledOff, Rebate, CreditNote}

// Cost is what a pool bears for some days; a credit or a rebate is negative. It is
// booked when it is attached, and never changes.
type Cost struct {
	ID        CostID
	Pool      PoolID
	Text      string
	Days      period.Span // that it is for
	Net       money.Amount
	Vat       money.Amount // the supplier's
	Tax       vat.Tax
	Source    Source
	Supplier  member.SupplierID // or none: then the cooperative's own
	Reference string            // the invoice's number, or empty
	Dated     period.Day        // the invoice's, or no day
	CallOffs  []calloff.ID      // that it counts, each in one cost only
	CreatedBy member.PersonID
	CreatedAt time.Time
}

// Attaching is what is decided about a new cost.
type Attaching struct {
	Text      string
	Days      period.Span
	Net       money.Amount
	Tax       vat.Tax
	Vat       *money.Amount // as the invoice says, where it differs from Net times rate
	Source    Source
	Supplier  member.SupplierID
	Reference string
	Dated     period.Day
	CallOffs  []calloff.ID
	By        member.PersonID
}

// Attach makes a cost of the pool with the posting that books it: the pool bears it,
// the supplier is owed it; of own invoices the VAT stands on its own account. It counts
// for its last day, or for today where that day is closed or has not come.
//
// It fails with ErrText, ErrSource, ErrReference, ErrPeriodEmpty, period.ErrReversed,
// ErrNothingToShare, ErrVatImplausible and the faults of vat.NewTax; with
// ErrCostStraddles where no run of the pool could take it whole any more; and with
// ErrPeriodClosed for days that are closed and were never charged, as no run could
// charge them now.
func (p *Pool) Attach(a Attaching, books PoolBooks, now time.Time) (Cost, Posting, error) {
	a.Text, a.Reference = strings.TrimSpace(a.Text), strings.TrimSpace(a.Reference)
	tax, err := p.checkCost(a)
	if err != nil {
		return Cost{}, Posting{}, err
	}
	if err := books.takes(a.Days); err != nil {
		return Cost{}, Posting{}, err
	}
	c := Cost{
		ID: id.New[Cost](), Pool: p.s.ID, Text: a.Text, Days: a.Days, Net: a.Net, Vat: tax, Tax: a.Tax, Source: a.Source,
		Supplier: a.Supplier, Reference: a.Reference, Dated: a.Dated, CallOffs: slices.Clone(a.CallOffs), CreatedBy: a.By, CreatedAt: now,
	}
	posting := Posting{
		Entry: Entry{
			ID: id.New[Entry](), PostedAt: now, PostedBy: a.By, BookedOn: bookedOn(a.Days, books.Closed, period.DayOf(now)),
			Text: p.s.Number + " " + a.Text, Cause: Cause{CauseCost, c.ID.String()},
		},
		Lines: p.costLines(c),
	}
	return c, posting, nil
}

// checkCost looks at the cost by itself and returns its VAT.
func (p *Pool) checkCost(a Attaching) (money.Amount, error) {
	switch {
	case !wording.Line(a.Text, 3, 200):
		return money.Zero, ErrText
	case !slices.Contains(sources, a.Source):
		return money.Zero, ErrSource
	case !wording.Line(a.Reference, 0, 100):
		return money.Zero, ErrReference
	}
	if err := checkDays(a.Days); err != nil {
		return money.Zero, err
	}
	if _, err := vat.NewTax(a.Tax.Category, a.Tax.Rate); err != nil {
		return money.Zero, err
	}
	computed, err := money.FromDecimal(vat.Of(a.Net.Decimal(), a.Tax.Rate))
	if err != nil {
		return money.Zero, err
	}
	tax := computed
	if a.Vat != nil {
		tax = *a.Vat
	}
	if off := tax.Sub(computed).Decimal().Abs(); off.Cmp(vatTolerance) > 0 || a.Tax.Category != vat.Standard && !off.IsZero() {
		return money.Zero, ErrVatImplausible.With("computed", computed.String())
	}
	if a.Net.IsZero() && tax.IsZero() {
		return money.Zero, ErrNothingToShare.At("net")
	}
	return tax, checkSize(a.Net, a.Net.Add(tax))
}

// vatTolerance is how far the VAT on an invoice may lie from that of its net sum, as
// the sum of what was rounded by line does.
var vatTolerance = decimal.NewFromInt(1)

// checkDays fails with ErrPeriodEmpty or period.ErrReversed.
func checkDays(days period.Span) error {
	if days.From.IsZero() || days.To.IsZero() {
		return ErrPeriodEmpty
	}
	if _, err := period.NewSpan(days.From, days.To); err != nil {
		return period.ErrReversed.At("to")
	}
	return nil
}

// costLines book a cost; a supplier without a name is the cooperative itself.
func (p *Pool) costLines(c Cost) []Line {
	creditor := OwnAccount(OfCooperative)
	if !c.Supplier.IsZero() {
		creditor = SupplierAccount(c.Supplier)
	}
	gross := c.Net.Add(c.Vat)
	if p.s.Regime == CostSheet {
		return booking(Line{PoolAccount(c.Pool), gross}, Line{creditor, gross.Neg()})
	}
	return booking(Line{PoolAccount(c.Pool), c.Net}, Line{OwnAccount(OfVAT), c.Vat}, Line{creditor, gross.Neg()})
}

// booking leaves out lines of 0.00.
func booking(lines ...Line) []Line {
	return slices.DeleteFunc(lines, func(l Line) bool { return l.Amount.IsZero() })
}

// PoolBooks is where the books stand as far as a pool is concerned.
type PoolBooks struct {
	Closed  period.Day // the last closed day of the cooperative, or no day
	Periods []Charged  // of the pool, in the order of days
}

// Charged are days that a run of the pool was posted for.
type Charged struct {
	Days   period.Span
	Stands bool // false where every run for these days was reversed
}

// takes reports whether a run can take a cost of these days.
func (b PoolBooks) takes(days period.Span) error {
	charged := false
	for _, c := range b.Periods {
		if c.Stands && overlap(c.Days, days) && !within(days, c.Days) {
			return ErrCostStraddles.With("from", c.Days.From.String()).With("to", c.Days.To.String())
		}
		charged = charged || within(days, c.Days)
	}
	if !charged && !days.To.After(b.Closed) {
		return ErrPeriodClosed.With("through", b.Closed.String()).At("to")
	}
	return nil
}

func overlap(a, b period.Span) bool { return !a.To.Before(b.From) && !b.To.Before(a.From) }

func within(inner, outer period.Span) bool {
	return !inner.From.Before(outer.From) && !inner.To.After(outer.To)
}

// bookedOn is the day that a booking for some days counts for: their last one, or today
// where that one is closed already or still to come.
func bookedOn(days period.Span, closed, today period.Day) period.Day {
	if days.To.After(closed) && !days.To.After(today) {
		return days.To
	}
	return today
}

// largest is the largest amount that the columns hold.
var largest = money.MustAmount("9999999999999.99")

// ErrTooLarge: costs add up to more than 9,999,999,999,999.99.
var ErrTooLarge = fault.New(fault.Invalid, "costing.total-too-large")

func checkSize(amounts ...money.Amount) error {
	for _, a := range amounts {
		if a.Decimal().Abs().Cmp(largest.Decimal()) > 0 {
			return ErrTooLarge
		}
	}
	return nil
}
