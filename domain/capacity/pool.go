package capacity

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of pools and resources.
var (
	// ErrPoolName: a name of 3 to 100 characters.
	ErrPoolName = fault.New(fault.Invalid, "capacity.pool-name-invalid", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrPoolExists: a pool of the site has this name.
	ErrPoolExists = fault.New(fault.Conflict, "capacity.pool-exists", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrNoRoom: the site has no such room.
	ErrNoRoom = fault.New(fault.Invalid, "capacity.room-unknown", fault.Rule("G-CAP"), fault.Field("room"))
	// ErrKind: no kind of resource.
	ErrKind = fault.New(fault.Invalid, "capacity.kind-unknown", fault.Rule("G-CAP"), fault.Field("kind"))
	// ErrTier: storage has a tier of 1 to 40 characters, nothing else has one.
	ErrTier = fault.New(fault.Invalid, "capacity.tier-invalid", fault.Rule("G-CAP"), fault.Field("tier"))
	// ErrResourceExists: the pool has this kind in this tier already, or 30 resources.
	ErrResourceExists = fault.New(fault.Conflict, "capacity.resource-exists", fault.Rule("G-CAP"), fault.Field("kind"))
	// ErrNoResource: the pool has no such resource.
	ErrNoResource = fault.New(fault.Invalid, "capacity.resource-unknown", fault.Rule("G-CAP"), fault.Field("resourceId"))
	// ErrWhole: of this kind there are whole units only.
	ErrWhole = fault.New(fault.Invalid, "capacity.not-whole", fault.Rule("G-CAP"), fault.Field("amount"))
	// ErrReserve: the maintenance reserve is at most the capacity.
	ErrReserve = fault.New(fault.Invalid, "capacity.reserve-invalid", fault.Rule("G-CAP"), fault.Field("reserve"))
	// ErrOvercommit: a factor from 1 to 20 with two places, and 1 for all but vCPU.
	ErrOvercommit = fault.New(fault.Invalid, "capacity.overcommit-invalid", fault.Rule("G-CAP"), fault.Field("overcommit"))
	// ErrPast: what was cannot be planned any more.
	ErrPast = fault.New(fault.Invalid, "capacity.past", fault.Rule("G-CAP"), fault.Field("from"))
	// ErrTooFar: nothing is planned more than 10 years ahead.
	ErrTooFar = fault.New(fault.Invalid, "capacity.too-far", fault.Rule("G-CAP"), fault.Field("from"))
	// ErrBelowReserved: less than is reserved from "day" on; "affected" are the numbers of the reservations, "affectedIds" their ids.
	ErrBelowReserved = fault.New(fault.Conflict, "capacity.below-reserved", fault.Rule("G-CAP"), fault.Field("amount"))
)

const (
	mostResources = 30
	longestTier   = 40
	mostFactor    = 20
	horizonMonths = 120
)

// PoolID and ResourceID name pools and resources.
type (
	PoolID     = id.Of[Pool]
	ResourceID = id.Of[Resource]
)

// Pool is capacity of a site that is reserved together: a reservation has all its resources in
// one pool, and only one is made at a time.
type Pool struct{ s PoolState }

// PoolState is all that a pool knows.
type PoolState struct {
	ID      PoolID
	Version int
	Site    SiteID
	PoolTerms
	Resources []Resource
	Booked    map[ResourceID]Course // what reservations hold
	Waiting   []Waiting             // who waits, in turn
}

// PoolTerms is what is said of a pool.
type PoolTerms struct {
	Name, Room string
	Framework  framework.ID // whose lot is the commercial side, or none
	Approval   bool         // whether an officer approves reservations
}

// Resource is one kind of capacity of a pool.
type Resource struct {
	ID      ResourceID
	Version int
	Kind    Kind
	Tier    string
	Levels  []Level // by day
}

// Level is how much there is from a day on, until the next level.
type Level struct {
	From       period.Day
	Amount     quantity.Quantity
	Reserve    quantity.Quantity // kept free for maintenance
	Overcommit decimal.Decimal   // how often the rest may be promised
}

// Usable is what may be reserved: what is not kept for maintenance, as often as it may be promised.
func (l Level) Usable() decimal.Decimal {
	return l.Amount.Decimal().Sub(l.Reserve.Decimal()).Mul(l.Overcommit).Truncate(3)
}

// Waiting is a reservation that waits, and what it would hold.
type Waiting struct {
	ID     ID
	Member member.ID
	Holds  []Hold
}

// NewPool fails with ErrPoolName or ErrNoRoom.
func NewPool(site SiteState, t PoolTerms) (*Pool, error) {
	p := &Pool{PoolState{ID: id.New[Pool](), Version: 1, Site: site.ID}}
	return p, p.Rename(site, t)
}

// RestorePool takes back what a store kept.
func RestorePool(s PoolState) *Pool { return &Pool{s} }

// State shows it.
func (p *Pool) State() PoolState { return p.s }

// Rename says other things of it, with the faults of NewPool.
func (p *Pool) Rename(site SiteState, t PoolTerms) error {
	t.Name = strings.TrimSpace(t.Name)
	if !lasts(t.Name, shortestName, longestName) {
		return ErrPoolName
	}
	if !site.HasRoom(t.Room) {
		return ErrNoRoom
	}
	p.s.PoolTerms = t
	return nil
}

// Resource finds one by its id.
func (s PoolState) Resource(r ResourceID) (Resource, bool) {
	i := slices.IndexFunc(s.Resources, func(one Resource) bool { return one.ID == r })
	if i < 0 {
		return Resource{}, false
	}
	return s.Resources[i], true
}

// OfKind finds the resource of a kind and tier.
func (s PoolState) OfKind(k Kind, tier string) (Resource, bool) {
	i := slices.IndexFunc(s.Resources, func(one Resource) bool { return one.Kind == k && one.Tier == tier })
	if i < 0 {
		return Resource{}, false
	}
	return s.Resources[i], true
}

// Name is how people call a resource: its kind, and its tier if it has one.
func (r Resource) Name() string {
	if r.Tier == "" {
		return string(r.Kind)
	}
	return string(r.Kind) + " " + r.Tier
}

// Usable is what may be reserved of a resource, day by day.
func (r Resource) Usable() Course {
	moves := make([]step, len(r.Levels))
	was := int64(0)
	for i, l := range r.Levels {
		is := l.Usable().Shift(3).IntPart()
		moves[i] = step{numberOf(l.From), is - was}
		was = is
	}
	return summed(moves)
}

// Level is the level on a day, or an empty one before the first.
func (r Resource) Level(d period.Day) Level {
	found := Level{Overcommit: decimal.New(1, 0)}
	for _, l := range r.Levels {
		if !l.From.After(d) {
			found = l
		}
	}
	return found
}

// Free is what of a resource nobody holds.
func (s PoolState) Free(r Resource) Course { return r.Usable().minus(s.Booked[r.ID]) }

// there fails with ErrNotThere where there is not as much at all, whoever holds it: nobody waits for that.
func (p *Pool) there(holds []Hold) error {
	for _, h := range holds {
		r, _ := p.s.Resource(h.Resource)
		if err := p.fits(h, r.Usable()); err != nil {
			return err
		}
	}
	return nil
}

// AddResource adds one that has a first level. It fails with ErrKind, ErrTier, ErrResourceExists and the faults of SetLevel.
func (p *Pool) AddResource(k Kind, tier string, first Level, today period.Day) (Resource, error) {
	tier = strings.TrimSpace(tier)
	if err := k.Check(tier); err != nil {
		return Resource{}, err
	}
	if _, there := p.s.OfKind(k, tier); there || len(p.s.Resources) >= mostResources {
		return Resource{}, ErrResourceExists
	}
	r := Resource{ID: id.New[Resource](), Version: 1, Kind: k, Tier: tier}
	p.s.Resources = append(slices.Clone(p.s.Resources), r)
	if _, err := p.SetLevel(r.ID, first, today); err != nil {
		p.s.Resources = p.s.Resources[:len(p.s.Resources)-1]
		return Resource{}, err
	}
	r, _ = p.s.Resource(r.ID)
	return r, nil
}

// SetLevel says how much there is of a resource from a day on, until the next level that is
// planned: an extension, or less. It fails with ErrNoResource, ErrWhole, ErrReserve,
// ErrOvercommit, ErrPast, ErrTooFar or, with the days on which it is short, ErrBelowReserved.
func (p *Pool) SetLevel(of ResourceID, l Level, today period.Day) ([]period.Span, error) {
	i := slices.IndexFunc(p.s.Resources, func(r Resource) bool { return r.ID == of })
	if i < 0 {
		return nil, ErrNoResource
	}
	r := p.s.Resources[i]
	if err := l.check(r.Kind); err != nil {
		return nil, err
	}
	if err := plannable(l.From, today); err != nil {
		return nil, err
	}
	r.Levels = slices.DeleteFunc(slices.Clone(r.Levels), func(other Level) bool { return other.From == l.From })
	at, _ := slices.BinarySearchFunc(r.Levels, l.From, func(other Level, day period.Day) int { return numberOf(other.From) - numberOf(day) })
	r.Levels = slices.Insert(r.Levels, at, l)
	return p.relevel(i, r, today)
}

// DropLevel takes back a level that was planned for a day to come: what was before goes on. It
// fails with ErrNoResource, ErrPast or ErrBelowReserved.
func (p *Pool) DropLevel(of ResourceID, from, today period.Day) ([]period.Span, error) {
	i := slices.IndexFunc(p.s.Resources, func(r Resource) bool { return r.ID == of })
	if i < 0 {
		return nil, ErrNoResource
	}
	r := p.s.Resources[i]
	at := slices.IndexFunc(r.Levels, func(l Level) bool { return l.From == from })
	if at < 0 || !from.After(today) {
		return nil, ErrPast
	}
	r.Levels = slices.Delete(slices.Clone(r.Levels), at, at+1)
	return p.relevel(i, r, today)
}

// relevel takes the new levels of a resource, unless less would be there than is reserved.
func (p *Pool) relevel(i int, r Resource, today period.Day) ([]period.Span, error) {
	short := r.Usable().minus(p.s.Booked[r.ID]).below(0, numberOf(today))
	if len(short) > 0 {
		spans := make([]period.Span, len(short))
		for j, s := range short {
			spans[j] = period.Span{From: dayOf(s.from), To: dayOf(s.to)}
		}
		return spans, ErrBelowReserved.With("day", spans[0].From.String()).With("resource", r.Name())
	}
	p.s.Resources = slices.Clone(p.s.Resources)
	p.s.Resources[i] = r
	return nil, nil
}

func (l Level) check(k Kind) error {
	one := decimal.New(1, 0)
	switch {
	case k.Whole() && !l.Amount.Decimal().IsInteger():
		return ErrWhole
	case k.Whole() && !l.Reserve.Decimal().IsInteger():
		return ErrWhole.At("reserve")
	case l.Reserve.Cmp(l.Amount) > 0:
		return ErrReserve
	case l.Overcommit.Cmp(one) < 0 || l.Overcommit.Cmp(decimal.New(mostFactor, 0)) > 0 || !l.Overcommit.Equal(l.Overcommit.Truncate(2)),
		!k.Overcommits() && !l.Overcommit.Equal(one):
		return ErrOvercommit
	}
	return nil
}

// plannable fails with ErrPast or ErrTooFar.
func plannable(d, today period.Day) error {
	if d.Before(today) {
		return ErrPast
	}
	if d.After(today.AddMonths(horizonMonths)) {
		return ErrTooFar
	}
	return nil
}
