package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// Approvals keeps members' rules about who approves, deputies, and what was approved.
type Approvals interface {
	// Lock keeps others from changing a member's rules; access.ErrNotFound.
	Lock(ctx context.Context, m member.ID) error
	// Tables is how many tables of rules a member had so far.
	Tables(ctx context.Context, m member.ID) (int, error)
	// Table is the rules in force on a day; without rules where there are none.
	Table(ctx context.Context, m member.ID, day period.Day) (approval.Table, error)
	// AddTable stores a member's rules.
	AddTable(ctx context.Context, t approval.Table) error
	// People are a member's approvers, and who may act for them.
	People(ctx context.Context, m member.ID) (approval.People, error)
	// InPlaceOf are the member's approvers whose deputy the person is on a day.
	InPlaceOf(ctx context.Context, m member.ID, p member.PersonID, day period.Day) ([]member.PersonID, error)
	// AddDeputy stores who acts for whom.
	AddDeputy(ctx context.Context, d approval.Deputy) error
	// Deputy is one of a member's; access.ErrNotFound.
	Deputy(ctx context.Context, m member.ID, d approval.DeputyID) (approval.Deputy, error)
	// SaveDeputy stores that it has ended; access.ErrStale.
	SaveDeputy(ctx context.Context, d approval.Deputy) error
	// Give stores an approval of a call-off, which is saved after it.
	Give(ctx context.Context, c calloff.State, g approval.Given) error
	// Escalate stores to whom the step that waits was put.
	Escalate(ctx context.Context, c calloff.State, e approval.Escalation) error
	// CPVs are the categories of items.
	CPVs(ctx context.Context, items []framework.ItemID) ([]string, error)
	// Names are those of people.
	Names(ctx context.Context, people ...member.PersonID) (map[member.PersonID]string, error)
	// Rules shows a member's rules and deputies for people; access.ErrNotFound out of sight.
	Rules(ctx context.Context, m member.ID, sight access.Sight, day period.Day) (view.ApprovalRules, error)
	// Standing is a call-off with its approvals, and what people are told of them;
	// access.ErrNotFound out of sight.
	Standing(ctx context.Context, c calloff.ID, sight access.Sight, day period.Day) (*calloff.CallOff, view.CallOffApproval, error)
}
