package http

import (
	"io"

	"github.com/labstack/echo/v4"

	"allmende/domain/award"
	"allmende/domain/billing"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Writers turn a document into a file. They are given from outside: no adapter knows another.
type Writers struct {
	PDF, XLSX, XRechnung func(io.Writer, billing.Document) error
	PriceSheet           func(io.Writer, view.Tender) error // for bidders to fill in
	PriceComparison      func(io.Writer, award.Comparison) error
	Letter               func(io.Writer, award.Letter) error
	ProcurementFile      func(io.Writer, award.File) error
	OpeningRecord        func(io.Writer, award.Opening) error
	CatalogueTemplate    func(io.Writer) error
	Table                func(io.Writer, view.Table) error // a list
}

// statements answers for closings, what they issue, and who stands on it.
type statements struct {
	billing driving.Billing
	writers Writers
}

type closeThrough struct {
	Through string `json:"through" validate:"required,max=10"`
}

type payStatement struct {
	PaidOn string `json:"paidOn" validate:"required,max=10"`
}

func (h statements) previewClosing(c echo.Context) error {
	preview, err := h.billing.PreviewClosing(c.Request().Context(), actor(c), c.QueryParam("through"))
	if err != nil {
		return err
	}
	return shown(c, preview)
}

func (h statements) close(c echo.Context) error {
	body, err := decode[closeThrough](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	closing, err := h.billing.Close(c.Request().Context(), actor(c), key, body.Through)
	if err != nil {
		return err
	}
	return created(c, "/closings", 1, closing)
}

func (h statements) list(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	of, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	status := c.QueryParam("status")
	switch billing.Status(status) {
	case "", billing.Issued, billing.Paid, billing.Credited:
	default:
		return errField.At("status").With("check", "oneof")
	}
	found, err := h.billing.Statements(c.Request().Context(), actor(c), page, of.String(), status)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h statements) pdf(c echo.Context) error {
	return h.file(c, h.writers.PDF, paper, "pdf")
}

func (h statements) xlsx(c echo.Context) error {
	return h.file(c, h.writers.XLSX, workbook, "xlsx")
}

func (h statements) xrechnung(c echo.Context) error {
	return h.file(c, h.writers.XRechnung, "application/xml", "xml")
}

func (h statements) file(c echo.Context, write func(io.Writer, billing.Document) error, kind, ending string) error {
	id, err := pathID[billing.Statement](c, "id")
	if err != nil {
		return err
	}
	document, err := h.billing.Document(c.Request().Context(), actor(c), id)
	if err != nil {
		return err
	}
	return attached(c, kind, document.Number+"."+ending, func(w io.Writer) error { return write(w, document) })
}

func (h statements) pay(c echo.Context) error {
	body, err := decode[payStatement](c)
	if err != nil {
		return err
	}
	return changed(c, func(id billing.ID, version int) (view.Statement, error) {
		return h.billing.Pay(c.Request().Context(), actor(c), id, version, body.PaidOn)
	})
}

func (h statements) credit(c echo.Context) error {
	id, err := pathID[billing.Statement](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	note, err := h.billing.Credit(c.Request().Context(), actor(c), id, version, body.Reason)
	if err != nil {
		return err
	}
	return created(c, "/statements/"+note.ID, note.Version, note)
}
