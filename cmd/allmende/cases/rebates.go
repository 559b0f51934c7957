package cases

import (
	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/split"
)

type resplitRebate struct {
	Posted []string `json:"posted"`
	Rebate string   `json:"rebate"`
	Target []string `json:"target"`
	Delta  []string `json:"delta"`
	Alone  []string `json:"if_credit_split_alone"`
}

// rebateResplit answers "rebate_resplit": a percentage of several splits together.
func rebateResplit(g *given) (any, error) {
	totals, members, percent := g.amounts("splits"), g.members(), g.number("rebate_percent")
	if err := g.done(); err != nil {
		return nil, err
	}
	posted, err := postedBy(totals, members)
	if err != nil {
		return nil, err
	}
	rebate, err := percentOf(sumOf(totals), percent)
	if err != nil {
		return nil, err
	}
	target, deltas, err := split.Resplit(rebate, members, posted)
	if err != nil {
		return nil, err
	}
	alone, err := split.Units(rebate.Neg(), members)
	if err != nil {
		return nil, err
	}
	return resplitRebate{
		Posted: g.monies(unitsAt(posted)), Rebate: g.money(rebate), Target: g.shares(target),
		Delta: g.monies(unitsAt(deltas)), Alone: g.shares(alone),
	}, nil
}

// postedBy is what several splits come to for each member.
func postedBy(totals []decimal.Decimal, members []split.Member) ([]split.Position, error) {
	posted := make([]split.Position, len(members))
	for i, m := range members {
		posted[i].Key = m.Key
	}
	for _, total := range totals {
		result, err := split.Units(total, members)
		if err != nil {
			return nil, err
		}
		for i, s := range result.Shares {
			posted[i].Units = posted[i].Units.Add(s.Units)
		}
	}
	return posted, nil
}

// percentOf is a rebate on any volume, that of a credit mirrored.
func percentOf(volume, percent decimal.Decimal) (decimal.Decimal, error) {
	rebate, err := split.RebateOn(volume.Abs(), []split.Tier{{Percent: percent}})
	if volume.Sign() < 0 {
		return rebate.Units.Neg(), err
	}
	return rebate.Units, err
}

type sharedRebate struct {
	Total  string   `json:"total"`
	Rebate string   `json:"rebate"`
	Credit []string `json:"credit"`
}

// rebateVolume answers "rebate_volume".
func rebateVolume(g *given) (any, error) {
	shared, err := g.sharedRebate(g.tiers())
	if err != nil {
		return nil, err
	}
	return sharedRebate{
		Total: g.money(shared.Rebate.Volume), Rebate: g.money(shared.Rebate.Units), Credit: g.shares(shared.Credits),
	}, nil
}

type gains struct {
	Alone []string `json:"alone"`
	Gain  []string `json:"gain"`
}

// rebateGain answers "rebate_gain": the tiers are those below unless others are given.
func rebateGain(g *given) (any, error) {
	tiers := []split.Tier{
		{From: decimal.Zero, Percent: decimal.Zero},
		{From: decimal.New(10_000, g.exponent()), Percent: decimal.NewFromInt(2)},
		{From: decimal.New(25_000, g.exponent()), Percent: decimal.NewFromInt(5)},
	}
	if g.has("tiers") {
		tiers = g.tiers()
	}
	shared, err := g.sharedRebate(tiers)
	if err != nil {
		return nil, err
	}
	answer := gains{Alone: []string{}, Gain: []string{}}
	for _, m := range shared.Members {
		answer.Alone = append(answer.Alone, g.money(m.Alone.Units))
		answer.Gain = append(answer.Gain, g.money(m.Gain))
	}
	return answer, nil
}

func (g *given) sharedRebate(tiers []split.Tier) (split.SharedRebate, error) {
	volumes := g.amounts("volumes")
	keys := g.keys(len(volumes))
	if err := g.done(); err != nil {
		return split.SharedRebate{}, err
	}
	positions := make([]split.Position, len(volumes))
	for i, units := range volumes {
		positions[i] = split.Position{Key: keys[i], Units: units}
	}
	return split.ShareRebate(positions, tiers)
}

// tiers reads pairs of a volume and a percentage.
func (g *given) tiers() []split.Tier {
	var pairs [][]numeral.Number
	g.into("tiers", &pairs)
	tiers := make([]split.Tier, 0, len(pairs))
	for _, pair := range pairs {
		if len(pair) != 2 {
			g.refuse(refusal("malformed_given tiers"))
			return nil
		}
		tiers = append(tiers, split.Tier{From: g.units(g.decimal("tiers", pair[0])), Percent: g.decimal("tiers", pair[1])})
	}
	return tiers
}
