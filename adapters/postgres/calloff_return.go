package postgres

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/ports/driven"
)

// returns keeps call_off_return; what was agreed stands in call_off too, whose triggers give it back.
type returns struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Returns = returns{}

const returnsSQL = `select id::text, number, status, positions, quantities::text[], amount::text, reason, asked_by::text, asked_at,
	coalesce(decided_by::text, ''), decided_at, answer, version
	from call_off_return where cooperative_id = $1 and call_off_id = $2 order by number`

// Of are the returns of a call-off.
func (s returns) Of(ctx context.Context, c calloff.ID) (all []calloff.Return, err error) {
	batch := &pgx.Batch{}
	batch.Queue(returnsSQL, s.in.cooperative, c.String())
	err = s.t.query(ctx, batch, func(results pgx.BatchResults) error {
		rows, _ := results.Query() // its error is told by the rows
		all, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (calloff.Return, error) { return readReturn(c, row) })
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read returns: %w", err)
	}
	return all, nil
}

func readReturn(c calloff.ID, row pgx.CollectableRow) (calloff.Return, error) {
	r := calloff.Return{CallOff: c}
	var positions []int
	var quantities []string
	var amount string
	var decided *time.Time
	err := row.Scan(&r.ID, &r.Number, &r.Status, &positions, &quantities, &amount, &r.Reason, &r.By, &r.At, &r.DecidedBy, &decided, &r.Answer, &r.Version)
	if err != nil {
		return r, err
	}
	r.At, r.DecidedAt = r.At.UTC(), orZero(decided).UTC()
	for i, text := range quantities {
		q, err := quantityOf(text)
		if err != nil {
			return r, err
		}
		r.Lines = append(r.Lines, calloff.ReturnedLine{Position: positions[i], Quantity: q})
	}
	r.Amount, err = money.ParseAmount(amount)
	return r, err
}

// Add stores what is asked for.
func (s returns) Add(_ context.Context, r calloff.Return) error {
	positions, quantities := make([]string, len(r.Lines)), make([]string, len(r.Lines))
	for i, line := range r.Lines {
		positions[i], quantities[i] = strconv.Itoa(line.Position), line.Quantity.String()
	}
	err := s.tx.Exec(`insert into call_off_return (cooperative_id, id, call_off_id, number, status, positions, quantities, amount, reason, asked_by, asked_at, answer, version)
		values (?, ?, ?, ?, ?, cast(? as integer[]), cast(? as numeric[]), ?, ?, ?, ?, '', ?)`,
		s.in.cooperative, r.ID.String(), r.CallOff.String(), r.Number, string(r.Status), array(positions), array(quantities), r.Amount.String(), r.Reason, r.By.String(), r.At, r.Version).Error
	if err != nil {
		return fmt.Errorf("ask for a return: %w", err)
	}
	return nil
}

// Decide stores a decision, and with an agreement what was returned.
func (s returns) Decide(_ context.Context, r calloff.Return, c *calloff.CallOff) error {
	done := s.tx.Exec(`update call_off_return set status = ?, decided_by = ?, decided_at = ?, answer = ?, version = version + 1
		where cooperative_id = ? and id = ? and version = ?`,
		string(r.Status), r.DecidedBy.String(), r.DecidedAt, r.Answer, s.in.cooperative, r.ID.String(), r.Version)
	if err := stored("decide about a return", done.RowsAffected, done.Error); err != nil || r.Status != calloff.ReturnAgreed {
		return err
	}
	state := c.State()
	returned := make([]string, len(state.Returned))
	for i, q := range state.Returned {
		returned[i] = q.String()
	}
	done = s.tx.Exec(`update call_off set returned = cast(? as numeric[]), returned_total = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		array(returned), state.Total.Sub(framework.Total(c.Kept())).String(), s.in.cooperative, state.ID.String(), state.Version)
	return stored("give back what is returned", done.RowsAffected, done.Error)
}

// returnsShown are the returns of call-off c.
const returnsShown = `(select json_agg(json_build_object('number', r.number, 'status', r.status, 'amount', r.amount::text, 'reason', r.reason, 'askedAt', r.asked_at,
    'askedBy', coalesce(p.name, ''), 'decidedAt', r.decided_at, 'answer', r.answer,
    'lines', (select json_agg(json_build_object('position', l.position, 'quantity', trim_scale(l.quantity)::text) order by l.position)
      from unnest(r.positions, r.quantities) as l (position, quantity))) order by r.number)
  from call_off_return r left join person p on p.id = r.asked_by where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id)`

// returnTasks are the returns that wait for a supplier.
func returnTasks(suppliers []member.SupplierID) task {
	return task{`select 'return-decide', 'call-off', c.id::text, c.number || ' ' || f.title, m.name, r.amount, null::timestamptz
		from call_off_return r
		join call_off c on c.cooperative_id = r.cooperative_id and c.id = r.call_off_id and c.status = 'placed'
		join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
		join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
		where r.cooperative_id = @cooperative and r.status = 'requested' and c.supplier_id = any(cast(@returning_suppliers as uuid[]))`,
		map[string]any{"returning_suppliers": uuids(suppliers)}}
}
