package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

// rateOfP is the rate of a price p.
var rateOfP = fmt.Sprintf(rateColumns, "p")

// Wishes w of items i that member m, entitled by e, could call off from contract f: the
// conditions are those of framework.Call, whole quantities apart.
var quoteSQL = `
with wish as (
  select w.position, w.item_id, w.quantity, i.unit, i.position as place, i.category, i.maximum_quantity - i.drawn_quantity as remaining, i.retired, i.tax, i.supplier_id as catalogue, i.drawn_quantity as drawn, ` + rateOfP + ` as rate,
    tiered_total(p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, i.drawn_quantity, w.quantity) as total,
    (select min(n.valid_from) from item_prices_pending(i.cooperative_id, i.framework_id, @today) n where n.item_id = i.id) as pending
  from unnest(cast(@items as uuid[]), cast(@quantities as numeric[])) with ordinality as w (item_id, quantity, position)
  join framework_item_standing i on i.cooperative_id = @cooperative and i.framework_id = @framework and i.id = w.item_id
  cross join lateral item_price_at(i.cooperative_id, i.id, @today) p
), whole as (
  select coalesce(sum(total), 0) as total, coalesce(bool_and(quantity > 0 and (remaining is null or quantity <= remaining) and pending is null and not retired), false) as fits from wish
)
select json_build_object(
  'lines', (select coalesce(json_agg(json_build_object('itemId', w.item_id, 'quantity', trim_scale(w.quantity)::text, 'unit', w.unit, 'rate', w.rate, 'taxed', coalesce(w.tax, ''), 'catalogue', w.catalogue, 'drawn', w.drawn, 'place', w.place, 'category', w.category, 'pendingFrom', w.pending,
      'total', round(w.total, 2)::text, 'remainingQuantity', trim_scale(w.remaining)::text,
      'orderable', w.quantity > 0 and (w.remaining is null or w.quantity <= w.remaining) and w.pending is null and not w.retired) order by w.position), '[]')
    from wish w),
  'supplierId', f.supplier_id, 'routing', framework_routing(f.cooperative_id, f.id, cast(@items as uuid[]), cast(@today as date)),
  'total', round(o.total, 2)::text, 'approvalLimit', m.approval_limit::text, 'needsApproval', o.total > m.approval_limit,
  'remainingValue', (f.maximum - f.drawn)::text, 'remainingQuota', (e.quota - e.drawn)::text,
  'orderable', o.fits and o.total <= f.maximum - f.drawn and (e.quota is null or o.total <= e.quota - e.drawn)
    and f.status = 'active' and @today between f.in_force_from and f.in_force_to and m.status = 'admitted' and m.kind <> 'association'
)::text
from framework_standing f
join framework_member_standing e on e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = @member
join member m on m.cooperative_id = e.cooperative_id and m.id = e.member_id
cross join whole o
where f.cooperative_id = @cooperative and f.id = @framework`

// quoted is a quote with the units, which say what has to be whole.
type quoted struct {
	view.CallOffQuote
	Lines   []quotedLine      `json:"lines"`
	First   member.SupplierID `json:"supplierId"`
	Routing json.RawMessage   `json:"routing"`
}

type quotedLine struct {
	view.CallOffQuoteLine
	Unit  quantity.Unit   `json:"unit"`
	Rate  rateRow         `json:"rate"`
	Drawn decimal.Decimal `json:"drawn"`

	Taxed     string            `json:"taxed"`     // by the catalogue
	Catalogue member.SupplierID `json:"catalogue"` // whose it is

	Place    int             `json:"place"`
	Category demand.Category `json:"category"`
}

// charge says what a unit costs, how the total came about, and what the next step saves.
func (l *quotedLine) charge(wanted quantity.Quantity) error {
	rate, err := l.Rate.rate()
	if err != nil {
		return err
	}
	drawn, err := quantity.FromDecimal(l.Drawn)
	if err != nil {
		return fmt.Errorf("quote a call-off: %w", err)
	}
	charge := rate.For(drawn, wanted)
	l.Price = charge.Price.String()
	if len(rate.Steps) == 0 {
		return nil
	}
	l.Derivation = charge.Derivation()
	if next, ok := rate.Ahead(drawn, wanted); ok {
		l.Next = &view.NextStep{From: next.From.String(), Missing: next.Missing.String(), Price: next.Price.String(), Total: next.Total.String(), Saves: next.Saves.String()}
	}
	return nil
}

// Quote prices wishes without locking anything.
func (s callOffReports) Quote(ctx context.Context, f framework.ID, m member.ID, wishes []framework.Wish, months int, sight access.Sight) (view.CallOffQuote, error) {
	items, quantities := make([]framework.ItemID, len(wishes)), make([]string, len(wishes))
	for i, wish := range wishes {
		items[i], quantities[i] = wish.Item, wish.Quantity.String()
	}
	var found quoted
	err := document(s.tx, "quote a call-off", quoteSQL, map[string]any{
		"cooperative": s.in.cooperative, "framework": f.String(), "member": m.String(), "today": period.DayOf(s.in.now).UTC(),
		"items": uuids(items), "quantities": "{" + strings.Join(quantities, ",") + "}",
	}, &found)
	if errors.Is(err, access.ErrNotFound) {
		if _, err := frameworkReports(s).Framework(ctx, f, sight); err != nil {
			return view.CallOffQuote{}, err
		}
		return view.CallOffQuote{}, framework.ErrNotEntitled
	}
	if err != nil {
		return view.CallOffQuote{}, err
	}
	if err := found.route(wishes, months, s.in.now); err != nil {
		return view.CallOffQuote{}, err
	}
	return found.quote(wishes)
}

// quote is the quote as it is shown. What the contract does not have is refused, and so
// is a quantity whose price is more than money can be.
func (q quoted) quote(wishes []framework.Wish) (view.CallOffQuote, error) {
	supplier, bears := q.First, taxed{}
	if q.Supplier != nil {
		supplier = member.SupplierID(q.Supplier.ID)
	}
	for i, wish := range wishes {
		at := "lines." + strconv.Itoa(i)
		if i >= len(q.Lines) || q.Lines[i].ItemID != wish.Item.String() {
			return view.CallOffQuote{}, framework.ErrItemUnknown.At(at + ".itemId")
		}
		line := q.Lines[i]
		if _, err := money.ParseAmount(line.Total); err != nil {
			return view.CallOffQuote{}, framework.ErrQuantityExceeded.At(at+".quantity").With("remaining", line.RemainingQuantity)
		}
		if err := line.charge(wish.Quantity); err != nil {
			return view.CallOffQuote{}, err
		}
		if line.Catalogue != supplier {
			line.Taxed = ""
		}
		var err error
		if line.Tax, err = bears.add(line.Total, line.Taxed); err != nil {
			return view.CallOffQuote{}, err
		}
		line.Orderable = line.Orderable && quantity.Check(line.Unit, wish.Quantity) == nil
		q.Orderable = q.Orderable && line.Orderable
		q.CallOffQuote.Lines = append(q.CallOffQuote.Lines, line.CallOffQuoteLine)
	}
	if _, err := money.ParseAmount(q.Total); err != nil {
		return view.CallOffQuote{}, framework.ErrMaximumExceeded.With("remaining", q.RemainingValue)
	}
	var err error
	q.Tax, err = bears.shown()
	return q.CallOffQuote, err
}
