package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/hook"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

var _ driven.HookCalls = (*DB)(nil)

// The bounds of a turn: what is left waits for the next, in a second.
const (
	mostSpread     = 500 // events a webhook
	mostAtOnce     = 20  // webhooks
	mostCalls      = 50  // a webhook
	takenFor       = 15 * time.Minute
	keptDays       = 30 // calls that are over
	longestAttempt = 500
)

type marked struct {
	Cooperative, Webhook string
	Seq                  int64
	Objects              []string
	Actor                *string // as session_actor writes it; none without a role
}

// SpreadCalls carries out driven.HookCalls, a webhook a transaction.
func (db *DB) SpreadCalls(ctx context.Context, sight func(access.Actor) access.Sight) (int, error) {
	var end int64
	if err := db.owner.QueryRow(ctx, `select coalesce(max(seq), -1) from audit_leaf`).Scan(&end); err != nil {
		return 0, fmt.Errorf("spread calls: %w", err)
	}
	rows, err := db.owner.Query(ctx, `select m.cooperative_id::text, m.webhook_id::text, m.seq, string_to_array(w.objects, ','),
			(select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', w.cooperative_id,
				'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
			from person p join appointment a on a.person_id = p.id and a.cooperative_id = w.cooperative_id and a.ended_at is null where p.id = w.person_id group by p.id)
		from post.hook_mark m join webhook w on w.cooperative_id = m.cooperative_id and w.id = m.webhook_id
		where w.ended_at is null and w.paused is null and m.seq < $1`, end)
	if err != nil {
		return 0, fmt.Errorf("spread calls: %w", err)
	}
	behind, err := pgx.CollectRows(rows, pgx.RowToStructByPos[marked])
	if err != nil {
		return 0, fmt.Errorf("spread calls: %w", err)
	}
	spread := 0
	for _, m := range behind {
		n, err := db.spread(ctx, m, end, sight)
		if err != nil {
			return spread, fmt.Errorf("spread calls: %w", err)
		}
		spread += n
	}
	return spread, nil
}

// spreadSQL adds calls in the order of the log and moves the mark: to the end, or to the last event that was taken.
const spreadSQL = `
with mark as (
  select seq from post.hook_mark where cooperative_id = $1 and webhook_id = $2 for update
), found as (
  select l.seq, e.action, e.object_type, e.object_id, e.at from audit_leaf l join event e on e.id = l.event_id
  where l.seq > (select seq from mark) and l.seq <= $3 and e.cooperative_id = $1 and not e.refused and e.object_type = any($4)
    and ($5 or e.member_id = any($6::uuid[]) or e.supplier_id = any($7::uuid[])) order by l.seq limit $8
), moved as (
  update post.hook_mark set seq = case when (select count(*) from found) = $8 then (select max(seq) from found) else $3 end
  where cooperative_id = $1 and webhook_id = $2 and seq = (select seq from mark) returning 1
)
select seq, action, object_type, object_id, at from found where exists (select from moved) order by seq`

func (db *DB) spread(ctx context.Context, m marked, end int64, sight func(access.Actor) access.Sight) (added int, err error) {
	var sees access.Sight
	if m.Actor != nil {
		actor, err := actorOf(*m.Actor)
		if err != nil {
			return 0, err
		}
		sees = sight(actor)
	}
	err = pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, spreadSQL, m.Cooperative, m.Webhook, end, m.Objects, sees.Everything, uuids(sees.Members), uuids(sees.Suppliers), mostSpread)
		if err != nil {
			return err
		}
		calls, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c driven.HookCall, err error) {
			err = row.Scan(&c.Sequence, &c.Action, &c.ObjectType, &c.ObjectID, &c.At)
			return c, err
		})
		if err != nil {
			return err
		}
		for _, c := range calls {
			_, err := tx.Exec(ctx, `insert into post.hook_call (cooperative_id, id, webhook_id, seq, action, object_type, object_id, at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, allmende_clock())`,
				m.Cooperative, id.New[view.WebhookCall]().String(), m.Webhook, c.Sequence, c.Action, c.ObjectType, c.ObjectID, c.At)
			if err != nil {
				return err
			}
		}
		added = len(calls)
		_, err = tx.Exec(ctx, `delete from post.hook_call where cooperative_id = $1 and webhook_id = $2 and state <> 'waiting' and at < allmende_clock() - make_interval(days => $3)`,
			m.Cooperative, m.Webhook, keptDays)
		return err
	})
	return added, err
}

