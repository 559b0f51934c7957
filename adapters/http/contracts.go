package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// contracts answers for the life of framework contracts after their award.
type contracts struct {
	contracts driving.Contracts
	modifying driving.Modifying
}

type joinFramework struct {
	SupplierID  string `json:"supplierId" validate:"required,max=36"`
	TargetShare int    `json:"targetShare" validate:"min=0,max=100"`
}

func (h contracts) join(c echo.Context) error {
	body, err := decode[joinFramework](c)
	if err != nil {
		return err
	}
	return changed(c, func(f framework.ID, version int) (view.Framework, error) {
		return h.contracts.Join(c.Request().Context(), actor(c), f, version, body.SupplierID, body.TargetShare)
	})
}

type stepOut struct {
	Why    string `json:"why" validate:"required,oneof=suspended excluded withdrawn"`
	Reason string `json:"reason" validate:"required,min=3,max=2000"`
}

func (h contracts) stepOut(c echo.Context) error {
	body, err := decode[stepOut](c)
	if err != nil {
		return err
	}
	who, err := pathID[member.Supplier](c, "supplierId")
	if err != nil {
		return err
	}
	return changed(c, func(f framework.ID, version int) (view.Framework, error) {
		return h.contracts.StepOut(c.Request().Context(), actor(c), f, version, who, body.Why, body.Reason)
	})
}

func (h contracts) stepIn(c echo.Context) error {
	who, err := pathID[member.Supplier](c, "supplierId")
	if err != nil {
		return err
	}
	return changed(c, func(f framework.ID, version int) (view.Framework, error) {
		return h.contracts.StepIn(c.Request().Context(), actor(c), f, version, who)
	})
}

type noteWarning struct {
	Step int `json:"step" validate:"required,oneof=70 85 95 100"`
}

func (h contracts) note(c echo.Context) error {
	body, err := decode[noteWarning](c)
	if err != nil {
		return err
	}
	f, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	noted, err := h.contracts.Note(c.Request().Context(), actor(c), f, body.Step)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, noted.Version, noted)
}

type proposeModification struct {
	Ground            string             `json:"ground" validate:"required,oneof=mod-rev add-wss mod-cir mod-repl mod-nons mod-minv"`
	Reason            string             `json:"reason" validate:"required,min=3,max=2000"`
	Clause            *string            `json:"clause" validate:"omitnil,max=2000"`
	Raise             *string            `json:"raise" validate:"omitnil,min=1,max=16"`
	InForceTo         *string            `json:"inForceTo" validate:"omitnil,len=10"`
	TermJustification *string            `json:"termJustification" validate:"omitnil,max=2000"`
	SupplierID        *string            `json:"supplierId" validate:"omitnil,min=1,max=36"`
	Items             []modificationItem `json:"items" validate:"max=200,dive"`
}

type modificationItem struct {
	ItemID          string `json:"itemId" validate:"required,max=36"`
	MaximumQuantity string `json:"maximumQuantity" validate:"required,max=13"`
}

func (h contracts) propose(c echo.Context) error {
	body, err := decode[proposeModification](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.Modification{
		Ground: body.Ground, Reason: body.Reason, Clause: given(body.Clause), Raise: given(body.Raise), InForceTo: given(body.InForceTo),
		TermJustification: given(body.TermJustification), Supplier: given(body.SupplierID),
	}
	for _, item := range body.Items {
		in.Items = append(in.Items, driving.ModificationItem{Item: item.ItemID, MaximumQuantity: item.MaximumQuantity})
	}
	return changed(c, func(f framework.ID, version int) (view.Framework, error) {
		return h.modifying.Propose(c.Request().Context(), actor(c), key, f, version, in)
	})
}

func (h contracts) approve(c echo.Context) error {
	which, err := pathID[framework.Modification](c, "modificationId")
	if err != nil {
		return err
	}
	return changed(c, func(f framework.ID, version int) (view.Framework, error) {
		return h.modifying.Approve(c.Request().Context(), actor(c), f, version, which)
	})
}

func (h contracts) reject(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	which, err := pathID[framework.Modification](c, "modificationId")
	if err != nil {
		return err
	}
	return changed(c, func(f framework.ID, version int) (view.Framework, error) {
		return h.modifying.Reject(c.Request().Context(), actor(c), f, version, which, body.Reason)
	})
}
