package calloff

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/split"
)

// Faults of dividing a call-off among budgets.
var (
	// ErrBudgets: one budget, or more than 50.
	ErrBudgets = fault.New(fault.Invalid, "calloff.budgets-number", fault.Rule("G-CAL"), fault.Field("budgets"))
	// ErrBudgetTwice: a code stands in the list twice.
	ErrBudgetTwice = fault.New(fault.Invalid, "calloff.budget-twice", fault.Rule("G-CAL"))
	// ErrBudgetWeight: not above zero, above a million, or finer than four places.
	ErrBudgetWeight = fault.New(fault.Invalid, "calloff.budget-weight-invalid", fault.Rule("G-CAL"))
)

const (
	mostBudgets  = 50
	weightPlaces = 4
)

var weightText = regexp.MustCompile(`^[0-9]{1,7}(\.[0-9]{1,4})?$`)

var mostWeight = decimal.New(1, 6)

// ParseWeight reads "1", "12.5" or "33.3333"; it fails with ErrBudgetWeight.
func ParseWeight(text string) (decimal.Decimal, error) {
	if !weightText.MatchString(text) {
		return decimal.Zero, ErrBudgetWeight
	}
	return decimal.NewFromString(text)
}

// Budget is a code of the member's budget and the weight by which it bears a call-off.
type Budget struct {
	Code   string
	Weight decimal.Decimal
}

// BudgetShare is what a budget bears, to the cent; all of a call-off are its total.
type BudgetShare struct {
	Code   string
	Amount money.Amount
}

func checkBudgets(budgets []Budget) error {
	if len(budgets) == 1 || len(budgets) > mostBudgets {
		return ErrBudgets
	}
	seen := make(map[string]bool, len(budgets))
	for i, b := range budgets {
		at := "budgets." + strconv.Itoa(i)
		code := strings.TrimSpace(b.Code)
		if n := utf8.RuneCountInString(code); n == 0 || n > longestBudgetCode {
			return ErrBudgetCode.At(at + ".code")
		}
		if seen[code] {
			return ErrBudgetTwice.At(at + ".code")
		}
		seen[code] = true
		if !goodWeight(b.Weight) {
			return ErrBudgetWeight.At(at + ".weight")
		}
	}
	return nil
}

func goodWeight(w decimal.Decimal) bool {
	return w.Sign() > 0 && w.Cmp(mostWeight) <= 0 && w.Equal(w.Truncate(weightPlaces))
}

// divided is the total among checked budgets, in their order, exact to the cent as all
// splits are (split.Rule).
func divided(total money.Amount, budgets []Budget) ([]BudgetShare, error) {
	if len(budgets) == 0 {
		return nil, nil
	}
	codes, weights := make([]string, len(budgets)), make([]uint64, len(budgets))
	for i, b := range budgets {
		codes[i] = strings.TrimSpace(b.Code)
		weights[i] = uint64(b.Weight.Shift(weightPlaces).IntPart())
	}
	return shared(total, codes, weights)
}

// redivided is another total among the budgets of the call-off, as they bore the former one;
// of one that was nothing, all alike.
func (c *CallOff) redivided(total money.Amount) ([]BudgetShare, error) {
	if len(c.s.Budgets) == 0 {
		return nil, nil
	}
	codes, weights := make([]string, len(c.s.Budgets)), make([]uint64, len(c.s.Budgets))
	for i, b := range c.s.Budgets {
		codes[i], weights[i] = b.Code, uint64(b.Amount.Cents())
		if c.s.Total.IsZero() {
			weights[i] = 1
		}
	}
	return shared(total, codes, weights)
}

func shared(total money.Amount, codes []string, weights []uint64) ([]BudgetShare, error) {
	cents := make([]int64, len(codes))
	splitter, err := split.NewSplitter(codes)
	if err != nil {
		return nil, err
	}
	if err := splitter.Split(cents, total.Cents(), weights); err != nil {
		return nil, err
	}
	shares := make([]BudgetShare, len(codes))
	for i, code := range codes {
		shares[i] = BudgetShare{Code: code, Amount: money.FromCents(cents[i])}
	}
	return shares, nil
}
