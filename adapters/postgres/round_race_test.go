package postgres_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/view"
)

func constraintOf(err error) string {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return ""
	}
	return pg.ConstraintName
}

func TestBuyersOfDifferentMembersDoNotWaitForEachOther(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	round := m.open()
	m.holdingANeed(celle, round, func() { m.mustState(gifhorn, round, 0, "10", "0") })
	after, err := m.demand.Round(t.Context(), m.officer, demand.ID(round.ID))
	if err != nil || after.Items[0].Firm != "17" || after.Answered != 2 {
		t.Errorf("%v, %+v", err, after)
	}
}

// holdingANeed states seven for the buyer's member and runs meanwhile before the commit.
func (m *market) holdingANeed(buyer access.Actor, round view.Round, meanwhile func()) {
	m.t.Helper()
	err := m.db.Do(m.t.Context(), driven.Attempt{Actor: buyer, Act: access.NeedState}, func(ctx context.Context, s driven.Stores) error {
		held, err := s.Rounds.GetShared(ctx, demand.ID(round.ID))
		if err != nil {
			return err
		}
		needs, err := held.Accept(demand.Author{Member: buyer.Grants[0].Member, Invited: true, Person: buyer.Person},
			[]demand.Statement{{Item: demand.ItemID(round.Items[0].ID), Firm: quantity.Must("7")}}, nil, s.Now)
		if err != nil {
			return err
		}
		if err := s.Rounds.SaveNeeds(ctx, demand.ID(round.ID), needs); err != nil {
			return err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: "round.needs-stated", Object: audit.Object{Type: "round", ID: round.ID}}); err != nil {
			return err
		}
		meanwhile()
		return nil
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

func TestFreezingWaitsForWhoIsStating(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.open()
	done := make(chan error, 1)
	m.holdingANeed(celle, round, func() {
		go func() {
			_, err := m.demand.FreezeRound(t.Context(), m.officer, demand.ID(round.ID), round.Version, false)
			done <- err
		}()
		m.untilSomebodyWaits(done)
	})
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := m.snapshot(round).Items[0].Firm.String(); got != "7" {
		t.Errorf("the snapshot holds %s, want the 7 that was acknowledged", got)
	}
}

// untilSomebodyWaits asks the database until a transaction waits for another's lock.
func (m *market) untilSomebodyWaits(done <-chan error) {
	for {
		select {
		case err := <-done:
			m.t.Errorf("the freezing did not wait: %v", err)
			return
		case <-m.t.Context().Done():
			return
		default:
		}
		var waiting bool
		err := m.owner.QueryRow(m.t.Context(), `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`).Scan(&waiting)
		if err != nil {
			m.t.Error(err)
			return
		}
		if waiting {
			return
		}
	}
}

// Two hundred members state and state again while an officer freezes: what the
// snapshot holds is for each member what was acknowledged last, and nothing else.
func TestTheSnapshotIsWhatWasAcknowledgedWhoeverStatesMeanwhile(t *testing.T) {
	m := openMarket(t)
	buyers := m.manyBuyers(200)
	round := m.open()
	acknowledged := make([]string, len(buyers))
	answers := make(chan struct{}, len(buyers)*10)
	var stating sync.WaitGroup
	for i, buyer := range buyers {
		stating.Go(func() {
			for again := range 10 {
				firm := strconv.Itoa(i*10 + again + 1)
				if _, err := m.state(t.Context(), buyer, round, i%3, firm, "1"); errors.Is(err, demand.ErrNotOpen) {
					return
				} else if err != nil {
					t.Errorf("member %d: %v", i, err)
					return
				}
				acknowledged[i] = firm
				answers <- struct{}{}
			}
		})
	}
	for range 300 {
		<-answers
	}
	frozen := m.mustFreeze(round)
	stating.Wait()

	got := map[member.ID]string{}
	snapshot := m.snapshot(frozen)
	for _, item := range snapshot.Items {
		for _, n := range item.Needs {
			got[n.Member] = n.Firm.String()
		}
	}
	refused := 0
	for i, buyer := range buyers {
		if got[buyer.Grants[0].Member] != acknowledged[i] {
			t.Errorf("member %d: %q in the snapshot, %q acknowledged", i, got[buyer.Grants[0].Member], acknowledged[i])
		}
		if acknowledged[i] != strconv.Itoa(i*10+10) {
			refused++
		}
	}
	if refused == 0 {
		t.Error("nobody was refused: the freezing was not in the middle")
	}
	m.tallyIsTheSum(round)
	after, err := m.demand.Round(t.Context(), m.officer, demand.ID(round.ID))
	if err != nil {
		t.Fatal(err)
	}
	for i, item := range snapshot.Items {
		if after.Items[i].Firm != item.Firm.String() {
			t.Errorf("item %d: total %s, snapshot %s", i, after.Items[i].Firm, item.Firm)
		}
	}
}
