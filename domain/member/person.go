package member

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/id"
)

// Faults of people.
var (
	// ErrEmail: not an e-mail address of at most 254 characters.
	ErrEmail = fault.New(fault.Invalid, "person.email-malformed", fault.Field("email"))
	// ErrPassword: a password has 12 to 200 characters.
	ErrPassword = fault.New(fault.Invalid, "person.password-length", fault.Field("password"))
	// ErrPersonExists: another person signs in with the address.
	ErrPersonExists = fault.New(fault.Conflict, "person.exists", fault.Field("email"))
	// ErrNoSuchPerson: nobody signs in with the address.
	ErrNoSuchPerson = fault.New(fault.Invalid, "person.unknown", fault.Field("email"))
	// ErrRoleHeld: the person has the role there already.
	ErrRoleHeld = fault.New(fault.Conflict, "person.role-held", fault.Field("role"))
)

// Email is an address in lower case: people sign in with it.
type Email string

var emailText = regexp.MustCompile(`^[^@\s]+@[^@\s]+$`)

// ParseEmail reads an address in either case, or fails with ErrEmail. Whether
// anybody reads what is sent there is not its business.
func ParseEmail(text string) (Email, error) {
	lower := strings.ToLower(strings.TrimSpace(text))
	if len(lower) > 254 || !utf8.ValidString(text) || !emailText.MatchString(lower) || strings.ContainsFunc(lower, unicode.IsControl) {
		return "", ErrEmail
	}
	return Email(lower), nil
}

// CheckPassword fails with ErrPassword. Length is the one rule: rules of
// composition make passwords worse (NIST SP 800-63B, 3.1.1.2).
func CheckPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < 12 || n > 200 {
		return ErrPassword
	}
	return nil
}

// Person acts for organisations and signs in.
type Person struct {
	ID    PersonID
	Name  string
	Email Email
}

// NewPerson fails with ErrName and ErrEmail.
func NewPerson(name, email string) (Person, error) {
	address, err := ParseEmail(email)
	if err != nil {
		return Person{}, err
	}
	if err := checkName(name); err != nil {
		return Person{}, err
	}
	return Person{id.New[Person](), name, address}, nil
}
