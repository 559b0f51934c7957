package usecase

import (
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// AddCertificate writes a certificate down.
func (uc *Suppliers) AddCertificate(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Showing,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierCertify, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		c, err := p.Show(actor.Person, in, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return certificateEvent("supplier.certificate-added", c), s.Suppliers.AddCertificate(ctx, p, c)
	})
}

// WithdrawCertificate takes one back.
func (uc *Suppliers) WithdrawCertificate(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, certificate supplier.CertificateID,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierCertify, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		c, err := p.Withdraw(actor.Person, certificate, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return certificateEvent("supplier.certificate-withdrawn", c), s.Suppliers.WithdrawCertificate(ctx, p, c)
	})
}

func certificateEvent(action string, c supplier.Certificate) audit.Event {
	return audit.Event{Action: action, Details: map[string]string{
		"certificate": c.ID.String(), "kind": c.Kind, "number": c.Number, "issuer": c.Issuer, "validUntil": c.ValidUntil.String(),
	}}
}

// DeclareSupplier writes down what the supplier declares of itself.
func (uc *Suppliers) DeclareSupplier(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Statement,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierDeclare, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		d, err := supplier.Declare(actor.Person, in, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{"subject": string(d.Subject), "text": d.Text}
		if d.Clear != nil {
			details["clear"] = strconv.FormatBool(*d.Clear)
		}
		return audit.Event{Action: "supplier.declared", Details: details}, s.Suppliers.AddDeclaration(ctx, p, d)
	})
}

// ofCertificate tells of a certificate that expires, unless it was withdrawn or another of its
// kind lasts longer since.
func ofCertificate(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery) (driven.News, bool, error) {
	file, err := s.SupplierReports.Show(ctx, member.SupplierID(d.Object), d.Actor.Sight(access.SupplierRead))
	if err != nil {
		return n, false, err
	}
	expires := slices.IndexFunc(file.Certificates, func(c view.SupplierCertificate) bool { return c.ID == d.Step })
	if expires < 0 {
		return n, false, nil
	}
	c := file.Certificates[expires]
	n.Path, n.Number, n.Supplier, n.Day = "/suppliers/own", c.Kind+" "+c.Number, file.Name, c.ValidUntil
	replaced := slices.ContainsFunc(file.Certificates, func(other view.SupplierCertificate) bool {
		return other.Kind == c.Kind && other.State != string(supplier.Withdrawn) && other.ValidUntil > c.ValidUntil
	})
	return n, c.State == string(supplier.Expiring) && !replaced, nil
}
