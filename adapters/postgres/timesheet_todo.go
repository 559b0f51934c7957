package postgres

import (
	"allmende/domain/access"
	"allmende/domain/period"
)

// serviceTasks are time sheets that wait for the member to accept them, those that the supplier is
// to correct, and services whose last day is over with nothing open, so that the member closes
// them and what is left becomes free. Several sheets of a call-off are one task.
func serviceTasks(in scope, actor access.Actor) []task {
	const (
		columns = `'call-off', c.id::text, c.number || ' ' || f.title, `
		from    = `
			from engagement e
			join call_off c on c.cooperative_id = e.cooperative_id and c.id = e.call_off_id and c.status = 'placed'
			join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
			join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
			join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id`
		sheets = `
			join (select t.cooperative_id, t.engagement_id, t.status, sum(a.amount) as total from time_sheet t cross join lateral unnest(t.amounts) as a (amount)
				where t.cooperative_id = @cooperative and t.status <> 'accepted' group by 1, 2, 3) w on w.cooperative_id = e.cooperative_id and w.engagement_id = e.id`
		open = ` where e.cooperative_id = @cooperative and e.closed_at is null`
	)
	var waiting []task
	if members := actor.Sight(access.TimeSheetAccept).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'sheet-accept', ` + columns + `s.name, w.total, null::timestamptz` + from + sheets + open + ` and w.status = 'handed-in'
			and c.member_id = any(cast(@accepting_members as uuid[]))`, map[string]any{"accepting_members": uuids(members)}})
	}
	if suppliers := actor.Sight(access.TimeSheetHandIn).Suppliers; len(suppliers) > 0 {
		waiting = append(waiting, task{`select 'sheet-correct', ` + columns + `m.name, w.total, null::timestamptz` + from + sheets + open + ` and w.status = 'returned'
			and c.supplier_id = any(cast(@correcting_suppliers as uuid[]))`, map[string]any{"correcting_suppliers": uuids(suppliers)}})
	}
	if members := actor.Sight(access.EngagementClose).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'services-close', ` + columns + `s.name, null::numeric, null::timestamptz` + from + open + ` and e.ends_on < cast(@services_day as date)
			and not exists (select from time_sheet t where t.cooperative_id = e.cooperative_id and t.engagement_id = e.id and t.status <> 'accepted')
			and c.member_id = any(cast(@closing_members as uuid[]))`, map[string]any{"closing_members": uuids(members), "services_day": period.DayOf(in.now).String()}})
	}
	return waiting
}
