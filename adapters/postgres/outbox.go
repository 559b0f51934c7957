package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/notice"
	"allmende/ports/driven"
)

var _ driven.Outbox = (*DB)(nil)

// Move carries out driven.Outbox: rows that another moves are passed over.
func (db *DB) Move(ctx context.Context, limit int, choose func(time.Time, []driven.Recipient) []driven.Delivery) (int, error) {
	var taken []int64
	err := pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select id from post.outbox order by id limit $1 for update skip locked`, limit)
		if err != nil {
			return err
		}
		if taken, err = pgx.CollectRows(rows, pgx.RowTo[int64]); err != nil || len(taken) == 0 {
			return err
		}
		var now time.Time
		if err := tx.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
			return err
		}
		concerned, err := recipients(ctx, tx, taken)
		if err != nil {
			return err
		}
		if err := storeDeliveries(ctx, tx, choose(now, concerned)); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `delete from post.outbox where id = any($1)`, taken)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("move the outbox: %w", err)
	}
	return len(taken), nil
}

// agreesToShare is that appointment a is of somebody who may agree to share h of call-off o: over the
// limit an approver who did not ask for it.
const agreesToShare = `a.cooperative_id = h.cooperative_id and a.member_id = h.member_id and a.ended_at is null
      and (h.amount <= h.approval_limit and a.role in ('buyer', 'approver') or a.role = 'approver' and a.person_id <> o.created_by)`

// recipientsSQL finds whom what happened concerns: by its object and by roles.
const recipientsSQL = `
with taken as (select * from post.outbox where id = any($1)), off as (
  select t.id as happening, t.kind as what, t.step as passed, t.at as happened, t.member_id as asked, c.* from taken t join call_off c on c.cooperative_id = t.cooperative_id and c.id = t.object_id
  where t.kind like 'calloff-%'
), concerned (happening, kind, person_id, supplier_id) as (
  select happening, case what when 'calloff-cancelled' then 'order-cancelled' else 'order' end, null::uuid, supplier_id from off
    where what in ('calloff-placed', 'calloff-passed', 'calloff-changed') or what = 'calloff-cancelled' and placed_at is not null
  union
  select o.happening, 'order-passed', null, r.supplier_id from off o join call_off_refusal r on r.cooperative_id = o.cooperative_id and r.call_off_id = o.id and r.why = 'silent'
    where o.what = 'calloff-passed' and r.rank::text = o.passed or o.what = 'calloff-rejected' and r.rank = o.offered_rank
  union
  select o.happening, 'approval-waits', a.person_id, null from off o join appointment a on a.cooperative_id = o.cooperative_id and a.member_id = o.member_id
    and a.role in ('approver', 'buyer') and a.ended_at is null and call_off_waits_for((select c from call_off c where c.cooperative_id = o.cooperative_id and c.id = o.id),
      a.person_id, (allmende_clock() at time zone 'Europe/Berlin')::date)
    where o.what in ('calloff-submitted', 'calloff-approval-late', 'calloff-escalated') and o.share_members is null
  union
  select happening, 'decided', created_by, null from off
    where what in ('calloff-placed', 'calloff-rejected', 'calloff-cancelled') and share_members is null and decided_by <> created_by and (what <> 'calloff-rejected' or placed_at is null)
  union
  select o.happening, 'joint-asked', a.person_id, null from off o join call_off_share h on h.cooperative_id = o.cooperative_id and h.call_off_id = o.id and h.member_id = o.asked
    join appointment a on ` + agreesToShare + ` where o.what in ('calloff-share-asked', 'calloff-share-late') and h.consent = 'open' and o.status = 'submitted'
  union
  select o.happening, 'joint-decided', p.person_id, null from off o cross join lateral (
      select o.created_by as person_id where o.what <> 'calloff-rejected' or o.placed_at is null
      union select h.decided_by from call_off_share h where h.cooperative_id = o.cooperative_id and h.call_off_id = o.id and not h.gone and (o.placed_at is null or h.decided_by <> o.created_by)
      union select a.person_id from call_off_share h join appointment a on ` + agreesToShare + ` where h.cooperative_id = o.cooperative_id and h.call_off_id = o.id and h.consent = 'open') p
    where o.what in ('calloff-placed', 'calloff-rejected', 'calloff-cancelled') and o.share_members is not null and p.person_id is not null and p.person_id is distinct from o.decided_by
  union
  select happening, 'order-answered', created_by, null from off where what = 'calloff-confirmed' or what = 'calloff-rejected' and placed_at is not null
  union
  select happening, 'return-asked', null, supplier_id from off where what = 'calloff-return-asked'
  union
  select o.happening, 'order-answered', r.asked_by, null from off o join call_off_return r on r.cooperative_id = o.cooperative_id and r.call_off_id = o.id and r.status = o.passed
    where o.what = 'calloff-return-decided' and r.decided_at = o.happened
  union
  select happening, 'answer-late', created_by, null from off where what = 'calloff-answer-late'
  union
  select t.id, 'approval-waits', a.person_id, null from taken t join standing_order o on o.cooperative_id = t.cooperative_id and o.id = t.object_id
    join appointment a on a.cooperative_id = o.cooperative_id and a.member_id = o.member_id and a.role in ('approver', 'buyer') and a.ended_at is null
    where t.kind = 'standing-submitted' and standing_order_waits_for(o, a.person_id, (allmende_clock() at time zone 'Europe/Berlin')::date)
  union
  select t.id, t.kind, o.created_by, null from taken t join standing_order o on o.cooperative_id = t.cooperative_id and o.id = t.object_id
    where t.kind in ('standing-failed', 'standing-soon')
  union
  select t.id, 'sheet-waits', a.person_id, null from taken t join call_off c on c.cooperative_id = t.cooperative_id and c.id = t.object_id
    join appointment a on a.cooperative_id = c.cooperative_id and a.member_id = c.member_id and a.role in ('buyer', 'approver') and a.ended_at is null
    where t.kind = 'sheet-handed-in'
  union
  select t.id, 'sheet-decided', s.handed_in_by, null from taken t
    join engagement e on e.cooperative_id = t.cooperative_id and e.call_off_id = t.object_id
    join time_sheet s on s.cooperative_id = e.cooperative_id and s.engagement_id = e.id and s.number::text = t.step
    where t.kind in ('sheet-accepted', 'sheet-returned')
  union
  select t.id, 'budget-warning', a.person_id, null from taken t join call_off c on c.cooperative_id = t.cooperative_id and c.id = t.object_id
    join appointment a on a.cooperative_id = c.cooperative_id and a.member_id = c.member_id and a.role in ('buyer', 'approver') and a.ended_at is null
    where t.kind = 'budget-warning'
  union
  select t.id, case t.kind when 'contract-ends' then 'contract-ends' else 'contract-warning' end, a.person_id, null
    from taken t join appointment a on a.cooperative_id = t.cooperative_id and a.ended_at is null
    where t.kind in ('contract-warning', 'contract-ends') and (a.role = 'procurement-officer' and a.member_id is null or a.role = 'buyer' and a.member_id in (
      select e.member_id from framework_member e where e.cooperative_id = t.cooperative_id and e.framework_id = t.object_id))
  union
  select t.id, 'contract-warning', a.person_id, null from taken t join appointment a on a.cooperative_id = t.cooperative_id and a.member_id = t.member_id
    and a.role in ('buyer', 'approver') and a.ended_at is null
    where t.kind = 'quota-warning'
  union
  select t.id, 'licence-renews', a.person_id, null from taken t join licence l on l.cooperative_id = t.cooperative_id and l.id = t.object_id
    join appointment a on a.cooperative_id = l.cooperative_id and a.member_id = l.member_id and a.role in ('buyer', 'approver') and a.ended_at is null
    where t.kind = 'licence-renews'
  union
  select t.id, t.kind, a.person_id, null from taken t join capacity_reservation r on r.cooperative_id = t.cooperative_id and r.id = t.object_id
    join appointment a on a.cooperative_id = t.cooperative_id and a.ended_at is null
    where t.kind = 'reservation-waits' and a.role = 'procurement-officer' and a.member_id is null and a.person_id <> r.requested_by and a.person_id is distinct from r.proposed_by
      or t.kind in ('reservation-decided', 'place-offered', 'reservation-ends') and a.member_id = r.member_id and a.role in ('buyer', 'approver')
  union
  select t.id, t.kind, a.person_id, null from taken t join appointment a on a.cooperative_id = t.cooperative_id and a.ended_at is null
    and a.role = 'procurement-officer' and a.member_id is null where t.kind = 'capacity-short'
  union
  select t.id, t.kind, a.person_id, null from taken t join appointment a on a.cooperative_id = t.cooperative_id and a.member_id = t.member_id and a.ended_at is null
    where t.kind = 'round-closes' and a.role = 'buyer' or t.kind = 'needs-unconfirmed' and a.role = 'approver'
  union
  select t.id, t.kind, a.person_id, null from taken t join appointment a on a.cooperative_id = t.cooperative_id and a.supplier_id = t.object_id and a.ended_at is null
    where t.kind = 'certificate-expires'
  union
  select t.id, t.kind, a.person_id, null from taken t join tender_request r on r.cooperative_id = t.cooperative_id and r.id::text = t.step
    join appointment a on a.cooperative_id = r.cooperative_id and a.supplier_id = r.supplier_id and a.role = 'bidder' and a.ended_at is null
    where t.kind = 'request-decided'
  union
  select t.id, t.kind, a.person_id, null from taken t join bid b on b.cooperative_id = t.cooperative_id and b.tender_id = t.object_id
      and b.status = 'followed-up' and (coalesce(b.round, 1) + 1)::text = t.step
    join appointment a on a.cooperative_id = b.cooperative_id and a.supplier_id = b.supplier_id and a.role = 'bidder' and a.ended_at is null
    where t.kind = 'bids-called'
)
select t.id, t.cooperative_id::text, c.kind, t.object_id::text, coalesce(t.member_id::text, ''), t.step, t.at, coalesce(c.person_id::text, ''), coalesce(c.supplier_id::text, ''),
  s.id is not null, coalesce(s.language, ''), coalesce(s.at_once, '{}'), coalesce(s.daily, '{}'), s.never
from concerned c join taken t on t.id = c.happening
left join notice_setting s on s.cooperative_id = t.cooperative_id and s.person_id = c.person_id
order by t.id`

func recipients(ctx context.Context, tx pgx.Tx, taken []int64) ([]driven.Recipient, error) {
	rows, err := tx.Query(ctx, recipientsSQL, taken)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (driven.Recipient, error) {
		var r driven.Recipient
		var set bool
		var language string
		var atOnce, daily, never []string
		err := row.Scan(&r.Happening, &r.Cooperative, &r.Kind, &r.Object, &r.Member, &r.Step, &r.At, &r.Person, &r.Supplier, &set, &language, &atOnce, &daily, &never)
		if err != nil {
			return r, err
		}
		r.Settings, err = settingsOf(set, language, atOnce, daily, never)
		return r, err
	})
}

// firstKinds are those there were before it was stored what a person is never told of.
var firstKinds = []string{
	string(notice.ApprovalWaits), string(notice.Decided), string(notice.OrderAnswered), string(notice.AnswerLate), string(notice.StandingFailed),
	string(notice.ContractWarning), string(notice.ContractEnds), string(notice.LicenceRenews),
}

// settingsOf restores what a person has set; for the rest, what is suggested.
func settingsOf(set bool, language string, atOnce, daily, never []string) (notice.Settings, error) {
	if !set {
		return notice.Suggested(), nil
	}
	if never == nil {
		never = firstKinds
	}
	ways := map[notice.Kind]notice.Way{}
	for _, kind := range never {
		ways[notice.Kind(kind)] = notice.Never
	}
	for _, kind := range atOnce {
		ways[notice.Kind(kind)] = notice.AtOnce
	}
	for _, kind := range daily {
		ways[notice.Kind(kind)] = notice.Daily
	}
	return notice.NewSettings(language, ways)
}

func storeDeliveries(ctx context.Context, tx pgx.Tx, deliveries []driven.Delivery) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"post", "delivery"},
		[]string{"cooperative_id", "id", "outbox_id", "kind", "object_id", "member_id", "step", "person_id", "supplier_id", "mode", "status", "created_at", "due_at"},
		pgx.CopyFromSlice(len(deliveries), func(i int) ([]any, error) {
			d := deliveries[i]
			return []any{d.Cooperative.String(), id.New[driven.Delivery]().String(), d.Happening, d.Kind, d.Object, orNull(d.Member.String()), d.Step,
				orNull(d.Person.String()), orNull(d.Supplier.String()), string(d.Way), string(driven.DeliveryWaiting), d.CreatedAt, d.DueAt}, nil
		}))
	return err
}

// dueSQL takes what is due, and says where it goes.
const dueSQL = `
with due as (
  select cooperative_id, id from post.delivery where status = 'waiting' and due_at <= $1
  order by due_at, cooperative_id, person_id, id limit $2 for update skip locked
), taken as (
  update post.delivery d set due_at = $1 + make_interval(secs => $3), attempts = d.attempts + 1
  from due where d.cooperative_id = due.cooperative_id and d.id = due.id returning d.*
)
select t.id::text, t.cooperative_id::text, t.kind, t.object_id::text, coalesce(t.member_id::text, ''), t.step, t.mode, t.attempts, t.created_at,
  coalesce(t.person_id::text, ''), coalesce(t.supplier_id::text, ''), coalesce(p.name, v.name), coalesce(p.email, a.email, ''),
  coalesce(s.language, a.language, 'de'),
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'member', g.member_id, 'supplier', g.supplier_id)) from appointment g
    where g.cooperative_id = t.cooperative_id and g.person_id = t.person_id and g.ended_at is null), '[]')::text
