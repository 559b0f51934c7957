package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/disclosure"
	"allmende/ports/driven"
	"allmende/ports/view"
)

var _ driven.Disclosures = (*DB)(nil)

// mostLookedThrough bounds a transaction, not what is told of.
const mostLookedThrough = 2000

// Disclose carries out driven.Disclosures. The mark is locked, so two servers take turns.
func (db *DB) Disclose(ctx context.Context, cooperative string, stream disclosure.Stream, prefix disclosure.Prefix,
	tell func(driven.Told) (*driven.NewRelease, error),
) (told int, more bool, err error) {
	err = pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		d := disclosing{tx, cooperative, stream, prefix}
		told, more, err = d.step(ctx, tell)
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("disclose %s: %w", stream, err)
	}
	return told, more, nil
}

type disclosing struct {
	tx          pgx.Tx
	cooperative string
	stream      disclosure.Stream
	prefix      disclosure.Prefix
}

// processes reads what is public of objects, by the stream that tells of them.
var processesSQL = map[disclosure.Stream]string{disclosure.Tenders: publicTendersSQL, disclosure.CallOffs: publicCallOffsSQL}

func (d disclosing) step(ctx context.Context, tell func(driven.Told) (*driven.NewRelease, error)) (int, bool, error) {
	if _, err := d.tx.Exec(ctx, `select set_config('app.cooperative_id', $1, true)`, d.cooperative); err != nil {
		return 0, false, err
	}
	objects, more, err := d.changed(ctx)
	if err != nil || len(objects) == 0 {
		return 0, more, err
	}
	var now time.Time
	if err := d.tx.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
		return 0, false, err
	}
	processes, err := d.processes(ctx, objects)
	if err != nil {
		return 0, false, err
	}
	told := 0
	for _, p := range processes {
		release, err := tell(driven.Told{Process: p.Process, Before: p.Before, Now: now})
		if err != nil {
			return 0, false, err
		}
		if release == nil {
			continue
		}
		if err := d.keep(ctx, p.Process, *release); err != nil {
			return 0, false, err
		}
		told++
	}
	return told, more, nil
}

// changedSQL are the events behind the mark, of all cooperatives, because the log is one; who looks
// for orders stops at the first of today's.
const changedSQL = `
with mark as (
  insert into publication.mark as m (cooperative_id, stream, seq) values ($1, $2, -1)
  on conflict (cooperative_id, stream) do update set seq = m.seq returning m.seq
), behind as (
  select l.seq, e.cooperative_id, e.object_type, e.object_id, e.refused,
    e.at >= date_trunc('day', allmende_clock() at time zone 'Europe/Berlin') at time zone 'Europe/Berlin' as today
  from audit_leaf l join event e on e.id = l.event_id where l.seq > (select seq from mark) order by l.seq limit $3
), taken as (
  select * from behind b where $2 <> 'call-offs' or b.seq < coalesce((select min(t.seq) from behind t where t.today), 9223372036854775807)
), found as (
  select distinct coalesce(f.tender_id, c.call_off_id, t.object_id::uuid)::text as id from taken t
    left join framework f on $2 = 'tenders' and t.object_type = 'framework' and f.cooperative_id = $1 and f.id::text = t.object_id
    left join mini_competition c on $2 = 'call-offs' and t.object_type = 'tender' and c.cooperative_id = $1 and c.id::text = t.object_id
  where t.cooperative_id = $1 and not t.refused and t.object_id ~ '^[0-9a-f-]{36}$'
    and ($2 = 'tenders' and t.object_type in ('tender', 'framework') or $2 = 'call-offs' and (t.object_type = 'call-off' or c.call_off_id is not null))
)
select coalesce((select max(seq) from taken), -1), (select count(*) from taken), coalesce((select array_agg(id) from found), '{}')`

