package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/member"
	"allmende/ports/driving"
)

// accounts answers for the ledger's accounts.
type accounts struct{ accounts driving.Accounts }

func (h accounts) list(c echo.Context) error {
	found, err := h.accounts.Accounts(c.Request().Context(), actor(c), c.QueryParam("asOf"))
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h accounts) netting(c echo.Context) error {
	proposal, err := h.accounts.Netting(c.Request().Context(), actor(c), c.QueryParam("asOf"))
	if err != nil {
		return err
	}
	return shown(c, proposal)
}

func (h accounts) show(c echo.Context) error {
	id, err := pathID[struct{}](c, "id")
	if err != nil {
		return err
	}
	statement, err := h.accounts.Account(c.Request().Context(), actor(c), id.String(), c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	return shown(c, statement)
}

func (h accounts) ofMember(c echo.Context) error {
	of, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	statement, err := h.accounts.MemberAccount(c.Request().Context(), actor(c), of, c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	return shown(c, statement)
}
