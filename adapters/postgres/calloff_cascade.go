package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"allmende/domain/calloff"
	"allmende/ports/driven"
)

var _ driven.Overdue = (*DB)(nil)

// Overdue carries out driven.Overdue.
func (db *DB) Overdue(ctx context.Context, limit int) ([]driven.OverdueOrder, error) {
	rows, err := db.owner.Query(ctx, `select c.cooperative_id::text, c.id::text from call_off c
		where c.status = 'placed' and c.answer_due < allmende_clock()
			and not exists (select from order_answer a where a.cooperative_id = c.cooperative_id and a.call_off_id = c.id)
		order by c.answer_due, c.id limit $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("find overdue orders: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[driven.OverdueOrder])
	if err != nil {
		return nil, fmt.Errorf("find overdue orders: %w", err)
	}
	return found, nil
}

// AddRefusals stores why suppliers in a cascade do not deliver; a rank refuses once.
func (s callOffs) AddRefusals(_ context.Context, refusals []calloff.Refusal) error {
	for _, r := range refusals {
		err := s.tx.Exec(`insert into call_off_refusal (cooperative_id, id, call_off_id, supplier_id, rank, why, reason, refused_by, refused_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.in.cooperative, r.ID.String(), r.CallOff.String(), r.Supplier.String(), r.Rank, string(r.Why), r.Reason, orNull(r.By.String()), r.At).Error
		if err != nil {
			return fmt.Errorf("store a refusal: %w", err)
		}
	}
	return nil
}

// PassOn stores that another supplier delivers, at its prices.
func (s callOffs) PassOn(_ context.Context, c *calloff.CallOff) error {
	state := c.State()
	l := linesOf(state.Lines)
	_, shares := budgetsOf(state)
	derivations, err := json.Marshal(append([]*string{}, l.derivations...))
	if err != nil {
		return fmt.Errorf("pass a call-off on: %w", err)
	}
	done := s.tx.Exec(`update call_off set supplier_id = @supplier, total = @total, prices = cast(@prices as numeric[]), totals = cast(@totals as numeric[]),
			derivations = (select array_agg(d order by n) from jsonb_array_elements_text(cast(@derivations as jsonb)) with ordinality as t (d, n)),
			taxes = cast(@taxes as text[]), budget_shares = cast(@shares as numeric[]), offered_rank = @rank, answer_due = @due, version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version, "supplier": state.Supplier.String(), "total": state.Total.String(),
		"prices": l.prices, "totals": l.totals, "derivations": string(derivations), "taxes": textsOrNull(l.taxes), "shares": shares,
		"rank": state.Offered.Rank, "due": state.Offered.Due,
	})
	if done.Error != nil {
		return fmt.Errorf("pass a call-off on: %w", done.Error)
	}
	if done.RowsAffected != 1 {
		return fmt.Errorf("pass a call-off on: %w", errLostLock)
	}
	return nil
}
