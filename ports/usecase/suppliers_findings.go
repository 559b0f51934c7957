package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// FindGround writes down a ground for exclusion.
func (uc *Suppliers) FindGround(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Found,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierJudge, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		f, err := p.Find(actor.Person, in, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{
			"finding": f.ID.String(), "ground": string(f.Ground), "source": f.Source, "facts": f.Facts, "happenedOn": f.HappenedOn.String(),
		}
		return audit.Event{Action: "supplier.ground-found", Details: details}, s.Suppliers.AddFinding(ctx, p, f)
	})
}

// AssessFinding judges a ground that was found.
func (uc *Suppliers) AssessFinding(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, in driving.AssessFinding,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierJudge, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		a, err := p.Assess(actor.Person, in.Finding, in.Verdict, in.Reason, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{"finding": in.Finding.String(), "verdict": string(a.Verdict), "reason": a.Reason}
		return audit.Event{Action: "supplier.finding-assessed", Details: details}, s.Suppliers.AddAssessment(ctx, p, in.Finding, a)
	})
}
