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
)

// drills keeps who was asked to prove a key in readiness_drill, and who has.
type drills struct {
	tx *gorm.DB
	in scope
}

var _ driven.Drills = drills{}

// drillCounts says that a drill d of tender t was answered with the key that officer o has in the
// committee of now.
const drillCounts = `d.proven_at is not null and (d.fingerprint = o.fingerprint or d.fingerprint is null and t.committee_revision is null)`

// Ask stores what an officer has to answer, by its hash, and with which key.
func (s drills) Ask(_ context.Context, which tender.ID, officer tender.Officer, stage tender.Stage, answerHash string) error {
	err := s.tx.Exec(`insert into readiness_drill (cooperative_id, id, tender_id, officer_id, stage, answer_hash, asked_at, fingerprint) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[drills]().String(), which.String(), officer.Person.String(), string(stage), answerHash, s.in.now, officer.Fingerprint).Error
	if err != nil {
		return fmt.Errorf("ask for a proof of a key: %w", err)
	}
	return nil
}

// Prove notes the right answer; given again, it changes nothing.
func (s drills) Prove(_ context.Context, which tender.ID, officer member.PersonID, stage tender.Stage, answerHash string) error {
	proven := s.tx.Exec(`update readiness_drill set proven_at = coalesce(proven_at, ?), version = version + 1
		where cooperative_id = ? and tender_id = ? and officer_id = ? and stage = ? and answer_hash = ?`,
		s.in.now, s.in.cooperative, which.String(), officer.String(), string(stage), answerHash)
	if proven.Error != nil {
		return fmt.Errorf("note a proof of a key: %w", proven.Error)
	}
	if proven.RowsAffected == 0 {
		return tender.ErrDrillAnswer
	}
	return nil
}

// Proven is when the officers of the committee first proved their keys in a stage.
func (s drills) Proven(_ context.Context, which tender.ID, stage tender.Stage) (map[member.PersonID]time.Time, error) {
	var rows []struct {
		OfficerID string
		ProvenAt  time.Time
	}
	err := s.tx.Raw(`select d.officer_id::text, min(d.proven_at) as proven_at from tender t
		join tender_officer o on o.cooperative_id = t.cooperative_id and o.tender_id = t.id and o.revision = `+committeeRevision+`
		join readiness_drill d on d.cooperative_id = t.cooperative_id and d.tender_id = t.id and d.officer_id = o.person_id
		where t.cooperative_id = ? and t.id = ? and d.stage = ? and `+drillCounts+` group by d.officer_id`,
		s.in.cooperative, which.String(), string(stage)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the proofs of keys: %w", err)
	}
	proven := make(map[member.PersonID]time.Time, len(rows))
	for _, r := range rows {
		proven[member.PersonID(r.OfficerID)] = r.ProvenAt.UTC()
	}
	return proven, nil
}
