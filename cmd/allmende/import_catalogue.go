package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"allmende/adapters/catalogue"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// importCatalogueCmd sends a catalogue.
type importCatalogueCmd struct {
	File      string `arg:"" type:"existingfile" help:"BMEcat 1.2 or 2005, Peppol catalogue, CSV or XLSX, or a ZIP of one with images."`
	Framework string `required:"" help:"Number of the contract." placeholder:"RV-2026-0001"`
	By        string `required:"" help:"E-mail address of whoever sends it; somebody else approves it." placeholder:"ADDRESS"`
	Supplier  string `help:"Name of the supplier, for a contract with several." placeholder:"NAME"`
	Mapping   string `type:"existingfile" help:"JSON file with the names of the table's columns by field; they are kept for the supplier." placeholder:"FILE"`
}

// Help is shown under the command's usage.
func (importCatalogueCmd) Help() string {
	return "The catalogue waits until an officer approves it on the contract's page; what is wrong with lines stands in the report there.\n" +
		"An import that breaks off leaves nothing: run it again.\n\n" +
		"Example: allmende import catalogue katalog.xml --framework RV-2026-0001 --by vertrieb@technik.example"
}

// Run imports, with progress on standard error and the figures on standard output.
func (c importCatalogueCmd) Run(ctx context.Context, conf config, out io.Writer, say *console) error {
	in, done, err := c.input(say)
	if err != nil {
		return err
	}
	defer done()
	return withImporting(ctx, conf, func(uc *usecase.Importing) error {
		begun := time.Now()
		v, err := uc.ImportCatalogue(ctx, in)
		if err != nil {
			return err
		}
		say.say("done in %.1f s", time.Since(begun).Seconds())
		_, err = io.WriteString(out, catalogueText(v))
		return err
	})
}

func (c importCatalogueCmd) input(say *console) (driving.ImportCatalogue, func(), error) {
	in := driving.ImportCatalogue{By: c.By, Number: c.Framework, Supplier: c.Supplier}
	if c.Mapping != "" {
		text, err := os.ReadFile(c.Mapping)
		if err == nil {
			err = json.Unmarshal(text, &in.Columns)
		}
		if err != nil {
			return in, nil, fmt.Errorf("read the mapping: %w", err)
		}
	}
	file, err := os.Open(c.File)
	if err != nil {
		return in, nil, err
	}
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	if err != nil {
		return in, nil, errors.Join(fmt.Errorf("read the catalogue: %w", err), file.Close())
	}
	said := 0
	in.UploadCatalogue = driving.UploadCatalogue{
		Name: filepath.Base(c.File), Content: file, Size: size, Hash: hex.EncodeToString(sum.Sum(nil)),
		Step: func(entries int) {
			if entries >= said+20_000 {
				said = entries
				say.say("%d entries …", entries)
			}
		},
	}
	return in, func() { _ = file.Close() }, nil
}

func withImporting(ctx context.Context, conf config, do func(*usecase.Importing) error) error {
	i, err := openInstallation(ctx, conf)
	if err != nil {
		return err
	}
	return errors.Join(do(usecase.NewImporting(i.db, catalogue.Reader{})), i.close())
}

func catalogueText(v view.CatalogueVersion) string {
	return fmt.Sprintf("Version %d of the catalogue of %s (%s, %s) waits for approval.\n\n%-10s %8d\n%-10s %8d\n%-10s %8d\n%-10s %8d\n%-10s %8d\n%-10s %8d\n",
		v.Number, v.Framework.Name, v.Supplier.Name, v.Format, "read", v.ReadCount, "new", v.NewCount, "changed", v.Changed, "unchanged", v.SameCount, "gone", v.GoneCount, "faults", v.FaultCount)
}
