package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/ports/driving"
)

// costs answers for cost pools, allocations and statements.
type costs struct{ costing driving.Costing }

type createCostPool struct {
	Title       string   `json:"title" validate:"required,min=3,max=200"`
	Kind        string   `json:"kind" validate:"required,max=20"`
	Amount      string   `json:"amount" validate:"required,max=17"`
	TenderID    string   `json:"tenderId" validate:"omitempty,max=36"`
	FrameworkID string   `json:"frameworkId" validate:"omitempty,max=36"`
	MemberIDs   []string `json:"memberIds" validate:"omitempty,max=12000,dive,max=36"`
}

type draftAllocation struct {
	Key string `json:"key" validate:"required,max=20"`
}

func (h costs) pools(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	found, err := h.costing.CostPools(c.Request().Context(), actor(c), page)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h costs) createPool(c echo.Context) error {
	body, err := decode[createCostPool](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	pool, err := h.costing.CreateCostPool(c.Request().Context(), actor(c), key, driving.CreateCostPool{
		Title: body.Title, Kind: body.Kind, Amount: body.Amount, Tender: body.TenderID, Framework: body.FrameworkID, Members: body.MemberIDs,
	})
	if err != nil {
		return err
	}
	return created(c, "/api/v1/cost-pools/"+pool.ID, 1, pool)
}

func (h costs) showPool(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	pool, err := h.costing.CostPool(c.Request().Context(), actor(c), id)
	if err != nil {
		return err
	}
	return shown(c, pool)
}

func (h costs) preview(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	shares, err := h.costing.PreviewAllocation(c.Request().Context(), actor(c), id, c.QueryParam("key"))
	if err != nil {
		return err
	}
	return shown(c, shares)
}

func (h costs) draft(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[draftAllocation](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	allocation, err := h.costing.DraftAllocation(c.Request().Context(), actor(c), key, id, body.Key)
	if err != nil {
		return err
	}
	return created(c, "/api/v1/allocations/"+allocation.ID, allocation.Version, allocation)
}

func (h costs) showAllocation(c echo.Context) error {
	id, err := pathID[costing.Allocation](c, "id")
	if err != nil {
		return err
	}
	allocation, err := h.costing.Allocation(c.Request().Context(), actor(c), id)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, allocation.Version, allocation)
}

func (h costs) post(c echo.Context) error {
	id, err := pathID[costing.Allocation](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	allocation, err := h.costing.PostAllocation(c.Request().Context(), actor(c), id, version)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, allocation.Version, allocation)
}

func (h costs) recompute(c echo.Context) error {
	id, err := pathID[costing.Allocation](c, "id")
	if err != nil {
		return err
	}
	result, err := h.costing.RecomputeAllocation(c.Request().Context(), actor(c), id)
	if err != nil {
		return err
	}
	return shown(c, result)
}

func (h costs) balances(c echo.Context) error {
	found, err := h.costing.Balances(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h costs) statement(c echo.Context) error {
	of, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	statement, err := h.costing.Statement(c.Request().Context(), actor(c), of, c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	return shown(c, statement)
}
