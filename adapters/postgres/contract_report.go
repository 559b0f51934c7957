package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/view"
)

// InSight fails with access.ErrNotFound for what is out of sight.
func (s frameworkReports) InSight(_ context.Context, id framework.ID, sight access.Sight) error {
	args := s.args(sight)
	args["framework"] = id.String()
	var seen bool
	err := s.tx.Raw(`select exists (select from framework f where f.cooperative_id = @cooperative and f.id = @framework and `+contractInSight+`)`, args).Scan(&seen).Error
	if err != nil {
		return fmt.Errorf("look for a framework: %w", err)
	}
	if !seen {
		return access.ErrNotFound
	}
	return nil
}

// nameOf is a person as a reference, where there is one.
func nameOf(person string) string {
	return `(select json_build_object('id', p.id, 'name', p.name) from person p where p.id = ` + person + `)`
}

// listed reads a JSON array into views.
func listed[T any](s frameworkReports, what, sql string, args map[string]any) ([]T, error) {
	var text string
	if err := s.tx.Raw(`select coalesce((`+sql+`), '[]'::json)::text`, args).Row().Scan(&text); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	var read []T
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return read, nil
}

// Modifications are those of a contract, the newest first.
func (s frameworkReports) Modifications(_ context.Context, id framework.ID, all bool) ([]view.Modification, error) {
	return listed[view.Modification](s, "list modifications", `select json_agg(json_strip_nulls(json_build_object(
			'id', m.id, 'number', m.number, 'ground', m.ground, 'reason', m.reason, 'clause', m.clause, 'raise', m.raise::text, 'inForceTo', m.in_force_to,
			'termJustification', m.term_justification, 'value', m.value::text, 'status', m.status, 'rejection', m.rejection,
			'supplier', (select json_build_object('id', x.id, 'name', x.name) from supplier x where x.cooperative_id = m.cooperative_id and x.id = m.supplier_id),
			'items', (select coalesce(json_agg(json_build_object('itemId', i.id, 'name', i.name, 'unit', i.unit, 'maximumQuantity', trim_scale(c.maximum_quantity)::text) order by i.position), '[]'::json)
				from framework_modification_item c join framework_item i on i.cooperative_id = c.cooperative_id and i.id = c.item_id
				where c.cooperative_id = m.cooperative_id and c.modification_id = m.id),
			'proposedBy', `+nameOf("m.proposed_by")+`, 'proposedAt', m.proposed_at, 'decidedBy', `+nameOf("m.decided_by")+`, 'decidedAt', m.decided_at)) order by m.number desc)
		from framework_modification m where m.cooperative_id = @cooperative and m.framework_id = @framework and (@all or m.status = 'approved')`,
		map[string]any{"cooperative": s.in.cooperative, "framework": id.String(), "all": all})
}

const memberRef = `(select json_build_object('id', m.id, 'name', m.name) from member m where m.cooperative_id = t.cooperative_id and m.id = %s)`

// passing is what Transfers and Successions have in common: the members, and who may see it.
var (
	passingMembers = `'from', ` + fmt.Sprintf(memberRef, "t.from_member_id") + `, 'to', ` + fmt.Sprintf(memberRef, "t.to_member_id")
	passingInSight = `t.cooperative_id = @cooperative and t.framework_id = @framework
		and (@everything or t.from_member_id = any(cast(@members as uuid[])) or t.to_member_id = any(cast(@members as uuid[])))`
)

// Transfers are those of the members in sight.
func (s frameworkReports) Transfers(_ context.Context, id framework.ID, sight access.Sight) ([]view.QuotaTransfer, error) {
	args := s.args(sight)
	args["framework"] = id.String()
	return listed[view.QuotaTransfer](s, "list transfers of quota", `select json_agg(json_strip_nulls(json_build_object('id', t.id, `+passingMembers+`,
			'amount', t.amount::text, 'status', t.status, 'offeredBy', (select p.name from person p where p.id = t.offered_by), 'offeredAt', t.offered_at,
			'decidedBy', (select p.name from person p where p.id = t.decided_by), 'decidedAt', t.decided_at)) order by t.id desc)
		from framework_transfer t where `+passingInSight, args)
}

// Successions are those of the members in sight.
func (s frameworkReports) Successions(_ context.Context, id framework.ID, sight access.Sight) ([]view.Succession, error) {
	args := s.args(sight)
	args["framework"] = id.String()
	return listed[view.Succession](s, "list successions", `select json_agg(json_strip_nulls(json_build_object('id', t.id, `+passingMembers+`,
			'reason', t.reason, 'status', t.status, 'quota', t.quota::text, 'drawn', t.drawn::text,
			'proposedBy', `+nameOf("t.proposed_by")+`, 'proposedAt', t.proposed_at, 'decidedBy', `+nameOf("t.decided_by")+`, 'decidedAt', t.decided_at)) order by t.id desc)
		from framework_succession t where `+passingInSight, args)
}

// DrawnByMonth sums call-offs that stand by the month in which they were made.
func (s frameworkReports) DrawnByMonth(_ context.Context, id framework.ID) ([]framework.MonthDrawn, error) {
	var rows []struct {
		First time.Time
		Drawn decimal.Decimal
	}
	err := s.tx.Raw(`select date_trunc('month', c.created_at at time zone 'Europe/Berlin')::date as first, sum(call_off_remaining(c.total, c.returned_total, c.given_back)) as drawn from call_off c
		where c.cooperative_id = ? and c.framework_id = ? and c.status not in ('rejected', 'cancelled') group by 1 order by 1`, s.in.cooperative, id.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("sum call-offs by month: %w", err)
	}
	months := make([]framework.MonthDrawn, len(rows))
	for i, r := range rows {
		drawn, err := money.FromDecimal(r.Drawn)
		if err != nil {
			return nil, fmt.Errorf("sum call-offs by month: %v", err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		months[i] = framework.MonthDrawn{First: period.FromUTC(r.First), Drawn: drawn}
	}
	return months, nil
}
