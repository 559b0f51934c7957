package postgres

import (
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func frameworkRowOf(in scope, s framework.State) frameworkRow {
	return frameworkRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), Number: s.Number, Title: s.Title, SupplierID: s.Supplier.String(),
		TenderID: s.Tender.String(), LotID: s.Lot.String(), LotTitle: s.LotTitle,
		InForceFrom: s.InForce.From.String(), InForceTo: s.InForce.To.String(),
		Maximum: s.Maximum.Decimal(), Drawn: s.Drawn.Decimal(), Status: string(s.Status), QuotaMode: string(s.QuotaMode),
		CallOffs: s.CallOffs, EntitledCount: len(s.Entitled), CreatedAt: in.now, Version: s.Version,
	}
}

func frameworkItemRowOf(in scope, f framework.ID, item framework.Item) frameworkItemRow {
	return frameworkItemRow{
		CooperativeID: in.cooperative, ID: item.ID.String(), FrameworkID: f.String(), TenderItemID: item.TenderItem.String(),
		Position: item.Position, Name: item.Name, Description: item.Description, Category: string(item.Category), CPV: item.CPV,
		Unit: string(item.Unit), Price: item.Price.Decimal(), MaximumQuantity: item.Maximum.Decimal(),
		DrawnQuantity: item.Drawn.Decimal(), Version: 1,
	}
}

func frameworkMemberRowOf(in scope, s framework.State, e framework.Entitlement) frameworkMemberRow {
	return frameworkMemberRow{
		CooperativeID: in.cooperative, ID: id.New[framework.Entitlement]().String(), FrameworkID: s.ID.String(), MemberID: e.Member.String(),
		Quota: decimal.NullDecimal{Decimal: e.Quota.Decimal(), Valid: hasQuotas(s)}, Drawn: e.Drawn.Decimal(), Version: 1,
	}
}

// counter is what framework_for_call_off and call_off_for_decision answer.
type counter struct {
	Framework     frameworkRow        `json:"framework"`
	Items         []frameworkItemRow  `json:"items"`
	LeftElsewhere bool                `json:"leftElsewhere"`
	Entitled      *frameworkMemberRow `json:"entitled"`
	Customer      *customerRow        `json:"customer"`
	CallOff       callOffRow          `json:"callOff"`
	Lines         []callOffLineRow    `json:"lines"`
}

type customerRow struct {
	Admitted      bool            `json:"admitted"`
	ApprovalLimit decimal.Decimal `json:"approval_limit"`
}

// framework restores the part of the contract that was loaded. A row that cannot be
// restored is nobody's fault but the store's.
func (c counter) framework() (*framework.Framework, error) {
	state, err := frameworkState(c.Framework)
	if err != nil {
		return nil, fmt.Errorf("framework %s: %v", c.Framework.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	state.LeftElsewhere = c.LeftElsewhere
	for _, row := range c.Items {
		item, err := frameworkItem(row)
		if err != nil {
			return nil, fmt.Errorf("framework item %s: %v", row.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		state.Items = append(state.Items, item)
	}
	if c.Entitled != nil {
		entitled, err := entitlement(*c.Entitled)
		if err != nil {
			return nil, fmt.Errorf("framework member %s: %v", c.Entitled.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		state.Entitled = []framework.Entitlement{entitled}
	}
	return framework.Restore(state), nil
}

func frameworkState(r frameworkRow) (framework.State, error) {
	from, err := period.ParseDay(r.InForceFrom)
	if err != nil {
		return framework.State{}, err
	}
	to, err := period.ParseDay(r.InForceTo)
	if err != nil {
		return framework.State{}, err
	}
	maximum, err := money.FromDecimal(r.Maximum)
	if err != nil {
		return framework.State{}, err
	}
	drawn, err := money.FromDecimal(r.Drawn)
	if err != nil {
		return framework.State{}, err
	}
	return framework.State{
		ID: framework.ID(r.ID), Version: r.Version, Number: r.Number, Title: r.Title, Supplier: member.SupplierID(r.SupplierID),
		Tender: tender.ID(r.TenderID), Lot: tender.LotID(r.LotID), LotTitle: r.LotTitle, InForce: period.Span{From: from, To: to},
		Maximum: maximum, Drawn: drawn, Status: framework.Status(r.Status), QuotaMode: tender.QuotaMode(r.QuotaMode), CallOffs: r.CallOffs,
	}, nil
}

func frameworkItem(r frameworkItemRow) (framework.Item, error) {
	price, err := money.PriceFromDecimal(r.Price)
	if err != nil {
		return framework.Item{}, err
	}
	maximum, err := quantity.FromDecimal(r.MaximumQuantity)
	if err != nil {
		return framework.Item{}, err
	}
	drawn, err := quantity.FromDecimal(r.DrawnQuantity)
	if err != nil {
		return framework.Item{}, err
	}
	return framework.Item{
		ID: framework.ItemID(r.ID), TenderItem: tender.ItemID(r.TenderItemID), Position: r.Position, Name: r.Name, Description: r.Description,
		Category: demand.Category(r.Category), CPV: r.CPV, Unit: quantity.Unit(r.Unit), Price: price, Maximum: maximum, Drawn: drawn,
	}, nil
}

func entitlement(r frameworkMemberRow) (framework.Entitlement, error) {
	quota, err := money.FromDecimal(r.Quota.Decimal)
	if err != nil {
		return framework.Entitlement{}, err
	}
	drawn, err := money.FromDecimal(r.Drawn)
	if err != nil {
		return framework.Entitlement{}, err
	}
	return framework.Entitlement{Member: member.ID(r.MemberID), Quota: quota, Drawn: drawn}, nil
}
