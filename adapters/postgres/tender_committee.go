package postgres

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// committeePending says that change c of the committee of tender t was proposed last and is not confirmed.
const committeePending = `c.confirmed_at is null and c.revision > ` + committeeRevision + ` and not exists (select from tender_committee_change l
	where l.cooperative_id = c.cooperative_id and l.tender_id = c.tender_id and l.revision > c.revision)`

// committeeChanges are the changes of the committee of tender t that count.
const committeeChanges = `(select coalesce(jsonb_agg(jsonb_build_object('formerHash', c.former_hash, 'hash', c.hash, 'reason', c.reason, 'at', c.confirmed_at)
    order by c.revision), '[]'::jsonb)
  from tender_committee_change c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.confirmed_at is not null)`

// committeeProposal is what waits for the confirmation of a second officer.
var committeeProposal = `(select jsonb_build_object('reason', c.reason, 'proposedBy', ` + personRef("c.proposed_by") + `, 'proposedAt', c.proposed_at,
    'openingOfficers', (select jsonb_agg(jsonb_build_object('person', ` + personRef("o.person_id") + `, 'position', o.position,
        'recipient', k.recipient, 'fingerprint', k.fingerprint, 'confirmedBy', ` + personRef("k.confirmed_by") + `) order by o.position)
      from tender_officer o left join opening_key k on k.cooperative_id = o.cooperative_id and k.person_id = o.person_id
      where o.cooperative_id = c.cooperative_id and o.tender_id = c.tender_id and o.revision = c.revision))
  from tender_committee_change c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and t.status = 'published' and t.deadline >= @now and ` + committeePending + `)`

// ProposeCommittee stores the proposal with its officers, whose keys are not frozen yet.
func (s tenders) ProposeCommittee(ctx context.Context, t *tender.Tender) error {
	state := t.State()
	change := state.CommitteeChange
	err := s.tx.Exec(`insert into tender_committee_change (cooperative_id, id, tender_id, revision, reason, proposed_by, proposed_at) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[tender.CommitteeChange]().String(), state.ID.String(), change.Revision, change.Reason,
		change.Proposed.By.String(), change.Proposed.At).Error
	if err != nil {
		return fmt.Errorf("propose a committee: %w", err)
	}
	return s.addOfficers(ctx, state.ID, change.Revision, change.Officers)
}

// ConfirmCommittee stores who confirmed the change and freezes the keys of its officers.
func (s tenders) ConfirmCommittee(_ context.Context, t *tender.Tender, change tender.CommitteeChange) error {
	state := t.State()
	err := s.tx.Exec(`update tender_committee_change set former_hash = ?, hash = ?, confirmed_by = ?, confirmed_at = ?, version = version + 1
		where cooperative_id = ? and tender_id = ? and revision = ?`,
		change.Former, change.Hash, change.Confirmed.By.String(), change.Confirmed.At, s.in.cooperative, state.ID.String(), change.Revision).Error
	if err != nil {
		return fmt.Errorf("confirm a committee: %w", err)
	}
	return s.freezeOfficers(state)
}

// committeeProposed is the change that waits for its confirmation, or nil.
func (s tenders) committeeProposed(ctx context.Context, state tender.State) (*tender.CommitteeChange, error) {
	var rows []struct {
		Revision   int
		Reason     string
		ProposedBy string
		ProposedAt time.Time
	}
	err := s.tx.Raw(`select c.revision, c.reason, c.proposed_by::text, c.proposed_at from tender_committee_change c
		join tender t on t.cooperative_id = c.cooperative_id and t.id = c.tender_id
		where c.cooperative_id = ? and c.tender_id = ? and `+committeePending, s.in.cooperative, state.ID.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("look for a proposed committee: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	change := &tender.CommitteeChange{
		Revision: rows[0].Revision, Reason: rows[0].Reason, Proposed: tender.Stamp{By: member.PersonID(rows[0].ProposedBy), At: rows[0].ProposedAt.UTC()},
	}
	change.Officers, err = s.officers(ctx, state.ID.String(), change.Revision)
	return change, err
}

// CommitteeChanges are those that were confirmed.
func (s tenders) CommitteeChanges(_ context.Context, which tender.ID) ([]tender.CommitteeChange, error) {
	var rows []struct {
		Revision                                          int
		Reason, ProposedBy, ConfirmedBy, FormerHash, Hash string
		ProposedAt, ConfirmedAt                           time.Time
	}
	err := s.tx.Raw(`select c.revision, c.reason, c.proposed_by::text, c.proposed_at, c.confirmed_by::text, c.confirmed_at, c.former_hash, c.hash
		from tender_committee_change c where c.cooperative_id = ? and c.tender_id = ? and c.confirmed_at is not null order by c.revision`,
		s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the changes of a committee: %w", err)
	}
	var changes []tender.CommitteeChange
	for _, r := range rows {
		changes = append(changes, tender.CommitteeChange{
			Revision: r.Revision, Reason: r.Reason, Former: r.FormerHash, Hash: r.Hash,
			Proposed: stampOf(&r.ProposedBy, &r.ProposedAt), Confirmed: stampOf(&r.ConfirmedBy, &r.ConfirmedAt),
		})
	}
	return changes, nil
}
