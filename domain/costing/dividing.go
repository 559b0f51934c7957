package costing

import (
	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/split"
)

// divide splits what is left after grants off the top, and writes Amount without what
// was taken off.
func (in inputs) divide(s *Split, w weighed, total money.Amount) error {
	s.Level = ""
	switch {
	case in.mode == Cumulative:
		return in.divideRunning(s, w, total)
	case total.IsZero():
		return in.divideNothing(s, w)
	case len(in.scheme.s.groups) > 0 && in.scheme.s.rounding == split.RoundedPerStage:
		return in.dividePerStage(s, w, total)
	case in.scheme.s.bounded():
		return in.divideBounded(s, w, total)
	}
	return in.dividePlainly(s, w, total)
}

// divideNothing leaves the weights to be seen and everybody with 0.00.
func (in inputs) divideNothing(s *Split, w weighed) error {
	s.WeightSum = w.sum()
	if in.scheme.s.rounding == split.RoundedPerStage {
		s.WeightSum = decimal.Zero
		for _, c := range w.circles {
			s.WeightSum = s.WeightSum.Add(c.group.Weight)
		}
	}
	in.explainGroups(s, w)
	return nil
}

func (w weighed) sum() decimal.Decimal {
	sum := decimal.Zero
	for _, weight := range w.weights {
		sum = sum.Add(weight)
	}
	return sum
}

// dividePlainly takes the base amounts off and splits the rest.
func (in inputs) dividePlainly(s *Split, w weighed, total money.Amount) error {
	all := w.everybody()
	result, err := split.AboveBase(cents(total), cents(in.scheme.s.base), in.members(w, all))
	if err != nil {
		return err
	}
	s.explain(result)
	for j, i := range all.places {
		share := &s.Shares[i]
		share.Share, share.Base = result.Shares[j], in.scheme.s.base
		share.Amount = euros(share.Units).Add(like(share.Base, total))
	}
	in.explainGroups(s, w)
	return nil
}

// divideBounded keeps the bounds, which hold for a share with its base amount.
func (in inputs) divideBounded(s *Split, w weighed, total money.Amount) error {
	all, base := w.everybody(), cents(in.scheme.s.base)
	rest := cents(total).Abs().Sub(base.Mul(decimal.NewFromInt(int64(len(all.places)))))
	if rest.Sign() < 0 {
		return split.ErrBaseExceedsTotal.With("amount", rest.Neg().String())
	}
	bounded := make([]split.BoundedMember, len(all.places))
	for j, m := range in.members(w, all) {
		p := in.sharers[all.places[j]].participant
		bounded[j] = split.BoundedMember{Member: m, Floor: above(p.Floor, base), Cap: above(p.Cap, base)}
	}
	if total.Sign() < 0 {
		rest = rest.Neg()
	}
	result, err := split.Bounded(rest, bounded)
	if err != nil {
		return err
	}
	s.explain(result.Free)
	s.Level = result.Level.Quo(split.RatioOf(hundred)).String()
	free := result.Free.Shares
	for j, i := range all.places {
		share := &s.Shares[i]
		if share.Held = result.Held[j]; share.Held == split.NotHeld {
			share.Share, share.Base, free = free[0], in.scheme.s.base, free[1:]
			share.Amount = euros(share.Units).Add(like(share.Base, total))
			continue
		}
		p := in.sharers[i].participant
		share.Bound = p.bound(share.Held)
		share.Amount = like(share.Bound, total)
	}
	return nil
}

// above is what a bound leaves above the base amount, at least nothing.
func above(bound *money.Amount, base decimal.Decimal) *decimal.Decimal {
	if bound == nil {
		return nil
	}
	rest := cents(*bound).Sub(base)
	if rest.Sign() < 0 {
		rest = decimal.Zero
	}
	return &rest
}

// dividePerStage rounds in both stages.
func (in inputs) dividePerStage(s *Split, w weighed, total money.Amount) error {
	staged, err := split.PerStage(cents(total), in.groups(w))
	if err != nil {
		return err
	}
	s.explain(staged.Groups)
	s.Groups = make([]GroupShare, len(w.circles))
	for g, c := range w.circles {
		inner := staged.Members[g]
		s.Groups[g] = GroupShare{
			Share: staged.Groups.Shares[g], Amount: euros(staged.Groups.Shares[g].Units),
			WeightSum: inner.WeightSum, Left: inner.Left, Threshold: inner.Threshold,
		}
		for j, i := range c.places {
			s.Shares[i].Share, s.Shares[i].Amount = inner.Shares[j], euros(inner.Shares[j].Units)
		}
	}
	return nil
}

// explainGroups sums up what the groups of a scheme bear that rounds once, or of 0.00.
func (in inputs) explainGroups(s *Split, w weighed) {
	if len(in.scheme.s.groups) == 0 {
		return
	}
	s.Groups = make([]GroupShare, len(w.circles))
	for g, c := range w.circles {
		group := GroupShare{Share: split.Share{Key: c.group.Name, Weight: c.group.Weight}}
		for _, i := range c.places {
			group.WeightSum = group.WeightSum.Add(w.weights[i])
			group.Amount = group.Amount.Add(s.Shares[i].Amount)
		}
		s.Groups[g] = group
	}
}

// divideRunning splits the running total, these days included, and leaves what was not
// carried from earlier days.
func (in inputs) divideRunning(s *Split, w weighed, total money.Amount) error {
	keys := make([]string, len(in.sharers))
	running := total
	for i, sharer := range in.sharers {
		keys[i] = sharer.key
		running = running.Add(sharer.carried)
	}
	_, own, err := split.RunningQuotas(keys, []split.Document{{Units: cents(total), Weights: w.weights}})
	if err != nil {
		return fault.At(err, "parts")
	}
	for i, sharer := range in.sharers {
		own[i].Quota = own[i].Quota.Add(sharer.quota)
	}
	result, err := split.Quotas(cents(running), own)
	if err != nil {
		return err
	}
	s.Split, s.WeightSum, s.Denominator, s.Left, s.Threshold = running, w.sum(), result.Denominator, result.Left, result.Threshold
	for i, r := range result.Shares {
		share := &s.Shares[i]
		share.Floor, share.Remainder, share.Extra, share.Units = r.Floor, r.Remainder, r.Extra, r.Units
		share.Quota, share.Carried = r.Quota, in.sharers[i].carried
		share.Amount = euros(r.Units).Sub(share.Carried)
	}
	return nil
}

// explain takes the head of a split over.
func (s *Split) explain(r split.Result) {
	s.Split, s.WeightSum, s.Left, s.Threshold = euros(r.Total), r.WeightSum, r.Left, r.Threshold
}

// like gives a magnitude the sign of a total.
func like(magnitude, total money.Amount) money.Amount {
	if total.Sign() < 0 {
		return magnitude.Neg()
	}
	return magnitude
}

func cents(a money.Amount) decimal.Decimal { return a.Decimal().Shift(2) }

// euros are units of a split, which are whole.
func euros(units decimal.Decimal) money.Amount { return money.FromCents(units.IntPart()) }

// bound is the one that holds.
func (p Participant) bound(held split.Hold) money.Amount {
	if held == split.HeldByCap {
		return *p.Cap
	}
	return *p.Floor
}
