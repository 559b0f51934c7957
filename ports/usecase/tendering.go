package usecase

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Tendering carries out driving.Tendering.
type Tendering struct{ work driven.Work }

var _ driving.Tendering = (*Tendering)(nil)

// NewTendering makes the use cases from a frozen round to a published tender.
func NewTendering(work driven.Work) *Tendering { return &Tendering{work} }

// CreateTender drafts a tender; the round is locked, so that only one is drafted from it.
func (uc *Tendering) CreateTender(ctx context.Context, actor access.Actor, key access.Key, in driving.TenderDraft) (view.Tender, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.TenderDraft, Object: audit.Object{Type: "tender"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Tender, error) {
		if err := actor.May(access.TenderDraft); err != nil {
			return view.Tender{}, err
		}
		draft, roundID, err := tenderDraft(in, s)
		if err != nil {
			return view.Tender{}, err
		}
		round, err := s.Rounds.Get(ctx, roundID)
		if err != nil {
			return view.Tender{}, err
		}
		if err := round.MarkTendered(); err != nil {
			return view.Tender{}, err
		}
		snapshot, err := s.Rounds.Snapshot(ctx, roundID)
		if err != nil {
			return view.Tender{}, err
		}
		number, err := s.Numbers.Next(ctx, "VV")
		if err != nil {
			return view.Tender{}, err
		}
		t, err := tender.New(number, draft, snapshot, s.Law, actor.Person, s.Now)
		if err != nil {
			return view.Tender{}, err
		}
		if err := appointed(ctx, s, t); err != nil {
			return view.Tender{}, err
		}
		if err := s.Rounds.Save(ctx, round); err != nil {
			return view.Tender{}, err
		}
		if err := s.Tenders.Add(ctx, t); err != nil {
			return view.Tender{}, err
		}
		return tenderRecorded(ctx, s, actor, t, audit.Event{Action: "tender.created", Details: map[string]string{
			"round": roundID.String(), "snapshotHash": snapshot.Hash, "estimatedValue": t.State().Ruling.EstimatedValue.String(),
		}})
	})
}

// ReviseTender replaces a draft.
func (uc *Tendering) ReviseTender(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.TenderDraft) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderDraft, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		draft, roundID, err := tenderDraft(in, s)
		if err != nil {
			return audit.Event{}, err
		}
		if roundID != t.State().Round {
			return audit.Event{}, tender.ErrRoundFixed
		}
		snapshot, err := s.Rounds.Snapshot(ctx, roundID)
		if err != nil {
			return audit.Event{}, err
		}
		if err := t.Revise(draft, snapshot, s.Law, s.Now); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.revised", Details: map[string]string{
			"revision": strconv.Itoa(t.State().Revision), "estimatedValue": t.State().Ruling.EstimatedValue.String(),
		}}, appointed(ctx, s, t)
	})
}

// appointed fails with tender.ErrOfficerRole for a draft that names others than opening officers, and
// with tender.ErrInvitedUnknown for one that asks others than suppliers.
func appointed(ctx context.Context, s driven.Stores, t *tender.Tender) error {
	facts, err := s.Tenders.Facts(ctx, t)
	if err != nil {
		return err
	}
	if err := facts.InvitedKnown(); err != nil {
		return err
	}
	return facts.Appointed()
}

// SubmitTender hands the draft to a second officer.
func (uc *Tendering) SubmitTender(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderSubmit, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		facts, err := s.Tenders.Facts(ctx, t)
		if err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.submitted"}, t.Submit(actor.Person, facts, s.Law, s.Now)
	})
}

// ReturnTender gives a tender in review back as a draft.
func (uc *Tendering) ReturnTender(ctx context.Context, actor access.Actor, which tender.ID, version int, reason string) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderReturn, which, version, func(_ context.Context, _ driven.Stores, t *tender.Tender) (audit.Event, error) {
		if err := t.Return(reason); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.returned", Details: map[string]string{"reason": t.State().Reason}}, nil
	})
}

// PublishTender freezes the tender and opens it for bids.
func (uc *Tendering) PublishTender(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderPublish, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		facts, err := s.Tenders.Facts(ctx, t)
		if err != nil {
			return audit.Event{}, err
		}
		if err := t.Publish(actor.Person, facts, s.Law, s.Now); err != nil {
			return audit.Event{}, err
		}
		state := t.State()
		return audit.Event{Action: "tender.published", Details: map[string]string{
			"procedure": string(state.Ruling.Procedure), "estimatedValue": state.Ruling.EstimatedValue.String(), "maximumValue": state.MaximumValue().String(),
			"deadline": state.Terms.Deadline.Format("2006-01-02T15:04:05Z"), "entitledHash": state.EntitledHash,
			"entitled": strconv.Itoa(len(state.Entitled)), "committeeHash": state.CommitteeHash,
		}}, nil
	})
}

