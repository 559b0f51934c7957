package postgres_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// tallyIsTheSum holds what is added up while needs are stated against the needs.
func (m *market) tallyIsTheSum(round view.Round) {
	m.t.Helper()
	var wrong int
	err := m.owner.QueryRow(m.t.Context(), `select count(*) from
		(select item_id, sum(firm) f, sum(tolerance) t from demand_need where round_id = $1 group by 1) n full join
		(select item_id, sum(firm) f, sum(tolerance) t from demand_tally where round_id = $1 group by 1) t using (item_id)
		where (n.f, n.t) is distinct from (t.f, t.t)`, round.ID).Scan(&wrong)
	if err != nil {
		m.t.Fatal(err)
	}
	if wrong > 0 {
		m.t.Errorf("of %d items the tally is not the sum of the needs", wrong)
	}
}

// So many parts that several members put them together at once.
func TestTotalsAreTheSumOfNeedsHoweverManyStateAtOnce(t *testing.T) {
	m := openMarket(t)
	in := driving.CreateRound{Title: "Viele Positionen", ClosesAt: closing}
	for i := range 100 {
		in.Items = append(in.Items, driving.CreateRoundItem{Name: fmt.Sprintf("Position %d", i), Category: "hardware", Unit: "H87", EstimatedPrice: "10"})
	}
	round := m.openAs(in)
	var stating sync.WaitGroup
	for i, buyer := range m.manyBuyers(20) {
		stating.Go(func() {
			for again := range 4 {
				needs := make([]driving.StateNeed, len(round.Items))
				for j, item := range round.Items {
					needs[j] = driving.StateNeed{Item: item.ID, Firm: fmt.Sprint((i + j*again) % 7), Tolerance: fmt.Sprint(again)}
				}
				_, err := m.demand.StateNeeds(t.Context(), buyer, access.Key{}, driving.StateNeeds{Round: demand.ID(round.ID), Member: buyer.Grants[0].Member, Needs: needs})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	stating.Wait()
	m.tallyIsTheSum(round)
	if parts := count(t, m.owner, `select count(*) from demand_tally`); parts > 6000 {
		t.Errorf("%d parts were never put together", parts)
	}
}

func TestAnswersAreReadByMemberAndByItem(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn, peine := m.buyer("Celle"), m.buyer("Gifhorn"), m.buyer("Peine")
	round := m.open()
	m.mustState(gifhorn, round, 0, "10", "2")
	m.mustState(celle, round, 0, "25", "5")
	m.mustState(celle, round, 1, "0", "0")
	which := demand.ID(round.ID)
	names := func(actor access.Actor, answered bool, cursor string, limit int) ([]view.RoundMember, string) {
		t.Helper()
		page, err := m.demand.Members(t.Context(), actor, driving.RoundMembers{Round: which, Answered: answered, Page: view.PageRequest{Cursor: cursor, Limit: limit}})
		if err != nil {
			t.Fatal(err)
		}
		return page.Items, page.Next
	}
	first, next := names(m.officer, true, "", 1)
	second, end := names(m.officer, true, next, 1)
	if len(first) != 1 || first[0].MemberName != "Celle" || first[0].Items != 1 || first[0].Estimate != "29400.00" || first[0].StatedBy != celle.Name || first[0].StatedAt.IsZero() {
		t.Errorf("the first that answered: %+v", first)
	}
	if len(second) != 1 || second[0].MemberName != "Gifhorn" || end != "" {
		t.Errorf("the second that answered: %+v, then %q", second, end)
	}
	if missing, _ := names(m.officer, false, "", 50); len(missing) != 1 || missing[0].MemberName != "Peine" || !missing[0].StatedAt.IsZero() {
		t.Errorf("who has not answered: %+v", missing)
	}
	if own, _ := names(peine, true, "", 50); len(own) != 0 {
		t.Errorf("a buyer sees of others: %+v", own)
	}
	of, err := m.demand.MemberNeeds(t.Context(), m.officer, which, celle.Grants[0].Member)
	if err != nil || len(of.Items) != 2 || of.Items[0].Firm != "25" || of.Items[1].Firm != "0" {
		t.Errorf("of one member: %v, %+v", err, of)
	}
	if _, err := m.demand.MemberNeeds(t.Context(), peine, which, celle.Grants[0].Member); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("of a foreign member: %v", err)
	}
	item := demand.ItemID(round.Items[0].ID)
	by := func(actor access.Actor, cursor string) (view.Page[view.RoundNeed], error) {
		return m.demand.ItemNeeds(t.Context(), actor, driving.RoundItemNeeds{Round: which, Item: item, Page: view.PageRequest{Cursor: cursor, Limit: 1}})
	}
	page, err := by(m.officer, "")
	if err != nil || len(page.Items) != 1 || page.Items[0].MemberName != "Celle" {
		t.Fatalf("of one item: %v, %+v", err, page)
	}
	if page, err = by(m.officer, page.Next); err != nil || len(page.Items) != 1 || page.Items[0].Firm != "10" || page.Next != "" {
		t.Errorf("the rest of one item: %v, %+v", err, page)
	}
	if page, err = by(gifhorn, ""); err != nil || len(page.Items) != 1 || page.Items[0].Firm != "10" || page.Next != "" {
		t.Errorf("of one item a buyer sees %v, %+v", err, page)
	}
	for name, ask := range map[string]func() error{
		"a cursor that is none": func() error { _, err := by(m.officer, "!"); return err },
		"members of a round that is not here": func() error {
			_, err := m.demand.Members(t.Context(), m.officer, driving.RoundMembers{Round: id.New[demand.Round](), Page: view.PageRequest{Limit: 1}})
			return err
		},
		"an item of another round": func() error {
			_, err := m.demand.WhatIf(t.Context(), m.officer, which, demand.ItemID(m.open().Items[0].ID), "1")
			return err
		},
		"a draft, for a buyer": func() error {
			_, err := m.demand.MemberNeeds(t.Context(), celle, demand.ID(m.draft().ID), member.ID(celle.Grants[0].Member))
			return err
		},
	} {
		if err := ask(); !errors.Is(err, access.ErrNotFound) && !errors.Is(err, access.ErrCursor) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
