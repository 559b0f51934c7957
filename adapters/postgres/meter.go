package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type meters struct {
	tx *gorm.DB
	in scope
}

var _ driven.Meters = meters{}

// Add stores a new meter.
func (s meters) Add(_ context.Context, m *metering.Meter) error {
	state := m.State()
	done := s.tx.Exec(`insert into meter (cooperative_id, id, name, member_id, reservation_id, resource, unit, kind, every, fitted_on, removed_on, site_id, predecessor_id, late_reason)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as date), ?, ?, ?)`,
		s.in.cooperative, state.ID.String(), state.Name, orNull(state.Member.String()), orNull(state.Reservation), string(state.Resource), string(state.Unit), string(state.Kind), string(state.Every), state.From.String(), orNull(state.To.String()), orNull(state.Site.String()), orNull(state.Predecessor.String()), state.Late)
	return stored("a meter", done.RowsAffected, done.Error)
}

const meterColumns = `select m.id, m.version, m.name, coalesce(m.member_id::text, '') as member, coalesce(m.site_id::text, '') as site, coalesce(m.reservation_id::text, '') as reservation, m.resource, m.unit, m.kind, m.every, m.fitted_on, m.removed_on, coalesce(m.predecessor_id::text, '') as predecessor, m.late_reason as late from meter m `

type meterRow struct {
	ID, Name, Member, Site, Reservation, Resource, Unit, Kind, Every, Predecessor, Late string
	Version                                                                             int
	FittedOn                                                                            time.Time
	RemovedOn                                                                           *time.Time
}

func (r meterRow) state() metering.State {
	s := metering.State{
		ID: metering.ID(r.ID), Version: r.Version, Name: r.Name, Member: member.ID(r.Member), Site: capacity.SiteID(r.Site), Reservation: r.Reservation, Resource: metering.Resource(r.Resource),
		Unit: quantity.Unit(r.Unit), Kind: metering.Kind(r.Kind), Every: metering.Every(r.Every), From: period.FromUTC(r.FittedOn), Predecessor: metering.ID(r.Predecessor), Late: r.Late,
	}
	if r.RemovedOn != nil {
		s.To = period.FromUTC(*r.RemovedOn)
	}
	return s
}

// Get locks a meter.
func (s meters) Get(_ context.Context, m metering.ID) (*metering.Meter, error) {
	var rows []meterRow
	if err := s.tx.Raw(meterColumns+`where m.cooperative_id = ? and m.id = ? for no key update`, s.in.cooperative, m.String()).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read a meter: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	return metering.Restore(rows[0].state()), nil
}

// Save stores that a meter was removed, or whose it is now; all else stays.
func (s meters) Save(_ context.Context, m *metering.Meter) error {
	state := m.State()
	done := s.tx.Exec(`update meter set removed_on = cast(? as date), member_id = cast(? as uuid), reservation_id = cast(? as uuid), version = version + 1
		where cooperative_id = ? and id = ? and version = ?`,
		orNull(state.To.String()), orNull(state.Member.String()), orNull(state.Reservation), s.in.cooperative, state.ID.String(), state.Version)
	return stored("a meter", done.RowsAffected, done.Error)
}

// Held looks at the last reading, and at the last month that was closed.
func (s meters) Held(_ context.Context, m metering.ID) (read time.Time, closed period.Day, err error) {
	var held struct {
		Read   *time.Time
		Closed *time.Time
	}
	err = s.tx.Raw(`select (select max(r.at) from reading r where r.cooperative_id = @cooperative and r.meter_id = @meter) as read,
		(select max(c.month + interval '1 month' - interval '1 day') from metering_closing c where c.cooperative_id = @cooperative) as closed`,
		map[string]any{"cooperative": s.in.cooperative, "meter": m.String()}).Scan(&held).Error
	if err != nil {
		return read, closed, fmt.Errorf("look for what a meter read last: %w", err)
	}
	if held.Closed != nil {
		closed = period.Date(held.Closed.Year(), held.Closed.Month(), held.Closed.Day())
	}
	return orZero(held.Read), closed, nil
}

// Of are those that were there.
func (s meters) Of(_ context.Context, days period.Span) ([]metering.State, error) {
	return s.states(`where m.cooperative_id = ? and m.fitted_on <= ? and coalesce(m.removed_on, 'infinity') >= ? order by m.name, m.fitted_on`,
		s.in.cooperative, days.To.String(), days.From.String())
}

// Measuring are those of a reservation, locked.
func (s meters) Measuring(_ context.Context, reservation capacity.ID, from period.Day) ([]*metering.Meter, error) {
	found, err := s.states(`where m.cooperative_id = ? and m.reservation_id = ? and coalesce(m.removed_on, 'infinity') >= ? order by m.name, m.fitted_on for no key update`,
		s.in.cooperative, reservation.String(), from.String())
	measuring := make([]*metering.Meter, len(found))
	for i, state := range found {
		measuring[i] = metering.Restore(state)
	}
	return measuring, err
}

// Named are those of some names, locked in an order that all keep.
func (s meters) Named(_ context.Context, names []string) ([]metering.State, error) {
	told, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	return s.states(`where m.cooperative_id = ? and m.name in (select jsonb_array_elements_text(?)) order by m.id for no key update of m`, s.in.cooperative, string(told))
}

// Linked are those of the same device, before and after.
func (s meters) Linked(_ context.Context, m metering.State) ([]metering.State, error) {
	return s.states(`where m.cooperative_id = ? and (m.predecessor_id = ? or m.id = cast(? as uuid))`, s.in.cooperative, m.ID.String(), orNull(m.Predecessor.String()))
}

func (s meters) states(where string, args ...any) ([]metering.State, error) {
	var rows []meterRow
	if err := s.tx.Raw(meterColumns+where, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read meters: %w", err)
	}
	states := make([]metering.State, len(rows))
	for i, r := range rows {
		states[i] = r.state()
	}
	return states, nil
}

const meterListSQL = `
select json_build_object('id', t.id, 'name', t.name, 'member', json_build_object('id', coalesce(m.id::text, ''), 'name', coalesce(m.name, '')), 'site', json_build_object('id', coalesce(s.id::text, ''), 'name', coalesce(s.name, '')), 'reservationId', coalesce(t.reservation_id::text, ''),
  'resource', t.resource, 'unit', t.unit, 'kind', t.kind, 'every', t.every, 'from', t.fitted_on, 'to', coalesce(t.removed_on::text, ''),
  'lastAt', (select max(r.at) from reading r where r.cooperative_id = t.cooperative_id and r.meter_id = t.id), 'version', t.version)::text
from meter t left join member m on m.cooperative_id = t.cooperative_id and m.id = t.member_id
left join capacity_site s on s.cooperative_id = t.cooperative_id and s.id = t.site_id
where t.cooperative_id = @cooperative and (@everything or t.member_id = any(cast(@members as uuid[])))
order by t.name, t.fitted_on desc`

// List shows meters.
func (s meters) List(_ context.Context, sight access.Sight) ([]view.Meter, error) {
	return documents[view.Meter](s.tx, "read meters", meterListSQL, map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)})
}
