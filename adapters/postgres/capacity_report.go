package postgres

import (
	"context"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

const reservationInSight = ` and (@everything or r.member_id = any(cast(@members as uuid[])))`

func (s reservations) sightArgs(sight access.Sight) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)}
}

// Shown shows one reservation.
func (s reservations) Shown(_ context.Context, id capacity.ID, sight access.Sight, today period.Day) (view.Reservation, error) {
	args := s.sightArgs(sight)
	args["id"] = id.String()
	var found reservationDocument
	if err := document(s.tx, "read a reservation", reservationSQL+reservationInSight+` and r.id = @id`, args, &found); err != nil {
		return view.Reservation{}, err
	}
	return found.view(today)
}

// List lists reservations, the newest first.
func (s reservations) List(_ context.Context, q driven.ReservationQuery, sight access.Sight, today period.Day) (view.Page[view.Reservation], error) {
	after, err := afterID(q.Page.Cursor)
	if err != nil {
		return view.Page[view.Reservation]{}, err
	}
	args := s.sightArgs(sight)
	args["after"], args["pool"], args["member"], args["open"] = orNull(after), orNull(q.Pool.String()), orNull(q.Member.String()), q.Open
	found, err := documents[reservationDocument](s.tx, "list reservations", reservationSQL+reservationInSight+`
		and (cast(@after as uuid) is null or r.id < @after) and (cast(@pool as uuid) is null or r.pool_id = @pool) and (cast(@member as uuid) is null or r.member_id = @member)
		and (not @open or r.status = 'requested' or r.proposed_by is not null) order by r.id desc`+upTo(q.Page.Limit), args)
	if err != nil {
		return view.Page[view.Reservation]{}, err
	}
	shown := make([]view.Reservation, len(found))
	for i, d := range found {
		if shown[i], err = d.view(today); err != nil {
			return view.Page[view.Reservation]{}, err
		}
	}
	return pageOf(shown, q.Page.Limit, func(r view.Reservation) []string { return []string{r.ID} }), nil
}

// Bars are all reservations that hold something on some of the days, by their first day.
func (s reservations) Bars(_ context.Context, pool capacity.PoolID, days period.Span, sight access.Sight, today period.Day) ([]view.TimelineBar, error) {
	found, err := documents[reservationDocument](s.tx, "read a time line", reservationSQL+` and r.pool_id = @pool
		and exists (select from unnest(r.held_from, r.held_to) as h (from_day, to_day) where h.from_day <= @to and h.to_day >= @from)
		order by (select min(h) from unnest(r.held_from) h), r.id limit 1000`,
		map[string]any{"cooperative": s.in.cooperative, "pool": pool.String(), "from": days.From.String(), "to": days.To.String()})
	if err != nil {
		return nil, err
	}
	bars := make([]view.TimelineBar, len(found))
	for i, d := range found {
		state, err := d.state()
		if err != nil {
			return nil, fmt.Errorf("reservation %s: %v", d.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		bars[i] = view.TimelineBar{Status: string(state.On(today)), Holds: []view.Hold{}}
		if sight.SeesMember(state.Member) {
			bars[i].Reservation, bars[i].Member, bars[i].Purpose = &view.Ref{ID: d.ID, Name: d.Number}, &view.Ref{ID: d.Member, Name: d.MemberName}, d.Purpose
		}
		for _, h := range state.Holds() {
			if !h.Days.From.After(days.To) && !h.Days.To.Before(days.From) {
				bars[i].Holds = append(bars[i].Holds, view.Hold{ResourceID: h.Resource.String(), From: h.Days.From.String(), To: h.Days.To.String(), Amount: h.Amount.String()})
			}
		}
	}
	return bars, nil
}

func (d reservationDocument) view(today period.Day) (view.Reservation, error) {
	s, err := d.state()
	if err != nil {
		return view.Reservation{}, fmt.Errorf("reservation %s: %v", d.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	shown := view.Reservation{
		ID: d.ID, Number: d.Number, Pool: view.Ref{ID: d.Pool, Name: d.PoolName}, Site: view.Ref{ID: d.Site, Name: d.SiteName}, Member: view.Ref{ID: d.Member, Name: d.MemberName},
		Purpose: d.Purpose, Status: string(s.On(today)), From: s.First().String(), To: s.Last().String(), CallOff: refOrNone(d.CallOff, d.CallOffName), Lines: []view.ReservationLine{},
		Phases: d.phasesView(heldPhases(s)), Proposed: d.phasesView(s.Proposed), Turn: d.Turn, OfferedTo: "", Predecessor: refOrNone(d.Predecessor, d.PredecessorName),
		Successor: refOrNone(d.Successor, d.SuccessorName), RequestedBy: d.RequestedByName, RequestedAt: s.RequestedAt, ProposedBy: orZero(d.ProposedByName),
		DecidedBy: orZero(d.DecidedByName), DecidedAt: s.DecidedAt, Reason: s.Reason, Version: s.Version,
	}
	if s.Status == capacity.Offered {
		shown.OfferedTo = s.OfferedTo.String()
	}
	for _, l := range s.Lines {
		shown.Lines = append(shown.Lines, view.ReservationLine{ResourceID: l.Resource.String(), Position: l.Position})
	}
	return shown, nil
}

// heldPhases are those that it holds or held; of what was given back as a whole, those that it was to hold.
func heldPhases(s capacity.State) []capacity.Phase {
	if held := s.Agreed().Phases; len(held) > 0 {
		return held
	}
	return s.Phases
}

func (d reservationDocument) phasesView(phases []capacity.Phase) []view.ReservationPhase {
	kinds := map[string]capacity.Resource{}
	for _, k := range d.Kinds {
		kinds[k.ID] = capacity.Resource{Kind: capacity.Kind(k.Kind), Tier: k.Tier}
	}
	var shown []view.ReservationPhase
	for _, phase := range phases {
		p := view.ReservationPhase{From: phase.Days.From.String(), To: phase.Days.To.String()}
		for _, c := range phase.Claims {
			r := kinds[c.Resource.String()]
			p.Claims = append(p.Claims, view.ReservationClaim{ResourceID: c.Resource.String(), Kind: string(r.Kind), Tier: r.Tier, Unit: r.Kind.Unit(), Amount: c.Amount.String()})
		}
		shown = append(shown, p)
	}
	return shown
}

func refOrNone(id, name *string) *view.Ref {
	if id == nil {
		return nil
	}
	return &view.Ref{ID: *id, Name: orZero(name)}
}
