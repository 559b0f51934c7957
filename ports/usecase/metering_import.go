package usecase

import (
	"context"
	"crypto/sha256"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/metering"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Imports lists deliveries.
func (uc *Metering) Imports(ctx context.Context, actor access.Actor) ([]view.ReadingImport, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.ReadingImport, error) {
		if err := actor.May(access.ReadingImport); err != nil {
			return nil, err
		}
		return s.Readings.Imports(ctx)
	})
}

// Import shows a delivery.
func (uc *Metering) Import(ctx context.Context, actor access.Actor, i metering.ImportID) (view.ReadingImport, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.ReadingImport, error) {
		if err := actor.May(access.ReadingImport); err != nil {
			return view.ReadingImport{}, err
		}
		return s.Readings.Import(ctx, i)
	})
}

// delivery is an import that is being taken.
type delivery struct {
	*Metering
	actor  access.Actor
	object audit.Object
	id     metering.ImportID
	during func(context.Context, driven.Stores) error // in the transaction of each chunk, where that is wanted
	after  func(context.Context, driven.Stores) error // in the transaction that ends it
}

// ImportReadings takes a delivery. While a chunk is stored, the next one is read.
func (uc *Metering) ImportReadings(ctx context.Context, actor access.Actor, in driving.ImportReadings) (view.ReadingImport, error) {
	d := &delivery{Metering: uc, actor: actor, object: audit.Object{Type: "reading-import", Name: in.Name}}
	if err := d.begin(ctx, in); err != nil {
		return view.ReadingImport{}, err
	}
	if err := d.takeAll(ctx, in.Source, in.Step); err != nil {
		return view.ReadingImport{}, err
	}
	return d.end(ctx)
}

// takeAll takes chunk after chunk, up to where the file cannot be read.
func (d *delivery) takeAll(ctx context.Context, from driving.ReadingSource, step func(lines int)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for c := range chunks(ctx, from) {
		if c.Last > 0 {
			if err := d.take(ctx, c.Chunk); err != nil {
				return err
			}
			if step != nil {
				step(c.Last)
			}
		}
		if c.failed != nil {
			return c.failed
		}
	}
	return ctx.Err()
}

// cut is a chunk, and what kept the one after it from being read.
type cut struct {
	metering.Chunk
	failed error
}

// chunks reads lines and checks their form, one chunk ahead of whoever stores them.
func chunks(ctx context.Context, from driving.ReadingSource) <-chan cut {
	out := make(chan cut)
	go func() {
		defer close(out)
		for number := 1; ; number++ {
			c, more := nextChunk(from, number)
			if c.Last > 0 || c.failed != nil {
				select {
				case out <- c:
				case <-ctx.Done():
					return
				}
			}
			if !more {
				return
			}
		}
	}()
	return out
}

func nextChunk(from driving.ReadingSource, number int) (cut, bool) {
	c := cut{Chunk: metering.Chunk{Number: number, Told: make([]metering.Told, 0, metering.ChunkLines)}}
	digest := sha256.New()
	var row []byte
	more := true
	for lines := 0; lines < metering.ChunkLines; lines++ {
		var line metering.Line
		if line, more, c.failed = from.Next(); c.failed != nil {
			more = false
		}
		if !more {
			break
		}
		if lines == 0 {
			c.First = line.Number
		}
		c.Last = line.Number
		row = append(append(append(row[:0], line.Meter...), 0), line.At...)
		row = append(append(append(row, 0), line.Value...), '\n')
		digest.Write(row)
		told, err := line.Read()
		if f, is := fault.Of(err); is {
			c.Faults = append(c.Faults, fault.Line{Number: line.Number, Fault: f})
			continue
		}
		c.Told = append(c.Told, told)
	}
	digest.Sum(c.Digest[:0])
	return c, more
}

func (d *delivery) do(ctx context.Context, fn func(context.Context, driven.Stores) error) error {
	return d.work.Do(ctx, driven.Attempt{Actor: d.actor, Act: access.ReadingImport, Object: d.object}, fn)
}

func (d *delivery) begin(ctx context.Context, in driving.ImportReadings) error {
	return d.do(ctx, func(ctx context.Context, s driven.Stores) error {
		if err := d.actor.May(access.ReadingImport); err != nil {
			return err
		}
		made, err := metering.NewImport(in.Name, in.Format, d.actor.Person, s.Now)
		if err != nil {
			return err
		}
		var known bool
		if d.id, known, err = s.Readings.Begin(ctx, made); err != nil || known {
			d.object.ID = d.id.String()
			return err
		}
		d.object.ID = d.id.String()
		return s.Events.Record(ctx, audit.Event{Action: "readings.begun", Object: d.object, Details: map[string]string{"format": string(in.Format)}})
	})
}

func (d *delivery) take(ctx context.Context, c metering.Chunk) error {
	return d.do(ctx, func(ctx context.Context, s driven.Stores) error {
		if d.during != nil {
			if err := d.during(ctx, s); err != nil {
				return err
			}
		}
		taken, err := s.Readings.Chunk(ctx, d.id, c)
		if err != nil || taken.Known {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "readings.taken", Object: d.object, Details: map[string]string{
			"chunk": strconv.Itoa(c.Number), "taken": strconv.Itoa(taken.Taken), "unchanged": strconv.Itoa(taken.Unchanged), "refused": strconv.Itoa(taken.Refused),
		}})
	})
}

func (d *delivery) end(ctx context.Context) (view.ReadingImport, error) {
	var shown view.ReadingImport
	err := d.do(ctx, func(ctx context.Context, s driven.Stores) (err error) {
		if d.after != nil {
			if err := d.after(ctx, s); err != nil {
				return err
			}
		}
		if shown, err = s.Readings.Import(ctx, d.id); err != nil || !shown.EndedAt.IsZero() {
			return err
		}
		if err := s.Readings.End(ctx, d.id, s.Now); err != nil {
			return err
		}
		err = s.Events.Record(ctx, audit.Event{Action: "readings.ended", Object: d.object, Details: map[string]string{
			"lines": strconv.Itoa(shown.Lines), "taken": strconv.Itoa(shown.Taken), "refused": strconv.Itoa(shown.Refused),
		}})
		if err == nil {
			shown, err = s.Readings.Import(ctx, d.id)
		}
		return err
	})
	return shown, err
}
