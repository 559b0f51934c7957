package http

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tariff"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// tariffs answers for what data centers cost.
type tariffs struct{ rating driving.Rating }

type makeTariff struct {
	Name        string            `json:"name" validate:"required,max=200"`
	From        string            `json:"from" validate:"required,max=10"`
	SmallOnly   bool              `json:"smallOnly"`
	VatCategory string            `json:"vatCategory" validate:"required,max=2"`
	VatRate     string            `json:"vatRate" validate:"required,max=20"`
	Components  []tariffComponent `json:"components" validate:"max=100,dive"`
}

type tariffComponent struct {
	Name     string        `json:"name" validate:"required,max=200"`
	Basis    string        `json:"basis" validate:"required,max=20"`
	Resource string        `json:"resource" validate:"max=100"`
	Tiers    []tariffTier  `json:"tiers" validate:"max=100,dive"`
	Energy   *tariffEnergy `json:"energy"`
}

type tariffTier struct {
	From  string `json:"from" validate:"required,max=40"`
	Price string `json:"price" validate:"required,max=40"`
}

type tariffEnergy struct {
	Purchase string `json:"purchase" validate:"required,max=40"`
	PUE      string `json:"pue" validate:"required,max=20"`
}

type postRating struct {
	Month  string `json:"month" validate:"required,max=7"`
	Reason string `json:"reason" validate:"max=2000"`
}

func (t makeTariff) said() driving.MakeTariff {
	said := driving.MakeTariff{Name: t.Name, From: t.From, SmallOnly: t.SmallOnly, VatCategory: t.VatCategory, VatRate: t.VatRate}
	for _, c := range t.Components {
		component := driving.TariffComponent{Name: c.Name, Basis: c.Basis, Resource: c.Resource}
		for _, tier := range c.Tiers {
			component.Tiers = append(component.Tiers, driving.TariffTier(tier))
		}
		if c.Energy != nil {
			component.Energy = &driving.TariffEnergy{Purchase: c.Energy.Purchase, PUE: c.Energy.PUE}
		}
		said.Components = append(said.Components, component)
	}
	return said
}

func (h tariffs) make(c echo.Context) error {
	body, err := decode[makeTariff](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	made, err := h.rating.MakeTariff(c.Request().Context(), actor(c), key, body.said())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, made)
}

func (h tariffs) preview(c echo.Context) error {
	preview, err := h.rating.PreviewRating(c.Request().Context(), actor(c), c.Param("month"))
	if err != nil {
		return err
	}
	return shown(c, preview)
}

func (h tariffs) previewMember(c echo.Context) error {
	return ofMember(c, func(ctx context.Context, by access.Actor, m member.ID) (view.MemberRating, error) {
		return h.rating.PreviewMemberRating(ctx, by, c.Param("month"), m)
	})
}

func (h tariffs) weights(c echo.Context) error {
	weights, err := h.rating.CapacityWeights(c.Request().Context(), actor(c), c.Param("month"))
	if err != nil {
		return err
	}
	return shown(c, weights)
}

func (h tariffs) post(c echo.Context) error {
	body, err := decode[postRating](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	posted, err := h.rating.PostRating(c.Request().Context(), actor(c), key, body.Month, body.Reason)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, posted)
}

func (h tariffs) member(c echo.Context) error {
	rating, err := pathID[tariff.Rating](c, "id")
	if err != nil {
		return err
	}
	return ofMember(c, func(ctx context.Context, by access.Actor, m member.ID) (view.MemberRating, error) {
		return h.rating.MemberRating(ctx, by, rating, m)
	})
}

// ofMember answers with what is said of the member in the path.
func ofMember(c echo.Context, ask func(context.Context, access.Actor, member.ID) (view.MemberRating, error)) error {
	m, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	answer, err := ask(c.Request().Context(), actor(c), m)
	if err != nil {
		return err
	}
	return shown(c, answer)
}
