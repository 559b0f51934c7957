package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/vat"
	"allmende/ports/driven"
)

// allocations keeps runs in allocation and its parts: allocation_share, allocation_cost,
// allocation_tax, allocation_grant and allocation_group.
type allocations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Allocations = allocations{}

// The rows of new drafts go to the database in one document a table.
type (
	headRow struct {
		ID           string          `json:"id"`
		PoolID       string          `json:"pool_id"`
		SchemeNumber int             `json:"scheme_number"`
		Kind         string          `json:"kind"`
		Turn         int             `json:"turn"`
		FromDay      string          `json:"from_day"`
		ToDay        string          `json:"to_day"`
		ReplacesID   *string         `json:"replaces_id"`
		GoesOnFromID *string         `json:"goes_on_from_id"`
		Status       string          `json:"status"`
		Total        decimal.Decimal `json:"total"`
		Split        decimal.Decimal `json:"split"`
		Vat          decimal.Decimal `json:"vat"`
		Granted      decimal.Decimal `json:"granted"`
		Booked       decimal.Decimal `json:"booked"`
		Changed      int             `json:"changed"`
		WeightSum    decimal.Decimal `json:"weight_sum"`
		Denominator  decimal.Decimal `json:"denominator"`
		UnitsLeft    int             `json:"units_left"`
		Threshold    decimal.Decimal `json:"threshold"`
		Level        string          `json:"level"`
		Rule         string          `json:"rule"`
		RuleVersion  int             `json:"rule_version"`
		InputHash    string          `json:"input_hash"`
		CreatedBy    string          `json:"created_by"`
		CreatedAt    time.Time       `json:"created_at"`
	}
	costOfRunRow struct {
		AllocationID string `json:"allocation_id"`
		CostID       string `json:"cost_id"`
	}
	taxRow struct {
		AllocationID string          `json:"allocation_id"`
		Place        int             `json:"place"`
		Category     string          `json:"category"`
		Rate         decimal.Decimal `json:"rate"`
		Net          decimal.Decimal `json:"net"`
		Vat          decimal.Decimal `json:"vat"`
	}
	takenRow struct {
		AllocationID string          `json:"allocation_id"`
		Place        int             `json:"place"`
		GrantID      string          `json:"grant_id"`
		Most         decimal.Decimal `json:"most"`
		Amount       decimal.Decimal `json:"amount"`
		Before       decimal.Decimal `json:"before"`
		Closed       bool            `json:"closed"`
	}
	groupRow struct {
		AllocationID string          `json:"allocation_id"`
		Place        int             `json:"place"`
		Name         string          `json:"name"`
		Weight       decimal.Decimal `json:"weight"`
		Floor        decimal.Decimal `json:"floor"`
		Remainder    decimal.Decimal `json:"remainder"`
		Extra        bool            `json:"extra"`
		Units        decimal.Decimal `json:"units"`
		Amount       decimal.Decimal `json:"amount"`
		WeightSum    decimal.Decimal `json:"weight_sum"`
		UnitsLeft    int             `json:"units_left"`
		Threshold    decimal.Decimal `json:"threshold"`
	}
	// partRow is a key of a mix, within the share.
	partRow struct {
		Key       string          `json:"key"`
		Percent   decimal.Decimal `json:"percent"`
		Weight    decimal.Decimal `json:"weight"`
		WeightSum decimal.Decimal `json:"weightSum"`
		Source    string          `json:"source"`
		AsOf      string          `json:"asOf"`
	}
)

// The parts of a draft come by one statement with it, as the database demands.
const addAllocationsSQL = `
with head as (
  insert into allocation (cooperative_id, id, pool_id, scheme_number, kind, turn, from_day, to_day, replaces_id, goes_on_from_id, status, total, split, vat, granted, booked,
    changed, weight_sum, denominator, units_left, threshold, level, rule, rule_version, input_hash, created_by, created_at)
  select cast($1 as uuid), h.* from json_to_recordset(cast($2 as json)) as h (id uuid, pool_id uuid, scheme_number integer, kind text, turn integer, from_day date, to_day date,
    replaces_id uuid, goes_on_from_id uuid, status text, total numeric, split numeric, vat numeric, granted numeric, booked numeric, changed integer, weight_sum numeric,
    denominator numeric, units_left integer, threshold numeric, level text, rule text, rule_version integer, input_hash text, created_by uuid, created_at timestamptz)
), costs as (
  insert into allocation_cost (cooperative_id, allocation_id, cost_id)
  select cast($1 as uuid), c.* from json_to_recordset(cast($3 as json)) as c (allocation_id uuid, cost_id uuid)
), taxes as (
  insert into allocation_tax (cooperative_id, allocation_id, place, category, rate, net, vat)
  select cast($1 as uuid), t.* from json_to_recordset(cast($4 as json)) as t (allocation_id uuid, place integer, category text, rate numeric, net numeric, vat numeric)
), grants as (
  insert into allocation_grant (cooperative_id, allocation_id, place, grant_id, most, amount, before, closed)
  select cast($1 as uuid), g.* from json_to_recordset(cast($5 as json)) as g (allocation_id uuid, place integer, grant_id uuid, most numeric, amount numeric, before numeric, closed boolean)
), groups as (
  insert into allocation_group (cooperative_id, allocation_id, place, name, weight, floor, remainder, extra, units, amount, weight_sum, units_left, threshold)
  select cast($1 as uuid), g.* from json_to_recordset(cast($6 as json)) as g (allocation_id uuid, place integer, name text, weight numeric, floor numeric, remainder numeric,
    extra boolean, units numeric, amount numeric, weight_sum numeric, units_left integer, threshold numeric)
)
` + addSharesSQL

