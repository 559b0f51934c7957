package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type capacityPools struct {
	tx *gorm.DB
	in scope
}

var _ driven.CapacityPools = capacityPools{}

// poolDocument is a pool as capacityPoolSQL writes it.
type poolDocument struct {
	ID, Site, Name, Room string
	Framework            *string
	Approval             bool
	Version              int
	Resources            []struct {
		ID, Kind, Tier                       string
		Version                              int
		From, Amounts, Reserves, Overcommits []string
		Days                                 []int   // on which what is booked changes
		Rises                                []int64 // in thousandths
	}
	Waiting []struct {
		ID, Member                   string
		Resources, From, To, Amounts []string
	}
}

// capacityPoolSQL reads what is booked as one step a day and resource; what lies longer back than
// forecasts look is one step.
const capacityPoolSQL = `
select json_build_object('id', p.id, 'site', p.site_id, 'name', p.name, 'room', p.room, 'framework', p.framework_id, 'approval', p.approval, 'version', p.version,
  'resources', (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'tier', r.tier, 'version', r.version, 'from', r.level_from,
      'amounts', r.level_amount::text[], 'reserves', r.level_reserve::text[], 'overcommits', r.level_overcommit::text[], 'days', s.days, 'rises', s.rises) order by r.id), '[]')
    from capacity_resource r left join lateral (select array_agg(n.day) as days, array_agg(n.rise) as rises
      from (select cast(@since as date) - date '1970-01-01' as day, (sum(s.rise) * 1000)::bigint as rise from capacity.step s
          where s.cooperative_id = r.cooperative_id and s.resource_id = r.id and s.day <= cast(@since as date) having count(*) > 0
        union all select s.day - date '1970-01-01', (s.rise * 1000)::bigint from capacity.step s
          where s.cooperative_id = r.cooperative_id and s.resource_id = r.id and s.day > cast(@since as date)) n) s on true
    where r.cooperative_id = p.cooperative_id and r.pool_id = p.id),
  'waiting', (select coalesce(json_agg(json_build_object('id', w.id, 'member', w.member_id, 'resources', w.claim_resources, 'from', w.claim_from, 'to', w.claim_to,
      'amounts', w.claim_amounts::text[]) order by w.requested_at, w.id), '[]')
    from capacity_reservation w where w.cooperative_id = p.cooperative_id and w.pool_id = p.id and w.status = 'waiting'))::text
from capacity_pool p where p.cooperative_id = @cooperative and (@all or p.id = any(cast(@pools as uuid[]))) order by p.id`

// lookBack is how many days of the past are read one by one; forecasts look back less.
const lookBack = 400

// Add stores a new pool.
func (s capacityPools) Add(_ context.Context, p *capacity.Pool) error {
	state := p.State()
	err := s.tx.Exec(`insert into capacity_pool (cooperative_id, id, site_id, name, room, framework_id, approval) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, state.ID.String(), state.Site.String(), state.Name, state.Room, orNull(state.Framework.String()), state.Approval).Error
	if err != nil {
		return fmt.Errorf("add a pool: %w", err)
	}
	return nil
}

// Get locks the pool's row, and reads only then what others left.
func (s capacityPools) Get(ctx context.Context, id capacity.PoolID) (*capacity.Pool, error) {
	err := s.tx.Exec(`select from capacity_pool where cooperative_id = ? and id = ? for no key update`, s.in.cooperative, id.String()).Error
	if err != nil {
		return nil, fmt.Errorf("lock a pool: %w", err)
	}
	found, err := s.Look(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, access.ErrNotFound
	}
	return capacity.RestorePool(found[0]), nil
}

// Look loads pools without a lock.
func (s capacityPools) Look(_ context.Context, ids ...capacity.PoolID) ([]capacity.PoolState, error) {
	found, err := documents[poolDocument](s.tx, "read pools", capacityPoolSQL, map[string]any{
		"cooperative": s.in.cooperative, "all": len(ids) == 0, "pools": uuids(ids), "since": period.DayOf(s.in.now).Add(-lookBack).String(),
	})
	if err != nil {
		return nil, err
	}
	states := make([]capacity.PoolState, len(found))
	for i, d := range found {
		if states[i], err = d.state(); err != nil {
			return nil, fmt.Errorf("pool %s: %v", d.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
	}
	return states, nil
}

func (d poolDocument) state() (capacity.PoolState, error) {
	s := capacity.PoolState{
		ID: capacity.PoolID(d.ID), Version: d.Version, Site: capacity.SiteID(d.Site), Booked: map[capacity.ResourceID]capacity.Course{},
		PoolTerms: capacity.PoolTerms{Name: d.Name, Room: d.Room, Framework: framework.ID(orZero(d.Framework)), Approval: d.Approval},
	}
	for _, r := range d.Resources {
		resource := capacity.Resource{ID: capacity.ResourceID(r.ID), Version: r.Version, Kind: capacity.Kind(r.Kind), Tier: r.Tier}
		for i, from := range r.From {
			level, err := levelOf(from, r.Amounts[i], r.Reserves[i], r.Overcommits[i])
			if err != nil {
				return s, err
			}
			resource.Levels = append(resource.Levels, level)
		}
		s.Resources = append(s.Resources, resource)
		s.Booked[resource.ID] = capacity.RestoreCourse(r.Days, r.Rises)
	}
	for _, w := range d.Waiting {
		holds, err := holdsOf(w.Resources, w.From, w.To, w.Amounts)
		if err != nil {
			return s, err
		}
		s.Waiting = append(s.Waiting, capacity.Waiting{ID: capacity.ID(w.ID), Member: member.ID(w.Member), Holds: holds})
	}
	return s, nil
}

func levelOf(from, amount, reserve, overcommit string) (l capacity.Level, err error) {
	if l.From, err = period.ParseDay(from); err != nil {
		return l, err
	}
	if l.Amount, err = quantityOf(amount); err != nil {
		return l, err
	}
	if l.Reserve, err = quantityOf(reserve); err != nil {
		return l, err
	}
	l.Overcommit, err = decimal.NewFromString(overcommit)
	return l, err
}

// holdsOf reads holds from the columns of a reservation.
func holdsOf(resources, from, to, amounts []string) ([]capacity.Hold, error) {
	holds := make([]capacity.Hold, len(resources))
	for i, resource := range resources {
		h := capacity.Hold{Resource: capacity.ResourceID(resource)}
		var err error
		if h.Days.From, err = period.ParseDay(from[i]); err != nil {
			return nil, err
		}
		if h.Days.To, err = period.ParseDay(to[i]); err != nil {
			return nil, err
		}
		if h.Amount, err = quantityOf(amounts[i]); err != nil {
			return nil, err
		}
		holds[i] = h
	}
	return holds, nil
}

// Save stores what is said of a pool.
func (s capacityPools) Save(_ context.Context, p *capacity.Pool) error {
	state := p.State()
	done := s.tx.Exec(`update capacity_pool set name = ?, room = ?, framework_id = ?, approval = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		state.Name, state.Room, orNull(state.Framework.String()), state.Approval, s.in.cooperative, state.ID.String(), state.Version)
	return stored("a pool", done.RowsAffected, done.Error)
}

