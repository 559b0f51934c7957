package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"allmende/domain/split"
)

// Low says from when on a price is so low that the bidder is asked (VgV 60): by how many
// per cent below the next higher price, or below the mean of all other prices. Zero
// leaves a test out.
type Low struct{ BelowNext, BelowMean split.Ratio }

// LowPrice is a finding to be clarified and decided in writing; it excludes nobody.
// Next and Mean are empty if that test did not find it.
type LowPrice struct {
	Bid  string
	Next string // as an inequality
	Mean string
}

func (l Low) check() error {
	for _, limit := range []struct {
		at      string
		percent split.Ratio
	}{{"low.next", l.BelowNext}, {"low.mean", l.BelowMean}} {
		if limit.percent.Sign() < 0 || limit.percent.Cmp(hundred) >= 0 {
			return ErrLimit.At(limit.at)
		}
	}
	return nil
}

// among looks at every admitted bid; one alone is neither high nor low. Findings stand
// in the order of the bids' names.
func (l Low) among(admitted []*contender) []LowPrice {
	sorted := slices.Clone(admitted)
	slices.SortFunc(sorted, func(a, b *contender) int { return cmp.Or(a.Price.Cmp(b.Price), cmp.Compare(a.name, b.name)) })
	total := split.Ratio{}
	for _, c := range sorted {
		total = total.Add(c.Price)
	}
	var findings []LowPrice
	for i, c := range sorted {
		f := LowPrice{Bid: c.name}
		if above := slices.IndexFunc(sorted[i:], func(o *contender) bool { return o.Price.Cmp(c.Price) > 0 }); above > 0 {
			f.Next = below(c.Price, sorted[i+above].Price, 1, l.BelowNext)
		}
		if len(sorted) > 1 {
			f.Mean = below(c.Price, total.Sub(c.Price), len(sorted)-1, l.BelowMean)
		}
		if f.Next != "" || f.Mean != "" {
			findings = append(findings, f)
		}
	}
	slices.SortFunc(findings, func(a, b LowPrice) int { return cmp.Compare(a.Bid, b.Bid) })
	return findings
}

// below says that p is so many per cent below sum / n, or nothing if it is not, as
// where the others ask nothing either:
// 100*n*p <= (100-limit)*sum, without a quotient.
func below(p, sum split.Ratio, n int, limit split.Ratio) string {
	if limit.IsZero() || sum.IsZero() {
		return ""
	}
	least := hundred.Sub(limit)
	left, right := hundred.Mul(whole(int64(n))).Mul(p), least.Mul(sum)
	if left.Cmp(right) > 0 {
		return ""
	}
	times := ""
	if n > 1 {
		times = strconv.Itoa(n) + " × "
	}
	return "100 × " + times + price(p) + " = " + Text(left) + " ≤ " + Text(right) + " = " + operand(least) + " × " + price(sum)
}
