package competition_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/competition"
	"allmende/domain/evaluation"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/routing"
	"allmende/domain/tender"
)

var (
	buyer  = id.New[member.Person]()
	town   = calloff.Customer{Member: id.New[member.Member](), Admitted: true, Limit: money.MustAmount("1000.00")}
	during = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	first  = id.New[member.Supplier]()
	second = id.New[member.Supplier]()
	law    = legal.Params{
		{Code: legal.ThresholdSubCentral, Value: "216000.00", From: period.Date(2026, 1, 1)},
		{Code: legal.BidDaysCompetition, Value: "5", From: period.Date(2026, 1, 1)},
	}
)

type failing interface {
	Helper()
	Fatal(...any)
}

// contract sells ten desks: for 500.00 EUR in the first rank and 450.00 EUR in the second. From
// 1000.00 EUR on its suppliers compete.
func contract(t failing) *framework.Framework {
	t.Helper()
	f, err := framework.New(framework.Agreement{
		Number: "RV-2026-0001", Title: "Desks", Supplier: first, InForce: period.Span{From: period.Date(2026, 1, 1), To: period.Date(2026, 12, 31)},
		Maximum: money.MustAmount("4000.00"), QuotaMode: tender.FirstCome,
		Items:    []framework.Item{{Name: "Desk", Unit: quantity.Piece, Price: money.MustPrice("500"), Maximum: quantity.Must("10")}},
		Entitled: []framework.Entitlement{{Member: town.Member}},
		Route:    routing.Table{{Way: routing.Competition, From: money.MustAmount("1000.00")}, {Way: routing.Direct}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := f.State()
	s.Suppliers = []framework.Supplier{
		{ID: first, Rank: 1},
		{ID: second, Rank: 2, Prices: map[framework.ItemID]pricing.Rate{s.Items[0].ID: {Price: money.MustPrice("450")}}},
	}
	return framework.Restore(s)
}

func desks(f *framework.Framework, q string) calloff.Order {
	return calloff.Order{By: buyer, BudgetCode: " 1.2.3 ", Wishes: []framework.Wish{{Item: f.State().Items[0].ID, Quantity: quantity.Must(q)}}}
}

func terms() competition.Terms {
	officers := []member.PersonID{id.New[member.Person](), id.New[member.Person](), id.New[member.Person]()}
	return competition.Terms{Number: "VV-2026-0001", Rules: evaluation.Rules{Method: evaluation.LowestPrice{}}, Deadline: during.AddDate(0, 0, 14), Officers: officers}
}

func invited(t failing, f *framework.Framework, q string) (*competition.Competition, *tender.Tender) {
	t.Helper()
	c, made, err := competition.Invite(f, town, desks(f, q), terms(), law, during)
	if err != nil {
		t.Fatal(err)
	}
	return c, made
}

// won is the award to a supplier at a price.
func won(made *tender.Tender, by member.SupplierID, price string) tender.Award {
	lot := made.State().Lots[0]
	return tender.Award{Lot: lot, Supplier: by, Lines: []tender.LinePrice{{Item: lot.Items[0], Price: money.MustPrice(price)}}}
}

func TestSuppliersAreInvitedAtTheirOwnPrices(t *testing.T) {
	f := contract(t)
	c, made := invited(t, f, "3")
	s := made.State()
	if s.Status != tender.InReview || s.Terms.Title != "Desks" || len(s.Invited) != 2 || s.Lots[0].MaximumValue.String() != "1500.00" {
		t.Errorf("got %+v", s)
	}
	ceilings := map[member.SupplierID]string{}
	for _, i := range s.Invited {
		ceilings[i.Supplier] = i.Ceilings[c.State().Items[0]].String()
	}
	if ceilings[first] != "500.00" || ceilings[second] != "450.00" {
		t.Errorf("got %v", ceilings)
	}
	if got := c.State(); got.Tender != s.ID || got.Order.BudgetCode != "1.2.3" || got.Route.Way != routing.Competition || !f.State().Drawn.IsZero() {
		t.Errorf("got %+v", got)
	}
}

func TestDaysOfAnOrderLeaveTimeForBidsAndAreCarriedOverUnlessTheyPassed(t *testing.T) {
	deadline := period.DayOf(during.AddDate(0, 0, 14))
	days := func(answer, wished int) (calloff.Order, *framework.Framework) {
		f := contract(t)
		o := desks(f, "3")
		o.AnswerBy, o.WishedOn = deadline.Add(answer), deadline.Add(wished)
		return o, f
	}
	for name, c := range map[string]struct{ answer, wished int }{"an answer": {-1, 30}, "a delivery": {-1, -1}} {
		o, f := days(c.answer, c.wished)
		if _, _, err := competition.Invite(f, town, o, terms(), law, during); !errors.Is(err, calloff.ErrDeadline) {
			t.Errorf("%s before the deadline for bids: %v", name, err)
		}
	}
	for name, c := range map[string]struct {
		after          int // days after the deadline, of the award
		answer, wished bool
	}{"in time": {3, true, true}, "behind the answer": {8, false, true}, "behind both": {31, false, false}} {
		o, f := days(7, 30)
		competing, made, err := competition.Invite(f, town, o, terms(), law, during)
		if err != nil {
			t.Fatal(err)
		}
		placed, err := competing.Conclude(f, town, won(made, second, "400"), during.AddDate(0, 0, 14+c.after))
		if err != nil {
			t.Fatal(err)
		}
		if s := placed.State(); s.AnswerBy.IsZero() == c.answer || s.WishedOn.IsZero() == c.wished {
			t.Errorf("%s: answer by %q, wished on %q", name, s.AnswerBy, s.WishedOn)
		}
	}
}

func TestOrdersThatDoNotCompeteAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		quantity string
		change   func(*framework.State)
		want     error
	}{
		"below the band":       {"1", func(*framework.State) {}, framework.ErrNoCompetition},
		"without rules":        {"3", func(s *framework.State) { s.Route = nil }, framework.ErrNoCompetition},
		"more than is left":    {"9", func(*framework.State) {}, framework.ErrMaximumExceeded},
		"more than there is":   {"11", func(*framework.State) {}, framework.ErrQuantityExceeded},
		"of another's":         {"3", func(s *framework.State) { s.Entitled = nil }, framework.ErrNotEntitled},
		"with nobody standing": {"3", func(s *framework.State) { s.Suppliers[0].Out, s.Suppliers[1].Out = routing.Suspended, routing.Excluded }, routing.ErrNobody},
	} {
		t.Run(name, func(t *testing.T) {
			s := contract(t).State()
			c.change(&s)
			f := framework.Restore(s)
			if _, _, err := competition.Invite(f, town, desks(f, c.quantity), terms(), law, during); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestWhoIsSuspendedIsNotInvited(t *testing.T) {
	s := contract(t).State()
	s.Suppliers[0].Out = routing.Suspended
	_, made := invited(t, framework.Restore(s), "3")
	if got := made.State().Invited; len(got) != 1 || got[0].Supplier != second {
		t.Errorf("got %+v", got)
	}
}

func TestTheBestBidBecomesTheCallOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := contract(t)
		c, made := invited(t, f, "3")
		cents := rapid.Int64Range(0, 450_00).Draw(t, "cents")
		price := money.FromCents(cents).String()
		placed, err := c.Conclude(f, town, won(made, second, price), during)
		if err != nil {
			t.Fatal(err)
		}
		s := placed.State()
		waits := 3*cents > 1000_00
		switch {
		case s.Total.Cents() != 3*cents, f.State().Drawn.Cmp(s.Total) != 0, s.Supplier != second:
			t.Fatalf("got %+v", s)
		case (s.Status == calloff.Submitted) != waits, s.PlacedAt.IsZero() != waits:
			t.Fatalf("%s of %s is %s", s.Total, s.Limit, s.Status)
		case s.Route.Way != routing.Competition, s.Route.Chosen != second, s.Route.Rank != 2, c.State().CallOff != s.ID:
			t.Fatalf("got %+v", s.Route)
		}
	})
}

func TestACallOffThatIsNotPossibleAnyMoreBooksNothing(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*framework.State)
		want   error
	}{
		"used up":             {func(s *framework.State) { s.Drawn = money.MustAmount("3000.00") }, framework.ErrMaximumExceeded},
		"exhausted":           {func(s *framework.State) { s.Status = framework.Exhausted }, framework.ErrExhausted},
		"without the pieces":  {func(s *framework.State) { s.Items[0].Drawn = quantity.Must("8") }, framework.ErrQuantityExceeded},
		"over":                {func(s *framework.State) { s.InForce.To = period.Date(2026, 6, 30) }, framework.ErrNotInForce},
		"with the winner out": {func(s *framework.State) { s.Suppliers[1].Out = routing.Excluded }, routing.ErrNobody},
	} {
		t.Run(name, func(t *testing.T) {
			f := contract(t)
			made, of := invited(t, f, "3")
			s := f.State()
			c.change(&s)
			meanwhile := framework.Restore(s)
			_, err := made.Conclude(meanwhile, town, won(of, second, "400"), during)
			if !errors.Is(err, c.want) || meanwhile.State().Drawn.Cmp(s.Drawn) != 0 || !made.State().CallOff.IsZero() {
				t.Errorf("got %v, %+v", err, meanwhile.State())
			}
		})
	}
}

func TestAnAwardOfSomethingElseIsNoOrder(t *testing.T) {
	f := contract(t)
	c, made := invited(t, f, "3")
	award := won(made, second, "400")
	award.Lines[0].Item.Firm = quantity.Must("4")
	if _, err := c.Conclude(f, town, award, during); !errors.Is(err, competition.ErrOtherOrder) {
		t.Errorf("got %v", err)
	}
}
