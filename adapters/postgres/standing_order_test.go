package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/domain/recurring"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// standing is one order of the first item each month, from today on.
func (p *post) standing(buyer access.Actor, f view.Framework, quantity string, tolerance int) view.StandingOrder {
	p.t.Helper()
	today := period.DayOf(time.Now())
	o, err := p.recurring().SetUp(p.t.Context(), buyer, access.Key{}, driving.SetUpStanding{
		Framework: framework.ID(f.ID), Member: buyer.Grants[0].Member, Lines: []driving.PlaceCallOffLine{line(f, 1, quantity)}, BudgetCode: "1.2.3",
		Interval: "monthly", From: today.String(), To: today.AddMonths(2).String(), Tolerance: tolerance,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return o
}

func (p *post) recurring() *usecase.Recurring { return usecase.NewRecurring(p.db, p.db, p.db) }

func (p *post) standingShown(buyer access.Actor, o view.StandingOrder) view.StandingOrder {
	p.t.Helper()
	shown, err := p.recurring().StandingOrder(p.t.Context(), buyer, calloff.StandingID(o.ID))
	if err != nil {
		p.t.Fatal(err)
	}
	return shown
}

func (p *post) placeDue() {
	p.t.Helper()
	if _, err := p.recurring().PlaceDue(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
}

func TestAStandingOrderIsPlacedOncePerDayWhoeverLooks(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	o := p.standing(celle.buyer, f, "1", 5)
	if o.Status != "active" || o.Total != "389.90" || len(o.Lines) != 1 {
		t.Fatalf("set up %+v", o)
	}
	servers := make([]func(), 6)
	for i := range servers {
		servers[i] = func() {
			if _, err := p.recurring().PlaceDue(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
	race(servers...)
	p.placeDue()
	shown := p.standingShown(celle.buyer, o)
	if len(shown.Placed) != 1 || shown.Placed[0].DueOn != o.From || shown.Placed[0].Status != "placed" || shown.Status != "active" || shown.Next == o.From {
		t.Errorf("placed %+v", shown)
	}
	if drawn := p.contract(framework.ID(f.ID)).Drawn; drawn != "389.90" {
		t.Errorf("drawn %s", drawn)
	}
	p.totalsMustAgree()

	// A server that died after placing and before going on finds the day taken, and goes on.
	p.prepare(`update standing_order set next_day = from_day where id = $1`, o.ID)
	p.placeDue()
	if again := p.standingShown(celle.buyer, o); len(again.Placed) != 1 || again.Next != shown.Next || again.Status != "active" {
		t.Errorf("after a restart %+v", again)
	}
	if _, err := p.recurring().EndStanding(t.Context(), celle.buyer, calloff.StandingID(o.ID), p.standingShown(celle.buyer, o).Version, "nicht mehr nötig"); err != nil {
		t.Error(err)
	}
}

func TestAStandingOrderThatCannotBePlacedWaitsForAPerson(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	o := p.standing(celle.buyer, f, "1", 5)
	p.prepare(`update standing_order set total = 300 where id = $1`, o.ID) // as if the price had risen by a third
	p.placeDue()
	shown := p.standingShown(celle.buyer, o)
	if shown.Status != "failed" || shown.Fault != recurring.ErrDearer.Code() || shown.FaultParams["ceiling"] != "315.00" || shown.FaultParams["total"] != "389.90" || len(shown.Placed) != 0 {
		t.Fatalf("got %+v", shown)
	}
	if !slices.ContainsFunc(p.todo(celle.buyer), func(d view.ToDo) bool { return d.Kind == "standing-failed" && d.ObjectID == o.ID }) {
		t.Error("nobody has a task")
	}
	if n := count(t, p.owner, `select count(*) from post.outbox where kind = 'standing-failed' and object_id = $1`, o.ID); n != 1 {
		t.Errorf("told %d times", n)
	}
	resumed, err := p.recurring().ResumeStanding(t.Context(), celle.buyer, calloff.StandingID(o.ID), shown.Version)
	if err != nil || resumed.Status != "active" || resumed.FaultParams != nil {
		t.Errorf("resumed %+v, %v", resumed, err)
	}
}

func TestAStandingOrderIsApprovedByAnotherPerson(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	o := p.standing(celle.buyer, f, "5", 0) // three of 1949.50, over the limit together and not alone
	if o.Status != "submitted" {
		t.Fatalf("set up %+v", o)
	}
	p.placeDue()
	if shown := p.standingShown(celle.buyer, o); len(shown.Placed) != 0 {
		t.Error("placed before it is approved")
	}
	if _, err := p.recurring().ApproveStanding(t.Context(), celle.buyer, calloff.StandingID(o.ID), o.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("approved by the buyer: %v", err)
	}
	if !slices.ContainsFunc(p.todo(celle.clerk), func(d view.ToDo) bool { return d.Kind == "standing-approve" && d.ObjectID == o.ID }) {
		t.Error("nobody is asked")
	}
	approved, err := p.recurring().ApproveStanding(t.Context(), celle.clerk, calloff.StandingID(o.ID), o.Version)
	if err != nil || approved.Status != "active" {
		t.Fatalf("got %+v, %v", approved, err)
	}
	p.placeDue()
	shown := p.standingShown(celle.buyer, o)
	if len(shown.Placed) != 1 || shown.Placed[0].Status != "placed" || shown.Placed[0].Total != "1949.50" {
		t.Errorf("got %+v", shown)
	}
	if _, err := p.recurring().StandingOrder(t.Context(), p.bidder, calloff.StandingID(o.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("the supplier reads it: %v", err)
	}
}

func TestApproversAreToldOfAStandingOrderThatWaits(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	o := p.standing(celle.buyer, f, "5", 0) // three times 1,949.50: over the limit
	if o.Status != "submitted" {
		t.Fatalf("set up %+v", o)
	}
	var names []string
	for _, mail := range p.deliver() {
		if n := mail.News[0]; n.Kind != notice.ApprovalWaits || n.Step != driven.StepStanding || n.Path != "/standing-orders/"+o.ID {
			t.Errorf("told %+v", n)
		}
		names = append(names, mail.To.Name)
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"Fachbereich", "Kämmerei"}) {
		t.Errorf("told %v", names)
	}
	for who, waits := range map[*access.Actor]bool{&celle.clerk: true, &celle.treasurer: true, &celle.head: false, &celle.buyer: false} {
		if got := slices.ContainsFunc(p.todo(*who), func(d view.ToDo) bool { return d.Kind == "standing-approve" && d.ObjectID == o.ID }); got != waits {
			t.Errorf("%s: among the tasks %t", who.Name, got)
		}
	}
}
