package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// town is a member with its people.
type town struct {
	id                            member.ID
	buyer, clerk, treasurer, head access.Actor
}

func (s *shop) town() town {
	m := s.admit("Celle", "it-provider", "admitted")
	return town{
		id: m, buyer: s.appoint("Einkauf", access.Grant{Role: access.Buyer, Member: m}), clerk: s.appoint("Fachbereich", access.Grant{Role: access.Approver, Member: m}),
		treasurer: s.appoint("Kämmerei", access.Grant{Role: access.Approver, Member: m}), head: s.appoint("Leitung", access.Grant{Role: access.Buyer, Member: m}),
	}
}

func TestACallOffIsApprovedInStepsByTheRulesOfItsMember(t *testing.T) {
	p := openPost(t)
	approving := usecase.NewApproving(p.db)
	celle := p.town()
	tomorrow, _ := period.ParseDay(p.tomorrow())
	today := tomorrow.Add(-1)
	rules, err := approving.SetApprovalRules(t.Context(), celle.clerk, celle.id, 0, driving.SetApprovalRules{ValidFrom: today.String(), Rules: []driving.ApprovalRule{
		{Above: "500.00", Persons: 1}, {Above: "1000.00", Approver: celle.treasurer.Person.String(), Persons: 1},
	}})
	if err != nil || len(rules.Tables) != 1 || !rules.Tables[0].InForce || rules.Version != 1 || rules.Tables[0].Rules[1].Approver.Name != "Kämmerei" {
		t.Fatalf("got %+v, %v", rules, err)
	}
	if _, err := approving.SetApprovalRules(t.Context(), celle.clerk, celle.id, 0, driving.SetApprovalRules{ValidFrom: today.String()}); !errors.Is(err, access.ErrStale) {
		t.Errorf("over what somebody else decided: %v", err)
	}
	if _, err := approving.SetApprovalRules(t.Context(), celle.buyer, celle.id, 1, driving.SetApprovalRules{ValidFrom: today.String()}); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("by a buyer: %v", err)
	}
	f := p.conclude(p.agreement(celle.id))
	if c := p.mustPlace(celle.buyer, f, line(f, 1, "1")); c.Status != "placed" || c.NeedsApproval {
		t.Errorf("below all rules: %+v", c)
	}
	c := p.mustPlace(celle.buyer, f, line(f, 1, "3")) // 1,169.70, far below the limit
	if c.Status != "submitted" || !c.NeedsApproval {
		t.Fatalf("got %+v", c)
	}
	mine := func(a access.Actor) string {
		t.Helper()
		shown, err := approving.CallOffApproval(t.Context(), a, calloff.ID(c.ID))
		if err != nil {
			t.Fatal(err)
		}
		waits := slices.ContainsFunc(p.todo(a), func(d view.ToDo) bool { return d.Kind == "calloff-approve" && d.ObjectID == c.ID })
		if waits != (shown.Mine == "approve") {
			t.Errorf("%s: %s, but among the tasks: %t", a.Name, shown.Mine, waits)
		}
		return shown.Mine
	}
	if a, b, d := mine(celle.clerk), mine(celle.treasurer), mine(celle.buyer); a != "approve" || b != approval.ErrNotNext.Code() || d != access.ErrSamePerson.Code() {
		t.Errorf("who may: %s, %s, %s", a, b, d)
	}
	if _, err := p.ordering.ApproveCallOff(t.Context(), celle.treasurer, calloff.ID(c.ID), c.Version); !errors.Is(err, approval.ErrNotNext) {
		t.Errorf("out of turn: %v", err)
	}
	if c, err = p.ordering.ApproveCallOff(t.Context(), celle.clerk, calloff.ID(c.ID), c.Version); err != nil || c.Status != "submitted" {
		t.Fatalf("the first step: %+v, %v", c, err)
	}

	// The treasurer is away; a deputy without the role acts, and it is on record for whom.
	if _, err := p.ordering.ApproveCallOff(t.Context(), celle.head, calloff.ID(c.ID), c.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("without a deputyship: %v", err)
	}
	named, err := approving.NameDeputy(t.Context(), celle.treasurer, access.Key{}, celle.id, driving.NameDeputy{Deputy: celle.head.Person.String(), From: today.String(), To: today.Add(7).String()})
	if err != nil || len(named.Deputies) != 1 || named.Deputies[0].Deputy.Name != "Leitung" {
		t.Fatalf("got %+v, %v", named, err)
	}
	if a, b := mine(celle.head), mine(celle.clerk); a != "approve" || b != approval.ErrTwice.Code() {
		t.Errorf("who may: %s, %s", a, b)
	}
	if c, err = p.ordering.ApproveCallOff(t.Context(), celle.head, calloff.ID(c.ID), c.Version); err != nil || c.Status != "placed" {
		t.Fatalf("the second step: %+v, %v", c, err)
	}
	shown, err := approving.CallOffApproval(t.Context(), celle.buyer, calloff.ID(c.ID))
	if err != nil || len(shown.Steps) != 2 || shown.Steps[1].Given[0].By != "Leitung" || shown.Steps[1].Given[0].InPlaceOf != "Kämmerei" || shown.Budgets[0].Amount != "1169.70" || shown.Budgets[0].Used != "389.90" {
		t.Errorf("got %+v, %v", shown, err)
	}
	if _, err := approving.CallOffApproval(t.Context(), p.bidder, calloff.ID(c.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("the supplier reads how its customer decides: %v", err)
	}
	if _, err := approving.EndDeputy(t.Context(), celle.treasurer, celle.id, approval.DeputyID(named.Deputies[0].ID)); err != nil {
		t.Error(err)
	}
	p.totalsMustAgree()
}

