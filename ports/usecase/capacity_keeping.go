package usecase

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/capacity"
	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// CapacityKeeping carries out driving.CapacityKeeping.
type CapacityKeeping struct{ work driven.Work }

var _ driving.CapacityKeeping = (*CapacityKeeping)(nil)

// NewCapacityKeeping makes the use cases of whoever runs data centers.
func NewCapacityKeeping(work driven.Work) *CapacityKeeping { return &CapacityKeeping{work} }

func keeping(actor access.Actor, kind, id string) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: access.CapacityKeep, Object: audit.Object{Type: kind, ID: id}}
}

// CapacitySites lists all sites.
func (uc *CapacityKeeping) CapacitySites(ctx context.Context, actor access.Actor) (view.List[view.CapacitySite], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.CapacitySite], error) {
		if actor.Sight(access.CapacityRead).Nothing() {
			return view.List[view.CapacitySite]{Items: []view.CapacitySite{}}, nil
		}
		found, err := s.CapacitySites.All(ctx, period.DayOf(s.Now))
		return view.List[view.CapacitySite]{Items: found}, err
	})
}

// AddCapacitySite makes a site.
func (uc *CapacityKeeping) AddCapacitySite(ctx context.Context, actor access.Actor, key access.Key, in driving.SiteInput) (view.CapacitySite, error) {
	return once(ctx, uc.work, keeping(actor, "capacity-site", ""), key, func(ctx context.Context, s driven.Stores) (view.CapacitySite, error) {
		if err := actor.May(access.CapacityKeep); err != nil {
			return view.CapacitySite{}, err
		}
		terms, err := siteTermsOf(in)
		if err != nil {
			return view.CapacitySite{}, err
		}
		site, err := capacity.NewSite(terms)
		if err != nil {
			return view.CapacitySite{}, err
		}
		if err := s.CapacitySites.Add(ctx, site); err != nil {
			return view.CapacitySite{}, err
		}
		return siteRecorded(ctx, s, site.State(), "capacity-site.added")
	})
}

// ChangeCapacitySite says other things of a site.
func (uc *CapacityKeeping) ChangeCapacitySite(ctx context.Context, actor access.Actor, id capacity.SiteID, version int, in driving.SiteInput) (view.CapacitySite, error) {
	return do(ctx, uc.work, keeping(actor, "capacity-site", id.String()), func(ctx context.Context, s driven.Stores) (view.CapacitySite, error) {
		if err := actor.May(access.CapacityKeep); err != nil {
			return view.CapacitySite{}, err
		}
		site, err := s.CapacitySites.Get(ctx, id)
		if err != nil {
			return view.CapacitySite{}, err
		}
		if err := access.CheckVersion(version, site.State().Version); err != nil {
			return view.CapacitySite{}, err
		}
		terms, err := siteTermsOf(in)
		if err != nil {
			return view.CapacitySite{}, err
		}
		if err := site.Change(terms); err != nil {
			return view.CapacitySite{}, err
		}
		if err := s.CapacitySites.Save(ctx, site); err != nil {
			return view.CapacitySite{}, err
		}
		return siteRecorded(ctx, s, site.State(), "capacity-site.changed")
	})
}

func siteTermsOf(in driving.SiteInput) (capacity.SiteTerms, error) {
	t := capacity.SiteTerms{Name: in.Name, Address: in.Address, Rooms: in.Rooms}
	for i, c := range in.Certificates {
		to, err := dayAt(c.ValidTo, "certificates."+strconv.Itoa(i)+".validTo")
		if err != nil {
			return t, err
		}
		t.Certificates = append(t.Certificates, capacity.Certificate{Name: strings.TrimSpace(c.Name), ValidTo: to})
	}
	return t, nil
}

func siteRecorded(ctx context.Context, s driven.Stores, site capacity.SiteState, action string) (view.CapacitySite, error) {
	err := s.Events.Record(ctx, audit.Event{
		Action: action, Object: audit.Object{Type: "capacity-site", ID: site.ID.String(), Name: site.Name},
		Details: map[string]string{"rooms": strconv.Itoa(len(site.Rooms)), "certificates": strconv.Itoa(len(site.Certificates))},
	})
	if err != nil {
		return view.CapacitySite{}, err
	}
	all, err := s.CapacitySites.All(ctx, period.DayOf(s.Now))
	if err != nil {
		return view.CapacitySite{}, err
	}
	for _, one := range all {
		if one.ID == site.ID.String() {
			return one, nil
		}
	}
	return view.CapacitySite{}, access.ErrNotFound
}

