package comparison

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"allmende/cmd/allmende/grid"
)

// WriteTable prints the comparison as a text to follow with pencil and paper.
func (c *Comparison) WriteTable(out io.Writer) error {
	var b strings.Builder
	if c.Title != "" {
		fmt.Fprintf(&b, "%s\n\n", grid.Printable(c.Title))
	}
	for _, line := range c.Says {
		fmt.Fprintln(&b, line)
	}
	c.writePoints(&b)
	c.writeRanking(&b)
	c.writeFormulas(&b)
	c.writeOut(&b)
	c.writeLow(&b)
	b.WriteString("\nWhat the result depends on\n")
	for _, line := range c.Stability.Report {
		fmt.Fprintln(&b, line)
	}
	c.writeResult(&b)
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// writePoints derives L, bid by bid, where there are criteria.
func (c *Comparison) writePoints(b *strings.Builder) {
	for _, p := range c.Bids {
		if p.Criteria == nil {
			continue
		}
		fmt.Fprintf(b, "\nPoints of %s: %s\n", grid.Printable(p.Bid), p.PointsFormula)
		t := grid.Grid{Head: []string{"criterion", "points as a formula", "score"}, Left: 2}
		for _, m := range p.Criteria {
			t.Rows = append(t.Rows, []string{strings.Repeat("  ", m.Depth) + grid.Printable(m.Criterion), m.Formula, m.Score})
		}
		t.Write(b)
	}
}

// writeRanking shows the bids in their order, with the columns that the method has.
func (c *Comparison) writeRanking(b *strings.Builder) {
	scored, banded := false, false
	for _, p := range c.Bids {
		scored, banded = scored || p.Points != "", banded || p.InBand != nil
	}
	columns := []struct {
		head  string
		of    func(Place) string
		there bool
	}{
		{"rank", rankOf, true},
		{"price P", func(p Place) string { return p.Price }, true},
		{"points L", func(p Place) string { return p.Points }, scored},
		{"value Z", func(p Place) string { return p.shown }, c.Method != LowestPrice},
		{"in the band", inBand, banded},
	}
	t := grid.Grid{Head: []string{"bid"}, Left: 1}
	for _, column := range columns {
		if column.there {
			t.Head = append(t.Head, column.head)
		}
	}
	for _, p := range c.Bids {
		row := []string{grid.Printable(p.Bid)}
		for _, column := range columns {
			if column.there {
				row = append(row, column.of(p))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.WriteString("\nRanking\n")
	t.Write(b)
}

func rankOf(p Place) string {
	if p.Rank == 0 {
		return "out"
	}
	return strconv.Itoa(p.Rank)
}

func inBand(p Place) string {
	switch {
	case p.InBand == nil:
		return ""
	case *p.InBand:
		return "yes"
	}
	return "no"
}

func (c *Comparison) writeFormulas(b *strings.Builder) {
	b.WriteString("\nFormulas (≈ is rounded to be read; ranks follow from the fractions)\n")
	for _, f := range c.Figures {
		fmt.Fprintf(b, "  %s\n", f.Formula)
	}
	for _, p := range c.Bids {
		if p.Formula != "" {
			fmt.Fprintf(b, "  %s: %s\n", grid.Printable(p.Bid), p.Formula)
		}
		if p.Band != "" {
			fmt.Fprintf(b, "    in the band? %s: %s\n", p.Band, inBand(p))
		}
	}
}

func (c *Comparison) writeOut(b *strings.Builder) {
	head := "\nOut\n"
	for _, p := range c.Bids {
		if p.Excluded != "" {
			fmt.Fprintf(b, "%s%s is excluded: %s\n", head, grid.Printable(p.Bid), grid.Printable(p.Excluded))
			head = ""
		}
		for _, m := range p.Below {
			fmt.Fprintf(b, "%s%s has %s for %q; at least %s is needed.\n", head, grid.Printable(p.Bid), m.Score, grid.Printable(m.Criterion), m.Least)
			head = ""
		}
	}
}

func (c *Comparison) writeLow(b *strings.Builder) {
	if c.Low == nil {
		return
	}
	b.WriteString("\nStrikingly low prices: the bidder is to be asked and the answer decided on in writing; nobody is excluded by this\n")
	for _, f := range c.Low {
		if f.Next != "" {
			fmt.Fprintf(b, "%s lies far below the next higher price: %s\n", grid.Printable(f.Bid), f.Next)
		}
		if f.Mean != "" {
			fmt.Fprintf(b, "%s lies far below the mean of all other prices: %s\n", grid.Printable(f.Bid), f.Mean)
		}
	}
}

func (c *Comparison) writeResult(b *strings.Builder) {
	switch {
	case c.Winner == "":
		fmt.Fprintf(b, "\nResult: %s are tied for the first place. A lot has to decide; record its order as \"draw\".\n", names(c.LotBetween))
	case c.Bids[0].Tied:
		fmt.Fprintf(b, "\nResult: %s wins, by the lot that was drawn.\n", grid.Printable(c.Winner))
	default:
		fmt.Fprintf(b, "\nResult: %s wins.\n", grid.Printable(c.Winner))
	}
}
