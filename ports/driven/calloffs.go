package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/ports/view"
)

// CallOffs keeps call-offs; new ones come by Placing. The framework is always locked
// first, so that whatever draws from it or gives back waits in one line.
type CallOffs interface {
	// Counter locks a contract and loads it as far as an order of these members for these items
	// needs it, with each of them as a customer; access.ErrNotFound.
	Counter(ctx context.Context, f framework.ID, members []member.ID, items []framework.ItemID) (*framework.Framework, []calloff.Customer, error)
	// Look loads the same without locking anything, to show what an order would come to.
	Look(ctx context.Context, f framework.ID, members []member.ID, items []framework.ItemID) (*framework.Framework, []calloff.Customer, error)
	// Add stores a new call-off that does not come by Placing.
	Add(ctx context.Context, c *calloff.CallOff) error
	// Get locks a call-off and its framework, loaded as far as giving back needs it.
	// It fails with access.ErrNotFound.
	Get(ctx context.Context, id calloff.ID) (*calloff.CallOff, *framework.Framework, error)
	// Save stores a decision. What the call-off draws no longer is given back with it.
	Save(ctx context.Context, c *calloff.CallOff) error
	// SaveChange stores a changed call-off and what it was before; what it draws more or less
	// is drawn with it.
	SaveChange(ctx context.Context, c *calloff.CallOff, before calloff.Version) error
	// Ordered is the last version of a call-off that stood as an order.
	Ordered(ctx context.Context, c calloff.ID) (calloff.Version, error)
	// Customer is the member of a call-off with its limit and rules of today.
	Customer(ctx context.Context, c calloff.State) (calloff.Customer, error)
	// Answer stores what the supplier said; a call-off that was declined is saved before.
	Answer(ctx context.Context, a calloff.Answer) error
	// AddRefusals stores why suppliers in a cascade do not deliver, before PassOn or Save.
	AddRefusals(ctx context.Context, refusals []calloff.Refusal) error
	// PassOn stores that another supplier delivers, at its prices; what it draws changes with it.
	PassOn(ctx context.Context, c *calloff.CallOff) error
	// Answered is what the supplier said, if it did.
	Answered(ctx context.Context, c calloff.ID) (answer calloff.Answer, found bool, err error)
}

// Returns keeps what members want to give back of call-offs, which are locked before.
type Returns interface {
	// Of are the returns of a call-off in the order of their numbers.
	Of(ctx context.Context, c calloff.ID) ([]calloff.Return, error)
	Add(ctx context.Context, r calloff.Return) error
	// Decide stores a decision. What the supplier takes back is given back with it.
	Decide(ctx context.Context, r calloff.Return, c *calloff.CallOff) error
}

// Overdue finds orders whose suppliers let their time go by. It works as the owner of the
// database, across cooperatives and outside of Work.
type Overdue interface {
	// Overdue is at most limit of them, those that wait longest first.
	Overdue(ctx context.Context, limit int) ([]OverdueOrder, error)
}

// OverdueOrder is an order that is passed on.
type OverdueOrder struct {
	Cooperative member.CooperativeID
	CallOff     calloff.ID
}

// Joints reads joint call-offs for people, and for whoever ends those that lapsed.
type Joints interface {
	// Joint shows one to whoever sees a participant or everything; access.ErrNotFound for others.
	Joint(ctx context.Context, id calloff.ID, sight access.Sight) (view.Joint, error)
	// Joints lists those in sight, the newest first; access.ErrCursor.
	Joints(ctx context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.JointSummary], error)
	// Candidates are the members that may call off from a contract, by name.
	Candidates(ctx context.Context, f framework.ID) ([]view.Ref, error)
}

// Deadlines finds what a day has ended that nobody decided about.
type Deadlines interface {
	// Lapsed are joint call-offs whose last day to agree is over, of all cooperatives.
	Lapsed(ctx context.Context) ([]LapsedCallOff, error)
	// Undecided are call-offs about whose next step nobody has decided until its escalation was due, of all
	// cooperatives.
	Undecided(ctx context.Context) ([]UndecidedCallOff, error)
}

// UndecidedCallOff is a call-off that waits, in a version since then.
type UndecidedCallOff struct {
	Cooperative member.CooperativeID
	CallOff     calloff.ID
	Version     int
	Since       time.Time
}

// LapsedCallOff is a call-off of a cooperative.
type LapsedCallOff struct {
	Cooperative member.CooperativeID
	CallOff     calloff.ID
}

// CallOffFilter bounds a list of call-offs. Empty fields do not.
type CallOffFilter struct {
	Status    calloff.Status
	Answer    calloff.AnswerState
	Framework framework.ID
}

// CallOffList is the list that is read most, and in no transaction with anything else.
type CallOffList interface {
	// CallOffs lists what the actor may see, the newest first; access.ErrCursor.
	CallOffs(ctx context.Context, actor access.Actor, filter CallOffFilter, page view.PageRequest) (view.Page[view.CallOffSummary], error)
}

// CallOffReports reads call-offs for people, bounded by what they may see.
type CallOffReports interface {
	// Quote is what the wishes of an entitled member would cost now. It fails with
	// framework.ErrNotEntitled, framework.ErrItemUnknown, and access.ErrNotFound for a
	// framework out of sight of framework.read.
	Quote(ctx context.Context, f framework.ID, m member.ID, wishes []framework.Wish, months int, sight access.Sight) (view.CallOffQuote, error)
	// CallOff fails with access.ErrNotFound for what is out of sight.
	CallOff(ctx context.Context, id calloff.ID, sight access.Sight) (view.CallOff, error)
}
