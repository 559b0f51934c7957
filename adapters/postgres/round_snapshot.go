package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
)

type demandSnapshotRow struct {
	CooperativeID string
	ID            string
	FrozenAt      time.Time
	Content       string
	Hash          string
	Version       int
}

func (demandSnapshotRow) TableName() string { return "demand_snapshot" }

// AddSnapshot stores the canonical text and the needs as rows. The needs are copied
// set-wise: the round is locked, so they are those the snapshot was made from, and
// whoever reads it holds them against its hash.
func (s rounds) AddSnapshot(ctx context.Context, snapshot demand.Snapshot, without []member.ID) error {
	row := demandSnapshotRow{
		CooperativeID: s.in.cooperative, ID: snapshot.Round.String(), FrozenAt: snapshot.FrozenAt,
		Content: snapshot.Text(), Hash: snapshot.Hash, Version: 1,
	}
	if err := rowsOf[demandSnapshotRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add snapshot: %w", err)
	}
	err := s.tx.Exec(`insert into demand_snapshot_need (cooperative_id, id, round_id, item_id, member_id, firm, tolerance)
		select cooperative_id, gen_random_uuid(), round_id, item_id, member_id, firm, tolerance
		from demand_need where cooperative_id = ? and round_id = ? and not member_id = any(cast(? as uuid[])) order by item_id, member_id`,
		s.in.cooperative, row.ID, uuids(without)).Error
	if err != nil {
		return fmt.Errorf("add the needs of a snapshot: %w", err)
	}
	return nil
}

// Snapshot puts the snapshot together again.
func (s rounds) Snapshot(ctx context.Context, round demand.ID) (demand.Snapshot, error) {
	const mine = "cooperative_id = ? and id = ?"
	kept, err := rowsOf[demandSnapshotRow](s.tx).Where(mine, s.in.cooperative, round.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return demand.Snapshot{}, access.ErrNotFound
	}
	if err != nil {
		return demand.Snapshot{}, fmt.Errorf("read snapshot: %w", err)
	}
	row, err := rowsOf[roundRow](s.tx).Where(mine, s.in.cooperative, round.String()).Take(ctx)
	if err != nil {
		return demand.Snapshot{}, fmt.Errorf("read the round of a snapshot: %w", err)
	}
	state, err := s.state(ctx, row)
	if err != nil {
		return demand.Snapshot{}, err
	}
	state.FrozenAt, state.SnapshotHash = kept.FrozenAt.UTC(), kept.Hash
	needs, err := s.frozenNeeds(round)
	if err != nil {
		return demand.Snapshot{}, err
	}
	return demand.RestoreSnapshot(state, needs)
}

func (s rounds) frozenNeeds(round demand.ID) ([]demand.Need, error) {
	var rows []needRow
	err := s.tx.Raw(`select item_id, member_id, firm, tolerance from demand_snapshot_need where cooperative_id = ? and round_id = ?`,
		s.in.cooperative, round.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the needs of a snapshot: %w", err)
	}
	return needsOf(rows)
}
