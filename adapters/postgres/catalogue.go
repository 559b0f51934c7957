package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// marketReports finds what can be called off (market.go) and shows it.
type marketReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.MarketReports = marketReports{}

const catalogueSQL = `select catalogue_shown(cast(@member as uuid), cast(@person as uuid), cast(@items as uuid[]), @quantity, @today, @detailed)`

// runsSQL is the condition that contract f, counted by t, is one to call off from today.
const runsSQL = `not t.exhausted and f.halt_status is null and @today between f.in_force_from and f.in_force_to`

// Items shows items that can be called off.
func (s marketReports) Items(_ context.Context, m member.ID, items []framework.ItemID, wanted quantity.Quantity) ([]view.CatalogueItem, error) {
	return s.items(m, items, wanted, true)
}

func (s marketReports) items(m member.ID, items []framework.ItemID, wanted quantity.Quantity, detailed bool) ([]view.CatalogueItem, error) {
	if len(items) == 0 {
		return []view.CatalogueItem{}, nil
	}
	found, err := documents[view.CatalogueItem](s.tx, "show items of the catalogue", catalogueSQL, map[string]any{
		"person": s.in.actor.Person.String(), "member": m.String(), "items": uuids(items),
		"quantity": wanted.Decimal(), "today": period.DayOf(s.in.now).UTC(), "detailed": detailed,
	})
	if err != nil {
		return nil, fmt.Errorf("show the catalogue: %w", err)
	}
	for i := range found {
		found[i].Quantity = wanted.String()
		found[i].Orderable = found[i].Orderable && !wanted.IsZero() && quantity.Check(quantity.Unit(found[i].Unit), wanted) == nil
	}
	return found, nil
}
