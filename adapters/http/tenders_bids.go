package http

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
)

// bids answers to bidders, and lists bids.
type bids struct{ bidding driving.Bidding }

// Bytes are base64 in JSON. What fits the procedure and the committee the domain says.
type sealedBid struct {
	BidID         string            `json:"bidId" validate:"required,max=36"`
	CommitteeHash string            `json:"committeeHash" validate:"required,max=64"`
	Containers    []sealedContainer `json:"containers" validate:"required,min=1,max=2,dive"`
}

type sealedContainer struct {
	Kind        string        `json:"kind" validate:"required,oneof=quality price"`
	Container   []byte        `json:"container" validate:"required"`
	ContentHash string        `json:"contentHash" validate:"required,max=64"`
	Envelopes   []sealedShare `json:"envelopes" validate:"required,min=1,max=7,dive"`
}

type sealedShare struct {
	OfficerID string `json:"officerId" validate:"required,max=36"`
	Envelope  []byte `json:"envelope" validate:"required"`
	ShareHash string `json:"shareHash" validate:"required,max=64"`
}

func (b sealedBid) given() driving.SealedBid {
	given := driving.SealedBid{ID: b.BidID, Committee: b.CommitteeHash, Containers: make([]driving.SealedContainer, len(b.Containers))}
	for i, c := range b.Containers {
		container := driving.SealedContainer{
			Kind: c.Kind, Container: c.Container, ContentHash: c.ContentHash, Envelopes: make([]driving.SealedShare, len(c.Envelopes)),
		}
		for n, e := range c.Envelopes {
			container.Envelopes[n] = driving.SealedShare{Officer: e.OfficerID, Envelope: e.Envelope, ShareHash: e.ShareHash}
		}
		given.Containers[i] = container
	}
	return given
}

func (h bids) handIn(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[sealedBid](c)
	if err != nil { // the connection may be gone, and the request's context with it
		return h.bidding.NotReceived(context.WithoutCancel(c.Request().Context()), actor(c), which, err)
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	receipt, err := h.bidding.HandIn(c.Request().Context(), actor(c), key, which, body.given())
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

func (h bids) receipt(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	bid, err := pathID[tender.Bid](c, "bidId")
	if err != nil {
		return err
	}
	found, err := h.bidding.Receipt(c.Request().Context(), actor(c), which, bid)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h bids) admitLate(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	bid, err := pathID[tender.Bid](c, "bidId")
	if err != nil {
		return err
	}
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	admitted, err := h.bidding.AdmitLate(c.Request().Context(), actor(c), which, bid, body.Reason)
	if err != nil {
		return err
	}
	return shown(c, admitted)
}
