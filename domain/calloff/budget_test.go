package calloff_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/money"
)

func TestBudgetsBearTheTotalToTheCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var budgets []calloff.Budget
		for i := range rapid.IntRange(2, 50).Draw(t, "budgets") {
			weight := decimal.New(rapid.Int64Range(1, 1e10).Draw(t, "weight"), -4)
			budgets = append(budgets, calloff.Budget{Code: strings.Repeat("x", i/9+1) + string(rune('a'+i%9)), Weight: weight})
		}
		f := contract(t)
		o := desks(f, "3")
		o.Budgets = budgets
		c, err := calloff.Place(f, town, o, during)
		if err != nil {
			t.Fatal(err)
		}
		sum := money.Zero
		for i, share := range c.State().Budgets {
			if share.Code != budgets[i].Code {
				t.Fatalf("place %d bears %s", i, share.Code)
			}
			sum = sum.Add(share.Amount)
		}
		if total := c.State().Total; sum.Cmp(total) != 0 {
			t.Fatalf("%s are borne of %s", sum, total)
		}
	})
}

func TestBudgetsAreRefused(t *testing.T) {
	one := decimal.New(1, 0)
	for name, c := range map[string]struct {
		budgets []calloff.Budget
		want    error
		field   string
	}{
		"one alone":           {[]calloff.Budget{{Code: "1", Weight: one}}, calloff.ErrBudgets, "budgets"},
		"fifty-one":           {make([]calloff.Budget, 51), calloff.ErrBudgets, "budgets"},
		"one twice":           {[]calloff.Budget{{Code: "1", Weight: one}, {Code: "1 ", Weight: one}}, calloff.ErrBudgetTwice, "budgets.1.code"},
		"one without a code":  {[]calloff.Budget{{Code: "1", Weight: one}, {Code: " ", Weight: one}}, calloff.ErrBudgetCode, "budgets.1.code"},
		"a weight of nothing": {[]calloff.Budget{{Code: "1"}, {Code: "2", Weight: one}}, calloff.ErrBudgetWeight, "budgets.0.weight"},
		"five places":         {[]calloff.Budget{{Code: "1", Weight: decimal.New(1, -5)}, {Code: "2", Weight: one}}, calloff.ErrBudgetWeight, "budgets.0.weight"},
		"above a million":     {[]calloff.Budget{{Code: "1", Weight: decimal.New(1000001, 0)}, {Code: "2", Weight: one}}, calloff.ErrBudgetWeight, "budgets.0.weight"},
	} {
		f := contract(t)
		before := f.State().Drawn
		o := desks(f, "3")
		o.Budgets = c.budgets
		_, err := calloff.Place(f, town, o, during)
		if refusal, _ := fault.Of(err); !errors.Is(err, c.want) || refusal.Field() != c.field {
			t.Errorf("%s: %v at %s", name, err, refusal.Field())
		}
		if f.State().Drawn.Cmp(before) != 0 {
			t.Errorf("%s: something was drawn", name)
		}
	}
}
