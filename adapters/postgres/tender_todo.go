package postgres

import "allmende/domain/access"

// tenderTasks are the next steps of tenders, each for those who may do it.
func tenderTasks(_ scope, actor access.Actor) []task {
	var waiting []task
	for _, next := range []struct {
		act       access.Act
		kind      string
		condition string
		due       string
	}{
		{access.TenderSubmit, "tender-draft", `t.status = 'draft'`, `t.deadline`},
		{access.TenderPublish, "tender-publish", `t.status = 'in-review' and t.submitted_by <> @me`, `t.deadline`},
		{access.TenderOpen, "tender-open", `t.status = 'published' and t.deadline < @now
			and @me = case when t.outer_released_at is null then t.first_officer_id else t.second_officer_id end`, `t.deadline`},
		{access.TenderEvaluate, "tender-evaluate", `t.status in ('opened', 'evaluating')`, `null::timestamptz`},
		{access.TenderApprove, "tender-approve", `t.status in ('award-proposed', 'standstill') and t.approved_at is null and t.proposed_by <> @me`, `null::timestamptz`},
		{access.TenderInform, "tender-inform", `t.status = 'award-proposed' and t.approved_at is not null and t.earliest_award is null`, `null::timestamptz`},
		{access.TenderAward, "tender-award", `t.status in ('award-proposed', 'standstill') and t.approved_at is not null and t.proposed_by <> @me
			and not exists (select from tender_review r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id and r.outcome is null)
			and t.earliest_award <= (cast(@now as timestamptz) at time zone 'Europe/Berlin')::date`, `t.earliest_award::timestamp at time zone 'Europe/Berlin'`},
	} {
		if actor.May(next.act) == nil {
			waiting = append(waiting, task{sql: `select '` + next.kind + `', 'tender', t.id::text, t.number || ' ' || t.title, '', null::numeric, ` + next.due + `
				from tender t where t.cooperative_id = @cooperative and ` + next.condition})
		}
	}
	if suppliers := actor.Sight(access.BidHandIn).Suppliers; len(suppliers) > 0 {
		waiting = append(waiting, task{`select 'tender-bid', 'tender', t.id::text, t.number || ' ' || t.title, p.name, null::numeric, t.deadline
			from tender t join supplier p on p.cooperative_id = t.cooperative_id and p.id = any(cast(@tender_suppliers as uuid[]))
			where t.cooperative_id = @cooperative and t.status = 'published' and t.deadline >= @now
			and not exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id and b.supplier_id = p.id and b.status = 'sealed')`,
			map[string]any{"tender_suppliers": uuids(suppliers)}})
	}
	if actor.May(access.KeyRegister) == nil {
		waiting = append(waiting, task{sql: `select 'key-register', 'opening-key', p.id::text, p.name, '', null::numeric, null::timestamptz
			from person p where p.id = @me and not exists (select from opening_key k where k.cooperative_id = @cooperative and k.person_id = p.id)`})
	}
	return waiting
}
