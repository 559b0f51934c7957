package postgres

import (
	"strconv"

	"allmende/domain/access"
	"allmende/domain/tender"
)

// ofCommittee says that the reader is an officer of the committee of tender t.
const ofCommittee = `exists (select from tender_officer o where o.cooperative_id = t.cooperative_id and o.tender_id = t.id
	and o.revision = ` + committeeRevision + ` and o.person_id = @me)`

// The drill of tender t, the same as tender.Tender.Drill.
const (
	drillRunning = `t.status = 'published' and t.first_officer_id is null and t.deadline >= @now`
	drillStage   = `case when @now >= t.deadline - interval '1 day' and t.deadline - interval '1 day' > t.published_at then 'day'
		when @now >= t.deadline - interval '7 days' and t.deadline - interval '7 days' > t.published_at then 'week' else 'publication' end`
	drillSince = `greatest(case ` + drillStage + ` when 'week' then t.deadline - interval '7 days' when 'day' then t.deadline - interval '1 day' else t.published_at end, t.committee_since)`
	// drillProven are the proofs of the stage by the committee of now.
	drillProven = `from tender_officer o join readiness_drill d on d.cooperative_id = o.cooperative_id and d.tender_id = o.tender_id and d.officer_id = o.person_id
		where o.cooperative_id = t.cooperative_id and o.tender_id = t.id and o.revision = ` + committeeRevision + ` and d.stage = ` + drillStage + ` and ` + drillCounts
)

// selectionDue is that participants of tender t are to be chosen.
const selectionDue = `t.status = 'requests' and t.requests_until < @now`

// talksOwed is that tender t needs further bids before an award, the same as tender.Tender.Propose has it.
const talksOwed = `(t.first_bids_award is not null and not (t.first_bids_award and t.bid_round is null) and not exists (select from tender_bid_call c
	where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.final))`

// The opening of tender t, the same as tender.Tender.OpeningPhase.
const (
	lateSealed = `(t.opened_at is not null and exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id and b.status = 'sealed'))`
	openingDue = `t.first_officer_id is null and t.deadline < @now and (t.status = 'published' or t.status in ('opened', 'evaluating')
		and (` + lateSealed + ` or t.scores_locked_at is not null and t.prices_opened_at is null))`
	openingKind = `(case when t.opened_at is null or ` + lateSealed + ` then ` + tenderKinds + ` ->> 0 else 'price' end)`
	// openers are those of the committee who are opening officers now.
	openers = `tender_officer o join person p on p.id = o.person_id where o.cooperative_id = t.cooperative_id and o.tender_id = t.id
		and o.revision = ` + committeeRevision + ` and ` + openingOfficer
)

var enough = strconv.Itoa(tender.EnoughOfficers)

