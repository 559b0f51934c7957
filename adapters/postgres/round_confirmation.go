package postgres

import (
	"context"
	"fmt"

	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
)

// needsAnything is that member m of answer a needs anything in its round.
const needsAnything = `exists (select from demand_need n where n.cooperative_id = a.cooperative_id and n.round_id = a.round_id and n.member_id = a.member_id and n.firm + n.tolerance > 0)`

// Answer needs no lock: what is stated meanwhile has another number, and waits again.
func (s rounds) Answer(_ context.Context, round demand.ID, m member.ID) (demand.Answer, error) {
	var rows []struct {
		Statements, Confirmed int
		Needs                 bool
		StatedBy              string
	}
	err := s.tx.Raw(`select a.statements, a.stated_by::text as stated_by, `+needsAnything+` as needs,
			coalesce((select max(c.statements) from demand_confirmation c where c.cooperative_id = a.cooperative_id and c.round_id = a.round_id and c.member_id = a.member_id), 0) as confirmed
		from demand_answer a where a.cooperative_id = ? and a.round_id = ? and a.member_id = ?`,
		s.in.cooperative, round.String(), m.String()).Scan(&rows).Error
	if err != nil {
		return demand.Answer{}, fmt.Errorf("read what a member stated: %w", err)
	}
	if len(rows) == 0 {
		return demand.Answer{}, nil
	}
	r := rows[0]
	return demand.Answer{Statements: r.Statements, Needs: r.Needs, By: member.PersonID(r.StatedBy), Confirmed: r.Confirmed}, nil
}

// Confirm keeps a budget holder's word.
func (s rounds) Confirm(_ context.Context, round demand.ID, c demand.Confirmation) error {
	done := s.tx.Exec(`insert into demand_confirmation (cooperative_id, id, round_id, member_id, statements, confirmed_by, confirmed_at) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[demand.Confirmation]().String(), round.String(), c.Member.String(), c.Statements, c.By.String(), c.At)
	return stored("a confirmation of needs", done.RowsAffected, done.Error)
}

// unconfirmed is that the needs of answer a wait to be confirmed.
const unconfirmed = needsAnything + ` and not exists (select from demand_confirmation c
	where c.cooperative_id = a.cooperative_id and c.round_id = a.round_id and c.member_id = a.member_id and c.statements = a.statements)`

// Unconfirmed are members in the order of their ids.
func (s rounds) Unconfirmed(_ context.Context, round demand.ID) ([]member.ID, error) {
	var ids []string
	err := s.tx.Raw(`select a.member_id::text from demand_answer a where a.cooperative_id = ? and a.round_id = ? and `+unconfirmed+` order by 1`,
		s.in.cooperative, round.String()).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("find whose needs are not confirmed: %w", err)
	}
	members := make([]member.ID, len(ids))
	for i, one := range ids {
		members[i] = member.ID(one)
	}
	return members, nil
}
