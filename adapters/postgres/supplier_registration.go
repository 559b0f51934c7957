package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driven"
)

// registrations keeps what suppliers entered themselves until it is confirmed; the database lets
// the application see one by the secret of its link only.
type registrations struct {
	tx *gorm.DB
	in scope
}

var (
	_ driven.Registrations = registrations{}
	_ driven.Links         = (*DB)(nil)
)

// Waiting counts under a lock, so that none counts from an old number.
func (s registrations) Waiting(_ context.Context, source string, email member.Email) (supplier.Waiting, error) {
	var w supplier.Waiting
	err := s.tx.Raw(`select of_source, of_address, of_all from supplier_registration_waiting(?, ?, ?)`, source, string(email), s.in.now).Row().Scan(&w.Source, &w.Address, &w.All)
	if err != nil {
		return w, fmt.Errorf("count registrations: %w", err)
	}
	return w, nil
}

// Add stores a registration whose mail is due at once.
func (s registrations) Add(_ context.Context, r supplier.Registration, source string) error {
	profile, err := json.Marshal(r.Profile)
	if err != nil {
		return fmt.Errorf("write a registration: %w", err)
	}
	err = s.tx.Exec(`insert into supplier_registration
		(cooperative_id, id, name, profile, person_id, person_name, email, language, source, asked_at, lapses_at, mail_due_at)
		values (?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, ?)`, s.in.cooperative, r.ID.String(), r.Name, string(profile), r.Person.ID.String(), r.Person.Name,
		string(r.Person.Email), r.Language, source, r.AskedAt, r.LapsesAt, r.AskedAt).Error
	if err != nil {
		return fmt.Errorf("add a registration: %w", err)
	}
	return nil
}

// ByLink reads what waits for a link, whatever cooperative is at work.
func (s registrations) ByLink(_ context.Context, t driven.Token) (supplier.Registration, member.Cooperative, error) {
	var text *string
	if err := s.tx.Raw(`select supplier_registration_by_token(?)`, digest(t)).Row().Scan(&text); err != nil {
		return supplier.Registration{}, member.Cooperative{}, fmt.Errorf("find a registration: %w", err)
	}
	if text == nil {
		return supplier.Registration{}, member.Cooperative{}, supplier.ErrRegistrationGone
	}
	var d struct {
		Cooperative                 member.CooperativeID
		CooperativeName, Name       string
		ID                          supplier.RegistrationID
		Profile                     supplier.Profile
		Person                      member.PersonID
		PersonName, Email, Language string
		AskedAt, LapsesAt           time.Time
	}
	if err := json.Unmarshal([]byte(*text), &d); err != nil {
		return supplier.Registration{}, member.Cooperative{}, fmt.Errorf("read a registration: %w", err)
	}
	return supplier.Registration{
		ID: d.ID, Name: d.Name, Profile: d.Profile, Language: d.Language, AskedAt: d.AskedAt.UTC(), LapsesAt: d.LapsesAt.UTC(),
		Person: member.Person{ID: d.Person, Name: d.PersonName, Email: member.Email(d.Email)},
	}, member.Cooperative{ID: d.Cooperative, Name: d.CooperativeName}, nil
}

// Take uses the link up.
func (s registrations) Take(_ context.Context, t driven.Token) error {
	var taken bool
	if err := s.tx.Raw(`select supplier_registration_take(?)`, digest(t)).Row().Scan(&taken); err != nil {
		return fmt.Errorf("take a registration: %w", err)
	}
	if !taken {
		return supplier.ErrRegistrationGone
	}
	return nil
}

const dueLinksSQL = `select r.cooperative_id::text, r.id::text, false, '', exists (select from person p where p.email = r.email), r.attempts + 1, r.person_name, r.email, r.language,
  r.name, c.name, r.lapses_at
from supplier_registration r join cooperative c on c.id = r.cooperative_id
where r.mail_due_at <= $1 and r.lapses_at > $1 order by r.mail_due_at, r.id limit $2 for update of r skip locked`

const dueInvitationsSQL = `select i.cooperative_id::text, i.id::text, true, case when exists (select from appointment a where a.cooperative_id = i.cooperative_id
    and a.supplier_id = i.supplier_id and a.person_id = i.invited_by and a.ended_at is null) then p.name else c.name end, false, i.attempts + 1, i.name, i.email, i.language,
  s.name, c.name, i.lapses_at
from supplier_invitation i join cooperative c on c.id = i.cooperative_id join supplier s on s.cooperative_id = i.cooperative_id and s.id = i.supplier_id join person p on p.id = i.invited_by
where i.mail_due_at <= $1 and i.lapses_at > $1 order by i.mail_due_at, i.id limit $2 for update of i skip locked`

// DueLinks carries out driven.Links. An address that somebody signs in with gets no link.
func (db *DB) DueLinks(ctx context.Context, limit int, lease time.Duration, secret func() (string, driven.Token)) ([]driven.LinkMail, time.Time, error) {
	var now time.Time
	var due []driven.LinkMail
	err := pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		if err := tx.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
			return err
		}
		for _, sql := range []string{dueLinksSQL, dueInvitationsSQL} {
			rows, err := tx.Query(ctx, sql, now, limit)
			if err != nil {
				return err
			}
			some, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (m driven.LinkMail, err error) {
				err = row.Scan(&m.Cooperative, &m.ID, &m.Invitation, &m.By, &m.Known, &m.Attempts, &m.To.Name, &m.To.Email, &m.Language, &m.Supplier, &m.Place, &m.LapsesAt)
				return m, err
			})
			if err != nil {
				return err
			}
			due = append(due, some...)
		}
		for i := range due {
			if err := armLink(ctx, tx, &due[i], now.Add(lease), secret); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, now, fmt.Errorf("take links that are due: %w", err)
	}
	return due, now.UTC(), nil
}

// armLink stores the hash of a new secret, so that a link of an earlier attempt holds no more.
func armLink(ctx context.Context, tx pgx.Tx, m *driven.LinkMail, until time.Time, secret func() (string, driven.Token)) error {
	var hash []byte
	if !m.Known {
		text, token := secret()
		m.Secret, hash = text, token[:]
	}
	_, err := tx.Exec(ctx, `update `+linkTable(*m)+` set token_hash = $3, attempts = $4, mail_due_at = $5 where cooperative_id = $1 and id = $2`,
		m.Cooperative.String(), m.ID, hash, m.Attempts, until)
	return err
}

func linkTable(m driven.LinkMail) string {
	if m.Invitation {
		return "supplier_invitation"
	}
	return "supplier_registration"
}

// SettleLink carries out driven.Links; not for what was sent again meanwhile.
func (db *DB) SettleLink(ctx context.Context, m driven.LinkMail, retryAt time.Time) error {
	_, err := db.owner.Exec(ctx, `update `+linkTable(m)+` set mail_due_at = $3 where cooperative_id = $1 and id = $2 and attempts = $4`, m.Cooperative.String(), m.ID, orNull(retryAt), m.Attempts)
	if err != nil {
		return fmt.Errorf("settle a link: %w", err)
	}
	return nil
}

// Lapse carries out driven.Links.
func (db *DB) Lapse(ctx context.Context) (int, error) {
	var lapsed int
	err := db.owner.QueryRow(ctx, `with r as (delete from supplier_registration where lapses_at <= allmende_clock() returning 1),
		i as (delete from supplier_invitation where lapses_at <= allmende_clock() returning 1) select (select count(*) from r) + (select count(*) from i)`).Scan(&lapsed)
	if err != nil {
		return 0, fmt.Errorf("delete lapsed registrations and invitations: %w", err)
	}
	return lapsed, nil
}
