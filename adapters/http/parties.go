package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// parties answers for what statements say about the cooperative and its members.
type parties struct{ billing driving.Billing }

type billingProfile struct {
	Street      string `json:"street" validate:"max=200"`
	Postcode    string `json:"postcode" validate:"max=10"`
	City        string `json:"city" validate:"max=100"`
	VatID       string `json:"vatId" validate:"max=20"`
	TaxNumber   string `json:"taxNumber" validate:"max=30"`
	Contact     string `json:"contact" validate:"max=100"`
	Phone       string `json:"phone" validate:"max=40"`
	Email       string `json:"email" validate:"max=200"`
	IBAN        string `json:"iban" validate:"max=34"`
	BIC         string `json:"bic" validate:"max=11"`
	PaymentDays int    `json:"paymentDays" validate:"min=0,max=120"`
}

type billingAddress struct {
	Street    string `json:"street" validate:"max=200"`
	Postcode  string `json:"postcode" validate:"max=10"`
	City      string `json:"city" validate:"max=100"`
	Email     string `json:"email" validate:"max=200"`
	LeitwegID string `json:"leitwegId" validate:"max=46"`
}

func (h parties) profile(c echo.Context) error {
	profile, err := h.billing.Profile(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, profile.Version, profile)
}

func (h parties) setProfile(c echo.Context) error {
	body, err := decode[billingProfile](c)
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	profile, err := h.billing.SetProfile(c.Request().Context(), actor(c), version, view.BillingProfile{
		Street: body.Street, Postcode: body.Postcode, City: body.City, VatID: body.VatID, TaxNumber: body.TaxNumber, Contact: body.Contact,
		Phone: body.Phone, Email: body.Email, IBAN: body.IBAN, BIC: body.BIC, PaymentDays: body.PaymentDays,
	})
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, profile.Version, profile)
}

func (h parties) setAddress(c echo.Context) error {
	body, err := decode[billingAddress](c)
	if err != nil {
		return err
	}
	return changed(c, func(id member.ID, version int) (view.BillingAddress, error) {
		return h.billing.SetAddress(c.Request().Context(), actor(c), id, version, view.BillingAddress{
			Street: body.Street, Postcode: body.Postcode, City: body.City, Email: body.Email, LeitwegID: body.LeitwegID,
		})
	})
}
