package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/ports/driven"
)

// allocations keeps allocations in allocation and allocation_share, and books them in
// the ledger (ledger.go).
type allocations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Allocations = allocations{}

type allocationRow struct {
	CooperativeID string
	ID            string
	PoolID        string
	Key           string
	Status        string
	Total         decimal.Decimal
	WeightSum     decimal.Decimal
	UnitsLeft     int
	Threshold     decimal.Decimal
	Rule          string
	RuleVersion   int
	InputHash     string
	CreatedBy     string
	CreatedAt     time.Time
	PostedBy      *string
	PostedAt      *time.Time
	EntryID       *string
	Version       int
}

func (allocationRow) TableName() string { return "allocation" }

// shareRow goes to the database in one document with all shares of an allocation.
type shareRow struct {
	MemberID     string          `json:"member_id"`
	TieKey       string          `json:"tie_key"`
	Weight       decimal.Decimal `json:"weight"`
	WeightSource string          `json:"weight_source"`
	WeightAsOf   string          `json:"weight_as_of"`
	Floor        decimal.Decimal `json:"floor"`
	Remainder    decimal.Decimal `json:"remainder"`
	Extra        bool            `json:"extra"`
	Share        decimal.Decimal `json:"share"`
}

// Add stores a new draft with its shares.
func (s allocations) Add(ctx context.Context, a *costing.Allocation) error {
	state := a.State()
	row := allocationRow{
		CooperativeID: s.in.cooperative, ID: state.ID.String(), PoolID: state.Pool.String(), Key: string(state.Key), Status: string(state.Status),
		Total: state.Total.Decimal(), WeightSum: state.WeightSum, UnitsLeft: state.Left, Threshold: state.Threshold,
		Rule: state.Rule, RuleVersion: state.RuleVersion, InputHash: state.InputHash,
		CreatedBy: state.CreatedBy.String(), CreatedAt: state.CreatedAt, Version: state.Version,
	}
	if err := gorm.G[allocationRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add allocation: %w", err)
	}
	return s.addShares(state)
}

// addShares writes all shares by one statement: there may be eleven thousand.
func (s allocations) addShares(state costing.AllocationState) error {
	rows := make([]shareRow, len(state.Shares))
	for i, share := range state.Shares {
		rows[i] = shareRow{
			MemberID: share.Member.String(), TieKey: share.Key, Weight: share.Weight,
			WeightSource: share.Source, WeightAsOf: share.AsOf.String(), Floor: share.Floor.Shift(-2), Remainder: share.Remainder,
			Extra: share.Extra, Share: share.Amount().Decimal(),
		}
	}
	document, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("add the shares of an allocation: %w", err)
	}
	err = s.tx.Exec(`insert into allocation_share
			(cooperative_id, allocation_id, member_id, tie_key, weight, weight_source, weight_as_of, floor, remainder, extra, share)
		select ?, ?, member_id, tie_key, weight, weight_source, weight_as_of, floor, remainder, extra, share
		from json_to_recordset(?::json) as s (member_id uuid, tie_key text, weight numeric, weight_source text, weight_as_of date,
			floor numeric, remainder numeric, extra boolean, share numeric)`, s.in.cooperative, state.ID.String(), string(document)).Error
	if err != nil {
		return fmt.Errorf("add the shares of an allocation: %w", err)
	}
	return nil
}

// Get locks the allocation and leaves its shares where they are.
func (s allocations) Get(ctx context.Context, a costing.AllocationID) (*costing.Allocation, error) {
	row, err := s.row(ctx, a, clause.Locking{Strength: clause.LockingStrengthUpdate})
	if err != nil {
		return nil, err
	}
	state, err := row.state()
	return costing.RestoreAllocation(state), err
}

func (s allocations) row(ctx context.Context, a costing.AllocationID, options ...clause.Expression) (allocationRow, error) {
	row, err := gorm.G[allocationRow](s.tx, options...).Where("cooperative_id = ? and id = ?", s.in.cooperative, a.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return row, access.ErrNotFound
	}
	if err != nil {
		return row, fmt.Errorf("get allocation: %w", err)
	}
	return row, nil
}

func (r allocationRow) state() (costing.AllocationState, error) {
	total, err := money.FromDecimal(r.Total)
	if err != nil {
		return costing.AllocationState{}, fmt.Errorf("allocation %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return costing.AllocationState{
		ID: costing.AllocationID(r.ID), Version: r.Version, Pool: costing.PoolID(r.PoolID), Key: costing.Key(r.Key), Status: costing.Status(r.Status),
		Split: costing.Split{
			Total: total, WeightSum: r.WeightSum, Left: r.UnitsLeft, Threshold: r.Threshold,
			Rule: r.Rule, RuleVersion: r.RuleVersion, InputHash: r.InputHash,
		},
		CreatedBy: member.PersonID(r.CreatedBy), CreatedAt: r.CreatedAt.UTC(),
		PostedBy: member.PersonID(orZero(r.PostedBy)), PostedAt: orZero(r.PostedAt).UTC(), Entry: costing.EntryID(orZero(r.EntryID)),
	}, nil
}

// shares reads the explanation of every share, by tie key.
func (s allocations) shares(a costing.AllocationID) ([]costing.Share, error) {
	var rows []struct {
		Explained  shareColumns `gorm:"embedded"`
		WeightAsOf time.Time
	}
	err := s.tx.Raw(`select member_id, tie_key, weight, weight_source, weight_as_of, floor, remainder, extra, share
		from allocation_share where cooperative_id = ? and allocation_id = ? order by tie_key`, s.in.cooperative, a.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the shares of an allocation: %w", err)
	}
	shares := make([]costing.Share, len(rows))
	for i, r := range rows {
		e := r.Explained
		shares[i] = costing.Share{Member: member.ID(e.MemberID), Source: e.WeightSource, AsOf: period.FromUTC(r.WeightAsOf), Share: e.share()}
	}
	return shares, nil
}

// shareColumns are what every reader of shares needs.
type shareColumns struct {
	MemberID     string
	TieKey       string
	Weight       decimal.Decimal
	WeightSource string
	Floor        decimal.Decimal
	Remainder    decimal.Decimal
	Extra        bool
	Share        decimal.Decimal
}

func (r shareColumns) share() split.Share {
	return split.Share{Key: r.TieKey, Weight: r.Weight, Floor: r.Floor.Shift(2), Remainder: r.Remainder, Extra: r.Extra, Units: r.Share.Shift(2)}
}
