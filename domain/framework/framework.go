// Package framework holds the agreements that an award becomes: a price list, the
// maxima in value, in quantity and per member, and who may call off (G-FRA).
package framework

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/routing"
	"allmende/domain/tender"
	"allmende/domain/vat"
)

// Faults of calling off. What was exceeded carries what remained, as "remaining".
var (
	ErrNotInForce       = fault.New(fault.Conflict, "framework.not-in-force", fault.Rule("G-FRA"))
	ErrExhausted        = fault.New(fault.Conflict, "framework.exhausted", fault.Rule("G-FRA"))
	ErrNotEntitled      = fault.New(fault.Conflict, "framework.not-entitled", fault.Rule("G-CAL"), fault.Field("memberId"))
	ErrMaximumExceeded  = fault.New(fault.Conflict, "framework.maximum-exceeded", fault.Rule("G-FRA"))
	ErrQuantityExceeded = fault.New(fault.Conflict, "framework.quantity-exceeded", fault.Rule("G-FRA"))
	ErrQuotaExceeded    = fault.New(fault.Conflict, "framework.quota-exceeded", fault.Rule("G-FRA"))
	// ErrItemUnknown: the framework has no such item.
	ErrItemUnknown = fault.New(fault.Invalid, "framework.item-unknown", fault.Rule("G-CAL"))
	// ErrItemRetired: the item is no longer to be had.
	ErrItemRetired = fault.New(fault.Conflict, "framework.item-retired", fault.Rule("G-CAL"))
	// ErrItemTwice: an item may stand in one line only.
	ErrItemTwice = fault.New(fault.Invalid, "framework.item-twice", fault.Rule("G-CAL"))
	// ErrNothingWanted: a line asks for nothing, or there is no line.
	ErrNothingWanted = fault.New(fault.Invalid, "framework.nothing-wanted", fault.Rule("G-CAL"))
)

type (
	// ID names a framework contract.
	ID = id.Of[Framework]
	// ItemID names an item of a framework's price list.
	ItemID = id.Of[Item]
)

// Status is where a contract stands: by what is left of it, or by a Halt. Whether it
// has begun or ended follows from its span.
type Status string

// The statuses.
const (
	Active     Status = "active"
	Exhausted  Status = "exhausted"
	Suspended  Status = "suspended"
	Terminated Status = "terminated"
)

// Framework is an agreement from which entitled members call off goods at fixed
// prices until one of its maxima is reached.
type Framework struct{ s State }

// State is all that a framework knows.
type State struct {
	ID        ID
	Version   int
	Number    string // "RV-2026-0001"
	Title     string
	Supplier  member.SupplierID // the one in the first rank
	Tender    tender.ID
	Lot       tender.LotID
	LotTitle  string
	InForce   period.Span
	Maximum   money.Amount
	Original  money.Amount // the maximum of the award; modifications are measured by it
	Drawn     money.Amount // by call-offs that are placed or wait for approval
	Status    Status
	Halt      Halt
	QuotaMode tender.QuotaMode
	FlowsBack period.Day // of soft quotas: the day on which what is unused is everybody's
	CallOffs  int        // how many were numbered so far
	Items     []Item
	Entitled  []Entitlement

	TermJustification string // why it may last longer than the law's longest term
	Options           []Option
	Suppliers         []Supplier     // by rank
	Route             routing.Table  // how an order finds its supplier, as the tender published it
	Modifications     []Modification // by number
	// Dearer is by how much changes of prices that were agreed since the award made the items dearer
	// (pricing.Dearer). They are no modifications of their own, but count among those of little value.
	Dearer money.Amount
	// LeftElsewhere is set when only a part of the items was loaded and one of the
	// others has quantity left.
	LeftElsewhere bool
}

// Item is a line of the price list, as it was awarded and modified since.
type Item struct {
	ID          ItemID
	TenderItem  tender.ItemID
	Position    int // 1 upwards
	Name        string
	Description string
	Category    demand.Category
	CPV         string
	Unit        quantity.Unit
	Price       money.Price   // on the day that counts, from the first unit on
	Tiers       pricing.Tiers // at which it falls
	PriceWaits  period.Day    // until then a change of the price waits for its decision; or no day
	Awarded     money.Price   // the price of the award
	Maximum     quantity.Quantity
	Unbounded   bool // it has no maximum of its own: value and quota bound it
	Drawn       quantity.Quantity
	Retired     bool // its supplier has taken it out of the catalogue
	// Tax is what its catalogue says it is taxed at, and Catalogue whose that is; nobody's where the
	// item is in none. Another supplier's tax is not known.
	Tax       vat.Tax
	Catalogue member.SupplierID
}

