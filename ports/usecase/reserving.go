package usecase

import (
	"context"
	"errors"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Reserving carries out driving.Reserving and driving.ReservationDeciding, and attends to waiting lists.
type Reserving struct {
	work  driven.Work
	lists driven.WaitingLists
}

var (
	_ driving.Reserving           = (*Reserving)(nil)
	_ driving.ReservationDeciding = (*Reserving)(nil)
)

// NewReserving makes the use cases of reservations.
func NewReserving(work driven.Work, lists driven.WaitingLists) *Reserving {
	return &Reserving{work, lists}
}

// Reserve makes a reservation.
func (uc *Reserving) Reserve(ctx context.Context, actor access.Actor, key access.Key, in driving.ReserveInput) (view.Reservation, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CapacityReserve, Object: audit.Object{Type: "capacity-pool", ID: in.Pool.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Reservation, error) {
		if err := mayReserve(actor, in.Member); err != nil {
			return view.Reservation{}, err
		}
		if err := mayHold(ctx, s, in.Member); err != nil {
			return view.Reservation{}, err
		}
		pool, err := s.CapacityPools.Get(ctx, in.Pool)
		if err != nil {
			return view.Reservation{}, err
		}
		r, err := reserve(pool, actor, in, s)
		if err != nil {
			return view.Reservation{}, err
		}
		if err := asOrdered(ctx, pool, r.State(), s.Reservations.Ordered, capacity.State.CheckCallOff); err != nil {
			return view.Reservation{}, err
		}
		number, err := s.Numbers.Next(ctx, "KR")
		if err != nil {
			return view.Reservation{}, err
		}
		r.Numbered(number)
		if err := s.Reservations.Add(ctx, r); err != nil {
			return view.Reservation{}, err
		}
		action := map[capacity.Status]string{capacity.Requested: "reservation.requested", capacity.Approved: "reservation.made", capacity.OnList: "reservation.queued"}[r.State().Status]
		return reservationRecorded(ctx, s, actor, r.State(), action, nil)
	})
}

func reserve(pool *capacity.Pool, actor access.Actor, in driving.ReserveInput, s driven.Stores) (*capacity.Reservation, error) {
	phases, err := capacity.ReadPhases(in.Phases)
	if err != nil {
		return nil, err
	}
	ask := capacity.Ask{Member: in.Member, Purpose: in.Purpose, CallOff: in.CallOff, Lines: in.Lines, Phases: phases, Wait: in.Wait}
	r, err := pool.Reserve(ask, actor.Person, s.Now)
	if f, is := fault.Of(err); is && errors.Is(err, capacity.ErrNotFree) {
		if earliest, found := pool.State().Earliest(phases, period.DayOf(s.Now)); found {
			err = f.With("earliest", earliest.String())
		}
	}
	return r, err
}

// asOrdered loads the call-off that a reservation names, if it names one, and holds the reservation against it.
func asOrdered(
	ctx context.Context, pool *capacity.Pool, r capacity.State,
	load func(context.Context, calloff.ID, capacity.ID) (capacity.Ordered, error),
	check func(capacity.State, capacity.Ordered, capacity.PoolState) error,
) error {
	if r.CallOff.IsZero() {
		return nil
	}
	ordered, err := load(ctx, r.CallOff, r.ID)
	if err != nil {
		return err
	}
	return check(r, ordered, pool.State())
}

// CheckQuota tries a reservation out, and rolls it back.
func (uc *Reserving) CheckQuota(ctx context.Context, actor access.Actor, in driving.ReserveInput) error {
	return uc.work.Read(ctx, actor, func(ctx context.Context, s driven.Stores) error {
		if err := mayReserve(actor, in.Member); err != nil {
			return err
		}
		if err := mayHold(ctx, s, in.Member); err != nil {
			return err
		}
		found, err := s.CapacityPools.Look(ctx, in.Pool)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return access.ErrNotFound
		}
		in.Wait = false
		pool := capacity.RestorePool(found[0])
		r, err := reserve(pool, actor, in, s)
		if err != nil {
			return err
		}
		return asOrdered(ctx, pool, r.State(), s.Reservations.LookOrdered, capacity.State.CheckCallOff)
	})
}

// mayReserve tells whoever sees the member's reservations that the act is forbidden.
func mayReserve(actor access.Actor, m member.ID) error {
	err := actor.MayFor(access.CapacityReserve, m)
	if errors.Is(err, access.ErrNotFound) && actor.Sight(access.CapacityRead).SeesMember(m) {
		return access.ErrForbidden.With("act", string(access.CapacityReserve))
	}
	return err
}

