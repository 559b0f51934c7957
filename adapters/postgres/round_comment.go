package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/ports/view"
)

// AddComment stores what somebody says.
func (s rounds) AddComment(_ context.Context, round demand.ID, c demand.Comment) error {
	done := s.tx.Exec(`insert into demand_comment (cooperative_id, id, round_id, item_id, member_id, said_by, said_at, text) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, c.ID.String(), round.String(), orNil(c.Item.String()), orNil(c.Member.String()), c.By.String(), c.At, c.Text)
	return stored("a comment on a round", done.RowsAffected, done.Error)
}

const roundCommentsSQL = `select c.id::text, c.said_at as at, p.name as "by", coalesce(m.name, '') as member, coalesce(i.name, '') as item, c.text
	from demand_comment c join person p on p.id = c.said_by left join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
	left join demand_item i on i.cooperative_id = c.cooperative_id and i.id = c.item_id
	where c.cooperative_id = @cooperative and `

// Comment is one of a round.
func (s roundReports) Comment(_ context.Context, which id.Of[demand.Comment]) (view.RoundComment, error) {
	var rows []view.RoundComment
	err := s.tx.Raw(roundCommentsSQL+`c.id = cast(@comment as uuid)`, map[string]any{"cooperative": s.in.cooperative, "comment": which.String()}).Scan(&rows).Error
	if err != nil {
		return view.RoundComment{}, fmt.Errorf("read a comment on a round: %w", err)
	}
	if len(rows) == 0 {
		return view.RoundComment{}, access.ErrNotFound
	}
	rows[0].At = rows[0].At.UTC()
	return rows[0], nil
}

// Comments are those of a round, the newest first.
func (s roundReports) Comments(_ context.Context, round demand.ID, sight access.Sight, page view.PageRequest) (view.Page[view.RoundComment], error) {
	none := view.Page[view.RoundComment]{}
	if err := s.seen(round, sight); err != nil {
		return none, err
	}
	after, err := afterID(page.Cursor)
	if err != nil {
		return none, err
	}
	var rows []view.RoundComment
	err = s.tx.Raw(roundCommentsSQL+`c.round_id = @round and (@after = '' or c.id < cast(nullif(@after, '') as uuid))
		order by c.id desc limit @limit + 1`, map[string]any{"cooperative": s.in.cooperative, "round": round.String(), "after": after, "limit": page.Limit}).Scan(&rows).Error
	if err != nil {
		return none, fmt.Errorf("read the comments on a round: %w", err)
	}
	for i := range rows {
		rows[i].At = rows[i].At.UTC()
	}
	return pageOf(rows, page.Limit, func(c view.RoundComment) []string { return []string{c.ID} }), nil
}
