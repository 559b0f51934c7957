package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tariff"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type tariffs struct {
	tx *gorm.DB
	in scope
}

var _ driven.Tariffs = tariffs{}

type tariffDocument struct {
	ID          string              `json:"id"`
	Name        string              `json:"name"`
	From        string              `json:"from_day"`
	SmallOnly   bool                `json:"small_only"`
	MeteredFrom decimal.Decimal     `json:"metered_from"`
	Category    string              `json:"vat_category"`
	Rate        decimal.Decimal     `json:"vat_rate"`
	Components  []componentDocument `json:"components"`
}

type componentDocument struct {
	Place    int                 `json:"place"`
	Name     string              `json:"name"`
	Basis    string              `json:"basis"`
	Resource *string             `json:"resource"`
	From     []quantity.Quantity `json:"tier_from"`
	Price    []money.Price       `json:"tier_price"`
	Purchase *money.Price        `json:"purchase"`
	PUE      *decimal.Decimal    `json:"pue"`
}

// Add stores a tariff, and then its components by one statement.
func (s tariffs) Add(_ context.Context, t tariff.Tariff, by member.PersonID, at time.Time) error {
	done := s.tx.Exec(`insert into tariff (cooperative_id, id, name, from_day, small_only, metered_from, vat_category, vat_rate, made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, t.ID.String(), t.Name, t.From.String(), t.SmallOnly, t.MeteredFrom, string(t.Tax.Category), t.Tax.Rate, by.String(), at)
	if err := stored("a tariff", done.RowsAffected, done.Error); err != nil {
		return err
	}
	components := make([]componentDocument, len(t.Components))
	for i, c := range t.Components {
		d := componentDocument{Place: i + 1, Name: c.Name, Basis: string(c.Basis), Resource: orNil(string(c.Resource))}
		for _, tier := range c.Tiers {
			d.From, d.Price = append(d.From, tier.From), append(d.Price, tier.Price)
		}
		if c.Energy != nil {
			d.Purchase, d.PUE = &c.Energy.Purchase, &c.Energy.PUE
		}
		components[i] = d
	}
	document, err := json.Marshal(components)
	if err != nil {
		return fmt.Errorf("store the components of a tariff: %w", err)
	}
	done = s.tx.Exec(`insert into tariff_component (cooperative_id, tariff_id, place, name, basis, resource, tier_from, tier_price, purchase, pue)
		select cast(? as uuid), cast(? as uuid), place, name, basis, resource, tier_from, tier_price, purchase, pue
		from json_to_recordset(?::json) as c (place integer, name text, basis text, resource text, tier_from numeric[], tier_price numeric[], purchase numeric, pue numeric)`,
		s.in.cooperative, t.ID.String(), string(document))
	return stored("the components of a tariff", done.RowsAffected, done.Error)
}

const tariffsSQL = `
select json_build_object('id', t.id, 'name', t.name, 'from_day', t.from_day, 'small_only', t.small_only, 'metered_from', t.metered_from::text, 'vat_category', t.vat_category,
  'vat_rate', t.vat_rate::text, 'components', (
    select json_agg(json_build_object('name', c.name, 'basis', c.basis, 'resource', c.resource, 'tier_from', cast(c.tier_from as text[]), 'tier_price', cast(c.tier_price as text[]),
      'purchase', c.purchase::text, 'pue', c.pue::text) order by c.place)
    from tariff_component c where c.cooperative_id = t.cooperative_id and c.tariff_id = t.id))::text
from tariff t where t.cooperative_id = @cooperative order by t.from_day`

// All loads all tariffs, the earliest first.
func (s tariffs) All(context.Context) ([]tariff.Tariff, error) {
	read, err := documents[tariffDocument](s.tx, "read tariffs", tariffsSQL, map[string]any{"cooperative": s.in.cooperative})
	if err != nil {
		return nil, err
	}
	all := make([]tariff.Tariff, len(read))
	for i, d := range read {
		if all[i], err = d.tariff(); err != nil {
			return nil, fmt.Errorf("read tariff %s: %w", d.ID, err)
		}
	}
	return all, nil
}

func (d tariffDocument) tariff() (tariff.Tariff, error) {
	from, err := period.ParseDay(d.From)
	t := tariff.Tariff{ID: tariff.ID(d.ID), Name: d.Name, From: from, SmallOnly: d.SmallOnly, MeteredFrom: plainDecimal(d.MeteredFrom), Tax: tax(d.Category, plainDecimal(d.Rate))}
	for _, c := range d.Components {
		component := tariff.Component{Name: c.Name, Basis: tariff.Basis(c.Basis), Resource: metering.Resource(orZero(c.Resource))}
		for i := range c.From {
			component.Tiers = append(component.Tiers, tariff.Tier{From: c.From[i], Price: c.Price[i]})
		}
		if c.Purchase != nil && c.PUE != nil {
			component.Energy = &tariff.Energy{Purchase: *c.Purchase, PUE: plainDecimal(*c.PUE)}
		}
		t.Components = append(t.Components, component)
	}
	return t, err
}

// plainDecimal leaves out the zeros that a column adds.
func plainDecimal(d decimal.Decimal) decimal.Decimal { return decimal.RequireFromString(d.String()) }

// Makers names who made tariffs.
func (s tariffs) Makers(context.Context) (map[tariff.ID]driven.Maker, error) {
	var rows []struct {
		ID, Name string
		MadeAt   time.Time
	}
	err := s.tx.Raw(`select t.id, p.name, t.made_at from tariff t join person p on p.id = t.made_by where t.cooperative_id = ?`, s.in.cooperative).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read who made tariffs: %w", err)
	}
	makers := make(map[tariff.ID]driven.Maker, len(rows))
	for _, r := range rows {
		makers[tariff.ID(r.ID)] = driven.Maker{Name: r.Name, At: r.MadeAt.UTC()}
	}
	return makers, nil
}

// Resources lists what there is to price.
func (s tariffs) Resources(context.Context) ([]view.TariffResource, error) {
	var rows []struct {
		Kind, Tier, Resource string
		Metered              bool
	}
	err := s.tx.Raw(`select distinct kind, tier, '' as resource, false as metered from capacity_resource where cooperative_id = @cooperative
		union all select distinct '', '', resource, true from meter where cooperative_id = @cooperative and member_id is not null`, map[string]any{"cooperative": s.in.cooperative}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read resources: %w", err)
	}
	found := map[string]view.TariffResource{}
	for _, r := range rows {
		name := r.Resource
		if !r.Metered {
			name = string(tariff.ResourceOf(capacity.Kind(r.Kind), r.Tier))
		}
		one := found[name]
		one.Resource, one.Metered = name, one.Metered || r.Metered
		if r.Kind != "" {
			one.Unit = capacity.Kind(r.Kind).Unit()
		}
		found[name] = one
	}
	list := make([]view.TariffResource, 0, len(found))
	for _, name := range slices.Sorted(maps.Keys(found)) {
		list = append(list, found[name])
	}
	return list, nil
}
