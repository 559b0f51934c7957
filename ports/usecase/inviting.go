package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/domain/supplier"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// actAccept is done by whoever holds a link, so it is in no table of acts.
const actAccept access.Act = "supplier.accept-invitation"

// Inviting carries out driving.Inviting.
type Inviting struct {
	work      driven.Work
	suppliers *Suppliers
	doors     *SignIn
	passwords driven.Passwords
	mails     bool // whether a mail server is known
}

var _ driving.Inviting = (*Inviting)(nil)

// NewInviting makes the use cases of suppliers' invitations.
func NewInviting(work driven.Work, actors driven.Actors, passwords driven.Passwords, mails bool) *Inviting {
	return &Inviting{work, NewSuppliers(work), NewSignIn(work, actors, passwords), passwords, mails}
}

// InviteColleague has an invitation wait. Its event names nobody: who never answers is forgotten.
func (uc *Inviting) InviteColleague(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, in supplier.Inviting,
) (view.SupplierFile, error) {
	if _, err := notice.ParseLanguage(in.Language); err != nil {
		return view.SupplierFile{}, err
	}
	return uc.change(ctx, actor, which, version, "supplier.colleague-invited", func(ctx context.Context, s driven.Stores, p *supplier.Supplier, so supplier.Invited) error {
		if !uc.mails {
			return supplier.ErrInvitationClosed
		}
		i, err := p.Invite(actor.Person, in, so, s.Now)
		if err != nil {
			return err
		}
		return s.Invitations.Add(ctx, p, i)
	})
}

// RenewInvitation sends it again.
func (uc *Inviting) RenewInvitation(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, i supplier.InvitationID,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, which, version, "supplier.invitation-renewed", func(ctx context.Context, s driven.Stores, p *supplier.Supplier, so supplier.Invited) error {
		if !uc.mails {
			return supplier.ErrInvitationClosed
		}
		renewed, err := so.Renew(i, actor.Person, s.Now)
		if err != nil {
			return err
		}
		return s.Invitations.Renew(ctx, p, renewed)
	})
}

// WithdrawInvitation takes it back.
func (uc *Inviting) WithdrawInvitation(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, i supplier.InvitationID,
) (view.SupplierFile, error) {
	return uc.change(ctx, actor, which, version, "supplier.invitation-withdrawn", func(ctx context.Context, s driven.Stores, p *supplier.Supplier, so supplier.Invited) error {
		if _, err := so.Find(i); err != nil {
			return err
		}
		return s.Invitations.Withdraw(ctx, p, i)
	})
}

func (uc *Inviting) change(
	ctx context.Context, actor access.Actor, which member.SupplierID, version int, action string,
	decide func(context.Context, driven.Stores, *supplier.Supplier, supplier.Invited) error,
) (view.SupplierFile, error) {
	return uc.suppliers.change(ctx, actor, access.SupplierPeople, which, version, func(ctx context.Context, s driven.Stores, p *supplier.Supplier) (audit.Event, error) {
		so, err := s.Invitations.Invited(ctx, which)
		if err != nil {
			return audit.Event{}, err
		}
		return audit.Event{Action: action}, decide(ctx, s, p, so)
	})
}

// Invitation shows what waits for a link.
func (uc *Inviting) Invitation(ctx context.Context, secret string) (view.Invitation, error) {
	found, err := uc.byLink(ctx, secret)
	return invitationView(found), err
}

func invitationView(f driven.FoundInvitation) view.Invitation {
	return view.Invitation{
		Supplier: f.Supplier.Name, Cooperative: view.Ref{ID: f.Place.ID.String(), Name: f.Place.Name}, PersonName: f.Invitation.Name,
		Email: string(f.Invitation.Email), Known: f.Known, LapsesAt: f.Invitation.LapsesAt,
	}
}

