package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// licences has Göttingen order licences for 20 devices, which the supplier confirms, and use 23.
func (s *story) licences(ctx context.Context) error {
	buyer, town := s.as("bestellung@goettingen.example"), s.members[goettingen]
	f, err := s.frameworkCalled(ctx, computers)
	if err != nil {
		return err
	}
	in := driving.PlaceCallOff{Framework: framework.ID(f.ID), Member: town, BudgetCode: "11110-4221", Note: "Für die Notebooks der Schulen"}
	articles, err := s.Cataloguing.Items(ctx, buyer, in.Framework, "", view.PageRequest{Limit: 50})
	if err != nil {
		return err
	}
	for _, item := range articles.Items {
		if item.Number == "SW-1" {
			in.Lines = []driving.PlaceCallOffLine{{Item: item.ID, Quantity: "4"}}
		}
	}
	placed, err := s.Ordering.PlaceCallOff(ctx, buyer, access.Key{}, in)
	if err != nil {
		return err
	}
	today := period.DayOf(s.at(-5)).String()
	if _, err := s.Dispatching.Confirm(ctx, s.as("angebot@weserbyte.example"), calloff.ID(placed.ID), placed.Version, []driving.AnswerLine{{Position: 1, DeliveredOn: today}}); err != nil {
		return err
	}
	held, err := s.Holding.Holdings(ctx, buyer, town)
	if err != nil {
		return err
	}
	for _, l := range held.Licences {
		if _, err := s.Holding.CountLicence(ctx, buyer, access.Key{}, licence.ID(l.ID), driving.CountLicence{CountedOn: today, Used: 23}); err != nil {
			return err
		}
	}
	return nil
}