// ExtendDeadline moves the deadline back. It waits for the bids that are being handed in, and
// those that come after wait for it: each is judged by the deadline that it finds.
func (uc *Tendering) ExtendDeadline(ctx context.Context, actor access.Actor, which tender.ID, version int, deadline time.Time, reason string) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderExtend, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		moved, err := t.Extend(actor.Person, deadline, reason, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.deadline-extended", Details: map[string]string{
			"from": moved.From.Format("2006-01-02T15:04:05Z"), "to": moved.To.Format("2006-01-02T15:04:05Z"), "reason": moved.Reason,
		}}, s.Tenders.AddExtension(ctx, moved)
	})
}

// CancelTender ends the tender; its round is free for another.
func (uc *Tendering) CancelTender(ctx context.Context, actor access.Actor, which tender.ID, version int, reason string) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderCancel, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		if err := t.Cancel(reason); err != nil {
			return audit.Event{}, err
		}
		return untender(ctx, s, t)
	})
}

// untender lets the round of a cancelled tender be tendered again; a mini-competition has none.
func untender(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
	cancelled := audit.Event{Action: "tender.cancelled", Details: map[string]string{"reason": t.State().Reason}}
	if t.State().Competes() {
		return cancelled, nil
	}
	round, err := s.Rounds.Get(ctx, t.State().Round)
	if err != nil {
		return audit.Event{}, err
	}
	if err := round.MarkUntendered(); err != nil {
		return audit.Event{}, err
	}
	return cancelled, s.Rounds.Save(ctx, round)
}

// change runs the five beats around one change of a tender.
func (uc *Tendering) change(
	ctx context.Context, actor access.Actor, act access.Act, which tender.ID, version int,
	decide func(context.Context, driven.Stores, *tender.Tender) (audit.Event, error),
) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, act, which, version, decide)
}

// changeTender runs the five beats around one change of a tender in a version that the actor has seen.
func changeTender(
	ctx context.Context, work driven.Work, actor access.Actor, act access.Act, which tender.ID, version int,
	decide func(context.Context, driven.Stores, *tender.Tender) (audit.Event, error),
) (view.Tender, error) {
	return do(ctx, work, attemptOn(actor, act, which), func(ctx context.Context, s driven.Stores) (view.Tender, error) {
		t, err := tenderInSight(ctx, s, actor, act, which)
		if err != nil {
			return view.Tender{}, err
		}
		if err := access.CheckVersion(version, t.State().Version); err != nil {
			return view.Tender{}, err
		}
		event, err := decide(ctx, s, t)
		if err != nil {
			return view.Tender{}, err
		}
		if err := s.Tenders.Save(ctx, t); err != nil {
			return view.Tender{}, err
		}
		return tenderRecorded(ctx, s, actor, t, event)
	})
}

// Tender shows one tender.
func (uc *Tendering) Tender(ctx context.Context, actor access.Actor, which tender.ID) (view.Tender, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Tender, error) {
		return showTender(ctx, s, actor, which)
	})
}

// Tenders lists tenders.
func (uc *Tendering) Tenders(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.TenderSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.TenderSummary], error) {
		sight, err := tenderSight(actor)
		if err != nil {
			return view.Page[view.TenderSummary]{}, err
		}
		return s.TenderReports.Tenders(ctx, sight, page)
	})
}

func attemptOn(actor access.Actor, act access.Act, which tender.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "tender", ID: which.String()}}
}

// tenderSight is what the actor may see of tenders; access.ErrNotFound when that is nothing.
func tenderSight(actor access.Actor) (driven.TenderSight, error) {
	seen := actor.Sight(access.TenderRead)
	if seen.Nothing() {
		return driven.TenderSight{}, access.ErrNotFound
	}
	everything := actor.May(access.TenderOversee) == nil
	sight := driven.TenderSight{
		Everything: everything, Figures: everything || len(seen.Suppliers) == 0, Suppliers: seen.Suppliers, Within: seen.Everything, Members: seen.Members,
	}
	if actor.May(access.TenderOpen) == nil {
		sight.Opens = actor.Person
	}
	return sight, nil
}

// tenderInSight locks a tender that the actor sees and may act on. Who does not see
// it learns nothing, not even that the act is not theirs.
func tenderInSight(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, which tender.ID) (*tender.Tender, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return nil, err
	}
	if err := actor.May(act); err != nil {
		return nil, err
	}
	return s.Tenders.Get(ctx, which)
}

