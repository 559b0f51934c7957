package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"allmende/domain/catalogue"
)

// What is there now: every item of the contract that is the supplier's, or nobody's yet, with
// its price tomorrow, when whatever is approved today begins to count.
const presentSQL = `
create temporary table catalogue_present on commit drop as
select i.id, i.position, i.article_number as number, i.line_id, i.retired, i.tender_item_id is not null as awarded, i.unit, coalesce(p.price, i.price) as price
from framework_item i
left join (
  select distinct on (p.item_id) p.item_id, p.price from item_price p join price_change c on c.cooperative_id = p.cooperative_id and c.id = p.change_id
  where p.cooperative_id = $1 and p.framework_id = $2 and c.status = 'approved' and p.valid_from <= $4::date and (p.supplier_id is null or p.supplier_id = $3)
  order by p.item_id, p.supplier_id nulls last, p.valid_from desc
) p on p.item_id = i.id
where i.cooperative_id = $1 and i.framework_id = $2 and (i.supplier_id is null or i.supplier_id = $3)`

// settleSQL finds the item of each article, and refuses what only the whole file or the
// contract shows to be wrong. What is refused keeps its item as it is.
var settleSQL = []string{
	`create index on catalogue_incoming (number)`,
	`create index on catalogue_present (number)`,
	`analyze catalogue_incoming, catalogue_present`,
	// An article that stands in the file more than once stands in it with more than one price.
	refusing("catalogue.number-twice", "number", `'{}'`, `exists (select from catalogue_incoming o where o.number = n.number and o.id <> n.id)`),
	`update catalogue_incoming n set item_id = p.id from catalogue_present p where p.number = n.number`,
	// An awarded item gets its article by its position in the contract.
	refusing("catalogue.position-unknown", "contractPosition", `jsonb_build_object('value', n.position::text)::text`,
		`n.position is not null and not exists (select from catalogue_present p where p.position = n.position and p.awarded)`),
	refusing("catalogue.position-taken", "contractPosition", `jsonb_build_object('value', n.position::text)::text`,
		`n.position is not null and (exists (select from catalogue_incoming o where o.position = n.position and o.id <> n.id)
		or exists (select from catalogue_present p where p.position = n.position and p.number is not null and p.number <> n.number)
		or exists (select from catalogue_present p where p.id = n.item_id and p.position <> n.position))`),
	`update catalogue_incoming n set item_id = p.id from catalogue_present p where n.item_id is null and p.position = n.position and p.awarded`,
	refusing("catalogue.number-unknown", "number", `'{}'`, `n.mode <> 'full' and n.item_id is null`),
	// Prices alone: all else stays.
	`update catalogue_incoming n set name = l.name, description = l.description, category = l.category, cpv = l.cpv, unit = l.unit,
		manufacturer = l.manufacturer, manufacturer_number = l.manufacturer_number, gtin = l.gtin, delivery_days = l.delivery_days, labels = l.labels,
		security_profile = l.security_profile, end_of_life = l.end_of_life::text, successor = l.successor, accessories = l.accessories, variants = l.variants,
		attributes = l.attributes::text, parts = l.parts::text, media = l.media::text, tax = coalesce(n.tax, l.tax)
	from catalogue_present p join catalogue_line l on l.cooperative_id = current_cooperative() and l.id = p.line_id where n.mode = 'price' and p.id = n.item_id`,
	refusing("catalogue.unit-of-contract", "unit", `(select jsonb_build_object('contract', p.unit, 'value', n.unit)::text from catalogue_present p where p.id = n.item_id)`,
		`n.mode <> 'remove' and exists (select from catalogue_present p where p.id = n.item_id and p.awarded and p.unit <> n.unit)`),
	refusing("catalogue.price-above-contract", "price",
		`(select jsonb_build_object('contract', price_text(p.price), 'value', n.price)::text from catalogue_present p where p.id = n.item_id)`,
		`n.mode <> 'remove' and exists (select from catalogue_present p where p.id = n.item_id and p.awarded and n.price::numeric > p.price)`),
	`analyze catalogue_incoming, catalogue_refused`,
}

