package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func roundID(r view.Round) demand.ID   { return demand.ID(r.ID) }
func tenderID(t view.Tender) tender.ID { return tender.ID(t.ID) }

const workplaces = "Arbeitsplatzausstattung 2026"

// workplaceRound asks for notebooks, monitors and docking stations.
func (s *story) workplaceRound(ctx context.Context) error {
	r, err := s.round(ctx, driving.CreateRound{Title: workplaces, ClosesAt: s.at(-115), Items: []driving.CreateRoundItem{
		{Name: "Notebook 14 Zoll", Description: "14 Zoll, 16 GB Arbeitsspeicher, 512 GB SSD, deutsche Tastatur, drei Jahre Vor-Ort-Service", Category: "hardware", CPV: "30213100-6", Unit: "H87", EstimatedPrice: "890.00"},
		{Name: "Monitor 27 Zoll", Description: "27 Zoll, 2560 × 1440, höhenverstellbar, USB-C mit 90 W", Category: "hardware", CPV: "30231310-3", Unit: "H87", EstimatedPrice: "245.00"},
		{Name: "Dockingstation USB-C", Description: "zwei Bildschirme, Netzwerk, 100 W Ladeleistung", Category: "hardware", CPV: "30237000-9", Unit: "H87", EstimatedPrice: "139.00"},
	}}, []need{
		stated("bestellung@goettingen.example", goettingen, "120 180 120", "12 18 12"),
		stated("bestellung@hannover.example", hannover, "400 600 380", "40 60 40"),
		stated("bestellung@braunschweig.example", braunschweig, "260 300 250", "26 30 25"),
		stated("bestellung@oldenburg.example", oldenburg, "180 220 170", "18 20 15"),
		stated("bestellung@osnabrueck.example", osnabrueck, "170 200 150", "15 20 15"),
		stated("bestellung@emsland.example", emsland, "140 160 140", "14 16 14"),
		stated("bestellung@region-hannover.example", regionHan, "220 260 200", "20 26 20"),
		stated("bestellung@norderney.example", norderney, "12 20 12", "3 4 3"),
		stated("bestellung@langeoog.example", langeoog, "6 8 6", "2 2 2"),
	})
	if err != nil {
		return err
	}
	_, err = s.freeze(ctx, r)
	return err
}

// openers are the committee of all tenders.
var openers = []string{"oeffnung1@demo.example", "oeffnung2@demo.example", "oeffnung3@demo.example"}

// officers registers the keys of the opening officers once, has them confirmed, and names them.
func (s *story) officers(ctx context.Context) ([]string, error) {
	persons := make([]string, len(openers))
	for i, email := range openers {
		officer := s.as(email)
		persons[i] = officer.Person.String()
		if s.keys[email] != nil {
			continue
		}
		key, err := s.NewKey(email)
		if err != nil {
			return nil, err
		}
		registered, err := s.Keys.RegisterKey(ctx, officer, key.Recipient())
		if err != nil {
			return nil, err
		}
		if _, err := s.Keys.ConfirmKey(ctx, s.as("vergabe@demo.example"), officer.Person, registered.Fingerprint); err != nil {
			return nil, err
		}
		s.keys[email] = key
	}
	return persons, nil
}

// submit drafts a tender of a frozen round and hands it to a second officer.
func (s *story) submit(ctx context.Context, r view.Round, in driving.TenderDraft) (view.Tender, error) {
	officers, err := s.officers(ctx)
	if err != nil {
		return view.Tender{}, err
	}
	in.Round, in.OpeningOfficers = r.ID, officers
	t, err := s.Tendering.CreateTender(ctx, s.as("vergabe@demo.example"), access.Key{}, in)
	if err != nil {
		return t, err
	}
	return s.Tendering.SubmitTender(ctx, s.as("vergabe@demo.example"), tenderID(t), t.Version)
}

