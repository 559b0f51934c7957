package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Auditing carries out driving.Auditing.
type Auditing struct{ work driven.Work }

var _ driving.Auditing = (*Auditing)(nil)

// NewAuditing makes the use cases of auditing.
func NewAuditing(work driven.Work) *Auditing { return &Auditing{work} }

// ListEvents lists what is in the actor's sight.
func (uc *Auditing) ListEvents(ctx context.Context, actor access.Actor, in driving.ListEvents) (view.Page[view.Event], error) {
	sight := actor.Sight(access.EventRead)
	if sight.Nothing() {
		return view.Page[view.Event]{}, access.ErrForbidden.With("act", string(access.EventRead))
	}
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.Event], error) {
		filter := driven.EventFilter{ObjectType: in.ObjectType, ObjectID: in.ObjectID, Together: calloff.ToldTogether}
		return s.EventReports.Events(ctx, sight, filter, in.Page)
	})
}
