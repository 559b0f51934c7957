package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tariff"
	"allmende/ports/view"
)

// Rating is what data centers cost: tariffs, and what closed months cost by them (G-CAP). What
// the actor may not know of fails with access.ErrNotFound, what it lacks the right for with
// access.ErrForbidden.
type Rating interface {
	// Tariffs lists all, the latest first, and what a new one must keep.
	Tariffs(ctx context.Context, actor access.Actor) (view.TariffList, error)
	// Tariff shows one.
	Tariff(ctx context.Context, actor access.Actor, t tariff.ID) (view.Tariff, error)
	// MakeTariff makes one. It fails with the faults of tariff.New and Tariff.After.
	MakeTariff(ctx context.Context, actor access.Actor, key access.Key, in MakeTariff) (view.Tariff, error)
	// PreviewRating shows what a month, "2026-10", costs as things stand. It fails with
	// metering.ErrMonth, tariff.ErrNone and tariff.ErrTooLarge.
	PreviewRating(ctx context.Context, actor access.Actor, month string) (view.Rating, error)
	// PreviewMemberRating explains it for a member; access.ErrNotFound for one without charges.
	PreviewMemberRating(ctx context.Context, actor access.Actor, month string, m member.ID) (view.MemberRating, error)
	// PostRating posts what a closed month costs, or the difference to what is posted of it. It
	// fails as PreviewRating does, and with the faults of tariff.Post.
	PostRating(ctx context.Context, actor access.Actor, key access.Key, month, reason string) (view.Rating, error)
	// CapacityWeights are what members reserved and used in a month, for cost pools that divide
	// what the data center itself paid. It fails with metering.ErrMonth.
	CapacityWeights(ctx context.Context, actor access.Actor, month string) (view.CapacityWeights, error)
	// Ratings lists those of all months; to members with what they bear themselves.
	Ratings(ctx context.Context, actor access.Actor) (view.RatingList, error)
	// Rating shows one with the charges in sight.
	Rating(ctx context.Context, actor access.Actor, r tariff.RatingID) (view.Rating, error)
	// MemberRating explains it for a member in sight.
	MemberRating(ctx context.Context, actor access.Actor, r tariff.RatingID, m member.ID) (view.MemberRating, error)
}

// MakeTariff is what is said of a new tariff, as text.
type MakeTariff struct {
	Name, From           string
	SmallOnly            bool
	VatCategory, VatRate string
	Components           []TariffComponent
}

// TariffComponent is what is said of a component.
type TariffComponent struct {
	Name, Basis, Resource string
	Tiers                 []TariffTier
	Energy                *TariffEnergy // or none
}

// TariffTier is what is said of a tier.
type TariffTier struct{ From, Price string }

// TariffEnergy is what is said of energy that is passed on.
type TariffEnergy struct{ Purchase, PUE string }
