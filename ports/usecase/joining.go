package usecase

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Joining carries out driving.Joining and driving.Lapsing.
type Joining struct {
	work      driven.Work
	deadlines driven.Deadlines
}

var (
	_ driving.Joining = (*Joining)(nil)
	_ driving.Lapsing = (*Joining)(nil)
)

// NewJoining makes the use cases of joint call-offs.
func NewJoining(work driven.Work, deadlines driven.Deadlines) *Joining {
	return &Joining{work, deadlines}
}

// Candidates are those who may take part.
func (uc *Joining) Candidates(ctx context.Context, actor access.Actor, f framework.ID) ([]view.Ref, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.Ref, error) {
		if actor.Sight(access.CallOffPlace).Nothing() {
			return nil, access.ErrForbidden.With("act", string(access.CallOffPlace))
		}
		if err := s.FrameworkReports.InSight(ctx, f, actor.Sight(access.FrameworkRead)); err != nil {
			return nil, err
		}
		return s.Joints.Candidates(ctx, f)
	})
}

// PlaceJoint books an order of several members.
func (uc *Joining) PlaceJoint(ctx context.Context, actor access.Actor, key access.Key, in driving.PlaceJoint) (view.Joint, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "framework", ID: in.Framework.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Joint, error) {
		if err := actor.MayFor(access.CallOffPlace, in.Leader); err != nil {
			return view.Joint{}, err
		}
		if err := s.FrameworkReports.InSight(ctx, in.Framework, actor.Sight(access.FrameworkRead)); err != nil {
			return view.Joint{}, err
		}
		together, err := togetherOf(actor, in)
		if err != nil {
			return view.Joint{}, err
		}
		if together.AgreeBy, err = period.ParseDay(in.AgreeBy); err != nil {
			return view.Joint{}, pointed(err, "agreeBy")
		}
		contract, err := atCounter(ctx, in.Framework, &together, s.CallOffs.Counter)
		if err != nil {
			return view.Joint{}, err
		}
		c, err := calloff.PlaceTogether(contract, together, s.Now)
		if err != nil {
			return view.Joint{}, err
		}
		if err := s.CallOffs.Add(ctx, c); err != nil {
			return view.Joint{}, err
		}
		return uc.recorded(ctx, s, actor, c.State(), "calloff.shared", c.State().Member)
	})
}

// QuoteJoint tells what each would bear, from the contract as it is and by the same division.
func (uc *Joining) QuoteJoint(ctx context.Context, actor access.Actor, in driving.PlaceJoint) (view.JointQuote, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.JointQuote, error) {
		if err := actor.MayFor(access.CallOffPlace, in.Leader); err != nil {
			return view.JointQuote{}, err
		}
		if err := s.FrameworkReports.InSight(ctx, in.Framework, actor.Sight(access.FrameworkRead)); err != nil {
			return view.JointQuote{}, err
		}
		together, err := togetherOf(actor, in)
		if err != nil {
			return view.JointQuote{}, err
		}
		contract, err := atCounter(ctx, in.Framework, &together, s.CallOffs.Look)
		if err != nil {
			return view.JointQuote{}, err
		}
		quoted, err := calloff.Quote(contract, together, s.Now)
		if err != nil {
			return view.JointQuote{}, err
		}
		members, err := s.Joints.Candidates(ctx, in.Framework)
		return quoteShown(quoted, members), err
	})
}

func quoteShown(s calloff.State, members []view.Ref) view.JointQuote {
	q := view.JointQuote{Total: s.Total.String(), Lines: linesShown(s.Lines), Shares: make([]view.BorneShare, len(s.Joint.Shares))}
	for i, share := range s.Joint.Shares {
		borne := view.BorneShare{
			Member: view.Ref{ID: share.Member.String()}, Amount: share.Amount.String(), Lines: make([]string, len(share.Lines)),
			Floor: share.Derived.Floor.String(), Remainder: share.Derived.Remainder.String(), Denominator: share.Derived.Denominator.String(), Extra: share.Derived.Extra,
			NeedsApproval: share.NeedsApproval(), ApprovalLimit: share.Limit.String(),
		}
		for line, amount := range share.Lines {
			borne.Lines[line] = amount.String()
		}
		for _, m := range members {
			if m.ID == borne.Member.ID {
				borne.Member = m
			}
		}
		q.Shares[i] = borne
	}
	return q
}

// atCounter loads the contract as far as they need it, and who the participants are.
func atCounter(
	ctx context.Context, f framework.ID, t *calloff.Together,
	load func(context.Context, framework.ID, []member.ID, []framework.ItemID) (*framework.Framework, []calloff.Customer, error),
) (*framework.Framework, error) {
	var members []member.ID
	for _, p := range t.Participants {
		members = append(members, p.Member)
	}
	var items []framework.ItemID
	for _, wish := range t.Wishes {
		items = append(items, wish.Item)
	}
	contract, customers, err := load(ctx, f, slices.Compact(slices.Sorted(slices.Values(members))), items)
	for i := range t.Participants {
		for _, c := range customers {
			if c.Member == t.Participants[i].Member {
				t.Participants[i].Customer = c
			}
		}
	}
	return contract, err
}

