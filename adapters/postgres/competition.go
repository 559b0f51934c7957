package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/competition"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// competitions keeps what tenders for orders have of their own in mini_competition.
type competitions struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Competitions = competitions{}

// Counter locks and loads as the line of orders does.
func (s competitions) Counter(ctx context.Context, of framework.ID, m member.ID, items []framework.ItemID) (driven.Counter, error) {
	want := wanted{parties: []party{{of, m}}, items: distinct(append([]framework.ItemID(nil), items...))}
	batch := &pgx.Batch{}
	want.queue(batch, s.in.cooperative, whenFree)
	var found counters
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) (err error) {
		found, err = readCounters(results)
		return err
	})
	if err != nil {
		return driven.Counter{}, err
	}
	contract, known := found.contracts[of]
	if !known {
		return driven.Counter{}, access.ErrNotFound
	}
	c := found.customers[m]
	return driven.Counter{
		Contract: framework.Restore(*contract), Customer: c.of(m),
		Member: view.Ref{ID: m.String(), Name: c.name}, Suppliers: found.suppliers, Now: s.in.now,
	}, nil
}

// Committee is that of the tender which led to the contract, without those who lost the role.
func (s competitions) Committee(_ context.Context, of framework.ID) ([]member.PersonID, error) {
	var persons []member.PersonID
	err := s.tx.Raw(`select o.person_id::text from framework f join tender t on t.cooperative_id = f.cooperative_id and t.id = f.tender_id
			join tender_officer o on o.cooperative_id = t.cooperative_id and o.tender_id = t.id and o.revision = `+committeeRevision+`
			join person p on p.id = o.person_id
		where f.cooperative_id = @cooperative and f.id = @framework and `+openingOfficer+` order by o.position`,
		map[string]any{"cooperative": s.in.cooperative, "framework": of.String()}).Scan(&persons).Error
	if err != nil {
		return nil, fmt.Errorf("read the committee of a contract: %w", err)
	}
	return persons, nil
}

// Add stores the order.
func (s competitions) Add(_ context.Context, c *competition.Competition) error {
	state := c.State()
	route, err := traceColumn(state.Route)
	if err != nil {
		return err
	}
	ordered := make([]framework.ItemID, len(state.Order.Wishes))
	for i, wish := range state.Order.Wishes {
		ordered[i] = wish.Item
	}
	err = s.tx.Exec(`insert into mini_competition (cooperative_id, id, framework_id, member_id, ordered_by, budget_code, note, deliver_to, wished_on, answer_by, items, ordered_items, route, licence_id, licence_reason)
		values (@cooperative, @id, @framework, @member, @by, @budget, @note, @to, cast(@wished as date), cast(@answer as date), cast(@items as uuid[]), cast(@ordered as uuid[]), cast(@route as jsonb), cast(@licence as uuid), @why)`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.Tender.String(), "framework": state.Framework.String(), "member": state.Member.String(), "by": state.Order.By.String(),
		"budget": state.Order.BudgetCode, "note": state.Order.Note, "to": state.Order.DeliverTo, "wished": orNull(state.Order.WishedOn.String()), "answer": orNull(state.Order.AnswerBy.String()), "items": uuids(state.Items), "ordered": uuids(ordered), "route": route, "licence": orNull(state.Follows.Licence.String()), "why": orNull(string(state.Follows.Why)),
	}).Error
	if err != nil {
		return fmt.Errorf("add a mini-competition: %w", err)
	}
	return nil
}

const competitionSQL = `select m.version, m.framework_id::text, m.member_id::text, m.ordered_by::text, m.budget_code, m.note, m.deliver_to, m.wished_on::text, m.answer_by::text, t.term_months, m.items::text[],
		m.ordered_items::text[], (select array_agg(trim_scale(i.firm)::text order by o.place) from unnest(m.items) with ordinality as o (item_id, place)
			join tender_item i on i.cooperative_id = m.cooperative_id and i.id = o.item_id),
		m.route::text, coalesce(m.licence_id::text, ''), coalesce(m.licence_reason, ''), coalesce(m.call_off_id::text, '')
	from mini_competition m join tender t on t.cooperative_id = m.cooperative_id and t.id = m.id
	where m.cooperative_id = $1 and m.id = $2 for update of m`

// Of loads the order; its quantities are those of the tender's items.
func (s competitions) Of(ctx context.Context, which tender.ID) (*competition.Competition, error) {
	batch := &pgx.Batch{}
	batch.Queue(competitionSQL, s.in.cooperative, which.String())
	var found *competition.Competition
	err := s.t.query(ctx, batch, func(results pgx.BatchResults) (err error) {
		found, err = readCompetition(results.QueryRow(), which)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read a mini-competition: %w", err)
	}
	return found, nil
}

func readCompetition(row pgx.Row, which tender.ID) (*competition.Competition, error) {
	s := competition.State{Tender: which}
	var items, ordered, quantities []string
	var route, wishedOn, answerBy *string
	err := row.Scan(&s.Version, &s.Framework, &s.Member, &s.Order.By, &s.Order.BudgetCode, &s.Order.Note, &s.Order.DeliverTo, &wishedOn, &answerBy, &s.Order.Months, &items, &ordered, &quantities, &route, &s.Follows.Licence, &s.Follows.Why, &s.CallOff)
	if err != nil {
		return nil, err
	}
	if s.Route, err = traceOf(route); err != nil {
		return nil, err
	}
	if s.Order.WishedOn, err = dayOf(wishedOn); err != nil {
		return nil, err
	}
	if s.Order.AnswerBy, err = dayOf(answerBy); err != nil {
		return nil, err
	}
	for i := range ordered {
		wish := framework.Wish{Item: framework.ItemID(ordered[i])}
		if wish.Quantity, err = quantityOf(quantities[i]); err != nil {
			return nil, err
		}
		s.Items, s.Order.Wishes = append(s.Items, tender.ItemID(items[i])), append(s.Order.Wishes, wish)
	}
	return competition.Restore(s), nil
}

// Conclude stores the call-off under the event of the award.
func (s competitions) Conclude(ctx context.Context, c *competition.Competition, placed *calloff.CallOff) error {
	batch := &pgx.Batch{}
	batch.Queue(`select current_event()::text`)
	var event string
	if err := s.t.query(ctx, batch, func(results pgx.BatchResults) error { return results.QueryRow().Scan(&event) }); err != nil {
		return fmt.Errorf("conclude a mini-competition: %w", err)
	}
	row, err := callOffColumnsOf(s.in.cooperative, placed.State(), event)
	if err != nil {
		return err
	}
	state := c.State()
	storing := &pgx.Batch{}
	storing.Queue(placeSQL(1), row...)
	storing.Queue(`update mini_competition set call_off_id = $3, version = version + 1 where cooperative_id = $1 and id = $2`,
		s.in.cooperative, state.Tender.String(), state.CallOff.String())
	err = s.t.query(ctx, storing, func(results pgx.BatchResults) error {
		for range storing.Len() {
			if _, err := results.Exec(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("conclude a mini-competition: %w", err)
	}
	return nil
}
