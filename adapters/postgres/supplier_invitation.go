package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driven"
)

// invitations keeps whom a supplier's people and officers invited; the database shows the application
// no hash of a link, and by a link's secret only the one it belongs to.
type invitations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Invitations = invitations{}

// Invited reads under the lock of the supplier that Suppliers.Get takes.
func (s invitations) Invited(_ context.Context, of member.SupplierID) (supplier.Invited, error) {
	var rows []struct {
		ID, Name, Email, Language, InvitedBy string
		InvitedAt, LapsesAt                  time.Time
	}
	err := s.tx.Raw(`select id, name, email, language, invited_by, invited_at, lapses_at from supplier_invitation
		where cooperative_id = ? and supplier_id = ? and lapses_at > ? order by id`, s.in.cooperative, of.String(), s.in.now).Scan(&rows).Error
	if err != nil {
		return supplier.Invited{}, fmt.Errorf("read invitations: %w", err)
	}
	so := supplier.Invited{Waiting: make([]supplier.Invitation, len(rows))}
	for n, r := range rows {
		so.Waiting[n] = supplier.Invitation{
			ID: supplier.InvitationID(r.ID), Supplier: of, Name: r.Name, Email: member.Email(r.Email), Language: r.Language,
			By: member.PersonID(r.InvitedBy), At: r.InvitedAt.UTC(), LapsesAt: r.LapsesAt.UTC(),
		}
	}
	err = s.tx.Raw(`select count(*) from event where cooperative_id = ? and object_type = 'supplier' and object_id = ? and not refused
		and action in ('supplier.colleague-invited', 'supplier.invitation-renewed') and at > ?`, s.in.cooperative, of.String(), s.in.now.Add(-24*time.Hour)).Row().Scan(&so.ADay)
	if err != nil {
		return supplier.Invited{}, fmt.Errorf("count invitations: %w", err)
	}
	return so, nil
}

// Add makes room where one to the same address has lapsed and is not yet deleted.
func (s invitations) Add(_ context.Context, of *supplier.Supplier, i supplier.Invitation) error {
	err := s.tx.Exec(`delete from supplier_invitation where cooperative_id = ? and supplier_id = ? and lapses_at <= ?`, s.in.cooperative, i.Supplier.String(), s.in.now).Error
	if err == nil {
		err = s.tx.Exec(`insert into supplier_invitation (cooperative_id, id, supplier_id, name, email, language, invited_by, invited_at, lapses_at, mail_due_at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, s.in.cooperative, i.ID.String(), i.Supplier.String(), i.Name, string(i.Email), i.Language,
			i.By.String(), i.At, i.LapsesAt, i.At).Error
	}
	if err != nil {
		return fmt.Errorf("add an invitation: %w", err)
	}
	return suppliers(s).touch(of.State())
}

// Renew has a new link sent; the database forgets the earlier one.
func (s invitations) Renew(_ context.Context, of *supplier.Supplier, i supplier.Invitation) error {
	done := s.tx.Exec(`update supplier_invitation set invited_by = ?, invited_at = ?, lapses_at = ?, attempts = 0, mail_due_at = ?
		where cooperative_id = ? and supplier_id = ? and id = ?`, i.By.String(), i.At, i.LapsesAt, i.At, s.in.cooperative, i.Supplier.String(), i.ID.String())
	return s.settled(of, done)
}

// Withdraw deletes it.
func (s invitations) Withdraw(_ context.Context, of *supplier.Supplier, i supplier.InvitationID) error {
	done := s.tx.Exec(`delete from supplier_invitation where cooperative_id = ? and supplier_id = ? and id = ?`, s.in.cooperative, of.State().ID.String(), i.String())
	return s.settled(of, done)
}

// settled says so where it was accepted meanwhile.
func (s invitations) settled(of *supplier.Supplier, done *gorm.DB) error {
	if done.Error != nil {
		return fmt.Errorf("change an invitation: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return supplier.ErrInvitationGone
	}
	return suppliers(s).touch(of.State())
}

// ByLink reads what waits for a link, whatever cooperative is at work.
func (s invitations) ByLink(_ context.Context, t driven.Token) (driven.FoundInvitation, error) {
	var text *string
	if err := s.tx.Raw(`select supplier_invitation_by_token(?)`, digest(t)).Row().Scan(&text); err != nil {
		return driven.FoundInvitation{}, fmt.Errorf("find an invitation: %w", err)
	}
	if text == nil {
		return driven.FoundInvitation{}, supplier.ErrInvitationGone
	}
	var d struct {
		Cooperative                                member.CooperativeID
		Supplier                                   member.SupplierID
		ID                                         supplier.InvitationID
		CooperativeName, SupplierName, Name, Email string
		Known                                      bool
		InvitedAt, LapsesAt                        time.Time
	}
	if err := json.Unmarshal([]byte(*text), &d); err != nil {
		return driven.FoundInvitation{}, fmt.Errorf("read an invitation: %w", err)
	}
	return driven.FoundInvitation{
		Invitation: supplier.Invitation{
			ID: d.ID, Supplier: d.Supplier, Name: d.Name, Email: member.Email(d.Email), At: d.InvitedAt.UTC(), LapsesAt: d.LapsesAt.UTC(),
		},
		Supplier: member.Supplier{ID: d.Supplier, Name: d.SupplierName}, Place: member.Cooperative{ID: d.Cooperative, Name: d.CooperativeName}, Known: d.Known,
	}, nil
}

// Take uses the link up.
func (s invitations) Take(_ context.Context, t driven.Token) (bool, error) {
	var taken bool
	if err := s.tx.Raw(`select supplier_invitation_take(?)`, digest(t)).Row().Scan(&taken); err != nil {
		return false, fmt.Errorf("take an invitation: %w", err)
	}
	return taken, nil
}

// HasRoles asks for roles that have not ended.
func (s invitations) HasRoles(_ context.Context, who member.PersonID) (bool, error) {
	var has bool
	err := s.tx.Raw(`select exists (select from appointment where cooperative_id = ? and person_id = ? and ended_at is null)`, s.in.cooperative, who.String()).Row().Scan(&has)
	if err != nil {
		return false, fmt.Errorf("ask for somebody's roles: %w", err)
	}
	return has, nil
}
