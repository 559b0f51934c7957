package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/routing"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Contracts carries out driving.Contracts.
type Contracts struct{ work driven.Work }

var _ driving.Contracts = (*Contracts)(nil)

// NewContracts makes the use cases of contracts after their award.
func NewContracts(work driven.Work) *Contracts { return &Contracts{work} }

// Suspend stops calling off.
func (uc *Contracts) Suspend(ctx context.Context, actor access.Actor, f framework.ID, version int, reason string) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkHalt, f, version, func(_ context.Context, s driven.Stores, f *framework.Framework) (audit.Event, error) {
		err := f.Suspend(stamp(actor, s), reason)
		return audit.Event{Action: "framework.suspended", Details: map[string]string{"reason": f.State().Halt.Reason}}, err
	})
}

// Resume lets calling off go on.
func (uc *Contracts) Resume(ctx context.Context, actor access.Actor, f framework.ID, version int) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkHalt, f, version, func(_ context.Context, _ driven.Stores, f *framework.Framework) (audit.Event, error) {
		return audit.Event{Action: "framework.resumed"}, f.Resume()
	})
}

// Terminate ends the contract.
func (uc *Contracts) Terminate(ctx context.Context, actor access.Actor, f framework.ID, version int, reason string) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkHalt, f, version, func(_ context.Context, s driven.Stores, f *framework.Framework) (audit.Event, error) {
		err := f.Terminate(stamp(actor, s), reason)
		return audit.Event{Action: "framework.terminated", Details: map[string]string{"reason": f.State().Halt.Reason}}, err
	})
}

// Extend uses the next option.
func (uc *Contracts) Extend(ctx context.Context, actor access.Actor, f framework.ID, version int, reason string) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkExtend, f, version, func(_ context.Context, s driven.Stores, f *framework.Framework) (audit.Event, error) {
		err := f.Extend(stamp(actor, s), reason, s.Law)
		return audit.Event{Action: "framework.extended", Details: map[string]string{"inForceTo": f.State().InForce.To.String(), "reason": reason}}, err
	})
}

// Join adds a supplier of the same award.
func (uc *Contracts) Join(ctx context.Context, actor access.Actor, f framework.ID, version int, supplier string, share int) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkJoin, f, version, func(ctx context.Context, s driven.Stores, f *framework.Framework) (audit.Event, error) {
		who, err := id.Parse[member.Supplier](supplier)
		if err != nil {
			return audit.Event{}, pointed(err, "supplierId")
		}
		lot, err := rankedFor(ctx, s, f)
		if err != nil {
			return audit.Event{}, err
		}
		err = f.Join(who, share, lot, s.Now)
		return audit.Event{Action: "framework.supplier-joined", Supplier: who, Details: map[string]string{
			"supplier": who.String(), "rank": strconv.Itoa(len(f.State().Suppliers)), "targetShare": strconv.Itoa(share),
		}}, err
	})
}

// StepOut has a supplier take no more orders.
func (uc *Contracts) StepOut(
	ctx context.Context, actor access.Actor, f framework.ID, version int, who member.SupplierID, why, reason string,
) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkHalt, f, version, func(_ context.Context, s driven.Stores, f *framework.Framework) (audit.Event, error) {
		err := f.StepOut(who, routing.Absence(why), stamp(actor, s), reason)
		return audit.Event{Action: "framework.supplier-out", Supplier: who, Details: map[string]string{"supplier": who.String(), "why": why, "reason": reason}}, err
	})
}

// StepIn has it take orders again.
func (uc *Contracts) StepIn(ctx context.Context, actor access.Actor, f framework.ID, version int, who member.SupplierID) (view.Framework, error) {
	return uc.change(ctx, actor, access.FrameworkHalt, f, version, func(_ context.Context, s driven.Stores, f *framework.Framework) (audit.Event, error) {
		return audit.Event{Action: "framework.supplier-returned", Supplier: who, Details: map[string]string{"supplier": who.String()}}, f.StepIn(who, s.Now)
	})
}

// rankedFor is how the bids for the contract's lot were ranked.
func rankedFor(ctx context.Context, s driven.Stores, f *framework.Framework) (tender.LotResult, error) {
	state := f.State()
	t, err := s.Tenders.Look(ctx, state.Tender)
	if err != nil {
		return tender.LotResult{}, err
	}
	bids, err := s.Bids.Of(ctx, state.Tender, "")
	if err != nil {
		return tender.LotResult{}, err
	}
	for _, lot := range t.Evaluate(bids, tender.ScoresOf(bids)) {
		if lot.Lot.ID == state.Lot {
			return lot, nil
		}
	}
	return tender.LotResult{}, nil
}

// Candidate is the supplier that may join next.
func (uc *Contracts) Candidate(ctx context.Context, actor access.Actor, which framework.ID) (view.List[view.Ref], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.Ref], error) {
		found := view.List[view.Ref]{Items: []view.Ref{}}
		if err := sees(ctx, s, actor, access.FrameworkJoin, which); err != nil {
			return found, err
		}
		f, err := s.Frameworks.Look(ctx, which, driven.Part{})
		if err != nil {
			return found, err
		}
		lot, err := rankedFor(ctx, s, f)
		if err != nil {
			return found, err
		}
		names, err := s.TenderReports.Bidders(ctx, f.State().Tender)
		if next := f.NextToJoin(lot); err == nil && next != nil {
			found.Items = append(found.Items, view.Ref{ID: next.Supplier.String(), Name: names[next.Supplier]})
		}
		return found, err
	})
}

