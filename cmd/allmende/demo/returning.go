package demo

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/ports/driving"
)

// returning has an order of monitors confirmed, one of them taken back and another one asked for.
func (s *story) returning(ctx context.Context) error {
	f, err := s.frameworkCalled(ctx, "Monitore")
	if err != nil {
		return err
	}
	buyer, bidder := s.as("bestellung@oldenburg.example"), s.as(mailOf[f.Supplier.Name])
	placed, err := s.Ordering.PlaceCallOff(ctx, buyer, access.Key{}, driving.PlaceCallOff{
		Framework: framework.ID(f.ID), Member: s.members[oldenburg], BudgetCode: "11110-4221", Lines: []driving.PlaceCallOffLine{{Item: f.Items[0].ID, Quantity: "6"}},
	})
	if err != nil {
		return err
	}
	order := calloff.ID(placed.ID)
	if _, err := s.Dispatching.Confirm(ctx, bidder, order, placed.Version, []driving.AnswerLine{{Position: 1, DeliveredOn: period.DayOf(s.at(0)).String()}}); err != nil {
		return fmt.Errorf("confirm an order: %w", err)
	}
	back := driving.AskReturn{Lines: []driving.ReturnLine{{Position: 1, Quantity: "2"}}, Reason: "Zwei Arbeitsplätze sind weggefallen, die Kartons sind ungeöffnet."}
	shown, err := s.Ordering.AskReturn(ctx, buyer, order, placed.Version, back)
	if err != nil {
		return err
	}
	if shown, err = s.Ordering.AgreeReturn(ctx, bidder, order, 1, shown.Version); err != nil {
		return err
	}
	_, err = s.Ordering.AskReturn(ctx, buyer, order, shown.Version, driving.AskReturn{
		Lines: []driving.ReturnLine{{Position: 1, Quantity: "1"}}, Reason: "Ein Bildschirm hat einen Pixelfehler.",
	})
	return err
}

// mailOf are people of the suppliers.
var mailOf = map[string]string{nordtec: "angebot@nordtec.example", weserbyte: "angebot@weserbyte.example", heide: "angebot@heide.example"}

// standing has a monitor for whoever is new ordered every quarter.
func (s *story) standing(ctx context.Context) error {
	f, err := s.frameworkCalled(ctx, "Monitore")
	if err != nil {
		return err
	}
	_, err = s.Recurring.SetUp(ctx, s.as("bestellung@goettingen.example"), access.Key{}, driving.SetUpStanding{
		Framework: framework.ID(f.ID), Member: s.members[goettingen], BudgetCode: "11110-4221", Lines: []driving.PlaceCallOffLine{{Item: f.Items[0].ID, Quantity: "1"}},
		Interval: "quarterly", From: period.DayOf(s.at(0)).String(), To: period.DayOf(s.at(0)).AddMonths(12).String(), Tolerance: 5,
	})
	return err
}
