// Package billing holds what the cooperative bills: statements that gather a member's
// lines of the ledger, and credit notes that take statements back. A document is data,
// frozen when it is issued; page, PDF, table and electronic invoice only show it.
package billing

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
)

// Faults of documents. Nothing is issued when one of them is returned.
var (
	// ErrNumber: "number" is no number of a document, such as KA-2026-000001.
	ErrNumber = fault.New(fault.Invalid, "billing.number-malformed", fault.Field("number"))
	// ErrNoLines: there is nothing to bill.
	ErrNoLines = fault.New(fault.Conflict, "billing.no-lines")
	// ErrIssuedTooEarly: the billed days are not over on the day of issue.
	ErrIssuedTooEarly = fault.New(fault.Invalid, "billing.issued-too-early", fault.Field("issuedOn"))
	// ErrDueTooEarly: it would be due before it is issued.
	ErrDueTooEarly = fault.New(fault.Invalid, "billing.due-too-early", fault.Field("dueOn"))
	// ErrCreditOfCredit: a credit note is not credited.
	ErrCreditOfCredit = fault.New(fault.Conflict, "billing.credit-of-credit-note")
	// ErrCreditedTooEarly: the credit note would be older than what it credits.
	ErrCreditedTooEarly = fault.New(fault.Invalid, "billing.credited-too-early", fault.Field("issuedOn"))
)

// Kind says which document it is.
type Kind string

// The kinds of documents.
const (
	KindStatement  Kind = "statement"
	KindCreditNote Kind = "credit-note"
)

// ExemptionReason is why nothing is charged on exempt lines: the cooperative passes
// costs on to its members exactly as they are.
const ExemptionReason = "Umsatzsteuerfrei nach § 4 Nr. 29 UStG"

// Document is an issued statement or credit note, as frozen data. All amounts of a
// credit note have the opposite sign of what it credits: what the member gets back is
// negative.
type Document struct {
	Number    string // "KA-2026-000001"
	Kind      Kind
	Credits   string     // on a credit note, the number of the statement
	CreditsOn period.Day // and the day of its issue
	IssuedOn  period.Day
	DueOn     period.Day
	Period    period.Span // the booking days that it bills
	Seller    Seller
	Buyer     Buyer
	Lines     []Line

	Breakdown []Subtotal   // each category and rate once
	Net       money.Amount // sum of the lines (BT-109)
	VAT       money.Amount // sum of the breakdown (BT-110)
	Payable   money.Amount // Net + VAT (BT-112, BT-115); below zero the member gets it

	Account Account // zero on a credit note, which shows none
}

// Subtotal is the VAT of one category and rate on the whole document (BG-23).
type Subtotal struct {
	Tax     vat.Tax
	Taxable money.Amount // BT-116
	VAT     money.Amount // BT-117
	Reason  string       // why nothing is charged (BT-120), empty where something is
}

// Account is the member's account over the period; what the member owes is positive.
// It informs: what is to be paid for the document is Payable, whatever else is open.
type Account struct {
	Opening  money.Amount
	Charges  money.Amount // booked in the period, credits subtracted
	Payments money.Amount // received in the period, paid out subtracted
	Closing  money.Amount // Opening + Charges - Payments
}

var numberText = regexp.MustCompile(`^[A-Z]{2,4}-[0-9]{4}-[0-9]{6,9}$`)

// StatementNumber is the n-th of a year's statements, from 1: "KA-2026-000001".
func StatementNumber(year, n int) string { return fmt.Sprintf("KA-%04d-%06d", year, n) }

// CreditNoteNumber is the n-th of a year's credit notes, from 1: "KG-2026-000001".
func CreditNoteNumber(year, n int) string { return fmt.Sprintf("KG-%04d-%06d", year, n) }

// NewStatement issues a statement out of number, days, parties, lines and account. It
// computes the rest and ignores what is given for it: kind, places and amounts of the
// lines, which it puts into the order of the sections, breakdown, totals and closing
// balance. It fails with the faults above, of Seller.Check, Buyer.Check and Line.check,
// and with those of vat.NewTax.
func NewStatement(given Document) (Document, error) {
	d := given
	d.Kind, d.Credits, d.CreditsOn = KindStatement, "", period.Day{}
	if err := d.check(); err != nil {
		return Document{}, err
	}
	for i, line := range given.Lines {
		if err := line.check(); err != nil {
			return Document{}, fault.Under(err, "lines."+strconv.Itoa(i))
		}
	}
	d.Lines = inOrder(given.Lines)
	if err := d.total(); err != nil {
		return Document{}, err
	}
	d.Account.Closing = d.Account.Opening.Add(d.Account.Charges).Sub(d.Account.Payments)
	return d, nil
}

