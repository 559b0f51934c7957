package costing

import (
	"github.com/shopspring/decimal"

	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
)

// takeOffTop takes grants off the total, the oldest first: together no more than it,
// and nothing of a credit.
func (in inputs) takeOffTop(s *Split) (money.Amount, error) {
	taken := money.Zero
	for _, g := range in.grants {
		if g.Method != Earmarked {
			gives, err := g.gives(s.Total)
			if err != nil {
				return money.Zero, err
			}
			if room := s.Total.Sub(taken); gives.Cmp(room) > 0 && !gives.IsZero() {
				gives = room
			}
			g.Amount = gives
			taken = taken.Add(gives)
		}
		s.Grants = append(s.Grants, g)
	}
	return taken, nil
}

// gives is what a grant off the top or by rate gives towards a total.
func (t GrantTaken) gives(total money.Amount) (money.Amount, error) {
	if total.Sign() <= 0 || t.Limit.Sign() <= 0 {
		return money.Zero, nil
	}
	if t.Method == OffTop {
		return t.Limit, nil
	}
	limit := cents(t.Limit)
	units, err := split.Rate(cents(total), t.Rate.Shift(-2), &limit)
	return euros(units), err
}

// giveOffTop splits what was taken off by the weights alone, in groups as the scheme
// rounds them, and adds it to the amounts.
func (in inputs) giveOffTop(s *Split, w weighed, taken money.Amount) error {
	if !taken.IsZero() {
		units, err := in.divideByWeights(w, cents(taken))
		if err != nil {
			return err
		}
		for i := range s.Shares {
			share := &s.Shares[i]
			share.OffTop = euros(units[i])
			share.Granted = share.OffTop
			share.Amount = share.Amount.Add(share.OffTop)
		}
	}
	for g := range s.Groups {
		s.Groups[g].Amount = money.Zero
		for _, i := range w.circles[g].places {
			s.Groups[g].Amount = s.Groups[g].Amount.Add(s.Shares[i].Amount)
		}
	}
	return nil
}

// divideByWeights splits without bounds and base amounts, by the place of the sharers.
func (in inputs) divideByWeights(w weighed, total decimal.Decimal) ([]decimal.Decimal, error) {
	units := make([]decimal.Decimal, len(in.sharers))
	if in.scheme.s.rounding == split.RoundedPerStage {
		staged, err := split.PerStage(total, in.groups(w))
		if err != nil {
			return nil, err
		}
		for g, c := range w.circles {
			for j, i := range c.places {
				units[i] = staged.Members[g].Shares[j].Units
			}
		}
		return units, nil
	}
	all := w.everybody()
	result, err := split.Units(total, in.members(w, all))
	if err != nil {
		return nil, err
	}
	for j, i := range all.places {
		units[i] = result.Shares[j].Units
	}
	return units, nil
}

// giveEarmarked gives every earmarked grant to what is left of its members' amounts.
// One whose members take no part, or bear nothing, gives nothing.
func (in inputs) giveEarmarked(s *Split) error {
	var left, weights []decimal.Decimal
	var keys []string
	for k := range s.Grants {
		g := &s.Grants[k]
		if g.Method != Earmarked || g.Limit.Sign() <= 0 {
			continue
		}
		if left == nil {
			left, keys = make([]decimal.Decimal, len(s.Shares)), make([]string, len(s.Shares))
			for i, share := range s.Shares {
				left[i], keys[i] = cents(share.Amount.Sub(share.Granted)), share.Key
			}
		}
		var anybody bool
		if weights, anybody = in.earmarks(*g); !anybody {
			continue
		}
		granted, unused, err := split.Earmarked(left, cents(g.Limit), keys, weights)
		if err != nil {
			return err
		}
		g.Amount = g.Limit.Sub(euros(unused))
		for i, units := range granted {
			left[i] = left[i].Sub(units)
			s.Shares[i].Granted = s.Shares[i].Granted.Add(euros(units))
		}
	}
	return nil
}

// earmarks are the weights under which an earmarked grant is given, of those who take part.
func (in inputs) earmarks(g GrantTaken) (weights []decimal.Decimal, anybody bool) {
	own := make(map[member.ID]decimal.Decimal, len(g.Members))
	for _, m := range g.Members {
		own[m.Member] = m.Weight
	}
	weights = make([]decimal.Decimal, len(in.sharers))
	for i, sharer := range in.sharers {
		if weight, named := own[sharer.member]; named && sharer.in {
			weights[i], anybody = weight, true
		}
	}
	return weights, anybody
}
