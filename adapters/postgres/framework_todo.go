package postgres

import "allmende/domain/access"

// stillRuns holds for a contract f that is not over.
const stillRuns = `f.halt_status is distinct from 'terminated' and f.in_force_to >= (cast(@now as timestamptz) at time zone 'Europe/Berlin')::date`

// contractTasks are what officers decide about, never their own (D-1), the warnings that nobody took
// note of, and the quota that members are offered.
func contractTasks(_ scope, actor access.Actor) []task {
	var waiting []task
	if actor.May(access.FrameworkDecide) == nil {
		waiting = append(waiting,
			task{`select 'modification-decide', 'framework', f.id::text, f.number || ' ' || f.title, m.reason, nullif(m.raise, 0), null::timestamptz
				from framework_modification m join framework f on f.cooperative_id = m.cooperative_id and f.id = m.framework_id
				where m.cooperative_id = @cooperative and m.status = 'proposed' and m.proposed_by <> @me
				and ` + stillRuns, nil},
			task{`select 'succession-decide', 'framework', f.id::text, f.number || ' ' || f.title, o.name || ' → ' || n.name, null::numeric, null::timestamptz
				from framework_succession c join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
				join member o on o.cooperative_id = c.cooperative_id and o.id = c.from_member_id
				join member n on n.cooperative_id = c.cooperative_id and n.id = c.to_member_id
				where c.cooperative_id = @cooperative and c.status = 'proposed' and c.proposed_by <> @me
				and ` + stillRuns, nil})
	}
	if actor.May(access.FrameworkNote) == nil {
		waiting = append(waiting, task{`select 'framework-warning', 'framework', f.id::text, f.number || ' ' || f.title, w.step || ' %', f.maximum - f.drawn, null::timestamptz
			from framework_standing f cross join lateral (select ` + shownWarning + ` as step) w
			where f.cooperative_id = @cooperative and w.step > 0 and f.status in ('active', 'exhausted')
			and f.in_force_to >= (cast(@now as timestamptz) at time zone 'Europe/Berlin')::date and not exists (select from framework_warning n
				where n.cooperative_id = f.cooperative_id and n.framework_id = f.id and n.maximum = f.maximum and n.step >= w.step)`, nil})
	}
	if actor.May(access.CatalogueApprove) == nil {
		waiting = append(waiting, task{`select 'catalogue-approve', 'framework', f.id::text, f.number || ' ' || f.title, s.name, null::numeric, null::timestamptz
			from catalogue_version v join framework f on f.cooperative_id = v.cooperative_id and f.id = v.framework_id
			join supplier s on s.cooperative_id = v.cooperative_id and s.id = v.supplier_id
			where v.cooperative_id = @cooperative and v.status = 'staged' and v.uploaded_by <> @me`, nil})
	}
	if members := actor.Sight(access.QuotaTransfer).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'quota-accept', 'framework', f.id::text, f.number || ' ' || f.title, o.name, t.amount, null::timestamptz
			from framework_transfer t join framework f on f.cooperative_id = t.cooperative_id and f.id = t.framework_id
			join member o on o.cooperative_id = t.cooperative_id and o.id = t.from_member_id
			where t.cooperative_id = @cooperative and t.status = 'offered' and t.to_member_id = any(cast(@receiving_members as uuid[]))
			and ` + stillRuns,
			map[string]any{"receiving_members": uuids(members)}})
	}
	return waiting
}
