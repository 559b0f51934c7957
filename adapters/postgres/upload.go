package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/upload"
	"allmende/ports/driven"
)

// uploads keeps files on their way in upload and upload_part.
type uploads struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Uploads = uploads{}

const uploadSQL = `select id::text, person_id::text as person, size, digest, received, at from upload where cooperative_id = ? and person_id = ? and `

// Same finds an upload by its file.
func (s uploads) Same(_ context.Context, by member.PersonID, size int64, digest string) (*upload.Upload, bool, error) {
	return s.one(uploadSQL+`digest = ? and size = ? for update`, s.in.cooperative, by.String(), digest, size)
}

// Get finds one by its id.
func (s uploads) Get(_ context.Context, by member.PersonID, which upload.ID) (*upload.Upload, error) {
	u, found, err := s.one(uploadSQL+`id = ? for update`, s.in.cooperative, by.String(), which.String())
	if err == nil && !found {
		err = access.ErrNotFound
	}
	return u, err
}

func (s uploads) one(sql string, args ...any) (*upload.Upload, bool, error) {
	var rows []struct {
		ID, Person, Digest string
		Size               int64
		Received           int
		At                 time.Time
	}
	if err := s.tx.Raw(sql, args...).Scan(&rows).Error; err != nil {
		return nil, false, fmt.Errorf("find an upload: %w", err)
	}
	if len(rows) == 0 {
		return nil, false, nil
	}
	r := rows[0]
	return upload.Restore(upload.State{
		ID: upload.ID(r.ID), Person: member.PersonID(r.Person), Size: r.Size, Digest: r.Digest, Received: r.Received, At: r.At,
	}), true, nil
}

// Add stores one.
func (s uploads) Add(_ context.Context, u *upload.Upload) error {
	state := u.State()
	err := s.tx.Exec(`insert into upload (cooperative_id, id, person_id, size, digest, received, at) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, state.ID.String(), state.Person.String(), state.Size, state.Digest, state.Received, state.At).Error
	if err != nil {
		return fmt.Errorf("begin an upload: %w", err)
	}
	return nil
}

// Keep stores the last part.
func (s uploads) Keep(ctx context.Context, u *upload.Upload, content []byte) error {
	state := u.State()
	err := s.tx.Exec(`update upload set received = ?, at = ? where cooperative_id = ? and id = ?`, state.Received, state.At, s.in.cooperative, state.ID.String()).Error
	if err == nil {
		err = s.t.connection(ctx, func(conn *pgx.Conn) error {
			_, err := conn.Exec(ctx, `insert into upload_part (cooperative_id, upload_id, number, content) values ($1, $2, $3, $4)`, s.in.cooperative, state.ID.String(), state.Received-1, content)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("keep a part of an upload: %w", err)
	}
	return nil
}

// Copy reads one part at a time: a file may be larger than the memory for it.
func (s uploads) Copy(_ context.Context, which upload.ID, each func([]byte) error) error {
	rows, err := s.tx.Raw(`select content from upload_part where cooperative_id = ? and upload_id = ? order by number`, s.in.cooperative, which.String()).Rows()
	if err != nil {
		return fmt.Errorf("read an upload: %w", err)
	}
	defer func() { _ = rows.Close() }() // what went wrong with reading is told by Err
	for rows.Next() {
		var part []byte
		if err := rows.Scan(&part); err != nil {
			return fmt.Errorf("read an upload: %w", err)
		}
		if err := each(part); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Part reads one part.
func (s uploads) Part(ctx context.Context, which upload.ID, number int) ([]byte, error) {
	var content []byte
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		return conn.QueryRow(ctx, `select content from upload_part where cooperative_id = $1 and upload_id = $2 and number = $3`, s.in.cooperative, which.String(), number).Scan(&content)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, access.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read a part of an upload: %w", err)
	}
	return content, nil
}

// Drop throws one away.
func (s uploads) Drop(_ context.Context, by member.PersonID, which upload.ID) error {
	if err := s.tx.Exec(`delete from upload where cooperative_id = ? and person_id = ? and id = ?`, s.in.cooperative, by.String(), which.String()).Error; err != nil {
		return fmt.Errorf("drop an upload: %w", err)
	}
	return nil
}

// Sweep throws away what was given up.
func (s uploads) Sweep(_ context.Context, by member.PersonID, before time.Time, but int) error {
	err := s.tx.Exec(`delete from upload u where u.cooperative_id = @cooperative and not exists (select from reading_task t where t.cooperative_id = u.cooperative_id and t.upload_id = u.id) and (u.at < @before
		or u.id in (select o.id from upload o where o.cooperative_id = @cooperative and o.person_id = @person order by o.at desc, o.id desc offset @but))`,
		map[string]any{"cooperative": s.in.cooperative, "before": before, "person": by.String(), "but": but}).Error
	if err != nil {
		return fmt.Errorf("sweep uploads: %w", err)
	}
	return nil
}
