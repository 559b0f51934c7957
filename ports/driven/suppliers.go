package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Suppliers keeps what suppliers say of themselves, and what is decided about them.
type Suppliers interface {
	// Get locks a supplier; access.ErrNotFound.
	Get(ctx context.Context, which member.SupplierID) (*supplier.Supplier, error)
	// Look is Get without the lock.
	Look(ctx context.Context, which member.SupplierID) (*supplier.Supplier, error)
	// Known is the field by which another supplier is known already (name, vatId, register), or empty.
	Known(ctx context.Context, s *supplier.Supplier) (string, error)
	// AddProfile stores the profile's new revision, AddCheck the last check, AddBan and
	// LiftBan the ban; each counts up the supplier's version.
	AddProfile(ctx context.Context, s *supplier.Supplier) error
	AddCheck(ctx context.Context, s *supplier.Supplier) error
	AddBan(ctx context.Context, s *supplier.Supplier, b supplier.Ban) error
	LiftBan(ctx context.Context, s *supplier.Supplier, b supplier.Ban) error
	// AddCertificate, WithdrawCertificate and AddDeclaration store what shows its suitability,
	// and count up the supplier's version too.
	AddCertificate(ctx context.Context, s *supplier.Supplier, c supplier.Certificate) error
	WithdrawCertificate(ctx context.Context, s *supplier.Supplier, c supplier.Certificate) error
	AddDeclaration(ctx context.Context, s *supplier.Supplier, d supplier.Declaration) error
	// AddFinding stores a ground for exclusion, AddAssessment what is thought of it.
	AddFinding(ctx context.Context, s *supplier.Supplier, f supplier.Finding) error
	AddAssessment(ctx context.Context, s *supplier.Supplier, f supplier.FindingID, a supplier.Assessment) error
	// EndActing stores that somebody acts for it no more.
	EndActing(ctx context.Context, s *supplier.Supplier, who member.PersonID) error
}

// SupplierFilter is which suppliers are wanted; what is empty does not bound the list.
type SupplierFilter struct {
	Search   string
	Standing supplier.Standing
}

// SupplierReports reads suppliers for people, bounded by what they may see.
type SupplierReports interface {
	// List is by name; access.ErrCursor.
	List(ctx context.Context, filter SupplierFilter, sight access.Sight, page view.PageRequest) (view.Page[view.Supplier], error)
	// Show fails with access.ErrNotFound for what is out of sight.
	Show(ctx context.Context, which member.SupplierID, sight access.Sight) (view.SupplierFile, error)
	// Standings are the standings of a tender's bidders at its deadline and now; none before it was opened.
	Standings(ctx context.Context, of tender.ID) ([]view.BidderStanding, error)
}

// Registrations keeps what suppliers entered themselves until it is confirmed. Nothing lists it.
type Registrations interface {
	// Waiting counts those that wait in the cooperative; who counts comes one after the other
	// until the transaction ends.
	Waiting(ctx context.Context, source string, email member.Email) (supplier.Waiting, error)
	// Add stores one, and has its mail sent.
	Add(ctx context.Context, r supplier.Registration, source string) error
	// ByLink is what waits for a link; supplier.ErrRegistrationGone.
	ByLink(ctx context.Context, t Token) (supplier.Registration, member.Cooperative, error)
	// Take uses the link up; supplier.ErrRegistrationGone for whoever comes second.
	Take(ctx context.Context, t Token) error
}

// FoundInvitation is what waits for the link of an invitation.
type FoundInvitation struct {
	Invitation supplier.Invitation // without its language and who invited
	Supplier   member.Supplier
	Place      member.Cooperative
	Known      bool // somebody signs in with the address
}

// Invitations keeps whom a supplier's people and officers invited to act for it, until they accept.
type Invitations interface {
	// Invited is what waits, and how many were sent within a day.
	Invited(ctx context.Context, of member.SupplierID) (supplier.Invited, error)
	// Add stores one, Renew one that is sent again, and both have its mail sent; each counts up the supplier's version.
	Add(ctx context.Context, s *supplier.Supplier, i supplier.Invitation) error
	Renew(ctx context.Context, s *supplier.Supplier, i supplier.Invitation) error
	// Withdraw deletes one, and counts up the supplier's version.
	Withdraw(ctx context.Context, s *supplier.Supplier, i supplier.InvitationID) error
	// ByLink is what waits for a link; supplier.ErrInvitationGone.
	ByLink(ctx context.Context, t Token) (FoundInvitation, error)
	// Take uses the link up, and says whether there was anything left of it.
	Take(ctx context.Context, t Token) (bool, error)
	// HasRoles says whether the person has any role in the cooperative, for whomever.
	HasRoles(ctx context.Context, who member.PersonID) (bool, error)
}

// LinkMail is a mail to an address that is to be confirmed.
type LinkMail struct {
	ID          string
	Cooperative member.CooperativeID
	Invitation  bool   // to act for the supplier; otherwise the supplier registers itself
	By          string // who invites: one of its people, or the cooperative
	Known       bool   // somebody signs in with the address already, and gets no link to register
	Attempts    int
	To          Address
	Language    string
	Supplier    string
	Place       string // the cooperative's name
	LapsesAt    time.Time
	Secret      string // of the link, which is nowhere else
}

// Links are mails with links. A link's secret is made when the mail is, so that the database
// never holds more than its SHA-256.
type Links interface {
	// DueLinks takes mails that are due for a while; make gives each a secret and its hash.
	DueLinks(ctx context.Context, limit int, lease time.Duration, make func() (string, Token)) ([]LinkMail, time.Time, error)
	// SettleLink stores that a mail is not to be tried again, or when it is.
	SettleLink(ctx context.Context, m LinkMail, retryAt time.Time) error
	// Lapse deletes the registrations and invitations whose time is over, and counts them.
	Lapse(ctx context.Context) (int, error)
}
