package postgres

import (
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

// callOffRow is a call-off as callOffRowSQL reads it.
type callOffRow struct {
	id, number, framework, supplier, member, status, total, limit, budgetCode, note, createdBy, reason string
	createdAt                                                                                          time.Time
	placedAt, decidedAt                                                                                *time.Time
	decidedBy                                                                                          *string
	items, names, units, quantities, prices, totals, budgetCodes, budgetShares                         []string
	derivations, taxes                                                                                 []*string
	delivery                                                                                           *string
	shareMembers                                                                                       []string
	version                                                                                            int
	route                                                                                              *string
	offeredRank                                                                                        *int
	answerDue                                                                                          *time.Time
	steps, wishedOn, answerBy, changedBy                                                               *string
	change                                                                                             int
	returned                                                                                           []string
}

const callOffRowSQL = `select id::text, number, framework_id::text, supplier_id::text, member_id::text, status, total::text, approval_limit::text, budget_code, note,
		created_by::text, reason, created_at, placed_at, decided_at, decided_by::text, items::text[], names, units, quantities::text[], prices::text[], totals::text[], derivations,
		budget_codes, budget_shares::text[], delivery::text, share_members::text[], version, route::text, offered_rank, answer_due, approval_steps::text, wished_on::text, answer_by::text, coalesce(change, 0), changed_by::text, returned::text[], taxes
	from call_off where cooperative_id = $1 and id = $2`

func (r *callOffRow) read(row pgx.Row) error {
	return row.Scan(&r.id, &r.number, &r.framework, &r.supplier, &r.member, &r.status, &r.total, &r.limit, &r.budgetCode, &r.note, &r.createdBy, &r.reason,
		&r.createdAt, &r.placedAt, &r.decidedAt, &r.decidedBy, &r.items, &r.names, &r.units, &r.quantities, &r.prices, &r.totals, &r.derivations, &r.budgetCodes, &r.budgetShares, &r.delivery, &r.shareMembers, &r.version,
		&r.route, &r.offeredRank, &r.answerDue,
		&r.steps, &r.wishedOn, &r.answerBy, &r.change, &r.changedBy, &r.returned, &r.taxes)
}

func (r *callOffRow) state() (calloff.State, error) {
	s := calloff.State{
		ID: calloff.ID(r.id), Version: r.version, Number: r.number, Framework: framework.ID(r.framework), Supplier: member.SupplierID(r.supplier),
		Member: member.ID(r.member), Status: calloff.Status(r.status), BudgetCode: r.budgetCode, Note: r.note,
		CreatedAt: r.createdAt.UTC(), CreatedBy: member.PersonID(r.createdBy), PlacedAt: orZero(r.placedAt).UTC(),
		DecidedAt: orZero(r.decidedAt).UTC(), DecidedBy: member.PersonID(orZero(r.decidedBy)), Reason: r.reason,
		Offered: calloff.Offered{Rank: orZero(r.offeredRank), Due: orZero(r.answerDue).UTC()},
		Change:  r.change, ChangedBy: member.PersonID(orZero(r.changedBy)),
	}
	var err error
	if s.Route, err = traceOf(r.route); err != nil {
		return s, err
	}
	if s.Steps, err = readSteps(r.steps); err != nil {
		return s, err
	}
	if s.WishedOn, err = dayOf(r.wishedOn); err != nil {
		return s, err
	}
	if s.AnswerBy, err = dayOf(r.answerBy); err != nil {
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
	for _, back := range r.returned {
		q, err := quantityOf(back)
		if err != nil {
			return s, err
		}
		s.Returned = append(s.Returned, q)
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

// dayOf reads a day, or none.
func dayOf(text *string) (period.Day, error) {
	if text == nil {
		return period.Day{}, nil
	}
	return period.ParseDay(*text)
}

// approved is how far a call-off as it is now has come with its approvals.
type approved struct {
	given     []approval.Given
	escalated []approval.Escalation
}

const (
	givenSQL = `select a.step, a.person_id::text, coalesce(a.in_place_of::text, ''), a.at from call_off_approval a
	join call_off c on c.cooperative_id = a.cooperative_id and c.id = a.call_off_id and coalesce(c.change, 0) = a.change
	where a.cooperative_id = $1 and a.call_off_id = $2 order by a.step, a.id`
	escalatedSQL = `select e.step, coalesce(e.to_person::text, ''), e.at from call_off_escalation e
	join call_off c on c.cooperative_id = e.cooperative_id and c.id = e.call_off_id and coalesce(c.change, 0) = e.change
	where e.cooperative_id = $1 and e.call_off_id = $2 order by e.step`
)

func queueApproved(batch *pgx.Batch, cooperative string, c calloff.ID) {
	batch.Queue(givenSQL, cooperative, c.String())
	batch.Queue(escalatedSQL, cooperative, c.String())
}

// readApproved reads the results of what queueApproved has added.
func readApproved(results pgx.BatchResults) (a approved, err error) {
	if a.given, err = readGiven(results); err != nil {
		return a, err
	}
	rows, _ := results.Query() // its error is told by the rows
	a.escalated, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e approval.Escalation, err error) {
		err = row.Scan(&e.Step, &e.To, &e.At)
		e.At = e.At.UTC()
		return e, err
	})
	if err != nil {
		return a, fmt.Errorf("read escalations: %w", err)
	}
	return a, nil
}

func readGiven(results pgx.BatchResults) ([]approval.Given, error) {
	rows, _ := results.Query() // its error is told by the rows
	given, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (g approval.Given, err error) {
		err = row.Scan(&g.Step, &g.By, &g.InPlaceOf, &g.At)
		g.At = g.At.UTC()
		return g, err
	})
	if err != nil {
		return nil, fmt.Errorf("read approvals: %w", err)
	}
	return given, nil
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
	if i < len(r.taxes) {
		if line.Tax, err = taxOf(orZero(r.taxes[i])); err != nil {
			return line, err
		}
	}
	line.Total, err = money.ParseAmount(r.totals[i])
	return line, err
}

// taxOf reads a column of VAT. A broken one is nobody's fault but the store's.
func taxOf(text string) (vat.Tax, error) {
	tax, err := vat.ParseTax(text)
	if err != nil {
		return tax, fmt.Errorf("VAT %q: %v", text, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return tax, nil
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
