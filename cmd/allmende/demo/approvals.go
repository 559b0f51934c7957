package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/driving"
)

// approvals leaves Göttingen with rules of its own, and with a deputy for its approver's holiday.
func (s *story) approvals(ctx context.Context) error {
	approver, town := s.as("freigabe@goettingen.example"), s.members[goettingen]
	_, err := s.Approving.SetApprovalRules(ctx, approver, town, 0, driving.SetApprovalRules{
		ValidFrom: period.DayOf(s.now).String(),
		Rules: []driving.ApprovalRule{
			{Above: "2500.00", Persons: 1},
			{Above: "0.00", Category: "48", Approver: approver.Person.String(), Persons: 1},
		},
	})
	if err != nil {
		return err
	}
	_, err = s.Approving.NameDeputy(ctx, approver, access.Key{}, town, driving.NameDeputy{
		Deputy: s.as("bestellung@goettingen.example").Person.String(), From: period.DayOf(s.at(14)).String(), To: period.DayOf(s.at(28)).String(),
	})
	return err
}
