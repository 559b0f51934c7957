package usecase

import (
	"context"
	"strings"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// ofReservation tells of a reservation: that it waits while it does, what became of it, what is
// offered while the offer stands, and the last day while it is that.
func ofReservation(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery, today period.Day) (driven.News, bool, error) {
	r, err := s.Reservations.Shown(ctx, capacity.ID(d.Object), d.Actor.Sight(access.CapacityRead), today)
	if err != nil {
		return n, false, err
	}
	n.Path, n.Number, n.Title, n.Member, n.Day, n.Status = "/capacity/reservations/"+r.ID, r.Number, r.Pool.Name+": "+r.Purpose, r.Member.Name, r.To, r.Status
	if n.Kind == notice.ReservationWaits {
		return n, r.Status == string(capacity.Requested) || len(r.Proposed) > 0, nil
	}
	if n.Kind == notice.PlaceOffered {
		n.Day = r.OfferedTo
		return n, r.Status == string(capacity.Offered), nil
	}
	if n.Kind == notice.ReservationEnds {
		return n, r.Status == string(capacity.Active) && r.To == d.Step, nil
	}
	switch n.Step {
	case driven.StepReceived:
		n.Day, n.Reason = r.From, r.Reason
	case driven.StepPassedOn, driven.StepRejected, driven.StepChangeRejected:
		n.Reason = r.Reason
		if r.To < r.From { // all of it, before it began
			n.Day = ""
		}
	}
	return n, true, nil
}

// ofCapacity tells when a resource of a pool runs out, while it does so soon. The step begins with the resource.
func ofCapacity(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery, today period.Day) (driven.News, bool, error) {
	resource, _, _ := strings.Cut(d.Step, "/")
	pools, err := s.CapacityPools.Look(ctx, capacity.PoolID(d.Object))
	if err != nil || len(pools) == 0 || d.Actor.Sight(access.CapacityRead).Nothing() {
		return n, false, err
	}
	r, there := pools[0].Resource(capacity.ResourceID(resource))
	if !there {
		return n, false, nil
	}
	runsOut := pools[0].RunsShort(r, today)
	n.Path, n.Number, n.Status, n.Day = "/capacity/pools/"+d.Object, pools[0].Name, string(r.Kind), runsOut.String()
	n.Title = r.Tier
	_, soon := notice.Reached(runsOut, today, notice.CapacitySteps)
	return n, !runsOut.IsZero() && soon, nil
}
