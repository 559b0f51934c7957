package member

import (
	"regexp"
	"strings"

	"allmende/domain/fault"
)

// Faults of the Leitweg-ID.
var (
	// ErrLeitwegMalformed: not digits of the region, an optional part of the body's own, and two check digits.
	ErrLeitwegMalformed = fault.New(fault.Invalid, "member.leitweg-malformed", fault.Field("leitwegId"))
	// ErrLeitwegCheck: the check digits do not fit the rest.
	ErrLeitwegCheck = fault.New(fault.Invalid, "member.leitweg-check-digits", fault.Field("leitwegId"))
)

// LeitwegID is the electronic address to which a public body's invoices go
// (KoSIT, "Formatspezifikation Leitweg-ID"): 2 to 12 digits of the region, up to
// 30 letters and digits of the body's own, two check digits. Empty is none.
type LeitwegID string

var leitwegText = regexp.MustCompile(`^[0-9]{2,12}(-[0-9A-Z]{1,30})?-[0-9]{2}$`)

// ParseLeitweg reads a Leitweg-ID in either case. It fails with
// ErrLeitwegMalformed, or with ErrLeitwegCheck by ISO 7064 mod 97-10.
func ParseLeitweg(text string) (LeitwegID, error) {
	upper := strings.ToUpper(text)
	if !leitwegText.MatchString(upper) {
		return "", ErrLeitwegMalformed
	}
	check := upper[len(upper)-2:]
	if mod97(upper) != 1 || check < "02" || check > "98" { // 00, 01 and 99 would be second spellings of 97, 98 and 02
		return "", ErrLeitwegCheck
	}
	return LeitwegID(upper), nil
}

// String is the text with its hyphens.
func (l LeitwegID) String() string { return string(l) }

// mod97 reads digits as they are and letters as 10 to 35, without hyphens (ISO 7064).
func mod97(text string) int {
	rest := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		}
	}
	return rest
}
