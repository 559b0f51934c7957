package http

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// PublicPages writes what people read without signing in, in "de" or "en".
type PublicPages interface {
	List(w io.Writer, lang string, find view.PublicSearch, found view.Page[view.PublicProcess]) error
	Process(w io.Writer, lang string, process view.PublicProcess) error
	Missing(w io.Writer, lang string) error
	Feed(w io.Writer, lang string, found []view.PublicProcess) error
	Style() []byte
}

// bulletins are the pages of tenders and awards.
type bulletins struct {
	published driving.Publication
	write     PublicPages
	downloads chan struct{} // those under way
}

// mostDownloads bounds the copies of documents that lie on the disk while anybody loads them.
const mostDownloads = 16

func ofThePublic(e *echo.Echo, c Config) {
	b := bulletins{c.Publication, c.Bulletin, make(chan struct{}, mostDownloads)}
	e.GET("/bekanntmachungen", b.list)
	e.GET("/bekanntmachungen.atom", b.feed)
	e.GET("/bekanntmachungen/:ocid", b.show)
	e.GET("/bekanntmachungen/:ocid/unterlagen/:documentId", b.document)
	e.GET("/bekanntmachungen/:ocid/eforms/:noticeId", b.notice)
	e.GET("/plain.css", func(c echo.Context) error { return public(c, "text/css; charset=utf-8", b.write.Style()) })
}

// onPage is how many notices a page and the feed have.
const onPage = 25

func (h bulletins) list(c echo.Context) error {
	find := view.PublicSearch{Words: c.QueryParam("q"), CPV: c.QueryParam("cpv"), Status: c.QueryParam("status")}
	if len(find.Words) > 200 || len(find.CPV) > 8 {
		find = view.PublicSearch{}
	}
	cursor := c.QueryParam("cursor")
	if len(cursor) > 400 {
		cursor = ""
	}
	found, err := h.published.Processes(c.Request().Context(), find, view.PageRequest{Cursor: cursor, Limit: onPage})
	if errors.Is(err, access.ErrCursor) {
		found, err = h.published.Processes(c.Request().Context(), find, view.PageRequest{Limit: onPage})
	}
	if err != nil {
		return err
	}
	return h.page(c, http.StatusOK, func(w io.Writer, lang string) error { return h.write.List(w, lang, find, found) })
}

func (h bulletins) show(c echo.Context) error {
	process, err := h.published.Process(c.Request().Context(), c.Param("ocid"))
	if errors.Is(err, access.ErrNotFound) {
		return h.page(c, http.StatusNotFound, h.write.Missing)
	}
	if err != nil {
		return err
	}
	return h.page(c, http.StatusOK, func(w io.Writer, lang string) error { return h.write.Process(w, lang, process) })
}

// document is given out as to bidders: whole, checked, and to be saved. Who comes while many load waits.
func (h bulletins) document(c echo.Context) error {
	select {
	case h.downloads <- struct{}{}:
		defer func() { <-h.downloads }()
	case <-c.Request().Context().Done():
		return c.Request().Context().Err()
	}
	var d view.PublicDocument
	file, err := spool(func(to io.Writer) (err error) {
		d, err = h.published.Document(c.Request().Context(), c.Param("ocid"), c.Param("documentId"), to)
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return h.page(c, http.StatusNotFound, h.write.Missing)
	}
	if err != nil {
		return err
	}
	defer file.close()
	return handOut(c, file, handed{d.Name, d.MediaType, d.SHA256, "public, max-age=60"})
}

// notice is given out to the byte.
func (h bulletins) notice(c echo.Context) error {
	body, err := h.published.Notice(c.Request().Context(), c.Param("ocid"), c.Param("noticeId"))
	if errors.Is(err, access.ErrNotFound) {
		return h.page(c, http.StatusNotFound, h.write.Missing)
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": c.Param("noticeId") + ".xml"}))
	return public(c, "application/xml", body)
}

func (h bulletins) feed(c echo.Context) error {
	found, err := h.published.Processes(c.Request().Context(), view.PublicSearch{}, view.PageRequest{Limit: onPage})
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := h.write.Feed(&body, langOf(c), found.Items); err != nil {
		return err
	}
	return public(c, "application/atom+xml; charset=utf-8", body.Bytes())
}

// page is written whole before any of it is sent, so that a fault leaves no half page.
func (h bulletins) page(c echo.Context, status int, write func(w io.Writer, lang string) error) error {
	var body bytes.Buffer
	if err := write(&body, langOf(c)); err != nil {
		return err
	}
	c.Response().Header().Set("Vary", "Accept-Language")
	if status != http.StatusOK {
		return c.HTMLBlob(status, body.Bytes())
	}
	return public(c, "text/html; charset=utf-8", body.Bytes())
}

// langOf is the language that was asked for: in the address, or by the browser.
func langOf(c echo.Context) string {
	if asked := c.QueryParam("lang"); asked == "de" || asked == "en" {
		return asked
	}
	return languageOf(c)
}
