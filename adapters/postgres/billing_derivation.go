package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Document is a statement with the derivation of every line, worked out from the runs'
// shares, which never change either.
func (s billingReports) Document(_ context.Context, of billing.ID, sight access.Sight) (billing.Document, error) {
	read, err := s.read(of, sight)
	if err != nil {
		return billing.Document{}, err
	}
	d, err := read.document()
	if err != nil {
		return billing.Document{}, err
	}
	explained, err := s.explained(read)
	if err != nil {
		return billing.Document{}, err
	}
	derivations := make([]billing.Derivation, len(d.Lines))
	for i, l := range read.Lines {
		if l.AllocationID == "" {
			continue // a rating splits nothing
		}
		e := explained[l.AllocationID]
		// A credit note takes back what it credits.
		e.Reversed = l.Reversal != (d.Kind == billing.KindCreditNote)
		derivations[i] = e.Derive(d.Lines[i])
	}
	explainedDocument, err := d.Explain(derivations)
	if err != nil {
		return billing.Document{}, fmt.Errorf("explain statement %s: %v", d.Number, err) //nolint:errorlint // a broken row is not the reader's mistake
	}
	return explainedDocument, nil
}

// explainedSQL is what a member bears by runs and by those that they replaced, with the
// sums that its shares are parts of.
const explainedSQL = `
select a.id, a.replaces_id, p.regime, p.mode, c.document as scheme, a.total, a.split, a.vat, a.granted, a.weight_sum, a.rule, a.rule_version, a.input_hash,
  (select count(*) from allocation_tax t where t.cooperative_id = a.cooperative_id and t.allocation_id = a.id) as rates,
  n.weights, n.off_top as off_tops, n.amounts, s.weight_source, s.weight_as_of, s.weight, s.group_name, s.held, s.bound, s.base, s.units, s.quota, s.carried,
  s.share, s.vat as share_vat, s.off_top, s.granted as share_granted,
  g.weight as group_weight, g.units as group_units, g.weight_sum as group_weight_sum
from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
join cost_scheme c on c.cooperative_id = a.cooperative_id and c.pool_id = a.pool_id and c.number = a.scheme_number
join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id and s.member_id = @member
left join allocation_group g on g.cooperative_id = a.cooperative_id and g.allocation_id = a.id and g.name = s.group_name
cross join lateral (select sum(x.weight) as weights, sum(x.off_top) as off_top, sum(abs(x.share)) as amounts from allocation_share x
  where x.cooperative_id = a.cooperative_id and x.allocation_id = a.id) n
where a.cooperative_id = @cooperative and a.id in (select unnest(cast(@runs as uuid[])) union
  select replaces_id from allocation where cooperative_id = @cooperative and id = any(cast(@runs as uuid[])) and replaces_id is not null)`

type explainedRow struct {
	ID                         string
	ReplacesID                 *string
	Regime, Mode, Scheme       string
	Total, Split, Vat, Granted decimal.Decimal
	WeightSum                  decimal.Decimal
	Rule, InputHash            string
	RuleVersion, Rates         int
	Weights, OffTops, Amounts  decimal.Decimal
	WeightSource               string
	WeightAsOf                 time.Time
	Weight                     decimal.Decimal
	GroupName, Held, Quota     *string
	Bound                      decimal.NullDecimal
	Base, Units, Carried       decimal.Decimal
	Share, ShareVat            decimal.Decimal
	OffTop, ShareGranted       decimal.Decimal
	GroupWeight, GroupUnits    decimal.NullDecimal
	GroupWeightSum             decimal.NullDecimal
}

func (s billingReports) explained(of statementDocument) (map[string]billing.Explained, error) {
	var runs []string
	for _, l := range of.Lines {
		if l.AllocationID != "" {
			runs = append(runs, l.AllocationID)
		}
	}
	var rows []explainedRow
	err := s.tx.Raw(explainedSQL, map[string]any{"cooperative": s.in.cooperative, "member": of.MemberID, "runs": uuids(runs)}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what explains a statement: %w", err)
	}
	explained := make(map[string]billing.Explained, len(rows))
	for _, r := range rows {
		if explained[r.ID], err = r.explained(); err != nil {
			return nil, err
		}
	}
	for _, r := range rows {
		if r.ReplacesID != nil {
			e := explained[r.ID]
			e.Before = explained[*r.ReplacesID].Share
			explained[r.ID] = e
		}
	}
	return explained, nil
}

// explained is the row as Derive takes it.
func (r explainedRow) explained() (billing.Explained, error) {
	scheme, err := costing.RestoreScheme(json.RawMessage(r.Scheme))
	if err != nil {
		return billing.Explained{}, fmt.Errorf("the scheme of run %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the reader's mistake
	}
	e := billing.Explained{
		Allocation: costing.AllocationID(r.ID),
		Split: costing.Split{
			Scheme: scheme, Regime: costing.Regime(r.Regime), Mode: costing.Mode(r.Mode), Total: inCents(r.Total), Split: inCents(r.Split), Vat: inCents(r.Vat),
			Granted: inCents(r.Granted), WeightSum: r.WeightSum, Rule: r.Rule, RuleVersion: r.RuleVersion, InputHash: r.InputHash,
			Taxes: make([]costing.TaxRow, r.Rates),
		},
		Sums: billing.Sums{Weights: r.Weights, OffTop: inCents(r.OffTops), Amounts: r.Amounts},
		Share: costing.Share{
			Source: r.WeightSource, AsOf: period.FromUTC(r.WeightAsOf), Group: orZero(r.GroupName), Held: split.Hold(orZero(r.Held)), Bound: inCents(r.Bound.Decimal),
			Base: inCents(r.Base), Carried: inCents(r.Carried), Amount: inCents(r.Share), Vat: inCents(r.ShareVat), OffTop: inCents(r.OffTop), Granted: inCents(r.ShareGranted),
			Share: split.Share{Weight: r.Weight, Units: r.Units.Shift(2)},
		},
	}
	if r.Quota != nil {
		if e.Share.Quota, err = split.ParseRatio(*r.Quota); err != nil {
			return billing.Explained{}, fmt.Errorf("the quota in run %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the reader's mistake
		}
	}
	if r.GroupWeight.Valid {
		group := costing.GroupShare{WeightSum: r.GroupWeightSum.Decimal}
		group.Key, group.Weight, group.Units = e.Share.Group, r.GroupWeight.Decimal, r.GroupUnits.Decimal.Shift(2)
		e.Split.Groups = []costing.GroupShare{group}
	}
	return e, nil
}
