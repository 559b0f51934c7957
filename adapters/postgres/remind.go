package postgres

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/approval"
	"allmende/domain/money"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/domain/timesheet"
	"allmende/ports/driven"
)

// reminder is a step that was reached, of which somebody is to be told.
type reminder struct {
	cooperative, kind, object string
	member                    *string
	step                      string
}

// Remind carries out driven.Outbox. A step that was told of stays told, also after a
// restart; of several that are reached at once only the last is told.
func (db *DB) Remind(ctx context.Context) (told int, err error) {
	err = pgx.BeginFunc(ctx, db.owner, func(tx pgx.Tx) error {
		var now time.Time
		if err := tx.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
			return err
		}
		today := period.DayOf(now)
		var reached []reminder
		for _, find := range []func(context.Context, pgx.Tx, period.Day) ([]reminder, error){endingContracts, endingLicences, reachedMaxima, reachedBudgets, lateAnswers, standingSoon, endingReservations, shortCapacity, closingRounds, unconfirmedNeeds, expiringCertificates} {
			found, err := find(ctx, tx, today)
			if err != nil {
				return err
			}
			reached = append(reached, found...)
		}
		for _, find := range []func(context.Context, pgx.Tx, time.Time) ([]reminder, error){lateApprovals, lateShares} {
			late, err := find(ctx, tx, now)
			if err != nil {
				return err
			}
			reached = append(reached, late...)
		}
		told, err = storeReminders(ctx, tx, reached, now)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("find what to remind of: %w", err)
	}
	return told, nil
}

func endingContracts(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `select cooperative_id::text, id::text, in_force_to from framework where in_force_to between $1 and $2`,
		today.UTC(), today.Add(notice.ContractSteps[0]).UTC())
	if err != nil {
		return nil, err
	}
	var reached []reminder
	r := reminder{kind: "contract-ends"}
	var endsOn time.Time
	_, err = pgx.ForEachRow(rows, []any{&r.cooperative, &r.object, &endsOn}, func() error {
		if step, is := notice.Reached(period.FromUTC(endsOn), today, notice.ContractSteps); is {
			r.step = period.FromUTC(endsOn).String() + "/" + strconv.Itoa(step)
			reached = append(reached, r)
		}
		return nil
	})
	return reached, err
}

func endingLicences(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `select * from licence where starts_on <= $1`, today.UTC())
	if err != nil {
		return nil, err
	}
	held, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[licenceRow])
	if err != nil {
		return nil, err
	}
	var reached []reminder
	for _, l := range held {
		day, cancelBy := l.state().Reachable(today)
		if !cancelBy.IsZero() {
			day = cancelBy
		}
		if step, is := notice.Reached(day, today, notice.LicenceSteps); is {
			reached = append(reached, reminder{cooperative: l.CooperativeID, kind: "licence-renews", object: l.ID, step: day.String() + "/" + strconv.Itoa(step)})
		}
	}
	return reached, nil
}

// reachedMaxima are the steps at 70, 85 and 95 per cent of contracts and of members' quotas (G-FRA).
func reachedMaxima(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `
		with standing as (
			select d.cooperative_id, 'contract-warning' as kind, d.framework_id, null::uuid as member_id, d.drawn, d.maximum from framework_drawn d
			union all
			select c.cooperative_id, 'quota-warning', c.framework_id, c.id, c.drawn, c.maximum from ceiling c where c.kind = 'member' and c.maximum > 0
		)
		select s.cooperative_id::text, s.kind, s.framework_id::text, s.member_id::text,
			case when s.drawn >= s.maximum * 0.95 then '95' when s.drawn >= s.maximum * 0.85 then '85' else '70' end
		from standing s join framework f on f.cooperative_id = s.cooperative_id and f.id = s.framework_id
		where s.drawn >= s.maximum * 0.70 and f.in_force_to >= $1`, today.UTC())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, reminderRow)
}

// reachedBudgets are the steps that budgets of services have reached which are not closed (G-CAL).
func reachedBudgets(ctx context.Context, tx pgx.Tx, _ period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `
		select e.cooperative_id::text, e.call_off_id::text, sum(s.amount)::text, c.total::text from engagement e
		join call_off c on c.cooperative_id = e.cooperative_id and c.id = e.call_off_id and c.status = 'placed'
		join time_sheet_entry s on s.cooperative_id = e.cooperative_id and s.engagement_id = e.id
		where e.closed_at is null group by 1, 2, 4`)
	if err != nil {
		return nil, err
	}
	var reached []reminder
	r := reminder{kind: "budget-warning"}
	var used, budget string
	_, err = pgx.ForEachRow(rows, []any{&r.cooperative, &r.object, &used, &budget}, func() error {
		spent, err := money.ParseAmount(used)
		if err != nil {
			return err
		}
		whole, err := money.ParseAmount(budget)
		if err != nil {
			return err
		}
		if step := timesheet.BudgetReached(spent, whole); step > 0 {
			r.step = strconv.Itoa(step)
			reached = append(reached, r)
		}
		return nil
	})
	return reached, err
}