// takeSQL takes webhooks that have something due, which nobody else has taken.
const takeSQL = `
update post.hook_mark m set taken_until = allmende_clock() + $1
from webhook w where w.cooperative_id = m.cooperative_id and w.id = m.webhook_id and (m.cooperative_id, m.webhook_id) in (
  select k.cooperative_id, k.webhook_id from post.hook_mark k join webhook v on v.cooperative_id = k.cooperative_id and v.id = k.webhook_id
  where k.taken_until <= allmende_clock() and v.ended_at is null and v.paused is null and exists (select from post.hook_call c
    where c.cooperative_id = k.cooperative_id and c.webhook_id = k.webhook_id and c.state = 'waiting' and c.due_at <= allmende_clock())
  limit $2 for update of k skip locked)
returning m.cooperative_id::text, ` + webhookColumns + `, allmende_clock()`

// DueCalls carries out driven.HookCalls.
func (db *DB) DueCalls(ctx context.Context) ([]driven.HookBatch, error) {
	rows, err := db.owner.Query(ctx, takeSQL, takenFor, mostAtOnce)
	if err != nil {
		return nil, fmt.Errorf("take calls: %w", err)
	}
	batches, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (b driven.HookBatch, err error) {
		var r webhookRow
		var cooperative string
		err = row.Scan(&cooperative, &r.ID, &r.PersonID, &r.Name, &r.Address, &r.Objects, &r.Paused, &r.Generation, &r.Version, &r.RotatedAt, &r.CreatedAt, &b.Now)
		b.Cooperative, b.Hook, b.Now = member.CooperativeID(cooperative), r.state(), b.Now.UTC()
		return b, err
	})
	if err != nil {
		return nil, fmt.Errorf("take calls: %w", err)
	}
	for i := range batches {
		if batches[i].Calls, err = db.dueCalls(ctx, batches[i]); err != nil {
			return nil, fmt.Errorf("take calls: %w", err)
		}
	}
	return batches, nil
}

func (db *DB) dueCalls(ctx context.Context, b driven.HookBatch) ([]driven.HookCall, error) {
	rows, err := db.owner.Query(ctx, `select c.id::text, c.seq, c.action, c.object_type, c.object_id, c.at,
			(select count(*) from post.hook_attempt a where a.cooperative_id = c.cooperative_id and a.call_id = c.id)
		from post.hook_call c where c.cooperative_id = $1 and c.webhook_id = $2 and c.state = 'waiting' and c.due_at <= $3 order by c.seq nulls first, c.id limit $4`,
		b.Cooperative.String(), b.Hook.ID.String(), b.Now, mostCalls)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c driven.HookCall, err error) {
		err = row.Scan(&c.ID, &c.Sequence, &c.Action, &c.ObjectType, &c.ObjectID, &c.At, &c.Attempts)
		c.At = c.At.UTC()
		return c, err
	})
}

// KeepCall carries out driven.HookCalls.
func (db *DB) KeepCall(ctx context.Context, b driven.HookBatch, c driven.HookCall, r hook.Result, fate hook.Fate, at time.Time) error {
	state, due := "dead", at
	switch {
	case fate.Done:
		state = "delivered"
	case !fate.Again.IsZero():
		state, due = "waiting", fate.Again
	}
	err := pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `insert into post.hook_attempt (cooperative_id, call_id, number, at, took_ms, status, error, answer) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			b.Cooperative.String(), c.ID, c.Attempts+1, at, r.Took.Milliseconds(), r.Status, short(r.Error), short(r.Answer))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update post.hook_call set state = $3, due_at = $4 where cooperative_id = $1 and id = $2`, b.Cooperative.String(), c.ID, state, due)
		return err
	})
	if err != nil {
		return fmt.Errorf("keep what became of call %s: %w", c.ID, err)
	}
	return nil
}

func short(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), longestAttempt)])
}

// ReleaseCalls carries out driven.HookCalls.
func (db *DB) ReleaseCalls(ctx context.Context, b driven.HookBatch) error {
	_, err := db.owner.Exec(ctx, `update post.hook_mark set taken_until = allmende_clock() where cooperative_id = $1 and webhook_id = $2`, b.Cooperative.String(), b.Hook.ID.String())
	if err != nil {
		return fmt.Errorf("release calls: %w", err)
	}
	return nil
}
