package supplier

import (
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of what shows a supplier's suitability.
var (
	// ErrCertificate: a field of a certificate is missing, too long or out of reason.
	ErrCertificate = fault.New(fault.Invalid, "supplier.certificate-invalid")
	// ErrExpired: a certificate that is added is valid today, and for at most CertificateYears.
	ErrExpired = fault.New(fault.Invalid, "supplier.certificate-expired", fault.Field("validUntil"))
	// ErrCertificateKnown: the same certificate with the same last day is there.
	ErrCertificateKnown = fault.New(fault.Conflict, "supplier.certificate-known")
	// ErrNoCertificate: there is no such certificate.
	ErrNoCertificate = fault.New(fault.NotFound, "supplier.no-such-certificate")
	// ErrWithdrawn: it was withdrawn already.
	ErrWithdrawn = fault.New(fault.Conflict, "supplier.certificate-withdrawn")
	// ErrSubject: nobody declares such a thing.
	ErrSubject = fault.New(fault.Invalid, "supplier.subject-unknown", fault.Field("subject"))
	// ErrClear: for the grounds for exclusion, and only for them, one says whether one applies.
	ErrClear = fault.New(fault.Invalid, "supplier.declaration-undecided", fault.Field("clear"))
	// ErrStatement: a statement is missing or too long.
	ErrStatement = fault.New(fault.Invalid, "supplier.statement-invalid", fault.Field("statement"))
)

// CertificateYears is how far ahead a certificate's last day may lie; NoticeDays is how many
// days before it the certificate is said to expire.
const (
	CertificateYears = 20
	NoticeDays       = 60
)

// Showing is a certificate as it is written.
type Showing struct {
	Kind       string // as ISO/IEC 27001
	Number     string
	Issuer     string
	ValidUntil period.Day // the last day
	Document   string     // where it can be seen; empty where not said
}

// Certificate shows something of a supplier until a day.
type Certificate struct {
	ID CertificateID
	Showing
	By          member.PersonID
	At          time.Time
	WithdrawnBy member.PersonID
	WithdrawnAt time.Time // zero while it is not
}

// CertificateID is the id of a certificate.
type CertificateID = id.Of[Certificate]

// Validity is whether a certificate counts, in a word.
type Validity string

// The validities.
const (
	Valid     Validity = "valid"
	Expiring  Validity = "expiring" // within NoticeDays
	Expired   Validity = "expired"
	Withdrawn Validity = "withdrawn"
)

// Validity is what holds on a day, by the calendar.
func (c Certificate) Validity(today period.Day) Validity {
	switch {
	case !c.WithdrawnAt.IsZero():
		return Withdrawn
	case c.ValidUntil.Before(today):
		return Expired
	case !c.ValidUntil.After(today.Add(NoticeDays)):
		return Expiring
	}
	return Valid
}

// trimmed is it without space around its texts.
func (in Showing) trimmed() Showing {
	for _, text := range []*string{&in.Kind, &in.Number, &in.Issuer, &in.Document} {
		*text = strings.TrimSpace(*text)
	}
	return in
}

func (in Showing) fault(today period.Day) *fault.Fault {
	switch {
	case !wording.Line(in.Kind, 2, 100):
		return ErrCertificate.At("kind")
	case !wording.Line(in.Number, 1, 100):
		return ErrCertificate.At("number")
	case !wording.Line(in.Issuer, 2, 200):
		return ErrCertificate.At("issuer")
	case !wording.Line(in.Document, 0, 500):
		return ErrCertificate.At("document")
	case in.ValidUntil.Before(today) || in.ValidUntil.After(today.AddMonths(12*CertificateYears)):
		return ErrExpired
	}
	return nil
}

// Show adds a certificate.
func (s *Supplier) Show(by member.PersonID, in Showing, now time.Time) (Certificate, error) {
	in = in.trimmed()
	if f := in.fault(period.DayOf(now)); f != nil {
		return Certificate{}, f
	}
	for _, c := range s.s.Certificates {
		if c.WithdrawnAt.IsZero() && c.Kind == in.Kind && c.Number == in.Number && c.ValidUntil == in.ValidUntil {
			return Certificate{}, ErrCertificateKnown
		}
	}
	c := Certificate{ID: id.New[Certificate](), Showing: in, By: by, At: now}
	s.s.Certificates = append(s.s.Certificates, c)
	return c, nil
}

// Withdraw takes a certificate back, as a wrong one; it stays on record.
func (s *Supplier) Withdraw(by member.PersonID, which CertificateID, now time.Time) (Certificate, error) {
	for i := range s.s.Certificates {
		c := &s.s.Certificates[i]
		switch {
		case c.ID != which:
			continue
		case !c.WithdrawnAt.IsZero():
			return Certificate{}, ErrWithdrawn
		}
		c.WithdrawnBy, c.WithdrawnAt = by, now
		return *c, nil
	}
	return Certificate{}, ErrNoCertificate
}

// Subject is what a supplier declares about.
type Subject string

// The subjects: the grounds for exclusion by the article of the GWB, and what shows capability.
const (
	Mandatory  Subject = "123"
	Optional   Subject = "124"
	Turnover   Subject = "turnover"
	References Subject = "references"
)

// Subjects are all of them.
var Subjects = []Subject{Mandatory, Optional, Turnover, References}

// OfGrounds tells whether it is about grounds for exclusion.
func (s Subject) OfGrounds() bool { return s == Mandatory || s == Optional }

// Statement is a self-declaration as it is written.
type Statement struct {
	Subject Subject
	Clear   *bool // that no ground applies; for grounds only
	Text    string
}

// Declaration is what a supplier declared of itself; the last of a subject counts.
type Declaration struct {
	ID id.Of[Declaration]
	Statement
	By member.PersonID
	At time.Time
}

// Declare is a self-declaration by somebody of the supplier. Who says that a ground applies
// says which, and what cleaned the supplier (GWB 125).
func Declare(by member.PersonID, in Statement, now time.Time) (Declaration, error) {
	in.Text = strings.TrimSpace(in.Text)
	least := 3
	switch in.Subject {
	case Mandatory, Optional:
		if in.Clear == nil {
			return Declaration{}, ErrClear
		}
		if *in.Clear {
			least = 0
		}
	case Turnover, References:
		if in.Clear != nil {
			return Declaration{}, ErrClear
		}
	default:
		return Declaration{}, ErrSubject
	}
	if !wording.Prose(in.Text, least, 4000) {
		return Declaration{}, ErrStatement
	}
	return Declaration{ID: id.New[Declaration](), Statement: in, By: by, At: now}, nil
}
