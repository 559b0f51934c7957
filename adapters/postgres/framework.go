package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// frameworks keeps contracts in framework, framework_item and framework_member.
type frameworks struct {
	tx *gorm.DB
	in scope
}

var _ driven.Frameworks = frameworks{}

// The rows carry json tags beside gorm's names, because what a call-off locks, draws
// and stores goes to and from the database as one document (calloff.go).
type frameworkRow struct {
	CooperativeID string          `json:"cooperative_id"`
	ID            string          `json:"id"`
	Number        string          `json:"number"`
	Title         string          `json:"title"`
	SupplierID    string          `json:"supplier_id"`
	TenderID      string          `json:"tender_id"`
	LotID         string          `json:"lot_id"`
	LotTitle      string          `json:"lot_title"`
	InForceFrom   string          `json:"in_force_from"`
	InForceTo     string          `json:"in_force_to"`
	Maximum       decimal.Decimal `json:"maximum"`
	Drawn         decimal.Decimal `json:"drawn"`
	Status        string          `json:"status"`
	QuotaMode     string          `json:"quota_mode"`
	CallOffs      int             `json:"call_offs"`
	EntitledCount int             `json:"entitled_count"`
	CreatedAt     time.Time       `json:"created_at"`
	Version       int             `json:"version"`
}

func (frameworkRow) TableName() string { return "framework" }

type frameworkItemRow struct {
	CooperativeID   string          `json:"cooperative_id"`
	ID              string          `json:"id"`
	FrameworkID     string          `json:"framework_id"`
	TenderItemID    string          `json:"tender_item_id"`
	Position        int             `json:"position"`
	Name            string          `json:"name"`
	Description     string          `json:"description"`
	Category        string          `json:"category"`
	CPV             string          `json:"cpv"`
	Unit            string          `json:"unit"`
	Price           decimal.Decimal `json:"price"`
	MaximumQuantity decimal.Decimal `json:"maximum_quantity"`
	DrawnQuantity   decimal.Decimal `json:"drawn_quantity"`
	Version         int             `json:"version"`
}

func (frameworkItemRow) TableName() string { return "framework_item" }

type frameworkMemberRow struct {
	CooperativeID string              `json:"cooperative_id"`
	ID            string              `json:"id"`
	FrameworkID   string              `json:"framework_id"`
	MemberID      string              `json:"member_id"`
	Quota         decimal.NullDecimal `json:"quota"`
	Drawn         decimal.Decimal     `json:"drawn"`
	Version       int                 `json:"version"`
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

func hasQuotas(s framework.State) bool { return s.QuotaMode == tender.Hard }
