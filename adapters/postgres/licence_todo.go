package postgres

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/licence"
	"allmende/domain/period"
	"allmende/ports/view"
)

// licenceCounts are the counts of licences that are due soon, or are over: when, the domain reckons.
func licenceCounts(_ context.Context, s todo, actor access.Actor) ([]view.ToDo, error) {
	members := actor.Sight(access.LicenceRecord).Members
	if len(members) == 0 {
		return nil, nil
	}
	var rows []struct {
		Licence   licenceRow `gorm:"embedded"`
		Framework string
		Counted   *time.Time
	}
	err := s.tx.Raw(`select l.*, f.number || ' ' || f.title as framework,
		(select max(n.counted_on) from licence_count n where n.cooperative_id = l.cooperative_id and n.licence_id = l.id) as counted
		from licence l join framework f on f.cooperative_id = l.cooperative_id and f.id = l.framework_id
		where l.cooperative_id = @cooperative and l.member_id = any(cast(@members as uuid[]))`,
		map[string]any{"cooperative": s.in.cooperative, "members": uuids(members)}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find counts that are due: %w", err)
	}
	today := period.DayOf(s.in.now)
	var due []view.ToDo
	for _, r := range rows {
		by := r.Licence.state().CountBy(countedOn(r.Counted), today)
		if !by.IsZero() && !by.After(today.Add(licence.CountAhead)) {
			due = append(due, view.ToDo{
				Kind: "licence-count", ObjectType: "licence", ObjectID: r.Licence.ID, Title: r.Licence.Name, Detail: r.Framework, Due: by.Add(1).Start().Add(-time.Minute).UTC(),
			})
		}
	}
	return due, nil
}

// countedOn is the day of the last count, or zero.
func countedOn(at *time.Time) period.Day {
	if at == nil {
		return period.Day{}
	}
	return period.FromUTC(*at)
}
