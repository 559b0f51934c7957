package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/domain/timesheet"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// services are hours and days that Göttingen called off from the supplier of notebooks: one
// time sheet is accepted, the next waits.
func (s *story) services(ctx context.Context) error {
	f, err := s.frameworkCalled(ctx, computers)
	if err != nil {
		return err
	}
	in := driving.PlaceCallOff{Framework: framework.ID(f.ID), Member: s.members[goettingen], BudgetCode: "11110-4221", Note: "Umzug ins Neue Rathaus"}
	buyer, supplier := s.as("bestellung@goettingen.example"), s.as("angebot@weserbyte.example")
	for _, wanted := range []struct{ role, quantity string }{{"Senior Consultant", "24"}, {"Junior Consultant", "1"}} {
		found, err := s.Market.Catalogue(ctx, buyer, driving.CatalogueQuery{Words: wanted.role, Page: view.PageRequest{Limit: 1}})
		if err != nil {
			return err
		}
		for _, item := range found.Items {
			in.Lines = append(in.Lines, driving.PlaceCallOffLine{Item: item.ItemID, Quantity: wanted.quantity})
		}
	}
	placed, err := s.Ordering.PlaceCallOff(ctx, buyer, access.Key{}, in)
	if err != nil {
		return err
	}
	if placed.Status == string(calloff.Submitted) {
		if _, err := s.Ordering.ApproveCallOff(ctx, s.as("freigabe@goettingen.example"), calloff.ID(placed.ID), placed.Version); err != nil {
			return err
		}
	}
	today := period.DayOf(s.at(-1))
	agreed, err := s.Engaging.AgreeEngagement(ctx, buyer, calloff.ID(placed.ID), driving.AgreeEngagement{
		From: today.Add(-10).String(), To: today.Add(60).String(), HoursPerDay: "7.75",
		Description: "Arbeitsplätze im Neuen Rathaus einrichten, Daten umziehen, Beschäftigte einweisen",
	})
	if err != nil {
		return err
	}
	worked := func(person string, daysAgo int, role, hours, text string) timesheet.Worked {
		return timesheet.Worked{Person: person, Day: today.Add(-daysAgo).String(), Role: role, Hours: hours, Text: text}
	}
	senior, junior := agreed.Engagement.Rates[0].Name, agreed.Engagement.Rates[1].Name
	handed, err := s.Engaging.HandIn(ctx, supplier, access.Key{}, calloff.ID(placed.ID), []timesheet.Worked{
		worked("Ada Adler", 8, senior, "7.75", "Aufnahme der Arbeitsplätze im dritten Stock"), worked("Ada Adler", 7, senior, "6.5", "Umzug der Daten"),
	})
	if err != nil {
		return err
	}
	first := handed.Engagement.Sheets[0]
	if _, err := s.Engaging.AcceptSheet(ctx, buyer, driving.SheetSeen{CallOff: calloff.ID(placed.ID), Sheet: timesheet.SheetID(first.ID), Version: first.Version}); err != nil {
		return err
	}
	_, err = s.Engaging.HandIn(ctx, supplier, access.Key{}, calloff.ID(placed.ID), []timesheet.Worked{
		worked("Ada Adler", 2, senior, "4", "Restliche Geräte im vierten Stock"), worked("Bodo Brandt", 2, junior, "5.25", "Einweisung des Standesamts"),
	})
	return err
}
