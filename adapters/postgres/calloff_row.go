package postgres

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

type callOffRow struct {
	CooperativeID string          `json:"cooperative_id"`
	ID            string          `json:"id"`
	Number        string          `json:"number"`
	FrameworkID   string          `json:"framework_id"`
	SupplierID    string          `json:"supplier_id"`
	MemberID      string          `json:"member_id"`
	Status        string          `json:"status"`
	Total         decimal.Decimal `json:"total"`
	ApprovalLimit decimal.Decimal `json:"approval_limit"`
	BudgetCode    string          `json:"budget_code"`
	Note          string          `json:"note"`
	CreatedAt     time.Time       `json:"created_at"`
	CreatedBy     string          `json:"created_by"`
	PlacedAt      *time.Time      `json:"placed_at"`
	DecidedAt     *time.Time      `json:"decided_at"`
	DecidedBy     *string         `json:"decided_by"`
	Reason        string          `json:"reason"`
	Version       int             `json:"version"`
}

func (callOffRow) TableName() string { return "call_off" }

type callOffLineRow struct {
	CooperativeID string          `json:"cooperative_id"`
	ID            string          `json:"id"`
	CallOffID     string          `json:"call_off_id"`
	ItemID        string          `json:"item_id"`
	Position      int             `json:"position"`
	Name          string          `json:"name"`
	Unit          string          `json:"unit"`
	Quantity      decimal.Decimal `json:"quantity"`
	Price         decimal.Decimal `json:"price"`
	Total         decimal.Decimal `json:"total"`
}

func callOffRowOf(in scope, s calloff.State) callOffRow {
	return callOffRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), Number: s.Number, FrameworkID: s.Framework.String(), SupplierID: s.Supplier.String(),
		MemberID: s.Member.String(), Status: string(s.Status), Total: s.Total.Decimal(), ApprovalLimit: s.Limit.Decimal(),
		BudgetCode: s.BudgetCode, Note: s.Note, CreatedAt: s.CreatedAt, CreatedBy: s.CreatedBy.String(),
		PlacedAt: orNull(s.PlacedAt), DecidedAt: orNull(s.DecidedAt), DecidedBy: orNull(s.DecidedBy.String()), Reason: s.Reason, Version: s.Version,
	}
}

func callOffLineRowsOf(in scope, s calloff.State) []callOffLineRow {
	rows := make([]callOffLineRow, len(s.Lines))
	for i, l := range s.Lines {
		rows[i] = callOffLineRow{
			CooperativeID: in.cooperative, ID: id.New[framework.Line]().String(), CallOffID: s.ID.String(), ItemID: l.Item.String(), Position: l.Position,
			Name: l.Name, Unit: string(l.Unit), Quantity: l.Quantity.Decimal(), Price: l.Price.Decimal(), Total: l.Total.Decimal(),
		}
	}
	return rows
}

// customer restores what a call-off must know of its member.
func (c counter) customer(m member.ID) (calloff.Customer, error) {
	if c.Customer == nil {
		return calloff.Customer{Member: m}, nil
	}
	limit, err := money.FromDecimal(c.Customer.ApprovalLimit)
	if err != nil {
		return calloff.Customer{}, fmt.Errorf("member %s: %v", m, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return calloff.Customer{Member: m, Admitted: c.Customer.Admitted, Limit: limit}, nil
}

// callOff restores the call-off that was loaded with its contract.
func (c counter) callOff() (*calloff.CallOff, error) {
	state, err := callOffState(c.CallOff)
	if err != nil {
		return nil, fmt.Errorf("call-off %s: %v", c.CallOff.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	for _, row := range c.Lines {
		line, err := callOffLine(row)
		if err != nil {
			return nil, fmt.Errorf("call-off line %s: %v", row.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		state.Lines = append(state.Lines, line)
	}
	return calloff.Restore(state), nil
}

func callOffState(r callOffRow) (calloff.State, error) {
	total, err := money.FromDecimal(r.Total)
	if err != nil {
		return calloff.State{}, err
	}
	limit, err := money.FromDecimal(r.ApprovalLimit)
	if err != nil {
		return calloff.State{}, err
	}
	return calloff.State{
		ID: calloff.ID(r.ID), Version: r.Version, Number: r.Number, Framework: framework.ID(r.FrameworkID), Supplier: member.SupplierID(r.SupplierID),
		Member: member.ID(r.MemberID), Status: calloff.Status(r.Status), Total: total, BudgetCode: r.BudgetCode, Note: r.Note, Limit: limit,
		CreatedAt: r.CreatedAt.UTC(), CreatedBy: member.PersonID(r.CreatedBy), PlacedAt: orZero(r.PlacedAt).UTC(),
		DecidedAt: orZero(r.DecidedAt).UTC(), DecidedBy: member.PersonID(orZero(r.DecidedBy)), Reason: r.Reason,
	}, nil
}

func callOffLine(r callOffLineRow) (framework.Line, error) {
	amount, err := quantity.FromDecimal(r.Quantity)
	if err != nil {
		return framework.Line{}, err
	}
	price, err := money.PriceFromDecimal(r.Price)
	if err != nil {
		return framework.Line{}, err
	}
	total, err := money.FromDecimal(r.Total)
	if err != nil {
		return framework.Line{}, err
	}
	return framework.Line{
		Position: r.Position, Item: framework.ItemID(r.ItemID), Name: r.Name, Unit: quantity.Unit(r.Unit), Quantity: amount, Price: price, Total: total,
	}, nil
}
