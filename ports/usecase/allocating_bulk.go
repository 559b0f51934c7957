package usecase

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// DraftAllocations drafts the days of all pools at once.
func (uc *Allocating) DraftAllocations(ctx context.Context, actor access.Actor, key access.Key, from, to string) (view.DraftedAllocations, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationMake, Object: audit.Object{Type: "allocations"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.DraftedAllocations, error) {
		if err := mayCost(actor, access.AllocationMake); err != nil {
			return view.DraftedAllocations{}, err
		}
		over, err := days(from, to)
		if err != nil {
			return view.DraftedAllocations{}, err
		}
		given, err := s.CostPools.Given(ctx, over)
		if err != nil {
			return view.DraftedAllocations{}, err
		}
		drafts, refused, err := draftEach(given, actor, s)
		if err != nil {
			return view.DraftedAllocations{}, err
		}
		if err := s.Allocations.Add(ctx, drafts...); err != nil {
			return view.DraftedAllocations{}, err
		}
		if err := s.Events.Record(ctx, ofSeveral("allocations.drafted", drafts, over)); err != nil {
			return view.DraftedAllocations{}, err
		}
		shown, err := s.CostReports.Summaries(ctx, idsOf(drafts))
		return view.DraftedAllocations{Drafted: shown, Refused: refused}, err
	})
}

// draftEach drafts every pool whose run would book something that no draft books
// already; a pool that is refused leaves the others as they are.
func draftEach(given []costing.Given, actor access.Actor, s driven.Stores) (drafts []*costing.Allocation, refused []view.RefusedRun, err error) {
	refused = []view.RefusedRun{}
	for _, g := range given {
		draft, err := g.Draft(g.Scheme, g.SchemeNumber, actor.Person, s.Now)
		if errors.Is(err, costing.ErrNothingToPost) {
			continue
		}
		if f, ok := fault.Of(err); ok {
			pool := g.Pool.State()
			refused = append(refused, view.RefusedRun{Pool: view.Ref{ID: pool.ID.String(), Name: pool.Number + " " + pool.Title}, Code: f.Code()})
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		if !slices.Contains(g.Drafts, draft.State().InputHash) {
			drafts = append(drafts, draft)
		}
	}
	return drafts, refused, nil
}

// Drafts are the allocations that wait to be posted.
func (uc *Allocating) Drafts(ctx context.Context, actor access.Actor) (view.List[view.AllocationSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.AllocationSummary], error) {
		if err := mayCost(actor, access.CostRead); err != nil {
			return view.List[view.AllocationSummary]{}, err
		}
		drafts, err := s.CostReports.Drafts(ctx)
		return view.List[view.AllocationSummary]{Items: drafts}, err
	})
}

// PostAllocations books several drafts, all or none.
func (uc *Allocating) PostAllocations(ctx context.Context, actor access.Actor, texts []string) (view.List[view.AllocationSummary], error) {
	attempt := driven.Attempt{Actor: actor, Act: access.AllocationPost, Object: audit.Object{Type: "allocations"}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.List[view.AllocationSummary], error) {
		if err := mayCost(actor, access.AllocationPost); err != nil {
			return view.List[view.AllocationSummary]{}, err
		}
		ids, err := allocationIDs(texts)
		if err != nil {
			return view.List[view.AllocationSummary]{}, err
		}
		drafts, err := uc.postAll(ctx, s, actor, ids)
		if err != nil {
			return view.List[view.AllocationSummary]{}, err
		}
		over := drafts[0].State().Days
		for _, d := range drafts {
			over = spanning(over, d.State().Days)
		}
		if err := s.Events.Record(ctx, ofSeveral("allocations.posted", drafts, over)); err != nil {
			return view.List[view.AllocationSummary]{}, err
		}
		posted, err := s.CostReports.Summaries(ctx, ids)
		return view.List[view.AllocationSummary]{Items: posted}, err
	})
}

