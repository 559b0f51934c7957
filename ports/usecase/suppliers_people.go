package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// EndActing has somebody act for the supplier no more.
func (uc *Suppliers) EndActing(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, who member.PersonID,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierPeople, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		if err := p.EndActing(who); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "supplier.acting-ended", Details: map[string]string{"person": who.String()}}, s.Suppliers.EndActing(ctx, p, who)
	})
}