// lateApprovals are call-offs that wait for somebody for some working days: since they were
// submitted or changed, or since the last approval was given.
func lateApprovals(ctx context.Context, tx pgx.Tx, now time.Time) ([]reminder, error) {
	return waitedFor(ctx, tx, now, notice.ApprovalSteps, `select c.cooperative_id::text, 'calloff-approval-late', c.id::text, null, `+waitsSince+`
		from call_off c where c.status = 'submitted' and c.share_members is null`)
}

// lateShares are shares of joint call-offs that a member has not answered for some working days: since
// they were asked for, or asked for anew because a member has gone.
func lateShares(ctx context.Context, tx pgx.Tx, now time.Time) ([]reminder, error) {
	return waitedFor(ctx, tx, now, notice.ShareSteps, `select c.cooperative_id::text, 'calloff-share-late', c.id::text, h.member_id::text,
		greatest(c.created_at, (select max(g.decided_at) from call_off_share g where g.cooperative_id = c.cooperative_id and g.call_off_id = c.id and g.gone))
		from call_off c join call_off_share h on h.cooperative_id = c.cooperative_id and h.call_off_id = c.id and h.consent = 'open'
		where c.status = 'submitted' and c.share_members is not null`)
}

// waitedFor are those of a select that have waited for one of the steps, since when they wait last.
func waitedFor(ctx context.Context, tx pgx.Tx, now time.Time, steps []int, sql string) ([]reminder, error) {
	rows, err := tx.Query(ctx, sql)
	if err != nil {
		return nil, err
	}
	var reached []reminder
	var r reminder
	var since time.Time
	_, err = pgx.ForEachRow(rows, []any{&r.cooperative, &r.kind, &r.object, &r.member, &since}, func() error {
		if days, is := notice.Waited(since, now, steps); is {
			r.step = since.UTC().Format(time.RFC3339) + "/" + strconv.Itoa(days)
			reached = append(reached, r)
		}
		return nil
	})
	return reached, err
}

// waitsSince is since when call-off c waits for the approval that is next.
const waitsSince = `greatest(c.created_at,
	(select max(a.at) from call_off_approval a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id),
	(select max(v.replaced_at) from call_off_version v where v.cooperative_id = c.cooperative_id and v.call_off_id = c.id))`

// Undecided carries out driven.Deadlines.
func (db *DB) Undecided(ctx context.Context) ([]driven.UndecidedCallOff, error) {
	var now time.Time
	if err := db.owner.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
		return nil, fmt.Errorf("find what nobody decides: %w", err)
	}
	rows, err := db.owner.Query(ctx, `select c.cooperative_id::text, c.id::text, c.version, w.since from call_off c cross join lateral (select `+waitsSince+` as since) w
		where c.status = 'submitted' and c.share_members is null and c.approval_steps @> '[{"rule": {"escalates": true}}]'
		and not exists (select from call_off_escalation e where e.cooperative_id = c.cooperative_id and e.call_off_id = c.id and e.at >= w.since)`)
	if err != nil {
		return nil, fmt.Errorf("find what nobody decides: %w", err)
	}
	waiting, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (u driven.UndecidedCallOff, err error) {
		err = row.Scan(&u.Cooperative, &u.CallOff, &u.Version, &u.Since)
		u.Since = u.Since.UTC()
		return u, err
	})
	if err != nil {
		return nil, fmt.Errorf("find what nobody decides: %w", err)
	}
	return slices.DeleteFunc(waiting, func(u driven.UndecidedCallOff) bool { return approval.EscalationDue(u.Since).After(now) }), nil
}

// lateAnswers are orders that were to be answered by a day that is over.
func lateAnswers(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `select c.cooperative_id::text, 'calloff-answer-late', c.id::text, null, c.answer_by::text from call_off c where `+unanswered+` and c.answer_by < $1`, today.UTC())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, reminderRow)
}

// unanswered is that the supplier of call-off c is to answer by a day, and has not.
const unanswered = `c.status = 'placed' and c.answer_by is not null
	and not exists (select from order_answer a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id)`

// storeReminders puts those into the outbox that were not there before.
func storeReminders(ctx context.Context, tx pgx.Tx, reached []reminder, now time.Time) (int, error) {
	batch := &pgx.Batch{}
	for _, r := range reached {
		batch.Queue(`with new as (
			insert into post.notice_step (cooperative_id, kind, object_id, member_id, step, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning *)
			insert into post.outbox (cooperative_id, kind, object_id, member_id, step, at) select cooperative_id, kind, object_id, member_id, step, at from new`,
			r.cooperative, r.kind, r.object, r.member, r.step, now)
	}
	told := 0
	results := tx.SendBatch(ctx, batch)
	for range reached {
		tag, err := results.Exec()
		if err != nil {
			return 0, err
		}
		told += int(tag.RowsAffected())
	}
	return told, results.Close()
}
