package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// freeze leaves out what is not confirmed where the request says so.
func (h rounds) freeze(c echo.Context) error {
	leaveOut, err := queryFlag(c, "leaveOut", false)
	if err != nil {
		return err
	}
	return changed(c, func(round demand.ID, version int) (view.Round, error) {
		return h.demand.FreezeRound(c.Request().Context(), actor(c), round, version, leaveOut)
	})
}

type confirmNeeds struct {
	Statements int `json:"statements" validate:"min=1,max=1000000"`
}

// confirm takes no Idempotency-Key: a repeated request finds the needs confirmed.
func (h rounds) confirm(c echo.Context) error {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return err
	}
	of, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	body, err := decode[confirmNeeds](c)
	if err != nil {
		return err
	}
	confirmed, err := h.demand.ConfirmNeeds(c.Request().Context(), actor(c), round, of, body.Statements)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, confirmed.Version, confirmed)
}

type commentRound struct {
	Text     string `json:"text" validate:"required,max=2000"`
	ItemID   string `json:"itemId" validate:"max=36"`
	MemberID string `json:"memberId" validate:"omitempty,uuid"`
}

func (h rounds) comment(c echo.Context) error {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[commentRound](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.CommentRound{Round: round, Item: body.ItemID, Member: member.ID(body.MemberID), Text: body.Text}
	said, err := h.demand.Comment(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, said)
}
