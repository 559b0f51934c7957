package postgres

import (
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

// callOffRow is a call-off as callOffRowSQL reads it.
type callOffRow struct {
	id, number, framework, supplier, member, status, total, limit, budgetCode, note, createdBy, reason string
	createdAt                                                                                          time.Time
	placedAt, decidedAt                                                                                *time.Time
	decidedBy                                                                                          *string
	items, names, units, quantities, prices, totals, budgetCodes, budgetShares                         []string
	derivations                                                                                        []*string
	delivery                                                                                           *string
	version                                                                                            int
	route                                                                                              *string
	offeredRank                                                                                        *int
	answerDue                                                                                          *time.Time
}

const callOffRowSQL = `select id::text, number, framework_id::text, supplier_id::text, member_id::text, status, total::text, approval_limit::text, budget_code, note,
		created_by::text, reason, created_at, placed_at, decided_at, decided_by::text, items::text[], names, units, quantities::text[], prices::text[], totals::text[], derivations,
		budget_codes, budget_shares::text[], delivery::text, version, route::text, offered_rank, answer_due
	from call_off where cooperative_id = $1 and id = $2`

func (r *callOffRow) read(row pgx.Row) error {
	return row.Scan(&r.id, &r.number, &r.framework, &r.supplier, &r.member, &r.status, &r.total, &r.limit, &r.budgetCode, &r.note, &r.createdBy, &r.reason,
		&r.createdAt, &r.placedAt, &r.decidedAt, &r.decidedBy, &r.items, &r.names, &r.units, &r.quantities, &r.prices, &r.totals, &r.derivations, &r.budgetCodes, &r.budgetShares, &r.delivery, &r.version,
		&r.route, &r.offeredRank, &r.answerDue)
}

func (r *callOffRow) state() (calloff.State, error) {
	s := calloff.State{
		ID: calloff.ID(r.id), Version: r.version, Number: r.number, Framework: framework.ID(r.framework), Supplier: member.SupplierID(r.supplier),
		Member: member.ID(r.member), Status: calloff.Status(r.status), BudgetCode: r.budgetCode, Note: r.note,
		CreatedAt: r.createdAt.UTC(), CreatedBy: member.PersonID(r.createdBy), PlacedAt: orZero(r.placedAt).UTC(),
		DecidedAt: orZero(r.decidedAt).UTC(), DecidedBy: member.PersonID(orZero(r.decidedBy)), Reason: r.reason,
		Offered: calloff.Offered{Rank: orZero(r.offeredRank), Due: orZero(r.answerDue).UTC()},
	}
	var err error
	if s.Route, err = traceOf(r.route); err != nil {
		return s, err
	}
	if s.Total, err = money.ParseAmount(r.total); err != nil {
		return s, err
	}
	if s.Limit, err = money.ParseAmount(r.limit); err != nil {
		return s, err
	}
	if s.Delivery, err = deliveryFrom(r.delivery); err != nil {
		return s, err
	}
	for i := range r.items {
		line, err := r.line(i)
		if err != nil {
			return s, err
		}
		s.Lines = append(s.Lines, line)
	}
	for i, code := range r.budgetCodes {
		share := calloff.BudgetShare{Code: code}
		if share.Amount, err = money.ParseAmount(r.budgetShares[i]); err != nil {
			return s, err
		}
		s.Budgets = append(s.Budgets, share)
	}
	return s, nil
}

func (r *callOffRow) line(i int) (framework.Line, error) {
	line := framework.Line{Position: i + 1, Item: framework.ItemID(r.items[i]), Name: r.names[i], Unit: quantity.Unit(r.units[i])}
	var err error
	if line.Quantity, err = quantityOf(r.quantities[i]); err != nil {
		return line, err
	}
	if line.Price, err = priceOf(r.prices[i]); err != nil {
		return line, err
	}
	if i < len(r.derivations) {
		line.Derivation = orZero(r.derivations[i])
	}
	line.Total, err = money.ParseAmount(r.totals[i])
	return line, err
}

// budgetsOf are the budgets of a call-off, column by column.
func budgetsOf(s calloff.State) (codes []string, shares string) {
	codes = make([]string, len(s.Budgets))
	amounts := make([]string, len(s.Budgets))
	for i, b := range s.Budgets {
		codes[i], amounts[i] = b.Code, b.Amount.String()
	}
	return codes, array(amounts)
}
