package http

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driving"
)

// sharing answers for what passes between the members of a contract.
type sharing struct{ sharing driving.Sharing }

// between are the members between whom something passes.
type between struct {
	FromMemberID string `json:"fromMemberId" validate:"required,max=36"`
	ToMemberID   string `json:"toMemberId" validate:"required,max=36"`
}

type offerTransfer struct {
	between
	Amount string `json:"amount" validate:"required,max=16"`
}

func (h sharing) offer(c echo.Context) error {
	body, err := decode[offerTransfer](c)
	if err != nil {
		return err
	}
	return body.passes(c, func(key access.Key, f framework.ID, from, to member.ID) (any, error) {
		return h.sharing.Offer(c.Request().Context(), actor(c), key, f, from, to, body.Amount)
	})
}

type proposeSuccession struct {
	between
	Reason string `json:"reason" validate:"required,min=3,max=2000"`
}

func (h sharing) proposeSuccession(c echo.Context) error {
	body, err := decode[proposeSuccession](c)
	if err != nil {
		return err
	}
	return body.passes(c, func(key access.Key, f framework.ID, from, to member.ID) (any, error) {
		return h.sharing.ProposeSuccession(c.Request().Context(), actor(c), key, f, from, to, body.Reason)
	})
}

// passes reads in which contract something passes between the members, and answers with what was made of it.
func (b between) passes(c echo.Context, act func(access.Key, framework.ID, member.ID, member.ID) (any, error)) error {
	f, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	from, err := bodyID[member.Member](b.FromMemberID, "fromMemberId")
	if err != nil {
		return err
	}
	to, err := bodyID[member.Member](b.ToMemberID, "toMemberId")
	if err != nil {
		return err
	}
	made, err := act(key, f, from, to)
	if err != nil {
		return err
	}
	return born(c, made)
}

// born answers with what was made and has no page of its own.
func born(c echo.Context, object any) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusCreated, object)
}

// shares makes the handler of an act on what passes in a contract; name is where the path has it.
func shares[U, T, V any](name string, use U, act func(U, context.Context, access.Actor, framework.ID, id.Of[T]) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		f, err := pathID[framework.Framework](c, "id")
		if err != nil {
			return err
		}
		which, err := pathID[T](c, name)
		if err != nil {
			return err
		}
		done, err := act(use, c.Request().Context(), actor(c), f, which)
		if err != nil {
			return err
		}
		return shown(c, done)
	}
}