// AddCapacityPool makes a pool.
func (uc *CapacityKeeping) AddCapacityPool(ctx context.Context, actor access.Actor, key access.Key, in driving.PoolInput) (view.CapacityPool, error) {
	return once(ctx, uc.work, keeping(actor, "capacity-pool", ""), key, func(ctx context.Context, s driven.Stores) (view.CapacityPool, error) {
		if err := actor.May(access.CapacityKeep); err != nil {
			return view.CapacityPool{}, err
		}
		site, terms, err := poolTermsOf(ctx, s, actor, in.Site, in)
		if err != nil {
			return view.CapacityPool{}, err
		}
		pool, err := capacity.NewPool(site, terms)
		if err != nil {
			return view.CapacityPool{}, err
		}
		if err := s.CapacityPools.Add(ctx, pool); err != nil {
			return view.CapacityPool{}, err
		}
		return poolRecorded(ctx, s, pool.State(), "capacity-pool.added", map[string]string{"room": terms.Room})
	})
}

// poolTermsOf reads the site, and makes sure that the contract is one the actor sees.
func poolTermsOf(ctx context.Context, s driven.Stores, actor access.Actor, id capacity.SiteID, in driving.PoolInput) (capacity.SiteState, capacity.PoolTerms, error) {
	terms := capacity.PoolTerms{Name: in.Name, Room: in.Room, Framework: in.Framework, Approval: in.Approval}
	if !in.Framework.IsZero() {
		if _, err := s.FrameworkReports.Framework(ctx, in.Framework, actor.Sight(access.FrameworkRead)); err != nil {
			return capacity.SiteState{}, terms, err
		}
	}
	site, err := s.CapacitySites.Get(ctx, id)
	if err != nil {
		return capacity.SiteState{}, terms, err
	}
	return site.State(), terms, nil
}

// ChangeCapacityPool says other things of a pool.
func (uc *CapacityKeeping) ChangeCapacityPool(ctx context.Context, actor access.Actor, id capacity.PoolID, version int, in driving.PoolInput) (view.CapacityPool, error) {
	return uc.change(ctx, actor, id, func(ctx context.Context, s driven.Stores, pool *capacity.Pool) (view.CapacityPool, error) {
		if err := access.CheckVersion(version, pool.State().Version); err != nil {
			return view.CapacityPool{}, err
		}
		site, terms, err := poolTermsOf(ctx, s, actor, pool.State().Site, in)
		if err != nil {
			return view.CapacityPool{}, err
		}
		if err := pool.Rename(site, terms); err != nil {
			return view.CapacityPool{}, err
		}
		if err := s.CapacityPools.Save(ctx, pool); err != nil {
			return view.CapacityPool{}, err
		}
		return poolRecorded(ctx, s, pool.State(), "capacity-pool.changed", map[string]string{"room": terms.Room})
	})
}

// AddCapacityResource adds a kind of capacity.
func (uc *CapacityKeeping) AddCapacityResource(ctx context.Context, actor access.Actor, key access.Key, id capacity.PoolID, in driving.ResourceInput) (view.CapacityPool, error) {
	return once(ctx, uc.work, keeping(actor, "capacity-pool", id.String()), key, func(ctx context.Context, s driven.Stores) (view.CapacityPool, error) {
		pool, err := keptPool(ctx, s, actor, id)
		if err != nil {
			return view.CapacityPool{}, err
		}
		level, err := in.Level.Read()
		if err != nil {
			return view.CapacityPool{}, err
		}
		resource, err := pool.AddResource(capacity.Kind(in.Kind), in.Tier, level, period.DayOf(s.Now))
		if err != nil {
			return view.CapacityPool{}, err
		}
		if err := s.CapacityPools.AddResource(ctx, id, resource); err != nil {
			return view.CapacityPool{}, err
		}
		return poolRecorded(ctx, s, pool.State(), "capacity-resource.added", levelDetails(resource, level))
	})
}

// SetCapacityLevel says how much there is from a day on.
func (uc *CapacityKeeping) SetCapacityLevel(ctx context.Context, actor access.Actor, at driving.ResourceSeen, in capacity.LevelText) (view.CapacityPool, error) {
	level, err := in.Read()
	return uc.relevel(ctx, actor, at, "capacity-level.set", func(pool *capacity.Pool, today period.Day) ([]period.Span, capacity.Level, error) {
		if err != nil {
			return nil, level, err
		}
		short, err := pool.SetLevel(at.Resource, level, today)
		return short, level, err
	})
}

