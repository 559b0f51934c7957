package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Members are those that have answered, or that have not.
func (uc *Demand) Members(ctx context.Context, actor access.Actor, in driving.RoundMembers) (view.Page[view.RoundMember], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.RoundMember], error) {
		return s.RoundReports.Members(ctx, in.Round, actor.Sight(access.RoundRead), in.Answered, in.Page)
	})
}

// MemberNeeds is what one member needs.
func (uc *Demand) MemberNeeds(ctx context.Context, actor access.Actor, round demand.ID, of member.ID) (view.List[view.RoundNeed], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.RoundNeed], error) {
		none := view.List[view.RoundNeed]{}
		if !actor.Sight(access.RoundRead).SeesMember(of) {
			return none, access.ErrNotFound
		}
		shown, err := s.RoundReports.Round(ctx, round, actor.Sight(access.RoundRead))
		if err != nil {
			return none, err
		}
		needs, err := s.RoundReports.MemberNeeds(ctx, round, of)
		if err != nil {
			return none, err
		}
		ahead, err := stepsAhead(&shown)
		if err != nil {
			return none, err
		}
		return view.List[view.RoundNeed]{Items: needs}, savings(needs, ahead)
	})
}

// ItemNeeds is what members need of one item, and what each would save.
func (uc *Demand) ItemNeeds(ctx context.Context, actor access.Actor, in driving.RoundItemNeeds) (view.Page[view.RoundNeed], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.RoundNeed], error) {
		none := view.Page[view.RoundNeed]{}
		item, volume, err := uc.itemIn(ctx, s, actor, in.Round, in.Item)
		if err != nil {
			return none, err
		}
		changes := map[string]demand.Change{}
		if in.More != "" {
			if changes[in.Item.String()], _, err = whatIf(item, volume, in.More); err != nil {
				return none, err
			}
		} else if step, ok := item.Ahead(volume.Firm); ok {
			changes[in.Item.String()] = step.Change
		}
		page, err := s.RoundReports.ItemNeeds(ctx, in.Item, actor.Sight(access.RoundRead), in.Page)
		if err != nil {
			return none, err
		}
		return page, savings(page.Items, changes)
	})
}

// WhatIf says what more of an item would change for all together.
func (uc *Demand) WhatIf(ctx context.Context, actor access.Actor, round demand.ID, item demand.ItemID, more string) (view.RoundWhatIf, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.RoundWhatIf, error) {
		of, volume, err := uc.itemIn(ctx, s, actor, round, item)
		if err != nil {
			return view.RoundWhatIf{}, err
		}
		change, added, err := whatIf(of, volume, more)
		if err != nil {
			return view.RoundWhatIf{}, err
		}
		return view.RoundWhatIf{
			ItemID: item.String(), More: added.String(), Firm: volume.Firm.Add(added).String(),
			PriceBefore: of.PriceOf(change.Before).String(), PriceAfter: of.PriceOf(change.After).String(),
			TotalBefore: change.Before.Total.String(), TotalAfter: change.After.Total.String(), Lowers: change.Lowers.String(),
		}, nil
	})
}

func whatIf(item demand.Item, volume demand.Volume, more string) (demand.Change, quantity.Quantity, error) {
	added, err := quantity.Parse(more)
	if err != nil {
		return demand.Change{}, added, pointed(err, "more")
	}
	change, err := item.WhatIf(volume.Firm, added)
	return change, added, err
}

// itemIn is an item of a round that the actor sees, and what all need of it.
func (uc *Demand) itemIn(ctx context.Context, s driven.Stores, actor access.Actor, round demand.ID, item demand.ItemID) (demand.Item, demand.Volume, error) {
	shown, err := s.RoundReports.Round(ctx, round, actor.Sight(access.RoundRead))
	if err != nil {
		return demand.Item{}, demand.Volume{}, err
	}
	for _, one := range shown.Items {
		if one.ID == item.String() {
			return volumeOf(one)
		}
	}
	return demand.Item{}, demand.Volume{}, access.ErrNotFound
}