func levelColumns(in scope, pool capacity.PoolID, r capacity.Resource) map[string]any {
	var from, amounts, reserves, overcommits []string
	for _, l := range r.Levels {
		from, amounts = append(from, l.From.String()), append(amounts, l.Amount.String())
		reserves, overcommits = append(reserves, l.Reserve.String()), append(overcommits, l.Overcommit.String())
	}
	return map[string]any{
		"cooperative": in.cooperative, "id": r.ID.String(), "pool": pool.String(), "kind": string(r.Kind), "tier": r.Tier, "version": r.Version,
		"from": array(from), "amounts": array(amounts), "reserves": array(reserves), "overcommits": array(overcommits),
	}
}

// AddResource stores a new resource.
func (s capacityPools) AddResource(_ context.Context, pool capacity.PoolID, r capacity.Resource) error {
	err := s.tx.Exec(`insert into capacity_resource (cooperative_id, id, pool_id, kind, tier, level_from, level_amount, level_reserve, level_overcommit)
		values (@cooperative, @id, @pool, @kind, @tier, cast(@from as date[]), cast(@amounts as numeric[]), cast(@reserves as numeric[]), cast(@overcommits as numeric[]))`,
		levelColumns(s.in, pool, r)).Error
	if err != nil {
		return fmt.Errorf("add a resource: %w", err)
	}
	return nil
}

// SaveResource stores its levels.
func (s capacityPools) SaveResource(_ context.Context, r capacity.Resource) error {
	done := s.tx.Exec(`update capacity_resource set level_from = cast(@from as date[]), level_amount = cast(@amounts as numeric[]), level_reserve = cast(@reserves as numeric[]),
		level_overcommit = cast(@overcommits as numeric[]), version = version + 1 where cooperative_id = @cooperative and id = @id and version = @version`, levelColumns(s.in, "", r))
	return stored("a resource", done.RowsAffected, done.Error)
}

// Holders are read from what is held.
func (s capacityPools) Holders(_ context.Context, r capacity.ResourceID, days []period.Span) ([]view.Ref, error) {
	var from, to []string
	for _, d := range days {
		from, to = append(from, d.From.String()), append(to, d.To.String())
	}
	holders := []view.Ref{}
	err := s.tx.Raw(`select distinct c.id, c.number as name from capacity_held h join capacity_reservation c on c.cooperative_id = h.cooperative_id and c.id = h.reservation_id
		join unnest(cast(@from as date[]), cast(@to as date[])) as d (from_day, to_day) on h.from_day <= d.to_day and h.to_day >= d.from_day
		where h.cooperative_id = @cooperative and h.resource_id = @resource
		and h.pool_id = (select r.pool_id from capacity_resource r where r.cooperative_id = @cooperative and r.id = @resource) order by c.number`,
		map[string]any{"cooperative": s.in.cooperative, "resource": r.String(), "from": array(from), "to": array(to)}).Scan(&holders).Error
	if err != nil {
		return nil, fmt.Errorf("read who holds a resource: %w", err)
	}
	return holders, nil
}

// Names are those of pools, sites and contracts.
func (s capacityPools) Names(_ context.Context) (driven.PoolNames, error) {
	var rows []struct{ ID, Name, SiteID, SiteName, FrameworkID, FrameworkName string }
	err := s.tx.Raw(`select p.id, p.name, s.id as site_id, s.name as site_name, coalesce(f.id::text, '') as framework_id, coalesce(f.number || ' ' || f.title, '') as framework_name
		from capacity_pool p join capacity_site s on s.cooperative_id = p.cooperative_id and s.id = p.site_id
		left join framework f on f.cooperative_id = p.cooperative_id and f.id = p.framework_id where p.cooperative_id = ?`, s.in.cooperative).Scan(&rows).Error
	if err != nil {
		return driven.PoolNames{}, fmt.Errorf("read the names of pools: %w", err)
	}
	names := driven.PoolNames{Pools: map[capacity.PoolID]string{}, Sites: map[capacity.SiteID]string{}, Frameworks: map[string]string{}}
	for _, r := range rows {
		names.Pools[capacity.PoolID(r.ID)], names.Sites[capacity.SiteID(r.SiteID)], names.Frameworks[r.FrameworkID] = r.Name, r.SiteName, r.FrameworkName
	}
	return names, nil
}
