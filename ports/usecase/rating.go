package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Rating carries out driving.Rating.
type Rating struct{ work driven.Work }

var _ driving.Rating = (*Rating)(nil)

// NewRating makes the use cases of tariffs and ratings.
func NewRating(work driven.Work) *Rating { return &Rating{work} }

// PreviewRating shows what a month costs as things stand.
func (uc *Rating) PreviewRating(ctx context.Context, actor access.Actor, text string) (view.Rating, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Rating, error) {
		e, err := previewed(ctx, s, actor, text)
		if err != nil {
			return view.Rating{}, err
		}
		return e.shown(), nil
	})
}

// PreviewMemberRating explains it for a member.
func (uc *Rating) PreviewMemberRating(ctx context.Context, actor access.Actor, text string, m member.ID) (view.MemberRating, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.MemberRating, error) {
		e, err := previewed(ctx, s, actor, text)
		if err != nil {
			return view.MemberRating{}, err
		}
		return e.explained(m)
	})
}

// previewed rates a month as if it were posted now.
func previewed(ctx context.Context, s driven.Stores, actor access.Actor, text string) (evaluated, error) {
	if err := mayRate(actor); err != nil {
		return evaluated{}, err
	}
	month, err := metering.ParseMonth(text)
	if err != nil {
		return evaluated{}, err
	}
	charges, last, openFrom, err := rated(ctx, s, month)
	if err != nil {
		return evaluated{}, err
	}
	e := evaluated{kept: driven.RatingKept{Rating: tariff.Rating{Month: month, Number: 1, Charges: charges}}, closed: month.To.Before(openFrom), preview: true}
	if last != nil {
		e.kept.Number, e.kept.Replaces, e.kept.Before = last.Number+1, last.ID, last.Charges
	}
	e.kept.Differences = tariff.Differences(e.kept.Before, charges)
	return e, e.name(ctx, s)
}

// mayRate allows it to who may post; to somebody who sees no rating at all there is none.
func mayRate(actor access.Actor) error {
	if actor.Sight(access.RatingRead).Nothing() {
		return access.ErrNotFound
	}
	return actor.May(access.RatingPost)
}

// rated prices a month by all that stands now, and loads what is posted of it.
func rated(ctx context.Context, s driven.Stores, month period.Span) (charges []tariff.Charge, last *tariff.Rating, openFrom period.Day, err error) {
	fail := func(err error) ([]tariff.Charge, *tariff.Rating, period.Day, error) {
		return nil, nil, period.Day{}, err
	}
	tariffs, err := s.Tariffs.All(ctx)
	if err != nil {
		return fail(err)
	}
	holdings, metered, err := quantities(ctx, s, month)
	if err != nil {
		return fail(err)
	}
	if charges, err = tariff.Rate(tariffs, month, holdings, metered); err != nil {
		return fail(err)
	}
	if last, err = s.Ratings.Last(ctx, month); err != nil {
		return fail(err)
	}
	openFrom, err = s.Readings.OpenFrom(ctx)
	return charges, last, openFrom, err
}

// quantities are what is held in a month, and the day before, which tells what is not new; and
// what each meter used, by day.
func quantities(ctx context.Context, s driven.Stores, month period.Span) ([]tariff.Holding, []tariff.Metered, error) {
	holdings, err := s.Ratings.Holdings(ctx, period.Span{From: month.From.Add(-1), To: month.To})
	if err != nil {
		return nil, nil, err
	}
	meters, err := s.Meters.Of(ctx, month)
	if err != nil {
		return nil, nil, err
	}
	used, err := s.Readings.Used(ctx, month, meters)
	if err != nil {
		return nil, nil, err
	}
	metered := make([]tariff.Metered, len(used))
	for i, u := range used {
		metered[i] = tariff.Metered{Meter: u.Meter.ID, Member: u.Meter.Member, Resource: u.Meter.Resource, Days: u.Meter.UseOf(month, u.Sums, u.Rises)}
	}
	return holdings, metered, nil
}

