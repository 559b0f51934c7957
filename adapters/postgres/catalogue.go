package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// marketReports finds what can be called off (market.go) and shows it.
type marketReports struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.MarketReports = marketReports{}

const catalogueSQL = `select * from catalogue_shown($1, $2, cast($3::text as uuid[]), cast($4::text as numeric), $5, $6)`

// runsSQL is the condition that contract f, counted by t, is one to call off from today.
const runsSQL = `not t.exhausted and f.halt_status is null and @today between f.in_force_from and f.in_force_to`

// Items shows items that can be called off.
func (s marketReports) Items(ctx context.Context, m member.ID, items []framework.ItemID, wanted quantity.Quantity) ([]view.CatalogueItem, error) {
	return s.items(ctx, m, items, wanted, true)
}

func (s marketReports) items(ctx context.Context, m member.ID, items []framework.ItemID, wanted quantity.Quantity, detailed bool) ([]view.CatalogueItem, error) {
	found := make([]view.CatalogueItem, 0, len(items))
	if len(items) == 0 {
		return found, nil
	}
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		rows, err := conn.Query(ctx, catalogueSQL, m.String(), s.in.actor.Person.String(), uuids(items), wanted.String(), s.today().UTC(), detailed)
		if err != nil {
			return err
		}
		found, err = pgx.AppendRows(found, rows, shownItem)
		return err
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

func shownItem(row pgx.CollectableRow) (i view.CatalogueItem, err error) {
	var attributes []byte
	err = row.Scan(&i.ItemID, &i.FrameworkID, &i.FrameworkNumber, &i.FrameworkTitle, &i.Name, &i.Description, &i.Category, &i.CPV, &i.Unit, &i.Supplier,
		&i.Manufacturer, &i.ArticleNumber, &i.Labels, &i.DeliveryDays, &i.Price, &i.Total, &i.NextFrom, &i.NextPrice, &i.RemainingQuantity, &i.MaximumQuantity,
		&i.RemainingValue, &i.MaximumValue, &i.RemainingQuota, &i.Quota, &i.InForceTo, &attributes, &i.Favourite, &i.Orderable, &i.ImageID)
	if err == nil && attributes != nil {
		err = json.Unmarshal(attributes, &i.Attributes)
	}
	return i, err
}