// publish has the second officer publish it.
func (s *story) publish(ctx context.Context, r view.Round, in driving.TenderDraft) (view.Tender, error) {
	t, err := s.submit(ctx, r, in)
	if err != nil {
		return t, err
	}
	return s.Tendering.PublishTender(ctx, s.as("vergabe2@demo.example"), tenderID(t), t.Version)
}

// roundCalled finds a round by its title, as the officer sees it.
func (s *story) roundCalled(ctx context.Context, title string) (view.Round, error) {
	officer := s.as("vergabe@demo.example")
	page, err := s.Demand.Rounds(ctx, officer, view.PageRequest{Limit: 50})
	if err != nil {
		return view.Round{}, err
	}
	for _, r := range page.Items {
		if r.Title == title {
			return s.Demand.Round(ctx, officer, demand.ID(r.ID))
		}
	}
	return view.Round{}, access.ErrNotFound
}

// tenderCalled finds a tender by its title, as the officer sees it.
func (s *story) tenderCalled(ctx context.Context, title string) (view.Tender, error) {
	officer := s.as("vergabe@demo.example")
	page, err := s.Tendering.Tenders(ctx, officer, view.PageRequest{Limit: 50})
	if err != nil {
		return view.Tender{}, err
	}
	for _, t := range page.Items {
		if t.Title == title {
			return s.Tendering.Tender(ctx, officer, tender.ID(t.ID))
		}
	}
	return view.Tender{}, access.ErrNotFound
}

func (s *story) workplaceTender(ctx context.Context) error {
	r, err := s.roundCalled(ctx, workplaces)
	if err != nil {
		return err
	}
	t, err := s.publish(ctx, r, driving.TenderDraft{
		Title: workplaces, Rules: driving.Rules{Method: "lowest-price"}, TermMonths: 48, QuotaMode: "hard", Deadline: s.at(-76),
		Lots: []driving.TenderDraftLot{
			{Title: "Notebooks und Dockingstationen", MaximumValue: "1900000.00", Items: []driving.TenderDraftItem{
				{RoundItem: r.Items[0].ID, MaximumQuantity: "1800"}, {RoundItem: r.Items[2].ID, MaximumQuantity: "1750"}}},
			{Title: "Monitore", MaximumValue: "600000.00", Items: []driving.TenderDraftItem{
				{RoundItem: r.Items[1].ID, MaximumQuantity: "2300"}}},
		},
	})
	if err != nil {
		return err
	}
	for email, prices := range map[string][]string{
		"angebot@nordtec.example":   {"842.50", "128.00", "231.90"},
		"angebot@weserbyte.example": {"829.00", "124.50", "238.40"},
		"angebot@heide.example":     {"", "", "226.75"},
	} {
		if err := s.bid(ctx, email, t, prices); err != nil {
			return err
		}
	}
	return nil
}

// bid seals and hands in prices, and answers where the method gives points.
func (s *story) bid(ctx context.Context, email string, t view.Tender, prices []string, answers ...string) error {
	bidder := s.as(email)
	sheet, err := pricesOf(t, prices)
	if err != nil {
		return err
	}
	contents := []tender.Content{sheet}
	if len(answers) > 0 {
		described := tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{}}
		for i, answer := range answers {
			described.Answers[tender.LotID(t.Lots[i].ID)] = answer
		}
		contents = append(contents, described)
	}
	sealed, err := s.Seal(t, bidder.Sight(access.BidHandIn).Suppliers[0], contents...)
	if err != nil {
		return err
	}
	_, err = s.Bidding.HandIn(ctx, bidder, access.Key{}, tenderID(t), sealed)
	return err
}

func (s *story) workplaceOpening(ctx context.Context) error {
	t, err := s.tenderCalled(ctx, workplaces)
	if err != nil {
		return err
	}
	return s.open(ctx, t)
}