// Add stores drafts with all that belongs to them: there may be eleven thousand shares.
func (s allocations) Add(ctx context.Context, drafts ...*costing.Allocation) error {
	if len(drafts) == 0 {
		return nil
	}
	rows := draftRows{grants: []takenRow{}, groups: []groupRow{}} // none is an empty list, not null
	for _, d := range drafts {
		if err := rows.add(d.State()); err != nil {
			return fmt.Errorf("add allocations: %w", err)
		}
	}
	args := []any{s.in.cooperative}
	for _, table := range []any{rows.heads, rows.costs, rows.taxes, rows.grants, rows.groups} {
		document, err := json.Marshal(table)
		if err != nil {
			return fmt.Errorf("add allocations: %w", err)
		}
		args = append(args, string(document))
	}
	if _, err := s.tx.Statement.ConnPool.ExecContext(ctx, addAllocationsSQL, append(args, rows.shares.columns()...)...); err != nil {
		return fmt.Errorf("add allocations: %w", err)
	}
	return nil
}

// draftRows are the rows of drafts, by table.
type draftRows struct {
	heads  []headRow
	costs  []costOfRunRow
	taxes  []taxRow
	grants []takenRow
	groups []groupRow
	shares shareSheet
}

func (rows *draftRows) add(a costing.AllocationState) error {
	id := a.ID.String()
	rows.heads = append(rows.heads, headRow{
		ID: id, PoolID: a.Pool.String(), SchemeNumber: a.SchemeNumber, Kind: string(a.Kind), Turn: a.Turn, FromDay: a.Days.From.String(), ToDay: a.Days.To.String(),
		ReplacesID: orNull(a.Replaces.String()), GoesOnFromID: orNull(a.After.String()), Status: string(a.Status),
		Total: a.Total.Decimal(), Split: a.Split.Split.Decimal(), Vat: a.Vat.Decimal(), Granted: a.Granted.Decimal(), Booked: a.Booked.Decimal(), Changed: a.Changed,
		WeightSum: a.WeightSum, Denominator: a.Denominator, UnitsLeft: a.Left, Threshold: a.Threshold, Level: a.Level,
		Rule: a.Rule, RuleVersion: a.RuleVersion, InputHash: a.InputHash, CreatedBy: a.CreatedBy.String(), CreatedAt: a.CreatedAt,
	})
	for _, c := range a.Costs {
		rows.costs = append(rows.costs, costOfRunRow{id, c.String()})
	}
	for i, t := range a.Taxes {
		rows.taxes = append(rows.taxes, taxRow{id, i + 1, string(t.Tax.Category), t.Tax.Rate, t.Net.Decimal(), t.Vat.Decimal()})
	}
	for i, g := range a.Grants {
		rows.grants = append(rows.grants, takenRow{id, i + 1, g.Grant.String(), g.Limit.Decimal(), g.Amount.Decimal(), g.Before.Decimal(), g.Closed})
	}
	for i, g := range a.Groups {
		rows.groups = append(rows.groups, groupRow{
			AllocationID: id, Place: i + 1, Name: g.Key, Weight: g.Weight, Floor: g.Floor.Shift(-2), Remainder: g.Remainder, Extra: g.Extra,
			Units: g.Units.Shift(-2), Amount: g.Amount.Decimal(), WeightSum: g.WeightSum, UnitsLeft: g.Left, Threshold: g.Threshold,
		})
	}
	return rows.shares.addRun(a)
}

func (r partRow) part() (costing.WeightPart, error) {
	day, err := period.ParseDay(r.AsOf)
	return costing.WeightPart{Key: costing.Key(r.Key), Percent: r.Percent, Weight: r.Weight, WeightSum: r.WeightSum, Source: r.Source, AsOf: day}, err
}

func (r taxRow) tax() costing.TaxRow {
	return costing.TaxRow{Tax: vat.Tax{Category: vat.Category(r.Category), Rate: plain(r.Rate)}, Net: inCents(r.Net), Vat: inCents(r.Vat)}
}

func (r groupRow) group() costing.GroupShare {
	return costing.GroupShare{
		Share:  split.Share{Key: r.Name, Weight: r.Weight, Floor: r.Floor.Shift(2), Remainder: r.Remainder, Extra: r.Extra, Units: r.Units.Shift(2)},
		Amount: inCents(r.Amount), WeightSum: r.WeightSum, Left: r.UnitsLeft, Threshold: r.Threshold,
	}
}
