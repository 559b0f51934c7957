package usecase

import (
	"context"
	"errors"
	"io"
	"sync/atomic"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/metering"
	"allmende/domain/upload"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func importObject(i metering.ImportID, name string) audit.Object {
	return audit.Object{Type: "reading-import", ID: i.String(), Name: name}
}

// QueueReadings has a file taken that came in parts.
func (uc *Metering) QueueReadings(ctx context.Context, actor access.Actor, in driving.QueueReadings) (view.ReadingImport, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.ReadingImport, Object: importObject("", in.Name)}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.ReadingImport, error) {
		if err := actor.May(access.ReadingImport); err != nil {
			return view.ReadingImport{}, err
		}
		made, err := metering.NewImport(in.Name, in.Format, actor.Person, s.Now)
		if err == nil {
			err = in.Format.InParts()
		}
		if err != nil {
			return view.ReadingImport{}, err
		}
		file, err := s.Uploads.Get(ctx, actor.Person, in.Upload)
		if err == nil {
			err = file.Whole()
		}
		if err != nil {
			return view.ReadingImport{}, err
		}
		i, known, err := s.Readings.Begin(ctx, made)
		if err != nil {
			return view.ReadingImport{}, err
		}
		if err := s.Readings.Queue(ctx, metering.Task{Import: i, Upload: in.Upload, By: actor.Person, Through: actor.Through}, s.Now); err != nil {
			return view.ReadingImport{}, err
		}
		action := "readings.begun"
		if known {
			action = "readings.resumed"
		}
		if err := s.Events.Record(ctx, audit.Event{Action: action, Object: importObject(i, made.Name), Details: map[string]string{"format": string(in.Format)}}); err != nil {
			return view.ReadingImport{}, err
		}
		return s.Readings.Import(ctx, i)
	})
}

// CancelImport ends a delivery before its end.
func (uc *Metering) CancelImport(ctx context.Context, actor access.Actor, i metering.ImportID) (view.ReadingImport, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.ReadingImport, Object: importObject(i, "")}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.ReadingImport, error) {
		if err := actor.May(access.ReadingImport); err != nil {
			return view.ReadingImport{}, err
		}
		shown, err := s.Readings.Import(ctx, i)
		if err != nil {
			return view.ReadingImport{}, err
		}
		if err := stopImport(ctx, s, actor, importObject(i, shown.Name), i, metering.Cancelled, nil); err != nil {
			return view.ReadingImport{}, err
		}
		return s.Readings.Import(ctx, i)
	})
}

// stopImport ends that a delivery is taken by itself; what was taken stays.
func stopImport(ctx context.Context, s driven.Stores, actor access.Actor, object audit.Object, i metering.ImportID, code string, params map[string]string) error {
	if err := s.Readings.Unqueue(ctx, i); err != nil {
		return err
	}
	if err := s.Readings.Stop(ctx, i, code, params, actor.Person, s.Now); err != nil {
		return err
	}
	return s.Events.Record(ctx, audit.Event{Action: "readings.stopped", Object: object, Details: map[string]string{"code": code, "line": params["line"]}})
}

// Intake takes deliveries of readings that came in parts, by itself. Whatever ends the server in
// the midst of one, the next server goes on with it: what was taken is not taken again.
type Intake struct {
	metering *Metering
	tasks    driven.ReadingTasks
	open     driving.ReadingsReader
}

// NewIntake makes what takes deliveries by itself.
func NewIntake(work driven.Work, tasks driven.ReadingTasks, open driving.ReadingsReader) *Intake {
	return &Intake{NewMetering(work), tasks, open}
}

// TakeWaiting takes what waits, and tells how many deliveries that were.
func (uc *Intake) TakeWaiting(ctx context.Context) (int, error) { return uc.tasks.Each(ctx, uc.take) }

// errGone ends a chunk of a delivery that was cancelled meanwhile, without a refusal.
var errGone = errors.New("the delivery was cancelled")

func (uc *Intake) take(ctx context.Context, t metering.Task) error {
	actor := access.Actor{Person: t.By, Cooperative: t.Cooperative, Through: t.Through}
	parts := &partsReader{ctx: ctx, work: uc.metering.work, actor: actor, of: t.Upload}
	d := &delivery{Metering: uc.metering, actor: actor, object: importObject(t.Import, t.Name), id: t.Import}
	d.during = func(ctx context.Context, s driven.Stores) error {
		return gone(s.Readings.Advance(ctx, t.Import, parts.read.Load()))
	}
	d.after = func(ctx context.Context, s driven.Stores) error { return gone(s.Readings.Unqueue(ctx, t.Import)) }
	err := uc.takeParts(ctx, d, parts, t.Format)
	if parts.failed != nil { // which whoever reads the format may take for a fault of the file
		err = parts.failed
	}
	if f, is := fault.Of(err); is {
		err = d.do(ctx, func(ctx context.Context, s driven.Stores) error {
			return gone(stopImport(ctx, s, actor, d.object, t.Import, f.Code(), f.Params()))
		})
	}
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}

func gone(err error) error {
	if errors.Is(err, metering.ErrNotRunning) {
		return errGone
	}
	return err
}

func (uc *Intake) takeParts(ctx context.Context, d *delivery, parts *partsReader, format metering.Format) error {
	if err := parts.check(); err != nil {
		return err
	}
	source, err := uc.open(format, parts)
	if err != nil {
		return err
	}
	if err := d.takeAll(ctx, source, nil); err != nil {
		return err
	}
	_, err = d.end(ctx)
	return err
}

// partsReader reads a file part by part, each in a transaction of its own, so that never more
// than one is in memory and nothing is held up for as long as the whole takes.
type partsReader struct {
	ctx           context.Context //nolint:containedctx // of the delivery that it is read for: readers are given none
	work          driven.Work
	actor         access.Actor
	of            upload.ID
	number, parts int
	rest          []byte
	read          atomic.Int64 // bytes
	failed        error        // why it could not be read
}

// check makes sure that the file is whole, and the one that was announced.
func (r *partsReader) check() error {
	return r.work.Do(r.ctx, uploadAttempt(r.actor, r.of), func(ctx context.Context, s driven.Stores) error {
		u, err := copyUpload(ctx, s, r.actor.Person, r.of, io.Discard)
		if err == nil {
			r.parts = u.State().Parts()
		}
		return err
	})
}

// Read is io.Reader.
func (r *partsReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.number == r.parts {
			return 0, io.EOF
		}
		part, err := read(r.ctx, r.work, r.actor, func(ctx context.Context, s driven.Stores) ([]byte, error) {
			return s.Uploads.Part(ctx, r.of, r.number)
		})
		if err != nil {
			r.failed = err
			return 0, err
		}
		r.rest, r.number = part, r.number+1
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	r.read.Add(int64(n))
	return n, nil
}
