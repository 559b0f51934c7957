package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/hook"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// webhooks keeps webhooks in webhook, and their calls in post.
type webhooks struct {
	tx *gorm.DB
	in scope
}

var _ driven.Webhooks = webhooks{}

// Held counts those of a person nobody else makes one for.
func (s webhooks) Held(_ context.Context, p member.PersonID) (held int, err error) {
	if err := s.tx.Exec(`select pg_advisory_xact_lock(hashtextextended('webhook/' || ?, 0))`, p.String()).Error; err != nil {
		return 0, fmt.Errorf("wait for a person's webhooks: %w", err)
	}
	err = s.tx.Raw(`select count(*) from webhook where cooperative_id = ? and person_id = ? and ended_at is null`, s.in.cooperative, p.String()).Row().Scan(&held)
	if err != nil {
		return 0, fmt.Errorf("count a person's webhooks: %w", err)
	}
	return held, nil
}

// Add stores a webhook whose mark is the log's end.
func (s webhooks) Add(_ context.Context, w *hook.Webhook) error {
	h := w.State()
	err := s.tx.Exec(`insert into webhook (cooperative_id, id, person_id, name, address, objects, created_at) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, h.ID.String(), h.Person.String(), h.Name, h.Address, strings.Join(h.Objects, ","), h.CreatedAt).Error
	if err == nil {
		err = s.tx.Exec(`insert into post.hook_mark (cooperative_id, webhook_id, seq, taken_until) select ?, ?, coalesce(max(seq), -1), ? from audit_leaf`,
			s.in.cooperative, h.ID.String(), h.CreatedAt).Error
	}
	if err != nil {
		return fmt.Errorf("add a webhook: %w", err)
	}
	return nil
}

// Get locks a person's.
func (s webhooks) Get(ctx context.Context, p member.PersonID, which hook.ID) (*hook.Webhook, error) {
	w, err := s.Any(ctx, which)
	if err == nil && w.State().Person != p {
		err = access.ErrNotFound
	}
	return w, err
}

type webhookRow struct {
	ID, PersonID, Name, Address, Objects string
	Paused                               *string
	Generation, Version                  int
	RotatedAt                            *time.Time
	CreatedAt                            time.Time

	// In a list only.
	Waiting    int
	LastAt     *time.Time
	LastStatus *int
}

func (r webhookRow) state() hook.State {
	h := hook.State{
		ID: hook.ID(r.ID), Person: member.PersonID(r.PersonID), Name: r.Name, Address: r.Address, Objects: strings.Split(r.Objects, ","),
		Generation: r.Generation, RotatedAt: utcOrZero(r.RotatedAt), CreatedAt: r.CreatedAt.UTC(), Version: r.Version,
	}
	if r.Paused != nil {
		h.Paused = hook.Cause(*r.Paused)
	}
	return h
}

const webhookColumns = `w.id::text, w.person_id::text, w.name, w.address, w.objects, w.paused, w.generation, w.version, w.rotated_at, w.created_at`

// Any locks one.
func (s webhooks) Any(_ context.Context, which hook.ID) (*hook.Webhook, error) {
	var rows []webhookRow
	err := s.tx.Raw(`select `+webhookColumns+` from webhook w where w.cooperative_id = ? and w.id = ? and w.ended_at is null for update`,
		s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find a webhook: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	return hook.Restore(rows[0].state()), nil
}

// Save stores all that changes.
func (s webhooks) Save(_ context.Context, w *hook.Webhook) error {
	h := w.State()
	var paused, rotated any
	if h.Paused != "" {
		paused = string(h.Paused)
	}
	if !h.RotatedAt.IsZero() {
		rotated = h.RotatedAt
	}
	done := s.tx.Exec(`update webhook set name = ?, address = ?, objects = ?, paused = ?, generation = ?, rotated_at = ?, version = ? where cooperative_id = ? and id = ?`,
		h.Name, h.Address, strings.Join(h.Objects, ","), paused, h.Generation, rotated, h.Version, s.in.cooperative, h.ID.String())
	return stored("a webhook", done.RowsAffected, done.Error)
}

// End keeps the row, for the log.
func (s webhooks) End(_ context.Context, w *hook.Webhook) error {
	done := s.tx.Exec(`update webhook set ended_at = ?, version = version + 1 where cooperative_id = ? and id = ?`, s.in.now, s.in.cooperative, w.State().ID.String())
	return stored("a webhook", done.RowsAffected, done.Error)
}

// List shows a person's with what became of their last calls.
func (s webhooks) List(_ context.Context, p member.PersonID) ([]view.Webhook, error) {
	var rows []webhookRow
	err := s.tx.Raw(`select `+webhookColumns+`, (select count(*) from post.hook_call c where c.cooperative_id = w.cooperative_id and c.webhook_id = w.id and c.state = 'waiting') as waiting,
			a.at as last_at, a.status as last_status
		from webhook w left join lateral (select t.at, t.status from post.hook_call c join post.hook_attempt t on t.cooperative_id = c.cooperative_id and t.call_id = c.id
			where c.cooperative_id = w.cooperative_id and c.webhook_id = w.id order by t.at desc limit 1) a on true
		where w.cooperative_id = ? and w.person_id = ? and w.ended_at is null order by w.id desc`, s.in.cooperative, p.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list webhooks: %w", err)
	}
	found := make([]view.Webhook, len(rows))
	for i, r := range rows {
		h := r.state()
		found[i] = view.Webhook{
			ID: h.ID.String(), Name: h.Name, Address: h.Address, Objects: h.Objects, Paused: string(h.Paused), Waiting: r.Waiting,
			CreatedAt: h.CreatedAt, LastAt: utcOrZero(r.LastAt), Version: h.Version,
		}
		if len(h.Generations(s.in.now)) > 1 {
			found[i].OldUntil = h.RotatedAt.Add(hook.Overlap)
		}
		if r.LastStatus != nil {
			found[i].LastStatus = *r.LastStatus
		}
	}
	return found, nil
}

// Test adds a call that is of no event.
func (s webhooks) Test(ctx context.Context, which hook.ID, action string) (view.WebhookCall, error) {
	call := id.New[view.WebhookCall]().String()
	err := s.tx.Exec(`insert into post.hook_call (cooperative_id, id, webhook_id, action, object_type, object_id, at, due_at) values (?, ?, ?, ?, 'webhook', ?, ?, ?)`,
		s.in.cooperative, call, which.String(), action, which.String(), s.in.now, s.in.now).Error
	if err != nil {
		return view.WebhookCall{}, fmt.Errorf("add a test call: %w", err)
	}
	return s.one(ctx, which, call)
}

// Repeat makes a call due that is over.
func (s webhooks) Repeat(ctx context.Context, which hook.ID, call string) (view.WebhookCall, error) {
	before, err := s.one(ctx, which, call)
	if err != nil {
		return before, err
	}
	done := s.tx.Exec(`update post.hook_call set state = 'waiting', due_at = ? where cooperative_id = ? and id = ? and state <> 'waiting'`, s.in.now, s.in.cooperative, call)
	if done.Error != nil {
		return before, fmt.Errorf("repeat a call: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return before, hook.ErrCallWaits
	}
	return s.one(ctx, which, call)
}

const hookCallSQL = `select json_build_object('id', c.id, 'action', c.action, 'objectType', c.object_type, 'objectId', c.object_id, 'sequence', c.seq, 'at', c.at, 'state', c.state,
	'dueAt', case when c.state = 'waiting' then c.due_at end, 'attempts', coalesce((
		select json_agg(json_build_object('at', a.at, 'tookMs', a.took_ms, 'status', a.status, 'error', a.error, 'answer', a.answer) order by a.number desc)
		from post.hook_attempt a where a.cooperative_id = c.cooperative_id and a.call_id = c.id), '[]'))::text
	from post.hook_call c where c.cooperative_id = @cooperative and c.webhook_id = @webhook`

func (s webhooks) one(_ context.Context, which hook.ID, call string) (found view.WebhookCall, err error) {
	err = document(s.tx, "read a call", hookCallSQL+` and c.id = @call`, map[string]any{"cooperative": s.in.cooperative, "webhook": which.String(), "call": call}, &found)
	return found, err
}

// Calls lists them by id, which is their order in time.
func (s webhooks) Calls(_ context.Context, which hook.ID, page view.PageRequest) (view.Page[view.WebhookCall], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.WebhookCall]{}, err
	}
	sql := hookCallSQL
	if after != "" {
		sql += ` and c.id < cast(@after as uuid)`
	}
	found, err := documents[view.WebhookCall](s.tx, "list calls", sql+` order by c.id desc`+upTo(page.Limit),
		map[string]any{"cooperative": s.in.cooperative, "webhook": which.String(), "after": after})
	if err != nil {
		return view.Page[view.WebhookCall]{}, err
	}
	return pageOf(slices.Clip(found), page.Limit, func(c view.WebhookCall) []string { return []string{c.ID} }), nil
}
