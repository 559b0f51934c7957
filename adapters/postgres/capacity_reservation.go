package postgres

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
)

type reservations struct {
	tx *gorm.DB
	in scope
}

var _ driven.Reservations = reservations{}

// reservationDocument is a reservation as reservationSQL writes it.
type reservationDocument struct {
	ID, Pool, PoolName, Site, SiteName, Member, MemberName, Number, Purpose, Status, Reason, RequestedBy, RequestedByName string
	CallOff, CallOffName, Predecessor, PredecessorName, Successor, SuccessorName                                          *string
	ProposedBy, ProposedByName, DecidedBy, DecidedByName, ReleasedFrom, OfferedTo                                         *string
	LineResources                                                                                                         []string
	LinePositions                                                                                                         []int
	Claims, Proposed                                                                                                      claimColumns
	Kinds                                                                                                                 []struct{ ID, Kind, Tier string }
	RequestedAt                                                                                                           time.Time
	DecidedAt                                                                                                             *time.Time
	Version, Turn                                                                                                         int
}

type claimColumns struct{ Resources, From, To, Amounts []string }

const reservationSQL = `
select json_build_object('id', r.id, 'pool', r.pool_id, 'poolName', p.name, 'site', s.id, 'siteName', s.name, 'member', r.member_id, 'memberName', m.name, 'number', r.number,
  'purpose', r.purpose, 'status', r.status, 'reason', r.reason, 'requestedBy', r.requested_by, 'requestedByName', (select n.name from person n where n.id = r.requested_by),
  'requestedAt', r.requested_at, 'callOff', r.call_off_id, 'callOffName', (select c.number from call_off c where c.cooperative_id = r.cooperative_id and c.id = r.call_off_id),
  'predecessor', r.predecessor_id, 'predecessorName', (select b.number from capacity_reservation b where b.cooperative_id = r.cooperative_id and b.id = r.predecessor_id),
  'successor', h.id, 'successorName', h.number,
  'proposedBy', r.proposed_by, 'proposedByName', (select n.name from person n where n.id = r.proposed_by), 'decidedBy', r.decided_by,
  'decidedByName', (select n.name from person n where n.id = r.decided_by), 'decidedAt', r.decided_at, 'releasedFrom', r.released_from, 'offeredTo', r.offered_to,
  'lineResources', r.line_resources, 'linePositions', r.line_positions,
  'claims', json_build_object('resources', r.claim_resources, 'from', r.claim_from, 'to', r.claim_to, 'amounts', r.claim_amounts::text[]),
  'proposed', json_build_object('resources', r.proposed_resources, 'from', r.proposed_from, 'to', r.proposed_to, 'amounts', r.proposed_amounts::text[]),
  'kinds', (select json_agg(json_build_object('id', k.id, 'kind', k.kind, 'tier', k.tier)) from capacity_resource k where k.cooperative_id = r.cooperative_id and k.pool_id = r.pool_id),
  'turn', case when r.status = 'waiting' then (select count(*) from capacity_reservation w where w.cooperative_id = r.cooperative_id and w.pool_id = r.pool_id
    and w.status = 'waiting' and (w.requested_at, w.id) <= (r.requested_at, r.id)) else 0 end,
  'version', r.version)::text
from capacity_reservation r
join capacity_pool p on p.cooperative_id = r.cooperative_id and p.id = r.pool_id
join capacity_site s on s.cooperative_id = p.cooperative_id and s.id = p.site_id
join member m on m.cooperative_id = r.cooperative_id and m.id = r.member_id
left join lateral (select h.id, h.number from capacity_reservation h where h.cooperative_id = r.cooperative_id and h.predecessor_id = r.id order by h.id limit 1) h on true
where r.cooperative_id = @cooperative`

// PoolOf is the pool of a reservation, which never changes.
func (s reservations) PoolOf(_ context.Context, id capacity.ID) (capacity.PoolID, error) {
	var found []string
	err := s.tx.Raw(`select pool_id from capacity_reservation where cooperative_id = ? and id = ?`, s.in.cooperative, id.String()).Scan(&found).Error
	if err != nil {
		return "", fmt.Errorf("find the pool of a reservation: %w", err)
	}
	if len(found) == 0 {
		return "", access.ErrNotFound
	}
	return capacity.PoolID(found[0]), nil
}