// allocationIDs reads ids, each of which is meant once.
func allocationIDs(texts []string) ([]costing.AllocationID, error) {
	if len(texts) == 0 {
		return nil, costing.ErrNothingToPost.At("allocationIds")
	}
	var ids []costing.AllocationID
	for i, text := range texts {
		got, err := id.Parse[costing.Allocation](text)
		if err != nil {
			return nil, pointed(err, "allocationIds."+strconv.Itoa(i))
		}
		if !slices.Contains(ids, got) {
			ids = append(ids, got)
		}
	}
	return ids, nil
}

func (uc *Allocating) postAll(ctx context.Context, s driven.Stores, actor access.Actor, ids []costing.AllocationID) ([]*costing.Allocation, error) {
	if err := s.Ledger.Share(ctx); err != nil {
		return nil, err
	}
	drafts, err := s.Allocations.Get(ctx, ids...)
	if err != nil {
		return nil, err
	}
	books, err := s.Allocations.Standing(ctx, ids...)
	if err != nil {
		return nil, err
	}
	bookings := make([]driven.Booking, len(drafts))
	for i, draft := range drafts {
		entry, err := draft.Post(books[i], actor.Person, s.Now)
		if err != nil {
			return nil, pointed(err, "allocationIds."+strconv.Itoa(i))
		}
		bookings[i] = driven.Booking{Allocation: draft, Entry: entry}
	}
	return drafts, s.Allocations.Post(ctx, bookings...)
}

// ofSeveral is the one event about several allocations; what became of each is recorded
// under it, row by row.
func ofSeveral(action string, all []*costing.Allocation, over period.Span) audit.Event {
	total, booked := money.Zero, money.Zero
	for _, a := range all {
		total, booked = total.Add(a.State().Total), booked.Add(a.State().Booked)
	}
	return audit.Event{
		Action: action, Object: audit.Object{Type: "allocations", Name: over.From.String() + " – " + over.To.String()},
		Details: map[string]string{"allocations": strconv.Itoa(len(all)), "total": total.String(), "booked": booked.String()},
	}
}

func idsOf(all []*costing.Allocation) []costing.AllocationID {
	ids := make([]costing.AllocationID, len(all))
	for i, a := range all {
		ids[i] = a.State().ID
	}
	return ids
}

// spanning is the shortest span that holds both.
func spanning(a, b period.Span) period.Span {
	if b.From.Before(a.From) {
		a.From = b.From
	}
	if b.To.After(a.To) {
		a.To = b.To
	}
	return a
}

// CostFlow is how posted costs flow.
func (uc *Allocating) CostFlow(ctx context.Context, actor access.Actor, from, to, pool string) (view.CostFlow, error) {
	return overDays(ctx, uc.work, actor, from, to, pool, driven.CostReports.CostFlow)
}

// Reimbursement proves that members paid what things cost.
func (uc *Allocating) Reimbursement(ctx context.Context, actor access.Actor, from, to, pool string) (view.Reimbursement, error) {
	return overDays(ctx, uc.work, actor, from, to, pool, driven.CostReports.Reimbursement)
}

// overDays reads a report about some days and a pool, or all.
func overDays[R any](
	ctx context.Context, work driven.Work, actor access.Actor, from, to, pool string,
	report func(driven.CostReports, context.Context, period.Span, costing.PoolID, access.Sight) (R, error),
) (R, error) {
	return read(ctx, work, actor, func(ctx context.Context, s driven.Stores) (R, error) {
		var nothing R
		sight := actor.Sight(access.CostRead)
		if sight.Nothing() {
			return nothing, access.ErrNotFound
		}
		over, err := spanInYear(from, to, s.Now)
		if err != nil {
			return nothing, err
		}
		of, err := optionalID[costing.Pool](pool, "poolId")
		if err != nil {
			return nothing, err
		}
		return report(s.CostReports, ctx, over, of, sight)
	})
}
