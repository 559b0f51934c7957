package http

import (
	"io"
	"time"

	"github.com/labstack/echo/v4"

	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// tenders answers for tenders up to their publication.
type tenders struct {
	tendering       driving.Tendering
	writePriceSheet func(io.Writer, view.Tender) error
}

type tenderDraft struct {
	RoundID           string           `json:"roundId" validate:"required,max=36"`
	Title             string           `json:"title" validate:"required,min=3,max=200"`
	Choice            tenderChoice     `json:"choice"`
	Rules             rules            `json:"rules" validate:"required"`
	TermMonths        int              `json:"termMonths" validate:"required,min=1,max=120"`
	OptionMonths      []int            `json:"optionMonths" validate:"max=10,dive,min=1,max=120"`
	TermJustification string           `json:"termJustification" validate:"max=2000"`
	QuotaMode         string           `json:"quotaMode" validate:"required,oneof=hard soft first-come"`
	FlowBackMonths    int              `json:"flowBackMonths" validate:"min=0,max=120"`
	Deadline          time.Time        `json:"deadline" validate:"required"`
	OpeningOfficers   []string         `json:"openingOfficers" validate:"required,min=3,max=7,dive,required,max=36"`
	NoLotsReason      string           `json:"noLotsReason" validate:"max=2000"`
	Lots              []tenderDraftLot `json:"lots" validate:"required,min=1,max=50,dive"`
}

type tenderChoice struct {
	Way     string   `json:"way" validate:"max=20"`
	Reason  string   `json:"reason" validate:"max=2000"`
	Urgency string   `json:"urgency" validate:"max=2000"`
	Invited []string `json:"invited" validate:"max=20,dive,required,max=36"`

	RequestsUntil time.Time `json:"requestsUntil"`
	Least         int       `json:"least" validate:"min=0,max=50"`
	Criteria      []string  `json:"criteria" validate:"max=20,dive,required,max=500"`

	Ground    string `json:"ground" validate:"max=30"`
	FirstBids bool   `json:"firstBids"`
}

type tenderDraftLot struct {
	Title        string            `json:"title" validate:"required,min=2,max=200"`
	MaximumValue string            `json:"maximumValue" validate:"required,max=16"`
	Items        []tenderDraftItem `json:"items" validate:"required,min=1,max=200,dive"`
	Route        []routeRule       `json:"route" validate:"max=20,dive"`
}

type routeRule struct {
	Way         string  `json:"way" validate:"required,max=20"`
	From        *string `json:"from" validate:"omitnil,min=1,max=16"`
	Below       *string `json:"below" validate:"omitnil,min=1,max=16"`
	Items       []int   `json:"items" validate:"max=200,dive,min=1,max=200"`
	Category    string  `json:"category" validate:"max=20"`
	MonthsFrom  int     `json:"monthsFrom" validate:"min=0,max=120"`
	MonthsTo    int     `json:"monthsTo" validate:"min=0,max=120"`
	AnswerHours int     `json:"answerHours" validate:"min=0,max=720"`
}

type tenderDraftItem struct {
	RoundItemID     string `json:"roundItemId" validate:"required,max=36"`
	MaximumQuantity string `json:"maximumQuantity" validate:"required,max=13"`
}

func (h tenders) create(c echo.Context) error {
	body, err := decode[tenderDraft](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	drafted, err := h.tendering.CreateTender(c.Request().Context(), actor(c), key, draftOf(body))
	if err != nil {
		return err
	}
	return created(c, "/tenders/"+drafted.ID, drafted.Version, drafted)
}

// priceSheet answers with the workbook that bidders fill in.
func (h tenders) priceSheet(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	found, err := h.tendering.Tender(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return attached(c, workbook, found.Number+"-Preise.xlsx", func(w io.Writer) error { return h.writePriceSheet(w, found) })
}

func (h tenders) revise(c echo.Context) error {
	body, err := decode[tenderDraft](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.ReviseTender(c.Request().Context(), actor(c), which, version, draftOf(body))
	})
}

func (h tenders) submit(c echo.Context) error {
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.SubmitTender(c.Request().Context(), actor(c), which, version)
	})
}

func (h tenders) giveBack(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.ReturnTender(c.Request().Context(), actor(c), which, version, body.Reason)
	})
}

func (h tenders) publish(c echo.Context) error {
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.PublishTender(c.Request().Context(), actor(c), which, version)
	})
}

type extendDeadline struct {
	Deadline time.Time `json:"deadline" validate:"required"`
	Reason   string    `json:"reason" validate:"required,min=3,max=2000"`
}

func (h tenders) extend(c echo.Context) error {
	body, err := decode[extendDeadline](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.ExtendDeadline(c.Request().Context(), actor(c), which, version, body.Deadline, body.Reason)
	})
}

type proposeCommittee struct {
	OpeningOfficers []string `json:"openingOfficers" validate:"required,min=3,max=7,dive,required,max=36"`
	Reason          string   `json:"reason" validate:"required,min=3,max=2000"`
}

func (h tenders) proposeCommittee(c echo.Context) error {
	body, err := decode[proposeCommittee](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.ProposeCommittee(c.Request().Context(), actor(c), which, version, body.OpeningOfficers, body.Reason)
	})
}

func (h tenders) confirmCommittee(c echo.Context) error {
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.ConfirmCommittee(c.Request().Context(), actor(c), which, version)
	})
}

func (h tenders) cancel(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return changed(c, func(which tender.ID, version int) (view.Tender, error) {
		return h.tendering.CancelTender(c.Request().Context(), actor(c), which, version, body.Reason)
	})
}

func draftOf(body tenderDraft) driving.TenderDraft {
	draft := driving.TenderDraft{
		Round: body.RoundID, Title: body.Title, Choice: driving.TenderChoice(body.Choice), Rules: body.Rules.given(), TermMonths: body.TermMonths, OptionMonths: body.OptionMonths,
		TermJustification: body.TermJustification, QuotaMode: body.QuotaMode, FlowBackMonths: body.FlowBackMonths, Deadline: body.Deadline, OpeningOfficers: body.OpeningOfficers,
		NoLotsReason: body.NoLotsReason, Lots: make([]driving.TenderDraftLot, len(body.Lots)),
	}
	for i, l := range body.Lots {
		lot := driving.TenderDraftLot{Title: l.Title, MaximumValue: l.MaximumValue, Items: make([]driving.TenderDraftItem, len(l.Items))}
		for n, item := range l.Items {
			lot.Items[n] = driving.TenderDraftItem{RoundItem: item.RoundItemID, MaximumQuantity: item.MaximumQuantity}
		}
		for _, r := range l.Route {
			lot.Route = append(lot.Route, driving.RouteRule{
				Way: r.Way, From: given(r.From), Below: given(r.Below), Items: r.Items, Category: r.Category, MonthsFrom: r.MonthsFrom, MonthsTo: r.MonthsTo, AnswerHours: r.AnswerHours,
			})
		}
		draft.Lots[i] = lot
	}
	return draft
}
