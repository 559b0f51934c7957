package postgres

import (
	"context"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type catalogueReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.CatalogueReports = catalogueReports{}

// versionInSight is a version v that officers and its supplier see.
const versionInSight = `v.cooperative_id = @cooperative and (@everything or v.supplier_id = any(cast(@suppliers as uuid[])))`

func (s catalogueReports) args(sight access.Sight) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "suppliers": uuids(sight.Suppliers)}
}

const shownVersionSQL = `
select json_build_object(
  'id', v.id, 'framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'supplier', json_build_object('id', s.id, 'name', s.name),
  'number', v.number, 'status', v.status, 'format', v.format, 'extent', v.extent, 'fileName', v.file_name, 'fileSize', v.file_size, 'fileHash', v.file_hash,
  'readCount', v.read_count, 'newCount', v.new_count, 'changedCount', v.changed_count, 'sameCount', v.same_count, 'goneCount', v.gone_count,
  'faultCount', v.fault_count, 'dearerCount', v.dearer_count,
  'uploadedBy', json_build_object('id', by.id, 'name', by.name), 'uploadedAt', v.uploaded_at,
  'decidedBy', case when decider.id is not null then json_build_object('id', decider.id, 'name', decider.name) end, 'decidedAt', v.decided_at,
  'reason', v.reason, 'version', v.version)::text
from catalogue_version v
join framework f on f.cooperative_id = v.cooperative_id and f.id = v.framework_id
join supplier s on s.cooperative_id = v.cooperative_id and s.id = v.supplier_id
join person by on by.id = v.uploaded_by
left join person decider on decider.id = v.decided_by
where ` + versionInSight

// Versions lists the newest first: ids sort by the time they were made.
func (s catalogueReports) Versions(_ context.Context, f framework.ID, sight access.Sight, page view.PageRequest) (view.Page[view.CatalogueVersion], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.CatalogueVersion]{}, err
	}
	args := s.args(sight)
	args["framework"], args["after"] = f.String(), after
	versions, err := documents[view.CatalogueVersion](s.tx, "list catalogues", shownVersionSQL+` and v.framework_id = @framework and (@after = '' or v.id < nullif(@after, '')::uuid)
		order by v.id desc`+upTo(page.Limit), args)
	if err != nil {
		return view.Page[view.CatalogueVersion]{}, err
	}
	return pageOf(versions, page.Limit, func(v view.CatalogueVersion) []string { return []string{v.ID} }), nil
}

// Version is one.
func (s catalogueReports) Version(_ context.Context, which catalogue.ID, sight access.Sight) (view.CatalogueVersion, error) {
	args := s.args(sight)
	args["id"] = which.String()
	var read view.CatalogueVersion
	err := document(s.tx, "read a catalogue", shownVersionSQL+` and v.id = @id`, args, &read)
	return read, err
}

const catalogueFaultsSQL = `
select json_build_object('id', x.id, 'line', x.line, 'number', x.article_number, 'field', x.field, 'code', x.code, 'params', x.params, 'taken', x.taken)::text
from catalogue_fault x where x.cooperative_id = @cooperative and x.version_id = @id
  and (@afterLine < 0 or (x.line, x.id) > (@afterLine, nullif(@afterID, '')::uuid))
order by x.line, x.id`

// Faults lists by line.
func (s catalogueReports) Faults(ctx context.Context, which catalogue.ID, sight access.Sight, page view.PageRequest) (view.Page[view.CatalogueFault], error) {
	type row struct {
		view.CatalogueFault
		ID string `json:"id"`
	}
	none := view.Page[view.CatalogueFault]{}
	if _, err := s.Version(ctx, which, sight); err != nil {
		return none, err
	}
	args := s.args(sight)
	args["id"], args["afterLine"], args["afterID"] = which.String(), -1, ""
	if place, err := readCursor(page.Cursor, 2); err != nil {
		return none, err
	} else if place != nil {
		line, err1 := strconv.Atoi(place[0])
		last, err2 := id.Parse[any](place[1])
		if err1 != nil || err2 != nil || line < 0 || line > 1<<30 {
			return none, access.ErrCursor
		}
		args["afterLine"], args["afterID"] = line, last.String()
	}
	rows, err := documents[row](s.tx, "list the faults of a catalogue", catalogueFaultsSQL+upTo(page.Limit), args)
	if err != nil {
		return none, err
	}
	found := pageOf(rows, page.Limit, func(r row) []string { return []string{strconv.Itoa(r.Line), r.ID} })
	faults := make([]view.CatalogueFault, len(found.Items))
	for i, r := range found.Items {
		faults[i] = r.CatalogueFault
	}
	return view.Page[view.CatalogueFault]{Items: faults, Next: found.Next}, nil
}

