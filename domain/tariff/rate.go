package tariff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

// Faults of rating.
var (
	// ErrNone: no tariff holds on "day".
	ErrNone = fault.New(fault.Conflict, "tariff.none-in-force", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrTooLarge: the member "member" reserves "quantity" kW on "day", and the tariff is for less than "from".
	ErrTooLarge = fault.New(fault.Conflict, "tariff.too-large", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrUnmetered: the member "member" reserves "quantity" kW on "day", which is not below "from", and the tariff has no part by consumption.
	ErrUnmetered = fault.New(fault.Conflict, "tariff.energy-unmetered", fault.Rule("G-CAP"), fault.Field("month"))
	// ErrSum: all charges of the month together are more than 9,999,999,999,999.99.
	ErrSum = fault.New(fault.Conflict, "tariff.sum-too-large", fault.Rule("G-CAP"), fault.Field("month"))
)

// Holding is what a reservation holds of a resource on each of some days. A reservation that
// changed or was extended has several, none of which share a day.
type Holding struct {
	Reservation string
	Origin      string // of one that was handed over, the reservation it began as; else empty
	Member      member.ID
	Resource    metering.Resource
	Quantity    quantity.Quantity
	Days        period.Span
}

// Metered is what a meter used.
type Metered struct {
	Meter    metering.ID
	Member   member.ID
	Resource metering.Resource
	Days     []metering.DayUse
}

// Charge is what a member bears of a component in a month, and why. It is rounded once, so
// that Amount is Exact to the cent.
type Charge struct {
	Member    member.ID
	Tariff    ID
	Component string
	Basis     Basis
	Resource  metering.Resource
	Exact     split.Ratio
	Amount    money.Amount
	Steps     []Step
}

// Step is a run of days of the same quantity and price. Its amount is that of its parts times
// its days, of a price by the month over the days that the month has.
type Step struct {
	Days    period.Span
	Of      int         // days of the month, of a price by the month; else 1
	Before  split.Ratio // of a used component, what the month had used before, from which its tiers go on
	Parts   []Part
	Sources []string // the reservations or meters it comes from
	Amount  split.Ratio
}

// Rate prices a month: each day by the tariff that holds on it. What is fixed or reserved
// costs each day its part of the month's price, by what is reserved that day; what is used
// goes through the tiers as the month goes on; what is reserved anew costs once.
//
// Tiers count what a member has altogether. Holdings reach back to the day before the month,
// where there are any, as what was held then is not new. What meters say of the whole data
// center is no member's. It fails with ErrNone, ErrTooLarge, ErrUnmetered and ErrSum.
func Rate(tariffs []Tariff, month period.Span, holdings []Holding, metered []Metered) ([]Charge, error) {
	b := newBooks(month, holdings, metered)
	for i := range month.Days() {
		day := month.From.Add(i)
		t, found := InForce(tariffs, day)
		if !found {
			if b.quiet(i) {
				continue
			}
			return nil, ErrNone.With("day", day.String())
		}
		for _, m := range b.members {
			if err := b.rate(t, m, i); err != nil {
				return nil, err
			}
		}
	}
	charges := b.charges()
	sum := money.Zero
	for _, c := range charges {
		sum = sum.Add(c.Amount)
	}
	if sum.Cmp(largest) > 0 {
		return nil, ErrSum
	}
	return charges, nil
}

var largest = money.MustAmount("9999999999999.99")

// subject is what a member has of a resource.
type subject struct {
	member   member.ID
	resource metering.Resource
}

// daily is a quantity of a day and where it comes from.
type daily struct {
	quantity split.Ratio
	sources  []string
}

func (d *daily) add(q split.Ratio, source string) {
	d.quantity = d.quantity.Add(q)
	if at, found := slices.BinarySearch(d.sources, source); !found {
		d.sources = slices.Insert(d.sources, at, source)
	}
}

// books are the quantities of a month by day, and the charges as they grow.
type books struct {
	month    period.Span
	members  []member.ID
	present  map[member.ID][]bool
	reserved map[subject][]daily // the day before the month first
	added    map[subject][]daily
	used     map[subject][]daily
	soFar    map[subject]split.Ratio
	lines    map[string]*Charge
}

// kept is a resource of a reservation and of those that it was handed over as: whoever takes over
// goes on with what there was, and has reserved anew only what is more.
type kept struct {
	origin   string
	resource metering.Resource
}

// keptDay is how much of it is held on a day, by whom and as which reservation.
type keptDay struct {
	held        split.Ratio
	member      member.ID
	reservation string
}

func newBooks(month period.Span, holdings []Holding, metered []Metered) *books {
	b := &books{
		month: month, present: map[member.ID][]bool{}, soFar: map[subject]split.Ratio{}, lines: map[string]*Charge{},
		reserved: map[subject][]daily{}, added: map[subject][]daily{}, used: map[subject][]daily{},
	}
	each := map[kept][]keptDay{}
	for _, h := range holdings {
		of := subject{h.Member, h.Resource}
		for i := -1; i < month.Days(); i++ {
			if d := month.From.Add(i); d.Before(h.Days.From) || d.After(h.Days.To) || h.Quantity.IsZero() {
				continue
			}
			held := split.RatioOf(h.Quantity.Decimal())
			key := kept{cmp.Or(h.Origin, h.Reservation), h.Resource}
			each[key] = sized(each[key], month.Days()+1)
			each[key][i+1] = keptDay{each[key][i+1].held.Add(held), h.Member, h.Reservation}
			if i < 0 {
				continue
			}
			b.reserved[of] = sized(b.reserved[of], month.Days())
			b.reserved[of][i].add(held, h.Reservation)
			b.mark(h.Member, i)
		}
	}
	for key, held := range each {
		for i := 1; i < len(held); i++ {
			if more := held[i].held.Sub(held[i-1].held); more.Sign() > 0 {
				of := subject{held[i].member, key.resource}
				b.added[of] = sized(b.added[of], month.Days())
				b.added[of][i-1].add(more, held[i].reservation)
			}
		}
	}
	for _, m := range metered {
		if m.Resource.OfSite() {
			continue
		}
		of := subject{m.Member, m.Resource}
		for _, u := range m.Days {
			i := period.Span{From: month.From, To: u.Day}.Days() - 1
			if i < 0 || i >= month.Days() {
				continue
			}
			b.used[of] = sized(b.used[of], month.Days())
			b.used[of][i].add(u.Amount, m.Meter.String())
			b.mark(m.Member, i)
		}
	}
	slices.Sort(b.members)
	return b
}

func sized[T any](list []T, n int) []T {
	if list == nil {
		return make([]T, n)
	}
	return list
}

func (b *books) mark(m member.ID, day int) {
	if b.present[m] == nil {
		b.members = append(b.members, m)
	}
	b.present[m] = sized(b.present[m], b.month.Days())
	b.present[m][day] = true
}

// quiet reports whether nobody has anything on a day.
func (b *books) quiet(day int) bool {
	return !slices.ContainsFunc(b.members, func(m member.ID) bool { return b.present[m][day] })
}

func of(list []daily, day int) daily {
	if list == nil {
		return daily{}
	}
	return list[day]
}

// rate prices a member's day.
func (b *books) rate(t Tariff, m member.ID, day int) error {
	if err := b.metersEnough(t, m, day); err != nil {
		return err
	}
	for _, c := range t.Components {
		key := subject{m, c.Resource}
		monthly := b.month.Days()
		switch c.Basis {
		case Fixed:
			if b.present[m][day] {
				b.book(t, c, m, day, split.Ratio{}, daily{quantity: whole(1)}, monthly)
			}
		case Reserved:
			b.book(t, c, m, day, split.Ratio{}, of(b.reserved[key], day), monthly)
		case Once:
			b.book(t, c, m, day, split.Ratio{}, of(b.added[key], day), 1)
		case Used:
			b.book(t, c, m, day, b.soFar[key], of(b.used[key], day), 1)
		}
	}
	b.goOn(m, day)
	return nil
}

// metersEnough keeps the Blauer Engel's condition (see Tariff.blueAngel) whatever power is charged by, as a fixed price
// may be meant to hold all: who reserves MeteredFrom kW or more pays for energy by consumption.
func (b *books) metersEnough(t Tariff, m member.ID, day int) error {
	held := of(b.reserved[subject{m, metering.Power}], day).quantity
	if held.Cmp(split.RatioOf(t.MeteredFrom)) < 0 {
		return nil
	}
	var refusal *fault.Fault
	switch metered := slices.ContainsFunc(t.Components, func(c Component) bool { return c.Basis == Used && c.Resource == metering.Power }); {
	case t.SmallOnly:
		refusal = ErrTooLarge
	case !metered:
		refusal = ErrUnmetered
	default:
		return nil
	}
	quantity, _ := inDigits(held)
	return refusal.With("member", m.String()).With("day", b.month.From.Add(day).String()).With("quantity", quantity).With("from", t.MeteredFrom.String())
}

// goOn counts what a member used, for the tiers of the next day.
func (b *books) goOn(m member.ID, day int) {
	for key, used := range b.used {
		if key.member == m {
			b.soFar[key] = b.soFar[key].Add(used[day].quantity)
		}
	}
}

// book adds a day to a charge, or to its last step where nothing has changed since.
func (b *books) book(t Tariff, c Component, m member.ID, day int, before split.Ratio, d daily, monthDays int) {
	if d.quantity.Sign() <= 0 {
		return
	}
	key := strings.Join([]string{m.String(), t.From.String(), c.Name}, "\x00")
	line := b.lines[key]
	if line == nil {
		line = &Charge{Member: m, Tariff: t.ID, Component: c.Name, Basis: c.Basis, Resource: c.Resource}
		b.lines[key] = line
	}
	on := b.month.From.Add(day)
	s := Step{Days: period.Span{From: on, To: on}, Of: monthDays, Before: before, Parts: c.between(before, before.Add(d.quantity)), Sources: d.sources}
	for _, p := range s.Parts {
		s.Amount = s.Amount.Add(p.Amount)
	}
	s.Amount = s.Amount.Quo(whole(monthDays))
	line.Exact = line.Exact.Add(s.Amount)
	if n := len(line.Steps); n > 0 && (c.Basis == Fixed || c.Basis == Reserved) && line.Steps[n-1].goesOn(s) {
		line.Steps[n-1].Days.To = on
		line.Steps[n-1].Amount = line.Steps[n-1].Amount.Add(s.Amount)
		return
	}
	line.Steps = append(line.Steps, s)
}

// goesOn reports whether next is the day after s, at the same quantity of the same.
func (s Step) goesOn(next Step) bool {
	return next.Days.From == s.Days.To.Add(1) && slices.Equal(s.Sources, next.Sources) &&
		slices.EqualFunc(s.Parts, next.Parts, func(a, b Part) bool { return a.Quantity.Cmp(b.Quantity) == 0 && a.Price.Cmp(b.Price) == 0 })
}

// charges are rounded and ordered by member, tariff and component.
func (b *books) charges() []Charge {
	keys := make([]string, 0, len(b.lines))
	for key := range b.lines {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	charges := make([]Charge, len(keys))
	for i, key := range keys {
		charges[i] = *b.lines[key]
		charges[i].Amount = Rounded(charges[i].Exact)
	}
	return charges
}

// Explains recomputes a charge from its own steps, and says what does not follow from them;
// nothing where all does.
func (c Charge) Explains() string {
	var sum split.Ratio
	for i, s := range c.Steps {
		var parts split.Ratio
		for _, p := range s.Parts {
			if p.Quantity.Mul(p.Price).Cmp(p.Amount) != 0 {
				return "step " + strconv.Itoa(i+1) + ": a part is not quantity times price"
			}
			parts = parts.Add(p.Amount)
		}
		if parts.Mul(whole(s.Days.Days())).Quo(whole(s.Of)).Cmp(s.Amount) != 0 {
			return "step " + strconv.Itoa(i+1) + ": its parts are not its amount"
		}
		sum = sum.Add(s.Amount)
	}
	if sum.Cmp(c.Exact) != 0 || Rounded(sum).Cmp(c.Amount) != 0 {
		return "the steps are not the amount"
	}
	return ""
}
