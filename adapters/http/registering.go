package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driving"
)

// registering answers suppliers that register themselves; nobody is signed in.
type registering struct{ registering driving.Registering }

func ofRegistration(api *echo.Group, c Config, promised echo.MiddlewareFunc) {
	h := registering{c.Registering}
	api.GET("/supplier-registrations/places", h.places, promised)
	api.POST("/supplier-registrations", h.enter, ownSite, promised)
	api.POST("/supplier-registrations/open", h.open, ownSite, promised)
	api.POST("/supplier-registrations/confirm", h.confirm, ownSite, promised)
}

// ownSite refuses what another site's page sends.
func ownSite(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if foreignSite(c) {
			return access.ErrForged
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		return next(c)
	}
}

type enterSupplier struct {
	CooperativeID string `json:"cooperativeId" validate:"required,max=36"`
	PersonName    string `json:"personName" validate:"required,max=200"`
	PersonEmail   string `json:"personEmail" validate:"required,max=254"`
	Language      string `json:"language" validate:"required,max=2"`
	registerSupplier
}

type openRegistration struct {
	Secret string `json:"secret" validate:"required,max=100"`
}

type confirmRegistration struct {
	Secret   string `json:"secret" validate:"required,max=100"`
	Password string `json:"password" validate:"required,max=200"`
}

func (h registering) places(c echo.Context) error {
	places, err := h.registering.RegistrationPlaces(c.Request().Context())
	if err != nil {
		return err
	}
	return shown(c, places)
}

func (h registering) enter(c echo.Context) error {
	body, err := decode[enterSupplier](c)
	if err != nil {
		return err
	}
	at, err := bodyID[member.Cooperative](body.CooperativeID, "cooperativeId")
	if err != nil {
		return err
	}
	err = h.registering.Register(c.Request().Context(), driving.EnterSupplier{
		Cooperative: at, Source: networkOf(c.RealIP()),
		Entered: supplier.Registering{Name: body.Name, Profile: body.given(), PersonName: body.PersonName, PersonEmail: body.PersonEmail, Language: body.Language},
	})
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusAccepted)
}

func (h registering) open(c echo.Context) error {
	body, err := decode[openRegistration](c)
	if err != nil {
		return err
	}
	found, err := h.registering.Registration(c.Request().Context(), body.Secret)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}

func (h registering) confirm(c echo.Context) error {
	body, err := decode[confirmRegistration](c)
	if err != nil {
		return err
	}
	made, err := h.registering.ConfirmRegistration(c.Request().Context(), body.Secret, body.Password)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, made)
}