func TestTheDatabaseRefusesApprovalsOutOfTurn(t *testing.T) {
	s := openShop(t)
	celle := s.town()
	f := s.conclude(s.agreement(celle.id))
	c := s.mustPlace(celle.buyer, f, line(f, 1, "13")) // over the limit
	for name, change := range map[string]struct{ sql, constraint string }{
		"placed without approval":    {`update call_off set status = 'placed', placed_at = now(), decided_at = now(), decided_by = '` + celle.clerk.Person.String() + `', version = version + 1 where id = '` + c.ID + `'`, "call_off_approved_in_steps"},
		"approved by the submitter":  {`insert into call_off_approval (cooperative_id, id, call_off_id, change, step, person_id, at) select cooperative_id, gen_random_uuid(), id, 0, 1, created_by, now() from call_off where id = '` + c.ID + `'`, "call_off_approval_by_another"},
		"a step that is not next":    {`insert into call_off_approval (cooperative_id, id, call_off_id, change, step, person_id, at) select cooperative_id, gen_random_uuid(), id, 0, 2, '` + celle.clerk.Person.String() + `', now() from call_off where id = '` + c.ID + `'`, "call_off_approval_in_turn"},
		"lines change by themselves": {`update call_off set quantities = array[1], version = version + 1 where id = '` + c.ID + `'`, "call_off_lines_kept"},
	} {
		if got := constraintOf(s.write(change.sql)); got != change.constraint {
			t.Errorf("%s: broke %q, want %q", name, got, change.constraint)
		}
	}
}

