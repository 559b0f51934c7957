package approval_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

var (
	now     = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	today   = period.DayOf(now)
	persons = []member.PersonID{"anna", "ben", "carl", "dora", "emil"}
)

func rule(above string, approver member.PersonID, persons int) approval.Rule {
	return approval.Rule{Above: money.MustAmount(above), Approver: approver, Persons: persons}
}

func TestTheStrictestRulesGiveTheSteps(t *testing.T) {
	it := approval.Rule{Above: money.MustAmount("0"), Category: "302", Approver: "carl", Persons: 1}
	building := approval.Rule{Above: money.MustAmount("0"), Budget: "65.", Approver: "dora", Persons: 1}
	table := approval.Table{Rules: []approval.Rule{rule("1000", "", 1), it, building, rule("25000", "", 2), rule("50000", "ben", 1)}}
	for name, c := range map[string]struct {
		facts approval.Facts
		want  []approval.Step
	}{
		"at a band's edge nothing": {approval.Facts{Total: money.MustAmount("1000"), Categories: []string{"44000000-0"}, Budgets: []string{"1.2"}}, nil},
		"a cent over it one":       {approval.Facts{Total: money.MustAmount("1000.01")}, []approval.Step{{Rule: rule("1000", "", 1), Persons: 1}}},
		"the higher band asks two": {approval.Facts{Total: money.MustAmount("30000")}, []approval.Step{{Rule: rule("25000", "", 2), Persons: 2}}},
		"a category asks its own": {
			approval.Facts{Total: money.MustAmount("10"), Categories: []string{"44000000-0", "30213100-6"}},
			[]approval.Step{{Rule: it, Approver: "carl", Persons: 1}},
		},
		"and so does a budget": {approval.Facts{Total: money.MustAmount("10"), Budgets: []string{"11.1", "65.3"}}, []approval.Step{{Rule: building, Approver: "dora", Persons: 1}}},
		"who submits is not asked": {
			approval.Facts{Total: money.MustAmount("60000"), By: "ben"},
			[]approval.Step{{Rule: rule("25000", "", 2), Persons: 2}, {Rule: rule("50000", "ben", 1), Persons: 1}},
		},
	} {
		if got := table.Steps(c.facts); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func drawRule(t *rapid.T) approval.Rule {
	r := approval.Rule{
		Above:    money.FromCents(rapid.Int64Range(0, 10).Draw(t, "above")),
		Category: rapid.SampledFrom([]string{"", "30", "302", "44"}).Draw(t, "category"),
		Budget:   rapid.SampledFrom([]string{"", "1", "1.2", "6"}).Draw(t, "budget"),
		Approver: rapid.SampledFrom(append([]member.PersonID{""}, persons[:3]...)).Draw(t, "approver"), Persons: 1,
	}
	if r.Approver.IsZero() {
		r.Persons = rapid.IntRange(1, 2).Draw(t, "persons")
	}
	return r
}

func drawFacts(t *rapid.T) approval.Facts {
	return approval.Facts{
		Total:      money.FromCents(rapid.Int64Range(0, 12).Draw(t, "total")),
		Categories: rapid.SliceOfN(rapid.SampledFrom([]string{"30200000-1", "44000000-0", ""}), 1, 3).Draw(t, "categories"),
		Budgets:    rapid.SliceOfN(rapid.SampledFrom([]string{"1.2.3", "6", "9"}), 1, 2).Draw(t, "budgets"),
		By:         rapid.SampledFrom(persons).Draw(t, "by"),
	}
}

// asked is how many persons of each kind the steps ask for.
func asked(steps []approval.Step) map[member.PersonID]int {
	n := map[member.PersonID]int{}
	for _, s := range steps {
		n[s.Rule.Approver] += s.Persons
	}
	return n
}

// More money, more categories, more budgets or one more rule never ask fewer people; what
// is asked is asked by a rule that applies; and nobody is asked to approve one's own.
func TestRulesOnlyAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := approval.Table{Rules: rapid.SliceOfN(rapid.Custom(drawRule), 0, 8).Draw(t, "rules")}
		facts, more := drawFacts(t), drawFacts(t)
		steps := table.Steps(facts)
		for _, s := range steps {
			if s.Approver == facts.By || s.Rule.Persons != s.Persons || facts.Total.Cmp(s.Rule.Above) <= 0 || !slices.Contains(table.Rules, s.Rule) {
				t.Fatalf("step %+v of %+v", s, facts)
			}
		}
		bigger := approval.Facts{
			Total: facts.Total.Add(more.Total), Categories: append(slices.Clone(facts.Categories), more.Categories...),
			Budgets: append(slices.Clone(facts.Budgets), more.Budgets...), By: facts.By,
		}
		stricter := approval.Table{Rules: append(slices.Clone(table.Rules), drawRule(t))}
		for name, others := range map[string][]approval.Step{"a bigger order": table.Steps(bigger), "one more rule": stricter.Steps(facts)} {
			now := asked(others)
			for who, n := range asked(steps) {
				if now[who] < n {
					t.Fatalf("%s asks %d of %q, not %d", name, now[who], who, n)
				}
			}
		}
		if reversed := slices.Clone(table.Rules); len(reversed) > 0 {
			slices.Reverse(reversed)
			if !mapsEqual(asked((approval.Table{Rules: reversed}).Steps(facts)), asked(steps)) {
				t.Fatal("the order of the rules decides how many are asked")
			}
		}
	})
}

