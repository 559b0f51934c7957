package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/domain/split"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// clauses keeps index clauses in price_clause and price_clause_part, indices in
// price_index and price_index_value.
type clauses struct {
	tx *gorm.DB
	in scope
}

var _ driven.Clauses = clauses{}

type priceClauseRow struct {
	CooperativeID  string
	ID             string
	FrameworkID    string
	Number         int
	Category       *string
	BaseMonth      time.Time
	FixedPart      decimal.Decimal
	TriggerPercent decimal.Decimal
	IntervalMonths int
	Cap            decimal.NullDecimal
	Floor          decimal.NullDecimal
	StepCap        decimal.NullDecimal
	StepFloor      decimal.NullDecimal
	Ground         string
	CreatedBy      string
	CreatedAt      time.Time
}

func (priceClauseRow) TableName() string { return "price_clause" }

type clausePartRow struct {
	CooperativeID string
	ClauseID      string
	IndexID       string
	Weight        decimal.Decimal
	BaseValue     decimal.Decimal
}

func (clausePartRow) TableName() string { return "price_clause_part" }

func nullable(d *decimal.Decimal) decimal.NullDecimal {
	if d == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(*d)
}

func pointer(d decimal.NullDecimal) *decimal.Decimal {
	if !d.Valid {
		return nil
	}
	value := plain(d.Decimal)
	return &value
}

// Count is how many clauses the contract has.
func (s clauses) Count(ctx context.Context, f framework.ID) (int, error) {
	n, err := rowsOf[priceClauseRow](s.tx).Where("cooperative_id = ? and framework_id = ?", s.in.cooperative, f.String()).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count index clauses: %w", err)
	}
	return int(n), nil
}

// Add stores a new clause with its parts.
func (s clauses) Add(ctx context.Context, c *repricing.Clause) error {
	f := c.Formula
	row := priceClauseRow{
		CooperativeID: s.in.cooperative, ID: c.ID.String(), FrameworkID: c.Framework.String(), Number: c.Number, Category: orNull(string(c.Category)),
		BaseMonth: c.BaseMonth.UTC(), FixedPart: f.Fixed, TriggerPercent: f.Trigger, IntervalMonths: f.Interval,
		Cap: nullable(f.Cap), Floor: nullable(f.Floor), StepCap: nullable(f.StepCap), StepFloor: nullable(f.StepFloor),
		Ground: c.Ground, CreatedBy: c.By.String(), CreatedAt: c.At,
	}
	if err := rowsOf[priceClauseRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add an index clause: %w", err)
	}
	parts := make([]clausePartRow, len(f.Parts))
	for i, part := range f.Parts {
		parts[i] = clausePartRow{s.in.cooperative, c.ID.String(), part.Index.String(), part.Weight, part.Base}
	}
	if err := s.tx.WithContext(ctx).Create(&parts).Error; err != nil {
		return fmt.Errorf("add the parts of an index clause: %w", err)
	}
	return nil
}

// Get reads a clause.
func (s clauses) Get(ctx context.Context, id repricing.ClauseID) (*repricing.Clause, error) {
	rows, err := rowsOf[priceClauseRow](s.tx).Where("cooperative_id = ? and id = ?", s.in.cooperative, id.String()).Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read an index clause: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	r := rows[0]
	c := &repricing.Clause{
		ID: id, Framework: framework.ID(r.FrameworkID), Number: r.Number, Category: demand.Category(orZero(r.Category)), BaseMonth: period.FromUTC(r.BaseMonth),
		Formula: pricing.Clause{
			Fixed: plain(r.FixedPart), Trigger: plain(r.TriggerPercent), Interval: r.IntervalMonths,
			Cap: pointer(r.Cap), Floor: pointer(r.Floor), StepCap: pointer(r.StepCap), StepFloor: pointer(r.StepFloor),
		},
		Ground: r.Ground, By: member.PersonID(r.CreatedBy), At: r.CreatedAt.UTC(),
	}
	c.Formula.Parts, err = s.parts(id)
	return c, err
}

