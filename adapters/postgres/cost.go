package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/calloff"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/vat"
	"allmende/ports/driven"
)

// costRow goes to the database in one document with all costs of a call, and comes back
// without the call-offs.
type costRow struct {
	ID          string          `json:"id"`
	PoolID      string          `json:"pool_id"`
	Text        string          `json:"text"`
	FromDay     time.Time       `json:"from_day"`
	ToDay       time.Time       `json:"to_day"`
	Net         decimal.Decimal `json:"net"`
	Vat         decimal.Decimal `json:"vat"`
	VatCategory string          `json:"vat_category"`
	VatRate     decimal.Decimal `json:"vat_rate"`
	Source      string          `json:"source"`
	SupplierID  *string         `json:"supplier_id"`
	Reference   string          `json:"reference"`
	Dated       *time.Time      `json:"dated"`
	CreatedBy   string          `json:"created_by"`
	CreatedAt   time.Time       `json:"created_at"`
	CallOffs    []calloff.ID    `json:"call_offs" gorm:"-"`
}

const costColumns = `c.id, c.pool_id, c.text, c.from_day, c.to_day, c.net, c.vat, c.vat_category, c.vat_rate, c.source, c.supplier_id, c.reference, c.dated, c.created_by, c.created_at`

// Costs and their call-offs come by one statement, as the database demands.
const addCostsSQL = `
with given as materialized (
  select * from json_to_recordset(cast(@costs as json)) as c (id uuid, pool_id uuid, text text, from_day timestamptz, to_day timestamptz, net numeric, vat numeric,
    vat_category text, vat_rate numeric, source text, supplier_id uuid, reference text, dated timestamptz, created_by uuid, created_at timestamptz, call_offs uuid[])
), added as (
  insert into cost (cooperative_id, id, pool_id, text, from_day, to_day, net, vat, vat_category, vat_rate, source, supplier_id, reference, dated, created_by, created_at)
  select cast(@cooperative as uuid), id, pool_id, text, (from_day at time zone 'UTC')::date, (to_day at time zone 'UTC')::date, net, vat, vat_category, vat_rate, source,
    supplier_id, reference, (dated at time zone 'UTC')::date, created_by, created_at from given
)
insert into cost_call_off (cooperative_id, cost_id, call_off_id)
select cast(@cooperative as uuid), g.id, o from given g cross join unnest(g.call_offs) o`

// AddCosts stores costs with the call-offs that they count.
func (s costPools) AddCosts(_ context.Context, costs ...costing.Cost) error {
	rows := make([]costRow, len(costs))
	for i, c := range costs {
		if err := s.exists("supplier", c.Supplier.String(), "supplierId"); err != nil {
			return err
		}
		rows[i] = costRow{
			ID: c.ID.String(), PoolID: c.Pool.String(), Text: c.Text, FromDay: c.Days.From.UTC(), ToDay: c.Days.To.UTC(), Net: c.Net.Decimal(), Vat: c.Vat.Decimal(),
			VatCategory: string(c.Tax.Category), VatRate: c.Tax.Rate, Source: string(c.Source), SupplierID: orNull(c.Supplier.String()), Reference: c.Reference,
			CreatedBy: c.CreatedBy.String(), CreatedAt: c.CreatedAt, CallOffs: c.CallOffs,
		}
		if !c.Dated.IsZero() {
			dated := c.Dated.UTC()
			rows[i].Dated = &dated
		}
	}
	document, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("add costs: %w", err)
	}
	err = s.tx.Exec(addCostsSQL, map[string]any{"cooperative": s.in.cooperative, "costs": string(document)}).Error
	if err != nil {
		return fmt.Errorf("add costs: %w", err)
	}
	return nil
}

func (r costRow) cost() costing.Cost {
	c := costing.Cost{
		ID: costing.CostID(r.ID), Pool: costing.PoolID(r.PoolID), Text: r.Text, Days: period.Span{From: period.FromUTC(r.FromDay), To: period.FromUTC(r.ToDay)},
		Net: inCents(r.Net), Vat: inCents(r.Vat), Tax: vat.Tax{Category: vat.Category(r.VatCategory), Rate: plain(r.VatRate)}, Source: costing.Source(r.Source),
		Supplier: member.SupplierID(orZero(r.SupplierID)), Reference: r.Reference, CreatedBy: member.PersonID(r.CreatedBy), CreatedAt: r.CreatedAt.UTC(),
	}
	if r.Dated != nil {
		c.Dated = period.FromUTC(*r.Dated)
	}
	return c
}

