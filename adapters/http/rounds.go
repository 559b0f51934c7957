package http

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// rounds answers for demand rounds.
type rounds struct {
	demand driving.Demand
	sheets NeedsSheets
}

type createRound struct {
	Title    string            `json:"title" validate:"required,min=3,max=200"`
	ClosesAt time.Time         `json:"closesAt" validate:"required"`
	Confirms bool              `json:"confirms"`
	Items    []createRoundItem `json:"items" validate:"required,min=1,max=200,dive"`
}

type createRoundItem struct {
	Name           string     `json:"name" validate:"required,min=2,max=200"`
	Description    string     `json:"description" validate:"max=2000"`
	Category       string     `json:"category" validate:"required,max=20"`
	CPV            string     `json:"cpv" validate:"max=10"`
	Unit           string     `json:"unit" validate:"required,max=3"`
	EstimatedPrice string     `json:"estimatedPrice" validate:"required,max=16"`
	Pack           *string    `json:"pack" validate:"omitnil,min=1,max=13"`
	Minimum        *string    `json:"minimum" validate:"omitnil,min=1,max=13"`
	Tiers          *rateTiers `json:"tiers" validate:"omitnil"`
}

func (i createRoundItem) item() driving.CreateRoundItem {
	return driving.CreateRoundItem{
		Name: i.Name, Description: i.Description, Category: i.Category, CPV: i.CPV, Unit: i.Unit, EstimatedPrice: i.EstimatedPrice,
		Pack: given(i.Pack), Minimum: given(i.Minimum), Tiers: i.Tiers.view(),
	}
}

type topUpRound struct {
	ClosesAt time.Time `json:"closesAt" validate:"required"`
}

type stateNeeds struct {
	Needs []stateNeed `json:"needs" validate:"required,min=1,max=200,dive"`
}

type stateNeed struct {
	ItemID    string `json:"itemId" validate:"required,max=36"`
	Firm      string `json:"firm" validate:"required,max=13"`
	Tolerance string `json:"tolerance" validate:"required,max=13"`
}

func (h rounds) create(c echo.Context) error {
	body, err := decode[createRound](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.CreateRound{Title: body.Title, ClosesAt: body.ClosesAt, Confirms: body.Confirms, Items: make([]driving.CreateRoundItem, len(body.Items))}
	for i, item := range body.Items {
		in.Items[i] = item.item()
	}
	round, err := h.demand.CreateRound(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return created(c, "/rounds/"+round.ID, round.Version, round)
}

func (h rounds) topUp(c echo.Context) error {
	body, err := decode[topUpRound](c)
	if err != nil {
		return err
	}
	return changed(c, func(round demand.ID, version int) (view.Round, error) {
		return h.demand.TopUpRound(c.Request().Context(), actor(c), round, version, body.ClosesAt)
	})
}

func (h rounds) stateNeeds(c echo.Context) error {
	round, err := pathID[demand.Round](c, "id")
	if err != nil {
		return err
	}
	of, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	body, err := decode[stateNeeds](c)
	if err != nil {
		return err
	}
	key, err := optionalKey(c)
	if err != nil {
		return err
	}
	return h.state(c, key, driving.StateNeeds{Round: round, Member: of, Needs: needsOf(body)})
}

func (h rounds) state(c echo.Context, key access.Key, in driving.StateNeeds) error {
	round, err := h.demand.StateNeeds(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, round.Version, round)
}

func needsOf(body stateNeeds) []driving.StateNeed {
	needs := make([]driving.StateNeed, len(body.Needs))
	for i, n := range body.Needs {
		needs[i] = driving.StateNeed{Item: n.ItemID, Firm: n.Firm, Tolerance: n.Tolerance}
	}
	return needs
}
