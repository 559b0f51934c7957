package postgres_test

import (
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/notice"
	"allmende/domain/timesheet"
	"allmende/ports/driven"
	"allmende/ports/usecase"
)

// kinds are what waits for the actor of services.
func (a *agency) kinds(actor access.Actor) []string {
	a.t.Helper()
	list, err := usecase.NewToDo(a.db).ToDo(a.t.Context(), actor)
	if err != nil {
		a.t.Fatal(err)
	}
	var kinds []string
	for _, d := range list.Items {
		if d.Kind == "sheet-accept" || d.Kind == "sheet-correct" || d.Kind == "services-close" {
			kinds = append(kinds, d.Kind+" "+d.Amount)
		}
	}
	return kinds
}

// news are what people were told by mail since it was last asked.
func news(mails []driven.Mail) []string {
	var told []string
	for _, m := range mails {
		for _, n := range m.News {
			told = append(told, m.To.Name+": "+string(n.Kind)+" "+n.Step+" "+n.Status+" "+n.Amount)
		}
	}
	slices.Sort(told)
	return told
}

func TestWhoIsToActOnATimeSheetIsToldAndHasATask(t *testing.T) {
	a := openAgency(t)
	p := &post{shop: a.shop, box: &postbox{}}
	p.sends = usecase.NewDelivering(a.db, a.db, p.box)
	a.appoint("Fritz Freigabe", access.Grant{Role: access.Approver, Member: a.town.Grants[0].Member})
	s := a.engage("10", "2") // a budget of 2900
	p.deliver()
	expect := func(when string, told, buyer, supplier []string) {
		t.Helper()
		if got := news(p.deliver()); !slices.Equal(got, told) {
			t.Errorf("%s: told %q, want %q", when, got, told)
		}
		if got := a.kinds(a.town); !slices.Equal(got, buyer) {
			t.Errorf("%s: the member has %q, want %q", when, got, buyer)
		}
		if got := a.kinds(a.bidder); !slices.Equal(got, supplier) {
			t.Errorf("%s: the supplier has %q, want %q", when, got, supplier)
		}
	}
	buyer, bidder := a.town.Name, a.bidder.Name
	s = a.mustHandIn(s, a.worked("Ada", 0, "1", "8"), a.worked("Bo", 0, "2", "12"))
	expect("handed in", []string{buyer + ": sheet-waits 1 handed-in 2240.00", "Fritz Freigabe: sheet-waits 1 handed-in 2240.00"}, []string{"sheet-accept 2240.00"}, nil)
	s, err := a.engaging.ReturnSheet(t.Context(), a.town, newest(s), "Bo war krank")
	if err != nil {
		t.Fatal(err)
	}
	expect("sent back", []string{bidder + ": sheet-decided 1 returned 2240.00"}, nil, []string{"sheet-correct 2240.00"})
	s, err = a.engaging.Correct(t.Context(), a.bidder, newest(s), []timesheet.Worked{a.worked("Ada", 0, "1", "9.25"), a.worked("Bo", 1, "2", "11.25")})
	if err != nil {
		t.Fatal(err)
	}
	if s, err = a.engaging.AcceptSheet(t.Context(), a.town, newest(s)); err != nil {
		t.Fatal(err)
	}
	expect("accepted before it was told that it waits", []string{bidder + ": sheet-decided 1 accepted 2327.50"}, nil, nil)
	if s.Engagement.Warning != 80 {
		t.Errorf("the budget is used to %d", s.Engagement.Warning)
	}
	a.remindedOnce(p, []string{"80"})
	s = a.mustHandIn(s, a.worked("Ada", 1, "1", "0.75"), a.worked("Bo", 2, "2", "4.75"))
	if s.Engagement.Left != "0.00" || s.Engagement.Warning != 100 {
		t.Errorf("got %+v", s.Engagement)
	}
	a.remindedOnce(p, []string{"100"})
	if s, err = a.engaging.AcceptSheet(t.Context(), a.town, newest(s)); err != nil {
		t.Fatal(err)
	}
	p.deliver()
	if got := constraintOf(a.write(`update engagement set ends_on = starts_on + 30`)); got != "" {
		t.Fatal(got)
	}
	expect("over", nil, []string{"services-close "}, nil)
	if _, err := a.engaging.CloseEngagement(t.Context(), a.town, calloff.ID(s.CallOff.ID), s.Engagement.Version); err != nil {
		t.Fatal(err)
	}
	expect("closed", nil, nil, nil)
}

// remindedOnce looks twice for what to remind of, and finds it once.
func (a *agency) remindedOnce(p *post, want []string) {
	a.t.Helper()
	var steps []string
	for range 2 {
		if err := p.sends.Remind(a.t.Context()); err != nil {
			a.t.Fatal(err)
		}
		p.deliver()
		if _, err := a.owner.Exec(a.t.Context(), `update post.delivery set due_at = due_at - interval '2 days' where status = 'waiting'`); err != nil {
			a.t.Fatal(err)
		}
		for _, m := range p.deliver() {
			for _, n := range m.News {
				if n.Kind == notice.BudgetWarning && m.To.Name == a.town.Name {
					steps = append(steps, n.Step)
				}
			}
		}
	}
	if !slices.Equal(steps, want) {
		a.t.Errorf("warned at %v, want %v", steps, want)
	}
}
