package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// sharersSQL are common table expressions about the pool @pool: sharer has each of its
// members with all that a key may weigh it by, contract the frameworks whose call-offs
// count. What waits for approval is called off too: it draws already.
const sharersSQL = `
pool as (
  select * from cost_pool where cooperative_id = @cooperative and id = @pool
), contract as (
  select f.id, f.number from pool p join framework f on f.cooperative_id = @cooperative
    and (f.id = p.framework_id or (p.framework_id is null and f.tender_id = p.tender_id))
), need as (
  select n.member_id, sum(n.firm) as firm, array_agg(distinct i.unit) filter (where n.firm > 0) as units
  from pool p join tender t on t.cooperative_id = @cooperative and t.id = p.tender_id
    join demand_snapshot_need n on n.cooperative_id = @cooperative and n.round_id = t.round_id
    join demand_item i on i.cooperative_id = @cooperative and i.id = n.item_id
  group by n.member_id
), called as (
  select c.member_id, sum(c.total) as total from contract k join call_off c on c.cooperative_id = @cooperative and c.framework_id = k.id
  where c.status in ('submitted', 'placed') group by c.member_id
), sharer as (
  select m.id, m.name, coalesce(m.official_key, m.id::text) as tie_key, m.population, m.population_year,
    coalesce(n.firm, 0) as ordered, n.units, coalesce(c.total, 0) as called_off
  from pool p join cost_pool_member s on s.cooperative_id = @cooperative and s.pool_id = p.id
    join member m on m.cooperative_id = @cooperative and m.id = s.member_id
    left join need n on n.member_id = m.id left join called c on c.member_id = m.id
)`

type sharerRow struct {
	ID             string
	Name           string
	TieKey         string
	Population     int64
	PopulationYear *int
	Ordered        decimal.Decimal
	CalledOff      decimal.Decimal
}

// Basis reads what the members of a pool can be weighed by.
func (s costPools) Basis(_ context.Context, pool costing.PoolID) (costing.Basis, error) {
	basis, err := s.sources(pool)
	if err != nil {
		return costing.Basis{}, err
	}
	var rows []sharerRow
	err = s.tx.Raw(`with `+sharersSQL+` select id, name, tie_key, population, population_year, ordered, called_off from sharer order by name, id`,
		s.args(pool)).Scan(&rows).Error
	if err != nil {
		return costing.Basis{}, fmt.Errorf("read what costs are shared by: %w", err)
	}
	basis.Sharers = make([]costing.Sharer, len(rows))
	for i, r := range rows {
		called, err := money.FromDecimal(r.CalledOff)
		if err != nil {
			return costing.Basis{}, fmt.Errorf("call-offs of member %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		basis.Sharers[i] = costing.Sharer{
			Member: member.ID(r.ID), Name: r.Name, TieKey: r.TieKey, Population: r.Population, PopulationYear: orZero(r.PopulationYear),
			Ordered: r.Ordered, CalledOff: called,
		}
	}
	return basis, nil
}

func (s costPools) args(pool costing.PoolID) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "pool": pool.String()}
}

// sources reads where the weights come from.
func (s costPools) sources(pool costing.PoolID) (costing.Basis, error) {
	var rows []struct {
		Round        string
		FrozenAt     *time.Time
		SnapshotHash string
		Units        string
		Frameworks   string
	}
	err := s.tx.Raw(`with `+sharersSQL+` select coalesce(r.number, '') as round, r.frozen_at, coalesce(r.snapshot_hash, '') as snapshot_hash,
		(select coalesce(jsonb_agg(distinct u), '[]')::text from sharer cross join unnest(units) u) as units,
		(select coalesce(jsonb_agg(number order by number), '[]')::text from contract) as frameworks
		from pool p left join tender t on t.cooperative_id = @cooperative and t.id = p.tender_id
		left join demand_round r on r.cooperative_id = @cooperative and r.id = t.round_id`, s.args(pool)).Scan(&rows).Error
	if err != nil {
		return costing.Basis{}, fmt.Errorf("read where weights come from: %w", err)
	}
	if len(rows) == 0 {
		return costing.Basis{}, access.ErrNotFound
	}
	basis := costing.Basis{Day: period.DayOf(s.in.now), Round: rows[0].Round, SnapshotHash: rows[0].SnapshotHash}
	if rows[0].FrozenAt != nil {
		basis.FrozenOn = period.DayOf(*rows[0].FrozenAt)
	}
	basis.Units, err = list[quantity.Unit](rows[0].Units)
	if err != nil {
		return costing.Basis{}, err
	}
	basis.Frameworks, err = list[string](rows[0].Frameworks)
	return basis, err
}

// list reads an array of texts that the database wrote.
func list[T ~string](text string) ([]T, error) {
	var read []T
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return nil, fmt.Errorf("read an array: %w", err)
	}
	return read, nil
}
