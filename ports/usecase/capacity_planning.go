package usecase

import (
	"cmp"
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// What a picture shows at most: weeks of a heat map, days of a time line.
const (
	mostWeeks  = 104
	mostWindow = 1098
)

// CapacityPlanning carries out driving.CapacityPlanning.
type CapacityPlanning struct{ work driven.Work }

var _ driving.CapacityPlanning = (*CapacityPlanning)(nil)

// NewCapacityPlanning makes what people see of capacity.
func NewCapacityPlanning(work driven.Work) *CapacityPlanning { return &CapacityPlanning{work} }

// CapacityPools lists all pools as they stand today.
func (uc *CapacityPlanning) CapacityPools(ctx context.Context, actor access.Actor) (view.List[view.CapacityPool], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.CapacityPool], error) {
		shown := view.List[view.CapacityPool]{Items: []view.CapacityPool{}}
		if actor.Sight(access.CapacityRead).Nothing() {
			return shown, nil
		}
		found, names, err := poolsAndNames(ctx, s)
		if err != nil {
			return shown, err
		}
		for _, p := range found {
			shown.Items = append(shown.Items, poolView(p, names, period.DayOf(s.Now)))
		}
		slices.SortFunc(shown.Items, func(a, b view.CapacityPool) int {
			return cmp.Or(cmp.Compare(a.Site.Name, b.Site.Name), cmp.Compare(a.Name, b.Name))
		})
		return shown, nil
	})
}

func poolsAndNames(ctx context.Context, s driven.Stores, ids ...capacity.PoolID) ([]capacity.PoolState, driven.PoolNames, error) {
	found, err := s.CapacityPools.Look(ctx, ids...)
	if err != nil {
		return nil, driven.PoolNames{}, err
	}
	names, err := s.CapacityPools.Names(ctx)
	return found, names, err
}

// pool reads a pool for whoever may see capacity, and shows something of it.
func pool[V any](
	ctx context.Context, uc *CapacityPlanning, actor access.Actor, id capacity.PoolID,
	show func(context.Context, driven.Stores, capacity.PoolState, period.Day) (V, error),
) (V, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (V, error) {
		var none V
		if actor.Sight(access.CapacityRead).Nothing() {
			return none, access.ErrNotFound
		}
		found, err := s.CapacityPools.Look(ctx, id)
		if err != nil {
			return none, err
		}
		if len(found) == 0 {
			return none, access.ErrNotFound
		}
		return show(ctx, s, found[0], period.DayOf(s.Now))
	})
}

// CapacityPool shows one pool.
func (uc *CapacityPlanning) CapacityPool(ctx context.Context, actor access.Actor, id capacity.PoolID) (view.CapacityPool, error) {
	return pool(ctx, uc, actor, id, func(ctx context.Context, s driven.Stores, p capacity.PoolState, _ period.Day) (view.CapacityPool, error) {
		return poolShown(ctx, s, p.ID)
	})
}

// poolShown shows a pool as it stands in the transaction.
func poolShown(ctx context.Context, s driven.Stores, id capacity.PoolID) (view.CapacityPool, error) {
	found, names, err := poolsAndNames(ctx, s, id)
	if err != nil || len(found) == 0 {
		return view.CapacityPool{}, cmp.Or(err, error(access.ErrNotFound))
	}
	return poolView(found[0], names, period.DayOf(s.Now)), nil
}

func siteRef(p capacity.PoolState, names driven.PoolNames) view.Ref {
	return view.Ref{ID: p.Site.String(), Name: names.Sites[p.Site]}
}

func poolRef(p capacity.PoolState) view.Ref { return view.Ref{ID: p.ID.String(), Name: p.Name} }

