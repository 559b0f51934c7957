package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/ports/driving"
	"allmende/ports/view"
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

func (h standing) list(c echo.Context) error {
	found, err := h.recurring.StandingOrders(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, found)
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
	return created(c, "/api/v1/standing-orders/"+made.ID, made.Version, made)
}

func (h standing) show(c echo.Context) error {
	id, err := pathID[calloff.Recurrence](c, "id")
	if err != nil {
		return err
	}
	found, err := h.recurring.StandingOrder(c.Request().Context(), actor(c), id)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, found.Version, found)
}

func (h standing) approve(c echo.Context) error {
	return h.decide(c, func(id calloff.StandingID, version int) (view.StandingOrder, error) {
		return h.recurring.ApproveStanding(c.Request().Context(), actor(c), id, version)
	})
}

func (h standing) reject(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.decide(c, func(id calloff.StandingID, version int) (view.StandingOrder, error) {
		return h.recurring.RejectStanding(c.Request().Context(), actor(c), id, version, body.Reason)
	})
}

func (h standing) pause(c echo.Context) error {
	return h.decide(c, func(id calloff.StandingID, version int) (view.StandingOrder, error) {
		return h.recurring.PauseStanding(c.Request().Context(), actor(c), id, version)
	})
}

func (h standing) resume(c echo.Context) error {
	return h.decide(c, func(id calloff.StandingID, version int) (view.StandingOrder, error) {
		return h.recurring.ResumeStanding(c.Request().Context(), actor(c), id, version)
	})
}

func (h standing) end(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.decide(c, func(id calloff.StandingID, version int) (view.StandingOrder, error) {
		return h.recurring.EndStanding(c.Request().Context(), actor(c), id, version, body.Reason)
	})
}

// decide reads which standing order in which version, and answers with what became of it.
func (h standing) decide(c echo.Context, act func(calloff.StandingID, int) (view.StandingOrder, error)) error {
	id, err := pathID[calloff.Recurrence](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	decided, err := act(id, version)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, decided.Version, decided)
}
