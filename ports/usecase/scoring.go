package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Scoring carries out driving.Scoring. Events say who did what, never a score: they can be
// read before all sheets are open.
type Scoring struct{ work driven.Work }

var _ driving.Scoring = (*Scoring)(nil)

// NewScoring makes the use cases of the panels that score bids.
func NewScoring(work driven.Work) *Scoring { return &Scoring{work} }

// Scoring shows where the scoring stands.
func (uc *Scoring) Scoring(ctx context.Context, actor access.Actor, which tender.ID) (view.Scoring, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Scoring, error) {
		return showScoring(ctx, s, actor, which)
	})
}

// Appoint forms the panel.
func (uc *Scoring) Appoint(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, in driving.Appointment) (view.Scoring, error) {
	return once(ctx, uc.work, attemptOn(actor, access.PanelAppoint, which), key, func(ctx context.Context, s driven.Stores) (view.Scoring, error) {
		t, err := tenderInSight(ctx, s, actor, access.PanelAppoint, which)
		if err != nil {
			return view.Scoring{}, err
		}
		people, err := peopleOf(ctx, s, in.Evaluators)
		if err != nil {
			return view.Scoring{}, err
		}
		panel, err := scoring.Appoint(t, people, in.SpreadLimit, actor.Person, s.Now)
		if err != nil {
			return view.Scoring{}, err
		}
		if err := s.Panels.Add(ctx, panel); err != nil {
			return view.Scoring{}, err
		}
		details := map[string]string{"spreadLimit": strconv.Itoa(in.SpreadLimit)}
		for i, e := range panel.State().Evaluators {
			details["evaluator."+strconv.Itoa(i+1)] = e.Person.String()
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "panel.appointed", Details: details}); err != nil {
			return view.Scoring{}, err
		}
		return showScoring(ctx, s, actor, which)
	})
}

// peopleOf finds out about people to appoint.
func peopleOf(ctx context.Context, s driven.Stores, texts []string) ([]scoring.Person, error) {
	ids := make([]member.PersonID, len(texts))
	for i, text := range texts {
		person, err := id.Parse[member.Person](text)
		if err != nil {
			return nil, pointed(err, "evaluators."+strconv.Itoa(i))
		}
		ids[i] = person
	}
	return s.Panels.People(ctx, ids)
}

// Declare takes the actor's declaration.
func (uc *Scoring) Declare(ctx context.Context, actor access.Actor, which tender.ID, conflict bool, text string) (view.Scoring, error) {
	return uc.change(ctx, actor, access.BidScore, which, anyVersion, func(ctx context.Context, s driven.Stores, d deliberation) (audit.Event, error) {
		if err := d.panel.Declare(actor.Person, conflict, text, s.Now); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "panel.declared", Details: map[string]string{"conflict": strconv.FormatBool(conflict)}}, s.Panels.Save(ctx, d.panel)
	})
}

// Replace appoints another evaluator.
func (uc *Scoring) Replace(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.Replacement) (view.Scoring, error) {
	return uc.change(ctx, actor, access.PanelAppoint, which, version, func(ctx context.Context, s driven.Stores, d deliberation) (audit.Event, error) {
		former, err := id.Parse[member.Person](in.Evaluator)
		if err != nil {
			return audit.Event{}, pointed(err, "evaluatorId")
		}
		next, err := id.Parse[member.Person](in.Replacement)
		if err != nil {
			return audit.Event{}, pointed(err, "replacementId")
		}
		people, err := s.Panels.People(ctx, []member.PersonID{next})
		if err != nil {
			return audit.Event{}, err
		}
		if err := d.panel.Replace(former, people[0], in.Reason, actor.Person, s.Now); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "panel.replaced", Details: map[string]string{
			"evaluator": former.String(), "replacement": next.String(),
		}}, s.Panels.Save(ctx, d.panel)
	})
}

// Write puts scores into the actor's own sheet.
func (uc *Scoring) Write(ctx context.Context, actor access.Actor, which tender.ID, version int, scores []driving.SheetScore) (view.Scoring, error) {
	return uc.onSheet(ctx, actor, which, version, func(ctx context.Context, s driven.Stores, d deliberation, sheet *scoring.Sheet) (audit.Event, error) {
		given, err := givenOf(scores)
		if err != nil {
			return audit.Event{}, err
		}
		if err := d.panel.Write(sheet, d.subject, given, s.Now); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "sheet.written", Details: map[string]string{
			"scores": strconv.Itoa(len(sheet.Fresh())), "missing": strconv.Itoa(len(sheet.Missing(d.subject))),
		}}, s.Sheets.Save(ctx, sheet)
	})
}

// HandIn closes the actor's own sheet.
func (uc *Scoring) HandIn(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Scoring, error) {
	return uc.onSheet(ctx, actor, which, version, func(ctx context.Context, s driven.Stores, d deliberation, sheet *scoring.Sheet) (audit.Event, error) {
		if err := d.panel.HandIn(sheet, d.subject, s.Now); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "sheet.handed-in", Details: map[string]string{"scores": strconv.Itoa(len(d.subject.Places()))}}, s.Panels.Save(ctx, d.panel)
	})
}