func TestAChangedOrderIsToldAndRacesWithItsConfirmation(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	c := p.mustPlace(celle.buyer, f, line(f, 1, "3"), line(f, 2, "2"))
	changed, err := p.ordering.ChangeCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, driving.ChangeCallOff{Lines: []driving.PlaceCallOffLine{line(f, 1, "2")}, Reason: "einer weniger"})
	if err != nil || changed.Change != 1 || changed.Total != "779.80" || len(changed.Lines) != 1 || changed.Status != "placed" {
		t.Fatalf("got %+v, %v", changed, err)
	}
	if got := p.contract(framework.ID(f.ID)); got.Drawn != "779.80" || got.Items[1].DrawnQuantity != "0" {
		t.Errorf("got %+v", got)
	}
	if n := count(t, p.owner, `select count(*) from post.outbox where kind = 'calloff-changed' and object_id = $1`, c.ID); n != 1 {
		t.Errorf("the supplier is told %d times", n)
	}
	// Over the limit it waits anew, and what is turned down leaves the order as it stood.
	raised, err := p.ordering.ChangeCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), changed.Version, driving.ChangeCallOff{Lines: []driving.PlaceCallOffLine{line(f, 1, "14")}, Reason: "viel mehr"})
	if err != nil || raised.Status != "submitted" || raised.Total != "5458.60" {
		t.Fatalf("got %+v, %v", raised, err)
	}
	seen, err := p.ordering.CallOff(t.Context(), p.bidder, calloff.ID(c.ID))
	if err != nil || seen.Total != "779.80" || seen.Lines[0].Quantity != "2" || seen.Change != 1 {
		t.Errorf("the supplier reads what nobody approved: %+v, %v", seen, err)
	}
	listed, err := p.ordering.CallOffs(t.Context(), p.bidder, driving.CallOffQuery{Page: view.PageRequest{Limit: 10}})
	if err != nil || len(listed.Items) != 1 || listed.Items[0].Total != "779.80" {
		t.Errorf("the supplier reads in the list what nobody approved: %+v, %v", listed, err)
	}
	if n := count(t, p.owner, `select count(*) from event where supplier_id is not null and details ->> 'total' = '5458.60'`); n != 0 {
		t.Error("the supplier reads in the record what nobody approved")
	}
	back, err := p.ordering.RejectCallOff(t.Context(), celle.clerk, calloff.ID(c.ID), raised.Version, "zu teuer")
	if err != nil || back.Status != "placed" || back.Total != "779.80" || back.Change != 3 {
		t.Fatalf("got %+v, %v", back, err)
	}
	raised, err = p.ordering.ChangeCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), back.Version, driving.ChangeCallOff{Lines: []driving.PlaceCallOffLine{line(f, 1, "15")}, Reason: "doch mehr"})
	if err != nil {
		t.Fatal(err)
	}
	if raised, err = p.ordering.ApproveCallOff(t.Context(), celle.clerk, calloff.ID(c.ID), raised.Version); err != nil || raised.Status != "placed" {
		t.Fatalf("got %+v, %v", raised, err)
	}
	p.totalsMustAgree()

	dispatching := usecase.NewDispatching(p.db, true)
	for round := range 6 {
		c := p.mustPlace(celle.buyer, f, line(f, 2, "5"))
		var altered, confirmed error
		race(func() {
			_, altered = p.ordering.ChangeCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, driving.ChangeCallOff{Lines: []driving.PlaceCallOffLine{line(f, 2, "4")}, Reason: "weniger"})
		}, func() {
			_, confirmed = dispatching.Confirm(t.Context(), p.bidder, calloff.ID(c.ID), c.Version, []driving.AnswerLine{{Position: 1, DeliveredOn: p.tomorrow()}})
		})
		if (altered == nil) == (confirmed == nil) {
			t.Fatalf("round %d: changed %v, confirmed %v", round, altered, confirmed)
		}
		if altered != nil && !errors.Is(altered, calloff.ErrNotChangeable) || confirmed != nil && !errors.Is(confirmed, access.ErrStale) {
			t.Errorf("round %d: changed %v, confirmed %v", round, altered, confirmed)
		}
	}
	p.totalsMustAgree()
}

