package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type dispatches struct {
	tx *gorm.DB
	in scope
}

var _ driven.Dispatches = dispatches{}

// orderSQL is an order with its parties as they are known now.
const orderSQL = `
select json_build_object(
  'id', c.id, 'number', c.number, 'contract', f.number, 'title', f.title, 'validTo', f.in_force_to, 'cooperative', o.name, 'placedAt', c.placed_at,
  'orderedBy', coalesce(p.name, ''), 'budgetCode', c.budget_code, 'note', c.note,
  'services', (select json_build_object('from', e.starts_on, 'to', e.ends_on, 'description', e.description) from engagement e where e.cooperative_id = c.cooperative_id and e.call_off_id = c.id),
  'delivery', c.delivery, 'total', c.total::text,
  'status', c.status, 'change', coalesce(c.change, 0), 'decidedAt', c.decided_at, 'reason', c.reason,
  'buyer', json_build_object('name', m.name, 'leitweg', coalesce(nullif(b.leitweg_id, ''), m.leitweg_id, ''), 'street', coalesce(b.street, ''),
    'postcode', coalesce(b.postcode, ''), 'city', coalesce(b.city, ''), 'country', 'DE', 'email', coalesce(b.email, '')),
  'supplier', json_build_object('name', s.name, 'scheme', coalesce(a.endpoint_scheme, ''), 'endpoint', coalesce(a.endpoint_id, ''), 'street', coalesce(a.street, ''),
    'postcode', coalesce(a.postcode, ''), 'city', coalesce(a.city, ''), 'country', coalesce(a.country, 'DE'), 'contact', coalesce(a.contact, ''),
    'phone', coalesce(a.phone, ''), 'email', coalesce(a.email, '')),
  'lines', (select json_agg(json_build_object('position', l.position, 'item', l.item_id, 'name', l.name, 'unit', l.unit,
      'quantity', trim_scale(l.ordered_quantity)::text, 'price', price_text(l.price), 'total', l.ordered_total::text, 'tax', coalesce(l.tax, '')) order by l.position)
    from call_off_line l where l.cooperative_id = c.cooperative_id and l.call_off_id = c.id)
)::text
from call_off c
join cooperative o on o.id = c.cooperative_id
join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
left join billing_address b on b.cooperative_id = c.cooperative_id and b.member_id = c.member_id
left join supplier_address a on a.cooperative_id = c.cooperative_id and a.supplier_id = c.supplier_id
left join person p on p.id = c.created_by
where c.cooperative_id = @cooperative and c.id = @callOff and c.placed_at is not null and c.status <> 'submitted'
  and (@everything or c.member_id = any(cast(@members as uuid[])) or c.supplier_id = any(cast(@suppliers as uuid[])))`

// orderRow is what orderSQL tells; amounts and quantities read themselves from their text.
type orderRow struct {
	ID                                                                        calloff.ID
	Number, Contract, Title, Cooperative, OrderedBy, BudgetCode, Note, Reason string
	ValidTo                                                                   string
	PlacedAt                                                                  time.Time
	DecidedAt                                                                 *time.Time
	Status                                                                    calloff.Status
	Change                                                                    int
	Total                                                                     money.Amount
	Buyer, Supplier                                                           struct {
		Name, Leitweg, Scheme, Endpoint, Street, Postcode, City, Country, Contact, Phone, Email string
	}
	Delivery *view.Address
	Services *struct{ From, To, Description string }
	Lines    []struct {
		dispatch.Line
		Tax string
	}
}

