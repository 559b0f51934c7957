package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/ports/driven"
)

// rebates keeps what volumes gave back in volume_rebate and volume_rebate_line.
type rebates struct {
	tx *gorm.DB
	in scope
}

var _ driven.Rebates = rebates{}

// Called locks the item's contract and reads all call-offs that the item stands in.
func (s rebates) Called(ctx context.Context, item framework.ItemID) (repricing.CalledOff, error) {
	var contract string
	err := s.tx.Raw(`select coalesce((select framework_id::text from framework_item where cooperative_id = ? and id = ?), '')`, s.in.cooperative, item.String()).Row().Scan(&contract)
	if err != nil {
		return repricing.CalledOff{}, fmt.Errorf("look for the contract of a rebate: %w", err)
	}
	if err := lockContract(s.tx, contract); err != nil {
		return repricing.CalledOff{}, err
	}
	return s.Look(ctx, item)
}

// Look is Called without the lock.
func (s rebates) Look(_ context.Context, item framework.ItemID) (repricing.CalledOff, error) {
	called, err := s.item(item)
	if err != nil {
		return called, err
	}
	return called, s.lines(&called)
}

func (s rebates) item(item framework.ItemID) (repricing.CalledOff, error) {
	var found []struct {
		FrameworkID, Name, SupplierID, Rate string
		Waiting                             decimal.Decimal
	}
	err := s.tx.Raw(`select i.framework_id, i.name, f.supplier_id, `+fmt.Sprintf(rateColumns, "p")+`::text as rate,
			(select coalesce(sum(l.quantity), 0) from call_off c cross join lateral unnest(c.items, c.quantities) as l (item_id, quantity)
				where c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.status = 'submitted' and l.item_id = i.id) as waiting
		from framework_item i join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
			cross join lateral item_price_at(i.cooperative_id, i.id, (cast(@now as timestamptz) at time zone 'Europe/Berlin')::date) p
		where i.cooperative_id = @cooperative and i.id = @item`,
		map[string]any{"cooperative": s.in.cooperative, "item": item.String(), "now": s.in.now}).Scan(&found).Error
	if err != nil {
		return repricing.CalledOff{}, fmt.Errorf("read what was called off of an item: %w", err)
	}
	if len(found) == 0 {
		return repricing.CalledOff{}, access.ErrNotFound
	}
	called := repricing.CalledOff{
		Framework: framework.ID(found[0].FrameworkID), Item: item, Name: found[0].Name, Supplier: member.SupplierID(found[0].SupplierID),
	}
	if called.Waiting, err = quantity.FromDecimal(found[0].Waiting); err != nil {
		return called, fmt.Errorf("read what waits of an item: %w", err)
	}
	called.Rate, err = rateIn(found[0].Rate)
	return called, err
}

// partGiven is what earlier rebates gave to the participant of share h on the item of line l; without parts the leader had all.
const partGiven = `select coalesce(sum(case when r.parted then p.credit when h.member_id = c.member_id then r.credit end), 0)
      from (select r.*, exists (select from volume_rebate_part o where o.cooperative_id = r.cooperative_id and o.rebate_id = r.rebate_id and o.call_off_id = r.call_off_id) as parted
        from volume_rebate_line r join volume_rebate v on v.cooperative_id = r.cooperative_id and v.id = r.rebate_id and v.item_id = l.item_id
        where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id) r
      left join volume_rebate_part p on p.cooperative_id = r.cooperative_id and p.rebate_id = r.rebate_id and p.call_off_id = r.call_off_id and p.member_id = h.member_id`

// Call-offs count at what they cost on the day on which they were submitted.
var calledOffSQL = `
select c.id, c.member_id, case when c.status = 'placed' then l.quantity else 0 end as quantity, case when c.status = 'placed' then l.total else 0 end as charged,
  ` + fmt.Sprintf(rateColumns, "p") + `::text as rate,
  (select coalesce(sum(r.credit), 0) from volume_rebate_line r join volume_rebate v on v.cooperative_id = r.cooperative_id and v.id = r.rebate_id
    where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id and v.item_id = l.item_id) as given,
  (select jsonb_agg(jsonb_build_object('member', h.member_id, 'bears', h.line_amounts[l.position]::text, 'given', (` + partGiven + `)::text) order by h.place)::text
    from call_off_share h where h.cooperative_id = c.cooperative_id and h.call_off_id = c.id and not h.gone) as parts
from framework_item i join call_off c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and i.id = any(c.items)
join call_off_line l on l.cooperative_id = c.cooperative_id and l.call_off_id = c.id and l.item_id = i.id
cross join lateral item_price_at(c.cooperative_id, l.item_id, (c.created_at at time zone 'Europe/Berlin')::date) p
where i.cooperative_id = @cooperative and i.id = @item and c.status <> 'submitted'
order by c.id`

func (s rebates) lines(called *repricing.CalledOff) error {
	var rows []struct {
		ID, MemberID, Rate       string
		Quantity, Charged, Given decimal.Decimal
		Parts                    *string
	}
	err := s.tx.Raw(calledOffSQL, map[string]any{"cooperative": s.in.cooperative, "item": called.Item.String()}).Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read what was called off of an item: %w", err)
	}
	called.Lines = make([]repricing.RebateLine, len(rows))
	for i, r := range rows {
		rate, err := rateIn(r.Rate)
		if err != nil {
			return err
		}
		taken, err := quantity.FromDecimal(r.Quantity)
		if err != nil {
			return fmt.Errorf("read what was called off of an item: %w", err)
		}
		called.Lines[i] = repricing.RebateLine{
			CallOff: calloff.ID(r.ID), Member: member.ID(r.MemberID),
			Called: pricing.Called{Quantity: taken, Charged: inCents(r.Charged), Rate: rate, Given: inCents(r.Given)},
		}
		if called.Lines[i].Parts, err = partsIn(r.Parts); err != nil {
			return err
		}
	}
	return nil
}

