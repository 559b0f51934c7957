package http

import (
	"io"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/domain/capacity"
	"allmende/domain/energy"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// energies answers for what the Energy Efficiency Act wants to know of data centers.
type energies struct{ reporting driving.EnergyReporting }

type stateFigure struct {
	Year   int    `json:"year" validate:"required"`
	Figure string `json:"figure" validate:"required,max=40"`
	Value  string `json:"value" validate:"required,max=40"`
	Source string `json:"source" validate:"required,max=2000"`
}

func (h energies) report(c echo.Context) error {
	report, err := h.find(c)
	if err != nil {
		return err
	}
	return shown(c, report)
}

func (h energies) find(c echo.Context) (view.EnergyReport, error) {
	site, err := pathID[capacity.Site](c, "id")
	if err != nil {
		return view.EnergyReport{}, err
	}
	year, err := strconv.Atoi(c.QueryParam("year"))
	if err != nil {
		return view.EnergyReport{}, energy.ErrYear
	}
	return h.reporting.EnergyReport(c.Request().Context(), actor(c), site, year)
}

func (h energies) state(c echo.Context) error {
	site, err := pathID[capacity.Site](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[stateFigure](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	report, err := h.reporting.StateEnergyFigure(c.Request().Context(), actor(c), key, driving.StateEnergyFigure{
		Site: site, Year: body.Year, Figure: body.Figure, Value: body.Value, Source: body.Source,
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, report)
}

var energyHeads = map[string][]string{
	"de": {"Von", "Bis", "Gesamt kWh", "vollständig", "IT kWh", "vollständig", "PUE", "Erneuerbar kWh", "vollständig", "Anteil erneuerbar", "Wärme weitergegeben kWh", "vollständig", "ERF"},
	"en": {"From", "To", "Total kWh", "complete", "IT kWh", "complete", "PUE", "Renewable kWh", "complete", "Renewable share", "Heat reused kWh", "complete", "ERF"},
}

// table has a row for each month and one for the year; what is not known stays empty.
func (h energies) table(c echo.Context) error {
	report, err := h.find(c)
	if err != nil {
		return err
	}
	lang := languageOf(c)
	t := view.Table{}
	for i, head := range energyHeads[lang] {
		t.Columns = append(t.Columns, view.TableColumn{Head: head, Amount: i > 1 && head != "vollständig" && head != "complete"})
	}
	for _, r := range append(report.Months, report.Whole) {
		row := []string{r.From, r.To}
		cell := func(m view.EnergyMeasured) {
			if !m.Metered {
				row = append(row, "", taken[lang][false])
				return
			}
			row = append(row, m.Energy, taken[lang][m.Complete])
		}
		cell(r.Total)
		cell(r.IT)
		row = append(row, r.PUE)
		cell(r.Renewable)
		row = append(row, r.RenewableShare)
		cell(r.Reused)
		t.Rows = append(t.Rows, append(row, r.ReuseFactor))
	}
	return attached(c, "text/csv; charset=utf-8", "energie-"+strconv.Itoa(report.Year)+".csv", func(w io.Writer) error { return separated(w, t, lang) })
}
