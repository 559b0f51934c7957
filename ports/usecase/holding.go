package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Holding carries out driving.Holding.
type Holding struct{ work driven.Work }

var _ driving.Holding = (*Holding)(nil)

// NewHolding makes the use cases of contracts and licences that members hold.
func NewHolding(work driven.Work) *Holding { return &Holding{work} }

// Holdings are a member's contracts and licences.
func (uc *Holding) Holdings(ctx context.Context, actor access.Actor, m member.ID) (view.Holdings, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Holdings, error) {
		sight := actor.Sight(access.CallOffRead)
		if m.IsZero() {
			if len(sight.Members) != 1 {
				return view.Holdings{}, calloff.ErrMemberMissing
			}
			m = sight.Members[0]
		}
		today := period.DayOf(s.Now)
		contracts, err := s.Licences.Contracts(ctx, m, sight, today)
		if err != nil {
			return view.Holdings{}, err
		}
		licences, err := s.Licences.Licences(ctx, m, sight, today)
		return view.Holdings{Contracts: contracts, Licences: licences}, err
	})
}

// RecordLicence makes a licence of a line of software.
func (uc *Holding) RecordLicence(ctx context.Context, actor access.Actor, id calloff.ID, in driving.RecordLicence) (view.Licence, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.LicenceRecord, Object: audit.Object{Type: "call-off", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Licence, error) {
		c, _, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.Licence{}, err
		}
		if err := actor.MayFor(access.LicenceRecord, c.State().Member); err != nil {
			return view.Licence{}, err
		}
		startsOn, err := period.ParseDay(in.StartsOn)
		if err != nil {
			return view.Licence{}, pointed(err, "startsOn")
		}
		category, err := s.Licences.Category(ctx, id, in.Position)
		if err != nil {
			return view.Licence{}, err
		}
		l, err := licence.Record(c.State(), in.Position, category, licence.Term{
			Seats: in.Seats, StartsOn: startsOn, Months: in.Months, RenewalMonths: in.RenewalMonths, NoticeDays: in.NoticeDays,
		})
		if err != nil {
			return view.Licence{}, err
		}
		if err := s.Licences.Add(ctx, l); err != nil {
			return view.Licence{}, err
		}
		return uc.recorded(ctx, s, actor, l.State(), "licence.recorded")
	})
}

// CancelLicence notes that it was cancelled.
func (uc *Holding) CancelLicence(ctx context.Context, actor access.Actor, id licence.ID, version int) (view.Licence, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.LicenceRecord, Object: audit.Object{Type: "licence", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Licence, error) {
		l, err := s.Licences.Get(ctx, id)
		if err != nil {
			return view.Licence{}, err
		}
		if err := actor.MayFor(access.LicenceRecord, l.State().Member); err != nil {
			return view.Licence{}, err
		}
		if err := access.CheckVersion(version, l.State().Version); err != nil {
			return view.Licence{}, err
		}
		if err := l.Cancel(period.DayOf(s.Now)); err != nil {
			return view.Licence{}, err
		}
		if err := s.Licences.Save(ctx, l); err != nil {
			return view.Licence{}, err
		}
		return uc.recorded(ctx, s, actor, l.State(), "licence.cancelled")
	})
}

func (uc *Holding) recorded(ctx context.Context, s driven.Stores, actor access.Actor, l licence.State, action string) (view.Licence, error) {
	today := period.DayOf(s.Now)
	endsOn, _ := l.Reachable(today)
	event := audit.Event{
		Action: action, Object: audit.Object{Type: "licence", ID: l.ID.String(), Name: l.Name}, Member: l.Member,
		Details: map[string]string{"callOff": l.CallOff.String(), "seats": strconv.Itoa(l.Seats), "endsOn": endsOn.String()},
	}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Licence{}, err
	}
	return s.Licences.Licence(ctx, l.ID, actor.Sight(access.CallOffRead), today)
}
