package http

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// participation answers for the first stage of restricted procedures.
type participation struct{ participating driving.Participating }

type participationRequest struct {
	Statement string   `json:"statement" validate:"required,min=10,max=8000"`
	Answers   []string `json:"answers" validate:"required,min=1,max=20,dive,required,max=4000"`
}

func (h participation) request(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[participationRequest](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	mine, err := h.participating.RequestParticipation(c.Request().Context(), actor(c), key, which, driving.ParticipationRequest(body))
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusCreated, mine)
}

func (h participation) withdraw(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	mine, err := h.participating.WithdrawRequest(c.Request().Context(), actor(c), key, which)
	if err != nil {
		return err
	}
	return shown(c, mine)
}

type selection struct {
	Deadline  time.Time           `json:"deadline" validate:"required"`
	Decisions []selectionDecision `json:"decisions" validate:"required,min=1,max=1000,dive"`
}

type selectionDecision struct {
	RequestID string `json:"requestId" validate:"required,max=36"`
	Verdict   string `json:"verdict" validate:"required,max=20"`
	Reason    string `json:"reason" validate:"required,max=2000"`
}

func (h participation) propose(c echo.Context) error {
	body, err := decode[selection](c)
	if err != nil {
		return err
	}
	in := driving.Selection{Deadline: body.Deadline, Decisions: make([]driving.SelectionDecision, len(body.Decisions))}
	for i, d := range body.Decisions {
		in.Decisions[i] = driving.SelectionDecision{Request: d.RequestID, Verdict: d.Verdict, Reason: d.Reason}
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.participating.ProposeSelection(c.Request().Context(), actor(c), which, version, in)
	})
}

func (h participation) invite(c echo.Context) error {
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.participating.InviteChosen(c.Request().Context(), actor(c), which, version)
	})
}
