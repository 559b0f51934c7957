package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
)

type calendars struct {
	tx *gorm.DB
	in scope
}

var (
	_ driven.Calendars      = calendars{}
	_ driven.CalendarActors = (*DB)(nil)
)

// Renewed is when the person's address was last renewed.
func (s calendars) Renewed(_ context.Context, p member.PersonID) (time.Time, error) {
	var at []time.Time
	err := s.tx.Raw(`select renewed_at from calendar_feed where cooperative_id = ? and person_id = ?`, s.in.cooperative, p.String()).Scan(&at).Error
	if err != nil || len(at) == 0 {
		return time.Time{}, err
	}
	return at[0].UTC(), nil
}

// Renew gives the person a new address.
func (s calendars) Renew(_ context.Context, p member.PersonID, t driven.Token) error {
	err := s.tx.Exec(`insert into calendar_feed (cooperative_id, id, person_id, token_hash, renewed_at) values (?, ?, ?, ?, ?)
		on conflict (cooperative_id, person_id) do update set token_hash = excluded.token_hash, renewed_at = excluded.renewed_at, version = calendar_feed.version + 1`,
		s.in.cooperative, id.New[driven.Calendars]().String(), p.String(), digest(t), s.in.now).Error
	if err != nil {
		return fmt.Errorf("renew a calendar's address: %w", err)
	}
	return nil
}

// CalendarActor finds whose calendar an address shows.
func (db *DB) CalendarActor(ctx context.Context, t driven.Token) (access.Actor, error) {
	var found *string
	if err := db.orm.WithContext(ctx).Raw(`select calendar_actor(?)`, digest(t)).Row().Scan(&found); err != nil {
		return access.Actor{}, fmt.Errorf("find the calendar: %w", err)
	}
	if found == nil {
		return access.Actor{}, access.ErrNotFound
	}
	return actorOf(*found)
}

// actorOf reads an actor as the database's functions write one.
func actorOf(text string) (access.Actor, error) {
	var row struct {
		Person      member.PersonID
		Name        string
		Cooperative member.CooperativeID
		Grants      []access.Grant
		Through     access.Through
	}
	if err := json.Unmarshal([]byte(text), &row); err != nil {
		return access.Actor{}, fmt.Errorf("read an actor: %w", err)
	}
	return access.Actor(row), nil
}
