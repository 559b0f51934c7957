package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// sharedCapacity is a site with two pools that members share: one of space and power, one of virtual
// machines, which an officer grants.
func (s *story) sharedCapacity(ctx context.Context) error {
	officer, today := s.as("vergabe@demo.example"), s.told
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
	s.racks, s.cloud = racks, cloud
	return s.reservations(ctx, []wish{
		{goettingen, "bestellung@goettingen.example", "Fachverfahren der Stadt", racks, 0, 36, []string{"126", "20"}, false, false},
		{goettingen, "bestellung@goettingen.example", "E-Akte", cloud, 0, 24, []string{"256", "1024", "40", "80"}, false, true},
	})
}

// fullerCapacity is what others reserve later: one reservation waits to be approved, another for room.
func (s *story) fullerCapacity(ctx context.Context) error {
	return s.reservations(ctx, []wish{
		{hannover, "bestellung@hannover.example", "Ausfallrechenzentrum", s.racks, 0, 24, []string{"168", "32.5"}, false, false},
		{oldenburg, "bestellung@oldenburg.example", "Archiv des Rathauses", s.racks, 30, 12, []string{"42", "6.5"}, false, false},
		{osnabrueck, "bestellung@osnabrueck.example", "Umzug des Rechenraums", s.racks, 60, 24, []string{"84", "10"}, true, false},
		{hannover, "bestellung@hannover.example", "Geodaten", s.cloud, 14, 12, []string{"192", "768", "24", "60"}, false, false},
	})
}

// wish is what somebody reserves, counted from the day on which it is told.
type wish struct {
	member, buyer, purpose string
	pool                   view.CapacityPool
	from, months           int
	amounts                []string // of the pool's resources, in their order
	wait, approved         bool
}

func (s *story) reservations(ctx context.Context, wishes []wish) error {
	for _, r := range wishes {
		in := driving.ReserveInput{Pool: capacity.PoolID(r.pool.ID), Member: s.members[r.member], Purpose: r.purpose, Wait: r.wait}
		begins := s.told.Add(r.from)
		phase := capacity.PhaseText{From: begins.String(), To: begins.AddMonths(r.months).Add(-1).String()}
		for i, amount := range r.amounts {
			phase.Claims = append(phase.Claims, capacity.ClaimText{Resource: capacity.ResourceID(r.pool.Resources[i].ID), Amount: amount})
		}
		in.Phases = []capacity.PhaseText{phase}
		made, err := s.Reserving.Reserve(ctx, s.as(r.buyer), access.Key{}, in)
		if err != nil {
			return err
		}
		s.reserved[r.purpose] = made
		if r.approved {
			if _, err := s.Deciding.ApproveReservation(ctx, s.as("vergabe@demo.example"), driving.ReservationSeen{Reservation: capacity.ID(made.ID), Version: made.Version}); err != nil {
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
