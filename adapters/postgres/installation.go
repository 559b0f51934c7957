package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/ports/view"
)

// ShiftClock moves the installation's one clock by so much: for the demonstration,
// which tells of the past, and for tests that pass a deadline. 0 sets it right, as
// every Open does.
func (db *DB) ShiftClock(ctx context.Context, by time.Duration) error {
	body := "select clock_timestamp()"
	if by != 0 {
		body = fmt.Sprintf("select clock_timestamp() + interval '%d microseconds'", by.Microseconds())
	}
	var present string
	if err := db.owner.QueryRow(ctx, "select prosrc from pg_proc where oid = 'allmende_clock()'::regprocedure").Scan(&present); err != nil {
		return fmt.Errorf("read the clock: %w", err)
	}
	if present == body { // so that instances that start together do not replace it at once
		return nil
	}
	if _, err := db.owner.Exec(ctx, "create or replace function allmende_clock() returns timestamptz language sql volatile as '"+strings.ReplaceAll(body, "'", "''")+"'"); err != nil {
		return fmt.Errorf("set the clock: %w", err)
	}
	return nil
}

// Now reads the one clock.
func (db *DB) Now(ctx context.Context) (now time.Time, err error) {
	err = db.owner.QueryRow(ctx, "select allmende_clock()").Scan(&now)
	return now, err
}

// Setting reads a setting of the installation; empty when it is not set.
func (db *DB) Setting(ctx context.Context, name string) (value string, err error) {
	err = db.owner.QueryRow(ctx, "select coalesce((select value from setting where name = $1), '')", name).Scan(&value)
	return value, err
}

// SetSetting writes a setting of the installation.
func (db *DB) SetSetting(ctx context.Context, name, value string) error {
	_, err := db.owner.Exec(ctx, "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value", name, value)
	return err
}

// Empty reports whether the installation has neither cooperatives nor a directory.
func (db *DB) Empty(ctx context.Context) (empty bool, err error) {
	err = db.owner.QueryRow(ctx, "select not exists (select from cooperative) and not exists (select from public_body)").Scan(&empty)
	return empty, err
}

// Clear removes everything of the installation and lays the schema anew. It is for
// a demonstration that was interrupted: nothing but made-up data is lost.
func (db *DB) Clear(ctx context.Context) error {
	if _, err := db.owner.Exec(ctx, "drop schema public, market, post, capacity, publication cascade; create schema public"); err != nil {
		return fmt.Errorf("clear the installation: %w", err)
	}
	db.mu.Lock()
	db.law = nil
	db.mu.Unlock()
	db.accounts.clear()
	db.stock.clear()
	db.app.Reset() // prepared statements know the dropped tables
	db.owner.Reset()
	return migrate(ctx, db.owner)
}

// Cooperatives are all of the installation, by name.
func (db *DB) Cooperatives(ctx context.Context) ([]view.Ref, error) {
	rows, err := db.owner.Query(ctx, "select id::text, name from cooperative_list()")
	if err != nil {
		return nil, fmt.Errorf("list the cooperatives: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[view.Ref])
}
