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
	CooperativeID     string
	ID                string
	Number            string
	Title             string
	SupplierID        string
	TenderID          string
	LotID             string
	LotTitle          string
	InForceFrom       string
	InForceTo         string
	Maximum           decimal.Decimal
	OriginalMaximum   decimal.Decimal
	QuotaMode         string
	FlowsBackOn       *time.Time
	TermJustification *string
	Route             *string
	EntitledCount     int
	CreatedAt         time.Time
	Version           int
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
	row, err := frameworkRowOf(s.in, state)
	if err != nil {
		return err
	}
	if err := rowsOf[frameworkRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add framework: %w", err)
	}
	items := make([]frameworkItemRow, len(state.Items))
	for i, item := range state.Items {
		items[i] = frameworkItemRowOf(s.in, state.ID, item)
	}
	if err := rowsOf[frameworkItemRow](s.tx).CreateInBatches(ctx, &items, batch); err != nil {
		return fmt.Errorf("add the items of a framework: %w", err)
	}
	entitled := make([]frameworkMemberRow, len(state.Entitled))
	for i, e := range state.Entitled {
		entitled[i] = frameworkMemberRowOf(s.in, state, e)
	}
	if err := rowsOf[frameworkMemberRow](s.tx).CreateInBatches(ctx, &entitled, batch); err != nil {
		return fmt.Errorf("add the members of a framework: %w", err)
	}
	return s.addTerms(ctx, state)
}

// addTerms stores the options and suppliers of a new contract.
func (s frameworks) addTerms(ctx context.Context, state framework.State) error {
	options := make([]frameworkOptionRow, len(state.Options))
	for i, o := range state.Options {
		options[i] = frameworkOptionRow{
			CooperativeID: s.in.cooperative, ID: id.New[framework.Option]().String(), FrameworkID: state.ID.String(), Position: i + 1, Months: o.Months, Version: 1,
		}
	}
	if len(options) > 0 {
		if err := rowsOf[frameworkOptionRow](s.tx).CreateInBatches(ctx, &options, batch); err != nil {
			return fmt.Errorf("add the options of a framework: %w", err)
		}
	}
	for _, p := range state.Suppliers {
		if err := s.join(ctx, state.ID, p); err != nil {
			return err
		}
	}
	return nil
}

type frameworkOptionRow struct {
	CooperativeID string
	ID            string
	FrameworkID   string
	Position      int
	Months        int
	Version       int
}

func (frameworkOptionRow) TableName() string { return "framework_option" }

type frameworkSupplierRow struct {
	CooperativeID string
	ID            string
	FrameworkID   string
	SupplierID    string
	Rank          int
	TargetShare   *int
	BidID         *string
	Version       int
}

func (frameworkSupplierRow) TableName() string { return "framework_supplier" }

func (s frameworks) join(ctx context.Context, f framework.ID, p framework.Supplier) error {
	row := frameworkSupplierRow{
		CooperativeID: s.in.cooperative, ID: id.New[framework.Supplier]().String(), FrameworkID: f.String(), SupplierID: p.ID.String(),
		Rank: p.Rank, TargetShare: orNull(p.TargetShare), BidID: orNull(p.Bid.String()), Version: 1,
	}
	if err := rowsOf[frameworkSupplierRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a supplier to a framework: %w", err)
	}
	return nil
}

func frameworkRowOf(in scope, s framework.State) (frameworkRow, error) {
	route, err := routeColumn(s.Route)
	return frameworkRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), Number: s.Number, Title: s.Title, SupplierID: s.Supplier.String(),
		TenderID: s.Tender.String(), LotID: s.Lot.String(), LotTitle: s.LotTitle,
		InForceFrom: s.InForce.From.String(), InForceTo: s.InForce.To.String(),
		Maximum: s.Maximum.Decimal(), OriginalMaximum: s.Original.Decimal(), QuotaMode: string(s.QuotaMode), FlowsBackOn: dayOrNull(s.FlowsBack),
		TermJustification: orNull(s.TermJustification), Route: route, EntitledCount: len(s.Entitled), CreatedAt: in.now, Version: s.Version,
	}, err
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
		Quota: decimal.NullDecimal{Decimal: e.Quota.Decimal(), Valid: s.QuotaMode != tender.FirstCome}, Version: 1,
	}
}
