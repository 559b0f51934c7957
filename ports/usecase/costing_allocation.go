package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// PreviewAllocation splits a pool and changes nothing.
func (uc *Costing) PreviewAllocation(ctx context.Context, actor access.Actor, pool costing.PoolID, by string) (view.AllocationPreview, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.AllocationPreview, error) {
		if err := uc.mayForPool(ctx, s, actor, access.CostRead, pool); err != nil {
			return view.AllocationPreview{}, err
		}
		key, err := costing.ParseKey(by)
		if err != nil {
			return view.AllocationPreview{}, err
		}
		loaded, basis, err := uc.load(ctx, s, pool)
		if err != nil {
			return view.AllocationPreview{}, err
		}
		shared, err := loaded.Share(key, basis)
		if err != nil {
			return view.AllocationPreview{}, err
		}
		return preview(key, shared, basis), nil
	})
}

// DraftAllocation splits a pool and keeps the split.
func (uc *Costing) DraftAllocation(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, by string) (view.Allocation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationMake, Object: audit.Object{Type: "cost-pool", ID: pool.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		if err := uc.mayForPool(ctx, s, actor, access.AllocationMake, pool); err != nil {
			return view.Allocation{}, err
		}
		costKey, err := costing.ParseKey(by)
		if err != nil {
			return view.Allocation{}, err
		}
		loaded, basis, err := uc.load(ctx, s, pool)
		if err != nil {
			return view.Allocation{}, err
		}
		draft, err := loaded.Draft(costKey, basis, actor.Person, s.Now)
		if err != nil {
			return view.Allocation{}, err
		}
		if err := s.Allocations.Add(ctx, draft); err != nil {
			return view.Allocation{}, err
		}
		state := draft.State()
		return uc.recorded(ctx, s, actor, draft, loaded, audit.Event{Action: "allocation.drafted", Details: map[string]string{
			"key": string(state.Key), "total": state.Total.String(), "inputHash": state.InputHash, "shares": strconv.Itoa(len(state.Shares)),
		}})
	})
}

// mayForPool is actor.May, but for a pool out of the actor's sight there is none.
func (uc *Costing) mayForPool(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, pool costing.PoolID) error {
	err := actor.May(act)
	if err == nil {
		return nil
	}
	if _, hidden := s.CostReports.Pool(ctx, pool, actor.Sight(access.CostRead)); hidden != nil {
		return hidden
	}
	return err
}

func (uc *Costing) load(ctx context.Context, s driven.Stores, id costing.PoolID) (*costing.Pool, costing.Basis, error) {
	pool, err := s.CostPools.Get(ctx, id)
	if err != nil {
		return nil, costing.Basis{}, err
	}
	basis, err := s.CostPools.Basis(ctx, id)
	return pool, basis, err
}

// PostAllocation books a draft in the ledger.
func (uc *Costing) PostAllocation(ctx context.Context, actor access.Actor, id costing.AllocationID, version int) (view.Allocation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationPost, Object: audit.Object{Type: "allocation", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		if err := uc.mayForAllocation(ctx, s, actor, id); err != nil {
			return view.Allocation{}, err
		}
		draft, err := s.Allocations.Get(ctx, id)
		if err != nil {
			return view.Allocation{}, err
		}
		if err := access.CheckVersion(version, draft.State().Version); err != nil {
			return view.Allocation{}, err
		}
		pool, err := s.CostPools.Get(ctx, draft.State().Pool)
		if err != nil {
			return view.Allocation{}, err
		}
		entry, err := costing.Post(draft, pool, actor.Person, s.Now)
		if err != nil {
			return view.Allocation{}, err
		}
		if err := s.Allocations.Post(ctx, draft, entry); err != nil {
			return view.Allocation{}, err
		}
		return uc.recorded(ctx, s, actor, draft, pool, audit.Event{Action: "allocation.posted", Details: map[string]string{
			"total": draft.State().Total.String(), "inputHash": draft.State().InputHash, "entry": entry.ID.String(),
		}})
	})
}

// mayForAllocation is actor.May to post, but for an allocation out of the actor's sight
// there is none.
func (uc *Costing) mayForAllocation(ctx context.Context, s driven.Stores, actor access.Actor, id costing.AllocationID) error {
	err := actor.May(access.AllocationPost)
	if err == nil {
		return nil
	}
	if _, hidden := s.CostReports.Allocation(ctx, id, actor.Sight(access.CostRead)); hidden != nil {
		return hidden
	}
	return err
}

// recorded writes the event about an allocation and reads it as the actor sees it.
func (uc *Costing) recorded(
	ctx context.Context, s driven.Stores, actor access.Actor, a *costing.Allocation, pool *costing.Pool, event audit.Event,
) (view.Allocation, error) {
	event.Object = audit.Object{Type: "allocation", ID: a.State().ID.String(), Name: pool.State().Number}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Allocation{}, err
	}
	return s.CostReports.Allocation(ctx, a.State().ID, actor.Sight(access.CostRead))
}

// Allocation shows an allocation.
func (uc *Costing) Allocation(ctx context.Context, actor access.Actor, id costing.AllocationID) (view.Allocation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		return s.CostReports.Allocation(ctx, id, actor.Sight(access.CostRead))
	})
}

// RecomputeAllocation checks an allocation by all there is to check it by.
func (uc *Costing) RecomputeAllocation(ctx context.Context, actor access.Actor, id costing.AllocationID) (view.Recomputation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Recomputation, error) {
		if _, err := s.CostReports.Allocation(ctx, id, actor.Sight(access.CostRead)); err != nil {
			return view.Recomputation{}, err
		}
		checks, err := s.Allocations.Certificate(ctx, id)
		if err != nil {
			return view.Recomputation{}, err
		}
		stored, booked, err := s.Allocations.Booked(ctx, id)
		if err != nil {
			return view.Recomputation{}, err
		}
		result := view.Recomputation{AllocationID: id.String(), OK: true, Checks: []view.Check{}}
		for _, c := range append(checks, costing.Recompute(stored, booked)...) {
			result.OK = result.OK && c.OK
			result.Checks = append(result.Checks, view.Check(c))
		}
		return result, nil
	})
}

// preview shows a split that is not stored.
func preview(key costing.Key, s costing.Split, basis costing.Basis) view.AllocationPreview {
	shown := view.AllocationPreview{
		Key: string(key), Total: s.Total.String(), WeightSum: s.WeightSum.String(), UnitsLeft: s.Left,
		Rule: s.RuleName(), Shares: make([]view.Share, len(s.Shares)),
	}
	if s.Left > 0 {
		shown.ThresholdRemainder = s.Threshold.String()
	}
	for i, share := range s.Shares {
		shown.Shares[i] = view.Share{
			Member: view.Ref{ID: share.Member.String(), Name: basis.Sharers[i].Name}, TieKey: share.Key,
			Weight: share.Weight.String(), WeightSource: share.Source + " " + share.AsOf.String(),
			Floor: money.FromCents(share.Floor.IntPart()).String(), Remainder: share.Remainder.String(), Extra: share.Extra,
			Share: share.Amount().String(), Formula: costing.Formula(s.Total, s.WeightSum, share.Share),
		}
	}
	return shown
}