func mapsEqual(a, b map[member.PersonID]int) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

// Whoever tries in whatever order: what is approved was approved by different people, none
// of them a submitter, for different people, each step in its turn.
func TestNobodyApprovesTwiceOrOnesOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := approval.Table{Rules: rapid.SliceOfN(rapid.Custom(drawRule), 1, 5).Draw(t, "rules")}
		facts := drawFacts(t)
		steps := table.Steps(facts)
		var given []approval.Given
		for range 20 {
			h := approval.Hand{
				Person: rapid.SampledFrom(persons).Draw(t, "person"), Approver: rapid.Bool().Draw(t, "approver"), Submitters: []member.PersonID{facts.By},
				InPlaceOf: rapid.SliceOfNDistinct(rapid.SampledFrom(persons), 0, 2, rapid.ID[member.PersonID]).Draw(t, "in place of"),
			}
			h.InPlaceOf = slices.DeleteFunc(h.InPlaceOf, func(p member.PersonID) bool { return p == h.Person })
			next := approval.Next(steps, given)
			g, err := h.Approve(steps, given, now)
			if err != nil {
				continue
			}
			if next == 0 || g.Step != next {
				t.Fatalf("step %d is approved while %d is next", g.Step, next)
			}
			if who := steps[g.Step-1].Approver; !who.IsZero() && who != g.By && who != g.InPlaceOf {
				t.Fatalf("%s is asked, %+v approves", who, g)
			}
			given = append(given, g)
		}
		seen := map[member.PersonID]bool{facts.By: true}
		for _, g := range given {
			for _, p := range []member.PersonID{g.By, g.InPlaceOf} {
				if !p.IsZero() && seen[p] {
					t.Fatalf("%s acts twice or on one's own: %+v", p, given)
				}
				seen[p] = true
			}
		}
	})
}

