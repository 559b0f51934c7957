package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Comments are those of a round.
func (uc *Demand) Comments(ctx context.Context, actor access.Actor, round demand.ID, page view.PageRequest) (view.Page[view.RoundComment], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.RoundComment], error) {
		return s.RoundReports.Comments(ctx, round, actor.Sight(access.RoundRead), page)
	})
}

// Comment says something about a round.
func (uc *Demand) Comment(ctx context.Context, actor access.Actor, key access.Key, in driving.CommentRound) (view.RoundComment, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.RoundComment, Object: audit.Object{Type: "round", ID: in.Round.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.RoundComment, error) {
		allowed := actor.May(access.RoundComment)
		if !in.Member.IsZero() {
			allowed = actor.MayFor(access.RoundComment, in.Member)
		} else if actor.Sight(access.RoundRead).Nothing() {
			allowed = access.ErrNotFound
		}
		if allowed != nil {
			return view.RoundComment{}, allowed
		}
		var item demand.ItemID
		if in.Item != "" {
			var err error
			if item, err = id.Parse[demand.Item](in.Item); err != nil {
				return view.RoundComment{}, pointed(err, "itemId")
			}
		}
		round, err := s.Rounds.GetShared(ctx, in.Round)
		if err != nil {
			return view.RoundComment{}, err
		}
		comment, err := round.Comment(demand.Author{Member: in.Member, Person: actor.Person}, item, in.Text, s.Now)
		if err != nil {
			return view.RoundComment{}, err
		}
		if err := s.Rounds.AddComment(ctx, in.Round, comment); err != nil {
			return view.RoundComment{}, err
		}
		object := audit.Object{Type: "round", ID: in.Round.String(), Name: round.State().Number}
		if err := s.Events.Record(ctx, audit.Event{Action: "round.commented", Object: object, Member: in.Member}); err != nil {
			return view.RoundComment{}, err
		}
		return s.RoundReports.Comment(ctx, comment.ID)
	})
}
