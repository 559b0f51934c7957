package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/ports/driving"
	"allmende/ports/view"
)

type findGround struct {
	Ground     string `json:"ground" validate:"required,max=10"`
	Source     string `json:"source" validate:"required,max=500"`
	Facts      string `json:"facts" validate:"required,max=4000"`
	HappenedOn string `json:"happenedOn" validate:"required,max=10"`
}

type assessFinding struct {
	Verdict string `json:"verdict" validate:"required,max=20"`
	Reason  string `json:"reason" validate:"required,max=4000"`
}

func (h suppliers) find(c echo.Context) error {
	body, err := decode[findGround](c)
	if err != nil {
		return err
	}
	happened, err := period.ParseDay(body.HappenedOn)
	if err != nil {
		return errField.At("happenedOn").With("check", "day")
	}
	in := supplier.Found{Ground: supplier.Ground(body.Ground), Source: body.Source, Facts: body.Facts, HappenedOn: happened}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.FindGround(c.Request().Context(), actor(c), which, version, in)
	})
}

func (h suppliers) assess(c echo.Context) error {
	body, err := decode[assessFinding](c)
	if err != nil {
		return err
	}
	finding, err := id.Parse[supplier.Finding](c.Param("findingId"))
	if err != nil {
		return err
	}
	in := driving.AssessFinding{Finding: finding, Verdict: supplier.Verdict(body.Verdict), Reason: body.Reason}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.AssessFinding(c.Request().Context(), actor(c), which, version, in)
	})
}
