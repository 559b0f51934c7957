package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/ports/view"
)

// Approving is who approves what a member calls off (G-CAL, D-1). What the actor may not
// know of fails with access.ErrNotFound, what it lacks the right for with access.ErrForbidden.
type Approving interface {
	// ApprovalRules shows a member's rules, approvers and deputies.
	ApprovalRules(ctx context.Context, actor access.Actor, m member.ID) (view.ApprovalRules, error)
	// SetApprovalRules decides about rules from a day on; access.ErrStale and the faults of
	// approval.NewTable and money.ParseAmount.
	SetApprovalRules(ctx context.Context, actor access.Actor, m member.ID, version int, in SetApprovalRules) (view.ApprovalRules, error)
	// NameDeputy has a person act for an approver; the faults of approval.NameDeputy.
	NameDeputy(ctx context.Context, actor access.Actor, key access.Key, m member.ID, in NameDeputy) (view.ApprovalRules, error)
	// EndDeputy takes it back; approval.ErrDeputyEnded.
	EndDeputy(ctx context.Context, actor access.Actor, m member.ID, d approval.DeputyID) (view.ApprovalRules, error)
	// CallOffApproval shows who approved a call-off and who is asked next.
	CallOffApproval(ctx context.Context, actor access.Actor, c calloff.ID) (view.CallOffApproval, error)
}

// Escalating puts what nobody decides about in time to the next person.
type Escalating interface {
	// Escalate does so once for each step, whichever server is faster, and tells how many.
	Escalate(ctx context.Context) (int, error)
}

// SetApprovalRules are rules from a day on, as text.
type SetApprovalRules struct {
	ValidFrom string
	Rules     []ApprovalRule
}

// ApprovalRule is a rule, as text; approver and who it is escalated to are empty for everybody with the role.
type ApprovalRule struct {
	Above, Category, Budget, Approver string
	Persons                           int
	Escalates                         bool
	EscalateTo                        string
}

// NameDeputy says who acts for whom, from day to day; without a person, for the actor.
type NameDeputy struct{ Person, Deputy, From, To string }
