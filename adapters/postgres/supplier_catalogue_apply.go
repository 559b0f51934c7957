package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driven"
)

type catalogueVersionRow struct {
	ID, FrameworkID, SupplierID, Status, Format, Extent, FileName, FileHash, BaseID, UploadedBy, DecidedBy, Reason, InForce string
	Version, Number, ReadCount, NewCount, ChangedCount, SameCount, GoneCount, FaultCount, DearerCount                       int
	FileSize                                                                                                                int64
	UploadedAt                                                                                                              time.Time
	DecidedAt                                                                                                               *time.Time
}

const catalogueVersionSQL = `
select v.id, v.framework_id, v.supplier_id, v.status, v.format, v.extent, v.file_name, v.file_hash, v.file_size, coalesce(v.base_id::text, '') as base_id,
  v.uploaded_by, coalesce(v.decided_by::text, '') as decided_by, v.reason, v.version, v.number, v.read_count, v.new_count,
  v.changed_count, v.same_count, v.gone_count, v.fault_count, v.dearer_count, v.uploaded_at, v.decided_at,
  coalesce((select o.id::text from catalogue_version o where o.cooperative_id = v.cooperative_id and o.framework_id = v.framework_id and o.supplier_id = v.supplier_id
    and o.status = 'approved' order by o.number desc limit 1), '') as in_force
from catalogue_version v where v.cooperative_id = @cooperative and v.id = @id for no key update`

// Get locks the contract first, as whoever uploads does.
func (s catalogues) Get(_ context.Context, which catalogue.ID) (*catalogue.Version, catalogue.ID, error) {
	args := map[string]any{"cooperative": s.in.cooperative, "id": which.String()}
	if err := s.tx.Exec(`select from framework f where f.cooperative_id = @cooperative
		and f.id = (select v.framework_id from catalogue_version v where v.cooperative_id = @cooperative and v.id = @id) for no key update`, args).Error; err != nil {
		return nil, "", fmt.Errorf("lock the contract of a catalogue: %w", err)
	}
	var rows []catalogueVersionRow
	if err := s.tx.Raw(catalogueVersionSQL, args).Scan(&rows).Error; err != nil {
		return nil, "", fmt.Errorf("get a catalogue: %w", err)
	}
	if len(rows) == 0 {
		return nil, "", access.ErrNotFound
	}
	r := rows[0]
	state := catalogue.State{
		ID: catalogue.ID(r.ID), Version: r.Version, Framework: framework.ID(r.FrameworkID), Supplier: member.SupplierID(r.SupplierID), Number: r.Number, Status: catalogue.Status(r.Status),
		File:   catalogue.File{Name: r.FileName, Size: r.FileSize, Hash: r.FileHash, Format: catalogue.Format(r.Format), Extent: catalogue.Extent(r.Extent)},
		Counts: catalogue.Counts{Read: r.ReadCount, New: r.NewCount, Changed: r.ChangedCount, Same: r.SameCount, Gone: r.GoneCount, Faults: r.FaultCount, Dearer: r.DearerCount},
		Base:   catalogue.ID(r.BaseID), UploadedBy: member.PersonID(r.UploadedBy), UploadedAt: r.UploadedAt, DecidedBy: member.PersonID(r.DecidedBy), Reason: r.Reason,
	}
	if r.DecidedAt != nil {
		state.DecidedAt = *r.DecidedAt
	}
	return catalogue.Restore(state), catalogue.ID(r.InForce), nil
}

// Save stores a decision.
func (s catalogues) Save(_ context.Context, v *catalogue.Version) error {
	state := v.State()
	done := s.tx.Exec(`update catalogue_version set status = @status, decided_by = @by, decided_at = @at, reason = @reason, version = @version
		where cooperative_id = @cooperative and id = @id and version = @version - 1`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version, "status": string(state.Status),
		"by": state.DecidedBy.String(), "at": state.DecidedAt, "reason": state.Reason,
	})
	if done.Error != nil {
		return fmt.Errorf("save a catalogue: %w", done.Error)
	}
	if done.RowsAffected != 1 {
		return access.ErrStale
	}
	return nil
}

// tiersSQL are the steps of a line's price, as the tables of prices have them.
const tiersSQL = `cross join lateral (select nullif(array_agg((t->>'from')::numeric order by (t->>'from')::numeric), '{}') as bounds,
  nullif(array_agg((t->>'price')::numeric order by (t->>'from')::numeric), '{}') as prices from jsonb_array_elements(l.tiers) t) tier`

// changedPricesSQL are the prices of a version that differ from those of tomorrow.
const changedPricesSQL = `
create temporary table catalogue_price on commit drop as
select l.item_id, p.price as before, l.price, case when tier.bounds is not null then 'all-unit' end as tier_mode, case when tier.bounds is not null then 'call-off' end as tier_basis,
  tier.bounds, tier.prices, p.price <> l.was_price as outdated
from catalogue_line l ` + tiersSQL + `
cross join lateral item_price_at($1, l.item_id, $3::date, $4::uuid) p
where l.cooperative_id = $1 and l.version_id = $2 and l.change = 'changed'
  and (p.price <> l.price or p.price <> l.was_price or p.tier_from is distinct from tier.bounds or p.tier_price is distinct from tier.prices)`

