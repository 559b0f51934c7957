// Package approval says who has to approve what a member calls off, by the member's own
// rules, and in whose place somebody may (G-CAL, D-1).
package approval

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of rules.
var (
	// ErrTooMany: a table has at most 30 rules.
	ErrTooMany = fault.New(fault.Invalid, "approval.too-many-rules", fault.Rule("G-CAL"), fault.Field("rules"))
	// ErrPersons: one or two persons approve.
	ErrPersons = fault.New(fault.Invalid, "approval.persons-invalid", fault.Rule("G-CAL"))
	// ErrNamedPersons: who is named approves alone; a second person is a rule of its own.
	ErrNamedPersons = fault.New(fault.Invalid, "approval.named-is-one", fault.Rule("G-CAL"))
	// ErrAbove: the net total from which on the rule holds is below zero or too high.
	ErrAbove = fault.New(fault.Invalid, "approval.above-invalid", fault.Rule("G-CAL"))
	// ErrCategory: the category is not the start of a CPV code: two to eight digits.
	ErrCategory = fault.New(fault.Invalid, "approval.category-invalid", fault.Rule("G-CAL"))
	// ErrBudget: the start of a budget code has at most 40 characters.
	ErrBudget = fault.New(fault.Invalid, "approval.budget-invalid", fault.Rule("G-CAL"))
	// ErrApprover: who is named does not have the role of an approver in the member.
	ErrApprover = fault.New(fault.Invalid, "approval.approver-unknown", fault.Rule("G-CAL"))
	// ErrEscalation: who is asked where nobody decides orders or approves for the member, and is somebody else
	// than is asked first.
	ErrEscalation = fault.New(fault.Invalid, "approval.escalation-invalid", fault.Rule("G-CAL"))
	// ErrValidFrom: rules hold from today on or later, within a year.
	ErrValidFrom = fault.New(fault.Invalid, "approval.valid-from-invalid", fault.Rule("G-CAL"), fault.Field("validFrom"))
)

const (
	mostRules     = 30
	longestBudget = 40
	furthestDays  = 366
)

var (
	highest      = money.MustAmount("9999999999.99")
	categoryText = regexp.MustCompile(`^([0-9]{2,8})?$`)
)

// TableID names a table of rules.
type TableID = id.Of[Table]

// Table is the rules of a member from a day on, until its next table holds. Tables are
// never changed.
type Table struct {
	ID        TableID
	Member    member.ID
	ValidFrom period.Day
	Rules     []Rule
	By        member.PersonID
	At        time.Time
}

// Rule asks for approvals of what it applies to.
type Rule struct {
	Above    money.Amount // it applies where the net total is higher
	Category string       // the start of a CPV code that a line has, "302"; empty: any
	Budget   string       // the start of a budget code that bears the call-off; empty: any
	Approver member.PersonID
	Persons  int // one or two, of all who have the role where nobody is named

	Escalates  bool            // somebody else is asked too where nobody decides for EscalateAfter working days
	EscalateTo member.PersonID // who, or everybody with the role
}

// NewTable decides about the rules of a member. Who may be named is given: a member's approvers, and
// for an escalation all who may act for one. It fails with the faults of rules.
func NewTable(of member.ID, validFrom period.Day, rules []Rule, people People, by member.PersonID, now time.Time) (Table, error) {
	today := period.DayOf(now)
	if validFrom.Before(today) || validFrom.After(today.Add(furthestDays)) {
		return Table{}, ErrValidFrom
	}
	if len(rules) > mostRules {
		return Table{}, ErrTooMany
	}
	for i := range rules {
		rules[i].Budget = strings.TrimSpace(rules[i].Budget)
		if err := rules[i].check(people, "rules."+strconv.Itoa(i)); err != nil {
			return Table{}, err
		}
	}
	return Table{ID: id.New[Table](), Member: of, ValidFrom: validFrom, Rules: rules, By: by, At: now}, nil
}

func (r Rule) check(people People, at string) error {
	switch {
	case r.Persons != 1 && r.Persons != 2:
		return ErrPersons.At(at + ".persons")
	case !r.Approver.IsZero() && r.Persons != 1:
		return ErrNamedPersons.At(at + ".persons")
	case r.Above.Sign() < 0 || r.Above.Cmp(highest) > 0:
		return ErrAbove.At(at + ".above")
	case !categoryText.MatchString(r.Category):
		return ErrCategory.At(at + ".category")
	case utf8.RuneCountInString(r.Budget) > longestBudget:
		return ErrBudget.At(at + ".budget")
	case !r.Approver.IsZero() && !people.Approvers[r.Approver]:
		return ErrApprover.At(at + ".approverId")
	case !r.escalates(people):
		return ErrEscalation.At(at + ".escalateToId")
	}
	return nil
}

// escalates is whether an escalation, if there is one, asks somebody who was not asked before.
func (r Rule) escalates(people People) bool {
	switch {
	case !r.Escalates:
		return r.EscalateTo.IsZero()
	case r.EscalateTo.IsZero():
		return !r.Approver.IsZero()
	}
	return r.EscalateTo != r.Approver && people.Deputies[r.EscalateTo]
}

// Facts are what rules look at in a call-off.
type Facts struct {
	Total      money.Amount
	Categories []string // the CPV codes of its lines
	Budgets    []string // the codes that bear it
	By         member.PersonID
}

// Step is an approval that is needed, with the rule that asks for it.
type Step struct {
	Rule     Rule
	Approver member.PersonID // who is named, or nobody: everybody with the role
	Persons  int

	Escalated Escalation // who is asked besides by now, or nothing
}

// Steps are the approvals that the rules ask for, in the order of the table. Of all rules
// that apply and ask the same people, the strictest counts: the one with the most persons,
// then the first. Who submits does not approve: then somebody else with the role does.
func (t Table) Steps(f Facts) []Step {
	var steps []Step
	for _, rule := range t.Rules {
		if rule.applies(f) {
			steps = join(steps, rule)
		}
	}
	for i := range steps {
		if steps[i].Approver == f.By {
			steps[i].Approver = ""
		}
	}
	return steps
}

// join adds the step that a rule asks for, or makes the one that asks the same people as strict.
func join(steps []Step, rule Rule) []Step {
	for i := range steps {
		if steps[i].Approver == rule.Approver {
			if rule.Persons > steps[i].Persons {
				steps[i].Rule, steps[i].Persons = rule, rule.Persons
			}
			return steps
		}
	}
	return append(steps, Step{Rule: rule, Approver: rule.Approver, Persons: rule.Persons})
}

func (r Rule) applies(f Facts) bool {
	return f.Total.Cmp(r.Above) > 0 && startsWith(f.Categories, r.Category) && startsWith(f.Budgets, r.Budget)
}

func startsWith(texts []string, start string) bool {
	if start == "" {
		return true
	}
	for _, text := range texts {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}