func TestAnOrderCancelledWhileAChangeWaitsIsToldAsItWasOrdered(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	c := p.mustPlace(celle.buyer, f, line(f, 1, "2"))
	raised, err := p.ordering.ChangeCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, driving.ChangeCallOff{Lines: []driving.PlaceCallOffLine{line(f, 1, "14")}, Reason: "viel mehr"})
	if err != nil || raised.Status != "submitted" {
		t.Fatalf("got %+v, %v", raised, err)
	}
	gone, err := p.ordering.CancelCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), raised.Version, "nicht mehr nötig")
	if err != nil || gone.Status != "cancelled" || gone.Total != c.Total || gone.Reason != "nicht mehr nötig" {
		t.Fatalf("got %+v, %v", gone, err)
	}
	seen, err := p.ordering.CallOff(t.Context(), p.bidder, calloff.ID(c.ID))
	if err != nil || seen.Status != "cancelled" || seen.Total != c.Total || seen.Lines[0].Quantity != "2" {
		t.Errorf("the supplier reads %+v, %v", seen, err)
	}
	if n := count(t, p.owner, `select count(*) from event where supplier_id is not null and details ->> 'total' = $1`, raised.Total); n != 0 {
		t.Error("the supplier reads in the record what nobody approved")
	}
	if n := count(t, p.owner, `select count(*) from post.outbox where kind = 'calloff-cancelled' and object_id = $1`, c.ID); n != 1 {
		t.Errorf("told %d times", n)
	}
	p.totalsMustAgree()
}

func TestAChangeRacesWithACancellation(t *testing.T) {
	s := openShop(t)
	celle := s.town()
	f := s.conclude(s.agreement(celle.id))
	for round := range 6 {
		c := s.mustPlace(celle.buyer, f, line(f, 2, "5"))
		var altered, cancelled error
		race(func() {
			_, altered = s.ordering.ChangeCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, driving.ChangeCallOff{Lines: []driving.PlaceCallOffLine{line(f, 2, "4")}, Reason: "weniger"})
		}, func() {
			_, cancelled = s.ordering.CancelCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, "nicht mehr nötig")
		})
		if (altered == nil) == (cancelled == nil) || !errors.Is(errors.Join(altered, cancelled), access.ErrStale) {
			t.Fatalf("round %d: changed %v, cancelled %v", round, altered, cancelled)
		}
	}
	s.totalsMustAgree()
}

func TestWhoIsLateIsReminded(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	waits := p.mustPlace(celle.buyer, f, line(f, 1, "13")) // over the limit
	wanted := order(celle.buyer, f, line(f, 1, "1"))
	wanted.AnswerBy = p.tomorrow()
	unanswered, err := p.ordering.PlaceCallOff(t.Context(), celle.buyer, access.Key{}, wanted)
	if err != nil {
		t.Fatal(err)
	}
	p.deliver()
	late := func() (found []string) {
		t.Helper()
		if err := p.sends.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, mail := range p.deliver() {
			for _, n := range mail.News {
				if n.Kind == notice.AnswerLate || n.Kind == notice.ApprovalWaits {
					found = append(found, mail.To.Name+" "+string(n.Kind)+" "+n.Number)
				}
			}
		}
		slices.Sort(found)
		return found
	}
	tasked := func() bool {
		return slices.ContainsFunc(p.todo(celle.buyer), func(d view.ToDo) bool { return d.Kind == "calloff-late" && d.ObjectID == unanswered.ID })
	}
	if found := late(); len(found) > 0 || tasked() {
		t.Errorf("in time: %v", found)
	}
	if err := p.db.ShiftClock(t.Context(), 15*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	want := []string{"Einkauf answer-late " + unanswered.Number, "Fachbereich approval-waits " + waits.Number, "Kämmerei approval-waits " + waits.Number}
	if found := late(); !slices.Equal(found, want) {
		t.Errorf("late: %v", found)
	}
	if found := late(); len(found) > 0 || !tasked() {
		t.Errorf("twice: %v", found)
	}
	if _, err := p.ordering.CancelCallOff(t.Context(), celle.buyer, calloff.ID(unanswered.ID), unanswered.Version, "zu spät"); err != nil || tasked() {
		t.Errorf("what is cancelled is late: %v", err)
	}
}
