package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/ports/view"
)

// Tariffs keeps tariffs, which are only ever added.
type Tariffs interface {
	// Add stores a new one; tariff.ErrFromTaken and tariff.ErrFromClosed.
	Add(ctx context.Context, t tariff.Tariff, by member.PersonID, at time.Time) error
	// All are all of them.
	All(ctx context.Context) ([]tariff.Tariff, error)
	// Makers says when each was made, and who made it.
	Makers(ctx context.Context) (map[tariff.ID]Maker, error)
	// Resources is what pools have and meters measure, by name.
	Resources(ctx context.Context) ([]view.TariffResource, error)
}

// Maker is who made something, and when.
type Maker struct {
	Name string
	At   time.Time
}

// Ratings keeps what months cost, and reads what that follows from.
type Ratings interface {
	// Holdings are what reservations that are agreed hold on any of some days.
	Holdings(ctx context.Context, days period.Span) ([]tariff.Holding, error)
	// Last loads the last rating of a month with all its charges, or nothing.
	Last(ctx context.Context, month period.Span) (*tariff.Rating, error)
	// Add stores a rating with its charges; tariff.ErrRatedMeanwhile.
	Add(ctx context.Context, r tariff.Rating) error
	// Get loads a rating with the charges in sight; of a rating without any access.ErrNotFound.
	// Differences are not loaded.
	Get(ctx context.Context, r tariff.RatingID, sight access.Sight) (RatingKept, error)
	// List shows all ratings that have charges in sight, the latest month first.
	List(ctx context.Context, sight access.Sight) ([]view.RatingSummary, error)
	// Unrated are the closed months with a tariff that were not rated, the oldest first.
	Unrated(ctx context.Context) ([]period.Span, error)
	// Names are those of members, and of reservations and meters that quantities come from.
	Names(ctx context.Context, members []member.ID, sources []string) (map[string]string, error)
}

// RatingKept is a rating as it stands in the books.
type RatingKept struct {
	tariff.Rating
	Before     []tariff.Charge // of the one that it replaces
	ReplacedBy tariff.RatingID // or none
	PostedBy   string
}
