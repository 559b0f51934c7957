package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/ports/view"
)

type addCertificate struct {
	Kind       string `json:"kind" validate:"required,max=100"`
	Number     string `json:"number" validate:"required,max=100"`
	Issuer     string `json:"issuer" validate:"required,max=200"`
	ValidUntil string `json:"validUntil" validate:"required,max=10"`
	Document   string `json:"document" validate:"max=500"`
}

type declareSupplier struct {
	Subject string `json:"subject" validate:"required,max=20"`
	Clear   *bool  `json:"clear"`
	Text    string `json:"text" validate:"max=4000"`
}

func (h suppliers) certify(c echo.Context) error {
	body, err := decode[addCertificate](c)
	if err != nil {
		return err
	}
	until, err := period.ParseDay(body.ValidUntil)
	if err != nil {
		return errField.At("validUntil").With("check", "day")
	}
	in := supplier.Showing{Kind: body.Kind, Number: body.Number, Issuer: body.Issuer, ValidUntil: until, Document: body.Document}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.AddCertificate(c.Request().Context(), actor(c), which, version, in)
	})
}

func (h suppliers) withdraw(c echo.Context) error {
	certificate, err := id.Parse[supplier.Certificate](c.Param("certificateId"))
	if err != nil {
		return err
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.WithdrawCertificate(c.Request().Context(), actor(c), which, version, certificate)
	})
}

func (h suppliers) declare(c echo.Context) error {
	body, err := decode[declareSupplier](c)
	if err != nil {
		return err
	}
	in := supplier.Statement{Subject: supplier.Subject(body.Subject), Clear: body.Clear, Text: body.Text}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.DeclareSupplier(c.Request().Context(), actor(c), which, version, in)
	})
}
