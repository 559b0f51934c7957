package postgres

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// sharersSQL are common table expressions about the pools @pools: sharer has each of
// their members with all that a key may weigh it by, contract the frameworks whose
// call-offs count. What waits for approval is called off too: it draws already.
const sharersSQL = `
pool as (
  select * from cost_pool where cooperative_id = @cooperative and id = any(cast(@pools as uuid[]))
), contract as (
  select p.id as pool_id, f.id, f.number from pool p join framework f on f.cooperative_id = @cooperative
    and (f.id = p.framework_id or (p.framework_id is null and f.tender_id = p.tender_id))
), need as (
  select p.id as pool_id, n.member_id, sum(n.firm) as firm, array_agg(distinct i.unit) filter (where n.firm > 0) as units
  from pool p join tender t on t.cooperative_id = @cooperative and t.id = p.tender_id
    join demand_snapshot_need n on n.cooperative_id = @cooperative and n.round_id = t.round_id
    join demand_item i on i.cooperative_id = @cooperative and i.id = n.item_id
  group by p.id, n.member_id
), called as (
  select k.pool_id, c.member_id, sum(c.amount) as total from contract k join call_off_by_member c on c.cooperative_id = @cooperative and c.framework_id = k.id
  where c.status in ('submitted', 'placed') group by k.pool_id, c.member_id
), sharer as (
  select p.id as pool_id, m.id, m.name, coalesce(m.official_key, m.id::text) as tie_key, m.population, m.population_year,
    coalesce(n.firm, 0) as ordered, n.units, coalesce(c.total, 0) as called_off
  from pool p join cost_pool_member s on s.cooperative_id = @cooperative and s.pool_id = p.id
    join member m on m.cooperative_id = @cooperative and m.id = s.member_id
    left join need n on n.pool_id = p.id and n.member_id = m.id left join called c on c.pool_id = p.id and c.member_id = m.id
)`

type sharerRow struct {
	PoolID         string
	ID             string
	Name           string
	TieKey         string
	Population     int64
	PopulationYear *int
	Ordered        decimal.Decimal
	CalledOff      decimal.Decimal
}

// bases reads what the members of pools can be weighed by, in the order of their names.
func (s costPools) bases(pools []string) (map[string]costing.Basis, error) {
	bases, err := s.sources(pools)
	if err != nil {
		return nil, err
	}
	var rows []sharerRow
	err = s.tx.Raw(`with `+sharersSQL+` select pool_id, id, name, tie_key, population, population_year, ordered, called_off from sharer order by pool_id, name, id`,
		s.args(pools)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what costs are shared by: %w", err)
	}
	for _, r := range rows {
		basis := bases[r.PoolID]
		basis.Sharers = append(basis.Sharers, costing.Sharer{
			Member: member.ID(r.ID), Name: r.Name, TieKey: r.TieKey, Population: r.Population, PopulationYear: orZero(r.PopulationYear),
			Ordered: plain(r.Ordered), CalledOff: inCents(r.CalledOff),
		})
		bases[r.PoolID] = basis
	}
	return bases, nil
}

func (s costPools) args(pools []string) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "pools": uuids(pools)}
}

// sources reads where the weights come from.
func (s costPools) sources(pools []string) (map[string]costing.Basis, error) {
	var rows []struct {
		ID           string
		Round        string
		FrozenAt     *time.Time
		SnapshotHash string
		Units        string
		Frameworks   string
	}
	err := s.tx.Raw(`with `+sharersSQL+` select p.id, coalesce(r.number, '') as round, r.frozen_at, coalesce(r.snapshot_hash, '') as snapshot_hash,
		(select coalesce(jsonb_agg(distinct u), '[]')::text from sharer s cross join unnest(s.units) u where s.pool_id = p.id) as units,
		(select coalesce(jsonb_agg(k.number order by k.number), '[]')::text from contract k where k.pool_id = p.id) as frameworks
		from pool p left join tender t on t.cooperative_id = @cooperative and t.id = p.tender_id
		left join demand_round r on r.cooperative_id = @cooperative and r.id = t.round_id`, s.args(pools)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read where weights come from: %w", err)
	}
	bases := make(map[string]costing.Basis, len(rows))
	for _, r := range rows {
		basis := costing.Basis{Day: period.DayOf(s.in.now), Round: r.Round, SnapshotHash: r.SnapshotHash}
		if r.FrozenAt != nil {
			basis.FrozenOn = period.DayOf(*r.FrozenAt)
		}
		if basis.Units, err = list[quantity.Unit](r.Units); err != nil {
			return nil, err
		}
		if basis.Frameworks, err = list[string](r.Frameworks); err != nil {
			return nil, err
		}
		bases[r.ID] = basis
	}
	return bases, nil
}

// list reads an array of texts that the database wrote.
func list[T ~string](text string) ([]T, error) {
	var read []T
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return nil, fmt.Errorf("read an array: %w", err)
	}
	return read, nil
}
