package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Opening carries out driving.Opening.
type Opening struct {
	work    driven.Work
	sealing driven.Sealing
}

var _ driving.Opening = (*Opening)(nil)

// NewOpening makes the use cases of opening officers.
func NewOpening(work driven.Work, sealing driven.Sealing) *Opening { return &Opening{work, sealing} }

// Keys lists the opening officers.
func (uc *Opening) Keys(ctx context.Context, actor access.Actor) (view.List[view.OpeningKey], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.OpeningKey], error) {
		if err := actor.May(access.KeyRead); err != nil {
			return view.List[view.OpeningKey]{}, err
		}
		return s.TenderReports.OpeningKeys(ctx, actor.Person)
	})
}

// RegisterKey stores the actor's own public key.
func (uc *Opening) RegisterKey(ctx context.Context, actor access.Actor, recipient string) (view.OpeningKey, error) {
	object := audit.Object{Type: "opening-key", ID: actor.Person.String()}
	attempt := driven.Attempt{Actor: actor, Act: access.KeyRegister, Object: object}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.OpeningKey, error) {
		if err := actor.May(access.KeyRegister); err != nil {
			return view.OpeningKey{}, err
		}
		if err := uc.sealing.CheckRecipient(recipient); err != nil {
			return view.OpeningKey{}, err
		}
		if err := s.OpeningKeys.Register(ctx, actor.Person, recipient); err != nil {
			return view.OpeningKey{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: "opening-key.registered", Object: object, Details: map[string]string{
			"fingerprint": tender.Hash([]byte(recipient)),
		}}); err != nil {
			return view.OpeningKey{}, err
		}
		return ownKey(ctx, s, actor)
	})
}

func ownKey(ctx context.Context, s driven.Stores, actor access.Actor) (view.OpeningKey, error) {
	keys, err := s.TenderReports.OpeningKeys(ctx, actor.Person)
	if err != nil {
		return view.OpeningKey{}, err
	}
	for _, key := range keys.Items {
		if key.Mine {
			return key, nil
		}
	}
	return view.OpeningKey{}, access.ErrNotFound
}

// Opening shows where the opening stands.
func (uc *Opening) Opening(ctx context.Context, actor access.Actor, which tender.ID) (view.Opening, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Opening, error) {
		return showOpening(ctx, s, actor, which)
	})
}

// showOpening adds the envelopes for the officer whose turn it is.
func showOpening(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Opening, error) {
	sight, err := tenderSight(actor)
	if err != nil {
		return view.Opening{}, err
	}
	if err := s.TenderReports.InSight(ctx, which, sight); err != nil {
		return view.Opening{}, err
	}
	if err := actor.May(access.BidRead); err != nil {
		return view.Opening{}, err
	}
	shown, err := s.TenderReports.Opening(ctx, which, actor.Person)
	if err != nil || actor.May(access.TenderOpen) != nil {
		return shown, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return view.Opening{}, err
	}
	switch {
	case t.MayOpenOuter(actor.Person, s.Now) == nil:
		shown.Envelopes, err = s.TenderReports.Envelopes(ctx, which, false)
	case t.MayOpenInner(actor.Person, s.Now) == nil:
		shown.Envelopes, err = s.TenderReports.Envelopes(ctx, which, true)
	}
	return shown, err
}

// ReleaseOuter takes the inner envelopes from the first officer.
func (uc *Opening) ReleaseOuter(ctx context.Context, actor access.Actor, which tender.ID, releases []driving.Release) (view.Opening, error) {
	return uc.release(ctx, actor, which, releases, func(ctx context.Context, s driven.Stores, t *tender.Tender, bids []*tender.Bid, given []tender.Release) (audit.Event, error) {
		if err := t.ReleaseOuter(actor.Person, bids, given, s.Now); err != nil {
			return audit.Event{}, err
		}
		unreadable := 0
		for _, r := range given {
			if r.Unreadable {
				unreadable++
			}
		}
		return audit.Event{Action: "tender.outer-released", Details: map[string]string{
			"bids": strconv.Itoa(len(given)), "unreadable": strconv.Itoa(unreadable),
		}}, s.Bids.SaveInner(ctx, given)
	})
}

// ReleaseInner takes the contents from the second officer and writes the record.
func (uc *Opening) ReleaseInner(ctx context.Context, actor access.Actor, which tender.ID, releases []driving.Release) (view.Opening, error) {
	return uc.release(ctx, actor, which, releases, func(ctx context.Context, s driven.Stores, t *tender.Tender, bids []*tender.Bid, given []tender.Release) (audit.Event, error) {
		record, err := t.ReleaseInner(actor.Person, bids, given, uc.sealing.ReadContent, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		var opened []*tender.Bid
		for _, b := range bids {
			if !b.State().OpenedAt.IsZero() {
				opened = append(opened, b)
			}
		}
		if err := s.Bids.Save(ctx, opened...); err != nil {
			return audit.Event{}, err
		}
		if err := s.Bids.AddPrices(ctx, opened...); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "tender.opened", Details: map[string]string{
			"bids": strconv.Itoa(len(record.Bids)), "recordHash": record.Hash,
		}}, s.Tenders.AddRecord(ctx, record)
	})
}

// release runs the five beats around one officer's step; decide stores what it does to the bids.
func (uc *Opening) release(
	ctx context.Context, actor access.Actor, which tender.ID, releases []driving.Release,
	decide func(context.Context, driven.Stores, *tender.Tender, []*tender.Bid, []tender.Release) (audit.Event, error),
) (view.Opening, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderOpen, which), func(ctx context.Context, s driven.Stores) (view.Opening, error) {
		t, err := tenderInSight(ctx, s, actor, access.TenderOpen, which)
		if err != nil {
			return view.Opening{}, err
		}
		given, err := releasesOf(releases)
		if err != nil {
			return view.Opening{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return view.Opening{}, err
		}
		event, err := decide(ctx, s, t, bids, given)
		if err != nil {
			return view.Opening{}, err
		}
		if err := s.Tenders.Save(ctx, t); err != nil {
			return view.Opening{}, err
		}
		if err := recordTender(ctx, s, t, event); err != nil {
			return view.Opening{}, err
		}
		return showOpening(ctx, s, actor, which)
	})
}

func releasesOf(in []driving.Release) ([]tender.Release, error) {
	releases := make([]tender.Release, len(in))
	for i, r := range in {
		bid, err := id.Parse[tender.Bid](r.Bid)
		if err != nil {
			return nil, pointed(err, "releases."+strconv.Itoa(i)+".bidId")
		}
		releases[i] = tender.Release{Bid: bid, Opened: r.Opened, Unreadable: r.Unreadable}
	}
	return releases, nil
}
