package demand_test

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

func TestARoundWithoutAnyNeedIsNotFrozen(t *testing.T) {
	round := open(t)
	for name, needs := range map[string][]demand.Need{
		"nobody answered":        nil,
		"everybody needs naught": append(states(t, round, hanover, 0, "0", "0"), states(t, round, celle, 1, "0", "0")...),
	} {
		_, err := round.Freeze(needs, morning)
		refused(t, err, demand.ErrEmpty, "")
		if got := round.State(); got.Status != demand.Open || got.SnapshotHash != "" {
			t.Errorf("%s: a failed freezing changed %+v", name, got)
		}
	}
	if _, err := round.Freeze(states(t, round, hanover, 0, "0", "1"), morning); err != nil {
		t.Errorf("a tolerance is a need too: %v", err)
	}
}

func TestATotalBeyondWhatAQuantityCanBeIsNotFrozen(t *testing.T) {
	d := notebooks()
	d.Items = []demand.Item{{Name: "Gigabyte", Category: demand.DataCenter, Unit: "E34", EstimatedPrice: money.MustPrice("0.000001")}}
	round, err := demand.New(d, morning)
	if err != nil {
		t.Fatal(err)
	}
	if err := round.Open(morning); err != nil {
		t.Fatal(err)
	}
	most := states(t, round, hanover, 0, "999999999", "0.999")
	if _, err := round.Freeze(append(most, states(t, round, celle, 0, "0", "0.001")...), morning); err == nil {
		t.Fatal("frozen above the largest quantity")
	} else {
		refused(t, err, demand.ErrTotalTooLarge, "")
	}
	if _, err := round.Freeze(most, morning); err != nil {
		t.Errorf("just as much as a quantity can be: %v", err)
	}
}

