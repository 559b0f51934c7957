package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/domain/supplier"
)

// notReplaced is that certificate k counts, and none of its kind lasts longer.
const notReplaced = `k.withdrawn_at is null and not exists (select from supplier_certificate l where l.cooperative_id = k.cooperative_id
	and l.supplier_id = k.supplier_id and l.kind = k.kind and l.withdrawn_at is null and l.valid_until > k.valid_until)`

// expiringCertificates are certificates that expire soon; each is told of once.
func expiringCertificates(ctx context.Context, tx pgx.Tx, today period.Day) ([]reminder, error) {
	rows, err := tx.Query(ctx, `select k.cooperative_id::text, 'certificate-expires', k.supplier_id::text, null, k.id::text from supplier_certificate k
		where k.valid_until between $1 and $2 and `+notReplaced, today.UTC(), today.Add(supplier.NoticeDays).UTC())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, reminderRow)
}

// supplierTasks are profiles that another wrote and nobody has checked, and certificates that expire soon, or have,
// for officers to ask for new ones.
func supplierTasks(in scope, actor access.Actor) []task {
	var all []task
	if actor.May(access.SupplierVerify) == nil {
		all = append(all, task{`select 'supplier-check', 'supplier', p.supplier_id::text, v.name, p.city, null::numeric, null::timestamptz
			from (select distinct on (supplier_id) * from supplier_profile where cooperative_id = @cooperative order by supplier_id, revision desc) p
			join supplier v on v.cooperative_id = p.cooperative_id and v.id = p.supplier_id
			where p.changed_by <> @me and not exists (select from supplier_check c where c.cooperative_id = p.cooperative_id and c.supplier_id = p.supplier_id and c.revision = p.revision)
			and not exists (select from appointment a where a.cooperative_id = p.cooperative_id and a.supplier_id = p.supplier_id and a.person_id = @me)`, nil})
	}
	if actor.May(access.SupplierCertify) != nil {
		return all
	}
	return append(all, task{`select 'certificate-renew', 'supplier', k.supplier_id::text, v.name, k.kind, null::numeric,
		(k.valid_until + 1)::timestamp at time zone 'Europe/Berlin' - interval '1 minute'
		from supplier_certificate k join supplier v on v.cooperative_id = k.cooperative_id and v.id = k.supplier_id
		where k.cooperative_id = @cooperative and k.valid_until <= cast(@certificates_to as date) and ` + notReplaced,
		map[string]any{"certificates_to": period.DayOf(in.now).Add(supplier.NoticeDays).String()}})
}
