package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	held "allmende/domain/licence"
	"allmende/domain/routing"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// arena is an office with a contract that two suppliers have won: Berta in the first rank asks
// 800.00 for a notebook, Anton in the second 900.00. Its rules have them compete.
type arena struct {
	*office
	shop      *shop
	competing *usecase.Competing
	contract  view.Framework
}

// begun is when members start to order, ends when mini-competitions end.
var (
	begun = time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)
	ends  = time.Date(2026, 5, 11, 10, 0, 0, 0, time.UTC)
)

func openArena(t *testing.T) *arena {
	t.Helper()
	o := openOffice(t)
	a := &arena{office: o, shop: shopIn(o.market), competing: usecase.NewCompeting(o.db)}
	won := o.published(func(d *driving.TenderDraft) {
		d.Lots[0].Route = []driving.RouteRule{{Way: string(routing.Competition)}}
	})
	anton, _ := o.mustBid(won, o.anton, "900", "200"), o.mustBid(won, o.berta, "800", "100")
	o.mustOpen(won)
	o.mustPropose(won, driving.Proposal{Reason: "Niedrigster Preis"})
	told := o.mustTell(won)
	o.clockAt(time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC))
	awarded, err := o.awarding.Award(t.Context(), o.second, tender.ID(won.ID), told.Version)
	if err != nil {
		t.Fatal(err)
	}
	a.prepare(`insert into framework_supplier (cooperative_id, id, framework_id, supplier_id, rank, bid_id) values ($1, $2, $3, $4, 2, $5)`,
		o.id.String(), id.New[framework.Supplier]().String(), awarded.Lots[0].FrameworkID, o.anton.Grants[0].Supplier.String(), anton.BidID)
	o.clockAt(begun)
	a.contract = a.shop.contract(framework.ID(awarded.Lots[0].FrameworkID))
	return a
}

func (a *arena) start(buyer access.Actor, quantity string) (view.Tender, error) {
	return a.startFor(buyer, quantity, held.Followed{})
}

// startFor is start for an order that follows a licence.
func (a *arena) startFor(buyer access.Actor, quantity string, follows held.Followed) (view.Tender, error) {
	wanted := order(buyer, a.contract, line(a.contract, 1, quantity))
	wanted.AnswerBy, wanted.WishedOn = "2026-05-29", "2026-06-15"
	return a.competing.StartCompetition(a.t.Context(), buyer, access.Key{}, driving.StartCompetition{
		Order: wanted, Deadline: ends, Follows: follows,
		Rules: driving.Rules{Method: "lowest-price", Low: &driving.LowLimits{Next: "0", Mean: "0"}},
	})
}

// invited is a published mini-competition for so many notebooks.
func (a *arena) invited(quantity string) view.Tender {
	a.t.Helper()
	t := a.t
	started, err := a.start(a.celle, quantity)
	if err != nil {
		t.Fatal(err)
	}
	published, err := a.tendering.PublishTender(t.Context(), a.second, tender.ID(started.ID), started.Version)
	if err != nil {
		t.Fatal(err)
	}
	return published
}

// decided is a mini-competition whose award all bidders were told of.
func (a *arena) decided(t view.Tender) view.Tender {
	a.t.Helper()
	a.clockAt(ends.Add(time.Hour))
	a.mustRelease(t, a.first, a.other)
	a.mustPropose(t, driving.Proposal{Reason: "Niedrigster Preis"})
	return a.mustTell(t)
}

func (a *arena) award(t view.Tender) (view.Tender, error) {
	return a.awarding.Award(a.t.Context(), a.second, tender.ID(t.ID), t.Version)
}

