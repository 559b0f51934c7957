package postgres

import (
	"allmende/domain/access"
	"allmende/domain/period"
)

// callOffTasks are what somebody is asked next to approve, also in the place of another and
// never one's own (D-1), orders that their suppliers did not answer in time, and the orders
// that suppliers received within the last two weeks.
func callOffTasks(in scope, actor access.Actor) []task {
	var waiting []task
	if members := actor.Sight(access.CallOffRead).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'calloff-approve', 'call-off', c.id::text, c.number || ' ' || f.title, m.name, c.total, null::timestamptz
			from call_off c
			join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
			join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
			where c.cooperative_id = @cooperative and c.status = 'submitted' and c.share_members is null and c.member_id = any(cast(@approving_members as uuid[]))
			and call_off_waits_for(c, cast(@me as uuid), cast(@approving_day as date))`,
			map[string]any{"approving_members": uuids(members), "approving_day": period.DayOf(in.now).String()}})
	}
	if members := actor.Sight(access.CallOffChange).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'calloff-late', 'call-off', c.id::text, c.number || ' ' || f.title, s.name, c.total, ` + answeredUntil + `
			from call_off c
			join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
			join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
			where c.cooperative_id = @cooperative and c.member_id = any(cast(@ordering_members as uuid[])) and c.answer_by < cast(@late_day as date) and ` + unanswered,
			map[string]any{"ordering_members": uuids(members), "late_day": period.DayOf(in.now).String()}})
	}
	waiting = append(waiting, standingTasks(in, actor)...)
	if suppliers := actor.Sight(access.ReturnDecide).Suppliers; len(suppliers) > 0 {
		waiting = append(waiting, returnTasks(suppliers))
	}
	if suppliers := actor.Sight(access.CallOffRead).Suppliers; len(suppliers) > 0 {
		waiting = append(waiting, task{`(select 'calloff-new', 'call-off', c.id::text, c.number || ' ' || f.title, m.name, c.total, case when ` + unanswered + ` then ` + answeredUntil + ` end
			from call_off c
			join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
			join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
			where c.cooperative_id = @cooperative and c.status = 'placed' and c.supplier_id = any(cast(@delivering_suppliers as uuid[]))
			and c.placed_at > cast(@now as timestamptz) - interval '14 days' order by c.id desc limit @most)`,
			map[string]any{"delivering_suppliers": uuids(suppliers)}})
	}
	return waiting
}

// answeredUntil is the end of the day until which call-off c is to be answered.
const answeredUntil = `(c.answer_by + time '23:59') at time zone 'Europe/Berlin'`
