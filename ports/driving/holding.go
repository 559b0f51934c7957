package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Holding is what members hold for a time: contracts and licences. What the actor may not
// know of fails with access.ErrNotFound, what it lacks the right for with access.ErrForbidden.
type Holding interface {
	// Holdings are a member's contracts and the licences that have not ended, by what comes
	// next. It fails with calloff.ErrMemberMissing for an actor who acts for more than one
	// member, or none, and names none.
	Holdings(ctx context.Context, actor access.Actor, m member.ID) (view.Holdings, error)
	// RecordLicence makes a licence of a line of software; the faults of licence.Record,
	// licence.ErrRecorded, and period.ErrMalformed for the first day.
	RecordLicence(ctx context.Context, actor access.Actor, c calloff.ID, in RecordLicence) (view.Licence, error)
	// Licence is one with all that was counted and ordered because of it.
	Licence(ctx context.Context, actor access.Actor, l licence.ID) (view.LicenceHistory, error)
	// CountLicence states how many seats were in use on a day; the faults of licence.Count, and
	// period.ErrMalformed. Nothing is ordered by that.
	CountLicence(ctx context.Context, actor access.Actor, key access.Key, l licence.ID, in CountLicence) (view.LicenceHistory, error)
	// FollowLicence has a call-off add seats to a licence, or renew it; the faults of
	// licence.Follow, licence.ErrFollowed.
	FollowLicence(ctx context.Context, actor access.Actor, l licence.ID, c calloff.ID, why licence.Following) (view.LicenceHistory, error)
	// CancelLicence notes that it was cancelled; licence.ErrCancelled,
	// licence.ErrEndsByItself, access.ErrStale.
	CancelLicence(ctx context.Context, actor access.Actor, l licence.ID, version int) (view.Licence, error)
}

// RecordLicence is the term of a licence.
type RecordLicence struct {
	Position      int
	Seats         int
	StartsOn      string
	Months        int
	RenewalMonths int
	NoticeDays    int
}

// Calendars shows people's deadlines to their calendars.
type Calendars interface {
	// Feed is what stands in the calendar of whoever has the secret, as far as that person
	// may see it now; access.ErrNotFound for a secret that is none any more.
	Feed(ctx context.Context, secret string) (view.CalendarFeed, error)
	// Calendar tells whether the actor has an address.
	Calendar(ctx context.Context, actor access.Actor) (view.Calendar, error)
	// Renew gives the actor a new secret, which nobody can read again, and makes the old one worthless.
	Renew(ctx context.Context, actor access.Actor) (view.Calendar, error)
}

// CountLicence is what was counted.
type CountLicence struct {
	CountedOn string
	Used      int
}
