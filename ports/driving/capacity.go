package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// CapacityKeeping is data centers as their operator keeps them (G-CAP). What the actor may not
// know of fails with access.ErrNotFound, what it lacks the right for with access.ErrForbidden.
type CapacityKeeping interface {
	// CapacitySites lists all, by name.
	CapacitySites(ctx context.Context, actor access.Actor) (view.List[view.CapacitySite], error)
	// AddCapacitySite makes one. It fails with the faults of capacity.NewSite, and capacity.ErrSiteExists.
	AddCapacitySite(ctx context.Context, actor access.Actor, key access.Key, in SiteInput) (view.CapacitySite, error)
	// ChangeCapacitySite says other things of it. It fails with the faults of AddCapacitySite, and access.ErrStale.
	ChangeCapacitySite(ctx context.Context, actor access.Actor, id capacity.SiteID, version int, in SiteInput) (view.CapacitySite, error)
	// AddCapacityPool makes a pool of a site. It fails with the faults of capacity.NewPool, and capacity.ErrPoolExists.
	AddCapacityPool(ctx context.Context, actor access.Actor, key access.Key, in PoolInput) (view.CapacityPool, error)
	// ChangeCapacityPool says other things of it, as AddCapacityPool; its site stays. It fails with access.ErrStale besides.
	ChangeCapacityPool(ctx context.Context, actor access.Actor, id capacity.PoolID, version int, in PoolInput) (view.CapacityPool, error)
	// AddCapacityResource adds a kind of capacity. It fails with the faults of Pool.AddResource.
	AddCapacityResource(ctx context.Context, actor access.Actor, key access.Key, id capacity.PoolID, in ResourceInput) (view.CapacityPool, error)
	// SetCapacityLevel says how much there is from a day on: an extension, or less. It fails with
	// the faults of Pool.SetLevel; where reservations stand against it, they are named.
	SetCapacityLevel(ctx context.Context, actor access.Actor, at ResourceSeen, in capacity.LevelText) (view.CapacityPool, error)
	// DropCapacityLevel takes back what was planned. It fails with the faults of Pool.DropLevel.
	DropCapacityLevel(ctx context.Context, actor access.Actor, at ResourceSeen, from string) (view.CapacityPool, error)
}

// Reserving is what members reserve of data centers (G-CAP); faults of access as in CapacityKeeping.
type Reserving interface {
	// Reserve makes a reservation, all of it or nothing; the same key never makes two. It fails
	// with the faults of Pool.Reserve, State.CheckCallOff and of reading days and quantities.
	Reserve(ctx context.Context, actor access.Actor, key access.Key, in ReserveInput) (view.Reservation, error)
	// CheckQuota says whether Reserve would succeed now, and changes nothing.
	CheckQuota(ctx context.Context, actor access.Actor, in ReserveInput) error
	// ChangeReservation replaces the phases from today on. It fails with the faults of Pool.Change and State.CheckLines, and access.ErrStale.
	ChangeReservation(ctx context.Context, actor access.Actor, at ReservationSeen, phases []capacity.PhaseText) (view.Reservation, error)
	// ExtendReservation goes on to a later day. It fails with the faults of Pool.Extend and State.CheckLines, and access.ErrStale.
	ExtendReservation(ctx context.Context, actor access.Actor, at ReservationSeen, to string) (view.Reservation, error)
	// ReleaseReservation gives back what comes after a day. It fails with the faults of Pool.Release, and access.ErrStale.
	ReleaseReservation(ctx context.Context, actor access.Actor, at ReservationSeen, lastDay string) (view.Reservation, error)
	// WithdrawReservation takes back what is requested, offered or waits. It fails with the faults of Pool.Withdraw, and access.ErrStale.
	WithdrawReservation(ctx context.Context, actor access.Actor, at ReservationSeen) (view.Reservation, error)
	// AcceptReservation takes what is offered from the waiting list. It fails with the faults of Pool.Accept, and access.ErrStale.
	AcceptReservation(ctx context.Context, actor access.Actor, at ReservationSeen) (view.Reservation, error)
}