func (s clauses) parts(id repricing.ClauseID) ([]pricing.Part, error) {
	var rows []struct {
		IndexID, Name     string
		Weight, BaseValue decimal.Decimal
	}
	err := s.tx.Raw(`select p.index_id, i.name, p.weight, p.base_value from price_clause_part p
			join price_index i on i.cooperative_id = p.cooperative_id and i.id = p.index_id
		where p.cooperative_id = ? and p.clause_id = ? order by p.weight desc, i.name`, s.in.cooperative, id.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the parts of an index clause: %w", err)
	}
	parts := make([]pricing.Part, len(rows))
	for i, r := range rows {
		parts[i] = pricing.Part{Index: pricing.IndexID(r.IndexID), Name: r.Name, Weight: plain(r.Weight), Base: plain(r.BaseValue)}
	}
	return parts, nil
}

// The items of clause c for which no later clause counts: their present price, and the
// last one that no index made.
var appliedSQL = `
select i.id, i.position, i.name, i.unit, coalesce(b.valid_from::text, '') as since, coalesce(b.rate, ` + fmt.Sprintf(rateColumns, "i") + `)::text as base,
  ` + fmt.Sprintf(rateColumns, "p") + `::text as present
from price_clause c
join framework_item i on i.cooperative_id = c.cooperative_id and i.framework_id = c.framework_id and (c.category is null or i.category = c.category)
cross join lateral item_price_at(i.cooperative_id, i.id, cast(@from as date)) p
left join lateral (select v.valid_from, ` + fmt.Sprintf(rateColumns, "v") + ` as rate from item_price v
    join price_change n on n.cooperative_id = v.cooperative_id and n.id = v.change_id
  where v.cooperative_id = i.cooperative_id and v.item_id = i.id and v.valid_from <= cast(@from as date) and v.supplier_id is null and n.status = 'approved' and n.ground <> 'index'
  order by v.valid_from desc limit 1) b on true
where c.cooperative_id = @cooperative and c.id = @clause and not exists (select from price_clause l
  where l.cooperative_id = c.cooperative_id and l.framework_id = c.framework_id and l.number > c.number and (l.category is null or l.category = i.category))
order by i.position`

// Applied is where the clause stands before a change.
func (s clauses) Applied(_ context.Context, c *repricing.Clause, from period.Day) (repricing.Applied, error) {
	applied := repricing.Applied{Factor: split.RatioOf(decimal.NewFromInt(1))}
	if err := s.lastChange(c.ID, &applied); err != nil {
		return applied, err
	}
	var rows []struct {
		ID, Name, Unit, Since, Base, Present string
		Position                             int
	}
	err := s.tx.Raw(appliedSQL, map[string]any{"cooperative": s.in.cooperative, "clause": c.ID.String(), "from": from.String()}).Scan(&rows).Error
	if err != nil {
		return applied, fmt.Errorf("read what an index clause is for: %w", err)
	}
	for _, r := range rows {
		item := repricing.Standing{Item: framework.ItemID(r.ID), Position: r.Position, Name: r.Name, Unit: quantity.Unit(r.Unit)}
		if item.Base, err = rateIn(r.Base); err != nil {
			return applied, err
		}
		if item.Present, err = rateIn(r.Present); err != nil {
			return applied, err
		}
		if r.Since != "" {
			if item.Since, err = period.ParseDay(r.Since); err != nil {
				return applied, fmt.Errorf("read since when a price holds: %w", err)
			}
		}
		applied.Items = append(applied.Items, item)
	}
	return applied, nil
}

func (s clauses) lastChange(c repricing.ClauseID, applied *repricing.Applied) error {
	var last []struct {
		Factor    string
		ValidFrom time.Time
	}
	err := s.tx.Raw(`select factor, valid_from from price_change where cooperative_id = ? and clause_id = ? and status = 'approved' order by valid_from desc limit 1`,
		s.in.cooperative, c.String()).Scan(&last).Error
	if err != nil || len(last) == 0 {
		return err
	}
	applied.Last = period.FromUTC(last[0].ValidFrom)
	if applied.Factor, err = split.ParseRatio(last[0].Factor); err != nil {
		return fmt.Errorf("read the factor of a price change: %w", err)
	}
	return nil
}

// Without a month, the last one in which every index wanted has a value.
const valuesSQL = `
with wanted as (select unnest(cast(@indices as uuid[])) as index_id),
known as (
  select distinct on (v.index_id, v.month) v.index_id, v.month, v.value, v.provisional
  from price_index_value v join wanted using (index_id) where v.cooperative_id = @cooperative
  order by v.index_id, v.month, v.revision desc
), chosen as (
  select coalesce(cast(nullif(@month, '') as date), (select max(m.month) from
    (select month from known group by month having count(*) = (select count(*) from wanted)) m)) as month
)
select k.* from known k join chosen using (month)`

