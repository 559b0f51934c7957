package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/driving"
)

// ofRounds is what members need, and what that leads to.
func ofRounds(in guarded, c Config) {
	r := rounds{c.Demand, c.Needs}
	in.GET("/rounds", showsPage(c.Demand, driving.Demand.Rounds))
	in.POST("/rounds", r.create)
	in.GET("/rounds/:id", showsVersion(c.Demand, driving.Demand.Round))
	in.GET("/rounds/:id/changes", showsPageOf(c.Demand, driving.Demand.Changes))
	in.POST("/rounds/:id/open", acts(c.Demand, driving.Demand.OpenRound))
	in.POST("/rounds/:id/top-up", r.topUp)
	in.POST("/rounds/:id/freeze", r.freeze)
	in.POST("/rounds/:id/cancel", explains(c.Demand, driving.Demand.CancelRound))
	in.GET("/rounds/:id/members", r.members)
	in.GET("/rounds/:id/needs/:memberId", r.memberNeeds)
	in.PUT("/rounds/:id/needs/:memberId", r.stateNeeds)
	in.POST("/rounds/:id/needs/:memberId/confirm", r.confirm)
	in.GET("/rounds/:id/comments", showsPageOf(c.Demand, driving.Demand.Comments))
	in.POST("/rounds/:id/comments", r.comment)
	in.GET("/rounds/:id/needs.xlsx", r.grid)
	in.GET("/rounds/:id/needs/:memberId/sheet.xlsx", r.sheet)
	in.POST("/rounds/:id/needs/:memberId/sheet/check", r.checkSheet)
	in.GET("/rounds/:id/items/:itemId/needs", r.itemNeeds)
	in.GET("/rounds/:id/items/:itemId/what-if", r.whatIf)
}

func (h rounds) members(c echo.Context) error {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return err
	}
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	answered, err := queryFlag(c, "answered", true)
	if err != nil {
		return err
	}
	found, err := h.demand.Members(c.Request().Context(), actor(c), driving.RoundMembers{Round: round, Answered: answered, Page: page})
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h rounds) memberNeeds(c echo.Context) error {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return err
	}
	of, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	found, err := h.demand.MemberNeeds(c.Request().Context(), actor(c), round, of)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h rounds) itemNeeds(c echo.Context) error {
	round, item, err := roundItem(c)
	if err != nil {
		return err
	}
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	found, err := h.demand.ItemNeeds(c.Request().Context(), actor(c), driving.RoundItemNeeds{Round: round, Item: item, More: c.QueryParam("more"), Page: page})
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h rounds) whatIf(c echo.Context) error {
	round, item, err := roundItem(c)
	if err != nil {
		return err
	}
	found, err := h.demand.WhatIf(c.Request().Context(), actor(c), round, item, c.QueryParam("more"))
	if err != nil {
		return err
	}
	return shown(c, found)
}

func roundItem(c echo.Context) (demand.ID, demand.ItemID, error) {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return "", "", err
	}
	item, err := pathID[demand.Item](c, "itemId")
	return round, item, err
}
