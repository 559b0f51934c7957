package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Approving carries out driving.Approving.
type Approving struct{ work driven.Work }

var _ driving.Approving = (*Approving)(nil)

// NewApproving makes the use cases of approvals.
func NewApproving(work driven.Work) *Approving { return &Approving{work} }

// ApprovalRules shows a member's rules.
func (uc *Approving) ApprovalRules(ctx context.Context, actor access.Actor, m member.ID) (view.ApprovalRules, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.ApprovalRules, error) {
		return s.Approvals.Rules(ctx, m, actor.Sight(access.ApprovalRead), period.DayOf(s.Now))
	})
}

// SetApprovalRules decides about rules from a day on.
func (uc *Approving) SetApprovalRules(ctx context.Context, actor access.Actor, m member.ID, version int, in driving.SetApprovalRules) (view.ApprovalRules, error) {
	return uc.change(ctx, actor, access.ApprovalSet, access.Key{}, m, func(ctx context.Context, s driven.Stores) (audit.Event, error) {
		if err := actor.MayFor(access.ApprovalSet, m); err != nil {
			return audit.Event{}, err
		}
		tables, err := s.Approvals.Tables(ctx, m)
		if err != nil {
			return audit.Event{}, err
		}
		if err := access.CheckVersion(version, tables); err != nil {
			return audit.Event{}, err
		}
		people, err := s.Approvals.People(ctx, m)
		if err != nil {
			return audit.Event{}, err
		}
		from, err := period.ParseDay(in.ValidFrom)
		if err != nil {
			return audit.Event{}, pointed(err, "validFrom")
		}
		rules, err := approvalRulesOf(in.Rules)
		if err != nil {
			return audit.Event{}, err
		}
		table, err := approval.NewTable(m, from, rules, people, actor.Person, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{"from": from.String(), "rules": strconv.Itoa(len(rules))}
		return audit.Event{Action: "approval.rules-set", Details: details}, s.Approvals.AddTable(ctx, table)
	})
}

func approvalRulesOf(texts []driving.ApprovalRule) ([]approval.Rule, error) {
	rules := make([]approval.Rule, len(texts))
	for i, text := range texts {
		at := "rules." + strconv.Itoa(i)
		above, err := amountAt(text.Above, at+".above")
		if err != nil {
			return nil, err
		}
		rules[i] = approval.Rule{Above: above, Category: text.Category, Budget: text.Budget, Persons: text.Persons, Escalates: text.Escalates}
		for _, named := range []struct {
			into        *member.PersonID
			text, field string
		}{{&rules[i].Approver, text.Approver, ".approverId"}, {&rules[i].EscalateTo, text.EscalateTo, ".escalateToId"}} {
			if named.text == "" {
				continue
			}
			if *named.into, err = id.Parse[member.Person](named.text); err != nil {
				return nil, pointed(err, at+named.field)
			}
		}
	}
	return rules, nil
}

// NameDeputy has a person act for an approver.
func (uc *Approving) NameDeputy(ctx context.Context, actor access.Actor, key access.Key, m member.ID, in driving.NameDeputy) (view.ApprovalRules, error) {
	return uc.change(ctx, actor, access.ApprovalDepute, key, m, func(ctx context.Context, s driven.Stores) (audit.Event, error) {
		d, err := deputyOf(actor, m, in)
		if err != nil {
			return audit.Event{}, err
		}
		if err := mayDepute(actor, m, d.Person); err != nil {
			return audit.Event{}, err
		}
		people, err := s.Approvals.People(ctx, m)
		if err != nil {
			return audit.Event{}, err
		}
		if d, err = approval.NameDeputy(d, people, period.DayOf(s.Now)); err != nil {
			return audit.Event{}, err
		}
		if err := s.Approvals.AddDeputy(ctx, d); err != nil {
			return audit.Event{}, err
		}
		return eventOfDeputy(ctx, s, "approval.deputy-named", d)
	})
}

func deputyOf(actor access.Actor, m member.ID, in driving.NameDeputy) (d approval.Deputy, err error) {
	d = approval.Deputy{Member: m, Person: actor.Person, By: actor.Person}
	if in.Person != "" {
		if d.Person, err = id.Parse[member.Person](in.Person); err != nil {
			return d, pointed(err, "personId")
		}
	}
	if d.Deputy, err = id.Parse[member.Person](in.Deputy); err != nil {
		return d, pointed(err, "deputyId")
	}
	if d.From, err = period.ParseDay(in.From); err != nil {
		return d, pointed(err, "from")
	}
	if d.To, err = period.ParseDay(in.To); err != nil {
		return d, pointed(err, "to")
	}
	return d, nil
}

// mayDepute allows it for oneself, and to whoever decides about the rules.
func mayDepute(actor access.Actor, m member.ID, away member.PersonID) error {
	if away == actor.Person {
		return actor.MayFor(access.ApprovalDepute, m)
	}
	return actor.MayFor(access.ApprovalSet, m)
}

// EndDeputy takes it back.
func (uc *Approving) EndDeputy(ctx context.Context, actor access.Actor, m member.ID, which approval.DeputyID) (view.ApprovalRules, error) {
	return uc.change(ctx, actor, access.ApprovalDepute, access.Key{}, m, func(ctx context.Context, s driven.Stores) (audit.Event, error) {
		d, err := s.Approvals.Deputy(ctx, m, which)
		if err != nil {
			return audit.Event{}, err
		}
		if err := mayDepute(actor, m, d.Person); err != nil {
			return audit.Event{}, err
		}
		if err := d.End(period.DayOf(s.Now)); err != nil {
			return audit.Event{}, err
		}
		if err := s.Approvals.SaveDeputy(ctx, d); err != nil {
			return audit.Event{}, err
		}
		return eventOfDeputy(ctx, s, "approval.deputy-ended", d)
	})
}

func eventOfDeputy(ctx context.Context, s driven.Stores, action string, d approval.Deputy) (audit.Event, error) {
	names, err := s.Approvals.Names(ctx, d.Person, d.Deputy)
	return audit.Event{Action: action, Details: map[string]string{
		"person": names[d.Person], "deputy": names[d.Deputy], "from": d.From.String(), "to": d.To.String(),
	}}, err
}

// change runs the five beats around a change of a member's rules and deputies.
func (uc *Approving) change(
	ctx context.Context, actor access.Actor, act access.Act, key access.Key, m member.ID, decide func(context.Context, driven.Stores) (audit.Event, error),
) (view.ApprovalRules, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "member", ID: m.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.ApprovalRules, error) {
		if !actor.Sight(access.ApprovalRead).SeesMember(m) {
			return view.ApprovalRules{}, access.ErrNotFound
		}
		if err := s.Approvals.Lock(ctx, m); err != nil {
			return view.ApprovalRules{}, err
		}
		event, err := decide(ctx, s)
		if err != nil {
			return view.ApprovalRules{}, err
		}
		rules, err := s.Approvals.Rules(ctx, m, access.Sight{Everything: true}, period.DayOf(s.Now))
		if err != nil {
			return view.ApprovalRules{}, err
		}
		event.Object, event.Member = audit.Object{Type: "member", ID: m.String(), Name: rules.Member.Name}, m
		return rules, s.Events.Record(ctx, event)
	})
}