func seesTender(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) error {
	sight, err := tenderSight(actor)
	if err != nil {
		return err
	}
	return s.TenderReports.InSight(ctx, which, sight)
}

// showTender is the tender as the actor sees it; those who oversee it see what is
// still missing before publication.
func showTender(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Tender, error) {
	sight, err := tenderSight(actor)
	if err != nil {
		return view.Tender{}, err
	}
	shown, err := s.TenderReports.Tender(ctx, which, sight)
	if err != nil {
		return shown, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return view.Tender{}, err
	}
	shown.Rules, shown.Milestones = rulesShown(t.State().Terms.Rules), []view.Milestone{}
	if !sight.Everything {
		return shown, nil
	}
	if err := showAhead(t, s, &shown); err != nil {
		return view.Tender{}, err
	}
	if shown.Status != string(tender.Draft) && shown.Status != string(tender.InReview) {
		shown.Checks = checksShown(t.Progress(s.Now))
		return shown, nil
	}
	return shown, checkTender(ctx, s, t, &shown)
}

// tenderRecorded writes the event about a tender and reads it as the actor sees it.
func tenderRecorded(ctx context.Context, s driven.Stores, actor access.Actor, t *tender.Tender, event audit.Event) (view.Tender, error) {
	if err := recordTender(ctx, s, t, event); err != nil {
		return view.Tender{}, err
	}
	return showTender(ctx, s, actor, t.State().ID)
}

func recordTender(ctx context.Context, s driven.Stores, t *tender.Tender, event audit.Event) error {
	state := t.State()
	event.Object = audit.Object{Type: "tender", ID: state.ID.String(), Name: state.Number}
	return s.Events.Record(ctx, event)
}

// tenderDraft reads the texts of a draft.
func tenderDraft(in driving.TenderDraft, s driven.Stores) (tender.Drafting, demand.ID, error) {
	round, err := id.Parse[demand.Round](in.Round)
	if err != nil {
		return tender.Drafting{}, "", pointed(err, "roundId")
	}
	rules, err := rulesOf(in.Rules, s.Law, period.DayOf(s.Now))
	if err != nil {
		return tender.Drafting{}, "", err
	}
	d := tender.Drafting{Terms: tender.Terms{
		Title: in.Title, Choice: choiceOf(in.Choice), Rules: rules, TermMonths: in.TermMonths, OptionMonths: in.OptionMonths, TermJustification: in.TermJustification,
		QuotaMode: tender.QuotaMode(in.QuotaMode), FlowBackMonths: in.FlowBackMonths, Deadline: in.Deadline, NoLotsReason: in.NoLotsReason,
	}}
	if d.Officers, err = personsOf(in.OpeningOfficers); err != nil {
		return tender.Drafting{}, "", err
	}
	if d.Invited, err = suppliersOf(in.Choice.Invited, "choice.invited."); err != nil {
		return tender.Drafting{}, "", err
	}
	for i, l := range in.Lots {
		lot, err := lotDraft(l, "lots."+strconv.Itoa(i))
		if err != nil {
			return tender.Drafting{}, "", err
		}
		d.Lots = append(d.Lots, lot)
	}
	return d, round, nil
}

// personsOf reads whom a committee shall consist of.
func personsOf(texts []string) ([]member.PersonID, error) {
	persons := make([]member.PersonID, len(texts))
	for i, text := range texts {
		officer, err := id.Parse[member.Person](text)
		if err != nil {
			return nil, pointed(err, "openingOfficers."+strconv.Itoa(i))
		}
		persons[i] = officer
	}
	return persons, nil
}

func lotDraft(in driving.TenderDraftLot, field string) (tender.LotDraft, error) {
	maximum, err := money.ParseAmount(in.MaximumValue)
	if err != nil {
		return tender.LotDraft{}, pointed(err, field+".maximumValue")
	}
	route, err := tableOf(in.Route, field+".route")
	if err != nil {
		return tender.LotDraft{}, err
	}
	lot := tender.LotDraft{Title: in.Title, MaximumValue: maximum, Route: route, Items: make([]tender.ItemDraft, len(in.Items))}
	for i, item := range in.Items {
		field := field + ".items." + strconv.Itoa(i)
		roundItem, err := id.Parse[demand.Item](item.RoundItem)
		if err != nil {
			return tender.LotDraft{}, pointed(err, field+".roundItemId")
		}
		most, err := quantity.Parse(item.MaximumQuantity)
		if err != nil {
			return tender.LotDraft{}, pointed(err, field+".maximumQuantity")
		}
		lot.Items[i] = tender.ItemDraft{RoundItem: roundItem, MaximumQuantity: most}
	}
	return lot, nil
}
