package http

import (
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/metering"
	"allmende/domain/upload"
	"allmende/ports/driving"
)

// meters answers for meters and what they read.
type meters struct {
	metering driving.Metering
	read     driving.ReadingsReader
}

type fitMeter struct {
	Name        string `json:"name" validate:"required,max=100"`
	Member      string `json:"memberId" validate:"max=36"`
	Site        string `json:"siteId" validate:"max=36"`
	Reservation string `json:"reservationId" validate:"omitempty,uuid"`
	Resource    string `json:"resource" validate:"required,max=40"`
	Unit        string `json:"unit" validate:"required,max=3"`
	Kind        string `json:"kind" validate:"required,max=20"`
	Every       string `json:"every" validate:"required,max=20"`
	From        string `json:"from" validate:"required,max=10"`
	Reason      string `json:"reason" validate:"max=500"`
}

type removeMeter struct {
	To string `json:"to" validate:"required,max=10"`
}

type correctReading struct {
	At     string `json:"at" validate:"required,max=40"`
	Value  string `json:"value" validate:"max=40"` // none: it counts for nothing
	Reason string `json:"reason" validate:"required,max=2000"`
}

// correctReadings is a CSV file as text, and why it corrects.
type correctReadings struct {
	Table  string `json:"table" validate:"required,max=2000000"`
	Reason string `json:"reason" validate:"required,max=2000"`
}

type closeMonth struct {
	Month  string `json:"month" validate:"required,max=7"`
	Reason string `json:"reason" validate:"max=2000"`
}

func (h meters) list(c echo.Context) error {
	list, err := h.metering.Meters(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, map[string]any{"items": list})
}

func (h meters) fit(c echo.Context) error {
	body, err := decode[fitMeter](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	m, err := h.metering.FitMeter(c.Request().Context(), actor(c), key, driving.FitMeter(body))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, m)
}

func (h meters) remove(c echo.Context) error {
	id, err := pathID[metering.Meter](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	body, err := decode[removeMeter](c)
	if err != nil {
		return err
	}
	m, err := h.metering.RemoveMeter(c.Request().Context(), actor(c), id, version, body.To)
	if err != nil {
		return err
	}
	return shown(c, m)
}

func (h meters) day(c echo.Context) error {
	id, err := pathID[metering.Meter](c, "id")
	if err != nil {
		return err
	}
	day, err := h.metering.MeterDay(c.Request().Context(), actor(c), id, c.Param("day"))
	if err != nil {
		return err
	}
	return shown(c, day)
}

func (h meters) course(c echo.Context) error {
	id, err := pathID[metering.Meter](c, "id")
	if err != nil {
		return err
	}
	course, err := h.metering.MeterCourse(c.Request().Context(), actor(c), id, c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	return shown(c, course)
}

func (h meters) correct(c echo.Context) error {
	id, err := pathID[metering.Meter](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[correctReading](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	at, err := metering.ParseTime(body.At)
	if err != nil {
		return err
	}
	day, err := h.metering.CorrectReading(c.Request().Context(), actor(c), key, driving.CorrectReading{Meter: id, At: at, Value: body.Value, Reason: body.Reason})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, day)
}

func (h meters) correctAll(c echo.Context) error {
	body, err := decode[correctReadings](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	source, err := h.read(metering.CSV, strings.NewReader(body.Table))
	if err != nil {
		return err
	}
	done, err := h.metering.CorrectReadings(c.Request().Context(), actor(c), key, driving.CorrectReadings{Source: source, Reason: body.Reason})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, done)
}

// deliver reads the whole file first, so that a line that breaks holds nothing up; the name of
// the delivery stands for an Idempotency-Key, and goes further: it goes on.
func (h meters) deliver(c echo.Context) error {
	if c.QueryParam("upload") != "" {
		return h.queue(c)
	}
	file, err := receive(c)
	if err != nil {
		return err
	}
	defer file.close()
	format := metering.Format(c.QueryParam("format"))
	source, err := h.read(format, io.NewSectionReader(file.content, 0, file.size))
	if err != nil {
		return err
	}
	taken, err := h.metering.ImportReadings(c.Request().Context(), actor(c), driving.ImportReadings{Name: c.QueryParam("name"), Format: format, Source: source})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, taken)
}

// queue has a file taken that came in parts before; the name of the delivery stands for the key here too.
func (h meters) queue(c echo.Context) error {
	which, err := id.Parse[upload.Upload](c.QueryParam("upload"))
	if err != nil {
		return access.ErrNotFound
	}
	queued, err := h.metering.QueueReadings(c.Request().Context(), actor(c), driving.QueueReadings{
		Name: c.QueryParam("name"), Format: metering.Format(c.QueryParam("format")), Upload: which,
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusAccepted, queued)
}

func (h meters) deliveries(c echo.Context) error {
	list, err := h.metering.Imports(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, map[string]any{"items": list})
}

func (h meters) closings(c echo.Context) error {
	list, err := h.metering.Closings(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, map[string]any{"items": list})
}

func (h meters) closeMonth(c echo.Context) error {
	body, err := decode[closeMonth](c)
	if err != nil {
		return err
	}
	if err := h.metering.CloseMonth(c.Request().Context(), actor(c), body.Month, body.Reason); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
