package http

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// reservations answers for what members reserve of data centers.
type reservations struct {
	reserving driving.Reserving
	deciding  driving.ReservationDeciding
	planning  driving.CapacityPlanning
}

type phaseBody struct {
	From   string `json:"from" validate:"required,max=10"`
	To     string `json:"to" validate:"required,max=10"`
	Claims []struct {
		ResourceID string `json:"resourceId" validate:"required,max=36"`
		Amount     string `json:"amount" validate:"required,max=13"`
	} `json:"claims" validate:"required,min=1,max=30,dive"`
}

type reserveBody struct {
	PoolID    string `json:"poolId" validate:"required,max=36"`
	MemberID  string `json:"memberId" validate:"required,max=36"`
	Purpose   string `json:"purpose" validate:"required,max=300"`
	CallOffID string `json:"callOffId" validate:"max=36"`
	Lines     []struct {
		ResourceID string `json:"resourceId" validate:"required,max=36"`
		Position   int    `json:"position" validate:"min=1,max=100"`
	} `json:"lines" validate:"max=30,dive"`
	Phases []phaseBody `json:"phases" validate:"required,min=1,max=20,dive"`
	Wait   bool        `json:"wait"`
}

func phasesOf(bodies []phaseBody) ([]capacity.PhaseText, error) {
	phases := make([]capacity.PhaseText, len(bodies))
	for i, b := range bodies {
		phases[i] = capacity.PhaseText{From: b.From, To: b.To}
		for j, claim := range b.Claims {
			resource, err := bodyID[capacity.Resource](claim.ResourceID, "phases."+strconv.Itoa(i)+".claims."+strconv.Itoa(j)+".resourceId")
			if err != nil {
				return nil, err
			}
			phases[i].Claims = append(phases[i].Claims, capacity.ClaimText{Resource: resource, Amount: claim.Amount})
		}
	}
	return phases, nil
}

func (b reserveBody) input() (in driving.ReserveInput, err error) {
	in.Purpose, in.Wait = b.Purpose, b.Wait
	if in.Pool, err = bodyID[capacity.Pool](b.PoolID, "poolId"); err != nil {
		return in, err
	}
	if in.Member, err = bodyID[member.Member](b.MemberID, "memberId"); err != nil {
		return in, err
	}
	if b.CallOffID != "" {
		if in.CallOff, err = bodyID[calloff.CallOff](b.CallOffID, "callOffId"); err != nil {
			return in, err
		}
	}
	for i, l := range b.Lines {
		resource, err := bodyID[capacity.Resource](l.ResourceID, "lines."+strconv.Itoa(i)+".resourceId")
		if err != nil {
			return in, err
		}
		in.Lines = append(in.Lines, capacity.Line{Resource: resource, Position: l.Position})
	}
	in.Phases, err = phasesOf(b.Phases)
	return in, err
}

func (h reservations) list(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	q := driving.ReservationsQuery{Page: page}
	if q.Open, err = queryFlag(c, "open", false); err != nil {
		return err
	}
	if q.Pool, err = queryID[capacity.Pool](c, "poolId"); err != nil {
		return err
	}
	if q.Member, err = queryID[member.Member](c, "memberId"); err != nil {
		return err
	}
	found, err := h.planning.Reservations(c.Request().Context(), actor(c), q)
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h reservations) reserve(c echo.Context) error {
	body, err := decode[reserveBody](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	in, err := body.input()
	if err != nil {
		return err
	}
	made, err := h.reserving.Reserve(c.Request().Context(), actor(c), key, in)
	if err != nil {
		return err
	}
	return created(c, "/reservations/"+made.ID, made.Version, made)
}

// check answers a cloud platform before it provides something: with nothing, or why not.
func (h reservations) check(c echo.Context) error {
	body, err := decode[reserveBody](c)
	if err != nil {
		return err
	}
	in, err := body.input()
	if err != nil {
		return err
	}
	if err := h.reserving.CheckQuota(c.Request().Context(), actor(c), in); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// act reads which reservation, in which version and under which key, if any, and answers with
// what became of it. Call it after decode.
func (h reservations) act(c echo.Context, do func(driving.ReservationSeen) (view.Reservation, error)) error {
	key, err := optionalKey(c)
	if err != nil {
		return err
	}
	return changed(c, func(which capacity.ID, version int) (view.Reservation, error) {
		return do(driving.ReservationSeen{Reservation: which, Version: version, Key: key})
	})
}

type phasesBody struct {
	Phases []phaseBody `json:"phases" validate:"required,min=1,max=20,dive"`
}

func (h reservations) change(c echo.Context) error {
	body, err := decode[phasesBody](c)
	if err != nil {
		return err
	}
	phases, err := phasesOf(body.Phases)
	if err != nil {
		return err
	}
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.reserving.ChangeReservation(c.Request().Context(), actor(c), at, phases)
	})
}

type extendBody struct {
	To string `json:"to" validate:"required,max=10"`
}

func (h reservations) extend(c echo.Context) error {
	body, err := decode[extendBody](c)
	if err != nil {
		return err
	}
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.reserving.ExtendReservation(c.Request().Context(), actor(c), at, body.To)
	})
}

type releaseBody struct {
	LastDay string `json:"lastDay" validate:"required,max=10"`
}

func (h reservations) release(c echo.Context) error {
	body, err := decode[releaseBody](c)
	if err != nil {
		return err
	}
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.reserving.ReleaseReservation(c.Request().Context(), actor(c), at, body.LastDay)
	})
}

func (h reservations) withdraw(c echo.Context) error {
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.reserving.WithdrawReservation(c.Request().Context(), actor(c), at)
	})
}

func (h reservations) accept(c echo.Context) error {
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.reserving.AcceptReservation(c.Request().Context(), actor(c), at)
	})
}

func (h reservations) approve(c echo.Context) error {
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.deciding.ApproveReservation(c.Request().Context(), actor(c), at)
	})
}

func (h reservations) reject(c echo.Context) error {
	body, err := decode[reason](c)
	if err != nil {
		return err
	}
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.deciding.RejectReservation(c.Request().Context(), actor(c), at, body.Reason)
	})
}

type handOverBody struct {
	MemberID string `json:"memberId" validate:"required,max=36"`
	From     string `json:"from" validate:"required,max=10"`
	Reason   string `json:"reason" validate:"required,min=3,max=2000"`
}

func (h reservations) handOver(c echo.Context) error {
	body, err := decode[handOverBody](c)
	if err != nil {
		return err
	}
	to, err := bodyID[member.Member](body.MemberID, "memberId")
	if err != nil {
		return err
	}
	return h.act(c, func(at driving.ReservationSeen) (view.Reservation, error) {
		return h.deciding.HandOverReservation(c.Request().Context(), actor(c), at, driving.HandOverInput{Member: to, From: body.From, Reason: body.Reason})
	})
}
