package postgres_test

import (
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// waiting are the kinds and details of what waits for the actor, of the rounds only.
func (m *market) waiting(actor access.Actor) []view.ToDo {
	m.t.Helper()
	list, err := usecase.NewToDo(m.db).ToDo(m.t.Context(), actor)
	if err != nil {
		m.t.Fatal(err)
	}
	return list.Items
}

// expect checks the kinds, in order.
func expect(t *testing.T, who string, got []view.ToDo, kinds ...string) {
	t.Helper()
	if len(got) != len(kinds) {
		t.Fatalf("%s: %+v, want %v", who, got, kinds)
	}
	for i, kind := range kinds {
		if got[i].Kind != kind || got[i].ObjectType != "round" {
			t.Errorf("%s: %d is %+v, want %s", who, i, got[i], kind)
		}
	}
}

func TestABuyerOwesAnAnswerUntilItIsGivenOrTheRoundCloses(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	guest := m.appoint("Gast", access.Grant{Role: access.Buyer, Member: m.admit("Städtetag", "association", "admitted")})
	m.draft()
	round := m.open()
	got := m.waiting(celle)
	expect(t, "before", got, "round-answer")
	if got[0].ObjectID != round.ID || got[0].Title != round.Number+" "+round.Title || got[0].Detail != "Celle" || !got[0].Due.Equal(closing) {
		t.Errorf("got %+v", got[0])
	}
	expect(t, "a guest", m.waiting(guest))
	m.mustState(celle, round, 0, "0", "0")
	expect(t, "after answering that nothing is needed", m.waiting(celle))
	expect(t, "another member", m.waiting(gifhorn), "round-answer")
	m.clockAt(closing)
	expect(t, "another member after the closing", m.waiting(gifhorn))
}

func TestAnOfficerIsLedFromDraftToTender(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	draft := m.draft()
	expect(t, "a draft", m.waiting(m.officer), "round-open")
	round, err := m.demand.OpenRound(t.Context(), m.officer, demand.ID(draft.ID), draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "an open round", m.waiting(m.officer))
	m.mustState(celle, round, 0, "1", "0")
	m.clockAt(closing.Add(time.Hour))
	expect(t, "a closed round", m.waiting(m.officer), "round-freeze")
	m.mustFreeze(round)
	expect(t, "a frozen round", m.waiting(m.officer), "tender-prepare")
	auditor := m.appoint("Anna Auditorin", access.Grant{Role: access.Auditor})
	expect(t, "an auditor, who does nothing", m.waiting(auditor))
}

func TestWhatIsDueFirstStandsFirst(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	frozen := m.open()
	m.mustState(celle, frozen, 0, "1", "0")
	m.mustFreeze(frozen)
	late := notebooks()
	late.ClosesAt = closing.AddDate(0, 1, 0)
	for _, in := range []time.Time{late.ClosesAt, closing} {
		draft := notebooks()
		draft.ClosesAt = in
		if _, err := m.demand.CreateRound(t.Context(), m.officer, access.Key{}, draft); err != nil {
			t.Fatal(err)
		}
	}
	got := m.waiting(m.officer)
	expect(t, "the officer", got, "round-open", "round-open", "tender-prepare")
	if !got[0].Due.Equal(closing) || !got[1].Due.Equal(late.ClosesAt) || !got[2].Due.IsZero() {
		t.Errorf("due %v, %v, %v", got[0].Due, got[1].Due, got[2].Due)
	}
}

func TestNothingWaitsAcrossCooperativesOrForStrangers(t *testing.T) {
	m := openMarket(t)
	m.draft()
	m.open()
	other := marketIn(t, m.db, m.owner)
	expect(t, "another cooperative's officer", other.waiting(other.officer))
	nobody := access.Actor{Person: id.New[member.Person](), Cooperative: m.id}
	expect(t, "who has no role", m.waiting(nobody))
}
