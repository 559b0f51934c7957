package postgres

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/driven"
)

type people struct {
	tx *gorm.DB
	in scope
}

var _ driven.People = people{}

// ByEmail finds an account, whatever cooperative is at work.
func (s people) ByEmail(_ context.Context, email member.Email) (driven.Account, bool, error) {
	var rows []struct{ ID, Name, PasswordHash, CooperativeID string }
	err := s.tx.Raw(`select id, name, password_hash, coalesce(cooperative_id::text, '') as cooperative_id from person_by_email(?)`, string(email)).Scan(&rows).Error
	if err != nil {
		return driven.Account{}, false, fmt.Errorf("find an account: %w", err)
	}
	if len(rows) == 0 {
		return driven.Account{}, false, nil
	}
	r := rows[0]
	return driven.Account{Person: member.PersonID(r.ID), Name: r.Name, PasswordHash: r.PasswordHash, Cooperative: member.CooperativeID(r.CooperativeID)}, true, nil
}

// Add stores a new person.
func (s people) Add(_ context.Context, p member.Person, passwordHash string) error {
	if err := s.tx.Exec(`select person_add(?, ?, ?, ?, ?)`, p.ID.String(), p.Name, string(p.Email), passwordHash, s.in.now).Error; err != nil {
		return fmt.Errorf("add a person: %w", err)
	}
	return nil
}

// SetPassword replaces a password and ends the sessions.
func (s people) SetPassword(_ context.Context, p member.PersonID, passwordHash string) error {
	if err := s.tx.Exec(`select person_set_password(?, ?)`, p.String(), passwordHash).Error; err != nil {
		return fmt.Errorf("set a password: %w", err)
	}
	return nil
}

type doors struct {
	tx *gorm.DB
	in scope
}

var _ driven.Doors = doors{}

// strangers stands for all sources together that an account does not know.
const strangers = "*"

func sources(k driven.Knock) (device, address string) {
	if k.Device != "" {
		device = "device:" + k.Device
	}
	return device, "address:" + k.Address
}

// Door reads the counters of one account; attempts at the same account come here
// one after the other, so that none counts from an old number.
func (s doors) Door(_ context.Context, k driven.Knock) (access.Door, string, error) {
	lock := int64(binary.BigEndian.Uint64(k.Account[:8])) // any 64 bits name a lock
	if err := s.tx.Exec(`select pg_advisory_xact_lock(?)`, lock).Error; err != nil {
		return access.Door{}, "", fmt.Errorf("wait at the door: %w", err)
	}
	device, address := sources(k)
	var known []string
	err := s.tx.Raw(`select source from sign_in_source where account = ? and source in (?, ?) order by source desc`, digest(k.Account), device, address).Scan(&known).Error
	if err != nil {
		return access.Door{}, "", fmt.Errorf("read who stands at the door: %w", err)
	}
	door, source := access.Door{Known: len(known) > 0}, address
	if door.Known {
		source = known[0] // "device:" sorts behind "address:", so a known device comes first
	}
	var rows []struct {
		Source   string
		Failures int
		LastAt   time.Time
	}
	err = s.tx.Raw(`select source, failures, last_at from sign_in_failure where account = ? and source in (?, ?) `,
		digest(k.Account), source, strangers).Scan(&rows).Error
	if err != nil {
		return access.Door{}, "", fmt.Errorf("read failed sign-ins: %w", err)
	}
	for _, r := range rows {
		if r.Source == strangers {
			door.Strangers = access.Failures{Count: r.Failures, Last: r.LastAt.UTC()}
			continue
		}
		door.Own = access.Failures{Count: r.Failures, Last: r.LastAt.UTC()}
	}
	return door, source, nil
}

// Keep stores the counters after a failure, and sweeps away what counts no more.
func (s doors) Keep(_ context.Context, k driven.Knock, source string, door access.Door) error {
	if err := s.tx.Exec(`delete from sign_in_failure where last_at < ?`, s.in.now.Add(-access.FailuresKept)).Error; err != nil {
		return fmt.Errorf("sweep failed sign-ins: %w", err)
	}
	if err := s.count(k, source, door.Own); err != nil {
		return err
	}
	if door.Known {
		return nil
	}
	return s.count(k, strangers, door.Strangers)
}

func (s doors) count(k driven.Knock, source string, f access.Failures) error {
	err := s.tx.Exec(`insert into sign_in_failure (account, source, failures, last_at) values (?, ?, ?, ?)
		on conflict (account, source) do update set failures = excluded.failures, last_at = excluded.last_at`, digest(k.Account), source, f.Count, f.Last).Error
	if err != nil {
		return fmt.Errorf("count a failed sign-in: %w", err)
	}
	return nil
}

// Open makes the sources known and forgives.
func (s doors) Open(_ context.Context, k driven.Knock, source string, door access.Door) error {
	device, address := sources(k)
	err := s.tx.Exec(`insert into sign_in_source (account, source, seen_at) select ?, one, ? from unnest(array[?, ?]) as one where one <> ''
		on conflict (account, source) do update set seen_at = excluded.seen_at`, digest(k.Account), s.in.now, device, address).Error
	if err != nil {
		return fmt.Errorf("remember from where somebody signs in: %w", err)
	}
	if err := s.tx.Exec(`delete from sign_in_failure where account = ? and source = ?`, digest(k.Account), source).Error; err != nil {
		return fmt.Errorf("forgive failed sign-ins: %w", err)
	}
	err = s.tx.Exec(`update sign_in_failure set failures = ? where account = ? and source = ?`, door.Strangers.Count, digest(k.Account), strangers).Error
	if err != nil {
		return fmt.Errorf("forgive failed sign-ins: %w", err)
	}
	return nil
}
