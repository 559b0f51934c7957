// Package wording holds what a text must be before anything else is asked of it.
package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line reports whether a text is one line of least to most characters: valid UTF-8
// without control characters.
func Line(text string, least, most int) bool {
	return fits(text, least, most, unicode.IsControl)
}

// Prose is Line with line breaks and tabs.
func Prose(text string, least, most int) bool {
	return fits(text, least, most, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) })
}

func fits(text string, least, most int, forbidden func(rune) bool) bool {
	n := utf8.RuneCountInString(text)
	return n >= least && n <= most && utf8.ValidString(text) && !strings.ContainsFunc(text, forbidden)
}
