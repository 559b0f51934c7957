package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/competition"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Competing carries out driving.Competing.
type Competing struct{ work driven.Work }

var _ driving.Competing = (*Competing)(nil)

// NewCompeting makes the use case that begins mini-competitions; all others are a tender's.
func NewCompeting(work driven.Work) *Competing { return &Competing{work} }

// StartCompetition makes the tender in which the suppliers of a contract compete for an order.
func (uc *Competing) StartCompetition(ctx context.Context, actor access.Actor, key access.Key, in driving.StartCompetition) (view.Tender, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "framework", ID: in.Order.Framework.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Tender, error) {
		order, err := orderOf(actor, in.Order)
		if err != nil {
			return view.Tender{}, err
		}
		at, err := s.Competitions.Counter(ctx, in.Order.Framework, in.Order.Member, itemsOf(order.Wishes))
		if err != nil {
			return view.Tender{}, err
		}
		terms, err := competitionTerms(ctx, s, in)
		if err != nil {
			return view.Tender{}, err
		}
		if in.Order.FromBasket {
			if err := takeOrdered(ctx, s, in.Order.Member, order.Wishes); err != nil {
				return view.Tender{}, err
			}
		}
		return uc.start(ctx, s, actor, at, order, terms, in.Follows)
	})
}

// takeOrdered has items leave the basket that the actor has for a member.
func takeOrdered(ctx context.Context, s driven.Stores, m member.ID, wishes []framework.Wish) error {
	basket, err := s.Baskets.Get(ctx, m)
	if err != nil {
		return err
	}
	for _, wish := range wishes {
		basket.Remove(wish.Item)
	}
	return s.Baskets.Save(ctx, m, basket)
}

func (uc *Competing) start(ctx context.Context, s driven.Stores, actor access.Actor, at driven.Counter, order calloff.Order, terms competition.Terms, follows licence.Followed) (view.Tender, error) {
	c, t, err := competition.Invite(at.Contract, at.Customer, order, terms, s.Law, s.Now)
	if err != nil {
		return view.Tender{}, err
	}
	if !follows.Licence.IsZero() {
		if err := awaitOrder(ctx, s, actor, c, follows); err != nil {
			return view.Tender{}, err
		}
	}
	if err := s.Tenders.Add(ctx, t); err != nil {
		return view.Tender{}, err
	}
	if err := s.Competitions.Add(ctx, c); err != nil {
		return view.Tender{}, err
	}
	return tenderRecorded(ctx, s, actor, t, audit.Event{Action: "tender.competition-started", Member: c.State().Member, Details: map[string]string{
		"framework": c.State().Framework.String(), "estimatedValue": t.State().Ruling.EstimatedValue.String(),
	}})
}

// awaitOrder has the order follow a licence that the actor looks after.
func awaitOrder(ctx context.Context, s driven.Stores, actor access.Actor, c *competition.Competition, follows licence.Followed) error {
	l, err := ownLicence(ctx, s, actor, follows.Licence)
	if err != nil {
		return pointed(err, "licence.id")
	}
	item, _, err := s.Licences.Standing(ctx, follows.Licence)
	if err != nil {
		return err
	}
	return c.Follow(l, item, follows.Why)
}

// followAwarded has what a competition ended in follow its licence. Where the licence allows that
// no more the order stands by itself: the award is not refused for it.
func followAwarded(ctx context.Context, s driven.Stores, follows licence.Followed, placed calloff.State) (bool, error) {
	l, err := s.Licences.Get(ctx, follows.Licence)
	if err != nil {
		return false, err
	}
	item, _, err := s.Licences.Standing(ctx, follows.Licence)
	if err != nil {
		return false, err
	}
	err = l.Follow(item, placed, follows.Why)
	if _, refused := fault.Of(err); refused {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, s.Licences.AddOrder(ctx, follows.Licence, placed.ID, follows.Why)
}

// competitionTerms reads what bids are handed in and compared by; bids are opened by the
// committee of the contract's own tender.
func competitionTerms(ctx context.Context, s driven.Stores, in driving.StartCompetition) (terms competition.Terms, err error) {
	terms = competition.Terms{Title: in.Title, Deadline: in.Deadline}
	if terms.Rules, err = rulesOf(in.Rules, s.Law, period.DayOf(s.Now)); err != nil {
		return terms, err
	}
	if terms.Officers, err = s.Competitions.Committee(ctx, in.Order.Framework); err != nil {
		return terms, err
	}
	terms.Number, err = s.Numbers.Next(ctx, "VV")
	return terms, err
}

func itemsOf(wishes []framework.Wish) []framework.ItemID {
	items := make([]framework.ItemID, len(wishes))
	for i, wish := range wishes {
		items[i] = wish.Item
	}
	return items
}
