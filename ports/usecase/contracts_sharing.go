package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Sharing carries out driving.Sharing.
type Sharing struct{ work driven.Work }

var _ driving.Sharing = (*Sharing)(nil)

// NewSharing makes the use cases of what passes between members.
func NewSharing(work driven.Work) *Sharing { return &Sharing{work} }

// Transfers lists them.
func (uc *Sharing) Transfers(ctx context.Context, actor access.Actor, f framework.ID) (view.List[view.QuotaTransfer], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.QuotaTransfer], error) {
		if err := sees(ctx, s, actor, access.FrameworkRead, f); err != nil {
			return view.List[view.QuotaTransfer]{}, err
		}
		found, err := s.FrameworkReports.Transfers(ctx, f, actor.Sight(access.FrameworkRead))
		return view.List[view.QuotaTransfer]{Items: found}, err
	})
}

// Offer signs a transfer for the member that gives.
func (uc *Sharing) Offer(ctx context.Context, actor access.Actor, key access.Key, which framework.ID, from, to member.ID, amount string) (view.QuotaTransfer, error) {
	return once(ctx, uc.work, attemptAt(actor, access.QuotaTransfer, which), key, func(ctx context.Context, s driven.Stores) (view.QuotaTransfer, error) {
		if err := actor.MayFor(access.QuotaTransfer, from); err != nil {
			return view.QuotaTransfer{}, err
		}
		given, err := money.ParseAmount(amount)
		if err != nil {
			return view.QuotaTransfer{}, pointed(err, "amount")
		}
		f, err := uc.between(ctx, s, actor, which, from, to)
		if err != nil {
			return view.QuotaTransfer{}, err
		}
		t, err := f.Offer(from, to, given, stamp(actor, s))
		if err != nil {
			return view.QuotaTransfer{}, err
		}
		if err := s.Quotas.AddTransfer(ctx, t); err != nil {
			return view.QuotaTransfer{}, err
		}
		return transferRecorded(ctx, s, actor, f, t, "quota.offered")
	})
}

// Accept signs it for the member that receives.
func (uc *Sharing) Accept(ctx context.Context, actor access.Actor, f framework.ID, which framework.TransferID) (view.QuotaTransfer, error) {
	return uc.decide(ctx, actor, f, which, "quota.transferred", func(s driven.Stores, f *framework.Framework, t *framework.Transfer) error {
		if err := actor.MayFor(access.QuotaTransfer, t.To); err != nil {
			return access.ErrForbidden.With("act", string(access.QuotaTransfer)) // who offered it knows of it
		}
		return f.Accept(t, stamp(actor, s))
	})
}

// End declines a transfer or takes it back.
func (uc *Sharing) End(ctx context.Context, actor access.Actor, f framework.ID, which framework.TransferID) (view.QuotaTransfer, error) {
	return uc.decide(ctx, actor, f, which, "quota.transfer-ended", func(s driven.Stores, _ *framework.Framework, t *framework.Transfer) error {
		return t.End(stamp(actor, s))
	})
}

// decide runs the five beats around a transfer, for those who act for one of its members.
func (uc *Sharing) decide(
	ctx context.Context, actor access.Actor, which framework.ID, transfer framework.TransferID, action string,
	decision func(driven.Stores, *framework.Framework, *framework.Transfer) error,
) (view.QuotaTransfer, error) {
	return do(ctx, uc.work, attemptAt(actor, access.QuotaTransfer, which), func(ctx context.Context, s driven.Stores) (view.QuotaTransfer, error) {
		t, err := s.Quotas.Transfer(ctx, which, transfer)
		if err != nil {
			return view.QuotaTransfer{}, err
		}
		if err := actor.MayFor(access.QuotaTransfer, t.From); err != nil {
			if err := actor.MayFor(access.QuotaTransfer, t.To); err != nil {
				return view.QuotaTransfer{}, err
			}
		}
		f, err := uc.between(ctx, s, actor, which, t.From, t.To)
		if err != nil {
			return view.QuotaTransfer{}, err
		}
		if t, err = s.Quotas.Transfer(ctx, which, transfer); err != nil { // as it is behind the lock
			return view.QuotaTransfer{}, err
		}
		if err := decision(s, f, &t); err != nil {
			return view.QuotaTransfer{}, err
		}
		if err := s.Quotas.SaveTransfer(ctx, t); err != nil {
			return view.QuotaTransfer{}, err
		}
		return transferRecorded(ctx, s, actor, f, t, action)
	})
}

// between is a contract in sight with two of its members, locked.
func (uc *Sharing) between(ctx context.Context, s driven.Stores, actor access.Actor, f framework.ID, members ...member.ID) (*framework.Framework, error) {
	if err := sees(ctx, s, actor, access.FrameworkRead, f); err != nil {
		return nil, err
	}
	return s.Frameworks.Get(ctx, f, driven.Part{Members: members})
}

