package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// ToDo carries out driving.ToDo.
type ToDo struct{ work driven.Work }

var _ driving.ToDo = (*ToDo)(nil)

// NewToDo makes the use case of what waits for a person.
func NewToDo(work driven.Work) *ToDo { return &ToDo{work} }

// ToDo lists what waits for the actor.
func (uc *ToDo) ToDo(ctx context.Context, actor access.Actor) (view.List[view.ToDo], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.ToDo], error) {
		items, err := s.ToDo.List(ctx, actor)
		return view.List[view.ToDo]{Items: items}, err
	})
}