func TestSuppliersCompeteForAnOrderAndTheBestBidIsCalledOff(t *testing.T) {
	a := openArena(t)
	if _, err := a.shop.ordering.PlaceCallOff(t.Context(), a.celle, access.Key{}, order(a.celle, a.contract, line(a.contract, 1, "10"))); !errors.Is(err, routing.ErrCompetition) {
		t.Fatalf("ordered directly: %v", err)
	}
	competition := a.invited("10")
	if competition.Procedure != "mini-competition" || competition.Competition.Framework.ID != a.contract.ID || competition.Round != nil || len(competition.OpeningOfficers) != 3 {
		t.Errorf("published as %+v", competition)
	}
	a.mustBid(competition, a.anton, "700")
	a.mustBid(competition, a.berta, "750")
	told := a.decided(competition)
	if told.Status != "award-proposed" || told.EarliestAward != "2026-05-11" {
		t.Errorf("told: %+v", told)
	}
	awarded, err := a.award(told)
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.shop.ordering.CallOff(t.Context(), a.celle, calloff.ID(awarded.Competition.CallOffID))
	if err != nil || c.Total != "7000.00" || c.Supplier.Name != "Anton Technik GmbH" || c.Status != "submitted" || c.Lines[0].Price != "700.00" || c.Route.Way != "mini-competition" || c.Route.Rank != 2 ||
		c.AnswerBy != "2026-05-29" || c.WishedOn != "2026-06-15" {
		t.Errorf("called off: %+v, %v", c, err)
	}
	if got := a.history(a.officer, c.ID); !slices.Contains(got, "tender.competition-started") || !slices.Contains(got, "tender.opened") || got[0] != "tender.awarded" {
		t.Errorf("what happened to the call-off: %v", got)
	}
	if got := a.history(a.celle, c.ID); !slices.Equal(got, []string{"tender.awarded", "tender.competition-started"}) {
		t.Errorf("what its member reads: %v", got)
	}
	a.shop.totalsMustAgree()
	if got := a.shop.contract(framework.ID(a.contract.ID)); got.Drawn != "7000.00" {
		t.Errorf("drawn %s", got.Drawn)
	}
}

// history is what happened to a call-off, the newest first.
func (a *arena) history(reader access.Actor, callOff string) []string {
	a.t.Helper()
	return actions(a.events(reader, driving.ListEvents{ObjectType: "call-off", ObjectID: callOff}))
}

func TestOnlyThoseWhomItConcernsSeeAMiniCompetition(t *testing.T) {
	a := openArena(t)
	competition := a.invited("10")
	which, stranger := tender.ID(competition.ID), a.bidder("Fremd GmbH")
	for name, who := range map[string]access.Actor{"another supplier": stranger, "another member": a.uelzen} {
		if _, err := a.tendering.Tender(t.Context(), who, which); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := a.handIn(competition, stranger, a.seal(competition, stranger, "1")); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a stranger bids: %v", err)
	}
	if asked, strange := a.waiting(a.anton), a.waiting(stranger); len(asked) != 1 || len(strange) != 0 {
		t.Errorf("asked to bid: %+v, and a stranger: %+v", asked, strange)
	}
	if seen := a.show(a.anton, competition).Competition; len(seen.Invited) != 1 || seen.Invited[0].Ceilings[0].Price != "900.00" {
		t.Errorf("a bidder sees %+v", seen)
	}
	if own := a.show(a.berta, competition); own.MaximumValue != "8000.00" || own.Lots[0].MaximumValue != "8000.00" {
		t.Errorf("at its own prices it comes to 8000.00, and the bidder reads %s and %s", own.MaximumValue, own.Lots[0].MaximumValue)
	}
	if seen := a.show(a.celle, competition).Competition; len(seen.Invited) != 2 || seen.Member.ID != a.celle.Grants[0].Member.String() {
		t.Errorf("the member sees %+v", seen)
	}
}

func TestABidAboveTheContractIsExcludedAndNeverKept(t *testing.T) {
	a := openArena(t)
	competition := a.invited("10")
	a.mustBid(competition, a.anton, "900.01")
	a.mustBid(competition, a.berta, "800")
	a.clockAt(ends.Add(time.Hour))
	a.mustRelease(competition, a.first, a.other)
	bids, err := a.bidding.Bids(t.Context(), a.officer, tender.ID(competition.ID))
	if err != nil || bids.Items[0].ExcludedReason != tender.ReasonAboveContract || bids.Items[1].Status != "opened" {
		t.Errorf("got %+v, %v", bids, err)
	}
	a.breaks("bid_price_below_ceiling", `insert into bid_price (cooperative_id, id, bid_id, prices_opened, item_id, price)
		select b.cooperative_id, gen_random_uuid(), b.id, true, c.item_id, c.price + 0.000001 from bid b
		join tender_ceiling c on c.cooperative_id = b.cooperative_id and c.tender_id = b.tender_id and c.supplier_id = b.supplier_id where b.status = 'excluded'`)
}

