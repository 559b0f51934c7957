package http

import (
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/licence"
	"allmende/ports/driving"
)

// competitions begins mini-competitions; what follows is a tender's.
type competitions struct{ competing driving.Competing }

type startCompetition struct {
	FrameworkID string             `json:"frameworkId" validate:"required,max=36"`
	MemberID    string             `json:"memberId" validate:"required,max=36"`
	BudgetCode  string             `json:"budgetCode" validate:"required,max=40"`
	Note        string             `json:"note" validate:"max=1000"`
	Months      int                `json:"months" validate:"min=0,max=120"`
	DeliverTo   string             `json:"deliverTo" validate:"max=80"`
	FromBasket  bool               `json:"fromBasket"`
	WishedOn    string             `json:"wishedOn" validate:"max=10"`
	AnswerBy    string             `json:"answerBy" validate:"max=10"`
	Lines       []placeCallOffLine `json:"lines" validate:"required,min=1,max=100,dive"`
	Title       string             `json:"title" validate:"max=200"`
	Rules       rules              `json:"rules" validate:"required"`
	Deadline    time.Time          `json:"deadline" validate:"required"`
	Licence     *followedLicence   `json:"licence"`
}

// followedLicence is the licence that an order follows, and why.
type followedLicence struct {
	ID     string `json:"id" validate:"required,max=36"`
	Reason string `json:"reason" validate:"required,oneof=true-up renewal"`
}

func (h competitions) start(c echo.Context) error {
	body, err := decode[startCompetition](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in := driving.StartCompetition{
		Order: driving.PlaceCallOff{
			BudgetCode: body.BudgetCode, Note: body.Note, Months: body.Months, DeliverTo: body.DeliverTo, FromBasket: body.FromBasket,
			WishedOn: body.WishedOn, AnswerBy: body.AnswerBy, Lines: linesOf(body.Lines),
		},
		Title: body.Title, Rules: body.Rules.given(), Deadline: body.Deadline,
	}
	if in.Order.Framework, in.Order.Member, err = partiesOf(body.FrameworkID, body.MemberID); err != nil {
		return err
	}
	if body.Licence != nil {
		in.Follows.Why = licence.Following(body.Licence.Reason)
		if in.Follows.Licence, err = bodyID[licence.Licence](body.Licence.ID, "licence.id"); err != nil {
			return err
		}
	}
	started, err := h.competing.StartCompetition(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return created(c, "/tenders/"+started.ID, started.Version, started)
}
