package pdf

import (
	"fmt"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// The page, in millimetres: A4 with the margins of a German business letter (DIN 5008).
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	left       = 25.0
	right      = 190.0
	top        = 27.0 // where following pages begin
	bottom     = 272.0
	width      = right - left
)

// style is how text looks.
type style struct {
	weight string  // "" or "B"
	size   float64 // points
	grey   int     // 0 is black
}

var (
	body    = style{"", 9, 0}
	strong  = style{"B", 9, 0}
	small   = style{"", 7.5, 70}
	label   = style{"", 8, 70}
	heading = style{"B", 11, 0}
	title   = style{"B", 16, 0}
)

// line is the distance of two baselines, in millimetres.
func (s style) line() float64 { return s.size * 0.47 }

const family = "Go"

// canvas draws text, top down, and keeps its logical structure.
type canvas struct {
	pdf     *fpdf.Fpdf
	tags    *structure
	faces   map[string]*face // by weight
	y       float64
	pages   int    // how many there will be; zero while they are counted
	running string // at the head of following pages
	imprint []string
}

func newCanvas(faces map[string]*face, pages int) *canvas {
	p := fpdf.New("P", "mm", "A4", "")
	for weight, f := range faces {
		p.AddUTF8FontFromBytes(family, weight, slices.Clone(f.file)) // the library may write into it
	}
	p.SetMargins(left, top, pageWidth-right)
	p.SetAutoPageBreak(false, 0)
	p.SetCatalogSort(true)
	p.SetLineWidth(0.2)
	return &canvas{pdf: p, tags: newStructure(), faces: faces, pages: pages}
}

// in draws an element.
func (c *canvas) in(tag string, draw func()) *element {
	e := c.tags.enter(tag)
	draw()
	c.tags.leave()
	return e
}

// artifact draws what is no content: rules, backgrounds, page numbers.
func (c *canvas) artifact(draw func()) {
	c.pdf.RawWriteStr("/Artifact BMC")
	draw()
	c.pdf.RawWriteStr("EMC")
}

// newPage begins a page with its running head and foot.
func (c *canvas) newPage() {
	c.pdf.AddPage()
	c.y = top
	c.artifact(func() {
		if c.pdf.PageNo() > 1 {
			c.text(left, 15, width, "L", c.running, small)
		}
		y := bottom + 6
		c.pdf.SetDrawColor(150, 150, 150)
		c.pdf.Line(left, y-1.5, right, y-1.5)
		for i, line := range c.imprint {
			c.text(left, y+float64(i)*small.line(), width-28, "L", line, small)
		}
		c.text(right-28, y, 28, "R", fmt.Sprintf("Seite %d von %d", c.pdf.PageNo(), c.pages), small)
	})
}

// room begins a new page unless there is room for so many millimetres.
func (c *canvas) room(height float64) bool {
	if c.y+height <= bottom {
		return false
	}
	c.newPage()
	return true
}

// rule draws a line across the page.
func (c *canvas) rule() {
	c.artifact(func() {
		c.pdf.SetDrawColor(0, 0, 0)
		c.pdf.Line(left, c.y, right, c.y)
	})
}

// block writes text as content of the open element at a place of the page, and returns
// its height.
func (c *canvas) block(x, y, w float64, align, text string, s style) float64 {
	lines := c.lines(text, w, align, s)
	c.marked(text, func() {
		for i, line := range lines {
			c.text(x, y+float64(i)*s.line(), w, align, line, s)
		}
	})
	return float64(len(lines)) * s.line()
}

// marked draws content of the open element. Where the fonts lack a character, the true
// text goes with it.
func (c *canvas) marked(text string, draw func()) {
	c.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", c.tags.open.tag, c.tags.mark(c.pdf.PageNo())))
	if c.drawn(text) == text {
		draw()
	} else {
		c.pdf.RawWriteStr("/Span <</ActualText " + hexText(text) + ">> BDC")
		draw()
		c.pdf.RawWriteStr("EMC")
	}
	c.pdf.RawWriteStr("EMC")
}

// paragraph writes text down the page.
func (c *canvas) paragraph(text string, s style) {
	c.in(tagParagraph, func() { c.flow(text, s) })
}

// flow writes text of the open element, line by line over the pages.
func (c *canvas) flow(text string, s style) {
	lines := c.wrap(text, width, s)
	for len(lines) > 0 {
		c.room(s.line())
		fit := max(1, min(len(lines), int((bottom-c.y)/s.line())))
		part := lines[:fit]
		c.marked(strings.Join(part, ""), func() {
			for i, line := range part {
				c.text(left, c.y+float64(i)*s.line(), width, "L", line, s)
			}
		})
		c.y += float64(fit) * s.line()
		lines = lines[fit:]
	}
}

// levels are how deep headings lie in the outline.
var levels = map[string]int{tagTitle: 0, tagHeading: 1, tagSubheading: 2}

// head writes a heading, and keeps room below it for what it heads.
func (c *canvas) head(tag, text string, s style) {
	c.room(s.line() + 14)
	c.pdf.SetFont(family, s.weight, s.size) // the library writes bookmarks in the font's encoding
	c.pdf.Bookmark(text, levels[tag], c.y)
	c.in(tag, func() { c.flow(text, s) })
}

// text draws one line with its top at y; what is too wide is made smaller.
func (c *canvas) text(x, y, w float64, align, text string, s style) {
	text = c.drawn(text)
	size := s.size
	measured := c.measure(strings.TrimRight(text, " "), s)
	if measured > w && measured > 0 {
		size *= w / measured
		measured = w
	}
	switch align {
	case "R":
		x += w - measured
	case "C":
		x += (w - measured) / 2
	}
	c.pdf.SetFont(family, s.weight, size)
	c.pdf.SetTextColor(s.grey, s.grey, s.grey)
	c.pdf.Text(x, y+s.size*0.33, text)
}

// measure is the width of text in millimetres.
func (c *canvas) measure(text string, s style) float64 {
	return c.faces[s.weight].measure(text, s.size)
}

// lines wraps text; what stands on the right is a figure, which is never broken.
func (c *canvas) lines(text string, w float64, align string, s style) []string {
	if align == "R" {
		return []string{text}
	}
	return c.wrap(text, w, s)
}

// wrap breaks text behind spaces into lines of a width, and words that are wider
// anywhere. The lines together are the text, so that readers find every space.
func (c *canvas) wrap(text string, w float64, s style) []string {
	fits := func(line string) bool { return c.measure(c.drawn(strings.TrimRight(line, " ")), s) <= w }
	var lines []string
	line := ""
	for word := range strings.SplitAfterSeq(text, " ") {
		if line == "" || fits(line+word) {
			line += word
		} else {
			lines, line = append(lines, line), word
		}
		for !fits(line) {
			end := c.fitting(line, w, s)
			lines, line = append(lines, line[:end]), line[end:]
		}
	}
	return append(lines, line)
}

// fitting is how many bytes of a word fit into a width, one character at least.
func (c *canvas) fitting(word string, w float64, s style) int {
	fit := 0
	for i, r := range word {
		end := i + len(string(r))
		if fit > 0 && c.measure(c.drawn(word[:end]), s) > w {
			return fit
		}
		fit = end
	}
	return fit
}

// drawn is text as the fonts can draw it.
func (c *canvas) drawn(text string) string { return c.faces[""].drawn(text) }
