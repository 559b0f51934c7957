package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/licence"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Seats that call-offs add to licence l: once they are placed, and as long as they wait to be approved.
const (
	addedSeatsSQL   = seatsSQL + `'placed'` + seatsEndSQL
	waitingSeatsSQL = seatsSQL + `'submitted'` + seatsEndSQL
)

const (
	seatsSQL = `coalesce((
  select sum(trunc(x.quantity)) * coalesce(l.seats_per_unit, 1) from licence_order o
  join call_off c on c.cooperative_id = o.cooperative_id and c.id = o.call_off_id and c.status = `
	seatsEndSQL = `
  join call_off_line own on own.cooperative_id = l.cooperative_id and own.call_off_id = l.call_off_id and own.position = l.position
  join call_off_line x on x.cooperative_id = o.cooperative_id and x.call_off_id = o.call_off_id and x.item_id = own.item_id
  where o.cooperative_id = l.cooperative_id and o.licence_id = l.id and o.reason = 'true-up'), 0)::integer`
)

const offeredSQL = `
select l.position, d.attributes::text as attributes, coalesce(case when o.reason = 'renewal' then o.licence_id end::text, '') as renews
from call_off_line l
join framework_item i on i.cooperative_id = l.cooperative_id and i.id = l.item_id and i.category = 'software'
join catalogue_line d on d.cooperative_id = i.cooperative_id and d.id = i.line_id
left join (licence_order o join licence f on f.cooperative_id = o.cooperative_id and f.id = o.licence_id
    join call_off_line own on own.cooperative_id = f.cooperative_id and own.call_off_id = f.call_off_id and own.position = f.position)
  on o.cooperative_id = l.cooperative_id and o.call_off_id = l.call_off_id and own.item_id = l.item_id
where l.cooperative_id = @cooperative and l.call_off_id = @callOff and o.reason is distinct from 'true-up'
  and not exists (select from licence r where r.cooperative_id = l.cooperative_id and r.call_off_id = l.call_off_id and r.position = l.position)
order by l.position`

// Offered reads what catalogues say of the lines of a call-off.
func (s licences) Offered(ctx context.Context, c calloff.ID) ([]driven.OfferedLicence, error) {
	var rows []struct {
		Position           int
		Attributes, Renews string
	}
	if err := s.tx.Raw(offeredSQL, map[string]any{"cooperative": s.in.cooperative, "callOff": c.String()}).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the licences that were ordered: %w", err)
	}
	offered := make([]driven.OfferedLicence, len(rows))
	for i, r := range rows {
		var attributes []view.ItemAttribute
		if err := json.Unmarshal([]byte(r.Attributes), &attributes); err != nil {
			return nil, fmt.Errorf("read the licences that were ordered: %w", err)
		}
		offered[i].Position = r.Position
		for _, a := range attributes {
			offered[i].Attributes = append(offered[i].Attributes, catalogue.Attribute(a))
		}
		if r.Renews == "" {
			continue
		}
		renewed, err := s.Get(ctx, licence.ID(r.Renews))
		if err != nil {
			return nil, err
		}
		state := renewed.State()
		offered[i].Renews = &state
	}
	return offered, nil
}

// Standing reads the item of a licence and the seats that it has now.
func (s licences) Standing(_ context.Context, l licence.ID) (framework.ItemID, int, error) {
	var rows []struct {
		Item  string
		Seats int
	}
	err := s.tx.Raw(`select x.item_id as item, l.seats + `+addedSeatsSQL+` as seats from licence l
		join call_off_line x on x.cooperative_id = l.cooperative_id and x.call_off_id = l.call_off_id and x.position = l.position
		where l.cooperative_id = ? and l.id = ?`, s.in.cooperative, l.String()).Scan(&rows).Error
	if err != nil {
		return "", 0, fmt.Errorf("read the seats of a licence: %w", err)
	}
	if len(rows) == 0 {
		return "", 0, access.ErrNotFound
	}
	return framework.ItemID(rows[0].Item), rows[0].Seats, nil
}