// What a version does, by the numbers of articles. An item of an award that had no line
// before is compared with its price alone.
const catalogueChangesSQL = `
select c.document::text from (
  select l.article_number as number, case when l.change = 'changed' and l.price > l.was_price then 'dearer' else l.change end as kind,
    json_build_object('kind', l.change, 'itemId', l.item_id, 'line', l.line, 'number', l.article_number, 'name', l.name, 'unit', l.unit,
      'price', price_text(l.price), 'wasPrice', case when l.was_price is not null then price_text(l.was_price) else '' end,
      'is', to_jsonb(l), 'was', to_jsonb(w) || jsonb_build_object('price', l.was_price)) as document
  from catalogue_line l left join catalogue_line w on w.cooperative_id = l.cooperative_id and w.id = l.was_id
  where l.cooperative_id = @cooperative and l.version_id = @id
  union all
  select g.article_number, 'gone', json_build_object('kind', 'gone', 'itemId', g.item_id, 'number', g.article_number, 'name', g.name, 'price', price_text(g.price),
    'retired', g.retired, 'successor', g.successor)
  from catalogue_gone g where g.cooperative_id = @cooperative and g.version_id = @id
) c
where (@kind = '' or c.kind = @kind or @kind = 'changed' and c.kind = 'dearer') and c.number > @after
order by c.number`

// Changes lists by number.
func (s catalogueReports) Changes(
	ctx context.Context, which catalogue.ID, kind string, sight access.Sight, page view.PageRequest,
) (view.Page[view.CatalogueChange], error) {
	none := view.Page[view.CatalogueChange]{}
	if _, err := s.Version(ctx, which, sight); err != nil {
		return none, err
	}
	place, err := readCursor(page.Cursor, 1)
	if err != nil {
		return none, err
	}
	args := s.args(sight)
	args["id"], args["kind"], args["after"] = which.String(), kind, ""
	if place != nil {
		args["after"] = place[0]
	}
	rows, err := documents[changeJSON](s.tx, "list the changes of a catalogue", catalogueChangesSQL+upTo(page.Limit), args)
	if err != nil {
		return none, err
	}
	changes := make([]view.CatalogueChange, len(rows))
	for i, r := range rows {
		if changes[i], err = r.change(); err != nil {
			return none, fmt.Errorf("list the changes of a catalogue: %w", err)
		}
	}
	return pageOf(changes, page.Limit, func(c view.CatalogueChange) []string { return []string{c.Number} }), nil
}

// changeJSON is a change with the two lines that it lies between.
type changeJSON struct {
	view.CatalogueChange
	Is  *catalogueLineJSON `json:"is"`
	Was *catalogueLineJSON `json:"was"`
}

func (c changeJSON) change() (view.CatalogueChange, error) {
	change := c.CatalogueChange
	change.Differences = []view.CatalogueDifference{}
	if c.Is == nil || change.WasPrice == "" {
		return change, nil
	}
	var err error
	if change.PriceChange, err = priceChange(change.WasPrice, change.Price); err != nil || c.Was == nil {
		return change, err
	}
	change.Differences, err = lineDifferences(*c.Was, *c.Is)
	return change, err
}

const columnsSQL = `select json_build_object('columns', columns, 'version', version)::text from catalogue_mapping
where cooperative_id = @cooperative and supplier_id = @supplier`

// Columns are those that the supplier named.
func (s catalogueReports) Columns(_ context.Context, supplier member.SupplierID) (view.CatalogueColumns, error) {
	found, err := documents[view.CatalogueColumns](s.tx, "read the names of columns", columnsSQL, map[string]any{"cooperative": s.in.cooperative, "supplier": supplier.String()})
	if err != nil {
		return view.CatalogueColumns{}, err
	}
	if len(found) == 0 {
		return view.CatalogueColumns{Columns: map[string]string{}}, nil
	}
	return found[0], nil
}
