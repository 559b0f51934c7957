package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type tenderReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.TenderReports = tenderReports{}

// competitionSeen is whether a sight shows a published tender t that is for chosen suppliers only: to
// the cooperative, those who are invited and, of a direct award, the members that it is for.
const competitionSeen = `(t.procedure not in ('mini-competition', 'direct-award') or @within
	or exists (select from unnest(cast(@suppliers as uuid[])) as s (id) where not tender_keeps_out(t.cooperative_id, t.id, s.id))
	or t.procedure = 'direct-award' and exists (select from tender_entitled e
		where e.cooperative_id = t.cooperative_id and e.tender_id = t.id and e.member_id = any(cast(@members as uuid[]))))`

// tenderSeen is what a sight shows of tenders t: all, those one opens, what was published, or the
// mini-competitions of one's own member.
const tenderSeen = `(@everything or t.published_at is not null and ` + competitionSeen + `
	or t.procedure = 'mini-competition' and exists (select from mini_competition m
		where m.cooperative_id = t.cooperative_id and m.id = t.id and m.member_id = any(cast(@members as uuid[])))
	or exists (select from tender_officer o
	where o.cooperative_id = t.cooperative_id and o.tender_id = t.id and o.revision = ` + committeeRevision + ` and o.person_id = nullif(@opens, '')::uuid))`

// tenderPhase is the status with the deadline seen, the same as tender.Tender.Phase.
const tenderPhase = `case when t.status = 'requests' and t.requests_until < @now then 'selection' when t.status = 'published' and t.deadline < @now then 'deadline-passed' else t.status end`

// tenderBids counts bids b of the present round that take part or are late; a bidder counts its own.
const tenderBids = `(select count(*) from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
	and b.status not in ('superseded', 'needs-reconfirmation', 'withdrawn') and ` + ofPresentRound + ` and (@figures or b.supplier_id = any(cast(@suppliers as uuid[]))))`

// tenderKinds are the envelopes of a bid, the same as tender.State.Kinds.
const tenderKinds = `(case when t.first_officer_id is null and exists (select from tender_criterion c where c.cooperative_id = t.cooperative_id
	and c.tender_id = t.id and c.revision = t.revision) then '["quality", "price"]' else '["price"]' end)::jsonb`

// winnersSeen is who learns of a proposal before the award: our side, and the bidders that were told (GWB 134).
const winnersSeen = `(t.proposed_at is not null and (@figures or t.awarded_at is not null
	or exists (select from tender_dispatch d where d.cooperative_id = t.cooperative_id and d.tender_id = t.id and d.proposal = t.proposal
		and d.supplier_id = any(cast(@suppliers as uuid[])))))`

// competitionShown is the order of a mini-competition t; a bidder sees no ceilings but its own.
var competitionShown = `(select jsonb_build_object(
    'framework', (select jsonb_build_object('id', f.id, 'name', f.number || ' ' || f.title) from framework f where f.cooperative_id = m.cooperative_id and f.id = m.framework_id),
    'member', (select jsonb_build_object('id', o.id, 'name', o.name) from member o where o.cooperative_id = m.cooperative_id and o.id = m.member_id),
    'callOffId', case when @figures then m.call_off_id end,
    'invited', (select coalesce(jsonb_agg(jsonb_build_object('supplier', jsonb_build_object('id', i.supplier_id, 'name', p.name), 'ceilings', i.ceilings) order by p.name, p.id), '[]'::jsonb)
      from (select c.supplier_id, jsonb_agg(jsonb_build_object('itemId', c.item_id, 'price', ` + priceText("c.price") + `) order by c.item_id) as ceilings
        from tender_ceiling c where c.cooperative_id = m.cooperative_id and c.tender_id = m.id and (@figures or c.supplier_id = any(cast(@suppliers as uuid[]))) group by 1) i
      join supplier p on p.cooperative_id = m.cooperative_id and p.id = i.supplier_id))
  from mini_competition m where m.cooperative_id = t.cooperative_id and m.id = t.id)`

// lotMaximum is what lot l can come to; in a mini-competition that tells the highest price of all
// contracts, so a bidder is shown what its own ceilings come to.
const lotMaximum = `case when @figures or t.procedure <> 'mini-competition' then l.maximum_value else (select coalesce(sum(round(c.price * i.firm, 2)), 0)
	from tender_ceiling c join tender_item i on i.cooperative_id = c.cooperative_id and i.id = c.item_id
	where c.cooperative_id = l.cooperative_id and i.lot_id = l.id and c.supplier_id = any(cast(@suppliers as uuid[]))) end`

// priceText writes a price as money.Price does.
func priceText(column string) string {
	return `(case when scale(trim_scale(` + column + `)) < 2 then round(` + column + `, 2) else trim_scale(` + column + `) end)::text`
}

