package postgres_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
	"allmende/ports/view"
)

const (
	rush   = 64  // buyers at once
	rounds = 100 // of them
)

// outcome is what became of one buyer's order in a rush.
type outcome struct {
	buyer  access.Actor
	wanted int // notebooks
	placed view.CallOff
	err    error
}

// 64 buyers rush for the last part of a maximum: the value, an item's quantity or
// their members' quotas, and in every fourth round while others cancel. Never a cent
// too much, never a refusal while enough was left, and all totals are sums.
func TestNobodyOverdrawsAndNobodyIsRefusedInVain(t *testing.T) {
	s := openShop(t)
	buyers := s.crowd(rush, 8)
	f := s.conclude(s.openEnded(buyers))
	for round := range rounds {
		kind := []string{"value", "quantity", "quota", "cancellations"}[round%4]
		s.leaveLastPart(f, kind)
		var standing []view.CallOff
		if kind == "cancellations" {
			for _, buyer := range buyers[:16] {
				standing = append(standing, s.mustPlace(buyer, f, line(f, 1, "3")))
			}
		}
		before := s.contract(framework.ID(f.ID))
		outcomes := s.rushFor(f, buyers, standing, fmt.Sprintf("round-%04d", round))
		s.judge(t, fmt.Sprintf("round %d (%s)", round, kind), kind, before, outcomes, len(standing))
		if t.Failed() {
			return
		}
	}
}

// crowd makes buyers, spread over members.
func (s *shop) crowd(buyers, members int) []access.Actor {
	s.t.Helper()
	var homes []member.ID
	for i := range members {
		homes = append(homes, s.admit(fmt.Sprintf("Gemeinde %d", i), "it-provider", "admitted"))
	}
	crowd := make([]access.Actor, buyers)
	for i := range crowd {
		crowd[i] = s.appoint(fmt.Sprintf("Einkauf %d", i), access.Grant{Role: access.Buyer, Member: homes[i%members]})
	}
	return crowd
}

func (s *shop) openEnded(buyers []access.Actor) framework.Agreement {
	seen := map[member.ID]bool{}
	var entitled []member.ID
	for _, b := range buyers {
		if m := b.Grants[0].Member; !seen[m] {
			seen[m], entitled = true, append(entitled, m)
		}
	}
	a := s.agreement(entitled...)
	a.Maximum, a.QuotaMode = money.MustAmount("1000000000"), tender.Hard
	for i := range a.Entitled {
		a.Entitled[i].Quota = money.MustAmount("100000000")
	}
	a.Items[0].Maximum = quantity.Must("999999999")
	return a
}

// leaveLastPart leaves 60 notebooks of value, 60 of quantity, or 8 per member, in every
// second round with some cents more, and plenty of everything else.
func (s *shop) leaveLastPart(f view.Framework, kind string) {
	s.t.Helper()
	cents := decimal.New(rand.Int64N(2)*rand.Int64N(38990), -2)
	value, pieces, quota := decimal.New(1e9, 0), decimal.New(1e6, 0), decimal.New(1e8, 0)
	price := decimal.RequireFromString("389.90")
	switch kind {
	case "value", "cancellations":
		value = price.Mul(decimal.New(60, 0)).Add(cents)
	case "quantity":
		pieces = decimal.New(60, 0)
	case "quota":
		quota = price.Mul(decimal.New(8, 0)).Add(cents)
	}
	s.prepare(beyondModifications(fmt.Sprintf(`with f as (update framework f set maximum = d.drawn + %[2]s, original_maximum = null, version = version + 1 from framework_drawn d where f.id = '%[1]s' and d.framework_id = f.id),
		i as (update framework_item i set maximum_quantity = c.drawn + %[3]s, version = version + 1 from ceiling c
			where i.framework_id = '%[1]s' and i.position = 1 and c.framework_id = i.framework_id and c.id = i.id)
		update framework_member e set quota = c.drawn + %[4]s, version = version + 1 from ceiling c
			where e.framework_id = '%[1]s' and c.framework_id = e.framework_id and c.id = e.member_id`, f.ID, value, pieces, quota)))
}

// rushFor lets every buyer order 1 to 5 notebooks at once, beside others who cancel.
func (s *shop) rushFor(f view.Framework, buyers []access.Actor, standing []view.CallOff, key string) []outcome {
	outcomes := make([]outcome, len(buyers))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, buyer := range buyers {
		outcomes[i] = outcome{buyer: buyer, wanted: 1 + rand.IntN(5)}
		all.Go(func() {
			<-start
			o := &outcomes[i]
			o.placed, o.err = s.ordering.PlaceCallOff(s.t.Context(), buyer, access.Key{Key: key, Fingerprint: "f"},
				order(buyer, f, line(f, 1, fmt.Sprint(o.wanted))))
		})
	}
	for i, c := range standing {
		all.Go(func() {
			<-start
			if err := s.cancel(s.t.Context(), buyers[i], c); err != nil {
				s.t.Errorf("cancel: %v", err)
			}
		})
	}
	close(start)
	all.Wait()
	return outcomes
}

