package http

import (
	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
)

// standing answers for orders that recur.
type standing struct{ recurring driving.Recurring }

type setUpStanding struct {
	FrameworkID string             `json:"frameworkId" validate:"required,max=36"`
	MemberID    string             `json:"memberId" validate:"required,max=36"`
	Lines       []placeCallOffLine `json:"lines" validate:"required,min=1,max=100,dive"`
	BudgetCode  string             `json:"budgetCode" validate:"required,max=40"`
	Note        string             `json:"note" validate:"max=1000"`
	DeliverTo   string             `json:"deliverTo" validate:"max=80"`
	Interval    string             `json:"interval" validate:"required,max=20"`
	From        string             `json:"from" validate:"required,max=10"`
	To          string             `json:"to" validate:"required,max=10"`
	Tolerance   int                `json:"tolerance" validate:"min=0,max=50"`
}

func (h standing) setUp(c echo.Context) error {
	body, err := decode[setUpStanding](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.SetUpStanding{Lines: linesOf(body.Lines), BudgetCode: body.BudgetCode, Note: body.Note, DeliverTo: body.DeliverTo,
		Interval: body.Interval, From: body.From, To: body.To, Tolerance: body.Tolerance}
	if in.Framework, in.Member, err = partiesOf(body.FrameworkID, body.MemberID); err != nil {
		return err
	}
	made, err := h.recurring.SetUp(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return created(c, "/standing-orders/"+made.ID, made.Version, made)
}