// Order is an order as its supplier gets it.
func (s dispatches) Order(_ context.Context, c calloff.ID, sight access.Sight) (dispatch.Order, error) {
	var row orderRow
	err := document(s.tx, "read an order", orderSQL, map[string]any{
		"cooperative": s.in.cooperative, "callOff": c.String(),
		"everything": sight.Everything, "members": uuids(sight.Members), "suppliers": uuids(sight.Suppliers),
	}, &row)
	if err != nil {
		return dispatch.Order{}, err
	}
	validTo, err := period.ParseDay(row.ValidTo)
	if err != nil {
		return dispatch.Order{}, fmt.Errorf("order %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	buyer, supplier := row.Buyer, row.Supplier
	o := dispatch.Order{
		CallOff: row.ID, Number: row.Number, Contract: row.Contract, Title: row.Title, ValidTo: validTo, Cooperative: row.Cooperative,
		PlacedAt: row.PlacedAt.UTC(), OrderedBy: row.OrderedBy, Currency: dispatch.Currency, BudgetCode: row.BudgetCode, Note: row.Note, Total: row.Total, Change: row.Change,
		Buyer: dispatch.Party{
			Name: billing.Plain(buyer.Name), Endpoint: dispatch.BuyerEndpoint(member.LeitwegID(buyer.Leitweg)), Street: buyer.Street, Postcode: buyer.Postcode,
			City: buyer.City, Country: buyer.Country, Contact: row.OrderedBy, Email: buyer.Email,
		},
		Supplier: dispatch.Party{
			Name: supplier.Name, Endpoint: dispatch.Endpoint{Scheme: supplier.Scheme, ID: supplier.Endpoint}, Street: supplier.Street, Postcode: supplier.Postcode,
			City: supplier.City, Country: supplier.Country, Contact: supplier.Contact, Phone: supplier.Phone, Email: supplier.Email,
		},
	}
	for _, l := range row.Lines {
		if l.Line.Tax, err = taxOf(l.Tax); err != nil {
			return dispatch.Order{}, fmt.Errorf("order %s: %w", c, err)
		}
		o.Lines = append(o.Lines, l.Line)
	}
	if row.Delivery != nil {
		o.Delivery = calloff.Address(*row.Delivery)
	}
	if s := row.Services; s != nil {
		if o.Services, err = servicesOrdered(s.From, s.To, s.Description); err != nil {
			return dispatch.Order{}, fmt.Errorf("order %s: %v", c, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
	}
	if row.Status == calloff.Cancelled {
		o.Cancelled = &dispatch.Cancellation{At: orZero(row.DecidedAt).UTC(), Reason: row.Reason}
	}
	return o, nil
}

func servicesOrdered(from, to, description string) (*dispatch.Services, error) {
	first, err := period.ParseDay(from)
	if err != nil {
		return nil, err
	}
	last, err := period.ParseDay(to)
	if err != nil {
		return nil, err
	}
	span, err := period.NewSpan(first, last)
	return &dispatch.Services{Period: span, Description: description}, err
}

// Sending is what became of the mails to the supplier.
func (s dispatches) Sending(_ context.Context, c calloff.ID) ([]view.Sending, error) {
	var rows []struct {
		Kind, Status, Reason string
		Attempts             int
		CreatedAt            time.Time
		SentAt               *time.Time
	}
	err := s.tx.Raw(`select d.kind, d.status, d.reason, d.attempts, d.created_at, d.sent_at
		from post.delivery d join call_off c on c.cooperative_id = d.cooperative_id and c.id = d.object_id and c.supplier_id = d.supplier_id
		where d.cooperative_id = ? and d.object_id = ? order by d.outbox_id desc`, s.in.cooperative, c.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what was sent: %w", err)
	}
	sendings := make([]view.Sending, len(rows))
	for i, r := range rows {
		sendings[i] = view.Sending{Kind: r.Kind, Status: r.Status, Reason: r.Reason, Attempts: r.Attempts, CreatedAt: r.CreatedAt.UTC()}
		if r.SentAt != nil {
			sendings[i].SentAt = r.SentAt.UTC()
		}
	}
	return sendings, nil
}

// Undelivered lists what is dead; the recipients are named, not what they would be told.
func (s dispatches) Undelivered(_ context.Context, page view.PageRequest) (view.Page[view.Undelivered], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.Undelivered]{}, err
	}
	where := ""
	if after != "" {
		where = ` and d.id < cast(@after as uuid)`
	}
	items := []view.Undelivered{}
	err = s.tx.Raw(`select d.id, d.kind, d.object_id, coalesce(c.number, '') as number, coalesce(p.name, v.name, '') as recipient, d.reason, d.attempts, d.created_at
		from post.delivery d
		left join call_off c on c.cooperative_id = d.cooperative_id and c.id = d.object_id
		left join person p on p.id = d.person_id
		left join supplier v on v.cooperative_id = d.cooperative_id and v.id = d.supplier_id
		where d.cooperative_id = @cooperative and d.status = 'dead'`+where+` order by d.id desc`+upTo(page.Limit),
		map[string]any{"cooperative": s.in.cooperative, "after": after}).Scan(&items).Error
	if err != nil {
		return view.Page[view.Undelivered]{}, fmt.Errorf("list what was not delivered: %w", err)
	}
	return pageOf(items, page.Limit, func(u view.Undelivered) []string { return []string{u.ID} }), nil
}

// Again has a dead delivery tried again.
func (s dispatches) Again(_ context.Context, delivery string) error {
	var revived bool
	if err := s.tx.Raw(`select delivery_again(?, ?)`, delivery, s.in.now).Row().Scan(&revived); err != nil {
		return fmt.Errorf("try a delivery again: %w", err)
	}
	if !revived {
		return access.ErrNotFound
	}
	return nil
}

// Address is empty while nobody gave it.
func (s dispatches) Address(_ context.Context, supplier member.SupplierID) (view.SupplierAddress, error) {
	var rows []view.SupplierAddress
	err := s.tx.Raw(`select coalesce(a.street, '') as street, coalesce(a.postcode, '') as postcode, coalesce(a.city, '') as city, coalesce(a.country, 'DE') as country,
		coalesce(a.contact, '') as contact, coalesce(a.phone, '') as phone, coalesce(a.email, '') as email, coalesce(a.endpoint_scheme, '') as endpoint_scheme,
		coalesce(a.endpoint_id, '') as endpoint_id, coalesce(a.language, 'de') as language, coalesce(a.version, 0) as version
		from supplier s left join supplier_address a on a.cooperative_id = s.cooperative_id and a.supplier_id = s.id
		where s.cooperative_id = ? and s.id = ?`, s.in.cooperative, supplier.String()).Scan(&rows).Error
	if err != nil {
		return view.SupplierAddress{}, fmt.Errorf("read a supplier's address: %w", err)
	}
	if len(rows) == 0 {
		return view.SupplierAddress{}, access.ErrNotFound
	}
	return rows[0], nil
}

// SetAddress writes it over the version given.
func (s dispatches) SetAddress(_ context.Context, supplier member.SupplierID, version int, a view.SupplierAddress) error {
	args := map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[view.SupplierAddress]().String(), "supplier": supplier.String(), "street": a.Street, "postcode": a.Postcode,
		"city": a.City, "country": a.Country, "contact": a.Contact, "phone": a.Phone, "email": a.Email, "scheme": a.EndpointScheme, "endpoint": a.EndpointID,
		"language": a.Language, "version": version,
	}
	sql := `insert into supplier_address (cooperative_id, id, supplier_id, street, postcode, city, country, contact, phone, email, endpoint_scheme, endpoint_id, language)
		values (@cooperative, @id, @supplier, @street, @postcode, @city, @country, @contact, @phone, @email, @scheme, @endpoint, @language) on conflict do nothing`
	if version > 0 {
		sql = `update supplier_address set street = @street, postcode = @postcode, city = @city, country = @country, contact = @contact, phone = @phone, email = @email,
			endpoint_scheme = @scheme, endpoint_id = @endpoint, language = @language, version = version + 1
			where cooperative_id = @cooperative and supplier_id = @supplier and version = @version`
	}
	done := s.tx.Exec(sql, args)
	return stored("a supplier's address", done.RowsAffected, done.Error)
}

// Settings are as suggested while the person has set none.
func (s dispatches) Settings(_ context.Context, p member.PersonID) (notice.Settings, int, error) {
	var row struct {
		Language             string
		AtOnce, Daily, Never []string
		Version              int
	}
	err := document(s.tx, "read settings", `select json_build_object('language', language, 'atOnce', at_once, 'daily', daily, 'never', never, 'version', version)::text
		from notice_setting where cooperative_id = @cooperative and person_id = @person`, map[string]any{"cooperative": s.in.cooperative, "person": p.String()}, &row)
	if errors.Is(err, access.ErrNotFound) {
		return notice.Suggested(), 0, nil
	}
	if err != nil {
		return notice.Settings{}, 0, err
	}
	settings, err := settingsOf(true, row.Language, row.AtOnce, row.Daily, row.Never)
	return settings, row.Version, err
}

// SetSettings writes them over the version given.
func (s dispatches) SetSettings(_ context.Context, p member.PersonID, version int, settings notice.Settings) error {
	args := map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[notice.Settings]().String(), "person": p.String(), "language": string(settings.Language),
		"atOnce": uuids(settings.Of(notice.AtOnce)), "daily": uuids(settings.Of(notice.Daily)), "never": uuids(settings.Of(notice.Never)), "version": version,
	}
	sql := `insert into notice_setting (cooperative_id, id, person_id, language, at_once, daily, never)
		values (@cooperative, @id, @person, @language, cast(@atOnce as text[]), cast(@daily as text[]), cast(@never as text[])) on conflict do nothing`
	if version > 0 {
		sql = `update notice_setting set language = @language, at_once = cast(@atOnce as text[]), daily = cast(@daily as text[]), never = cast(@never as text[]), version = version + 1
			where cooperative_id = @cooperative and person_id = @person and version = @version`
	}
	done := s.tx.Exec(sql, args)
	return stored("settings", done.RowsAffected, done.Error)
}
