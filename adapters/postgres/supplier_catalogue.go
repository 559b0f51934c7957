package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// catalogues keeps versions in catalogue_version and what they say in catalogue_line,
// catalogue_gone, catalogue_fault and catalogue_media. What is read of a file waits in
// temporary tables until all of it is there, so that each set is stored by one statement and
// nothing is left of an upload that breaks off.
type catalogues struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Catalogues = catalogues{}

// Supplier reads who delivers first.
func (s catalogues) Supplier(_ context.Context, f framework.ID) (member.SupplierID, error) {
	var found []string
	if err := s.tx.Raw(`select supplier_id::text from framework where cooperative_id = ? and id = ?`, s.in.cooperative, f.String()).Scan(&found).Error; err != nil {
		return "", fmt.Errorf("read the supplier of a contract: %w", err)
	}
	if len(found) == 0 {
		return "", access.ErrNotFound
	}
	return member.SupplierID(found[0]), nil
}

// Contract finds a contract.
func (s catalogues) Contract(_ context.Context, number string) (framework.ID, error) {
	var found []string
	if err := s.tx.Raw(`select id::text from framework where cooperative_id = ? and number = ?`, s.in.cooperative, number).Scan(&found).Error; err != nil {
		return "", fmt.Errorf("find a contract: %w", err)
	}
	if len(found) == 0 {
		return "", access.ErrNotFound
	}
	return framework.ID(found[0]), nil
}

const beginSQL = `
select f.number || ' ' || f.title as name,
  coalesce((select max(v.number) from catalogue_version v where v.cooperative_id = f.cooperative_id and v.framework_id = f.id and v.supplier_id = @supplier), 0) as last,
  coalesce((select v.id::text from catalogue_version v where v.cooperative_id = f.cooperative_id and v.framework_id = f.id and v.supplier_id = @supplier
    and v.status = 'approved' order by v.number desc limit 1), '') as in_force,
  coalesce((select m.columns::text from catalogue_mapping m where m.cooperative_id = f.cooperative_id and m.supplier_id = @supplier), '{}') as columns
from framework f
where f.cooperative_id = @cooperative and f.id = @framework
  and (f.supplier_id = @supplier or exists (select from framework_supplier p where p.cooperative_id = f.cooperative_id and p.framework_id = f.id and p.supplier_id = @supplier))
for no key update of f`

// incomingSQL are the tables in which an upload waits. Texts are cast when all is there:
// what domain/catalogue has checked can be.
const incomingSQL = `
create temporary table catalogue_incoming (
  id uuid not null, line integer not null, mode text not null, number text not null, position integer, name text, description text, category text, cpv text, unit text,
  price text, manufacturer text, manufacturer_number text, gtin text, delivery_days integer, labels text[], security_profile text, end_of_life text, successor text,
  accessories text[], variants text[], attributes text, parts text, media text, tiers text, tax text, item_id uuid
) on commit drop;
create temporary table catalogue_refused (line integer not null, number text not null, field text not null, code text not null, params text not null, taken boolean not null) on commit drop;
create temporary table catalogue_kept (id uuid not null, name text not null, content_type text not null, content bytea not null) on commit drop;`

var incomingColumns = []string{
	"id", "line", "mode", "number", "position", "name", "description", "category", "cpv", "unit", "price", "manufacturer", "manufacturer_number", "gtin", "delivery_days",
	"labels", "security_profile", "end_of_life", "successor", "accessories", "variants", "attributes", "parts", "media", "tiers", "tax",
}

// Begin locks the contract: of two uploads at once one waits for the other.
func (s catalogues) Begin(ctx context.Context, f framework.ID, supplier member.SupplierID) (driven.CatalogueGround, error) {
	var rows []struct {
		Name, InForce, Columns string
		Last                   int
	}
	args := map[string]any{"cooperative": s.in.cooperative, "framework": f.String(), "supplier": supplier.String()}
	if err := s.tx.Raw(beginSQL, args).Scan(&rows).Error; err != nil {
		return driven.CatalogueGround{}, fmt.Errorf("begin a catalogue: %w", err)
	}
	if len(rows) == 0 {
		return driven.CatalogueGround{}, access.ErrNotFound
	}
	ground := driven.CatalogueGround{
		Name: rows[0].Name, Origin: catalogue.Origin{Framework: f, Supplier: supplier, Last: rows[0].Last, InForce: catalogue.ID(rows[0].InForce)},
	}
	if err := json.Unmarshal([]byte(rows[0].Columns), &ground.Columns); err != nil {
		return ground, fmt.Errorf("begin a catalogue: %w", err)
	}
	var err error
	if ground.Codes, err = s.codes(); err != nil {
		return ground, err
	}
	return ground, s.run(ctx, incomingSQL)
}

