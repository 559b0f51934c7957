package publication

import (
	"slices"
	"time"

	"allmende/domain/member"
	"allmende/domain/tender"
)

// IssuedOf are the notices of the kind so far and, of modifications, of the one that the sources name.
func (s Sources) IssuedOf(kind Kind) []Issued {
	var found []Issued
	for _, i := range s.Issued {
		if i.Kind == kind && i.Modification == s.Modification {
			found = append(found, i)
		}
	}
	return found
}

// Succeed makes the notice one that corrects the last of its kind, or leaves it the first. It fails with ErrIssued
// where there is one and no reason to correct it, and with ErrNothingToCorrect the other way round.
func (s Sources) Succeed(n *Notice, reason, correction string) error {
	before := s.IssuedOf(n.Kind)
	corrects := reason != "" || correction != ""
	switch {
	case len(before) == 0 && corrects:
		return ErrNothingToCorrect
	case len(before) > 0 && !corrects:
		return ErrIssued
	case corrects:
		n.Corrects, n.CorrectionReason, n.Correction = before[len(before)-1].Reference(), reason, correction
	}
	return nil
}

// The identifiers of a draft stand for those that a notice gets when it is issued.
const draftID = "00000000-0000-4000-8000-000000000000"

// Draft is the notice to be checked before it is issued.
func (s Sources) Draft(kind Kind, now time.Time) Notice {
	if s.Procedure == "" {
		s.Procedure = draftID
	}
	return s.Notice(kind, draftID, 1, now)
}

// Winners are the suppliers of the lots that were awarded, each once.
func (s Sources) Winners() []member.SupplierID {
	var winners []member.SupplierID
	add := func(supplier member.SupplierID) {
		if supplier != "" && !slices.Contains(winners, supplier) {
			winners = append(winners, supplier)
		}
	}
	if s.Tender.Status == tender.Awarded {
		for _, l := range s.Tender.Lots {
			add(l.Supplier)
		}
	}
	return winners
}

// Unknown are the buyers of which neither directory nor statements know the whole address.
func (s Sources) Unknown() []tender.Entitled {
	var unknown []tender.Entitled
	for _, e := range s.Tender.Entitled {
		if b := s.Bodies[e.Member]; b.City == "" || b.Postcode == "" || b.NUTS == "" || b.Identifier == "" {
			unknown = append(unknown, e)
		}
	}
	return unknown
}
