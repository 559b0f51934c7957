package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"allmende/domain/notice"
	"allmende/domain/period"
)

// standingSoon are standing orders that are about to be placed.
func standingSoon(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `select cooperative_id::text, 'standing-soon', id::text, null, next_day::text from standing_order
		where status = 'active' and next_day > $1 and next_day <= $2`, today.UTC(), notice.StandingTo(today).UTC())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, reminderRow)
}

func reminderRow(row pgx.CollectableRow) (r reminder, err error) {
	err = row.Scan(&r.cooperative, &r.kind, &r.object, &r.member, &r.step)
	return r, err
}

// endingReservations are reservations that hold something today and end soon; one is told of anew
// when it was extended.
func endingReservations(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `
		select r.cooperative_id::text, 'reservation-ends', r.id::text, null, e.last::text from capacity_reservation r
		cross join lateral (select min(f) as first from unnest(r.claim_from) f) b cross join lateral (select max(t) as last from unnest(r.claim_to) t) e
		where r.status = 'approved' and b.first <= $1 and e.last between $1 and $2`, today.UTC(), today.Add(notice.ReservationSteps[0]).UTC())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, reminderRow)
}

// shortCapacity are resources that run out soon by their forecast. A resource is told of once for
// each step, and anew when its capacity has been changed.
func shortCapacity(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `select distinct cooperative_id::text from capacity_pool`)
	if err != nil {
		return nil, err
	}
	cooperatives, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	var reached []reminder
	for _, cooperative := range cooperatives {
		short, err := shortPools(ctx, tx, cooperative, today)
		if err != nil {
			return nil, err
		}
		reached = append(reached, short...)
	}
	return reached, nil
}

func shortPools(ctx context.Context, tx pgx.Tx, cooperative string, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, capacityPoolSQL, pgx.NamedArgs{"cooperative": cooperative, "all": true, "pools": "{}", "since": today.Add(-lookBack).String()})
	if err != nil {
		return nil, err
	}
	pools, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d poolDocument, err error) {
		var text string
		if err := row.Scan(&text); err != nil {
			return d, err
		}
		return d, json.Unmarshal([]byte(text), &d)
	})
	if err != nil {
		return nil, err
	}
	var reached []reminder
	for _, d := range pools {
		pool, err := d.state()
		if err != nil {
			return nil, fmt.Errorf("pool %s: %w", d.ID, err)
		}
		for _, r := range pool.Resources {
			if step, is := notice.Reached(pool.RunsShort(r, today), today, notice.CapacitySteps); is {
				reached = append(reached, reminder{
					cooperative: cooperative, kind: "capacity-short", object: d.ID, step: r.ID.String() + "/" + strconv.Itoa(r.Version) + "/" + strconv.Itoa(step),
				})
			}
		}
	}
	return reached, nil
}