from taken t
left join person p on p.id = t.person_id
left join notice_setting s on s.cooperative_id = t.cooperative_id and s.person_id = t.person_id
left join supplier v on v.cooperative_id = t.cooperative_id and v.id = t.supplier_id
left join supplier_address a on a.cooperative_id = t.cooperative_id and a.supplier_id = t.supplier_id
order by t.cooperative_id, t.person_id, t.mode, t.created_at, t.id`

// Due carries out driven.Outbox.
func (db *DB) Due(ctx context.Context, limit int, lease time.Duration) ([]driven.Delivery, time.Time, error) {
	var now time.Time
	if err := db.owner.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
		return nil, now, fmt.Errorf("take what is due: %w", err)
	}
	rows, err := db.owner.Query(ctx, dueSQL, now, limit, lease.Seconds())
	if err != nil {
		return nil, now, fmt.Errorf("take what is due: %w", err)
	}
	due, err := pgx.CollectRows(rows, dueRow)
	if err != nil {
		return nil, now, fmt.Errorf("take what is due: %w", err)
	}
	return due, now.UTC(), nil
}

func dueRow(row pgx.CollectableRow) (driven.Delivery, error) {
	var d driven.Delivery
	var language, grants string
	err := row.Scan(&d.ID, &d.Cooperative, &d.Kind, &d.Object, &d.Member, &d.Step, &d.Way, &d.Attempts, &d.CreatedAt,
		&d.Person, &d.Supplier, &d.To.Name, &d.To.Email, &language, &grants)
	if err != nil {
		return d, err
	}
	d.Settings.Language = notice.Language(language)
	d.Actor = access.Actor{Person: d.Person, Name: d.To.Name, Cooperative: d.Cooperative}
	return d, json.Unmarshal([]byte(grants), &d.Actor.Grants)
}

// Settle carries out driven.Outbox.
func (db *DB) Settle(ctx context.Context, ids []string, o driven.Outcome) error {
	_, err := db.owner.Exec(ctx, `update post.delivery set status = $2, reason = $3, due_at = coalesce($4, due_at),
		sent_at = case when $2 = 'sent' then allmende_clock() end where id = any($1::uuid[]) and status = 'waiting'`,
		ids, string(o.Status), o.Reason, orNull(o.RetryAt))
	if err != nil {
		return fmt.Errorf("settle deliveries: %w", err)
	}
	return nil
}
