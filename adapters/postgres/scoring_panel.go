package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// panels keeps panels in scoring_panel and scoring_evaluator.
type panels struct {
	tx *gorm.DB
	in scope
}

var _ driven.Panels = panels{}

type panelRow struct {
	CooperativeID string
	ID            string
	SpreadLimit   int
	AppointedBy   string
	AppointedAt   time.Time
	LockedBy      *string
	LockedAt      *time.Time
	Version       int
}

func (panelRow) TableName() string { return "scoring_panel" }

type evaluatorRow struct {
	CooperativeID     string
	ID                string
	PanelID           string
	Position          int
	PersonID          string
	AppointedBy       string
	AppointedAt       time.Time
	DeclaredAt        *time.Time
	Conflict          string
	HandedInAt        *time.Time
	ClosedUntil       *time.Time
	ReplacedBy        *string
	ReplacedAt        *time.Time
	ReplacementReason string
	Version           int `gorm:"->"` // counts the sheet's changes, see sheets.Save
}

func (evaluatorRow) TableName() string { return "scoring_evaluator" }

func (s panels) rows(p *scoring.Panel) (panelRow, []evaluatorRow) {
	state := p.State()
	row := panelRow{
		CooperativeID: s.in.cooperative, ID: state.Tender.String(), SpreadLimit: state.SpreadLimit,
		AppointedBy: state.Appointed.By.String(), AppointedAt: state.Appointed.At, Version: state.Version,
	}
	row.LockedBy, row.LockedAt = stampColumns(state.Locked)
	evaluators := make([]evaluatorRow, len(state.Evaluators))
	for i, e := range state.Evaluators {
		evaluators[i] = evaluatorRow{
			CooperativeID: s.in.cooperative, ID: e.ID.String(), PanelID: row.ID, Position: i + 1, PersonID: e.Person.String(),
			AppointedBy: e.Appointed.By.String(), AppointedAt: e.Appointed.At, DeclaredAt: orNull(e.DeclaredAt), Conflict: e.Conflict,
			HandedInAt: orNull(e.HandedInAt), ClosedUntil: orNull(e.ClosedUntil), ReplacementReason: e.Reason,
		}
		evaluators[i].ReplacedBy, evaluators[i].ReplacedAt = stampColumns(e.Replaced)
	}
	return row, evaluators
}

// Add stores a new panel.
func (s panels) Add(ctx context.Context, p *scoring.Panel) error {
	row, evaluators := s.rows(p)
	if err := rowsOf[panelRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add panel: %w", err)
	}
	return s.put(ctx, evaluators)
}

// put adds evaluators or stores what became of them.
func (s panels) put(ctx context.Context, evaluators []evaluatorRow) error {
	replace := clause.OnConflict{OnConstraint: "scoring_evaluator_pk",
		Where: clause.Where{Exprs: []clause.Expression{gorm.Expr(`(scoring_evaluator.declared_at, scoring_evaluator.conflict, scoring_evaluator.handed_in_at, scoring_evaluator.replaced_at)
			is distinct from (excluded.declared_at, excluded.conflict, excluded.handed_in_at, excluded.replaced_at)`)}},
		DoUpdates: append(
			clause.AssignmentColumns([]string{"declared_at", "conflict", "handed_in_at", "closed_until", "replaced_by", "replaced_at", "replacement_reason"}),
			clause.Assignments(map[string]any{"version": gorm.Expr("scoring_evaluator.version + 1")})...)}
	if err := rowsOf[evaluatorRow](s.tx, replace).CreateInBatches(ctx, &evaluators, len(evaluators)); err != nil {
		return fmt.Errorf("save the evaluators of a panel: %w", err)
	}
	return nil
}

// Get locks the panel for a change.
func (s panels) Get(ctx context.Context, of tender.ID) (*scoring.Panel, error) {
	return s.get(ctx, of, clause.Locking{Strength: clause.LockingStrengthUpdate})
}

// Look reads the panel as it is.
func (s panels) Look(ctx context.Context, of tender.ID) (*scoring.Panel, error) {
	return s.get(ctx, of)
}

func (s panels) get(ctx context.Context, of tender.ID, how ...clause.Expression) (*scoring.Panel, error) {
	row, err := rowsOf[panelRow](s.tx, how...).Where("cooperative_id = ? and id = ?", s.in.cooperative, of.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, scoring.ErrNoPanel
	}
	if err != nil {
		return nil, fmt.Errorf("get panel: %w", err)
	}
	evaluators, err := rowsOf[evaluatorRow](s.tx).Where("cooperative_id = ? and panel_id = ?", s.in.cooperative, of.String()).Order("position").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("get the evaluators of a panel: %w", err)
	}
	state := scoring.State{
		Tender: of, SpreadLimit: row.SpreadLimit, Appointed: scoring.Stamp{By: member.PersonID(row.AppointedBy), At: row.AppointedAt.UTC()},
		Locked: stampOf(row.LockedBy, row.LockedAt), Version: row.Version,
	}
	for _, e := range evaluators {
		state.Evaluators = append(state.Evaluators, e.evaluator())
	}
	return scoring.Restore(state), nil
}

