package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/upload"
	"allmende/ports/driven"
)

// Queue stores that a delivery is to be taken.
func (s readings) Queue(_ context.Context, t metering.Task, now time.Time) error {
	done := s.tx.Exec(`insert into reading_task (cooperative_id, import_id, upload_id, person_id, token_id, at) values (?, ?, ?, ?, ?, ?)
		on conflict on constraint reading_task_pk do nothing`, s.in.cooperative, t.Import.String(), t.Upload.String(), t.By.String(), orNil(t.Through.Token.String()), now)
	if done.Error != nil || done.RowsAffected > 0 {
		return stored("a task of readings", done.RowsAffected, done.Error)
	}
	var same []bool
	err := s.tx.Raw(`select upload_id = cast(? as uuid) from reading_task where cooperative_id = ? and import_id = ?`, t.Upload.String(), s.in.cooperative, t.Import.String()).Scan(&same).Error
	if err != nil {
		return fmt.Errorf("find a task of readings: %w", err)
	}
	if len(same) == 0 || !same[0] {
		return metering.ErrRunning
	}
	return nil
}

// Advance notes how far it is; whoever would cancel it waits until then.
func (s readings) Advance(_ context.Context, i metering.ImportID, bytes int64) error {
	done := s.tx.Exec(`update reading_task set read = ? where cooperative_id = ? and import_id = ?`, bytes, s.in.cooperative, i.String())
	return queued(done.RowsAffected, done.Error)
}

// Unqueue throws the task away, and its file.
func (s readings) Unqueue(_ context.Context, i metering.ImportID) error {
	var files []string
	if err := s.tx.Raw(`delete from reading_task where cooperative_id = ? and import_id = ? returning upload_id::text`, s.in.cooperative, i.String()).Scan(&files).Error; err != nil {
		return queued(0, err)
	}
	if len(files) == 0 {
		return metering.ErrNotRunning
	}
	if err := s.tx.Exec(`delete from upload where cooperative_id = ? and id = ?`, s.in.cooperative, files[0]).Error; err != nil {
		return fmt.Errorf("drop readings in parts: %w", err)
	}
	return nil
}

func queued(rows int64, err error) error {
	if err == nil && rows == 0 {
		return metering.ErrNotRunning
	}
	return stored("a task of readings", rows, err)
}

// Stop stores why it ended.
func (s readings) Stop(_ context.Context, i metering.ImportID, code string, params map[string]string, by member.PersonID, at time.Time) error {
	if params == nil {
		params = map[string]string{}
	}
	text, err := json.Marshal(params)
	if err != nil {
		return fmt.Errorf("store why a delivery ended: %w", err)
	}
	done := s.tx.Exec(`insert into reading_stop (cooperative_id, id, import_id, code, params, stopped_at, stopped_by) values (?, ?, ?, ?, ?::jsonb, ?, ?)`,
		s.in.cooperative, id.New[metering.Task]().String(), i.String(), code, string(text), at, by.String())
	return stored("why a delivery of readings ended", done.RowsAffected, done.Error)
}

// readingTasks finds tasks for the owner of the database, over all cooperatives.
type readingTasks struct{ owner *pgxpool.Pool }

var _ driven.ReadingTasks = readingTasks{}

// ReadingTasks are the deliveries that are taken by themselves.
func (db *DB) ReadingTasks() driven.ReadingTasks { return readingTasks{db.owner} }

const readingTasksSQL = `
select t.cooperative_id::text, t.import_id::text, i.name, i.format, t.upload_id::text, t.person_id::text, coalesce(k.id::text, ''), coalesce(k.name, '')
from reading_task t join reading_import i on i.cooperative_id = t.cooperative_id and i.id = t.import_id
  left join api_token k on k.cooperative_id = t.cooperative_id and k.id = t.token_id
order by t.at, t.import_id`

// Each hands them out one by one. What tells that a server has one is a lock of its connection,
// which goes with the server.
func (r readingTasks) Each(ctx context.Context, do func(context.Context, metering.Task) error) (int, error) {
	waiting, err := r.waiting(ctx)
	if err != nil || len(waiting) == 0 {
		return 0, err
	}
	conn, err := r.owner.Acquire(ctx)
	if err != nil {
		return 0, fmt.Errorf("find readings in parts: %w", err)
	}
	defer conn.Release()
	var taken int
	var failed error
	for _, t := range waiting {
		key := "reading_task " + t.Import.String()
		var free bool
		if err := conn.QueryRow(ctx, `select pg_try_advisory_lock(hashtextextended($1, 0)) and exists (select from reading_task where import_id = $2)`, key, t.Import.String()).Scan(&free); err != nil {
			return taken, errors.Join(failed, err)
		}
		if free {
			taken++
			failed = errors.Join(failed, do(ctx, t))
		}
		// Also where it was another's or is gone: who does not hold it gives back nothing.
		if _, err := conn.Exec(context.WithoutCancel(ctx), `select pg_advisory_unlock_all()`); err != nil {
			return taken, errors.Join(failed, err)
		}
	}
	return taken, failed
}

func (r readingTasks) waiting(ctx context.Context) ([]metering.Task, error) {
	rows, err := r.owner.Query(ctx, readingTasksSQL)
	if err != nil {
		return nil, fmt.Errorf("find readings in parts: %w", err)
	}
	defer rows.Close()
	var tasks []metering.Task
	for rows.Next() {
		var cooperative, of, name, format, file, by, token, tokenName string
		if err := rows.Scan(&cooperative, &of, &name, &format, &file, &by, &token, &tokenName); err != nil {
			return nil, fmt.Errorf("find readings in parts: %w", err)
		}
		tasks = append(tasks, metering.Task{
			Cooperative: member.CooperativeID(cooperative), Import: metering.ImportID(of), Name: name, Format: metering.Format(format),
			Upload: upload.ID(file), By: member.PersonID(by), Through: access.Through{Token: access.TokenID(token), Name: tokenName},
		})
	}
	return tasks, rows.Err()
}