func poolView(p capacity.PoolState, names driven.PoolNames, today period.Day) view.CapacityPool {
	shown := view.CapacityPool{
		ID: p.ID.String(), Name: p.Name, Room: p.Room, Site: siteRef(p, names), Approval: p.Approval, Resources: []view.CapacityResource{}, Waiting: len(p.Waiting), Version: p.Version,
	}
	if !p.Framework.IsZero() {
		shown.Framework = &view.Ref{ID: p.Framework.String(), Name: names.Frameworks[p.Framework.String()]}
	}
	for _, r := range byKind(p) {
		usable, booked := r.Usable().At(today), p.Booked[r.ID].At(today)
		resource := view.CapacityResource{
			ID: r.ID.String(), Kind: string(r.Kind), Tier: r.Tier, Unit: r.Kind.Unit(), Usable: usable.String(), Booked: booked.String(), Free: usable.Sub(booked).String(),
			Percent: p.Percent(r, today), Levels: []view.CapacityLevel{}, Version: r.Version,
		}
		for _, l := range r.Levels {
			resource.Levels = append(resource.Levels, view.CapacityLevel{
				From: l.From.String(), Amount: l.Amount.String(), Reserve: l.Reserve.String(), Overcommit: l.Overcommit.String(), Usable: l.Usable().String(),
			})
		}
		shown.Resources = append(shown.Resources, resource)
	}
	return shown
}

// byKind are the resources in the order of the kinds, and by tier.
func byKind(p capacity.PoolState) []capacity.Resource {
	sorted := slices.Clone(p.Resources)
	slices.SortFunc(sorted, func(a, b capacity.Resource) int {
		return cmp.Or(cmp.Compare(slices.Index(capacity.Kinds, a.Kind), slices.Index(capacity.Kinds, b.Kind)), cmp.Compare(a.Tier, b.Tier))
	})
	return sorted
}

// CapacityHeatMap shows the resources of a pool week by week.
func (uc *CapacityPlanning) CapacityHeatMap(ctx context.Context, actor access.Actor, id capacity.PoolID, from string, weeks int) (view.CapacityHeatMap, error) {
	return pool(ctx, uc, actor, id, func(_ context.Context, _ driven.Stores, p capacity.PoolState, today period.Day) (view.CapacityHeatMap, error) {
		shown := view.CapacityHeatMap{Pool: poolRef(p), Weeks: []string{}, Rows: []view.CapacityHeatRow{}}
		start, err := dayAt(from, "from")
		if err != nil {
			return shown, err
		}
		if start.IsZero() {
			start = today
		}
		if weeks < 1 || weeks > mostWeeks {
			return shown, capacity.ErrWindow.At("weeks")
		}
		for _, r := range byKind(p) {
			row := view.CapacityHeatRow{ResourceID: r.ID.String(), Kind: string(r.Kind), Tier: r.Tier, Unit: r.Kind.Unit()}
			for _, w := range p.Weeks(r, start, weeks) {
				row.Cells = append(row.Cells, view.CapacityHeat{Usable: w.Usable.String(), Booked: w.Booked.String(), Percent: w.Percent})
				if len(shown.Rows) == 0 {
					shown.Weeks = append(shown.Weeks, w.From.String())
				}
			}
			shown.Rows = append(shown.Rows, row)
		}
		return shown, nil
	})
}

// CapacityTimeline shows who holds what of a pool.
func (uc *CapacityPlanning) CapacityTimeline(ctx context.Context, actor access.Actor, id capacity.PoolID, from, to string) (view.CapacityTimeline, error) {
	return pool(ctx, uc, actor, id, func(ctx context.Context, s driven.Stores, p capacity.PoolState, today period.Day) (view.CapacityTimeline, error) {
		shown := view.CapacityTimeline{Pool: poolRef(p)}
		first, err := dayAt(from, "from")
		if err != nil {
			return shown, err
		}
		if first.IsZero() {
			first = today
		}
		last, err := dayAt(to, "to")
		if err != nil {
			return shown, err
		}
		if last.IsZero() {
			last = first.AddMonths(12).Add(-1)
		}
		days, err := period.NewSpan(first, last)
		if err != nil {
			return shown, pointed(err, "to")
		}
		if days.Days() > mostWindow {
			return shown, capacity.ErrWindow.At("to")
		}
		shown.From, shown.To = first.String(), last.String()
		shown.Bars, err = s.Reservations.Bars(ctx, id, days, actor.Sight(access.CapacityRead), today)
		return shown, err
	})
}

