package demo

import (
	"context"

	"allmende/domain/supplier"
)

// profiles are what the suppliers say of themselves; one is still to be checked.
var profiles = []struct {
	name    string
	profile supplier.Profile
	checked string
}{
	{nordtec, supplier.Profile{
		Register: "HRB 204711 Amtsgericht Hannover", Street: "Göttinger Chaussee 12", Postcode: "30453", City: "Hannover", Country: "DE", NUTS: "DE929",
		Email: "angebot@nordtec.example", Phone: "0511 000 100", Size: supplier.Medium,
	}, "Handelsregister eingesehen, Eigenerklärung liegt vor"},
	{weserbyte, supplier.Profile{
		Register: "HRB 31207 Amtsgericht Bremen", Street: "Am Wall 77", Postcode: "28195", City: "Bremen", Country: "DE", NUTS: "DE501",
		Email: "angebot@weserbyte.example", Phone: "0421 000 200", Size: supplier.Small,
	}, "Handelsregister eingesehen, Referenzen angefragt"},
	{heide, supplier.Profile{
		Street: "Heidering 3", Postcode: "29525", City: "Uelzen", Country: "DE", NUTS: "DE93A",
		Email: "angebot@heide.example", Size: supplier.Micro,
	}, ""},
}

// checkSuppliers has one officer write down what suppliers say of themselves and another check it.
func (s *story) checkSuppliers(ctx context.Context) error {
	for _, p := range profiles {
		which := s.suppliers[p.name]
		known, err := s.Suppliers.Supplier(ctx, s.as("vergabe@demo.example"), which)
		if err != nil {
			return err
		}
		file, err := s.Suppliers.SetSupplierProfile(ctx, s.as("vergabe@demo.example"), which, known.Version, p.profile)
		if err != nil {
			return err
		}
		if p.checked == "" {
			continue
		}
		if _, err := s.Suppliers.CheckSupplier(ctx, s.as("vergabe2@demo.example"), which, file.Version, string(supplier.Verified), p.checked); err != nil {
			return err
		}
	}
	return nil
}
