package postgres_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/quantity"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// inPacks is a round of cables in packs of ten, at least twenty, cheaper from a hundred on,
// and of monitors singly.
func inPacks() driving.CreateRound {
	return driving.CreateRound{Title: "Kabel und Monitore", ClosesAt: closing, Items: []driving.CreateRoundItem{
		{Name: "Netzwerkkabel 3 m", Category: "hardware", Unit: "H87", EstimatedPrice: "4.5", Pack: "10", Minimum: "20",
			Tiers: &view.Tiers{Mode: "all-unit", Basis: "contract", Steps: []view.PriceStep{{From: "100", Price: "4.05"}, {From: "500", Price: "3.333333"}}}},
		{Name: "Monitor 27 Zoll", Category: "hardware", Unit: "H87", EstimatedPrice: "210.505"},
	}}
}

func (m *market) openAs(in driving.CreateRound) view.Round {
	m.t.Helper()
	draft, err := m.demand.CreateRound(m.t.Context(), m.officer, access.Key{}, in)
	if err != nil {
		m.t.Fatal(err)
	}
	round, err := m.demand.OpenRound(m.t.Context(), m.officer, demand.ID(draft.ID), draft.Version)
	if err != nil {
		m.t.Fatal(err)
	}
	return round
}

func (m *market) topUp(round view.Round) view.Round {
	m.t.Helper()
	after, err := m.demand.TopUpRound(m.t.Context(), m.officer, demand.ID(round.ID), round.Version, closing.Add(time.Hour))
	if err != nil {
		m.t.Fatal(err)
	}
	return after
}

func TestARoundShowsWhatIsMissingAndWhatTheNextStepSaves(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	round := m.openAs(inPacks())
	m.mustState(celle, round, 0, "75", "2")
	after := m.mustState(gifhorn, round, 0, "20", "0")
	item := after.Items[0]
	if item.Pack != "10" || item.Minimum != "20" || item.Tiers == nil || len(item.Tiers.Steps) != 2 || item.Tiers.Steps[1] != (view.PriceStep{From: "500", Price: "3.333333"}) {
		t.Errorf("terms: %+v", item)
	}
	if item.Firm != "95" || item.Ordered != "90" || item.Missing != "3" {
		t.Errorf("of 95 and 2: %s ordered, %s missing", item.Ordered, item.Missing)
	}
	want := view.NextRoundStep{NextStep: view.NextStep{From: "100", Missing: "5", Price: "4.05", Total: "405.00", Saves: "45.00"}, Lowers: "22.50"}
	if item.Next == nil || *item.Next != want {
		t.Errorf("next step %+v, want %+v", item.Next, want)
	}
	if len(after.Needs) != 1 || after.Needs[0].Saves != "9.00" {
		t.Errorf("Gifhorn sees its own 20 only, for 0.45 less each: %+v", after.Needs)
	}
	if other := after.Items[1]; other.Pack != "" || other.Minimum != "" || other.Tiers != nil || other.Next != nil || other.Missing != "0" {
		t.Errorf("an item without terms: %+v", other)
	}
	frozen := m.mustFreeze(round)
	if got := m.snapshot(frozen); got.Hash != frozen.SnapshotHash || got.Items[0].Pack.String() != "10" {
		t.Errorf("snapshot %s, want %s", got.Hash, frozen.SnapshotHash)
	}
}

