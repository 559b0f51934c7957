package billing

import (
	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/domain/split"
)

// Sums are those of all shares of a run, which one share alone does not tell.
type Sums struct {
	Weights decimal.Decimal
	OffTop  money.Amount
	Amounts decimal.Decimal // of the sizes of the amounts
}

// Explained is a share of a run and what stood before it.
type Explained struct {
	Allocation costing.AllocationID
	Split      costing.Split // without its shares
	Sums       Sums
	Share      costing.Share
	Before     costing.Share // of the run that it replaced, or zero
	Reversed   bool          // the line takes it back
}

// Derive tells how a line of the run came about. Where a line is one of several of a
// run, as with several rates, the steps lead to what the member bears in all, and a last
// one tells the line's part of it.
func (e Explained) Derive(l Line) Derivation {
	d := Derivation{Allocation: e.Allocation.String(), Rule: e.Split.RuleName(), InputHash: e.Split.InputHash}
	for _, figure := range []struct {
		steps []Step
		want  money.Amount
		total money.Amount
	}{
		{e.shareSteps(), l.Share, e.Split.Total}, {e.vatSteps(), l.VAT, e.Split.Vat}, {e.grantSteps(), l.Granted, e.Split.Granted},
	} {
		steps, want := figure.steps, figure.want
		if e.Reversed {
			want = want.Neg()
		}
		if len(steps) > 0 && sum(steps).Cmp(want) != 0 {
			for i := range steps {
				steps[i].Stage = true
			}
			last := e.told(steps[0].Figure, HeldByRun, "Anteil dieser Position", figure.total, want)
			steps = append(steps, last)
		}
		d.Steps = append(d.Steps, steps...)
	}
	if e.Reversed {
		d = d.neg()
	}
	return d
}

// sum is what steps lead to.
func sum(steps []Step) money.Amount {
	total := money.Zero
	for _, s := range steps {
		if !s.Stage {
			total = total.Add(s.Result())
		}
	}
	return total
}

// shareSteps lead to the amount net, before grants.
func (e Explained) shareSteps() []Step {
	steps := e.splitSteps()
	if base := like(e.Share.Base, e.Split.Total); !base.IsZero() {
		steps = append(steps, e.told(FigureShare, HeldAmount, "Grundbetrag", base, base))
	}
	if !e.Share.OffTop.IsZero() {
		steps = append(steps, e.offTop(FigureShare))
	}
	if sum(steps).Cmp(e.Share.Amount) != 0 { // computed in a way that is not told here
		steps = []Step{e.told(FigureShare, HeldByRun, "", e.Split.Total, e.Share.Amount)}
	}
	return after(steps, e.Before.Amount)
}

// splitSteps lead to what largest remainders or a bound gave.
func (e Explained) splitSteps() []Step {
	s, share := e.Split, e.Share
	switch {
	case s.Mode == costing.Cumulative:
		running := e.quota(FigureShare, "laufende Summe", s.Split, share.Weight, s.WeightSum, share.Share.Amount())
		exact := split.RatioOf(s.Split.Decimal().Shift(2)).Mul(split.RatioOf(share.Weight))
		if running.Held != NotHeld || share.Quota.Mul(split.RatioOf(s.WeightSum)).Cmp(exact) != 0 {
			running = e.told(FigureShare, HeldByRun, "laufende Summe", s.Split, share.Share.Amount())
		}
		running.Posted = share.Carried
		return []Step{running}
	case share.Held != split.NotHeld:
		return []Step{e.told(FigureShare, Held(share.Held), "", s.Total, like(share.Bound, s.Total))}
	}
	for _, g := range s.Groups {
		if g.Key == share.Group && s.Scheme.PerStage() {
			group := e.quota(FigureShare, "Gruppe "+Plain(g.Key), s.Split, g.Weight, s.WeightSum, g.Share.Amount())
			group.Stage, group.Source = true, "fixed"
			return []Step{group, e.quota(FigureShare, "", g.Share.Amount(), share.Weight, g.WeightSum, share.Share.Amount())}
		}
	}
	return []Step{e.quota(FigureShare, "", s.Split, share.Weight, s.WeightSum, share.Share.Amount())}
}

// vatSteps lead to the supplier's VAT, which is split by what the members bear.
func (e Explained) vatSteps() []Step {
	if e.Share.Vat.IsZero() && e.Before.Vat.IsZero() {
		return nil
	}
	step := e.told(FigureVAT, HeldByRun, "", e.Split.Vat, e.Share.Vat)
	if len(e.Split.Taxes) == 1 {
		step = e.quota(FigureVAT, "", e.Split.Vat, e.Share.Amount.Decimal().Abs(), e.Sums.Amounts, e.Share.Vat)
		step.Source = ""
	}
	return after([]Step{step}, e.Before.Vat)
}

// grantSteps lead to what grants give.
func (e Explained) grantSteps() []Step {
	if e.Share.Granted.IsZero() && e.Before.Granted.IsZero() {
		return nil
	}
	var steps []Step
	if !e.Share.OffTop.IsZero() {
		steps = append(steps, e.offTop(FigureGranted))
	}
	if rest := e.Share.Granted.Sub(e.Share.OffTop); !rest.IsZero() || len(steps) == 0 {
		steps = append(steps, e.told(FigureGranted, HeldByRun, "zweckgebunden", e.Split.Granted, rest))
	}
	return after(steps, e.Before.Granted)
}

func (e Explained) offTop(figure Figure) Step {
	return e.quota(figure, "vorab gefördert", e.Sums.OffTop, e.Share.Weight, e.Sums.Weights, e.Share.OffTop)
}

// quota is a split by largest remainders, worked out anew from what was split and by
// which weights; where this does not give the result, the run did it another way.
func (e Explained) quota(figure Figure, label string, total money.Amount, weight, sum decimal.Decimal, result money.Amount) Step {
	step := e.told(figure, HeldByRun, label, total, result)
	if sum.IsZero() {
		return step
	}
	product := total.Decimal().Shift(2).Abs().Mul(weight)
	floor, remainder := product.QuoRem(sum, 0)
	units := result.Decimal().Shift(2).Abs()
	extra := !units.Equal(floor)
	if extra && !units.Equal(floor.Add(decimal.NewFromInt(1))) || result.Sign()*total.Sign() < 0 {
		return step
	}
	step.Held, step.WeightSum = NotHeld, sum
	step.Share.Weight, step.Share.Floor, step.Share.Remainder, step.Share.Extra = weight, floor, remainder, extra
	return step
}

// told is a step whose result is only told.
func (e Explained) told(figure Figure, held Held, label string, total, result money.Amount) Step {
	step := Step{Figure: figure, Label: label, Total: total, Held: held, AsOf: e.Share.AsOf}
	if e.Share.Source != costing.NoSource {
		step.Source = e.Share.Source
	}
	step.Share.Key, step.Share.Units = e.Share.Key, result.Decimal().Shift(2)
	return step
}

// after subtracts from the last step what stood before.
func after(steps []Step, before money.Amount) []Step {
	last := &steps[len(steps)-1]
	last.Posted = last.Posted.Add(before)
	return steps
}

// like gives an amount without sign the sign of another.
func like(a, sign money.Amount) money.Amount {
	if sign.Sign() < 0 {
		return a.Neg()
	}
	return a
}
