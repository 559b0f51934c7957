package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"allmende/adapters/codes"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// importCodesCmd takes lists of codes in.
type importCodesCmd struct {
	Files []string `arg:"" type:"path" help:"Tables (CSV), or folders with them: cpv.csv, nuts_all.csv, unece_rec20.csv, measurement_unit.csv. Their headers tell what they are."`
}

// Help is shown under the command's usage.
func (importCodesCmd) Help() string {
	return "All or nothing: with one refused line nothing is imported, and the exit code is 1. A list is replaced by what its files say; codes that are gone are kept for what refers to them, and offered no longer.\n\n" +
		"Example: allmende import codes cpv.csv nuts_all.csv\n\nExample: allmende import codes reference-data/"
}

// Run imports, with the report on standard output.
func (c importCodesCmd) Run(ctx context.Context, conf config, out io.Writer) error {
	i, err := openInstallation(ctx, conf)
	if err != nil {
		return err
	}
	report, err := usecase.NewCodes(i.db, codes.Reader{}).ImportCodes(ctx, c.Files)
	if err = errors.Join(err, i.close()); err != nil {
		return err
	}
	if _, err := io.WriteString(out, codesText(report)); err != nil {
		return fmt.Errorf("print the report: %w", err)
	}
	if !report.Imported {
		return errSaid
	}
	return nil
}

func codesText(r view.CodesReport) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Lists of codes: %s\n", strings.Join(r.Files, ", "))
	if len(r.Skipped) > 0 {
		fmt.Fprintf(&b, "Of the folder, but no list: %s\n", strings.Join(r.Skipped, ", "))
	}
	if !r.Imported {
		fmt.Fprintf(&b, "\nNothing was imported: %d refused.\n", len(r.Refused))
		for _, refused := range r.Refused {
			fmt.Fprintf(&b, "%s line %d: %s\n", refused.File, refused.Line, refused.Reason)
		}
		return b.String()
	}
	fmt.Fprintf(&b, "\n%-8s %8s %8s %8s %10s %8s %8s\n", "", "read", "added", "changed", "unchanged", "retired", "back")
	for _, n := range r.Counts {
		fmt.Fprintf(&b, "%-8s %8d %8d %8d %10d %8d %8d\n", n.List, n.Read, n.Added, n.Changed, n.Unchanged, n.Retired, n.Returned)
	}
	return b.String()
}

// importCodes has the demonstration know the codes, where their files are at hand.
func (i *installation) importCodes(ctx context.Context, folder string, say *console) error {
	if folder == "" {
		return nil
	}
	report, err := usecase.NewCodes(i.db, codes.Reader{}).ImportCodes(ctx, []string{folder})
	if err != nil {
		return err
	}
	if !report.Imported {
		return errors.New(strings.TrimSpace(codesText(report)))
	}
	say.say("  Lists of codes: %s", strings.Join(report.Files, ", "))
	return nil
}
