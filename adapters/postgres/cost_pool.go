package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// costPools keeps pools in cost_pool and cost_pool_member, and what they hold in cost,
// cost_call_off, cost_scheme, pool_grant and pool_grant_member.
type costPools struct {
	tx *gorm.DB
	in scope
}

var _ driven.CostPools = costPools{}

type costPoolRow struct {
	CooperativeID string
	ID            string
	Number        string
	Title         string
	Kind          string
	Regime        string
	Mode          string
	TenderID      *string
	FrameworkID   *string
	CreatedBy     string
	CreatedAt     time.Time
	Version       int
}

func (costPoolRow) TableName() string { return "cost_pool" }

// Add stores a new pool and its members, all of them in one statement.
func (s costPools) Add(ctx context.Context, pool *costing.Pool) error {
	state := pool.State()
	row := costPoolRow{
		CooperativeID: s.in.cooperative, ID: state.ID.String(), Number: state.Number, Title: state.Title, Kind: string(state.Kind),
		Regime: string(state.Regime), Mode: string(state.Mode),
		TenderID: orNull(state.Tender.String()), FrameworkID: orNull(state.Framework.String()),
		CreatedBy: state.CreatedBy.String(), CreatedAt: state.CreatedAt, Version: state.Version,
	}
	if err := rowsOf[costPoolRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add cost pool: %w", err)
	}
	return s.Join(ctx, pool, state.Members)
}

// Join stores members of a pool.
func (s costPools) Join(_ context.Context, pool *costing.Pool, joined []member.ID) error {
	added := s.tx.Exec(`insert into cost_pool_member (cooperative_id, id, pool_id, member_id)
		select m.cooperative_id, gen_random_uuid(), ?, m.id from member m where m.cooperative_id = ? and m.id = any(?::uuid[])`,
		pool.State().ID.String(), s.in.cooperative, uuids(joined))
	if added.Error != nil {
		return fmt.Errorf("add the members of a cost pool: %w", added.Error)
	}
	if added.RowsAffected != int64(len(joined)) {
		return access.ErrNotFound.At("memberIds")
	}
	return nil
}

// Get locks a pool and loads it.
func (s costPools) Get(_ context.Context, pool costing.PoolID) (*costing.Pool, error) {
	if err := lockPools(s.tx, s.in, pool.String()); err != nil {
		return nil, err
	}
	found, err := s.load([]string{pool.String()})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, access.ErrNotFound
	}
	return found[0], nil
}

// lockPools shares the ledger and locks pools until the transaction's end. Pools have no
// row that changes, so that a lock stands for each; they are taken in one order.
func lockPools(tx *gorm.DB, in scope, pools ...string) error {
	err := tx.Exec(`select ledger_share(?)`, in.cooperative).Error
	if err == nil {
		err = tx.Exec(`select pg_advisory_xact_lock(1818584168, key) from (select distinct hashtext(p::text) as key from unnest(?::uuid[]) p order by 1) as ordered`,
			uuids(pools)).Error
	}
	if err != nil {
		return fmt.Errorf("lock cost pools: %w", err)
	}
	return nil
}

// load reads pools with their members, in the order given; those that do not exist are left out.
func (s costPools) load(pools []string) ([]*costing.Pool, error) {
	var rows []costPoolRow
	err := s.tx.Raw(`select p.* from cost_pool p where p.cooperative_id = ? and p.id = any(?::uuid[]) order by array_position(?::uuid[], p.id)`,
		s.in.cooperative, uuids(pools), uuids(pools)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("load cost pools: %w", err)
	}
	var sharing []struct{ PoolID, MemberID string }
	err = s.tx.Raw(`select pool_id, member_id from cost_pool_member where cooperative_id = ? and pool_id = any(?::uuid[]) order by member_id`,
		s.in.cooperative, uuids(pools)).Scan(&sharing).Error
	if err != nil {
		return nil, fmt.Errorf("load the members of cost pools: %w", err)
	}
	members := map[string][]member.ID{}
	for _, m := range sharing {
		members[m.PoolID] = append(members[m.PoolID], member.ID(m.MemberID))
	}
	loaded := make([]*costing.Pool, len(rows))
	for i, r := range rows {
		loaded[i] = costing.RestorePool(r.state(members[r.ID]))
	}
	return loaded, nil
}

func (r costPoolRow) state(members []member.ID) costing.PoolState {
	return costing.PoolState{
		ID: costing.PoolID(r.ID), Number: r.Number, Title: r.Title, Kind: costing.Kind(r.Kind), Regime: costing.Regime(r.Regime), Mode: costing.Mode(r.Mode),
		Tender: tender.ID(orZero(r.TenderID)), Framework: framework.ID(orZero(r.FrameworkID)), Members: members,
		CreatedBy: member.PersonID(r.CreatedBy), CreatedAt: r.CreatedAt.UTC(), Version: r.Version,
	}
}