// open is the ceremony of two of the three officers.
func (s *story) open(ctx context.Context, t view.Tender) error {
	for _, email := range openers[:tender.EnoughOfficers] {
		if err := s.release(ctx, t, email); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) release(ctx context.Context, t view.Tender, email string) error {
	opening, err := s.Opening.Opening(ctx, s.as(email), tenderID(t))
	if err != nil {
		return err
	}
	var releases []driving.Release
	for _, envelope := range opening.Envelopes {
		share, err := s.keys[email].Share(envelope.Envelope)
		if err != nil {
			return err
		}
		releases = append(releases, driving.Release{Bid: envelope.BidID, Share: share})
	}
	_, err = s.Opening.Release(ctx, s.as(email), tenderID(t), opening.Kind, releases)
	return err
}

func (s *story) workplaceExamination(ctx context.Context) error {
	t, err := s.tenderCalled(ctx, workplaces)
	if err != nil {
		return err
	}
	return s.examine(ctx, t)
}

// examine finds all bids in order.
func (s *story) examine(ctx context.Context, t view.Tender) error {
	officer := s.as("vergabe@demo.example")
	shown, err := s.Scoring.DeclareExaminer(ctx, officer, tenderID(t), false, "")
	if err != nil {
		return err
	}
	for _, bid := range shown.Bids {
		for aspect, reason := range map[scoring.Aspect]string{
			scoring.Form:         "Vollständig und fristgerecht, keine Änderungen an den Unterlagen.",
			scoring.Suitability:  "Eigenerklärung und drei Referenzen liegen vor, kein Ausschlussgrund.",
			scoring.Requirements: "Die Datenblätter belegen alle Mindestanforderungen.",
		} {
			found := driving.Examination{Bid: bid.BidID, Aspect: string(aspect), Passed: true, Reason: reason}
			if _, err := s.Scoring.Examine(ctx, officer, tenderID(t), found); err != nil {
				return err
			}
		}
	}
	return nil
}

// workplaceAward proposes, tells the bidders, lets the standstill pass, and awards.
func (s *story) workplaceAward(ctx context.Context) error {
	t, err := s.tenderCalled(ctx, workplaces)
	if err != nil {
		return err
	}
	if t, err = s.propose(ctx, t); err != nil {
		return err
	}
	if err := s.daysAgo(ctx, 47); err != nil {
		return err
	}
	_, err = s.Awarding.Award(ctx, s.as("vergabe2@demo.example"), tenderID(t), t.Version)
	return err
}

// propose has a second person approve the award to the lowest price, and tells the bidders.
func (s *story) propose(ctx context.Context, t view.Tender) (view.Tender, error) {
	officer := s.as("vergabe@demo.example")
	t, err := s.Awarding.Propose(ctx, officer, tenderID(t), t.Version,
		driving.Proposal{Reason: "Das jeweils günstigste Angebot je Los nach dem veröffentlichten Zuschlagskriterium Preis."})
	if err != nil {
		return t, err
	}
	if t, err = s.Awarding.Approve(ctx, s.as("vergabe2@demo.example"), tenderID(t), t.Version); err != nil {
		return t, err
	}
	return s.tell(ctx, officer, t)
}

// tell sends all letters electronically.
func (s *story) tell(ctx context.Context, officer access.Actor, t view.Tender) (view.Tender, error) {
	letters, err := s.Informing.Letters(ctx, officer, tenderID(t))
	if err != nil {
		return t, err
	}
	sendings := make([]driving.Sending, len(letters.Items))
	for i, l := range letters.Items {
		sendings[i] = driving.Sending{Supplier: l.Bidder.ID, Means: "electronic"}
	}
	return s.Informing.Send(ctx, officer, tenderID(t), t.Version, sendings)
}

// frameworkCalled finds a framework by the title of its lot.
func (s *story) frameworkCalled(ctx context.Context, lot string) (view.Framework, error) {
	officer := s.as("vergabe@demo.example")
	page, err := s.Market.Frameworks(ctx, officer, view.PageRequest{Limit: 50})
	if err != nil {
		return view.Framework{}, err
	}
	for _, f := range page.Items {
		full, err := s.Market.Framework(ctx, officer, framework.ID(f.ID))
		if err != nil {
			return full, err
		}
		if full.LotTitle == lot {
			return full, nil
		}
	}
	return view.Framework{}, access.ErrNotFound
}
