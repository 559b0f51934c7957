package postgres_test

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestARoundRunsFromDraftToItsSnapshot(t *testing.T) {
	m := openMarket(t)
	m.admit("Städtetag", "association", "admitted")
	m.admit("Noch nicht dabei", "university", "applied")
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	round := m.open()
	if round.Status != "open" || round.Version != 2 || round.Invited != 2 || round.Answered != 0 || round.EstimatedTotal != "0.00" {
		t.Errorf("opened: %+v", round)
	}
	m.mustState(celle, round, 0, "25", "5")
	m.mustState(gifhorn, round, 0, "10", "0")
	round = m.mustState(gifhorn, round, 2, "1.5", "0.250")
	if round.Items[0].Firm != "35" || round.Items[0].Tolerance != "5" || round.Items[2].Firm != "1.5" || round.Items[2].Tolerance != "0.25" {
		t.Errorf("totals: %+v", round.Items)
	}
	if round.Answered != 2 || round.EstimatedTotal != "39356.33" { // 40 x 980.00 + round(1.75 x 89.333333)
		t.Errorf("%d answered, estimated %s", round.Answered, round.EstimatedTotal)
	}
	if i := round.Items; i[0].EstimatedPrice != "980.00" || i[1].EstimatedPrice != "210.505" || i[2].EstimatedPrice != "89.333333" || i[1].Position != 2 || i[1].Description != "höhenverstellbar" {
		t.Errorf("items: %+v", i)
	}
	frozen := m.mustFreeze(round)
	snapshot := m.snapshot(frozen)
	if frozen.Status != "frozen" || frozen.SnapshotHash != snapshot.Hash || frozen.FrozenAt.IsZero() || len(frozen.Needs) != 0 {
		t.Errorf("frozen: %+v", frozen)
	}
	if i := snapshot.Items; len(snapshot.Members()) != 2 || i[0].Firm.String() != "35" || i[2].Tolerance.String() != "0.25" || len(i[1].Needs) != 0 {
		t.Errorf("snapshot: %+v", i)
	}
	if n := count(t, m.owner, `select count(*) from demand_snapshot where content = $1`, snapshot.Text()); n != 1 {
		t.Error("the canonical text is not kept")
	}
}

func TestEverybodySeesOfARoundWhatTheyMay(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	auditor := m.appoint("Anna Auditorin", access.Grant{Role: access.Auditor})
	bidder := access.Actor{Person: id.New[member.Person](), Cooperative: m.id, Grants: []access.Grant{{Role: access.Bidder, Supplier: id.New[member.Supplier]()}}}
	stranger := marketIn(t, m.db, m.owner).officer
	draft, round := m.draft(), m.open()
	m.mustState(celle, round, 0, "25", "5")
	m.mustState(gifhorn, round, 0, "10", "0")
	for name, c := range map[string]struct {
		actor access.Actor
		round view.Round
		needs int // -1: not found
	}{
		"the officer":                     {m.officer, round, 0},
		"the auditor":                     {auditor, round, 0},
		"a buyer":                         {celle, round, 1},
		"a bidder":                        {bidder, round, -1},
		"another cooperative's officer":   {stranger, round, -1},
		"the officer, of a draft":         {m.officer, draft, 0},
		"a buyer, of a draft":             {celle, draft, -1},
		"an officer, of what is not here": {m.officer, view.Round{ID: id.New[demand.Round]().String()}, -1},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := m.demand.Round(t.Context(), c.actor, demand.ID(c.round.ID))
			if c.needs < 0 {
				if !errors.Is(err, access.ErrNotFound) {
					t.Errorf("got %v, want not found", err)
				}
				return
			}
			if err != nil || len(got.Needs) != c.needs {
				t.Fatalf("%v, %d needs, want %d", err, len(got.Needs), c.needs)
			}
			if c.round.ID == round.ID && (got.Items[0].Firm != "35" || got.Answered != 2) {
				t.Errorf("the total is everybody's: %+v", got.Items[0])
			}
			for _, n := range got.Needs {
				if n.StatedBy != "Einkauf "+n.MemberName || n.StatedAt.IsZero() {
					t.Errorf("without author or time: %+v", n)
				}
			}
		})
	}
}

