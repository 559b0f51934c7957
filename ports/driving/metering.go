package driving

import (
	"context"
	"io"
	"time"

	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/domain/upload"
	"allmende/ports/view"
)

// Metering is what a data center measures: meters, what they read, and months that are closed
// (G-CAP). What the actor may not know of fails with access.ErrNotFound, what it lacks the right
// for with access.ErrForbidden.
type Metering interface {
	// Meters lists those that the actor sees, by name.
	Meters(ctx context.Context, actor access.Actor) ([]view.Meter, error)
	// FitMeter makes a meter. It fails with the faults of metering.Fit, metering.ErrNameTaken, metering.ErrReservation,
	// member.ErrNoSuchMember and metering.ErrSite.
	FitMeter(ctx context.Context, actor access.Actor, key access.Key, in FitMeter) (view.Meter, error)
	// RemoveMeter ends a meter with a day. It fails with the faults of Meter.Remove and access.ErrStale.
	RemoveMeter(ctx context.Context, actor access.Actor, m metering.ID, version int, last string) (view.Meter, error)
	// ImportReadings takes a delivery, chunk by chunk, each in a transaction of its own; lines that
	// are wrong are told, and all others taken. The same name goes on with a delivery that broke
	// off. It fails with the faults of metering.NewImport, and with metering.ErrUnreadable where
	// the file is not of its format; what came before that line is taken.
	ImportReadings(ctx context.Context, actor access.Actor, in ImportReadings) (view.ReadingImport, error)
	// QueueReadings has a file of one's own that came in parts taken by the server itself, which goes
	// on with it after a restart. It fails with the faults of metering.NewImport, metering.ErrNotInParts,
	// metering.ErrRunning, upload.ErrUnfinished and access.ErrNotFound.
	QueueReadings(ctx context.Context, actor access.Actor, in QueueReadings) (view.ReadingImport, error)
	// CancelImport ends a delivery that is taken by the server itself; what was taken stays. It
	// fails with metering.ErrNotRunning.
	CancelImport(ctx context.Context, actor access.Actor, i metering.ImportID) (view.ReadingImport, error)
	// Imports lists the latest hundred deliveries, without their faults.
	Imports(ctx context.Context, actor access.Actor) ([]view.ReadingImport, error)
	// Import shows a delivery, also while it runs.
	Import(ctx context.Context, actor access.Actor, i metering.ImportID) (view.ReadingImport, error)
	// MeterDay shows what a meter read on a day, with corrections, and what it used.
	MeterDay(ctx context.Context, actor access.Actor, m metering.ID, day string) (view.MeterDay, error)
	// MeterCourse shows what a meter used day by day. It fails with the faults of metering.Window.
	MeterCourse(ctx context.Context, actor access.Actor, m metering.ID, from, to string) (view.MeterCourse, error)
	// CorrectReading says what a meter really read for a period, or with no value that nothing
	// counts. It fails with the faults of metering.Correct and State.Takes.
	CorrectReading(ctx context.Context, actor access.Actor, key access.Key, in CorrectReading) (view.MeterDay, error)
	// CorrectReadings corrects all that a table says, also of closed months, or nothing: with metering.ErrAmendments it
	// tells every line that is wrong. What stands already stays as it is.
	CorrectReadings(ctx context.Context, actor access.Actor, key access.Key, in CorrectReadings) (view.ReadingCorrections, error)
	// Closings lists the months that are closed, the latest first.
	Closings(ctx context.Context, actor access.Actor) ([]view.MeteringClosing, error)
	// CloseMonth closes a month, "2026-10". It fails with the faults of metering.ParseMonth and
	// metering.Close, and metering.ErrClosed.
	CloseMonth(ctx context.Context, actor access.Actor, month, reason string) error
}

// FitMeter is what is said of a new meter, as text.
type FitMeter struct{ Name, Member, Site, Reservation, Resource, Unit, Kind, Every, From, Reason string }

// ImportReadings is a delivery. Step is told after each chunk how many lines are done.
type ImportReadings struct {
	Name   string
	Format metering.Format
	Source ReadingSource
	Step   func(lines int)
}

// QueueReadings is a delivery that came in parts.
type QueueReadings struct {
	Name   string
	Format metering.Format
	Upload upload.ID
}

// ReadingsReader opens a delivery of readings in one of its formats.
type ReadingsReader func(metering.Format, io.Reader) (ReadingSource, error)

// ReadingSource gives the lines of a delivery, in their order.
type ReadingSource interface {
	// Next is the next line; no more when ok is false. It fails with metering.ErrUnreadable.
	Next() (line metering.Line, ok bool, err error)
}

// CorrectReading is what is said of a reading.
type CorrectReading struct {
	Meter  metering.ID
	At     time.Time
	Value  string // none: it counts for nothing
	Reason string
}

// CorrectReadings is a table of what meters really read, and why.
type CorrectReadings struct {
	Source ReadingSource
	Reason string
}
