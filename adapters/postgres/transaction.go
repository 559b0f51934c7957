package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
)

// transaction is one on a connection of its own, and what the row mapper works on. Of a small
// transaction, round trips are the better part: all that begins it goes to the database in
// one, and writes that nobody reads a result of wait for what ends it, or for the next
// statement, which must see them.
type transaction struct {
	conn    *sql.Conn
	waiting []write
	event   bool  // it is recorded
	failed  error // the first write that was refused
}

// write is a statement that waits.
type write struct {
	sql     string
	args    []any
	refused func(error) error // says what was meant, and does what is to do then
}

var _ gorm.ConnPool = (*transaction)(nil)

const (
	readWrite = "begin"
	readOnly  = "begin read only"
)

// within runs fn in a transaction, and undoes all of it unless fn succeeds.
func (db *DB) within(ctx context.Context, actor access.Actor, mode string, fn func(*transaction, *gorm.DB, scope) error) (err error) {
	conn, err := db.pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer conn.Close() //nolint:errcheck // a connection that is not idle is not used again
	t := &transaction{conn: conn}
	done := false
	defer func() {
		if !done {
			t.rollback(ctx)
		}
	}()
	in, err := t.begin(ctx, actor, mode)
	if err != nil {
		return err
	}
	in.accounts, in.stock = &db.accounts, &db.stock
	tx := db.orm.Session(&gorm.Session{NewDB: true, Context: ctx})
	tx.Statement.ConnPool = t
	err = fn(t, tx, in)
	if err = cmp.Or(t.failed, err); err != nil {
		return err
	}
	if err := t.commit(ctx); err != nil {
		return err
	}
	done = true
	return nil
}

// begin tells the database whose transaction it is and asks it for the time.
func (t *transaction) begin(ctx context.Context, actor access.Actor, mode string) (scope, error) {
	in := scope{cooperative: actor.Cooperative.String(), actor: actor}
	batch := &pgx.Batch{}
	batch.Queue(mode)
	batch.Queue(`select allmende_clock() from (select set_config('app.cooperative_id', $1, true), set_config('app.event_id', $2, true)) as settings`,
		in.cooperative, id.New[audit.Event]().String())
	err := t.send(ctx, batch, func(results pgx.BatchResults) error {
		if _, err := results.Exec(); err != nil {
			return err
		}
		var now time.Time
		err := results.QueryRow().Scan(&now)
		in.now = now.UTC()
		return err
	})
	if err != nil {
		return in, fmt.Errorf("begin: %w", err)
	}
	return in, nil
}

var (
	errSecondEvent = errors.New("a transaction writes one event, and this is its second")
	errNotStored   = errors.New("the transaction had failed and was rolled back")
)

// later has a statement wait.
func (t *transaction) later(w write) { t.waiting = append(t.waiting, w) }

// record has the transaction's event wait. A second one is a mistake of ours, not of the caller.
func (t *transaction) record(event write) error {
	if t.event {
		return errSecondEvent
	}
	t.event = true
	t.later(event)
	return nil
}

// flush carries out what waits, and then last if it is given, in one round trip.
func (t *transaction) flush(ctx context.Context, last ...string) error {
	if t.failed != nil || len(t.waiting)+len(last) == 0 {
		return t.failed
	}
	batch := &pgx.Batch{}
	for _, w := range t.waiting {
		batch.Queue(w.sql, w.args...)
	}
	for _, statement := range last {
		batch.Queue(statement)
	}
	writes := t.waiting
	t.waiting = nil
	t.failed = t.send(ctx, batch, func(results pgx.BatchResults) error {
		for _, w := range writes {
			if _, err := results.Exec(); err != nil {
				return w.refused(err)
			}
		}
		for _, statement := range last {
			if tag, err := results.Exec(); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			} else if !strings.EqualFold(tag.String(), statement) {
				return errNotStored
			}
		}
		return nil
	})
	return t.failed
}

func (t *transaction) commit(ctx context.Context) error { return t.flush(ctx, "commit") }

func (t *transaction) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.conn.PrepareContext(ctx, query)
}

func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.conn.ExecContext(ctx, query, args...)
}

func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.conn.QueryContext(ctx, query, args...)
}

// QueryRowContext cannot say that a write was refused, but PostgreSQL refuses everything
// after it, and the transaction remembers.
func (t *transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	_ = t.flush(ctx)
	return t.conn.QueryRowContext(ctx, query, args...)
}

// rollback ends the transaction also where the caller has gone meanwhile; a connection that
// cannot do so is given up.
func (t *transaction) rollback(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := t.conn.ExecContext(ctx, "rollback"); err != nil {
		_ = t.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// query sends what waits, and then a batch whose results are read.
func (t *transaction) query(ctx context.Context, batch *pgx.Batch, read func(pgx.BatchResults) error) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	return t.send(ctx, batch, read)
}

// send carries out a batch in one round trip.
func (t *transaction) send(ctx context.Context, batch *pgx.Batch, read func(pgx.BatchResults) error) error {
	return t.conn.Raw(func(connection any) error {
		results := connection.(*stdlib.Conn).Conn().SendBatch(ctx, batch) //nolint:errcheck // the pool holds no others
		if err := read(results); err != nil {
			_ = results.Close() // it says the same
			return err
		}
		return results.Close()
	})
}

// connection is the one of the transaction, with nothing waiting before it, for what the row
// mapper cannot do well: to copy many rows, or to read them.
func (t *transaction) connection(ctx context.Context, do func(*pgx.Conn) error) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	return t.conn.Raw(func(connection any) error {
		pooled, ok := connection.(*stdlib.Conn)
		if !ok {
			return errors.New("the pool holds other connections than PostgreSQL's")
		}
		return do(pooled.Conn())
	})
}
