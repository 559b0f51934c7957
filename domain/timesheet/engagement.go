// Package timesheet holds services that members call off: an engagement makes a budget of a
// call-off whose lines are rates, and its supplier's time sheets use that budget up (G-CAL).
package timesheet

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of engagements.
var (
	// ErrNotService: a line is no service by the hour or by the day, or several members call it off.
	ErrNotService = fault.New(fault.Conflict, "engagement.not-service", fault.Rule("G-CAL"))
	// ErrNotOrdered: the call-off was rejected or cancelled, or is not placed where it must be.
	ErrNotOrdered = fault.New(fault.Conflict, "engagement.not-ordered", fault.Rule("G-CAL"))
	// ErrAgreed: the call-off has its engagement already.
	ErrAgreed = fault.New(fault.Conflict, "engagement.agreed", fault.Rule("G-CAL"))
	// ErrPeriod: it lasts more than 120 months.
	ErrPeriod = fault.New(fault.Invalid, "engagement.period-invalid", fault.Rule("G-CAL"), fault.Field("to"))
	// ErrDescription: what is to be done takes 3 to 2000 characters.
	ErrDescription = fault.New(fault.Invalid, "engagement.description-invalid", fault.Rule("G-CAL"), fault.Field("description"))
	// ErrHoursPerDay: where a rate is by the day, a day has 1 to 24 hours in quarters; elsewhere it has none.
	ErrHoursPerDay = fault.New(fault.Invalid, "engagement.hours-per-day-invalid", fault.Rule("G-CAL"), fault.Field("hoursPerDay"))
	// ErrClosed: nothing is worked any more.
	ErrClosed = fault.New(fault.Conflict, "engagement.closed", fault.Rule("G-CAL"))
	// ErrSheetsOpen: a time sheet waits to be accepted or corrected.
	ErrSheetsOpen = fault.New(fault.Conflict, "engagement.sheets-open", fault.Rule("G-CAL"))
)

// The units of rates.
const (
	Hour quantity.Unit = "HUR"
	Day  quantity.Unit = "DAY"
)

const (
	quartersPerHour = 4
	longestMonths   = 120
	shortestText    = 3
	longestText     = 2000
)

// ID names an engagement.
type ID = id.Of[Engagement]

// Engagement is a call-off of services: its total is a budget for work in a period.
type Engagement struct{ s State }

// State is all that an engagement knows.
type State struct {
	ID          ID
	Version     int
	CallOff     calloff.ID
	Number      string // of the call-off
	Supplier    member.SupplierID
	Member      member.ID
	Placed      bool // whether the call-off is an order
	Period      period.Span
	Description string
	DayQuarters int // quarters of an hour that a day has, or 0 where no rate is by the day
	Budget      money.Amount
	Rates       []Rate
	Sheets      []Sheet // by number
	ClosedAt    time.Time
	ClosedBy    member.PersonID
}

// Rate is a line of the call-off: what a role costs, and how much of it is planned at most.
type Rate struct {
	Position int
	Item     framework.ItemID
	Name     string // "Senior Consultant"
	Unit     quantity.Unit
	Price    money.Price // of a unit
	Planned  quantity.Quantity
}

// Terms are what a buyer says of the work besides what the call-off says.
type Terms struct {
	Period      period.Span
	Description string
	HoursPerDay string // "7.75"; empty where no rate is by the day
}

// Agree makes an engagement of a call-off whose lines are services by the hour or the day. It
// fails with ErrNotOrdered, ErrNotService, ErrPeriod, ErrDescription or ErrHoursPerDay.
func Agree(c calloff.State, category func(framework.ItemID) demand.Category, t Terms) (*Engagement, error) {
	if c.Status != calloff.Submitted && c.Status != calloff.Placed {
		return nil, ErrNotOrdered.With("status", string(c.Status))
	}
	e := &Engagement{State{
		ID: id.New[Engagement](), Version: 1, CallOff: c.ID, Number: c.Number, Supplier: c.Supplier, Member: c.Member,
		Placed: c.Status == calloff.Placed, Period: t.Period, Description: strings.TrimSpace(t.Description), Budget: c.Total, Rates: RatesOf(c.Lines),
	}}
	byDay := false
	for _, line := range c.Lines {
		if category(line.Item) != demand.Service || line.Unit != Hour && line.Unit != Day || line.Derivation != "" || c.Joint != nil {
			return nil, ErrNotService.With("item", line.Name)
		}
		byDay = byDay || line.Unit == Day
	}
	if t.Period.To.After(t.Period.From.AddMonths(longestMonths)) {
		return nil, ErrPeriod
	}
	if n := utf8.RuneCountInString(e.s.Description); n < shortestText || n > longestText {
		return nil, ErrDescription
	}
	if !byDay {
		if t.HoursPerDay != "" {
			return nil, ErrHoursPerDay
		}
		return e, nil
	}
	quarters, ok := quartersOf(t.HoursPerDay)
	if !ok || quarters < quartersPerHour {
		return nil, ErrHoursPerDay
	}
	e.s.DayQuarters = quarters
	return e, nil
}

// RatesOf are the lines of a call-off as rates.
func RatesOf(lines []framework.Line) []Rate {
	rates := make([]Rate, len(lines))
	for i, l := range lines {
		rates[i] = Rate{Position: l.Position, Item: l.Item, Name: l.Name, Unit: l.Unit, Price: l.Price, Planned: l.Quantity}
	}
	return rates
}

