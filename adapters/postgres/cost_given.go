package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Given reads all that runs are made of, by a handful of statements for all pools.
func (s costPools) Given(ctx context.Context, days period.Span, pools ...costing.PoolID) ([]costing.Given, error) {
	ids := make([]string, len(pools))
	for i, p := range pools {
		ids[i] = p.String()
	}
	if len(ids) == 0 {
		var err error
		if ids, err = s.due(days); err != nil || len(ids) == 0 {
			return nil, err
		}
	}
	loaded, err := s.load(ids)
	if err != nil {
		return nil, err
	}
	if len(loaded) != len(ids) {
		return nil, access.ErrNotFound
	}
	read, err := s.surroundings(ctx, ids, days)
	if err != nil {
		return nil, err
	}
	given := make([]costing.Given, len(loaded))
	for i, pool := range loaded {
		given[i] = read.given(pool, ids[i], days)
	}
	return given, nil
}

// due are the pools with a scheme and costs in some days, by number; it locks them.
func (s costPools) due(days period.Span) ([]string, error) {
	var pools []string
	err := s.tx.Raw(`select p.id from cost_pool p where p.cooperative_id = @cooperative
		and exists (select from cost_scheme s where s.cooperative_id = p.cooperative_id and s.pool_id = p.id)
		and exists (select from cost c where c.cooperative_id = p.cooperative_id and c.pool_id = p.id and c.from_day <= cast(@to as date) and c.to_day >= cast(@from as date))
		order by p.number`, map[string]any{"cooperative": s.in.cooperative, "from": days.From.String(), "to": days.To.String()}).Scan(&pools).Error
	if err != nil {
		return nil, fmt.Errorf("read which pools are due: %w", err)
	}
	return pools, lockPools(s.tx, s.in, pools...)
}

// surroundings are all that runs of some pools are made of, by pool or by run.
type surroundings struct {
	closed  period.Day
	schemes map[string]numberedScheme
	bases   map[string]costing.Basis
	costs   map[string][]costing.Cost
	grants  map[string][]costing.GrantDrawn
	runs    map[string]pastRuns
	shares  map[string][]costing.PastShare
	drafts  map[string][]draftRun
}

// draftRun is what is known of a draft without loading it.
type draftRun struct {
	PoolID    string
	InputHash string
	Turn      int
}

func (s costPools) surroundings(ctx context.Context, pools []string, days period.Span) (read surroundings, err error) {
	for _, step := range []func() error{
		func() error { read.closed, err = ledger{tx: s.tx, in: s.in}.Closed(ctx); return err },
		func() error { read.schemes, err = s.schemesOf(pools); return err },
		func() error { read.bases, err = s.bases(pools); return err },
		func() error { read.costs, err = s.costsOf(pools, days); return err },
		func() error { read.grants, err = s.grantsOf(pools, days); return err },
		func() error { read.runs, err = s.runs(pools); return err },
		func() error { read.shares, err = s.pastShares(read.neighbours(days)); return err },
		func() error { read.drafts, err = s.draftsOf(pools, days); return err },
	} {
		if err := step(); err != nil {
			return surroundings{}, err
		}
	}
	return read, nil
}

// neighbours are the runs that stand for some days, and those for the days before them.
func (read surroundings) neighbours(days period.Span) (runs []string) {
	for _, of := range read.runs {
		if r, found := of.standing(days); found {
			runs = append(runs, r.ID)
		}
		if r, found := of.earlier(days); found {
			runs = append(runs, r.ID)
		}
	}
	return runs
}

func (read surroundings) given(pool *costing.Pool, id string, days period.Span) costing.Given {
	runs, scheme := read.runs[id], read.schemes[id]
	given := costing.Given{
		Pool: pool, Days: days, Scheme: scheme.Scheme, SchemeNumber: scheme.number, Basis: read.bases[id], Costs: read.costs[id], Grants: read.grants[id],
		Books:    costing.PoolBooks{Closed: read.closed, Periods: runs.periods()},
		Standing: read.past(runs.standing(days)), Earlier: read.past(runs.earlier(days)), Later: runs.later(days), Turn: runs.turn(),
	}
	for _, d := range read.drafts[id] {
		if d.Turn == given.Turn {
			given.Drafts = append(given.Drafts, d.InputHash)
		}
	}
	return given
}

func (read surroundings) past(run pastRun, found bool) *costing.Past {
	if !found {
		return nil
	}
	return run.past(read.shares[run.ID])
}

func (r pastRun) past(shares []costing.PastShare) *costing.Past {
	return &costing.Past{ID: costing.AllocationID(r.ID), Days: r.days(), InputHash: r.InputHash, RuleVersion: r.RuleVersion, Shares: shares}
}

// names are those of all members of some runs. To join them to every share would look
// each of them up for every run.
func (s costPools) names(runs []string) (map[string]string, error) {
	var rows []struct{ ID, Name string }
	err := s.tx.Raw(`select m.id, m.name from member m where m.cooperative_id = @cooperative and m.id in (
		select s.member_id from allocation_share s where s.cooperative_id = @cooperative and s.allocation_id = any(cast(@runs as uuid[])))`,
		map[string]any{"cooperative": s.in.cooperative, "runs": uuids(runs)}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read who shared: %w", err)
	}
	names := make(map[string]string, len(rows))
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, nil
}

// pastShares reads what members bear by runs, by run.
func (s costPools) pastShares(runs []string) (map[string][]costing.PastShare, error) {
	byRun := map[string][]costing.PastShare{}
	if len(runs) == 0 {
		return byRun, nil
	}
	names, err := s.names(runs)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		AllocationID, MemberID, TieKey, Quota string
		Bears, Running                        decimal.Decimal
	}
	err = s.tx.Raw(`select s.allocation_id, s.member_id, s.tie_key, s.share + s.vat - s.granted as bears, coalesce(s.quota, '0') as quota,
			case when s.quota is null then 0 else s.units end as running
		from allocation_share s where s.cooperative_id = ? and s.allocation_id = any(?::uuid[])`, s.in.cooperative, uuids(runs)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what stands: %w", err)
	}
	for _, r := range rows {
		quota, err := split.ParseRatio(r.Quota)
		if err != nil {
			return nil, fmt.Errorf("the quota of %s in %s: %v", r.TieKey, r.AllocationID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		byRun[r.AllocationID] = append(byRun[r.AllocationID], costing.PastShare{
			Member: member.ID(r.MemberID), Name: names[r.MemberID], TieKey: r.TieKey, Bears: inCents(r.Bears), Quota: quota, Running: inCents(r.Running),
		})
	}
	return byRun, nil
}

// draftsOf reads the drafts of pools for some days that can still be posted.
func (s costPools) draftsOf(pools []string, days period.Span) (map[string][]draftRun, error) {
	var rows []draftRun
	err := s.tx.Raw(`select a.pool_id, a.input_hash, a.turn from allocation a
		where a.cooperative_id = ? and a.pool_id = any(?::uuid[]) and a.from_day = ?::date and a.to_day = ?::date and `+postable,
		s.in.cooperative, uuids(pools), days.From.String(), days.To.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read drafts: %w", err)
	}
	byPool := map[string][]draftRun{}
	for _, r := range rows {
		byPool[r.PoolID] = append(byPool[r.PoolID], r)
	}
	return byPool, nil
}