// known is a frozen round in which every id and time is fixed.
func known(t *testing.T) demand.Snapshot {
	t.Helper()
	s := open(t).State()
	s.ID = "00000000-0000-7000-8000-0000000000aa"
	for i, itemID := range []demand.ItemID{"00000000-0000-7000-8000-0000000000a1", "00000000-0000-7000-8000-0000000000a2", "00000000-0000-7000-8000-0000000000a3"} {
		s.Items[i].ID = itemID
	}
	round := demand.Restore(s)
	needs := slices.Concat(states(t, round, celle, 0, "10", "2"), states(t, round, hanover, 0, "25", "5"),
		states(t, round, hanover, 2, "1.5", "0"), states(t, round, celle, 2, "0", "0"))
	snapshot, err := round.Freeze(needs, time.Date(2026, 9, 29, 10, 0, 0, 1234, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

func TestTheCanonicalTextIsAsDocumented(t *testing.T) {
	want := "allmende-demand-snapshot\t1\n" +
		"round\t00000000-0000-7000-8000-0000000000aa\tBR-2026-0001\tNotebooks und Monitore\t2026-09-29T10:00:00.000001Z\n" +
		"item\t1\t00000000-0000-7000-8000-0000000000a1\tH87\t980.00\thardware\t30213100-6\tNotebook 14 Zoll\t\n" +
		"need\t00000000-0000-7000-8000-000000000001\t25\t5\n" +
		"need\t00000000-0000-7000-8000-000000000002\t10\t2\n" +
		"item\t2\t00000000-0000-7000-8000-0000000000a2\tH87\t210.50\thardware\t\tMonitor 27 Zoll\thöhenverstellbar\\nUSB-C\n" +
		"item\t3\t00000000-0000-7000-8000-0000000000a3\tHUR\t89.333333\tservice\t\tRollout\t\n" +
		"need\t00000000-0000-7000-8000-000000000001\t1.5\t0\n" +
		"need\t00000000-0000-7000-8000-000000000002\t0\t0\n"
	got := known(t)
	if got.Text() != want {
		t.Errorf("got\n%s\nwant\n%s", got.Text(), want)
	}
	if sum := sha256.Sum256([]byte(want)); got.Hash != hex.EncodeToString(sum[:]) {
		t.Errorf("hash %s", got.Hash)
	}
}

func TestASnapshotTotalsItemsAndMembers(t *testing.T) {
	s := known(t)
	if i := s.Items[0]; i.Firm.String() != "35" || i.Tolerance.String() != "7" || len(i.Needs) != 2 {
		t.Errorf("notebooks: %+v", i)
	}
	if i := s.Items[1]; !i.Firm.IsZero() || len(i.Needs) != 0 {
		t.Errorf("monitors: %+v", i)
	}
	if got := s.Members(); !slices.Equal(got, []member.ID{hanover.Member, celle.Member}) {
		t.Errorf("members %v", got)
	}
}

func TestAMemberThatNeedsNothingIsNotAmongTheMembers(t *testing.T) {
	round := open(t)
	snapshot, err := round.Freeze(append(states(t, round, hanover, 0, "1", "0"), states(t, round, celle, 0, "0", "0")...), morning)
	if err != nil {
		t.Fatal(err)
	}
	if got := snapshot.Members(); !slices.Equal(got, []member.ID{hanover.Member}) {
		t.Errorf("got %v", got)
	}
}

func TestARestoredSnapshotIsHeldAgainstItsHash(t *testing.T) {
	round := open(t)
	needs := append(states(t, round, hanover, 0, "25", "5"), states(t, round, celle, 2, "1.5", "0")...)
	want, err := round.Freeze(needs, morning)
	if err != nil {
		t.Fatal(err)
	}
	got, err := demand.RestoreSnapshot(round.State(), []demand.Need{needs[1], needs[0]})
	if err != nil || got.Text() != want.Text() {
		t.Fatalf("%v\n%s\nwant\n%s", err, got.Text(), want.Text())
	}
	altered := slices.Clone(needs)
	altered[0].Firm = quantity.Must("26")
	for name, kept := range map[string][]demand.Need{"an altered need": altered, "a lost need": needs[:1], "no need": nil} {
		if _, err := demand.RestoreSnapshot(round.State(), kept); err == nil {
			t.Errorf("%s went unnoticed", name)
		}
	}
}

func TestASnapshotDoesNotDependOnTheOrderOfTheNeedsAndSumsThemAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		round, err := demand.New(notebooks(), morning)
		if err != nil {
			t.Fatal(err)
		}
		s := round.State()
		s.Status = demand.Open
		var needs []demand.Need
		sums := map[demand.ItemID]int64{}
		for range rapid.IntRange(1, 30).Draw(t, "members") {
			by := id.New[member.Member]()
			for _, item := range s.Items {
				firm := rapid.Int64Range(0, 1000).Draw(t, "firm")
				needs = append(needs, demand.Need{Member: by, Item: item.ID, Firm: whole(t, firm), Tolerance: whole(t, 1)})
				sums[item.ID] += firm
			}
		}
		one, err := demand.Restore(s).Freeze(needs, morning)
		if err != nil {
			t.Fatal(err)
		}
		rand.Shuffle(len(needs), func(i, j int) { needs[i], needs[j] = needs[j], needs[i] })
		other, err := demand.Restore(s).Freeze(needs, morning)
		if err != nil || one.Hash != other.Hash {
			t.Fatalf("%v: hashes %s and %s", err, one.Hash, other.Hash)
		}
		for _, item := range one.Items {
			if want := whole(t, sums[item.ID]); item.Firm.Cmp(want) != 0 {
				t.Fatalf("item %d: total %s, want %s", item.Position, item.Firm, want)
			}
		}
	})
}

func whole(t *rapid.T, n int64) quantity.Quantity {
	q, err := quantity.FromDecimal(money.FromCents(n * 100).Decimal())
	if err != nil {
		t.Fatal(err)
	}
	return q
}
