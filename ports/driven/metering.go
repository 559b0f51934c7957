package driven

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/view"
)

// Meters keeps meters.
type Meters interface {
	// Add stores a new meter; metering.ErrNameTaken, and access.ErrNotFound for a member that is none.
	Add(ctx context.Context, m *metering.Meter) error
	// Get locks a meter; access.ErrNotFound.
	Get(ctx context.Context, m metering.ID) (*metering.Meter, error)
	// Save stores a changed meter.
	Save(ctx context.Context, m *metering.Meter) error
	// Held is when a meter read last, and the last day of the months that are closed; either may be zero.
	Held(ctx context.Context, m metering.ID) (read time.Time, closed period.Day, err error)
	// Measuring locks the meters of a reservation that measure on a day or later.
	Measuring(ctx context.Context, reservation capacity.ID, from period.Day) ([]*metering.Meter, error)
	// Named locks the meters that have one of some names.
	Named(ctx context.Context, names []string) ([]metering.State, error)
	// Linked are the meter that one goes on from, and the one that goes on from it.
	Linked(ctx context.Context, m metering.State) ([]metering.State, error)
	// List shows meters that the actor sees, by name, of a member or of all.
	List(ctx context.Context, sight access.Sight) ([]view.Meter, error)
	// Of are the meters that were there on any of some days.
	Of(ctx context.Context, days period.Span) ([]metering.State, error)
}

// ReadingTasks finds deliveries that are taken by themselves, over all cooperatives.
type ReadingTasks interface {
	// Each hands out those that wait, the oldest first, while no other server has them, and tells
	// how many there were. What fails does not keep the next from its turn.
	Each(ctx context.Context, do func(context.Context, metering.Task) error) (int, error)
}

// Readings keeps what meters read.
type Readings interface {
	// Begin stores an import, or finds that of the same name and says so.
	Begin(ctx context.Context, i metering.Import) (metering.ImportID, bool, error)
	// Chunk takes a part of an import: all lines that are good, and what is wrong with the
	// others. A chunk that was taken before is not touched.
	Chunk(ctx context.Context, i metering.ImportID, c metering.Chunk) (metering.Taken, error)
	// Queue has a delivery taken by itself; one that is already is left so if it is of the same
	// file, else it fails with metering.ErrRunning.
	Queue(ctx context.Context, t metering.Task, now time.Time) error
	// Advance notes how many bytes were read of a delivery. It fails with metering.ErrNotRunning
	// where it is none any more.
	Advance(ctx context.Context, i metering.ImportID, bytes int64) error
	// Unqueue ends that a delivery is taken by itself, and throws its file away; metering.ErrNotRunning.
	Unqueue(ctx context.Context, i metering.ImportID) error
	// Stop stores why a delivery ended before its end.
	Stop(ctx context.Context, i metering.ImportID, code string, params map[string]string, by member.PersonID, at time.Time) error
	// End stores that an import is complete.
	End(ctx context.Context, i metering.ImportID, at time.Time) error
	// Import shows an import with its faults; access.ErrNotFound.
	Import(ctx context.Context, i metering.ImportID) (view.ReadingImport, error)
	// Imports shows the latest hundred, without faults.
	Imports(ctx context.Context) ([]view.ReadingImport, error)
	// Standing are the readings of a meter that count, in the order of time: those of some
	// days, the last one before them and the first one after.
	Standing(ctx context.Context, m metering.ID, days period.Span) ([]metering.Reading, error)
	// Used is what some meters used, each in its turn, added up by day without loading every reading.
	Used(ctx context.Context, days period.Span, meters []metering.State) ([]Usage, error)
	// Stands is what counts of some places; of those that were never read nothing is told.
	Stands(ctx context.Context, at []metering.Point) (map[metering.Point]metering.Stand, error)
	// Correct stores corrections.
	Correct(ctx context.Context, made []metering.Correction) error
	// Close closes a month; metering.ErrClosed, also for one that does not follow the last.
	Close(ctx context.Context, c metering.Closing) error
	// Closings shows the months that are closed, the latest first.
	Closings(ctx context.Context) ([]view.MeteringClosing, error)
	// OpenFrom is the first day of the first month that is not closed, or no day.
	OpenFrom(ctx context.Context) (period.Day, error)
	// Day shows what a meter read on a day, with corrections; access.ErrNotFound.
	Day(ctx context.Context, m metering.ID, day period.Day, sight access.Sight) (view.MeterDay, error)
}

// Usage is what a meter used, as State.UseOf and State.Missing take it.
type Usage struct {
	Meter metering.State
	Sums  []metering.DaySum
	Rises []metering.Rise
}
