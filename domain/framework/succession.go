package framework

import (
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// Faults of successions.
var (
	// ErrSucceeded: another member has taken this one's place already.
	ErrSucceeded = fault.New(fault.Conflict, "framework.member-succeeded", fault.Rule("G-FRA"), fault.Field("fromMemberId"))
	// ErrSuccessionDecided: it is confirmed or rejected already.
	ErrSuccessionDecided = fault.New(fault.Conflict, "framework.succession-decided", fault.Rule("G-FRA"))
)

// SuccessionID names a succession.
type SuccessionID = id.Of[Succession]

// Succession is a member in the place of another one, as when municipalities merge: an explicit act,
// proposed by one person and confirmed by another (D-1).
type Succession struct {
	ID        SuccessionID
	Framework ID
	From, To  member.ID
	Reason    string
	Status    ModificationStatus
	Proposed  tender.Stamp
	Decided   tender.Stamp
	// What passed over when it was confirmed.
	Quota, Drawn money.Amount
}

// ProposeSuccession records that a member shall take the place of another. It fails with ErrReason,
// ErrTransferToItself, ErrNotEntitled, ErrSucceeded, ErrTerminated or ErrExpired.
func (f *Framework) ProposeSuccession(from, to member.ID, reason string, by tender.Stamp) (Succession, error) {
	reason, err := explained(reason)
	if err != nil {
		return Succession{}, err
	}
	if err := f.succeedable(from, to, by.At); err != nil {
		return Succession{}, err
	}
	return Succession{ID: id.New[Succession](), Framework: f.s.ID, From: from, To: to, Reason: reason, Status: Proposed, Proposed: by}, nil
}

// Succeed confirms a succession: quota and draws of the former member count for its successor, which
// becomes entitled if it was not (C-216/17: as the legal successor of an entitled one). The former
// member calls off nothing more. It fails with ErrSuccessionDecided, access.ErrSamePerson for who
// proposed it, and the faults of ProposeSuccession.
func (f *Framework) Succeed(s *Succession, by tender.Stamp) error {
	if err := s.undecided(by); err != nil {
		return err
	}
	if err := f.succeedable(s.From, s.To, by.At); err != nil {
		return err
	}
	if f.entitlement(s.To) == nil {
		f.s.Entitled = append(f.s.Entitled, Entitlement{Member: s.To})
	}
	from, to := f.entitlement(s.From), f.entitlement(s.To)
	s.Quota, s.Drawn = from.Quota, from.Drawn
	to.Quota, to.Drawn = to.Quota.Add(from.Quota), to.Drawn.Add(from.Drawn)
	*from = Entitlement{Member: s.From, Successor: s.To}
	s.Status, s.Decided = Approved, by
	return nil
}

// Reject turns a succession down. It fails with ErrSuccessionDecided, and access.ErrSamePerson for
// who proposed it.
func (s *Succession) Reject(by tender.Stamp) error {
	if err := s.undecided(by); err != nil {
		return err
	}
	s.Status, s.Decided = Rejected, by
	return nil
}

func (s *Succession) undecided(by tender.Stamp) error {
	switch {
	case s.Status != Proposed:
		return ErrSuccessionDecided
	case s.Proposed.By == by.By:
		return access.ErrSamePerson
	}
	return nil
}

func (f *Framework) succeedable(from, to member.ID, now time.Time) error {
	if err := f.standing(now); err != nil {
		return err
	}
	former, next := f.entitlement(from), f.entitlement(to)
	switch {
	case from == to:
		return ErrTransferToItself
	case former == nil:
		return ErrNotEntitled.At("fromMemberId")
	case !former.Successor.IsZero():
		return ErrSucceeded
	case next != nil && !next.Successor.IsZero():
		return ErrSucceeded.At("toMemberId")
	}
	return nil
}