func transferRecorded(ctx context.Context, s driven.Stores, actor access.Actor, f *framework.Framework, t framework.Transfer, action string) (view.QuotaTransfer, error) {
	event := audit.Event{Action: action, Member: t.From, Details: map[string]string{
		"transfer": t.ID.String(), "from": t.From.String(), "to": t.To.String(), "amount": t.Amount.String(),
	}}
	if err := recordContract(ctx, s, f, event); err != nil {
		return view.QuotaTransfer{}, err
	}
	shown, err := s.FrameworkReports.Transfers(ctx, f.ID(), actor.Sight(access.FrameworkRead))
	if err != nil {
		return view.QuotaTransfer{}, err
	}
	for _, one := range shown {
		if one.ID == t.ID.String() {
			return one, nil
		}
	}
	return view.QuotaTransfer{}, access.ErrNotFound
}

// Successions lists them.
func (uc *Sharing) Successions(ctx context.Context, actor access.Actor, f framework.ID) (view.List[view.Succession], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.Succession], error) {
		if err := sees(ctx, s, actor, access.FrameworkRead, f); err != nil {
			return view.List[view.Succession]{}, err
		}
		found, err := s.FrameworkReports.Successions(ctx, f, actor.Sight(access.FrameworkRead))
		return view.List[view.Succession]{Items: found}, err
	})
}

// ProposeSuccession records one for another person to confirm.
func (uc *Sharing) ProposeSuccession(ctx context.Context, actor access.Actor, key access.Key, which framework.ID, from, to member.ID, reason string) (view.Succession, error) {
	return once(ctx, uc.work, attemptAt(actor, access.FrameworkModify, which), key, func(ctx context.Context, s driven.Stores) (view.Succession, error) {
		if err := sees(ctx, s, actor, access.FrameworkModify, which); err != nil {
			return view.Succession{}, err
		}
		f, err := s.Frameworks.Get(ctx, which, driven.Part{Members: []member.ID{from, to}})
		if err != nil {
			return view.Succession{}, err
		}
		if _, err := s.Members.Get(ctx, to); err != nil {
			return view.Succession{}, err
		}
		c, err := f.ProposeSuccession(from, to, reason, stamp(actor, s))
		if err != nil {
			return view.Succession{}, err
		}
		if err := s.Quotas.AddSuccession(ctx, c); err != nil {
			return view.Succession{}, err
		}
		return successionRecorded(ctx, s, actor, f, c, "framework.succession-proposed")
	})
}

// ConfirmSuccession carries one out.
func (uc *Sharing) ConfirmSuccession(ctx context.Context, actor access.Actor, f framework.ID, which framework.SuccessionID) (view.Succession, error) {
	return uc.decideSuccession(ctx, actor, f, which, "framework.succeeded", func(s driven.Stores, f *framework.Framework, c *framework.Succession) error {
		return f.Succeed(c, stamp(actor, s))
	})
}

// RejectSuccession turns one down.
func (uc *Sharing) RejectSuccession(ctx context.Context, actor access.Actor, f framework.ID, which framework.SuccessionID) (view.Succession, error) {
	return uc.decideSuccession(ctx, actor, f, which, "framework.succession-rejected", func(s driven.Stores, _ *framework.Framework, c *framework.Succession) error {
		return c.Reject(stamp(actor, s))
	})
}

func (uc *Sharing) decideSuccession(
	ctx context.Context, actor access.Actor, which framework.ID, succession framework.SuccessionID, action string,
	decision func(driven.Stores, *framework.Framework, *framework.Succession) error,
) (view.Succession, error) {
	return do(ctx, uc.work, attemptAt(actor, access.FrameworkDecide, which), func(ctx context.Context, s driven.Stores) (view.Succession, error) {
		if err := sees(ctx, s, actor, access.FrameworkDecide, which); err != nil {
			return view.Succession{}, err
		}
		c, err := s.Quotas.Succession(ctx, which, succession)
		if err != nil {
			return view.Succession{}, err
		}
		f, err := s.Frameworks.Get(ctx, which, driven.Part{Members: []member.ID{c.From, c.To}})
		if err != nil {
			return view.Succession{}, err
		}
		if c, err = s.Quotas.Succession(ctx, which, succession); err != nil { // as it is behind the lock
			return view.Succession{}, err
		}
		if err := decision(s, f, &c); err != nil {
			return view.Succession{}, err
		}
		if err := s.Quotas.SaveSuccession(ctx, f, c); err != nil {
			return view.Succession{}, err
		}
		return successionRecorded(ctx, s, actor, f, c, action)
	})
}

func successionRecorded(ctx context.Context, s driven.Stores, actor access.Actor, f *framework.Framework, c framework.Succession, action string) (view.Succession, error) {
	details := map[string]string{"succession": c.ID.String(), "from": c.From.String(), "to": c.To.String(), "reason": c.Reason}
	if c.Status == framework.Approved {
		details["quota"], details["drawn"] = c.Quota.String(), c.Drawn.String()
	}
	if err := recordContract(ctx, s, f, audit.Event{Action: action, Member: c.From, Details: details}); err != nil {
		return view.Succession{}, err
	}
	shown, err := s.FrameworkReports.Successions(ctx, f.ID(), actor.Sight(access.FrameworkRead))
	if err != nil {
		return view.Succession{}, err
	}
	for _, one := range shown {
		if one.ID == c.ID.String() {
			return one, nil
		}
	}
	return view.Succession{}, access.ErrNotFound
}
