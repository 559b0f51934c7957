package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// bids answers to bidders, and lists bids.
type bids struct{ bidding driving.Bidding }

// Bytes are base64 in JSON.
type sealedBid struct {
	Container   []byte `json:"container" validate:"required"`
	InnerHash   string `json:"innerHash" validate:"required,max=64"`
	ContentHash string `json:"contentHash" validate:"required,max=64"`
}

func (h bids) list(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	found, err := h.bidding.Bids(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h bids) handIn(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[sealedBid](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	receipt, err := h.bidding.HandIn(c.Request().Context(), actor(c), key, which, driving.SealedBid(body))
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, receipt)
}

func (h bids) withdraw(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	left, err := h.bidding.Withdraw(c.Request().Context(), actor(c), key, which)
	if err != nil {
		return err
	}
	return shown(c, left)
}

// openings answers to opening officers.
type openings struct{ opening driving.Opening }

type registerKey struct {
	Recipient string `json:"recipient" validate:"required,min=62,max=4000"`
}

type releases struct {
	Releases []release `json:"releases" validate:"max=500,dive"`
}

type release struct {
	BidID      string `json:"bidId" validate:"required,max=36"`
	Opened     []byte `json:"opened"`
	Unreadable bool   `json:"unreadable"`
}

func (h openings) keys(c echo.Context) error {
	found, err := h.opening.Keys(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h openings) registerKey(c echo.Context) error {
	body, err := decode[registerKey](c)
	if err != nil {
		return err
	}
	registered, err := h.opening.RegisterKey(c.Request().Context(), actor(c), body.Recipient)
	if err != nil {
		return err
	}
	return shown(c, registered)
}

func (h openings) show(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	found, err := h.opening.Opening(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h openings) releaseOuter(c echo.Context) error {
	return h.release(c, func(which tender.ID, given []driving.Release) (view.Opening, error) {
		return h.opening.ReleaseOuter(c.Request().Context(), actor(c), which, given)
	})
}

func (h openings) releaseInner(c echo.Context) error {
	return h.release(c, func(which tender.ID, given []driving.Release) (view.Opening, error) {
		return h.opening.ReleaseInner(c.Request().Context(), actor(c), which, given)
	})
}

// release reads what an officer opened, and answers with where the opening stands.
func (h openings) release(c echo.Context, act func(tender.ID, []driving.Release) (view.Opening, error)) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[releases](c)
	if err != nil {
		return err
	}
	if body.Releases == nil {
		return errField.At("releases").With("check", "required")
	}
	given := make([]driving.Release, len(body.Releases))
	for i, r := range body.Releases {
		given[i] = driving.Release{Bid: r.BidID, Opened: r.Opened, Unreadable: r.Unreadable}
	}
	after, err := act(which, given)
	if err != nil {
		return err
	}
	return shown(c, after)
}