// quartersOf reads hours in quarters, above 0 and at most 24: "7.75".
func quartersOf(text string) (int, bool) {
	hours, err := quantity.Parse(strings.Replace(strings.TrimSpace(text), ",", ".", 1))
	if err != nil {
		return 0, false
	}
	quarters := hours.Decimal().Mul(decimal.New(quartersPerHour, 0))
	if !quarters.IsInteger() || quarters.Sign() <= 0 || quarters.Cmp(decimal.New(longestDay, 0)) > 0 {
		return 0, false
	}
	return int(quarters.IntPart()), true
}

// Hours writes quarters of an hour as hours: "7.75".
func Hours(quarters int) string {
	return decimal.New(int64(quarters), 0).Mul(decimal.New(25, -2)).String()
}

// Restore takes back what a store kept.
func Restore(s State) *Engagement { return &Engagement{s} }

// State shows a copy.
func (e *Engagement) State() State {
	s := e.s
	s.Sheets = append([]Sheet(nil), s.Sheets...)
	return s
}

// quarters is how many quarters of an hour a unit of the rate has.
func (s State) quarters(r Rate) int {
	if r.Unit == Day {
		return s.DayQuarters
	}
	return quartersPerHour
}

// Costs is what so many quarters at a rate cost, rounded once.
func (s State) Costs(r Rate, quarters int) money.Amount {
	cents := r.Price.Decimal().Mul(decimal.New(int64(quarters), 2)).DivRound(decimal.New(int64(s.quarters(r)), 0), 0)
	return money.FromCents(cents.IntPart())
}

// PlannedQuarters is how much of a rate may be worked at most: what was called off of it.
func (s State) PlannedQuarters(r Rate) int {
	return int(r.Planned.Decimal().Mul(decimal.New(int64(s.quarters(r)), 0)).IntPart())
}

func (s State) rate(position int) (Rate, bool) {
	for _, r := range s.Rates {
		if r.Position == position {
			return r, true
		}
	}
	return Rate{}, false
}

// Used is what the sheets that are not sent back cost, and of that what is accepted and may be invoiced.
func (s State) Used() (all, accepted money.Amount) {
	for _, sheet := range s.Sheets {
		switch sheet.Status {
		case Accepted:
			accepted = accepted.Add(sheet.Total())
			all = all.Add(sheet.Total())
		case HandedIn:
			all = all.Add(sheet.Total())
		case Returned:
		}
	}
	return all, accepted
}

// BudgetSteps are the parts of the budget, in per cent, at which the member is warned (G-CAL).
var BudgetSteps = [...]int{80, 100}

// BudgetReached is the highest step that what is used of a budget has reached, or 0.
func BudgetReached(used, budget money.Amount) int {
	reached := 0
	for _, step := range BudgetSteps {
		if used.Decimal().Mul(decimal.New(100, 0)).Cmp(budget.Decimal().Mul(decimal.New(int64(step), 0))) >= 0 && used.Sign() > 0 {
			reached = step
		}
	}
	return reached
}

// Worked is how many quarters of a rate stand in sheets that are not sent back.
func (s State) Worked(position int) int {
	worked := 0
	for _, sheet := range s.Sheets {
		if sheet.Status == Returned {
			continue
		}
		for _, entry := range sheet.Entries {
			if entry.Position == position {
				worked += entry.Quarters
			}
		}
	}
	return worked
}

// Unused is what is given back when the engagement is closed: per line how much was not worked,
// to the thousandth in the contract's disfavour, and together what the budget has left.
func (s State) Unused() (money.Amount, []framework.Line) {
	used, _ := s.Used()
	left := s.Budget.Sub(used)
	lines := make([]framework.Line, len(s.Rates))
	for i, r := range s.Rates {
		size := decimal.New(int64(s.quarters(r)), 0)
		open := r.Planned.Decimal().Mul(size).Sub(decimal.New(int64(s.Worked(r.Position)), 0))
		back, _ := quantity.FromDecimal(open.DivRound(size, 6).Truncate(3))
		lines[i] = framework.Line{Position: r.Position, Item: r.Item, Name: r.Name, Unit: r.Unit, Quantity: back, Price: r.Price}
	}
	lines[0].Total = left
	return left, lines
}

// Close ends the work and gives back what was not used. It fails with ErrNotOrdered, ErrClosed or ErrSheetsOpen.
func Close(e *Engagement, f *framework.Framework, by member.PersonID, now time.Time) error {
	if err := e.works(); err != nil {
		return err
	}
	for _, sheet := range e.s.Sheets {
		if sheet.Status != Accepted {
			return ErrSheetsOpen.With("number", strconv.Itoa(sheet.Number))
		}
	}
	left, lines := e.s.Unused()
	if err := f.GiveBack(e.s.Supplier, []framework.Part{{Member: e.s.Member, Amount: left}}, lines); err != nil {
		return err
	}
	e.s.ClosedAt, e.s.ClosedBy = now, by
	return nil
}

// works fails with ErrNotOrdered or ErrClosed where nothing can be worked.
func (e *Engagement) works() error {
	if !e.s.Placed {
		return ErrNotOrdered
	}
	if !e.s.ClosedAt.IsZero() {
		return ErrClosed
	}
	return nil
}