// Get loads one; the lock of its pool keeps others from changing it.
func (s reservations) Get(_ context.Context, id capacity.ID) (*capacity.Reservation, error) {
	var found reservationDocument
	if err := document(s.tx, "read a reservation", reservationSQL+` and r.id = @id`, map[string]any{"cooperative": s.in.cooperative, "id": id.String()}, &found); err != nil {
		return nil, err
	}
	state, err := found.state()
	if err != nil {
		return nil, fmt.Errorf("reservation %s: %v", found.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return capacity.Restore(state), nil
}

func (d reservationDocument) state() (capacity.State, error) {
	s := capacity.State{
		ID: capacity.ID(d.ID), Version: d.Version, Number: d.Number, Pool: capacity.PoolID(d.Pool), Member: member.ID(d.Member), Purpose: d.Purpose,
		CallOff: calloff.ID(orZero(d.CallOff)), Status: capacity.Status(d.Status), Predecessor: capacity.ID(orZero(d.Predecessor)), RequestedBy: member.PersonID(d.RequestedBy),
		RequestedAt: d.RequestedAt.UTC(), ProposedBy: member.PersonID(orZero(d.ProposedBy)), DecidedBy: member.PersonID(orZero(d.DecidedBy)),
		DecidedAt: orZero(d.DecidedAt).UTC(), Reason: d.Reason,
	}
	for i, resource := range d.LineResources {
		s.Lines = append(s.Lines, capacity.Line{Resource: capacity.ResourceID(resource), Position: d.LinePositions[i]})
	}
	var err error
	if s.Phases, err = d.Claims.phases(); err != nil {
		return s, err
	}
	if s.Proposed, err = d.Proposed.phases(); err != nil {
		return s, err
	}
	for _, day := range []struct {
		text *string
		into *period.Day
	}{{d.ReleasedFrom, &s.ReleasedFrom}, {d.OfferedTo, &s.OfferedTo}} {
		if day.text != nil {
			if *day.into, err = period.ParseDay(*day.text); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

// phases puts claims with the same days together: no day is in two phases.
func (c claimColumns) phases() ([]capacity.Phase, error) {
	holds, err := holdsOf(c.Resources, c.From, c.To, c.Amounts)
	if err != nil {
		return nil, err
	}
	var phases []capacity.Phase
	for _, h := range holds {
		if n := len(phases); n == 0 || phases[n-1].Days != h.Days {
			phases = append(phases, capacity.Phase{Days: h.Days})
		}
		last := &phases[len(phases)-1]
		last.Claims = append(last.Claims, capacity.Claim{Resource: h.Resource, Amount: h.Amount})
	}
	return phases, nil
}

// holdColumns are holds as arrays, one for each column.
func holdColumns(holds []capacity.Hold) (resources, from, to, amounts string) {
	var r, f, t, a []string
	for _, h := range holds {
		r, f = append(r, h.Resource.String()), append(f, h.Days.From.String())
		t, a = append(t, h.Days.To.String()), append(a, h.Amount.String())
	}
	return array(r), array(f), array(t), array(a)
}

func reservationColumns(in scope, s capacity.State) map[string]any {
	columns := map[string]any{
		"cooperative": in.cooperative, "id": s.ID.String(), "pool": s.Pool.String(), "member": s.Member.String(), "number": s.Number, "purpose": s.Purpose,
		"callOff": orNull(s.CallOff.String()), "status": string(s.Status), "releasedFrom": orNull(s.ReleasedFrom.String()), "offeredTo": orNull(s.OfferedTo.String()),
		"predecessor": orNull(s.Predecessor.String()), "requestedBy": s.RequestedBy.String(), "requestedAt": s.RequestedAt, "proposedBy": orNull(s.ProposedBy.String()),
		"decidedBy": orNull(s.DecidedBy.String()), "decidedAt": orNull(s.DecidedAt), "reason": s.Reason, "version": s.Version,
	}
	var resources, positions []string
	for _, l := range s.Lines {
		resources, positions = append(resources, l.Resource.String()), append(positions, strconv.Itoa(l.Position))
	}
	columns["lineResources"], columns["linePositions"] = array(resources), array(positions)
	columns["resources"], columns["from"], columns["to"], columns["amounts"] = holdColumns(capacity.HoldsOf(s.Phases))
	columns["heldResources"], columns["heldFrom"], columns["heldTo"], columns["heldAmounts"] = holdColumns(s.Holds())
	columns["proposedResources"], columns["proposedFrom"], columns["proposedTo"], columns["proposedAmounts"] = nil, nil, nil, nil
	if s.Proposed != nil {
		columns["proposedResources"], columns["proposedFrom"], columns["proposedTo"], columns["proposedAmounts"] = holdColumns(capacity.HoldsOf(s.Proposed))
	}
	return columns
}

// Add stores a new reservation; the database books what it holds.
func (s reservations) Add(_ context.Context, r *capacity.Reservation) error {
	err := s.tx.Exec(`insert into capacity_reservation (cooperative_id, id, pool_id, member_id, number, purpose, call_off_id, line_resources, line_positions, status,
			claim_resources, claim_from, claim_to, claim_amounts, held_resources, held_from, held_to, held_amounts, offered_to, predecessor_id, requested_by, requested_at, decided_by, decided_at, reason)
		values (@cooperative, @id, @pool, @member, @number, @purpose, cast(@callOff as uuid), cast(@lineResources as uuid[]), cast(@linePositions as integer[]), @status,
			cast(@resources as uuid[]), cast(@from as date[]), cast(@to as date[]), cast(@amounts as numeric[]),
			cast(@heldResources as uuid[]), cast(@heldFrom as date[]), cast(@heldTo as date[]), cast(@heldAmounts as numeric[]),
			cast(@offeredTo as date), cast(@predecessor as uuid), @requestedBy, @requestedAt, cast(@decidedBy as uuid), @decidedAt, @reason)`, reservationColumns(s.in, r.State())).Error
	if err != nil {
		return fmt.Errorf("add a reservation: %w", err)
	}
	return nil
}

// Save stores a change; the database books what it holds then.
func (s reservations) Save(_ context.Context, r *capacity.Reservation) error {
	done := s.tx.Exec(`update capacity_reservation set status = @status, claim_resources = cast(@resources as uuid[]), claim_from = cast(@from as date[]),
			claim_to = cast(@to as date[]), claim_amounts = cast(@amounts as numeric[]), proposed_resources = cast(@proposedResources as uuid[]),
			proposed_from = cast(@proposedFrom as date[]), proposed_to = cast(@proposedTo as date[]), proposed_amounts = cast(@proposedAmounts as numeric[]),
			held_resources = cast(@heldResources as uuid[]), held_from = cast(@heldFrom as date[]), held_to = cast(@heldTo as date[]), held_amounts = cast(@heldAmounts as numeric[]),
			released_from = cast(@releasedFrom as date), offered_to = cast(@offeredTo as date), requested_by = @requestedBy, proposed_by = cast(@proposedBy as uuid),
			decided_by = cast(@decidedBy as uuid), decided_at = @decidedAt, reason = @reason, version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, reservationColumns(s.in, r.State()))
	return stored("a reservation", done.RowsAffected, done.Error)
}

const capacityLinesSQL = `
select json_build_object('member', c.member_id, 'contract', c.framework_id, 'placed', c.status = 'placed',
  'lines', (select coalesce(json_agg(json_build_object('position', l.position, 'quantity', l.quantity::text, 'unit', i.unit)), '[]')
    from unnest(c.items, call_off_kept(call_off_kept(c.quantities, c.returned), c.quantities_back)) with ordinality as l (item_id, quantity, position)
    join framework_item i on i.cooperative_id = c.cooperative_id and i.id = l.item_id and i.category = @category),
  'held', (select coalesce(json_agg(json_build_object('position', l.position, 'kind', x.kind, 'tier', x.tier, 'from', h.from_day, 'to', h.to_day, 'amount', h.amount::text)), '[]')
    from capacity_reservation r cross join lateral unnest(r.line_resources, r.line_positions) as l (resource_id, position)
      cross join lateral unnest(r.held_resources, r.held_from, r.held_to, r.held_amounts) as h (resource_id, from_day, to_day, amount)
      join capacity_resource x on x.cooperative_id = r.cooperative_id and x.id = h.resource_id
    where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id and r.id is distinct from cast(@but as uuid) and h.resource_id = l.resource_id))::text
from call_off c where c.cooperative_id = @cooperative and c.id = @callOff`

// Ordered locks the call-off, where all reservations of its lines wait.
func (s reservations) Ordered(ctx context.Context, c calloff.ID, but capacity.ID) (capacity.Ordered, error) {
	err := s.tx.Exec(`select from call_off where cooperative_id = ? and id = ? for no key update`, s.in.cooperative, c.String()).Error
	if err != nil {
		return capacity.Ordered{}, fmt.Errorf("lock a call-off: %w", err)
	}
	return s.LookOrdered(ctx, c, but)
}

// LookOrdered reads without a lock.
func (s reservations) LookOrdered(_ context.Context, c calloff.ID, but capacity.ID) (capacity.Ordered, error) {
	o := capacity.Ordered{CallOff: c, Lines: map[int]capacity.OrderedLine{}}
	args := map[string]any{"cooperative": s.in.cooperative, "callOff": c.String(), "but": orNull(but.String()), "category": string(demand.DataCenter)}
	var found struct {
		Member, Contract string
		Placed           bool
		Lines            []struct {
			Position       int
			Quantity, Unit string
		}
		Held []struct {
			Position                     int
			Kind, Tier, From, To, Amount string
		}
	}
	if err := document(s.tx, "read what was called off", capacityLinesSQL, args, &found); err != nil {
		return o, err
	}
	o.Member, o.Contract, o.Placed = member.ID(found.Member), framework.ID(found.Contract), found.Placed
	held, of := map[int][]capacity.Hold{}, map[int]capacity.Resource{}
	for _, h := range found.Held {
		read, err := holdsOf([]string{""}, []string{h.From}, []string{h.To}, []string{h.Amount})
		if err != nil {
			return o, fmt.Errorf("call-off %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		held[h.Position] = append(held[h.Position], read...)
		of[h.Position] = capacity.Resource{Kind: capacity.Kind(h.Kind), Tier: h.Tier}
	}
	for _, l := range found.Lines {
		amount, err := quantityOf(l.Quantity)
		if err != nil {
			return o, fmt.Errorf("call-off %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		o.Lines[l.Position] = capacity.OrderedLine{Quantity: amount, Unit: quantity.Unit(l.Unit), Reserved: capacity.CourseOfHolds(held[l.Position]), Kind: of[l.Position].Kind, Tier: of[l.Position].Tier}
	}
	return o, nil
}

// Queues finds them for the owner of the database, over all cooperatives.
func (db *DB) Queues(ctx context.Context) ([]driven.Queue, error) {
	rows, err := db.owner.Query(ctx, `select cooperative_id::text, pool_id::text, array_agg(id::text order by requested_at, id) from capacity_reservation
		where status in ('waiting', 'offered') or status = 'requested' and (select max(t) from unnest(claim_to) t) < (allmende_clock() at time zone 'Europe/Berlin')::date group by 1, 2 order by 1, 2`)
	if err != nil {
		return nil, fmt.Errorf("find waiting lists: %w", err)
	}
	defer rows.Close()
	var queues []driven.Queue
	for rows.Next() {
		var cooperative, pool string
		var waits []string
		if err := rows.Scan(&cooperative, &pool, &waits); err != nil {
			return nil, fmt.Errorf("find waiting lists: %w", err)
		}
		q := driven.Queue{Cooperative: member.CooperativeID(cooperative), Pool: capacity.PoolID(pool)}
		for _, one := range waits {
			q.Waits = append(q.Waits, capacity.ID(one))
		}
		queues = append(queues, q)
	}
	return queues, rows.Err()
}
