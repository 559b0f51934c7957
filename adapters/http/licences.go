package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/ports/driving"
)

// holdings answers for contracts and licences that members hold.
type holdings struct{ holding driving.Holding }

type recordLicence struct {
	CallOffID     string `json:"callOffId" validate:"required,max=36"`
	Position      int    `json:"position" validate:"min=1,max=100"`
	Seats         int    `json:"seats"`
	StartsOn      string `json:"startsOn" validate:"required,max=10"`
	Months        int    `json:"months"`
	RenewalMonths int    `json:"renewalMonths"`
	NoticeDays    int    `json:"noticeDays"`
}

func (h holdings) list(c echo.Context) error {
	m, err := queryID[member.Member](c, "memberId")
	if err != nil {
		return err
	}
	found, err := h.holding.Holdings(c.Request().Context(), actor(c), m)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h holdings) record(c echo.Context) error {
	body, err := decode[recordLicence](c)
	if err != nil {
		return err
	}
	of, err := bodyID[calloff.CallOff](body.CallOffID, "callOffId")
	if err != nil {
		return err
	}
	recorded, err := h.holding.RecordLicence(c.Request().Context(), actor(c), of, driving.RecordLicence{
		Position: body.Position, Seats: body.Seats, StartsOn: body.StartsOn, Months: body.Months, RenewalMonths: body.RenewalMonths, NoticeDays: body.NoticeDays,
	})
	if err != nil {
		return err
	}
	return created(c, "/holdings", recorded.Version, recorded)
}

type countLicence struct {
	CountedOn string `json:"countedOn" validate:"required,max=10"`
	Used      int    `json:"used"`
}

type followLicence struct {
	CallOffID string `json:"callOffId" validate:"required,max=36"`
	Reason    string `json:"reason" validate:"required,oneof=true-up renewal"`
}

func (h holdings) count(c echo.Context) error {
	of, err := pathID[licence.Licence](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[countLicence](c)
	if err != nil {
		return err
	}
	key, err := optionalKey(c)
	if err != nil {
		return err
	}
	counted, err := h.holding.CountLicence(c.Request().Context(), actor(c), key, of, driving.CountLicence{CountedOn: body.CountedOn, Used: body.Used})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, counted)
}

func (h holdings) follow(c echo.Context) error {
	of, err := pathID[licence.Licence](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[followLicence](c)
	if err != nil {
		return err
	}
	order, err := bodyID[calloff.CallOff](body.CallOffID, "callOffId")
	if err != nil {
		return err
	}
	followed, err := h.holding.FollowLicence(c.Request().Context(), actor(c), of, order, licence.Following(body.Reason))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, followed)
}
