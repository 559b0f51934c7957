package http

import (
	"io"
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/award"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// awards answers for evaluation and award.
type awards struct {
	awarding        driving.Awarding
	writeComparison func(io.Writer, award.Comparison) error
}

type excludeBid struct {
	BidID  string `json:"bidId" validate:"required,max=36"`
	Reason string `json:"reason" validate:"required,min=3,max=2000"`
}

type proposeAward struct {
	Reason       string        `json:"reason" validate:"required,min=3,max=2000"`
	LotDecisions []lotDecision `json:"lotDecisions" validate:"max=50,dive"`
	NotAwarded   []notAwarded  `json:"notAwarded" validate:"max=50,dive"`
}

type notAwarded struct {
	LotID  string `json:"lotId" validate:"required,max=36"`
	Ground string `json:"ground" validate:"required,max=40"`
	Reason string `json:"reason" validate:"required,min=3,max=2000"`
}

type lotDecision struct {
	LotID    string    `json:"lotId" validate:"required,max=36"`
	BidID    string    `json:"bidId" validate:"required,max=36"`
	DrawnBy  string    `json:"drawnBy" validate:"required,max=200"`
	Presence string    `json:"presence" validate:"required,max=500"`
	DrawnAt  time.Time `json:"drawnAt" validate:"required"`
}

type askAboutPrice struct {
	LotID string `json:"lotId" validate:"required,max=36"`
	BidID string `json:"bidId" validate:"required,max=36"`
}

type priceVerdict struct {
	LotID   string `json:"lotId" validate:"required,max=36"`
	BidID   string `json:"bidId" validate:"required,max=36"`
	Answer  string `json:"answer" validate:"max=10000"`
	Verdict string `json:"verdict" validate:"required,oneof=accept exclude"`
	Reason  string `json:"reason" validate:"required,min=3,max=2000"`
}

// priceComparison answers with the workbook of what the evaluation compares.
func (h awards) priceComparison(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	compared, err := h.awarding.PriceComparison(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return attached(c, workbook, compared.State.Number+"-Preisvergleich.xlsx", func(w io.Writer) error { return h.writeComparison(w, compared) })
}

func (h awards) exclude(c echo.Context) error {
	body, err := decode[excludeBid](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Evaluation, error) {
		return h.awarding.Exclude(c.Request().Context(), actor(c), which, version, body.BidID, body.Reason)
	})
}

func (h awards) askAboutPrice(c echo.Context) error {
	body, err := decode[askAboutPrice](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Evaluation, error) {
		return h.awarding.AskAboutPrice(c.Request().Context(), actor(c), which, version, body.LotID, body.BidID)
	})
}

func (h awards) decideAboutPrice(c echo.Context) error {
	body, err := decode[priceVerdict](c)
	if err != nil {
		return err
	}
	verdict := driving.PriceVerdict{Lot: body.LotID, Bid: body.BidID, Answer: body.Answer, Verdict: body.Verdict, Reason: body.Reason}
	return changed(c, func(which tender.ID, version int) (view.Evaluation, error) {
		return h.awarding.DecideAboutPrice(c.Request().Context(), actor(c), which, version, verdict)
	})
}

func (h awards) propose(c echo.Context) error {
	body, err := decode[proposeAward](c)
	if err != nil {
		return err
	}
	in := driving.Proposal{Reason: body.Reason, LotDecisions: make([]driving.LotDecision, len(body.LotDecisions))}
	for i, d := range body.LotDecisions {
		in.LotDecisions[i] = driving.LotDecision{Lot: d.LotID, Bid: d.BidID, DrawnBy: d.DrawnBy, Presence: d.Presence, DrawnAt: d.DrawnAt}
	}
	for _, n := range body.NotAwarded {
		in.NotAwarded = append(in.NotAwarded, driving.Waiver{Lot: n.LotID, Ground: n.Ground, Reason: n.Reason})
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.awarding.Propose(c.Request().Context(), actor(c), which, version, in)
	})
}

func (h awards) approve(c echo.Context) error {
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.awarding.Approve(c.Request().Context(), actor(c), which, version)
	})
}

func (h awards) giveBack(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.awarding.ReturnProposal(c.Request().Context(), actor(c), which, version, body.Reason)
	})
}

func (h awards) award(c echo.Context) error {
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.awarding.Award(c.Request().Context(), actor(c), which, version)
	})
}
