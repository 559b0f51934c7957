package http

import (
	"io"
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
)

// keys answers for the keys of opening officers and the proof that they work.
type keys struct{ keys driving.Keys }

type registerKey struct {
	Recipient string `json:"recipient" validate:"required,min=62,max=4000"`
}

type confirmKey struct {
	Fingerprint string `json:"fingerprint" validate:"required,len=64"`
}

type drillAnswer struct {
	Answer []byte `json:"answer" validate:"required,len=32"`
}

func (h keys) register(c echo.Context) error {
	body, err := decode[registerKey](c)
	if err != nil {
		return err
	}
	registered, err := h.keys.RegisterKey(c.Request().Context(), actor(c), body.Recipient)
	if err != nil {
		return err
	}
	return shown(c, registered)
}

func (h keys) confirm(c echo.Context) error {
	owner, err := pathID[member.Person](c, "personId")
	if err != nil {
		return err
	}
	body, err := decode[confirmKey](c)
	if err != nil {
		return err
	}
	confirmed, err := h.keys.ConfirmKey(c.Request().Context(), actor(c), owner, body.Fingerprint)
	if err != nil {
		return err
	}
	return shown(c, confirmed)
}

func (h keys) prove(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[drillAnswer](c)
	if err != nil {
		return err
	}
	after, err := h.keys.Prove(c.Request().Context(), actor(c), which, body.Answer)
	if err != nil {
		return err
	}
	return shown(c, after)
}

// openings answers for the opening of bids.
type openings struct {
	opening driving.Opening
	write   func(io.Writer, award.Opening) error // its record
}

type releases struct {
	Kind     string    `json:"kind" validate:"required,oneof=quality price"`
	Releases []release `json:"releases" validate:"max=1000,dive"`
}

type release struct {
	BidID      string `json:"bidId" validate:"required,max=36"`
	Share      string `json:"share" validate:"max=512"`
	Unreadable bool   `json:"unreadable"`
}

// recordNames are what the record of a kind is called as a file, where bids have two envelopes.
var recordNames = map[tender.Kind]string{tender.KindQuality: "-Leistung", tender.KindPrice: "-Preise"}

// pdf is the record of an opening on paper.
func (h openings) pdf(c echo.Context) error {
	return h.record(c, paper, ".pdf", h.write)
}

// text is the text that the record's hash is of, byte by byte.
func (h openings) text(c echo.Context) error {
	return h.record(c, echo.MIMETextPlainCharsetUTF8, ".txt", func(w io.Writer, record award.Opening) error {
		_, err := io.WriteString(w, record.Text)
		return err
	})
}

func (h openings) record(c echo.Context, mime, ending string, write func(io.Writer, award.Opening) error) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	kind := c.QueryParam("kind")
	part, known := recordNames[tender.Kind(kind)]
	if !known {
		return errField.At("kind").With("check", "oneof")
	}
	of := driving.RecordOf{Kind: kind}
	if of.Round, err = countOf(c, "round", 1); err != nil {
		return err
	}
	if of.Supplement, err = countOf(c, "supplement", 0); err != nil {
		return err
	}
	record, err := h.opening.Record(c.Request().Context(), actor(c), which, of)
	if err != nil {
		return err
	}
	if record.Envelopes == 1 {
		part = ""
	}
	if of.Round > 1 {
		part += "-Runde-" + strconv.Itoa(of.Round)
	}
	if of.Supplement > 0 {
		part += "-Nachtrag-" + strconv.Itoa(of.Supplement)
	}
	return attached(c, mime, record.Number+"-Niederschrift"+part+ending, func(w io.Writer) error { return write(w, record) })
}

// countOf is a number of the query, which is the least one if it is left out.
func countOf(c echo.Context, name string, least int) (int, error) {
	text := c.QueryParam(name)
	if text == "" {
		return least, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least {
		return 0, errField.At(name).With("check", "min")
	}
	return n, nil
}

// release reads the officer's shares, and answers with where the opening stands.
func (h openings) release(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[releases](c)
	if err != nil {
		return err
	}
	if body.Releases == nil {
		return errField.At("releases").With("check", "required")
	}
	given := make([]driving.Release, len(body.Releases))
	for i, r := range body.Releases {
		given[i] = driving.Release{Bid: r.BidID, Share: r.Share, Unreadable: r.Unreadable}
	}
	after, err := h.opening.Release(c.Request().Context(), actor(c), which, body.Kind, given)
	if err != nil {
		return err
	}
	return shown(c, after)
}