// Books reads where the books of a pool stand.
func (s costPools) Books(ctx context.Context, pool costing.PoolID) (costing.PoolBooks, error) {
	closed, err := ledger{tx: s.tx, in: s.in}.Closed(ctx)
	if err != nil {
		return costing.PoolBooks{}, err
	}
	runs, err := s.runs([]string{pool.String()})
	if err != nil {
		return costing.PoolBooks{}, err
	}
	return costing.PoolBooks{Closed: closed, Periods: runs[pool.String()].periods()}, nil
}

// pastRun is the head of a run that was posted once.
type pastRun struct {
	PoolID         string
	ID             string
	Turn           int
	FromDay, ToDay time.Time
	Status         string
	InputHash      string
	RuleVersion    int
}

func (r pastRun) days() period.Span {
	return period.Span{From: period.FromUTC(r.FromDay), To: period.FromUTC(r.ToDay)}
}

// pastRuns are those of one pool, by days and among these by turn.
type pastRuns []pastRun

// runs reads all that were ever posted, by pool.
func (s costPools) runs(pools []string) (map[string]pastRuns, error) {
	var rows []pastRun
	err := s.tx.Raw(`select pool_id, id, turn, from_day, to_day, status, input_hash, rule_version from allocation
		where cooperative_id = ? and pool_id = any(?::uuid[]) and status <> 'draft' order by pool_id, from_day, to_day, turn`,
		s.in.cooperative, uuids(pools)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the runs of cost pools: %w", err)
	}
	byPool := map[string]pastRuns{}
	for _, r := range rows {
		byPool[r.PoolID] = append(byPool[r.PoolID], r)
	}
	return byPool, nil
}

// periods are the days of all runs, each once.
func (runs pastRuns) periods() []costing.Charged {
	var periods []costing.Charged
	for _, r := range runs {
		if n := len(periods); n == 0 || periods[n-1].Days != r.days() {
			periods = append(periods, costing.Charged{Days: r.days()})
		}
		if r.Status == string(costing.Posted) {
			periods[len(periods)-1].Stands = true
		}
	}
	return periods
}

// standing is the run that stands for some days: the last of them that was not reversed.
func (runs pastRuns) standing(days period.Span) (pastRun, bool) {
	for _, r := range slices.Backward(runs) {
		if r.Status == string(costing.Posted) && r.days() == days {
			return r, true
		}
	}
	return pastRun{}, false
}

// earlier is the run that stands for the last days before some.
func (runs pastRuns) earlier(days period.Span) (pastRun, bool) {
	for _, r := range slices.Backward(runs) {
		if r.Status == string(costing.Posted) && r.days().To.Before(days.From) {
			return r, true
		}
	}
	return pastRun{}, false
}

// later reports whether a run stands for days after some.
func (runs pastRuns) later(days period.Span) bool {
	return slices.ContainsFunc(runs, func(r pastRun) bool { return r.Status == string(costing.Posted) && r.days().From.After(days.To) })
}

// turn is that of the next run.
func (runs pastRuns) turn() int { return len(runs) + 1 }

// Entitled reads who shares by default.
func (s costPools) Entitled(_ context.Context, t tender.ID, f framework.ID) ([]member.ID, error) {
	if err := s.exists("tender", t.String(), "tenderId"); err != nil {
		return nil, err
	}
	if err := s.exists("framework", f.String(), "frameworkId"); err != nil {
		return nil, err
	}
	table, column, of := "tender_entitled", "tender_id", t.String()
	if t.IsZero() {
		table, column, of = "framework_member", "framework_id", f.String()
	}
	if of == "" {
		return nil, nil
	}
	var members []member.ID
	err := s.tx.Raw(`select member_id from `+table+` where cooperative_id = ? and `+column+` = ? order by member_id`, s.in.cooperative, of).Scan(&members).Error
	if err != nil {
		return nil, fmt.Errorf("read who is entitled: %w", err)
	}
	return members, nil
}

// exists fails for an id that is given and names nothing.
func (s costPools) exists(table, id, field string) error {
	if id == "" {
		return nil
	}
	var found bool
	err := s.tx.Raw(`select exists (select from `+table+` where cooperative_id = ? and id = ?)`, s.in.cooperative, id).Row().Scan(&found)
	if err != nil {
		return fmt.Errorf("look for a %s: %w", table, err)
	}
	if !found {
		return access.ErrNotFound.At(field)
	}
	return nil
}

// inCents takes an amount back that a column of two places kept.
func inCents(d decimal.Decimal) money.Amount { return money.FromCents(d.Shift(2).IntPart()) }
