package postgres_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// escalating has a treasurer asked by name, and the head where he does not decide.
func (p *post) escalating(celle town) *usecase.Approving {
	p.t.Helper()
	approving := usecase.NewApproving(p.db)
	_, err := approving.SetApprovalRules(p.t.Context(), celle.clerk, celle.id, 0, driving.SetApprovalRules{ValidFrom: period.DayOf(time.Now()).String(), Rules: []driving.ApprovalRule{
		{Above: "500.00", Approver: celle.treasurer.Person.String(), Persons: 1, Escalates: true, EscalateTo: celle.head.Person.String()},
	}})
	if err != nil {
		p.t.Fatal(err)
	}
	return approving
}

func TestWhatNobodyDecidesGoesToTheNextPersonOnce(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	approving := p.escalating(celle)
	f := p.conclude(p.agreement(celle.id))
	c := p.mustPlace(celle.buyer, f, line(f, 1, "3"))
	p.deliver()
	escalating := usecase.NewEscalating(p.db, p.db)
	if n, err := escalating.Escalate(t.Context()); n != 0 || err != nil {
		t.Fatalf("early: %d, %v", n, err)
	}
	if _, err := p.ordering.ApproveCallOff(t.Context(), celle.head, calloff.ID(c.ID), c.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("before it is escalated: %v", err)
	}
	if err := p.db.ShiftClock(t.Context(), 20*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	var servers sync.WaitGroup
	var mu sync.Mutex
	escalated := 0
	for range 4 {
		servers.Go(func() {
			n, err := usecase.NewEscalating(p.db, p.db).Escalate(t.Context())
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			escalated += n
		})
	}
	servers.Wait()
	if n, err := escalating.Escalate(t.Context()); n != 0 || err != nil || escalated != 1 {
		t.Errorf("four servers escalated %d times, then %d: %v", escalated, n, err)
	}
	if n := count(t, p.owner, `select count(*) from event where action = 'calloff.escalated' and object_id = $1 and details ->> 'to' = 'Leitung'`, c.ID); n != 1 {
		t.Errorf("%d events", n)
	}
	var named []string
	for _, mail := range p.deliver() {
		if mail.News != nil && mail.News[0].Kind == notice.ApprovalWaits && mail.News[0].Step == driven.StepEscalated {
			named = append(named, mail.To.Name)
		}
	}
	if got := strings.Join(named, " "); got != "Kämmerei Leitung" && got != "Leitung Kämmerei" {
		t.Errorf("told: %s", got)
	}
	shown, err := approving.CallOffApproval(t.Context(), celle.head, calloff.ID(c.ID))
	if err != nil || shown.Mine != "approve" || shown.Steps[0].Escalated == nil || shown.Steps[0].Escalated.To != "Leitung" || len(shown.Waits) != 2 {
		t.Fatalf("got %+v, %v", shown, err)
	}
	waits := func(a access.Actor) bool {
		for _, d := range p.todo(a) {
			if d.Kind == "calloff-approve" && d.ObjectID == c.ID {
				return true
			}
		}
		return false
	}
	if !waits(celle.head) || !waits(celle.treasurer) || waits(celle.clerk) || waits(celle.buyer) {
		t.Error("among the tasks of the wrong people")
	}
	placed, err := p.ordering.ApproveCallOff(t.Context(), celle.head, calloff.ID(c.ID), c.Version)
	if err != nil || placed.Status != "placed" {
		t.Errorf("got %+v, %v", placed, err)
	}
	p.totalsMustAgree()
}

func TestTheDatabaseRefusesEscalationsThatNoRuleAsksFor(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	p.escalating(celle)
	f := p.conclude(p.agreement(celle.id))
	waits, plain := p.mustPlace(celle.buyer, f, line(f, 1, "3")), p.mustPlace(celle.head, f, line(f, 1, "1"))
	insert := func(c view.CallOff, step, to string) error {
		return p.write(`insert into call_off_escalation (cooperative_id, id, call_off_id, change, step, to_person, at)
			select cooperative_id, gen_random_uuid(), id, 0, ` + step + `, ` + to + `, now() from call_off where id = '` + c.ID + `'`)
	}
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"of what does not wait":  {insert(plain, "1", "null"), "call_off_escalation_due"},
		"of a step to come":      {insert(waits, "2", "null"), "call_off_escalation_due"},
		"to who submitted":       {insert(waits, "1", "created_by"), "call_off_approval_by_another"},
		"an approval by a buyer": {p.write(`insert into call_off_approval (cooperative_id, id, call_off_id, change, step, person_id, at) select cooperative_id, gen_random_uuid(), id, 0, 1, '` + celle.head.Person.String() + `', now() from call_off where id = '` + waits.ID + `'`), "call_off_approval_in_turn"},
	} {
		if got := constraintOf(c.err); got != c.want {
			t.Errorf("%s: broke %q, want %q", name, got, c.want)
		}
	}
}

func TestARuleEscalatesToSomebodyElse(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	approving := usecase.NewApproving(p.db)
	for name, rule := range map[string]driving.ApprovalRule{
		"to whom it asks anyway": {Above: "0", Persons: 1, Approver: celle.clerk.Person.String(), Escalates: true, EscalateTo: celle.clerk.Person.String()},
		"from all to all":        {Above: "0", Persons: 1, Escalates: true},
		"to a stranger":          {Above: "0", Persons: 1, Escalates: true, EscalateTo: p.officer.Person.String()},
	} {
		in := driving.SetApprovalRules{ValidFrom: period.DayOf(time.Now()).String(), Rules: []driving.ApprovalRule{rule}}
		if _, err := approving.SetApprovalRules(t.Context(), celle.clerk, celle.id, 0, in); !errors.Is(err, approval.ErrEscalation) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
