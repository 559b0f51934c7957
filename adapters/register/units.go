package register

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode"

	"allmende/domain/member"
	"allmende/domain/period"
)

// The kinds in both formats: the fixed-width file tells the code, the CSV the name.
var (
	districtKinds    = map[string]string{"41": "Kreisfreie Stadt", "42": "Stadtkreis", "43": "Kreis", "44": "Landkreis", "45": "Regionalverband"}
	associationKinds = map[string]string{
		"50": alone, "51": "Amt", "52": "Samtgemeinde", "53": "Verbandsgemeinde", "54": "Verwaltungsgemeinschaft",
		"55": "Kirchspielslandgemeinde", "56": "Verwaltungsverband", "57": "VG Trägermodell", "58": "Erfüllende Gemeinde",
	}
	municipalityKinds = map[string]string{
		"60": "Markt", "61": "Kreisfreie Stadt", "62": "Stadtkreis", "63": "Stadt", "64": "Kreisangehörige Gemeinde",
		"65": "Gemeindefreies Gebiet (bewohnt)", "66": "Gemeindefreies Gebiet (unbewohnt)", "67": "Große Kreisstadt",
	}
)

// alone is the kind of an association that is none: the municipality has no other.
const alone = "verbandsfreie Gemeinde"

// unit is a municipality, or an area without one, as a line of either format tells
// it; whatever lies above it in the hierarchy is put together from units.
type unit struct {
	line                         int
	key                          member.OfficialKey
	kindCode, name               string
	state                        string
	district, districtKind       string // both empty in an area of a district without a record
	association, associationKind string
	nuts3, postalCode            string
	area, population             int64
	year                         int // 0 if the format does not tell
	status                       period.Day
	source                       string
}

func (u unit) isArea() bool { return u.kindCode == "65" || u.kindCode == "66" }

// body is the unit as an entry of the directory.
func (u unit) body() member.Body {
	b := member.Body{
		Key: u.key, Kind: member.KindMunicipality, KindName: municipalityKinds[u.kindCode], Name: u.name,
		StateName: u.state, DistrictName: u.district, NUTS3: u.nuts3, PostalCode: u.postalCode,
		AreaHectares: u.area, Population: u.population, PopulationYear: u.year, Status: u.status, Source: u.source,
	}
	if u.isArea() {
		b.Kind = member.KindArea
	}
	if u.associationKind != alone {
		b.AssociationName = u.association
	}
	return b
}

// fields reads the values of one line and remembers the first that is wrong.
type fields struct{ wrong string }

func (f *fields) fail(reason string, args ...any) {
	if f.wrong == "" {
		f.wrong = fmt.Sprintf(reason, args...)
	}
}

func (f *fields) key(what, text string, digits int) member.OfficialKey {
	k, err := member.ParseKey(text)
	if err != nil || len(text) != digits {
		f.fail("%s %q is no official key of %d digits", what, text, digits)
	}
	return k
}

func (f *fields) text(what, text string) string {
	if text == "" {
		f.fail("%s is empty", what)
	}
	for _, r := range text {
		if unicode.IsControl(r) {
			f.fail("%s has a control character", what)
		}
	}
	return text
}

var whole = regexp.MustCompile(`^[0-9]{1,11}$`)

func (f *fields) number(what, text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || !whole.MatchString(text) {
		f.fail("%s %q is no whole number of 0 or more", what, text)
	}
	return n
}

func (f *fields) year(what, text string) int {
	n := int(f.number(what, text))
	if n < 1945 || n > 2999 {
		f.fail("%s %q is no year", what, text)
	}
	return n
}

func (f *fields) day(what, text string) period.Day {
	d, err := period.ParseDay(text)
	if err != nil {
		f.fail("%s %q is no date", what, text)
	}
	return d
}

func (f *fields) match(what, text string, pattern *regexp.Regexp, should string) string {
	if !pattern.MatchString(text) {
		f.fail("%s %q is not %s", what, text, should)
	}
	return text
}

func (f *fields) oneOf(what, text string, known map[string]string) string {
	for _, name := range known {
		if name == text {
			return text
		}
	}
	f.fail("%s %q is not known", what, text)
	return text
}

var (
	postalCode = regexp.MustCompile(`^([0-9]{5})?$`)
	nuts3      = regexp.MustCompile(`^(DE[0-9A-Z]{3})?$`)
)

// sourceOf names the register by its territorial status.
func sourceOf(status period.Day) string {
	if status.IsZero() {
		return ""
	}
	return "Destatis GV100AD Gebietsstand " + status.UTC().Format("02.01.2006")
}
