package postgres

import "allmende/domain/access"

// invited is who may state needs, of a member m: the same as demand.Author.Invited.
const invited = `m.status = 'admitted' and m.kind <> 'association'`

// roundTasks are answers that buyers owe, and what officers do next with a round.
func roundTasks(_ scope, actor access.Actor) []task {
	var waiting []task
	if members := actor.Sight(access.NeedState).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'round-answer', 'round', r.id::text, r.number || ' ' || r.title, m.name, null::numeric, r.closes_at
			from demand_round r join member m on m.cooperative_id = r.cooperative_id and m.id = any(cast(@round_members as uuid[]))
			where r.cooperative_id = @cooperative and r.status in ('open', 'topping-up') and r.closes_at > @now and ` + invited + `
			and not exists (select from demand_need n where n.cooperative_id = r.cooperative_id and n.round_id = r.id and n.member_id = m.id)`,
			map[string]any{"round_members": uuids(members)}})
	}
	if members := actor.Sight(access.NeedConfirm).Members; len(members) > 0 {
		waiting = append(waiting, task{`select 'needs-confirm', 'round', r.id::text, r.number || ' ' || r.title, m.name, null::numeric, r.closes_at
			from demand_answer a join demand_round r on r.cooperative_id = a.cooperative_id and r.id = a.round_id and r.status in ('open', 'topping-up')
			join member m on m.cooperative_id = a.cooperative_id and m.id = a.member_id
			where a.cooperative_id = @cooperative and a.member_id = any(cast(@confirm_members as uuid[])) and a.stated_by <> @confirm_person and ` + unconfirmed,
			map[string]any{"confirm_members": uuids(members), "confirm_person": actor.Person.String()}})
	}
	for _, next := range []struct {
		act       access.Act
		kind      string
		condition string
		due       string
	}{
		{access.RoundOpen, "round-open", `r.status = 'draft' and r.closes_at > @now`, `r.closes_at`},
		{access.RoundFreeze, "round-freeze", `r.status in ('open', 'topping-up') and r.closes_at <= @now`, `r.closes_at`},
		{access.TenderDraft, "tender-prepare", `r.status = 'frozen'`, `null::timestamptz`},
	} {
		if actor.May(next.act) == nil {
			waiting = append(waiting, task{sql: `select '` + next.kind + `', 'round', r.id::text, r.number || ' ' || r.title, '', null::numeric, ` + next.due + `
				from demand_round r where r.cooperative_id = @cooperative and ` + next.condition})
		}
	}
	return waiting
}
