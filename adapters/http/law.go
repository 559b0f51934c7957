package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/ports/driving"
)

// law answers for the dated figures of procurement law.
type law struct{ law driving.Law }

// ofLaw is what procurement law says in figures.
func ofLaw(in guarded, c Config) {
	h := law{c.Law}
	in.GET("/legal-parameters", tells(c.Law, driving.Law.LegalParameters))
	in.POST("/legal-parameters/:code/values", h.add)
}

type addLegalValue struct {
	Value   string `json:"value" validate:"required,max=20"`
	From    string `json:"from" validate:"required,max=10"`
	Source  string `json:"source" validate:"required,max=300"`
	Primary bool   `json:"primary"`
}

// add takes no Idempotency-Key: the version of the parameter makes a repeated request harmless.
func (h law) add(c echo.Context) error {
	body, err := decode[addLegalValue](c)
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	in := driving.AddLegalValue{Code: c.Param("code"), Value: body.Value, From: body.From, Source: body.Source, Primary: body.Primary}
	done, err := h.law.AddLegalValue(c.Request().Context(), actor(c), version, in)
	if err != nil {
		return err
	}
	return written(c, http.StatusCreated, done.Version, done)
}
