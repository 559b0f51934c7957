package postgres

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Item i of contract f that member e may call off now; v is the price of the quantity.
const catalogueSQL = `
select i.id as item_id, f.id as framework_id, f.number as framework_number, f.title as framework_title, i.name, i.description, i.category, i.cpv, i.unit,
  s.name as supplier, price_text(i.price) as price, v.total::text as total,
  trim_scale(i.maximum_quantity - i.drawn_quantity)::text as remaining_quantity, trim_scale(i.maximum_quantity)::text as maximum_quantity,
  (f.maximum - f.drawn)::text as remaining_value, f.maximum::text as maximum_value,
  coalesce((e.quota - e.drawn)::text, '') as remaining_quota, coalesce(e.quota::text, '') as quota, f.in_force_to::text as in_force_to,
  @quantity <= i.maximum_quantity - i.drawn_quantity and v.total <= f.maximum - f.drawn and (e.quota is null or v.total <= e.quota - e.drawn) as orderable
from framework_member_standing e
join framework_standing f on f.cooperative_id = e.cooperative_id and f.id = e.framework_id
join framework_item_standing i on i.cooperative_id = f.cooperative_id and i.framework_id = f.id
join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
cross join lateral (select round(i.price * @quantity, 2) as total) v
where e.cooperative_id = @cooperative and e.member_id = @member and f.status = 'active'`

// Catalogue lists by name what the member may call off now.
func (s frameworkReports) Catalogue(_ context.Context, filter driven.CatalogueFilter, page view.PageRequest) (view.Page[view.CatalogueItem], error) {
	args := map[string]any{
		"cooperative": s.in.cooperative, "member": filter.Member.String(),
		"quantity": filter.Quantity.Decimal(), "category": filter.Category,
	}
	// The day is written out: for a parameter the planner would plan anew each time.
	sql := catalogueSQL + ` and date '` + period.DayOf(s.in.now).String() + `' between f.in_force_from and f.in_force_to`
	if filter.Category != "" {
		sql += ` and i.category = @category`
	}
	sql += containing(filter.Words, args)
	after, err := s.after(page.Cursor, args)
	if err != nil {
		return view.Page[view.CatalogueItem]{}, err
	}
	var items []view.CatalogueItem
	if err := s.tx.Raw(sql+after+` order by i.name, i.id`+upTo(page.Limit), args).Scan(&items).Error; err != nil {
		return view.Page[view.CatalogueItem]{}, fmt.Errorf("search the catalogue: %w", err)
	}
	for i := range items {
		items[i].Quantity = filter.Quantity.String()
		items[i].Orderable = items[i].Orderable && !filter.Quantity.IsZero() && quantity.Check(quantity.Unit(items[i].Unit), filter.Quantity) == nil
	}
	return pageOf(items, page.Limit, func(i view.CatalogueItem) []string { return []string{i.Name, i.ItemID} }), nil
}

// after is the condition for the rows behind a cursor, whose place goes into args.
func (frameworkReports) after(cursor string, args map[string]any) (string, error) {
	place, err := readCursor(cursor, 2)
	if err != nil || place == nil {
		return "", err
	}
	last, err := id.Parse[framework.Item](place[1])
	if err != nil {
		return "", access.ErrCursor
	}
	args["afterName"], args["afterID"] = place[0], last.String()
	return ` and (i.name, i.id) > (@afterName, @afterID)`, nil
}

// mostWords is how many words of a search count.
const mostWords = 10

var pattern = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// containing is the condition that each word occurs in an item's name or description,
// in either way of writing umlauts (migration 0005). The words go into args.
func containing(words string, args map[string]any) string {
	var condition strings.Builder
	for n, word := range strings.Fields(words) {
		if n == mostWords {
			break
		}
		name := "word" + strconv.Itoa(n)
		args[name] = "%" + pattern.Replace(word) + "%"
		condition.WriteString(` and (i.search like (select search_written_out(@` + name + `)) or i.search like (select search_base_letters(@` + name + `)))`)
	}
	return condition.String()
}
