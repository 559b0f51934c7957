package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// costPools keeps pools in cost_pool and cost_pool_member.
type costPools struct {
	tx *gorm.DB
	in scope
}

var _ driven.CostPools = costPools{}

type costPoolRow struct {
	CooperativeID string
	ID            string
	Number        string
	Title         string
	Kind          string
	Amount        decimal.Decimal
	TenderID      *string
	FrameworkID   *string
	CreatedBy     string
	CreatedAt     time.Time
	Version       int
}

func (costPoolRow) TableName() string { return "cost_pool" }

// Add stores a new pool and its members, all of them in one statement.
func (s costPools) Add(ctx context.Context, pool *costing.Pool) error {
	state := pool.State()
	row := costPoolRow{
		CooperativeID: s.in.cooperative, ID: state.ID.String(), Number: state.Number, Title: state.Title, Kind: string(state.Kind),
		Amount: state.Amount.Decimal(), TenderID: orNull(state.Tender.String()), FrameworkID: orNull(state.Framework.String()),
		CreatedBy: state.CreatedBy.String(), CreatedAt: state.CreatedAt, Version: state.Version,
	}
	if err := gorm.G[costPoolRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add cost pool: %w", err)
	}
	added := s.tx.Exec(`insert into cost_pool_member (cooperative_id, id, pool_id, member_id)
		select m.cooperative_id, gen_random_uuid(), ?, m.id from member m where m.cooperative_id = ? and m.id = any(?::uuid[])`,
		row.ID, s.in.cooperative, uuids(state.Members))
	if added.Error != nil {
		return fmt.Errorf("add the members of a cost pool: %w", added.Error)
	}
	if added.RowsAffected != int64(len(state.Members)) {
		return access.ErrNotFound.At("memberIds")
	}
	return nil
}

// Get reads a pool and what is posted of it. Pools never change, so none is locked.
func (s costPools) Get(ctx context.Context, pool costing.PoolID) (*costing.Pool, error) {
	row, err := gorm.G[costPoolRow](s.tx).Where("cooperative_id = ? and id = ?", s.in.cooperative, pool.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, access.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("get cost pool: %w", err)
	}
	var allocated decimal.Decimal
	err = s.tx.Raw(`select coalesce(sum(total), 0) from allocation where cooperative_id = ? and pool_id = ? and status = 'posted'`,
		s.in.cooperative, row.ID).Row().Scan(&allocated)
	if err != nil {
		return nil, fmt.Errorf("get cost pool: %w", err)
	}
	return s.restore(row, allocated)
}

func (s costPools) restore(r costPoolRow, allocated decimal.Decimal) (*costing.Pool, error) {
	amount, err := money.FromDecimal(r.Amount)
	if err != nil {
		return nil, fmt.Errorf("cost pool %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	posted, err := money.FromDecimal(allocated)
	if err != nil {
		return nil, fmt.Errorf("cost pool %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return costing.RestorePool(costing.PoolState{
		ID: costing.PoolID(r.ID), Number: r.Number, Title: r.Title, Kind: costing.Kind(r.Kind), Amount: amount,
		Tender: tender.ID(orZero(r.TenderID)), Framework: framework.ID(orZero(r.FrameworkID)), Allocated: posted,
		CreatedBy: member.PersonID(r.CreatedBy), CreatedAt: r.CreatedAt.UTC(), Version: r.Version,
	}), nil
}

// Entitled reads who shares by default.
func (s costPools) Entitled(_ context.Context, t tender.ID, f framework.ID) ([]member.ID, error) {
	if err := s.exists("tender", t.String(), "tenderId"); err != nil {
		return nil, err
	}
	if err := s.exists("framework", f.String(), "frameworkId"); err != nil {
		return nil, err
	}
	table, column, of := "tender_entitled", "tender_id", t.String()
	if t.IsZero() {
		table, column, of = "framework_member", "framework_id", f.String()
	}
	if of == "" {
		return nil, nil
	}
	var members []member.ID
	err := s.tx.Raw(`select member_id from `+table+` where cooperative_id = ? and `+column+` = ? order by member_id`, s.in.cooperative, of).Scan(&members).Error
	if err != nil {
		return nil, fmt.Errorf("read who is entitled: %w", err)
	}
	return members, nil
}

// exists fails for an id that is given and names nothing.
func (s costPools) exists(table, id, field string) error {
	if id == "" {
		return nil
	}
	var found bool
	err := s.tx.Raw(`select exists (select from `+table+` where cooperative_id = ? and id = ?)`, s.in.cooperative, id).Row().Scan(&found)
	if err != nil {
		return fmt.Errorf("look for a %s: %w", table, err)
	}
	if !found {
		return access.ErrNotFound.At(field)
	}
	return nil
}
