package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/billing"
	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Dispatching carries out driving.Dispatching.
type Dispatching struct {
	work  driven.Work
	mails bool // whether a mail server is known
}

var _ driving.Dispatching = (*Dispatching)(nil)

// NewDispatching makes the use cases of what leaves.
func NewDispatching(work driven.Work, mails bool) *Dispatching { return &Dispatching{work, mails} }

// Order is a placed order as its supplier gets it.
func (uc *Dispatching) Order(ctx context.Context, actor access.Actor, c calloff.ID) (dispatch.Order, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (dispatch.Order, error) {
		return s.Dispatches.Order(ctx, c, actor.Sight(access.CallOffRead))
	})
}

// Dispatch tells what became of an order on its way.
func (uc *Dispatching) Dispatch(ctx context.Context, actor access.Actor, c calloff.ID) (view.OrderDispatch, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.OrderDispatch, error) {
		return uc.dispatch(ctx, s, actor, c)
	})
}

func (uc *Dispatching) dispatch(ctx context.Context, s driven.Stores, actor access.Actor, c calloff.ID) (view.OrderDispatch, error) {
	order, err := s.Dispatches.Order(ctx, c, actor.Sight(access.CallOffRead))
	if err != nil {
		return view.OrderDispatch{}, err
	}
	sendings, err := s.Dispatches.Sending(ctx, c)
	if err != nil {
		return view.OrderDispatch{}, err
	}
	shown := view.OrderDispatch{MailConfigured: uc.mails, Faults: []view.ElectronicFault{}, Sendings: sendings}
	for _, f := range order.Faults() {
		shown.Faults = append(shown.Faults, view.ElectronicFault{Code: f.Code(), Rule: f.Rule(), Field: f.Field(), Params: f.Params()})
	}
	shown.Electronic = len(shown.Faults) == 0
	answer, found, err := s.CallOffs.Answered(ctx, c)
	if err != nil || !found {
		return shown, err
	}
	shown.Answer = &view.OrderAnswer{Kind: string(answer.Kind), Reason: answer.Reason, AnsweredAt: answer.At, Lines: []view.OrderAnswerLine{}}
	for _, l := range answer.Lines {
		shown.Answer.Lines = append(shown.Answer.Lines, view.OrderAnswerLine{Position: l.Position, DeliveredOn: l.DeliveredOn.String(), Change: l.Change})
	}
	return shown, nil
}

// Address is where a supplier takes orders.
func (uc *Dispatching) Address(ctx context.Context, actor access.Actor, supplier member.SupplierID) (view.SupplierAddress, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.SupplierAddress, error) {
		if err := actor.MayForSupplier(access.SupplierAddressRead, supplier); err != nil {
			return view.SupplierAddress{}, err
		}
		return s.Dispatches.Address(ctx, supplier)
	})
}

// SetAddress changes it for what leaves from now on.
func (uc *Dispatching) SetAddress(ctx context.Context, actor access.Actor, supplier member.SupplierID, version int, in view.SupplierAddress) (view.SupplierAddress, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.SupplierAddressSet, Object: audit.Object{Type: "supplier", ID: supplier.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.SupplierAddress, error) {
		if err := actor.MayForSupplier(access.SupplierAddressSet, supplier); err != nil {
			return view.SupplierAddress{}, err
		}
		checked, err := addressOf(in)
		if err != nil {
			return view.SupplierAddress{}, err
		}
		if _, err := s.Dispatches.Address(ctx, supplier); err != nil {
			return view.SupplierAddress{}, err
		}
		if err := s.Dispatches.SetAddress(ctx, supplier, version, checked); err != nil {
			return view.SupplierAddress{}, err
		}
		event := audit.Event{Action: "supplier-address.set", Object: attempt.Object, Supplier: supplier, Details: map[string]string{"endpoint": checked.EndpointScheme + ":" + checked.EndpointID}}
		if err := s.Events.Record(ctx, event); err != nil {
			return view.SupplierAddress{}, err
		}
		return s.Dispatches.Address(ctx, supplier)
	})
}

// addressOf reads what a supplier's address says.
func addressOf(in view.SupplierAddress) (view.SupplierAddress, error) {
	if !dispatch.KnownCountry(in.Country) {
		return in, dispatch.ErrCountry.At("country")
	}
	// A seller on an invoice has the same texts, and the same rules for them.
	party := billing.Seller{Name: "Lieferant", Contact: in.Contact, Phone: in.Phone, Email: in.Email,
		Address: billing.Address{Street: in.Street, Postcode: in.Postcode, City: in.City, Country: in.Country}}
	if err := party.Check(); err != nil {
		return in, err
	}
	if _, err := notice.ParseLanguage(in.Language); err != nil {
		return in, err
	}
	endpoint, err := dispatch.ParseEndpoint(in.EndpointScheme, in.EndpointID)
	in.EndpointScheme, in.EndpointID = endpoint.Scheme, endpoint.ID
	return in, err
}

// Notices are how the actor is told of what.
func (uc *Dispatching) Notices(ctx context.Context, actor access.Actor) (view.NoticeSettings, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.NoticeSettings, error) {
		return uc.notices(ctx, s, actor)
	})
}

func (uc *Dispatching) notices(ctx context.Context, s driven.Stores, actor access.Actor) (view.NoticeSettings, error) {
	settings, version, err := s.Dispatches.Settings(ctx, actor.Person)
	if err != nil {
		return view.NoticeSettings{}, err
	}
	shown := view.NoticeSettings{MailConfigured: uc.mails, Language: string(settings.Language), Version: version}
	for _, kind := range notice.Kinds {
		shown.Ways = append(shown.Ways, view.NoticeWay{Kind: string(kind), Way: string(settings.Way(kind))})
	}
	return shown, nil
}

// SetNotices changes it.
func (uc *Dispatching) SetNotices(ctx context.Context, actor access.Actor, version int, language string, ways map[notice.Kind]notice.Way) (view.NoticeSettings, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.NoticeSet, Object: audit.Object{Type: "person", ID: actor.Person.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.NoticeSettings, error) {
		settings, err := notice.NewSettings(language, ways)
		if err != nil {
			return view.NoticeSettings{}, err
		}
		if err := s.Dispatches.SetSettings(ctx, actor.Person, version, settings); err != nil {
			return view.NoticeSettings{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: "notices.set", Object: attempt.Object, Details: map[string]string{}}); err != nil {
			return view.NoticeSettings{}, err
		}
		return uc.notices(ctx, s, actor)
	})
}

// Undelivered lists mails that could not be delivered.
func (uc *Dispatching) Undelivered(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.Undelivered], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.Undelivered], error) {
		if err := actor.May(access.DeliveryOversee); err != nil {
			return view.Page[view.Undelivered]{}, err
		}
		return s.Dispatches.Undelivered(ctx, page)
	})
}

// Again has one of them tried again.
func (uc *Dispatching) Again(ctx context.Context, actor access.Actor, delivery string) error {
	attempt := driven.Attempt{Actor: actor, Act: access.DeliveryOversee, Object: audit.Object{Type: "delivery", ID: delivery}}
	_, err := do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (struct{}, error) {
		if err := actor.May(access.DeliveryOversee); err != nil {
			return struct{}{}, err
		}
		if err := s.Dispatches.Again(ctx, delivery); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.Events.Record(ctx, audit.Event{Action: "delivery.revived", Object: attempt.Object, Details: map[string]string{}})
	})
	return err
}
