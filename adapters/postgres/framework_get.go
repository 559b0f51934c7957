package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/routing"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// Get locks what is drawn of the contract first, as whoever draws from it does.
func (s frameworks) Get(ctx context.Context, id framework.ID, part driven.Part) (*framework.Framework, error) {
	if err := s.tx.Exec(`select framework_lock(array[cast(? as uuid)])`, id.String()).Error; err != nil {
		return nil, fmt.Errorf("lock framework: %w", err)
	}
	return s.Look(ctx, id, part)
}

// Look loads a contract as far as the part says.
func (s frameworks) Look(_ context.Context, id framework.ID, part driven.Part) (*framework.Framework, error) {
	state, err := s.root(id)
	if err != nil {
		return nil, err
	}
	if state.Modifications, err = s.modifications(id); err != nil {
		return nil, err
	}
	for _, m := range state.Modifications {
		if m.ID != part.Of {
			continue
		}
		for _, c := range m.Change.Items {
			part.Items = append(part.Items, c.Item)
		}
		part.AllMembers = part.AllMembers || m.Change.Raise.Sign() > 0
	}
	for _, load := range []func(*framework.State, driven.Part) error{s.options, s.suppliers, s.items, s.entitled} {
		if err := load(&state, part); err != nil {
			return nil, err
		}
	}
	return framework.Restore(state), nil
}

type frameworkRootRow struct {
	Version                                                                 int
	Number, Title, SupplierID, TenderID, LotID, LotTitle, Status, QuotaMode string
	InForceFrom, InForceTo                                                  time.Time
	Maximum, Original, Drawn                                                decimal.Decimal
	FlowsBackOn, HaltedAt                                                   *time.Time
	TermJustification, HaltStatus, HaltReason, HaltedBy                     *string
	CallOffs                                                                int
	Route                                                                   *string
}

func (s frameworks) root(id framework.ID) (framework.State, error) {
	var rows []frameworkRootRow
	err := s.tx.Raw(`select f.version, f.number, f.title, f.supplier_id::text, f.tender_id::text, f.lot_id::text, f.lot_title, f.status, f.quota_mode,
			f.in_force_from, f.in_force_to, f.maximum, coalesce(f.original_maximum, f.maximum) as original, f.drawn, f.flows_back_on,
			f.term_justification, f.halt_status, f.halt_reason, f.halted_by::text, f.halted_at, f.call_offs, f.route::text
		from framework_standing f where f.cooperative_id = ? and f.id = ?`, s.in.cooperative, id.String()).Scan(&rows).Error
	if err != nil {
		return framework.State{}, fmt.Errorf("read framework: %w", err)
	}
	if len(rows) == 0 {
		return framework.State{}, access.ErrNotFound
	}
	state, err := rows[0].state(id)
	if err != nil {
		return framework.State{}, fmt.Errorf("framework %s: %v", id, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return state, nil
}

func (r frameworkRootRow) state(id framework.ID) (framework.State, error) {
	s := framework.State{
		ID: id, Version: r.Version, Number: r.Number, Title: r.Title, Supplier: member.SupplierID(r.SupplierID), Tender: tender.ID(r.TenderID),
		Lot: tender.LotID(r.LotID), LotTitle: r.LotTitle, Status: framework.Status(r.Status), QuotaMode: tender.QuotaMode(r.QuotaMode),
		InForce: period.Span{From: period.FromUTC(r.InForceFrom), To: period.FromUTC(r.InForceTo)}, CallOffs: r.CallOffs,
		TermJustification: orZero(r.TermJustification),
		Halt:              framework.Halt{Status: framework.Status(orZero(r.HaltStatus)), Reason: orZero(r.HaltReason), Since: stampOf(r.HaltedBy, r.HaltedAt)},
	}
	if r.FlowsBackOn != nil {
		s.FlowsBack = period.FromUTC(*r.FlowsBackOn)
	}
	var err error
	if s.Route, err = routeOf(r.Route); err != nil {
		return s, err
	}
	if s.Maximum, err = money.FromDecimal(r.Maximum); err != nil {
		return s, err
	}
	if s.Original, err = money.FromDecimal(r.Original); err != nil {
		return s, err
	}
	s.Drawn, err = money.FromDecimal(r.Drawn)
	return s, err
}

func (s frameworks) options(state *framework.State, _ driven.Part) error {
	var rows []struct {
		Months         int
		UsedBy, Reason *string
		UsedAt         *time.Time
	}
	err := s.tx.Raw(`select o.months, o.used_by::text, o.used_at, o.reason from framework_option o
		where o.cooperative_id = ? and o.framework_id = ? order by o.position`, s.in.cooperative, state.ID.String()).Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read the options of a framework: %w", err)
	}
	for _, r := range rows {
		state.Options = append(state.Options, framework.Option{Months: r.Months, Used: stampOf(r.UsedBy, r.UsedAt), Reason: orZero(r.Reason)})
	}
	return nil
}

func (s frameworks) suppliers(state *framework.State, _ driven.Part) error {
	var rows []struct {
		SupplierID  string
		Rank        int
		TargetShare *int
		BidID       *string
		OutKind     *string
		OutReason   *string
		OutBy       *string
		OutAt       *time.Time
	}
	err := s.tx.Raw(`select p.supplier_id::text, p.rank, p.target_share, p.bid_id::text, p.out_kind, p.out_reason, p.out_by::text, p.out_at from framework_supplier p
		where p.cooperative_id = ? and p.framework_id = ? order by p.rank`, s.in.cooperative, state.ID.String()).Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read the suppliers of a framework: %w", err)
	}
	for _, r := range rows {
		state.Suppliers = append(state.Suppliers, framework.Supplier{
			ID: member.SupplierID(r.SupplierID), Rank: r.Rank, TargetShare: orZero(r.TargetShare), Bid: tender.BidID(orZero(r.BidID)),
			Out: routing.Absence(orZero(r.OutKind)), OutReason: orZero(r.OutReason), OutSince: stampOf(r.OutBy, r.OutAt),
		})
	}
	return nil
}

