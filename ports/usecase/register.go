package usecase

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// The acts of the operator; nobody has them in the table.
const (
	actImport      access.Act = "register.import"
	actCooperative access.Act = "cooperative.add"
	actAdmit       access.Act = "member.admit"
	actSupplier    access.Act = "supplier.add"
	actPerson      access.Act = "person.add"
	actPassword    access.Act = "person.set-password"
)

// Register carries out driving.Register.
type Register struct {
	work      driven.Work
	reader    driven.RegisterReader
	passwords driven.Passwords
}

var _ driving.Register = (*Register)(nil)

// NewRegister makes the use cases of the operator.
func NewRegister(work driven.Work, reader driven.RegisterReader, passwords driven.Passwords) *Register {
	return &Register{work, reader, passwords}
}

// ImportRegister reads the file, compares it with the directory and stores what
// differs.
func (uc *Register) ImportRegister(ctx context.Context, in driving.ImportRegister) (view.ImportReport, error) {
	step := func(format string, args ...any) {
		if in.Step != nil {
			in.Step(fmt.Sprintf(format, args...))
		}
	}
	step("reading %s", in.Path)
	file, err := uc.reader.Read(in.Path)
	if err != nil {
		return view.ImportReport{}, err
	}
	if len(file.Refused) > 0 {
		return refusedReport(file), nil
	}
	var report view.ImportReport
	err = uc.work.Do(ctx, driven.Attempt{Act: actImport, Object: audit.Object{Type: "register", ID: file.Files[0]}}, func(ctx context.Context, s driven.Stores) error {
		if err := s.Directory.Lock(ctx); err != nil {
			return err
		}
		step("comparing %d public bodies with the directory", len(file.Entries))
		known, err := s.Directory.Bodies(ctx)
		if err != nil {
			return err
		}
		var different []member.Body
		report, different = compare(file, known, in.Year)
		if len(different) == 0 {
			return nil
		}
		step("storing %d", len(different))
		if err := s.Directory.Put(ctx, different); err != nil {
			return err
		}
		return s.Events.Record(ctx, imported(file, len(different)))
	})
	return report, err
}

func imported(file driven.RegisterFile, stored int) audit.Event {
	return audit.Event{Action: "register.imported", Object: audit.Object{Type: "register", ID: file.Files[0]}, Details: map[string]string{
		"format": file.Format, "bodies": strconv.Itoa(len(file.Entries)), "stored": strconv.Itoa(stored),
	}}
}

func refusedReport(file driven.RegisterFile) view.ImportReport {
	report := view.ImportReport{Files: file.Files, Format: file.Format}
	for _, r := range file.Refused {
		report.Refused = append(report.Refused, view.ImportRefusal(r))
	}
	return report
}

// reportOrder is the order of kinds in the report.
var reportOrder = []member.Kind{member.KindState, member.KindDistrict, member.KindJointMunicipality, member.KindMunicipality, member.KindArea}

// compare finds what the file tells otherwise than the directory, and reports it.
func compare(file driven.RegisterFile, known map[member.OfficialKey]member.Body, year int) (view.ImportReport, []member.Body) {
	report := view.ImportReport{Files: file.Files, Format: file.Format, Imported: true, Counts: make([]view.ImportCount, len(reportOrder))}
	for i, kind := range reportOrder {
		report.Counts[i].Kind = string(kind)
	}
	var different []member.Body
	told := map[member.OfficialKey]bool{}
	for _, e := range file.Entries {
		told[e.Body.Key] = true
		if e.Body.PopulationYear == 0 {
			e.Body.PopulationYear = year
		}
		count := &report.Counts[slices.Index(reportOrder, e.Body.Kind)]
		count.Read++
		old, found := known[e.Body.Key]
		if !found {
			count.Added++
			different = append(different, e.Body)
			continue
		}
		updated, differences := e.Body.Update(old)
		if len(differences) == 0 {
			count.Unchanged++
			continue
		}
		count.Changed++
		different = append(different, updated)
		report.Changes = append(report.Changes, changeOf(e, updated, differences))
	}
	for key := range known {
		if !told[key] {
			report.Missing = append(report.Missing, key.String())
		}
	}
	slices.Sort(report.Missing)
	slices.SortStableFunc(report.Changes, func(a, b view.ImportChange) int {
		return cmp.Or(cmp.Compare(slices.Index(file.Files, a.File), slices.Index(file.Files, b.File)), cmp.Compare(a.Line, b.Line))
	})
	return report, different
}

func changeOf(e driven.Entry, b member.Body, differences []member.Difference) view.ImportChange {
	change := view.ImportChange{File: e.File, Line: e.Line, Key: b.Key.String(), Name: b.Title()}
	for _, d := range differences {
		change.Fields = append(change.Fields, fmt.Sprintf("%s: %s -> %s", d.Field, said(d.From), said(d.To)))
	}
	return change
}

// said writes an absent value so that it can be seen.
func said(value string) string {
	if value == "" || value == "0" {
		return "(none)"
	}
	return value
}
