package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

type officerRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Revision      int
	Position      int
	PersonID      string
	Recipient     string
	Fingerprint   string
	ConfirmedBy   *string
	Version       int
}

func (officerRow) TableName() string { return "tender_officer" }

// committeeRevision is which of tender_officer opens the bids of a tender t.
const committeeRevision = `coalesce(t.committee_revision, t.revision)`

func (s tenders) addOfficers(ctx context.Context, of tender.ID, revision int, officers []tender.Officer) error {
	rows := make([]officerRow, len(officers))
	for i, o := range officers {
		rows[i] = officerRow{
			CooperativeID: s.in.cooperative, ID: id.New[tender.Officer]().String(), TenderID: of.String(), Revision: revision,
			Position: i + 1, PersonID: o.Person.String(), Version: 1,
		}
	}
	if err := rowsOf[officerRow](s.tx).CreateInBatches(ctx, &rows, len(rows)); err != nil {
		return fmt.Errorf("add the committee of a tender: %w", err)
	}
	return nil
}

// freezeOfficers stores the keys of the committee that opens.
func (s tenders) freezeOfficers(state tender.State) error {
	for i, o := range state.Officers {
		err := s.tx.Exec(`update tender_officer set recipient = ?, fingerprint = ?, confirmed_by = ?::uuid, version = version + 1
			where cooperative_id = ? and tender_id = ? and revision = ? and position = ?`,
			o.Recipient, o.Fingerprint, orNull(o.ConfirmedBy.String()), s.in.cooperative, state.ID.String(), state.CommitteeRevision, i+1).Error
		if err != nil {
			return fmt.Errorf("freeze the keys of a tender: %w", err)
		}
	}
	return nil
}

func (s tenders) officers(ctx context.Context, of string, revision int) ([]tender.Officer, error) {
	rows, err := rowsOf[officerRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ?", s.in.cooperative, of, revision).
		Order("position").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the committee of a tender: %w", err)
	}
	officers := make([]tender.Officer, len(rows))
	for i, r := range rows {
		officers[i] = tender.Officer{
			Person: member.PersonID(r.PersonID), Recipient: r.Recipient, Fingerprint: r.Fingerprint, ConfirmedBy: member.PersonID(orZero(r.ConfirmedBy)),
		}
	}
	return officers, nil
}

// openingOfficer is who holds the role in the cooperative now.
const openingOfficer = `exists (select from appointment a where a.cooperative_id = @cooperative and a.person_id = p.id
	and a.role = 'opening-officer' and a.ended_at is null)`

// OfficerFacts are about persons now, in their order.
func (s tenders) OfficerFacts(_ context.Context, persons []member.PersonID) ([]tender.OfficerFacts, error) {
	facts := make([]tender.OfficerFacts, len(persons))
	for i, person := range persons {
		var err error
		if facts[i], err = s.officerFacts(person); err != nil {
			return nil, err
		}
	}
	return facts, nil
}

// officerFacts are about a person now. A key of the first format's shorter kind counts as none.
func (s tenders) officerFacts(person member.PersonID) (tender.OfficerFacts, error) {
	var facts tender.OfficerFacts
	var confirmedBy string
	err := s.tx.Raw(`select `+openingOfficer+`,
		exists (select from appointment a where a.cooperative_id = @cooperative and a.person_id = p.id and a.supplier_id is not null and a.ended_at is null),
		coalesce(k.recipient, ''), coalesce(k.fingerprint, ''), coalesce(k.confirmed_by::text, '')
		from (select cast(@person as uuid) as id) p
		left join opening_key k on k.cooperative_id = @cooperative and k.person_id = p.id and k.recipient like 'age1pq1%'`,
		map[string]any{"cooperative": s.in.cooperative, "person": person.String()}).Row().
		Scan(&facts.HoldsRole, &facts.IsBidder, &facts.Recipient, &facts.Fingerprint, &confirmedBy)
	if err != nil {
		return facts, fmt.Errorf("look up an opening officer: %w", err)
	}
	facts.ConfirmedBy = member.PersonID(confirmedBy)
	return facts, nil
}

// openingKeys keeps the present key of each officer.
type openingKeys struct {
	tx *gorm.DB
	in scope
}

var _ driven.OpeningKeys = openingKeys{}

// Register replaces the person's key, and with it who confirmed the former one.
func (s openingKeys) Register(_ context.Context, person member.PersonID, recipient string) error {
	err := s.tx.Exec(`insert into opening_key (cooperative_id, id, person_id, recipient, fingerprint, registered_at) values (?, ?, ?, ?, ?, ?)
		on conflict (cooperative_id, person_id) do update set recipient = excluded.recipient, fingerprint = excluded.fingerprint,
			registered_at = excluded.registered_at, confirmed_by = null, confirmed_at = null, version = opening_key.version + 1`,
		s.in.cooperative, id.New[openingKeys]().String(), person.String(), recipient, tender.Hash([]byte(recipient)), s.in.now).Error
	if err != nil {
		return fmt.Errorf("register an opening key: %w", err)
	}
	return nil
}

// Fingerprint locks the key, so that it is the one that gets confirmed.
func (s openingKeys) Fingerprint(_ context.Context, person member.PersonID) (string, error) {
	var found []string
	err := s.tx.Raw(`select fingerprint from opening_key where cooperative_id = ? and person_id = ? for update`, s.in.cooperative, person.String()).
		Scan(&found).Error
	if err != nil {
		return "", fmt.Errorf("look for an opening key: %w", err)
	}
	if len(found) == 0 {
		return "", access.ErrNotFound
	}
	return found[0], nil
}

// Confirm stores who compared the fingerprint.
func (s openingKeys) Confirm(_ context.Context, person, by member.PersonID) error {
	err := s.tx.Exec(`update opening_key set confirmed_by = ?, confirmed_at = ?, version = version + 1 where cooperative_id = ? and person_id = ?`,
		by.String(), s.in.now, s.in.cooperative, person.String()).Error
	if err != nil {
		return fmt.Errorf("confirm an opening key: %w", err)
	}
	return nil
}
