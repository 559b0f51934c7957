package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// approvals keeps members' rules in approval_table, deputies in approval_deputy and what was
// approved in call_off_approval; the database checks the turn of each approval.
type approvals struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Approvals = approvals{}

// Tables is how many tables of rules a member had.
func (s approvals) Tables(_ context.Context, m member.ID) (n int, err error) {
	if err = s.tx.Raw(`select count(*) from approval_table where cooperative_id = ? and member_id = ?`, s.in.cooperative, m.String()).Scan(&n).Error; err != nil {
		return 0, fmt.Errorf("count tables of rules: %w", err)
	}
	return n, nil
}

// Lock keeps others from changing the member's rules.
func (s approvals) Lock(_ context.Context, m member.ID) error {
	var found []string
	if err := s.tx.Raw(`select id from member where cooperative_id = ? and id = ? for no key update`, s.in.cooperative, m.String()).Scan(&found).Error; err != nil {
		return fmt.Errorf("lock a member: %w", err)
	}
	if len(found) == 0 {
		return access.ErrNotFound
	}
	return nil
}

// AddTable stores a member's rules.
func (s approvals) AddTable(ctx context.Context, t approval.Table) error {
	r := ruleArraysOf(t.Rules)
	batch := &pgx.Batch{}
	batch.Queue(`insert into approval_table (cooperative_id, id, member_id, valid_from, above, categories, budgets, approvers, persons, escalates, escalate_to, decided_by, decided_at)
		values ($1, $2, $3, $4, $5::text[]::numeric[], $6, $7, $8::text[]::uuid[], $9, $10, $11::text[]::uuid[], $12, $13)`,
		s.in.cooperative, t.ID.String(), t.Member.String(), t.ValidFrom.UTC(), r.above, r.categories, r.budgets, r.approvers, r.persons, r.escalates, r.escalateTo, t.By.String(), t.At)
	if err := s.t.query(ctx, batch, func(results pgx.BatchResults) error { _, err := results.Exec(); return err }); err != nil {
		return fmt.Errorf("store rules: %w", err)
	}
	return nil
}

// People are a member's approvers, and all who may act for one.
func (s approvals) People(_ context.Context, m member.ID) (approval.People, error) {
	var rows []struct {
		PersonID member.PersonID
		Approves bool
	}
	err := s.tx.Raw(`select person_id, bool_or(role = 'approver') as approves from appointment
		where cooperative_id = ? and member_id = ? and role in ('buyer', 'approver') and ended_at is null group by 1`, s.in.cooperative, m.String()).Scan(&rows).Error
	if err != nil {
		return approval.People{}, fmt.Errorf("find approvers: %w", err)
	}
	people := approval.People{Approvers: map[member.PersonID]bool{}, Deputies: map[member.PersonID]bool{}}
	for _, r := range rows {
		people.Deputies[r.PersonID] = true
		if r.Approves {
			people.Approvers[r.PersonID] = true
		}
	}
	return people, nil
}

// InPlaceOf are the approvers in whose place a person may act on a day.
func (s approvals) InPlaceOf(_ context.Context, m member.ID, p member.PersonID, day period.Day) ([]member.PersonID, error) {
	var people []member.PersonID
	err := s.tx.Raw(`select d.person_id from approval_deputy d where d.cooperative_id = @cooperative and d.member_id = @member and d.deputy_id = @person and not d.ended
		and cast(@day as date) between d.from_day and d.to_day and exists (select from appointment a where a.cooperative_id = d.cooperative_id and a.member_id = d.member_id
			and a.person_id = d.person_id and a.role = 'approver' and a.ended_at is null)
		order by d.id`, map[string]any{"cooperative": s.in.cooperative, "member": m.String(), "person": p.String(), "day": day.String()}).Scan(&people).Error
	if err != nil {
		return nil, fmt.Errorf("find whose deputy somebody is: %w", err)
	}
	return people, nil
}

type deputyRow struct {
	CooperativeID, ID, MemberID, PersonID, DeputyID string
	FromDay, ToDay                                  time.Time
	Ended                                           bool
	NamedBy                                         string
	Version                                         int
}

func (deputyRow) TableName() string { return "approval_deputy" }

// AddDeputy stores who acts for whom.
func (s approvals) AddDeputy(ctx context.Context, d approval.Deputy) error {
	row := deputyRow{
		CooperativeID: s.in.cooperative, ID: d.ID.String(), MemberID: d.Member.String(), PersonID: d.Person.String(), DeputyID: d.Deputy.String(),
		FromDay: d.From.UTC(), ToDay: d.To.UTC(), NamedBy: d.By.String(), Version: d.Version,
	}
	if err := gorm.G[deputyRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("store a deputy: %w", err)
	}
	return nil
}

// Deputy locks one of a member's.
func (s approvals) Deputy(ctx context.Context, m member.ID, d approval.DeputyID) (approval.Deputy, error) {
	rows, err := gorm.G[deputyRow](s.tx).Where("cooperative_id = ? and member_id = ? and id = ?", s.in.cooperative, m.String(), d.String()).Find(ctx)
	if err != nil {
		return approval.Deputy{}, fmt.Errorf("find a deputy: %w", err)
	}
	if len(rows) == 0 {
		return approval.Deputy{}, access.ErrNotFound
	}
	r := rows[0]
	return approval.Deputy{
		ID: approval.DeputyID(r.ID), Member: member.ID(r.MemberID), Person: member.PersonID(r.PersonID), Deputy: member.PersonID(r.DeputyID),
		From: period.FromUTC(r.FromDay), To: period.FromUTC(r.ToDay), Ended: r.Ended, By: member.PersonID(r.NamedBy), Version: r.Version,
	}, nil
}

// SaveDeputy stores that it has ended.
func (s approvals) SaveDeputy(_ context.Context, d approval.Deputy) error {
	done := s.tx.Exec(`update approval_deputy set ended = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		d.Ended, s.in.cooperative, d.ID.String(), d.Version)
	return stored("a deputy", done.RowsAffected, done.Error)
}

// Give stores an approval of a call-off that waits.
func (s approvals) Give(_ context.Context, c calloff.State, g approval.Given) error {
	err := s.tx.Exec(`insert into call_off_approval (cooperative_id, id, call_off_id, change, step, person_id, in_place_of, at) values (?, ?, ?, ?, ?, ?, cast(? as uuid), ?)`,
		s.in.cooperative, id.New[approval.Given]().String(), c.ID.String(), c.Change, g.Step, g.By.String(), orNull(g.InPlaceOf.String()), g.At).Error
	if err != nil {
		return fmt.Errorf("store an approval: %w", err)
	}
	return nil
}

// Escalate stores to whom the step that waits was put.
func (s approvals) Escalate(_ context.Context, c calloff.State, e approval.Escalation) error {
	err := s.tx.Exec(`insert into call_off_escalation (cooperative_id, id, call_off_id, change, step, to_person, at) values (?, ?, ?, ?, ?, cast(? as uuid), ?)`,
		s.in.cooperative, id.New[approval.Escalation]().String(), c.ID.String(), c.Change, e.Step, orNull(e.To.String()), e.At).Error
	if err != nil {
		return fmt.Errorf("store an escalation: %w", err)
	}
	return nil
}
