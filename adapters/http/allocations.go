package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/costing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// allocations answers for runs: previews, drafts, postings, and what they prove.
type allocations struct{ allocating driving.Allocating }

type run struct {
	From   string  `json:"from" validate:"required,max=10"`
	To     string  `json:"to" validate:"required,max=10"`
	Scheme *scheme `json:"scheme" validate:"omitnil"`
}

type days struct {
	From string `json:"from" validate:"required,max=10"`
	To   string `json:"to" validate:"required,max=10"`
}

type postAllocations struct {
	AllocationIDs []string `json:"allocationIds" validate:"required,min=1,max=1000,dive,max=36"`
}

func (r run) in() driving.Run {
	in := driving.Run{From: r.From, To: r.To}
	if r.Scheme != nil {
		in.Scheme = r.Scheme.view()
	}
	return in
}

func (h allocations) preview(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[run](c)
	if err != nil {
		return err
	}
	preview, err := h.allocating.PreviewRun(c.Request().Context(), actor(c), id, body.in())
	if err != nil {
		return err
	}
	return shown(c, preview)
}

func (h allocations) draft(c echo.Context) error {
	id, err := pathID[costing.Pool](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[run](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	allocation, err := h.allocating.DraftAllocation(c.Request().Context(), actor(c), key, id, body.in())
	if err != nil {
		return err
	}
	return created(c, "/allocations/"+allocation.ID, allocation.Version, allocation)
}

func (h allocations) draftAll(c echo.Context) error {
	body, err := decode[days](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	drafted, err := h.allocating.DraftAllocations(c.Request().Context(), actor(c), key, body.From, body.To)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, drafted)
}

func (h allocations) post(c echo.Context) error {
	return changed(c, func(id costing.AllocationID, version int) (view.Allocation, error) {
		return h.allocating.PostAllocation(c.Request().Context(), actor(c), id, version)
	})
}

func (h allocations) postAll(c echo.Context) error {
	body, err := decode[postAllocations](c)
	if err != nil {
		return err
	}
	posted, err := h.allocating.PostAllocations(c.Request().Context(), actor(c), body.AllocationIDs)
	if err != nil {
		return err
	}
	return shown(c, posted)
}

func (h allocations) reverse(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return changed(c, func(id costing.AllocationID, version int) (view.Allocation, error) {
		return h.allocating.ReverseAllocation(c.Request().Context(), actor(c), id, version, body.Reason)
	})
}

func (h allocations) flow(c echo.Context) error {
	flow, err := h.allocating.CostFlow(c.Request().Context(), actor(c), c.QueryParam("from"), c.QueryParam("to"), c.QueryParam("poolId"))
	if err != nil {
		return err
	}
	return shown(c, flow)
}

func (h allocations) reimbursement(c echo.Context) error {
	proof, err := h.allocating.Reimbursement(c.Request().Context(), actor(c), c.QueryParam("from"), c.QueryParam("to"), c.QueryParam("poolId"))
	if err != nil {
		return err
	}
	return shown(c, proof)
}
