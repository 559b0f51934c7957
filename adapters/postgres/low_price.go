package postgres

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/id"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// SaveClarification stores that a bidder was asked, or what came of it.
func (s tenders) SaveClarification(_ context.Context, which tender.ID, c tender.Clarification) error {
	decidedBy, decidedAt := stampColumns(c.Decided)
	err := s.tx.Exec(`insert into low_price (cooperative_id, id, tender_id, lot_id, bid_id, below_next, below_mean, asked_by, asked_at)
			values (@cooperative, @id, @tender, @lot, @bid, @next, @mean, @askedBy, @askedAt)
		on conflict (cooperative_id, id) do update set answer = @answer, verdict = @verdict, reason = @reason,
			decided_by = @decidedBy, decided_at = @decidedAt, version = low_price.version + 1`, map[string]any{
		"cooperative": s.in.cooperative, "id": c.ID.String(), "tender": which.String(), "lot": c.Lot.String(), "bid": c.Bid.String(),
		"next": c.Next, "mean": c.Mean, "askedBy": c.Asked.By.String(), "askedAt": c.Asked.At,
		"answer": c.Answer, "verdict": orNull(string(c.Verdict)), "reason": c.Reason, "decidedBy": decidedBy, "decidedAt": decidedAt,
	}).Error
	if err != nil {
		return fmt.Errorf("save the clarification of a low price: %w", err)
	}
	return nil
}

func (s tenders) clarifications(which string) ([]tender.Clarification, error) {
	var rows []struct {
		ID, BidID, LotID, BelowNext, BelowMean, AskedBy, Answer, Reason string
		Verdict, DecidedBy                                              *string
		AskedAt                                                         time.Time
		DecidedAt                                                       *time.Time
	}
	err := s.tx.Raw(`select l.id::text, l.bid_id::text, l.lot_id::text, l.below_next, l.below_mean, l.asked_by::text, l.asked_at, l.answer, l.verdict, l.reason,
			l.decided_by::text, l.decided_at
		from low_price l where l.cooperative_id = ? and l.tender_id = ? order by l.asked_at, l.id`, s.in.cooperative, which).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the clarifications of a tender: %w", err)
	}
	var read []tender.Clarification
	for _, r := range rows {
		read = append(read, tender.Clarification{
			ID: id.Of[tender.Clarification](r.ID), Bid: tender.BidID(r.BidID), Lot: tender.LotID(r.LotID), Next: r.BelowNext, Mean: r.BelowMean,
			Asked: stampOf(&r.AskedBy, &r.AskedAt), Answer: r.Answer, Verdict: tender.Verdict(orZero(r.Verdict)), Reason: r.Reason,
			Decided: stampOf(r.DecidedBy, r.DecidedAt),
		})
	}
	return read, nil
}

// Clarifications are those of low prices by lot, with the names of who asked and decided.
func (s tenderReports) Clarifications(_ context.Context, which tender.ID) (map[tender.LotID][]view.Clarification, error) {
	var rows []struct {
		LotID string
		view.Clarification
		BidderID, BidderName string
		DecidedAtOrNull      *time.Time
	}
	err := s.tx.Raw(`select l.lot_id::text, l.bid_id::text, s.id::text as bidder_id, s.name as bidder_name, l.below_next as next, l.below_mean as mean,
			a.name as asked_by, l.asked_at, l.answer, coalesce(l.verdict, '') as verdict, l.reason, coalesce(d.name, '') as decided_by, l.decided_at as decided_at_or_null
		from low_price l
		join bid b on b.cooperative_id = l.cooperative_id and b.id = l.bid_id
		join supplier s on s.cooperative_id = b.cooperative_id and s.id = b.supplier_id
		join person a on a.id = l.asked_by left join person d on d.id = l.decided_by
		where l.cooperative_id = ? and l.tender_id = ? order by l.asked_at, l.id`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("report the clarifications of a tender: %w", err)
	}
	byLot := map[tender.LotID][]view.Clarification{}
	for _, r := range rows {
		c := r.Clarification
		c.Bidder, c.AskedAt, c.DecidedAt = view.Ref{ID: r.BidderID, Name: r.BidderName}, c.AskedAt.UTC(), orZero(r.DecidedAtOrNull).UTC()
		byLot[tender.LotID(r.LotID)] = append(byLot[tender.LotID(r.LotID)], c)
	}
	return byLot, nil
}
