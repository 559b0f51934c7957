package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/split"
)

// allocationRow is the head of a stored run with its pool's regime and mode.
type allocationRow struct {
	ID              string
	Version         int
	PoolID          string
	PoolNumber      string
	PoolTitle       string
	Regime          string
	Mode            string
	SchemeNumber    int
	Scheme          string
	Kind            string
	Turn            int
	FromDay, ToDay  time.Time
	ReplacesID      *string
	GoesOnFromID    *string
	Status          string
	Total           decimal.Decimal
	Split           decimal.Decimal
	Vat             decimal.Decimal
	Granted         decimal.Decimal
	Booked          decimal.Decimal
	Changed         int
	WeightSum       decimal.Decimal
	Denominator     decimal.Decimal
	UnitsLeft       int
	Threshold       decimal.Decimal
	Level           string
	Rule            string
	RuleVersion     int
	InputHash       string
	CreatedBy       string
	CreatedAt       time.Time
	PostedBy        *string
	PostedAt        *time.Time
	EntryID         *string
	ReversedBy      *string
	ReversedAt      *time.Time
	Reason          string
	ReversalEntryID *string
}

// allocationColumns need the allocation a, its pool p and its scheme s.
const (
	allocationColumns = `a.id, a.version, a.pool_id, p.number as pool_number, p.title as pool_title, p.regime, p.mode, a.scheme_number, s.document as scheme, a.kind, a.turn, a.from_day, a.to_day,
	a.replaces_id, a.goes_on_from_id, a.status, a.total, a.split, a.vat, a.granted, a.booked, a.changed, a.weight_sum, a.denominator, a.units_left, a.threshold, a.level,
	a.rule, a.rule_version, a.input_hash, a.created_by, a.created_at, a.posted_by, a.posted_at, a.entry_id, a.reversed_by, a.reversed_at, a.reason, a.reversal_entry_id`
	allocationTables = `allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
	join cost_scheme s on s.cooperative_id = a.cooperative_id and s.pool_id = a.pool_id and s.number = a.scheme_number`
)

func (r allocationRow) state() (costing.AllocationState, error) {
	scheme, err := costing.RestoreScheme([]byte(r.Scheme))
	if err != nil {
		return costing.AllocationState{}, fmt.Errorf("allocation %s: %w", r.ID, err)
	}
	state := costing.AllocationState{
		ID: costing.AllocationID(r.ID), Version: r.Version, Pool: costing.PoolID(r.PoolID), SchemeNumber: r.SchemeNumber, Kind: costing.RunKind(r.Kind), Turn: r.Turn,
		Days:     period.Span{From: period.FromUTC(r.FromDay), To: period.FromUTC(r.ToDay)},
		Replaces: costing.AllocationID(orZero(r.ReplacesID)), After: costing.AllocationID(orZero(r.GoesOnFromID)), Status: costing.Status(r.Status),
		Split: costing.Split{
			Scheme: scheme, Regime: costing.Regime(r.Regime), Mode: costing.Mode(r.Mode),
			Total: inCents(r.Total), Split: inCents(r.Split), Vat: inCents(r.Vat), Granted: inCents(r.Granted), Booked: inCents(r.Booked), Changed: r.Changed,
			WeightSum: r.WeightSum, Denominator: r.Denominator, Left: r.UnitsLeft, Threshold: r.Threshold, Level: r.Level,
			Rule: r.Rule, RuleVersion: r.RuleVersion, InputHash: r.InputHash,
		},
		CreatedBy: member.PersonID(r.CreatedBy), CreatedAt: r.CreatedAt.UTC(),
		PostedBy: member.PersonID(orZero(r.PostedBy)), PostedAt: orZero(r.PostedAt).UTC(), Entry: costing.EntryID(orZero(r.EntryID)),
		ReversedBy: member.PersonID(orZero(r.ReversedBy)), ReversedAt: orZero(r.ReversedAt).UTC(), Reason: r.Reason,
		ReversalEntry: costing.EntryID(orZero(r.ReversalEntryID)),
	}
	return state, nil
}

// Get locks the pools of allocations and loads these without their shares.
func (s allocations) Get(_ context.Context, ids ...costing.AllocationID) ([]*costing.Allocation, error) {
	var pools []string
	err := s.tx.Raw(`select distinct pool_id from allocation where cooperative_id = ? and id = any(?::uuid[])`, s.in.cooperative, uuids(ids)).Scan(&pools).Error
	if err != nil {
		return nil, fmt.Errorf("get allocations: %w", err)
	}
	if err := lockPools(s.tx, s.in, pools...); err != nil {
		return nil, err
	}
	states, err := s.states(ids)
	if err != nil {
		return nil, err
	}
	loaded := make([]*costing.Allocation, len(states))
	for i, state := range states {
		loaded[i] = costing.RestoreAllocation(state)
	}
	return loaded, nil
}

