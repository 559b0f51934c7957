package framework

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// Faults of transfers.
var (
	// ErrTransferAmount: nothing, or less than nothing.
	ErrTransferAmount = fault.New(fault.Invalid, "framework.transfer-amount-invalid", fault.Rule("G-FRA"), fault.Field("amount"))
	// ErrTransferToItself: the members must be two.
	ErrTransferToItself = fault.New(fault.Invalid, "framework.same-member", fault.Rule("G-FRA"), fault.Field("toMemberId"))
	// ErrTransferExceeds: more than is left of the quota; carries "remaining".
	ErrTransferExceeds = fault.New(fault.Conflict, "framework.transfer-exceeds-quota", fault.Rule("G-FRA"), fault.Field("amount"))
	// ErrTransferDecided: it is accepted, declined or withdrawn already.
	ErrTransferDecided = fault.New(fault.Conflict, "framework.transfer-decided", fault.Rule("G-FRA"))
	// ErrFlowedBack: what was unused of the soft quotas is everybody's now.
	ErrFlowedBack = fault.New(fault.Conflict, "framework.quotas-flowed-back", fault.Rule("G-FRA"))
)

// TransferID names a transfer of quota.
type TransferID = id.Of[Transfer]

// TransferStatus is where a transfer stands.
type TransferStatus string

// The statuses of a transfer.
const (
	Offered  TransferStatus = "offered"
	Accepted TransferStatus = "accepted"
	Ended    TransferStatus = "ended" // declined by the one, or withdrawn by the other
)

// Transfer moves a part of one member's quota to another. Nothing moves before both have signed.
type Transfer struct {
	ID        TransferID
	Framework ID
	From, To  member.ID
	Amount    money.Amount
	Status    TransferStatus
	Offered   tender.Stamp // the signature of who gives
	Decided   tender.Stamp // that of who receives, or who ended it
}

// Offer signs a transfer for the member that gives. It fails with ErrNoQuotas, ErrFlowedBack,
// ErrTransferAmount, ErrTransferToItself, ErrNotEntitled, ErrTransferExceeds, ErrTerminated or
// ErrExpired.
func (f *Framework) Offer(from, to member.ID, amount money.Amount, by tender.Stamp) (Transfer, error) {
	if _, _, err := f.transferable(from, to, amount, by.At); err != nil {
		return Transfer{}, err
	}
	return Transfer{ID: id.New[Transfer](), Framework: f.s.ID, From: from, To: to, Amount: amount, Status: Offered, Offered: by}, nil
}

// Accept signs it for the member that receives, and moves the quota. It fails with ErrTransferDecided
// and the faults of Offer.
func (f *Framework) Accept(t *Transfer, by tender.Stamp) error {
	if t.Status != Offered {
		return ErrTransferDecided
	}
	from, to, err := f.transferable(t.From, t.To, t.Amount, by.At)
	if err != nil {
		return err
	}
	from.Quota, to.Quota = from.Quota.Sub(t.Amount), to.Quota.Add(t.Amount)
	t.Status, t.Decided = Accepted, by
	return nil
}

// End declines a transfer, or withdraws it. It fails with ErrTransferDecided.
func (t *Transfer) End(by tender.Stamp) error {
	if t.Status != Offered {
		return ErrTransferDecided
	}
	t.Status, t.Decided = Ended, by
	return nil
}

func (f *Framework) transferable(from, to member.ID, amount money.Amount, now time.Time) (giver, taker *Entitlement, err error) {
	if err := f.standing(now); err != nil {
		return nil, nil, err
	}
	giver, taker = f.entitlement(from), f.entitlement(to)
	switch {
	case !f.s.QuotaMode.Divides():
		return nil, nil, ErrNoQuotas
	case !f.quotasBind(now):
		return nil, nil, ErrFlowedBack.With("day", f.s.FlowsBack.String())
	case amount.Sign() <= 0:
		return nil, nil, ErrTransferAmount
	case from == to:
		return nil, nil, ErrTransferToItself
	case giver == nil || !giver.Successor.IsZero():
		return nil, nil, ErrNotEntitled.At("fromMemberId")
	case taker == nil || !taker.Successor.IsZero():
		return nil, nil, ErrNotEntitled.At("toMemberId")
	case amount.Cmp(giver.quotaLeft()) > 0:
		return nil, nil, ErrTransferExceeds.With("wanted", amount.String()).With("remaining", giver.quotaLeft().String())
	}
	return giver, taker, nil
}