func TestRoundsAreListedNewestFirstAndPageByPage(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	m.draft()
	for range 3 {
		m.open()
	}
	list := func(actor access.Actor, cursor string, limit int) view.Page[view.RoundSummary] {
		t.Helper()
		page, err := m.demand.Rounds(t.Context(), actor, view.PageRequest{Cursor: cursor, Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	if got := list(m.officer, "", 50); len(got.Items) != 4 || got.Next != "" || got.Items[3].Status != "draft" || got.Items[0].ItemCount != 3 || got.Items[0].Invited != 1 {
		t.Errorf("the officer's list: %+v", got)
	}
	first := list(celle, "", 2)
	last := list(celle, first.Next, 2)
	if len(first.Items) != 2 || len(last.Items) != 1 || last.Next != "" || first.Items[1].ID <= last.Items[0].ID {
		t.Errorf("the buyer's pages: %+v and %+v", first, last)
	}
	for _, cursor := range []string{"!", "bm8taWQ", "AA", "w4Q"} {
		if _, err := m.demand.Rounds(t.Context(), celle, view.PageRequest{Cursor: cursor, Limit: 2}); !errors.Is(err, access.ErrCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

func TestStatingAgainReplacesTheNeedAndKeepsEveryChange(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.open()
	m.mustState(celle, round, 0, "25", "5")
	m.mustState(celle, round, 1, "3", "0")
	round = m.mustState(celle, round, 0, "20", "0")
	if len(round.Needs) != 2 || round.Needs[0].Firm != "20" || round.Needs[1].Firm != "3" {
		t.Errorf("needs: %+v", round.Needs)
	}
	if n := count(t, m.owner, `select count(*) from demand_need_change`); n != 3 {
		t.Errorf("%d changes kept, want 3", n)
	}
	if n := count(t, m.owner, `select version from demand_need where firm = 20`); n != 2 {
		t.Errorf("version %d of the need, want 2", n)
	}
	if n := count(t, m.owner, `select count(*) from event where action = 'round.needs-stated' and member_id = $1`, celle.Grants[0].Member.String()); n != 3 {
		t.Errorf("%d events, want 3", n)
	}
}

func TestOnlyAMembersBuyerStatesItsNeeds(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	guest := m.appoint("Gast", access.Grant{Role: access.Buyer, Member: m.admit("Städtetag", "association", "admitted")})
	suspended := m.appoint("Ruht", access.Grant{Role: access.Buyer, Member: m.admit("Hochschule", "university", "suspended")})
	approver := m.appoint("Frei Gabe", access.Grant{Role: access.Approver, Member: celle.Grants[0].Member})
	foreign := gifhorn
	foreign.Grants = []access.Grant{celle.Grants[0], gifhorn.Grants[0]}
	foreign.Grants[0].Role = access.Delegate
	draft, round := m.draft(), m.open()
	for name, c := range map[string]struct {
		actor access.Actor
		of    member.ID
		round view.Round
		want  error
	}{
		"a buyer of another member": {gifhorn, celle.Grants[0].Member, round, access.ErrNotFound},
		"a delegate of the member":  {foreign, celle.Grants[0].Member, round, access.ErrForbidden},
		"an approver":               {approver, celle.Grants[0].Member, round, access.ErrForbidden},
		"an officer":                {m.officer, celle.Grants[0].Member, round, access.ErrNotFound},
		"a guest":                   {guest, guest.Grants[0].Member, round, demand.ErrNotInvited},
		"a suspended member":        {suspended, suspended.Grants[0].Member, round, demand.ErrNotInvited},
		"a buyer, in a draft":       {celle, celle.Grants[0].Member, draft, access.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := m.demand.StateNeeds(t.Context(), c.actor, access.Key{}, driving.StateNeeds{Round: demand.ID(c.round.ID), Member: c.of,
				Needs: []driving.StateNeed{{Item: c.round.Items[0].ID, Firm: "1", Tolerance: "0"}}})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if n := count(t, m.owner, `select count(*) from demand_need`); n != 0 {
		t.Errorf("%d needs were stored", n)
	}
}

func TestWhoIsInvitedIsCountedAndCheckedAlike(t *testing.T) {
	m := openMarket(t)
	want := 0
	all := map[member.ID]bool{}
	for _, kind := range []string{"it-provider", "university", "association"} {
		for _, status := range []string{"applied", "admitted", "suspended", "left"} {
			all[m.admit(kind+" "+status, kind, status)] = status == "admitted" && !member.Kind(kind).Guest()
		}
	}
	err := m.db.Read(t.Context(), m.officer, func(ctx context.Context, s driven.Stores) error {
		for one := range maps.Keys(all) {
			invited, err := s.Rounds.Invited(ctx, one)
			if err != nil || invited != all[one] {
				t.Errorf("invited %v, %v; want %v", invited, err, all[one])
			}
			if all[one] {
				want++
			}
		}
		_, err := s.Rounds.Invited(ctx, id.New[member.Member]())
		if !errors.Is(err, access.ErrNotFound) {
			t.Errorf("an unknown member: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.open().Invited; got != want {
		t.Errorf("%d counted, want %d", got, want)
	}
}

func TestTheDatabaseClockClosesARound(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.open()
	m.clockAt(closing.Add(-time.Microsecond))
	m.mustState(celle, round, 0, "1", "0")
	m.clockAt(closing)
	if _, err := m.state(t.Context(), celle, round, 0, "2", "0"); !errors.Is(err, demand.ErrClosed) {
		t.Errorf("at the closing time: %v", err)
	}
	if frozen := m.mustFreeze(round); frozen.Items[0].Firm != "1" || !frozen.FrozenAt.Equal(closing) {
		t.Errorf("frozen: %+v", frozen)
	}
}

func TestAChangeOfAnOldVersionIsRefusedAndRecorded(t *testing.T) {
	m := openMarket(t)
	round := m.open()
	if _, err := m.demand.CancelRound(t.Context(), m.officer, demand.ID(round.ID), round.Version-1, "no budget"); !errors.Is(err, access.ErrStale) {
		t.Errorf("got %v", err)
	}
	if _, err := m.demand.FreezeRound(t.Context(), m.officer, demand.ID(round.ID), round.Version, false); !errors.Is(err, demand.ErrEmpty) {
		t.Errorf("got %v", err)
	}
	if n := count(t, m.owner, `select count(*) from event where refused and action = 'round.freeze' and fault_code = 'demand.empty' and object_id = $1`, round.ID); n != 1 {
		t.Errorf("%d refusals on record, want 1", n)
	}
	cancelled, err := m.demand.CancelRound(t.Context(), m.officer, demand.ID(round.ID), round.Version, "no budget")
	if err != nil || cancelled.Status != "cancelled" || cancelled.CancelReason != "no budget" || cancelled.Version != round.Version+1 {
		t.Errorf("%v, %+v", err, cancelled)
	}
}

func TestARepeatedCreationMakesOneRound(t *testing.T) {
	m := openMarket(t)
	key := access.Key{Key: "create-round-1", Fingerprint: "a"}
	first, err := m.demand.CreateRound(t.Context(), m.officer, key, notebooks())
	if err != nil {
		t.Fatal(err)
	}
	second, err := m.demand.CreateRound(t.Context(), m.officer, key, notebooks())
	if err != nil || second.ID != first.ID || second.Number != first.Number {
		t.Errorf("%v: %s, then %s", err, first.Number, second.Number)
	}
	if n := count(t, m.owner, `select count(*) from demand_round`); n != 1 {
		t.Errorf("%d rounds", n)
	}
}

func TestAFrozenRoundIsTenderedOnceAndKeepsItsSnapshot(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.open()
	m.mustState(celle, round, 0, "1", "0")
	frozen := m.mustFreeze(round)
	tender := func() error {
		return m.db.Do(t.Context(), driven.Attempt{Actor: m.officer, Act: access.TenderDraft}, func(ctx context.Context, s driven.Stores) error {
			round, err := s.Rounds.Get(ctx, demand.ID(frozen.ID))
			if err != nil {
				return err
			}
			if err := round.MarkTendered(); err != nil {
				return err
			}
			if err := s.Rounds.Save(ctx, round); err != nil {
				return err
			}
			return s.Events.Record(ctx, audit.Event{Action: "tender.drafted", Object: audit.Object{Type: "round", ID: frozen.ID}})
		})
	}
	if err := tender(); err != nil {
		t.Fatal(err)
	}
	if err := tender(); !errors.Is(err, demand.ErrNotFrozen) {
		t.Errorf("a second time: %v", err)
	}
	if got := m.snapshot(frozen); got.Hash != frozen.SnapshotHash {
		t.Errorf("snapshot %s, want %s", got.Hash, frozen.SnapshotHash)
	}
}

func TestEachOfTwoFrozenRoundsHasItsOwnSnapshot(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	for _, firm := range []string{"1", "2"} {
		round := m.open()
		m.mustState(celle, round, 0, firm, "0")
		frozen := m.mustFreeze(round)
		if got := m.snapshot(frozen); got.Hash != frozen.SnapshotHash || got.Items[0].Firm.String() != firm {
			t.Errorf("snapshot of %s: %s pieces", got.Number, got.Items[0].Firm)
		}
	}
}

func TestTheDatabaseDefendsNeedsAndSnapshots(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.open()
	m.mustState(celle, round, 0, "1", "0")
	m.mustFreeze(round)
	for name, c := range map[string]struct{ sql, constraint string }{
		"a need after the freezing":      {`update demand_need set firm = 2`, "demand_need_only_while_open"},
		"a changed snapshot":             {`update demand_snapshot set content = content || 'x'`, "append_only"},
		"a changed need of a snapshot":   {`update demand_snapshot_need set firm = 2`, "append_only"},
		"a deleted snapshot":             {`delete from demand_snapshot_need`, "append_only"},
		"a changed item":                 {`update demand_item set estimated_price = 1`, "append_only"},
		"a changed statement":            {`update demand_need_change set firm = 2`, "append_only"},
		"a frozen round without a hash":  {`update demand_round set snapshot_hash = null`, "demand_round_frozen_has_snapshot"},
		"a quantity that is no number":   {`update demand_need set firm = 'NaN'`, "demand_need_firm_in_range"},
		"a minimum that is no pack":      {`insert into demand_item (cooperative_id, id, round_id, position, name, description, category, cpv, unit, estimated_price, pack, minimum) select cooperative_id, gen_random_uuid(), round_id, 9, name, description, category, cpv, unit, estimated_price, 10, 25 from demand_item limit 1`, "demand_item_minimum_in_packs"},
		"a step that costs more":         {`insert into demand_item (cooperative_id, id, round_id, position, name, description, category, cpv, unit, estimated_price, tier_mode, tier_basis, tier_from, tier_price) select cooperative_id, gen_random_uuid(), round_id, 9, name, description, category, cpv, unit, 1, 'marginal', 'contract', '{10}', '{2}' from demand_item limit 1`, "demand_item_tiers_in_order"},
		"a closing time in all eternity": {`update demand_round set closes_at = 'infinity'`, "demand_round_times_finite"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := m.write(c.sql); constraintOf(err) != c.constraint {
				t.Errorf("got %v, want %s", err, c.constraint)
			}
		})
	}
}
