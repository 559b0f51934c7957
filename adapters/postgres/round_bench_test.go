package postgres_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// largeRound is an open round of 200 items.
func (m *market) largeRound() view.Round {
	in := driving.CreateRound{Title: "Alles für alle", ClosesAt: closing}
	for i := range 200 {
		in.Items = append(in.Items, driving.CreateRoundItem{
			Name: fmt.Sprintf("Artikel %d", i), Category: "hardware", Unit: "H87", EstimatedPrice: "10", Pack: "10", Minimum: "50",
			Tiers: &view.Tiers{Mode: "all-unit", Basis: "contract", Steps: []view.PriceStep{{From: "1000000", Price: "9"}}},
		})
	}
	return m.openAs(in)
}

// everybodyNeeds has every member need every item.
func (m *market) everybodyNeeds(round view.Round) {
	m.t.Helper()
	m.prepare(`insert into demand_need (cooperative_id, id, round_id, item_id, member_id, firm, tolerance, stated_at, stated_by)
		select i.cooperative_id, gen_random_uuid(), i.round_id, i.id, m.id, 7, 2, now(), (select id from person limit 1)
		from demand_item i join member m using (cooperative_id) where i.round_id = $1`, round.ID)
	if _, err := m.owner.Exec(m.t.Context(), `analyze demand_need`); err != nil {
		m.t.Fatal(err)
	}
}

// BenchmarkLiveTotals reads a round of 200 items in which 1,000 members need each, as a
// member and as an officer see it.
func BenchmarkLiveTotals(b *testing.B) {
	m := openMarket(b)
	round := m.largeRound()
	buyers := m.manyBuyers(1000)
	m.everybodyNeeds(round)
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

// BenchmarkLiveTotalsWhileMembersEnter has 200 of 1,000 members state all their needs at once,
// and reads the totals meanwhile; it reports the slowest twentieth of the readings.
func BenchmarkLiveTotalsWhileMembersEnter(b *testing.B) {
	m := openMarket(b)
	round := m.largeRound()
	buyers := m.manyBuyers(1000)[:200]
	m.everybodyNeeds(round)
	needs := make([]driving.StateNeed, len(round.Items))
	for i, item := range round.Items {
		needs[i] = driving.StateNeed{Item: item.ID, Firm: "8", Tolerance: "1"}
	}
	for b.Loop() {
		var stating sync.WaitGroup
		for _, buyer := range buyers {
			stating.Go(func() {
				_, err := m.demand.StateNeeds(b.Context(), buyer, access.Key{}, driving.StateNeeds{Round: demand.ID(round.ID), Member: buyer.Grants[0].Member, Needs: needs})
				if err != nil {
					b.Error(err)
				}
			})
		}
		entered := make(chan struct{})
		go func() { stating.Wait(); close(entered) }()
		var took []time.Duration
		for reading := true; reading; {
			select {
			case <-entered:
				reading = false
			case <-time.After(20 * time.Millisecond):
				began := time.Now()
				if _, err := m.demand.Round(b.Context(), m.officer, demand.ID(round.ID)); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "ms-p95")
		b.ReportMetric(float64(len(took)), "readings")
	}
	m.tallyIsTheSum(round)
}
