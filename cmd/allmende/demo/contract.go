package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/repricing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// contractChanges leaves the contract of notebooks with a clause that follows an index, a
// price that falls in two months, and a modification that waits for the second officer.
func (s *story) contractChanges(ctx context.Context) error {
	f, err := s.frameworkCalled(ctx, "Notebooks und Dockingstationen")
	if err != nil {
		return err
	}
	if err := s.clause(ctx, framework.ID(f.ID)); err != nil {
		return err
	}
	if err := s.cheaperNotebooks(ctx, f); err != nil {
		return err
	}
	_, err = s.Modifying.Propose(ctx, s.as("vergabe@demo.example"), access.Key{}, framework.ID(f.ID), f.Version, driving.Modification{
		Ground: "mod-minv", Raise: "12000", Reason: "Die Stadtbücherei kommt zum Rathaus und braucht Notebooks für acht Arbeitsplätze.",
	})
	return err
}

// clause has prices follow an index of made-up values.
func (s *story) clause(ctx context.Context, f framework.ID) error {
	officer := s.as("vergabe@demo.example")
	added, err := s.Indexing.AddIndex(ctx, officer, access.Key{}, driving.AddIndex{
		Name: "Erzeugerpreise Datenverarbeitungsgeräte", Base: "2021 = 100", Source: "Beispielwerte der Vorführung",
	})
	if err != nil {
		return err
	}
	index, err := id.Parse[pricing.Index](added.Items[0].ID)
	if err != nil {
		return err
	}
	base := repricing.MonthOf(period.DayOf(s.at(-150)))
	for _, known := range []driving.IndexValue{
		{Month: base.String(), Value: "104.2"},
		{Month: repricing.MonthOf(period.DayOf(s.at(-75))).String(), Value: "106.8"},
		{Month: repricing.MonthOf(period.DayOf(s.at(-45))).String(), Value: "109.1", Provisional: true},
	} {
		if _, err := s.Indexing.RecordIndexValue(ctx, officer, access.Key{}, index, known); err != nil {
			return err
		}
	}
	_, err = s.Indexing.AgreeClause(ctx, officer, access.Key{}, f, driving.AgreeClause{
		Category: "hardware", BaseMonth: base.String(), FixedPart: "0.4", TriggerPercent: "2", IntervalMonths: 3, Cap: "8", Floor: "8",
		Ground: "Vertrag § 7 Preisgleitung", Parts: []driving.ClausePart{{Index: index.String(), Weight: "0.6"}},
	})
	return err
}

// cheaperNotebooks is agreed by two officers and begins in two months.
func (s *story) cheaperNotebooks(ctx context.Context, f view.Framework) error {
	change, err := s.Pricing.ProposeChange(ctx, s.as("vergabe@demo.example"), access.Key{}, framework.ID(f.ID), driving.ProposeChange{
		Ground: "modification", ValidFrom: period.DayOf(s.at(60)).String(), Reason: "Nachfolgemodell zum niedrigeren Preis",
		Items: []driving.ItemRate{{Item: f.Items[0].ID, Rate: view.Rate{Price: "799.00"}}},
	})
	if err != nil {
		return err
	}
	which, err := id.Parse[repricing.Change](change.ID)
	if err != nil {
		return err
	}
	_, err = s.Pricing.ApproveChange(ctx, s.as("vergabe2@demo.example"), which, change.Version)
	return err
}
