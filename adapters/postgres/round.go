package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
)

// rounds keeps demand rounds in demand_round, demand_item and demand_need.
type rounds struct {
	tx *gorm.DB
	in scope
}

var _ driven.Rounds = rounds{}

type roundRow struct {
	CooperativeID string
	ID            string
	Number        string
	Title         string
	Status        string
	ClosesAt      time.Time
	Confirms      bool
	CreatedBy     string
	CreatedAt     time.Time
	OpenedAt      *time.Time
	FrozenAt      *time.Time
	SnapshotHash  *string
	CancelReason  *string
	Version       int
}

func (roundRow) TableName() string { return "demand_round" }

type demandItemRow struct {
	CooperativeID  string
	ID             string
	RoundID        string
	Position       int
	Name           string
	Description    string
	Category       string
	CPV            string
	Unit           string
	EstimatedPrice decimal.Decimal
	Pack           *decimal.Decimal
	Minimum        *decimal.Decimal
	TierMode       *string
	TierBasis      *string
	TierFrom       *string // {…}
	TierPrice      *string
	Version        int
}

func (demandItemRow) TableName() string { return "demand_item" }

// needRow is a row of demand_need, and with other ids of demand_need_change.
type needRow struct {
	CooperativeID string
	ID            string
	RoundID       string
	ItemID        string
	MemberID      string
	Firm          decimal.Decimal
	Tolerance     decimal.Decimal
	StatedAt      time.Time
	StatedBy      string
	Version       int
}

func (needRow) TableName() string { return "demand_need" }

type needChangeRow needRow

func (needChangeRow) TableName() string { return "demand_need_change" }

// Add stores a new round with its items.
func (s rounds) Add(ctx context.Context, round *demand.Round) error {
	state := round.State()
	row := roundRowOf(s.in, state)
	if err := rowsOf[roundRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add round: %w", err)
	}
	items := make([]demandItemRow, len(state.Items))
	for i, item := range state.Items {
		items[i] = itemRowOf(s.in, row.ID, item)
	}
	if err := rowsOf[demandItemRow](s.tx).CreateInBatches(ctx, &items, len(items)); err != nil {
		return fmt.Errorf("add round: %w", err)
	}
	return nil
}

// Get locks the round for a change.
func (s rounds) Get(ctx context.Context, round demand.ID) (*demand.Round, error) {
	if err := s.queue(round, "pg_advisory_xact_lock"); err != nil {
		return nil, err
	}
	return s.get(ctx, round, clause.LockingStrengthUpdate)
}

// GetShared locks the round so that it neither changes nor keeps others from sharing it.
func (s rounds) GetShared(ctx context.Context, round demand.ID) (*demand.Round, error) {
	if err := s.queue(round, "pg_advisory_xact_lock_shared"); err != nil {
		return nil, err
	}
	return s.get(ctx, round, clause.LockingStrengthShare)
}

// queue keeps those who want the round in the order they came. The lock of a row does
// not: sharers join those who share it already, so that hundreds of members who state
// their needs would keep a freezing waiting until the last of them.
func (s rounds) queue(round demand.ID, lock string) error {
	if err := s.tx.Exec(`select `+lock+`(hashtextextended('round ' || ?::text, 0))`, round.String()).Error; err != nil {
		return fmt.Errorf("queue for a round: %w", err)
	}
	return nil
}

func (s rounds) get(ctx context.Context, round demand.ID, strength string) (*demand.Round, error) {
	row, err := rowsOf[roundRow](s.tx, clause.Locking{Strength: strength}).
		Where("cooperative_id = ? and id = ?", s.in.cooperative, round.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, access.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("get round: %w", err)
	}
	state, err := s.state(ctx, row)
	if err != nil {
		return nil, err
	}
	return demand.Restore(state), nil
}

// Save stores what may change of a round.
func (s rounds) Save(ctx context.Context, round *demand.Round) error {
	state := round.State()
	row := roundRowOf(s.in, state)
	row.Version++
	saved, err := rowsOf[roundRow](s.tx).Where("cooperative_id = ? and id = ? and version = ?", s.in.cooperative, row.ID, state.Version).
		Overwrite(ctx, row)
	if err != nil {
		return fmt.Errorf("save round: %w", err)
	}
	if saved == 0 {
		return access.ErrStale
	}
	return nil
}

// Invited reports whether a member may state needs.
func (s rounds) Invited(_ context.Context, m member.ID) (bool, error) {
	var found []bool
	err := s.tx.Raw(`select `+invited+` from member m where m.cooperative_id = ? and m.id = ?`, s.in.cooperative, m.String()).Scan(&found).Error
	if err != nil {
		return false, fmt.Errorf("look up who is invited: %w", err)
	}
	if len(found) == 0 {
		return false, access.ErrNotFound
	}
	return found[0], nil
}

// SaveNeeds replaces needs in the order given, which is the same for all, so that two
// buyers of one member cannot lock each other's rows crosswise.
func (s rounds) SaveNeeds(ctx context.Context, round demand.ID, needs []demand.Need) error {
	rows, changes := make([]needRow, len(needs)), make([]needChangeRow, len(needs))
	for i, n := range needs {
		rows[i] = needRow{
			CooperativeID: s.in.cooperative, ID: id.New[demand.Need]().String(), RoundID: round.String(), ItemID: n.Item.String(),
			MemberID: n.Member.String(), Firm: n.Firm.Decimal(), Tolerance: n.Tolerance.Decimal(),
			StatedAt: n.StatedAt, StatedBy: n.StatedBy.String(), Version: 1,
		}
		changes[i] = needChangeRow(rows[i])
		changes[i].ID = id.New[demand.Need]().String()
	}
	replace := clause.OnConflict{OnConstraint: "demand_need_once_per_item", DoUpdates: append(
		clause.AssignmentColumns([]string{"firm", "tolerance", "stated_at", "stated_by"}),
		clause.Assignments(map[string]any{"version": gorm.Expr("demand_need.version + 1")})...)}
	if err := rowsOf[needRow](s.tx, replace).CreateInBatches(ctx, &rows, len(rows)); err != nil {
		return fmt.Errorf("save needs: %w", err)
	}
	if err := rowsOf[needChangeRow](s.tx).CreateInBatches(ctx, &changes, len(changes)); err != nil {
		return fmt.Errorf("keep changes of needs: %w", err)
	}
	return nil
}

// Needs are the present needs of all members.
func (s rounds) Needs(ctx context.Context, round demand.ID) ([]demand.Need, error) {
	rows, err := rowsOf[needRow](s.tx).Where("cooperative_id = ? and round_id = ?", s.in.cooperative, round.String()).Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read needs: %w", err)
	}
	return needsOf(rows)
}