var tenderSQL = `
select jsonb_build_object(
  'id', t.id, 'number', t.number, 'title', t.title, 'status', ` + tenderPhase + `, 'version', t.version,
  'round', (select jsonb_build_object('id', r.id, 'name', r.number || ' ' || r.title) from demand_round r where r.cooperative_id = t.cooperative_id and r.id = t.round_id),
  'competition', ` + competitionShown + `,
  'envelopes', ` + tenderKinds + `, 'procedure', t.procedure, 'choice', ` + choiceShown + `, 'threshold', t.threshold::text, 'thresholdSource', t.threshold_source,
  'estimatedValue', case when @figures then t.estimated_value::text end,
  'maximumValue', (select sum(` + lotMaximum + `)::text from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision),
  'termMonths', t.term_months, 'optionMonths', t.option_months,
  'termJustification', t.term_justification, 'quotaMode', t.quota_mode, 'flowBackMonths', t.flow_back_months, 'noLotsReason', t.no_lots_reason, 'deadline', t.deadline,
  'extensions', (select coalesce(jsonb_agg(jsonb_build_object('from', e.moved_from, 'to', e.moved_to, 'reason', e.reason, 'at', e.moved_at) order by e.moved_at), '[]'::jsonb)
    from tender_extension e where e.cooperative_id = t.cooperative_id and e.tender_id = t.id),
  'openingOfficers', (select jsonb_agg(jsonb_build_object('person', jsonb_build_object('id', o.person_id, 'name', coalesce(p.name, '')), 'position', o.position,
      'recipient', coalesce(nullif(o.recipient, ''), k.recipient), 'fingerprint', coalesce(nullif(o.fingerprint, ''), k.fingerprint),
      'confirmedBy', coalesce(` + personRef("o.confirmed_by") + `, ` + personRef("k.confirmed_by") + `)) order by o.position)
    from tender_officer o left join person p on p.id = o.person_id
      left join opening_key k on k.cooperative_id = o.cooperative_id and k.person_id = o.person_id and t.published_at is null
    where o.cooperative_id = t.cooperative_id and o.tender_id = t.id and o.revision = ` + committeeRevision + `),
  'committeeChanges', ` + committeeChanges + `, 'committeeProposal', case when @figures then ` + committeeProposal + ` end,
  'lots', (select jsonb_agg(jsonb_build_object(
      'id', l.id, 'position', l.position, 'title', l.title, 'maximumValue', (` + lotMaximum + `)::text, 'route', l.route,
      'winner', case when seen.winners and l.winner_supplier_id is not null then jsonb_build_object('id', l.winner_supplier_id, 'name', w.name) end,
      'notAwarded', case when seen.winners and l.not_awarded_ground is not null
        then jsonb_build_object('ground', l.not_awarded_ground, 'reason', l.not_awarded_reason) end,
      'winningTotal', case when @figures or t.awarded_at is not null then l.winning_total::text end,
      'draw', case when @figures and l.drawn_at is not null then jsonb_build_object('by', l.drawn_by, 'presence', l.drawn_presence, 'at', l.drawn_at) end,
      'frameworkId', (select f.id from framework f where f.cooperative_id = t.cooperative_id and f.lot_id = l.id
        and (@figures or f.supplier_id = any(cast(@suppliers as uuid[])))),
      'items', (select jsonb_agg(jsonb_build_object(
          'id', i.id, 'roundItemId', i.round_item_id, 'position', i.position, 'name', i.name, 'description', i.description, 'category', i.category,
          'cpv', i.cpv, 'unit', i.unit, 'quantity', trim_scale(i.firm)::text, 'maximumQuantity', trim_scale(i.maximum_quantity)::text,
          'estimatedPrice', case when @figures then ` + priceText("i.estimated_price") + ` end) order by i.position)
        from tender_item i where i.cooperative_id = t.cooperative_id and i.lot_id = l.id)) order by l.position)
    from tender_lot l left join supplier w on w.cooperative_id = t.cooperative_id and w.id = l.winner_supplier_id
    where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision),
  'entitledCount', (select count(*) from tender_entitled e where e.cooperative_id = t.cooperative_id and e.tender_id = t.id),
  'entitled', (select jsonb_agg(jsonb_build_object('id', e.member_id, 'name', e.name) order by e.name, e.member_id)
    from tender_entitled e where e.cooperative_id = t.cooperative_id and e.tender_id = t.id),
  'entitledHash', t.entitled_hash, 'committeeHash', t.committee_hash, 'bidCount', ` + tenderBids + `, 'checks', '[]'::jsonb,
  'submittedBy', case when @figures then (select p.name from person p where p.id = t.submitted_by) end, 'submittedAt', case when @figures then t.submitted_at end,
  'publishedBy', case when @figures then (select p.name from person p where p.id = t.published_by) end, 'publishedAt', t.published_at,
  'openedAt', t.opened_at,
  'scoresLockedBy', case when @figures then (select p.name from person p where p.id = t.scores_locked_by) end, 'scoresLockedAt', t.scores_locked_at,
  'pricesOpenedAt', coalesce(t.prices_opened_at, case when t.first_officer_id is not null then t.opened_at end),
  'proposedBy', case when @figures then (select p.name from person p where p.id = t.proposed_by) end,
  'proposedAt', case when @figures then t.proposed_at end, 'proposalReason', case when @figures then t.proposal_reason end,
  'approvedBy', case when @figures then (select p.name from person p where p.id = t.approved_by) end, 'approvedAt', case when @figures then t.approved_at end,
  'earliestAward', case when seen.winners then t.earliest_award end,
  'awardedBy', case when @figures then (select p.name from person p where p.id = t.awarded_by) end, 'awardedAt', t.awarded_at,
  'reason', case when @figures or t.status = 'cancelled' then t.reason end
)::text
from tender t cross join lateral (select ` + winnersSeen + ` as winners) seen
where t.cooperative_id = @cooperative and t.id = @tender and ` + tenderSeen

