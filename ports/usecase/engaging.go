package usecase

import (
	"context"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/domain/timesheet"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Engaging carries out driving.Engaging.
type Engaging struct{ work driven.Work }

var _ driving.Engaging = (*Engaging)(nil)

// NewEngaging makes the use cases of services.
func NewEngaging(work driven.Work) *Engaging { return &Engaging{work} }

// Services shows a call-off as a service.
func (uc *Engaging) Services(ctx context.Context, actor access.Actor, c calloff.ID) (view.Services, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Services, error) {
		return s.Engagements.Services(ctx, c, actor.Sight(access.CallOffRead))
	})
}

// AgreeEngagement makes an engagement of a call-off.
func (uc *Engaging) AgreeEngagement(ctx context.Context, actor access.Actor, id calloff.ID, in driving.AgreeEngagement) (view.Services, error) {
	return do(ctx, uc.work, attemptOf(actor, access.EngagementAgree, id), func(ctx context.Context, s driven.Stores) (view.Services, error) {
		c, _, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.Services{}, err
		}
		if err := actor.MayFor(access.EngagementAgree, c.State().Member); err != nil {
			return view.Services{}, err
		}
		terms, err := workTermsOf(in)
		if err != nil {
			return view.Services{}, err
		}
		categories, err := s.Engagements.Categories(ctx, id)
		if err != nil {
			return view.Services{}, err
		}
		e, err := timesheet.Agree(c.State(), func(item framework.ItemID) demand.Category { return categories[item] }, terms)
		if err != nil {
			return view.Services{}, err
		}
		if err := s.Engagements.Add(ctx, e, actor, s.Now); err != nil {
			return view.Services{}, err
		}
		return uc.recorded(ctx, s, actor, e.State(), "engagement.agreed", map[string]string{"from": terms.Period.From.String(), "to": terms.Period.To.String()})
	})
}

// wantedServices reads what an order says of its services; nil where it says nothing.
func wantedServices(in *driving.AgreeEngagement) (*timesheet.Terms, error) {
	if in == nil {
		return nil, nil //nolint:nilnil // nothing is said of services
	}
	terms, err := workTermsOf(*in)
	return &terms, within("services", err)
}

// engagedWith makes an engagement of a call-off that is placed with its terms; nil without terms.
func engagedWith(c calloff.State, contract *framework.Framework, terms *timesheet.Terms) (*timesheet.Engagement, error) {
	if terms == nil {
		return nil, nil //nolint:nilnil // nothing is said of services
	}
	categories := map[framework.ItemID]demand.Category{}
	for _, item := range contract.State().Items {
		categories[item.ID] = item.Category
	}
	e, err := timesheet.Agree(c, func(item framework.ItemID) demand.Category { return categories[item] }, *terms)
	return e, within("services", err)
}

// within has a fault point into a part of what was sent.
func within(part string, err error) error {
	if f, ok := fault.Of(err); ok && f.Field() != "" {
		return f.At(part + "." + f.Field())
	}
	return err
}

func workTermsOf(in driving.AgreeEngagement) (timesheet.Terms, error) {
	t := timesheet.Terms{Description: in.Description, HoursPerDay: in.HoursPerDay}
	from, err := period.ParseDay(in.From)
	if err != nil {
		return t, pointed(err, "from")
	}
	to, err := period.ParseDay(in.To)
	if err != nil {
		return t, pointed(err, "to")
	}
	if t.Period, err = period.NewSpan(from, to); err != nil {
		return t, pointed(err, "to")
	}
	return t, nil
}

// CheckSheet tries a sheet out.
func (uc *Engaging) CheckSheet(ctx context.Context, actor access.Actor, id calloff.ID, worked []timesheet.Worked) (view.TimeSheetCheck, error) {
	check := view.TimeSheetCheck{Entries: []view.CheckedEntry{}, Faults: []view.TimeSheetFault{}}
	for _, w := range worked {
		check.Entries = append(check.Entries, view.CheckedEntry(w))
	}
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.TimeSheetCheck, error) {
		e, elsewhere, err := s.Engagements.Look(ctx, id)
		if err != nil {
			return check, err
		}
		if err := mayHandIn(actor, e.State()); err != nil {
			return check, err
		}
		_, faults := e.Read(worked, elsewhere, s.Now)
		for _, err := range faults {
			if f, is := fault.Of(err); is {
				check.Faults = append(check.Faults, faultInLine(f))
			}
		}
		return check, nil
	})
}

// faultInLine reads "entries.3.hours" as a line and a field.
func faultInLine(f *fault.Fault) view.TimeSheetFault {
	told := view.TimeSheetFault{Code: f.Code(), Params: f.Params()}
	if at, found := strings.CutPrefix(f.Field(), "entries."); found {
		place, field, _ := strings.Cut(at, ".")
		if i, err := strconv.Atoi(place); err == nil {
			told.Line, told.Field = i+1, field
		}
	}
	return told
}

// HandIn adds a sheet.
func (uc *Engaging) HandIn(ctx context.Context, actor access.Actor, key access.Key, id calloff.ID, worked []timesheet.Worked) (view.Services, error) {
	return once(ctx, uc.work, attemptOf(actor, access.TimeSheetHandIn, id), key, func(ctx context.Context, s driven.Stores) (view.Services, error) {
		e, elsewhere, err := s.Engagements.Get(ctx, id)
		if err != nil {
			return view.Services{}, err
		}
		if err := mayHandIn(actor, e.State()); err != nil {
			return view.Services{}, err
		}
		sheet, err := e.HandIn(worked, elsewhere, actor.Person, s.Now)
		if err != nil {
			return view.Services{}, err
		}
		return uc.saved(ctx, s, actor, e, sheet, "timesheet.handed-in")
	})
}