// changed are the objects that something was logged of, and whether there is more to look through.
func (d disclosing) changed(ctx context.Context) (objects []string, more bool, err error) {
	var through int64
	var taken int
	err = d.tx.QueryRow(ctx, changedSQL, d.cooperative, string(d.stream), mostLookedThrough).Scan(&through, &taken, &objects)
	if err != nil || taken == 0 {
		return nil, false, err
	}
	_, err = d.tx.Exec(ctx, `update publication.mark set seq = $3 where cooperative_id = $1 and stream = $2`, d.cooperative, string(d.stream), through)
	return objects, taken == mostLookedThrough, err
}

type publicProcess struct {
	Process view.PublicProcess
	Before  *disclosure.Standing
}

func (d disclosing) processes(ctx context.Context, objects []string) ([]publicProcess, error) {
	rows, err := d.tx.Query(ctx, `select x.facts::text, p.ocid, p.standing::text, o.ocid from (`+processesSQL[d.stream]+`) x
		left join publication.process p on p.cooperative_id = $1 and p.object_id = x.id
		left join publication.process o on o.cooperative_id = $1 and o.object_id = x.framework_of order by x.id`, d.cooperative, objects)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (found publicProcess, err error) {
		var facts string
		var ocid, before, framework *string
		if err := row.Scan(&facts, &ocid, &before, &framework); err != nil {
			return found, err
		}
		if err := json.Unmarshal([]byte(facts), &found.Process); err != nil {
			return found, err
		}
		p := &found.Process
		p.OCID = publicName(d.prefix, ocid, p.Object)
		if p.Framework != nil {
			p.Framework.OCID = publicName(d.prefix, framework, p.Framework.OCID)
		}
		if before != nil {
			found.Before = &disclosure.Standing{}
			err = json.Unmarshal([]byte(*before), found.Before)
		}
		return found, err
	})
}

// publicName is the name that a process has been given, or will be.
func publicName(prefix disclosure.Prefix, given *string, object string) string {
	if given != nil {
		return *given
	}
	return prefix.Name(object)
}

const keepProcessSQL = `
insert into publication.process (cooperative_id, ocid, kind, object_id, facts, standing, title, status, published_at, changed_at, deadline, cpv, words)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, to_tsvector('german', $13) || to_tsvector('simple', $13))
on conflict (ocid) do update set facts = excluded.facts, standing = excluded.standing, title = excluded.title, status = excluded.status,
  changed_at = excluded.changed_at, deadline = excluded.deadline, cpv = excluded.cpv, words = excluded.words`

func (d disclosing) keep(ctx context.Context, p view.PublicProcess, n driven.NewRelease) error {
	p.ChangedAt = n.Release.At
	facts, err := json.Marshal(p)
	if err != nil {
		return err
	}
	standing, err := json.Marshal(n.Standing)
	if err != nil {
		return err
	}
	var deadline *time.Time
	if !p.Tender.Deadline.IsZero() {
		deadline = &p.Tender.Deadline
	}
	cpv, words := []string{}, p.Tender.Number+" "+p.Tender.Title+" "+p.Cooperative.Name
	for _, l := range p.Tender.Lots {
		words += " " + l.Title
	}
	for _, i := range p.Tender.Items {
		cpv, words = append(cpv, i.CPV), words+" "+i.Name
	}
	if _, err := d.tx.Exec(ctx, keepProcessSQL, d.cooperative, p.OCID, p.Kind, p.Object, string(facts), string(standing), p.Tender.Title,
		p.Tender.Status, p.PublishedAt, p.ChangedAt, deadline, cpv, words); err != nil {
		return err
	}
	if _, err := d.tx.Exec(ctx, `insert into publication.notice (cooperative_id, ocid, id, body) select n.cooperative_id, $2, n.id, n.document
		from public.publication n where n.cooperative_id = $1 and n.tender_id = $3 on conflict do nothing`, d.cooperative, p.OCID, p.Object); err != nil {
		return err
	}
	_, err = d.tx.Exec(ctx, `insert into publication.release (cooperative_id, ocid, release_id, released_at, tags, body) values ($1, $2, $3, $4, $5, $6)`,
		d.cooperative, p.OCID, n.Release.ID, n.Release.At, n.Release.Tags, n.Release.Body)
	return err
}
