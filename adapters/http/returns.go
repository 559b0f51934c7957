package http

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/ports/driving"
	"allmende/ports/view"
)

type askReturn struct {
	Lines  []returnLine `json:"lines" validate:"required,min=1,max=100,dive"`
	Reason string       `json:"reason" validate:"required,max=2000"`
}

type returnLine struct {
	Position int    `json:"position" validate:"min=1,max=100"`
	Quantity string `json:"quantity" validate:"required,max=13"`
}

func (h callOffs) askReturn(c echo.Context) error {
	body, err := decode[askReturn](c)
	if err != nil {
		return err
	}
	in := driving.AskReturn{Reason: body.Reason}
	for _, line := range body.Lines {
		in.Lines = append(in.Lines, driving.ReturnLine(line))
	}
	return changed(c, func(id calloff.ID, version int) (view.CallOff, error) {
		return h.ordering.AskReturn(c.Request().Context(), actor(c), id, version, in)
	})
}

func (h callOffs) agreeReturn(c echo.Context) error {
	return h.decideReturn(c, func(id calloff.ID, number, version int) (view.CallOff, error) {
		return h.ordering.AgreeReturn(c.Request().Context(), actor(c), id, number, version)
	})
}

func (h callOffs) declineReturn(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.decideReturn(c, func(id calloff.ID, number, version int) (view.CallOff, error) {
		return h.ordering.DeclineReturn(c.Request().Context(), actor(c), id, number, version, body.Reason)
	})
}

func (h callOffs) withdrawReturn(c echo.Context) error {
	return h.decideReturn(c, func(id calloff.ID, number, version int) (view.CallOff, error) {
		return h.ordering.WithdrawReturn(c.Request().Context(), actor(c), id, number, version)
	})
}

// decideReturn reads which return of the call-off it is about.
func (h callOffs) decideReturn(c echo.Context, act func(id calloff.ID, number, version int) (view.CallOff, error)) error {
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return access.ErrNotFound
	}
	return changed(c, func(id calloff.ID, version int) (view.CallOff, error) { return act(id, number, version) })
}
