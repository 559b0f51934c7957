package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Allocating carries out driving.Allocating.
type Allocating struct{ work driven.Work }

var _ driving.Allocating = (*Allocating)(nil)

// NewAllocating makes the use cases of runs.
func NewAllocating(work driven.Work) *Allocating { return &Allocating{work} }

// PreviewRun splits the costs of some days and changes nothing.
func (uc *Allocating) PreviewRun(ctx context.Context, actor access.Actor, pool costing.PoolID, in driving.Run) (view.AllocationPreview, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.AllocationPreview, error) {
		if err := mayForPool(ctx, s, actor, access.CostRead, pool); err != nil {
			return view.AllocationPreview{}, err
		}
		given, scheme, err := uc.given(ctx, s, pool, in)
		if err != nil {
			return view.AllocationPreview{}, err
		}
		scheme, number, err := given.Numbered(scheme)
		if err != nil {
			return view.AllocationPreview{}, err
		}
		shared, err := given.Share(scheme)
		if err != nil {
			return view.AllocationPreview{}, err
		}
		shown, err := s.CostReports.Pool(ctx, pool, actor.Sight(access.CostRead))
		if err != nil {
			return view.AllocationPreview{}, err
		}
		preview := preview(given, shared, shown)
		if number <= given.SchemeNumber {
			preview.SchemeVersion = number
		}
		return preview, nil
	})
}

// given reads the texts of a run, and all that it is made of.
func (uc *Allocating) given(ctx context.Context, s driven.Stores, pool costing.PoolID, in driving.Run) (costing.Given, costing.Scheme, error) {
	over, err := days(in.From, in.To)
	if err != nil {
		return costing.Given{}, costing.Scheme{}, err
	}
	var scheme costing.Scheme
	if in.Scheme != nil {
		if scheme, err = costing.ParseScheme(schemeText(*in.Scheme)); err != nil {
			return costing.Given{}, costing.Scheme{}, fault.Under(err, "scheme")
		}
	}
	given, err := s.CostPools.Given(ctx, over, pool)
	if err != nil {
		return costing.Given{}, costing.Scheme{}, err
	}
	return given[0], scheme, nil
}

// DraftAllocation splits and keeps the split.
func (uc *Allocating) DraftAllocation(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in driving.Run) (view.Allocation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationMake, Object: audit.Object{Type: "cost-pool", ID: pool.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		if err := mayForPool(ctx, s, actor, access.AllocationMake, pool); err != nil {
			return view.Allocation{}, err
		}
		locked, err := s.CostPools.Get(ctx, pool)
		if err != nil {
			return view.Allocation{}, err
		}
		draft, err := uc.draft(ctx, s, actor, pool, in)
		if err != nil {
			return view.Allocation{}, err
		}
		state := draft.State()
		return uc.recorded(ctx, s, actor, draft, locked.State().Number, "allocation.drafted", map[string]string{
			"kind": string(state.Kind), "from": state.Days.From.String(), "to": state.Days.To.String(), "scheme": state.Scheme.Hash(),
			"total": state.Total.String(), "booked": state.Booked.String(), "inputHash": state.InputHash, "shares": strconv.Itoa(len(state.Shares)),
		})
	})
}

// draft makes and stores a draft, and its scheme where it is new.
func (uc *Allocating) draft(ctx context.Context, s driven.Stores, actor access.Actor, pool costing.PoolID, in driving.Run) (*costing.Allocation, error) {
	given, scheme, err := uc.given(ctx, s, pool, in)
	if err != nil {
		return nil, err
	}
	scheme, number, err := given.Numbered(scheme)
	if err != nil {
		return nil, err
	}
	draft, err := given.Draft(scheme, number, actor.Person, s.Now)
	if err != nil {
		return nil, err
	}
	if number > given.SchemeNumber {
		if err := s.CostPools.AddScheme(ctx, pool, number, scheme); err != nil {
			return nil, err
		}
	}
	return draft, s.Allocations.Add(ctx, draft)
}

// PostAllocation books a draft in the ledger.
func (uc *Allocating) PostAllocation(ctx context.Context, actor access.Actor, id costing.AllocationID, version int) (view.Allocation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationPost, Object: audit.Object{Type: "allocation", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		draft, books, err := uc.load(ctx, s, actor, access.AllocationPost, id, version)
		if err != nil {
			return view.Allocation{}, err
		}
		entry, err := draft.Post(books, actor.Person, s.Now)
		if err != nil {
			return view.Allocation{}, err
		}
		if err := s.Allocations.Post(ctx, driven.Booking{Allocation: draft, Entry: entry}); err != nil {
			return view.Allocation{}, err
		}
		state := draft.State()
		return uc.recorded(ctx, s, actor, draft, books.PoolNumber, "allocation.posted", map[string]string{
			"kind": string(state.Kind), "total": state.Total.String(), "booked": state.Booked.String(), "inputHash": state.InputHash, "entry": entry.ID.String(),
		})
	})
}

