package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/timesheet"
	"allmende/ports/driven"
)

type engagements struct {
	tx *gorm.DB
	in scope
}

var _ driven.Engagements = engagements{}

// Categories are read by the lines.
func (s engagements) Categories(_ context.Context, c calloff.ID) (map[framework.ItemID]demand.Category, error) {
	var rows []struct{ ID, Category string }
	err := s.tx.Raw(`select i.id, i.category from call_off_line l join framework_item i on i.cooperative_id = l.cooperative_id and i.id = l.item_id
		where l.cooperative_id = ? and l.call_off_id = ?`, s.in.cooperative, c.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read categories: %w", err)
	}
	found := make(map[framework.ItemID]demand.Category, len(rows))
	for _, r := range rows {
		found[framework.ItemID(r.ID)] = demand.Category(r.Category)
	}
	return found, nil
}

// Add stores a new engagement.
func (s engagements) Add(_ context.Context, e *timesheet.Engagement, by access.Actor, at time.Time) error {
	err := s.tx.Exec(engagementInsertSQL, engagementArgs(s.in.cooperative, e.State(), by, at)).Error
	if err != nil {
		return fmt.Errorf("add an engagement: %w", err)
	}
	return nil
}

const engagementInsertSQL = `insert into engagement (cooperative_id, id, call_off_id, starts_on, ends_on, description, day_quarters, agreed_at, agreed_by)
	values (@cooperative, @id, @callOff, cast(@from as date), cast(@to as date), @description, @dayQuarters, @at, @by)`

func engagementArgs(cooperative string, s timesheet.State, by access.Actor, at time.Time) map[string]any {
	return map[string]any{
		"cooperative": cooperative, "id": s.ID.String(), "callOff": s.CallOff.String(), "from": s.Period.From.String(), "to": s.Period.To.String(),
		"description": s.Description, "dayQuarters": orNull(s.DayQuarters), "at": at, "by": by.Person.String(),
	}
}

// engagementDocument is an engagement as engagementSQL writes it.
type engagementDocument struct {
	ID, CallOff, Number, Supplier, Member, Status, From, To, Description, Budget string
	SupplierName, MemberName, ClosedByName                                       string
	Version, DayQuarters                                                         int
	ClosedAt                                                                     *time.Time
	ClosedBy                                                                     *string
	Rates                                                                        []struct {
		Position                          int
		Item, Name, Unit, Price, Quantity string
	}
	Sheets []sheetDocument
}

type sheetDocument struct {
	ID, Status, HandedInBy, HandedInByName, DecidedByName, Reason string
	Version, Number                                               int
	HandedInAt                                                    time.Time
	DecidedAt                                                     *time.Time
	DecidedBy                                                     *string
	People, Days, Texts, Amounts                                  []string
	Positions, Quarters                                           []int
}

const engagementSQL = `
select json_build_object('id', e.id, 'callOff', c.id, 'number', c.number, 'supplier', c.supplier_id, 'member', c.member_id, 'status', c.status,
  'from', e.starts_on, 'to', e.ends_on, 'description', e.description, 'budget', c.total::text, 'version', e.version, 'dayQuarters', coalesce(e.day_quarters, 0),
  'closedAt', e.closed_at, 'closedBy', e.closed_by, 'closedByName', coalesce((select p.name from person p where p.id = e.closed_by), ''),
  'rates', (select json_agg(json_build_object('position', r.position, 'item', r.item, 'name', r.name, 'unit', r.unit, 'price', r.price::text, 'quantity', r.quantity::text) order by r.position)
    from unnest(c.items, c.names, c.units, c.prices, c.quantities) with ordinality as r (item, name, unit, price, quantity, position)),
  'sheets', (select coalesce(json_agg(json_build_object('id', s.id, 'status', s.status, 'number', s.number, 'version', s.version, 'handedInAt', s.handed_in_at, 'handedInBy', s.handed_in_by,
      'handedInByName', (select p.name from person p where p.id = s.handed_in_by), 'decidedAt', s.decided_at, 'decidedBy', s.decided_by,
      'decidedByName', coalesce((select p.name from person p where p.id = s.decided_by), ''), 'reason', s.reason,
      'people', s.people, 'days', s.days, 'texts', s.texts, 'amounts', s.amounts::text[], 'positions', s.positions, 'quarters', s.quarters) order by s.number), '[]')
    from time_sheet s where s.cooperative_id = e.cooperative_id and s.engagement_id = e.id))::text
from engagement e join call_off c on c.cooperative_id = e.cooperative_id and c.id = e.call_off_id
where e.cooperative_id = @cooperative and e.call_off_id = @callOff`

