package postgres

import (
	"encoding/json"
	"strings"
	"time"

	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/domain/split"
)

// shareSheet is the shares of drafts, column by column: what one of many would say a
// thousand times over as a document is read far quicker so. Amounts are cents.
type shareSheet struct {
	runs, members                                                            rawIDs
	keys, weights, sources, remainders                                       []string
	asOf                                                                     []time.Time
	extras                                                                   []bool
	floors, shares, bases, units, carried, vat, offTop, granted, before, due []int64
	parts, groups, held, quotas, nets                                        []*string
	days                                                                     []*int32
	bounds                                                                   []*int64
}

const addSharesSQL = `
insert into allocation_share (cooperative_id, allocation_id, member_id, tie_key, weight, weight_source, weight_as_of, floor, remainder, extra, share, parts, days, group_name,
  held, bound, base, units, quota, carried, nets, vat, off_top, granted, before, booked)
select $1, run, member, key, weight::numeric, source, as_of, floor * 0.01, remainder::numeric, extra, share * 0.01, parts::jsonb, days, group_name,
  held, bound * 0.01, base * 0.01, units * 0.01, quota, carried * 0.01, nets::numeric[], vat * 0.01, off_top * 0.01, granted * 0.01, before * 0.01, booked * 0.01
from unnest($7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::date[], $14::boolean[],
  $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[],
  $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::integer[], $31::bigint[])
  s (run, member, key, weight, source, remainder, as_of, extra, floor, share, base, units, carried, vat, off_top, granted, before, booked,
    parts, group_name, held, quota, nets, days, bound)`

// columns are the arguments of addSharesSQL behind the first six.
func (c *shareSheet) columns() []any {
	return []any{
		c.runs, c.members, c.keys, c.weights, c.sources, c.remainders, c.asOf, c.extras,
		c.floors, c.shares, c.bases, c.units, c.carried, c.vat, c.offTop, c.granted, c.before, c.due,
		c.parts, c.groups, c.held, c.quotas, c.nets, c.days, c.bounds,
	}
}

func (c *shareSheet) addRun(a costing.AllocationState) error {
	run, err := raw16(a.ID.String())
	if err != nil {
		return err
	}
	for _, s := range a.Shares {
		who, err := raw16(s.Member.String())
		if err != nil {
			return err
		}
		c.runs, c.members = append(c.runs, run), append(c.members, who)
		if err := c.add(s, a.Mode == costing.Cumulative); err != nil {
			return err
		}
	}
	return nil
}

func (c *shareSheet) add(s costing.Share, running bool) error {
	parts, err := partsText(s.Parts)
	if err != nil {
		return err
	}
	c.keys, c.weights, c.sources = append(c.keys, s.Key), append(c.weights, s.Weight.String()), append(c.sources, s.Source)
	c.remainders, c.asOf, c.extras = append(c.remainders, s.Remainder.String()), append(c.asOf, s.AsOf.UTC()), append(c.extras, s.Extra)
	c.floors, c.units = append(c.floors, s.Floor.IntPart()), append(c.units, s.Units.IntPart())
	c.shares, c.bases, c.carried = append(c.shares, s.Amount.Cents()), append(c.bases, s.Base.Cents()), append(c.carried, s.Carried.Cents())
	c.vat, c.offTop, c.granted = append(c.vat, s.Vat.Cents()), append(c.offTop, s.OffTop.Cents()), append(c.granted, s.Granted.Cents())
	c.before, c.due = append(c.before, s.Before.Cents()), append(c.due, s.Booked.Cents())
	c.parts, c.groups, c.held = append(c.parts, parts), append(c.groups, orNull(s.Group)), append(c.held, orNull(string(s.Held)))
	c.nets = append(c.nets, netsText(s.Nets))
	var quota *string
	if running {
		text := s.Quota.String()
		quota = &text
	}
	var days *int32
	if s.Days > 0 {
		n := int32(s.Days)
		days = &n
	}
	var bound *int64
	if s.Held != split.NotHeld {
		cents := s.Bound.Cents()
		bound = &cents
	}
	c.quotas, c.days, c.bounds = append(c.quotas, quota), append(c.days, days), append(c.bounds, bound)
	return nil
}

// partsText is the parts of a weight as JSON, or nothing.
func partsText(parts []costing.WeightPart) (*string, error) {
	if len(parts) == 0 {
		return nil, nil //nolint:nilnil // there are none
	}
	rows := make([]partRow, len(parts))
	for i, p := range parts {
		rows[i] = partRow{string(p.Key), p.Percent, p.Weight, p.WeightSum, p.Source, p.AsOf.String()}
	}
	document, err := json.Marshal(rows)
	text := string(document)
	return &text, err
}

// netsText is amounts as PostgreSQL writes an array, or nothing.
func netsText(nets []money.Amount) *string {
	if len(nets) == 0 {
		return nil
	}
	texts := make([]string, len(nets))
	for i, n := range nets {
		texts[i] = n.String()
	}
	text := "{" + strings.Join(texts, ",") + "}"
	return &text
}
