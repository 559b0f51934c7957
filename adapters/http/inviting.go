package http

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/supplier"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// inviting answers for the colleagues whom suppliers' people invite.
type inviting struct{ inviting driving.Inviting }

func ofInvitations(in guarded, c Config) {
	h := inviting{c.Inviting}
	in.POST("/suppliers/:id/invitations", h.invite)
	in.POST("/suppliers/:id/invitations/:invitationId/renew", h.settle(driving.Inviting.RenewInvitation))
	in.POST("/suppliers/:id/invitations/:invitationId/withdraw", h.settle(driving.Inviting.WithdrawInvitation))
}

// ofLinksOfInvitations are for whoever holds a link; nobody is signed in.
func ofLinksOfInvitations(api *echo.Group, c Config, promised echo.MiddlewareFunc) {
	h := inviting{c.Inviting}
	api.POST("/supplier-invitations/open", h.open, ownSite, promised)
	api.POST("/supplier-invitations/accept", h.accept, ownSite, promised)
}

type inviteColleague struct {
	Name     string `json:"name" validate:"required,max=200"`
	Email    string `json:"email" validate:"required,max=254"`
	Language string `json:"language" validate:"required,max=2"`
}

func (h inviting) invite(c echo.Context) error {
	body, err := decode[inviteColleague](c)
	if err != nil {
		return err
	}
	return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
		return h.inviting.InviteColleague(c.Request().Context(), actor(c), which, version, supplier.Inviting{Name: body.Name, Email: body.Email, Language: body.Language})
	})
}

func (h inviting) settle(act func(driving.Inviting, context.Context, access.Actor, member.SupplierID, int, supplier.InvitationID) (view.SupplierFile, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		i, err := id.Parse[supplier.Invitation](c.Param("invitationId"))
		if err != nil {
			return err
		}
		return changed(c, func(which member.SupplierID, version int) (view.SupplierFile, error) {
			return act(h.inviting, c.Request().Context(), actor(c), which, version, i)
		})
	}
}

func (h inviting) open(c echo.Context) error {
	body, err := decode[openRegistration](c)
	if err != nil {
		return err
	}
	found, err := h.inviting.Invitation(c.Request().Context(), body.Secret)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}

func (h inviting) accept(c echo.Context) error {
	body, err := decode[confirmRegistration](c)
	if err != nil {
		return err
	}
	made, err := h.inviting.AcceptInvitation(c.Request().Context(), driving.Accept{
		Secret: body.Secret, Password: body.Password, Address: networkOf(c.RealIP()), Device: cookie(c, deviceCookie),
	})
	if errors.Is(err, access.ErrThrottled) {
		tellWhen(c, err)
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, made)
}
