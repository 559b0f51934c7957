package approval_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/member"
)

func TestWhatNobodyDecidesGoesToTheNextAfterNineWorkingDays(t *testing.T) {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	steps := []approval.Step{
		{Rule: approval.Rule{Escalates: true, EscalateTo: "emil"}, Approver: "ben", Persons: 1},
		{Rule: approval.Rule{Escalates: true}, Approver: "carl", Persons: 1},
		{Approver: "dora", Persons: 1},
	}
	first := []approval.Given{{Step: 1, By: "ben"}}
	both := append(first, approval.Given{Step: 2, By: "carl"})
	for name, c := range map[string]struct {
		given []approval.Given
		by    member.PersonID
		days  int
		want  approval.Escalation
	}{
		"before the ninth day":                    {days: 10}, // Thursday of the next week
		"to who is named":                         {days: 11, want: approval.Escalation{Step: 1, To: "emil"}},
		"to the role where that is who submitted": {by: "emil", days: 11, want: approval.Escalation{Step: 1}},
		"to the role where nobody is named":       {given: first, days: 11, want: approval.Escalation{Step: 2}},
		"never where the rule says nothing":       {given: both, days: 90},
	} {
		now := monday.AddDate(0, 0, c.days)
		got, is := approval.Escalate(steps, c.given, []member.PersonID{c.by}, monday, now)
		if is != (c.want.Step > 0) || is && (got.Step != c.want.Step || got.To != c.want.To || !got.At.Equal(now)) {
			t.Errorf("%s: %+v, %t", name, got, is)
		}
	}
	steps[0].Escalated = approval.Escalation{Step: 1, To: "emil", At: monday}
	if _, again := approval.Escalate(steps, nil, nil, monday, monday.AddDate(1, 0, 0)); again {
		t.Error("escalated twice")
	}
}

func TestAnEscalationAsksBesides(t *testing.T) {
	at := now
	byName := []approval.Step{{Approver: "ben", Persons: 1, Escalated: approval.Escalation{Step: 1, To: "emil", At: at}}, {Approver: "carl", Persons: 1}}
	toRole := []approval.Step{{Approver: "ben", Persons: 1, Escalated: approval.Escalation{Step: 1, At: at}}, {Approver: "carl", Persons: 1}}
	for name, c := range map[string]struct {
		steps []approval.Step
		hand  approval.Hand
		want  error
	}{
		"who was asked before":       {byName, approval.Hand{Person: "ben", Approver: true}, nil},
		"who is named, without role": {byName, approval.Hand{Person: "emil"}, nil},
		"somebody else":              {byName, approval.Hand{Person: "dora", Approver: true}, approval.ErrNotNext},
		"without role":               {byName, approval.Hand{Person: "dora"}, approval.ErrNoApprover},
		"who submitted":              {byName, approval.Hand{Person: "emil", Submitters: []member.PersonID{"emil"}}, access.ErrSamePerson},
		"the role":                   {toRole, approval.Hand{Person: "dora", Approver: true}, nil},
		"the role is needed":         {toRole, approval.Hand{Person: "emil"}, approval.ErrNoApprover},
		"who is named later":         {toRole, approval.Hand{Person: "carl", Approver: true}, approval.ErrNotNext},
		"still who was asked":        {toRole, approval.Hand{Person: "ben", Approver: true}, nil},
		"a deputy for the role":      {toRole, approval.Hand{Person: "emil", InPlaceOf: []member.PersonID{"dora"}}, nil},
	} {
		if got, err := c.hand.Approve(c.steps, nil, now); !errors.Is(err, c.want) || err == nil && got.Step != 1 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// Whatever the rules, an escalation asks somebody who could not act before, and never a submitter or
// one who acted; and nobody who could act loses it.
func TestAnEscalationOnlyAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := rapid.SliceOfN(rapid.Custom(drawRule), 1, 4).Draw(t, "rules")
		for i := range rules {
			rules[i].Escalates = rapid.Bool().Draw(t, "escalates")
			if rules[i].Escalates {
				rules[i].EscalateTo = rapid.SampledFrom(append([]member.PersonID{""}, persons...)).Draw(t, "to")
			}
		}
		facts := drawFacts(t)
		steps := approval.Table{Rules: rules}.Steps(facts)
		var given []approval.Given
		for _, p := range rapid.Permutation(persons).Draw(t, "order")[:2] {
			if g, err := (approval.Hand{Person: p, Approver: true, Submitters: []member.PersonID{facts.By}}).Approve(steps, given, now); err == nil {
				given = append(given, g)
			}
		}
		e, is := approval.Escalate(steps, given, []member.PersonID{facts.By}, now.AddDate(0, -1, 0), now)
		if !is {
			return
		}
		if acted := slices.ContainsFunc(given, func(g approval.Given) bool { return g.By == e.To }); acted || e.To == facts.By || e.Step != approval.Next(steps, given) {
			t.Fatalf("%+v of %+v, %+v", e, steps, given)
		}
		after := slices.Clone(steps)
		after[e.Step-1].Escalated = e
		for _, p := range persons {
			hand := approval.Hand{Person: p, Approver: rapid.Bool().Draw(t, "approver"), Submitters: []member.PersonID{facts.By}}
			_, before := hand.Approve(steps, given, now)
			_, then := hand.Approve(after, given, now)
			if before == nil && then != nil || e.To == p && then != nil {
				t.Fatalf("%s: %v, then %v: %+v", p, before, then, after)
			}
		}
	})
}
