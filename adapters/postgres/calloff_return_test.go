package postgres_test

import (
	"errors"
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/notice"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// delivered is an order of the first item and five of the second that its supplier confirmed,
// with a change where one is told.
func (p *post) delivered(buyer access.Actor, f view.Framework, change string) view.CallOff {
	p.t.Helper()
	c := p.mustPlace(buyer, f, line(f, 1, "3"), line(f, 2, "5"))
	lines := []driving.AnswerLine{{Position: 1, DeliveredOn: p.tomorrow(), Change: change}, {Position: 2, DeliveredOn: p.tomorrow()}}
	if _, err := usecase.NewDispatching(p.db, true).Confirm(p.t.Context(), p.bidder, calloff.ID(c.ID), c.Version, lines); err != nil {
		p.t.Fatal(err)
	}
	return c
}

func some(position int, quantity string) driving.AskReturn {
	return driving.AskReturn{Lines: []driving.ReturnLine{{Position: position, Quantity: quantity}}, Reason: "zu viel bestellt"}
}

func (p *post) asked(buyer access.Actor, c view.CallOff, in driving.AskReturn) view.CallOff {
	p.t.Helper()
	shown, err := p.ordering.AskReturn(p.t.Context(), buyer, calloff.ID(c.ID), c.Version, in)
	if err != nil {
		p.t.Fatal(err)
	}
	return shown
}

func TestAReturnGivesBackWhatTheSupplierTakes(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	c := p.delivered(celle.buyer, f, "")
	drawn := p.contract(framework.ID(f.ID)).Drawn
	p.deliver()
	shown := p.asked(celle.buyer, c, some(1, "2"))
	if len(shown.Returns) != 1 || shown.Returns[0].Status != "requested" || shown.Returns[0].Amount != "779.80" || p.contract(framework.ID(f.ID)).Drawn != drawn {
		t.Fatalf("asked: %+v", shown.Returns)
	}
	if !slices.ContainsFunc(p.todo(p.bidder), func(d view.ToDo) bool { return d.Kind == "return-decide" && d.ObjectID == c.ID }) {
		t.Error("the supplier has no task")
	}
	if _, err := p.ordering.AskReturn(t.Context(), celle.buyer, calloff.ID(c.ID), shown.Version, some(2, "1")); !errors.Is(err, calloff.ErrReturnWaits) {
		t.Errorf("a second one: %v", err)
	}
	if _, err := p.ordering.AgreeReturn(t.Context(), celle.buyer, calloff.ID(c.ID), 1, shown.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("agreed by the member: %v", err)
	}
	agreed, err := p.ordering.AgreeReturn(t.Context(), p.bidder, calloff.ID(c.ID), 1, shown.Version)
	if err != nil || agreed.ReturnedTotal != "779.80" || agreed.Lines[0].Returned != "2" || agreed.Lines[1].Returned != "" || agreed.Total != c.Total {
		t.Fatalf("agreed: %+v, %v", agreed, err)
	}
	if got := p.contract(framework.ID(f.ID)); got.Items[0].DrawnQuantity != "1" || amount(got.Drawn).Cmp(amount(drawn).Sub(amount("779.80"))) != 0 {
		t.Errorf("drawn %+v", got)
	}
	p.totalsMustAgree()
	mails := p.deliver()
	if !slices.ContainsFunc(mails, func(m driven.Mail) bool { return m.Order != nil && m.Return }) || !slices.ContainsFunc(mails, func(m driven.Mail) bool {
		return len(m.News) == 1 && m.News[0].Kind == notice.OrderAnswered && m.News[0].Step == "agreed" && m.News[0].Amount == "779.80"
	}) {
		t.Errorf("told: %+v", mails)
	}

	// Never more than there is, and nothing is cancelled of which something came back.
	if _, err := p.ordering.AskReturn(t.Context(), celle.buyer, calloff.ID(c.ID), agreed.Version, some(1, "2")); !errors.Is(err, calloff.ErrReturnExceeds) {
		t.Errorf("more than there is: %v", err)
	}
	declined, err := p.ordering.DeclineReturn(t.Context(), p.bidder, calloff.ID(c.ID), 2, p.asked(celle.buyer, agreed, some(1, "1")).Version, "ausgepackt")
	if err != nil || declined.Returns[1].Answer != "ausgepackt" || declined.ReturnedTotal != "779.80" {
		t.Errorf("declined: %+v, %v", declined, err)
	}
	if _, err := p.ordering.WithdrawReturn(t.Context(), celle.buyer, calloff.ID(c.ID), 3, p.asked(celle.buyer, declined, some(2, "5")).Version); err != nil {
		t.Error(err)
	}
	p.totalsMustAgree()
}

func TestTheDatabaseReturnsNothingByItself(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	c := p.delivered(celle.buyer, f, "")
	early := p.mustPlace(celle.buyer, f, line(f, 1, "1"))
	asks := func(of view.CallOff, positions, quantities string) error {
		return p.write(`insert into call_off_return (cooperative_id, id, call_off_id, number, status, positions, quantities, amount, reason, asked_by, asked_at, answer)
			values ($1, $2, $3, 1, 'requested', cast($4 as integer[]), cast($5 as numeric[]), 1, 'weil', $6, now(), '')`,
			p.id.String(), id.New[calloff.Return]().String(), of.ID, positions, quantities, celle.buyer.Person.String())
	}
	for rule, err := range map[string]error{
		"call_off_return_within_ordered": asks(c, "{1}", "{4}"),
		"call_off_return_of_confirmed":   asks(early, "{1}", "{1}"),
		"call_off_return_lines_whole":    asks(c, "{1,2}", "{1}"),
		"call_off_returns_as_agreed":     p.write(`update call_off set returned = '{1,0}', returned_total = 389.90 where id = $1`, c.ID),
		"call_off_returned_complete":     p.write(`update call_off set returned = '{1,0}' where id = $1`, c.ID),
	} {
		if constraintOf(err) != rule {
			t.Errorf("%s: %v", rule, err)
		}
	}
	p.asked(celle.buyer, c, some(1, "1"))
	if got := constraintOf(p.write(`update call_off_return set status = 'agreed', decided_at = now(), decided_by = asked_by where call_off_id = $1`, c.ID)); got != "call_off_returns_as_agreed" {
		t.Errorf("agreed alone: %q", got)
	}
	p.totalsMustAgree()
}

func TestReturnsThatMeetHaveOneOutcome(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	for range 4 {
		c := p.delivered(celle.buyer, f, "andere Farbe")
		var first, second error
		race(func() {
			_, first = p.ordering.AskReturn(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, some(1, "2"))
		}, func() {
			_, second = p.ordering.AskReturn(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, some(1, "3"))
		})
		if (first == nil) == (second == nil) || !errors.Is(errors.Join(first, second), calloff.ErrReturnWaits) {
			t.Fatalf("asked twice: %v, %v", first, second)
		}
		var agreed, cancelled error
		race(func() {
			_, agreed = p.ordering.AgreeReturn(t.Context(), p.bidder, calloff.ID(c.ID), 1, c.Version)
		}, func() {
			_, cancelled = p.ordering.CancelCallOff(t.Context(), celle.buyer, calloff.ID(c.ID), c.Version, "doch nicht")
		})
		if (agreed == nil) == (cancelled == nil) || !errors.Is(errors.Join(agreed, cancelled), access.ErrStale) {
			t.Fatalf("agreed %v, cancelled %v", agreed, cancelled)
		}
		p.totalsMustAgree()
	}
}

func TestWhatWasReturnedIsNotSaved(t *testing.T) {
	p := openPost(t)
	celle := p.town()
	f := p.conclude(p.agreement(celle.id))
	c := p.delivered(celle.buyer, f, "")
	paid := func() string {
		t.Helper()
		s, err := usecase.NewBuying(p.db).Savings(t.Context(), celle.buyer, celle.id, 0)
		if err != nil {
			t.Fatal(err)
		}
		return amount(s.Paid).Add(amount(s.Without)).String()
	}
	before := paid()
	if _, err := p.ordering.AgreeReturn(t.Context(), p.bidder, calloff.ID(c.ID), 1, p.asked(celle.buyer, c, some(1, "1")).Version); err != nil {
		t.Fatal(err)
	}
	if after := paid(); amount(before).Sub(amount(after)).String() != "389.90" {
		t.Errorf("paid %s, then %s", before, after)
	}
}
