package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/timesheet"
	"allmende/ports/view"
)

// Engaging is services that are called off: a budget for work, and time sheets that use it up
// (G-CAL). What the actor may not know of fails with access.ErrNotFound, what it lacks the
// right for with access.ErrForbidden.
type Engaging interface {
	// Services shows what a call-off is as a service.
	Services(ctx context.Context, actor access.Actor, c calloff.ID) (view.Services, error)
	// AgreeEngagement has the member say what is to be done, and when. It fails with the faults of
	// timesheet.Agree, period.ParseDay and period.NewSpan, and timesheet.ErrAgreed.
	AgreeEngagement(ctx context.Context, actor access.Actor, c calloff.ID, in AgreeEngagement) (view.Services, error)
	// CheckSheet says of each entry what is wrong with it, and stores nothing; of a sheet that was
	// sent back, or of a new one.
	CheckSheet(ctx context.Context, actor access.Actor, c calloff.ID, worked []timesheet.Worked) (view.TimeSheetCheck, error)
	// HandIn has the supplier say what was worked. The same key never hands in twice. It fails with
	// the faults of Engagement.HandIn.
	HandIn(ctx context.Context, actor access.Actor, key access.Key, c calloff.ID, worked []timesheet.Worked) (view.Services, error)
	// Correct hands in again what was sent back. It fails with the faults of Engagement.Correct and access.ErrStale.
	Correct(ctx context.Context, actor access.Actor, sheet SheetSeen, worked []timesheet.Worked) (view.Services, error)
	// AcceptSheet has the member take it as it is. It fails with the faults of Engagement.Accept and access.ErrStale.
	AcceptSheet(ctx context.Context, actor access.Actor, sheet SheetSeen) (view.Services, error)
	// ReturnSheet has the member send it back. It fails with the faults of Engagement.Return and access.ErrStale.
	ReturnSheet(ctx context.Context, actor access.Actor, sheet SheetSeen, reason string) (view.Services, error)
	// CloseEngagement ends the work and gives back what was not used. It fails with the faults of
	// timesheet.Close and access.ErrStale.
	CloseEngagement(ctx context.Context, actor access.Actor, c calloff.ID, version int) (view.Services, error)
}

// AgreeEngagement is what a member says of the work, as text.
type AgreeEngagement struct{ From, To, Description, HoursPerDay string }

// SheetSeen is a time sheet in the version that was seen.
type SheetSeen struct {
	CallOff calloff.ID
	Sheet   timesheet.SheetID
	Version int
}
