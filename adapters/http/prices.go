package http

import (
	"github.com/labstack/echo/v4"

	"allmende/domain/framework"
	"allmende/domain/pricing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// prices answers for what things cost under framework contracts, and how that changes.
type prices struct {
	pricing  driving.Pricing
	indexing driving.Indexing
	rebating driving.Rebating
}

type proposeChange struct {
	Ground    string     `json:"ground" validate:"required,oneof=award modification"`
	ValidFrom *string    `json:"validFrom" validate:"required_if=Ground modification,omitnil,min=10,max=10"`
	Reason    string     `json:"reason" validate:"required,max=2000"`
	Items     []itemRate `json:"items" validate:"required,min=1,max=1000,dive"`
}

type itemRate struct {
	ItemID string     `json:"itemId" validate:"required,max=36"`
	Price  string     `json:"price" validate:"required,max=16"`
	Tiers  *rateTiers `json:"tiers" validate:"omitnil"`
}

type rateTiers struct {
	Mode  string     `json:"mode" validate:"required,oneof=marginal all-unit"`
	Basis string     `json:"basis" validate:"required,oneof=call-off contract"`
	Steps []rateStep `json:"steps" validate:"required,min=1,max=20,dive"`
}

type rateStep struct {
	From  string `json:"from" validate:"required,max=13"`
	Price string `json:"price" validate:"required,max=16"`
}

type proposeByIndex struct {
	ClauseID  string  `json:"clauseId" validate:"required,max=36"`
	Month     *string `json:"month" validate:"omitnil,min=10,max=10"`
	ValidFrom string  `json:"validFrom" validate:"required,max=10"`
	Reason    string  `json:"reason" validate:"required,max=2000"`
}

type agreeClause struct {
	Category       *string      `json:"category" validate:"omitnil,oneof=hardware software service data-center"`
	BaseMonth      string       `json:"baseMonth" validate:"required,max=10"`
	FixedPart      string       `json:"fixedPart" validate:"required,max=10"`
	TriggerPercent string       `json:"triggerPercent" validate:"required,max=10"`
	IntervalMonths int          `json:"intervalMonths" validate:"min=0,max=120"`
	Cap            *string      `json:"cap" validate:"omitnil,min=1,max=10"`
	Floor          *string      `json:"floor" validate:"omitnil,min=1,max=10"`
	StepCap        *string      `json:"stepCap" validate:"omitnil,min=1,max=10"`
	StepFloor      *string      `json:"stepFloor" validate:"omitnil,min=1,max=10"`
	Ground         string       `json:"ground" validate:"required,max=500"`
	Parts          []clausePart `json:"parts" validate:"required,min=1,max=10,dive"`
}

type clausePart struct {
	IndexID string `json:"indexId" validate:"required,max=36"`
	Weight  string `json:"weight" validate:"required,max=10"`
}

type addIndex struct {
	Name   string `json:"name" validate:"required,min=3,max=200"`
	Base   string `json:"base" validate:"required,min=1,max=50"`
	Source string `json:"source" validate:"required,min=3,max=500"`
}

type indexValue struct {
	Month       string `json:"month" validate:"required,max=10"`
	Value       string `json:"value" validate:"required,max=13"`
	Provisional bool   `json:"provisional"`
}

type grantRebate struct {
	VatRate string `json:"vatRate" validate:"required,max=10"`
}

func (h prices) offer(c echo.Context) error {
	item, err := pathID[framework.Item](c, "id")
	if err != nil {
		return err
	}
	found, err := h.pricing.Offer(c.Request().Context(), actor(c), item, c.QueryParam("quantity"))
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h prices) propose(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[proposeChange](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.ProposeChange{Ground: body.Ground, ValidFrom: given(body.ValidFrom), Reason: body.Reason}
	for _, item := range body.Items {
		in.Items = append(in.Items, driving.ItemRate{Item: item.ItemID, Rate: item.rate()})
	}
	change, err := h.pricing.ProposeChange(c.Request().Context(), actor(c), key, id, in)
	if err != nil {
		return err
	}
	return created(c, "/price-changes/"+change.ID, change.Version, change)
}

func (b itemRate) rate() view.Rate { return view.Rate{Price: b.Price, Tiers: b.Tiers.view()} }

func (t *rateTiers) view() *view.Tiers {
	if t == nil {
		return nil
	}
	tiers := &view.Tiers{Mode: t.Mode, Basis: t.Basis}
	for _, step := range t.Steps {
		tiers.Steps = append(tiers.Steps, view.PriceStep{From: step.From, Price: step.Price})
	}
	return tiers
}

func (h prices) proposeByIndex(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[proposeByIndex](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.ProposeByIndex{Clause: body.ClauseID, Month: given(body.Month), ValidFrom: body.ValidFrom, Reason: body.Reason}
	change, err := h.pricing.ProposeByIndex(c.Request().Context(), actor(c), key, id, in)
	if err != nil {
		return err
	}
	return created(c, "/price-changes/"+change.ID, change.Version, change)
}

func (h prices) preview(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	in := driving.ProposeByIndex{Clause: c.QueryParam("clauseId"), Month: c.QueryParam("month"), ValidFrom: c.QueryParam("validFrom")}
	found, err := h.pricing.PreviewIndex(c.Request().Context(), actor(c), id, in)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h prices) agree(c echo.Context) error {
	id, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[agreeClause](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.AgreeClause{
		Category: given(body.Category), BaseMonth: body.BaseMonth, FixedPart: body.FixedPart, TriggerPercent: body.TriggerPercent,
		IntervalMonths: body.IntervalMonths, Cap: given(body.Cap), Floor: given(body.Floor), StepCap: given(body.StepCap), StepFloor: given(body.StepFloor),
		Ground: body.Ground,
	}
	for _, part := range body.Parts {
		in.Parts = append(in.Parts, driving.ClausePart{Index: part.IndexID, Weight: part.Weight})
	}
	found, err := h.indexing.AgreeClause(c.Request().Context(), actor(c), key, id, in)
	if err != nil {
		return err
	}
	return created(c, "/frameworks/"+id.String()+"/pricing", 1, found)
}

func (h prices) addIndex(c echo.Context) error {
	body, err := decode[addIndex](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	found, err := h.indexing.AddIndex(c.Request().Context(), actor(c), key, driving.AddIndex{Name: body.Name, Base: body.Base, Source: body.Source})
	if err != nil {
		return err
	}
	return created(c, "/price-indices", 1, found)
}

func (h prices) recordValue(c echo.Context) error {
	index, err := pathID[pricing.Index](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[indexValue](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.IndexValue{Month: body.Month, Value: body.Value, Provisional: body.Provisional}
	found, err := h.indexing.RecordIndexValue(c.Request().Context(), actor(c), key, index, in)
	if err != nil {
		return err
	}
	return created(c, "/price-indices", 1, found)
}

func (h prices) grantRebate(c echo.Context) error {
	item, err := pathID[framework.Item](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[grantRebate](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	rebate, err := h.rebating.GrantRebate(c.Request().Context(), actor(c), key, item, body.VatRate)
	if err != nil {
		return err
	}
	return created(c, "/rebates/"+rebate.ID, 1, rebate)
}
