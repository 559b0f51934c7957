package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
	"allmende/ports/driven"
)

// What counts for days that are closed was billed when they were closed, unless its
// statement was credited since. A run bills the difference to the one that it replaced;
// its reversal bills that back.
const unbilledSQL = `
with closed as (
  select coalesce(max(through_day), date '0001-01-01') as through from closing where cooperative_id = @cooperative
), item as (
  select a.cooperative_id, a.id, false as reversal, a.entry_id, a.posted_at as at from allocation a where a.cooperative_id = @cooperative and a.status <> 'draft'
  union all
  select a.cooperative_id, a.id, true, a.reversal_entry_id, a.reversed_at from allocation a where a.cooperative_id = @cooperative and a.status = 'reversed'
), dated as (
  select i.id, i.reversal, i.entry_id, i.at, coalesce(e.booked_on, (i.at at time zone 'Europe/Berlin')::date) as day
  from item i left join ledger_entry e on e.cooperative_id = i.cooperative_id and e.id = i.entry_id
), due as (
  select s.allocation_id as id, i.reversal, s.member_id from dated i join allocation_share s on s.allocation_id = i.id
  where s.cooperative_id = @cooperative and s.allocation_id = any(array(select id from dated where day > (select through from closed) and day <= cast(@through as date)))
    and i.day > (select through from closed) and i.day <= cast(@through as date)
  union
  select l.allocation_id, l.reversal, l.member_id from statement o
  join statement_line l on l.cooperative_id = o.cooperative_id and l.statement_id = o.id
  where o.cooperative_id = @cooperative and o.status = 'credited' and not exists (
    select from statement_line n join statement c on c.cooperative_id = n.cooperative_id and c.id = n.statement_id and c.kind = 'statement' and c.status <> 'credited'
    where n.cooperative_id = @cooperative and n.allocation_id = l.allocation_id and n.member_id = l.member_id and n.reversal = l.reversal)
), run as (
  select a.id, a.replaces_id from allocation a where a.cooperative_id = @cooperative and a.id in (select id from due)
)
select m.id as member_id, i.id as allocation_id, coalesce(a.replaces_id::text, '') as replaces_id, i.reversal, coalesce(i.entry_id::text, '') as entry_id,
  p.number, p.title, p.kind as pool_kind, p.regime, a.kind, a.from_day::text as from_day, a.to_day::text as to_day,
  cast(100 * (s.share - coalesce(b.share, 0)) as bigint) as share, cast(100 * (s.vat - coalesce(b.vat, 0)) as bigint) as vat,
  cast(100 * (s.granted - coalesce(b.granted, 0)) as bigint) as granted
from due d join dated i on i.id = d.id and i.reversal = d.reversal
join allocation a on a.cooperative_id = @cooperative and a.id = i.id
join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id and s.member_id = d.member_id
  and s.allocation_id = any(array(select id from run))
left join allocation_share b on b.cooperative_id = a.cooperative_id and b.allocation_id = a.replaces_id and b.member_id = d.member_id
  and b.allocation_id = any(array(select replaces_id from run))
join member m on m.cooperative_id = @cooperative and m.id = d.member_id
order by m.name, m.id, i.day, i.at, i.id, i.reversal`

type unbilledRow struct {
	MemberID, AllocationID, ReplacesID, EntryID string
	Reversal                                    bool
	Number, Title, PoolKind, Regime, Kind       string
	FromDay, ToDay                              string
	Share, Vat, Granted                         int64 // cents
}

// Unbilled reads shares of runs as lines.
func (s statements) Unbilled(_ context.Context, through period.Day) ([]driven.Unbilled, error) {
	rows, err := s.unbilled(through)
	if err != nil {
		return nil, fmt.Errorf("read what is not billed: %w", err)
	}
	parts, err := s.parts(rows)
	if err != nil {
		return nil, err
	}
	unbilled := make([]driven.Unbilled, 0, len(rows))
	for _, r := range rows {
		lines, err := r.lines(parts)
		if err != nil {
			return nil, err
		}
		unbilled = append(unbilled, lines...)
	}
	rated, err := s.unbilledRatings(through)
	if err != nil {
		return nil, err
	}
	return byMember(append(unbilled, rated...)), nil
}

