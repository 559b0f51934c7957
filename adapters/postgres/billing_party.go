package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Parties are named as they are now; documents keep what they were told.
func (s statements) Parties(_ context.Context, members []member.ID) (driven.BillingParties, error) {
	var p driven.BillingParties
	var profile struct {
		Name, Street, Postcode, City, VatID, TaxNumber, Contact, Phone, Email, Iban, Bic string
		PaymentDays                                                                      int
	}
	err := s.tx.Raw(`select c.name, coalesce(p.street, '') as street, coalesce(p.postcode, '') as postcode, coalesce(p.city, '') as city,
		coalesce(p.vat_id, '') as vat_id, coalesce(p.tax_number, '') as tax_number, coalesce(p.contact, '') as contact, coalesce(p.phone, '') as phone,
		coalesce(p.email, '') as email, coalesce(p.iban, '') as iban, coalesce(p.bic, '') as bic, coalesce(p.payment_days, 30) as payment_days
		from cooperative c left join billing_profile p on p.cooperative_id = c.id where c.id = ?`, s.in.cooperative).Scan(&profile).Error
	if err != nil {
		return p, fmt.Errorf("read the billing profile: %w", err)
	}
	p.PaymentDays = profile.PaymentDays
	p.Seller = billing.Seller{
		Name: billing.Plain(profile.Name), Address: billing.Address{Street: profile.Street, Postcode: profile.Postcode, City: profile.City, Country: "DE"},
		VATID: profile.VatID, TaxNumber: profile.TaxNumber, Contact: profile.Contact, Phone: profile.Phone, Email: profile.Email, IBAN: profile.Iban, BIC: profile.Bic,
	}
	p.Buyers, err = s.buyers(members)
	return p, err
}

func (s statements) buyers(members []member.ID) (map[member.ID]billing.Buyer, error) {
	var rows []struct{ ID, Name, OfficialKey, LeitwegID, Street, Postcode, City, Email string }
	err := s.tx.Raw(`select m.id, m.name, coalesce(m.official_key, '') as official_key, coalesce(nullif(a.leitweg_id, ''), m.leitweg_id, '') as leitweg_id,
		coalesce(a.street, '') as street, coalesce(a.postcode, '') as postcode, coalesce(a.city, '') as city, coalesce(a.email, '') as email
		from member m left join billing_address a on a.cooperative_id = m.cooperative_id and a.member_id = m.id
		where m.cooperative_id = ? and m.id = any(cast(? as uuid[]))`, s.in.cooperative, uuids(members)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read billing addresses: %w", err)
	}
	buyers := make(map[member.ID]billing.Buyer, len(rows))
	for _, r := range rows {
		buyers[member.ID(r.ID)] = billing.Buyer{
			Name: billing.Plain(r.Name), Key: member.OfficialKey(r.OfficialKey), Leitweg: member.LeitwegID(r.LeitwegID), Email: r.Email,
			Address: billing.Address{Street: r.Street, Postcode: r.Postcode, City: r.City, Country: "DE"},
		}
	}
	return buyers, nil
}

// Profile is empty while nobody gave it.
func (s billingReports) Profile(_ context.Context) (view.BillingProfile, error) {
	var p view.BillingProfile
	err := s.tx.Raw(`select street, postcode, city, vat_id, tax_number, contact, phone, email, iban, bic, payment_days, version
		from billing_profile where cooperative_id = ?`, s.in.cooperative).Scan(&p).Error
	if err != nil {
		return p, fmt.Errorf("read the billing profile: %w", err)
	}
	return p, nil
}

// SetProfile writes it over the version given.
func (s billingReports) SetProfile(_ context.Context, version int, p view.BillingProfile) error {
	sql := `insert into billing_profile (cooperative_id, id, street, postcode, city, vat_id, tax_number, contact, phone, email, iban, bic, payment_days)
		values (@cooperative, @id, @street, @postcode, @city, @vat, @tax, @contact, @phone, @email, @iban, @bic, @days) on conflict do nothing`
	if version > 0 {
		sql = `update billing_profile set street = @street, postcode = @postcode, city = @city, vat_id = @vat, tax_number = @tax, contact = @contact,
			phone = @phone, email = @email, iban = @iban, bic = @bic, payment_days = @days, version = version + 1
			where cooperative_id = @cooperative and version = @version`
	}
	done := s.tx.Exec(sql, s.profileArgs(version, p))
	return stored("the billing profile", done.RowsAffected, done.Error)
}

func (s billingReports) profileArgs(version int, p view.BillingProfile) map[string]any {
	return map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[view.BillingProfile]().String(), "street": p.Street, "postcode": p.Postcode, "city": p.City,
		"vat": p.VatID, "tax": p.TaxNumber, "contact": p.Contact, "phone": p.Phone, "email": p.Email, "iban": p.IBAN, "bic": p.BIC,
		"days": p.PaymentDays, "version": version,
	}
}

// Address is empty while nobody gave it; the Leitweg-ID is then the member's.
func (s billingReports) Address(_ context.Context, m member.ID) (view.BillingAddress, error) {
	var rows []view.BillingAddress
	err := s.tx.Raw(`select coalesce(a.street, '') as street, coalesce(a.postcode, '') as postcode, coalesce(a.city, '') as city, coalesce(a.email, '') as email,
		coalesce(nullif(a.leitweg_id, ''), m.leitweg_id, '') as leitweg_id, coalesce(a.version, 0) as version
		from member m left join billing_address a on a.cooperative_id = m.cooperative_id and a.member_id = m.id
		where m.cooperative_id = ? and m.id = ?`, s.in.cooperative, m.String()).Scan(&rows).Error
	if err != nil {
		return view.BillingAddress{}, fmt.Errorf("read a billing address: %w", err)
	}
	if len(rows) == 0 {
		return view.BillingAddress{}, access.ErrNotFound
	}
	return rows[0], nil
}

// SetAddress writes it over the version given.
func (s billingReports) SetAddress(_ context.Context, m member.ID, version int, a view.BillingAddress) error {
	args := map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[view.BillingAddress]().String(), "member": m.String(), "street": a.Street, "postcode": a.Postcode,
		"city": a.City, "email": a.Email, "leitweg": a.LeitwegID, "version": version,
	}
	sql := `insert into billing_address (cooperative_id, id, member_id, street, postcode, city, email, leitweg_id)
		values (@cooperative, @id, @member, @street, @postcode, @city, @email, @leitweg) on conflict do nothing`
	if version > 0 {
		sql = `update billing_address set street = @street, postcode = @postcode, city = @city, email = @email, leitweg_id = @leitweg, version = version + 1
			where cooperative_id = @cooperative and member_id = @member and version = @version`
	}
	done := s.tx.Exec(sql, args)
	return stored("a billing address", done.RowsAffected, done.Error)
}

// stored fails with access.ErrStale where nothing was written.
func stored(what string, rows int64, err error) error {
	if err != nil {
		return fmt.Errorf("store %s: %w", what, err)
	}
	if rows == 0 {
		return access.ErrStale
	}
	return nil
}
