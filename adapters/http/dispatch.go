package http

import (
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// OrderWriters turn an order, or a calendar, into a file.
type OrderWriters struct {
	PDF      func(io.Writer, dispatch.Order) error
	Order    func(io.Writer, dispatch.Order) error // electronic
	Calendar func(io.Writer, view.CalendarFeed) error
	Response func(io.Writer, dispatch.Order, calloff.Answer) error // electronic
	// Read reads an electronic answer of a supplier.
	Read func(io.Reader) (dispatch.Response, error)
}

// dispatches answers for how orders reach their suppliers.
type dispatches struct {
	dispatching driving.Dispatching
	writers     OrderWriters
}

func (h dispatches) pdf(c echo.Context) error { return h.file(c, h.writers.PDF, paper, ".pdf") }

func (h dispatches) electronic(c echo.Context) error {
	return h.file(c, h.writers.Order, "application/xml", ".xml")
}

func (h dispatches) file(c echo.Context, write func(io.Writer, dispatch.Order) error, kind, ending string) error {
	of, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	order, err := h.dispatching.Order(c.Request().Context(), actor(c), of)
	if err != nil {
		return err
	}
	return attached(c, kind, strings.ReplaceAll(order.Number, "/", "-")+ending, func(w io.Writer) error { return write(w, order) })
}

type confirmOrder struct {
	Lines []answerLine `json:"lines" validate:"required,min=1,max=100,dive"`
}

type answerLine struct {
	Position    int    `json:"position" validate:"min=1,max=100"`
	DeliveredOn string `json:"deliveredOn" validate:"required,max=10"`
	Change      string `json:"change" validate:"max=500"`
}

type orderResponse struct {
	Document string `json:"document" validate:"required,max=200000"`
}

func (h dispatches) confirm(c echo.Context) error {
	body, err := decode[confirmOrder](c)
	if err != nil {
		return err
	}
	lines := make([]driving.AnswerLine, len(body.Lines))
	for i, l := range body.Lines {
		lines[i] = driving.AnswerLine(l)
	}
	return h.answered(c, func(order calloff.ID, version int) (view.OrderDispatch, error) {
		return h.dispatching.Confirm(c.Request().Context(), actor(c), order, version, lines)
	})
}

func (h dispatches) decline(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.answered(c, func(order calloff.ID, version int) (view.OrderDispatch, error) {
		return h.dispatching.Decline(c.Request().Context(), actor(c), order, version, body.Reason)
	})
}

func (h dispatches) respond(c echo.Context) error {
	body, err := decode[orderResponse](c)
	if err != nil {
		return err
	}
	response, err := h.writers.Read(strings.NewReader(body.Document))
	if err != nil {
		return err
	}
	return h.answered(c, func(order calloff.ID, version int) (view.OrderDispatch, error) {
		return h.dispatching.Respond(c.Request().Context(), actor(c), order, version, response)
	})
}

func (h dispatches) answered(c echo.Context, act func(calloff.ID, int) (view.OrderDispatch, error)) error {
	order, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	answered, err := act(order, version)
	if err != nil {
		return err
	}
	return shown(c, answered)
}

func (h dispatches) response(c echo.Context) error {
	of, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	order, answer, err := h.dispatching.Answer(c.Request().Context(), actor(c), of)
	if err != nil {
		return err
	}
	return attached(c, "application/xml", strings.ReplaceAll(order.Number, "/", "-")+"-A.xml", func(w io.Writer) error { return h.writers.Response(w, order, answer) })
}

type supplierAddress struct {
	Street         string `json:"street" validate:"max=200"`
	Postcode       string `json:"postcode" validate:"max=10"`
	City           string `json:"city" validate:"max=100"`
	Country        string `json:"country" validate:"required,len=2"`
	Contact        string `json:"contact" validate:"max=100"`
	Phone          string `json:"phone" validate:"max=40"`
	Email          string `json:"email" validate:"max=200"`
	EndpointScheme string `json:"endpointScheme" validate:"max=4"`
	EndpointID     string `json:"endpointId" validate:"max=50"`
	Language       string `json:"language" validate:"required,max=2"`
}

func (h dispatches) setAddress(c echo.Context) error {
	body, err := decode[supplierAddress](c)
	if err != nil {
		return err
	}
	return changed(c, func(supplier member.SupplierID, version int) (view.SupplierAddress, error) {
		return h.dispatching.SetAddress(c.Request().Context(), actor(c), supplier, version, view.SupplierAddress{
			Street: body.Street, Postcode: body.Postcode, City: body.City, Country: body.Country, Contact: body.Contact, Phone: body.Phone,
			Email: body.Email, EndpointScheme: body.EndpointScheme, EndpointID: body.EndpointID, Language: body.Language,
		})
	})
}

type noticeSettings struct {
	Language string      `json:"language" validate:"required,max=2"`
	Ways     []noticeWay `json:"ways" validate:"required,max=20,dive"`
}

type noticeWay struct {
	Kind string `json:"kind" validate:"required,max=40"`
	Way  string `json:"way" validate:"required,max=20"`
}

func (h dispatches) notices(c echo.Context) error {
	settings, err := h.dispatching.Notices(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, settings.Version, settings)
}

func (h dispatches) setNotices(c echo.Context) error {
	body, err := decode[noticeSettings](c)
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	ways := map[notice.Kind]notice.Way{}
	for _, w := range body.Ways {
		ways[notice.Kind(w.Kind)] = notice.Way(w.Way)
	}
	settings, err := h.dispatching.SetNotices(c.Request().Context(), actor(c), version, body.Language, ways)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, settings.Version, settings)
}

func (h dispatches) again(c echo.Context) error {
	delivery, err := pathID[view.Undelivered](c, "id")
	if err != nil {
		return err
	}
	if err := h.dispatching.Again(c.Request().Context(), actor(c), delivery.String()); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// calendars answers for the deadlines of people.
type calendars struct {
	calendars driving.Calendars
	write     func(io.Writer, view.CalendarFeed) error
}

func (h calendars) renew(c echo.Context) error {
	renewed, err := h.calendars.Renew(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusOK, renewed)
}

// feed needs no session: the secret in the address says whose calendar it is.
func (h calendars) feed(c echo.Context) error {
	feed, err := h.calendars.Feed(c.Request().Context(), strings.TrimSuffix(c.Param("secret"), ".ics"))
	if err != nil {
		return err
	}
	return attached(c, "text/calendar; charset=utf-8", "allmende.ics", func(w io.Writer) error { return h.write(w, feed) })
}
