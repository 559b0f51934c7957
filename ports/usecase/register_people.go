package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// AddPerson appoints a person. The password is hashed before the transaction: that
// takes long by intent.
func (uc *Register) AddPerson(ctx context.Context, in driving.AddPerson) (view.AddedPerson, error) {
	p, err := member.NewPerson(in.Name, in.Email)
	if err != nil {
		return view.AddedPerson{}, err
	}
	hash, err := uc.hash(ctx, in.Password)
	if err != nil {
		return view.AddedPerson{}, err
	}
	return inCooperative(ctx, uc, in.Cooperative, actPerson, func(ctx context.Context, s driven.Stores) (view.AddedPerson, error) {
		grant, organisation, err := place(ctx, s, in)
		if err != nil {
			return view.AddedPerson{}, err
		}
		person, isNew, err := account(ctx, s, p, hash)
		if err != nil {
			return view.AddedPerson{}, err
		}
		if err := s.Organisations.Appoint(ctx, person.ID, grant); err != nil {
			return view.AddedPerson{}, err
		}
		added := view.AddedPerson{Name: person.Name, Email: string(p.Email), Role: in.Role, Organisation: organisation, NewAccount: isNew}
		return added, s.Events.Record(ctx, audit.Event{
			Action: "person.appointed", Object: audit.Object{Type: "person", ID: person.ID.String()},
			Member: grant.Member, Supplier: grant.Supplier, Details: map[string]string{"role": in.Role},
		})
	})
}

func (uc *Register) hash(ctx context.Context, password string) (string, error) {
	if err := member.CheckPassword(password); err != nil {
		return "", err
	}
	return uc.passwords.Hash(ctx, password)
}

// account finds the person by the address, or adds it.
func account(ctx context.Context, s driven.Stores, p member.Person, hash string) (member.Person, bool, error) {
	known, found, err := s.People.ByEmail(ctx, p.Email)
	if err != nil {
		return p, false, err
	}
	if found {
		return member.Person{ID: known.Person, Name: known.Name, Email: p.Email}, false, nil
	}
	return p, true, s.People.Add(ctx, p, hash)
}

// place finds the organisation and makes the grant in it.
func place(ctx context.Context, s driven.Stores, in driving.AddPerson) (access.Grant, string, error) {
	role := access.Role(in.Role)
	switch {
	case in.Member != "":
		m, err := s.Members.Find(ctx, in.Member)
		if err != nil {
			return access.Grant{}, "", err
		}
		grant, err := access.InMember(role, m.State())
		return grant, m.State().Name, err
	case in.Supplier != "":
		supplier, err := s.Organisations.Supplier(ctx, in.Supplier)
		if err != nil {
			return access.Grant{}, "", err
		}
		grant, err := access.InSupplier(role, supplier.ID)
		return grant, supplier.Name, err
	default:
		grant, err := access.InCooperative(role)
		return grant, in.Cooperative, err
	}
}

// SetPassword replaces a password.
func (uc *Register) SetPassword(ctx context.Context, email, password string) error {
	address, err := member.ParseEmail(email)
	if err != nil {
		return err
	}
	hash, err := uc.hash(ctx, password)
	if err != nil {
		return err
	}
	return uc.work.Do(ctx, driven.Attempt{Act: actPassword}, func(ctx context.Context, s driven.Stores) error {
		known, found, err := s.People.ByEmail(ctx, address)
		if err != nil {
			return err
		}
		if !found {
			return member.ErrNoSuchPerson
		}
		if err := s.People.SetPassword(ctx, known.Person, hash); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "person.password-set", Object: audit.Object{Type: "person", ID: known.Person.String()}})
	})
}