func (uc *Inviting) byLink(ctx context.Context, secret string) (found driven.FoundInvitation, err error) {
	err = uc.work.Read(ctx, access.Actor{}, func(ctx context.Context, s driven.Stores) error {
		found, err = s.Invitations.ByLink(ctx, tokenOf(secret))
		return err
	})
	return found, err
}

// AcceptInvitation checks or hashes the password before the transaction, and only for who holds a link.
func (uc *Inviting) AcceptInvitation(ctx context.Context, in driving.Accept) (view.Invitation, error) {
	found, err := uc.byLink(ctx, in.Secret)
	if err != nil {
		return view.Invitation{}, err
	}
	if found.Known {
		err = uc.acceptKnown(ctx, found, in)
	} else {
		err = uc.acceptNew(ctx, found, in)
	}
	return invitationView(found), err
}

// acceptNew makes the person.
func (uc *Inviting) acceptNew(ctx context.Context, found driven.FoundInvitation, in driving.Accept) error {
	if err := member.CheckPassword(in.Password); err != nil {
		return err
	}
	person, err := member.NewPerson(found.Invitation.Name, string(found.Invitation.Email))
	if err != nil {
		return err
	}
	hash, err := uc.passwords.Hash(ctx, in.Password)
	if err != nil {
		return err
	}
	actor := access.Actor{Person: person.ID, Name: person.Name, Cooperative: found.Place.ID}
	return uc.appoint(ctx, actor, found, in.Secret, func(ctx context.Context, s driven.Stores) error {
		return s.People.Add(ctx, person, hash)
	})
}

// acceptKnown has whoever has an account prove it: reading the mailbox is not enough to act beside its
// password. The attempt counts at the account's door as any sign-in.
func (uc *Inviting) acceptKnown(ctx context.Context, found driven.FoundInvitation, in driving.Accept) error {
	at, err := uc.doors.knock(ctx, driving.Credentials{Email: string(found.Invitation.Email), Address: in.Address, Device: in.Device})
	if err != nil {
		return err
	}
	right, err := uc.passwords.Check(ctx, at.account.PasswordHash, in.Password)
	if err != nil {
		return err
	}
	if !right || at.account.Person.IsZero() {
		return uc.doors.refuse(ctx, at)
	}
	actor := access.Actor{Person: at.account.Person, Name: at.account.Name, Cooperative: found.Place.ID}
	return uc.appoint(ctx, actor, found, in.Secret, func(ctx context.Context, s driven.Stores) error {
		if has, err := s.Invitations.HasRoles(ctx, actor.Person); err != nil {
			return err
		} else if has {
			return supplier.ErrActsHere
		}
		return uc.doors.openDoor(ctx, s, at.knock, in.Device)
	})
}

// appoint uses the link up, once, and has the actor act for the supplier. Who comes second leaves no event:
// it would be one of a person that does not exist.
func (uc *Inviting) appoint(
	ctx context.Context, actor access.Actor, found driven.FoundInvitation, secret string, ready func(context.Context, driven.Stores) error,
) error {
	object := audit.Object{Type: "supplier", ID: found.Supplier.ID.String(), Name: found.Supplier.Name}
	gone := false
	err := uc.work.Do(ctx, driven.Attempt{Actor: actor, Act: actAccept, Object: object}, func(ctx context.Context, s driven.Stores) error {
		taken, err := s.Invitations.Take(ctx, tokenOf(secret))
		if gone = err == nil && !taken; err != nil || gone {
			return err
		}
		if err := ready(ctx, s); err != nil {
			return err
		}
		grant, err := access.InSupplier(access.Bidder, found.Supplier.ID)
		if err != nil {
			return err
		}
		if err := s.Organisations.Appoint(ctx, actor.Person, grant); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{
			Action: "supplier.invitation-accepted", Object: object, Supplier: found.Supplier.ID,
			Details: map[string]string{"person": actor.Person.String(), "role": string(grant.Role)},
		})
	})
	if err == nil && gone {
		return supplier.ErrInvitationGone
	}
	return err
}
