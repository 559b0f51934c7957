package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// negotiations keeps calls for further bids in tender_bid_call, and minutes in tender_talk.
type negotiations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Negotiations = negotiations{}

// AddCall stores a call; the tender is saved after it.
func (s negotiations) AddCall(_ context.Context, which tender.ID, c tender.BidCall) error {
	lockedBy, lockedAt := stampColumns(c.Ended.ScoresLocked)
	err := s.tx.Exec(`insert into tender_bid_call (cooperative_id, id, tender_id, round, deadline, final, message, called_by, called_at, ended_deadline, ended_opened_by, ended_opened_at,
			ended_record_hash, ended_scores_locked_by, ended_scores_locked_at, ended_prices_opened_by, ended_prices_opened_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as uuid), ?, ?, ?)`,
		s.in.cooperative, c.ID.String(), which.String(), c.Round, c.Deadline, c.Final, c.Message, c.By.String(), c.At,
		c.Ended.Deadline, c.Ended.Opened.By.String(), c.Ended.Opened.At, c.Ended.RecordHash, lockedBy, lockedAt, c.Ended.PricesOpened.By.String(), c.Ended.PricesOpened.At).Error
	if err != nil {
		return fmt.Errorf("add a call for bids: %w", err)
	}
	return nil
}

// AddTalk stores a minute.
func (s negotiations) AddTalk(_ context.Context, t tender.Talk) error {
	err := s.tx.Exec(`insert into tender_talk (cooperative_id, id, tender_id, round, bid_id, supplier_id, held_on, present, minute, recorded_by, recorded_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, t.ID.String(), t.Tender.String(), t.Round, t.Bid.String(), t.Supplier.String(), t.HeldOn.String(), t.Present, t.Minute, t.Recorded.By.String(), t.Recorded.At).Error
	if err != nil {
		return fmt.Errorf("add the minute of a talk: %w", err)
	}
	return nil
}

// Calls reads them with their names; of the given suppliers alone, those that they were called by.
func (s negotiations) Calls(_ context.Context, which tender.ID, suppliers []member.SupplierID) ([]view.BidCall, error) {
	shown := []view.BidCall{}
	err := tenderReports(s).one(`select coalesce(jsonb_agg(jsonb_build_object('round', c.round, 'deadline', c.deadline, 'final', c.final, 'message', c.message,
			'calledAt', c.called_at, 'calledBy', case when cardinality(cast(@suppliers as uuid[])) = 0 then (select p.name from person p where p.id = c.called_by) else '' end)
			order by c.round), '[]'::jsonb)::text
		from tender_bid_call c where c.cooperative_id = @cooperative and c.tender_id = @tender
			and (cardinality(cast(@suppliers as uuid[])) = 0 or exists (select from bid b where b.cooperative_id = c.cooperative_id and b.tender_id = c.tender_id
				and b.supplier_id = any(cast(@suppliers as uuid[])) and b.status = 'followed-up' and coalesce(b.round, 1) = c.round - 1))`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "suppliers": uuids(suppliers)}, &shown)
	return shown, err
}

// Talks reads the minutes, the latest first.
func (s negotiations) Talks(_ context.Context, which tender.ID) ([]view.Talk, error) {
	shown := []view.Talk{}
	err := tenderReports(s).one(`select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'round', k.round, 'bidder', jsonb_build_object('id', p.id, 'name', p.name),
			'heldOn', k.held_on, 'present', k.present, 'minute', k.minute, 'recordedBy', (select r.name from person r where r.id = k.recorded_by), 'recordedAt', k.recorded_at)
			order by k.recorded_at desc, k.id desc), '[]'::jsonb)::text
		from tender_talk k join supplier p on p.cooperative_id = k.cooperative_id and p.id = k.supplier_id
		where k.cooperative_id = @cooperative and k.tender_id = @tender`, map[string]any{"cooperative": s.in.cooperative, "tender": which.String()}, &shown)
	return shown, err
}

// calls reads the rounds of bids behind a tender; most have none.
func (s tenders) calls(row tenderRow) ([]tender.BidCall, error) {
	if row.BidRound == nil {
		return nil, nil
	}
	var rows []struct {
		ID                                 string
		Round                              int
		Deadline                           time.Time
		Final                              bool
		Message                            string
		CalledBy                           string
		CalledAt                           time.Time
		EndedDeadline                      time.Time
		EndedRecordHash                    string
		EndedOpenedBy, EndedScoresLockedBy *string
		EndedOpenedAt, EndedScoresLockedAt *time.Time
		EndedPricesOpenedBy                *string
		EndedPricesOpenedAt                *time.Time
	}
	err := s.tx.Raw(`select c.id::text, c.round, c.deadline, c.final, c.message, c.called_by::text, c.called_at, c.ended_deadline, c.ended_record_hash, c.ended_opened_by::text, c.ended_opened_at,
			c.ended_scores_locked_by::text, c.ended_scores_locked_at, c.ended_prices_opened_by::text, c.ended_prices_opened_at
		from tender_bid_call c where c.cooperative_id = ? and c.tender_id = ? order by c.round`, s.in.cooperative, row.ID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the rounds of bids: %w", err)
	}
	calls := make([]tender.BidCall, len(rows))
	for i, r := range rows {
		calls[i] = tender.BidCall{
			ID: id.Of[tender.BidCall](r.ID), Round: r.Round, Deadline: r.Deadline.UTC(), Final: r.Final, Message: r.Message, Stamp: stampOf(&r.CalledBy, &r.CalledAt),
			Ended: tender.FormerRound{
				Deadline: r.EndedDeadline.UTC(), Opened: stampOf(r.EndedOpenedBy, r.EndedOpenedAt), RecordHash: r.EndedRecordHash,
				ScoresLocked: stampOf(r.EndedScoresLockedBy, r.EndedScoresLockedAt), PricesOpened: stampOf(r.EndedPricesOpenedBy, r.EndedPricesOpenedAt),
			},
		}
	}
	return calls, nil
}
