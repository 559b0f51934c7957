package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/billing"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Profile is what statements say about the cooperative.
func (uc *Billing) Profile(ctx context.Context, actor access.Actor) (view.BillingProfile, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.BillingProfile, error) {
		if !actor.Sight(access.LedgerRead).Everything {
			return view.BillingProfile{}, access.ErrNotFound
		}
		return s.BillingReports.Profile(ctx)
	})
}

// SetProfile changes it for what is issued from now on.
func (uc *Billing) SetProfile(ctx context.Context, actor access.Actor, version int, in view.BillingProfile) (view.BillingProfile, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.BillingSet, Object: audit.Object{Type: "billing-profile", ID: actor.Cooperative.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.BillingProfile, error) {
		if !actor.Sight(access.LedgerRead).Everything {
			return view.BillingProfile{}, access.ErrNotFound
		}
		if err := actor.May(access.BillingSet); err != nil {
			return view.BillingProfile{}, err
		}
		iban := in.IBAN
		if iban != "" {
			var err error
			if iban, err = billing.ParseIBAN(in.IBAN); err != nil {
				return view.BillingProfile{}, err
			}
		}
		in.IBAN = iban
		seller := billing.Seller{
			Name: "Genossenschaft", Address: billing.Address{Street: in.Street, Postcode: in.Postcode, City: in.City, Country: "DE"}, VATID: in.VatID,
			TaxNumber: in.TaxNumber, Contact: in.Contact, Phone: in.Phone, Email: in.Email, IBAN: in.IBAN, BIC: in.BIC,
		}
		if err := seller.Check(); err != nil {
			return view.BillingProfile{}, err
		}
		if err := s.BillingReports.SetProfile(ctx, version, in); err != nil {
			return view.BillingProfile{}, err
		}
		err := s.Events.Record(ctx, audit.Event{Action: "billing-profile.set", Object: attempt.Object, Details: map[string]string{"iban": in.IBAN}})
		if err != nil {
			return view.BillingProfile{}, err
		}
		return s.BillingReports.Profile(ctx)
	})
}

// Address is where a member's statements go.
func (uc *Billing) Address(ctx context.Context, actor access.Actor, m member.ID) (view.BillingAddress, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.BillingAddress, error) {
		if err := actor.MayFor(access.StatementRead, m); err != nil {
			return view.BillingAddress{}, err
		}
		return s.BillingReports.Address(ctx, m)
	})
}

// SetAddress changes it for what is issued from now on.
func (uc *Billing) SetAddress(ctx context.Context, actor access.Actor, m member.ID, version int, in view.BillingAddress) (view.BillingAddress, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.MemberBillTo, Object: audit.Object{Type: "member", ID: m.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.BillingAddress, error) {
		if err := actor.MayFor(access.MemberBillTo, m); err != nil {
			return view.BillingAddress{}, err
		}
		leitweg := member.LeitwegID(in.LeitwegID)
		buyer := billing.Buyer{
			Name: "Mitglied", Leitweg: leitweg, Email: in.Email,
			Address: billing.Address{Street: in.Street, Postcode: in.Postcode, City: in.City, Country: "DE"},
		}
		if err := buyer.Check(); err != nil {
			return view.BillingAddress{}, err
		}
		if _, err := s.BillingReports.Address(ctx, m); err != nil {
			return view.BillingAddress{}, err
		}
		if err := s.BillingReports.SetAddress(ctx, m, version, in); err != nil {
			return view.BillingAddress{}, err
		}
		err := s.Events.Record(ctx, audit.Event{Action: "billing-address.set", Object: attempt.Object, Member: m, Details: map[string]string{}})
		if err != nil {
			return view.BillingAddress{}, err
		}
		return s.BillingReports.Address(ctx, m)
	})
}
