package http

import (
	"io"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// callOffs answers for orders out of framework contracts.
type callOffs struct {
	ordering   driving.Ordering
	writeTable func(io.Writer, view.Table) error
}

type placeCallOff struct {
	FrameworkID string             `json:"frameworkId" validate:"required,max=36"`
	MemberID    string             `json:"memberId" validate:"required,max=36"`
	BudgetCode  string             `json:"budgetCode" validate:"required,max=40"`
	Budgets     []budget           `json:"budgets" validate:"max=50,dive"`
	Note        string             `json:"note" validate:"max=1000"`
	Months      int                `json:"months" validate:"min=0,max=120"`
	SeenTotal   *string            `json:"seenTotal" validate:"omitnil,min=1,max=16"`
	DeliverTo   string             `json:"deliverTo" validate:"max=80"`
	FromBasket  bool               `json:"fromBasket"`
	WishedOn    string             `json:"wishedOn" validate:"max=10"`
	AnswerBy    string             `json:"answerBy" validate:"max=10"`
	Services    *agreeEngagement   `json:"services" validate:"omitnil"`
	Lines       []placeCallOffLine `json:"lines" validate:"required,min=1,max=100,dive"`
}

type budget struct {
	Code   string `json:"code" validate:"required,max=40"`
	Weight string `json:"weight" validate:"required,max=12"`
}

type placeCallOffLine struct {
	ItemID   string `json:"itemId" validate:"required,max=36"`
	Quantity string `json:"quantity" validate:"required,max=13"`
}

type changeCallOff struct {
	Lines  []placeCallOffLine `json:"lines" validate:"required,min=1,max=100,dive"`
	Reason string             `json:"reason" validate:"required,max=2000"`
}

type quoteCallOff struct {
	FrameworkID string             `json:"frameworkId" validate:"required,max=36"`
	MemberID    string             `json:"memberId" validate:"required,max=36"`
	Months      int                `json:"months" validate:"min=0,max=120"`
	Lines       []placeCallOffLine `json:"lines" validate:"required,min=1,max=100,dive"`
}

// callOffQuery reads what bounds a list of call-offs, without its page.
func callOffQuery(c echo.Context) (driving.CallOffQuery, error) {
	query := driving.CallOffQuery{Status: calloff.Status(c.QueryParam("status")), Answer: calloff.AnswerState(c.QueryParam("answer"))}
	switch query.Status {
	case "", calloff.Submitted, calloff.Placed, calloff.Rejected, calloff.Cancelled:
	default:
		return query, errField.At("status").With("check", "oneof")
	}
	switch query.Answer {
	case "", calloff.AnswerOpen, calloff.AnswerConfirmed, calloff.AnswerDeclined:
	default:
		return query, errField.At("answer").With("check", "oneof")
	}
	var err error
	query.Framework, err = queryID[framework.Framework](c, "frameworkId")
	return query, err
}

func (h callOffs) list(c echo.Context) error {
	query, err := callOffQuery(c)
	if err != nil {
		return err
	}
	if query.Page, err = pageRequest(c); err != nil {
		return err
	}
	found, err := h.ordering.CallOffs(c.Request().Context(), actor(c), query)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h callOffs) place(c echo.Context) error {
	body, err := decode[placeCallOff](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.PlaceCallOff{BudgetCode: body.BudgetCode, Note: body.Note, Months: body.Months, Lines: linesOf(body.Lines), SeenTotal: given(body.SeenTotal),
		DeliverTo: body.DeliverTo, FromBasket: body.FromBasket, WishedOn: body.WishedOn, AnswerBy: body.AnswerBy}
	if body.Services != nil {
		services := driving.AgreeEngagement(*body.Services)
		in.Services = &services
	}
	for _, b := range body.Budgets {
		in.Budgets = append(in.Budgets, driving.Budget(b))
	}
	if in.Framework, in.Member, err = partiesOf(body.FrameworkID, body.MemberID); err != nil {
		return err
	}
	placed, err := h.ordering.PlaceCallOff(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return created(c, "/call-offs/"+placed.ID, placed.Version, placed)
}

func (h callOffs) quote(c echo.Context) error {
	body, err := decode[quoteCallOff](c)
	if err != nil {
		return err
	}
	in := driving.PlaceCallOff{Lines: linesOf(body.Lines), Months: body.Months}
	if in.Framework, in.Member, err = partiesOf(body.FrameworkID, body.MemberID); err != nil {
		return err
	}
	quote, err := h.ordering.QuoteCallOff(c.Request().Context(), actor(c), in)
	if err != nil {
		return err
	}
	return shown(c, quote)
}

func partiesOf(contract, customer string) (framework.ID, member.ID, error) {
	f, err := bodyID[framework.Framework](contract, "frameworkId")
	if err != nil {
		return "", "", err
	}
	m, err := bodyID[member.Member](customer, "memberId")
	if err != nil {
		return "", "", err
	}
	return f, m, nil
}

func linesOf(lines []placeCallOffLine) []driving.PlaceCallOffLine {
	read := make([]driving.PlaceCallOffLine, len(lines))
	for i, line := range lines {
		read[i] = driving.PlaceCallOffLine{Item: line.ItemID, Quantity: line.Quantity}
	}
	return read
}

func (h callOffs) change(c echo.Context) error {
	body, err := decode[changeCallOff](c)
	if err != nil {
		return err
	}
	in := driving.ChangeCallOff{Lines: linesOf(body.Lines), Reason: body.Reason}
	return changed(c, func(id calloff.ID, version int) (view.CallOff, error) {
		return h.ordering.ChangeCallOff(c.Request().Context(), actor(c), id, version, in)
	})
}