// plain takes needless zeros off that a column of fixed places adds.
func plain(d decimal.Decimal) decimal.Decimal {
	text := d.String()
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return decimal.RequireFromString(text)
}

// costsOf reads the costs of pools that are for any of the days, by pool.
func (s costPools) costsOf(pools []string, days period.Span) (map[string][]costing.Cost, error) {
	var rows []costRow
	err := s.tx.Raw(`select `+costColumns+` from cost c where c.cooperative_id = ? and c.pool_id = any(?::uuid[]) and c.from_day <= ?::date and c.to_day >= ?::date order by c.id`,
		s.in.cooperative, uuids(pools), days.To.String(), days.From.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read costs: %w", err)
	}
	byPool := map[string][]costing.Cost{}
	for _, r := range rows {
		byPool[r.PoolID] = append(byPool[r.PoolID], r.cost())
	}
	return byPool, nil
}

// CalledOff reads what no cost counts yet.
func (s costPools) CalledOff(_ context.Context, pool costing.PoolID, days period.Span) ([]driven.CalledOff, error) {
	var rows []struct {
		Framework, Supplier, CallOffs string
		Net                           decimal.Decimal
	}
	err := s.tx.Raw(`select f.number as framework, f.supplier_id as supplier, jsonb_agg(o.id order by o.id)::text as call_offs, sum(call_off_remaining(o.total, o.returned_total, o.given_back)) as net
		from cost_pool p join framework f on f.cooperative_id = p.cooperative_id and (f.id = p.framework_id or (p.framework_id is null and f.tender_id = p.tender_id))
			join call_off o on o.cooperative_id = f.cooperative_id and o.framework_id = f.id
		where p.cooperative_id = @cooperative and p.id = @pool and o.status = 'placed'
			and (o.placed_at at time zone 'Europe/Berlin')::date between cast(@from as date) and cast(@to as date)
			and not exists (select from cost_call_off k where k.cooperative_id = o.cooperative_id and k.call_off_id = o.id)
		group by f.id, f.number, f.supplier_id order by f.number`,
		map[string]any{"cooperative": s.in.cooperative, "pool": pool.String(), "from": days.From.String(), "to": days.To.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what was called off: %w", err)
	}
	found := make([]driven.CalledOff, len(rows))
	for i, r := range rows {
		ids, err := list[calloff.ID](r.CallOffs)
		if err != nil {
			return nil, err
		}
		found[i] = driven.CalledOff{Framework: r.Framework, Supplier: member.SupplierID(r.Supplier), CallOffs: ids, Net: inCents(r.Net)}
	}
	return found, nil
}

// AddScheme stores the pool's next scheme.
func (s costPools) AddScheme(_ context.Context, pool costing.PoolID, number int, scheme costing.Scheme) error {
	err := s.tx.Exec(`insert into cost_scheme (cooperative_id, id, pool_id, number, document, hash, created_by, created_at) values (?, gen_random_uuid(), ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, pool.String(), number, string(scheme.Canonical()), scheme.Hash(), s.in.actor.Person.String(), s.in.now).Error
	if err != nil {
		return fmt.Errorf("add a scheme: %w", err)
	}
	return nil
}

// numberedScheme is a scheme of a pool.
type numberedScheme struct {
	costing.Scheme
	number int
}

// schemesOf reads the last schemes of pools.
func (s costPools) schemesOf(pools []string) (map[string]numberedScheme, error) {
	var rows []struct {
		PoolID, Document string
		Number           int
	}
	err := s.tx.Raw(`select distinct on (pool_id) pool_id, number, document from cost_scheme where cooperative_id = ? and pool_id = any(?::uuid[]) order by pool_id, number desc`,
		s.in.cooperative, uuids(pools)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read schemes: %w", err)
	}
	schemes := map[string]numberedScheme{}
	for _, r := range rows {
		scheme, err := costing.RestoreScheme([]byte(r.Document))
		if err != nil {
			return nil, err
		}
		schemes[r.PoolID] = numberedScheme{scheme, r.Number}
	}
	return schemes, nil
}
