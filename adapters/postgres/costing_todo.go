package postgres

import "allmende/domain/access"

// costingTasks are pools with costs that no run shares and no draft would, and drafts
// that another person made.
func costingTasks(_ scope, actor access.Actor) []task {
	var waiting []task
	if actor.May(access.AllocationMake) == nil {
		waiting = append(waiting, task{sql: `select 'pool-allocate', 'cost-pool', p.id::text, p.number || ' ' || p.title, '', sum(c.net), null::timestamptz
			from cost_pool p join cost c on c.cooperative_id = p.cooperative_id and c.pool_id = p.id
			where p.cooperative_id = @cooperative and not exists (select from allocation_cost k join allocation a on a.cooperative_id = k.cooperative_id and a.id = k.allocation_id
				where k.cooperative_id = c.cooperative_id and k.cost_id = c.id and (` + stands + ` or ` + postable + `))
			group by p.id, p.number, p.title`})
	}
	if actor.May(access.AllocationPost) == nil {
		waiting = append(waiting, task{sql: `select 'allocation-post', 'allocation', a.id::text, p.number || ' ' || p.title, a.from_day || ' – ' || a.to_day, a.booked, null::timestamptz
			from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
			where a.cooperative_id = @cooperative and a.created_by <> cast(@me as uuid) and ` + postable})
	}
	return waiting
}
