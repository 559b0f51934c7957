package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// sheets keeps what evaluators give, agree on and find in scoring_score, scoring_consensus,
// scoring_consent and bid_examination.
type sheets struct {
	tx *gorm.DB
	in scope
}

var _ driven.Sheets = sheets{}

type sheetScoreRow struct {
	CooperativeID string
	ID            string
	EvaluatorID   string
	BidID         string
	LotID         string
	Criterion     string
	Revision      int
	Score         decimal.Decimal
	Reason        string
	ScoredAt      time.Time
	Version       int
}

func (sheetScoreRow) TableName() string { return "scoring_score" }

// Sheet reads the sheet of one evaluator.
func (s sheets) Sheet(ctx context.Context, of scoring.Evaluator) (*scoring.Sheet, error) {
	read, err := s.Sheets(ctx, []scoring.Evaluator{of})
	if err != nil {
		return nil, err
	}
	return read[0], nil
}

// Sheets reads the latest scores of several evaluators.
func (s sheets) Sheets(_ context.Context, of []scoring.Evaluator) ([]*scoring.Sheet, error) {
	ids := make([]scoring.EvaluatorID, len(of))
	for i, e := range of {
		ids[i] = e.ID
	}
	args := []any{s.in.cooperative, uuids(ids)}
	var versions []struct {
		ID      string
		Version int
	}
	if err := s.tx.Raw(`select e.id::text, e.version from scoring_evaluator e where e.cooperative_id = ? and e.id = any(cast(? as uuid[]))`, args...).
		Scan(&versions).Error; err != nil {
		return nil, fmt.Errorf("read sheets: %w", err)
	}
	var rows []sheetScoreRow
	err := s.tx.Raw(`select distinct on (s.evaluator_id, s.bid_id, s.lot_id, s.criterion) s.evaluator_id::text, s.bid_id::text, s.lot_id::text, s.criterion,
		s.revision, s.score, s.reason, s.scored_at from scoring_score s where s.cooperative_id = ? and s.evaluator_id = any(cast(? as uuid[]))
		order by s.evaluator_id, s.bid_id, s.lot_id, s.criterion, s.revision desc`, args...).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the scores of sheets: %w", err)
	}
	states := make(map[string]*scoring.SheetState, len(of))
	for _, e := range of {
		states[e.ID.String()] = &scoring.SheetState{Evaluator: e.ID, Person: e.Person, Entries: map[scoring.Place]scoring.Entry{}}
	}
	for _, v := range versions {
		states[v.ID].Version = v.Version
	}
	for _, r := range rows {
		states[r.EvaluatorID].Entries[place(r.BidID, r.LotID, r.Criterion)] = scoring.Entry{
			Score: hundredths(r.Score), Reason: r.Reason, Revision: r.Revision, At: r.ScoredAt.UTC(),
		}
	}
	read := make([]*scoring.Sheet, len(of))
	for i, e := range of {
		read[i] = scoring.RestoreSheet(*states[e.ID.String()])
	}
	return read, nil
}

func place(bid, lot, criterion string) scoring.Place {
	return scoring.Place{Bid: tender.BidID(bid), Lot: tender.LotID(lot), Criterion: criterion}
}

// hundredths and scoreColumn are a score with its two decimals.
func hundredths(d decimal.Decimal) scoring.Score { return scoring.Score(d.Shift(2).IntPart()) }

func scoreColumn(s scoring.Score) decimal.Decimal { return decimal.New(int64(s), -2) }

