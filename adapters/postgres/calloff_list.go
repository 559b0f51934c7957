package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/ports/driven"
	"allmende/ports/view"
)

var _ driven.CallOffList = (*DB)(nil)

// CallOffs lists the newest first: ids sort by the time they were made. It is the list that
// is read most, so its rows go from the wire into the view, without the row mapper.
func (db *DB) CallOffs(ctx context.Context, actor access.Actor, filter driven.CallOffFilter, page view.PageRequest) (view.Page[view.CallOffSummary], error) {
	nothing := view.Page[view.CallOffSummary]{Items: []view.CallOffSummary{}}
	sight := actor.Sight(access.CallOffRead)
	if sight.Nothing() {
		return nothing, nil
	}
	after, err := afterID(page.Cursor)
	if err != nil {
		return nothing, err
	}
	args := map[string]any{"cooperative": actor.Cooperative.String(), "status": string(filter.Status), "framework": filter.Framework.String(), "after": after}
	items := make([]view.CallOffSummary, 0, page.Limit+1)
	err = db.glance(ctx, actor, callOffsSQL(sight, filter, after, upTo(page.Limit), args), args, func(row pgx.Rows) error {
		var c view.CallOffSummary
		err := row.Scan(&c.ID, &c.Number, &c.Status, &c.Answered, &c.Total, &c.CreatedAt, &c.CreatedBy, &c.Member.ID, &c.Member.Name, &c.Supplier.ID, &c.Supplier.Name, &c.Framework.ID, &c.Framework.Name)
		c.CreatedAt = c.CreatedAt.UTC()
		items = append(items, c)
		return err
	})
	if err != nil {
		return nothing, fmt.Errorf("list call-offs: %w", err)
	}
	return pageOf(items, page.Limit, func(c view.CallOffSummary) []string { return []string{c.ID} }), nil
}

// glance reads by one statement, in one round trip: what says whose transaction it is
// travels before it.
func (db *DB) glance(ctx context.Context, actor access.Actor, sql string, args map[string]any, row func(pgx.Rows) error) error {
	batch := &pgx.Batch{}
	batch.Queue(`select set_config('app.cooperative_id', $1, true), set_config('transaction_read_only', 'on', true)`, actor.Cooperative.String())
	batch.Queue(sql, pgx.NamedArgs(args))
	results := db.app.SendBatch(ctx, batch)
	if _, err := results.Exec(); err != nil {
		_ = results.Close() // it says the same
		return err
	}
	rows, _ := results.Query() // its error is told by the rows
	for rows.Next() {
		if err := row(rows); err != nil {
			rows.Close()
			_ = results.Close()
			return err
		}
	}
	if err := rows.Err(); err != nil {
		_ = results.Close() // it says the same
		return err
	}
	return results.Close()
}

// callOffsSQL finds the ids of the page first, each part of the sight by the index that
// has its order, and reads the rest for these few only.
func callOffsSQL(sight access.Sight, filter driven.CallOffFilter, after, upTo string, args map[string]any) string {
	where := `c.cooperative_id = @cooperative`
	if filter.Status != "" {
		where += ` and c.status = @status`
	}
	where += answeredSQL[filter.Answer]
	if !filter.Framework.IsZero() {
		where += ` and c.framework_id = @framework`
	}
	if after != "" {
		where += ` and c.id < cast(@after as uuid)`
	}
	parts := partsOfSight(sight, args)
	for i, part := range parts {
		parts[i] = `(select c.id from call_off c where ` + where + part + ` order by c.id desc` + upTo + `)`
	}
	return `
select c.id, c.number, c.status,
  case when a.answer = 'declined' then 'declined' when a.answer is not null then 'confirmed' when c.status = 'placed' then 'open' else '' end,
  ` + totalInSight(sight, args) + `::text, c.created_at, coalesce(p.name, ''), m.id, m.name, s.id, s.name, f.id, f.number || ' ' || f.title
from (select id from (` + strings.Join(parts, " union ") + `) as seen order by id desc` + upTo + `) as page
join call_off c on c.cooperative_id = @cooperative and c.id = page.id
join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
left join order_answer a on a.cooperative_id = c.cooperative_id and a.call_off_id = c.id
left join person p on p.id = c.created_by
order by c.id desc`
}

// answeredSQL bounds a list to what its suppliers answered. An open order stands, and a
// declined one does not: the state goes first, as it has an index.
var answeredSQL = map[calloff.AnswerState]string{
	calloff.AnswerOpen:      ` and c.status = 'placed' and not exists (select from order_answer a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id)`,
	calloff.AnswerConfirmed: ` and exists (select from order_answer a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id and a.answer <> 'declined')`,
	calloff.AnswerDeclined:  ` and c.status = 'rejected' and exists (select from order_answer a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id and a.answer = 'declined')`,
}

// totalInSight is what a call-off comes to; who only delivers reads what was ordered while a
// change waits.
func totalInSight(sight access.Sight, args map[string]any) string {
	if sight.Everything || len(sight.Suppliers) == 0 {
		return `c.total`
	}
	args["members"] = uuids(sight.Members)
	return `case when c.change is not null and c.status = 'submitted' and c.member_id <> all(cast(@members as uuid[])) then (select o.total from (` + orderedSQL + `) o) else c.total end`
}