// refusing moves the articles n under a condition into the report.
func refusing(code, field, params, condition string) string {
	return `with out as (delete from catalogue_incoming d using catalogue_incoming n where n.id = d.id and (` + condition + `)
		returning d.line, d.number, ` + params + ` as params)
	insert into catalogue_refused select line, number, '` + field + `', '` + code + `', params, false from out`
}

// linesSQL compares with the line that describes an item now; what is the same needs no new one.
const linesSQL = `
insert into catalogue_line (cooperative_id, id, version_id, line, change, item_id, was_id, was_price, article_number, contract_position, name, description, category, cpv, unit, price,
  manufacturer, manufacturer_number, gtin, delivery_days, labels, security_profile, end_of_life, successor, accessories, variants, attributes, parts, media, tiers, tax)
select $1::uuid, n.id, $2::uuid, n.line, case when p.id is null then 'new' else 'changed' end, coalesce(p.id, n.id), p.line_id, p.price, n.number, n.position,
  n.name, n.description, n.category, n.cpv, n.unit, n.price::numeric, n.manufacturer, n.manufacturer_number, n.gtin, n.delivery_days, n.labels, n.security_profile,
  n.end_of_life::date, n.successor, n.accessories, n.variants, n.attributes::jsonb, n.parts::jsonb, n.media::jsonb, n.tiers::jsonb, n.tax
from catalogue_incoming n
left join catalogue_present p on p.id = n.item_id
left join catalogue_line l on l.cooperative_id = $1 and l.id = p.line_id
where n.mode <> 'remove' and (p.id is null or l.id is null or p.retired is not null or p.price <> n.price::numeric
  or (l.name, l.description, l.category, l.cpv, l.unit, l.manufacturer, l.manufacturer_number, l.gtin, l.delivery_days, l.labels, l.security_profile,
    l.end_of_life, l.successor, l.accessories, l.variants, l.attributes, l.parts, l.media, l.tiers, l.tax)
  is distinct from (n.name, n.description, n.category, n.cpv, n.unit, n.manufacturer, n.manufacturer_number, n.gtin, n.delivery_days, n.labels, n.security_profile,
    n.end_of_life::date, n.successor, n.accessories, n.variants, n.attributes::jsonb, n.parts::jsonb, n.media::jsonb, n.tiers::jsonb, n.tax))`

// goneSQL takes out what a whole catalogue no longer names, or what an update removes. An
// awarded item is never gone: the supplier owes it. Nor is one that the report names.
const goneSQL = `
insert into catalogue_gone (cooperative_id, id, version_id, item_id, article_number, name, price, retired, successor)
select $1::uuid, gen_random_uuid(), $2::uuid, p.id, p.number, l.name, p.price,
  case when exists (select from catalogue_present o where o.number = l.successor and o.retired is null) or exists (select from catalogue_incoming o where o.number = l.successor and o.mode = 'full')
    then 'replaced' else 'blocked' end, l.successor
from catalogue_present p join catalogue_line l on l.cooperative_id = $1 and l.id = p.line_id
where p.retired is null and not p.awarded and (exists (select from catalogue_incoming n where n.item_id = p.id and n.mode = 'remove')
  or $3 and not exists (select from catalogue_incoming n where n.item_id = p.id) and not exists (select from catalogue_refused r where r.number = p.number))`

const faultsSQL = `
insert into catalogue_fault (cooperative_id, id, version_id, line, article_number, field, code, params, taken)
select $1::uuid, gen_random_uuid(), $2::uuid, r.line, r.number, r.field, r.code, r.params::jsonb, r.taken from catalogue_refused r`

const keptSQL = `
insert into catalogue_media (cooperative_id, id, version_id, framework_id, supplier_id, name, content_type, size, hash, content)
select $1::uuid, k.id, $2::uuid, $3::uuid, $4::uuid, k.name, k.content_type, length(k.content), encode(sha256(k.content), 'hex'), k.content from catalogue_kept k`

const countsSQL = `
select (select count(*) from catalogue_line where cooperative_id = $1 and version_id = $2 and change = 'new'),
  (select count(*) from catalogue_line where cooperative_id = $1 and version_id = $2 and change = 'changed'),
  (select count(*) from catalogue_incoming where mode <> 'remove'),
  (select count(*) from catalogue_gone where cooperative_id = $1 and version_id = $2),
  (select count(*) from catalogue_refused),
  (select count(*) from catalogue_line where cooperative_id = $1 and version_id = $2 and price > was_price)`

