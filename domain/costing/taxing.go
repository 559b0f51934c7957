package costing

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/split"
)

// taxRows sums costs up by category and rate: by category, then by falling rate.
func taxRows(costs []Cost) []TaxRow {
	var rows []TaxRow
	for _, c := range costs {
		i := slices.IndexFunc(rows, func(r TaxRow) bool { return r.Tax.Category == c.Tax.Category && r.Tax.Rate.Equal(c.Tax.Rate) })
		if i < 0 {
			i = len(rows)
			rows = append(rows, TaxRow{Tax: c.Tax})
		}
		rows[i].Net, rows[i].Vat = rows[i].Net.Add(c.Net), rows[i].Vat.Add(c.Vat)
	}
	slices.SortFunc(rows, func(a, b TaxRow) int {
		return cmp.Or(cmp.Compare(a.Tax.Category, b.Tax.Category), b.Tax.Rate.Cmp(a.Tax.Rate))
	})
	return rows
}

// layOut divides the amounts among the rows of taxes, where there are several, by
// controlled rounding with the amounts themselves as weights: every row sums to its net,
// every member's row to its Amount, every cell lies within a cent of its exact part.
// Where all amounts are 0.00 although the rows are not, the weights of the split take
// their place. A running total may leave a member with a cent or two of the other sign;
// those cents stand in the row with the largest net.
func (in inputs) layOut(s *Split, w weighed) error {
	if len(s.Taxes) < 2 {
		return nil
	}
	lines, odd := make([]split.Line, len(s.Taxes)), money.Zero
	weights, keys := make([]decimal.Decimal, len(s.Shares)), make([]string, len(s.Shares))
	for i, share := range s.Shares {
		keys[i] = share.Key
		if share.Amount.Sign()*s.Total.Sign() < 0 {
			odd = odd.Add(share.Amount)
			continue
		}
		weights[i] = share.Amount.Decimal().Abs()
	}
	if s.Total.IsZero() {
		odd, weights = money.Zero, w.weights
	}
	main := 0
	for r, row := range s.Taxes {
		lines[r] = split.Line{Units: cents(row.Net), Weights: weights}
		if row.Net.Decimal().Abs().Cmp(s.Taxes[main].Net.Decimal().Abs()) > 0 {
			main = r
		}
	}
	lines[main].Units = lines[main].Units.Sub(cents(odd))
	fit, err := split.FitLines(keys, lines)
	if err != nil {
		return fault.At(err, "parts")
	}
	for i := range s.Shares {
		share := &s.Shares[i]
		share.Nets = make([]money.Amount, len(s.Taxes))
		for r := range s.Taxes {
			share.Nets[r] = euros(fit.Cells[r][i])
		}
		if share.Amount.Sign()*s.Total.Sign() < 0 {
			share.Nets[main] = share.Nets[main].Add(share.Amount)
		}
	}
	return nil
}

// shareVAT splits the VAT of every row, with cost sheets, by what the members bear of
// its net; where that is nothing, or not of one sign, by the weights of the split.
func (in inputs) shareVAT(s *Split, w weighed) error {
	if in.regime != CostSheet {
		return nil
	}
	for r, row := range s.Taxes {
		if row.Vat.IsZero() {
			continue
		}
		members := make([]split.Member, len(s.Shares))
		signs := [3]bool{}
		for i, share := range s.Shares {
			net := share.Amount
			if share.Nets != nil {
				net = share.Nets[r]
			}
			members[i] = split.Member{Key: share.Key, Weight: net.Decimal().Abs()}
			signs[net.Sign()+1] = true
		}
		if signs[0] == signs[2] {
			for i := range members {
				members[i].Weight = w.weights[i]
			}
		}
		result, err := split.Amount(row.Vat, members)
		if err != nil {
			return fault.At(err, "parts")
		}
		for i, part := range result.Shares {
			s.Shares[i].Vat = s.Shares[i].Vat.Add(part.Amount())
		}
	}
	return nil
}

// Taxed are the VAT categories and rates of a share with its net amounts, one or several.
func (s Split) Taxed(share Share) []TaxRow {
	rows := make([]TaxRow, len(s.Taxes))
	for r, row := range s.Taxes {
		rows[r] = TaxRow{Tax: row.Tax, Net: share.Amount}
		if share.Nets != nil {
			rows[r].Net = share.Nets[r]
		}
	}
	return rows
}
