package usecase

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Cataloguing carries out driving.Cataloguing.
type Cataloguing struct {
	work   driven.Work
	reader driven.CatalogueReader
}

var _ driving.Cataloguing = (*Cataloguing)(nil)

// NewCataloguing makes the use cases of catalogues.
func NewCataloguing(work driven.Work, reader driven.CatalogueReader) *Cataloguing {
	return &Cataloguing{work, reader}
}

// Upload stages a catalogue.
func (uc *Cataloguing) Upload(ctx context.Context, actor access.Actor, key access.Key, in driving.UploadCatalogue) (view.CatalogueVersion, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CatalogueUpload, Object: audit.Object{Type: "framework", ID: in.Framework.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.CatalogueVersion, error) {
		if in.Supplier.IsZero() {
			first, err := s.Catalogues.Supplier(ctx, in.Framework)
			if err != nil {
				return view.CatalogueVersion{}, err
			}
			in.Supplier = first
		}
		if err := actor.MayForSupplier(access.CatalogueUpload, in.Supplier); err != nil {
			return view.CatalogueVersion{}, err
		}
		v, err := stage(ctx, s, uc.reader, actor, in)
		if err != nil {
			return view.CatalogueVersion{}, err
		}
		return s.CatalogueReports.Version(ctx, v.State().ID, actor.Sight(access.CatalogueCheck))
	})
}

// stage reads, checks and stores a catalogue, and records it.
func stage(ctx context.Context, s driven.Stores, reader driven.CatalogueReader, actor access.Actor, in driving.UploadCatalogue) (*catalogue.Version, error) {
	ground, err := s.Catalogues.Begin(ctx, in.Framework, in.Supplier)
	if err != nil {
		return nil, err
	}
	sorting := &sorting{ctx: ctx, stores: s, codes: ground.Codes, step: in.Step}
	format, extent, err := reader.Read(driven.CatalogueFile{Name: in.Name, Content: in.Content, Size: in.Size}, ground.Columns, sorting)
	if err != nil {
		return nil, err
	}
	if err := sorting.end(); err != nil {
		return nil, err
	}
	file := catalogue.File{Name: in.Name, Size: in.Size, Hash: in.Hash, Format: format, Extent: extent}
	v := catalogue.New(ground.Origin, file, actor.Person, s.Now)
	v.Count(catalogue.Counts{Read: sorting.read})
	if err := s.Catalogues.Add(ctx, v); err != nil {
		return nil, err
	}
	return v, s.Events.Record(ctx, catalogued("catalogue.uploaded", v, ground.Name))
}

func catalogued(action string, v *catalogue.Version, contract string) audit.Event {
	state := v.State()
	details := map[string]string{"version": strconv.Itoa(state.Number), "catalogue": state.ID.String()}
	switch state.Status {
	case catalogue.Rejected:
		details["reason"] = state.Reason
	default:
		details["file"], details["sha256"] = state.File.Name, state.File.Hash
		for name, n := range map[string]int{"new": state.Counts.New, "changed": state.Counts.Changed, "gone": state.Counts.Gone, "faults": state.Counts.Faults} {
			details[name] = strconv.Itoa(n)
		}
	}
	return audit.Event{
		Action: action, Object: audit.Object{Type: "framework", ID: state.Framework.String(), Name: contract}, Supplier: state.Supplier, Details: details,
	}
}

// What waits in memory until it is sent on together, and what a file may have wrong.
const (
	articlesAtOnce = 2000
	mostFaults     = 100_000
)

// sorting takes what is read of a file: what is right is kept, what is wrong is told.
type sorting struct {
	ctx      context.Context
	stores   driven.Stores
	codes    catalogue.Codes
	step     func(int)
	read     int
	faults   int
	articles []driven.Staged
	refused  []driven.Refused
}

// Entry checks an entry.
func (s *sorting) Entry(e catalogue.Entry) error {
	s.read++
	article, faults := e.Check(s.codes)
	for _, f := range faults {
		s.refused = append(s.refused, driven.Refused{Line: e.Line, Number: shortened(article.Number), Fault: f})
	}
	if s.faults += len(faults); s.faults > mostFaults {
		return catalogue.ErrTooManyFaults.With("most", strconv.Itoa(mostFaults))
	}
	if !slices.ContainsFunc(faults, catalogue.Grave) {
		s.articles = append(s.articles, driven.Staged{Line: e.Line, Mode: e.Mode, Article: article})
	}
	if len(s.articles)+len(s.refused) < articlesAtOnce {
		return nil
	}
	return s.end()
}

