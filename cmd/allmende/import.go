package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"allmende/adapters/register"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// importCmd takes data of others in.
type importCmd struct {
	Register  importRegisterCmd  `cmd:"" help:"Fill the directory of public bodies from the official register."`
	Codes     importCodesCmd     `cmd:"" help:"Take in the lists of codes: CPV, NUTS, units."`
	Catalogue importCatalogueCmd `cmd:"" help:"Send a supplier's catalogue, as an upload on the page does."`
}

// importRegisterCmd brings the directory to what a file of the register tells.
type importRegisterCmd struct {
	File string `arg:"" type:"existingfile" help:"municipalities.csv (districts.csv and associations.csv beside it are taken too), or GV100AD as text or gzip."`
	Year int    `help:"Whose 31 December the population was counted at, for GV100AD, which does not tell." placeholder:"2024"`
	Full bool   `help:"Also list the bodies that are missing from the file."`
}

// Help is shown under the command's usage.
func (importRegisterCmd) Help() string {
	return "All or nothing: with one refused line nothing is imported, and the exit code is 1.\n\n" +
		"Example: allmende import register municipalities.csv\n\nExample: allmende import register --year 2024 GV100AD_30112025.txt.gz"
}

// Validate keeps mistyped years out.
func (c importRegisterCmd) Validate() error {
	if c.Year != 0 && (c.Year < 1945 || c.Year > 2999) {
		return fmt.Errorf("--year is %d, but must be a year as 2024", c.Year)
	}
	return nil
}

// Run imports, with progress on standard error and the report on standard output.
func (c importRegisterCmd) Run(ctx context.Context, conf config, out io.Writer, say *console) error {
	return withOperator(ctx, conf, func(op *usecase.Register) error {
		begun := time.Now()
		report, err := op.ImportRegister(ctx, driving.ImportRegister{Path: c.File, Year: c.Year, Step: func(step string) { say.say("%s …", step) }})
		if err != nil {
			return err
		}
		say.say("done in %.1f s", time.Since(begun).Seconds())
		if _, err := io.WriteString(out, importText(report, c.Full)); err != nil {
			return fmt.Errorf("print the report: %w", err)
		}
		if !report.Imported {
			return errSaid
		}
		return nil
	})
}

// withOperator opens the installation for the operator's commands.
func withOperator(ctx context.Context, conf config, do func(*usecase.Register) error) error {
	i, err := openInstallation(ctx, conf)
	if err != nil {
		return err
	}
	err = do(usecase.NewRegister(i.db, register.Reader{}, i.passwords()))
	return errors.Join(err, i.close())
}

// kindNames are the kinds as the report says them.
var kindNames = map[string]string{
	"state": "states", "district": "districts", "joint-municipality": "associations of municipalities",
	"municipality": "municipalities", "area": "areas without a municipality",
}

func importText(r view.ImportReport, full bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Register: %s (%s)\n", strings.Join(r.Files, ", "), r.Format)
	if !r.Imported {
		fmt.Fprintf(&b, "\nNothing was imported: %d refused.\n", len(r.Refused))
		for _, refused := range r.Refused {
			fmt.Fprintf(&b, "%s line %d: %s\n", refused.File, refused.Line, refused.Reason)
		}
		return b.String()
	}
	fmt.Fprintf(&b, "\n%-32s %8s %8s %8s %9s\n", "", "read", "added", "changed", "unchanged")
	var sum view.ImportCount
	for _, count := range r.Counts {
		writeCount(&b, kindNames[count.Kind], count)
		sum.Read, sum.Added, sum.Changed, sum.Unchanged = sum.Read+count.Read, sum.Added+count.Added, sum.Changed+count.Changed, sum.Unchanged+count.Unchanged
	}
	writeCount(&b, "together", sum)
	writeDifferences(&b, r, sum, full)
	return b.String()
}

func writeCount(b *strings.Builder, name string, c view.ImportCount) {
	fmt.Fprintf(b, "%-32s %8d %8d %8d %9d\n", name, c.Read, c.Added, c.Changed, c.Unchanged)
}

func writeDifferences(b *strings.Builder, r view.ImportReport, sum view.ImportCount, full bool) {
	b.WriteString("\nRefused: none.\n")
	if sum.Added+sum.Changed == 0 {
		b.WriteString("Nothing changed: the directory is already as the register says.\n")
	}
	for _, change := range r.Changes {
		where := change.File
		if change.Line > 0 {
			where = fmt.Sprintf("%s line %d", change.File, change.Line)
		}
		fmt.Fprintf(b, "Changed: %s: %s %s: %s\n", where, change.Key, change.Name, strings.Join(change.Fields, ", "))
	}
	if len(r.Missing) == 0 {
		return
	}
	fmt.Fprintf(b, "Not in the file, kept in the directory: %d.\n", len(r.Missing))
	if full {
		fmt.Fprintf(b, "%s\n", strings.Join(r.Missing, "\n"))
	}
}
