package calloff

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Faults of what a member has said about its orders.
var (
	// ErrAddress: a field of a delivery address is missing or too long.
	ErrAddress = fault.New(fault.Invalid, "calloff.delivery-address-invalid", fault.Rule("G-CAL"))
	// ErrAddressTwice: two delivery addresses have one name.
	ErrAddressTwice = fault.New(fault.Invalid, "calloff.delivery-address-twice", fault.Rule("G-CAL"))
	// ErrAddressUnknown: the member has no delivery address of that name.
	ErrAddressUnknown = fault.New(fault.Invalid, "calloff.delivery-address-unknown", fault.Rule("G-CAL"), fault.Field("deliverTo"))
	// ErrCode: a budget code of the list, or its name, is missing or too long, or its days are reversed.
	ErrCode = fault.New(fault.Invalid, "calloff.listed-code-invalid", fault.Rule("G-CAL"))
	// ErrCodeTwice: a budget code stands in the list twice.
	ErrCodeTwice = fault.New(fault.Invalid, "calloff.listed-code-twice", fault.Rule("G-CAL"))
	// ErrCodeUnlisted: the member has a list, and the code does not stand in it on the day of the order.
	ErrCodeUnlisted = fault.New(fault.Conflict, "calloff.budget-code-unlisted", fault.Rule("G-CAL"), fault.Field("budgetCode"))
	// ErrTooManySettings: more than 50 addresses or 500 codes.
	ErrTooManySettings = fault.New(fault.Invalid, "calloff.too-many-settings", fault.Rule("G-CAL"))
)

const (
	mostAddresses = 50
	mostCodes     = 500
)

// Address is where a member has things delivered; an order keeps a copy of it.
type Address struct {
	Name     string // by which the member knows it, as "Rathaus"
	Street   string
	Postcode string
	City     string
	Country  string // ISO 3166-1
	Contact  string // who takes delivery, with telephone, or empty
	Hours    string // when, or empty
}

// IsZero says that there is none.
func (a Address) IsZero() bool { return a == Address{} }

func (a Address) trimmed() Address {
	return Address{
		Name: strings.TrimSpace(a.Name), Street: strings.TrimSpace(a.Street), Postcode: strings.TrimSpace(a.Postcode), City: strings.TrimSpace(a.City),
		Country: strings.TrimSpace(a.Country), Contact: strings.TrimSpace(a.Contact), Hours: strings.TrimSpace(a.Hours),
	}
}

// wrong names the first field that is, or nothing.
func (a Address) wrong() string {
	switch {
	case outside(a.Name, 1, 80):
		return "name"
	case outside(a.Street, 1, 200):
		return "street"
	case outside(a.Postcode, 1, 20):
		return "postcode"
	case outside(a.City, 1, 100):
		return "city"
	case outside(a.Country, 2, 2):
		return "country"
	case outside(a.Contact, 0, 200):
		return "contact"
	case outside(a.Hours, 0, 200):
		return "hours"
	}
	return ""
}

func outside(text string, least, most int) bool {
	n := utf8.RuneCountInString(text)
	return n < least || n > most
}

// Code is a budget code of a member's list.
type Code struct {
	Code string
	Name string     // what the member's treasury calls it
	From period.Day // the first day on which it is accepted, or zero
	To   period.Day // the last, or zero
}

// acceptedOn says whether the code may bear an order of that day.
func (c Code) acceptedOn(day period.Day) bool {
	return (c.From.IsZero() || !day.Before(c.From)) && (c.To.IsZero() || !day.After(c.To))
}

// Settings are what a member has said about its orders: where they are delivered, the usual
// address first, and which budget codes bear them. Without codes, any code is accepted.
type Settings struct {
	Member    member.ID
	Addresses []Address
	Codes     []Code
}

// SetAddresses replaces the addresses. It fails with ErrAddress, ErrAddressTwice or ErrTooManySettings.
func (s *Settings) SetAddresses(addresses []Address) error {
	if len(addresses) > mostAddresses {
		return ErrTooManySettings.At("addresses")
	}
	kept := make([]Address, len(addresses))
	seen := make(map[string]bool, len(addresses))
	for i, a := range addresses {
		at := "addresses." + strconv.Itoa(i)
		a = a.trimmed()
		if wrong := a.wrong(); wrong != "" {
			return ErrAddress.At(at + "." + wrong)
		}
		if seen[a.Name] {
			return ErrAddressTwice.At(at + ".name")
		}
		seen[a.Name], kept[i] = true, a
	}
	s.Addresses = kept
	return nil
}

// SetCodes replaces the list of budget codes. It fails with ErrCode, ErrCodeTwice or ErrTooManySettings.
func (s *Settings) SetCodes(codes []Code) error {
	if len(codes) > mostCodes {
		return ErrTooManySettings.At("codes")
	}
	kept := make([]Code, len(codes))
	seen := make(map[string]bool, len(codes))
	for i, c := range codes {
		at := "codes." + strconv.Itoa(i)
		c.Code, c.Name = strings.TrimSpace(c.Code), strings.TrimSpace(c.Name)
		switch {
		case outside(c.Code, 1, longestBudgetCode):
			return ErrCode.At(at + ".code")
		case outside(c.Name, 1, 100):
			return ErrCode.At(at + ".name")
		case !c.From.IsZero() && !c.To.IsZero() && c.To.Before(c.From):
			return ErrCode.At(at + ".to")
		case seen[c.Code]:
			return ErrCodeTwice.At(at + ".code")
		}
		seen[c.Code], kept[i] = true, c
	}
	s.Codes = kept
	return nil
}

// Address is the one of that name, or without a name the usual one, or none where the
// member has given none. It fails with ErrAddressUnknown.
func (s Settings) Address(name string) (Address, error) {
	if name == "" {
		if len(s.Addresses) == 0 {
			return Address{}, nil
		}
		return s.Addresses[0], nil
	}
	at := slices.IndexFunc(s.Addresses, func(a Address) bool { return a.Name == name })
	if at < 0 {
		return Address{}, ErrAddressUnknown
	}
	return s.Addresses[at], nil
}

// accept fails with ErrCodeUnlisted unless every code of the order is accepted on that day.
func (s Settings) accept(o Order, day period.Day) error {
	if !s.accepts(o.BudgetCode, day) {
		return ErrCodeUnlisted
	}
	for i, b := range o.Budgets {
		if !s.accepts(strings.TrimSpace(b.Code), day) {
			return ErrCodeUnlisted.At("budgets." + strconv.Itoa(i) + ".code")
		}
	}
	return nil
}

func (s Settings) accepts(code string, day period.Day) bool {
	return len(s.Codes) == 0 || slices.ContainsFunc(s.Codes, func(c Code) bool { return c.Code == code && c.acceptedOn(day) })
}