// check looks at what is not in the lines.
func (d Document) check() error {
	switch {
	case !numberText.MatchString(d.Number):
		return ErrNumber.With("number", clip(d.Number))
	case len(d.Lines) == 0:
		return ErrNoLines
	case d.Period.From.IsZero() || d.Period.To.Before(d.Period.From):
		return period.ErrReversed.At("period")
	case d.IssuedOn.Before(d.Period.To):
		return ErrIssuedTooEarly.With("day", d.Period.To.String())
	case d.DueOn.Before(d.IssuedOn):
		return ErrDueTooEarly
	}
	if err := d.Seller.Check(); err != nil {
		return fault.Under(err, "seller")
	}
	if err := d.Buyer.Check(); err != nil {
		return fault.Under(err, "buyer")
	}
	return nil
}

// inOrder numbers the lines by section and computes their amounts.
func inOrder(given []Line) []Line {
	lines := slices.Clone(given)
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Compare(slices.Index(Sections, a.Section), slices.Index(Sections, b.Section))
	})
	for i := range lines {
		l := &lines[i]
		l.Place, l.Amount = i+1, l.Share.Add(l.VAT).Sub(l.Granted)
	}
	return lines
}

// total computes the breakdown and the sums out of the lines (EN 16931).
func (d *Document) total() error {
	items := make([]vat.Item, len(d.Lines))
	for i, line := range d.Lines {
		items[i] = vat.Item{Net: line.Amount.Decimal(), Tax: line.Tax}
	}
	totals, err := vat.Breakdown(items, nil, nil)
	if err != nil {
		return fmt.Errorf("total %s: %w", d.Number, err)
	}
	d.Breakdown = make([]Subtotal, len(totals.Subtotals))
	for i, s := range totals.Subtotals {
		d.Breakdown[i] = Subtotal{Tax: s.Tax, Taxable: exact(s.Taxable), VAT: exact(s.VAT), Reason: reason(s.Tax.Category)}
	}
	d.Net, d.VAT, d.Payable = exact(totals.Net), exact(totals.VAT), exact(totals.Due)
	return nil
}

// reason is BT-120, which the categories without tax need (BR-E-10, BR-O-10, BR-AE-10).
func reason(category vat.Category) string {
	switch category {
	case vat.Exempt:
		return ExemptionReason
	case vat.OutOfScope:
		return "Nicht steuerbar"
	case vat.ReverseCharge:
		return "Steuerschuldnerschaft des Leistungsempfängers"
	case vat.Standard, vat.ZeroRated:
	}
	return ""
}

// CreditNote takes a statement back: every figure with the opposite sign, nothing
// computed anew, so that both together are zero to the cent. It is due on its day. It
// fails with ErrNumber, ErrCreditOfCredit or ErrCreditedTooEarly.
func CreditNote(of Document, number string, day period.Day) (Document, error) {
	switch {
	case !numberText.MatchString(number) || number == of.Number:
		return Document{}, ErrNumber.With("number", clip(number))
	case of.Kind != KindStatement:
		return Document{}, ErrCreditOfCredit
	case day.Before(of.IssuedOn):
		return Document{}, ErrCreditedTooEarly.With("day", of.IssuedOn.String())
	}
	d := of
	d.Number, d.Kind, d.Credits, d.CreditsOn, d.IssuedOn, d.DueOn = number, KindCreditNote, of.Number, of.IssuedOn, day, day
	d.Net, d.VAT, d.Payable, d.Account = of.Net.Neg(), of.VAT.Neg(), of.Payable.Neg(), Account{}
	d.Lines = make([]Line, len(of.Lines))
	for i, line := range of.Lines {
		d.Lines[i] = line.neg()
	}
	d.Breakdown = slices.Clone(of.Breakdown)
	for i := range d.Breakdown {
		s := &d.Breakdown[i]
		s.Taxable, s.VAT = s.Taxable.Neg(), s.VAT.Neg()
	}
	return d, nil
}

// exact is an amount out of sums and products that vat has rounded to the cent.
func exact(d decimal.Decimal) money.Amount {
	a, err := money.FromDecimal(d)
	if err != nil {
		panic("billing: vat gave an amount finer than a cent: " + d.String())
	}
	return a
}
