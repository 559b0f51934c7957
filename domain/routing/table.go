// Package routing decides to which supplier of a contract an order goes: by the table that
// the procurement documents published, and by nothing else (VgV 21, G-CAL). Every decision
// comes with its trace, so that anybody can follow it without this program.
package routing

import (
	"slices"
	"strconv"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/money"
)

// The faults of a table.
var (
	// ErrWay: the way is none of the four.
	ErrWay = fault.New(fault.Invalid, "routing.way-unknown", fault.Rule("G-CAL"))
	// ErrBand: a band of values begins at or above zero and ends above its beginning.
	ErrBand = fault.New(fault.Invalid, "routing.band-invalid", fault.Rule("G-CAL"))
	// ErrItem: an item is not in the lot, or is named twice.
	ErrItem = fault.New(fault.Invalid, "routing.item-unknown", fault.Rule("G-CAL"))
	// ErrCategory: the category is none of those known.
	ErrCategory = fault.New(fault.Invalid, "routing.category-unknown", fault.Rule("G-CAL"))
	// ErrMonths: a duration is 0 to 120 months and ends not before it begins.
	ErrMonths = fault.New(fault.Invalid, "routing.months-invalid", fault.Rule("G-CAL"))
	// ErrHours: a cascade gives each supplier 1 to 720 hours to answer; other ways state none.
	ErrHours = fault.New(fault.Invalid, "routing.hours-invalid", fault.Rule("G-CAL"))
	// ErrRuleCount: a table has at most 20 rules.
	ErrRuleCount = fault.New(fault.Invalid, "routing.rule-count", fault.Rule("G-CAL"))
	// ErrOpenEnd: the last rule holds without any condition, so that every order has a way.
	ErrOpenEnd = fault.New(fault.Invalid, "routing.last-rule-conditional", fault.Rule("G-CAL"))
	// ErrUnreachable: a rule stands behind one that holds for every order.
	ErrUnreachable = fault.New(fault.Invalid, "routing.rule-unreachable", fault.Rule("G-CAL"))
)

// Way is how the supplier of an order is found.
type Way string

// The ways.
const (
	Direct      Way = "direct"           // the first in rank
	Cascade     Way = "cascade"          // the first in rank; the next one when it refuses or is silent
	Balance     Way = "balance"          // who has drawn least, measured by its target share
	Competition Way = "mini-competition" // who makes the best bid for this order
)

const (
	mostRules     = 20
	longestMonths = 120
	longestHours  = 720
)

// Table is the rules in their order: the first that holds for an order decides. Without any
// rule every order goes to the first in rank.
type Table []Rule

// Rule says which way orders take that meet all its conditions. A condition that is not
// stated is met.
type Rule struct {
	Way         Way
	From        money.Amount // net total of the order, at the prices of the first rank
	Below       money.Amount // zero: without end
	Items       []int        // positions in the lot; every line of the order is one of them
	Category    demand.Category
	MonthsFrom  int
	MonthsTo    int // zero: without end
	AnswerHours int // of a cascade: how long each supplier has, by the working time of Due
}

// Check refuses a table that could not be published for a lot of so many items. Fields are
// paths below the table: "0.below".
func (t Table) Check(items int) error {
	if len(t) > mostRules {
		return ErrRuleCount
	}
	for i, r := range t {
		if err := r.check(items); err != nil {
			return err.At(strconv.Itoa(i) + "." + err.Field())
		}
		last := i == len(t)-1
		switch {
		case r.always() && !last:
			return ErrUnreachable.At(strconv.Itoa(i + 1))
		case last && !r.always():
			return ErrOpenEnd.At(strconv.Itoa(i))
		}
	}
	return nil
}

func (r Rule) check(items int) *fault.Fault {
	switch {
	case !slices.Contains([]Way{Direct, Cascade, Balance, Competition}, r.Way):
		return ErrWay.At("way")
	case r.From.Sign() < 0 || r.Below.Sign() < 0:
		return ErrBand.At("from")
	case !r.Below.IsZero() && r.Below.Cmp(r.From) <= 0:
		return ErrBand.At("below")
	case r.Category != "" && !slices.Contains([]demand.Category{demand.Hardware, demand.Software, demand.Service, demand.DataCenter}, r.Category):
		return ErrCategory.At("category")
	case r.MonthsFrom < 0 || r.MonthsFrom > longestMonths:
		return ErrMonths.At("monthsFrom")
	case r.MonthsTo < 0 || r.MonthsTo > longestMonths || r.MonthsTo > 0 && r.MonthsTo < r.MonthsFrom:
		return ErrMonths.At("monthsTo")
	case r.Way == Cascade && (r.AnswerHours < 1 || r.AnswerHours > longestHours), r.Way != Cascade && r.AnswerHours != 0:
		return ErrHours.At("answerHours")
	}
	seen := map[int]bool{}
	for _, position := range r.Items {
		if position < 1 || position > items || seen[position] {
			return ErrItem.At("items")
		}
		seen[position] = true
	}
	return nil
}

// AsksMonths reports whether a rule looks at how long an order is performed.
func (t Table) AsksMonths() bool {
	return slices.ContainsFunc(t, func(r Rule) bool { return r.MonthsFrom > 0 || r.MonthsTo > 0 })
}

// always reports whether the rule holds for every order.
func (r Rule) always() bool {
	return r.From.IsZero() && r.Below.IsZero() && len(r.Items) == 0 && r.Category == "" && r.MonthsFrom == 0 && r.MonthsTo == 0
}
