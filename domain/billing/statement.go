package billing

import (
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of statements.
var (
	// ErrPaid: it is paid already.
	ErrPaid = fault.New(fault.Conflict, "billing.already-paid")
	// ErrCredited: a credit note has taken it back already.
	ErrCredited = fault.New(fault.Conflict, "billing.already-credited")
	// ErrNothingToPay: its total is 0.00, or it is a credit note.
	ErrNothingToPay = fault.New(fault.Conflict, "billing.nothing-to-pay")
	// ErrPaymentDiffers: the payment is not exactly what is to be paid, "payable".
	ErrPaymentDiffers = fault.New(fault.Invalid, "billing.payment-differs", fault.Field("amount"))
	// ErrPaymentDay: the day lies before the issue or after today.
	ErrPaymentDay = fault.New(fault.Invalid, "billing.payment-day-impossible", fault.Field("day"))
	// ErrReason: shorter than 3 or longer than 2000 characters.
	ErrReason = fault.New(fault.Invalid, "billing.reason-invalid", fault.Field("reason"))
)

// ID names a statement.
type ID = id.Of[Statement]

// Status is where a statement stands.
type Status string

// The statuses. Paid and credited are both final: what is wrong with a paid statement
// is corrected by lines on the next one.
const (
	Issued   Status = "issued"
	Paid     Status = "paid"
	Credited Status = "credited"
)

// Statement is what a member was billed, from its issue to the payment or to the
// credit note that took it back. A credit note is a statement too, which cancels
// another out and is neither paid nor credited. The document never changes.
type Statement struct{ s State }

// State is all that a statement knows.
type State struct {
	ID         ID
	Version    int
	Member     member.ID
	Document   Document
	Status     Status
	IssuedBy   member.PersonID
	IssuedAt   time.Time
	PaidOn     period.Day // zero unless paid
	DecidedBy  member.PersonID
	DecidedAt  time.Time // when the payment was recorded or the credit note issued, or zero
	Credits    ID        // on a credit note, the statement
	CreditedBy ID        // on a credited statement, the credit note
	Reason     string    // on both, why
}

// Issue makes a statement of what NewStatement issues; it fails with its faults.
func Issue(of member.ID, given Document, by member.PersonID, now time.Time) (*Statement, error) {
	d, err := NewStatement(given)
	if err != nil {
		return nil, err
	}
	return &Statement{State{ID: id.New[Statement](), Version: 1, Member: of, Document: d, Status: Issued, IssuedBy: by, IssuedAt: now}}, nil
}

// Restore trusts a state that a store kept.
func Restore(s State) *Statement { return &Statement{s} }

// State returns a copy of the data; the document is shared, for nobody changes it.
func (s *Statement) State() State { return s.s }

// Pay records that the payable amount has moved, from the member or, below zero, to the
// member. It fails with ErrPaid, ErrCredited, ErrNothingToPay, ErrPaymentDiffers or
// ErrPaymentDay and then changes nothing.
func (s *Statement) Pay(amount money.Amount, day period.Day, by member.PersonID, now time.Time) error {
	if err := s.open(); err != nil {
		return err
	}
	payable := s.s.Document.Payable
	switch {
	case payable.IsZero() || s.s.Document.Kind == KindCreditNote:
		return ErrNothingToPay
	case amount.Cmp(payable) != 0:
		return ErrPaymentDiffers.With("payable", payable.String())
	case day.Before(s.s.Document.IssuedOn) || day.After(period.DayOf(now)):
		return ErrPaymentDay
	}
	s.s.Status, s.s.PaidOn, s.s.DecidedBy, s.s.DecidedAt = Paid, day, by, now
	return nil
}

// Credit takes the statement back by a credit note of today, so that its lines become
// billable again. It takes another person than the one who issued it (D-1). It fails
// with ErrPaid, ErrCredited, access.ErrSamePerson, ErrReason or the faults of
// CreditNote and then changes nothing.
func (s *Statement) Credit(number, reason string, by member.PersonID, now time.Time) (*Statement, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	if by == s.s.IssuedBy {
		return nil, access.ErrSamePerson
	}
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 3 || n > 2000 || !utf8.ValidString(reason) {
		return nil, ErrReason
	}
	d, err := CreditNote(s.s.Document, number, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	note := State{
		ID: id.New[Statement](), Version: 1, Member: s.s.Member, Document: d, Status: Issued, IssuedBy: by, IssuedAt: now,
		Credits: s.s.ID, Reason: reason,
	}
	s.s.Status, s.s.DecidedBy, s.s.DecidedAt, s.s.CreditedBy, s.s.Reason = Credited, by, now, note.ID, reason
	return &Statement{note}, nil
}

// open fails with ErrPaid or ErrCredited unless the statement is issued and no more.
func (s *Statement) open() error {
	switch s.s.Status {
	case Paid:
		return ErrPaid
	case Credited:
		return ErrCredited
	case Issued:
	}
	return nil
}