// states reads heads and grants in the order given.
func (s allocations) states(ids []costing.AllocationID) ([]costing.AllocationState, error) {
	var rows []allocationRow
	err := s.tx.Raw(`select `+allocationColumns+` from `+allocationTables+` where a.cooperative_id = ? and a.id = any(?::uuid[])`, s.in.cooperative, uuids(ids)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("load allocations: %w", err)
	}
	grants, err := s.grants(ids)
	if err != nil {
		return nil, err
	}
	byID := map[costing.AllocationID]costing.AllocationState{}
	for _, r := range rows {
		state, err := r.state()
		if err != nil {
			return nil, err
		}
		state.Grants = grants[r.ID]
		byID[state.ID] = state
	}
	states := make([]costing.AllocationState, len(ids))
	for i, id := range ids {
		state, found := byID[id]
		if !found {
			return nil, access.ErrNotFound
		}
		states[i] = state
	}
	return states, nil
}

// grants reads what allocations took, by allocation.
func (s allocations) grants(ids []costing.AllocationID) (map[string][]costing.GrantTaken, error) {
	var rows []struct {
		Taken    takenRow `gorm:"embedded"`
		FunderID string
		Method   string
		Rate     decimal.Decimal
		Earmarks string
	}
	err := s.tx.Raw(`select t.allocation_id, t.place, t.grant_id, t.most, t.amount, t.before, t.closed, g.funder_id, g.method, g.rate,
			(select coalesce(jsonb_agg(jsonb_build_object('member', m.member_id, 'weight', m.weight::text) order by m.member_id), '[]')::text
				from pool_grant_member m where m.cooperative_id = g.cooperative_id and m.grant_id = g.id) as earmarks
		from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
		where t.cooperative_id = ? and t.allocation_id = any(?::uuid[]) order by t.allocation_id, t.place`, s.in.cooperative, uuids(ids)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the grants of allocations: %w", err)
	}
	taken := map[string][]costing.GrantTaken{}
	for _, r := range rows {
		members, err := grantRow{Earmarks: r.Earmarks}.members()
		if err != nil {
			return nil, err
		}
		taken[r.Taken.AllocationID] = append(taken[r.Taken.AllocationID], costing.GrantTaken{
			Grant: costing.GrantID(r.Taken.GrantID), Funder: costing.FunderID(r.FunderID), Method: costing.Method(r.Method), Rate: plain(r.Rate),
			Limit: inCents(r.Taken.Most), Amount: inCents(r.Taken.Amount), Before: inCents(r.Taken.Before), Closed: r.Taken.Closed, Members: members,
		})
	}
	return taken, nil
}

// Standing reads where the books stand for allocations.
func (s allocations) Standing(ctx context.Context, ids ...costing.AllocationID) ([]costing.Standing, error) {
	var rows []allocationRow
	err := s.tx.Raw(`select a.id, a.pool_id, p.number as pool_number, p.title as pool_title, a.from_day, a.to_day
		from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
		where a.cooperative_id = ? and a.id = any(?::uuid[]) order by array_position(?::uuid[], a.id)`, s.in.cooperative, uuids(ids), uuids(ids)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read where the books stand: %w", err)
	}
	if len(rows) != len(ids) {
		return nil, access.ErrNotFound
	}
	pools := make([]string, len(rows))
	for i, r := range rows {
		pools[i] = r.PoolID
	}
	closed, err := ledger{tx: s.tx, in: s.in}.Closed(ctx)
	if err != nil {
		return nil, err
	}
	runs, err := costPools(s).runs(pools)
	if err != nil {
		return nil, err
	}
	grants, err := s.grantsLeft(pools)
	if err != nil {
		return nil, err
	}
	standing := make([]costing.Standing, len(rows))
	for i, r := range rows {
		days, of := period.Span{From: period.FromUTC(r.FromDay), To: period.FromUTC(r.ToDay)}, runs[r.PoolID]
		stands, _ := of.standing(days)
		earlier, _ := of.earlier(days)
		standing[i] = costing.Standing{
			PoolNumber: r.PoolNumber, PoolTitle: r.PoolTitle, Closed: closed, Turn: of.turn(), Run: costing.AllocationID(stands.ID),
			Earlier: costing.AllocationID(earlier.ID), Later: of.later(days), Grants: grants[r.PoolID],
		}
	}
	return standing, nil
}

// grantsLeft reads what runs that stand have left of the grants of pools.
func (s allocations) grantsLeft(pools []string) (map[string][]costing.GrantLeft, error) {
	var rows []struct {
		PoolID, ID string
		Ended      bool
		Remains    decimal.Decimal
	}
	err := s.tx.Raw(`select g.pool_id, g.id, g.status = 'closed' as ended, g.amount - pool_grant_drawn(g.cooperative_id, g.id) as remains
		from pool_grant g where g.cooperative_id = ? and g.pool_id = any(?::uuid[]) order by g.id`, s.in.cooperative, uuids(pools)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what is left of grants: %w", err)
	}
	left := map[string][]costing.GrantLeft{}
	for _, r := range rows {
		left[r.PoolID] = append(left[r.PoolID], costing.GrantLeft{Grant: costing.GrantID(r.ID), Ended: r.Ended, Left: inCents(r.Remains)})
	}
	return left, nil
}

