package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driven"
)

// callOffs keeps call-offs in call_off. New ones come through DB.Place; what is drawn and
// given back is the tables' own business (migration 0019).
type callOffs struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.CallOffs = callOffs{}

// errLostLock: what was locked is not there any more, which cannot be.
var errLostLock = errors.New("a locked call-off was changed by another transaction")

// Get locks the framework, then the call-off, which is the order of all.
func (s callOffs) Get(ctx context.Context, id calloff.ID) (*calloff.CallOff, *framework.Framework, error) {
	want, err := s.takenBy(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	batch := &pgx.Batch{}
	want.queue(batch, s.in.cooperative, whenFree)
	batch.Queue(callOffRowSQL+` for no key update`, s.in.cooperative, id.String())
	batch.Queue(`select coalesce((select answer from order_answer where cooperative_id = $1 and call_off_id = $2), '')`, s.in.cooperative, id.String())
	queueApproved(batch, s.in.cooperative, id)
	var found counters
	var row callOffRow
	var answered string
	var given approved
	err = s.t.query(ctx, batch, func(results pgx.BatchResults) (err error) {
		if found, err = readCounters(results); err != nil {
			return err
		}
		if err = row.read(results.QueryRow()); err != nil {
			return err
		}
		if err = results.QueryRow().Scan(&answered); err != nil {
			return err
		}
		given, err = readApproved(results)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("lock a call-off: %w", err)
	}
	state, err := row.state()
	if err != nil {
		return nil, nil, fmt.Errorf("call-off %s: %v", id, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	state.Answered, state.Approvals, state.Escalated = calloff.AnswerKind(answered), given.given, given.escalated
	if len(row.shareMembers) > 0 {
		if state.Joint, err = s.joint(id); err != nil {
			return nil, nil, err
		}
	}
	return calloff.Restore(state), framework.Restore(*found.contracts[state.Framework]), nil
}

// takenBy is what a call-off was taken from, and will be as long as it exists.
func (s callOffs) takenBy(ctx context.Context, id calloff.ID) (wanted, error) {
	batch := &pgx.Batch{}
	batch.Queue(callOffRowSQL, s.in.cooperative, id.String())
	var row callOffRow
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) error { return row.read(results.QueryRow()) })
	if errors.Is(err, pgx.ErrNoRows) {
		return wanted{}, access.ErrNotFound
	}
	if err != nil {
		return wanted{}, fmt.Errorf("find a call-off: %w", err)
	}
	w := wanted{parties: []party{{framework.ID(row.framework), member.ID(row.member)}}}
	if len(row.shareMembers) > 0 {
		w.parties = nil
	}
	for _, m := range row.shareMembers {
		w.parties = append(w.parties, party{framework.ID(row.framework), member.ID(m)})
	}
	for _, item := range row.items {
		w.items = append(w.items, framework.ItemID(item))
	}
	return w, nil
}

// Save stores a decision; what it gives back is given back by the same statement.
func (s callOffs) Save(_ context.Context, c *calloff.CallOff) error {
	state := c.State()
	if state.Joint != nil {
		return s.saveJoint(state)
	}
	done := s.tx.Exec(`update call_off set status = @status, placed_at = @placed, decided_at = @decided, decided_by = cast(@by as uuid), reason = @reason,
			offered_rank = @rank, answer_due = @due, version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version, "status": string(state.Status),
		"placed": orNull(state.PlacedAt), "decided": orNull(state.DecidedAt), "by": orNull(state.DecidedBy.String()), "reason": state.Reason,
		"rank": orNull(state.Offered.Rank), "due": orNull(state.Offered.Due),
	})
	if done.Error != nil {
		return fmt.Errorf("decide on a call-off: %w", done.Error)
	}
	if done.RowsAffected != 1 {
		return fmt.Errorf("decide on a call-off: %w", errLostLock)
	}
	return nil
}
