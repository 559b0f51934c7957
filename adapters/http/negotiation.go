package http

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// negotiation answers for the rounds of bids in negotiated procedures.
type negotiation struct{ negotiating driving.Negotiating }

type talk struct {
	SupplierID string `json:"supplierId" validate:"required,max=36"`
	HeldOn     string `json:"heldOn" validate:"required,max=10"`
	Present    string `json:"present" validate:"required,max=500"`
	Minute     string `json:"minute" validate:"required,max=8000"`
}

func (h negotiation) talk(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[talk](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	held, err := h.negotiating.AddTalk(c.Request().Context(), actor(c), key, which, driving.Talk{
		Supplier: body.SupplierID, HeldOn: body.HeldOn, Present: body.Present, Minute: body.Minute,
	})
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusCreated, held)
}

type bidCall struct {
	Deadline time.Time `json:"deadline" validate:"required"`
	Final    bool      `json:"final"`
	Message  string    `json:"message" validate:"required,max=8000"`
}

func (h negotiation) call(c echo.Context) error {
	body, err := decode[bidCall](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.negotiating.CallForBids(c.Request().Context(), actor(c), which, version, driving.BidCall(body))
	})
}
