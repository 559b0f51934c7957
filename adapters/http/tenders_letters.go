package http

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// letters answers for what bidders are told of an award, and for reviews of it.
type letters struct {
	informing driving.Informing
	write     func(io.Writer, award.Letter) error
}

type sendLetters struct {
	Letters []sendLetter `json:"letters" validate:"required,min=1,max=1000,dive"`
}

type sendLetter struct {
	SupplierID string `json:"supplierId" validate:"required,max=36"`
	Means      string `json:"means" validate:"required,max=20"`
	SentOn     string `json:"sentOn" validate:"max=10"`
}

type recordReview struct {
	Chamber    string `json:"chamber" validate:"required,max=200"`
	FileNumber string `json:"fileNumber" validate:"required,max=100"`
	ReceivedOn string `json:"receivedOn" validate:"required,max=10"`
}

type endReview struct {
	Outcome string `json:"outcome" validate:"required,max=20"`
	EndedOn string `json:"endedOn" validate:"required,max=10"`
	Text    string `json:"text" validate:"required,max=2000"`
}

func (h letters) pdf(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	to, err := pathID[member.Supplier](c, "supplierId")
	if err != nil {
		return err
	}
	letter, err := h.informing.Letter(c.Request().Context(), actor(c), which, to)
	if err != nil {
		return err
	}
	return attached(c, paper, letter.Number+"-Information.pdf", func(w io.Writer) error { return h.write(w, letter) })
}

func (h letters) send(c echo.Context) error {
	body, err := decode[sendLetters](c)
	if err != nil {
		return err
	}
	sendings := make([]driving.Sending, len(body.Letters))
	for i, l := range body.Letters {
		sendings[i] = driving.Sending{Supplier: l.SupplierID, Means: l.Means, SentOn: l.SentOn}
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.informing.Send(c.Request().Context(), actor(c), which, version, sendings)
	})
}

func (h letters) recordReview(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[recordReview](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	recorded, err := h.informing.RecordReview(c.Request().Context(), actor(c), key, which,
		driving.Application{Chamber: body.Chamber, FileNumber: body.FileNumber, ReceivedOn: body.ReceivedOn})
	if err != nil {
		return err
	}
	return created(c, "/tenders/"+which.String()+"/reviews", recorded.Version, recorded)
}

func (h letters) endReview(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	review, err := pathID[award.Review](c, "reviewId")
	if err != nil {
		return err
	}
	body, err := decode[endReview](c)
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	ended, err := h.informing.EndReview(c.Request().Context(), actor(c), which, review, version,
		driving.ReviewEnd{Outcome: body.Outcome, EndedOn: body.EndedOn, Text: body.Text})
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, ended.Version, ended)
}
