package http

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

func health(ready func(context.Context) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := ready(c.Request().Context()); err != nil {
			return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
		}
		return c.String(http.StatusOK, "ok\n")
	}
}

func serveContract(c echo.Context) error {
	return c.Blob(http.StatusOK, "application/yaml; charset=utf-8", contract)
}

// pages serves the built front end: files as they are, every other path the
// page, whose router knows it or says that it does not.
func pages(files fs.FS) echo.HandlerFunc {
	return func(c echo.Context) error {
		name := strings.TrimPrefix(path.Clean(c.Request().URL.Path), "/")
		if strings.HasPrefix(name, "api/") {
			return errNoRoute
		}
		if name == "" || name == "." {
			name = "index.html"
		}
		info, err := fs.Stat(files, name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) || (err == nil && info.IsDir()) {
			if path.Ext(name) != "" {
				return errNoRoute
			}
			name = "index.html"
		}
		cache := "no-cache"
		if strings.HasPrefix(name, "assets/") {
			cache = "public, max-age=31536000, immutable" // names carry the content's hash
		}
		c.Response().Header().Set("Cache-Control", cache)
		http.ServeFileFS(c.Response(), c.Request(), files, name)
		return nil
	}
}
