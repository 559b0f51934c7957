package supplier

import (
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
)

// Faults of registrations by suppliers themselves.
var (
	// ErrRegistrationGone: no registration waits for this link; it was used, lapsed, or never was.
	ErrRegistrationGone = fault.New(fault.NotFound, "supplier.registration-gone")
	// ErrRegistrationsMany: too many registrations wait to be confirmed, of this source or altogether.
	ErrRegistrationsMany = fault.New(fault.Throttled, "supplier.registrations-many")
	// ErrRegistrationClosed: there is no mail server, so that no address could be confirmed.
	ErrRegistrationClosed = fault.New(fault.Conflict, "supplier.registration-closed")
	// ErrKnown: another supplier has this VAT id or register entry, which the field says.
	ErrKnown = fault.New(fault.Conflict, "supplier.known")
)

// RegistrationID names a registration that waits to be confirmed.
type RegistrationID = id.Of[Registration]

// Registration is what somebody entered for a supplier, until the mail address is confirmed:
// nobody sees it, and after RegistrationLife it is gone.
type Registration struct {
	ID       RegistrationID
	Name     string
	Profile  Profile
	Person   member.Person // who will act for it
	Language string        // of the mail: de or en, which the use case checks
	AskedAt  time.Time
	LapsesAt time.Time
}

// RegistrationLife is for how long a registration waits, and its link holds.
const RegistrationLife = 24 * time.Hour

// Most registrations that wait side by side. Beyond those of a source, and of all together, who
// asks is told to wait; beyond those of a mail address nothing more is sent there, which nobody
// is told, or else the answer would say what others did with the address.
const (
	RegistrationsOfSource  = 5
	RegistrationsOfAddress = 3
	RegistrationsOfAll     = 500
)

// Registering is what is entered.
type Registering struct {
	Name        string
	Profile     Profile
	PersonName  string
	PersonEmail string
	Language    string
}

// Register checks what was entered as an officer's registration is checked; member.ErrName,
// ErrProfile, and the faults of member.NewPerson at "personName" and
// "personEmail".
func Register(in Registering, now time.Time) (Registration, error) {
	if err := noAddress(in.Name, "name"); err != nil {
		return Registration{}, err
	}
	if err := noAddress(in.PersonName, "personName"); err != nil {
		return Registration{}, err
	}
	named, err := member.NewSupplier(in.Name)
	if err != nil {
		return Registration{}, err
	}
	profile, err := in.Profile.checked()
	if err != nil {
		return Registration{}, err
	}
	person, err := member.NewPerson(in.PersonName, in.PersonEmail)
	if f, ok := fault.Of(err); ok && f.Field() == "email" {
		return Registration{}, f.At("personEmail")
	} else if ok {
		return Registration{}, f.At("personName")
	}
	return Registration{
		ID: id.New[Registration](), Name: named.Name, Profile: profile, Person: person,
		Language: in.Language, AskedAt: now, LapsesAt: now.Add(RegistrationLife),
	}, nil
}

// noAddress keeps addresses of pages out of names: these stand in a mail to somebody who may not have asked for it.
func noAddress(name, field string) error {
	if lower := strings.ToLower(name); strings.Contains(lower, "://") || strings.Contains(lower, "www.") {
		return member.ErrName.At(field)
	}
	return nil
}

// Waiting counts registrations that wait.
type Waiting struct {
	Source  int // from where this one comes
	Address int // for its mail address
	All     int // in the cooperative
}

// Admit says whether one more may wait: ErrRegistrationsMany, or quiet where it is dropped
// without a word.
func (w Waiting) Admit() (quiet bool, err error) {
	if w.Source >= RegistrationsOfSource || w.All >= RegistrationsOfAll {
		return false, ErrRegistrationsMany
	}
	return w.Address >= RegistrationsOfAddress, nil
}
