// Package competition has the suppliers of a framework contract compete for one order
// (VgV 21(5), G-CAL): it makes a tender out of contract and order, and a call-off out of its award.
package competition

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/calloff"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/routing"
	"allmende/domain/tender"
)

// ErrOtherOrder: what was won is not what was ordered.
var ErrOtherOrder = fault.New(fault.Conflict, "competition.other-order", fault.Rule("G-CAL"))

// State is the data of a competition beside its tender's.
type State struct {
	Tender    tender.ID
	Version   int
	Framework framework.ID
	Member    member.ID
	Order     calloff.Order
	Items     []tender.ItemID // what each wish is in the tender
	Route     routing.Trace   // the rule that has the suppliers compete, and how they stood
	Follows   licence.Followed
	CallOff   calloff.ID // what it ended in
}

// Competition is an order that suppliers compete for.
type Competition struct{ s State }

// Restore trusts a state that a store kept.
func Restore(s State) *Competition { return &Competition{s} }

// State returns a copy of the data.
func (c *Competition) State() State {
	s := c.s
	s.Items, s.Order.Wishes = slices.Clone(s.Items), slices.Clone(s.Order.Wishes)
	return s
}

// Terms are what bids are handed in and compared by.
type Terms struct {
	Number   string // the tender's
	Title    string // the contract's, if there is none
	Rules    evaluation.Rules
	Deadline time.Time
	Officers []member.PersonID // the committee
}

// Invite makes the tender in which the contract's suppliers compete for a member's order. It
// fails with calloff.ErrDeadline for a day before the deadline for bids, and with the faults of
// calloff.Order.Accepted, framework.Competitors and tender.Compete.
func Invite(f *framework.Framework, customer calloff.Customer, o calloff.Order, terms Terms, law legal.Params, now time.Time) (*Competition, *tender.Tender, error) {
	o, _, err := o.Accepted(customer, now)
	if err != nil {
		return nil, nil, err
	}
	if err := daysAfter(o, period.DayOf(terms.Deadline)); err != nil {
		return nil, nil, err
	}
	competitors, trace, err := f.Competitors(customer.Member, o.Wishes, o.Months, now)
	if err != nil {
		return nil, nil, err
	}
	if strings.TrimSpace(terms.Title) == "" {
		terms.Title = f.State().Title
	}
	c := &Competition{State{Version: 1, Framework: f.ID(), Member: customer.Member, Order: o, Route: trace}}
	items := c.itemsOf(f)
	t, err := tender.Compete(terms.Number, tender.Call{
		Title: terms.Title, Rules: terms.Rules, Deadline: terms.Deadline, Officers: terms.Officers, Months: o.Months,
		Items: items, Invited: c.inviteesOf(competitors),
	}, law, o.By, now)
	if err != nil {
		return nil, nil, err
	}
	c.s.Tender = t.State().ID
	return c, t, nil
}

// Follow has the order follow a licence of an item, once it is awarded. It fails as licence.Licence.Await.
func (c *Competition) Follow(l *licence.Licence, item framework.ItemID, why licence.Following) error {
	if err := l.Await(item, c.s.Member, c.s.Framework, c.s.Order.Wishes, why); err != nil {
		return err
	}
	c.s.Follows = licence.Followed{Licence: l.State().ID, Why: why}
	return nil
}

// daysAfter asks the days of an order to leave time for the bids.
func daysAfter(o calloff.Order, deadline period.Day) error {
	if !o.WishedOn.IsZero() && o.WishedOn.Before(deadline) {
		return calloff.ErrDeadline.At("wishedOn")
	}
	if !o.AnswerBy.IsZero() && o.AnswerBy.Before(deadline) {
		return calloff.ErrDeadline.At("answerBy")
	}
	return nil
}

// itemsOf are the wishes as items that are bid for.
func (c *Competition) itemsOf(f *framework.Framework) []tender.Item {
	listed := map[framework.ItemID]framework.Item{}
	for _, item := range f.State().Items {
		listed[item.ID] = item
	}
	items := make([]tender.Item, len(c.s.Order.Wishes))
	for i, wish := range c.s.Order.Wishes {
		item := listed[wish.Item]
		items[i] = tender.Item{
			ID: id.New[tender.Item](), Name: item.Name, Description: item.Description, Category: item.Category, CPV: item.CPV,
			Unit: item.Unit, Firm: wish.Quantity,
		}
		c.s.Items = append(c.s.Items, items[i].ID)
	}
	return items
}

// inviteesOf are the competitors with their prices in the contract as ceilings.
func (c *Competition) inviteesOf(competitors []framework.Competitor) []tender.Invitee {
	invited := make([]tender.Invitee, len(competitors))
	for i, competitor := range competitors {
		ceilings := make(map[tender.ItemID]money.Price, len(c.s.Items))
		for n, item := range c.s.Items {
			ceilings[item] = competitor.Lines[n].Price
		}
		invited[i] = tender.Invitee{Supplier: competitor.Supplier, Ceilings: ceilings}
	}
	return invited
}

// Conclude makes the call-off of an award: the order at the prices that won, without days that
// have passed meanwhile. It fails with
// ErrOtherOrder and the faults of calloff.PlaceWon, of which those of a contract that is used up
// meanwhile are usual, and then books nothing.
func (c *Competition) Conclude(f *framework.Framework, customer calloff.Customer, a tender.Award, now time.Time) (*calloff.CallOff, error) {
	prices := make([]money.Price, len(c.s.Items))
	for n, item := range c.s.Items {
		at := slices.IndexFunc(a.Lines, func(l tender.LinePrice) bool { return l.Item.ID == item })
		if at < 0 || a.Lines[at].Item.Firm.Cmp(c.s.Order.Wishes[n].Quantity) != 0 {
			return nil, ErrOtherOrder
		}
		prices[n] = a.Lines[at].Price
	}
	placed, err := calloff.PlaceWon(f, customer, c.s.Order.From(period.DayOf(now)), calloff.Won{Supplier: a.Supplier, Prices: prices, Route: c.s.Route}, now)
	if err != nil {
		return nil, err
	}
	c.s.CallOff = placed.State().ID
	return placed, nil
}
