package postgres

import "allmende/domain/access"

// The parts of what waits about bids that are opened and not yet decided about, all of tender t.
const (
	undecided = `t.status in ('opened', 'evaluating')`

	// standingBid says that bid b is one of scoring.SubjectOf.
	standingBid = `b.cooperative_id = t.cooperative_id and b.tender_id = t.id and b.status = 'opened' and case when b.prices_opened_at is null
		then exists (select from bid_answer a where a.cooperative_id = b.cooperative_id and a.bid_id = b.id)
		else exists (select from tender_lot l where l.cooperative_id = t.cooperative_id and l.tender_id = t.id and l.revision = t.revision
			and not exists (select from tender_item i where i.cooperative_id = l.cooperative_id and i.lot_id = l.id
				and not exists (select from bid_price p where p.cooperative_id = i.cooperative_id and p.bid_id = b.id and p.item_id = i.id))) end`

	unexamined = `exists (select from bid b where ` + standingBid + ` and examinations_passed(b.cooperative_id, b.id) < 3)`
	impartial  = `not declared_conflict(t.cooperative_id, t.id, @me)`
)

// The parts of what waits for panels of tender t.
const (
	withPanel = `t.status in ('published', 'opened', 'evaluating') and exists (select from tender_criterion c
		where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.revision = t.revision)`
	panelAtWork = withPanel + ` and exists (select from scoring_panel p where p.cooperative_id = t.cooperative_id and p.id = t.id and p.locked_at is null)`

	onPanel  = `e.cooperative_id = t.cooperative_id and e.panel_id = t.id and e.replaced_at is null`
	meOn     = `exists (select from scoring_evaluator e where ` + onPanel + ` and e.person_id = @me`
	revealed = `not exists (select from scoring_evaluator e where ` + onPanel + ` and (e.handed_in_at is null or e.conflict <> ''))`

	// widePlace is where scores are too far apart, as far as what follows in it also holds for its latest proposal.
	widePlace = `exists (select from (select distinct on (s.evaluator_id, s.bid_id, s.lot_id, s.criterion) s.bid_id, s.lot_id, s.criterion, s.score
			from scoring_score s join scoring_evaluator e on e.cooperative_id = s.cooperative_id and e.id = s.evaluator_id
			where ` + onPanel + ` order by s.evaluator_id, s.bid_id, s.lot_id, s.criterion, s.revision desc) g
		join scoring_panel p on p.cooperative_id = t.cooperative_id and p.id = t.id
		join bid b on b.id = g.bid_id and ` + standingBid + `
		join tender_criterion c on c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.revision = t.revision and c.name = g.criterion
		left join lateral (select k.id from scoring_consensus k where k.cooperative_id = t.cooperative_id and k.panel_id = t.id and k.bid_id = g.bid_id
			and k.lot_id = g.lot_id and k.criterion = g.criterion order by k.revision desc limit 1) latest on true
		group by g.bid_id, g.lot_id, g.criterion, p.spread_limit, c.scale, latest.id
		having (max(g.score) - min(g.score)) * 100 > p.spread_limit * c.scale and not `
	consented    = `exists (select from scoring_consent a where a.cooperative_id = t.cooperative_id and a.consensus_id = latest.id and a.person_id = `
	allConsented = `not exists (select from scoring_evaluator e where ` + onPanel + ` and not ` + consented + `e.person_id))`
)

// scoringTasks are the next steps of those who examine and score bids, each until it is done.
func scoringTasks(_ scope, actor access.Actor) []task {
	var waiting []task
	for _, next := range []struct {
		act       access.Act
		kind      string
		condition string
	}{
		{access.BidExamine, "bid-examine", undecided + ` and ` + impartial + ` and ` + unexamined},
		{access.PanelAppoint, "panel-appoint", withPanel + ` and not exists (select from scoring_panel p where p.cooperative_id = t.cooperative_id and p.id = t.id)`},
		{access.PanelAppoint, "panel-replace", panelAtWork + ` and exists (select from scoring_evaluator e where ` + onPanel + ` and e.conflict <> '')`},
		{access.BidScore, "panel-declare", panelAtWork + ` and ` + meOn + ` and e.declared_at is null)`},
		{access.BidScore, "bid-score", panelAtWork + ` and ` + undecided + ` and ` + meOn + ` and e.declared_at is not null and e.conflict = '' and e.handed_in_at is null)
			and exists (select from bid b where ` + standingBid + `)`},
		{access.BidScore, "score-agree", panelAtWork + ` and ` + meOn + `) and ` + revealed + ` and ` + widePlace + consented + `@me))`},
		{access.ScoresLock, "scores-lock", panelAtWork + ` and ` + revealed + ` and ` + impartial + ` and exists (select from bid b where ` + standingBid + `) and not ` + unexamined + `
			and not exists (select from scoring_evaluator e where e.cooperative_id = t.cooperative_id and e.panel_id = t.id and e.person_id = @me)
			and not ` + widePlace + allConsented + `)`},
	} {
		if !actor.Sight(next.act).Nothing() {
			waiting = append(waiting, task{sql: `select '` + next.kind + `', 'tender', t.id::text, t.number || ' ' || t.title, '', null::numeric,
				case when t.status = 'published' then t.deadline end from tender t where t.cooperative_id = @cooperative and ` + next.condition})
		}
	}
	return waiting
}
