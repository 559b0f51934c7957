package http

import (
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/domain/timesheet"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// HoursReader reads entries of a time sheet that came as a table.
type HoursReader func(io.Reader) ([]timesheet.Worked, error)

// engagements answers for services that are called off.
type engagements struct {
	engaging driving.Engaging
	read     HoursReader
}

type agreeEngagement struct {
	From        string `json:"from" validate:"required,max=10"`
	To          string `json:"to" validate:"required,max=10"`
	Description string `json:"description" validate:"required,max=2000"`
	HoursPerDay string `json:"hoursPerDay" validate:"max=5"`
}

type workedEntry struct {
	Person string `json:"person" validate:"max=200"`
	Day    string `json:"day" validate:"max=20"`
	Role   string `json:"role" validate:"max=300"`
	Hours  string `json:"hours" validate:"max=20"`
	Text   string `json:"text" validate:"max=1000"`
}

type timeSheetBody struct {
	Entries []workedEntry `json:"entries" validate:"required,min=1,max=500,dive"`
}

// timeSheetDraft is entries, or a table of them.
type timeSheetDraft struct {
	Entries []workedEntry `json:"entries" validate:"max=500,dive"`
	Table   string        `json:"table" validate:"max=500000"`
}

func workedOf(entries []workedEntry) []timesheet.Worked {
	worked := make([]timesheet.Worked, len(entries))
	for i, e := range entries {
		worked[i] = timesheet.Worked(e)
	}
	return worked
}

func (h engagements) agree(c echo.Context) error {
	id, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[agreeEngagement](c)
	if err != nil {
		return err
	}
	agreed, err := h.engaging.AgreeEngagement(c.Request().Context(), actor(c), id, driving.AgreeEngagement(body))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, agreed)
}

func (h engagements) close(c echo.Context) error {
	id, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	closed, err := h.engaging.CloseEngagement(c.Request().Context(), actor(c), id, version)
	if err != nil {
		return err
	}
	return shown(c, closed)
}

func (h engagements) check(c echo.Context) error {
	id, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[timeSheetDraft](c)
	if err != nil {
		return err
	}
	worked := workedOf(body.Entries)
	if body.Table != "" {
		if worked, err = h.read(strings.NewReader(body.Table)); err != nil {
			return err
		}
	}
	checked, err := h.engaging.CheckSheet(c.Request().Context(), actor(c), id, worked)
	if err != nil {
		return err
	}
	return shown(c, checked)
}

func (h engagements) handIn(c echo.Context) error {
	id, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[timeSheetBody](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	handed, err := h.engaging.HandIn(c.Request().Context(), actor(c), key, id, workedOf(body.Entries))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, handed)
}

func (h engagements) correct(c echo.Context) error {
	body, err := decode[timeSheetBody](c)
	if err != nil {
		return err
	}
	return h.decide(c, func(seen driving.SheetSeen) (view.Services, error) {
		return h.engaging.Correct(c.Request().Context(), actor(c), seen, workedOf(body.Entries))
	})
}

func (h engagements) accept(c echo.Context) error {
	return h.decide(c, func(seen driving.SheetSeen) (view.Services, error) {
		return h.engaging.AcceptSheet(c.Request().Context(), actor(c), seen)
	})
}

func (h engagements) giveBack(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.decide(c, func(seen driving.SheetSeen) (view.Services, error) {
		return h.engaging.ReturnSheet(c.Request().Context(), actor(c), seen, body.Reason)
	})
}

// decide reads which sheet in which version, and answers with the whole.
func (h engagements) decide(c echo.Context, act func(driving.SheetSeen) (view.Services, error)) error {
	id, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	sheet, err := pathID[timesheet.Sheet](c, "sheetId")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	decided, err := act(driving.SheetSeen{CallOff: id, Sheet: sheet, Version: version})
	if err != nil {
		return err
	}
	return shown(c, decided)
}