// mayHold asks for a member in good standing.
func mayHold(ctx context.Context, s driven.Stores, m member.ID) error {
	kind, status, err := s.Members.Standing(ctx, m)
	if err != nil {
		return pointed(err, "memberId")
	}
	return capacity.MayHold(kind, status)
}

// ChangeReservation replaces the phases from today on.
func (uc *Reserving) ChangeReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen, written []capacity.PhaseText) (view.Reservation, error) {
	return uc.decide(ctx, actor, access.CapacityReserve, at, "reservation.changed", func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) error {
		phases, err := capacity.ReadPhases(written)
		if err != nil {
			return err
		}
		return p.Change(r, phases, actor.Person, s.Now)
	})
}

// ExtendReservation goes on to a later day.
func (uc *Reserving) ExtendReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen, to string) (view.Reservation, error) {
	return uc.decide(ctx, actor, access.CapacityReserve, at, "reservation.extended", func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) error {
		day, err := dayAt(to, "to")
		if err != nil {
			return err
		}
		return p.Extend(r, day, actor.Person, s.Now)
	})
}

// ReleaseReservation gives back what comes after a day.
func (uc *Reserving) ReleaseReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen, lastDay string) (view.Reservation, error) {
	return uc.decide(ctx, actor, access.CapacityReserve, at, "reservation.released", func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) error {
		day, err := dayAt(lastDay, "lastDay")
		if err != nil {
			return err
		}
		return p.Release(r, day, s.Now)
	})
}

// WithdrawReservation takes back what is requested, offered or waits, or the change that does.
func (uc *Reserving) WithdrawReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen) (view.Reservation, error) {
	return uc.decideOn(ctx, actor, access.CapacityReserve, at, func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) (string, error) {
		action := "reservation.withdrawn"
		if r.State().Proposed != nil {
			action = "reservation.change-withdrawn"
		}
		return action, p.Withdraw(r, s.Now)
	})
}

// AcceptReservation takes what is offered.
func (uc *Reserving) AcceptReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen) (view.Reservation, error) {
	return uc.decide(ctx, actor, access.CapacityReserve, at, "reservation.accepted", func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) error {
		return p.Accept(r, actor.Person, s.Now)
	})
}

// ApproveReservation takes what was requested or proposed.
func (uc *Reserving) ApproveReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen) (view.Reservation, error) {
	return uc.decide(ctx, actor, access.CapacityDecide, at, "reservation.approved", func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) error {
		return p.Approve(r, actor.Person, s.Now)
	})
}

// RejectReservation turns it down.
func (uc *Reserving) RejectReservation(ctx context.Context, actor access.Actor, at driving.ReservationSeen, reason string) (view.Reservation, error) {
	return uc.decide(ctx, actor, access.CapacityDecide, at, "reservation.rejected", func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) error {
		return p.Reject(r, reason, actor.Person, s.Now)
	})
}

// decide runs decideOn with a decision that is always the same action.
func (uc *Reserving) decide(
	ctx context.Context, actor access.Actor, act access.Act, at driving.ReservationSeen, action string,
	decision func(driven.Stores, *capacity.Pool, *capacity.Reservation) error,
) (view.Reservation, error) {
	return uc.decideOn(ctx, actor, act, at, func(s driven.Stores, p *capacity.Pool, r *capacity.Reservation) (string, error) {
		return action, decision(s, p, r)
	})
}

// decideOn runs the five beats around a reservation: its pool is locked before it is read.
func (uc *Reserving) decideOn(
	ctx context.Context, actor access.Actor, act access.Act, at driving.ReservationSeen,
	decision func(driven.Stores, *capacity.Pool, *capacity.Reservation) (string, error),
) (view.Reservation, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "reservation", ID: at.Reservation.String()}}
	return once(ctx, uc.work, attempt, at.Key, func(ctx context.Context, s driven.Stores) (view.Reservation, error) {
		pool, r, err := locked(ctx, s, actor, act, at)
		if err != nil {
			return view.Reservation{}, err
		}
		action, err := decision(s, pool, r)
		if err != nil {
			return view.Reservation{}, err
		}
		if err := asOrdered(ctx, pool, r.State(), s.Reservations.Ordered, capacity.State.CheckLines); err != nil {
			return view.Reservation{}, err
		}
		if err := s.Reservations.Save(ctx, r); err != nil {
			return view.Reservation{}, err
		}
		return reservationRecorded(ctx, s, actor, r.State(), action, nil)
	})
}

