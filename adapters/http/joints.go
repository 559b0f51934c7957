package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// joints answers for what members call off together.
type joints struct{ joining driving.Joining }

// quoteJoint is what the shares follow from.
type quoteJoint struct {
	FrameworkID  string             `json:"frameworkId" validate:"required,max=36"`
	MemberID     string             `json:"memberId" validate:"required,max=36"`
	Lines        []jointLine        `json:"lines" validate:"required,min=1,max=100,dive"`
	Key          string             `json:"key" validate:"required,max=20"`
	Participants []jointParticipant `json:"participants" validate:"required,min=1,max=50,dive"`
}

type placeJoint struct {
	quoteJoint
	BudgetCode string `json:"budgetCode" validate:"required,max=40"`
	Note       string `json:"note" validate:"max=1000"`
	AgreeBy    string `json:"agreeBy" validate:"required,max=10"`
	GoesOn     bool   `json:"goesOn"`
}

type jointLine struct {
	ItemID   string `json:"itemId" validate:"required,max=36"`
	Quantity string `json:"quantity" validate:"max=13"`
}

type jointParticipant struct {
	MemberID   string   `json:"memberId" validate:"required,max=36"`
	Weight     string   `json:"weight" validate:"max=12"`
	Quantities []string `json:"quantities" validate:"max=100,dive,required,max=13"`
}

type agreeShare struct {
	BudgetCode string `json:"budgetCode" validate:"required,max=40"`
}

func (h joints) candidates(c echo.Context) error {
	of, err := pathID[framework.Framework](c, "id")
	if err != nil {
		return err
	}
	found, err := h.joining.Candidates(c.Request().Context(), actor(c), of)
	if err != nil {
		return err
	}
	return shown(c, view.Page[view.Ref]{Items: found})
}

func (h joints) place(c echo.Context) error {
	body, err := decode[placeJoint](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in, err := body.order()
	if err != nil {
		return err
	}
	in.BudgetCode, in.Note, in.AgreeBy, in.GoesOn = body.BudgetCode, body.Note, body.AgreeBy, body.GoesOn
	placed, err := h.joining.PlaceJoint(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, apiPath+"/joint-call-offs/"+placed.ID)
	return c.JSON(http.StatusCreated, placed)
}

func (h joints) quote(c echo.Context) error {
	body, err := decode[quoteJoint](c)
	if err != nil {
		return err
	}
	in, err := body.order()
	if err != nil {
		return err
	}
	quote, err := h.joining.QuoteJoint(c.Request().Context(), actor(c), in)
	if err != nil {
		return err
	}
	return shown(c, quote)
}

func (body quoteJoint) order() (driving.PlaceJoint, error) {
	in := driving.PlaceJoint{Key: body.Key}
	for _, line := range body.Lines {
		in.Lines = append(in.Lines, driving.PlaceCallOffLine{Item: line.ItemID, Quantity: line.Quantity})
	}
	for _, p := range body.Participants {
		in.Participants = append(in.Participants, driving.Participant{Member: p.MemberID, Weight: p.Weight, Quantities: p.Quantities})
	}
	var err error
	in.Framework, in.Leader, err = partiesOf(body.FrameworkID, body.MemberID)
	return in, err
}

func (h joints) agree(c echo.Context) error {
	body, err := decode[agreeShare](c)
	if err != nil {
		return err
	}
	return h.decide(c, func(share driving.Share) (view.Joint, error) {
		return h.joining.AgreeShare(c.Request().Context(), actor(c), share, body.BudgetCode)
	})
}

func (h joints) decline(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.decide(c, func(share driving.Share) (view.Joint, error) {
		return h.joining.DeclineShare(c.Request().Context(), actor(c), share, body.Reason)
	})
}

// decide reads whose share in which version, and answers with what became of the whole.
func (h joints) decide(c echo.Context, act func(driving.Share) (view.Joint, error)) error {
	of, err := pathID[calloff.CallOff](c, "id")
	if err != nil {
		return err
	}
	by, err := pathID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	decided, err := act(driving.Share{CallOff: of, Member: by, Version: version})
	if err != nil {
		return err
	}
	return shown(c, decided)
}
