package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/catalogue"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// Licences keeps what members hold for a time, and reads it for people.
type Licences interface {
	// Category is what the item of a call-off's line is, or empty without such a line.
	Category(ctx context.Context, c calloff.ID, position int) (demand.Category, error)
	// Add stores a new licence; licence.ErrRecorded.
	Add(ctx context.Context, l *licence.Licence) error
	// Get locks a licence; access.ErrNotFound.
	Get(ctx context.Context, id licence.ID) (*licence.Licence, error)
	// Save stores a change.
	Save(ctx context.Context, l *licence.Licence) error
	// Offered are the lines of software of a call-off that catalogues describe and that have no
	// licence yet, without those that add seats to one.
	Offered(ctx context.Context, c calloff.ID) ([]OfferedLicence, error)
	// Standing is the item of a licence and its seats with those that were ordered in addition.
	Standing(ctx context.Context, id licence.ID) (framework.ItemID, int, error)
	// AddCount stores what was counted.
	AddCount(ctx context.Context, c licence.Count) error
	// AddOrder has a call-off follow a licence; licence.ErrFollowed.
	AddOrder(ctx context.Context, id licence.ID, c calloff.ID, why licence.Following) error
	// History shows a licence with what was counted and ordered; access.ErrNotFound as Licence.
	History(ctx context.Context, id licence.ID, sight access.Sight, today period.Day) (view.LicenceHistory, error)
	// Licence shows one as it stands on a day; access.ErrNotFound for what is out of sight.
	Licence(ctx context.Context, id licence.ID, sight access.Sight, today period.Day) (view.Licence, error)
	// Licences lists those in sight that have not ended, by the day that comes next.
	Licences(ctx context.Context, m member.ID, sight access.Sight, today period.Day) ([]view.Licence, error)
	// Contracts lists the contracts that the member may call off from, or has called off
	// from, by their end.
	Contracts(ctx context.Context, m member.ID, sight access.Sight, today period.Day) ([]view.Contract, error)
}

// OfferedLicence is a line of software as its catalogue describes it.
type OfferedLicence struct {
	Position   int
	Attributes []catalogue.Attribute
	Renews     *licence.State // the licence that the order renews, or nil
}
