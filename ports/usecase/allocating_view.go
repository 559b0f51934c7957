package usecase

import (
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/ports/view"
)

// schemeText takes a scheme in.
func schemeText(v view.Scheme) costing.SchemeText {
	t := costing.SchemeText{
		Base: v.Base, Days: v.Days, WeightSource: v.WeightSource, WeightAsOf: v.WeightAsOf, ServiceMethod: v.ServiceMethod, Rounding: v.Rounding,
	}
	for _, p := range v.Parts {
		t.Parts = append(t.Parts, costing.PartText(p))
	}
	for _, p := range v.Participants {
		t.Participants = append(t.Participants, costing.ParticipantText(p))
	}
	for _, g := range v.Groups {
		t.Groups = append(t.Groups, costing.GroupText(g))
	}
	for _, s := range v.Services {
		service := costing.ServiceText{Name: s.Name, Own: s.Own}
		for _, u := range s.Use {
			service.Use = append(service.Use, costing.UseText(u))
		}
		t.Services = append(t.Services, service)
	}
	return t
}

// schemeView shows a scheme.
func schemeView(t costing.SchemeText) view.Scheme {
	v := view.Scheme{
		Base: t.Base, Days: t.Days, WeightSource: t.WeightSource, WeightAsOf: t.WeightAsOf, ServiceMethod: t.ServiceMethod, Rounding: t.Rounding,
	}
	for _, p := range t.Parts {
		v.Parts = append(v.Parts, view.SchemePart(p))
	}
	for _, p := range t.Participants {
		v.Participants = append(v.Participants, view.Participant(p))
	}
	for _, g := range t.Groups {
		v.Groups = append(v.Groups, view.SchemeGroup(g))
	}
	for _, s := range t.Services {
		service := view.ServiceDepartment{Name: s.Name, Own: s.Own}
		for _, u := range s.Use {
			service.Use = append(service.Use, view.ServiceUse(u))
		}
		v.Services = append(v.Services, service)
	}
	return v
}

// preview shows a split that is not stored; costs and grants as the pool shows them.
func preview(given costing.Given, s costing.Split, pool view.CostPool) view.AllocationPreview {
	shown := view.AllocationPreview{
		From: given.Days.From.String(), To: given.Days.To.String(), Kind: string(given.Kind()), Scheme: schemeView(s.Scheme.Text()),
		Regime: string(s.Regime), Mode: string(s.Mode), Costs: []view.Cost{}, Grants: []view.RunGrant{}, Groups: []view.GroupShare{},
		Total: s.Total.String(), Vat: s.Vat.String(), Granted: s.Granted.String(), Booked: s.Booked.String(),
		WeightSum: s.WeightSum.String(), UnitsLeft: s.Left, Level: s.Level, Rule: s.RuleName(), InputHash: s.InputHash,
		Shares: make([]view.Share, len(s.Shares)),
	}
	if s.Split.Cmp(s.Total) != 0 {
		shown.Split = s.Split.String()
	}
	if s.Left > 0 {
		shown.ThresholdRemainder = s.Threshold.String()
	}
	shown.Costs, shown.Grants = costsOf(s, pool), grantsOf(s, pool)
	for _, g := range s.Groups {
		shown.Groups = append(shown.Groups, view.GroupShare{
			Name: g.Key, Weight: g.Weight.String(), Share: g.Amount.String(), Formula: s.GroupFormula(g), WeightSum: g.WeightSum.String(), UnitsLeft: g.Left,
		})
	}
	last := map[member.ID]money.Amount{}
	if given.Earlier != nil {
		shown.LastRun = &view.RunRef{ID: given.Earlier.ID.String(), From: given.Earlier.Days.From.String(), To: given.Earlier.Days.To.String()}
		for _, p := range given.Earlier.Shares {
			last[p.Member] = p.Bears
		}
	}
	for i, share := range s.Shares {
		shown.Shares[i] = shareView(s, share)
		if bore, known := last[share.Member]; known {
			shown.Shares[i].Last = bore.String()
		}
	}
	return shown
}

func costsOf(s costing.Split, pool view.CostPool) []view.Cost {
	taken := make(map[string]bool, len(s.Costs))
	for _, c := range s.Costs {
		taken[c.String()] = true
	}
	costs := []view.Cost{}
	for _, c := range pool.Costs {
		if taken[c.ID] {
			costs = append(costs, c)
		}
	}
	return costs
}

func grantsOf(s costing.Split, pool view.CostPool) []view.RunGrant {
	grants := []view.RunGrant{}
	for _, taken := range s.Grants {
		for _, g := range pool.Grants {
			if g.ID == taken.Grant.String() {
				grants = append(grants, view.RunGrant{ID: g.ID, Reference: g.Reference, Funder: g.Funder, Granted: taken.Amount.String()})
			}
		}
	}
	return grants
}

func shareView(s costing.Split, share costing.Share) view.Share {
	v := view.Share{
		Member: view.Ref{ID: share.Member.String(), Name: share.Name}, TieKey: share.Key,
		Weight: share.Weight.String(), WeightSource: share.Source + " " + share.AsOf.String(), Days: share.Days, Group: share.Group,
		Held: string(share.Held), Floor: money.FromCents(share.Floor.IntPart()).String(), Remainder: share.Remainder.String(), Extra: share.Extra,
		Share: share.Amount.String(), Vat: share.Vat.String(), Granted: share.Granted.String(), Bears: share.Bears().String(),
		Before: share.Before.String(), Booked: share.Booked.String(), Formula: s.Formula(share),
	}
	if share.Held != split.NotHeld {
		v.Bound = share.Bound.String()
	}
	if !share.Base.IsZero() {
		v.Base = share.Base.String()
	}
	for _, p := range share.Parts {
		v.Parts = append(v.Parts, view.WeightPart{
			Key: string(p.Key), Percent: p.Percent.String(), Weight: p.Weight.String(), WeightSum: p.WeightSum.String(), Source: p.Source + " " + p.AsOf.String(),
		})
	}
	return v
}
