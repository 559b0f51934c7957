package demo

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/ports/view"
)

// firstClosing tells who bills and where statements go, and closes the books through
// the second month of the services.
func (s *story) firstClosing(ctx context.Context) error {
	finance := s.as("finanzen@demo.example")
	_, err := s.Billing.SetProfile(ctx, finance, 0, view.BillingProfile{
		Street: "Am Beispielufer 7", Postcode: "30159", City: "Hannover", VatID: "DE999999999", TaxNumber: "25/200/99999", Contact: "Finanzen, Abrechnung",
		Phone: "+49 511 9999-100", Email: "abrechnung@demo.example", IBAN: "DE02120300000000202051", BIC: "BYLADEM1001", PaymentDays: 30,
	})
	if err != nil {
		return fmt.Errorf("the billing profile: %w", err)
	}
	// Norderney has given none: its XRechnung lacks the Leitweg-ID, and says so.
	for key, address := range map[string]view.BillingAddress{
		hannover:   {Street: "Trammplatz 2", Postcode: "30159", City: "Hannover", Email: "rechnung@hannover.example", LeitwegID: "032410001001-ALLMENDE-73"},
		goettingen: {Street: "Hiroshimaplatz 1", Postcode: "37083", City: "Göttingen", Email: "rechnung@goettingen.example", LeitwegID: "03159016-EINKAUF-84"},
		emsland:    {Street: "Ordeniederung 1", Postcode: "49716", City: "Meppen", Email: "rechnung@emsland.example", LeitwegID: "03454-FINANZEN-57"},
	} {
		if _, err := s.Billing.SetAddress(ctx, finance, s.members[key], 0, address); err != nil {
			return fmt.Errorf("the address of %s: %w", address.City, err)
		}
	}
	days, _ := s.month(2)
	_, err = s.Billing.Close(ctx, finance, access.Key{}, days.To.String())
	return err
}

// settling books what Hannover paid, and takes back the statement of Göttingen.
func (s *story) settling(ctx context.Context) error {
	paid, err := s.statementOf(ctx, hannover)
	if err != nil {
		return err
	}
	if _, err := s.Billing.Pay(ctx, s.as("finanzen@demo.example"), billing.ID(paid.ID), 1, s.day(10).String()); err != nil {
		return fmt.Errorf("pay %s: %w", paid.Number, err)
	}
	wrong, err := s.statementOf(ctx, goettingen)
	if err != nil {
		return err
	}
	_, err = s.Billing.Credit(ctx, s.as("finanzen2@demo.example"), billing.ID(wrong.ID), 1,
		"Die Stadt bittet um eine Abrechnung erst mit dem nächsten Monat; der Haushaltstitel war falsch angegeben.")
	return err
}

func (s *story) statementOf(ctx context.Context, key string) (view.StatementSummary, error) {
	page, err := s.Billing.Statements(ctx, s.as("finanzen@demo.example"), view.PageRequest{Limit: 1}, s.members[key].String(), "")
	if err == nil && len(page.Items) == 0 {
		err = fmt.Errorf("%s has no statement", key)
	}
	if err != nil {
		return view.StatementSummary{}, err
	}
	return page.Items[0], nil
}
