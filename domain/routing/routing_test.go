package routing_test

import (
	"errors"
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/routing"
)

var (
	nordlicht, kontor, weser = id.New[member.Supplier](), id.New[member.Supplier](), id.New[member.Supplier]()
	goods                    = []routing.Line{{Position: 1, Category: demand.Hardware}}
)

// published sends small orders directly, larger ones of hardware down a cascade, services of
// more than a year into a competition, and balances the rest.
func published() routing.Table {
	return routing.Table{
		{Way: routing.Direct, Below: euros("1000.00")},
		{Way: routing.Cascade, Below: euros("5000.00"), Category: demand.Hardware, AnswerHours: 48},
		{Way: routing.Competition, Category: demand.Service, MonthsFrom: 12},
		{Way: routing.Balance},
	}
}

func euros(text string) money.Amount { return money.MustAmount(text) }

func candidates(drawn ...string) []routing.Candidate {
	list := []routing.Candidate{{Supplier: nordlicht, Rank: 1}, {Supplier: kontor, Rank: 2, TargetShare: 30}, {Supplier: weser, Rank: 3, TargetShare: 20}}
	for i, text := range drawn {
		list[i].Drawn = euros(text)
	}
	return list
}

func TestTheFirstRuleThatHoldsDecides(t *testing.T) {
	service := []routing.Line{{Position: 2, Category: demand.Service}}
	for name, c := range map[string]struct {
		order  routing.Order
		way    routing.Way
		looked []routing.Mismatch
		err    error
	}{
		"a small order":               {routing.Order{Total: euros("999.99"), Lines: goods}, routing.Direct, []routing.Mismatch{""}, nil},
		"at the bound the next holds": {routing.Order{Total: euros("1000.00"), Lines: goods}, routing.Cascade, []routing.Mismatch{"value", ""}, nil},
		"of mixed categories":         {routing.Order{Total: euros("1000.00"), Lines: append(goods, service...)}, routing.Balance, []routing.Mismatch{"value", "category", "category", ""}, nil},
		"a long service":              {routing.Order{Total: euros("1000.00"), Lines: service, Months: 12}, routing.Competition, []routing.Mismatch{"value", "category", ""}, routing.ErrCompetition},
		"a short service":             {routing.Order{Total: euros("1000.00"), Lines: service, Months: 11}, routing.Balance, []routing.Mismatch{"value", "category", "duration", ""}, nil},
		"a large order":               {routing.Order{Total: euros("5000.00"), Lines: goods}, routing.Balance, []routing.Mismatch{"value", "value", "category", ""}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			trace, err := published().Route(c.order, candidates())
			if !errors.Is(err, c.err) {
				t.Fatalf("got %v, want %v", err, c.err)
			}
			if trace.Way != c.way || fmt.Sprint(trace.Looked) != fmt.Sprint(c.looked) {
				t.Errorf("got %s after %q, want %s after %q", trace.Way, trace.Looked, c.way, c.looked)
			}
		})
	}
}

func TestARuleOfItemsHoldsForOrdersOfTheseOnly(t *testing.T) {
	table := routing.Table{{Way: routing.Direct, Items: []int{1, 3}}, {Way: routing.Balance}}
	for lines, want := range map[[2]int]routing.Way{{1, 3}: routing.Direct, {1, 2}: routing.Balance} {
		trace, err := table.Route(routing.Order{Lines: []routing.Line{{Position: lines[0]}, {Position: lines[1]}}}, candidates())
		if err != nil || trace.Way != want {
			t.Errorf("items %v went by %s, %v; want %s", lines, trace.Way, err, want)
		}
	}
}

func TestWhoIsOutIsPassedOverInSight(t *testing.T) {
	all := candidates()
	all[0].Out = routing.Suspended
	trace, err := routing.Table{{Way: routing.Direct}}.Route(routing.Order{Lines: goods}, all)
	if err != nil || trace.Chosen != kontor || trace.Rank != 2 || trace.Standings[0].Passed != routing.Suspended {
		t.Errorf("chosen %v in rank %d, %v", trace.Chosen, trace.Rank, err)
	}
	for i := range all {
		all[i].Out = routing.Withdrawn
	}
	if _, err := (routing.Table{{Way: routing.Balance}}).Route(routing.Order{}, all); !errors.Is(err, routing.ErrNobody) {
		t.Errorf("with everybody out: %v", err)
	}
}

// The first in rank has no share of its own: it has the 50 per cent that the others leave.
func TestABalanceGoesToWhoeverIsFurthestBehindItsShare(t *testing.T) {
	for name, c := range map[string]struct {
		drawn []string
		want  member.SupplierID
	}{
		"nobody has drawn: the first in rank": {nil, nordlicht},
		"the first is ahead":                  {[]string{"500.01", "300.00", "200.01"}, kontor},
		"a cent decides":                      {[]string{"500.00", "300.00", "199.99"}, weser},
		"equal to the cent: by rank":          {[]string{"500.00", "300.00", "200.00"}, nordlicht},
		"equal behind the first: by rank":     {[]string{"500.01", "300.00", "200.00"}, kontor},
	} {
		t.Run(name, func(t *testing.T) {
			trace, err := routing.Table{{Way: routing.Balance}}.Route(routing.Order{}, candidates(c.drawn...))
			if err != nil || trace.Chosen != c.want {
				t.Errorf("chosen %v, %v", trace, err)
			}
		})
	}
}

