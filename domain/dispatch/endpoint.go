package dispatch

import (
	"regexp"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// Faults of electronic addresses.
var (
	// ErrScheme: "scheme" is no code of an electronic address that is used here.
	ErrScheme = fault.New(fault.Invalid, "dispatch.endpoint-scheme-unknown", fault.Rule("PEPPOL-T01-B03802"), fault.Field("endpointScheme"))
	// ErrEndpoint: the identifier does not have the form of its scheme, or its check digit is wrong.
	ErrEndpoint = fault.New(fault.Invalid, "dispatch.endpoint-malformed", fault.Rule("PEPPOL-COMMON-R040"), fault.Field("endpointId"))
)

// Endpoint is where electronic documents reach a party (Peppol participant identifier).
// The zero value is none.
type Endpoint struct{ Scheme, ID string }

// The schemes of the code list "Electronic Address Scheme" that parties here have.
const (
	duns    = "0060"
	gln     = "0088"
	leitweg = "0204"
	vatAT   = "9914"
	vatDE   = "9930"
)

// schemes say what an identifier of each looks like.
var schemes = map[string]func(string) bool{
	duns:    regexp.MustCompile(`^[0-9]{9}$`).MatchString,
	gln:     isGLN,
	leitweg: func(id string) bool { _, err := member.ParseLeitweg(id); return err == nil },
	vatAT:   regexp.MustCompile(`^ATU[0-9]{8}$`).MatchString,
	vatDE:   regexp.MustCompile(`^DE[0-9]{9}$`).MatchString,
}

// Schemes lists the codes in order.
func Schemes() []string { return []string{duns, gln, leitweg, vatAT, vatDE} }

// ParseEndpoint reads an address; both texts empty are none. It fails with ErrScheme and
// ErrEndpoint.
func ParseEndpoint(scheme, id string) (Endpoint, error) {
	e := Endpoint{Scheme: strings.TrimSpace(scheme), ID: strings.ToUpper(strings.TrimSpace(id))}
	if e == (Endpoint{}) {
		return e, nil
	}
	return e, e.Check()
}

// Check fails with ErrScheme and ErrEndpoint; also where there is no address.
func (e Endpoint) Check() error {
	fits, known := schemes[e.Scheme]
	if !known {
		return ErrScheme.With("scheme", e.Scheme).With("known", strings.Join(Schemes(), ", "))
	}
	if !fits(e.ID) {
		return ErrEndpoint.With("scheme", e.Scheme)
	}
	return nil
}

var thirteenDigits = regexp.MustCompile(`^[0-9]{13}$`)

// isGLN checks the digit that GS1 puts last: the others weigh 1 and 3 in turn.
func isGLN(id string) bool {
	if !thirteenDigits.MatchString(id) {
		return false
	}
	sum := 0
	for i, r := range id[:12] {
		weight := 1
		if i%2 == 1 {
			weight = 3
		}
		sum += int(r-'0') * weight
	}
	return (10-sum%10)%10 == int(id[12]-'0')
}

// IsZero reports whether there is no address.
func (e Endpoint) IsZero() bool { return e == Endpoint{} }

// Leitweg is the address where it is a Leitweg-ID, else empty.
func (e Endpoint) Leitweg() string {
	if e.Scheme == leitweg {
		return e.ID
	}
	return ""
}