// togetherOf reads what is wanted, but for its last day; the leader stands first.
func togetherOf(actor access.Actor, in driving.PlaceJoint) (calloff.Together, error) {
	t := calloff.Together{
		Order: calloff.Order{By: actor.Person, BudgetCode: in.BudgetCode, Note: in.Note},
		Key:   calloff.Key(in.Key), GoesOn: in.GoesOn,
	}
	lines := slices.Clone(in.Lines)
	for i := range lines {
		if t.Key == calloff.ByQuantities {
			lines[i].Quantity = "0"
		}
	}
	var err error
	if t.Wishes, err = wishes(lines); err != nil {
		return t, err
	}
	leads := false
	for i, given := range in.Participants {
		p, err := participantOf(given, t.Key, "participants."+strconv.Itoa(i)+".")
		if err != nil {
			return t, err
		}
		if leads = leads || p.Member == in.Leader; p.Member == in.Leader {
			t.Participants = slices.Insert(t.Participants, 0, p)
		} else {
			t.Participants = append(t.Participants, p)
		}
	}
	if !leads {
		t.Participants = slices.Insert(t.Participants, 0, calloff.Participant{Customer: calloff.Customer{Member: in.Leader}})
	}
	return t, nil
}

func participantOf(given driving.Participant, key calloff.Key, at string) (calloff.Participant, error) {
	var p calloff.Participant
	m, err := id.Parse[member.Member](given.Member)
	if err != nil {
		return p, pointed(err, at+"memberId")
	}
	p.Member = m
	switch key {
	case calloff.ByWeights:
		if p.Weight, err = calloff.ParseWeight(given.Weight); err != nil {
			return p, pointed(err, at+"weight")
		}
	case calloff.ByQuantities:
		for _, text := range given.Quantities {
			q, err := quantity.Parse(text)
			if err != nil {
				return p, pointed(err, at+"quantities")
			}
			p.Quantities = append(p.Quantities, q)
		}
	case calloff.ByEqualParts:
	}
	return p, nil
}

// Joint shows one.
func (uc *Joining) Joint(ctx context.Context, actor access.Actor, c calloff.ID) (view.Joint, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Joint, error) {
		return s.Joints.Joint(ctx, c, actor.Sight(access.CallOffRead))
	})
}

// Joints lists those in sight.
func (uc *Joining) Joints(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.JointSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.JointSummary], error) {
		return s.Joints.Joints(ctx, actor.Sight(access.CallOffRead), page)
	})
}

// AgreeShare has a participant agree.
func (uc *Joining) AgreeShare(ctx context.Context, actor access.Actor, share driving.Share, budgetCode string) (view.Joint, error) {
	return uc.decide(ctx, actor, share, "calloff.share-agreed", func(s driven.Stores, c *calloff.CallOff, f *framework.Framework) error {
		return calloff.Agree(c, f, share.Member, actor.Person, budgetCode, s.Now)
	})
}

// DeclineShare has a participant not take part.
func (uc *Joining) DeclineShare(ctx context.Context, actor access.Actor, share driving.Share, reason string) (view.Joint, error) {
	return uc.decide(ctx, actor, share, "calloff.share-declined", func(s driven.Stores, c *calloff.CallOff, f *framework.Framework) error {
		return calloff.DeclineShare(c, f, share.Member, actor.Person, reason, s.Now)
	})
}

// decide runs the five beats around what a participant says. The contract is locked, so that
// of an agreement, a refusal and a cancellation that meet each finds what the others left.
func (uc *Joining) decide(
	ctx context.Context, actor access.Actor, seen driving.Share, action string,
	decision func(driven.Stores, *calloff.CallOff, *framework.Framework) error,
) (view.Joint, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.ShareAgree, Object: audit.Object{Type: "call-off", ID: seen.CallOff.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Joint, error) {
		c, contract, err := s.CallOffs.Get(ctx, seen.CallOff)
		if err != nil {
			return view.Joint{}, err
		}
		share, found := c.Share(seen.Member)
		if !found {
			return view.Joint{}, access.ErrNotFound
		}
		act := access.ShareAgree
		if share.NeedsApproval() {
			act = access.CallOffApprove
		}
		if err := actor.MayFor(act, seen.Member); err != nil {
			return view.Joint{}, err
		}
		if err := access.CheckVersion(seen.Version, share.Version); err != nil {
			return view.Joint{}, err
		}
		if err := decision(s, c, contract); err != nil {
			return view.Joint{}, err
		}
		if err := s.CallOffs.Save(ctx, c); err != nil {
			return view.Joint{}, err
		}
		return uc.recorded(ctx, s, actor, c.State(), action, seen.Member)
	})
}

func (uc *Joining) recorded(ctx context.Context, s driven.Stores, actor access.Actor, state calloff.State, action string, by member.ID) (view.Joint, error) {
	event := eventOf(state, action)
	event.Member = by
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Joint{}, err
	}
	return s.Joints.Joint(ctx, state.ID, actor.Sight(access.CallOffRead))
}

// Lapse ends what was not agreed to in time, each in a transaction of its own.
func (uc *Joining) Lapse(ctx context.Context) (int, error) {
	lapsed, err := uc.deadlines.Lapsed(ctx)
	if err != nil {
		return 0, err
	}
	ended := 0
	for _, l := range lapsed {
		err := uc.lapse(ctx, l)
		if _, decided := fault.Of(err); decided {
			continue // meanwhile
		}
		if err != nil {
			return ended, err
		}
		ended++
	}
	return ended, nil
}

func (uc *Joining) lapse(ctx context.Context, l driven.LapsedCallOff) error {
	attempt := driven.Attempt{Actor: access.Actor{Cooperative: l.Cooperative}, Act: access.ShareAgree, Object: audit.Object{Type: "call-off", ID: l.CallOff.String()}}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		c, contract, err := s.CallOffs.Get(ctx, l.CallOff)
		if err != nil {
			return err
		}
		if err := calloff.LapseTogether(c, contract, s.Now); err != nil {
			return err
		}
		return errors.Join(s.CallOffs.Save(ctx, c), s.Events.Record(ctx, eventOf(c.State(), "calloff.not-agreed")))
	})
}
