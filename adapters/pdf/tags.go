package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// The tags of PDF's logical structure (ISO 32000-1, 14.8.4) that documents use. They
// tell a screen reader what is a heading, a table, a cell.
const (
	tagDocument   = "Document"
	tagSection    = "Sect"
	tagTitle      = "H1"
	tagHeading    = "H2"
	tagSubheading = "H3"
	tagParagraph  = "P"
	tagTable      = "Table"
	tagRow        = "TR"
	tagHeader     = "TH"
	tagCell       = "TD"
)

// element is a node of the structure: it has elements below it, or marked content.
type element struct {
	tag      string
	scope    string // of a header cell: "Column" or "Row"
	span     int    // the columns that a cell takes, where it is more than one
	parent   *element
	elements []*element
	marks    []mark
	object   int // its number in the file
}

// mark is a piece of content on a page, by the number it bears there.
type mark struct{ page, id int }

// structure collects the elements while pages are drawn.
type structure struct {
	root    *element
	open    *element
	onPages [][]*element // page by page, the element of every mark, by its number
}

func newStructure() *structure {
	root := &element{tag: tagDocument}
	return &structure{root: root, open: root}
}

// enter opens an element below the one that is open; leave closes it.
func (s *structure) enter(tag string) *element {
	e := &element{tag: tag, parent: s.open}
	s.open.elements = append(s.open.elements, e)
	s.open = e
	return e
}

func (s *structure) leave() { s.open = s.open.parent }

// mark gives the next piece of content of the open element its number on a page,
// counted from 1.
func (s *structure) mark(page int) int {
	for len(s.onPages) < page {
		s.onPages = append(s.onPages, nil)
	}
	id := len(s.onPages[page-1])
	s.onPages[page-1] = append(s.onPages[page-1], s.open)
	s.open.marks = append(s.open.marks, mark{page, id})
	return id
}

// attributes writes what a cell is for, for its entry A.
func (e *element) attributes() string {
	var b strings.Builder
	if e.scope != "" {
		b.WriteString(" /Scope /" + e.scope)
	}
	if e.span > 1 {
		fmt.Fprintf(&b, " /ColSpan %d", e.span)
	}
	if b.Len() == 0 {
		return ""
	}
	return " /A <</O /Table" + b.String() + ">>"
}

// all lists the elements from the root down.
func (e *element) all() []*element {
	list := []*element{e}
	for _, below := range e.elements {
		list = append(list, below.all()...)
	}
	return list
}

// kids writes what an element holds, for its entry K.
func (e *element) kids() string {
	var b strings.Builder
	for _, below := range e.elements {
		fmt.Fprintf(&b, "%d 0 R ", below.object)
	}
	for _, m := range e.marks {
		fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(m.page), m.id)
	}
	return "[" + strings.TrimSpace(b.String()) + "]"
}

// hexText writes a text string of PDF in UTF-16.
func hexText(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