// taxFrom is what the item is taxed at when the supplier delivers it.
func (i Item) taxFrom(supplier member.SupplierID) vat.Tax {
	if i.Catalogue != supplier {
		return vat.Unknown
	}
	return i.Tax
}

// left is whether more of the item could be called off.
func (i Item) left() bool { return i.Unbounded || i.Drawn.Cmp(i.Maximum) < 0 }

// Entitlement is a member's right to call off, frozen when the tender was published.
type Entitlement struct {
	Member    member.ID
	Quota     money.Amount // the most it may draw; without meaning where there are no quotas
	Drawn     money.Amount
	Successor member.ID // who took its place, with its quota and what it had drawn; or nobody
}

// Wish is how much of an item somebody wants.
type Wish struct {
	Item     ItemID
	Quantity quantity.Quantity
}

// Line is a wish with name, unit, price and VAT rate copied from the price list, so that
// nothing that happens to the list later changes it.
type Line struct {
	Position int // 1 upwards
	Item     ItemID
	Name     string
	Unit     quantity.Unit
	Quantity quantity.Quantity
	Price    money.Price
	Total    money.Amount // rounded once
	// Derivation writes the total out where the item has tiers: "10 × 100.00 + 5 × 95.00".
	// Price is then the mean of a unit, to six places.
	Derivation string
	Tax        vat.Tax // vat.Unknown until somebody tells it
}

// Total is the sum of the lines, each rounded by itself.
func Total(lines []Line) money.Amount {
	total := money.Zero
	for _, line := range lines {
		total = total.Add(line.Total)
	}
	return total
}

// Restore takes back what a store kept.
func Restore(s State) *Framework { return &Framework{copied(s)} }

// ID is which contract it is.
func (f *Framework) ID() ID { return f.s.ID }

// Name is what people call it: number and title.
func (f *Framework) Name() string { return f.s.Number + " " + f.s.Title }

// CPV is the category of an item, or nothing where it is not known.
func (f *Framework) CPV(wanted ItemID) string {
	if item := f.item(wanted); item != nil {
		return item.CPV
	}
	return ""
}

// Supplier is who delivers.
func (f *Framework) Supplier() member.SupplierID { return f.s.Supplier }

// State shows a copy.
func (f *Framework) State() State { return copied(f.s) }

func copied(s State) State {
	s.Items, s.Entitled = slices.Clone(s.Items), slices.Clone(s.Entitled)
	s.Options, s.Suppliers, s.Modifications = slices.Clone(s.Options), slices.Clone(s.Suppliers), slices.Clone(s.Modifications)
	s.Route = slices.Clone(s.Route)
	return s
}

// Call is CallFrom the supplier in the first rank.
func (f *Framework) Call(m member.ID, wishes []Wish, now time.Time) (string, []Line, error) {
	return f.CallFrom(f.s.Supplier, m, wishes, now)
}

// CallFrom books a member's wishes, at the prices of a supplier of the contract, against every
// maximum and returns the call-off's number and priced lines; what is booked counts at once,
// also while it waits for approval. It fails with ErrTerminated, ErrSuspended, ErrNotInForce, ErrExhausted, ErrNotEntitled, ErrSucceeded,
// ErrItemUnknown, ErrItemRetired, ErrItemTwice, ErrNothingWanted, quantity.ErrNotWhole,
// ErrQuantityExceeded, ErrNotOffered, ErrMaximumExceeded or ErrQuotaExceeded, and then changes nothing.
func (f *Framework) CallFrom(supplier member.SupplierID, m member.ID, wishes []Wish, now time.Time) (string, []Line, error) {
	return f.CallTogether(supplier, []member.ID{m}, wishes, whole, now)
}

func (f *Framework) open(now time.Time) error {
	if err := f.Running(); err != nil {
		return err
	}
	if !f.s.InForce.Holds(now) {
		return ErrNotInForce.With("from", f.s.InForce.From.String()).With("to", f.s.InForce.To.String())
	}
	switch f.s.Status {
	case Active:
		return nil
	case Exhausted:
		return ErrExhausted.With("remaining", f.remaining().String())
	case Suspended, Terminated: // told before
	}
	return fmt.Errorf("framework %s: unknown status %q", f.s.ID, f.s.Status)
}

