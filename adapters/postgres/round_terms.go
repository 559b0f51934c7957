package postgres

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/demand"
	"allmende/domain/quantity"
)

func itemRowOf(in scope, round string, item demand.Item) demandItemRow {
	rate := rateRowOf(item.Rate())
	return demandItemRow{
		CooperativeID: in.cooperative, ID: item.ID.String(), RoundID: round, Position: item.Position, Name: item.Name,
		Description: item.Description, Category: string(item.Category), CPV: item.CPV, Unit: string(item.Unit),
		EstimatedPrice: rate.Price, Pack: positive(item.Pack), Minimum: positive(item.Minimum),
		TierMode: rate.TierMode, TierBasis: rate.TierBasis, TierFrom: numerics(rate.TierFrom), TierPrice: numerics(rate.TierPrice), Version: 1,
	}
}

// terms reads how an item is sold.
func (r demandItemRow) terms() (demand.Terms, error) {
	rate := rateRow{Price: r.EstimatedPrice, TierMode: r.TierMode, TierBasis: r.TierBasis}
	var terms demand.Terms
	var err error
	if rate.TierFrom, err = decimals(r.TierFrom); err != nil {
		return terms, err
	}
	if rate.TierPrice, err = decimals(r.TierPrice); err != nil {
		return terms, err
	}
	tiered, err := rate.rate()
	if err != nil {
		return terms, err
	}
	terms.Tiers = tiered.Tiers
	if terms.Pack, err = quantity.FromDecimal(orZero(r.Pack)); err != nil {
		return terms, fmt.Errorf("item %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	if terms.Minimum, err = quantity.FromDecimal(orZero(r.Minimum)); err != nil {
		return terms, fmt.Errorf("item %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return terms, nil
}

// positive is a quantity, or null for none.
func positive(q quantity.Quantity) *decimal.Decimal {
	if q.IsZero() {
		return nil
	}
	d := q.Decimal()
	return &d
}

// numerics writes an array of numbers, and decimals reads it; null is none.
func numerics(list []decimal.Decimal) *string {
	if len(list) == 0 {
		return nil
	}
	texts := make([]string, len(list))
	for i, d := range list {
		texts[i] = d.String()
	}
	array := "{" + strings.Join(texts, ",") + "}"
	return &array
}

func decimals(array *string) ([]decimal.Decimal, error) {
	if array == nil {
		return nil, nil
	}
	texts := strings.Split(strings.Trim(*array, "{}"), ",")
	list := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		d, err := decimal.NewFromString(text)
		if err != nil {
			return nil, fmt.Errorf("read an array of numbers: %w", err)
		}
		list[i] = d
	}
	return list, nil
}
