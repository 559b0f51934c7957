package usecase

import (
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Reviews are the applications to the procurement chamber.
func (uc *Informing) Reviews(ctx context.Context, actor access.Actor, which tender.ID) (view.List[view.Review], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.Review], error) {
		list := view.List[view.Review]{Items: []view.Review{}}
		if err := oversees(ctx, s, actor, which); err != nil {
			return list, err
		}
		reviews, err := s.Awards.Reviews(ctx, which)
		if err != nil {
			return list, err
		}
		for _, r := range reviews {
			shown, err := reviewShown(ctx, s, r)
			if err != nil {
				return list, err
			}
			list.Items = append(list.Items, shown)
		}
		return list, nil
	})
}

// oversees lets those on who see everything of a tender.
func oversees(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) error {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return err
	}
	return actor.May(access.TenderOversee)
}

// RecordReview holds up the award.
func (uc *Informing) RecordReview(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, in driving.Application) (view.Review, error) {
	return once(ctx, uc.work, attemptOn(actor, access.TenderInform, which), key, func(ctx context.Context, s driven.Stores) (view.Review, error) {
		t, err := tenderInSight(ctx, s, actor, access.TenderInform, which)
		if err != nil {
			return view.Review{}, err
		}
		received, err := period.ParseDay(in.ReceivedOn)
		if err != nil {
			return view.Review{}, pointed(err, "receivedOn")
		}
		application := award.Application{Chamber: in.Chamber, FileNumber: in.FileNumber, ReceivedOn: received}
		review, err := award.NewReview(t.State(), application, actor.Person, s.Now)
		if err != nil {
			return view.Review{}, err
		}
		if err := s.Awards.AddReview(ctx, review); err != nil {
			return view.Review{}, err
		}
		return reviewRecorded(ctx, s, t, review, "tender.review-recorded")
	})
}

// EndReview lets the award go on.
func (uc *Informing) EndReview(ctx context.Context, actor access.Actor, which tender.ID, of award.ReviewID, version int, in driving.ReviewEnd) (view.Review, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderInform, which), func(ctx context.Context, s driven.Stores) (view.Review, error) {
		t, err := tenderInSight(ctx, s, actor, access.TenderInform, which)
		if err != nil {
			return view.Review{}, err
		}
		reviews, err := s.Awards.Reviews(ctx, which)
		if err != nil {
			return view.Review{}, err
		}
		at := slices.IndexFunc(reviews, func(r *award.Review) bool { return r.State().ID == of })
		if at < 0 {
			return view.Review{}, access.ErrNotFound
		}
		review := reviews[at]
		if err := access.CheckVersion(version, review.State().Version); err != nil {
			return view.Review{}, err
		}
		on, err := period.ParseDay(in.EndedOn)
		if err != nil {
			return view.Review{}, pointed(err, "endedOn")
		}
		if err := review.Close(award.End{Outcome: award.Outcome(in.Outcome), On: on, Text: in.Text}, actor.Person, s.Now); err != nil {
			return view.Review{}, err
		}
		if err := s.Awards.SaveReview(ctx, review); err != nil {
			return view.Review{}, err
		}
		return reviewRecorded(ctx, s, t, review, "tender.review-ended")
	})
}

// reviewRecorded writes the event and reads the review as it now is.
func reviewRecorded(ctx context.Context, s driven.Stores, t *tender.Tender, r *award.Review, action string) (view.Review, error) {
	state := r.State()
	details := map[string]string{"chamber": state.Chamber, "fileNumber": state.FileNumber, "receivedOn": state.ReceivedOn.String()}
	if !r.Pending() {
		details["outcome"], details["endedOn"], details["text"] = string(state.End.Outcome), state.End.On.String(), state.End.Text
	}
	if err := recordTender(ctx, s, t, audit.Event{Action: action, Details: details}); err != nil {
		return view.Review{}, err
	}
	reviews, err := s.Awards.Reviews(ctx, t.State().ID)
	if err != nil {
		return view.Review{}, err
	}
	at := slices.IndexFunc(reviews, func(r *award.Review) bool { return r.State().ID == state.ID })
	return reviewShown(ctx, s, reviews[at])
}

func reviewShown(ctx context.Context, s driven.Stores, r *award.Review) (view.Review, error) {
	state := r.State()
	people := []member.PersonID{state.Recorded.By}
	if !r.Pending() {
		people = append(people, state.Ended.By)
	}
	names, err := s.Awards.People(ctx, people)
	shown := view.Review{
		ID: state.ID.String(), Chamber: state.Chamber, FileNumber: state.FileNumber, ReceivedOn: state.ReceivedOn.String(),
		RecordedBy: names[state.Recorded.By], RecordedAt: state.Recorded.At, Version: state.Version,
	}
	if !r.Pending() {
		shown.Outcome, shown.EndedOn, shown.EndText, shown.EndedBy = string(state.End.Outcome), state.End.On.String(), state.End.Text, names[state.Ended.By]
	}
	return shown, err
}