func locked(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, at driving.ReservationSeen) (*capacity.Pool, *capacity.Reservation, error) {
	id, err := s.Reservations.PoolOf(ctx, at.Reservation)
	if err != nil {
		return nil, nil, err
	}
	pool, err := s.CapacityPools.Get(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.Reservations.Get(ctx, at.Reservation)
	if err != nil {
		return nil, nil, err
	}
	if act == access.CapacityReserve {
		err = mayReserve(actor, r.State().Member)
	} else if err = actor.May(act); err != nil && !actor.Sight(access.CapacityRead).SeesMember(r.State().Member) {
		err = access.ErrNotFound
	}
	if err != nil {
		return nil, nil, err
	}
	return pool, r, access.CheckVersion(at.Version, r.State().Version)
}

func reservationRecorded(ctx context.Context, s driven.Stores, actor access.Actor, r capacity.State, action string, details map[string]string) (view.Reservation, error) {
	event := audit.Event{
		Action: action, Object: audit.Object{Type: "reservation", ID: r.ID.String(), Name: r.Number}, Member: r.Member,
		Details: map[string]string{"status": string(r.Status), "from": r.First().String(), "to": r.Last().String()},
	}
	if r.Reason != "" {
		event.Details["reason"] = r.Reason
	}
	for name, value := range details {
		event.Details[name] = value
	}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Reservation{}, err
	}
	sight := actor.Sight(access.CapacityRead)
	sight.Members = append(sight.Members, r.Member) // who may act on it sees it
	return s.Reservations.Shown(ctx, r.ID, sight, period.DayOf(s.Now))
}

// Attend looks after all waiting lists: what lapsed is taken off, and whoever fits, in turn, is
// offered what it waits for. It reports how many reservations that concerned.
func (uc *Reserving) Attend(ctx context.Context) (int, error) {
	queues, err := uc.lists.Queues(ctx)
	if err != nil {
		return 0, err
	}
	attended := 0
	for _, q := range queues {
		for {
			more, err := uc.attend(ctx, q)
			if err != nil {
				return attended, err
			}
			if !more {
				break
			}
			attended++
		}
	}
	return attended, nil
}

// errIdle ends a transaction in which nothing was to be done.
var errIdle = errors.New("nothing to do")

// attend does one thing for a waiting list, and says whether there was one to do.
func (uc *Reserving) attend(ctx context.Context, q driven.Queue) (bool, error) {
	system := access.Actor{Cooperative: q.Cooperative}
	attempt := driven.Attempt{Actor: system, Act: access.CapacityDecide, Object: audit.Object{Type: "capacity-pool", ID: q.Pool.String()}}
	_, err := do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Reservation, error) {
		pool, err := s.CapacityPools.Get(ctx, q.Pool)
		if err != nil {
			return view.Reservation{}, err
		}
		r, action, err := due(ctx, s, pool, q.Waits)
		if err != nil {
			return view.Reservation{}, err
		}
		if err := s.Reservations.Save(ctx, r); err != nil {
			return view.Reservation{}, err
		}
		return reservationRecorded(ctx, s, system, r.State(), action, nil)
	})
	if errors.Is(err, errIdle) {
		return false, nil
	}
	return err == nil, err
}

// due takes off what lapsed, or offers to who is next; errIdle where there is neither.
func due(ctx context.Context, s driven.Stores, pool *capacity.Pool, waits []capacity.ID) (*capacity.Reservation, string, error) {
	today := period.DayOf(s.Now)
	for _, id := range waits {
		r, err := s.Reservations.Get(ctx, id)
		if err != nil {
			return nil, "", err
		}
		if r.State().Lapsed(today) {
			return r, "reservation.lapsed", pool.Withdraw(r, s.Now)
		}
	}
	next, found := pool.Next(today)
	if !found {
		return nil, "", errIdle
	}
	r, err := s.Reservations.Get(ctx, next)
	if err != nil {
		return nil, "", err
	}
	if err := pool.Offer(r, s.Now); err != nil {
		return nil, "", err
	}
	if err := asOrdered(ctx, pool, r.State(), s.Reservations.Ordered, capacity.State.CheckLines); err != nil {
		if _, refused := fault.Of(err); !refused {
			return nil, "", err
		}
		return r, "reservation.lapsed", pool.Withdraw(r, s.Now) // what was called off for it is gone
	}
	return r, "reservation.offered", nil
}
