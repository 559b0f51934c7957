package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Amending carries out driving.Amending.
type Amending struct{ work driven.Work }

var _ driving.Amending = (*Amending)(nil)

// NewAmending makes the use cases of amendments.
func NewAmending(work driven.Work) *Amending { return &Amending{work} }

// Amendments lists them.
func (uc *Amending) Amendments(ctx context.Context, actor access.Actor, which tender.ID) (view.List[view.TenderAmendment], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.TenderAmendment], error) {
		if err := seesTender(ctx, s, actor, which); err != nil {
			return view.List[view.TenderAmendment]{}, err
		}
		items, err := s.Amendments.Shown(ctx, which, actor.May(access.TenderOversee) == nil)
		return view.List[view.TenderAmendment]{Items: items}, err
	})
}

// Amend holds the tender alone: it waits for bids that are being handed in, which need to be
// confirmed with the others; those that come after have seen it.
func (uc *Amending) Amend(ctx context.Context, actor access.Actor, which tender.ID, version int, in driving.Amendment) (view.Tender, error) {
	return changeTender(ctx, uc.work, actor, access.TenderExtend, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		documents, err := s.Documents.Of(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		there, err := s.Amendments.Of(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		a, unconfirmed, err := t.Amend(actor.Person, tender.Amending{Text: in.Text, Significant: in.Significant, Title: in.Title, Deadline: in.Deadline}, documents, there, bids, s.Law, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		if err := s.Amendments.Add(ctx, a); err != nil {
			return audit.Event{}, err
		}
		if a.Moved != nil {
			if err := s.Tenders.AddExtension(ctx, *a.Moved); err != nil {
				return audit.Event{}, err
			}
		}
		return amended(t, a, len(unconfirmed)), s.Bids.Save(ctx, unconfirmed...)
	})
}

func amended(t *tender.Tender, a tender.Amendment, unconfirmed int) audit.Event {
	details := map[string]string{
		"amendment": strconv.Itoa(a.Number), "text": a.Text, "significant": strconv.FormatBool(a.Significant), "bids": strconv.Itoa(unconfirmed),
		"deadline": t.State().Terms.Deadline.Format("2006-01-02T15:04:05Z"),
	}
	if a.Title != "" {
		details["title"], details["formerTitle"] = a.Title, a.FormerTitle
	}
	for i, d := range a.Documents {
		details["document."+strconv.Itoa(i+1)] = d.String()
	}
	return audit.Event{Action: "tender.amended", Details: details}
}

// ConfirmBid shares the tender with other bidders, as handing in does.
func (uc *Amending) ConfirmBid(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, amendment int) (view.List[view.BidSummary], error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidHandIn, which), key, func(ctx context.Context, s driven.Stores) (view.List[view.BidSummary], error) {
		none := view.List[view.BidSummary]{}
		supplier, err := bidderIn(ctx, s, actor, access.BidHandIn, which)
		if err != nil {
			return none, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return none, err
		}
		there, err := s.Amendments.Of(ctx, which)
		if err != nil {
			return none, err
		}
		bids, err := s.Bids.Of(ctx, which, supplier)
		if err != nil {
			return none, err
		}
		bid, err := t.Confirm(actor.Person, amendment, there, bids, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Bids.Save(ctx, bid); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "bid.confirmed", Supplier: supplier, Details: map[string]string{
			"bid": bid.State().ID.String(), "version": strconv.Itoa(bid.State().Revision), "amendment": strconv.Itoa(amendment),
		}}); err != nil {
			return none, err
		}
		return bidsInSight(ctx, s, actor, which)
	})
}
