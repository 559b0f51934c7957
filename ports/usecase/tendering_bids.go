package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Bidding carries out driving.Bidding.
type Bidding struct {
	work    driven.Work
	sealing driven.Sealing
}

var _ driving.Bidding = (*Bidding)(nil)

// NewBidding makes the use cases of bidders.
func NewBidding(work driven.Work, sealing driven.Sealing) *Bidding { return &Bidding{work, sealing} }

// HandIn stores a sealed bid. The tender is shared with other bidders, who must not
// make each other late; the time is taken by the statement that stores the bid.
func (uc *Bidding) HandIn(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, in driving.SealedBid) (view.BidReceipt, error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidHandIn, which), key, func(ctx context.Context, s driven.Stores) (view.BidReceipt, error) {
		supplier, err := bidderIn(ctx, s, actor, access.BidHandIn, which)
		if err != nil {
			return view.BidReceipt{}, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return view.BidReceipt{}, err
		}
		former, err := s.Bids.Of(ctx, which, supplier)
		if err != nil {
			return view.BidReceipt{}, err
		}
		bid, err := t.Take(tender.Submission{
			Supplier: supplier, By: actor.Person, Container: in.Container, InnerHash: in.InnerHash, ContentHash: in.ContentHash,
		}, len(former)+1)
		if err != nil {
			return view.BidReceipt{}, err
		}
		if err := uc.sealing.CheckContainer(in.Container); err != nil {
			return view.BidReceipt{}, err
		}
		if bid, err = s.Bids.Add(ctx, bid, in.Container); err != nil {
			return view.BidReceipt{}, err
		}
		state := bid.State()
		if err := recordTender(ctx, s, t, audit.Event{Action: "bid.handed-in", Supplier: supplier, Details: map[string]string{
			"bid": state.ID.String(), "version": strconv.Itoa(state.Revision), "late": strconv.FormatBool(state.Status == tender.Late),
			"containerHash": state.ContainerHash, "innerHash": state.InnerHash, "contentHash": state.ContentHash,
		}}); err != nil {
			return view.BidReceipt{}, err
		}
		return s.TenderReports.Receipt(ctx, state.ID)
	})
}

// Withdraw takes the supplier's bid back; its container is gone, the row stays.
func (uc *Bidding) Withdraw(ctx context.Context, actor access.Actor, key access.Key, which tender.ID) (view.List[view.BidSummary], error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidWithdraw, which), key, func(ctx context.Context, s driven.Stores) (view.List[view.BidSummary], error) {
		none := view.List[view.BidSummary]{}
		supplier, err := bidderIn(ctx, s, actor, access.BidWithdraw, which)
		if err != nil {
			return none, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return none, err
		}
		bids, err := s.Bids.Of(ctx, which, supplier)
		if err != nil {
			return none, err
		}
		bid, err := t.Withdraw(bids, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Bids.Save(ctx, bid); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: "bid.withdrawn", Supplier: supplier, Details: map[string]string{
			"bid": bid.State().ID.String(), "version": strconv.Itoa(bid.State().Revision),
		}}); err != nil {
			return none, err
		}
		return bidsInSight(ctx, s, actor, which)
	})
}

// Bids lists bids without content.
func (uc *Bidding) Bids(ctx context.Context, actor access.Actor, which tender.ID) (view.List[view.BidSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.BidSummary], error) {
		return bidsInSight(ctx, s, actor, which)
	})
}

// bidsInSight are all bids for those who may read bids, else those of the actor's suppliers.
func bidsInSight(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.List[view.BidSummary], error) {
	sight, err := tenderSight(actor)
	if err != nil {
		return view.List[view.BidSummary]{}, err
	}
	if err := s.TenderReports.InSight(ctx, which, sight); err != nil {
		return view.List[view.BidSummary]{}, err
	}
	seen := actor.Sight(access.BidRead)
	if seen.Nothing() {
		return view.List[view.BidSummary]{}, access.ErrForbidden.With("act", string(access.BidRead))
	}
	return s.TenderReports.Bids(ctx, which, seen)
}

// bidderIn finds the supplier whom the actor bids for in a tender that it sees.
func bidderIn(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, which tender.ID) (member.SupplierID, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return "", err
	}
	suppliers := actor.Sight(act).Suppliers
	if len(suppliers) == 0 {
		return "", access.ErrForbidden.With("act", string(act))
	}
	if len(suppliers) > 1 {
		return "", tender.ErrSupplierAmbiguous
	}
	return suppliers[0], nil
}
