package http

import (
	"regexp"

	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
)

// events answers for what was done.
type events struct{ auditing driving.Auditing }

var objectType = regexp.MustCompile(`^[a-z-]{1,40}$`)

func (h events) list(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	kind := c.QueryParam("objectType")
	if kind != "" && !objectType.MatchString(kind) {
		return errField.At("objectType").With("check", "pattern")
	}
	object, err := queryID[any](c, "objectId")
	if err != nil {
		return err
	}
	found, err := h.auditing.ListEvents(c.Request().Context(), actor(c), driving.ListEvents{ObjectType: kind, ObjectID: object.String(), Page: page})
	if err != nil {
		return err
	}
	return shown(c, found)
}