func TestAnAwardThatTheContractCannotBearAnyMoreIsRefusedAndCanBeCancelled(t *testing.T) {
	a := openArena(t)
	competition := a.invited("10")
	a.mustBid(competition, a.anton, "700")
	told := a.decided(competition)
	a.prepare(`update framework_supplier set out_kind = 'excluded', out_reason = 'Insolvenz', out_by = $1, out_at = allmende_clock() where rank = 2`, a.officer.Person.String())
	if _, err := a.award(told); !errors.Is(err, routing.ErrNobody) {
		t.Fatalf("awarded: %v", err)
	}
	failed, err := a.tendering.CancelTender(t.Context(), a.officer, tender.ID(told.ID), told.Version, "Der Lieferant ist insolvent")
	if err != nil || failed.Status != "cancelled" {
		t.Errorf("got %+v, %v", failed, err)
	}
	if got := a.shop.contract(framework.ID(a.contract.ID)); got.Drawn != "0.00" {
		t.Errorf("drawn %s", got.Drawn)
	}
}

func TestMoreThanTheContractHasLeftIsNotCompetedFor(t *testing.T) {
	a := openArena(t)
	if _, err := a.start(a.celle, "201"); !errors.Is(err, framework.ErrQuantityExceeded) {
		t.Errorf("got %v", err)
	}
	if _, err := a.start(a.anton, "1"); !errors.Is(err, access.ErrForbidden) && !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a bidder starts: %v", err)
	}
	if n := count(t, a.owner, `select count(*) from mini_competition`); n != 0 {
		t.Errorf("%d were kept", n)
	}
}

// More seats of software are bought by a mini-competition too: what is awarded follows the licence
// that it is for, and counts with it.
func TestWhatIsCompetedForFollowsItsLicence(t *testing.T) {
	a := openArena(t)
	a.prepare(`update framework_item set category = 'software' where cooperative_id = $1`, a.id.String())
	holding := usecase.NewHolding(a.db)
	awarded := func(start func() (view.Tender, error)) view.CallOff {
		t.Helper()
		started, err := start()
		if err != nil {
			t.Fatal(err)
		}
		published, err := a.tendering.PublishTender(t.Context(), a.second, tender.ID(started.ID), started.Version)
		if err != nil {
			t.Fatal(err)
		}
		a.mustBid(published, a.anton, "100")
		done, err := a.award(a.decided(published))
		if err != nil {
			t.Fatal(err)
		}
		c, err := a.shop.ordering.CallOff(t.Context(), a.celle, calloff.ID(done.Competition.CallOffID))
		if err != nil || c.Status != "placed" {
			t.Fatalf("awarded: %+v, %v", c, err)
		}
		return c
	}
	first := awarded(func() (view.Tender, error) { return a.start(a.celle, "10") })
	l, err := holding.RecordLicence(t.Context(), a.celle, calloff.ID(first.ID), driving.RecordLicence{Position: 1, Seats: 10, StartsOn: "2026-06-01", Months: 12})
	if err != nil {
		t.Fatal(err)
	}
	a.clockAt(begun)
	follows := held.Followed{Licence: held.ID(l.ID), Why: held.TrueUp}
	if _, err := a.startFor(a.uelzen, "2", follows); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("for the licence of another member: %v", err)
	}
	more := awarded(func() (view.Tender, error) { return a.startFor(a.celle, "2", follows) })
	history, err := holding.Licence(t.Context(), a.celle, held.ID(l.ID))
	if err != nil || len(history.Orders) != 1 || history.Orders[0].CallOff.ID != more.ID || history.Orders[0].Reason != string(held.TrueUp) {
		t.Errorf("what followed: %+v, %v", history.Orders, err)
	}
}