// judge holds the outcomes of a round against what is drawn after it.
func (s *shop) judge(t *testing.T, name, kind string, before view.Framework, outcomes []outcome, cancelled int) {
	t.Helper()
	after := s.contract(framework.ID(before.ID))
	drawn := amount(before.Drawn).Sub(priceOf(3 * cancelled))
	smallest := map[member.ID]int{} // notebooks refused, by member, and by none for all
	for _, o := range outcomes {
		if o.err == nil {
			drawn = drawn.Add(amount(o.placed.Total))
			continue
		}
		s.mustBeFair(t, name, o)
		for _, whose := range []member.ID{"", o.buyer.Grants[0].Member} {
			if least, some := smallest[whose]; !some || o.wanted < least {
				smallest[whose] = o.wanted
			}
		}
	}
	if after.Drawn != drawn.String() {
		t.Errorf("%s: %s is drawn, the call-offs make %s", name, after.Drawn, drawn)
	}
	s.countersMustAgree()
	left := func(whose member.ID, remaining int) {
		if least, some := smallest[whose]; some && least <= remaining {
			t.Errorf("%s: %d were refused, and %d are left", name, least, remaining)
		}
	}
	switch kind { // while others cancel, what is left at the end says nothing about a refusal
	case "value":
		left("", fitting(after.Remaining))
	case "quantity":
		left("", int(decimal.RequireFromString(after.Items[0].RemainingQuantity).IntPart()))
	case "quota":
		for _, q := range after.Quotas {
			left(member.ID(q.Member.ID), fitting(q.Remaining))
		}
	}
}

// mustBeFair holds a refusal against what it says remained.
func (s *shop) mustBeFair(t *testing.T, name string, o outcome) {
	t.Helper()
	refusal, ok := fault.Of(o.err)
	if !ok {
		t.Errorf("%s: %v", name, o.err)
		return
	}
	remaining := refusal.Params()["remaining"]
	switch {
	case errors.Is(refusal, framework.ErrQuantityExceeded):
		if decimal.RequireFromString(remaining).IntPart() >= int64(o.wanted) {
			t.Errorf("%s: %d refused with %s left", name, o.wanted, remaining)
		}
	case errors.Is(refusal, framework.ErrMaximumExceeded), errors.Is(refusal, framework.ErrQuotaExceeded), errors.Is(refusal, framework.ErrExhausted):
		if fitting(remaining) >= o.wanted {
			t.Errorf("%s: %d refused with %s EUR left", name, o.wanted, remaining)
		}
	default:
		t.Errorf("%s: %v", name, o.err)
	}
}

func amount(text string) money.Amount { return money.MustAmount(text) }

func priceOf(notebooks int) money.Amount {
	return money.MustPrice("389.90").Times(decimal.New(int64(notebooks), 0))
}

// fitting is how many notebooks an amount pays.
func fitting(remaining string) int {
	n := 0
	for priceOf(n+1).Cmp(amount(remaining)) <= 0 {
		n++
		if n > rush*5 {
			return n
		}
	}
	return n
}

// Cancelling, rejecting and approving one call-off at once: one of them happens, and
// what it took is given back at most once.
func TestOneOfManyDecisionsHappens(t *testing.T) {
	s := openShop(t)
	m := s.admit("Celle", "it-provider", "admitted")
	buyer := s.appoint("Einkauf", access.Grant{Role: access.Buyer, Member: m})
	approver := s.appoint("Freigabe", access.Grant{Role: access.Approver, Member: m})
	f := s.conclude(s.agreement(m))
	for range 20 {
		c := s.mustPlace(buyer, f, line(f, 1, "14"))
		var all sync.WaitGroup
		results := make([]error, 9)
		for i := range results {
			all.Go(func() { results[i] = s.decideSomehow(i, buyer, approver, c) })
		}
		all.Wait()
		happened := 0
		for _, err := range results {
			if err == nil {
				happened++
			} else if !errors.Is(err, access.ErrStale) {
				t.Errorf("got %v, want stale", err)
			}
		}
		if happened != 1 {
			t.Errorf("%d decisions happened, want 1", happened)
		}
		s.countersMustAgree()
		s.clear(buyer, c)
	}
}

func (s *shop) decideSomehow(i int, buyer, approver access.Actor, c view.CallOff) error {
	id := calloff.ID(c.ID)
	var err error
	switch i % 3 {
	case 0:
		err = s.cancel(s.t.Context(), buyer, c)
	case 1:
		_, err = s.ordering.ApproveCallOff(s.t.Context(), approver, id, c.Version)
	case 2:
		_, err = s.ordering.RejectCallOff(s.t.Context(), approver, id, c.Version, "abgelehnt")
	}
	return err
}

// clear cancels a call-off that was approved, so that the next one fits.
func (s *shop) clear(buyer access.Actor, c view.CallOff) {
	s.t.Helper()
	now, err := s.ordering.CallOff(s.t.Context(), buyer, calloff.ID(c.ID))
	if err != nil {
		s.t.Fatal(err)
	}
	if now.Status != "placed" {
		return
	}
	if err := s.cancel(s.t.Context(), buyer, now); err != nil {
		s.t.Fatal(err)
	}
}