// shortened is a number as a report can hold it.
func shortened(number string) string {
	if runes := []rune(strings.ToValidUTF8(number, "?")); len(runes) > 100 {
		return string(runes[:100])
	}
	return number
}

// Medium keeps a file.
func (s *sorting) Medium(m driven.StoredMedium) error { return s.stores.Catalogues.Keep(s.ctx, m) }

// end sends on what waits.
func (s *sorting) end() error {
	if err := s.stores.Catalogues.Take(s.ctx, s.articles); err != nil {
		return err
	}
	if err := s.stores.Catalogues.Refuse(s.ctx, s.refused); err != nil {
		return err
	}
	s.articles, s.refused = s.articles[:0], s.refused[:0]
	if s.step != nil {
		s.step(s.read)
	}
	return s.ctx.Err()
}

// Approve puts a version into force.
func (uc *Cataloguing) Approve(ctx context.Context, actor access.Actor, which catalogue.ID, version int) (view.CatalogueVersion, error) {
	return uc.decide(ctx, actor, which, version, "catalogue.approved", func(ctx context.Context, s driven.Stores, v *catalogue.Version, inForce catalogue.ID) error {
		if err := v.Approve(actor.Person, inForce, s.Now); err != nil {
			return err
		}
		if err := s.Catalogues.Save(ctx, v); err != nil {
			return err
		}
		return s.Catalogues.Apply(ctx, v)
	})
}

// Reject turns a version down.
func (uc *Cataloguing) Reject(ctx context.Context, actor access.Actor, which catalogue.ID, version int, reason string) (view.CatalogueVersion, error) {
	return uc.decide(ctx, actor, which, version, "catalogue.rejected", func(ctx context.Context, s driven.Stores, v *catalogue.Version, _ catalogue.ID) error {
		if err := v.Reject(actor.Person, reason, s.Now); err != nil {
			return err
		}
		return s.Catalogues.Save(ctx, v)
	})
}

// decide runs the five beats around a decision about a version.
func (uc *Cataloguing) decide(
	ctx context.Context, actor access.Actor, which catalogue.ID, version int, action string,
	decision func(context.Context, driven.Stores, *catalogue.Version, catalogue.ID) error,
) (view.CatalogueVersion, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CatalogueApprove, Object: audit.Object{Type: "catalogue", ID: which.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.CatalogueVersion, error) {
		v, inForce, err := s.Catalogues.Get(ctx, which)
		if err != nil {
			return view.CatalogueVersion{}, err
		}
		if err := actor.MayForSupplier(access.CatalogueApprove, v.State().Supplier); err != nil {
			return view.CatalogueVersion{}, err
		}
		if err := access.CheckVersion(version, v.State().Version); err != nil {
			return view.CatalogueVersion{}, err
		}
		if err := decision(ctx, s, v, inForce); err != nil {
			return view.CatalogueVersion{}, err
		}
		shown, err := s.CatalogueReports.Version(ctx, which, actor.Sight(access.CatalogueCheck))
		if err != nil {
			return shown, err
		}
		return shown, s.Events.Record(ctx, catalogued(action, v, shown.Framework.Name))
	})
}

// SetColumns stores the names of a supplier's columns.
func (uc *Cataloguing) SetColumns(ctx context.Context, actor access.Actor, f framework.ID, version int, columns map[string]string) (view.CatalogueColumns, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CatalogueUpload, Object: audit.Object{Type: "framework", ID: f.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.CatalogueColumns, error) {
		supplier, err := s.Catalogues.Supplier(ctx, f)
		if err != nil {
			return view.CatalogueColumns{}, err
		}
		if err := actor.MayForSupplier(access.CatalogueUpload, supplier); err != nil {
			return view.CatalogueColumns{}, err
		}
		named, err := catalogue.NewColumns(columns)
		if err != nil {
			return view.CatalogueColumns{}, err
		}
		if err := s.Catalogues.SetColumns(ctx, supplier, version, named); err != nil {
			return view.CatalogueColumns{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{
			Action: "catalogue.columns-named", Object: audit.Object{Type: "framework", ID: f.String()}, Supplier: supplier,
			Details: map[string]string{"columns": strconv.Itoa(len(named))},
		}); err != nil {
			return view.CatalogueColumns{}, err
		}
		return s.CatalogueReports.Columns(ctx, supplier)
	})
}