// price makes lines of the wishes, at a supplier's prices, and holds each against what is left
// of its item.
func (f *Framework) price(supplier member.SupplierID, wishes []Wish) ([]Line, error) {
	if err := CheckWishes(wishes); err != nil {
		return nil, err
	}
	lines := make([]Line, 0, len(wishes))
	for i, wish := range wishes {
		line, err := f.line(supplier, i, wish)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// CheckWishes fails with ErrNothingWanted where no item is wished for, and with
// ErrItemTwice where one is in two lines.
func CheckWishes(wishes []Wish) error {
	if len(wishes) == 0 {
		return ErrNothingWanted.At("lines")
	}
	seen := make(map[ItemID]bool, len(wishes))
	for i, wish := range wishes {
		if seen[wish.Item] {
			return ErrItemTwice.At(at(i, "itemId"))
		}
		seen[wish.Item] = true
	}
	return nil
}

func (f *Framework) line(supplier member.SupplierID, i int, wish Wish) (Line, error) {
	item := f.item(wish.Item)
	if item == nil {
		return Line{}, ErrItemUnknown.At(at(i, "itemId"))
	}
	if item.Retired {
		return Line{}, ErrItemRetired.At(at(i, "itemId")).With("item", item.Name)
	}
	if wish.Quantity.IsZero() {
		return Line{}, ErrNothingWanted.At(at(i, "quantity"))
	}
	if quantity.Check(item.Unit, wish.Quantity) != nil {
		return Line{}, quantity.ErrNotWhole.At(at(i, "quantity"))
	}
	if left, _ := item.Maximum.Sub(item.Drawn); !item.Unbounded && wish.Quantity.Cmp(left) > 0 {
		return Line{}, ErrQuantityExceeded.At(at(i, "quantity")).With("item", item.Name).With("remaining", left.String())
	}
	if !item.PriceWaits.IsZero() {
		return Line{}, ErrPricePending.At(at(i, "itemId")).With("item", item.Name).With("until", item.PriceWaits.String())
	}
	rate, offered := f.rate(supplier, *item)
	if !offered {
		return Line{}, ErrNotOffered.At(at(i, "itemId")).With("item", item.Name)
	}
	line := item.charged(i, wish.Quantity, rate)
	line.Tax = item.taxFrom(supplier)
	return line, nil
}

func at(i int, field string) string { return "lines." + strconv.Itoa(i) + "." + field }

func (f *Framework) giveBack(line Line) error {
	item := f.item(line.Item)
	if item == nil {
		return fmt.Errorf("framework %s: item %s given back is not loaded", f.s.ID, line.Item)
	}
	drawn, ok := item.Drawn.Sub(line.Quantity)
	if !ok {
		return fmt.Errorf("framework %s: %s of item %s given back is more than was drawn", f.s.ID, line.Quantity, line.Item)
	}
	item.Drawn = drawn
	return nil
}

// settle derives the status: that of a halt, or exhausted with nothing left of the maximum, or of
// any item.
func (f *Framework) settle() {
	if f.s.Halt.Status != "" {
		f.s.Status = f.s.Halt.Status
		return
	}
	f.s.Status = Active
	if f.remaining().IsZero() || !f.anyItemLeft() {
		f.s.Status = Exhausted
	}
}

func (f *Framework) anyItemLeft() bool {
	return f.s.LeftElsewhere || slices.ContainsFunc(f.s.Items, Item.left)
}

func (f *Framework) remaining() money.Amount { return f.s.Maximum.Sub(f.s.Drawn) }

// Entitles reports whether the member may call off.
func (f *Framework) Entitles(m member.ID) bool { return f.entitlement(m) != nil }

func (f *Framework) item(wanted ItemID) *Item {
	i := slices.IndexFunc(f.s.Items, func(item Item) bool { return item.ID == wanted })
	if i < 0 {
		return nil
	}
	return &f.s.Items[i]
}

func (f *Framework) entitlement(m member.ID) *Entitlement {
	i := slices.IndexFunc(f.s.Entitled, func(e Entitlement) bool { return e.Member == m })
	if i < 0 {
		return nil
	}
	return &f.s.Entitled[i]
}