const versionSQL = `
insert into catalogue_version (cooperative_id, id, framework_id, supplier_id, number, status, format, extent, file_name, file_size, file_hash,
  read_count, new_count, changed_count, same_count, gone_count, fault_count, dearer_count, base_id, uploaded_by, uploaded_at)
values ($1, $2, $3, $4, $5, 'staged', $6, $7, $8, $9, $10, $11, 0, 0, 0, 0, 0, 0, nullif($12, '')::uuid, $13, $14)`

// roomSQL lets what guards the tables go through a large catalogue in memory.
const roomSQL = `set local work_mem = '64MB'`

// Add compares and stores. The version comes first and learns its figures last.
func (s catalogues) Add(ctx context.Context, v *catalogue.Version) error {
	state := v.State()
	if err := s.supersede(state); err != nil {
		return err
	}
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		a := adding{ctx, conn, s.in.cooperative, state}
		steps := []func() error{
			func() error { return a.exec(roomSQL) },
			func() error {
				return a.exec(presentSQL, a.cooperative, state.Framework.String(), state.Supplier.String(), s.tomorrow().String())
			},
			a.settle,
			a.version,
			func() error { return a.exec(linesSQL, a.cooperative, state.ID.String()) },
			func() error {
				return a.exec(goneSQL, a.cooperative, state.ID.String(), state.File.Extent == catalogue.Whole)
			},
			func() error { return a.exec(faultsSQL, a.cooperative, state.ID.String()) },
			func() error {
				return a.exec(keptSQL, a.cooperative, state.ID.String(), state.Framework.String(), state.Supplier.String())
			},
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		counts, err := a.counts()
		v.Count(counts)
		return err
	})
	if err != nil {
		return fmt.Errorf("add a catalogue: %w", err)
	}
	return nil
}

// supersede ends the version that waits.
func (s catalogues) supersede(state catalogue.State) error {
	err := s.tx.Exec(`update catalogue_version set status = 'superseded', version = version + 1
		where cooperative_id = ? and framework_id = ? and supplier_id = ? and status = 'staged'`, s.in.cooperative, state.Framework.String(), state.Supplier.String()).Error
	if err != nil {
		return fmt.Errorf("supersede a catalogue: %w", err)
	}
	return nil
}

// adding is a version on its way into the tables.
type adding struct {
	ctx         context.Context
	conn        *pgx.Conn
	cooperative string
	state       catalogue.State
}

func (a adding) exec(sql string, args ...any) error {
	_, err := a.conn.Exec(a.ctx, sql, args...)
	return err
}

func (a adding) settle() error {
	for _, sql := range settleSQL {
		if err := a.exec(sql); err != nil {
			return err
		}
	}
	return nil
}

func (a adding) version() error {
	s := a.state
	return a.exec(versionSQL, a.cooperative, s.ID.String(), s.Framework.String(), s.Supplier.String(), s.Number, string(s.File.Format), string(s.File.Extent), s.File.Name, s.File.Size, s.File.Hash,
		s.Counts.Read, s.Base.String(), s.UploadedBy.String(), s.UploadedAt)
}

func (a adding) counts() (catalogue.Counts, error) {
	c := catalogue.Counts{Read: a.state.Counts.Read}
	var taken int
	row := a.conn.QueryRow(a.ctx, countsSQL, a.cooperative, a.state.ID.String())
	if err := row.Scan(&c.New, &c.Changed, &taken, &c.Gone, &c.Faults, &c.Dearer); err != nil {
		return c, err
	}
	c.Same = taken - c.New - c.Changed
	return c, a.exec(`update catalogue_version set new_count = $3, changed_count = $4, same_count = $5, gone_count = $6, fault_count = $7, dearer_count = $8
		where cooperative_id = $1 and id = $2`, a.cooperative, a.state.ID.String(), c.New, c.Changed, c.Same, c.Gone, c.Faults, c.Dearer)
}