// Correct replaces a sheet that was sent back.
func (uc *Engaging) Correct(ctx context.Context, actor access.Actor, seen driving.SheetSeen, worked []timesheet.Worked) (view.Services, error) {
	return uc.decide(ctx, actor, access.TimeSheetHandIn, seen, "timesheet.corrected",
		func(s driven.Stores, e *timesheet.Engagement, elsewhere timesheet.Elsewhere) (timesheet.Sheet, error) {
			return e.Correct(seen.Sheet, worked, elsewhere, actor.Person, s.Now)
		})
}

// AcceptSheet takes a sheet as it is.
func (uc *Engaging) AcceptSheet(ctx context.Context, actor access.Actor, seen driving.SheetSeen) (view.Services, error) {
	return uc.decide(ctx, actor, access.TimeSheetAccept, seen, "timesheet.accepted",
		func(s driven.Stores, e *timesheet.Engagement, _ timesheet.Elsewhere) (timesheet.Sheet, error) {
			return e.Accept(seen.Sheet, actor.Person, s.Now)
		})
}

// ReturnSheet sends a sheet back.
func (uc *Engaging) ReturnSheet(ctx context.Context, actor access.Actor, seen driving.SheetSeen, reason string) (view.Services, error) {
	return uc.decide(ctx, actor, access.TimeSheetAccept, seen, "timesheet.returned",
		func(s driven.Stores, e *timesheet.Engagement, _ timesheet.Elsewhere) (timesheet.Sheet, error) {
			return e.Return(seen.Sheet, actor.Person, reason, s.Now)
		})
}

// decide runs the five beats around a sheet.
func (uc *Engaging) decide(
	ctx context.Context, actor access.Actor, act access.Act, seen driving.SheetSeen, action string,
	decision func(driven.Stores, *timesheet.Engagement, timesheet.Elsewhere) (timesheet.Sheet, error),
) (view.Services, error) {
	return do(ctx, uc.work, attemptOf(actor, act, seen.CallOff), func(ctx context.Context, s driven.Stores) (view.Services, error) {
		e, elsewhere, err := s.Engagements.Get(ctx, seen.CallOff)
		if err != nil {
			return view.Services{}, err
		}
		if act == access.TimeSheetHandIn {
			err = mayHandIn(actor, e.State())
		} else {
			err = actor.MayFor(act, e.State().Member)
		}
		if err != nil {
			return view.Services{}, err
		}
		for _, sheet := range e.State().Sheets {
			if sheet.ID == seen.Sheet && sheet.Version != seen.Version {
				return view.Services{}, access.CheckVersion(seen.Version, sheet.Version)
			}
		}
		sheet, err := decision(s, e, elsewhere)
		if err != nil {
			return view.Services{}, err
		}
		return uc.saved(ctx, s, actor, e, sheet, action)
	})
}

// mayHandIn allows it to the supplier; whoever only reads the call-off is told that this is forbidden.
func mayHandIn(actor access.Actor, e timesheet.State) error {
	err := actor.MayForSupplier(access.TimeSheetHandIn, e.Supplier)
	if err != nil && actor.Sight(access.CallOffRead).SeesMember(e.Member) {
		return access.ErrForbidden.With("act", string(access.TimeSheetHandIn))
	}
	return err
}

// CloseEngagement gives back what was not used.
func (uc *Engaging) CloseEngagement(ctx context.Context, actor access.Actor, id calloff.ID, version int) (view.Services, error) {
	return do(ctx, uc.work, attemptOf(actor, access.EngagementClose, id), func(ctx context.Context, s driven.Stores) (view.Services, error) {
		_, contract, err := s.CallOffs.Get(ctx, id)
		if err != nil {
			return view.Services{}, err
		}
		e, _, err := s.Engagements.Get(ctx, id)
		if err != nil {
			return view.Services{}, err
		}
		if err := actor.MayFor(access.EngagementClose, e.State().Member); err != nil {
			return view.Services{}, err
		}
		if err := access.CheckVersion(version, e.State().Version); err != nil {
			return view.Services{}, err
		}
		if err := timesheet.Close(e, contract, actor.Person, s.Now); err != nil {
			return view.Services{}, err
		}
		if err := s.Engagements.Close(ctx, e.State()); err != nil {
			return view.Services{}, err
		}
		left, _ := e.State().Unused()
		return uc.recorded(ctx, s, actor, e.State(), "engagement.closed", map[string]string{"givenBack": left.String()})
	})
}

func attemptOf(actor access.Actor, act access.Act, c calloff.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "call-off", ID: c.String()}}
}

func (uc *Engaging) saved(ctx context.Context, s driven.Stores, actor access.Actor, e *timesheet.Engagement, sheet timesheet.Sheet, action string) (view.Services, error) {
	if err := s.Engagements.SaveSheet(ctx, e.State(), sheet); err != nil {
		return view.Services{}, err
	}
	details := map[string]string{"number": strconv.Itoa(sheet.Number), "total": sheet.Total().String()}
	if sheet.Reason != "" {
		details["reason"] = sheet.Reason
	}
	return uc.recorded(ctx, s, actor, e.State(), action, details)
}

func (uc *Engaging) recorded(ctx context.Context, s driven.Stores, actor access.Actor, e timesheet.State, action string, details map[string]string) (view.Services, error) {
	event := audit.Event{
		Action: action, Object: audit.Object{Type: "call-off", ID: e.CallOff.String(), Name: e.Number}, Member: e.Member, Details: details,
	}
	if e.Placed {
		event.Supplier = e.Supplier
	}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Services{}, err
	}
	return s.Engagements.Services(ctx, e.CallOff, actor.Sight(access.CallOffRead))
}
