package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/ports/driven"
	"allmende/ports/view"
)

var _ driven.PublicReports = (*DB)(nil)

// What is read here is read as nobody: of no cooperative, under row-level security, which shows
// nothing but what was published.
const releaseSQL = `select seq, ocid, release_id, released_at, tags, body from publication.release `

// Releases carries out driven.PublicReports.
func (db *DB) Releases(ctx context.Context, page view.PageRequest) (view.Page[view.Release], error) {
	place, err := readCursor(page.Cursor, 1)
	if err != nil {
		return view.Page[view.Release]{}, err
	}
	after := int64(-1)
	if place != nil {
		if after, err = strconv.ParseInt(place[0], 10, 64); err != nil {
			return view.Page[view.Release]{}, access.ErrCursor
		}
	}
	found, err := db.releases(ctx, releaseSQL+`where seq > $1 order by seq`+upTo(page.Limit), after)
	if err != nil {
		return view.Page[view.Release]{}, err
	}
	return pageOf(found, page.Limit, func(r view.Release) []string { return []string{strconv.FormatInt(r.Sequence, 10)} }), nil
}

// ReleasesOf carries out driven.PublicReports.
func (db *DB) ReleasesOf(ctx context.Context, ocid string) ([]view.Release, error) {
	return db.releases(ctx, releaseSQL+`where ocid = $1 order by seq`, ocid)
}

func (db *DB) releases(ctx context.Context, sql string, args ...any) ([]view.Release, error) {
	rows, err := db.app.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("read releases: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r view.Release, err error) {
		err = row.Scan(&r.Sequence, &r.OCID, &r.ID, &r.At, &r.Tags, &r.Body)
		r.At = r.At.UTC()
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read releases: %w", err)
	}
	return found, nil
}

// Processes carries out driven.PublicReports: all words have to be found, each as it is or in another
// form of it.
func (db *DB) Processes(ctx context.Context, in view.PublicSearch, page view.PageRequest) (view.Page[view.PublicProcess], error) {
	place, err := readCursor(page.Cursor, 2)
	if err != nil {
		return view.Page[view.PublicProcess]{}, err
	}
	sql, args := `select facts::text from publication.process where kind = 'tender'`, []any{}
	where := func(condition string, values ...any) {
		numbers := make([]any, len(values))
		for i, v := range values {
			args = append(args, v)
			numbers[i] = len(args)
		}
		sql += " and " + fmt.Sprintf(condition, numbers...)
	}
	if in.Words != "" {
		where(`words @@ (websearch_to_tsquery('german', $%[1]d) || websearch_to_tsquery('simple', $%[1]d))`, in.Words)
	}
	if in.CPV != "" {
		where(`exists (select from unnest(cpv) code where starts_with(code, $%d))`, in.CPV)
	}
	if in.Status != "" {
		where(`status = $%d`, in.Status)
	}
	if place != nil {
		at, err := time.Parse(time.RFC3339Nano, place[0])
		if err != nil {
			return view.Page[view.PublicProcess]{}, access.ErrCursor
		}
		where(`(published_at, ocid) < ($%d, $%d)`, at, place[1])
	}
	rows, err := db.app.Query(ctx, sql+` order by published_at desc, ocid desc`+upTo(page.Limit), args...)
	if err != nil {
		return view.Page[view.PublicProcess]{}, fmt.Errorf("find processes: %w", err)
	}
	found, err := pgx.CollectRows(rows, processOf)
	if err != nil {
		return view.Page[view.PublicProcess]{}, fmt.Errorf("find processes: %w", err)
	}
	return pageOf(found, page.Limit, func(p view.PublicProcess) []string {
		return []string{p.PublishedAt.UTC().Format(time.RFC3339Nano), p.OCID}
	}), nil
}

// Process carries out driven.PublicReports.
func (db *DB) Process(ctx context.Context, ocid string) (view.PublicProcess, bool, error) {
	rows, err := db.app.Query(ctx, `select facts::text from publication.process where ocid = $1`, ocid)
	if err != nil {
		return view.PublicProcess{}, false, fmt.Errorf("read a process: %w", err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, processOf)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("read a process: %w", err)
	}
	return p, true, nil
}

func processOf(row pgx.CollectableRow) (p view.PublicProcess, err error) {
	var facts string
	if err := row.Scan(&facts); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(facts), &p)
}

// Notice carries out driven.PublicReports.
func (db *DB) Notice(ctx context.Context, ocid, notice string) ([]byte, bool, error) {
	var body []byte
	err := db.app.QueryRow(ctx, `select body from publication.notice where ocid = $1 and id::text = $2`, ocid, notice).Scan(&body)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read a public notice: %w", err)
	}
	return body, true, nil
}
