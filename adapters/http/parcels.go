package http

import (
	"io"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/upload"
	"allmende/ports/driving"
)

// parcels answers for files that arrive in parts.
type parcels struct{ uploading driving.Uploading }

type beginUpload struct {
	Size   int64  `json:"size" validate:"required"`
	Digest string `json:"digest" validate:"required,max=64"`
}

func (h parcels) begin(c echo.Context) error {
	body, err := decode[beginUpload](c)
	if err != nil {
		return err
	}
	standing, err := h.uploading.Begin(c.Request().Context(), actor(c), body.Size, body.Digest)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, standing)
}

func (h parcels) take(c echo.Context) error {
	which, err := pathID[upload.Upload](c, "id")
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return access.ErrNotFound
	}
	part, err := octets(c)
	if err != nil {
		return err
	}
	standing, err := h.uploading.Take(c.Request().Context(), actor(c), which, number, part)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, standing)
}

func (h parcels) drop(c echo.Context) error {
	which, err := pathID[upload.Upload](c, "id")
	if err != nil {
		return err
	}
	if err := h.uploading.Drop(c.Request().Context(), actor(c), which); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// receive takes in the file that a request means: its body, or what came in parts before.
func (h parcels) receive(c echo.Context) (received, error) {
	named := c.QueryParam("upload")
	if named == "" {
		return receive(c)
	}
	which, err := id.Parse[upload.Upload](named)
	if err != nil {
		return received{}, access.ErrNotFound
	}
	return spool(func(to io.Writer) error { return h.uploading.Content(c.Request().Context(), actor(c), which, to) })
}
