package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/split"
	"allmende/domain/tariff"
	"allmende/ports/driven"
)

type ratings struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Ratings = ratings{}

// holdingsSQL takes of a reservation what is agreed, not what is only proposed; of one that was
// released what it held until then. What was handed over, also several times, names what it began as.
const holdingsSQL = `
select r.id::text as reservation, coalesce(o.id::text, '') as origin, r.member_id::text as member, k.kind, k.tier, h.from_day, h.to_day, h.amount
from capacity_reservation r
cross join lateral unnest(case r.status when 'approved' then r.claim_resources else r.held_resources end, case r.status when 'approved' then r.claim_from else r.held_from end,
  case r.status when 'approved' then r.claim_to else r.held_to end, case r.status when 'approved' then r.claim_amounts else r.held_amounts end) as h (resource_id, from_day, to_day, amount)
join capacity_resource k on k.cooperative_id = r.cooperative_id and k.id = h.resource_id
left join lateral (with recursive before (id, step) as (select r.predecessor_id, 1 where r.predecessor_id is not null
    union all select p.predecessor_id, b.step + 1 from before b join capacity_reservation p on p.cooperative_id = r.cooperative_id and p.id = b.id where p.predecessor_id is not null)
  select b.id from before b order by b.step desc limit 1) o on true
where r.cooperative_id = @cooperative and r.status in ('approved', 'released') and h.from_day <= cast(@last as date) and h.to_day >= cast(@first as date)
order by r.id, h.from_day`

