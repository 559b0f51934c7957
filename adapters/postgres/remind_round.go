package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/notice"
	"allmende/domain/period"
)

// closingRounds are rounds that close soon, for each member that has not answered.
func closingRounds(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	return beforeClosing(ctx, tx, today, `select r.cooperative_id::text, 'round-closes', r.id::text, m.id::text, r.closes_at
		from demand_round r join member m on m.cooperative_id = r.cooperative_id and `+invited+`
		where r.status in ('open', 'topping-up') and r.closes_at between $1 and $2
		and not exists (select from demand_need n where n.cooperative_id = r.cooperative_id and n.round_id = r.id and n.member_id = m.id)`)
}

// unconfirmedNeeds are rounds that close soon, for each member whose needs wait for its budget holder.
func unconfirmedNeeds(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	return beforeClosing(ctx, tx, today, `select r.cooperative_id::text, 'needs-unconfirmed', r.id::text, a.member_id::text, r.closes_at
		from demand_round r join demand_answer a on a.cooperative_id = r.cooperative_id and a.round_id = r.id
		where r.status in ('open', 'topping-up') and r.closes_at between $1 and $2 and `+unconfirmed)
}

// beforeClosing are those of a select whose round is a number of days from its closing time.
func beforeClosing(ctx context.Context, tx pgx.Tx, today period.Day, sql string) ([]reminder, error) {
	rows, err := tx.Query(ctx, sql, today.Start(), today.Add(notice.RoundSteps[0]+1).Start())
	if err != nil {
		return nil, err
	}
	var reached []reminder
	var r reminder
	var closes time.Time
	_, err = pgx.ForEachRow(rows, []any{&r.cooperative, &r.kind, &r.object, &r.member, &closes}, func() error {
		if step, is := notice.Reached(period.DayOf(closes), today, notice.RoundSteps); is {
			r.step = period.DayOf(closes).String() + "/" + strconv.Itoa(step)
			reached = append(reached, r)
		}
		return nil
	})
	return reached, err
}