// Values are those of indices in a month.
func (s clauses) Values(_ context.Context, indices []pricing.IndexID, month period.Day) ([]pricing.Value, error) {
	var rows []struct {
		IndexID     string
		Month       time.Time
		Value       decimal.Decimal
		Provisional bool
	}
	err := s.tx.Raw(valuesSQL, map[string]any{"cooperative": s.in.cooperative, "indices": uuids(indices), "month": month.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read index values: %w", err)
	}
	values := make([]pricing.Value, len(rows))
	for i, r := range rows {
		values[i] = pricing.Value{Index: pricing.IndexID(r.IndexID), Month: period.FromUTC(r.Month), Value: plain(r.Value), Provisional: r.Provisional}
	}
	return values, nil
}

// AddIndex stores a new index.
func (s clauses) AddIndex(_ context.Context, index view.PriceIndex) error {
	err := s.tx.Exec(`insert into price_index (cooperative_id, id, name, base, source, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, index.ID, index.Name, index.Base, index.Source, s.in.actor.Person.String(), s.in.now).Error
	if err != nil {
		return fmt.Errorf("add an index: %w", err)
	}
	return nil
}

// lockIndex has others who record values of the same index wait.
func (s clauses) lockIndex(index pricing.IndexID) error {
	var known bool
	err := s.tx.Raw(`select exists (select from price_index where cooperative_id = ? and id = ?) from pg_advisory_xact_lock(hashtextextended(?, 0))`,
		s.in.cooperative, index.String(), index.String()).Row().Scan(&known)
	if err != nil {
		return fmt.Errorf("lock an index: %w", err)
	}
	if !known {
		return access.ErrNotFound
	}
	return nil
}

// FinalMonths locks an index and tells the months whose value is final.
func (s clauses) FinalMonths(_ context.Context, index pricing.IndexID) (map[period.Day]bool, error) {
	if err := s.lockIndex(index); err != nil {
		return nil, err
	}
	var months []time.Time
	err := s.tx.Raw(`select distinct month from price_index_value where cooperative_id = ? and index_id = ? and not provisional`,
		s.in.cooperative, index.String()).Scan(&months).Error
	if err != nil {
		return nil, fmt.Errorf("read the final months of an index: %w", err)
	}
	final := make(map[period.Day]bool, len(months))
	for _, month := range months {
		final[period.FromUTC(month)] = true
	}
	return final, nil
}

// Record stores values, each as the next revision of its month.
func (s clauses) Record(_ context.Context, index pricing.IndexID, values []pricing.Value) error {
	if err := s.lockIndex(index); err != nil {
		return err
	}
	months, figures, provisional := make([]string, len(values)), make([]string, len(values)), make([]string, len(values))
	for i, v := range values {
		months[i], figures[i], provisional[i] = v.Month.String(), v.Value.String(), strconv.FormatBool(v.Provisional)
	}
	err := s.tx.Exec(`insert into price_index_value (cooperative_id, id, index_id, month, revision, value, provisional, recorded_by, recorded_at)
		select @cooperative, gen_random_uuid(), @index, n.month, 1 + coalesce((select max(v.revision) from price_index_value v
			where v.cooperative_id = @cooperative and v.index_id = @index and v.month = n.month), 0), n.value, n.provisional, @person, @now
		from unnest(cast(@months as date[]), cast(@figures as numeric[]), cast(@provisional as boolean[])) as n (month, value, provisional)`,
		map[string]any{
			"cooperative": s.in.cooperative, "index": index.String(), "months": texts(months), "figures": texts(figures), "provisional": texts(provisional),
			"person": s.in.actor.Person.String(), "now": s.in.now,
		}).Error
	if err != nil {
		return fmt.Errorf("record index values: %w", err)
	}
	return nil
}

// documents reads one document for each row.
func documents[T any](tx *gorm.DB, what, sql string, args map[string]any) ([]T, error) {
	var found []string
	if err := tx.Raw(sql, args).Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	read := make([]T, len(found))
	for i, text := range found {
		if err := json.Unmarshal([]byte(text), &read[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", what, err)
		}
	}
	return read, nil
}