// ReverseAllocation books a posted run's amounts with the opposite sign.
func (uc *Allocating) ReverseAllocation(ctx context.Context, actor access.Actor, id costing.AllocationID, version int, reason string) (view.Allocation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationReverse, Object: audit.Object{Type: "allocation", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		posted, books, err := uc.load(ctx, s, actor, access.AllocationReverse, id, version)
		if err != nil {
			return view.Allocation{}, err
		}
		entry, err := posted.Reverse(books, reason, actor.Person, s.Now)
		if err != nil {
			return view.Allocation{}, err
		}
		if err := s.Allocations.Reverse(ctx, driven.Booking{Allocation: posted, Entry: entry}); err != nil {
			return view.Allocation{}, err
		}
		state := posted.State()
		return uc.recorded(ctx, s, actor, posted, books.PoolNumber, "allocation.reversed", map[string]string{
			"booked": state.Booked.Neg().String(), "reason": state.Reason, "entry": entry.ID.String(),
		})
	})
}

// load locks an allocation with where its pool stands, for somebody who may change it.
func (uc *Allocating) load(
	ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, id costing.AllocationID, version int,
) (*costing.Allocation, costing.Standing, error) {
	if err := uc.mayForAllocation(ctx, s, actor, act, id); err != nil {
		return nil, costing.Standing{}, err
	}
	if err := s.Ledger.Share(ctx); err != nil {
		return nil, costing.Standing{}, err
	}
	loaded, err := s.Allocations.Get(ctx, id)
	if err != nil {
		return nil, costing.Standing{}, err
	}
	if err := access.CheckVersion(version, loaded[0].State().Version); err != nil {
		return nil, costing.Standing{}, err
	}
	books, err := s.Allocations.Standing(ctx, id)
	if err != nil {
		return nil, costing.Standing{}, err
	}
	return loaded[0], books[0], nil
}

// mayForAllocation is actor.May, but for an allocation out of the actor's sight there is none.
func (uc *Allocating) mayForAllocation(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, id costing.AllocationID) error {
	err := actor.May(act)
	if err == nil {
		return nil
	}
	if _, hidden := s.CostReports.Allocation(ctx, id, actor.Sight(access.CostRead)); hidden != nil {
		return hidden
	}
	return err
}

// recorded writes the event about an allocation and reads it as the actor sees it.
func (uc *Allocating) recorded(
	ctx context.Context, s driven.Stores, actor access.Actor, a *costing.Allocation, pool, action string, details map[string]string,
) (view.Allocation, error) {
	err := s.Events.Record(ctx, audit.Event{
		Action: action, Object: audit.Object{Type: "allocation", ID: a.State().ID.String(), Name: pool}, Details: details,
	})
	if err != nil {
		return view.Allocation{}, err
	}
	return s.CostReports.Allocation(ctx, a.State().ID, actor.Sight(access.CostRead))
}

// Allocation shows an allocation.
func (uc *Allocating) Allocation(ctx context.Context, actor access.Actor, id costing.AllocationID) (view.Allocation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Allocation, error) {
		return s.CostReports.Allocation(ctx, id, actor.Sight(access.CostRead))
	})
}

// RecomputeAllocation checks an allocation by all there is to check it by.
func (uc *Allocating) RecomputeAllocation(ctx context.Context, actor access.Actor, id costing.AllocationID) (view.Recomputation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Recomputation, error) {
		if _, err := s.CostReports.Allocation(ctx, id, actor.Sight(access.CostRead)); err != nil {
			return view.Recomputation{}, err
		}
		checks, err := s.Allocations.Certificate(ctx, id)
		if err != nil {
			return view.Recomputation{}, err
		}
		stored, err := s.Allocations.Evidence(ctx, id)
		if err != nil {
			return view.Recomputation{}, err
		}
		result := view.Recomputation{AllocationID: id.String(), OK: true, Checks: []view.Check{}}
		for _, c := range append(checks, costing.Recompute(stored)...) {
			result.OK = result.OK && c.OK
			result.Checks = append(result.Checks, view.Check(c))
		}
		return result, nil
	})
}
