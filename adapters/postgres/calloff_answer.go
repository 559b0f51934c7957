package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Answer stores what the supplier said, line by line.
func (s callOffs) Answer(_ context.Context, a calloff.Answer) error {
	type line struct {
		Position    int    `json:"position"`
		DeliveredOn string `json:"delivered_on"`
		Change      string `json:"change"`
	}
	lines := make([]line, len(a.Lines))
	for i, l := range a.Lines {
		lines[i] = line{l.Position, l.DeliveredOn.String(), l.Change}
	}
	text, err := json.Marshal(lines)
	if err != nil {
		return fmt.Errorf("store an answer: %w", err)
	}
	err = s.tx.Exec(`insert into order_answer (cooperative_id, id, call_off_id, answer, reason, positions, delivered_on, changes, answered_by, answered_at)
		select @cooperative, @id, @callOff, @answer, @reason, coalesce(array_agg(l.position order by l.position), '{}'), coalesce(array_agg(l.delivered_on order by l.position), '{}'),
			coalesce(array_agg(l.change order by l.position), '{}'), @by, @at
		from jsonb_to_recordset(cast(@lines as jsonb)) as l (position integer, delivered_on date, change text)`, map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[calloff.Answer]().String(), "callOff": a.CallOff.String(), "answer": string(a.Kind), "reason": a.Reason,
		"by": a.By.String(), "at": a.At, "lines": string(text),
	}).Error
	if err != nil {
		return fmt.Errorf("store an answer: %w", err)
	}
	return nil
}

const answerSQL = `select json_build_object('kind', a.answer, 'reason', a.reason, 'by', a.answered_by, 'at', a.answered_at,
  'lines', (select coalesce(json_agg(json_build_object('position', l.position, 'deliveredOn', l.delivered_on, 'change', l.change) order by l.position), '[]')
    from unnest(a.positions, a.delivered_on, a.changes) as l (position, delivered_on, change)))::text
from order_answer a where a.cooperative_id = @cooperative and a.call_off_id = @callOff`

// Answered is what the supplier said.
func (s callOffs) Answered(_ context.Context, c calloff.ID) (calloff.Answer, bool, error) {
	var row struct {
		Kind   calloff.AnswerKind
		Reason string
		By     member.PersonID
		At     time.Time
		Lines  []struct {
			Position            int
			DeliveredOn, Change string
		}
	}
	err := document(s.tx, "read an answer", answerSQL, map[string]any{"cooperative": s.in.cooperative, "callOff": c.String()}, &row)
	if errors.Is(err, access.ErrNotFound) {
		return calloff.Answer{}, false, nil
	}
	if err != nil {
		return calloff.Answer{}, false, err
	}
	a := calloff.Answer{CallOff: c, Kind: row.Kind, Reason: row.Reason, By: row.By, At: row.At.UTC()}
	for _, l := range row.Lines {
		day, err := period.ParseDay(l.DeliveredOn)
		if err != nil {
			return a, false, fmt.Errorf("answer to %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		a.Lines = append(a.Lines, calloff.AnsweredLine{Position: l.Position, DeliveredOn: day, Change: l.Change})
	}
	return a, true, nil
}
