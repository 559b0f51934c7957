package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// ProposeCommittee keeps the proposal with the tender until a second officer confirms it.
func (uc *Tendering) ProposeCommittee(ctx context.Context, actor access.Actor, which tender.ID, version int, officers []string, reason string) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderCommittee, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		persons, err := personsOf(officers)
		if err != nil {
			return audit.Event{}, err
		}
		facts, err := s.Tenders.OfficerFacts(ctx, persons)
		if err != nil {
			return audit.Event{}, err
		}
		if err := t.ProposeCommittee(actor.Person, persons, facts, reason, s.Now); err != nil {
			return audit.Event{}, err
		}
		details := map[string]string{"reason": t.State().CommitteeChange.Reason}
		for i, person := range persons {
			details["officer."+strconv.Itoa(i+1)] = person.String()
		}
		return audit.Event{Action: "tender.committee-proposed", Details: details}, s.Tenders.ProposeCommittee(ctx, t)
	})
}

// ConfirmCommittee holds the tender alone: a bid that is being handed in is sealed to the
// former committee and needs reconfirmation with the others, one that comes after is refused.
func (uc *Tendering) ConfirmCommittee(ctx context.Context, actor access.Actor, which tender.ID, version int) (view.Tender, error) {
	return uc.change(ctx, actor, access.TenderCommittee, which, version, func(ctx context.Context, s driven.Stores, t *tender.Tender) (audit.Event, error) {
		var persons []member.PersonID
		if proposed := t.State().CommitteeChange; proposed != nil {
			for _, o := range proposed.Officers {
				persons = append(persons, o.Person)
			}
		}
		facts, err := s.Tenders.OfficerFacts(ctx, persons)
		if err != nil {
			return audit.Event{}, err
		}
		bids, err := s.Bids.Of(ctx, which, "")
		if err != nil {
			return audit.Event{}, err
		}
		change, unsealed, err := t.ConfirmCommittee(actor.Person, facts, bids, s.Law, s.Now)
		if err != nil {
			return audit.Event{}, err
		}
		if err := s.Tenders.ConfirmCommittee(ctx, t, change); err != nil {
			return audit.Event{}, err
		}
		if change.Moved != nil {
			if err := s.Tenders.AddExtension(ctx, *change.Moved); err != nil {
				return audit.Event{}, err
			}
		}
		return committeeChanged(t, change, len(unsealed)), s.Bids.Save(ctx, unsealed...)
	})
}

func committeeChanged(t *tender.Tender, change tender.CommitteeChange, unsealed int) audit.Event {
	return audit.Event{Action: "tender.committee-changed", Details: map[string]string{
		"reason": change.Reason, "formerHash": change.Former, "committeeHash": change.Hash, "bids": strconv.Itoa(unsealed),
		"deadline": t.State().Terms.Deadline.Format("2006-01-02T15:04:05Z"),
	}}
}
