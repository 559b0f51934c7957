package http

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
)

// The media types of files.
const (
	paper    = "application/pdf"
	workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// attached answers with a whole file or with a problem: never with half of one.
func attached(c echo.Context, kind, name string, write func(io.Writer) error) error {
	var file bytes.Buffer
	if err := write(&file); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", name))
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, kind, file.Bytes())
}
