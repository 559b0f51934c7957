package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/ports/driven"
)

var _ driven.Log = (*DB)(nil)

// sequencerLock is the advisory lock of whoever extends the log.
const sequencerLock = 0x616c6c6d656e6465

// Extend takes the waiting events that committed, in the order of their time, and
// numbers them. A transaction that commits late is numbered late: nothing is lost.
func (db *DB) Extend(ctx context.Context, limit int, grow driven.Grow) (int, error) {
	done := 0
	err := pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		var free bool
		if err := tx.QueryRow(ctx, `select pg_try_advisory_xact_lock($1)`, int64(sequencerLock)).Scan(&free); err != nil || !free {
			return err
		}
		ids, contents, err := waiting(ctx, tx, limit)
		if err != nil || len(ids) == 0 {
			return err
		}
		var size int64
		if err := tx.QueryRow(ctx, `select coalesce(max(seq) + 1, 0) from audit_leaf`).Scan(&size); err != nil {
			return err
		}
		growth, err := grow(size, contents, func(indices []int64) ([]audit.Hash, error) { return treeHashes(ctx, tx, indices) })
		if err != nil {
			return err
		}
		done = len(ids)
		return storeGrowth(ctx, tx, size, ids, growth)
	})
	if err != nil {
		return 0, fmt.Errorf("extend the log: %w", err)
	}
	return done, nil
}

func waiting(ctx context.Context, tx pgx.Tx, limit int) (ids []string, contents [][]byte, err error) {
	rows, err := tx.Query(ctx, `select e.id::text, audit_leaf_content(e.id) from audit_pending p join event e on e.id = p.event_id
		order by e.at, e.id limit $1`, limit)
	if err != nil {
		return nil, nil, err
	}
	var eventID, content string
	_, err = pgx.ForEachRow(rows, []any{&eventID, &content}, func() error {
		ids, contents = append(ids, eventID), append(contents, []byte(content))
		return nil
	})
	return ids, contents, err
}

func treeHashes(ctx context.Context, tx pgx.Tx, indices []int64) ([]audit.Hash, error) {
	rows, err := tx.Query(ctx, `select h.hash from unnest($1::bigint[]) with ordinality as want (index, place)
		join audit_hash h on h.index = want.index order by want.place`, indices)
	if err != nil {
		return nil, err
	}
	hashes, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (audit.Hash, error) {
		var raw []byte
		err := row.Scan(&raw)
		return asHash(raw), err
	})
	if err == nil && len(hashes) != len(indices) {
		err = errors.New("the log lost hashes of its tree")
	}
	return hashes, err
}

func asHash(raw []byte) (h audit.Hash) {
	copy(h[:], raw)
	return h
}

func storeGrowth(ctx context.Context, tx pgx.Tx, size int64, ids []string, growth driven.Growth) error {
	_, err := tx.Exec(ctx, `insert into audit_leaf (seq, event_id, hash)
		select $1 + place - 1, event_id, hash from unnest($2::uuid[], $3::bytea[]) with ordinality as leaf (event_id, hash, place)`,
		size, ids, raw(growth.Leaves))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into audit_hash (index, hash)
		select coalesce((select max(index) + 1 from audit_hash), 0) + place - 1, hash from unnest($1::bytea[]) with ordinality as h (hash, place)`,
		raw(growth.Stored))
	if err != nil {
		return err
	}
	c := growth.Checkpoint
	_, err = tx.Exec(ctx, `insert into audit_checkpoint (tree_size, root, note, signed_at) values ($1, $2, $3, allmende_clock())`,
		c.TreeSize, c.Root[:], c.Note)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `delete from audit_pending where event_id = any($1::uuid[])`, ids)
	return err
}

func raw(hashes []audit.Hash) [][]byte {
	list := make([][]byte, len(hashes))
	for i := range hashes {
		list[i] = hashes[i][:]
	}
	return list
}

// Leaves reads the log with the present content of its events.
func (db *DB) Leaves(ctx context.Context, visit func(driven.Leaf) error) error {
	rows, err := db.owner.Query(ctx, `select l.seq, l.event_id::text, l.hash, audit_leaf_content(l.event_id) from audit_leaf l order by l.seq`)
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	var leaf driven.Leaf
	var hash []byte
	var content *string
	_, err = pgx.ForEachRow(rows, []any{&leaf.Seq, &leaf.EventID, &hash, &content}, func() error {
		leaf.Hash, leaf.Content = asHash(hash), nil
		if content != nil {
			leaf.Content = []byte(*content)
		}
		return visit(leaf)
	})
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	return nil
}

// Checkpoints reads the signed notes.
func (db *DB) Checkpoints(ctx context.Context) ([]audit.Checkpoint, error) {
	rows, err := db.owner.Query(ctx, `select tree_size, root, note, signed_at from audit_checkpoint order by tree_size`)
	if err != nil {
		return nil, fmt.Errorf("read the checkpoints: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (audit.Checkpoint, error) {
		var c audit.Checkpoint
		var root []byte
		err := row.Scan(&c.TreeSize, &root, &c.Note, &c.SignedAt)
		c.Root = asHash(root)
		return c, err
	})
}

// Waiting counts the events without a place in the log.
func (db *DB) Waiting(ctx context.Context) (n int, err error) {
	err = db.owner.QueryRow(ctx, `select count(*) from event e where not exists (select from audit_leaf l where l.event_id = e.id)`).Scan(&n)
	return n, err
}

const findingsSQL = `select kind, relation, row_key, '' from (select * from audit_row_findings() union all select * from audit_installation_findings()) as found
union all select 'total-wrong', relation, row_key, detail from framework_totals_wrong()
union all select 'total-wrong', relation, row_key, detail from ledger_totals_wrong()
union all select 'total-wrong', relation, row_key, detail from statement_totals_wrong()
union all select 'total-wrong', relation, row_key, detail from capacity_totals_wrong()
union all select 'total-wrong', relation, row_key, detail from rating_totals_wrong()`

// Rows compares a cooperative's rows with their events and its totals with their
// parts, in one transaction.
func (db *DB) Rows(ctx context.Context, of member.CooperativeID) (checked int, findings []audit.Finding, err error) {
	err = pgx.BeginTxFunc(ctx, db.owner, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `select set_config('app.cooperative_id', $1, true)`, of.String()); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `select audit_row_count() + audit_installation_count()`).Scan(&checked); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, findingsSQL)
		if err != nil {
			return err
		}
		findings, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (audit.Finding, error) {
			var f audit.Finding
			err := row.Scan(&f.Kind, &f.Table, &f.Key, &f.Detail)
			return f, err
		})
		return err
	})
	if err != nil {
		return 0, nil, fmt.Errorf("verify the rows: %w", err)
	}
	return checked, findings, nil
}