func (r evaluatorRow) evaluator() scoring.Evaluator {
	return scoring.Evaluator{
		ID: scoring.EvaluatorID(r.ID), Person: member.PersonID(r.PersonID), Appointed: scoring.Stamp{By: member.PersonID(r.AppointedBy), At: r.AppointedAt.UTC()},
		DeclaredAt: orZero(r.DeclaredAt).UTC(), Conflict: r.Conflict, HandedInAt: orZero(r.HandedInAt).UTC(), ClosedUntil: orZero(r.ClosedUntil).UTC(),
		Replaced: stampOf(r.ReplacedBy, r.ReplacedAt), Reason: r.ReplacementReason,
	}
}

// Save stores what became of the evaluators before the lock, which holds them still, and after one was opened.
func (s panels) Save(ctx context.Context, p *scoring.Panel) error {
	row, evaluators := s.rows(p)
	if row.LockedAt == nil {
		if err := s.overwrite(ctx, row); err != nil {
			return err
		}
		return s.put(ctx, evaluators)
	}
	if err := s.put(ctx, evaluators); err != nil {
		return err
	}
	return s.overwrite(ctx, row)
}

func (s panels) overwrite(ctx context.Context, row panelRow) error {
	before := row.Version
	row.Version++
	saved, err := rowsOf[panelRow](s.tx).Where("cooperative_id = ? and id = ? and version = ?", s.in.cooperative, row.ID, before).Overwrite(ctx, row)
	if err != nil {
		return fmt.Errorf("save panel: %w", err)
	}
	if saved == 0 {
		return access.ErrStale
	}
	return nil
}

// People tells which roles people hold here.
func (s panels) People(_ context.Context, people []member.PersonID) ([]scoring.Person, error) {
	var rows []struct {
		ID                string
		Evaluator, Bidder bool
	}
	err := s.tx.Raw(`select a.person_id::text as id, bool_or(a.role = 'evaluator') as evaluator, bool_or(a.role = 'bidder') as bidder
		from appointment a where a.cooperative_id = ? and a.person_id = any(cast(? as uuid[])) and a.ended_at is null group by a.person_id`,
		s.in.cooperative, uuids(people)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the roles of people: %w", err)
	}
	known := map[member.PersonID]scoring.Person{}
	for _, r := range rows {
		known[member.PersonID(r.ID)] = scoring.Person{Evaluator: r.Evaluator, Bidder: r.Bidder}
	}
	found := make([]scoring.Person, len(people))
	for i, p := range people {
		found[i] = known[p]
		found[i].ID = p
	}
	return found, nil
}

type finalRow struct {
	CooperativeID string
	PanelID       string
	BidID         string
	LotID         string
	Criterion     string
	Numerator     decimal.Decimal
	Denominator   decimal.Decimal
	ConsensusID   *string
}

func (finalRow) TableName() string { return "scoring_final" }

// AddFinals stores the locked scores, by one statement.
func (s panels) AddFinals(ctx context.Context, of tender.ID, judged []scoring.Judgement) error {
	rows := make([]finalRow, len(judged))
	for i, j := range judged {
		rows[i] = finalRow{
			CooperativeID: s.in.cooperative, PanelID: of.String(), BidID: j.Place.Bid.String(), LotID: j.Place.Lot.String(), Criterion: j.Place.Criterion,
			Numerator: whole(j.Final.Num()), Denominator: whole(j.Final.Den()),
		}
		if j.Agreed {
			rows[i].ConsensusID = orNull(j.Consensus.ID.String())
		}
	}
	var call []string
	err := s.tx.Raw(`select c.id::text from tender t join tender_bid_call c on c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.round = t.bid_round
		where t.cooperative_id = ? and t.id = ?`, s.in.cooperative, of.String()).Scan(&call).Error
	if err != nil {
		return fmt.Errorf("look up the round of bids: %w", err)
	}
	if len(call) > 0 {
		return s.addRoundFinals(ctx, call[0], rows)
	}
	if err := rowsOf[finalRow](s.tx).CreateInBatches(ctx, &rows, len(rows)); err != nil {
		return fmt.Errorf("add the locked scores: %w", err)
	}
	return nil
}

type roundFinalRow struct {
	CallID string
	Final  finalRow `gorm:"embedded"`
}

func (roundFinalRow) TableName() string { return "scoring_round_final" }

// addRoundFinals stores those of a later round under its call: a set of rows is written once.
func (s panels) addRoundFinals(ctx context.Context, call string, finals []finalRow) error {
	rows := make([]roundFinalRow, len(finals))
	for i, f := range finals {
		rows[i] = roundFinalRow{call, f}
	}
	if err := rowsOf[roundFinalRow](s.tx).CreateInBatches(ctx, &rows, len(rows)); err != nil {
		return fmt.Errorf("add the locked scores of a round: %w", err)
	}
	return nil
}

func whole(n *big.Int) decimal.Decimal { return decimal.NewFromBigInt(n, 0) }