func TestATableIsPublishedOnlyWhole(t *testing.T) {
	rest := routing.Rule{Way: routing.Direct}
	for name, c := range map[string]struct {
		table routing.Table
		want  *fault.Fault
		field string
	}{
		"an unknown way":           {routing.Table{{Way: "lottery"}}, routing.ErrWay, "0.way"},
		"a band without width":     {routing.Table{{Way: routing.Direct, From: euros("5.00"), Below: euros("5.00")}, rest}, routing.ErrBand, "0.below"},
		"a negative band":          {routing.Table{{Way: routing.Direct, From: euros("-5.00")}, rest}, routing.ErrBand, "0.from"},
		"a stranger's item":        {routing.Table{{Way: routing.Direct, Items: []int{3}}, rest}, routing.ErrItem, "0.items"},
		"an item twice":            {routing.Table{{Way: routing.Direct, Items: []int{1, 1}}, rest}, routing.ErrItem, "0.items"},
		"an unknown category":      {routing.Table{{Way: routing.Direct, Category: "food"}, rest}, routing.ErrCategory, "0.category"},
		"months that end too soon": {routing.Table{{Way: routing.Direct, MonthsFrom: 3, MonthsTo: 2}, rest}, routing.ErrMonths, "0.monthsTo"},
		"months without end":       {routing.Table{{Way: routing.Direct, MonthsFrom: 121}, rest}, routing.ErrMonths, "0.monthsFrom"},
		"a cascade without hours":  {routing.Table{{Way: routing.Cascade}}, routing.ErrHours, "0.answerHours"},
		"hours without a cascade":  {routing.Table{{Way: routing.Direct, AnswerHours: 1}}, routing.ErrHours, "0.answerHours"},
		"an order without a way":   {routing.Table{{Way: routing.Direct, Below: euros("5.00")}}, routing.ErrOpenEnd, "0"},
		"a rule never reached":     {routing.Table{rest, {Way: routing.Balance}}, routing.ErrUnreachable, "1"},
		"too many rules":           {make(routing.Table, 21), routing.ErrRuleCount, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err, is := fault.Of(c.table.Check(2))
			if !is || !errors.Is(err, c.want) || err.Field() != c.field {
				t.Errorf("got %v, want %v at %q", err, c.want, c.field)
			}
		})
	}
	if err := published().Check(2); err != nil {
		t.Error(err)
	}
	if err := (routing.Table{}).Check(2); err != nil {
		t.Error(err)
	}
}

func drawnCandidates(t *rapid.T) []routing.Candidate {
	n := rapid.IntRange(1, 6).Draw(t, "suppliers")
	left := 100
	var all []routing.Candidate
	for rank := 1; rank <= n; rank++ {
		c := routing.Candidate{Supplier: id.New[member.Supplier](), Rank: rank, Drawn: money.FromCents(rapid.Int64Range(0, 1_000_000_000_000).Draw(t, "drawn"))}
		if rank > 1 {
			c.TargetShare = rapid.IntRange(0, left).Draw(t, "share")
			left -= c.TargetShare
		}
		if rapid.IntRange(0, 4).Draw(t, "out") == 0 {
			c.Out = routing.Suspended
		}
		all = append(all, c)
	}
	return all
}

// Of those who may deliver and have a share, none has a lower quotient of drawn and share than
// the one that is chosen, and none before it in rank has the same.
func TestABalanceIsThatOfExactFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawnCandidates(t)
		shuffled := rapid.Permutation(all).Draw(t, "order")
		trace, err := routing.Table{{Way: routing.Balance}}.Route(routing.Order{Total: euros("1.00")}, shuffled)
		quotient := func(s routing.Standing) *big.Rat { return big.NewRat(s.Drawn.Cents(), int64(s.TargetShare)) }
		var best *routing.Standing
		for i, s := range trace.Standings {
			if s.Rank != i+1 {
				t.Fatalf("standing %d is of rank %d", i, s.Rank)
			}
			if s.Passed == "" && (best == nil || quotient(s).Cmp(quotient(*best)) < 0) {
				best = &trace.Standings[i]
			}
		}
		switch {
		case best == nil && !errors.Is(err, routing.ErrNobody):
			t.Fatalf("nobody may deliver, and yet %v", err)
		case best != nil && (err != nil || trace.Chosen != best.Supplier):
			t.Fatalf("chosen rank %d, %v; want %d", trace.Rank, err, best.Rank)
		}
	})
}

// Whatever the order, a published table leads it somewhere, and tells every rule before.
func TestEveryOrderHasAWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := published()
		order := routing.Order{
			Total: money.FromCents(rapid.Int64Range(0, 2_000_000).Draw(t, "total")), Months: rapid.IntRange(0, 60).Draw(t, "months"),
			Lines: []routing.Line{{Position: 1, Category: rapid.SampledFrom([]demand.Category{demand.Hardware, demand.Service}).Draw(t, "category")}},
		}
		trace, err := table.Route(order, candidates())
		if trace.Rule() < 1 || trace.Looked[trace.Rule()-1] != "" || table[trace.Rule()-1].Way != trace.Way {
			t.Fatalf("%v", trace)
		}
		for _, mismatch := range trace.Looked[:trace.Rule()-1] {
			if mismatch == "" {
				t.Fatalf("a rule held and did not decide: %v", trace)
			}
		}
		if (trace.Way == routing.Competition) != errors.Is(err, routing.ErrCompetition) {
			t.Fatalf("%s: %v", trace.Way, err)
		}
	})
}
