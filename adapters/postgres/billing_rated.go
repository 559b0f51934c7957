package postgres

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/domain/vat"
	"allmende/ports/driven"
)

// A rating bills what it changed for a member, by rate. It counts for the day of its entry, or
// where it changed no sum for that on which it was posted; what was credited is billed again.
const unbilledRatingsSQL = `
with closed as (
  select coalesce(max(through_day), date '0001-01-01') as through from closing where cooperative_id = @cooperative
), dated as (
  select r.id, r.replaces_id, r.month, r.number, r.posted_at, e.id as entry_id, coalesce(e.booked_on, (r.posted_at at time zone 'Europe/Berlin')::date) as day
  from rating r left join ledger_entry e on e.cooperative_id = r.cooperative_id and e.cause_type = 'rating' and e.cause_id = r.id
  where r.cooperative_id = @cooperative
), changed as (
  select d.id, c.member_id, t.vat_category, t.vat_rate, sum(case when c.rating_id = d.id then c.amount else -c.amount end) as amount
  from dated d join rating_charge c on c.cooperative_id = @cooperative and c.rating_id in (d.id, d.replaces_id)
  join tariff t on t.cooperative_id = c.cooperative_id and t.id = c.tariff_id
  where d.day <= cast(@through as date)
  group by d.id, c.member_id, t.vat_category, t.vat_rate
), billed as (
  select l.rating_id, l.member_id, bool_or(s.kind = 'statement' and s.status <> 'credited') as stands
  from statement_line l join statement s on s.cooperative_id = l.cooperative_id and s.id = l.statement_id
  where l.cooperative_id = @cooperative and l.rating_id is not null group by l.rating_id, l.member_id
)
select c.member_id, d.id as rating_id, coalesce(d.entry_id::text, '') as entry_id, d.month, d.number, c.vat_category, c.vat_rate, c.amount
from changed c join dated d on d.id = c.id join member m on m.cooperative_id = @cooperative and m.id = c.member_id
left join billed b on b.rating_id = c.id and b.member_id = c.member_id
where c.amount <> 0 and case when b.stands is null then d.day > (select through from closed) else not b.stands end
order by m.name, m.id, d.month, d.number, c.vat_category, c.vat_rate`

type unbilledRating struct {
	MemberID, RatingID, EntryID, VatCategory string
	Month                                    time.Time
	Number                                   int
	VatRate, Amount                          decimal.Decimal
}

func (s statements) unbilledRatings(through period.Day) ([]driven.Unbilled, error) {
	var rows []unbilledRating
	if err := s.tx.Raw(unbilledRatingsSQL, map[string]any{"cooperative": s.in.cooperative, "through": through.String()}).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read ratings that are not billed: %w", err)
	}
	unbilled := make([]driven.Unbilled, len(rows))
	for i, r := range rows {
		var err error
		if unbilled[i], err = r.line(); err != nil {
			return nil, fmt.Errorf("read ratings that are not billed: %w", err)
		}
	}
	return unbilled, nil
}

// line has the VAT that is charged stand in the place of suppliers': it is owed to the tax
// office, and only what rounding makes of it on the document is a difference.
func (r unbilledRating) line() (driven.Unbilled, error) {
	of := tariff.Rating{Month: metering.Month(period.FromUTC(r.Month)), Number: r.Number}
	line := billing.Line{
		Section: billing.Capacity, Text: "Rechenzentrum", Pool: of.Name(), Period: of.Month, Tax: tax(r.VatCategory, plainDecimal(r.VatRate)), Share: inCents(r.Amount),
	}
	if r.Number > 1 {
		line.Section, line.Text = billing.Corrections, "Korrektur: Rechenzentrum"
	}
	charged, err := money.FromDecimal(vat.Of(r.Amount, r.VatRate))
	return driven.Unbilled{
		Member: member.ID(r.MemberID), Line: line, BilledLine: driven.BilledLine{Rating: tariff.RatingID(r.RatingID), Entry: costing.EntryID(r.EntryID), SupplierVAT: charged},
	}, err
}

// byMember puts the lines of each member together, and keeps their order and that in which
// members come.
func byMember(lines []driven.Unbilled) []driven.Unbilled {
	place := map[member.ID]int{}
	for _, l := range lines {
		if _, known := place[l.Member]; !known {
			place[l.Member] = len(place)
		}
	}
	slices.SortStableFunc(lines, func(a, b driven.Unbilled) int { return place[a.Member] - place[b.Member] })
	return lines
}
