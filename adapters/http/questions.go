package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
)

// questions answers for questions of bidders and their answers.
type questions struct{ inquiring driving.Inquiring }

type askQuestion struct {
	Question string `json:"question" validate:"required,min=10,max=4000"`
}

func (h questions) ask(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[askQuestion](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	list, err := h.inquiring.AskQuestion(c.Request().Context(), actor(c), key, which, body.Question)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusCreated, list)
}

type answerQuestion struct {
	Question string `json:"question" validate:"required,min=10,max=4000"`
	Answer   string `json:"answer" validate:"required,min=2,max=4000"`
}

func (h questions) answer(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	question, err := pathID[tender.Question](c, "questionId")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	body, err := decode[answerQuestion](c)
	if err != nil {
		return err
	}
	list, err := h.inquiring.AnswerQuestion(c.Request().Context(), actor(c), which, question, version, body.Question, body.Answer)
	if err != nil {
		return err
	}
	return shown(c, list)
}
