package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Keys carries out driving.Keys.
type Keys struct {
	work    driven.Work
	sealing driven.Sealing
}

var _ driving.Keys = (*Keys)(nil)

// NewKeys makes the use cases around the keys of opening officers.
func NewKeys(work driven.Work, sealing driven.Sealing) *Keys { return &Keys{work, sealing} }

// Keys lists the opening officers.
func (uc *Keys) Keys(ctx context.Context, actor access.Actor) (view.List[view.OpeningKey], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.OpeningKey], error) {
		if err := actor.May(access.KeyRead); err != nil {
			return view.List[view.OpeningKey]{}, err
		}
		return s.TenderReports.OpeningKeys(ctx, actor.Person)
	})
}

// RegisterKey stores the actor's own public key.
func (uc *Keys) RegisterKey(ctx context.Context, actor access.Actor, recipient string) (view.OpeningKey, error) {
	return uc.change(ctx, actor, access.KeyRegister, actor.Person, "opening-key.registered", func(ctx context.Context, s driven.Stores) (string, error) {
		if err := uc.sealing.CheckRecipient(recipient); err != nil {
			return "", err
		}
		return tender.Hash([]byte(recipient)), s.OpeningKeys.Register(ctx, actor.Person, recipient)
	})
}

// ConfirmKey records that the actor compared the fingerprint with its owner.
func (uc *Keys) ConfirmKey(ctx context.Context, actor access.Actor, owner member.PersonID, fingerprint string) (view.OpeningKey, error) {
	return uc.change(ctx, actor, access.KeyConfirm, owner, "opening-key.confirmed", func(ctx context.Context, s driven.Stores) (string, error) {
		if owner == actor.Person {
			return "", access.ErrSamePerson
		}
		registered, err := s.OpeningKeys.Fingerprint(ctx, owner)
		if err != nil {
			return "", err
		}
		if registered != fingerprint {
			return "", tender.ErrFingerprintOther
		}
		return fingerprint, s.OpeningKeys.Confirm(ctx, owner, actor.Person)
	})
}

// change runs the five beats around one change of a person's key; decide gives its fingerprint.
func (uc *Keys) change(
	ctx context.Context, actor access.Actor, act access.Act, owner member.PersonID, action string,
	decide func(context.Context, driven.Stores) (string, error),
) (view.OpeningKey, error) {
	object := audit.Object{Type: "opening-key", ID: owner.String()}
	return do(ctx, uc.work, driven.Attempt{Actor: actor, Act: act, Object: object}, func(ctx context.Context, s driven.Stores) (view.OpeningKey, error) {
		if err := actor.May(act); err != nil {
			return view.OpeningKey{}, err
		}
		fingerprint, err := decide(ctx, s)
		if err != nil {
			return view.OpeningKey{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: action, Object: object, Details: map[string]string{"fingerprint": fingerprint}}); err != nil {
			return view.OpeningKey{}, err
		}
		return keyOf(ctx, s, actor, owner)
	})
}

func keyOf(ctx context.Context, s driven.Stores, actor access.Actor, owner member.PersonID) (view.OpeningKey, error) {
	keys, err := s.TenderReports.OpeningKeys(ctx, actor.Person)
	if err != nil {
		return view.OpeningKey{}, err
	}
	for _, key := range keys.Items {
		if key.Person.ID == owner.String() {
			return key, nil
		}
	}
	return view.OpeningKey{}, access.ErrNotFound
}

// Drill shows who has proven the own key in the present stage.
func (uc *Keys) Drill(ctx context.Context, actor access.Actor, which tender.ID) (view.Drill, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Drill, error) {
		return showDrill(ctx, s, actor, which)
	})
}

// Challenge seals something to the officer's frozen key; only the hash of it is kept.
func (uc *Keys) Challenge(ctx context.Context, actor access.Actor, which tender.ID) (view.DrillChallenge, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderOpen, which), func(ctx context.Context, s driven.Stores) (view.DrillChallenge, error) {
		t, present, err := drillOf(ctx, s, actor, which)
		if err != nil {
			return view.DrillChallenge{}, err
		}
		state := t.State()
		officer := state.Officers[state.Position(actor.Person)-1]
		sealed, answer, err := uc.sealing.Challenge(officer.Recipient)
		if err != nil {
			return view.DrillChallenge{}, err
		}
		if err := s.Drills.Ask(ctx, which, officer, present.Stage, answer); err != nil {
			return view.DrillChallenge{}, err
		}
		return view.DrillChallenge{Challenge: sealed}, recordTender(ctx, s, t, audit.Event{
			Action: "tender.drill-begun", Details: map[string]string{"stage": string(present.Stage)},
		})
	})
}

// Prove takes what the officer decrypted.
func (uc *Keys) Prove(ctx context.Context, actor access.Actor, which tender.ID, answer []byte) (view.Drill, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderOpen, which), func(ctx context.Context, s driven.Stores) (view.Drill, error) {
		t, present, err := drillOf(ctx, s, actor, which)
		if err != nil {
			return view.Drill{}, err
		}
		if err := s.Drills.Prove(ctx, which, actor.Person, present.Stage, tender.Hash(answer)); err != nil {
			return view.Drill{}, err
		}
		if err := recordTender(ctx, s, t, audit.Event{
			Action: "tender.drill-proven", Details: map[string]string{"stage": string(present.Stage)},
		}); err != nil {
			return view.Drill{}, err
		}
		return showDrill(ctx, s, actor, which)
	})
}

// drillOf is the tender, held against changes, and the stage in which the actor may prove the own key.
func drillOf(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (*tender.Tender, tender.Drill, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return nil, tender.Drill{}, err
	}
	if err := actor.May(access.TenderOpen); err != nil {
		return nil, tender.Drill{}, err
	}
	t, err := s.Tenders.GetShared(ctx, which)
	if err != nil {
		return nil, tender.Drill{}, err
	}
	present, err := t.MayProve(actor.Person, s.Now)
	return t, present, err
}

// showDrill is for those who see the officers' keys.
func showDrill(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Drill, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return view.Drill{}, err
	}
	if err := actor.May(access.KeyRead); err != nil {
		return view.Drill{}, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return view.Drill{}, err
	}
	present, err := t.Drill(s.Now)
	if err != nil {
		return view.Drill{}, err
	}
	proven, err := s.Drills.Proven(ctx, which, present.Stage)
	if err != nil {
		return view.Drill{}, err
	}
	names, err := officerNames(ctx, s, which)
	if err != nil {
		return view.Drill{}, err
	}
	officers := t.State().Officers
	shown := view.Drill{
		Stage: string(present.Stage), Since: present.Since, Needed: len(officers), Enough: tender.EnoughOfficers, Proven: len(proven),
		Officers: make([]view.DrillOfficer, len(officers)), Alarm: string(present.Alarm(len(proven), len(officers), s.Now)),
	}
	for i, o := range officers {
		shown.Officers[i] = view.DrillOfficer{Person: names[o.Person], Me: o.Person == actor.Person, ProvenAt: proven[o.Person]}
	}
	return shown, nil
}

// officerNames are the persons of a tender's committee.
func officerNames(ctx context.Context, s driven.Stores, which tender.ID) (map[member.PersonID]view.Ref, error) {
	shown, err := s.TenderReports.Tender(ctx, which, driven.TenderSight{Everything: true})
	if err != nil {
		return nil, err
	}
	names := make(map[member.PersonID]view.Ref, len(shown.OpeningOfficers))
	for _, o := range shown.OpeningOfficers {
		names[member.PersonID(o.Person.ID)] = o.Person
	}
	return names, nil
}