// storedShare is a share as it is read back; lists come as JSON.
type storedShare struct {
	MemberID     string
	Name         string
	TieKey       string
	Weight       decimal.Decimal
	WeightSource string
	WeightAsOf   time.Time
	Floor        decimal.Decimal
	Remainder    decimal.Decimal
	Extra        bool
	Share        decimal.Decimal
	Parts        *string
	Days         *int
	GroupName    *string
	Held         *string
	Bound        *decimal.Decimal
	Base         decimal.Decimal
	Units        decimal.Decimal
	Quota        *string
	Carried      decimal.Decimal
	Nets         *string
	Vat          decimal.Decimal
	OffTop       decimal.Decimal
	Granted      decimal.Decimal
	Before       decimal.Decimal
	Booked       decimal.Decimal
}

const shareColumns = `s.member_id, m.name, s.tie_key, s.weight, s.weight_source, s.weight_as_of, s.floor, s.remainder, s.extra, s.share, s.parts::text as parts, s.days, s.group_name,
	s.held, s.bound, s.base, s.units, s.quota, s.carried, to_jsonb(s.nets)::text as nets, s.vat, s.off_top, s.granted, s.before, s.booked`

func (r storedShare) domain() (costing.Share, error) {
	share := costing.Share{
		Member: member.ID(r.MemberID), Name: r.Name, Source: r.WeightSource, AsOf: period.FromUTC(r.WeightAsOf), Days: orZero(r.Days), Group: orZero(r.GroupName),
		Held: split.Hold(orZero(r.Held)), Bound: inCents(orZero(r.Bound)), Base: inCents(r.Base), Carried: inCents(r.Carried), Amount: inCents(r.Share),
		Vat: inCents(r.Vat), OffTop: inCents(r.OffTop), Granted: inCents(r.Granted), Before: inCents(r.Before), Booked: inCents(r.Booked),
		Share: split.Share{Key: r.TieKey, Weight: r.Weight, Floor: r.Floor.Shift(2), Remainder: r.Remainder, Extra: r.Extra, Units: r.Units.Shift(2)},
	}
	if err := r.readParts(&share); err != nil {
		return share, fmt.Errorf("the share of %s: %v", r.TieKey, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return share, nil
}

// readParts reads what is kept as text.
func (r storedShare) readParts(share *costing.Share) (err error) {
	if r.Quota != nil {
		if share.Quota, err = split.ParseRatio(*r.Quota); err != nil {
			return err
		}
	}
	var nets []decimal.Decimal
	if r.Nets != nil {
		if err := json.Unmarshal([]byte(*r.Nets), &nets); err != nil {
			return err
		}
	}
	for _, n := range nets {
		share.Nets = append(share.Nets, inCents(n))
	}
	var parts []partRow
	if r.Parts != nil {
		if err := json.Unmarshal([]byte(*r.Parts), &parts); err != nil {
			return err
		}
	}
	for _, p := range parts {
		part, err := p.part()
		if err != nil {
			return err
		}
		share.Parts = append(share.Parts, part)
	}
	return nil
}

// whole reads what else belongs to a run: costs, taxes, groups, and the shares of some
// members, or of all where none is named; by name, and last those who share no more.
func (s allocations) whole(state *costing.AllocationState, members []member.ID) error {
	args := map[string]any{"cooperative": s.in.cooperative, "allocation": state.ID.String(), "all": members == nil, "members": uuids(members)}
	var taxes []taxRow
	var groups []groupRow
	var shares []storedShare
	for _, part := range []struct {
		sql  string
		into any
	}{
		{`select cost_id from allocation_cost where cooperative_id = @cooperative and allocation_id = @allocation order by cost_id`, &state.Costs},
		{`select place, category, rate, net, vat from allocation_tax where cooperative_id = @cooperative and allocation_id = @allocation order by place`, &taxes},
		{`select place, name, weight, floor, remainder, extra, units, amount, weight_sum, units_left, threshold from allocation_group
			where cooperative_id = @cooperative and allocation_id = @allocation order by place`, &groups},
		{`select ` + shareColumns + ` from allocation_share s join member m on m.cooperative_id = s.cooperative_id and m.id = s.member_id
			where s.cooperative_id = @cooperative and s.allocation_id = @allocation and (@all or s.member_id = any(cast(@members as uuid[]))) order by s.weight_source = 'none', case s.weight_source when 'none' then s.tie_key end, m.name, m.id`, &shares},
	} {
		if err := s.tx.Raw(part.sql, args).Scan(part.into).Error; err != nil {
			return fmt.Errorf("read an allocation: %w", err)
		}
	}
	for _, t := range taxes {
		state.Taxes = append(state.Taxes, t.tax())
	}
	for _, g := range groups {
		state.Groups = append(state.Groups, g.group())
	}
	state.Shares = make([]costing.Share, len(shares))
	for i, r := range shares {
		share, err := r.domain()
		if err != nil {
			return err
		}
		state.Shares[i] = share
	}
	return nil
}
