package usecase

import (
	"context"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Bidding carries out driving.Bidding.
type Bidding struct {
	work     driven.Work
	sealing  driven.Sealing
	receipts driven.Receipts
}

var _ driving.Bidding = (*Bidding)(nil)

// NewBidding makes the use cases of bidders.
func NewBidding(work driven.Work, sealing driven.Sealing, receipts driven.Receipts) *Bidding {
	return &Bidding{work, sealing, receipts}
}

// HandIn stores a sealed bid. The tender is shared with other bidders, who must not
// make each other late; the time is taken by the statement that stores the bid.
func (uc *Bidding) HandIn(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, in driving.SealedBid) (view.BidReceipt, error) {
	return once(ctx, uc.work, attemptOn(actor, access.BidHandIn, which), key, func(ctx context.Context, s driven.Stores) (view.BidReceipt, error) {
		supplier, err := bidderIn(ctx, s, actor, access.BidHandIn, which)
		if err != nil {
			return view.BidReceipt{}, err
		}
		if err := mayBid(ctx, s, supplier); err != nil {
			return view.BidReceipt{}, err
		}
		submission, err := submissionOf(in, supplier, actor.Person)
		if err != nil {
			return view.BidReceipt{}, err
		}
		t, err := s.Tenders.GetShared(ctx, which)
		if err != nil {
			return view.BidReceipt{}, err
		}
		former, err := s.Bids.Ever(ctx, which, supplier)
		if err != nil {
			return view.BidReceipt{}, err
		}
		bid, err := t.Take(submission, len(former)+1)
		if err != nil {
			return view.BidReceipt{}, err
		}
		if err := uc.checkSealed(submission); err != nil {
			return view.BidReceipt{}, err
		}
		if bid, err = s.Bids.Add(ctx, bid, submission); err != nil {
			return view.BidReceipt{}, err
		}
		if err := recordTender(ctx, s, t, handedIn(bid.State())); err != nil {
			return view.BidReceipt{}, err
		}
		return uc.receipt(ctx, s, which, submission.Bid, access.Sight{Suppliers: []member.SupplierID{supplier}})
	})
}

// NotReceived refuses what was sent with the reason for which it was no bid.
func (uc *Bidding) NotReceived(ctx context.Context, actor access.Actor, which tender.ID, reason error) error {
	return uc.work.Do(ctx, attemptOn(actor, access.BidHandIn, which), func(ctx context.Context, s driven.Stores) error {
		if _, err := bidderIn(ctx, s, actor, access.BidHandIn, which); err != nil {
			return err
		}
		return reason
	})
}

// checkSealed fails for what cannot be sealed bids; more nobody can tell before the opening.
func (uc *Bidding) checkSealed(sub tender.Submission) error {
	for i, c := range sub.Containers {
		field := "containers." + strconv.Itoa(i)
		if err := uc.sealing.CheckContainer(c.Sealed); err != nil {
			return pointed(err, field+".container")
		}
		for n, e := range c.Envelopes {
			if err := uc.sealing.CheckContainer(e.Sealed); err != nil {
				return tender.ErrEnvelopeMalformed.At(field + ".envelopes." + strconv.Itoa(n) + ".envelope")
			}
		}
	}
	return nil
}

func handedIn(bid tender.BidState) audit.Event {
	details := map[string]string{
		"bid": bid.ID.String(), "version": strconv.Itoa(bid.Revision), "late": strconv.FormatBool(bid.Status == tender.Late), "manifestHash": bid.Manifest.Hash(),
	}
	for _, c := range bid.Manifest.Containers {
		details["container."+string(c.Kind)], details["content."+string(c.Kind)] = c.Hash, c.Content
	}
	return audit.Event{Action: "bid.handed-in", Supplier: bid.Supplier, Details: details}
}

func submissionOf(in driving.SealedBid, supplier member.SupplierID, by member.PersonID) (tender.Submission, error) {
	bid, err := id.Parse[tender.Bid](in.ID)
	if err != nil {
		return tender.Submission{}, pointed(err, "bidId")
	}
	sub := tender.Submission{Bid: bid, Supplier: supplier, By: by, Committee: in.Committee, Containers: make([]tender.SubmittedContainer, len(in.Containers))}
	for i, c := range in.Containers {
		container := tender.SubmittedContainer{
			Kind: tender.Kind(c.Kind), Sealed: c.Container, ContentHash: c.ContentHash, Envelopes: make([]tender.SubmittedEnvelope, len(c.Envelopes)),
		}
		for n, e := range c.Envelopes {
			officer, err := id.Parse[member.Person](e.Officer)
			if err != nil {
				return tender.Submission{}, pointed(err, "containers."+strconv.Itoa(i)+".envelopes."+strconv.Itoa(n)+".officerId")
			}
			container.Envelopes[n] = tender.SubmittedEnvelope{Officer: officer, Sealed: e.Envelope, ShareHash: e.ShareHash}
		}
		sub.Containers[i] = container
	}
	return sub, nil
}

// Receipt gives the receipt of a bid again.
func (uc *Bidding) Receipt(ctx context.Context, actor access.Actor, which tender.ID, bid tender.BidID) (view.BidReceipt, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.BidReceipt, error) {
		if err := seesTender(ctx, s, actor, which); err != nil {
			return view.BidReceipt{}, err
		}
		seen := actor.Sight(access.BidRead)
		if seen.Nothing() {
			return view.BidReceipt{}, access.ErrForbidden.With("act", string(access.BidRead))
		}
		return uc.receipt(ctx, s, which, bid, seen)
	})
}

