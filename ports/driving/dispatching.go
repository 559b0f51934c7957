package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/dispatch"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/ports/view"
)

// Dispatching is how orders reach their suppliers and how people are told. What the actor
// may not know of fails with access.ErrNotFound, what it lacks the right for with
// access.ErrForbidden; another version than the present one with access.ErrStale.
type Dispatching interface {
	// Order is a placed order as its supplier gets it.
	Order(ctx context.Context, actor access.Actor, c calloff.ID) (dispatch.Order, error)
	// Dispatch tells what became of an order on its way.
	Dispatch(ctx context.Context, actor access.Actor, c calloff.ID) (view.OrderDispatch, error)
	// Confirm has the supplier deliver an order; the faults of calloff.Confirm and
	// period.ParseDay.
	Confirm(ctx context.Context, actor access.Actor, c calloff.ID, version int, lines []AnswerLine) (view.OrderDispatch, error)
	// Decline has the supplier not deliver it, which gives back what it took;
	// calloff.ErrNotAnswerable, calloff.ErrReason.
	Decline(ctx context.Context, actor access.Actor, c calloff.ID, version int, reason string) (view.OrderDispatch, error)
	// Respond answers an order as an electronic answer says; besides the faults of Confirm
	// and Decline dispatch.ErrResponse.
	Respond(ctx context.Context, actor access.Actor, c calloff.ID, version int, r dispatch.Response) (view.OrderDispatch, error)
	// Answer is what the supplier said to an order; access.ErrNotFound before it did.
	Answer(ctx context.Context, actor access.Actor, c calloff.ID) (dispatch.Order, calloff.Answer, error)
	// Address is where a supplier takes orders.
	Address(ctx context.Context, actor access.Actor, s member.SupplierID) (view.SupplierAddress, error)
	// SetAddress changes it for what leaves from now on; billing.ErrText, member.ErrEmail,
	// dispatch.ErrCountry, dispatch.ErrScheme, dispatch.ErrEndpoint, notice.ErrLanguage.
	SetAddress(ctx context.Context, actor access.Actor, s member.SupplierID, version int, in view.SupplierAddress) (view.SupplierAddress, error)
	// Notices are how the actor is told of what.
	Notices(ctx context.Context, actor access.Actor) (view.NoticeSettings, error)
	// SetNotices changes it; notice.ErrLanguage, notice.ErrKind, notice.ErrWay.
	SetNotices(ctx context.Context, actor access.Actor, version int, language string, ways map[notice.Kind]notice.Way) (view.NoticeSettings, error)
	// Undelivered lists mails that could not be delivered; access.ErrCursor.
	Undelivered(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.Undelivered], error)
	// Again has one of them tried again.
	Again(ctx context.Context, actor access.Actor, delivery string) error
}

// AnswerLine says when a line comes, and what is otherwise than ordered, if anything.
type AnswerLine struct {
	Position    int
	DeliveredOn string
	Change      string
}
