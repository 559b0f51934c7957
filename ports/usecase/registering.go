package usecase

import (
	"context"
	"errors"
	"slices"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/domain/supplier"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// actRegister is done by whoever holds a link, so it is in no table of acts.
const actRegister access.Act = "supplier.register-itself"

// Registering carries out driving.Registering.
type Registering struct {
	work      driven.Work
	passwords driven.Passwords
	mails     bool // whether a mail server is known
}

var _ driving.Registering = (*Registering)(nil)

// NewRegistering makes the use cases of suppliers that register themselves.
func NewRegistering(work driven.Work, passwords driven.Passwords, mails bool) *Registering {
	return &Registering{work, passwords, mails}
}

// RegistrationPlaces lists the cooperatives.
func (uc *Registering) RegistrationPlaces(ctx context.Context) (view.RegistrationPlaces, error) {
	places := view.RegistrationPlaces{Items: []view.Ref{}}
	if !uc.mails {
		return places, nil
	}
	return read(ctx, uc.work, access.Actor{}, func(ctx context.Context, s driven.Stores) (view.RegistrationPlaces, error) {
		all, err := s.Organisations.Cooperatives(ctx)
		for _, c := range all {
			places.Items = append(places.Items, view.Ref{ID: c.ID.String(), Name: c.Name})
		}
		return places, err
	})
}

// Register keeps what was entered. Refusals leave no event: anybody could fill the log with them.
func (uc *Registering) Register(ctx context.Context, in driving.EnterSupplier) error {
	if !uc.mails {
		return supplier.ErrRegistrationClosed
	}
	if _, err := notice.ParseLanguage(in.Entered.Language); err != nil {
		return err
	}
	places, err := uc.RegistrationPlaces(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(places.Items, func(p view.Ref) bool { return p.ID == in.Cooperative.String() }) {
		return member.ErrNoSuchCooperative.At("cooperativeId").With("name", in.Cooperative.String())
	}
	var refused error
	err = uc.work.Do(ctx, driven.Attempt{Actor: operator(in.Cooperative), Act: actRegister}, func(ctx context.Context, s driven.Stores) error {
		var r supplier.Registration
		if r, refused = supplier.Register(in.Entered, s.Now); refused != nil {
			return nil
		}
		waiting, err := s.Registrations.Waiting(ctx, in.Source, r.Person.Email)
		if err != nil {
			return err
		}
		var quiet bool
		if quiet, refused = waiting.Admit(); quiet || refused != nil {
			return nil
		}
		return s.Registrations.Add(ctx, r, in.Source)
	})
	if err != nil {
		return err
	}
	return refused
}

// Registration shows what waits for a link.
func (uc *Registering) Registration(ctx context.Context, secret string) (view.Registration, error) {
	r, place, err := uc.byLink(ctx, secret)
	return registrationView(r, place), err
}

func registrationView(r supplier.Registration, place member.Cooperative) view.Registration {
	return view.Registration{Supplier: r.Name, Cooperative: place.Name, PersonName: r.Person.Name, Email: string(r.Person.Email), LapsesAt: r.LapsesAt}
}

func (uc *Registering) byLink(ctx context.Context, secret string) (r supplier.Registration, place member.Cooperative, err error) {
	err = uc.work.Read(ctx, access.Actor{}, func(ctx context.Context, s driven.Stores) error {
		r, place, err = s.Registrations.ByLink(ctx, tokenOf(secret))
		return err
	})
	return r, place, err
}

// ConfirmRegistration hashes the password before the transaction, and only for who holds a link.
func (uc *Registering) ConfirmRegistration(ctx context.Context, secret, password string) (view.Registration, error) {
	if err := member.CheckPassword(password); err != nil {
		return view.Registration{}, err
	}
	r, place, err := uc.byLink(ctx, secret)
	if err != nil {
		return view.Registration{}, err
	}
	actor := access.Actor{Person: r.Person.ID, Name: r.Person.Name, Cooperative: place.ID}
	written, err := supplier.New(r.Name, r.Person.ID, r.Profile)
	if err != nil {
		return view.Registration{}, err
	}
	if err := uc.isNew(ctx, actor, r.Person.Email, written); err != nil {
		return view.Registration{}, err
	}
	hash, err := uc.passwords.Hash(ctx, password)
	if err != nil {
		return view.Registration{}, err
	}
	err = uc.work.Do(ctx, driven.Attempt{Actor: actor, Act: actRegister, Object: audit.Object{Type: "supplier", Name: r.Name}}, func(ctx context.Context, s driven.Stores) error {
		if err := s.Registrations.Take(ctx, tokenOf(secret)); err != nil {
			return err
		}
		return settle(ctx, s, r.Person, hash, written)
	})
	return registrationView(r, place), err
}

// isNew refuses before the password is hashed, and without an event, what is known already.
func (uc *Registering) isNew(ctx context.Context, actor access.Actor, email member.Email, written *supplier.Supplier) error {
	return uc.work.Read(ctx, actor, func(ctx context.Context, s driven.Stores) error {
		if _, taken, err := s.People.ByEmail(ctx, email); err != nil {
			return err
		} else if taken {
			return member.ErrPersonExists
		}
		return unlikeOthers(ctx, s, written)
	})
}

// settle makes the person, the supplier and the appointment.
func settle(ctx context.Context, s driven.Stores, person member.Person, hash string, written *supplier.Supplier) error {
	added := written.State()
	grant, err := access.InSupplier(access.Bidder, added.ID)
	if err != nil {
		return err
	}
	if err := s.People.Add(ctx, person, hash); err != nil {
		return err
	}
	if err := addSupplier(ctx, s, written); err != nil {
		return err
	}
	if err := s.Organisations.Appoint(ctx, person.ID, grant); err != nil {
		return err
	}
	return s.Events.Record(ctx, audit.Event{
		Action: "supplier.registered-itself", Object: audit.Object{Type: "supplier", ID: added.ID.String(), Name: added.Name}, Supplier: added.ID,
		Details: map[string]string{"person": person.ID.String(), "role": string(grant.Role)},
	})
}

// Linking sends mails with links, by itself and for nobody.
type Linking struct {
	links  driven.Links
	mailer driven.Mailer
}

// NewLinking wires the use case.
func NewLinking(links driven.Links, mailer driven.Mailer) *Linking { return &Linking{links, mailer} }

// SendLinks sends what is due, and counts it. A mail that fails is tried again with a new link while the
// registration waits; the error is only that of the database.
func (uc *Linking) SendLinks(ctx context.Context) (int, error) {
	due, now, err := uc.links.DueLinks(ctx, taken, notice.Lease, func() (string, driven.Token) {
		secret := newToken()
		return secret, tokenOf(secret)
	})
	if err != nil {
		return 0, err
	}
	for _, m := range due {
		var again time.Time
		failed := uc.mailer.Send(ctx, driven.Mail{ID: m.ID, To: m.To, Language: notice.Language(m.Language), Link: &m})
		if failed != nil && !errors.Is(failed, driven.ErrMailRefused) {
			again, _ = notice.Retry(m.Attempts, now)
		}
		if err := uc.links.SettleLink(ctx, m, again); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}
