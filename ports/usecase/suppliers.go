package usecase

import (
	"context"
	"errors"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Suppliers carries out driving.Suppliers.
type Suppliers struct{ work driven.Work }

var _ driving.Suppliers = (*Suppliers)(nil)

// NewSuppliers makes the use cases of suppliers.
func NewSuppliers(work driven.Work) *Suppliers { return &Suppliers{work} }

// Suppliers lists those in sight.
func (uc *Suppliers) Suppliers(ctx context.Context, actor access.Actor, in driving.ListSuppliers) (view.Page[view.Supplier], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.Supplier], error) {
		sight := actor.Sight(access.SupplierRead)
		if sight.Nothing() {
			return view.Page[view.Supplier]{}, access.ErrNotFound
		}
		return s.SupplierReports.List(ctx, driven.SupplierFilter{Search: in.Search, Standing: in.Standing}, sight, in.Page)
	})
}

// Supplier shows one.
func (uc *Suppliers) Supplier(ctx context.Context, actor access.Actor, which member.SupplierID) (view.SupplierFile, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.SupplierFile, error) {
		return s.SupplierReports.Show(ctx, which, actor.Sight(access.SupplierRead))
	})
}

// RegisterSupplier adds one.
func (uc *Suppliers) RegisterSupplier(ctx context.Context, actor access.Actor, key access.Key, in driving.RegisterSupplier) (view.SupplierFile, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.SupplierRegister, Object: audit.Object{Type: "supplier", Name: in.Name}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.SupplierFile, error) {
		if err := actor.May(access.SupplierRegister); err != nil {
			return view.SupplierFile{}, err
		}
		written, err := supplier.New(in.Name, actor.Person, in.Profile)
		if err != nil {
			return view.SupplierFile{}, err
		}
		if err := addSupplier(ctx, s, written); err != nil {
			return view.SupplierFile{}, err
		}
		return recordSupplier(ctx, s, actor, written, audit.Event{Action: "supplier.registered"})
	})
}

// addSupplier stores a supplier that is new.
func addSupplier(ctx context.Context, s driven.Stores, written *supplier.Supplier) error {
	if err := unlikeOthers(ctx, s, written); err != nil {
		return err
	}
	state := written.State()
	if err := s.Organisations.AddSupplier(ctx, member.Supplier{ID: state.ID, Name: state.Name}); err != nil {
		return err
	}
	return s.Suppliers.AddProfile(ctx, written)
}

// unlikeOthers fails with member.ErrSupplierExists or supplier.ErrKnown where another supplier has the name, the VAT id
// or the register entry.
func unlikeOthers(ctx context.Context, s driven.Stores, written *supplier.Supplier) error {
	switch field, err := s.Suppliers.Known(ctx, written); {
	case err != nil || field == "":
		return err
	case field == "name":
		return member.ErrSupplierExists
	default:
		return supplier.ErrKnown.At(field)
	}
}

// SetSupplierProfile writes what it says of itself.
func (uc *Suppliers) SetSupplierProfile(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Profile,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierProfileSet, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		if err := p.SetProfile(actor.Person, in); err != nil {
			return audit.Event{}, err
		}
		if err := unlikeOthers(ctx, s, p); err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: "supplier.profile-set", Details: map[string]string{"revision": strconv.Itoa(p.State().Revision)}}, s.Suppliers.AddProfile(ctx, p)
	})
}

// CheckSupplier decides about it.
func (uc *Suppliers) CheckSupplier(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, outcome, reason string,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierVerify, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		if err := p.Decide(actor.Person, supplier.Outcome(outcome), reason, s.Now); err != nil {
			return audit.Event{}, err
		}
		check := p.State().Check
		details := map[string]string{"revision": strconv.Itoa(check.Revision), "outcome": outcome, "reason": check.Reason}
		return audit.Event{Action: "supplier.checked", Details: details}, s.Suppliers.AddCheck(ctx, p)
	})
}

// BanSupplier keeps it out.
func (uc *Suppliers) BanSupplier(ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Banning) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierBan, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		ban, err := p.Ban(actor.Person, in, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{
			"ban": ban.ID.String(), "ground": string(ban.Ground), "source": ban.Source, "reason": ban.Reason, "from": ban.From.String(), "until": ban.Until.String(),
		}
		return audit.Event{Action: "supplier.banned", Details: details}, s.Suppliers.AddBan(ctx, p, ban)
	})
}

// LiftBan ends a ban early.
func (uc *Suppliers) LiftBan(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, ban supplier.BanID, reason string,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, access.SupplierBan, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		lifted, err := p.Lift(actor.Person, ban, reason, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{"ban": ban.String(), "reason": lifted.LiftReason}
		return audit.Event{Action: "supplier.ban-lifted", Details: details}, s.Suppliers.LiftBan(ctx, p, lifted)
	})
}

// change runs the five beats around one change of a supplier; decide stores what it does.
func (uc *Suppliers) change(
	ctx context.Context, actor access.Actor, act access.Act, which member.SupplierID, version int,
	decide func(context.Context, driven.Stores, *supplier.Supplier) (audit.Event, error),
) (view.SupplierFile, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "supplier", ID: which.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.SupplierFile, error) {
		if !actor.Sight(access.SupplierRead).SeesSupplier(which) {
			return view.SupplierFile{}, access.ErrNotFound
		}
		if err := actor.MayForSupplier(act, which); errors.Is(err, access.ErrNotFound) {
			return view.SupplierFile{}, access.ErrForbidden.With("act", string(act)) // who sees the supplier is told plainly
		} else if err != nil {
			return view.SupplierFile{}, err
		}
		p, err := s.Suppliers.Get(ctx, which)
		if err != nil {
			return view.SupplierFile{}, err
		}
		if err := access.CheckVersion(version, p.State().Version); err != nil {
			return view.SupplierFile{}, err
		}
		event, err := decide(ctx, s, p)
		if err != nil {
			return view.SupplierFile{}, err
		}
		return recordSupplier(ctx, s, actor, p, event)
	})
}

func recordSupplier(ctx context.Context, s driven.Stores, actor access.Actor, p *supplier.Supplier, event audit.Event) (view.SupplierFile, error) {
	state := p.State()
	event.Object, event.Supplier = audit.Object{Type: "supplier", ID: state.ID.String(), Name: state.Name}, state.ID
	if err := s.Events.Record(ctx, event); err != nil {
		return view.SupplierFile{}, err
	}
	return s.SupplierReports.Show(ctx, state.ID, actor.Sight(access.SupplierRead))
}

// BidderStandings say how the bidders of a tender stand.
func (uc *Suppliers) BidderStandings(ctx context.Context, actor access.Actor, of tender.ID) (view.List[view.BidderStanding], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.BidderStanding], error) {
		none := view.List[view.BidderStanding]{}
		if err := seesTender(ctx, s, actor, of); err != nil {
			return none, err
		}
		if err := actor.May(access.BidRead); err != nil {
			return none, err
		}
		items, err := s.SupplierReports.Standings(ctx, of)
		return view.List[view.BidderStanding]{Items: items}, err
	})
}

// mayBid refuses what comes from a supplier that is banned today.
func mayBid(ctx context.Context, s driven.Stores, which member.SupplierID) error {
	p, err := s.Suppliers.Look(ctx, which)
	if err != nil {
		return err
	}
	return p.MayBid(period.DayOf(s.Now))
}