// args are what the fragments above refer to.
func (s tenderReports) args(sight driven.TenderSight) map[string]any {
	return map[string]any{
		"cooperative": s.in.cooperative, "now": s.in.now, "everything": sight.Everything, "opens": sight.Opens.String(),
		"figures": sight.Figures, "suppliers": uuids(sight.Suppliers), "within": sight.Within, "members": uuids(sight.Members),
	}
}

// InSight says only whether the tender is.
func (s tenderReports) InSight(_ context.Context, which tender.ID, sight driven.TenderSight) error {
	args := s.args(sight)
	args["tender"] = which.String()
	var seen bool
	err := s.tx.Raw(`select exists (select from tender t where t.cooperative_id = @cooperative and t.id = @tender and `+tenderSeen+`)`, args).Row().Scan(&seen)
	if err != nil {
		return fmt.Errorf("look for a tender: %w", err)
	}
	if !seen {
		return access.ErrNotFound
	}
	return nil
}

// Tender is one tender.
func (s tenderReports) Tender(_ context.Context, which tender.ID, sight driven.TenderSight) (view.Tender, error) {
	args := s.args(sight)
	args["tender"] = which.String()
	var read view.Tender
	return read, s.one(tenderSQL, args, &read)
}

// one decodes the single text that a statement gives, or fails with access.ErrNotFound.
func (s tenderReports) one(sql string, args map[string]any, into any) error {
	var found []string
	if err := s.tx.Raw(sql, args).Scan(&found).Error; err != nil {
		return fmt.Errorf("read tender: %w", err)
	}
	if len(found) == 0 {
		return access.ErrNotFound
	}
	if err := json.Unmarshal([]byte(found[0]), into); err != nil {
		return fmt.Errorf("read tender: %w", err)
	}
	return nil
}

// Tenders lists the newest first: ids sort by the time they were made.
func (s tenderReports) Tenders(_ context.Context, sight driven.TenderSight, page view.PageRequest) (view.Page[view.TenderSummary], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.TenderSummary]{}, err
	}
	args := s.args(sight)
	args["after"], args["limit"] = after, page.Limit
	var rows []view.TenderSummary
	err = s.tx.Raw(`select t.id::text, t.number, t.title, `+tenderPhase+` as status, t.procedure, case when t.status = 'requests' and t.requests_until >= @now then t.requests_until else t.deadline end as deadline, t.version,
		coalesce(case when @figures then t.estimated_value::text end, '') as estimated_value,
		(select count(*) from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision) as lot_count,
		`+tenderBids+` as bid_count
		from tender t where t.cooperative_id = @cooperative and `+tenderSeen+` and (@after = '' or t.id < nullif(@after, '')::uuid)
		order by t.id desc limit @limit + 1`, args).Scan(&rows).Error
	if err != nil {
		return view.Page[view.TenderSummary]{}, fmt.Errorf("list tenders: %w", err)
	}
	for i := range rows {
		rows[i].Deadline = rows[i].Deadline.UTC()
	}
	return pageOf(rows, page.Limit, func(t view.TenderSummary) []string { return []string{t.ID} }), nil
}

// OpeningKeys are the opening officers by name.
func (s tenderReports) OpeningKeys(_ context.Context, me member.PersonID) (view.List[view.OpeningKey], error) {
	list := view.List[view.OpeningKey]{Items: []view.OpeningKey{}}
	err := s.one(`select coalesce(jsonb_agg(jsonb_build_object('person', jsonb_build_object('id', p.id, 'name', p.name), 'mine', p.id = nullif(@me, '')::uuid,
		'recipient', k.recipient, 'fingerprint', k.fingerprint, 'registeredAt', k.registered_at,
		'confirmedBy', `+personRef("k.confirmed_by")+`, 'confirmedAt', k.confirmed_at) order by p.name, p.id), '[]'::jsonb)::text
		from person p left join opening_key k on k.cooperative_id = @cooperative and k.person_id = p.id
		where `+openingOfficer,
		map[string]any{"cooperative": s.in.cooperative, "me": me.String()}, &list.Items)
	return list, err
}