// partsIn are the participants of a joint call-off, or none.
func partsIn(text *string) ([]repricing.RebatePart, error) {
	if text == nil {
		return nil, nil
	}
	var rows []struct {
		Member       member.ID
		Bears, Given money.Amount
	}
	if err := json.Unmarshal([]byte(*text), &rows); err != nil {
		return nil, fmt.Errorf("read the shares of a call-off: %w", err)
	}
	parts := make([]repricing.RebatePart, len(rows))
	for i, r := range rows {
		parts[i] = repricing.RebatePart{Member: r.Member, Bears: r.Bears, Given: r.Given}
	}
	return parts, nil
}

// rebateLineRow goes to the database in one document with all lines of a rebate.
type rebateLineRow struct {
	CallOffID string          `json:"call_off_id"`
	MemberID  string          `json:"member_id"`
	Quantity  decimal.Decimal `json:"quantity"`
	Charged   decimal.Decimal `json:"charged"`
	Price     decimal.Decimal `json:"price"`
	Due       decimal.Decimal `json:"due"`
	Earlier   decimal.Decimal `json:"earlier"`
	Credit    decimal.Decimal `json:"credit"`
}

// The lines come by one statement, as the database demands.
const addRebateLinesSQL = `
insert into volume_rebate_line (cooperative_id, rebate_id, call_off_id, member_id, quantity, charged, price, due, earlier, credit)
select cast(@cooperative as uuid), cast(@rebate as uuid), l.* from json_to_recordset(cast(@rows as json)) as l
  (call_off_id uuid, member_id uuid, quantity numeric, charged numeric, price numeric, due numeric, earlier numeric, credit numeric)`

// rebatePartRow goes to the database as rebateLineRow does.
type rebatePartRow struct {
	CallOffID string          `json:"call_off_id"`
	MemberID  string          `json:"member_id"`
	Bears     decimal.Decimal `json:"bears"`
	Earlier   decimal.Decimal `json:"earlier"`
	Credit    decimal.Decimal `json:"credit"`
}

const addRebatePartsSQL = `
insert into volume_rebate_part (cooperative_id, rebate_id, call_off_id, member_id, bears, earlier, credit)
select cast(@cooperative as uuid), cast(@rebate as uuid), p.* from json_to_recordset(cast(@rows as json)) as p
  (call_off_id uuid, member_id uuid, bears numeric, earlier numeric, credit numeric)`

// Add stores a rebate with its lines and the cost pools that share it.
func (s rebates) Add(_ context.Context, r *repricing.Rebate, posted driven.RebatePosted) error {
	var step *decimal.Decimal
	if r.Step != nil {
		from := r.Step.From.Decimal()
		step = &from
	}
	charged, due, given, credit := r.Totals()
	err := s.tx.Exec(`insert into volume_rebate (cooperative_id, id, number, framework_id, item_id, volume, step_from, charged, due, earlier, credit, vat_rate,
			credit_pool_id, charge_pool_id, created_by, created_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as numeric), ?, ?, ?, ?)`,
		s.in.cooperative, r.ID.String(), r.Number, r.Framework.String(), r.Item.String(), r.Volume.Decimal(), nullable(step),
		charged.Decimal(), due.Decimal(), given.Decimal(), credit.Decimal(), posted.VatRate,
		orNull(posted.Credit.String()), orNull(posted.Charge.String()), r.By.String(), r.At).Error
	if err != nil {
		return fmt.Errorf("add a rebate: %w", err)
	}
	rows := make([]rebateLineRow, len(r.Lines))
	for i, line := range r.Lines {
		rows[i] = rebateLineRow{
			CallOffID: line.CallOff.String(), MemberID: line.Member.String(), Quantity: line.Quantity.Decimal(), Charged: line.Charged.Decimal(),
			Price: line.Price.Decimal(), Due: line.Due.Decimal(), Earlier: line.Given.Decimal(), Credit: line.Credit.Amount.Decimal(),
		}
	}
	if err := s.addRows(addRebateLinesSQL, r.ID, rows); err != nil {
		return fmt.Errorf("add the lines of a rebate: %w", err)
	}
	var parts []rebatePartRow
	for _, line := range r.Lines {
		for _, p := range line.Parts {
			parts = append(parts, rebatePartRow{
				CallOffID: line.CallOff.String(), MemberID: p.Member.String(), Bears: p.Bears.Decimal(), Earlier: p.Given.Decimal(), Credit: p.Credit.Decimal(),
			})
		}
	}
	if len(parts) == 0 {
		return nil
	}
	if err := s.addRows(addRebatePartsSQL, r.ID, parts); err != nil {
		return fmt.Errorf("add the parts of a rebate: %w", err)
	}
	return nil
}

func (s rebates) addRows(sql string, of repricing.RebateID, rows any) error {
	document, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	return s.tx.Exec(sql, map[string]any{"cooperative": s.in.cooperative, "rebate": of.String(), "rows": string(document)}).Error
}
