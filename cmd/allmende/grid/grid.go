// Package grid writes tables that one can follow with pencil and paper.
package grid

import (
	"strings"
	"unicode/utf8"
)

// Grid is a table of which the first columns are text and the others numbers.
type Grid struct {
	Head, Foot []string
	Rows       [][]string
	Left       int // how many are text
}

// Write writes the table, its columns as wide as they need to be.
func (g Grid) Write(b *strings.Builder) {
	all := append([][]string{g.Head}, g.Rows...)
	if g.Foot != nil {
		all = append(all, g.Foot)
	}
	widths := make([]int, len(g.Head))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	rule := make([]string, len(widths))
	for i, width := range widths {
		rule[i] = strings.Repeat("-", width)
	}
	g.writeRow(b, g.Head, widths)
	g.writeRow(b, rule, widths)
	for _, row := range g.Rows {
		g.writeRow(b, row, widths)
	}
	if g.Foot != nil {
		g.writeRow(b, rule, widths)
		g.writeRow(b, g.Foot, widths)
	}
}

func (g Grid) writeRow(b *strings.Builder, row []string, widths []int) {
	var line strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i > 0 {
			line.WriteString("  ")
		}
		if i < g.Left {
			line.WriteString(cell + pad)
		} else {
			line.WriteString(pad + cell)
		}
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// Printable keeps what would break a line or steer a terminal out of a table.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x200e && r <= 0x202e || r >= 0x2060 && r <= 0x206f {
			return '·'
		}
		return r
	}, text)
}
