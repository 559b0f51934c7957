package supplier

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
)

// Faults of invitations of colleagues.
var (
	// ErrInvitationGone: no invitation waits; it was used, withdrawn, sent again, has lapsed, or whoever invited may do so no more.
	ErrInvitationGone = fault.New(fault.NotFound, "supplier.invitation-gone")
	// ErrInvitationsMany: too many wait, or were sent within a day.
	ErrInvitationsMany = fault.New(fault.Throttled, "supplier.invitations-many")
	// ErrInvitedAlready: an invitation to the address waits.
	ErrInvitedAlready = fault.New(fault.Conflict, "supplier.invited-already", fault.Field("email"))
	// ErrInvitationClosed: there is no mail server, so that no address could be confirmed.
	ErrInvitationClosed = fault.New(fault.Conflict, "supplier.invitation-closed")
	// ErrActsHere: whoever accepts has a role in this cooperative already, be it for the supplier, another, a member or the cooperative.
	ErrActsHere = fault.New(fault.Conflict, "supplier.acts-here")
)

// InvitationID names an invitation.
type InvitationID = id.Of[Invitation]

// Invitation asks somebody to act for a supplier; after InvitationLife it is gone.
type Invitation struct {
	ID       InvitationID
	Supplier member.SupplierID
	Name     string
	Email    member.Email
	Language string // of the mail: de or en, which the use case checks
	By       member.PersonID
	At       time.Time
	LapsesAt time.Time
}

// InvitationLife is for how long an invitation waits, and its link holds.
const InvitationLife = 7 * 24 * time.Hour

// Bounds of a supplier's invitations: how many wait side by side, and how many are sent within 24
// hours, sent again or not, so that nobody's letterbox is filled.
const (
	InvitationsOfSupplier = 10
	InvitationsADay       = 20
)

// Inviting is who is invited.
type Inviting struct {
	Name     string
	Email    string
	Language string
}

// Invited is what a supplier's people sent so far.
type Invited struct {
	Waiting []Invitation
	ADay    int // sent within the last 24 hours
}

// Invite asks somebody to act for the supplier; ErrInvitationsMany, ErrInvitedAlready, and the faults of member.NewPerson.
func (s *Supplier) Invite(by member.PersonID, in Inviting, so Invited, now time.Time) (Invitation, error) {
	if err := noAddress(in.Name, "name"); err != nil {
		return Invitation{}, err
	}
	person, err := member.NewPerson(in.Name, in.Email)
	if err != nil {
		return Invitation{}, err
	}
	if slices.ContainsFunc(so.Waiting, func(i Invitation) bool { return i.Email == person.Email }) {
		return Invitation{}, ErrInvitedAlready
	}
	if len(so.Waiting) >= InvitationsOfSupplier || so.ADay >= InvitationsADay {
		return Invitation{}, ErrInvitationsMany
	}
	return Invitation{
		ID: id.New[Invitation](), Supplier: s.s.ID, Name: person.Name, Email: person.Email, Language: in.Language,
		By: by, At: now, LapsesAt: now.Add(InvitationLife),
	}, nil
}

// Find is the invitation that waits; ErrInvitationGone.
func (so Invited) Find(which InvitationID) (Invitation, error) {
	at := slices.IndexFunc(so.Waiting, func(i Invitation) bool { return i.ID == which })
	if at < 0 {
		return Invitation{}, ErrInvitationGone
	}
	return so.Waiting[at], nil
}

// Renew sends one again: from now on it is of whoever does so, and its time begins anew;
// ErrInvitationGone, ErrInvitationsMany.
func (so Invited) Renew(which InvitationID, by member.PersonID, now time.Time) (Invitation, error) {
	i, err := so.Find(which)
	if err != nil {
		return Invitation{}, err
	}
	if so.ADay >= InvitationsADay {
		return Invitation{}, ErrInvitationsMany
	}
	i.By, i.At, i.LapsesAt = by, now, now.Add(InvitationLife)
	return i, nil
}
