package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/domain/split"
	"allmende/ports/driven"
)

// prices keeps changes in price_change, price_change_index and item_price.
type prices struct {
	tx *gorm.DB
	in scope
}

var _ driven.Prices = prices{}

// rateRow is a rate in the columns that every table of prices has, as one document.
type rateRow struct {
	Price     decimal.Decimal   `json:"price"`
	TierMode  *string           `json:"tier_mode"`
	TierBasis *string           `json:"tier_basis"`
	TierFrom  []decimal.Decimal `json:"tier_from"`
	TierPrice []decimal.Decimal `json:"tier_price"`
}

// rateColumns make a rateRow of a table or function named by %[1]s.
const rateColumns = `json_build_object('price', %[1]s.price, 'tier_mode', %[1]s.tier_mode, 'tier_basis', %[1]s.tier_basis, 'tier_from', %[1]s.tier_from, 'tier_price', %[1]s.tier_price)`

func rateRowOf(rate pricing.Rate) rateRow {
	row := rateRow{Price: rate.Price.Decimal(), TierMode: orNull(string(rate.Mode)), TierBasis: orNull(string(rate.Basis))}
	for _, step := range rate.Steps {
		row.TierFrom, row.TierPrice = append(row.TierFrom, step.From.Decimal()), append(row.TierPrice, step.Price.Decimal())
	}
	return row
}

func (r rateRow) rate() (pricing.Rate, error) {
	rate := pricing.Rate{Tiers: pricing.Tiers{Mode: pricing.Mode(orZero(r.TierMode)), Basis: pricing.Basis(orZero(r.TierBasis))}}
	var err error
	if rate.Price, err = money.PriceFromDecimal(r.Price); err != nil {
		return rate, fmt.Errorf("read a price: %w", err)
	}
	for i := range r.TierFrom {
		var step pricing.Step
		if step.From, err = quantity.FromDecimal(r.TierFrom[i]); err != nil {
			return rate, fmt.Errorf("read a step of a price: %w", err)
		}
		if step.Price, err = money.PriceFromDecimal(r.TierPrice[i]); err != nil {
			return rate, fmt.Errorf("read a step of a price: %w", err)
		}
		rate.Steps = append(rate.Steps, step)
	}
	return rate, nil
}

// Contract locks a contract against call-offs and other changes.
func (s prices) Contract(_ context.Context, f framework.ID) (repricing.Contract, error) {
	var found []struct {
		InForceFrom, InForceTo time.Time
		CallOffs, Changes      int
	}
	if err := lockContract(s.tx, f.String()); err != nil {
		return repricing.Contract{}, err
	}
	err := s.tx.Raw(`select f.in_force_from, f.in_force_to, f.call_offs,
			(select count(*) from price_change p where p.cooperative_id = f.cooperative_id and p.framework_id = f.id) as changes
		from framework_standing f where f.cooperative_id = ? and f.id = ?`, s.in.cooperative, f.String()).Scan(&found).Error
	if err != nil {
		return repricing.Contract{}, fmt.Errorf("read a contract for its prices: %w", err)
	}
	if len(found) == 0 {
		return repricing.Contract{}, access.ErrNotFound
	}
	return repricing.Contract{
		ID: f, InForce: period.Span{From: period.FromUTC(found[0].InForceFrom), To: period.FromUTC(found[0].InForceTo)},
		CallOffs: found[0].CallOffs, Changes: found[0].Changes,
	}, nil
}

// lockContract has everybody wait who draws from a contract or changes it; none is locked
// under an id that is empty or unknown.
func lockContract(tx *gorm.DB, id string) error {
	if err := tx.Exec(`select framework_lock(array[nullif(?, '')::uuid])`, id).Error; err != nil {
		return fmt.Errorf("lock a contract for its prices: %w", err)
	}
	return nil
}

// Present is what items cost on a day.
func (s prices) Present(_ context.Context, f framework.ID, items []framework.ItemID, on period.Day) (map[framework.ItemID]pricing.Rate, error) {
	var found []struct{ ID, Rate string }
	err := s.tx.Raw(`select i.id, `+fmt.Sprintf(rateColumns, "p")+`::text as rate from framework_item i
			cross join lateral item_price_at(i.cooperative_id, i.id, cast(? as date)) p
		where i.cooperative_id = ? and i.framework_id = ? and i.id = any(cast(? as uuid[]))`,
		on.String(), s.in.cooperative, f.String(), uuids(items)).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	rates := make(map[framework.ItemID]pricing.Rate, len(found))
	for _, one := range found {
		if rates[framework.ItemID(one.ID)], err = rateIn(one.Rate); err != nil {
			return nil, err
		}
	}
	return rates, nil
}

func rateIn(document string) (pricing.Rate, error) {
	var row rateRow
	if err := json.Unmarshal([]byte(document), &row); err != nil {
		return pricing.Rate{}, fmt.Errorf("read a price: %w", err)
	}
	return row.rate()
}

type priceChangeRow struct {
	CooperativeID  string
	ID             string
	FrameworkID    string
	Number         int
	Ground         string
	ValidFrom      time.Time
	Status         string
	Reason         string
	ClauseID       *string
	Factor         *string
	FactorBefore   *string
	Bound          *string
	Formula        *string
	ProposedBy     string
	ProposedAt     time.Time
	DecidedBy      *string
	DecidedAt      *time.Time
	DecisionReason string
	Version        int
}

func (priceChangeRow) TableName() string { return "price_change" }

