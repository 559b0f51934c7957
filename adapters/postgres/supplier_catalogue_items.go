package postgres

import (
	"context"
	"fmt"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

// catalogueInSight is the contract f whose articles one sees.
const catalogueInSight = `f.cooperative_id = @cooperative and f.id = @framework and ` + contractInSight

// itemInSight is an item i of such a contract with its price: a supplier behind the first sees its own.
const itemInSight = catalogueInSight + ` and (` + pricesInSight + ` or i.supplier_id = any(cast(@suppliers as uuid[])))`

func (s catalogueReports) itemArgs(f framework.ID, sight access.Sight) map[string]any {
	return map[string]any{
		"cooperative": s.in.cooperative, "framework": f.String(), "today": period.DayOf(s.in.now).String(),
		"everything": sight.Everything, "members": uuids(sight.Members), "suppliers": uuids(sight.Suppliers),
	}
}

const contractItemsSQL = `
select json_build_object('id', i.id, 'position', i.position, 'number', coalesce(i.article_number, ''), 'name', i.name, 'unit', i.unit,
  'price', price_text(p.price), 'retired', coalesce(i.retired, ''), 'awarded', i.tender_item_id is not null)::text
from framework f
join framework_item i on i.cooperative_id = f.cooperative_id and i.framework_id = f.id
cross join lateral item_price_at(i.cooperative_id, i.id, cast(@today as date), i.supplier_id) p
where ` + itemInSight + ` and i.position > @after`

// Items lists by position.
func (s catalogueReports) Items(_ context.Context, f framework.ID, words string, sight access.Sight, page view.PageRequest) (view.Page[view.ContractItem], error) {
	none := view.Page[view.ContractItem]{}
	place, err := readCursor(page.Cursor, 1)
	if err != nil {
		return none, err
	}
	args := s.itemArgs(f, sight)
	args["after"] = 0
	if place != nil {
		last, err := strconv.Atoi(place[0])
		if err != nil || last < 0 || last > 1<<30 {
			return none, access.ErrCursor
		}
		args["after"] = last
	}
	condition := containing(words, args)
	items, err := documents[view.ContractItem](s.tx, "list the items of a contract", contractItemsSQL+condition+` order by i.position`+upTo(page.Limit), args)
	if err != nil {
		return none, err
	}
	return pageOf(items, page.Limit, func(i view.ContractItem) []string { return []string{strconv.Itoa(i.Position)} }), nil
}

// An item with the line that describes it. Other articles are named as the contract has them,
// files as the newest catalogue that brought them.
const contractItemSQL = `
select json_build_object(
  'id', i.id, 'position', i.position, 'number', coalesce(i.article_number, ''), 'name', coalesce(l.name, i.name), 'unit', i.unit, 'price', price_text(p.price),
  'retired', coalesce(i.retired, ''), 'awarded', i.tender_item_id is not null,
  'framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'supplier', json_build_object('id', s.id, 'name', s.name),
  'description', coalesce(nullif(l.description, ''), i.description), 'category', i.category, 'cpv', i.cpv, 'maximumQuantity', coalesce(trim_scale(i.maximum_quantity)::text, ''),
  'taxed', coalesce(i.tax, ''), 'priceFrom', coalesce(p.valid_from::text, ''),
  'tiers', coalesce((select json_agg(json_build_object('from', trim_scale(t.bound)::text, 'price', price_text(t.price)) order by t.bound)
    from unnest(p.tier_from, p.tier_price) as t (bound, price)), '[]'::json),
  'manufacturer', l.manufacturer, 'manufacturerNumber', l.manufacturer_number, 'gtin', l.gtin, 'deliveryDays', l.delivery_days,
  'labels', coalesce(to_json(l.labels), '[]'::json), 'securityProfile', l.security_profile, 'endOfLife', l.end_of_life,
  'successor', (select json_build_object('number', l.successor, 'id', n.id, 'name', n.name) from (select 1) o left join framework_item n on n.cooperative_id = i.cooperative_id
    and n.framework_id = i.framework_id and n.supplier_id = i.supplier_id and n.article_number = l.successor where l.successor <> ''),
  'accessories', coalesce((select json_agg(json_build_object('number', o.number, 'id', n.id, 'name', n.name) order by o.place)
    from unnest(l.accessories) with ordinality o (number, place) left join framework_item n on n.cooperative_id = i.cooperative_id
    and n.framework_id = i.framework_id and n.supplier_id = i.supplier_id and n.article_number = o.number), '[]'::json),
  'variants', coalesce((select json_agg(json_build_object('number', o.number, 'id', n.id, 'name', n.name) order by o.place)
    from unnest(l.variants) with ordinality o (number, place) left join framework_item n on n.cooperative_id = i.cooperative_id
    and n.framework_id = i.framework_id and n.supplier_id = i.supplier_id and n.article_number = o.number), '[]'::json),
  'parts', coalesce((select json_agg(json_build_object('number', o.part->>'number', 'quantity', o.part->>'quantity', 'id', n.id, 'name', n.name) order by o.place)
    from jsonb_array_elements(l.parts) with ordinality o (part, place) left join framework_item n on n.cooperative_id = i.cooperative_id
    and n.framework_id = i.framework_id and n.supplier_id = i.supplier_id and n.article_number = o.part->>'number'), '[]'::json),
  'attributes', coalesce(l.attributes, '[]'::jsonb),
  'media', coalesce((select json_agg(json_build_object('kind', o.medium->>'kind', 'source', o.medium->>'source', 'title', o.medium->>'title',
      'id', m.id, 'type', m.content_type, 'size', m.size) order by o.place)
    from jsonb_array_elements(l.media) with ordinality o (medium, place)
    left join lateral (select m.id, m.content_type, m.size from catalogue_media m join catalogue_version v on v.cooperative_id = m.cooperative_id and v.id = m.version_id
      where m.cooperative_id = i.cooperative_id and m.framework_id = i.framework_id and m.supplier_id = i.supplier_id and v.status = 'approved'
        and m.name = regexp_replace(o.medium->>'source', '^.*[/\\]', '') order by m.id desc limit 1) m on true), '[]'::json)
)::text
from framework f
join framework_item i on i.cooperative_id = f.cooperative_id and i.framework_id = f.id
join supplier s on s.cooperative_id = f.cooperative_id and s.id = coalesce(i.supplier_id, f.supplier_id)
left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
cross join lateral item_price_at(i.cooperative_id, i.id, cast(@today as date), i.supplier_id) p
where ` + itemInSight + ` and i.id = @item`

// Item is one with its line, or as the award has it.
func (s catalogueReports) Item(_ context.Context, f framework.ID, item framework.ItemID, sight access.Sight) (view.ContractItemDetail, error) {
	args := s.itemArgs(f, sight)
	args["item"] = item.String()
	var read struct {
		view.ContractItemDetail
		Taxed string `json:"taxed"`
		Media []struct {
			Kind string `json:"kind"`
			view.ItemMedium
		} `json:"media"`
	}
	if err := document(s.tx, "read an item", contractItemSQL, args, &read); err != nil {
		return view.ContractItemDetail{}, err
	}
	detail := read.ContractItemDetail
	if err := taxItem(&detail, read.Taxed); err != nil {
		return view.ContractItemDetail{}, err
	}
	detail.Images, detail.Documents = []view.ItemMedium{}, []view.ItemMedium{}
	for _, m := range read.Media {
		if m.Kind == string(catalogue.Image) {
			detail.Images = append(detail.Images, m.ItemMedium)
		} else {
			detail.Documents = append(detail.Documents, m.ItemMedium)
		}
	}
	return detail, nil
}

// taxItem says what one unit costs with VAT.
func taxItem(detail *view.ContractItemDetail, column string) error {
	price, err := money.ParsePrice(detail.Price)
	if err != nil {
		return fmt.Errorf("price %q: %v", detail.Price, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	unit := taxed{}
	if detail.Tax, err = unit.add(price.Times(quantity.Must("1").Decimal()).String(), column); err != nil {
		return err
	}
	shown, err := unit.shown()
	detail.Gross = shown.Gross
	return err
}

const mediumSQL = `
select m.name, m.content_type, m.hash, m.content from catalogue_media m
join catalogue_version v on v.cooperative_id = m.cooperative_id and v.id = m.version_id and v.status = 'approved'
join framework f on f.cooperative_id = m.cooperative_id and f.id = m.framework_id
where ` + catalogueInSight + ` and m.id = @medium`

// Medium reads the file.
func (s catalogueReports) Medium(_ context.Context, f framework.ID, medium catalogue.MediumID, sight access.Sight) (view.Medium, error) {
	args := s.itemArgs(f, sight)
	args["medium"] = medium.String()
	var rows []struct {
		Name, ContentType, Hash string
		Content                 []byte
	}
	if err := s.tx.Raw(mediumSQL, args).Scan(&rows).Error; err != nil {
		return view.Medium{}, fmt.Errorf("read a medium: %w", err)
	}
	if len(rows) == 0 {
		return view.Medium{}, access.ErrNotFound
	}
	return view.Medium(rows[0]), nil
}
