// Package postgres keeps everything in PostgreSQL: aggregates in tables that
// defend themselves, reads as one statement each, and the one transaction.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	gormpostgres "gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"allmende/migrations"
)

// connections to the database at work at once: more only wait for each other
// (performance.md).
const connections = 12

// DB is a database of Allmende. Business goes through a pool that has put on the
// role allmende_app; migrations, the log's sequencer and its verification work as
// the owner.
type DB struct {
	app   *pgxpool.Pool
	owner *pgxpool.Pool
	pool  *sql.DB // app, as the row mapper wants it
	orm   *gorm.DB

	mu  sync.Mutex
	law map[string]lawRead // by cooperative

	accounts accountBook
	orders   queue
	stock    stockroom
	stating  chan struct{}
}

// Open connects as the owner that url names and migrates to the newest schema,
// which is safe beside other instances that do the same.
func Open(ctx context.Context, url string) (*DB, error) {
	owner, err := connect(ctx, url, 4, nil)
	if err != nil {
		return nil, err
	}
	if err := checkOwner(ctx, owner); err != nil {
		owner.Close()
		return nil, err
	}
	if err := migrate(ctx, owner); err != nil {
		owner.Close()
		return nil, err
	}
	app, err := connect(ctx, url, connections, putOnRole)
	if err != nil {
		owner.Close()
		return nil, err
	}
	pool := stdlib.OpenDBFromPool(app)
	orm, err := gorm.Open(gormpostgres.New(gormpostgres.Config{Conn: pool}), &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // values must not land in the log; errors are returned
	})
	if err != nil {
		app.Close()
		owner.Close()
		return nil, fmt.Errorf("open the row mapper: %w", err)
	}
	db := &DB{app: app, owner: owner, pool: pool, orm: orm, stating: make(chan struct{}, statingAtOnce)}
	if err := db.ShiftClock(ctx, 0); err != nil { // whoever moved it is gone
		db.Close()
		return nil, err
	}
	return db, nil
}

func connect(ctx context.Context, url string, limit int32, after func(context.Context, *pgx.Conn) error) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err)
	}
	config.MaxConns = limit
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	config.ConnConfig.RuntimeParams["application_name"] = "allmende"
	config.ConnConfig.RuntimeParams["jit"] = "off" // compiling takes longer than any statement of ours
	config.AfterConnect = after
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the pool of connections: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, unreachable(config.ConnConfig.Config, err)
	}
	return pool, nil
}

// unreachable says in one line why the database does not answer; pgx says it once
// for each address that it tried.
func unreachable(config pgconn.Config, err error) error {
	at := net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port)))
	if refusal := new(pgconn.PgError); errors.As(err, &refusal) {
		return fmt.Errorf("the database at %s refuses: %w", at, refusal)
	}
	if failure := new(net.OpError); errors.As(err, &failure) {
		return fmt.Errorf("the database at %s does not answer: %w", at, failure.Err)
	}
	return fmt.Errorf("connect to the database at %s: %w", at, err)
}

// The oldest PostgreSQL that will do.
const oldest = 15

// checkOwner tells in one sentence what the given server or its owner lacks: the
// functions that find a person's cooperatives look past row-level security.
func checkOwner(ctx context.Context, owner *pgxpool.Pool) error {
	var name string
	var version int
	var passes bool
	err := owner.QueryRow(ctx, `select current_user, current_setting('server_version_num')::int / 10000, rolsuper or rolbypassrls
		from pg_roles where rolname = current_user`).Scan(&name, &version, &passes)
	switch {
	case err != nil:
		return fmt.Errorf("ask the database who its owner is: %w", err)
	case version < oldest:
		return fmt.Errorf("the database is PostgreSQL %d: Allmende needs %d or later", version, oldest)
	case !passes:
		return fmt.Errorf("the database's owner %s lacks BYPASSRLS: have an administrator run 'alter role %s bypassrls'", name, pgx.Identifier{name}.Sanitize())
	}
	return nil
}

// putOnRole takes the rights away that nobody needs. Long texts are packed with LZ4 where
// the server has it: what it has by default takes ten times as long, and the texts of a
// hundred opened bids are a hundred mebibytes.
func putOnRole(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `select set_config(name, 'lz4', false) from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals);
		set role allmende_app`)
	return err
}

// Close ends all connections.
func (db *DB) Close() {
	_ = db.pool.Close()
	db.app.Close()
	db.owner.Close()
}

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.app.Ping(ctx) }

func migrate(ctx context.Context, owner *pgxpool.Pool) error {
	conn := stdlib.OpenDBFromPool(owner)
	defer func(conn *sql.DB) { _ = conn.Close() }(conn)
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, conn, migrations.Files, goose.WithSessionLocker(locker))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}
