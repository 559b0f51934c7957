package usecase

import (
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/domain/split"
	"allmende/ports/driven"
	"allmende/ports/view"
)

func rateView(rate pricing.Rate) view.Rate {
	shown := view.Rate{Price: rate.Price.String()}
	if len(rate.Steps) == 0 {
		return shown
	}
	shown.Tiers = &view.Tiers{Mode: string(rate.Mode), Basis: string(rate.Basis)}
	for _, step := range rate.Steps {
		shown.Tiers.Steps = append(shown.Tiers.Steps, view.PriceStep{From: step.From.String(), Price: step.Price.String()})
	}
	return shown
}

func offerView(item framework.ItemID, offered driven.Offered, wanted quantity.Quantity) view.Offer {
	charge := offered.Rate.For(offered.Volume, wanted)
	shown := view.Offer{
		ItemID: item.String(), Quantity: wanted.String(), Unit: string(offered.Unit), Rate: rateView(offered.Rate), Volume: offered.Volume.String(),
		Derivation: charge.Derivation(), Price: charge.Price.String(), Total: charge.Total.String(),
	}
	if next, ok := offered.Rate.Ahead(offered.Volume, wanted); ok {
		step := nextView(next)
		shown.Next = &step
	}
	return shown
}

func nextView(next pricing.Next) view.NextStep {
	return view.NextStep{
		From: next.From.String(), Missing: next.Missing.String(), Price: next.Price.String(), Total: next.Total.String(), Saves: next.Saves.String(),
	}
}

func driftView(d pricing.Drift) view.PriceDrift {
	shown := view.PriceDrift{Original: d.Original.String(), Present: d.Present.String(), ByGround: []view.GroundDrift{}}
	if !d.Original.IsZero() {
		moved := split.RatioOf(d.Present.Sub(d.Original).Decimal()).Quo(split.RatioOf(d.Original.Decimal()))
		shown.Percent = pricing.Percent(moved)
	}
	for _, ground := range []pricing.Ground{pricing.Award, pricing.Catalogue, pricing.ByIndex, pricing.Modification} {
		if amount, ok := d.ByGround[ground]; ok {
			shown.ByGround = append(shown.ByGround, view.GroundDrift{Ground: string(ground), Amount: amount.String()})
		}
	}
	return shown
}

func appliedView(clause *repricing.Clause, a pricing.Adjustment) view.IndexApplied {
	shown := view.IndexApplied{
		ClauseID: clause.ID.String(), Formula: a.Formula, Factor: a.Factor.String(), Before: a.Standing.String(), Change: pricing.Percent(a.Moved()),
		Bound: string(a.Bound), Provisional: a.Provisional(), Values: []view.UsedValue{},
	}
	for _, part := range clause.Formula.Parts {
		for _, value := range a.Values {
			if value.Index == part.Index {
				shown.Values = append(shown.Values, view.UsedValue{
					Index: view.Ref{ID: part.Index.String(), Name: part.Name}, Month: value.Month.String(), Value: value.Value.String(), Provisional: value.Provisional,
				})
			}
		}
	}
	return shown
}

// effectView is what a quantity costs before and after.
func effectView(q quantity.Quantity, before, after money.Price) (view.YearEffect, money.Amount, money.Amount) {
	was, becomes := before.Times(q.Decimal()), after.Times(q.Decimal())
	return view.YearEffect{
		Quantity: q.String(), Before: was.String(), After: becomes.String(), Difference: becomes.Sub(was).String(),
	}, was, becomes
}
