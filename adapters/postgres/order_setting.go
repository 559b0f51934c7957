package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// orderSettingStore keeps what members have said about their orders in order_setting.
type orderSettingStore struct {
	tx *gorm.DB
	in scope
}

var _ driven.OrderSettings = orderSettingStore{}

// Get reads the settings; Save finds out whether another transaction changed them meanwhile.
func (s orderSettingStore) Get(_ context.Context, m member.ID) (calloff.Settings, int, error) {
	var rows []struct {
		Addresses, Codes string
		Version          int
	}
	err := s.tx.Raw(`select addresses::text as addresses, codes::text as codes, version from order_setting where cooperative_id = ? and id = ?`, s.in.cooperative, m.String()).Scan(&rows).Error
	if err != nil {
		return calloff.Settings{}, 0, fmt.Errorf("read order settings: %w", err)
	}
	if len(rows) == 0 {
		return calloff.Settings{Member: m}, 0, nil
	}
	settings, err := orderSettings(m, rows[0].Addresses, rows[0].Codes)
	return settings, rows[0].Version, err
}

// Save stores the settings over the version given.
func (s orderSettingStore) Save(_ context.Context, settings calloff.Settings, version int) error {
	addresses := make([]view.Address, len(settings.Addresses))
	for i, a := range settings.Addresses {
		addresses[i] = view.Address(a)
	}
	codes := make([]codeRow, len(settings.Codes))
	for i, c := range settings.Codes {
		codes[i] = codeRow{Code: c.Code, Name: c.Name}
		if !c.From.IsZero() {
			codes[i].From = c.From.String()
		}
		if !c.To.IsZero() {
			codes[i].To = c.To.String()
		}
	}
	places, err := json.Marshal(addresses)
	if err != nil {
		return fmt.Errorf("store order settings: %w", err)
	}
	list, err := json.Marshal(codes)
	if err != nil {
		return fmt.Errorf("store order settings: %w", err)
	}
	sql := `insert into order_setting (cooperative_id, id, addresses, codes) values (@cooperative, @member, cast(@addresses as jsonb), cast(@codes as jsonb)) on conflict do nothing`
	if version > 0 {
		sql = `update order_setting set addresses = cast(@addresses as jsonb), codes = cast(@codes as jsonb), version = version + 1
			where cooperative_id = @cooperative and id = @member and version = @version`
	}
	done := s.tx.Exec(sql, map[string]any{
		"cooperative": s.in.cooperative, "member": settings.Member.String(), "addresses": string(places), "codes": string(list), "version": version,
	})
	return stored("order settings", done.RowsAffected, done.Error)
}

// savingsSQL adds up what was placed in a year and stands: lines c of contracts f beside the
// estimate e of the tender's item, where there is one.
const savingsSQL = `
with line as (
  select c.framework_id, c.total as paid, round(c.quantity * t.estimated_price, 2) as baseline
  from (select o.cooperative_id, o.framework_id, u.item_id, u.quantity - coalesce(u.returned, 0) as quantity, call_off_line_kept(u.total, u.price, u.quantity, u.returned) as total
    from call_off o cross join lateral unnest(o.items, o.quantities, o.totals, o.prices, o.returned) as u (item_id, quantity, total, price, returned)
    where o.cooperative_id = @cooperative and o.member_id = @member and o.status = 'placed'
      and o.placed_at >= make_timestamptz(cast(@year as integer), 1, 1, 0, 0, 0, 'Europe/Berlin') and o.placed_at < make_timestamptz(cast(@year as integer) + 1, 1, 1, 0, 0, 0, 'Europe/Berlin')) c
  join framework_item i on i.cooperative_id = c.cooperative_id and i.id = c.item_id
  left join tender_item t on t.cooperative_id = i.cooperative_id and t.id = i.tender_item_id
), contract as (
  select framework_id, count(*) as lines, sum(baseline) as baseline, sum(paid) as paid from line where baseline is not null group by framework_id
)
select json_build_object('member', json_build_object('id', m.id, 'name', m.name), 'year', cast(@year as integer),
  'years', (select coalesce(json_agg(y.year order by y.year desc), '[]') from (select distinct extract(year from o.placed_at at time zone 'Europe/Berlin')::integer as year
    from call_off o where o.cooperative_id = @cooperative and o.member_id = @member and o.status = 'placed') y),
  'baseline', (select coalesce(sum(baseline), 0)::numeric(18,2)::text from contract), 'paid', (select coalesce(sum(paid), 0)::numeric(18,2)::text from contract),
  'saved', (select coalesce(sum(baseline - paid), 0)::numeric(18,2)::text from contract),
  'without', (select coalesce(sum(paid), 0)::numeric(18,2)::text from line where baseline is null),
  'contracts', (select coalesce(json_agg(json_build_object('framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'lines', c.lines,
      'baseline', c.baseline::text, 'paid', c.paid::text, 'saved', (c.baseline - c.paid)::text) order by c.baseline - c.paid desc, f.id), '[]')
    from contract c join framework f on f.cooperative_id = @cooperative and f.id = c.framework_id))::text
from member m where m.cooperative_id = @cooperative and m.id = @member`