func TestWhoMayGiveTheNextApproval(t *testing.T) {
	steps := []approval.Step{{Persons: 2}, {Approver: "carl", Persons: 1}}
	first := approval.Given{Step: 1, By: "ben"}
	for name, c := range map[string]struct {
		hand        approval.Hand
		given       []approval.Given
		want        error
		represented member.PersonID
	}{
		"an approver":                    {hand: approval.Hand{Person: "ben", Approver: true}},
		"who submitted":                  {hand: approval.Hand{Person: "anna", Approver: true}, want: access.ErrSamePerson},
		"who has no role":                {hand: approval.Hand{Person: "emil"}, want: approval.ErrNoApprover},
		"who approved already":           {hand: approval.Hand{Person: "ben", Approver: true}, given: []approval.Given{first}, want: approval.ErrTwice},
		"who is named later":             {hand: approval.Hand{Person: "carl", Approver: true}, want: approval.ErrNotNext},
		"a deputy of an approver":        {hand: approval.Hand{Person: "emil", InPlaceOf: []member.PersonID{"dora"}}, represented: "dora"},
		"a deputy of who submitted":      {hand: approval.Hand{Person: "emil", InPlaceOf: []member.PersonID{"anna"}}, want: approval.ErrNotNext},
		"a deputy of who approved":       {hand: approval.Hand{Person: "emil", InPlaceOf: []member.PersonID{"ben"}}, given: []approval.Given{first}, want: approval.ErrNotNext},
		"a deputy of who is named later": {hand: approval.Hand{Person: "emil", InPlaceOf: []member.PersonID{"carl"}}, want: approval.ErrNotNext},
		"whose deputy approved":          {hand: approval.Hand{Person: "dora", Approver: true}, given: []approval.Given{{Step: 1, By: "emil", InPlaceOf: "dora"}}, want: approval.ErrTwice},
	} {
		c.hand.Submitters = []member.PersonID{"anna"}
		got, err := c.hand.Approve(steps, c.given, now)
		if !errors.Is(err, c.want) || got.InPlaceOf != c.represented {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	done := []approval.Given{first, {Step: 1, By: "dora"}}
	carl, err := approval.Hand{Person: "carl", Approver: true}.Approve(steps, done, now)
	if err != nil || carl.Step != 2 || approval.Next(steps, append(done, carl)) != 0 {
		t.Errorf("who is named: %+v, %v", carl, err)
	}
}

func TestRulesAreRefused(t *testing.T) {
	people := approval.People{Approvers: map[member.PersonID]bool{"ben": true}, Deputies: map[member.PersonID]bool{"ben": true, "anna": true}}
	for name, c := range map[string]struct {
		from  period.Day
		rules []approval.Rule
		want  error
	}{
		"from yesterday":               {today.Add(-1), nil, approval.ErrValidFrom},
		"in two years":                 {today.Add(731), nil, approval.ErrValidFrom},
		"31 rules":                     {today, make([]approval.Rule, 31), approval.ErrTooMany},
		"nobody":                       {today, []approval.Rule{rule("1", "", 0)}, approval.ErrPersons},
		"three":                        {today, []approval.Rule{rule("1", "", 3)}, approval.ErrPersons},
		"two of one name":              {today, []approval.Rule{rule("1", "ben", 2)}, approval.ErrNamedPersons},
		"below zero":                   {today, []approval.Rule{rule("-1", "", 1)}, approval.ErrAbove},
		"a category in words":          {today, []approval.Rule{{Category: "IT", Persons: 1}}, approval.ErrCategory},
		"somebody without role":        {today, []approval.Rule{rule("1", "emil", 1)}, approval.ErrApprover},
		"a budget of 41 letters":       {today, []approval.Rule{{Budget: "12345678901234567890123456789012345678901", Persons: 1}}, approval.ErrBudget},
		"escalated to a stranger":      {today, []approval.Rule{{Persons: 1, Escalates: true, EscalateTo: "emil"}}, approval.ErrEscalation},
		"escalated to who is asked":    {today, []approval.Rule{{Persons: 1, Approver: "ben", Escalates: true, EscalateTo: "ben"}}, approval.ErrEscalation},
		"escalated from role to role":  {today, []approval.Rule{{Persons: 1, Escalates: true}}, approval.ErrEscalation},
		"named, and yet not escalated": {today, []approval.Rule{{Persons: 1, EscalateTo: "anna"}}, approval.ErrEscalation},
	} {
		if _, err := approval.NewTable("m", c.from, c.rules, people, "x", now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if table, err := approval.NewTable("m", today, []approval.Rule{rule("0", "ben", 1)}, people, "x", now); err != nil || table.ID.IsZero() {
		t.Errorf("got %+v, %v", table, err)
	}
}

func TestDeputies(t *testing.T) {
	people := approval.People{Approvers: map[member.PersonID]bool{"ben": true}, Deputies: map[member.PersonID]bool{"ben": true, "emil": true}}
	for name, c := range map[string]struct {
		person, deputy member.PersonID
		from, to       period.Day
		want           error
	}{
		"oneself":            {"ben", "ben", today, today, approval.ErrDeputySelf},
		"of no approver":     {"emil", "ben", today, today, approval.ErrApprover},
		"a stranger":         {"ben", "dora", today, today, approval.ErrDeputyUnknown},
		"backwards":          {"ben", "emil", today, today.Add(-1), approval.ErrDeputyDays},
		"over already":       {"ben", "emil", today.Add(-9), today.Add(-1), approval.ErrDeputyDays},
		"more than a year":   {"ben", "emil", today, today.Add(400), approval.ErrDeputyDays},
		"as it is to be":     {"ben", "emil", today, today, nil},
		"since last week on": {"ben", "emil", today.Add(-7), today.Add(7), nil},
	} {
		d, err := approval.NameDeputy(approval.Deputy{Person: c.person, Deputy: c.deputy, From: c.from, To: c.to}, people, today)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			if err := d.End(today); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if err := d.End(today); !errors.Is(err, approval.ErrDeputyEnded) {
				t.Errorf("%s twice: %v", name, err)
			}
		}
	}
}