func (s statements) unbilled(through period.Day) (all []unbilledRow, err error) {
	err = s.hashing(func() error {
		rows, err := s.tx.Raw(unbilledSQL, map[string]any{"cooperative": s.in.cooperative, "through": through.String()}).Rows()
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // Err tells
		for rows.Next() {
			var r unbilledRow
			if err := rows.Scan(&r.MemberID, &r.AllocationID, &r.ReplacesID, &r.Reversal, &r.EntryID, &r.Number, &r.Title, &r.PoolKind, &r.Regime, &r.Kind,
				&r.FromDay, &r.ToDay, &r.Share, &r.Vat, &r.Granted); err != nil {
				return err
			}
			all = append(all, r)
		}
		return rows.Err()
	})
	return all, err
}

// hashing runs a query that joins by hashing: the planner takes thousands of new rows for
// a few, and would go through all of them for each.
func (s statements) hashing(query func() error) error {
	if err := s.tx.Exec(`set local enable_nestloop = off; set local enable_mergejoin = off`).Error; err != nil {
		return err
	}
	if err := query(); err != nil {
		return err
	}
	return s.tx.Exec(`set local enable_nestloop = on; set local enable_mergejoin = on`).Error
}

// lines are one for a cost sheet, and with own invoices one for each rate.
func (r unbilledRow) lines(parts map[string]map[member.ID][]billing.Part) ([]driven.Unbilled, error) {
	days := dayReader{}
	line := billing.Line{
		Section: r.section(), Text: r.text(), Pool: r.Number, Period: period.Span{From: days.read(r.FromDay), To: days.read(r.ToDay)},
		Tax: vat.Tax{Category: vat.Exempt},
	}
	if days.err != nil {
		return nil, days.err
	}
	of := driven.Unbilled{
		Member: member.ID(r.MemberID), Line: line,
		BilledLine: driven.BilledLine{Allocation: costing.AllocationID(r.AllocationID), Reversal: r.Reversal, Entry: costing.EntryID(r.EntryID)},
	}
	if r.Regime == string(costing.CostSheet) {
		share, vat, granted := money.FromCents(r.Share), money.FromCents(r.Vat), money.FromCents(r.Granted)
		if share.IsZero() && vat.IsZero() && granted.IsZero() {
			return nil, nil
		}
		of.Line.Share, of.Line.VAT, of.Line.Granted = r.signed(share), r.signed(vat), r.signed(granted)
		return []driven.Unbilled{of}, nil
	}
	var lines []driven.Unbilled
	for _, part := range differences(parts[r.AllocationID][of.Member], parts[r.ReplacesID][of.Member]) {
		one := of
		one.Line.Tax = part.Tax
		one.Line.Share, one.Line.Granted, one.SupplierVAT = r.signed(part.Share), r.signed(part.Granted), r.signed(part.SupplierVAT)
		lines = append(lines, one)
	}
	return lines, nil
}

// signed takes back what a reversal takes back.
func (r unbilledRow) signed(a money.Amount) money.Amount {
	if r.Reversal {
		return a.Neg()
	}
	return a
}

func (r unbilledRow) section() billing.Section {
	switch {
	case r.Reversal || r.Kind == string(costing.Correction):
		return billing.Corrections
	case r.PoolKind == string(costing.MembershipFee):
		return billing.Fees
	case r.PoolKind == string(costing.DataCenterMonth):
		return billing.Capacity
	}
	return billing.Shares
}

func (r unbilledRow) text() string {
	switch {
	case r.Reversal:
		return billing.Plain("Storno: " + r.Title)
	case r.Kind == string(costing.Correction):
		return billing.Plain("Korrektur: " + r.Title)
	}
	return billing.Plain(r.Title)
}

