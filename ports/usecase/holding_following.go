package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/licence"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Licence shows one with all that followed it.
func (uc *Holding) Licence(ctx context.Context, actor access.Actor, l licence.ID) (view.LicenceHistory, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.LicenceHistory, error) {
		return s.Licences.History(ctx, l, actor.Sight(access.CallOffRead), period.DayOf(s.Now))
	})
}

// CountLicence states what is in use.
func (uc *Holding) CountLicence(ctx context.Context, actor access.Actor, key access.Key, of licence.ID, in driving.CountLicence) (view.LicenceHistory, error) {
	return once(ctx, uc.work, licenceAttempt(actor, of), key, func(ctx context.Context, s driven.Stores) (view.LicenceHistory, error) {
		l, err := ownLicence(ctx, s, actor, of)
		if err != nil {
			return view.LicenceHistory{}, err
		}
		on, err := period.ParseDay(in.CountedOn)
		if err != nil {
			return view.LicenceHistory{}, pointed(err, "countedOn")
		}
		_, seats, err := s.Licences.Standing(ctx, of)
		if err != nil {
			return view.LicenceHistory{}, err
		}
		count, err := l.Count(on, in.Used, seats, actor.Person, s.Now)
		if err != nil {
			return view.LicenceHistory{}, err
		}
		if err := s.Licences.AddCount(ctx, count); err != nil {
			return view.LicenceHistory{}, err
		}
		return uc.followed(ctx, s, actor, l, "licence.counted", map[string]string{
			"countedOn": count.On.String(), "used": strconv.Itoa(count.Used), "seats": strconv.Itoa(count.Seats),
		})
	})
}

// FollowLicence has a call-off follow a licence.
func (uc *Holding) FollowLicence(ctx context.Context, actor access.Actor, of licence.ID, id calloff.ID, why licence.Following) (view.LicenceHistory, error) {
	return do(ctx, uc.work, licenceAttempt(actor, of), func(ctx context.Context, s driven.Stores) (view.LicenceHistory, error) {
		l, err := ownLicence(ctx, s, actor, of)
		if err != nil {
			return view.LicenceHistory{}, err
		}
		c, _, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.LicenceHistory{}, pointed(err, "callOffId")
		}
		if err := actor.MayFor(access.LicenceRecord, c.State().Member); err != nil {
			return view.LicenceHistory{}, pointed(err, "callOffId")
		}
		item, _, err := s.Licences.Standing(ctx, of)
		if err != nil {
			return view.LicenceHistory{}, err
		}
		if err := l.Follow(item, c.State(), why); err != nil {
			return view.LicenceHistory{}, err
		}
		if err := s.Licences.AddOrder(ctx, of, id, why); err != nil {
			return view.LicenceHistory{}, err
		}
		return uc.followed(ctx, s, actor, l, "licence.followed", map[string]string{"callOff": c.State().Number, "follows": string(why)})
	})
}

func licenceAttempt(actor access.Actor, l licence.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: access.LicenceRecord, Object: audit.Object{Type: "licence", ID: l.String()}}
}

// ownLicence locks a licence that the actor looks after.
func ownLicence(ctx context.Context, s driven.Stores, actor access.Actor, of licence.ID) (*licence.Licence, error) {
	l, err := s.Licences.Get(ctx, of)
	if err != nil {
		return nil, err
	}
	return l, actor.MayFor(access.LicenceRecord, l.State().Member)
}

func (uc *Holding) followed(ctx context.Context, s driven.Stores, actor access.Actor, l *licence.Licence, action string, details map[string]string) (view.LicenceHistory, error) {
	of := l.State()
	event := audit.Event{Action: action, Object: audit.Object{Type: "licence", ID: of.ID.String(), Name: of.Name}, Member: of.Member, Details: details}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.LicenceHistory{}, err
	}
	return s.Licences.History(ctx, of.ID, actor.Sight(access.CallOffRead), period.DayOf(s.Now))
}

// ordered makes licences of what a supplier has confirmed, where its catalogue tells the term. What
// the catalogue does not tell, or tells wrongly, is recorded by the member.
func ordered(ctx context.Context, s driven.Stores, c calloff.State, answer calloff.Answer) error {
	offered, err := s.Licences.Offered(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, o := range offered {
		term, told := termOf(o, c, answer)
		if !told {
			continue
		}
		l, err := licence.Record(c, o.Position, demand.Software, term)
		if _, refused := fault.Of(err); refused {
			continue
		}
		if err != nil {
			return err
		}
		if o.Renews != nil {
			l.Renew(o.Renews.ID)
		}
		if err := s.Licences.Add(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// termOf is the term of a line from the day it is delivered on, or after the licence that it renews.
func termOf(o driven.OfferedLicence, c calloff.State, answer calloff.Answer) (licence.Term, bool) {
	startsOn := period.DayOf(answer.At)
	for _, line := range answer.Lines {
		if line.Position == o.Position && !line.DeliveredOn.IsZero() {
			startsOn = line.DeliveredOn
		}
	}
	offer, told := licence.OfferOf(o.Attributes)
	if o.Renews != nil {
		startsOn = o.Renews.After(startsOn)
	}
	for _, line := range c.Lines {
		if line.Position == o.Position {
			return offer.Term(line.Quantity, startsOn), told
		}
	}
	return licence.Term{}, false
}