// receipt signs what the store knows; the same bid gives the same note as long as the key does not change.
func (uc *Bidding) receipt(ctx context.Context, s driven.Stores, which tender.ID, bid tender.BidID, sight access.Sight) (view.BidReceipt, error) {
	shown, receipt, err := s.TenderReports.Receipt(ctx, which, bid, sight)
	if err != nil {
		return view.BidReceipt{}, err
	}
	shown.VerifierKey = uc.receipts.Key()
	shown.Note, err = uc.receipts.SignReceipt(receipt)
	return shown, err
}

// AdmitLate records that the bidder is not responsible for being late; the second officer's
// record admits the bid.
func (uc *Bidding) AdmitLate(ctx context.Context, actor access.Actor, which tender.ID, bid tender.BidID, reason string) (view.BidSummary, error) {
	return do(ctx, uc.work, attemptOn(actor, access.BidAdmit, which), func(ctx context.Context, s driven.Stores) (view.BidSummary, error) {
		t, err := tenderInSight(ctx, s, actor, access.BidAdmit, which)
		if err != nil {
			return view.BidSummary{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return view.BidSummary{}, err
		}
		changed, err := t.AdmitLate(actor.Person, bid, reason, bids, s.Now)
		if err != nil {
			return view.BidSummary{}, err
		}
		if err := s.Bids.Save(ctx, changed...); err != nil {
			return view.BidSummary{}, err
		}
		admission, action := changed[0].State(), "bid.late-admission-requested"
		if admission.Status == tender.Sealed {
			action = "bid.late-admitted"
		}
		if err := recordTender(ctx, s, t, audit.Event{Action: action, Supplier: admission.Supplier, Details: map[string]string{
			"bid": bid.String(), "reason": strings.TrimSpace(reason),
		}}); err != nil {
			return view.BidSummary{}, err
		}
		return bidShown(ctx, s, actor, which, bid)
	})
}

func bidShown(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID, bid tender.BidID) (view.BidSummary, error) {
	list, err := bidsInSight(ctx, s, actor, which)
	if err != nil {
		return view.BidSummary{}, err
	}
	for _, b := range list.Items {
		if b.ID == bid.String() {
			return b, nil
		}
	}
	return view.BidSummary{}, access.ErrNotFound
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
