package postgres

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// digest is a SHA-256 as a parameter: gorm takes the bytes of a bare slice behind a
// parenthesis for a list of parameters.
type digest [32]byte

// Value is the bytes.
func (d digest) Value() (driver.Value, error) { return d[:], nil }

type sessions struct {
	tx *gorm.DB
	in scope
}

var (
	_ driven.Sessions = sessions{}
	_ driven.Actors   = (*DB)(nil)
)

// Begin starts a session.
func (s sessions) Begin(_ context.Context, t driven.Token, p member.PersonID, c member.CooperativeID) error {
	err := s.tx.Exec(`select session_begin(?, ?, ?, ?, make_interval(secs => ?), make_interval(secs => ?))`,
		digest(t), p.String(), c.String(), s.in.now, access.SessionIdle.Seconds(), access.SessionLife.Seconds()).Error
	if err != nil {
		return fmt.Errorf("begin a session: %w", err)
	}
	return nil
}

// End ends a session.
func (s sessions) End(_ context.Context, t driven.Token) error {
	if err := s.tx.Exec(`select session_end(?)`, digest(t)).Error; err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// Switch moves the session to another cooperative.
func (s sessions) Switch(_ context.Context, t driven.Token, c member.CooperativeID) error {
	var moved bool
	if err := s.tx.Raw(`select session_switch(?, ?)`, digest(t), c.String()).Row().Scan(&moved); err != nil {
		return fmt.Errorf("switch the cooperative: %w", err)
	}
	if !moved {
		return access.ErrNotFound
	}
	return nil
}

// Show is what a person is told about the session.
func (s sessions) Show(_ context.Context, t driven.Token) (view.Session, error) {
	var found []string
	if err := s.tx.Raw(`select show from session_show(?) as show where show is not null`, digest(t)).Scan(&found).Error; err != nil {
		return view.Session{}, fmt.Errorf("show a session: %w", err)
	}
	if len(found) == 0 {
		return view.Session{}, access.ErrSignInRequired
	}
	var shown view.Session
	if err := json.Unmarshal([]byte(found[0]), &shown); err != nil {
		return view.Session{}, fmt.Errorf("show a session: %w", err)
	}
	return shown, nil
}

// Actor finds who acts in a session, in one statement.
func (db *DB) Actor(ctx context.Context, t driven.Token) (access.Actor, error) {
	var found *string
	err := db.app.QueryRow(ctx, `select session_actor($1, make_interval(secs => $2), make_interval(secs => $3))`,
		t[:], access.SessionIdle.Seconds(), access.SessionLife.Seconds()).Scan(&found)
	if err != nil {
		return access.Actor{}, fmt.Errorf("find the session: %w", err)
	}
	if found == nil {
		return access.Actor{}, access.ErrSignInRequired
	}
	return actorOf(*found)
}
