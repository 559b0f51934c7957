package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/ports/view"
)

// allocationSQL is what an allocation is shown with besides its figures.
const allocationSQL = `
select jsonb_build_object(
  'pool', jsonb_build_object('id', p.id, 'name', p.number || ' ' || p.title), 'mine', a.created_by = cast(@me as uuid), 'postedByMe', coalesce(a.posted_by = cast(@me as uuid), false),
  'createdBy', coalesce((select o.name from person o where o.id = a.created_by), ''), 'postedBy', (select o.name from person o where o.id = a.posted_by),
  'reversedBy', (select o.name from person o where o.id = a.reversed_by), 'scheme', ` + schemeJSON + `,
  'costs', (select coalesce(jsonb_agg(` + costJSON + ` order by c.from_day desc, c.id desc), '[]')
    from allocation_cost k join cost c on c.cooperative_id = k.cooperative_id and c.id = k.cost_id where k.cooperative_id = a.cooperative_id and k.allocation_id = a.id),
  'grants', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'reference', g.reference, 'funder', f.name, 'granted', t.amount::text) order by t.place), '[]')
    from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id join funder f on f.cooperative_id = g.cooperative_id and f.id = g.funder_id
    where t.cooperative_id = a.cooperative_id and t.allocation_id = a.id and (t.amount <> 0 or t.before <> 0)),
  'lastRun', (select jsonb_build_object('id', b.id, 'from', b.from_day, 'to', b.to_day) from allocation b
    where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id and b.status = 'posted' and b.to_day < a.from_day order by b.to_day desc, b.turn desc limit 1)
)::text from ` + summaryTables + ` where a.cooperative_id = @cooperative and a.id = @allocation and ` + allocationInSight

// Allocation is one allocation with the explanation of the shares in sight, by the
// members' names.
func (s costReports) Allocation(_ context.Context, a costing.AllocationID, sight access.Sight) (view.Allocation, error) {
	args := s.args(sight)
	args["allocation"] = a.String()
	var shown view.Allocation
	if err := document(s.tx, "read allocation", allocationSQL, args, &shown); err != nil {
		return shown, err
	}
	store := allocations(s)
	states, err := store.states([]costing.AllocationID{a})
	if err != nil {
		return shown, err
	}
	state := states[0]
	members := sight.Members
	if sight.Everything {
		members = nil
	}
	if err := store.whole(&state, members); err != nil {
		return shown, err
	}
	last, err := s.lastShares(shown.LastRun, sight)
	if err != nil {
		return shown, err
	}
	fillAllocation(&shown, state)
	fillSplit(&shown.AllocationPreview, state.Split, last)
	return shown, nil
}

// lastShares are what members bore by a run, by member.
func (s costReports) lastShares(run *view.RunRef, sight access.Sight) (map[string]string, error) {
	last := map[string]string{}
	if run == nil {
		return last, nil
	}
	args := s.args(sight)
	args["run"] = run.ID
	var rows []struct {
		MemberID string
		Bore     decimal.Decimal
	}
	err := s.tx.Raw(`select s.member_id, s.share + s.vat - s.granted as bore from allocation_share s
		where s.cooperative_id = @cooperative and s.allocation_id = @run and (@everything or s.member_id = any(cast(@members as uuid[])))`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the run before: %w", err)
	}
	for _, r := range rows {
		last[r.MemberID] = r.Bore.StringFixed(2)
	}
	return last, nil
}

func fillAllocation(v *view.Allocation, a costing.AllocationState) {
	v.ID, v.Status, v.Version = a.ID.String(), string(a.Status), a.Version
	v.From, v.To, v.Kind, v.SchemeVersion = a.Days.From.String(), a.Days.To.String(), string(a.Kind), a.SchemeNumber
	v.CreatedAt, v.PostedAt, v.ReversedAt = a.CreatedAt, a.PostedAt, a.ReversedAt
	v.EntryID, v.ReversalEntryID, v.ReversalReason = a.Entry.String(), a.ReversalEntry.String(), a.Reason
}

func fillSplit(v *view.AllocationPreview, s costing.Split, last map[string]string) {
	v.Regime, v.Mode, v.Rule, v.InputHash = string(s.Regime), string(s.Mode), s.RuleName(), s.InputHash
	v.Total, v.Vat, v.Granted, v.Booked = s.Total.String(), s.Vat.String(), s.Granted.String(), s.Booked.String()
	v.WeightSum, v.UnitsLeft, v.Level = s.WeightSum.String(), s.Left, s.Level
	if s.Split.Cmp(s.Total) != 0 {
		v.Split = s.Split.String()
	}
	if s.Left > 0 {
		v.ThresholdRemainder = s.Threshold.String()
	}
	v.Groups = []view.GroupShare{}
	for _, g := range s.Groups {
		v.Groups = append(v.Groups, view.GroupShare{
			Name: g.Key, Weight: g.Weight.String(), Share: g.Amount.String(), Formula: s.GroupFormula(g), WeightSum: g.WeightSum.String(), UnitsLeft: g.Left,
		})
	}
	v.Shares = make([]view.Share, len(s.Shares))
	for i, share := range s.Shares {
		v.Shares[i] = shareView(s, share)
		v.Shares[i].Last = last[share.Member.String()]
	}
}

// shareView is a share as a preview shows it too (usecase).
func shareView(s costing.Split, share costing.Share) view.Share {
	v := view.Share{
		Member: view.Ref{ID: share.Member.String(), Name: share.Name}, TieKey: share.Key,
		Weight: share.Weight.String(), WeightSource: share.Source + " " + share.AsOf.String(), Days: share.Days, Group: share.Group,
		Held: string(share.Held), Floor: money.FromCents(share.Floor.IntPart()).String(), Remainder: share.Remainder.String(), Extra: share.Extra,
		Share: share.Amount.String(), Vat: share.Vat.String(), Granted: share.Granted.String(), Bears: share.Bears().String(),
		Before: share.Before.String(), Booked: share.Booked.String(), Formula: s.Formula(share),
	}
	if share.Held != split.NotHeld {
		v.Bound = share.Bound.String()
	}
	if !share.Base.IsZero() {
		v.Base = share.Base.String()
	}
	for _, p := range share.Parts {
		v.Parts = append(v.Parts, view.WeightPart{
			Key: string(p.Key), Percent: p.Percent.String(), Weight: p.Weight.String(), WeightSum: p.WeightSum.String(), Source: p.Source + " " + p.AsOf.String(),
		})
	}
	return v
}
