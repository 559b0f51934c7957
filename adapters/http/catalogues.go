package http

import (
	"context"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// catalogues answers for what suppliers send as their catalogues, and for the items of
// contracts.
type catalogues struct {
	cataloguing driving.Cataloguing
	parts       parcels
	template    func(io.Writer) error
	uploads     *uploads
}

func (h catalogues) writeTemplate(c echo.Context) error {
	return attached(c, workbook, "katalog-vorlage.xlsx", h.template)
}

// upload takes the whole file in before anything is read of it, so that a slow line holds
// nothing up but itself.
func (h catalogues) upload(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	supplier, err := queryID[member.Supplier](c, "supplierId")
	if err != nil {
		return err
	}
	name := c.QueryParam("fileName")
	if n := len([]rune(name)); n < 1 || n > 200 {
		return errField.At("fileName").With("check", "max").With("bound", "200")
	}
	file, err := h.parts.receive(c)
	if err != nil {
		return err
	}
	defer file.close()
	c.Set(bodyKey, []byte(file.hash+" "+name+" "+supplier.String()))
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	running := h.uploads.begin(actor(c).Person, key.Key, file)
	defer running.end()
	version, err := h.cataloguing.Upload(c.Request().Context(), actor(c), key, driving.UploadCatalogue{
		Framework: id, Supplier: supplier, Name: name, Content: running, Size: file.size, Hash: file.hash, Step: running.step,
	})
	if err != nil {
		return err
	}
	return created(c, "/catalogues/"+version.ID, version.Version, version)
}

func (h catalogues) progress(c echo.Context) error {
	if _, err := pathID[framework.Framework](c, "id"); err != nil {
		return err
	}
	key := c.QueryParam("key")
	if !keyText.MatchString(key) {
		return errField.At("key").With("check", "required")
	}
	return shown(c, h.uploads.progress(actor(c).Person, key))
}

// propose takes the whole file in as well: where its text is, a workbook tells at its end.
func (h catalogues) propose(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	file, err := h.parts.receive(c)
	if err != nil {
		return err
	}
	defer file.close()
	proposal, err := h.cataloguing.ProposeColumns(c.Request().Context(), actor(c), driving.ProposeColumns{Framework: id, Content: file.content, Size: file.size})
	if err != nil {
		return err
	}
	return shown(c, proposal)
}

type setCatalogueColumns struct {
	Columns map[string]string `json:"columns" validate:"required,max=50,dive,max=200"`
}

func (h catalogues) setColumns(c echo.Context) error {
	body, err := decode[setCatalogueColumns](c)
	if err != nil {
		return err
	}
	return changed(c, func(of framework.ID, version int) (view.CatalogueColumns, error) {
		return h.cataloguing.SetColumns(c.Request().Context(), actor(c), of, version, body.Columns)
	})
}

func (h catalogues) changes(c echo.Context) error {
	id, err := pathID[catalogue.Version](c, "id")
	if err != nil {
		return err
	}
	kind := c.QueryParam("kind")
	switch kind {
	case "", "new", "changed", "dearer", "gone":
	default:
		return errField.At("kind").With("check", "oneof")
	}
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	found, err := h.cataloguing.Changes(c.Request().Context(), actor(c), id, kind, page)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h catalogues) items(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	words := c.QueryParam("q")
	if len([]rune(words)) > longestSearch {
		return errField.At("q").With("check", "max").With("bound", "100")
	}
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	found, err := h.cataloguing.Items(c.Request().Context(), actor(c), id, words, page)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h catalogues) item(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	item, err := pathID[framework.Item](c, "itemId")
	if err != nil {
		return err
	}
	found, err := h.cataloguing.Item(c.Request().Context(), actor(c), id, item)
	if err != nil {
		return err
	}
	return shown(c, found)
}

// medium hands out a file of ours. It never changes, so that a browser may keep it; a
// document is saved and not opened within our pages.
func (h catalogues) medium(c echo.Context) error { return handedOut(c, h.cataloguing.Medium) }

// smallMedium hands out an image as a list shows it.
func (h catalogues) smallMedium(c echo.Context) error {
	return handedOut(c, h.cataloguing.SmallMedium)
}

func handedOut(c echo.Context, read func(context.Context, access.Actor, framework.ID, catalogue.MediumID) (view.Medium, error)) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	which, err := pathID[catalogue.Medium](c, "mediumId")
	if err != nil {
		return err
	}
	m, err := read(c.Request().Context(), actor(c), id, which)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "private, max-age=86400, immutable")
	if m.ContentType == paper {
		c.Response().Header().Set(echo.HeaderContentDisposition, "attachment; filename="+quoted(m.Name))
	}
	return c.Blob(http.StatusOK, m.ContentType, m.Content)
}
