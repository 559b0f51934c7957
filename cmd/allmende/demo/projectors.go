package demo

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/ports/driving"
	"allmende/ports/view"
)

const projectors = "Beamer für Schulen und Ratssäle"

// projectorTender asks for bids to a contract of several suppliers: small orders go to the
// first, and on to the next if it refuses; for large ones, and those over more than a year, they
// compete.
func (s *story) projectorTender(ctx context.Context) error {
	r, err := s.round(ctx, driving.CreateRound{Title: projectors, ClosesAt: s.at(-45), Items: []driving.CreateRoundItem{
		{Name: "Laserbeamer 4500 Lumen", Description: "WUXGA, lampenlos, fünf Jahre Gewährleistung", Category: "hardware", CPV: "38652100-1", Unit: "H87", EstimatedPrice: "980.00"},
		{Name: "Leinwand 240 cm", Description: "elektrisch, mit Wandhalter", Category: "hardware", CPV: "38653400-1", Unit: "H87", EstimatedPrice: "260.00"},
	}}, []need{
		stated("bestellung@hannover.example", hannover, "40 30", "6 4"),
		stated("bestellung@oldenburg.example", oldenburg, "12 10", "2 2"),
		stated("bestellung@norderney.example", norderney, "16 12", "2 2"),
	})
	if err != nil {
		return err
	}
	if r, err = s.freeze(ctx, r); err != nil {
		return err
	}
	t, err := s.publish(ctx, r, driving.TenderDraft{
		Title: projectors, Rules: driving.Rules{Method: "lowest-price"}, TermMonths: 36, QuotaMode: "first-come", Deadline: s.at(-30),
		NoLotsReason: "Beamer und Leinwand werden zusammen angebracht.",
		Lots: []driving.TenderDraftLot{{
			Title: projectors, MaximumValue: "120000.00",
			Items: []driving.TenderDraftItem{{RoundItem: r.Items[0].ID, MaximumQuantity: "100"}, {RoundItem: r.Items[1].ID, MaximumQuantity: "80"}},
			Route: []driving.RouteRule{{Way: "cascade", Below: "5000.00", MonthsTo: 12, AnswerHours: 120}, {Way: "mini-competition"}},
		}},
	})
	if err != nil {
		return err
	}
	if err := s.bid(ctx, "angebot@nordtec.example", t, []string{"929.00", "239.00"}); err != nil {
		return err
	}
	return s.bid(ctx, "angebot@heide.example", t, []string{"945.00", "246.50"})
}

// projectorOpening opens and examines the bids, and proposes the award.
func (s *story) projectorOpening(ctx context.Context) error {
	t, err := s.tenderCalled(ctx, projectors)
	if err != nil {
		return err
	}
	if err := s.open(ctx, t); err != nil {
		return err
	}
	if err := s.examine(ctx, t); err != nil {
		return err
	}
	if t, err = s.tenderCalled(ctx, projectors); err != nil {
		return err
	}
	_, err = s.propose(ctx, t)
	return err
}

// projectorAward makes the contract, which the second bidder joins.
func (s *story) projectorAward(ctx context.Context) error {
	t, err := s.tenderCalled(ctx, projectors)
	if err != nil {
		return err
	}
	if _, err = s.Awarding.Award(ctx, s.as("vergabe2@demo.example"), tenderID(t), t.Version); err != nil {
		return err
	}
	f, err := s.frameworkCalled(ctx, projectors)
	if err != nil {
		return err
	}
	_, err = s.Contracts.Join(ctx, s.as("vergabe@demo.example"), framework.ID(f.ID), f.Version, s.suppliers[heide].String(), 0)
	return err
}

// projectorCompetition has the suppliers compete for a large order; their bids wait for their
// opening.
func (s *story) projectorCompetition(ctx context.Context) error {
	t, err := s.competition(ctx, competing{"Beamer für die Schulen in Hannover", "bestellung@hannover.example", hannover, "18", "12", s.at(-1)})
	if err != nil {
		return err
	}
	if err := s.bid(ctx, "angebot@nordtec.example", t, []string{"889.00", "231.00"}); err != nil {
		return err
	}
	return s.bid(ctx, "angebot@heide.example", t, []string{"872.00", "228.50"})
}

// projectorOrders has a small order passed on to the second supplier, and the suppliers compete
// for two large ones: bids are taken for one, the other waits for its publication.
func (s *story) projectorOrders(ctx context.Context) error {
	f, err := s.frameworkCalled(ctx, projectors)
	if err != nil {
		return err
	}
	placed, err := s.Ordering.PlaceCallOff(ctx, s.as("bestellung@norderney.example"), access.Key{}, s.projectorOrder(f, norderney, "2", "1"))
	if err != nil {
		return err
	}
	_, err = s.Dispatching.Decline(ctx, s.as("angebot@nordtec.example"), calloff.ID(placed.ID), placed.Version, "Der Hersteller liefert dieses Gerät erst wieder im nächsten Quartal.")
	if err != nil {
		return err
	}
	t, err := s.competition(ctx, competing{"Beamer für die Schulen in Oldenburg", "bestellung@oldenburg.example", oldenburg, "10", "8", s.at(9)})
	if err != nil {
		return err
	}
	if err := s.bid(ctx, "angebot@heide.example", t, []string{"899.00", "229.00"}); err != nil {
		return err
	}
	_, err = s.startCompetition(ctx, competing{"Beamer für das Haus der Insel", "bestellung@norderney.example", norderney, "6", "4", s.at(20)})
	return err
}

// competing is an order that suppliers compete for until the deadline.
type competing struct {
	title, buyer, town, projectors, screens string
	deadline                                time.Time
}

// competition is started by the buyer and published by the second officer.
func (s *story) competition(ctx context.Context, c competing) (view.Tender, error) {
	t, err := s.startCompetition(ctx, c)
	if err != nil {
		return t, err
	}
	return s.Tendering.PublishTender(ctx, s.as("vergabe2@demo.example"), tenderID(t), t.Version)
}

func (s *story) startCompetition(ctx context.Context, c competing) (view.Tender, error) {
	f, err := s.frameworkCalled(ctx, projectors)
	if err != nil {
		return view.Tender{}, err
	}
	return s.Competing.StartCompetition(ctx, s.as(c.buyer), access.Key{}, driving.StartCompetition{
		Order: s.projectorOrder(f, c.town, c.projectors, c.screens), Title: c.title, Rules: driving.Rules{Method: "lowest-price"}, Deadline: c.deadline,
	})
}

// projectorOrder is an order of so many projectors and screens.
func (s *story) projectorOrder(f view.Framework, town, projectors, screens string) driving.PlaceCallOff {
	return driving.PlaceCallOff{
		Framework: framework.ID(f.ID), Member: s.members[town], BudgetCode: "21110-0832",
		Lines: []driving.PlaceCallOffLine{{Item: f.Items[0].ID, Quantity: projectors}, {Item: f.Items[1].ID, Quantity: screens}},
	}
}
