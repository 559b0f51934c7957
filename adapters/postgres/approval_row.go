package postgres

import (
	"encoding/json"
	"fmt"

	"allmende/domain/approval"
	"allmende/domain/member"
	"allmende/domain/money"
)

// ruleArrays are the rules of a table, column by column.
type ruleArrays struct {
	above, categories, budgets []string
	approvers                  []*string
	persons                    []int
	escalates                  []bool // or none: nothing is escalated
	escalateTo                 []*string
}

func (r ruleArrays) list() ([]approval.Rule, error) {
	rules := make([]approval.Rule, len(r.above))
	for i := range r.above {
		above, err := money.ParseAmount(r.above[i])
		if err != nil {
			return nil, err
		}
		rules[i] = approval.Rule{
			Above: above, Category: r.categories[i], Budget: r.budgets[i], Approver: member.PersonID(orZero(r.approvers[i])), Persons: r.persons[i],
		}
		if r.escalates != nil {
			rules[i].Escalates, rules[i].EscalateTo = r.escalates[i], member.PersonID(orZero(r.escalateTo[i]))
		}
	}
	return rules, nil
}

func ruleArraysOf(rules []approval.Rule) ruleArrays {
	r := ruleArrays{above: []string{}, categories: []string{}, budgets: []string{}, approvers: []*string{}, persons: []int{}, escalates: []bool{}, escalateTo: []*string{}}
	for _, rule := range rules {
		r.above, r.categories, r.budgets = append(r.above, rule.Above.String()), append(r.categories, rule.Category), append(r.budgets, rule.Budget)
		r.approvers, r.persons = append(r.approvers, orNull(rule.Approver.String())), append(r.persons, rule.Persons)
		r.escalates, r.escalateTo = append(r.escalates, rule.Escalates), append(r.escalateTo, orNull(rule.EscalateTo.String()))
	}
	return r
}

// stepJSON is a step as call_off.approval_steps keeps it, with the rule that asks for it.
type stepJSON struct {
	Persons  int             `json:"persons"`
	Approver member.PersonID `json:"approver,omitempty"`
	Rule     ruleJSON        `json:"rule"`
}

type ruleJSON struct {
	Above    money.Amount    `json:"above"`
	Category string          `json:"category,omitempty"`
	Budget   string          `json:"budget,omitempty"`
	Approver member.PersonID `json:"approver,omitempty"`
	Persons  int             `json:"persons"`

	Escalates  bool            `json:"escalates,omitempty"`
	EscalateTo member.PersonID `json:"escalateTo,omitempty"`
}

// approvalSteps is what is kept of steps: nothing where there are none.
func approvalSteps(steps []approval.Step) *string {
	if len(steps) == 0 {
		return nil
	}
	rows := make([]stepJSON, len(steps))
	for i, s := range steps {
		rows[i] = stepJSON{s.Persons, s.Approver, ruleJSON(s.Rule)}
	}
	text, _ := json.Marshal(rows) // texts and numbers always can
	kept := string(text)
	return &kept
}

func readSteps(kept *string) ([]approval.Step, error) {
	if kept == nil {
		return nil, nil
	}
	var rows []stepJSON
	if err := json.Unmarshal([]byte(*kept), &rows); err != nil {
		return nil, fmt.Errorf("read approvals: %w", err)
	}
	steps := make([]approval.Step, len(rows))
	for i, r := range rows {
		steps[i] = approval.Step{Rule: approval.Rule(r.Rule), Approver: r.Approver, Persons: r.Persons}
	}
	return steps, nil
}
