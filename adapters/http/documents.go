package http

import (
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// documents answers for the documents of tenders.
type documents struct {
	papers driving.Papers
	parts  parcels
	limit  int64 // of a file, in bytes
}

// add takes the whole file in before anything is asked of it. What says of itself that it is
// too large is not read at all; what says nothing is read up to the limit.
func (h documents) add(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	limit := min(h.limit, catalogueLimit)
	if c.Request().ContentLength > limit {
		return errTooLarge.With("limit", strconv.FormatInt(limit, 10))
	}
	c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
	file, err := h.parts.receive(c)
	if err != nil {
		return err
	}
	defer file.close()
	if file.size > limit {
		return errTooLarge.With("limit", strconv.FormatInt(limit, 10))
	}
	in := driving.NewDocument{
		Tender: which, Kind: c.QueryParam("kind"), Name: c.QueryParam("name"), Replaces: c.QueryParam("replaces"), Content: file.content, Size: file.size, Hash: file.hash,
	}
	c.Set(bodyKey, []byte(in.Hash+" "+in.Kind+" "+in.Replaces+" "+in.Name))
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	list, err := h.papers.AddDocument(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusCreated, list)
}

func (h documents) drop(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	document, err := pathID[tender.Document](c, "documentId")
	if err != nil {
		return err
	}
	list, err := h.papers.DropDocument(c.Request().Context(), actor(c), which, document)
	if err != nil {
		return err
	}
	return shown(c, list)
}

// content hands out a file as it was sent: to be saved, never to be shown as a page of ours.
// All of it is here and checked before the first byte leaves.
func (h documents) content(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	document, err := pathID[tender.Document](c, "documentId")
	if err != nil {
		return err
	}
	var d view.TenderDocument
	file, err := spool(func(to io.Writer) error {
		d, err = h.papers.Content(c.Request().Context(), actor(c), which, document, to)
		return err
	})
	if err != nil {
		return err
	}
	defer file.close()
	return handOut(c, file, handed{d.Name, d.MediaType, d.SHA256, "private, no-cache"})
}

// handed is a file that is given out.
type handed struct{ name, mediaType, sha256, cache string }

// handOut gives a file to be saved, never to be shown as a page of ours.
func handOut(c echo.Context, file received, h handed) error {
	digest, err := hex.DecodeString(h.sha256)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, h.mediaType)
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": h.name}))
	header.Set(echo.HeaderContentSecurityPolicy, "default-src 'none'; sandbox")
	header.Set(echo.HeaderCacheControl, h.cache)
	header.Set("ETag", `"`+h.sha256+`"`)
	header.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(digest)+":")
	http.ServeContent(c.Response(), c.Request(), "", time.Time{}, file.content)
	return nil
}
