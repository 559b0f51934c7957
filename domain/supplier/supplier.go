// Package supplier says who may bid: what a supplier says of itself, who checked it, what was
// found against it, and from when to when it is banned (GWB 122 to 126).
package supplier

import (
	"regexp"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/codelist"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// Faults of suppliers.
var (
	// ErrProfile: a field of what a supplier is like is missing, too long or malformed.
	ErrProfile = fault.New(fault.Invalid, "supplier.profile-invalid")
	// ErrNoProfile: there is nothing to check yet.
	ErrNoProfile = fault.New(fault.Conflict, "supplier.profile-missing")
	// ErrChecked: what it says of itself was decided about already.
	ErrChecked = fault.New(fault.Conflict, "supplier.checked-already")
	// ErrOutcome: a check verifies or refuses.
	ErrOutcome = fault.New(fault.Invalid, "supplier.outcome-unknown", fault.Field("outcome"))
	// ErrReason: a reason has 3 to 2,000 characters.
	ErrReason = fault.New(fault.Invalid, "supplier.reason-invalid", fault.Field("reason"))
	// ErrBanned: it is banned, and may neither bid nor be awarded.
	ErrBanned = fault.New(fault.Conflict, "supplier.banned", fault.Rule("G-BID"))
)

// Size is how large an enterprise is (Recommendation 2003/361/EC).
type Size string

// The sizes; empty where it is not known.
const (
	Micro  Size = "micro"
	Small  Size = "small"
	Medium Size = "medium"
	Large  Size = "large"
)

// Profile is what a supplier says of itself.
type Profile struct {
	Register string // court and number, as HRB 1234 Amtsgericht Hannover; empty for those without
	VATID    string
	Street   string
	Postcode string
	City     string
	Country  string // two letters
	NUTS     string // where it sits
	Email    string
	Phone    string
	Size     Size
}

var (
	vatID   = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z+*]{2,12}$`)
	country = regexp.MustCompile(`^[A-Z]{2}$`)
)

// checked is the profile in one spelling, or ErrProfile at the field.
func (p Profile) checked() (Profile, error) {
	p.VATID = strings.ToUpper(strings.ReplaceAll(p.VATID, " ", ""))
	for _, field := range []struct {
		name, text string
		fits       bool
	}{
		{"register", p.Register, wording.Line(p.Register, 0, 200)},
		{"vatId", p.VATID, p.VATID == "" || vatID.MatchString(p.VATID) && (!strings.HasPrefix(p.VATID, "DE") || german(p.VATID))},
		{"street", p.Street, wording.Line(p.Street, 2, 200)},
		{"postcode", p.Postcode, wording.Line(p.Postcode, 3, 10)},
		{"city", p.City, wording.Line(p.City, 2, 100)},
		{"country", p.Country, country.MatchString(p.Country)},
		{"nuts", p.NUTS, p.NUTS == "" || codelist.NUTS.Fits(p.NUTS)},
		{"phone", p.Phone, wording.Line(p.Phone, 0, 50)},
		{"size", string(p.Size), p.Size == "" || p.Size == Micro || p.Size == Small || p.Size == Medium || p.Size == Large},
	} {
		if !field.fits {
			return p, ErrProfile.At(field.name)
		}
	}
	if _, err := member.ParseEmail(p.Email); err != nil {
		return p, ErrProfile.At("email")
	}
	return p, nil
}

var nineDigits = regexp.MustCompile(`^DE[0-9]{9}$`)

// german checks a German VAT id's last digit (ISO 7064, mod 11,10).
func german(text string) bool {
	if !nineDigits.MatchString(text) {
		return false
	}
	product := 10
	for _, r := range text[2:10] {
		sum := (int(r-'0') + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = 2 * sum % 11
	}
	return (11-product)%10 == int(text[10]-'0')
}

// Outcome is what a check came to.
type Outcome string

// The outcomes.
const (
	Verified Outcome = "verified"
	Refused  Outcome = "refused"
)

// Check is a decision about a profile; it counts for that revision of it only.
type Check struct {
	Revision int
	Outcome  Outcome
	Reason   string
	By       member.PersonID
	At       time.Time
}

// State is a supplier with what its standing follows from.
type State struct {
	ID           member.SupplierID
	Name         string
	Version      int // of all of it
	Profile      Profile
	Revision     int             // of the profile; 0: there is none
	ChangedBy    member.PersonID // who wrote the profile's revision
	Check        *Check          // the last
	Bans         []Ban
	Certificates []Certificate
	Findings     []Finding
	People       []member.PersonID // who act for it
}

// Supplier is one, as it is changed.
type Supplier struct{ s State }

// New is a supplier that is registered, with what it says of itself; member.ErrName or ErrProfile.
func New(name string, by member.PersonID, p Profile) (*Supplier, error) {
	named, err := member.NewSupplier(name)
	if err != nil {
		return nil, err
	}
	s := Restore(State{ID: named.ID, Name: named.Name, Version: 1})
	return s, s.SetProfile(by, p)
}

// Restore is a supplier as it was stored.
func Restore(s State) *Supplier { return &Supplier{s} }

// State is what is stored.
func (s *Supplier) State() State { return s.s }

// SetProfile replaces what it says of itself: the new revision waits for a check.
func (s *Supplier) SetProfile(by member.PersonID, p Profile) error {
	p, err := p.checked()
	if err != nil {
		return err
	}
	s.s.Profile, s.s.ChangedBy = p, by
	s.s.Revision++
	return nil
}

// Decide checks the profile as it is: by somebody who did not write it (D-1), once a revision.
func (s *Supplier) Decide(by member.PersonID, outcome Outcome, reason string, now time.Time) error {
	switch {
	case s.s.Revision == 0:
		return ErrNoProfile
	case s.s.Check != nil && s.s.Check.Revision == s.s.Revision:
		return ErrChecked
	case s.s.ChangedBy == by:
		return access.ErrSamePerson
	case outcome != Verified && outcome != Refused:
		return ErrOutcome
	case !wording.Prose(strings.TrimSpace(reason), 3, 2000):
		return ErrReason
	}
	s.s.Check = &Check{s.s.Revision, outcome, strings.TrimSpace(reason), by, now}
	return nil
}

// Standing is whether a supplier may bid, in a word.
type Standing string

// The standings. Who was verified and wrote its profile anew is unverified until the next check.
const (
	StandsBanned     Standing = "banned"
	StandsUnverified Standing = "unverified"
	StandsRefused    Standing = "refused"
	StandsVerified   Standing = "verified"
)

// Standing is what holds on a day; a ban begins and ends by the calendar, nobody has to end it.
func (s *Supplier) Standing(today period.Day) Standing {
	switch {
	case s.Banned(today) != nil:
		return StandsBanned
	case s.s.Check == nil || s.s.Check.Revision != s.s.Revision:
		return StandsUnverified
	case s.s.Check.Outcome == Refused:
		return StandsRefused
	}
	return StandsVerified
}

// Banned is the ban that holds on a day, the one that ends last, or none.
func (s *Supplier) Banned(today period.Day) *Ban {
	var holds *Ban
	for i, b := range s.s.Bans {
		if b.Holds(today) && (holds == nil || b.Until.After(holds.Until)) {
			holds = &s.s.Bans[i]
		}
	}
	return holds
}

// MayBid fails with ErrBanned, which says until when.
func (s *Supplier) MayBid(today period.Day) error {
	if b := s.Banned(today); b != nil {
		return ErrBanned.With("until", b.Until.String())
	}
	return nil
}
