package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Contracts is the life of framework contracts after their award (G-FRA). Each change names the
// version that the actor looked at and answers with the contract as it then is. What the actor may
// not know of fails with access.ErrNotFound, what it lacks the right for with access.ErrForbidden,
// another version than the present one with access.ErrStale; a contract that is over with
// framework.ErrTerminated or framework.ErrExpired.
type Contracts interface {
	// Suspend stops calling off until Resume; framework.ErrReason, framework.ErrSuspended.
	Suspend(ctx context.Context, actor access.Actor, f framework.ID, version int, reason string) (view.Framework, error)
	// Resume lets it go on; framework.ErrNotSuspended.
	Resume(ctx context.Context, actor access.Actor, f framework.ID, version int) (view.Framework, error)
	// Terminate ends the contract for good; framework.ErrReason.
	Terminate(ctx context.Context, actor access.Actor, f framework.ID, version int, reason string) (view.Framework, error)
	// Extend uses the next option; framework.ErrNoOption, framework.ErrReason, framework.ErrTermUnjustified.
	Extend(ctx context.Context, actor access.Actor, f framework.ID, version int, reason string) (view.Framework, error)
	// Join adds the supplier whose bid was ranked next; framework.ErrSupplierKnown,
	// framework.ErrSupplierNotNext, framework.ErrTargetShare, id.ErrMalformed.
	Join(ctx context.Context, actor access.Actor, f framework.ID, version int, supplier string, share int) (view.Framework, error)
	// StepOut has a supplier take no more orders, which is why: suspended, excluded or withdrawn;
	// framework.ErrNoRoute, framework.ErrAbsence, framework.ErrReason, framework.ErrSupplierOut.
	StepOut(ctx context.Context, actor access.Actor, f framework.ID, version int, who member.SupplierID, why, reason string) (view.Framework, error)
	// StepIn has it take orders again; framework.ErrSupplierNotOut, framework.ErrSupplierExcluded.
	StepIn(ctx context.Context, actor access.Actor, f framework.ID, version int, who member.SupplierID) (view.Framework, error)
	// Note takes note of a warning, which is then told nobody again; framework.ErrWarningNotReached.
	Note(ctx context.Context, actor access.Actor, f framework.ID, step int) (view.Framework, error)
	// Candidate is who may join next, if anybody.
	Candidate(ctx context.Context, actor access.Actor, f framework.ID) (view.List[view.Ref], error)
	// Forecast tells when the contract will be exhausted if things go on as they did.
	Forecast(ctx context.Context, actor access.Actor, f framework.ID) (view.Forecast, error)
}

// Modifying is the modification of contracts (GWB 132), with the faults of Contracts besides its own.
type Modifying interface {
	// Modifications are those of a contract, the newest first, with what is left under each ground.
	Modifications(ctx context.Context, actor access.Actor, f framework.ID) (view.Modifications, error)
	// Propose fails with the faults of framework.Propose, money.ErrMalformed, quantity.ErrMalformed,
	// period.ErrDayMalformed and id.ErrMalformed. The same key never proposes twice.
	Propose(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, version int, in Modification) (view.Framework, error)
	// Approve carries it out; access.ErrSamePerson, framework.ErrModificationUnknown,
	// framework.ErrModificationDecided and the faults of framework.Propose.
	Approve(ctx context.Context, actor access.Actor, f framework.ID, version int, which framework.ModificationID) (view.Framework, error)
	// Reject fails likewise, and with framework.ErrReason.
	Reject(ctx context.Context, actor access.Actor, f framework.ID, version int, which framework.ModificationID, reason string) (view.Framework, error)
}

// Modification is a modification as an officer proposes it: amounts, quantities, days and ids as text.
type Modification struct {
	Ground            string
	Reason            string
	Clause            string
	Raise             string // empty for none
	InForceTo         string // empty where the last day stays
	TermJustification string
	Supplier          string
	Items             []ModificationItem
}

// ModificationItem is an item with the maximum that it will have.
type ModificationItem struct{ Item, MaximumQuantity string }

// Sharing is what passes between the members of a contract, with the faults of Contracts besides its own.
type Sharing interface {
	// Transfers are those of the members that the actor acts for, or all.
	Transfers(ctx context.Context, actor access.Actor, f framework.ID) (view.List[view.QuotaTransfer], error)
	// Offer signs a transfer for the member that gives; the faults of framework.Offer and
	// money.ErrMalformed. The same key never offers twice.
	Offer(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, from, to member.ID, amount string) (view.QuotaTransfer, error)
	// Accept signs it for the member that receives, and the quota passes over; framework.ErrTransferDecided
	// and the faults of framework.Accept.
	Accept(ctx context.Context, actor access.Actor, f framework.ID, which framework.TransferID) (view.QuotaTransfer, error)
	// End declines it or takes it back; framework.ErrTransferDecided.
	End(ctx context.Context, actor access.Actor, f framework.ID, which framework.TransferID) (view.QuotaTransfer, error)

	// Successions are those of the members that the actor acts for, or all.
	Successions(ctx context.Context, actor access.Actor, f framework.ID) (view.List[view.Succession], error)
	// ProposeSuccession fails with the faults of framework.ProposeSuccession. The same key never proposes twice.
	ProposeSuccession(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, from, to member.ID, reason string) (view.Succession, error)
	// ConfirmSuccession carries it out; access.ErrSamePerson, framework.ErrSuccessionDecided.
	ConfirmSuccession(ctx context.Context, actor access.Actor, f framework.ID, which framework.SuccessionID) (view.Succession, error)
	// RejectSuccession fails likewise.
	RejectSuccession(ctx context.Context, actor access.Actor, f framework.ID, which framework.SuccessionID) (view.Succession, error)
}
