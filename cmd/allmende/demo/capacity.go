package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// sharedCapacity is a site with two pools that members share: one of space and power, one of virtual
// machines, which an officer grants. One reservation waits to be approved, another for room.
func (s *story) sharedCapacity(ctx context.Context) error {
	officer, today := s.as("vergabe@demo.example"), period.DayOf(s.at(-1))
	site, err := s.Keeping.AddCapacitySite(ctx, officer, access.Key{}, driving.SiteInput{
		Name: "Rechenzentrum Hannover", Address: "Am Listholze 12, 30177 Hannover",
		Rooms: []capacity.Room{{Name: "Saal 1", Class: 3}, {Name: "Saal 2", Class: 2}},
		Certificates: []driving.CertificateInput{
			{Name: "ISO/IEC 27001", ValidTo: today.AddMonths(22).String()}, {Name: "BSI C5 Typ 2", ValidTo: today.AddMonths(7).String()},
		},
	})
	if err != nil {
		return err
	}
	if err := s.siteEnergy(ctx, site.ID); err != nil {
		return err
	}
	level := func(amount, reserve, factor string) capacity.LevelText {
		return capacity.LevelText{From: today.String(), Amount: amount, Reserve: reserve, Overcommit: factor}
	}
	racks, err := s.capacityPool(ctx, driving.PoolInput{Site: capacity.SiteID(site.ID), Name: "Stellflächen", Room: "Saal 1"}, []driving.ResourceInput{
		{Kind: "rack-unit", Level: level("420", "42", "")}, {Kind: "it-load", Level: level("80", "8", "")},
	})
	if err != nil {
		return err
	}
	cloud, err := s.capacityPool(ctx, driving.PoolInput{Site: capacity.SiteID(site.ID), Name: "Virtuelle Maschinen", Room: "Saal 2", Approval: true}, []driving.ResourceInput{
		{Kind: "vcpu", Level: level("512", "64", "3")}, {Kind: "memory", Level: level("4096", "512", "")},
		{Kind: "storage", Tier: "schnell", Level: level("120", "12", "")}, {Kind: "backup", Level: level("300", "0", "")},
	})
	if err != nil {
		return err
	}
	if racks, err = s.Keeping.SetCapacityLevel(ctx, officer, resourceOf(racks, 0), capacity.LevelText{From: today.AddMonths(6).MonthStart().String(), Amount: "504", Reserve: "42"}); err != nil {
		return err
	}
	for _, r := range []struct {
		member, buyer, purpose string
		pool                   view.CapacityPool
		from, months           int
		amounts                []string // of the pool's resources, in their order
		wait, approved         bool
	}{
		{goettingen, "bestellung@goettingen.example", "Fachverfahren der Stadt", racks, 0, 36, []string{"126", "20"}, false, false},
		{hannover, "bestellung@hannover.example", "Ausfallrechenzentrum", racks, 0, 24, []string{"168", "32.5"}, false, false},
		{oldenburg, "bestellung@oldenburg.example", "Archiv des Rathauses", racks, 30, 12, []string{"42", "6.5"}, false, false},
		{osnabrueck, "bestellung@osnabrueck.example", "Umzug des Rechenraums", racks, 60, 24, []string{"84", "10"}, true, false},
		{goettingen, "bestellung@goettingen.example", "E-Akte", cloud, 0, 24, []string{"256", "1024", "40", "80"}, false, true},
		{hannover, "bestellung@hannover.example", "Geodaten", cloud, 14, 12, []string{"192", "768", "24", "60"}, false, false},
	} {
		in := driving.ReserveInput{Pool: capacity.PoolID(r.pool.ID), Member: s.members[r.member], Purpose: r.purpose, Wait: r.wait}
		phase := capacity.PhaseText{From: today.Add(r.from).String(), To: today.AddMonths(r.months).Add(r.from - 1).String()}
		for i, amount := range r.amounts {
			phase.Claims = append(phase.Claims, capacity.ClaimText{Resource: capacity.ResourceID(r.pool.Resources[i].ID), Amount: amount})
		}
		in.Phases = []capacity.PhaseText{phase}
		made, err := s.Reserving.Reserve(ctx, s.as(r.buyer), access.Key{}, in)
		if err != nil {
			return err
		}
		if r.approved {
			if _, err := s.Deciding.ApproveReservation(ctx, officer, driving.ReservationSeen{Reservation: capacity.ID(made.ID), Version: made.Version}); err != nil {
				return err
			}
		}
	}
	return nil
}

func resourceOf(p view.CapacityPool, i int) driving.ResourceSeen {
	return driving.ResourceSeen{Pool: capacity.PoolID(p.ID), Resource: capacity.ResourceID(p.Resources[i].ID), Version: p.Resources[i].Version}
}

func (s *story) capacityPool(ctx context.Context, in driving.PoolInput, resources []driving.ResourceInput) (view.CapacityPool, error) {
	officer := s.as("vergabe@demo.example")
	pool, err := s.Keeping.AddCapacityPool(ctx, officer, access.Key{}, in)
	for _, r := range resources {
		if err != nil {
			return pool, err
		}
		pool, err = s.Keeping.AddCapacityResource(ctx, officer, access.Key{}, capacity.PoolID(pool.ID), r)
	}
	return pool, err
}
