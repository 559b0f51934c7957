package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
)

// statistics are awards as the procurement statistics count them.
type statistics struct{ counting driving.Statistics }

func ofStatistics(in guarded, c Config) {
	h := statistics{c.Statistics}
	in.GET("/tenders/:id/statistics", shows(c.Statistics, driving.Statistics.Statistics))
	in.POST("/tenders/:id/statistics", h.report)
}

type reportStatistics struct {
	ReportedOn string `json:"reportedOn" validate:"required"`
	Number     string `json:"number" validate:"required,max=100"`
}

// report takes no Idempotency-Key: a repeated request finds the award reported.
func (h statistics) report(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[reportStatistics](c)
	if err != nil {
		return err
	}
	reported, err := h.counting.ReportStatistics(c.Request().Context(), actor(c), which, body.ReportedOn, body.Number)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, reported)
}
