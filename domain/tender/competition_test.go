package tender_test

import (
	"testing"

	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

// competing is the law with a minimum period for mini-competitions.
var competing = append(legal.Params{{Code: legal.BidDaysCompetition, Value: "5", Source: "VgV § 21 Abs. 5", From: day("2016-04-18")}}, law...)

var (
	dear, cheap = supplier(), supplier()
	stool       = id.New[tender.Item]()
)

// call asks for ten stools, of which one supplier asks 50.00 in the contract and the other 40.00.
func call(change ...func(*tender.Call)) tender.Call {
	c := tender.Call{
		Title: "Stühle", Rules: evaluation.Rules{Method: evaluation.LowestPrice{}}, Deadline: deadline, Officers: []member.PersonID{first, other, third},
		Items: []tender.Item{{ID: stool, Name: "Stuhl", Unit: quantity.Piece, Firm: quantity.Must("10")}},
		Invited: []tender.Invitee{
			{Supplier: dear, Ceilings: map[tender.ItemID]money.Price{stool: money.MustPrice("50")}},
			{Supplier: cheap, Ceilings: map[tender.ItemID]money.Price{stool: money.MustPrice("40")}},
		},
	}
	for _, edit := range change {
		edit(&c)
	}
	return c
}

func competition(t testing.TB) *tender.Tender {
	t.Helper()
	made, err := tender.Compete("VV-2026-0002", call(), competing, officer, now)
	ok(t, err)
	ordering := func(f *tender.Facts) { f.Entitled = f.Entitled[:1] }
	refused(t, made.Return("so nicht"), tender.ErrOrderFixed)
	ok(t, made.Publish(second, facts(ordering), competing, now))
	return made
}

func TestAMiniCompetitionIsATenderForAnOrder(t *testing.T) {
	s := competition(t).State()
	if s.Ruling.Procedure != tender.MiniCompetition || s.Status != tender.Published || !s.Round.IsZero() || len(s.Entitled) != 1 || s.HasStandstill() {
		t.Errorf("got %+v", s)
	}
	if lot := s.Lots[0]; len(s.Lots) != 1 || lot.MaximumValue.String() != "500.00" || lot.Items[0].MaximumQuantity.String() != "10" {
		t.Errorf("got %+v", s.Lots)
	}
}

func TestMiniCompetitionsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tender.Call)
		want   *fault.Fault
	}{
		"among nobody":       {func(c *tender.Call) { c.Invited = nil }, tender.ErrNobodyInvited},
		"for nothing":        {func(c *tender.Call) { c.Invited[0].Ceilings, c.Invited[1].Ceilings = nil, nil }, tender.ErrLotMaximum},
		"over in the past":   {func(c *tender.Call) { c.Deadline = now }, tender.ErrDeadlinePast},
		"opened by two only": {func(c *tender.Call) { c.Officers = c.Officers[:2] }, tender.ErrOfficerCount},
		"for eleven years":   {func(c *tender.Call) { c.Months = 121 }, tender.ErrTerm},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tender.Compete("VV-2026-0002", call(c.change), competing, officer, now)
			refused(t, err, c.want)
		})
	}
}

func TestAMiniCompetitionGivesBiddersTheirDays(t *testing.T) {
	early, err := tender.Compete("VV-2026-0002", call(func(c *tender.Call) { c.Deadline = day("2026-03-08").Start().UTC().Add(-1e9) }), competing, officer, now)
	ok(t, err)
	refused(t, early.Publish(second, facts(), competing, now), tender.ErrDeadlineEarly)
	punctual, err := tender.Compete("VV-2026-0002", call(func(c *tender.Call) { c.Deadline = day("2026-03-08").Start().UTC() }), competing, officer, now)
	ok(t, err)
	ok(t, punctual.Publish(second, facts(), competing, now))
}

func TestOnlyInvitedSuppliersBid(t *testing.T) {
	made := competition(t)
	_, err := made.Take(submission(made, supplier()), 1)
	refused(t, err, tender.ErrNotInvited)
	_, err = made.Take(submission(made, cheap), 1)
	ok(t, err)
}

func TestEachBidderIsHeldToItsOwnPricesInTheContract(t *testing.T) {
	for _, c := range []struct {
		by    member.SupplierID
		price string
		want  string
	}{
		{cheap, "40", ""},
		{cheap, "40.000001", tender.ReasonAboveContract},
		{dear, "40.000001", ""},
		{dear, "50.01", tender.ReasonAboveContract},
	} {
		made := competition(t)
		bid := sealedBid(t, made, c.by, now)
		bids := []*tender.Bid{bid}
		_, err := ceremony(t, made, bids, contents(made, bids, map[tender.BidID]tender.Content{bid.State().ID: offering(made, c.price)}), later)
		ok(t, err)
		if got := bid.State(); got.Excluded != c.want || (got.Prices == nil) != (c.want != "") {
			t.Errorf("%s: got %+v", c.price, got)
		}
	}
}
