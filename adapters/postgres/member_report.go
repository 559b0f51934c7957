package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type memberReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.MemberReports = memberReports{}

// memberView are the columns of a view.Member.
const memberView = `m.id, m.name, m.kind, m.status, m.kind = 'association' as guest, coalesce(m.official_key, '') as official_key,
	coalesce(m.leitweg_id, '') as leitweg_id, m.population, coalesce(m.population_year, 0) as population_year,
	to_char(m.admitted_on, 'YYYY-MM-DD') as admitted_on, m.approval_limit::text as approval_limit, m.version`

// Member is one member that is in sight.
func (s memberReports) Member(_ context.Context, id member.ID, sight access.Sight) (view.Member, error) {
	if !sight.SeesMember(id) {
		return view.Member{}, access.ErrNotFound
	}
	var found []view.Member
	err := s.tx.Raw(`select `+memberView+` from member m where m.cooperative_id = ? and m.id = ?`, s.in.cooperative, id.String()).Scan(&found).Error
	if err != nil {
		return view.Member{}, fmt.Errorf("read member: %w", err)
	}
	if len(found) == 0 {
		return view.Member{}, access.ErrNotFound
	}
	return found[0], nil
}

// Members lists by name.
func (s memberReports) Members(_ context.Context, filter driven.MemberFilter, sight access.Sight, page view.PageRequest) (view.Page[view.Member], error) {
	place, err := namePlace(page.Cursor)
	if err != nil {
		return view.Page[view.Member]{}, err
	}
	var rows []view.Member
	err = s.tx.Raw(`select `+memberView+` from member m
		where m.cooperative_id = @cooperative and (@everything or m.id = any(cast(@members as uuid[])))
		  and (@kind = '' or m.kind = @kind)
		  and (@search = '' or strpos(lower(m.name), lower(@search)) > 0 or starts_with(m.official_key, @search))
		  and (@after_id = '' or (m.name, m.id) > (@after_name, cast(nullif(@after_id, '') as uuid)))
		order by m.name, m.id limit @limit + 1`, map[string]any{
		"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members),
		"kind": string(filter.Kind), "search": filter.Search, "after_name": place[0], "after_id": place[1], "limit": page.Limit,
	}).Scan(&rows).Error
	if err != nil {
		return view.Page[view.Member]{}, fmt.Errorf("list members: %w", err)
	}
	return pageOf(rows, page.Limit, func(m view.Member) []string { return []string{m.Name, m.ID} }), nil
}
