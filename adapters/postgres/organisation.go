package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
)

type organisations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Organisations = organisations{}

type cooperativeRow struct {
	CooperativeID string
	ID            string
	Name          string
	Version       int
}

func (cooperativeRow) TableName() string { return "cooperative" }

type supplierRow struct {
	CooperativeID string
	ID            string
	Name          string
	Version       int
}

func (supplierRow) TableName() string { return "supplier" }

type appointmentRow struct {
	CooperativeID string
	ID            string
	PersonID      string
	Role          string
	MemberID      *string
	SupplierID    *string
	AppointedAt   time.Time
	EndedAt       *time.Time
	Version       int
}

func (appointmentRow) TableName() string { return "appointment" }

// Cooperatives lists all of the installation by name.
func (s organisations) Cooperatives(_ context.Context) ([]member.Cooperative, error) {
	var rows []struct{ ID, Name string }
	if err := s.tx.Raw(`select id, name from cooperative_list()`).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list cooperatives: %w", err)
	}
	all := make([]member.Cooperative, len(rows))
	for i, r := range rows {
		all[i] = member.Cooperative{ID: member.CooperativeID(r.ID), Name: r.Name}
	}
	return all, nil
}

// AddCooperative stores a cooperative; the transaction must work in it.
func (s organisations) AddCooperative(ctx context.Context, c member.Cooperative) error {
	row := cooperativeRow{CooperativeID: c.ID.String(), ID: c.ID.String(), Name: c.Name, Version: 1}
	if err := rowsOf[cooperativeRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add cooperative: %w", err)
	}
	return nil
}

// AddSupplier stores a supplier.
func (s organisations) AddSupplier(ctx context.Context, added member.Supplier) error {
	row := supplierRow{CooperativeID: s.in.cooperative, ID: added.ID.String(), Name: added.Name, Version: 1}
	if err := rowsOf[supplierRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add supplier: %w", err)
	}
	return nil
}

// Supplier finds a supplier by its name.
func (s organisations) Supplier(ctx context.Context, name string) (member.Supplier, error) {
	rows, err := rowsOf[supplierRow](s.tx).Where("cooperative_id = ? and name = ?", s.in.cooperative, name).Find(ctx)
	if err != nil {
		return member.Supplier{}, fmt.Errorf("find supplier: %w", err)
	}
	if len(rows) == 0 {
		return member.Supplier{}, member.ErrNoSuchSupplier.With("name", name)
	}
	return member.Supplier{ID: member.SupplierID(rows[0].ID), Name: rows[0].Name}, nil
}

// Appoint stores a grant.
func (s organisations) Appoint(ctx context.Context, p member.PersonID, g access.Grant) error {
	row := appointmentRow{
		CooperativeID: s.in.cooperative, ID: id.New[access.Grant]().String(), PersonID: p.String(), Role: string(g.Role),
		MemberID: orNull(g.Member.String()), SupplierID: orNull(g.Supplier.String()), AppointedAt: s.in.now, Version: 1,
	}
	if err := rowsOf[appointmentRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("appoint: %w", err)
	}
	return nil
}
