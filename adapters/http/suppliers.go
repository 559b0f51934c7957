package http

import (
	"slices"

	"github.com/labstack/echo/v4"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// suppliers answers for who may bid.
type suppliers struct{ suppliers driving.Suppliers }

func ofSuppliers(in guarded, c Config) {
	h := suppliers{c.Suppliers}
	in.GET("/suppliers", h.list)
	in.POST("/suppliers", h.register)
	in.GET("/suppliers/:id", h.show)
	in.PUT("/suppliers/:id/profile", h.setProfile)
	in.POST("/suppliers/:id/checks", h.check)
	in.POST("/suppliers/:id/bans", h.ban)
	in.POST("/suppliers/:id/bans/:banId/lift", h.lift)
	in.POST("/suppliers/:id/certificates", h.certify)
	in.POST("/suppliers/:id/certificates/:certificateId/withdraw", h.withdraw)
	in.POST("/suppliers/:id/declarations", h.declare)
	in.POST("/suppliers/:id/findings", h.find)
	in.POST("/suppliers/:id/people/:personId/end", h.endActing)
	in.POST("/suppliers/:id/findings/:findingId/assessments", h.assess)
	in.GET("/tenders/:id/bidder-standings", shows(c.Suppliers, driving.Suppliers.BidderStandings))
}

type supplierProfile struct {
	Register string `json:"register" validate:"max=200"`
	VATID    string `json:"vatId" validate:"max=20"`
	Street   string `json:"street" validate:"required,max=200"`
	Postcode string `json:"postcode" validate:"required,max=10"`
	City     string `json:"city" validate:"required,max=100"`
	Country  string `json:"country" validate:"required,len=2"`
	NUTS     string `json:"nuts" validate:"max=5"`
	Email    string `json:"email" validate:"required,max=254"`
	Phone    string `json:"phone" validate:"max=50"`
	Size     string `json:"size" validate:"max=10"`
}

func (p supplierProfile) given() supplier.Profile {
	return supplier.Profile{
		Register: p.Register, VATID: p.VATID, Street: p.Street, Postcode: p.Postcode, City: p.City, Country: p.Country, NUTS: p.NUTS,
		Email: p.Email, Phone: p.Phone, Size: supplier.Size(p.Size),
	}
}

type registerSupplier struct {
	Name string `json:"name" validate:"required,max=200"`
	supplierProfile
}

type checkSupplier struct {
	Outcome string `json:"outcome" validate:"required,max=20"`
	Reason  string `json:"reason" validate:"required,max=2000"`
}

type banSupplier struct {
	Ground     string `json:"ground" validate:"required,max=10"`
	Source     string `json:"source" validate:"required,max=500"`
	Reason     string `json:"reason" validate:"required,max=2000"`
	HappenedOn string `json:"happenedOn" validate:"required,max=10"`
	From       string `json:"from" validate:"required,max=10"`
	Until      string `json:"until" validate:"required,max=10"`
}

// standings are those that a list may be bounded by.
var standings = []supplier.Standing{"", supplier.StandsBanned, supplier.StandsUnverified, supplier.StandsRefused, supplier.StandsVerified}

func (h suppliers) list(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	search, err := searchText(c)
	if err != nil {
		return err
	}
	standing := supplier.Standing(c.QueryParam("standing"))
	if !slices.Contains(standings, standing) {
		return errField.At("standing").With("check", "oneof")
	}
	found, err := h.suppliers.Suppliers(c.Request().Context(), actor(c), driving.ListSuppliers{Search: search, Standing: standing, Page: page})
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h suppliers) show(c echo.Context) error {
	which, err := pathID[member.Supplier](c, "id")
	if err != nil {
		return err
	}
	found, err := h.suppliers.Supplier(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return written(c, 200, found.Version, found)
}

func (h suppliers) register(c echo.Context) error {
	body, err := decode[registerSupplier](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	made, err := h.suppliers.RegisterSupplier(c.Request().Context(), actor(c), key, driving.RegisterSupplier{Name: body.Name, Profile: body.given()})
	if err != nil {
		return err
	}
	return created(c, "/suppliers/"+made.ID, made.Version, made)
}

func (h suppliers) setProfile(c echo.Context) error {
	body, err := decode[supplierProfile](c)
	if err != nil {
		return err
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.SetSupplierProfile(c.Request().Context(), actor(c), which, version, body.given())
	})
}

func (h suppliers) check(c echo.Context) error {
	body, err := decode[checkSupplier](c)
	if err != nil {
		return err
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.CheckSupplier(c.Request().Context(), actor(c), which, version, body.Outcome, body.Reason)
	})
}

func (h suppliers) ban(c echo.Context) error {
	body, err := decode[banSupplier](c)
	if err != nil {
		return err
	}
	in := supplier.Banning{Ground: supplier.Ground(body.Ground), Source: body.Source, Reason: body.Reason}
	for _, day := range []struct {
		field, text string
		into        *period.Day
	}{{"happenedOn", body.HappenedOn, &in.HappenedOn}, {"from", body.From, &in.From}, {"until", body.Until, &in.Until}} {
		if *day.into, err = period.ParseDay(day.text); err != nil {
			return errField.At(day.field).With("check", "day")
		}
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.BanSupplier(c.Request().Context(), actor(c), which, version, in)
	})
}

func (h suppliers) lift(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	ban, err := id.Parse[supplier.Ban](c.Param("banId"))
	if err != nil {
		return err
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.LiftBan(c.Request().Context(), actor(c), which, version, ban, body.Reason)
	})
}

func (h suppliers) endActing(c echo.Context) error {
	who, err := id.Parse[member.Person](c.Param("personId"))
	if err != nil {
		return err
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.suppliers.EndActing(c.Request().Context(), actor(c), which, version, who)
	})
}
