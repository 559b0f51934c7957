package http

import (
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// amendments answers for what changes in published tenders.
type amendments struct{ amending driving.Amending }

type amendTender struct {
	Text        string    `json:"text" validate:"required,min=10,max=4000"`
	Significant bool      `json:"significant"`
	Title       string    `json:"title" validate:"max=200"`
	Deadline    time.Time `json:"deadline"`
}

func (h amendments) amend(c echo.Context) error {
	body, err := decode[amendTender](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.amending.Amend(c.Request().Context(), actor(c), which, version, driving.Amendment(body))
	})
}

type confirmBid struct {
	Amendment int `json:"amendment" validate:"required,min=1,max=10000"`
}

func (h amendments) confirm(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[confirmBid](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	list, err := h.amending.ConfirmBid(c.Request().Context(), actor(c), key, which, body.Amendment)
	if err != nil {
		return err
	}
	return shown(c, list)
}