// AddCount stores what was counted.
func (s licences) AddCount(_ context.Context, c licence.Count) error {
	err := s.tx.Exec(`insert into licence_count (cooperative_id, id, licence_id, counted_on, used, seats, counted_by, counted_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, c.ID.String(), c.Licence.String(), c.On.UTC(), c.Used, c.Seats, c.By.String(), c.At).Error
	if err != nil {
		return fmt.Errorf("add a count of a licence: %w", err)
	}
	return nil
}

// AddOrder has a call-off follow a licence.
func (s licences) AddOrder(_ context.Context, l licence.ID, c calloff.ID, why licence.Following) error {
	err := s.tx.Exec(`insert into licence_order (cooperative_id, id, licence_id, call_off_id, reason) values (?, ?, ?, ?, ?)`,
		s.in.cooperative, id.New[driven.OfferedLicence]().String(), l.String(), c.String(), string(why)).Error
	if err != nil {
		return fmt.Errorf("have a call-off follow a licence: %w", err)
	}
	return nil
}

const licenceOrdersSQL = `
select c.id, c.number, o.reason, c.status, trim_scale(sum(x.quantity))::text as quantity, sum(x.total)::numeric(15,2)::text as total
from licence_order o
join call_off c on c.cooperative_id = o.cooperative_id and c.id = o.call_off_id
join call_off_line x on x.cooperative_id = c.cooperative_id and x.call_off_id = c.id and x.item_id = @item
where o.cooperative_id = @cooperative and o.licence_id = @licence
group by c.id, c.number, o.reason, c.status order by c.id desc`

const licenceCountsSQL = `
select n.counted_on, n.used, n.seats, p.name as counted_by from licence_count n join person p on p.id = n.counted_by
where n.cooperative_id = @cooperative and n.licence_id = @licence order by n.counted_on desc, n.id desc`

const licenceKinSQL = `
select l.*, i.name as item, coalesce(l.renews_id::text, '') as renews, coalesce(r.id::text, '') as renewed_by, coalesce(l.seats_per_unit, 1) as per_unit, ` + waitingSeatsSQL + ` as waiting
from licence l join framework_item i on i.cooperative_id = l.cooperative_id and i.id = cast(@item as uuid)
left join licence r on r.cooperative_id = l.cooperative_id and r.renews_id = l.id
where l.cooperative_id = @cooperative and l.id = @licence`

// History shows a licence with all that followed it.
func (s licences) History(ctx context.Context, l licence.ID, sight access.Sight, today period.Day) (view.LicenceHistory, error) {
	shown, err := s.Licence(ctx, l, sight, today)
	if err != nil {
		return view.LicenceHistory{}, err
	}
	item, seats, err := s.Standing(ctx, l)
	if err != nil {
		return view.LicenceHistory{}, err
	}
	history := view.LicenceHistory{Licence: shown, Item: view.Ref{ID: item.String()}, Counts: []view.LicenceCount{}, Orders: []view.LicenceOrder{}}
	args := map[string]any{"cooperative": s.in.cooperative, "licence": l.String(), "item": item.String()}
	var kin struct {
		Licence                 licenceRow `gorm:"embedded"`
		Item, Renews, RenewedBy string
		PerUnit, Waiting        int
	}
	if err := s.tx.Raw(licenceKinSQL, args).Scan(&kin).Error; err != nil {
		return history, fmt.Errorf("read what a licence follows: %w", err)
	}
	history.Item.Name, history.SeatsPerUnit = kin.Item, kin.PerUnit
	if kin.Renews != "" {
		history.Renews = &view.Ref{ID: kin.Renews, Name: shown.Name}
	}
	if kin.RenewedBy != "" {
		history.RenewedBy = &view.Ref{ID: kin.RenewedBy, Name: shown.Name}
	}
	if err := s.followed(&history, args); err != nil {
		return history, err
	}
	history.WaitingSeats = kin.Waiting
	last := period.Day{}
	if len(history.Counts) > 0 {
		history.Missing = licence.Term{SeatsPerUnit: kin.PerUnit}.Missing(history.Counts[0].Used, seats+kin.Waiting)
		if last, err = period.ParseDay(history.Counts[0].CountedOn); err != nil {
			return history, fmt.Errorf("licence %s: %v", l, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
	}
	history.CountBy = kin.Licence.state().CountBy(last, today).String()
	return history, nil
}

// followed reads what was counted and ordered.
func (s licences) followed(history *view.LicenceHistory, args map[string]any) error {
	var counts []struct {
		CountedOn   time.Time
		Used, Seats int
		CountedBy   string
	}
	if err := s.tx.Raw(licenceCountsSQL, args).Scan(&counts).Error; err != nil {
		return fmt.Errorf("read the counts of a licence: %w", err)
	}
	for _, c := range counts {
		history.Counts = append(history.Counts, view.LicenceCount{CountedOn: period.FromUTC(c.CountedOn).String(), Used: c.Used, Seats: c.Seats, CountedBy: c.CountedBy})
	}
	var orders []struct{ ID, Number, Reason, Status, Quantity, Total string }
	if err := s.tx.Raw(licenceOrdersSQL, args).Scan(&orders).Error; err != nil {
		return fmt.Errorf("read the orders of a licence: %w", err)
	}
	for _, o := range orders {
		history.Orders = append(history.Orders, view.LicenceOrder{
			CallOff: view.Ref{ID: o.ID, Name: o.Number}, Reason: o.Reason, Status: o.Status, Quantity: o.Quantity, Total: o.Total,
		})
	}
	return nil
}