// onSheet runs the five beats around one change of the actor's own sheet, in a version
// that the actor has seen.
func (uc *Scoring) onSheet(
	ctx context.Context, actor access.Actor, which tender.ID, version int,
	decide func(context.Context, driven.Stores, deliberation, *scoring.Sheet) (audit.Event, error),
) (view.Scoring, error) {
	return uc.change(ctx, actor, access.BidScore, which, anyVersion, func(ctx context.Context, s driven.Stores, d deliberation) (audit.Event, error) {
		own, err := d.panel.Evaluator(actor.Person)
		if err != nil {
			return audit.Event{}, err
		}
		sheet, err := s.Sheets.Sheet(ctx, own)
		if err != nil {
			return audit.Event{}, err
		}
		if err := access.CheckVersion(version, sheet.State().Version); err != nil {
			return audit.Event{}, err
		}
		return decide(ctx, s, d, sheet)
	})
}

// Lock ends the scoring: the tender takes the scores over, and the prices may be opened.
func (uc *Scoring) Lock(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Scoring, error) {
	return uc.change(ctx, actor, access.ScoresLock, which, version, func(ctx context.Context, s driven.Stores, d deliberation) (audit.Event, error) {
		if err := impartial(ctx, s, actor, which); err != nil {
			return audit.Event{}, err
		}
		sheets, err := s.Sheets.Sheets(ctx, d.panel.Active())
		if err != nil {
			return audit.Event{}, err
		}
		agreed, err := s.Sheets.Agreed(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		examined, err := standing(ctx, s, which)
		if err != nil {
			return audit.Event{}, err
		}
		judged, err := d.panel.Lock(actor.Person, d.subject, sheets, agreed, examined, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		if err := d.tender.LockScores(actor.Person, d.bids, scoring.Scores(judged), s.Now); err != nil {
			return audit.Event{}, err
		}
		if err := s.Panels.AddFinals(ctx, which, judged); err != nil {
			return audit.Event{}, err
		}
		if err := s.Tenders.Save(ctx, d.tender); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "scores.locked", Details: map[string]string{"scores": strconv.Itoa(len(judged))}}, s.Panels.Save(ctx, d.panel)
	})
}

// deliberation is what a change of the scoring looks at.
type deliberation struct {
	tender  *tender.Tender
	panel   *scoring.Panel
	bids    []*tender.Bid
	subject scoring.Subject
}

// anyVersion is for what an actor says about himself or herself, whatever else has changed.
const anyVersion = -1

// change runs the five beats around one change; decide stores what it does.
func (uc *Scoring) change(
	ctx context.Context, actor access.Actor, act access.Act, which tender.ID, version int,
	decide func(context.Context, driven.Stores, deliberation) (audit.Event, error),
) (view.Scoring, error) {
	return do(ctx, uc.work, attemptOn(actor, act, which), func(ctx context.Context, s driven.Stores) (view.Scoring, error) {
		if err := seesTender(ctx, s, actor, which); err != nil {
			return view.Scoring{}, err
		}
		if actor.Sight(act).Nothing() {
			return view.Scoring{}, access.ErrForbidden.With("act", string(act))
		}
		d, err := deliberate(ctx, s, which)
		if err != nil {
			return view.Scoring{}, err
		}
		if version != anyVersion {
			if err := access.CheckVersion(version, d.panel.State().Version); err != nil {
				return view.Scoring{}, err
			}
		}
		event, err := decide(ctx, s, d)
		if err != nil {
			return view.Scoring{}, err
		}
		if err := recordTender(ctx, s, d.tender, event); err != nil {
			return view.Scoring{}, err
		}
		return showScoring(ctx, s, actor, which)
	})
}

// deliberate loads a tender with its panel and bids, and holds the tender and the panel.
func deliberate(ctx context.Context, s driven.Stores, which tender.ID) (deliberation, error) {
	t, err := s.Tenders.Get(ctx, which)
	if err != nil {
		return deliberation{}, err
	}
	panel, err := s.Panels.Get(ctx, which)
	if err != nil {
		return deliberation{}, err
	}
	bids, err := s.Bids.Of(ctx, which, "")
	if err != nil {
		return deliberation{}, err
	}
	return deliberation{t, panel, bids, scoring.SubjectOf(t, bids)}, nil
}

func givenOf(in []driving.SheetScore) ([]scoring.Given, error) {
	given := make([]scoring.Given, len(in))
	for i, score := range in {
		var err error
		if given[i], err = oneGiven(score, "scores."+strconv.Itoa(i)+"."); err != nil {
			return nil, err
		}
	}
	return given, nil
}

// oneGiven reads a score; under is put before the names of its fields.
func oneGiven(in driving.SheetScore, under string) (scoring.Given, error) {
	bid, err := id.Parse[tender.Bid](in.Bid)
	if err != nil {
		return scoring.Given{}, pointed(err, under+"bidId")
	}
	lot, err := id.Parse[tender.Lot](in.Lot)
	if err != nil {
		return scoring.Given{}, pointed(err, under+"lotId")
	}
	score, err := scoring.ParseScore(in.Score)
	if err != nil {
		return scoring.Given{}, pointed(err, under+"score")
	}
	return scoring.Given{Place: scoring.Place{Bid: bid, Lot: lot, Criterion: in.Criterion}, Score: score, Reason: in.Reason}, nil
}