// Save adds the fresh scores and counts the sheet's version up.
func (s sheets) Save(ctx context.Context, sheet *scoring.Sheet) error {
	state := sheet.State()
	saved := s.tx.Exec(`update scoring_evaluator set version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		s.in.cooperative, state.Evaluator.String(), state.Version)
	if saved.Error != nil {
		return fmt.Errorf("save a sheet: %w", saved.Error)
	}
	if saved.RowsAffected == 0 {
		return access.ErrStale
	}
	rows := make([]sheetScoreRow, 0, len(sheet.Fresh()))
	for _, p := range sheet.Fresh() {
		e := state.Entries[p]
		rows = append(rows, sheetScoreRow{
			CooperativeID: s.in.cooperative, ID: id.New[sheetScoreRow]().String(), EvaluatorID: state.Evaluator.String(), BidID: p.Bid.String(),
			LotID: p.Lot.String(), Criterion: p.Criterion, Revision: e.Revision, Score: scoreColumn(e.Score), Reason: e.Reason, ScoredAt: e.At, Version: 1,
		})
	}
	if len(rows) == 0 {
		return nil
	}
	if err := rowsOf[sheetScoreRow](s.tx).CreateInBatches(ctx, &rows, 1000); err != nil {
		return fmt.Errorf("add the scores of a sheet: %w", err)
	}
	return nil
}

// Agreed reads the latest proposal of each place with everybody who agreed to it.
func (s sheets) Agreed(_ context.Context, of tender.ID) ([]scoring.Consensus, error) {
	var rows []struct {
		ID, BidID, LotID, Criterion, Minute, ProposedBy, PersonID string
		Revision                                                  int
		Score                                                     decimal.Decimal
		ProposedAt, AgreedAt                                      time.Time
	}
	err := s.tx.Raw(`with latest as (
		select distinct on (c.bid_id, c.lot_id, c.criterion) c.* from scoring_consensus c where c.cooperative_id = ? and c.panel_id = ?
		order by c.bid_id, c.lot_id, c.criterion, c.revision desc)
		select c.id::text, c.bid_id::text, c.lot_id::text, c.criterion, c.revision, c.score, c.minute, c.proposed_by::text, c.proposed_at, a.person_id::text, a.agreed_at
		from latest c join scoring_consent a on a.cooperative_id = c.cooperative_id and a.consensus_id = c.id order by c.id, a.agreed_at, a.id`,
		s.in.cooperative, of.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what evaluators agreed on: %w", err)
	}
	var agreed []scoring.Consensus
	for i, r := range rows {
		if i == 0 || rows[i-1].ID != r.ID {
			agreed = append(agreed, scoring.Consensus{
				ID: scoring.ConsensusID(r.ID), Place: place(r.BidID, r.LotID, r.Criterion), Score: hundredths(r.Score), Minute: r.Minute,
				Proposed: scoring.Stamp{By: member.PersonID(r.ProposedBy), At: r.ProposedAt.UTC()}, Revision: r.Revision,
			})
		}
		last := &agreed[len(agreed)-1]
		last.Agreed = append(last.Agreed, scoring.Stamp{By: member.PersonID(r.PersonID), At: r.AgreedAt.UTC()})
	}
	return agreed, nil
}

// Propose stores a proposal with its first agreement.
func (s sheets) Propose(ctx context.Context, of tender.ID, c scoring.Consensus) error {
	err := s.tx.Exec(`insert into scoring_consensus (cooperative_id, id, panel_id, bid_id, lot_id, criterion, revision, score, minute, proposed_by, proposed_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, s.in.cooperative, c.ID.String(), of.String(), c.Place.Bid.String(), c.Place.Lot.String(), c.Place.Criterion,
		c.Revision, scoreColumn(c.Score), c.Minute, c.Proposed.By.String(), c.Proposed.At).Error
	if err != nil {
		return fmt.Errorf("propose a consensus: %w", err)
	}
	return s.Agree(ctx, c.ID, c.Proposed)
}

// Agree stores one more agreement.
func (s sheets) Agree(_ context.Context, to scoring.ConsensusID, by scoring.Stamp) error {
	err := s.tx.Exec(`insert into scoring_consent (cooperative_id, id, consensus_id, person_id, agreed_at) values (?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[scoring.Consensus]().String(), to.String(), by.By.String(), by.At).Error
	if err != nil {
		return fmt.Errorf("agree to a consensus: %w", err)
	}
	return nil
}

// Examined reads what was found of the bids of a tender.
func (s sheets) Examined(_ context.Context, of tender.ID) ([]scoring.Examination, error) {
	var rows []struct {
		BidID, Aspect, Reason, ExaminedBy string
		Passed                            bool
		ExaminedAt                        time.Time
	}
	err := s.tx.Raw(`select x.bid_id::text, x.aspect, x.passed, x.reason, x.examined_by::text, x.examined_at from bid_examination x
		join bid b on b.cooperative_id = x.cooperative_id and b.id = x.bid_id
		where x.cooperative_id = ? and b.tender_id = ? order by x.examined_at, x.id`, s.in.cooperative, of.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the examinations of bids: %w", err)
	}
	found := make([]scoring.Examination, len(rows))
	for i, r := range rows {
		found[i] = scoring.Examination{
			Bid: tender.BidID(r.BidID), Aspect: scoring.Aspect(r.Aspect), Passed: r.Passed, Reason: r.Reason,
			Done: scoring.Stamp{By: member.PersonID(r.ExaminedBy), At: r.ExaminedAt.UTC()},
		}
	}
	return found, nil
}

// Examine stores what was found.
func (s sheets) Examine(_ context.Context, found scoring.Examination) error {
	err := s.tx.Exec(`insert into bid_examination (cooperative_id, id, bid_id, aspect, passed, reason, examined_by, examined_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[scoring.Examination]().String(), found.Bid.String(), string(found.Aspect), found.Passed, found.Reason,
		found.Done.By.String(), found.Done.At).Error
	if err != nil {
		return fmt.Errorf("store an examination: %w", err)
	}
	return nil
}