// ReservationDeciding is what the cooperative decides about reservations; faults of access as in CapacityKeeping.
type ReservationDeciding interface {
	// ApproveReservation fails with the faults of Pool.Approve, and access.ErrStale.
	ApproveReservation(ctx context.Context, actor access.Actor, at ReservationSeen) (view.Reservation, error)
	// RejectReservation fails with the faults of Pool.Reject, and access.ErrStale.
	RejectReservation(ctx context.Context, actor access.Actor, at ReservationSeen, reason string) (view.Reservation, error)
	// HandOverReservation gives it to another member from a day on, and shows what that one
	// has. It fails with the faults of Pool.HandOver, member.ErrNoSuchMember and access.ErrStale.
	HandOverReservation(ctx context.Context, actor access.Actor, at ReservationSeen, in HandOverInput) (view.Reservation, error)
}

// CapacityPlanning is what people see of capacity; faults of access as in CapacityKeeping.
type CapacityPlanning interface {
	// CapacityPools lists all as they stand today, by site and name.
	CapacityPools(ctx context.Context, actor access.Actor) (view.List[view.CapacityPool], error)
	// CapacityPool shows one.
	CapacityPool(ctx context.Context, actor access.Actor, id capacity.PoolID) (view.CapacityPool, error)
	// CapacityHeatMap shows its resources for up to 104 weeks.
	CapacityHeatMap(ctx context.Context, actor access.Actor, id capacity.PoolID, from string, weeks int) (view.CapacityHeatMap, error)
	// CapacityUse shows what meters say was used of it, up to today, against what was reserved, of the
	// reservations that the actor sees; up to 26 weeks. It fails with capacity.ErrWindow.
	CapacityUse(ctx context.Context, actor access.Actor, id capacity.PoolID, weeks int) (view.CapacityUse, error)
	// CapacityTimeline shows who holds what of it.
	CapacityTimeline(ctx context.Context, actor access.Actor, id capacity.PoolID, from, to string) (view.CapacityTimeline, error)
	// CapacityOutlook says how long its resources last.
	CapacityOutlook(ctx context.Context, actor access.Actor, id capacity.PoolID) (view.CapacityOutlook, error)
	// FitCapacity says where a wish finds room, the earliest first, also if something were added
	// or taken away. It fails with the faults of Wish.Check and capacity.Planned.
	FitCapacity(ctx context.Context, actor access.Actor, in FitInput) (view.CapacityFits, error)
	// Reservations lists those in sight, the newest first.
	Reservations(ctx context.Context, actor access.Actor, q ReservationsQuery) (view.Page[view.Reservation], error)
	// Reservation shows one.
	Reservation(ctx context.Context, actor access.Actor, id capacity.ID) (view.Reservation, error)
}

// SiteInput is what is said of a site, as text.
type SiteInput struct {
	Name, Address string
	Rooms         []capacity.Room
	Certificates  []CertificateInput
}

// CertificateInput is a certificate and its last day.
type CertificateInput struct{ Name, ValidTo string }

// PoolInput is what is said of a pool.
type PoolInput struct {
	Site       capacity.SiteID
	Name, Room string
	Framework  framework.ID
	Approval   bool
}

// ResourceInput is a kind of capacity with its first level.
type ResourceInput struct {
	Kind, Tier string
	Level      capacity.LevelText
}

// ResourceSeen is a resource of a pool in the version that was seen.
type ResourceSeen struct {
	Pool     capacity.PoolID
	Resource capacity.ResourceID
	Version  int
}

// ReservationSeen is a reservation in the version that was seen. With a key, an act that is
// repeated changes nothing and is answered as the first time, though the version is another now.
type ReservationSeen struct {
	Reservation capacity.ID
	Version     int
	Key         access.Key
}

// ReserveInput is what a member wants of a pool.
type ReserveInput struct {
	Pool    capacity.PoolID
	Member  member.ID
	Purpose string
	CallOff calloff.ID
	Lines   []capacity.Line
	Phases  []capacity.PhaseText
	Wait    bool
}

// HandOverInput says to whom, from when on and why.
type HandOverInput struct {
	Member       member.ID
	From, Reason string
}

// FitInput is a wish, in one pool or in all, as if the plans were carried out.
type FitInput struct {
	Pool  capacity.PoolID
	Wish  capacity.WishText
	Plans []capacity.PlanText
}

// ReservationsQuery narrows a list.
type ReservationsQuery struct {
	Pool   capacity.PoolID
	Member member.ID
	Open   bool // what waits for a decision
	Page   view.PageRequest
}