// items loads the items named, and whether any other one has something left.
func (s frameworks) items(state *framework.State, part driven.Part) error {
	var rows []struct {
		ID, Name, Unit string
		Position       int
		Price, Awarded decimal.Decimal
		Maximum        decimal.NullDecimal
		Drawn          decimal.Decimal
	}
	err := s.tx.Raw(`select i.id::text, i.name, i.unit, i.position, p.price, i.price as awarded,
			i.maximum_quantity as maximum, i.drawn_quantity as drawn
		from framework_item_standing i cross join lateral item_price_at(i.cooperative_id, i.id, cast(@today as date)) p
		where i.cooperative_id = @cooperative and i.framework_id = @framework and i.id = any(cast(@items as uuid[]))`,
		map[string]any{"cooperative": s.in.cooperative, "framework": state.ID.String(), "items": uuids(part.Items), "today": period.DayOf(s.in.now).String()}).Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read the items of a framework: %w", err)
	}
	for _, r := range rows {
		item := framework.Item{ID: framework.ItemID(r.ID), Name: r.Name, Unit: quantity.Unit(r.Unit), Position: r.Position, Unbounded: !r.Maximum.Valid}
		if item.Price, err = money.PriceFromDecimal(r.Price); err == nil {
			item.Awarded, err = money.PriceFromDecimal(r.Awarded)
		}
		if err == nil {
			item.Maximum, err = quantity.FromDecimal(r.Maximum.Decimal)
		}
		if err == nil {
			item.Drawn, err = quantity.FromDecimal(r.Drawn)
		}
		if err != nil {
			return fmt.Errorf("framework item %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		state.Items = append(state.Items, item)
	}
	err = s.tx.Raw(`select exists (select from ceiling c where c.cooperative_id = ? and c.framework_id = ? and c.kind = 'item'
		and c.id <> all(cast(? as uuid[])) and (c.maximum is null or c.drawn < c.maximum))`, s.in.cooperative, state.ID.String(), uuids(part.Items)).Scan(&state.LeftElsewhere).Error
	if err != nil {
		return fmt.Errorf("read the items of a framework: %w", err)
	}
	return nil
}

func (s frameworks) entitled(state *framework.State, part driven.Part) error {
	var rows []struct {
		MemberID    string
		SuccessorID *string
		Quota       decimal.NullDecimal
		Drawn       decimal.Decimal
	}
	err := s.tx.Raw(`select e.member_id::text, e.successor_id::text, e.quota, e.drawn from framework_member_standing e
		where e.cooperative_id = @cooperative and e.framework_id = @framework and (@all or e.member_id = any(cast(@members as uuid[]))) order by e.member_id`,
		map[string]any{"cooperative": s.in.cooperative, "framework": state.ID.String(), "all": part.AllMembers, "members": uuids(part.Members)}).Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read the members of a framework: %w", err)
	}
	for _, r := range rows {
		e := framework.Entitlement{Member: member.ID(r.MemberID), Successor: member.ID(orZero(r.SuccessorID))}
		if e.Quota, err = money.FromDecimal(r.Quota.Decimal); err == nil {
			e.Drawn, err = money.FromDecimal(r.Drawn)
		}
		if err != nil {
			return fmt.Errorf("framework member %s: %v", r.MemberID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		state.Entitled = append(state.Entitled, e)
	}
	return nil
}
