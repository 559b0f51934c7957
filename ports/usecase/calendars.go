package usecase

import (
	"cmp"
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/period"
	"allmende/domain/recurring"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Calendars carries out driving.Calendars.
type Calendars struct {
	work   driven.Work
	actors driven.CalendarActors
}

var _ driving.Calendars = (*Calendars)(nil)

// NewCalendars makes the use cases of calendars.
func NewCalendars(work driven.Work, actors driven.CalendarActors) *Calendars {
	return &Calendars{work, actors}
}

// Calendar tells whether the actor has an address.
func (uc *Calendars) Calendar(ctx context.Context, actor access.Actor) (view.Calendar, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Calendar, error) {
		at, err := s.Calendars.Renewed(ctx, actor.Person)
		return view.Calendar{RenewedAt: at}, err
	})
}

// Renew gives the actor a new secret.
func (uc *Calendars) Renew(ctx context.Context, actor access.Actor) (view.Calendar, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.NoticeSet, Object: audit.Object{Type: "person", ID: actor.Person.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Calendar, error) {
		secret := newToken()
		if err := s.Calendars.Renew(ctx, actor.Person, tokenOf(secret)); err != nil {
			return view.Calendar{}, err
		}
		event := audit.Event{Action: "calendar.renewed", Object: attempt.Object, Details: map[string]string{}}
		return view.Calendar{RenewedAt: s.Now, Secret: secret}, s.Events.Record(ctx, event)
	})
}

// mostContracts bounds what a calendar shows of contracts.
const mostContracts = 200

// Feed is what stands in a calendar.
func (uc *Calendars) Feed(ctx context.Context, secret string) (view.CalendarFeed, error) {
	actor, err := uc.actors.CalendarActor(ctx, tokenOf(secret))
	if err != nil {
		return view.CalendarFeed{}, err
	}
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CalendarFeed, error) {
		settings, _, err := s.Dispatches.Settings(ctx, actor.Person)
		if err != nil {
			return view.CalendarFeed{}, err
		}
		feed := view.CalendarFeed{At: s.Now, Language: string(settings.Language)}
		for _, gather := range []func(context.Context, driven.Stores, access.Actor) ([]view.CalendarEntry, error){tasksDue, contractsEnding, licencesEnding, standingDue} {
			found, err := gather(ctx, s, actor)
			if err != nil {
				return view.CalendarFeed{}, err
			}
			feed.Entries = append(feed.Entries, found...)
		}
		return feed, nil
	})
}

func tasksDue(ctx context.Context, s driven.Stores, actor access.Actor) ([]view.CalendarEntry, error) {
	tasks, err := s.ToDo.List(ctx, actor)
	var entries []view.CalendarEntry
	for _, t := range tasks {
		if !t.Due.IsZero() {
			entries = append(entries, view.CalendarEntry{UID: t.Kind + "-" + t.ObjectID, Kind: "task", Title: t.Title, At: t.Due, Path: "/"})
		}
	}
	return entries, err
}

func contractsEnding(ctx context.Context, s driven.Stores, actor access.Actor) ([]view.CalendarEntry, error) {
	page, err := s.FrameworkReports.Frameworks(ctx, actor.Sight(access.FrameworkRead), view.PageRequest{Limit: mostContracts})
	today := period.DayOf(s.Now).String()
	var entries []view.CalendarEntry
	for _, f := range page.Items {
		if f.InForceTo >= today {
			entries = append(entries, view.CalendarEntry{UID: "contract-" + f.ID, Kind: "contract-ends", Title: f.Number + " " + f.Title, Day: f.InForceTo, Path: "/frameworks/" + f.ID})
		}
	}
	return entries, err
}

func licencesEnding(ctx context.Context, s driven.Stores, actor access.Actor) ([]view.CalendarEntry, error) {
	sight := actor.Sight(access.CallOffRead)
	var entries []view.CalendarEntry
	for _, m := range sight.Members {
		held, err := s.Licences.Licences(ctx, m, sight, period.DayOf(s.Now))
		if err != nil {
			return nil, err
		}
		for _, l := range held {
			kind := "licence-ends"
			if l.CancelBy != "" {
				kind = "licence-cancel"
			}
			entries = append(entries, view.CalendarEntry{UID: "licence-" + l.ID, Kind: kind, Title: l.Name, Day: cmp.Or(l.CancelBy, l.EndsOn), Path: "/contracts/licences/" + l.ID})
		}
	}
	return entries, nil
}

func standingDue(ctx context.Context, s driven.Stores, actor access.Actor) ([]view.CalendarEntry, error) {
	orders, err := s.StandingOrders.List(ctx, membersOnly(actor))
	var entries []view.CalendarEntry
	for _, o := range orders {
		if o.Status == string(recurring.Active) {
			entries = append(entries, view.CalendarEntry{UID: "standing-" + o.ID, Kind: "standing-order", Title: o.Framework.Name, Day: o.Next, Path: "/standing-orders/" + o.ID})
		}
	}
	return entries, err
}
