package usecase

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Membership carries out driving.Membership.
type Membership struct{ work driven.Work }

var _ driving.Membership = (*Membership)(nil)

// NewMembership makes the use cases of the directory and of members.
func NewMembership(work driven.Work) *Membership { return &Membership{work} }

// PublicBodies lists the directory.
func (uc *Membership) PublicBodies(ctx context.Context, actor access.Actor, in driving.ListPublicBodies) (view.Page[view.PublicBody], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.PublicBody], error) {
		if actor.Sight(access.MemberRead).Nothing() {
			return view.Page[view.PublicBody]{}, access.ErrNotFound
		}
		return s.DirectoryReports.PublicBodies(ctx, driven.BodyFilter{Search: in.Search, State: in.State}, in.Page)
	})
}

// Members lists members.
func (uc *Membership) Members(ctx context.Context, actor access.Actor, in driving.ListMembers) (view.Page[view.Member], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.Member], error) {
		sight := actor.Sight(access.MemberRead)
		if sight.Nothing() {
			return view.Page[view.Member]{}, access.ErrNotFound
		}
		return s.MemberReports.Members(ctx, driven.MemberFilter{Search: in.Search, Kind: member.Kind(in.Kind)}, sight, in.Page)
	})
}

// Member shows one member.
func (uc *Membership) Member(ctx context.Context, actor access.Actor, id member.ID) (view.Member, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Member, error) {
		return s.MemberReports.Member(ctx, id, actor.Sight(access.MemberRead))
	})
}

// Admit makes a body of the directory a member.
func (uc *Membership) Admit(ctx context.Context, actor access.Actor, key access.Key, in driving.AdmitMember) (view.Member, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.MemberAdmit, Object: audit.Object{Type: "member", Name: in.OfficialKey}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Member, error) {
		if err := uc.may(actor); err != nil {
			return view.Member{}, err
		}
		m, err := admitted(ctx, s, in)
		if err != nil {
			return view.Member{}, err
		}
		return addMember(ctx, s, m)
	})
}

// may is whether the actor admits members; to somebody who sees none there is nothing to refuse.
func (uc *Membership) may(actor access.Actor) error {
	if actor.Sight(access.MemberRead).Nothing() {
		return access.ErrNotFound
	}
	return actor.May(access.MemberAdmit)
}

// SetApprovalLimit changes a member's limit.
func (uc *Membership) SetApprovalLimit(ctx context.Context, actor access.Actor, id member.ID, version int, limit string) (view.Member, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.MemberSetLimit, Object: audit.Object{Type: "member", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Member, error) {
		if err := uc.maySetLimit(ctx, s, actor, id); err != nil {
			return view.Member{}, err
		}
		m, err := s.Members.Get(ctx, id)
		if err != nil {
			return view.Member{}, err
		}
		before := m.State()
		if err := access.CheckVersion(version, before.Version); err != nil {
			return view.Member{}, err
		}
		amount, err := amountAt(limit, "approvalLimit")
		if err != nil {
			return view.Member{}, err
		}
		if err := m.SetApprovalLimit(amount); err != nil {
			return view.Member{}, err
		}
		if err := s.Members.Save(ctx, m); err != nil {
			return view.Member{}, err
		}
		return recordedMember(ctx, s, m, "member.limit-set", map[string]string{"from": before.ApprovalLimit.String(), "to": amount.String()})
	})
}

// RestatePopulations takes inhabitants over from the directory.
func (uc *Membership) RestatePopulations(ctx context.Context, actor access.Actor) (view.Restated, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.MemberRestate, Object: audit.Object{Type: "members"}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Restated, error) {
		if actor.Sight(access.MemberRead).Nothing() {
			return view.Restated{}, access.ErrNotFound
		}
		if err := actor.May(access.MemberRestate); err != nil {
			return view.Restated{}, err
		}
		members, err := s.Members.FromDirectory(ctx)
		if err != nil {
			return view.Restated{}, err
		}
		bodies, err := s.Directory.Bodies(ctx)
		if err != nil {
			return view.Restated{}, err
		}
		restated, changed := restate(members, bodies)
		if len(changed) == 0 {
			return restated, nil
		}
		if err := s.Members.SaveRestated(ctx, changed); err != nil {
			return view.Restated{}, err
		}
		return restated, s.Events.Record(ctx, audit.Event{
			Action: "members.restated", Object: audit.Object{Type: "members"},
			Details: map[string]string{"changed": strconv.Itoa(restated.Changed), "year": strconv.Itoa(restated.Year)},
		})
	})
}