func priceChangeRowOf(in scope, s repricing.State) priceChangeRow {
	row := priceChangeRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), FrameworkID: s.Framework.String(), Number: s.Number, Ground: string(s.Ground),
		ValidFrom: s.ValidFrom.UTC(), Status: string(s.Status), Reason: s.Reason, ProposedBy: s.ProposedBy.String(), ProposedAt: s.ProposedAt,
		DecidedBy: orNull(s.DecidedBy.String()), DecidedAt: orNull(s.DecidedAt), DecisionReason: s.DecisionReason, Version: s.Version,
	}
	if a := s.Adjustment; a != nil {
		clause, factor, before, bound := s.Clause.String(), a.Factor.String(), a.Standing.String(), string(a.Bound)
		row.ClauseID, row.Factor, row.FactorBefore, row.Bound, row.Formula = &clause, &factor, &before, &bound, &a.Formula
	}
	return row
}

// itemPriceRow goes to the database in one document with all prices of a change.
type itemPriceRow struct {
	rateRow
	ItemID     string          `json:"item_id"`
	SupplierID *string         `json:"supplier_id"`
	Before     decimal.Decimal `json:"before"`
}

const addPricesSQL = `
insert into item_price (cooperative_id, change_id, item_id, framework_id, supplier_id, valid_from, before, price, tier_mode, tier_basis, tier_from, tier_price)
select cast(@cooperative as uuid), cast(@change as uuid), p.item_id, cast(@framework as uuid), p.supplier_id, cast(@from as date), p.before, p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price
from json_to_recordset(cast(@prices as json)) as p (item_id uuid, supplier_id uuid, before numeric, price numeric, tier_mode text, tier_basis text, tier_from numeric[], tier_price numeric[])`

// Add stores a new change with its prices and the values that they were computed from.
func (s prices) Add(ctx context.Context, c *repricing.Change) error {
	state := c.State()
	row := priceChangeRowOf(s.in, state)
	if err := rowsOf[priceChangeRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a price change: %w", err)
	}
	if state.Adjustment != nil {
		if err := s.addValues(state); err != nil {
			return err
		}
	}
	rows := make([]itemPriceRow, len(state.Items))
	for i, item := range state.Items {
		rows[i] = itemPriceRow{
			rateRow: rateRowOf(item.Rate), ItemID: item.Item.String(), SupplierID: orNull(item.Supplier.String()), Before: item.Before.Decimal(),
		}
	}
	document, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("add the prices of a change: %w", err)
	}
	err = s.tx.Exec(addPricesSQL, map[string]any{
		"cooperative": s.in.cooperative, "change": state.ID.String(), "framework": state.Framework.String(), "from": state.ValidFrom.String(), "prices": string(document),
	}).Error
	if err != nil {
		return fmt.Errorf("add the prices of a change: %w", err)
	}
	return nil
}

type changeIndexRow struct {
	CooperativeID string
	ChangeID      string
	IndexID       string
	Month         time.Time
	Value         decimal.Decimal
	Provisional   bool
}

func (changeIndexRow) TableName() string { return "price_change_index" }

func (s prices) addValues(state repricing.State) error {
	rows := make([]changeIndexRow, len(state.Adjustment.Values))
	for i, v := range state.Adjustment.Values {
		rows[i] = changeIndexRow{s.in.cooperative, state.ID.String(), v.Index.String(), v.Month.UTC(), v.Value, v.Provisional}
	}
	if err := s.tx.Create(&rows).Error; err != nil {
		return fmt.Errorf("add the values of a price change: %w", err)
	}
	return nil
}

// Get locks the change's contract and loads the change without its prices.
func (s prices) Get(ctx context.Context, id repricing.ID) (*repricing.Change, error) {
	var contract string
	err := s.tx.Raw(`select coalesce((select framework_id::text from price_change where cooperative_id = ? and id = ?), '')`, s.in.cooperative, id.String()).Row().Scan(&contract)
	if err != nil {
		return nil, fmt.Errorf("look for a price change: %w", err)
	}
	if err := lockContract(s.tx, contract); err != nil {
		return nil, err
	}
	rows, err := rowsOf[priceChangeRow](s.tx).Where("cooperative_id = ? and id = ?", s.in.cooperative, id.String()).Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a price change: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	return rows[0].change()
}

func (r priceChangeRow) change() (*repricing.Change, error) {
	s := repricing.State{
		ID: repricing.ID(r.ID), Version: r.Version, Framework: framework.ID(r.FrameworkID), Number: r.Number, Ground: pricing.Ground(r.Ground),
		ValidFrom: period.FromUTC(r.ValidFrom), Status: repricing.Status(r.Status), Reason: r.Reason, Clause: repricing.ClauseID(orZero(r.ClauseID)),
		ProposedBy: member.PersonID(r.ProposedBy), ProposedAt: r.ProposedAt.UTC(), DecidedBy: member.PersonID(orZero(r.DecidedBy)), DecidedAt: orZero(r.DecidedAt).UTC(),
		DecisionReason: r.DecisionReason,
	}
	if r.Factor != nil {
		factor, err := split.ParseRatio(*r.Factor)
		if err != nil {
			return nil, fmt.Errorf("read a price change: %w", err)
		}
		s.Adjustment = &pricing.Adjustment{Factor: factor}
	}
	return repricing.Restore(s), nil
}

// Save stores a decision.
func (s prices) Save(_ context.Context, c *repricing.Change) error {
	state := c.State()
	changed := s.tx.Exec(`update price_change set status = ?, decided_by = ?, decided_at = ?, decision_reason = ?, version = version + 1
		where cooperative_id = ? and id = ? and version = ?`,
		string(state.Status), state.DecidedBy.String(), state.DecidedAt, state.DecisionReason, s.in.cooperative, state.ID.String(), state.Version)
	if changed.Error != nil {
		return fmt.Errorf("decide on a price change: %w", changed.Error)
	}
	if changed.RowsAffected != 1 {
		return fmt.Errorf("decide on a price change: %w", errLostLock)
	}
	return nil
}
