package postgres

import "allmende/domain/access"

// costingTasks are pools that nobody has split yet, and drafts that another person made.
func costingTasks(_ scope, actor access.Actor) []task {
	var waiting []task
	if actor.May(access.AllocationMake) == nil {
		waiting = append(waiting, task{sql: `select 'pool-allocate', 'cost-pool', p.id::text, p.number || ' ' || p.title, '', p.amount, null::timestamptz
			from cost_pool p where p.cooperative_id = @cooperative
			and not exists (select from allocation a where a.cooperative_id = p.cooperative_id and a.pool_id = p.id and a.status <> 'reversed')`})
	}
	if actor.May(access.AllocationPost) == nil {
		waiting = append(waiting, task{sql: `select 'allocation-post', 'allocation', a.id::text, p.number || ' ' || p.title, a.key, a.total, null::timestamptz
			from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
			where a.cooperative_id = @cooperative and a.status = 'draft' and a.created_by <> cast(@me as uuid)
			and not exists (select from allocation b where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id and b.status = 'posted')`})
	}
	return waiting
}