// mayApprove says that nothing stands against an approval by the reader.
const mayApprove = "approve"

// CallOffApproval shows who approved a call-off and who is asked next.
func (uc *Approving) CallOffApproval(ctx context.Context, actor access.Actor, c calloff.ID) (view.CallOffApproval, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CallOffApproval, error) {
		sight := actor.Sight(access.CallOffRead)
		sight.Suppliers = nil // how a member decides is not its suppliers' business
		waits, shown, err := s.Approvals.Standing(ctx, c, sight, period.DayOf(s.Now))
		if err != nil {
			return shown, err
		}
		state := waits.State()
		if shown.Mine = calloff.ErrNotSubmitted.Code(); state.Status != calloff.Submitted {
			return shown, nil
		}
		hand, err := handOf(ctx, s, actor, state.Member)
		if err != nil {
			return shown, err
		}
		hand.Submitters = waits.Submitters()
		given, err := hand.Approve(waits.Steps(), state.Approvals, s.Now)
		if refusal, is := fault.Of(err); is {
			shown.Mine = refusal.Code()
			return shown, nil
		}
		shown.Mine = mayApprove
		if !given.InPlaceOf.IsZero() {
			names, err := s.Approvals.Names(ctx, given.InPlaceOf)
			shown.InPlaceOf = names[given.InPlaceOf]
			return shown, err
		}
		return shown, nil
	})
}
