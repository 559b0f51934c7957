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

type offerTransfer struct {
	FromMemberID string `json:"fromMemberId" validate:"required,max=36"`
	ToMemberID   string `json:"toMemberId" validate:"required,max=36"`
	Amount       string `json:"amount" validate:"required,max=16"`
}

func (h sharing) offer(c echo.Context) error {
	body, err := decode[offerTransfer](c)
	if err != nil {
		return err
	}
	f, key, err := creation(c)
	if err != nil {
		return err
	}
	from, to, err := memberPair(body.FromMemberID, body.ToMemberID)
	if err != nil {
		return err
	}
	offered, err := h.sharing.Offer(c.Request().Context(), actor(c), key, f, from, to, body.Amount)
	if err != nil {
		return err
	}
	return born(c, offered)
}

type proposeSuccession struct {
	FromMemberID string `json:"fromMemberId" validate:"required,max=36"`
	ToMemberID   string `json:"toMemberId" validate:"required,max=36"`
	Reason       string `json:"reason" validate:"required,min=3,max=2000"`
}

func (h sharing) proposeSuccession(c echo.Context) error {
	body, err := decode[proposeSuccession](c)
	if err != nil {
		return err
	}
	f, key, err := creation(c)
	if err != nil {
		return err
	}
	from, to, err := memberPair(body.FromMemberID, body.ToMemberID)
	if err != nil {
		return err
	}
	proposed, err := h.sharing.ProposeSuccession(c.Request().Context(), actor(c), key, f, from, to, body.Reason)
	if err != nil {
		return err
	}
	return born(c, proposed)
}

// creation reads the contract in which something is made, and the key under which it is made once.
func creation(c echo.Context) (framework.ID, access.Key, error) {
	f, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return "", access.Key{}, err
	}
	key, err := requiredKey(c)
	return f, key, err
}

// born answers with what was made and has no page of its own.
func born(c echo.Context, object any) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusCreated, object)
}

// memberPair reads the members between whom something passes.
func memberPair(from, to string) (giver, taker member.ID, err error) {
	if giver, err = id.Parse[member.Member](from); err != nil {
		return "", "", id.ErrMalformed.At("fromMemberId")
	}
	if taker, err = id.Parse[member.Member](to); err != nil {
		return "", "", id.ErrMalformed.At("toMemberId")
	}
	return giver, taker, nil
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
