package usecase

import (
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// openingShown is the opening without envelopes.
func openingShown(ctx context.Context, s driven.Stores, actor access.Actor, t *tender.Tender, c tender.Ceremony) (view.Opening, error) {
	state := t.State()
	names, err := officerNames(ctx, s, state.ID)
	if err != nil {
		return view.Opening{}, err
	}
	shown := view.Opening{
		TenderID: state.ID.String(), Kind: string(t.OpensNext(c.Bids)), Phase: string(t.OpeningPhase(c, s.Now)), Deadline: state.Terms.Deadline,
		Officers: make([]view.OpeningOfficer, len(state.Officers)), Envelopes: []view.Envelope{}, BidCount: len(t.Opens(c.Bids)),
	}
	for i, o := range state.Officers {
		shown.Officers[i] = view.OpeningOfficer{Person: names[o.Person], Position: i + 1, Me: o.Person == actor.Person, Recipient: o.Recipient}
		shown.Officers[i].ReleasedAt, shown.Officers[i].Holding = t.ReleasedAt(o.Person, c), slices.Contains(c.Holding, o.Person)
	}
	shown.Records, err = recordsShown(ctx, s, state, names)
	return shown, err
}

// recordsShown reads what the records' texts say, with the names of today.
func recordsShown(ctx context.Context, s driven.Stores, state tender.State, officers map[member.PersonID]view.Ref) ([]view.OpeningRecord, error) {
	shown := []view.OpeningRecord{}
	records, err := s.Openings.Records(ctx, state.ID)
	if err != nil || len(records) == 0 {
		return shown, err
	}
	bidders, err := s.TenderReports.Bidders(ctx, state.ID)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		one := view.OpeningRecord{Kind: string(r.Kind), Round: r.Round, Deadline: r.Deadline, Supplement: r.Supplement, OpenedAt: r.OpenedAt, Hash: r.Hash, Officers: []view.RecordedOfficer{}, Bids: []view.RecordedBid{}}
		for _, o := range r.Officers {
			one.Officers = append(one.Officers, view.RecordedOfficer{Person: officers[o.Person], ReleasedAt: o.ReleasedAt, Unreadable: o.Unreadable})
		}
		for _, b := range r.Bids {
			one.Bids = append(one.Bids, bidRecorded(b, bidders[b.Supplier], state.Lots))
		}
		shown = append(shown, one)
	}
	return shown, nil
}

func bidRecorded(b tender.RecordedBid, bidder string, lots []tender.Lot) view.RecordedBid {
	shown := view.RecordedBid{
		BidID: b.Bid.String(), Bidder: bidder, ReceivedAt: b.ReceivedAt, State: b.State, Reason: b.Reason,
		ManifestHash: b.Manifest, ContainerHash: b.Container, ContentHash: b.Content, Totals: []view.BidLotTotal{},
	}
	titles := map[tender.LotID]string{}
	for _, l := range lots {
		titles[l.ID] = l.Title
	}
	for _, total := range b.Totals {
		shown.Totals = append(shown.Totals, view.BidLotTotal{LotID: total.Lot.String(), LotTitle: titles[total.Lot], Total: total.Total.String()})
	}
	return shown
}
