package framework

import (
	"slices"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Headroom is how far a contract may still be modified under a ground.
type Headroom struct {
	Ground Ground
	Bound  Bound
	Limit  money.Amount // what it may count for: each modification, or all together
	Used   money.Amount // by those approved, where they are counted together
	Left   money.Amount // Limit less Used, never negative
	Source string       // of the figures
	// Primary reports whether the figures were read in a primary source.
	Primary bool
}

// Bound is how a ground limits the value of modifications.
type Bound string

// The bounds.
const (
	Unbounded Bound = "none"     // by its clause alone
	NoRaise   Bound = "no-value" // nothing that raises the value
	EachBound Bound = "each"     // every modification by itself
	AllBound  Bound = "all"      // all of them together
)

// limits are what the law allows on a day.
type limits struct {
	each, minor legal.Figure[int] // per cent of the original value
	threshold   legal.Figure[money.Amount]
}

func limitsOn(law legal.Params, day period.Day) (l limits, err error) {
	if l.each, err = law.Number(legal.ModificationEach, day); err != nil {
		return l, err
	}
	if l.minor, err = law.Number(legal.ModificationMinor, day); err != nil {
		return l, err
	}
	l.threshold, err = law.Amount(legal.ThresholdSubCentral, day)
	return l, err
}

// Headroom is what is left under each ground today, in the order of Grounds.
func (f *Framework) Headroom(law legal.Params, now time.Time) ([]Headroom, error) {
	limits, err := limitsOn(law, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	left := make([]Headroom, len(Grounds))
	for i, ground := range Grounds {
		left[i] = f.headroom(limits, ground)
	}
	return left, nil
}

func (f *Framework) headroom(l limits, ground Ground) Headroom {
	h := Headroom{Ground: ground}
	switch ground {
	case ReviewClause:
		h.Bound, h.Source = Unbounded, "GWB § 132 Abs. 2 Satz 1 Nr. 1"
	case Replacement:
		h.Bound, h.Source = NoRaise, "GWB § 132 Abs. 2 Satz 1 Nr. 4"
	case NotSubstantial:
		h.Bound, h.Source = NoRaise, "GWB § 132 Abs. 1"
	case Additional, Unforeseen:
		h.Bound, h.Limit = EachBound, percent(f.s.Original, l.each.Value)
		h.Source, h.Primary = l.each.Source, l.each.Primary
	case DeMinimis:
		h.Bound, h.Limit = AllBound, percent(f.s.Original, l.minor.Value)
		h.Source, h.Primary = l.minor.Source, l.minor.Primary
		if l.threshold.Value.Cmp(h.Limit) < 0 {
			h.Limit, h.Source, h.Primary = l.threshold.Value, l.threshold.Source, l.threshold.Primary
		}
		h.Used = counted(f.approved(DeMinimis), f.s.Dearer)
	}
	if h.Left = h.Limit.Sub(h.Used); h.Left.Sign() < 0 {
		h.Left = money.Zero // the law became stricter since
	}
	return h
}

// CountPrices tells by how much agreed changes of prices made the items dearer (pricing.Dearer).
func (f *Framework) CountPrices(dearer money.Amount) { f.s.Dearer = dearer }

// Reprice holds changes of prices that make the items dearer by so much, all of them together, against
// what modifications of little value may count for. It fails with ErrModificationTooLarge.
func (f *Framework) Reprice(dearer money.Amount, law legal.Params, now time.Time) error {
	limits, err := limitsOn(law, period.DayOf(now))
	if err != nil {
		return err
	}
	left := f.headroom(limits, DeMinimis)
	value := counted(f.approved(DeMinimis), dearer).Sub(left.Used)
	if value.Sign() > 0 && value.Cmp(left.Left) > 0 {
		return tooLarge(DeMinimis, value, left).At("items")
	}
	f.s.Dearer = dearer
	return nil
}

func tooLarge(ground Ground, value money.Amount, left Headroom) *fault.Fault {
	return ErrModificationTooLarge.With("ground", string(ground)).With("value", value.String()).With("left", left.Left.String())
}

// weigh is what a modification counts for under its ground: by itself, or by how much more all of
// them together then count for. It fails with ErrGroundRaisesNothing or ErrModificationTooLarge.
func (f *Framework) weigh(m Modification, l limits) (money.Amount, error) {
	left := f.headroom(l, m.Ground)
	value := counted([]Modification{m}, money.Zero)
	if left.Bound == AllBound {
		before := f.approved(m.Ground)
		value = counted(append(before, m), f.s.Dearer).Sub(left.Used)
	}
	switch left.Bound {
	case NoRaise:
		if value.Sign() > 0 {
			return value, ErrGroundRaisesNothing.With("ground", string(m.Ground)).With("value", value.String())
		}
	case EachBound, AllBound:
		if value.Cmp(left.Left) > 0 {
			return value, tooLarge(m.Ground, value, left)
		}
	case Unbounded:
	}
	return value, nil
}

// counted is by how much modifications together make a contract worth more: by what they raise its
// maximum, or by how much dearer its items are than when they were awarded, whichever is more; repriced
// is what changes of prices made them dearer besides. Prices are held against the awarded ones, so that
// small steps count for the way they go together, and a price that falls again gives nothing back.
func counted(modifications []Modification, repriced money.Amount) money.Amount {
	raised, dearer, sum := money.Zero, map[ItemID]money.Amount{}, repriced
	for _, m := range modifications {
		raised = raised.Add(m.Change.Raise)
		for _, c := range m.Change.Items {
			if more := c.Dearer.Sub(dearer[c.Item]); more.Sign() > 0 {
				dearer[c.Item], sum = c.Dearer, sum.Add(more)
			}
		}
	}
	if sum.Cmp(raised) > 0 {
		return sum
	}
	return raised
}

// compared fills in what the changes make items dearer than they were awarded.
func (f *Framework) compared(changes []ItemChange) []ItemChange {
	compared := slices.Clone(changes)
	for i, c := range compared {
		compared[i].Dearer = money.Zero
		item := f.item(c.Item)
		if item == nil || c.Price.Cmp(item.Price) == 0 {
			continue
		}
		more := c.Price.Times(c.Maximum.Decimal()).Sub(item.Awarded.Times(c.Maximum.Decimal()))
		if more.Sign() > 0 {
			compared[i].Dearer = more
		}
	}
	return compared
}

// approved are the modifications under a ground that count, in a slice of its own.
func (f *Framework) approved(ground Ground) []Modification {
	var under []Modification
	for _, m := range f.s.Modifications {
		if m.Status == Approved && m.Ground == ground {
			under = append(under, m)
		}
	}
	return under
}

// percent is a part of an amount, a fraction of a cent less at most.
func percent(of money.Amount, rate int) money.Amount {
	return money.FromCents(of.Cents()/100*int64(rate) + of.Cents()%100*int64(rate)/100)
}
