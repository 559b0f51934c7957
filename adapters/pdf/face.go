package pdf

import (
	"fmt"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// face is a font with what is known of its characters.
type face struct {
	file     []byte
	font     *sfnt.Font
	buffer   sfnt.Buffer
	advances map[rune]float64 // in parts of the font's size; -1 for what it lacks
}

func readFaces() (map[string]*face, error) {
	faces := map[string]*face{}
	for weight, file := range map[string][]byte{"": goregular.TTF, "B": gobold.TTF} {
		f, err := sfnt.Parse(file)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		faces[weight] = &face{file: file, font: f, advances: map[rune]float64{}}
	}
	return faces, nil
}

// advance is how far a character reaches, in parts of the font's size; below zero if
// the font lacks it.
func (f *face) advance(r rune) float64 {
	if known, ok := f.advances[r]; ok {
		return known
	}
	em := f.font.UnitsPerEm()
	advance := -1.0
	if glyph, err := f.font.GlyphIndex(&f.buffer, r); err == nil && glyph != 0 {
		if units, err := f.font.GlyphAdvance(&f.buffer, glyph, fixed.I(int(em)), font.HintingNone); err == nil {
			advance = float64(units) / 64 / float64(em)
		}
	}
	f.advances[r] = advance
	return advance
}

func (f *face) lacks(r rune) bool { return f.advance(r) < 0 }

// measure is the width in millimetres of text that the font can draw.
func (f *face) measure(text string, points float64) float64 {
	sum := 0.0
	for _, r := range text {
		sum += f.advance(r)
	}
	return sum * points * 25.4 / 72
}

// drawn is text as the font can draw it: what it lacks loses its marks ("ṣ" is drawn as
// "s"), or is a question mark.
func (f *face) drawn(text string) string {
	text = norm.NFC.String(text)
	if strings.IndexFunc(text, f.lacks) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch base := []rune(norm.NFD.String(string(r)))[0]; {
		case !f.lacks(r):
			b.WriteRune(r)
		case r == 'ẞ':
			b.WriteString("SS")
		case base != r && !f.lacks(base):
			b.WriteRune(base)
		case norm.NFC.PropertiesString(string(r)).CCC() > 0: // a mark of the letter before it
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}