// Savings adds up a year.
func (s orderSettingStore) Savings(_ context.Context, m member.ID, year int) (view.Savings, error) {
	var found view.Savings
	err := document(s.tx, "add up savings", savingsSQL, map[string]any{"cooperative": s.in.cooperative, "member": m.String(), "year": year}, &found)
	return found, err
}

// codeRow is a budget code as it is kept.
type codeRow struct {
	Code string `json:"code"`
	Name string `json:"name"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// orderSettings reads what a member has said about its orders.
func orderSettings(m member.ID, addresses, codes string) (calloff.Settings, error) {
	s := calloff.Settings{Member: m}
	var kept []view.Address
	if err := json.Unmarshal([]byte(addresses), &kept); err != nil {
		return s, fmt.Errorf("read delivery addresses: %w", err)
	}
	for _, a := range kept {
		s.Addresses = append(s.Addresses, calloff.Address(a))
	}
	var rows []codeRow
	if err := json.Unmarshal([]byte(codes), &rows); err != nil {
		return s, fmt.Errorf("read budget codes: %w", err)
	}
	for _, r := range rows {
		c := calloff.Code{Code: r.Code, Name: r.Name}
		var err error
		if c.From, err = dayOrNone(r.From); err != nil {
			return s, err
		}
		if c.To, err = dayOrNone(r.To); err != nil {
			return s, err
		}
		s.Codes = append(s.Codes, c)
	}
	return s, nil
}

func dayOrNone(text string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	return period.ParseDay(text)
}

// deliveryOf is the copy of an address as a call-off keeps it, or null.
func deliveryOf(a calloff.Address) any {
	if a.IsZero() {
		return nil
	}
	text, _ := json.Marshal(view.Address(a)) // texts only
	return string(text)
}

func deliveryFrom(text *string) (calloff.Address, error) {
	if text == nil {
		return calloff.Address{}, nil
	}
	var a view.Address
	if err := json.Unmarshal([]byte(*text), &a); err != nil {
		return calloff.Address{}, fmt.Errorf("read a delivery address: %w", err)
	}
	return calloff.Address(a), nil
}

// queueOrdered has what was ordered from baskets leave them.
func queueOrdered(batch *pgx.Batch, cooperative string, turns []*turn, results []result) {
	for i, t := range turns {
		if r := results[i]; t.FromBasket && r.err == nil && r.placed.CallOff != nil {
			batch.Queue(`delete from market.basket_line where cooperative_id = $1 and person_id = $2::text::uuid and member_id = $3::text::uuid and item_id = any($4::text::uuid[])`,
				cooperative, t.Attempt.Actor.Person.String(), t.Member.String(), uuids(t.Items))
		}
	}
}