// differences are what is borne now less what was borne before, by rate; what is zero is left out.
func differences(now, before []billing.Part) []billing.Part {
	left := make(map[string]billing.Part, len(before))
	var order []string
	for _, p := range before {
		left[p.Tax.String()] = p
		order = append(order, p.Tax.String())
	}
	var parts []billing.Part
	add := func(p billing.Part) {
		if !p.IsZero() {
			parts = append(parts, p)
		}
	}
	for _, p := range now {
		add(p.Sub(left[p.Tax.String()]))
		delete(left, p.Tax.String())
	}
	for _, tax := range order {
		if p, gone := left[tax]; gone {
			add(billing.Part{Tax: p.Tax}.Sub(p))
		}
	}
	return parts
}

// parts lay out the runs of own invoices, and those that they replaced, among all their
// members: the suppliers' VAT is split among all whoever is billed now.
func (s statements) parts(rows []unbilledRow) (map[string]map[member.ID][]billing.Part, error) {
	runs := map[string]bool{}
	for _, r := range rows {
		if r.Regime == string(costing.OwnInvoices) {
			runs[r.AllocationID] = true
			if r.ReplacesID != "" {
				runs[r.ReplacesID] = true
			}
		}
	}
	if len(runs) == 0 {
		return nil, nil
	}
	ids := make([]string, 0, len(runs))
	for id := range runs {
		ids = append(ids, id)
	}
	taxes, err := s.taxes(ids)
	if err != nil {
		return nil, err
	}
	borne, err := s.borne(ids)
	if err != nil {
		return nil, err
	}
	parts := make(map[string]map[member.ID][]billing.Part, len(ids))
	for _, id := range ids {
		if parts[id], err = billing.Parts(taxes[id], borne[id]); err != nil {
			return nil, fmt.Errorf("lay out run %s: %v", id, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
	}
	return parts, nil
}

func (s statements) taxes(runs []string) (map[string][]costing.TaxRow, error) {
	var rows []struct {
		AllocationID, Category string
		Rate, Net, Vat         decimal.Decimal
	}
	err := s.tx.Raw(`select allocation_id, category, rate, net, vat from allocation_tax
		where cooperative_id = ? and allocation_id = any(cast(? as uuid[])) order by allocation_id, place`, s.in.cooperative, uuids(runs)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the rates of runs: %w", err)
	}
	taxes := make(map[string][]costing.TaxRow, len(runs))
	for _, r := range rows {
		taxes[r.AllocationID] = append(taxes[r.AllocationID], costing.TaxRow{
			Tax: tax(r.Category, r.Rate), Net: inCents(r.Net), Vat: inCents(r.Vat),
		})
	}
	return taxes, nil
}

func (s statements) borne(runs []string) (map[string][]billing.Borne, error) {
	var rows []struct {
		AllocationID, MemberID, TieKey, Nets string
		Granted                              decimal.Decimal
	}
	err := s.tx.Raw(`select allocation_id, member_id, tie_key, array_to_string(coalesce(nets, array[share]), ' ') as nets, granted from allocation_share
		where cooperative_id = ? and allocation_id = any(cast(? as uuid[])) order by allocation_id, tie_key`, s.in.cooperative, uuids(runs)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the shares of runs: %w", err)
	}
	borne := make(map[string][]billing.Borne, len(runs))
	for _, r := range rows {
		b := billing.Borne{Member: member.ID(r.MemberID), Key: r.TieKey, Granted: inCents(r.Granted)}
		if b.Nets, err = amounts(r.Nets); err != nil {
			return nil, err
		}
		borne[r.AllocationID] = append(borne[r.AllocationID], b)
	}
	return borne, nil
}

// amounts reads amounts with spaces between.
func amounts(text string) ([]money.Amount, error) {
	fields := strings.Fields(text)
	read := make([]money.Amount, len(fields))
	for i, field := range fields {
		var err error
		if read[i], err = money.ParseAmount(field); err != nil {
			return nil, fmt.Errorf("amount %q: %v", field, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
	}
	return read, nil
}