// restate gives every member what its body tells, and says which ones changed.
func restate(members []*member.Member, bodies map[member.OfficialKey]member.Body) (view.Restated, []*member.Member) {
	admitted := make(map[member.OfficialKey]member.Body, len(bodies))
	for _, b := range bodies {
		if b.AdmittedAs() == b.Key {
			admitted[b.Key] = b
		}
	}
	var restated view.Restated
	var changed []*member.Member
	for _, m := range members {
		b, listed := admitted[m.State().Key]
		if !listed {
			continue // gone from the directory: it stays as it was
		}
		restated.Year = max(restated.Year, b.PopulationYear)
		if m.Restate(b) {
			changed = append(changed, m)
		}
	}
	restated.Changed = len(changed)
	return restated, changed
}

// maySetLimit is actor.MayFor, but who sees the member is told that it is forbidden.
func (uc *Membership) maySetLimit(ctx context.Context, s driven.Stores, actor access.Actor, id member.ID) error {
	if actor.MayFor(access.MemberSetLimit, id) == nil {
		return nil
	}
	if _, err := s.MemberReports.Member(ctx, id, actor.Sight(access.MemberRead)); err != nil {
		return err
	}
	return access.ErrForbidden.With("act", string(access.MemberSetLimit))
}

// admitted decides about a body of the directory.
func admitted(ctx context.Context, s driven.Stores, in driving.AdmitMember) (*member.Member, error) {
	key, err := member.ParseKey(in.OfficialKey)
	if err != nil {
		return nil, err
	}
	admission, err := admission(s.Law, s.Now, in.LeitwegID, in.ApprovalLimit)
	if err != nil {
		return nil, err
	}
	body, err := s.Directory.Body(ctx, key)
	if err != nil {
		return nil, err
	}
	return member.Admit(body, admission, s.Now)
}

// admission reads what is decided about a new member; without a limit it is the default.
func admission(law legal.Params, now time.Time, leitweg, limit string) (member.Admission, error) {
	var a member.Admission
	if leitweg != "" {
		id, err := member.ParseLeitweg(leitweg)
		if err != nil {
			return a, err
		}
		a.Leitweg = id
	}
	if limit == "" {
		standard, err := law.Amount(legal.ApprovalLimit, period.DayOf(now))
		a.Limit = standard.Value
		return a, err
	}
	amount, err := amountAt(limit, "approvalLimit")
	a.Limit = amount
	return a, err
}

// amountAt reads an amount and names the field of a wrong one.
func amountAt(text, field string) (money.Amount, error) {
	amount, err := money.ParseAmount(text)
	return amount, fault.At(err, field)
}

// addMember stores a new member with its event.
func addMember(ctx context.Context, s driven.Stores, m *member.Member) (view.Member, error) {
	if err := s.Members.Add(ctx, m); err != nil {
		return view.Member{}, err
	}
	state := m.State()
	return recordedMember(ctx, s, m, "member.admitted", map[string]string{
		"officialKey": state.Key.String(), "population": strconv.FormatInt(state.Population, 10),
		"populationYear": strconv.Itoa(state.PopulationYear), "approvalLimit": state.ApprovalLimit.String(),
	})
}

// recordedMember writes the event of a member's change and reads the member back.
func recordedMember(ctx context.Context, s driven.Stores, m *member.Member, action string, details map[string]string) (view.Member, error) {
	state := m.State()
	err := s.Events.Record(ctx, audit.Event{
		Action: action, Object: audit.Object{Type: "member", ID: state.ID.String(), Name: state.Name}, Member: state.ID, Details: details,
	})
	if err != nil {
		return view.Member{}, err
	}
	return s.MemberReports.Member(ctx, state.ID, access.Sight{Everything: true})
}
