package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/repricing"
	"allmende/domain/vat"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// PreviewRebate tells what would be due on an item now.
func (uc *Pricing) PreviewRebate(ctx context.Context, actor access.Actor, item framework.ItemID) (view.RebateDue, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.RebateDue, error) {
		if err := mayForItem(ctx, s, actor, item); err != nil {
			return view.RebateDue{}, err
		}
		called, err := s.Rebates.Look(ctx, item)
		if err != nil {
			return view.RebateDue{}, err
		}
		rebate, err := repricing.Credit(called, "", actor.Person, s.Now)
		if err != nil {
			return view.RebateDue{}, err
		}
		return dueView(ctx, s, rebate)
	})
}

// mayForItem is actor.May grant rebates, but of an item out of sight there is none.
func mayForItem(ctx context.Context, s driven.Stores, actor access.Actor, item framework.ItemID) error {
	err := actor.May(access.RebateGrant)
	if err == nil {
		return nil
	}
	if _, hidden := s.PriceReports.Offered(ctx, item, actor.Sight(access.FrameworkRead)); hidden != nil {
		return hidden
	}
	return err
}

func dueView(ctx context.Context, s driven.Stores, rebate *repricing.Rebate) (view.RebateDue, error) {
	due := append(rebate.Credits(), negative(rebate.Charges())...)
	members := make([]member.ID, len(due))
	for i, d := range due {
		members[i] = d.Member
	}
	names, err := s.PriceReports.Names(ctx, members)
	if err != nil {
		return view.RebateDue{}, err
	}
	_, _, _, credit := rebate.Totals()
	shown := view.RebateDue{ItemID: rebate.Item.String(), Volume: rebate.Volume.String(), Credit: credit.String()}
	for _, d := range due {
		shown.Members = append(shown.Members, view.RebateMember{Member: view.Ref{ID: d.Member.String(), Name: names[d.Member]}, Amount: d.Amount.String()})
	}
	return shown, nil
}

func negative(due []repricing.Due) []repricing.Due {
	turned := make([]repricing.Due, len(due))
	for i, d := range due {
		turned[i] = repricing.Due{Member: d.Member, Amount: d.Amount.Neg()}
	}
	return turned
}

// GrantRebate writes down what is due and drafts its split.
func (uc *Pricing) GrantRebate(ctx context.Context, actor access.Actor, key access.Key, item framework.ItemID, vatRate string) (view.Rebate, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.RebateGrant, Object: audit.Object{Type: "framework-item", ID: item.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Rebate, error) {
		if err := mayForItem(ctx, s, actor, item); err != nil {
			return view.Rebate{}, err
		}
		rebate, err := uc.credit(ctx, s, actor, item)
		if err != nil {
			return view.Rebate{}, err
		}
		posted, err := uc.post(ctx, s, actor, rebate, vatRate)
		if err != nil {
			return view.Rebate{}, err
		}
		if err := s.Rebates.Add(ctx, rebate, posted); err != nil {
			return view.Rebate{}, err
		}
		_, _, _, credit := rebate.Totals()
		err = s.Events.Record(ctx, audit.Event{
			Action: "rebate.granted", Object: audit.Object{Type: "rebate", ID: rebate.ID.String(), Name: rebate.Number},
			Details: map[string]string{
				"framework": rebate.Framework.String(), "item": item.String(), "volume": rebate.Volume.String(), "credit": credit.String(),
				"creditPool": posted.Credit.String(), "chargePool": posted.Charge.String(),
			},
		})
		if err != nil {
			return view.Rebate{}, err
		}
		return s.PriceReports.Rebate(ctx, rebate.ID, actor.Sight(access.CostRead))
	})
}

// credit computes what is due. The books are shared before the contract is locked and
// numbers are taken, as all of them make others wait.
func (uc *Pricing) credit(ctx context.Context, s driven.Stores, actor access.Actor, item framework.ItemID) (*repricing.Rebate, error) {
	if err := s.Ledger.Share(ctx); err != nil {
		return nil, err
	}
	called, err := s.Rebates.Called(ctx, item)
	if err != nil {
		return nil, err
	}
	number, err := s.Numbers.Next(ctx, "MR")
	if err != nil {
		return nil, err
	}
	return repricing.Credit(called, number, actor.Person, s.Now)
}

// post hands what is due to costing: a pool of its own for what members get, another for
// what they owe again, each with the draft of a run that weighs the members by what they
// are due, in cents, so that every share is that to the cent.
func (uc *Pricing) post(ctx context.Context, s driven.Stores, actor access.Actor, rebate *repricing.Rebate, vatRate string) (driven.RebatePosted, error) {
	var posted driven.RebatePosted
	_, err := costing.ParsePercent(vatRate)
	if err != nil {
		return posted, pointed(err, "vatRate")
	}
	posted.VatRate = vatRate
	if credits := rebate.Credits(); len(credits) > 0 {
		if posted.Credit, err = uc.share(ctx, s, actor, rebate, credits, true, vatRate); err != nil {
			return posted, err
		}
	}
	if charges := rebate.Charges(); len(charges) > 0 {
		posted.Charge, err = uc.share(ctx, s, actor, rebate, charges, false, vatRate)
	}
	return posted, err
}

func (uc *Pricing) share(
	ctx context.Context, s driven.Stores, actor access.Actor, rebate *repricing.Rebate, due []repricing.Due, gives bool, vatRate string,
) (costing.PoolID, error) {
	today, net := period.DayOf(s.Now).String(), repricing.Sum(due)
	if gives {
		net = net.Neg()
	}
	category := vat.Standard
	if rate, _ := costing.ParsePercent(vatRate); rate.IsZero() {
		category = vat.Exempt
	}
	title := clipped(rebate.Number+" "+rebate.ItemName, longestTitle)
	scheme := view.Scheme{Parts: []view.SchemePart{{Key: string(costing.Fixed), Percent: "100"}}, WeightSource: rebate.Number, WeightAsOf: today}
	var members []string
	for _, d := range due {
		members = append(members, d.Member.String())
		scheme.Participants = append(scheme.Participants, view.Participant{MemberID: d.Member.String(), Weight: d.Amount.Decimal().Shift(2).String()})
	}
	pool, err := NewCosting(uc.work).pool(ctx, s, actor, driving.CreateCostPool{
		Title: title, Kind: string(costing.Other), Framework: rebate.Framework.String(), Members: members,
	})
	if err != nil {
		return "", err
	}
	_, err = attach(ctx, s, actor, pool, driving.AddCost{
		Text: title, From: today, To: today, Net: net.String(), VatCategory: string(category), VatRate: vatRate,
		Source: string(costing.Rebate), Supplier: rebate.Supplier.String(), Reference: rebate.Number, Dated: today,
	})
	if err != nil {
		return "", err
	}
	_, err = NewAllocating(uc.work).draft(ctx, s, actor, pool.State().ID, driving.Run{From: today, To: today, Scheme: &scheme})
	return pool.State().ID, err
}

// longestTitle is how long the title of a pool may be.
const longestTitle = 200

func clipped(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// Rebate shows a rebate with the lines of the reader's members.
func (uc *Pricing) Rebate(ctx context.Context, actor access.Actor, id repricing.RebateID) (view.Rebate, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Rebate, error) {
		return s.PriceReports.Rebate(ctx, id, actor.Sight(access.CostRead))
	})
}