// DropCapacityLevel takes back a planned level.
func (uc *CapacityKeeping) DropCapacityLevel(ctx context.Context, actor access.Actor, at driving.ResourceSeen, from string) (view.CapacityPool, error) {
	day, err := dayAt(from, "from")
	return uc.relevel(ctx, actor, at, "capacity-level.dropped", func(pool *capacity.Pool, today period.Day) ([]period.Span, capacity.Level, error) {
		if err != nil {
			return nil, capacity.Level{}, err
		}
		resource, _ := pool.State().Resource(at.Resource)
		short, err := pool.DropLevel(at.Resource, day, today)
		return short, resource.Level(day), err
	})
}

func (uc *CapacityKeeping) relevel(
	ctx context.Context, actor access.Actor, at driving.ResourceSeen, action string,
	set func(*capacity.Pool, period.Day) ([]period.Span, capacity.Level, error),
) (view.CapacityPool, error) {
	return uc.change(ctx, actor, at.Pool, func(ctx context.Context, s driven.Stores, pool *capacity.Pool) (view.CapacityPool, error) {
		before, there := pool.State().Resource(at.Resource)
		if !there {
			return view.CapacityPool{}, access.ErrNotFound
		}
		if err := access.CheckVersion(at.Version, before.Version); err != nil {
			return view.CapacityPool{}, err
		}
		short, level, err := set(pool, period.DayOf(s.Now))
		if err != nil {
			return view.CapacityPool{}, affected(ctx, s, at.Resource, short, err)
		}
		resource, _ := pool.State().Resource(at.Resource)
		if err := s.CapacityPools.SaveResource(ctx, resource); err != nil {
			return view.CapacityPool{}, err
		}
		return poolRecorded(ctx, s, pool.State(), action, levelDetails(resource, level))
	})
}

// affected names the reservations that stand against a lower level.
func affected(ctx context.Context, s driven.Stores, resource capacity.ResourceID, short []period.Span, err error) error {
	f, is := fault.Of(err)
	if !is || !errors.Is(err, capacity.ErrBelowReserved) {
		return err
	}
	holders, failure := s.CapacityPools.Holders(ctx, resource, short)
	if failure != nil {
		return failure
	}
	numbers, ids := make([]string, len(holders)), make([]string, len(holders))
	for i, h := range holders {
		numbers[i], ids[i] = h.Name, h.ID
	}
	return f.With("affected", strings.Join(numbers, ", ")).With("affectedIds", strings.Join(ids, ", "))
}

func levelDetails(r capacity.Resource, l capacity.Level) map[string]string {
	return map[string]string{
		"resource": r.Name(), "unit": r.Kind.Unit(), "from": l.From.String(), "amount": l.Amount.String(), "reserve": l.Reserve.String(), "overcommit": l.Overcommit.String(),
	}
}

// keptPool locks a pool for whoever may keep it.
func keptPool(ctx context.Context, s driven.Stores, actor access.Actor, id capacity.PoolID) (*capacity.Pool, error) {
	if err := actor.May(access.CapacityKeep); err != nil {
		return nil, err
	}
	return s.CapacityPools.Get(ctx, id)
}

func (uc *CapacityKeeping) change(
	ctx context.Context, actor access.Actor, id capacity.PoolID, change func(context.Context, driven.Stores, *capacity.Pool) (view.CapacityPool, error),
) (view.CapacityPool, error) {
	return do(ctx, uc.work, keeping(actor, "capacity-pool", id.String()), func(ctx context.Context, s driven.Stores) (view.CapacityPool, error) {
		pool, err := keptPool(ctx, s, actor, id)
		if err != nil {
			return view.CapacityPool{}, err
		}
		return change(ctx, s, pool)
	})
}

func poolRecorded(ctx context.Context, s driven.Stores, p capacity.PoolState, action string, details map[string]string) (view.CapacityPool, error) {
	err := s.Events.Record(ctx, audit.Event{Action: action, Object: audit.Object{Type: "capacity-pool", ID: p.ID.String(), Name: p.Name}, Details: details})
	if err != nil {
		return view.CapacityPool{}, err
	}
	return poolShown(ctx, s, p.ID)
}
