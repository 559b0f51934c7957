package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// scorings answers to panels, and to the officers who appoint them and examine bids.
type scorings struct{ scoring driving.Scoring }

type appointPanel struct {
	Evaluators  []string `json:"evaluators" validate:"required,min=1,max=20,dive,max=36"`
	SpreadLimit int      `json:"spreadLimit" validate:"required,min=1,max=100"`
}

// Conflict is a pointer, since to have none is to be said.
type declaration struct {
	Conflict *bool   `json:"conflict" validate:"required"`
	Text     *string `json:"text" validate:"omitempty,max=2000"`
}

type replacement struct {
	EvaluatorID   string `json:"evaluatorId" validate:"required,max=36"`
	ReplacementID string `json:"replacementId" validate:"required,max=36"`
	Reason        string `json:"reason" validate:"required,min=3,max=2000"`
}

type examination struct {
	BidID  string `json:"bidId" validate:"required,max=36"`
	Aspect string `json:"aspect" validate:"required,max=20"`
	Passed *bool  `json:"passed" validate:"required"`
	Reason string `json:"reason" validate:"required,min=3,max=2000"`
}

type sheetScores struct {
	Scores []sheetScore `json:"scores" validate:"required,min=1,max=5000,dive"`
}

type sheetScore struct {
	BidID     string `json:"bidId" validate:"required,max=36"`
	LotID     string `json:"lotId" validate:"required,max=36"`
	Criterion string `json:"criterion" validate:"required,max=200"`
	Score     string `json:"score" validate:"required,max=20"`
	Reason    string `json:"reason" validate:"required,min=3,max=2000"`
}

type consensus struct {
	BidID     string `json:"bidId" validate:"required,max=36"`
	LotID     string `json:"lotId" validate:"required,max=36"`
	Criterion string `json:"criterion" validate:"required,max=200"`
	Score     string `json:"score" validate:"required,max=20"`
	Minute    string `json:"minute" validate:"required,min=3,max=2000"`
}

func (h scorings) show(c echo.Context) error {
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.Scoring(c.Request().Context(), actor(c), which)
	})
}

func (h scorings) appoint(c echo.Context) error {
	body, err := decode[appointPanel](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.Appoint(c.Request().Context(), actor(c), key, which, driving.Appointment(body))
	})
}

func (h scorings) declare(c echo.Context) error {
	body, err := decode[declaration](c)
	if err != nil {
		return err
	}
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.Declare(c.Request().Context(), actor(c), which, *body.Conflict, given(body.Text))
	})
}

func (h scorings) declareExaminer(c echo.Context) error {
	body, err := decode[declaration](c)
	if err != nil {
		return err
	}
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.DeclareExaminer(c.Request().Context(), actor(c), which, *body.Conflict, given(body.Text))
	})
}

func (h scorings) replace(c echo.Context) error {
	body, err := decode[replacement](c)
	if err != nil {
		return err
	}
	return h.versioned(c, func(which tender.ID, version int) (view.Scoring, error) {
		return h.scoring.Replace(c.Request().Context(), actor(c), which, version,
			driving.Replacement{Evaluator: body.EvaluatorID, Replacement: body.ReplacementID, Reason: body.Reason})
	})
}

func (h scorings) examine(c echo.Context) error {
	body, err := decode[examination](c)
	if err != nil {
		return err
	}
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.Examine(c.Request().Context(), actor(c), which,
			driving.Examination{Bid: body.BidID, Aspect: body.Aspect, Passed: *body.Passed, Reason: body.Reason})
	})
}

func (h scorings) write(c echo.Context) error {
	body, err := decode[sheetScores](c)
	if err != nil {
		return err
	}
	scores := make([]driving.SheetScore, len(body.Scores))
	for i, s := range body.Scores {
		scores[i] = driving.SheetScore{Bid: s.BidID, Lot: s.LotID, Criterion: s.Criterion, Score: s.Score, Reason: s.Reason}
	}
	return h.versioned(c, func(which tender.ID, version int) (view.Scoring, error) {
		return h.scoring.Write(c.Request().Context(), actor(c), which, version, scores)
	})
}

func (h scorings) handIn(c echo.Context) error {
	return h.versioned(c, func(which tender.ID, version int) (view.Scoring, error) {
		return h.scoring.HandIn(c.Request().Context(), actor(c), which, version)
	})
}

func (h scorings) propose(c echo.Context) error {
	body, err := decode[consensus](c)
	if err != nil {
		return err
	}
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.Propose(c.Request().Context(), actor(c), which,
			driving.SheetScore{Bid: body.BidID, Lot: body.LotID, Criterion: body.Criterion, Score: body.Score, Reason: body.Minute})
	})
}

func (h scorings) confirm(c echo.Context) error {
	return h.answer(c, func(which tender.ID) (view.Scoring, error) {
		return h.scoring.Confirm(c.Request().Context(), actor(c), which, c.Param("consensusId"))
	})
}

func (h scorings) lock(c echo.Context) error {
	return h.versioned(c, func(which tender.ID, version int) (view.Scoring, error) {
		return h.scoring.Lock(c.Request().Context(), actor(c), which, version)
	})
}

// answer reads which tender, and answers with its scoring as the caller may see it.
func (h scorings) answer(c echo.Context, act func(tender.ID) (view.Scoring, error)) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	scoring, err := act(which)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, scoring.Version, scoring)
}

// versioned is answer for what a caller does to a panel or a sheet in a version.
func (h scorings) versioned(c echo.Context, act func(tender.ID, int) (view.Scoring, error)) error {
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	return h.answer(c, func(which tender.ID) (view.Scoring, error) { return act(which, version) })
}