func (s catalogues) codes() (catalogue.Codes, error) {
	var codes []string
	if err := s.tx.Raw(`select code from reference_code where list = 'cpv' and retired_at is null`).Scan(&codes).Error; err != nil {
		return catalogue.Codes{}, fmt.Errorf("read the codes: %w", err)
	}
	known := make(map[string]string, len(codes))
	for _, code := range codes {
		known[code[:8]] = code
	}
	return catalogue.Codes{CPV: known}, nil
}

// Take has articles wait.
func (s catalogues) Take(ctx context.Context, articles []driven.Staged) error {
	return s.copy(ctx, "catalogue_incoming", incomingColumns, len(articles), func(i int) ([]any, error) {
		return incomingRow(articles[i])
	})
}

func incomingRow(a driven.Staged) ([]any, error) {
	lists := make([]string, 4)
	for i, list := range []any{attributesOf(a.Attributes), partsOf(a.Parts), mediaOf(a.Media), tiersOf(a.Tiers)} {
		text, err := json.Marshal(list)
		if err != nil {
			return nil, fmt.Errorf("write a list of article %s: %w", a.Number, err)
		}
		lists[i] = string(text)
	}
	var position, days *int
	if a.ContractPosition > 0 {
		position = &a.ContractPosition
	}
	if a.DeliveryDays != catalogue.Unstated {
		days = &a.DeliveryDays
	}
	var end *string
	if !a.EndOfLife.IsZero() {
		day := a.EndOfLife.String()
		end = &day
	}
	return []any{
		id.New[catalogue.Line]().String(), a.Line, string(a.Mode), a.Number, position, a.Name, a.Description, string(a.Category), a.CPV, string(a.Unit), a.Price.String(),
		a.Manufacturer, a.ManufacturerNumber, a.GTIN, days, orEmpty(a.Labels), a.SecurityProfile, end, a.Successor,
		orEmpty(a.Accessories), orEmpty(a.Variants), lists[0], lists[1], lists[2], lists[3], orNull(a.Tax.String()),
	}, nil
}

func orEmpty(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

// Refuse has faults wait.
func (s catalogues) Refuse(ctx context.Context, refused []driven.Refused) error {
	columns := []string{"line", "number", "field", "code", "params", "taken"}
	return s.copy(ctx, "catalogue_refused", columns, len(refused), func(i int) ([]any, error) {
		f := refused[i].Fault
		params, err := json.Marshal(f.Params())
		if err != nil {
			return nil, fmt.Errorf("write a fault: %w", err)
		}
		if f.Params() == nil {
			params = []byte("{}")
		}
		return []any{refused[i].Line, refused[i].Number, f.Field(), f.Code(), string(params), !catalogue.Grave(f)}, nil
	})
}

// Keep has a medium wait.
func (s catalogues) Keep(ctx context.Context, m driven.StoredMedium) error {
	return s.copy(ctx, "catalogue_kept", []string{"id", "name", "content_type", "content"}, 1, func(int) ([]any, error) {
		return []any{id.New[catalogue.Medium]().String(), m.Name, m.ContentType, m.Content}, nil
	})
}

// copy sends rows the way that takes PostgreSQL least.
func (s catalogues) copy(ctx context.Context, table string, columns []string, n int, row func(int) ([]any, error)) error {
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		_, err := conn.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromSlice(n, row))
		return err
	})
	if err != nil {
		return fmt.Errorf("copy into %s: %w", table, err)
	}
	return nil
}

// run carries out statements without parameters.
func (s catalogues) run(ctx context.Context, sql string) error {
	return s.t.connection(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, sql)
		return err
	})
}

// tomorrow is the first day that prices may change from.
func (s catalogues) tomorrow() period.Day { return period.DayOf(s.in.now).Add(1) }

// SetColumns stores the names of columns.
func (s catalogues) SetColumns(_ context.Context, supplier member.SupplierID, version int, columns map[string]string) error {
	text, err := json.Marshal(columns)
	if err != nil {
		return fmt.Errorf("write the names of columns: %w", err)
	}
	args := map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[catalogue.Version]().String(), "supplier": supplier.String(), "columns": string(text), "version": version,
	}
	var changed []int
	sql := `insert into catalogue_mapping (cooperative_id, id, supplier_id, columns) values (@cooperative, @id, @supplier, cast(@columns as jsonb))
		on conflict on constraint catalogue_mapping_one_per_supplier do nothing returning version`
	if version > 0 {
		sql = `update catalogue_mapping set columns = cast(@columns as jsonb), version = version + 1
			where cooperative_id = @cooperative and supplier_id = @supplier and version = @version returning version`
	}
	if err := s.tx.Raw(sql, args).Scan(&changed).Error; err != nil {
		return fmt.Errorf("store the names of columns: %w", err)
	}
	if len(changed) == 0 {
		return access.ErrStale
	}
	return nil
}