// Holdings are what is agreed.
func (s ratings) Holdings(_ context.Context, days period.Span) ([]tariff.Holding, error) {
	var rows []struct {
		Reservation, Origin, Member, Kind, Tier string
		FromDay, ToDay                          time.Time
		Amount                                  decimal.Decimal
	}
	err := s.tx.Raw(holdingsSQL, map[string]any{"cooperative": s.in.cooperative, "first": days.From.String(), "last": days.To.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what is reserved: %w", err)
	}
	holdings := make([]tariff.Holding, len(rows))
	for i, r := range rows {
		amount, err := quantity.FromDecimal(r.Amount)
		if err != nil {
			return nil, fmt.Errorf("read reservation %s: %v", r.Reservation, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		holdings[i] = tariff.Holding{
			Reservation: r.Reservation, Origin: r.Origin, Member: member.ID(r.Member), Resource: tariff.ResourceOf(capacity.Kind(r.Kind), r.Tier), Quantity: amount,
			Days: period.Span{From: period.FromUTC(r.FromDay), To: period.FromUTC(r.ToDay)},
		}
	}
	return holdings, nil
}

type chargeDocument struct {
	Place       int            `json:"place"`
	Member      string         `json:"member_id"`
	Tariff      string         `json:"tariff_id"`
	Component   string         `json:"component"`
	Basis       string         `json:"basis,omitempty"`
	Resource    string         `json:"resource,omitempty"`
	Numerator   string         `json:"numerator"`
	Denominator string         `json:"denominator"`
	Amount      string         `json:"amount"`
	Steps       []stepDocument `json:"steps"`
}

type stepDocument struct {
	From    string         `json:"from"`
	To      string         `json:"to"`
	Of      int            `json:"of"`
	Before  string         `json:"before"`
	Parts   []partDocument `json:"parts"`
	Sources []string       `json:"sources"`
	Amount  string         `json:"amount"`
}

type partDocument struct {
	Quantity string `json:"quantity"`
	Price    string `json:"price"`
	Amount   string `json:"amount"`
}

// Add stores a rating, and all its charges by one statement.
func (s ratings) Add(_ context.Context, r tariff.Rating) error {
	done := s.tx.Exec(`insert into rating (cooperative_id, id, month, number, replaces_id, reason, posted_by, posted_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, r.ID.String(), r.Month.From.String(), r.Number, orNull(r.Replaces.String()), r.Reason, r.By.String(), r.At)
	if err := stored("a rating", done.RowsAffected, done.Error); err != nil || len(r.Charges) == 0 {
		return err
	}
	charges := make([]chargeDocument, len(r.Charges))
	for i, c := range r.Charges {
		charges[i] = chargeDocument{
			Place: i + 1, Member: c.Member.String(), Tariff: c.Tariff.String(), Component: c.Component,
			Numerator: c.Exact.Num().String(), Denominator: c.Exact.Den().String(), Amount: c.Amount.String(), Steps: stepDocuments(c.Steps),
		}
	}
	document, err := json.Marshal(charges)
	if err != nil {
		return fmt.Errorf("store charges: %w", err)
	}
	done = s.tx.Exec(`insert into rating_charge (cooperative_id, rating_id, place, member_id, tariff_id, component, numerator, denominator, amount, steps)
		select cast(? as uuid), cast(? as uuid), place, member_id, tariff_id, component, numerator, denominator, amount, steps
		from json_to_recordset(?::json) as c (place integer, member_id uuid, tariff_id uuid, component text, numerator numeric, denominator numeric, amount numeric, steps jsonb)`,
		s.in.cooperative, r.ID.String(), string(document))
	return stored("charges", done.RowsAffected, done.Error)
}

func stepDocuments(steps []tariff.Step) []stepDocument {
	documents := make([]stepDocument, len(steps))
	for i, step := range steps {
		d := stepDocument{From: step.Days.From.String(), To: step.Days.To.String(), Of: step.Of, Before: step.Before.String(), Sources: step.Sources, Amount: step.Amount.String()}
		for _, p := range step.Parts {
			d.Parts = append(d.Parts, partDocument{p.Quantity.String(), p.Price.String(), p.Amount.String()})
		}
		documents[i] = d
	}
	return documents
}

// charge reads what was stored; what does not read is a broken row.
func (d chargeDocument) charge() (tariff.Charge, error) {
	c := tariff.Charge{Member: member.ID(d.Member), Tariff: tariff.ID(d.Tariff), Component: d.Component, Basis: tariff.Basis(d.Basis), Resource: metering.Resource(d.Resource)}
	num, ok1 := new(big.Int).SetString(d.Numerator, 10)
	den, ok2 := new(big.Int).SetString(d.Denominator, 10)
	if !ok1 || !ok2 {
		return c, fmt.Errorf("charge %d is no fraction", d.Place)
	}
	c.Exact = split.NewRatio(num, den)
	c.Amount = tariff.Rounded(c.Exact)
	for _, s := range d.Steps {
		step, err := s.step()
		if err != nil {
			return c, fmt.Errorf("charge %d: %v", d.Place, err) //nolint:errorlint // a broken row is not the reader's mistake
		}
		c.Steps = append(c.Steps, step)
	}
	if why := c.Explains(); why != "" || c.Amount.String() != d.Amount {
		return c, fmt.Errorf("charge %d does not explain itself: %s", d.Place, why)
	}
	return c, nil
}

func (d stepDocument) step() (tariff.Step, error) {
	step := tariff.Step{Of: d.Of, Sources: d.Sources}
	days := dayReader{}
	step.Days = period.Span{From: days.read(d.From), To: days.read(d.To)}
	ratios := ratioReader(days)
	step.Before, step.Amount = ratios.read(d.Before), ratios.read(d.Amount)
	for _, p := range d.Parts {
		step.Parts = append(step.Parts, tariff.Part{Quantity: ratios.read(p.Quantity), Price: ratios.read(p.Price), Amount: ratios.read(p.Amount)})
	}
	return step, ratios.err
}

// ratioReader reads fractions and keeps the first fault.
type ratioReader struct{ err error }

func (r *ratioReader) read(text string) split.Ratio {
	ratio, err := split.ParseRatio(text)
	if r.err == nil {
		r.err = err
	}
	return ratio
}

const chargesSQL = `
select json_build_object('place', c.place, 'member_id', c.member_id, 'tariff_id', c.tariff_id, 'component', c.component, 'basis', k.basis, 'resource', coalesce(k.resource, ''),
  'numerator', c.numerator::text, 'denominator', c.denominator::text, 'amount', c.amount::text, 'steps', c.steps)::text
from rating_charge c join tariff_component k on k.cooperative_id = c.cooperative_id and k.tariff_id = c.tariff_id and k.name = c.component
where c.cooperative_id = @cooperative and c.rating_id = @rating and (@everything or c.member_id = any(cast(@members as uuid[])))
order by c.place`

func (s ratings) charges(of string, sight access.Sight) ([]tariff.Charge, error) {
	if of == "" {
		return nil, nil
	}
	read, err := documents[chargeDocument](s.tx, "read charges", chargesSQL,
		map[string]any{"cooperative": s.in.cooperative, "rating": of, "everything": sight.Everything, "members": uuids(sight.Members)})
	if err != nil {
		return nil, err
	}
	charges := make([]tariff.Charge, len(read))
	for i, d := range read {
		if charges[i], err = d.charge(); err != nil {
			return nil, fmt.Errorf("read rating %s: %w", of, err)
		}
	}
	return charges, nil
}

type ratingRow struct {
	ID, Reason, PostedBy, Poster string
	Month, PostedAt              time.Time
	Number                       int
	ReplacesID, ReplacedBy       *string
}

func (r ratingRow) rating() tariff.Rating {
	return tariff.Rating{
		ID: tariff.RatingID(r.ID), Month: metering.Month(period.FromUTC(r.Month)), Number: r.Number, Replaces: tariff.RatingID(orZero(r.ReplacesID)),
		Reason: r.Reason, By: member.PersonID(r.PostedBy), At: r.PostedAt.UTC(),
	}
}

const ratingSQL = `select r.id, r.month, r.number, r.replaces_id, r.reason, r.posted_by, r.posted_at, p.name as poster,
	(select n.id from rating n where n.cooperative_id = r.cooperative_id and n.replaces_id = r.id) as replaced_by
	from rating r join person p on p.id = r.posted_by where r.cooperative_id = ? and `

// Last is the last rating of a month.
func (s ratings) Last(_ context.Context, month period.Span) (*tariff.Rating, error) {
	var rows []ratingRow
	if err := s.tx.Raw(ratingSQL+`r.month = ? order by r.number desc limit 1`, s.in.cooperative, month.From.String()).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the rating of a month: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil //nolint:nilnil // there is none yet
	}
	last := rows[0].rating()
	var err error
	last.Charges, err = s.charges(rows[0].ID, access.Sight{Everything: true})
	return &last, err
}

// Get loads a rating as far as it is in sight.
func (s ratings) Get(_ context.Context, of tariff.RatingID, sight access.Sight) (driven.RatingKept, error) {
	var rows []ratingRow
	if err := s.tx.Raw(ratingSQL+`r.id = ?`, s.in.cooperative, of.String()).Scan(&rows).Error; err != nil {
		return driven.RatingKept{}, fmt.Errorf("read a rating: %w", err)
	}
	if len(rows) == 0 {
		return driven.RatingKept{}, access.ErrNotFound
	}
	kept := driven.RatingKept{Rating: rows[0].rating(), PostedBy: rows[0].Poster, ReplacedBy: tariff.RatingID(orZero(rows[0].ReplacedBy))}
	var err error
	if kept.Charges, err = s.charges(rows[0].ID, sight); err != nil {
		return kept, err
	}
	if kept.Before, err = s.charges(orZero(rows[0].ReplacesID), sight); err != nil {
		return kept, err
	}
	if !sight.Everything && len(kept.Charges)+len(kept.Before) == 0 {
		return kept, access.ErrNotFound
	}
	return kept, nil
}
