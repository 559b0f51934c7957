package http

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
	"allmende/ports/view"
)

// Disclosure writes what is public in the Open Contracting Data Standard.
type Disclosure struct {
	Releases func(self, next string, releases []view.Release) ([]byte, error)
	Records  func(self string, releases []view.Release) ([]byte, error)
	Public   *url.URL // where people reach us
}

// disclosures answers anybody who asks.
type disclosures struct {
	published driving.Publication
	write     Disclosure
}

func (h disclosures) releases(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	found, err := h.published.Releases(c.Request().Context(), page)
	if err != nil {
		return err
	}
	next := ""
	if found.Next != "" {
		next = h.at(apiPath + "/ocds/releases?limit=" + strconv.Itoa(page.Limit) + "&cursor=" + url.QueryEscape(found.Next))
	}
	body, err := h.write.Releases(h.at(c.Request().URL.RequestURI()), next, found.Items)
	if err != nil {
		return err
	}
	return public(c, "application/json; charset=utf-8", body)
}

// lines are all releases, one a line, written while they are read.
func (h disclosures) lines(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderContentType, "application/jsonl; charset=utf-8")
	c.Response().Header().Set("Content-Disposition", `attachment; filename="releases.jsonl"`)
	page := view.PageRequest{Limit: 200}
	for {
		found, err := h.published.Releases(c.Request().Context(), page)
		if err != nil {
			return err
		}
		for _, r := range found.Items {
			if _, err := c.Response().Write(append([]byte(r.Body), '\n')); err != nil {
				return err
			}
		}
		if found.Next == "" {
			c.Response().Flush()
			return nil
		}
		page.Cursor = found.Next
	}
}

func (h disclosures) record(c echo.Context) error {
	found, err := h.published.Record(c.Request().Context(), c.Param("ocid"))
	if err != nil {
		return err
	}
	body, err := h.write.Records(h.at(c.Request().URL.RequestURI()), found)
	if err != nil {
		return err
	}
	return public(c, "application/json; charset=utf-8", body)
}

func (h disclosures) at(path string) string { return h.write.Public.JoinPath("/").String() + path[1:] }

// public answers with what anybody may keep for a minute, and ask whether it has changed.
func public(c echo.Context, kind string, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	c.Response().Header().Set("Cache-Control", "public, max-age=60")
	c.Response().Header().Set("ETag", tag)
	if c.Request().Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, kind, body)
}
