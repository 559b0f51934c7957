package http

import (
	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
)

// todo answers for what waits for a person.
type todo struct{ todo driving.ToDo }

func (h todo) list(c echo.Context) error {
	waiting, err := h.todo.ToDo(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, waiting)
}