func TestToppingUpRaisesNothingThatIsMissing(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	round := m.openAs(inPacks())
	m.mustState(celle, round, 0, "25", "2")
	round = m.topUp(round)
	if round.Status != "topping-up" || !round.ClosesAt.Equal(closing.Add(time.Hour)) || round.Items[0].Missing != "3" {
		t.Errorf("%+v", round)
	}
	if _, err := m.state(t.Context(), gifhorn, round, 0, "9", "0"); !errors.Is(err, demand.ErrRaisesMissing) {
		t.Errorf("nine more begin the next pack: %v", err)
	}
	if _, err := m.state(t.Context(), celle, round, 0, "24", "2"); !errors.Is(err, demand.ErrRaisesMissing) {
		t.Errorf("one less: %v", err)
	}
	if after := m.mustState(gifhorn, round, 0, "2", "1"); after.Items[0].Missing != "0" || after.Items[0].Ordered != "30" {
		t.Errorf("%+v", after.Items[0])
	}
	for name, sql := range map[string]string{
		"a need that is lowered": `update demand_need set tolerance = 0`,
		"a need that is added": `insert into demand_need (cooperative_id, id, round_id, item_id, member_id, firm, tolerance, stated_at, stated_by)
			select n.cooperative_id, gen_random_uuid(), n.round_id, n.item_id, m.id, 4, 0, now(), n.stated_by
			from (select * from demand_need limit 1) n, member m where m.cooperative_id = n.cooperative_id and not exists (select from demand_need o where o.member_id = m.id)`,
	} {
		m.buyer("noch einer " + name)
		if err := m.write(sql); constraintOf(err) != "demand_need_raises_no_missing" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if frozen := m.mustFreeze(round); frozen.Items[0].Firm != "27" {
		t.Errorf("frozen %+v", frozen.Items[0])
	}
}

// Twenty members want to fill the last three of a pack at once: each alone may, all
// together would begin new packs.
func TestToppingUpAtOnceFillsThePackAndBeginsNoOther(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.openAs(inPacks())
	m.mustState(celle, round, 0, "27", "0")
	round = m.topUp(round)
	var took, refused atomic.Int32
	var stating sync.WaitGroup
	for _, buyer := range m.manyBuyers(20) {
		stating.Go(func() {
			switch _, err := m.state(t.Context(), buyer, round, 0, "1", "0"); {
			case err == nil:
				took.Add(1)
			case errors.Is(err, demand.ErrRaisesMissing):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	stating.Wait()
	after, err := m.demand.Round(t.Context(), m.officer, demand.ID(round.ID))
	if err != nil || took.Load() != 3 || refused.Load() != 17 || after.Items[0].Missing != "0" || after.Items[0].Firm != "30" {
		t.Errorf("%v: %d took one, %d were refused, %+v", err, took.Load(), refused.Load(), after.Items[0])
	}
}

func TestAMemberStatesTheSameItemInOneOpenRound(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	first := m.openAs(inPacks())
	again := inPacks()
	again.Items[0].Name = "NETZWERKKABEL 3 m"
	second := m.openAs(again)
	m.mustState(celle, first, 0, "25", "0")
	if _, err := m.state(t.Context(), celle, second, 0, "1", "0"); !errors.Is(err, demand.ErrElsewhere) {
		t.Errorf("a second time: %v", err)
	}
	m.mustState(celle, second, 1, "1", "0")
	m.mustState(gifhorn, second, 0, "1", "0")
	m.mustState(celle, first, 0, "0", "0")
	m.mustState(celle, second, 0, "25", "0")
	if _, err := m.state(t.Context(), celle, first, 0, "25", "0"); !errors.Is(err, demand.ErrElsewhere) {
		t.Errorf("back again: %v", err)
	}
	m.mustFreeze(second)
	m.mustState(celle, first, 0, "25", "0")
}

// Two colleagues state the same in two rounds at once: one of them is refused.
func TestTheSameItemAtOnceInTwoRoundsIsStatedOnce(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	rounds := []view.Round{m.openAs(inPacks()), m.openAs(inPacks())}
	errs := make([]error, len(rounds))
	var stating sync.WaitGroup
	for i, round := range rounds {
		stating.Go(func() { _, errs[i] = m.state(t.Context(), celle, round, 0, "1", "0") })
	}
	stating.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), demand.ErrElsewhere) {
		t.Errorf("%v", errs)
	}
}

func TestTheDatabaseFindsTheSameMissing(t *testing.T) {
	_, owner := open(t)
	rapid.Check(t, func(r *rapid.T) {
		draw := func(name string, most int) quantity.Quantity {
			q, err := quantity.Parse([]string{"0", "0.5", "1", "7", "10", "25", "30", "99.999"}[rapid.IntRange(0, most).Draw(r, name)])
			if err != nil {
				r.Fatal(err)
			}
			return q
		}
		terms := demand.Terms{Pack: draw("pack", 5)}
		for range rapid.IntRange(0, 4).Draw(r, "packs") {
			terms.Minimum = terms.Minimum.Add(terms.Pack)
		}
		v := demand.Volume{Firm: draw("firm", 7), Tolerance: draw("tolerance", 7)}
		var got string
		err := owner.QueryRow(t.Context(), `select trim_scale(demand_missing(nullif($1::text::numeric, 0), nullif($2::text::numeric, 0), $3::text::numeric, $4::text::numeric))::text`,
			terms.Pack.String(), terms.Minimum.String(), v.Firm.String(), v.Tolerance.String()).Scan(&got)
		if err != nil || got != terms.Missing(v).String() {
			r.Fatalf("%v: %s in the database, %s in the domain", err, got, terms.Missing(v))
		}
	})
}