// Note takes note of a warning.
func (uc *Contracts) Note(ctx context.Context, actor access.Actor, which framework.ID, step int) (view.Framework, error) {
	return do(ctx, uc.work, attemptAt(actor, access.FrameworkNote, which), func(ctx context.Context, s driven.Stores) (view.Framework, error) {
		if err := sees(ctx, s, actor, access.FrameworkNote, which); err != nil {
			return view.Framework{}, err
		}
		f, err := s.Frameworks.Get(ctx, which, driven.Part{})
		if err != nil {
			return view.Framework{}, err
		}
		if err := f.Acknowledge(step); err != nil {
			return view.Framework{}, err
		}
		if err := s.Frameworks.AddWarning(ctx, f, step, actor.Person); err != nil {
			return view.Framework{}, err
		}
		return contractRecorded(ctx, s, actor, f, audit.Event{Action: "framework.warning-noted", Details: map[string]string{"step": strconv.Itoa(step)}})
	})
}

// Forecast tells when the contract will be exhausted.
func (uc *Contracts) Forecast(ctx context.Context, actor access.Actor, which framework.ID) (view.Forecast, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Forecast, error) {
		if err := sees(ctx, s, actor, access.FrameworkRead, which); err != nil {
			return view.Forecast{}, err
		}
		f, err := s.Frameworks.Look(ctx, which, driven.Part{})
		if err != nil {
			return view.Forecast{}, err
		}
		months, err := s.FrameworkReports.DrawnByMonth(ctx, which)
		if err != nil {
			return view.Forecast{}, err
		}
		return forecastShown(f.Foresee(months, s.Now), months, period.DayOf(s.Now)), nil
	})
}

func forecastShown(f framework.Forecast, months []framework.MonthDrawn, today period.Day) view.Forecast {
	shown := view.Forecast{Months: []view.MonthDrawn{}, RestsOn: f.Months, Today: today.String()}
	total := money.Zero
	for _, m := range months {
		total = total.Add(m.Drawn)
		shown.Months = append(shown.Months, view.MonthDrawn{Month: m.First.String(), Drawn: m.Drawn.String(), Total: total.String()})
	}
	if f.Months == 0 {
		return shown
	}
	shown.Rate, shown.Slow, shown.Fast = f.Rate.String(), f.Slow.String(), f.Fast.String()
	shown.Expected, shown.Earliest, shown.Latest, shown.TooEarly = f.Expected.String(), f.Earliest.String(), f.Latest.String(), f.TooEarly
	return shown
}

// change runs the five beats around a change of the contract's own row.
func (uc *Contracts) change(
	ctx context.Context, actor access.Actor, act access.Act, which framework.ID, version int,
	decide func(context.Context, driven.Stores, *framework.Framework) (audit.Event, error),
) (view.Framework, error) {
	return do(ctx, uc.work, attemptAt(actor, act, which), func(ctx context.Context, s driven.Stores) (view.Framework, error) {
		f, err := contractFor(ctx, s, actor, act, which, version, driven.Part{})
		if err != nil {
			return view.Framework{}, err
		}
		event, err := decide(ctx, s, f)
		if err != nil {
			return view.Framework{}, err
		}
		if err := s.Frameworks.Save(ctx, f); err != nil {
			return view.Framework{}, err
		}
		return contractRecorded(ctx, s, actor, f, event)
	})
}

// contractFor is the contract, locked, in the version that the actor looked at.
func contractFor(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, which framework.ID, version int, part driven.Part) (*framework.Framework, error) {
	if err := sees(ctx, s, actor, act, which); err != nil {
		return nil, err
	}
	f, err := s.Frameworks.Get(ctx, which, part)
	if err != nil {
		return nil, err
	}
	return f, access.CheckVersion(version, f.State().Version)
}

// sees fails with access.ErrNotFound for a contract out of sight, and with access.ErrForbidden for an
// act that the actor has no right to in the cooperative.
func sees(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, which framework.ID) error {
	if err := s.FrameworkReports.InSight(ctx, which, actor.Sight(access.FrameworkRead)); err != nil {
		return err
	}
	if act == access.FrameworkRead {
		return nil
	}
	return actor.May(act)
}

// contractRecorded writes the event about a contract and reads it as the actor sees it.
func contractRecorded(ctx context.Context, s driven.Stores, actor access.Actor, f *framework.Framework, event audit.Event) (view.Framework, error) {
	if err := recordContract(ctx, s, f, event); err != nil {
		return view.Framework{}, err
	}
	return s.FrameworkReports.Framework(ctx, f.ID(), actor.Sight(access.FrameworkRead))
}

// recordContract writes an event about the contract; its supplier reads those that concern no member.
func recordContract(ctx context.Context, s driven.Stores, f *framework.Framework, event audit.Event) error {
	state := f.State()
	event.Object = audit.Object{Type: "framework", ID: state.ID.String(), Name: state.Number}
	if event.Details == nil {
		event.Details = map[string]string{}
	}
	return s.Events.Record(ctx, event)
}

func attemptAt(actor access.Actor, act access.Act, which framework.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "framework", ID: which.String()}}
}

// stamp is the actor's signature at this moment.
func stamp(actor access.Actor, s driven.Stores) tender.Stamp {
	return tender.Stamp{By: actor.Person, At: s.Now}
}
