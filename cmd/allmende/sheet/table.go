package sheet

import (
	"fmt"
	"io"
	"strings"

	"allmende/cmd/allmende/grid"
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
		fmt.Fprintf(b, "%s\n\n", grid.Printable(s.Title))
	}
	fmt.Fprintf(b, "Total: %s\n", s.Total)
	if d := s.Days; d != nil {
		fmt.Fprintf(b, "Period: %s to %s, %d days, counted by the rule %s %d\n", d.From, d.To, d.Days, d.Rule, d.Version)
	}
	for _, g := range s.Grants {
		fmt.Fprintf(b, "Grant, %s: %s, of which %s is used and %s is not", g.Method, g.Amount, g.Used, g.Unused)
		if g.Funder != "" {
			fmt.Fprintf(b, " (%s)", grid.Printable(g.Funder))
		}
		b.WriteString("\n")
		for _, gift := range g.Members {
			fmt.Fprintf(b, "  %s gets %s by weight %s\n", grid.Printable(gift.Key), gift.Granted, gift.Weight)
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
	t := grid.Grid{Head: []string{"member", "name"}, Left: 2}
	if s.Days != nil {
		t.Head = append(t.Head, "days")
	}
	for _, key := range s.Keys {
		t.Head = append(t.Head, fmt.Sprintf("%s (%s %%)", grid.Printable(key.Name), key.Percent))
		if s.Days != nil {
			t.Head = append(t.Head, "counts")
		}
	}
	if s.Keys == nil {
		t.Head = append(t.Head, "given", "counts")
	} else {
		t.Head = append(t.Head, "of a hundred")
		t.Foot = s.sumsOfKeys()
	}
	t.Head = append(t.Head, "weight")
	for _, m := range s.Members {
		t.Rows = append(t.Rows, s.weightRow(m))
	}
	t.Write(b)
}

func (s *Split) weightRow(m Share) []string {
	row := []string{grid.Printable(m.Key), grid.Printable(m.Name)}
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
	fmt.Fprintf(b, "\nDivision of %s among %s\n", d.Of, grid.Printable(d.Among))
	t := grid.Grid{Head: []string{"member", "weight", "floor", "remainder", "one more", "minor units"}, Left: 1}
	if d.WeightSum == "" {
		t.Head[1] = "quota"
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
		t.Rows = append(t.Rows, []string{grid.Printable(row.Key), row.Weight + row.Quota, row.Floor, row.Remainder, more, row.Units})
	}
	t.Foot = []string{"sum", d.WeightSum, "", "", "", d.Units}
	t.Write(b)
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
	t := grid.Grid{Head: []string{"group", "share"}, Left: 1}
	for _, g := range s.Groups {
		t.Rows = append(t.Rows, []string{grid.Printable(g.Name), g.Share})
	}
	b.WriteString("\nGroups\n")
	t.Write(b)
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
	t := grid.Grid{Head: []string{"member", "name"}, Foot: []string{"sum", ""}, Left: 2}
	for _, c := range columns {
		if c.there {
			t.Head, t.Foot = append(t.Head, c.head), append(t.Foot, c.sum)
		}
	}
	for _, m := range s.Members {
		row := []string{grid.Printable(m.Key), grid.Printable(m.Name)}
		for _, c := range columns {
			if c.there {
				row = append(row, c.of(m))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	b.WriteString("\nResult: share + VAT - granted = bears\n")
	t.Write(b)
}
