package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// frameworks keeps contracts in framework, framework_item and framework_member.
type frameworks struct {
	tx *gorm.DB
	in scope
}

var _ driven.Frameworks = frameworks{}

type frameworkRow struct {
	CooperativeID string
	ID            string
	Number        string
	Title         string
	SupplierID    string
	TenderID      string
	LotID         string
	LotTitle      string
	InForceFrom   string
	InForceTo     string
	Maximum       decimal.Decimal
	QuotaMode     string
	EntitledCount int
	CreatedAt     time.Time
	Version       int
}

func (frameworkRow) TableName() string { return "framework" }

type frameworkItemRow struct {
	CooperativeID   string
	ID              string
	FrameworkID     string
	TenderItemID    string
	Position        int
	Name            string
	Description     string
	Category        string
	CPV             string
	Unit            string
	Price           decimal.Decimal
	MaximumQuantity decimal.NullDecimal
	Version         int
}

func (frameworkItemRow) TableName() string { return "framework_item" }

type frameworkMemberRow struct {
	CooperativeID string
	ID            string
	FrameworkID   string
	MemberID      string
	Quota         decimal.NullDecimal
	Version       int
}

func (frameworkMemberRow) TableName() string { return "framework_member" }

// Add stores a new contract with its price list and the members entitled.
func (s frameworks) Add(ctx context.Context, f *framework.Framework) error {
	state := f.State()
	row := frameworkRowOf(s.in, state)
	if err := gorm.G[frameworkRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add framework: %w", err)
	}
	items := make([]frameworkItemRow, len(state.Items))
	for i, item := range state.Items {
		items[i] = frameworkItemRowOf(s.in, state.ID, item)
	}
	if err := gorm.G[frameworkItemRow](s.tx).CreateInBatches(ctx, &items, batch); err != nil {
		return fmt.Errorf("add the items of a framework: %w", err)
	}
	entitled := make([]frameworkMemberRow, len(state.Entitled))
	for i, e := range state.Entitled {
		entitled[i] = frameworkMemberRowOf(s.in, state, e)
	}
	if err := gorm.G[frameworkMemberRow](s.tx).CreateInBatches(ctx, &entitled, batch); err != nil {
		return fmt.Errorf("add the members of a framework: %w", err)
	}
	return nil
}

func frameworkRowOf(in scope, s framework.State) frameworkRow {
	return frameworkRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), Number: s.Number, Title: s.Title, SupplierID: s.Supplier.String(),
		TenderID: s.Tender.String(), LotID: s.Lot.String(), LotTitle: s.LotTitle,
		InForceFrom: s.InForce.From.String(), InForceTo: s.InForce.To.String(),
		Maximum: s.Maximum.Decimal(), QuotaMode: string(s.QuotaMode), EntitledCount: len(s.Entitled), CreatedAt: in.now, Version: s.Version,
	}
}

func frameworkItemRowOf(in scope, f framework.ID, item framework.Item) frameworkItemRow {
	return frameworkItemRow{
		CooperativeID: in.cooperative, ID: item.ID.String(), FrameworkID: f.String(), TenderItemID: item.TenderItem.String(),
		Position: item.Position, Name: item.Name, Description: item.Description, Category: string(item.Category), CPV: item.CPV,
		Unit: string(item.Unit), Price: item.Price.Decimal(), MaximumQuantity: decimal.NullDecimal{Decimal: item.Maximum.Decimal(), Valid: !item.Unbounded}, Version: 1,
	}
}

func frameworkMemberRowOf(in scope, s framework.State, e framework.Entitlement) frameworkMemberRow {
	return frameworkMemberRow{
		CooperativeID: in.cooperative, ID: id.New[framework.Entitlement]().String(), FrameworkID: s.ID.String(), MemberID: e.Member.String(),
		Quota: decimal.NullDecimal{Decimal: e.Quota.Decimal(), Valid: s.QuotaMode == tender.Hard}, Version: 1,
	}
}
