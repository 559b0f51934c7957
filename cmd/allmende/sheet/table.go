package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteTable prints the split as a text to follow with pencil and paper.
func (s *Split) WriteTable(out io.Writer) error {
	var b strings.Builder
	s.writeHead(&b)
	s.writeWeights(&b)
	for _, d := range s.Divisions {
		s.writeDivision(&b, d)
	}
	s.writeGroups(&b)
	s.writeResult(&b)
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// writeHead tells what is split and what comes off before.
func (s *Split) writeHead(b *strings.Builder) {
	if s.Title != "" {
		fmt.Fprintf(b, "%s\n\n", printable(s.Title))
	}
	fmt.Fprintf(b, "Total: %s\n", s.Total)
	if d := s.Days; d != nil {
		fmt.Fprintf(b, "Period: %s to %s, %d days, counted by the rule %s %d\n", d.From, d.To, d.Days, d.Rule, d.Version)
	}
	for _, g := range s.Grants {
		fmt.Fprintf(b, "Grant, %s: %s, of which %s is used and %s is not", g.Method, g.Amount, g.Used, g.Unused)
		if g.Funder != "" {
			fmt.Fprintf(b, " (%s)", printable(g.Funder))
		}
		b.WriteString("\n")
		for _, gift := range g.Members {
			fmt.Fprintf(b, "  %s gets %s by weight %s\n", printable(gift.Key), gift.Granted, gift.Weight)
		}
	}
	if s.ToShare != s.Total {
		fmt.Fprintf(b, "To share after grants off the top and by rate: %s\n", s.ToShare)
	}
	if s.Base != "" {
		fmt.Fprintf(b, "Base amount, which each member bears first: %s\n", s.Base)
	}
	if s.Bounds != nil {
		fmt.Fprintf(b, "Bounds by the rule %s %d: each bears weight * %s minor units, or the bound that this lies beyond\n",
			s.Bounds.Rule, s.Bounds.Version, s.Bounds.Level)
	}
	if s.Rounding != "" {
		fmt.Fprintf(b, "Groups, rounded: %s\n", s.Rounding)
	}
	if v := s.VAT; v != nil {
		fmt.Fprintf(b, "VAT at %s %%, %s: supplier's %s, members' %s, difference to post %s\n", v.Rate, v.Regime, v.Supplier, v.Members, v.Difference)
	}
}

// writeWeights shows how keys and days made the weights, where they did.
func (s *Split) writeWeights(b *strings.Builder) {
	if s.Days == nil && s.Keys == nil {
		return
	}
	b.WriteString("\nWeights\n")
	if s.Keys != nil {
		b.WriteString("Of a hundred: for each key its percentage * what the member counts / what all count. Weight: the same in whole numbers.\n")
	}
	t := grid{head: []string{"member", "name"}, left: 2}
	if s.Days != nil {
		t.head = append(t.head, "days")
	}
	for _, key := range s.Keys {
		t.head = append(t.head, fmt.Sprintf("%s (%s %%)", printable(key.Name), key.Percent))
		if s.Days != nil {
			t.head = append(t.head, "counts")
		}
	}
	if s.Keys == nil {
		t.head = append(t.head, "given", "counts")
	} else {
		t.head = append(t.head, "of a hundred")
		t.foot = s.sumsOfKeys()
	}
	t.head = append(t.head, "weight")
	for _, m := range s.Members {
		t.rows = append(t.rows, s.weightRow(m))
	}
	t.write(b)
}

func (s *Split) weightRow(m Share) []string {
	row := []string{printable(m.Key), printable(m.Name)}
	if s.Days != nil {
		row = append(row, m.Days)
	}
	for _, part := range m.Parts {
		row = append(row, part.Weight)
		if s.Days != nil {
			row = append(row, part.Counts)
		}
	}
	if s.Keys != nil {
		row = append(row, m.Mixed)
	}
	return append(row, m.Weight)
}

func (s *Split) sumsOfKeys() []string {
	row := []string{"sum", ""}
	if s.Days != nil {
		row = append(row, "")
	}
	for _, key := range s.Keys {
		if s.Days != nil {
			row = append(row, "")
		}
		row = append(row, key.Sum)
	}
	return append(row, "100", "")
}

// writeDivision shows floors, remainders and who gets one more.
func (s *Split) writeDivision(b *strings.Builder, d Division) {
	fmt.Fprintf(b, "\nDivision of %s among %s\n", d.Of, printable(d.Among))
	t := grid{head: []string{"member", "weight", "floor", "remainder", "one more", "minor units"}, left: 1}
	if d.WeightSum == "" {
		t.head[1] = "quota"
		fmt.Fprintf(b, "%s minor units; the quota is floor + remainder / %s (signs put back at the end).\n", d.Units, d.Denominator)
	} else {
		fmt.Fprintf(b, "%s minor units by weights that sum to %s: units * weight = floor * %s + remainder (the sign put back at the end).\n",
			d.Units, d.WeightSum, d.WeightSum)
	}
	switch d.Left {
	case 0:
		b.WriteString("Nothing is left over.\n")
	case 1:
		fmt.Fprintf(b, "1 unit is left over; it goes to the largest remainder, %s; among equal ones to the smaller member.\n", d.Threshold)
	default:
		fmt.Fprintf(b, "%d units are left over; one each goes to the largest remainders, down to %s; among equal ones to the smaller member.\n", d.Left, d.Threshold)
	}
	for _, row := range d.Rows {
		more := ""
		if row.Extra {
			more = "+ 1"
		}
		t.rows = append(t.rows, []string{printable(row.Key), row.Weight + row.Quota, row.Floor, row.Remainder, more, row.Units})
	}
	t.foot = []string{"sum", d.WeightSum, "", "", "", d.Units}
	t.write(b)
	fmt.Fprintf(b, "Rule: %s %d", d.Rule, d.Version)
	if d.InputHash != "" {
		fmt.Fprintf(b, "; input %s", d.InputHash)
	}
	b.WriteString("\n")
}

func (s *Split) writeGroups(b *strings.Builder) {
	if s.Groups == nil {
		return
	}
	t := grid{head: []string{"group", "share"}, left: 1}
	for _, g := range s.Groups {
		t.rows = append(t.rows, []string{printable(g.Name), g.Share})
	}
	b.WriteString("\nGroups\n")
	t.write(b)
}

// writeResult shows what each member bears, with the columns that the sheet has.
func (s *Split) writeResult(b *strings.Builder) {
	columns := []struct {
		head, sum string
		of        func(Share) string
		there     bool
	}{
		{"held by", "", func(m Share) string { return m.Held }, s.Bounds != nil},
		{"share", s.Sum.Share, func(m Share) string { return m.Share }, true},
		{"VAT", s.Sum.VAT, func(m Share) string { return m.VAT }, s.VAT != nil},
		{"granted", s.Sum.Granted, func(m Share) string { return m.Granted }, s.Grants != nil},
		{"bears", s.Sum.Bears, func(m Share) string { return m.Bears }, true},
	}
	t := grid{head: []string{"member", "name"}, foot: []string{"sum", ""}, left: 2}
	for _, c := range columns {
		if c.there {
			t.head, t.foot = append(t.head, c.head), append(t.foot, c.sum)
		}
	}
	for _, m := range s.Members {
		row := []string{printable(m.Key), printable(m.Name)}
		for _, c := range columns {
			if c.there {
				row = append(row, c.of(m))
			}
		}
		t.rows = append(t.rows, row)
	}
	b.WriteString("\nResult: share + VAT - granted = bears\n")
	t.write(b)
}

// grid is a table of which the first columns are text and the others numbers.
type grid struct {
	head, foot []string
	rows       [][]string
	left       int
}

func (g grid) write(b *strings.Builder) {
	all := append([][]string{g.head}, g.rows...)
	if g.foot != nil {
		all = append(all, g.foot)
	}
	widths := make([]int, len(g.head))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	rule := make([]string, len(widths))
	for i, width := range widths {
		rule[i] = strings.Repeat("-", width)
	}
	g.writeRow(b, g.head, widths)
	g.writeRow(b, rule, widths)
	for _, row := range g.rows {
		g.writeRow(b, row, widths)
	}
	if g.foot != nil {
		g.writeRow(b, rule, widths)
		g.writeRow(b, g.foot, widths)
	}
}

func (g grid) writeRow(b *strings.Builder, row []string, widths []int) {
	var line strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i > 0 {
			line.WriteString("  ")
		}
		if i < g.left {
			line.WriteString(cell + pad)
		} else {
			line.WriteString(pad + cell)
		}
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// printable keeps what would break a line or steer a terminal out of a table.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x200e && r <= 0x202e || r >= 0x2060 && r <= 0x206f {
			return '·'
		}
		return r
	}, text)
}
