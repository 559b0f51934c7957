package usecase

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/codelist"
	"allmende/domain/demand"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// actCodes is an act of the operator; nobody has it in the table.
const actCodes access.Act = "codes.import"

// codesShown is how many entries a search gives: more than one looks through.
const codesShown = 20

// Codes carries out driving.Codes and driving.CodeImporting.
type Codes struct {
	work   driven.Work
	reader driven.CodeReader
}

var (
	_ driving.Codes         = (*Codes)(nil)
	_ driving.CodeImporting = (*Codes)(nil)
)

// NewCodes makes the use cases of reference data.
func NewCodes(work driven.Work, reader driven.CodeReader) *Codes { return &Codes{work, reader} }

// SearchCodes finds entries of a list.
func (uc *Codes) SearchCodes(ctx context.Context, actor access.Actor, list codelist.List, typed string) (view.Codes, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Codes, error) {
		items, err := s.Codes.Search(ctx, list, typed, codesShown)
		return view.Codes{Items: items}, err
	})
}

// ImportCodes brings the lists to what the files say.
func (uc *Codes) ImportCodes(ctx context.Context, paths []string) (view.CodesReport, error) {
	files, err := uc.reader.Read(paths)
	if err != nil {
		return view.CodesReport{}, err
	}
	report := view.CodesReport{Files: files.Files, Skipped: files.Skipped}
	for _, r := range files.Refused {
		report.Refused = append(report.Refused, view.ImportRefusal{File: r.File, Line: r.Line, Reason: r.Reason})
	}
	if len(report.Refused) > 0 {
		return report, nil
	}
	object := audit.Object{Type: "codes"}
	return do(ctx, uc.work, driven.Attempt{Act: actCodes, Object: object}, func(ctx context.Context, s driven.Stores) (view.CodesReport, error) {
		report.Counts = nil // of an attempt before
		details, err := changeCodes(ctx, s.Codes, files, &report)
		if err != nil {
			return report, err
		}
		report.Imported = true
		return report, s.Events.Record(ctx, audit.Event{Action: "codes.imported", Object: object, Details: details})
	})
}

func changeCodes(ctx context.Context, codes driven.Codes, files driven.CodeFiles, report *view.CodesReport) (map[string]string, error) {
	if err := codes.Lock(ctx); err != nil {
		return nil, err
	}
	details := map[string]string{}
	for _, list := range codelist.Lists {
		source, given := files.Lists[list]
		named := list == codelist.Units && len(files.Names) > 0
		if !given && !named {
			continue
		}
		kept, err := codes.Kept(ctx, list)
		if err != nil {
			return nil, err
		}
		if !given {
			source = inUse(kept)
		}
		if list == codelist.Units {
			source = inGerman(source, files.Names, kept)
		}
		d := codelist.Compare(kept, source)
		if err := codes.Change(ctx, list, d); err != nil {
			return nil, err
		}
		details[string(list)] = strconv.Itoa(len(source))
		report.Counts = append(report.Counts, view.CodesCount{
			List: string(list), Read: len(source), Added: d.Added, Changed: d.Changed, Returned: d.Returned, Retired: len(d.Retired), Unchanged: d.Unchanged,
		})
	}
	return details, nil
}

func inUse(kept map[string]codelist.Kept) (codes []codelist.Code) {
	for _, k := range kept {
		if !k.Retired {
			codes = append(codes, k.Code)
		}
	}
	slices.SortFunc(codes, func(a, b codelist.Code) int { return cmp.Compare(a.Code, b.Code) })
	return codes
}

// inGerman names units: as the files do, as an import before did, or as the pages do. What
// nobody names is called as in English.
func inGerman(units []codelist.Code, names map[string]string, kept map[string]codelist.Kept) []codelist.Code {
	named := slices.Clone(units)
	for i, unit := range named {
		title := quantity.Unit(unit.Code).Title()
		if title == unit.Code {
			title = ""
		}
		named[i].German = cmp.Or(names[unit.Code], kept[unit.Code].German, title, unit.English)
	}
	return named
}

// listedItems refuses items whose codes are in use no longer, or never were, where their lists
// are known.
func listedItems(ctx context.Context, codes driven.Codes, items []demand.Item) error {
	cpv, units := make([]string, len(items)), make([]string, len(items))
	for i, item := range items {
		cpv[i], units[i] = item.CPV, string(item.Unit)
	}
	if err := listed(ctx, codes, codelist.CPV, cpv, "cpv"); err != nil {
		return err
	}
	return listed(ctx, codes, codelist.Units, units, "unit")
}

func listed(ctx context.Context, codes driven.Codes, list codelist.List, given []string, field string) error {
	known, listed, err := codes.Known(ctx, list, given)
	if err != nil || !listed {
		return err
	}
	for i, code := range given {
		if code != "" && list.Fits(code) && !known[code] {
			return codelist.ErrUnknown.With("code", code).At("items." + strconv.Itoa(i) + "." + field)
		}
	}
	return nil
}
