package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/view"
)

const roundGridSQL = `
select m.name, json_agg(json_build_object('position', i.position, 'firm', trim_scale(n.firm)::text, 'tolerance', trim_scale(n.tolerance)::text))::text
from demand_need n join demand_item i on i.cooperative_id = @cooperative and i.id = n.item_id join member m on m.cooperative_id = @cooperative and m.id = n.member_id
where n.cooperative_id = @cooperative and n.round_id = @round and (@everything or n.member_id = any(cast(@members as uuid[])))
group by m.name, m.id order by m.name, m.id`

// Grid is what each member that has answered needs.
func (s roundReports) Grid(_ context.Context, round demand.ID, sight access.Sight, items int) ([]view.RoundGridRow, error) {
	found, err := s.tx.Raw(roundGridSQL, map[string]any{
		"cooperative": s.in.cooperative, "round": round.String(), "everything": sight.Everything, "members": uuids(sight.Members),
	}).Rows()
	if err != nil {
		return nil, fmt.Errorf("read the grid of a round: %w", err)
	}
	defer found.Close() //nolint:errcheck // only read from
	var grid []view.RoundGridRow
	for found.Next() {
		row := view.RoundGridRow{Firm: make([]string, items), Tolerance: make([]string, items)}
		var text string
		if err := found.Scan(&row.Member, &text); err != nil {
			return nil, fmt.Errorf("read the grid of a round: %w", err)
		}
		var needs []struct {
			Position        int
			Firm, Tolerance string
		}
		if err := json.Unmarshal([]byte(text), &needs); err != nil {
			return nil, fmt.Errorf("read the grid of a round: %w", err)
		}
		for _, n := range needs {
			row.Firm[n.Position-1], row.Tolerance[n.Position-1] = n.Firm, n.Tolerance
		}
		grid = append(grid, row)
	}
	return grid, found.Err()
}

// MemberName is what a member is called.
func (s roundReports) MemberName(_ context.Context, of member.ID) (string, error) {
	var found []string
	if err := s.tx.Raw(`select name from member where cooperative_id = ? and id = ?`, s.in.cooperative, of.String()).Scan(&found).Error; err != nil {
		return "", fmt.Errorf("look up a member: %w", err)
	}
	if len(found) == 0 {
		return "", access.ErrNotFound
	}
	return found[0], nil
}
