package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"allmende/domain/calloff"
	"allmende/domain/id"
	"allmende/domain/member"
)

// SaveChange stores what was before, and then the lines as they are now.
func (s callOffs) SaveChange(ctx context.Context, c *calloff.CallOff, before calloff.Version) error {
	now, then := c.State(), linesOf(before.Lines)
	codes, shares := budgetsOf(calloff.State{Budgets: before.Budgets})
	batch := &pgx.Batch{}
	batch.Queue(`insert into call_off_version (cooperative_id, id, call_off_id, change, total, items, names, units, quantities, prices, totals, derivations,
			budget_codes, budget_shares, approval_steps, ordered, replaced_by, replaced_at, reason, taxes)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
		s.in.cooperative, id.New[calloff.Version]().String(), before.CallOff.String(), before.Change, before.Total.String(), then.items, then.names, then.units,
		then.quantities, then.prices, then.totals, then.derivations, codes, shares, approvalSteps(before.Steps), before.Ordered, before.By.String(), before.At, before.Reason, then.taxes)
	lines := linesOf(now.Lines)
	codes, shares = budgetsOf(now)
	batch.Queue(`update call_off set status = $3, total = $4, items = $5, names = $6, units = $7, quantities = $8, prices = $9, totals = $10, derivations = $11,
			budget_codes = $12, budget_shares = $13, approval_limit = $14, approval_steps = $15, change = $16, changed_by = $17, decided_at = $18, decided_by = $19,
			reason = $20, taxes = $22, version = version + 1
		where cooperative_id = $1 and id = $2 and version = $21`,
		s.in.cooperative, now.ID.String(), string(now.Status), now.Total.String(), lines.items, lines.names, lines.units, lines.quantities, lines.prices, lines.totals,
		lines.derivations, codes, shares, now.Limit.String(), approvalSteps(now.Steps), now.Change, now.ChangedBy.String(), orNull(now.DecidedAt), orNull(now.DecidedBy.String()), now.Reason, now.Version, lines.taxes)
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) error {
		if _, err := results.Exec(); err != nil {
			return err
		}
		tag, err := results.Exec()
		if err == nil && tag.RowsAffected() != 1 {
			err = errLostLock
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("change a call-off: %w", err)
	}
	return nil
}

// Ordered is what stood last as an order.
func (s callOffs) Ordered(ctx context.Context, c calloff.ID) (calloff.Version, error) {
	v := calloff.Version{CallOff: c, Ordered: true}
	row := callOffRow{limit: "0"}
	batch := &pgx.Batch{}
	batch.Queue(`select change, total::text, items::text[], names, units, quantities::text[], prices::text[], totals::text[], derivations, budget_codes, budget_shares::text[],
			approval_steps::text, replaced_by::text, replaced_at, reason, taxes
		from call_off_version where cooperative_id = $1 and call_off_id = $2 and ordered order by change desc limit 1`, s.in.cooperative, c.String())
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) error {
		return results.QueryRow().Scan(&v.Change, &row.total, &row.items, &row.names, &row.units, &row.quantities, &row.prices, &row.totals, &row.derivations,
			&row.budgetCodes, &row.budgetShares, &row.steps, &v.By, &v.At, &v.Reason, &row.taxes)
	})
	if err != nil {
		return v, fmt.Errorf("read what was ordered: %w", err)
	}
	state, err := row.state()
	if err != nil {
		return v, fmt.Errorf("call-off %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	v.Total, v.Lines, v.Budgets, v.Steps, v.At = state.Total, state.Lines, state.Budgets, state.Steps, v.At.UTC()
	return v, nil
}

// Customer is the member as it is today.
func (s callOffs) Customer(ctx context.Context, c calloff.State) (calloff.Customer, error) {
	found := counters{customers: map[member.ID]customer{}}
	batch := &pgx.Batch{}
	batch.Queue(customersSQL, s.in.cooperative, uuids([]member.ID{c.Member}))
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) error {
		rows, err := results.Query()
		if err != nil {
			return err
		}
		defer rows.Close()
		return found.readCustomers(rows)
	})
	if err != nil {
		return calloff.Customer{}, fmt.Errorf("load a member: %w", err)
	}
	m := found.customers[c.Member]
	return calloff.Customer{Member: c.Member, Admitted: m.admitted, Limit: m.limit, Rules: m.rules}, nil
}
