package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

type modificationRow struct {
	CooperativeID     string
	ID                string
	FrameworkID       string
	Number            int
	Ground            string
	Reason            string
	Clause            string
	Raise             decimal.Decimal
	InForceTo         *time.Time
	TermJustification string
	SupplierID        *string
	Value             decimal.Decimal
	Status            string
	ProposedBy        string
	ProposedAt        time.Time
	DecidedBy         *string
	DecidedAt         *time.Time
	Rejection         string
	Version           int
}

func (modificationRow) TableName() string { return "framework_modification" }

type modificationItemRow struct {
	CooperativeID   string
	ModificationID  string
	ItemID          string
	MaximumQuantity decimal.Decimal
	Price           decimal.Decimal
	Dearer          decimal.Decimal
}

func (modificationItemRow) TableName() string { return "framework_modification_item" }

type quotaRaiseRow struct {
	CooperativeID  string
	ModificationID string
	MemberID       string
	Amount         decimal.Decimal
}

func (quotaRaiseRow) TableName() string { return "framework_quota_raise" }

// AddModification stores a proposal, which changes nothing in the contract.
func (s frameworks) AddModification(ctx context.Context, f framework.ID, m framework.Modification) error {
	row := modificationRow{
		CooperativeID: s.in.cooperative, ID: m.ID.String(), FrameworkID: f.String(), Number: m.Number, Ground: string(m.Ground), Reason: m.Reason,
		Clause: m.Clause, Raise: m.Change.Raise.Decimal(), InForceTo: dayOrNull(m.Change.To), TermJustification: m.Change.TermJustification,
		SupplierID: orNull(m.Change.Supplier.String()), Value: m.Value.Decimal(), Status: string(m.Status),
		ProposedBy: m.Proposed.By.String(), ProposedAt: m.Proposed.At, Version: 1,
	}
	if err := rowsOf[modificationRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a modification: %w", err)
	}
	items := make([]modificationItemRow, len(m.Change.Items))
	for i, c := range m.Change.Items {
		items[i] = modificationItemRow{s.in.cooperative, m.ID.String(), c.Item.String(), c.Maximum.Decimal(), c.Price.Decimal(), c.Dearer.Decimal()}
	}
	if len(items) == 0 {
		return nil
	}
	if err := rowsOf[modificationItemRow](s.tx).CreateInBatches(ctx, &items, len(items)); err != nil {
		return fmt.Errorf("add the items of a modification: %w", err)
	}
	return nil
}

// SaveModification stores a decision, then what it makes of the contract: the database lets nothing
// of it change without.
func (s frameworks) SaveModification(ctx context.Context, f *framework.Framework, m framework.Modification) error {
	by, at := stampColumns(m.Decided)
	err := s.tx.Exec(`update framework_modification set value = ?, status = ?, decided_by = ?, decided_at = ?, rejection = ?, version = version + 1
		where cooperative_id = ? and id = ?`, m.Value.Decimal(), string(m.Status), by, at, m.Rejection, s.in.cooperative, m.ID.String()).Error
	if err != nil {
		return fmt.Errorf("decide on a modification: %w", err)
	}
	if m.Status == framework.Approved {
		if err := s.carryOut(ctx, f.State(), m); err != nil {
			return err
		}
	}
	return s.Save(ctx, f)
}

func (s frameworks) carryOut(ctx context.Context, state framework.State, m framework.Modification) error {
	for _, c := range m.Change.Items {
		err := s.tx.Exec(`update framework_item set maximum_quantity = ?, version = version + 1
			where cooperative_id = ? and id = ? and maximum_quantity is distinct from ?`, c.Maximum.Decimal(), s.in.cooperative, c.Item.String(), c.Maximum.Decimal()).Error
		if err != nil {
			return fmt.Errorf("modify an item: %w", err)
		}
	}
	return s.raiseQuotas(ctx, state, m)
}

// raiseQuotas stores by how much each quota is higher than the one that is stored.
func (s frameworks) raiseQuotas(ctx context.Context, state framework.State, m framework.Modification) error {
	if m.Change.Raise.IsZero() {
		return nil
	}
	stored := framework.State{ID: state.ID}
	if err := s.entitled(&stored, allMembers); err != nil {
		return err
	}
	before := make(map[member.ID]money.Amount, len(stored.Entitled))
	for _, e := range stored.Entitled {
		before[e.Member] = e.Quota
	}
	var raises []quotaRaiseRow
	for _, e := range state.Entitled {
		if more := e.Quota.Sub(before[e.Member]); more.Sign() > 0 {
			raises = append(raises, quotaRaiseRow{s.in.cooperative, m.ID.String(), e.Member.String(), more.Decimal()})
		}
	}
	if len(raises) == 0 {
		return nil
	}
	if err := rowsOf[quotaRaiseRow](s.tx).CreateInBatches(ctx, &raises, len(raises)); err != nil { // by one statement: they are hashed together
		return fmt.Errorf("raise quotas: %w", err)
	}
	return nil
}

func (s frameworks) modifications(id framework.ID) ([]framework.Modification, error) {
	var rows []modificationRow
	err := s.tx.Raw(`select m.* from framework_modification m where m.cooperative_id = ? and m.framework_id = ? order by m.number`, s.in.cooperative, id.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the modifications of a framework: %w", err)
	}
	var items []modificationItemRow
	err = s.tx.Raw(`select i.* from framework_modification_item i join framework_modification m on m.cooperative_id = i.cooperative_id and m.id = i.modification_id
		where i.cooperative_id = ? and m.framework_id = ? order by i.item_id`, s.in.cooperative, id.String()).Scan(&items).Error
	if err != nil {
		return nil, fmt.Errorf("read the items of modifications: %w", err)
	}
	var read []framework.Modification
	for _, r := range rows {
		m, err := r.modification(items)
		if err != nil {
			return nil, fmt.Errorf("modification %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		read = append(read, m)
	}
	return read, nil
}

func (r modificationRow) modification(items []modificationItemRow) (framework.Modification, error) {
	m := framework.Modification{
		ID: framework.ModificationID(r.ID), Number: r.Number, Ground: framework.Ground(r.Ground), Reason: r.Reason, Clause: r.Clause,
		Status: framework.ModificationStatus(r.Status), Proposed: stampOf(&r.ProposedBy, &r.ProposedAt), Decided: stampOf(r.DecidedBy, r.DecidedAt), Rejection: r.Rejection,
		Change: framework.Change{TermJustification: r.TermJustification, Supplier: member.SupplierID(orZero(r.SupplierID))},
	}
	if r.InForceTo != nil {
		m.Change.To = period.FromUTC(*r.InForceTo)
	}
	var err error
	if m.Value, err = money.FromDecimal(r.Value); err != nil {
		return m, err
	}
	if m.Change.Raise, err = money.FromDecimal(r.Raise); err != nil {
		return m, err
	}
	for _, i := range items {
		if i.ModificationID != r.ID {
			continue
		}
		c := framework.ItemChange{Item: framework.ItemID(i.ItemID)}
		if c.Maximum, err = quantity.FromDecimal(i.MaximumQuantity); err == nil {
			c.Price, err = money.PriceFromDecimal(i.Price)
		}
		if err == nil {
			c.Dearer, err = money.FromDecimal(i.Dearer)
		}
		if err != nil {
			return m, err
		}
		m.Change.Items = append(m.Change.Items, c)
	}
	return m, nil
}
