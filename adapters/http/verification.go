package http

import (
	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
)

// verification answers the auditor's question whether anything was altered.
type verification struct{ proof driving.Verification }

func (h verification) verify(c echo.Context) error {
	result, err := h.proof.Verify(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, result)
}