// CapacityOutlook says how long the resources of a pool last.
func (uc *CapacityPlanning) CapacityOutlook(ctx context.Context, actor access.Actor, id capacity.PoolID) (view.CapacityOutlook, error) {
	return pool(ctx, uc, actor, id, func(_ context.Context, _ driven.Stores, p capacity.PoolState, today period.Day) (view.CapacityOutlook, error) {
		shown := view.CapacityOutlook{Pool: poolRef(p), Resources: []view.ResourceOutlook{}}
		for _, r := range byKind(p) {
			o := p.Outlook(r, today)
			resource := view.ResourceOutlook{
				ResourceID: r.ID.String(), Kind: string(r.Kind), Tier: r.Tier, Unit: r.Kind.Unit(), PerMonth: o.PerMonth.String(), FullOn: o.FullOn.String(), RunsOut: o.RunsOut.String(),
				Course: []view.CapacityStep{},
			}
			for _, day := range p.Turns(r, today) {
				resource.Course = append(resource.Course, view.CapacityStep{From: day.String(), Usable: r.Usable().At(day).String(), Booked: p.Booked[r.ID].At(day).String()})
			}
			shown.Resources = append(shown.Resources, resource)
		}
		return shown, nil
	})
}

// FitCapacity says where a wish finds room, the earliest first.
func (uc *CapacityPlanning) FitCapacity(ctx context.Context, actor access.Actor, in driving.FitInput) (view.CapacityFits, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CapacityFits, error) {
		shown := view.CapacityFits{Fits: []view.CapacityFit{}, Without: []view.Ref{}}
		if actor.Sight(access.CapacityRead).Nothing() {
			return shown, access.ErrForbidden.With("act", string(access.CapacityRead))
		}
		today := period.DayOf(s.Now)
		wish, err := in.Wish.Read(today)
		if err != nil {
			return shown, err
		}
		plans, err := capacity.ReadPlans(in.Plans, today)
		if err != nil {
			return shown, err
		}
		var wanted []capacity.PoolID
		if !in.Pool.IsZero() && len(plans) == 0 { // a plan may be of another pool
			wanted = append(wanted, in.Pool)
		}
		found, names, err := poolsAndNames(ctx, s, wanted...)
		if err != nil {
			return shown, err
		}
		if found, err = capacity.Planned(found, plans); err != nil {
			return shown, err
		}
		for _, p := range found {
			if !in.Pool.IsZero() && p.ID != in.Pool {
				continue
			}
			fit, there := p.EarliestFit(wish, today)
			if !there {
				shown.Without = append(shown.Without, poolRef(p))
				continue
			}
			shown.Fits = append(shown.Fits, view.CapacityFit{Pool: poolRef(p), Site: siteRef(p, names), From: fit.From.String(), To: fit.To.String(), Phases: fitPhases(p, fit), Begins: beginsOf(fit)})
		}
		slices.SortFunc(shown.Fits, func(a, b view.CapacityFit) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Site.Name, b.Site.Name), cmp.Compare(a.Pool.Name, b.Pool.Name))
		})
		return shown, nil
	})
}

func beginsOf(fit capacity.Fit) []view.Days {
	shown := make([]view.Days, len(fit.Begins))
	for i, b := range fit.Begins {
		shown[i] = view.Days{From: b.From.String(), To: b.To.String()}
	}
	return shown
}

func fitPhases(p capacity.PoolState, fit capacity.Fit) []view.ReservationPhase {
	shown := make([]view.ReservationPhase, len(fit.Phases))
	for i, phase := range fit.Phases {
		shown[i] = view.ReservationPhase{From: phase.Days.From.String(), To: phase.Days.To.String()}
		for _, c := range phase.Claims {
			r, _ := p.Resource(c.Resource)
			shown[i].Claims = append(shown[i].Claims, view.ReservationClaim{ResourceID: r.ID.String(), Kind: string(r.Kind), Tier: r.Tier, Unit: r.Kind.Unit(), Amount: c.Amount.String()})
		}
	}
	return shown
}

// Reservations lists those in sight.
func (uc *CapacityPlanning) Reservations(ctx context.Context, actor access.Actor, q driving.ReservationsQuery) (view.Page[view.Reservation], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.Reservation], error) {
		return s.Reservations.List(ctx, driven.ReservationQuery(q), actor.Sight(access.CapacityRead), period.DayOf(s.Now))
	})
}

// Reservation shows one.
func (uc *CapacityPlanning) Reservation(ctx context.Context, actor access.Actor, id capacity.ID) (view.Reservation, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Reservation, error) {
		return s.Reservations.Shown(ctx, id, actor.Sight(access.CapacityRead), period.DayOf(s.Now))
	})
}
