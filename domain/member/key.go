package member

import (
	"regexp"

	"allmende/domain/fault"
)

// ErrKeyMalformed is returned for a text that is no official key.
var ErrKeyMalformed = fault.New(fault.Invalid, "member.key-malformed", fault.Field("officialKey"))

// OfficialKey is the official regional key (Regionalschlüssel, ARS) of a public
// body: 2 digits of a state, 5 of a district, 9 of an association of
// municipalities, 12 of a municipality. A body's key begins with those of the
// bodies it lies in. Leading zeros count.
type OfficialKey string

var keyText = regexp.MustCompile(`^(0[1-9]|1[0-6])([0-9]{3}([0-9]{4}([0-9]{3})?)?)?$`)

// ParseKey reads a key, or fails with ErrKeyMalformed.
func ParseKey(text string) (OfficialKey, error) {
	if !keyText.MatchString(text) {
		return "", ErrKeyMalformed
	}
	return OfficialKey(text), nil
}

// String is the digits.
func (k OfficialKey) String() string { return string(k) }

// State is the key of the state the body lies in.
func (k OfficialKey) State() OfficialKey { return k[:2] }

// District is the key of the district the body lies in; only a state has none.
func (k OfficialKey) District() OfficialKey { return k[:5] }

// Association is the key that the body's association would have; a municipality
// without one has it all the same.
func (k OfficialKey) Association() OfficialKey { return k[:9] }

// city is the municipality of a district that is one city, such as 03101 for
// Braunschweig: the same body under a longer key.
func (k OfficialKey) city() OfficialKey { return k + OfficialKey("000000000000"[len(k):]) }
