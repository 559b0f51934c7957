package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// CapacitySites keeps data centers.
type CapacitySites interface {
	// Add stores a new site; capacity.ErrSiteExists.
	Add(ctx context.Context, s *capacity.Site) error
	// Get locks a site; access.ErrNotFound.
	Get(ctx context.Context, id capacity.SiteID) (*capacity.Site, error)
	// Save stores a change; capacity.ErrSiteExists, access.ErrStale.
	Save(ctx context.Context, s *capacity.Site) error
	// All shows all sites as they stand on a day, by name.
	All(ctx context.Context, today period.Day) ([]view.CapacitySite, error)
}

// CapacityPools keeps pools with their resources.
type CapacityPools interface {
	// Add stores a new pool; capacity.ErrPoolExists.
	Add(ctx context.Context, p *capacity.Pool) error
	// Get locks a pool, which is where all who reserve of it wait, and loads what is booked and
	// who waits; access.ErrNotFound.
	Get(ctx context.Context, id capacity.PoolID) (*capacity.Pool, error)
	// Look loads pools as Get does, and locks nothing; all where no id is given.
	Look(ctx context.Context, ids ...capacity.PoolID) ([]capacity.PoolState, error)
	// Save stores what is said of a pool; capacity.ErrPoolExists, access.ErrStale.
	Save(ctx context.Context, p *capacity.Pool) error
	// AddResource and SaveResource store a resource of a locked pool.
	AddResource(ctx context.Context, pool capacity.PoolID, r capacity.Resource) error
	SaveResource(ctx context.Context, r capacity.Resource) error
	// Holders are the reservations, by number, that hold a resource on some of the days.
	Holders(ctx context.Context, r capacity.ResourceID, days []period.Span) ([]view.Ref, error)
	// Names are those of pools and sites, by id.
	Names(ctx context.Context) (PoolNames, error)
}

// PoolNames names pools, sites and contracts.
type PoolNames struct {
	Pools      map[capacity.PoolID]string
	Sites      map[capacity.SiteID]string
	Frameworks map[string]string
}

// Reservations keeps what members reserve. Whoever changes one locks its pool first.
type Reservations interface {
	// PoolOf is the pool of a reservation; access.ErrNotFound.
	PoolOf(ctx context.Context, id capacity.ID) (capacity.PoolID, error)
	// Get loads one of a pool that is locked; access.ErrNotFound.
	Get(ctx context.Context, id capacity.ID) (*capacity.Reservation, error)
	// Add stores a new one.
	Add(ctx context.Context, r *capacity.Reservation) error
	// Save stores a change; access.ErrStale.
	Save(ctx context.Context, r *capacity.Reservation) error
	// Ordered locks a call-off and says what of it is capacity, and what reservations but one hold of it; access.ErrNotFound.
	Ordered(ctx context.Context, c calloff.ID, but capacity.ID) (capacity.Ordered, error)
	// LookOrdered does so without a lock.
	LookOrdered(ctx context.Context, c calloff.ID, but capacity.ID) (capacity.Ordered, error)
	// Shown shows one; access.ErrNotFound for what is out of sight.
	Shown(ctx context.Context, id capacity.ID, sight access.Sight, today period.Day) (view.Reservation, error)
	// List lists those in sight, the newest first.
	List(ctx context.Context, q ReservationQuery, sight access.Sight, today period.Day) (view.Page[view.Reservation], error)
	// Bars are all that hold something of a pool on some of the days; whose they are for those in sight.
	Bars(ctx context.Context, pool capacity.PoolID, days period.Span, sight access.Sight, today period.Day) ([]view.TimelineBar, error)
}

// ReservationQuery narrows a list.
type ReservationQuery struct {
	Pool   capacity.PoolID
	Member member.ID
	Open   bool // what waits for a decision
	Page   view.PageRequest
}

// WaitingLists finds the pools whose waiting lists are to be looked at, in all cooperatives.
type WaitingLists interface {
	Queues(ctx context.Context) ([]Queue, error)
}

// Queue is a pool in which reservations wait or are offered.
type Queue struct {
	Cooperative member.CooperativeID
	Pool        capacity.PoolID
	Waits       []capacity.ID // those that are waiting or offered
}