// Get locks the call-off and the supplier, which is where all sheets of its people wait.
func (s engagements) Get(ctx context.Context, c calloff.ID) (*timesheet.Engagement, timesheet.Elsewhere, error) {
	args := map[string]any{"cooperative": s.in.cooperative, "callOff": c.String()}
	err := s.tx.Exec(`select from call_off where cooperative_id = @cooperative and id = @callOff for no key update`, args).Error
	if err == nil {
		err = s.tx.Exec(`select from supplier s where s.cooperative_id = @cooperative
			and s.id = (select c.supplier_id from call_off c where c.cooperative_id = @cooperative and c.id = @callOff) for no key update`, args).Error
	}
	if err != nil {
		return nil, nil, fmt.Errorf("lock an engagement: %w", err)
	}
	return s.Look(ctx, c)
}

// Look loads without a lock.
func (s engagements) Look(_ context.Context, c calloff.ID) (*timesheet.Engagement, timesheet.Elsewhere, error) {
	args := map[string]any{"cooperative": s.in.cooperative, "callOff": c.String()}
	var found engagementDocument
	if err := document(s.tx, "read an engagement", engagementSQL, args, &found); err != nil {
		return nil, nil, err
	}
	state, err := found.state()
	if err != nil {
		return nil, nil, fmt.Errorf("engagement %s: %v", found.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	elsewhere, err := s.elsewhere(state)
	return timesheet.Restore(state), elsewhere, err
}

// elsewhere is what the supplier's people worked in the period on other engagements.
func (s engagements) elsewhere(e timesheet.State) (timesheet.Elsewhere, error) {
	var rows []struct {
		Person   string
		Day      time.Time
		Quarters int
	}
	err := s.tx.Raw(`select person, day, sum(quarters) as quarters from time_sheet_entry
		where cooperative_id = ? and supplier_id = ? and engagement_id <> ? and day between ? and ? group by 1, 2`,
		s.in.cooperative, e.Supplier.String(), e.ID.String(), e.Period.From.String(), e.Period.To.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what was worked elsewhere: %w", err)
	}
	elsewhere := make(timesheet.Elsewhere, len(rows))
	for _, r := range rows {
		elsewhere[timesheet.On(r.Person, period.FromUTC(r.Day))] = r.Quarters
	}
	return elsewhere, nil
}

func (d engagementDocument) state() (timesheet.State, error) {
	s := timesheet.State{
		ID: timesheet.ID(d.ID), Version: d.Version, CallOff: calloff.ID(d.CallOff), Number: d.Number, Supplier: member.SupplierID(d.Supplier), Member: member.ID(d.Member),
		Placed: d.Status == string(calloff.Placed), Description: d.Description, DayQuarters: d.DayQuarters,
		ClosedAt: orZero(d.ClosedAt).UTC(), ClosedBy: member.PersonID(orZero(d.ClosedBy)),
	}
	var err error
	if s.Period.From, err = period.ParseDay(d.From); err != nil {
		return s, err
	}
	if s.Period.To, err = period.ParseDay(d.To); err != nil {
		return s, err
	}
	if s.Budget, err = money.ParseAmount(d.Budget); err != nil {
		return s, err
	}
	for _, r := range d.Rates {
		rate := timesheet.Rate{Position: r.Position, Item: framework.ItemID(r.Item), Name: r.Name, Unit: quantity.Unit(r.Unit)}
		if rate.Price, err = priceOf(r.Price); err != nil {
			return s, err
		}
		if rate.Planned, err = quantityOf(r.Quantity); err != nil {
			return s, err
		}
		s.Rates = append(s.Rates, rate)
	}
	for _, sheet := range d.Sheets {
		read, err := sheet.sheet()
		if err != nil {
			return s, err
		}
		s.Sheets = append(s.Sheets, read)
	}
	return s, nil
}

func (d sheetDocument) sheet() (timesheet.Sheet, error) {
	s := timesheet.Sheet{
		ID: timesheet.SheetID(d.ID), Version: d.Version, Number: d.Number, Status: timesheet.Status(d.Status), HandedInAt: d.HandedInAt.UTC(),
		HandedInBy: member.PersonID(d.HandedInBy), DecidedAt: orZero(d.DecidedAt).UTC(), DecidedBy: member.PersonID(orZero(d.DecidedBy)), Reason: d.Reason,
	}
	for i, person := range d.People {
		entry := timesheet.Entry{Person: person, Position: d.Positions[i], Quarters: d.Quarters[i], Text: d.Texts[i]}
		var err error
		if entry.Day, err = period.ParseDay(d.Days[i]); err != nil {
			return s, err
		}
		if entry.Amount, err = money.ParseAmount(d.Amounts[i]); err != nil {
			return s, err
		}
		s.Entries = append(s.Entries, entry)
	}
	return s, nil
}

// SaveSheet stores a sheet with its entries, which stand in its row.
func (s engagements) SaveSheet(_ context.Context, e timesheet.State, sheet timesheet.Sheet) error {
	n := len(sheet.Entries)
	people, days, said, amounts, positions, quarters := make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i, entry := range sheet.Entries {
		people[i], days[i], said[i], amounts[i] = entry.Person, entry.Day.String(), entry.Text, entry.Amount.String()
		positions[i], quarters[i] = fmt.Sprint(entry.Position), fmt.Sprint(entry.Quarters)
	}
	done := s.tx.Exec(`insert into time_sheet as t (cooperative_id, id, engagement_id, supplier_id, number, status, people, days, positions, quarters, texts, amounts,
			handed_in_at, handed_in_by, decided_at, decided_by, reason)
		values (@cooperative, @id, @engagement, @supplier, @number, @status, cast(@people as text[]), cast(@days as date[]), cast(@positions as integer[]), cast(@quarters as integer[]),
			cast(@texts as text[]), cast(@amounts as numeric[]), @handedInAt, @handedInBy, @decidedAt, cast(@decidedBy as uuid), @reason)
		on conflict on constraint time_sheet_pk do update set status = excluded.status, people = excluded.people, days = excluded.days, positions = excluded.positions,
			quarters = excluded.quarters, texts = excluded.texts, amounts = excluded.amounts, handed_in_at = excluded.handed_in_at, handed_in_by = excluded.handed_in_by,
			decided_at = excluded.decided_at, decided_by = excluded.decided_by, reason = excluded.reason, version = t.version + 1
		where t.version = @version`, map[string]any{
		"cooperative": s.in.cooperative, "id": sheet.ID.String(), "engagement": e.ID.String(), "supplier": e.Supplier.String(), "number": sheet.Number, "status": string(sheet.Status),
		"people": texts(people), "days": array(days), "positions": array(positions), "quarters": array(quarters), "texts": texts(said), "amounts": array(amounts),
		"handedInAt": sheet.HandedInAt, "handedInBy": sheet.HandedInBy.String(), "decidedAt": orNull(sheet.DecidedAt), "decidedBy": orNull(sheet.DecidedBy.String()),
		"reason": sheet.Reason, "version": sheet.Version,
	})
	return stored("a time sheet", done.RowsAffected, done.Error)
}

// Close gives back by the call-off's row, and its triggers let the counters fall.
func (s engagements) Close(_ context.Context, e timesheet.State) error {
	left, lines := e.Unused()
	back := make([]string, len(lines))
	for i, line := range lines {
		back[i] = line.Quantity.String()
	}
	done := s.tx.Exec(`update call_off set given_back = ?, quantities_back = cast(? as numeric[]), version = version + 1 where cooperative_id = ? and id = ?`,
		left.String(), array(back), s.in.cooperative, e.CallOff.String())
	if err := stored("what is given back", done.RowsAffected, done.Error); err != nil {
		return err
	}
	done = s.tx.Exec(`update engagement set closed_at = ?, closed_by = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		e.ClosedAt, e.ClosedBy.String(), s.in.cooperative, e.ID.String(), e.Version)
	return stored("an engagement", done.RowsAffected, done.Error)
}
