package postgres_test

import (
	"context"
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// What the use case looks up before, the database refuses by itself, in a later revision as in the first.
func TestTheDatabaseRefusesANumberOfAnotherSupplier(t *testing.T) {
	p := openPost(t)
	profile := supplier.Profile{Register: "HRB 1", VATID: "DE136695976", Street: "Weg 1", Postcode: "30159", City: "Hannover", Country: "DE", Email: "post@erste.example"}
	suppliers := usecase.NewSuppliers(p.db)
	registered := func(name string, p1 supplier.Profile) member.SupplierID {
		t.Helper()
		made, err := suppliers.RegisterSupplier(t.Context(), p.officer, access.Key{}, driving.RegisterSupplier{Name: name, Profile: p1})
		if err != nil {
			t.Fatal(err)
		}
		return member.SupplierID(made.ID)
	}
	registered("Erste GmbH", profile)
	own := profile
	own.Register, own.VATID = "HRB 2", ""
	second := registered("Zweite GmbH", own)
	for _, c := range []struct {
		field  string
		change func(*supplier.Profile)
	}{
		{"vatId", func(p *supplier.Profile) { p.VATID = profile.VATID }},
		{"register", func(p *supplier.Profile) { p.Register = "hrb 1" }},
		{"", func(p *supplier.Profile) { p.City = "Celle" }},
	} {
		changed := own
		c.change(&changed)
		err := p.db.Do(t.Context(), driven.Attempt{Actor: p.officer, Act: access.SupplierProfileSet}, func(ctx context.Context, s driven.Stores) error {
			of, err := s.Suppliers.Get(ctx, second)
			if err != nil {
				return err
			}
			if err := of.SetProfile(p.officer.Person, changed); err != nil {
				return err
			}
			if err := s.Suppliers.AddProfile(ctx, of); err != nil {
				return err
			}
			return s.Events.Record(ctx, audit.Event{Action: "supplier.profile-set", Object: audit.Object{Type: "supplier", ID: second.String()}, Supplier: second})
		})
		f, _ := fault.Of(err)
		if c.field == "" {
			if err != nil {
				t.Errorf("its own numbers: %v", err)
			}
			continue
		}
		if !errors.Is(err, supplier.ErrKnown) || f.Field() != c.field {
			t.Errorf("%s: %v", c.field, err)
		}
	}
}
