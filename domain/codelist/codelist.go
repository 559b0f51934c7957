// Package codelist is reference data that others keep: what is bought (CPV), where (NUTS) and
// what it is measured in (UN/ECE Recommendation 20).
package codelist

import (
	"fmt"
	"regexp"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/wording"
)

// List is which of the lists a code is of.
type List string

// The lists.
const (
	CPV   List = "cpv"
	NUTS  List = "nuts"
	Units List = "units"
)

// Lists are all of them, in the order of reports.
var Lists = []List{CPV, NUTS, Units}

// ErrNoSuchList: there is no list of that name.
var ErrNoSuchList = fault.New(fault.NotFound, "codes.no-such-list")

// ErrUnknown: the list does not have the code, or not any more.
var ErrUnknown = fault.New(fault.Invalid, "codes.unknown")

// ParseList reads the name of a list; it fails with ErrNoSuchList.
func ParseList(text string) (List, error) {
	for _, list := range Lists {
		if string(list) == text {
			return list, nil
		}
	}
	return "", ErrNoSuchList.With("list", text)
}

// forms are what codes of a list look like. The check digits of CPV follow no formula: only the
// list itself tells a wrong one.
var forms = map[List]*regexp.Regexp{
	CPV:   regexp.MustCompile(`^[0-9]{8}-[0-9]$`),
	NUTS:  regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{0,3}$`),
	Units: regexp.MustCompile(`^[0-9A-Z]{1,3}$`),
}

// Fits tells whether a text has the form of the list's codes.
func (l List) Fits(code string) bool { return forms[l].MatchString(code) }

// Code is an entry of a list. A label that the source does not have in German is the English one.
type Code struct{ Code, German, English string }

// Fault says in English what is wrong with an entry, as its line in a file has it, or nothing.
func (l List) Fault(c Code) string {
	if !l.Fits(c.Code) {
		return fmt.Sprintf("%.40q is no code of the list %s", c.Code, l)
	}
	for _, label := range []string{c.German, c.English} {
		if strings.TrimSpace(label) != label || !wording.Line(label, 1, longestLabel) {
			return fmt.Sprintf("the label of %s is empty, longer than %d characters, or has signs that are none of a line", c.Code, longestLabel)
		}
	}
	return ""
}

const longestLabel = 500
