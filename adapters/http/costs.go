package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/costing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// costs answers for cost pools, their costs and their grants.
type costs struct{ costing driving.Costing }

// Optional texts are pointers where the contract has a form for them, which an empty
// text does not have.
type createCostPool struct {
	Title       string   `json:"title" validate:"required,min=3,max=200"`
	Kind        string   `json:"kind" validate:"required,max=20"`
	Regime      *string  `json:"regime" validate:"omitnil,min=1,max=20"`
	Mode        *string  `json:"mode" validate:"omitnil,min=1,max=20"`
	TenderID    *string  `json:"tenderId" validate:"omitnil,min=1,max=36"`
	FrameworkID *string  `json:"frameworkId" validate:"omitnil,min=1,max=36"`
	MemberIDs   []string `json:"memberIds" validate:"omitempty,max=12000,dive,max=36"`
	Cost        *addCost `json:"cost" validate:"omitnil"`
}

type joinCostPool struct {
	MemberIDs []string `json:"memberIds" validate:"required,min=1,max=12000,dive,max=36"`
}

type addCost struct {
	Text        string  `json:"text" validate:"required,min=3,max=200"`
	From        string  `json:"from" validate:"required,max=10"`
	To          string  `json:"to" validate:"required,max=10"`
	Net         string  `json:"net" validate:"required,max=17"`
	VatCategory string  `json:"vatCategory" validate:"required,max=2"`
	VatRate     string  `json:"vatRate" validate:"required,max=10"`
	Vat         *string `json:"vat" validate:"omitnil,min=1,max=17"`
	Source      string  `json:"source" validate:"required,oneof=typed invoice rebate credit-note"`
	SupplierID  *string `json:"supplierId" validate:"omitnil,min=1,max=36"`
	Reference   *string `json:"reference" validate:"omitnil,min=1,max=100"`
	Dated       *string `json:"dated" validate:"omitnil,min=1,max=10"`
}

type addCallOffCost struct {
	From    string `json:"from" validate:"required,max=10"`
	To      string `json:"to" validate:"required,max=10"`
	VatRate string `json:"vatRate" validate:"required,max=10"`
}

type addGrant struct {
	Funder    string        `json:"funder" validate:"required,min=2,max=200"`
	Reference string        `json:"reference" validate:"required,min=1,max=100"`
	Method    string        `json:"method" validate:"required,oneof=off-top earmarked rate"`
	Amount    string        `json:"amount" validate:"required,max=16"`
	Rate      *string       `json:"rate" validate:"omitnil,min=1,max=10"`
	Members   []grantWeight `json:"members" validate:"omitempty,max=12000,dive"`
}

type grantWeight struct {
	MemberID string `json:"memberId" validate:"required,max=36"`
	Weight   string `json:"weight" validate:"required,max=28"`
}

func (h costs) create(c echo.Context) error {
	body, err := decode[createCostPool](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.CreateCostPool{
		Title: body.Title, Kind: body.Kind, Regime: given(body.Regime), Mode: given(body.Mode),
		Tender: given(body.TenderID), Framework: given(body.FrameworkID), Members: body.MemberIDs,
	}
	if body.Cost != nil {
		cost := body.Cost.in()
		in.Cost = &cost
	}
	pool, err := h.costing.CreateCostPool(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return createdPool(c, pool)
}

func (b addCost) in() driving.AddCost {
	return driving.AddCost{
		Text: b.Text, From: b.From, To: b.To, Net: b.Net, VatCategory: b.VatCategory, VatRate: b.VatRate, Vat: given(b.Vat),
		Source: b.Source, Supplier: given(b.SupplierID), Reference: given(b.Reference), Dated: given(b.Dated),
	}
}

// createdPool answers what was added to a pool with the whole pool. Nothing in a pool is
// ever changed, so that its version is always 1.
func createdPool(c echo.Context, pool view.CostPool) error {
	return created(c, "/cost-pools/"+pool.ID, 1, pool)
}

func (h costs) join(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[joinCostPool](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	pool, err := h.costing.JoinCostPool(c.Request().Context(), actor(c), key, id, body.MemberIDs)
	if err != nil {
		return err
	}
	return createdPool(c, pool)
}

func (h costs) addCost(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[addCost](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	pool, err := h.costing.AddCost(c.Request().Context(), actor(c), key, id, body.in())
	if err != nil {
		return err
	}
	return createdPool(c, pool)
}

func (h costs) addCallOffCost(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[addCallOffCost](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	pool, err := h.costing.AddCallOffCost(c.Request().Context(), actor(c), key, id, driving.AddCallOffCost(body))
	if err != nil {
		return err
	}
	return createdPool(c, pool)
}

func (h costs) addGrant(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[addGrant](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.AddGrant{Funder: body.Funder, Reference: body.Reference, Method: body.Method, Amount: body.Amount, Rate: given(body.Rate)}
	for _, m := range body.Members {
		in.Members = append(in.Members, driving.GrantWeight{Member: m.MemberID, Weight: m.Weight})
	}
	pool, err := h.costing.AddGrant(c.Request().Context(), actor(c), key, id, in)
	if err != nil {
		return err
	}
	return createdPool(c, pool)
}

func (h costs) closeGrant(c echo.Context) error {
	id, err := pathID[costing.Grant](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	pool, err := h.costing.CloseGrant(c.Request().Context(), actor(c), id, version)
	if err != nil {
		return err
	}
	return shown(c, pool)
}
