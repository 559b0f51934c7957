package wording_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/wording"
)

func TestLineAndProse(t *testing.T) {
	for name, c := range map[string]struct {
		text        string
		line, prose bool
	}{
		"one letter too few":   {"äß", false, false},
		"the least":            {"äßu", true, true},
		"characters, no bytes": {strings.Repeat("ä", 10), true, true},
		"one too many":         {strings.Repeat("ä", 11), false, false},
		"a line break":         {"Kiel\nBonn", false, true},
		"a Windows line break": {"Kiel\r\nBonn", false, true},
		"a tab":                {"Kiel\tBonn", false, true},
		"a null":               {"Kiel\x00", false, false},
		"an escape":            {"\x1b[31mKiel", false, false},
		"a C1 control":         {"Kiel\u0085", false, false},
		"no UTF-8":             {"Kiel\xff", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			if line, prose := wording.Line(c.text, 3, 10), wording.Prose(c.text, 3, 10); line != c.line || prose != c.prose {
				t.Errorf("line %v, prose %v; want %v, %v", line, prose, c.line, c.prose)
			}
		})
	}
}

func TestALineIsProseWithoutLineBreaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, least := rapid.String().Draw(t, "text"), rapid.IntRange(0, 3).Draw(t, "least")
		broken := strings.ContainsAny(text, "\n\r\t")
		if line, prose := wording.Line(text, least, 20), wording.Prose(text, least, 20); line != (prose && !broken) {
			t.Errorf("line %v, prose %v, broken %v", line, prose, broken)
		}
	})
}