// openingOwed says that an officer has not released for all bids whose turn it is in tender t.
func openingOwed(officer string) string {
	return `(not exists (select from opening_release r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id and r.officer_id = ` + officer + `
			and r.deadline = t.deadline and r.kind = ` + openingKind + `)
		or exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
			and case when t.opened_at is null or ` + lateSealed + ` then b.status = 'sealed' else b.status = 'opened' and b.prices_opened_at is null end
			and not exists (select from opening_share h where h.cooperative_id = b.cooperative_id and h.bid_id = b.id and h.officer_id = ` + officer + `
				and h.kind = ` + openingKind + `)))`
}

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
		{access.TenderSelect, "tender-select", selectionDue + ` and t.selection_at is null and exists (select from tender_request r
			where r.cooperative_id = t.cooperative_id and r.tender_id = t.id and r.status = 'standing')`, `t.deadline`},
		{access.TenderCancel, "tender-unasked", selectionDue + ` and not exists (select from tender_request r
			where r.cooperative_id = t.cooperative_id and r.tender_id = t.id and r.status = 'standing')`, `t.deadline`},
		{access.TenderSelect, "tender-invite", selectionDue + ` and t.selection_by <> @me`, `t.selection_deadline`},
		{access.TenderOpen, "tender-open", openingDue + ` and ` + ofCommittee + ` and ` + openingOwed("@me"), `t.deadline`},
		{access.TenderOpen, "tender-conclude", openingDue + ` and ` + ofCommittee + ` and (select count(*) from ` + openers + `) >= ` + enough + `
			and not exists (select from ` + openers + ` and ` + openingOwed("o.person_id") + `)`, `t.deadline`},
		{access.TenderCancel, "opening-stuck", openingDue + ` and (select count(*) from ` + openers + `) < ` + enough, `t.deadline`},
		{access.TenderOpen, "drill-prove", drillRunning + ` and ` + ofCommittee + ` and not exists (select ` + drillProven + ` and o.person_id = @me)`, `t.deadline`},
		{access.TenderPublish, "drill-alarm", drillRunning + ` and (` + drillStage + ` = 'day' or @now >= ` + drillSince + ` + interval '24 hours')
			and (select count(distinct d.officer_id) ` + drillProven + `) < ` + enough, `t.deadline`},
		{access.TenderCommittee, "committee-confirm", `t.status = 'published' and t.deadline >= @now and exists (select from tender_committee_change c
			where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.proposed_by <> @me and ` + committeePending + `)`, `t.deadline`},
		{access.BidAdmit, "bid-admit", `t.status in ('published', 'opened', 'evaluating') and t.scores_locked_at is null and exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
			and b.status = 'late' and ` + ofPresentRound + ` and b.admission_requested_by <> @me)`, `t.deadline`},
		{access.TenderNegotiate, "tender-negotiate", undecided + ` and t.prices_opened_at is not null and ` + impartial + ` and ` + talksOwed, `null::timestamptz`},
		{access.TenderPropose, "tender-evaluate", undecided + ` and t.prices_opened_at is not null and not ` + talksOwed + ` and ` + impartial + ` and not ` + unexamined, `null::timestamptz`},
		{access.TenderApprove, "tender-approve", `t.status in ('award-proposed', 'standstill') and t.approved_at is null and t.proposed_by <> @me`, `null::timestamptz`},
		{access.TenderInform, "tender-inform", `t.status = 'award-proposed' and t.approved_at is not null and t.earliest_award is null`, `null::timestamptz`},
		{access.TenderAward, "tender-award", `t.status in ('award-proposed', 'standstill') and t.approved_at is not null and t.proposed_by <> @me
			and not exists (select from tender_review r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id and r.outcome is null)
			and t.earliest_award <= (cast(@now as timestamptz) at time zone 'Europe/Berlin')::date`, `t.earliest_award::timestamp at time zone 'Europe/Berlin'`},
		{access.TenderCount, "tender-statistics", `t.status = 'awarded' and ` + statisticsDue + ` is not null
			and not exists (select from statistics_report r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id)`,
			`(` + statisticsDue + ` + 1)::timestamp at time zone 'Europe/Berlin'`},
	} {
		if actor.May(next.act) == nil {
			waiting = append(waiting, task{sql: `select '` + next.kind + `', 'tender', t.id::text, t.number || ' ' || t.title, '', null::numeric, ` + next.due + `
				from tender t where t.cooperative_id = @cooperative and ` + next.condition})
		}
	}
	if suppliers := actor.Sight(access.BidHandIn).Suppliers; len(suppliers) > 0 {
		waiting = append(waiting, task{`select case when exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
				and b.supplier_id = p.id and b.status = 'needs-reconfirmation' and ` + ofPresentRound + ` and b.amendment_id is not null) then 'bid-confirm'
				when exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
				and b.supplier_id = p.id and b.status = 'needs-reconfirmation' and ` + ofPresentRound + `) then 'bid-seal-again' else 'tender-bid' end, 'tender', t.id::text, t.number || ' ' || t.title, p.name, null::numeric, t.deadline
			from tender t join supplier p on p.cooperative_id = t.cooperative_id and p.id = any(cast(@tender_suppliers as uuid[]))
			where t.cooperative_id = @cooperative and t.status = 'published' and t.deadline >= @now
			and not tender_keeps_out(t.cooperative_id, t.id, p.id)
			and not exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id and b.supplier_id = p.id and b.status = 'sealed')`,
			map[string]any{"tender_suppliers": uuids(suppliers)}})
	}
	if suppliers := actor.Sight(access.BidHandIn).Suppliers; len(suppliers) > 0 {
		waiting = append(waiting, task{`select 'tender-request', 'tender', t.id::text, t.number || ' ' || t.title, p.name, null::numeric, t.requests_until
			from tender t join supplier p on p.cooperative_id = t.cooperative_id and p.id = any(cast(@request_suppliers as uuid[]))
			where t.cooperative_id = @cooperative and t.status = 'requests' and t.requests_until >= @now
			and not exists (select from tender_request r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id and r.supplier_id = p.id)`,
			map[string]any{"request_suppliers": uuids(suppliers)}})
	}
	if actor.May(access.KeyRegister) == nil {
		waiting = append(waiting, task{sql: `select 'key-register', 'opening-key', p.id::text, p.name, '', null::numeric, null::timestamptz
			from person p where p.id = @me and not exists (select from opening_key k where k.cooperative_id = @cooperative and k.person_id = p.id
			and k.recipient like 'age1pq1%')`})
	}
	if actor.May(access.KeyConfirm) == nil {
		waiting = append(waiting, task{sql: `select 'key-confirm', 'opening-key', p.id::text, p.name, '', null::numeric, null::timestamptz
			from opening_key k join person p on p.id = k.person_id
			where k.cooperative_id = @cooperative and k.confirmed_by is null and k.person_id <> @me and k.recipient like 'age1pq1%' and ` + openingOfficer})
	}
	return waiting
}