// CapacityWeights are what members reserved and used in a month.
func (uc *Rating) CapacityWeights(ctx context.Context, actor access.Actor, text string) (view.CapacityWeights, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CapacityWeights, error) {
		if err := mayRate(actor); err != nil {
			return view.CapacityWeights{}, err
		}
		month, err := metering.ParseMonth(text)
		if err != nil {
			return view.CapacityWeights{}, err
		}
		holdings, metered, err := quantities(ctx, s, month)
		if err != nil {
			return view.CapacityWeights{}, err
		}
		openFrom, err := s.Readings.OpenFrom(ctx)
		if err != nil {
			return view.CapacityWeights{}, err
		}
		weights := tariff.Weights(month, holdings, metered)
		members := make([]member.ID, len(weights))
		for i, w := range weights {
			members[i] = w.Member
		}
		names, err := s.Ratings.Names(ctx, members, nil)
		return view.CapacityWeights{Month: text, Closed: month.To.Before(openFrom), AsOf: month.To.String(), Items: capacityWeights(weights, text, names)}, err
	})
}

// PostRating posts what a month costs.
func (uc *Rating) PostRating(ctx context.Context, actor access.Actor, key access.Key, text, reason string) (view.Rating, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.RatingPost, Object: audit.Object{Type: "rating", Name: text}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Rating, error) {
		if err := mayRate(actor); err != nil {
			return view.Rating{}, err
		}
		month, err := metering.ParseMonth(text)
		if err != nil {
			return view.Rating{}, err
		}
		if err := s.Ledger.Share(ctx); err != nil {
			return view.Rating{}, err
		}
		charges, last, openFrom, err := rated(ctx, s, month)
		if err != nil {
			return view.Rating{}, err
		}
		r, err := tariff.Post(month, charges, last, openFrom, reason, actor.Person, s.Now)
		if err != nil {
			return view.Rating{}, err
		}
		if err := post(ctx, s, r); err != nil {
			return view.Rating{}, err
		}
		return ratingRecorded(ctx, s, actor, r)
	})
}

// post stores a rating and books what it changes.
func post(ctx context.Context, s driven.Stores, r tariff.Rating) error {
	if err := s.Ratings.Add(ctx, r); err != nil {
		return err
	}
	closed, err := s.Ledger.Closed(ctx)
	if err != nil {
		return err
	}
	if posting, needed := costing.RatingPosting(r, closed); needed {
		return s.Ledger.Post(ctx, []costing.Posting{posting})
	}
	return nil
}

func ratingRecorded(ctx context.Context, s driven.Stores, actor access.Actor, r tariff.Rating) (view.Rating, error) {
	e, err := kept(ctx, s, actor, r.ID)
	if err != nil {
		return view.Rating{}, err
	}
	shown := e.shown()
	return shown, s.Events.Record(ctx, audit.Event{
		Action: "rating.posted", Object: audit.Object{Type: "rating", ID: r.ID.String(), Name: r.Name()}, Details: map[string]string{
			"month": shown.Month, "members": strconv.Itoa(len(shown.Members)), "amount": shown.Amount, "difference": shown.Difference, "reason": r.Reason,
		},
	})
}

// Ratings lists what was posted, and to who may post what is still to do.
func (uc *Rating) Ratings(ctx context.Context, actor access.Actor) (view.RatingList, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.RatingList, error) {
		list := view.RatingList{Unrated: []string{}}
		sight := actor.Sight(access.RatingRead)
		if sight.Nothing() {
			return list, access.ErrNotFound
		}
		var err error
		if list.Items, err = s.Ratings.List(ctx, sight); err != nil || !sight.Everything {
			return list, err
		}
		months, err := s.Ratings.Unrated(ctx)
		for _, month := range months {
			list.Unrated = append(list.Unrated, monthText(month))
		}
		return list, err
	})
}

// Rating shows a rating.
func (uc *Rating) Rating(ctx context.Context, actor access.Actor, id tariff.RatingID) (view.Rating, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Rating, error) {
		e, err := kept(ctx, s, actor, id)
		if err != nil {
			return view.Rating{}, err
		}
		return e.shown(), nil
	})
}

// MemberRating explains what a member bears by a rating.
func (uc *Rating) MemberRating(ctx context.Context, actor access.Actor, id tariff.RatingID, m member.ID) (view.MemberRating, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.MemberRating, error) {
		e, err := kept(ctx, s, actor, id)
		if err != nil {
			return view.MemberRating{}, err
		}
		return e.explained(m)
	})
}

// kept loads a rating as far as the actor sees it.
func kept(ctx context.Context, s driven.Stores, actor access.Actor, id tariff.RatingID) (evaluated, error) {
	stands, err := s.Ratings.Get(ctx, id, actor.Sight(access.RatingRead))
	if err != nil {
		return evaluated{}, err
	}
	stands.Differences = tariff.Differences(stands.Before, stands.Charges)
	e := evaluated{kept: stands, closed: true}
	return e, e.name(ctx, s)
}
