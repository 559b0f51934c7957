package postgres_test

import (
	"errors"
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func (m *market) events(actor access.Actor, in driving.ListEvents) view.Page[view.Event] {
	m.t.Helper()
	if in.Page.Limit == 0 {
		in.Page.Limit = 50
	}
	page, err := usecase.NewAuditing(m.db).ListEvents(m.t.Context(), actor, in)
	if err != nil {
		m.t.Fatal(err)
	}
	return page
}

func actions(page view.Page[view.Event]) []string {
	names := []string{}
	for _, e := range page.Items {
		names = append(names, e.Action)
	}
	return names
}

// history makes a round with two members' needs, a refusal and a freezing.
func (m *market) history(celle, gifhorn access.Actor) view.Round {
	m.t.Helper()
	round := m.open()
	m.mustState(celle, round, 0, "1", "0")
	m.mustState(gifhorn, round, 0, "2", "0")
	if _, err := m.demand.OpenRound(m.t.Context(), m.officer, demand.ID(round.ID), round.Version); !errors.Is(err, demand.ErrNotDraft) {
		m.t.Fatal(err)
	}
	return m.mustFreeze(round)
}

func TestAnAuditorReadsTheHistoryOfARound(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	auditor := m.appoint("Anna Auditorin", access.Grant{Role: access.Auditor})
	m.draft()
	round := m.history(celle, gifhorn)
	got := m.events(auditor, driving.ListEvents{ObjectType: "round", ObjectID: round.ID})
	want := []string{"round.frozen", "round.open", "round.needs-stated", "round.needs-stated", "round.opened", "round.created"}
	if !slices.Equal(actions(got), want) {
		t.Fatalf("got %v, want %v", actions(got), want)
	}
	frozen, refused := got.Items[0], got.Items[1]
	if frozen.Details["snapshotHash"] != round.SnapshotHash || frozen.Actor != m.officer.Name || frozen.ObjectName != round.Number || frozen.Refused || frozen.At.IsZero() {
		t.Errorf("the freezing: %+v", frozen)
	}
	if !refused.Refused || refused.FaultCode != "demand.not-draft" || refused.Details["status"] != "open" {
		t.Errorf("the refusal: %+v", refused)
	}
}

func TestMembersReadWhatConcernsThem(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	m.history(celle, gifhorn)
	for name, c := range map[string]struct {
		actor access.Actor
		want  []string
	}{
		"a buyer":                       {celle, []string{"round.needs-stated"}},
		"another cooperative's officer": {marketIn(t, m.db, m.owner).officer, nil},
	} {
		got := m.events(c.actor, driving.ListEvents{})
		names := slices.DeleteFunc(actions(got), func(action string) bool { return action == "test.prepared" })
		if !slices.Equal(names, c.want) {
			t.Errorf("%s: %v, want %v", name, names, c.want)
		}
		for _, e := range got.Items {
			if e.Action == "round.needs-stated" && e.Actor != celle.Name {
				t.Errorf("%s sees an event of %s", name, e.Actor)
			}
		}
	}
	admin := access.Actor{Person: id.New[member.Person](), Cooperative: m.id, Grants: []access.Grant{{Role: access.Administrator}}}
	if _, err := usecase.NewAuditing(m.db).ListEvents(t.Context(), admin, driving.ListEvents{Page: view.PageRequest{Limit: 1}}); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("an administrator: %v, want forbidden", err)
	}
}

func TestEventsArePagedWithoutLossOrRepetition(t *testing.T) {
	m := openMarket(t)
	m.history(m.buyer("Celle"), m.buyer("Gifhorn"))
	whole := m.events(m.officer, driving.ListEvents{})
	var seen []view.Event
	for cursor, pages := "", 0; pages < len(whole.Items); pages++ {
		page := m.events(m.officer, driving.ListEvents{Page: view.PageRequest{Cursor: cursor, Limit: 3}})
		seen = append(seen, page.Items...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if len(seen) != len(whole.Items) {
		t.Fatalf("%d events by pages, %d at once", len(seen), len(whole.Items))
	}
	for i := range seen {
		if seen[i].ID != whole.Items[i].ID {
			t.Errorf("event %d is %s, want %s", i, seen[i].ID, whole.Items[i].ID)
		}
	}
}

func TestASequencedEventBearsItsPlaceInTheLog(t *testing.T) {
	m := openMarket(t)
	round := m.draft()
	if got := m.events(m.officer, driving.ListEvents{ObjectID: round.ID}).Items[0]; got.Sequence != nil || got.LeafHash != "" {
		t.Errorf("before: %+v", got)
	}
	if _, err := m.owner.Exec(t.Context(), `insert into audit_leaf (seq, event_id, hash) select 0, id, sha256('') from event where object_id = $1`, round.ID); err != nil {
		t.Fatal(err)
	}
	got := m.events(m.officer, driving.ListEvents{ObjectID: round.ID}).Items[0]
	if got.Sequence == nil || *got.Sequence != 0 || len(got.LeafHash) != 64 {
		t.Errorf("after: %+v", got)
	}
}
