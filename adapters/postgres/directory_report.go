package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type directoryReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.DirectoryReports = directoryReports{}

// PublicBodies lists by title every body that can be a member.
func (s directoryReports) PublicBodies(_ context.Context, filter driven.BodyFilter, page view.PageRequest) (view.Page[view.PublicBody], error) {
	place, err := readCursor(page.Cursor, 2)
	if err != nil {
		return view.Page[view.PublicBody]{}, err
	}
	if place == nil {
		place = []string{"", ""}
	}
	var rows []view.PublicBody
	err = s.tx.Raw(`select b.official_key, b.kind, b.title as name, b.kind_name, b.state_name, b.district_name, b.population,
		  coalesce(b.population_year, 0) as population_year, coalesce(m.id::text, '') as member_id
		from public_body b left join member m on m.cooperative_id = @cooperative and m.official_key = b.official_key
		where b.admitted_as = b.official_key
		  and (@state = '' or left(b.official_key, 2) = @state)
		  and (@search = '' or strpos(lower(b.title), lower(@search)) > 0 or starts_with(b.official_key, @search))
		  and (@after_key = '' or (b.title, b.official_key) > (@after_name, @after_key))
		order by b.title, b.official_key limit @limit + 1`, map[string]any{
		"cooperative": s.in.cooperative, "state": filter.State, "search": filter.Search,
		"after_name": place[0], "after_key": place[1], "limit": page.Limit,
	}).Scan(&rows).Error
	if err != nil {
		return view.Page[view.PublicBody]{}, fmt.Errorf("list public bodies: %w", err)
	}
	return pageOf(rows, page.Limit, func(b view.PublicBody) []string { return []string{b.Name, b.OfficialKey} }), nil
}

// namePlace reads a cursor in a list that is ordered by name and id; two empty
// texts for the first page.
func namePlace(cursor string) ([]string, error) {
	place, err := readCursor(cursor, 2)
	if err != nil || place == nil {
		return []string{"", ""}, err
	}
	if _, err := id.Parse[any](place[1]); err != nil {
		return nil, access.ErrCursor
	}
	return place, nil
}
