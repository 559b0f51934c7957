package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/period"
	"allmende/ports/driven"
)

type events struct {
	t  *transaction
	in scope
}

// Record has the transaction's event written with the commit.
func (s events) Record(_ context.Context, event audit.Event) error { return s.append(event, "") }

func (s events) append(event audit.Event, faultCode string) error {
	details := event.Details
	if details == nil {
		details = map[string]string{}
	}
	if by := s.in.actor.Through; !by.IsZero() {
		details = maps.Clone(details)
		details["token"], details["tokenName"] = by.Token.String(), by.Name
	}
	refused := func(err error) error { return fmt.Errorf("record %s: %w", event.Action, err) }
	body, err := json.Marshal(details)
	if err != nil {
		return refused(err)
	}
	err = s.t.record(write{refused: refused,
		sql: `select audit_append($1, nullif($2, '')::uuid, $3, $4, $5, $6, nullif($7, '')::uuid, nullif($8, '')::uuid, $9, $10::jsonb)`,
		args: []any{s.in.now, s.in.actor.Person.String(), event.Action, event.Object.Type, event.Object.ID, event.Object.Name,
			event.Member.String(), event.Supplier.String(), faultCode, string(body)},
	})
	if err != nil {
		return refused(err)
	}
	return nil
}

type numbers struct {
	tx *gorm.DB
	in scope
}

// Next counts the kind up for the year in Berlin; the counter's row stays locked
// until the commit, so a number that was not used is not lost.
func (s numbers) Next(_ context.Context, kind string) (string, error) {
	year := period.DayOf(s.in.now).String()[:4]
	var last int
	err := s.tx.Raw(`insert into number_counter (cooperative_id, kind, year, last) values (?, ?, ?::integer, 1)
		on conflict (cooperative_id, kind, year) do update set last = number_counter.last + 1
		returning last`, s.in.cooperative, kind, year).Row().Scan(&last)
	if err != nil {
		return "", fmt.Errorf("number a %s: %w", kind, err)
	}
	return fmt.Sprintf("%s-%s-%04d", kind, year, last), nil
}

type answers struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

// Claim takes an advisory lock for the key, so that a second request finds the
// first one running instead of waiting behind it.
func (s answers) Claim(_ context.Context, actor access.Actor, key access.Key) ([]byte, bool, error) {
	sum := sha256.Sum256([]byte(s.in.cooperative + "\x00" + actor.Person.String() + "\x00" + key.Key))
	var free bool
	if err := s.tx.Raw(`select pg_try_advisory_xact_lock(?)`, int64(binary.BigEndian.Uint64(sum[:8]))).Row().Scan(&free); err != nil {
		return nil, false, fmt.Errorf("claim a key: %w", err)
	}
	if !free {
		return nil, false, access.ErrKeyRunning
	}
	var kept []struct {
		Fingerprint string
		Answer      []byte
	}
	err := s.tx.Raw(`select fingerprint, answer from kept_answer where cooperative_id = ? and person_id = ? and key = ?`,
		s.in.cooperative, actor.Person.String(), key.Key).Scan(&kept).Error
	if err != nil {
		return nil, false, fmt.Errorf("claim a key: %w", err)
	}
	if len(kept) == 0 {
		return nil, false, nil
	}
	if kept[0].Fingerprint != key.Fingerprint {
		return nil, false, access.ErrKeyOtherBody
	}
	return kept[0].Answer, true, nil
}

// Keep stores the answer beside its effect.
func (s answers) Keep(_ context.Context, actor access.Actor, key access.Key, answer []byte) error {
	s.t.later(write{
		sql:     `insert into kept_answer (cooperative_id, person_id, key, fingerprint, answer, at) values ($1, $2, $3, $4, $5, $6)`,
		args:    []any{s.in.cooperative, actor.Person.String(), key.Key, key.Fingerprint, answer, s.in.now},
		refused: func(err error) error { return fmt.Errorf("keep an answer: %w", err) },
	})
	return nil
}

var (
	_ driven.Work    = (*DB)(nil)
	_ driven.Events  = events{}
	_ driven.Numbers = numbers{}
	_ driven.Answers = answers{}
)
