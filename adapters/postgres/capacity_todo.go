package postgres

import "allmende/domain/access"

// reservationTasks are reservations, and changes of them, that wait for the cooperative, of which nobody decides
// about the own; and places from the waiting list that are offered to a member, until the offer lapses.
func reservationTasks(_ scope, actor access.Actor) []task {
	const (
		columns = `'reservation', r.id::text, r.number || ' ' || r.purpose, `
		from    = ` from capacity_reservation r
			join capacity_pool p on p.cooperative_id = r.cooperative_id and p.id = r.pool_id
			join member m on m.cooperative_id = r.cooperative_id and m.id = r.member_id
			where r.cooperative_id = @cooperative and `
	)
	var waiting []task
	if actor.May(access.CapacityDecide) == nil {
		waiting = append(waiting, task{`select 'reservation-approve', ` + columns + `m.name, null::numeric, null::timestamptz` + from + `(r.status = 'requested' or r.proposed_by is not null)
			and r.requested_by <> cast(@me as uuid) and r.proposed_by is distinct from cast(@me as uuid)`, nil})
	}
	if members := actor.Sight(access.CapacityReserve).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'reservation-accept', ` + columns + `p.name, null::numeric, (r.offered_to + 1)::timestamp at time zone 'Europe/Berlin' - interval '1 minute'` + from + `r.status = 'offered'
			and r.member_id = any(cast(@offered_members as uuid[]))`, map[string]any{"offered_members": uuids(members)}})
	}
	return waiting
}
