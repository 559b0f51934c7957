package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/approval"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// approvals answers for who approves what members call off.
type approvals struct{ approving driving.Approving }

type setApprovalRules struct {
	ValidFrom string         `json:"validFrom" validate:"required,max=10"`
	Rules     []approvalRule `json:"rules" validate:"max=30,dive"`
}

type approvalRule struct {
	Above      string `json:"above" validate:"required,max=16"`
	Category   string `json:"category" validate:"max=8"`
	Budget     string `json:"budget" validate:"max=40"`
	ApproverID string `json:"approverId" validate:"max=36"`
	Persons    int    `json:"persons" validate:"min=1,max=2"`
	Escalates  bool   `json:"escalates"`
	EscalateTo string `json:"escalateToId" validate:"max=36"`
}

type nameDeputy struct {
	PersonID string `json:"personId" validate:"max=36"`
	DeputyID string `json:"deputyId" validate:"required,max=36"`
	From     string `json:"from" validate:"required,max=10"`
	To       string `json:"to" validate:"required,max=10"`
}

func (h approvals) rules(c echo.Context) error {
	id, err := pathID[member.Member](c, "id")
	if err != nil {
		return err
	}
	return answered(c, func() (view.ApprovalRules, error) {
		return h.approving.ApprovalRules(c.Request().Context(), actor(c), id)
	})
}

func (h approvals) set(c echo.Context) error {
	id, err := pathID[member.Member](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	body, err := decode[setApprovalRules](c)
	if err != nil {
		return err
	}
	in := driving.SetApprovalRules{ValidFrom: body.ValidFrom, Rules: make([]driving.ApprovalRule, len(body.Rules))}
	for i, r := range body.Rules {
		in.Rules[i] = driving.ApprovalRule{Above: r.Above, Category: r.Category, Budget: r.Budget, Approver: r.ApproverID, Persons: r.Persons, Escalates: r.Escalates, EscalateTo: r.EscalateTo}
	}
	return answered(c, func() (view.ApprovalRules, error) {
		return h.approving.SetApprovalRules(c.Request().Context(), actor(c), id, version, in)
	})
}

func (h approvals) nameDeputy(c echo.Context) error {
	id, err := pathID[member.Member](c, "id")
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	body, err := decode[nameDeputy](c)
	if err != nil {
		return err
	}
	in := driving.NameDeputy{Person: body.PersonID, Deputy: body.DeputyID, From: body.From, To: body.To}
	return answered(c, func() (view.ApprovalRules, error) {
		return h.approving.NameDeputy(c.Request().Context(), actor(c), key, id, in)
	})
}

func (h approvals) endDeputy(c echo.Context) error {
	id, err := pathID[member.Member](c, "id")
	if err != nil {
		return err
	}
	deputy, err := pathID[approval.Deputy](c, "deputyId")
	if err != nil {
		return err
	}
	return answered(c, func() (view.ApprovalRules, error) {
		return h.approving.EndDeputy(c.Request().Context(), actor(c), id, deputy)
	})
}

// answered shows a member's rules in their version.
func answered(c echo.Context, ask func() (view.ApprovalRules, error)) error {
	rules, err := ask()
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, rules.Version, rules)
}