const priceChangeSQL = `
insert into price_change (cooperative_id, id, framework_id, number, ground, valid_from, status, reason, proposed_by, proposed_at, decided_by, decided_at)
select $1, $2, $3, 1 + coalesce((select max(c.number) from price_change c where c.cooperative_id = $1 and c.framework_id = $3), 0),
  'catalogue', $4::date, 'approved', $5, $6, $7, $8, $9`

const catalogueItemPricesSQL = `
insert into item_price (cooperative_id, change_id, item_id, framework_id, supplier_id, valid_from, before, price, tier_mode, tier_basis, tier_from, tier_price)
select $1::uuid, $2::uuid, item_id, $3::uuid, null, $4::date, before, price, tier_mode, tier_basis, bounds, prices from catalogue_price`

const newItemsSQL = `
insert into framework_item (cooperative_id, id, framework_id, position, name, description, category, cpv, unit, price, supplier_id, article_number, line_id, tier_mode, tier_basis, tier_from, tier_price, tax)
select l.cooperative_id, l.item_id, $3::uuid, (select coalesce(max(i.position), 0) from framework_item i where i.cooperative_id = $1 and i.framework_id = $3) + row_number() over (order by l.line, l.id),
  l.name, l.description, l.category, l.cpv, l.unit, l.price, $4::uuid, l.article_number, l.id,
  case when tier.bounds is not null then 'all-unit' end, case when tier.bounds is not null then 'call-off' end, tier.bounds, tier.prices, l.tax
from catalogue_line l ` + tiersSQL + `
where l.cooperative_id = $1 and l.version_id = $2 and l.change = 'new'`

// What an award has called an item stays; its article describes it more closely.
const changedItemsSQL = `
update framework_item i set supplier_id = $3::uuid, article_number = l.article_number, line_id = l.id, tax = l.tax, retired = null, version = i.version + 1,
  name = case when i.tender_item_id is null then l.name else i.name end, description = case when i.tender_item_id is null then l.description else i.description end,
  category = case when i.tender_item_id is null then l.category else i.category end, cpv = case when i.tender_item_id is null then l.cpv else i.cpv end,
  unit = case when i.tender_item_id is null then l.unit else i.unit end
from catalogue_line l
where l.cooperative_id = $1 and l.version_id = $2 and l.change = 'changed' and i.cooperative_id = l.cooperative_id and i.id = l.item_id`

const goneItemsSQL = `
update framework_item i set retired = g.retired, version = i.version + 1
from catalogue_gone g where g.cooperative_id = $1 and g.version_id = $2 and i.cooperative_id = g.cooperative_id and i.id = g.item_id`

// Apply changes every item that the version names, each kind by one statement.
func (s catalogues) Apply(ctx context.Context, v *catalogue.Version) error {
	state := v.State()
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		a := adding{ctx, conn, s.in.cooperative, state}
		version, contract := state.ID.String(), state.Framework.String()
		if err := a.exec(roomSQL); err != nil {
			return err
		}
		if err := a.prices(s.tomorrow().String()); err != nil {
			return err
		}
		if err := a.exec(newItemsSQL, a.cooperative, version, contract, state.Supplier.String()); err != nil {
			return err
		}
		if err := a.exec(changedItemsSQL, a.cooperative, version, state.Supplier.String()); err != nil {
			return err
		}
		if err := a.exec(goneItemsSQL, a.cooperative, version); err != nil {
			return err
		}
		return a.exec(`select catalogue_counted($1)`, state.Counts.New)
	})
	if err != nil {
		return fmt.Errorf("apply a catalogue: %w", err)
	}
	return nil
}

// prices makes one change of all prices that differ; it was proposed with the catalogue.
func (a adding) prices(tomorrow string) error {
	s := a.state
	if err := a.exec(changedPricesSQL, a.cooperative, s.ID.String(), tomorrow, s.Supplier.String()); err != nil {
		return err
	}
	var prices, outdated int
	if err := a.conn.QueryRow(a.ctx, `select count(*), count(*) filter (where outdated) from catalogue_price`).Scan(&prices, &outdated); err != nil {
		return err
	}
	if outdated > 0 {
		return catalogue.ErrOutdated.With("prices", fmt.Sprint(outdated))
	}
	if prices == 0 {
		return nil
	}
	change, contract := id.New[driven.Staged]().String(), s.Framework.String()
	reason := fmt.Sprintf("Katalog Version %d (%s)", s.Number, s.File.Name)
	err := a.exec(priceChangeSQL, a.cooperative, change, contract, tomorrow, reason, s.UploadedBy.String(), s.UploadedAt, s.DecidedBy.String(), s.DecidedAt)
	if err != nil {
		return err
	}
	return a.exec(catalogueItemPricesSQL, a.cooperative, change, contract, tomorrow)
}
