package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// pricesOf are prices in the order of lots and items; "" is no price.
func pricesOf(t view.Tender, prices []string) (tender.Content, error) {
	sheet := tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{}}
	i := 0
	for _, lot := range t.Lots {
		for _, item := range lot.Items {
			text := prices[i]
			i++
			if text == "" {
				continue
			}
			price, err := money.ParsePrice(text)
			if err != nil {
				return sheet, err
			}
			sheet.Prices[tender.ItemID(item.ID)] = price
		}
	}
	return sheet, nil
}

// order is a call-off to place: quantities in the order of the framework's items.
type order struct {
	lot, buyer, member, approver string
	quantities                   []string
	note                         string
}

// callOffs places orders of the last weeks, day by day.
func (s *story) callOffs(ctx context.Context) error {
	orders := []order{
		{"Notebooks und Dockingstationen", "bestellung@hannover.example", hannover, "freigabe@hannover.example", []string{"60", "60"}, "Lieferung an das Neue Rathaus, Trammplatz 2"},
		{"Monitore", "bestellung@hannover.example", hannover, "freigabe@hannover.example", []string{"120"}, "Lieferung an das Neue Rathaus, Trammplatz 2"},
		{"Notebooks und Dockingstationen", "bestellung@goettingen.example", goettingen, "", []string{"4", "4"}, "Neues Rathaus, Poststelle"},
		{"Monitore", "bestellung@goettingen.example", goettingen, "", []string{"12"}, "Neues Rathaus, Poststelle"},
		{"Notebooks und Dockingstationen", "bestellung@norderney.example", norderney, "", []string{"2", "2"}, "Rathaus, Am Kurplatz 3; Fähre ab Norddeich"},
		{"Monitore", "bestellung@braunschweig.example", braunschweig, "", []string{"18"}, ""},
		{"Monitore", "bestellung@oldenburg.example", oldenburg, "", []string{"20"}, ""},
		{"Notebooks und Dockingstationen", "bestellung@langeoog.example", langeoog, "", []string{"1", "1"}, ""},
		{"Notebooks und Dockingstationen", "bestellung@emsland.example", emsland, "", []string{"5", "5"}, "Kreishaus Meppen"},
	}
	for i, o := range orders {
		if err := s.daysAgo(ctx, 41-i); err != nil {
			return err
		}
		if err := s.order(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) order(ctx context.Context, o order) error {
	f, err := s.frameworkCalled(ctx, o.lot)
	if err != nil {
		return err
	}
	in := driving.PlaceCallOff{Framework: framework.ID(f.ID), Member: s.members[o.member], BudgetCode: "11110-4221", Note: o.note}
	for i, q := range o.quantities {
		in.Lines = append(in.Lines, driving.PlaceCallOffLine{Item: f.Items[i].ID, Quantity: q})
	}
	placed, err := s.Ordering.PlaceCallOff(ctx, s.as(o.buyer), access.Key{}, in)
	if err != nil || o.approver == "" || placed.Status != string(calloff.Submitted) {
		return err
	}
	_, err = s.Ordering.ApproveCallOff(ctx, s.as(o.approver), calloff.ID(placed.ID), placed.Version)
	return err
}

// together has three members share monitors; one of them has still to agree.
func (s *story) together(ctx context.Context) error {
	f, err := s.frameworkCalled(ctx, "Monitore")
	if err != nil {
		return err
	}
	joint, err := s.Joining.PlaceJoint(ctx, s.as("bestellung@hannover.example"), access.Key{}, driving.PlaceJoint{
		Framework: framework.ID(f.ID), Leader: s.members[hannover], BudgetCode: "11110-4221", Note: "Gemeinsamer Schulungsraum, Lieferung nach Hannover",
		Key: "weights", Lines: []driving.PlaceCallOffLine{{Item: f.Items[0].ID, Quantity: "10"}}, GoesOn: true, AgreeBy: period.DayOf(s.at(14)).String(),
		Participants: []driving.Participant{
			{Member: s.members[hannover].String(), Weight: "5"}, {Member: s.members[goettingen].String(), Weight: "3"}, {Member: s.members[braunschweig].String(), Weight: "2.5"},
		},
	})
	if err != nil {
		return err
	}
	for _, share := range joint.Shares {
		if share.Member.ID != s.members[braunschweig].String() {
			continue
		}
		_, err = s.Joining.AgreeShare(ctx, s.as("bestellung@braunschweig.example"), driving.Share{CallOff: calloff.ID(joint.ID), Member: s.members[braunschweig], Version: share.Version}, "11120-4221")
	}
	return err
}

const headsets = "Headsets und Webcams"

// headsetRules weigh quality by a tree of criteria, with a minimum for the warranty.
func headsetRules() driving.Rules {
	return driving.Rules{
		Method: "extended-ratio", Points: "400", Band: "5", Decides: &driving.Decider{By: "points"},
		Criteria: []driving.Criterion{
			{Name: "Gebrauchstauglichkeit", Weight: "60", Parts: []driving.Criterion{
				{Name: "Tonqualität", Weight: "50", Scale: "10", Least: "4"},
				{Name: "Tragekomfort", Weight: "50", Scale: "10"},
			}},
			{Name: "Garantie und Austausch", Weight: "25", Scale: "10", Least: "5"},
			{Name: "Reparierbarkeit und Umwelt", Weight: "15", Scale: "10"},
		},
		Ties: []driving.Decider{{By: "price"}, {By: "criterion", Criterion: "Tonqualität"}},
	}
}

// headsets is a national tender with a deadline that has just passed.
func (s *story) headsets(ctx context.Context) error {
	r, err := s.round(ctx, driving.CreateRound{Title: headsets, ClosesAt: s.at(-18), Items: []driving.CreateRoundItem{
		{Name: "Headset mit Geräuschunterdrückung", Description: "USB-C und Bluetooth, beidohrig", Category: "hardware", CPV: "32342100-3", Unit: "H87", EstimatedPrice: "85.00"},
		{Name: "Webcam 1080p", Description: "mit Abdeckung", Category: "hardware", CPV: "30237240-3", Unit: "H87", EstimatedPrice: "60.00"},
	}}, []need{
		stated("bestellung@goettingen.example", goettingen, "80 40", "10 5"),
		stated("bestellung@hannover.example", hannover, "250 120", "20 10"),
		stated("bestellung@oldenburg.example", oldenburg, "90 60", "10 5"),
		stated("bestellung@norderney.example", norderney, "10 6", "2 2"),
	})
	if err != nil {
		return err
	}
	if r, err = s.freeze(ctx, r); err != nil {
		return err
	}
	t, err := s.publish(ctx, r, driving.TenderDraft{
		Title: headsets, Rules: headsetRules(), TermMonths: 24, QuotaMode: "first-come", Deadline: s.at(-2),
		NoLotsReason: "Beide Artikel liefert der gleiche Markt; eine Teilung ließe zu kleine Lose übrig.",
		Lots: []driving.TenderDraftLot{{Title: headsets, MaximumValue: "70000.00", Items: []driving.TenderDraftItem{
			{RoundItem: r.Items[0].ID, MaximumQuantity: "600"}, {RoundItem: r.Items[1].ID, MaximumQuantity: "350"}}}},
	})
	if err != nil {
		return err
	}
	if err := s.bid(ctx, "angebot@nordtec.example", t, []string{"79.90", "52.40"}, "Schnurlos mit 32 Stunden Laufzeit, Ladeschale, drei Jahre Austausch am nächsten Werktag."); err != nil {
		return err
	}
	return s.bid(ctx, "angebot@heide.example", t, []string{"74.50", "58.00"}, "Schnurlos mit 24 Stunden Laufzeit, Ohrpolster wechselbar, zwei Jahre Gewährleistung.")
}

// current is what takes bids and asks for needs now.
func (s *story) current(ctx context.Context) error {
	r, err := s.round(ctx, driving.CreateRound{Title: "Netzwerk-Switches für Rathäuser", ClosesAt: s.at(-3), Items: []driving.CreateRoundItem{
		{Name: "Switch 48 Ports PoE+", Description: "48 × 1 GBit/s PoE+, 4 × SFP+, verwaltbar", Category: "hardware", CPV: "32420000-3", Unit: "H87", EstimatedPrice: "1890.00"},
	}}, []need{
		stated("bestellung@goettingen.example", goettingen, "14", "2"),
		stated("bestellung@emsland.example", emsland, "22", "4"),
		stated("bestellung@osnabrueck.example", osnabrueck, "18", "2"),
	})
	if err != nil {
		return err
	}
	if r, err = s.freeze(ctx, r); err != nil {
		return err
	}
	_, err = s.publish(ctx, r, driving.TenderDraft{
		Title: "Netzwerk-Switches für Rathäuser", Rules: driving.Rules{Method: "lowest-price"}, Deadline: s.at(21),
		TermMonths: 36, OptionMonths: []int{12}, QuotaMode: "soft", FlowBackMonths: 24,
		NoLotsReason: "Ein einziger Artikel.",
		Lots:         []driving.TenderDraftLot{{Title: "Switches", MaximumValue: "130000.00", Items: []driving.TenderDraftItem{{RoundItem: r.Items[0].ID, MaximumQuantity: "70"}}}},
	})
	if err != nil {
		return err
	}
	_, err = s.round(ctx, driving.CreateRound{Title: "Software und Lizenzen 2027", ClosesAt: s.at(12), Items: []driving.CreateRoundItem{
		{Name: "Virenschutz, Lizenz je Arbeitsplatz und Jahr", Category: "software", CPV: "48761000-0", Unit: "C62", EstimatedPrice: "14.80", Pack: "50", Minimum: "500",
			Tiers: together("all-unit", view.PriceStep{From: "7000", Price: "13.90"}, view.PriceStep{From: "10000", Price: "12.50"})},
		{Name: "Bürosoftware, Lizenz je Arbeitsplatz und Jahr", Category: "software", CPV: "48300000-1", Unit: "C62", EstimatedPrice: "62.00", Pack: "1000",
			Tiers: together("marginal", view.PriceStep{From: "8000", Price: "58.00"})},
		{Name: "Schulung, Tag vor Ort", Category: "service", CPV: "80533100-0", Unit: "DAY", EstimatedPrice: "980.00"},
	}}, []need{
		stated("bestellung@hannover.example", hannover, "3200 2800 10", "200 200 2"),
		stated("bestellung@braunschweig.example", braunschweig, "2100 2100 6", "100 100 2"),
		stated("bestellung@osnabrueck.example", osnabrueck, "1500 1400 4.5", "100 100 1"),
	})
	return err
}

// together are price steps that the members reach together.
func together(mode string, steps ...view.PriceStep) *view.Tiers {
	return &view.Tiers{Mode: mode, Basis: "contract", Steps: steps}
}

// printers is a frozen round that nobody has made a tender of, and a draft that waits
// for a second officer.
func (s *story) printers(ctx context.Context) error {
	r, err := s.round(ctx, driving.CreateRound{Title: "Multifunktionsgeräte", ClosesAt: s.at(-1), Items: []driving.CreateRoundItem{
		{Name: "Multifunktionsgerät A3 Farbe", Description: "Drucken, Kopieren, Scannen; 35 Seiten je Minute", Category: "hardware", CPV: "30121100-4", Unit: "H87", EstimatedPrice: "2350.00"},
	}}, []need{
		stated("bestellung@goettingen.example", goettingen, "18", "2"),
		stated("bestellung@norderney.example", norderney, "2", "1"),
		stated("bestellung@region-hannover.example", regionHan, "30", "4"),
	})
	if err != nil {
		return err
	}
	if _, err = s.freeze(ctx, r); err != nil {
		return err
	}
	if r, err = s.round(ctx, driving.CreateRound{Title: "Präsentationstechnik für Sitzungssäle", ClosesAt: s.at(-1), Items: []driving.CreateRoundItem{
		{Name: "Bildschirm 86 Zoll auf Rollen", Category: "hardware", CPV: "30231300-0", Unit: "H87", EstimatedPrice: "2900.00"},
		{Name: "Konferenzkamera", Category: "hardware", CPV: "30237240-3", Unit: "H87", EstimatedPrice: "640.00"},
	}}, []need{
		stated("bestellung@hannover.example", hannover, "12 12", "2 2"),
		stated("bestellung@oldenburg.example", oldenburg, "5 5", "0 0"),
	}); err != nil {
		return err
	}
	if r, err = s.freeze(ctx, r); err != nil {
		return err
	}
	_, err = s.submit(ctx, r, driving.TenderDraft{
		Title: "Präsentationstechnik für Sitzungssäle", Rules: driving.Rules{Method: "lowest-price"}, TermMonths: 24, QuotaMode: "first-come", Deadline: s.at(28),
		NoLotsReason: "Bildschirm und Kamera werden zusammen eingerichtet.",
		Lots: []driving.TenderDraftLot{{Title: "Präsentationstechnik", MaximumValue: "90000.00", Items: []driving.TenderDraftItem{
			{RoundItem: r.Items[0].ID, MaximumQuantity: "25"}, {RoundItem: r.Items[1].ID, MaximumQuantity: "25"}}}},
	})
	return err
}

// today leaves something to do for a buyer's approver and for the finance officers.
func (s *story) today(ctx context.Context) error {
	if err := s.approvals(ctx); err != nil {
		return err
	}
	if err := s.order(ctx, order{"Notebooks und Dockingstationen", "bestellung@goettingen.example", goettingen, "", []string{"12", "12"}, "Neues Rathaus, Poststelle"}); err != nil {
		return err
	}
	if err := s.shopping(ctx); err != nil {
		return err
	}
	if err := s.contractChanges(ctx); err != nil {
		return err
	}
	return s.unposted(ctx)
}
