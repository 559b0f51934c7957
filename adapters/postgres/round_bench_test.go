package postgres_test

import (
	"fmt"
	"testing"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// BenchmarkLiveTotals reads a round of 200 items in which 1,000 members need each, as a
// member and as an officer see it.
func BenchmarkLiveTotals(b *testing.B) {
	m := openMarket(b)
	in := driving.CreateRound{Title: "Alles für alle", ClosesAt: closing}
	for i := range 200 {
		in.Items = append(in.Items, driving.CreateRoundItem{
			Name: fmt.Sprintf("Artikel %d", i), Category: "hardware", Unit: "H87", EstimatedPrice: "10", Pack: "10", Minimum: "50",
			Tiers: &view.Tiers{Mode: "all-unit", Basis: "contract", Steps: []view.PriceStep{{From: "1000000", Price: "9"}}},
		})
	}
	round := m.openAs(in)
	buyers := m.manyBuyers(1000)
	m.prepare(`insert into demand_need (cooperative_id, id, round_id, item_id, member_id, firm, tolerance, stated_at, stated_by)
		select i.cooperative_id, gen_random_uuid(), i.round_id, i.id, m.id, 7, 2, now(), (select id from person limit 1)
		from demand_item i join member m using (cooperative_id) where i.round_id = $1`, round.ID)
	if _, err := m.owner.Exec(b.Context(), `analyze demand_need`); err != nil {
		b.Fatal(err)
	}
	for name, actor := range map[string]access.Actor{"member": buyers[0], "officer": m.officer} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				got, err := m.demand.Round(b.Context(), actor, demand.ID(round.ID))
				if err != nil || got.Items[199].Firm != "7000" || got.Answered != 1000 {
					b.Fatalf("%v, %+v", err, got.Items[199])
				}
			}
		})
	}
}
