package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type todo struct {
	tx *gorm.DB
	in scope
}

var _ driven.ToDo = todo{}

// task is one select of tasks with the columns kind, object_type, object_id, title,
// detail, amount and due, of the types text, text, text, text, text, numeric and
// timestamptz. Its arguments are named with @; cooperative, now and me are there for all.
// gorm reads a name up to the next blank, comma or bracket, so write cast(@x as uuid[]).
type task struct {
	sql  string
	args map[string]any
}

// tasks are all that may wait for an actor: an area gives none where the actor has no
// right to do them. Argument names are unique over all areas.
var tasks = []func(scope, access.Actor) []task{
	roundTasks,
	costingTasks,
	tenderTasks,
	scoringTasks,
	callOffTasks,
	jointTasks,
	contractTasks,
	serviceTasks,
	reservationTasks,
	supplierTasks,
}

// reckoned are tasks that the domain finds, not a select.
var reckoned = []func(context.Context, todo, access.Actor) ([]view.ToDo, error){licenceCounts}

// mostTasks is how many are listed: whoever has more sees what is due first.
const mostTasks = 200

// List is what the areas find, whatever way they do.
func (s todo) List(ctx context.Context, actor access.Actor) ([]view.ToDo, error) {
	items, err := s.selected(actor)
	if err != nil {
		return nil, err
	}
	for _, area := range reckoned {
		more, err := area(ctx, s, actor)
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	}
	slices.SortStableFunc(items, dueFirst)
	return items[:min(len(items), mostTasks)], nil
}

// selected joins the areas' selects into one statement; some actors have nothing to do anywhere.
func (s todo) selected(actor access.Actor) ([]view.ToDo, error) {
	args := map[string]any{"cooperative": s.in.cooperative, "now": s.in.now, "me": actor.Person.String(), "most": mostTasks}
	var selects []string
	for _, area := range tasks {
		for _, t := range area(s.in, actor) {
			selects = append(selects, t.sql)
			for name, value := range t.args {
				args[name] = value
			}
		}
	}
	if len(selects) == 0 {
		return []view.ToDo{}, nil
	}
	var rows []struct {
		Kind, ObjectType, ObjectID, Title, Detail, Amount string
		Due                                               *time.Time
	}
	err := s.tx.Raw(`select kind, object_type, object_id, title, detail, coalesce(round(amount, 2)::text, '') as amount, due
		from (`+strings.Join(selects, "\nunion all\n")+`) as waiting (kind, object_type, object_id, title, detail, amount, due)
		order by due nulls last, kind, title, detail, object_id limit @most`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list what waits: %w", err)
	}
	items := make([]view.ToDo, len(rows))
	for i, r := range rows {
		items[i] = view.ToDo{Kind: r.Kind, ObjectType: r.ObjectType, ObjectID: r.ObjectID, Title: r.Title, Detail: r.Detail, Amount: r.Amount}
		if r.Due != nil {
			items[i].Due = r.Due.UTC()
		}
	}
	return items, nil
}

// dueFirst orders tasks as List's statement does.
func dueFirst(a, b view.ToDo) int {
	switch {
	case a.Due.IsZero() && b.Due.IsZero():
		return 0
	case a.Due.IsZero():
		return 1
	case b.Due.IsZero():
		return -1
	}
	return a.Due.Compare(b.Due)
}
