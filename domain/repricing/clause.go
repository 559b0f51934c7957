package repricing

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

// ClauseID names a clause.
type ClauseID = id.Of[Clause]

// Clause is an index clause as a contract has it.
type Clause struct {
	ID        ClauseID
	Framework framework.ID
	Number    int // 1 upwards in each contract; of several the highest counts
	Category  demand.Category
	BaseMonth period.Day // its first day
	Formula   pricing.Clause
	Ground    string // where it was agreed
	By        member.PersonID
	At        time.Time
}

// Agreeing is a clause to enter.
type Agreeing struct {
	Category  demand.Category // empty: all items
	BaseMonth period.Day
	Formula   pricing.Clause
	Ground    string
	By        member.PersonID
}

// longestGround is how long the place of an agreement may be.
const longestGround = 500

// Agree enters the next clause of a contract. It fails with pricing.ErrClause and
// pricing.ErrPartsNotOne.
func Agree(contract framework.ID, before int, a Agreeing, now time.Time) (*Clause, error) {
	switch a.Category {
	case "", demand.Hardware, demand.Software, demand.Service, demand.DataCenter:
	default:
		return nil, pricing.ErrClause.At("category")
	}
	ground := strings.TrimSpace(a.Ground)
	if n := utf8.RuneCountInString(ground); n < shortestReason || n > longestGround {
		return nil, pricing.ErrClause.At("ground")
	}
	if a.BaseMonth.IsZero() || a.BaseMonth != MonthOf(a.BaseMonth) {
		return nil, pricing.ErrClause.At("baseMonth")
	}
	if err := a.Formula.Check(); err != nil {
		return nil, err
	}
	return &Clause{
		ID: id.New[Clause](), Framework: contract, Number: before + 1, Category: a.Category, BaseMonth: a.BaseMonth,
		Formula: a.Formula, Ground: ground, By: a.By, At: now,
	}, nil
}

// MonthOf is the first day of the day's month.
func MonthOf(d period.Day) period.Day {
	t := d.UTC()
	return period.Date(t.Year(), t.Month(), 1)
}

// Standing is an item's prices as a clause finds them.
type Standing struct {
	Item     framework.ItemID
	Position int
	Name     string
	Unit     quantity.Unit
	Base     pricing.Rate // P0: the last that no index made
	Since    period.Day   // when that began; no day for the original price
	Present  pricing.Rate
}

// Applied is where a clause stands: what it made of the prices so far.
type Applied struct {
	Factor split.Ratio // one, or that of the last change
	Last   period.Day  // when that began; no day where there was none
	Items  []Standing
}

// Adjusted are the prices that a clause makes.
type Adjusted struct {
	pricing.Adjustment
	Items []Item
}

// Adjust computes the prices from a day on. Items whose price was agreed anew after the
// clause was are left out: their P0 knows the indices already. It fails with the faults of
// pricing.Clause.Adjust, Triggers and Due, and with ErrNothingChanges.
func (c Clause) Adjust(standing Applied, values []pricing.Value, from period.Day) (Adjusted, error) {
	last := standing.Last
	if last.IsZero() {
		last = c.BaseMonth
	}
	if err := c.Formula.Due(last, from); err != nil {
		return Adjusted{}, err
	}
	made, err := c.Formula.Adjust(values, standing.Factor)
	if err != nil {
		return Adjusted{}, err
	}
	adjusted := Adjusted{Adjustment: made}
	if err := c.Formula.Triggers(made); err != nil {
		return adjusted, err
	}
	for _, item := range standing.Items {
		if item.Since.After(period.DayOf(c.At)) {
			continue
		}
		rate, err := item.Base.Times(made.Factor)
		if err != nil {
			return adjusted, err
		}
		if !rate.Equal(item.Present) {
			adjusted.Items = append(adjusted.Items, Item{Item: item.Item, Before: item.Present.Price, Rate: rate})
		}
	}
	if len(adjusted.Items) == 0 {
		return adjusted, ErrNothingChanges
	}
	return adjusted, nil
}

// ProposeByIndex makes a change of what a clause computed.
func ProposeByIndex(contract Contract, c *Clause, adjusted Adjusted, p Proposal, now time.Time) (*Change, error) {
	p.Ground, p.Items = pricing.ByIndex, adjusted.Items
	change, err := Propose(contract, p, now)
	if err != nil {
		return nil, err
	}
	change.s.Clause, change.s.Adjustment = c.ID, &adjusted.Adjustment
	return change, nil
}

// Wanted is a price that somebody asks for.
type Wanted struct {
	Item framework.ItemID
	Rate pricing.Rate
}

// Compare makes items of what is wanted and what they cost at present. It fails with
// framework.ErrItemUnknown, framework.ErrItemTwice, pricing.ErrTiers, and ErrNothingChanges
// for a price that stays as it is.
func Compare(wanted []Wanted, present map[framework.ItemID]pricing.Rate) ([]Item, error) {
	items := make([]Item, len(wanted))
	seen := make(map[framework.ItemID]bool, len(wanted))
	for i, w := range wanted {
		at := "items." + strconv.Itoa(i)
		now, known := present[w.Item]
		switch {
		case !known:
			return nil, framework.ErrItemUnknown.At(at + ".itemId")
		case seen[w.Item]:
			return nil, framework.ErrItemTwice.At(at + ".itemId")
		case w.Rate.Equal(now):
			return nil, ErrNothingChanges.At(at)
		}
		if err := w.Rate.Check(); err != nil {
			return nil, fault.Under(err, at)
		}
		seen[w.Item] = true
		items[i] = Item{Item: w.Item, Before: now.Price, Rate: w.Rate}
	}
	return items, nil
}
