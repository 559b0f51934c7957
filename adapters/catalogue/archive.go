package catalogue

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"

	"allmende/domain/catalogue"
	"allmende/ports/driven"
)

// What an archive may bring along.
const (
	mostMedia     = 20_000
	largestMedium = 5 << 20
)

// mediumTypes are the kinds of files that are shown to people; none of them can hold a
// program.
var mediumTypes = []string{"image/png", "image/jpeg", "image/webp", "application/pdf"}

// readArchive reads a ZIP: a workbook, which is one itself, or a catalogue with its images
// and data sheets.
func readArchive(file driven.CatalogueFile, rows rows, into driven.CatalogueContents) (catalogue.Format, catalogue.Extent, error) {
	archive, err := zip.NewReader(file.Content, file.Size)
	if err != nil {
		return "", "", catalogue.ErrUnreadable.With("line", "0").With("reason", err.Error())
	}
	if slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" }) {
		if file.Size > largestWorkbook {
			return "", "", catalogue.ErrTooLarge
		}
		extent, err := readXLSX(io.NewSectionReader(file.Content, 0, file.Size), rows)
		return catalogue.XLSX, extent, err
	}
	table, err := catalogueIn(archive)
	if err != nil {
		return "", "", err
	}
	format, extent, err := readMember(table, rows, into)
	if err != nil {
		return "", "", err
	}
	return format, extent, readMedia(archive, table, into)
}

// catalogueIn finds the one file that is the catalogue.
func catalogueIn(archive *zip.Reader) (*zip.File, error) {
	var found *zip.File
	for _, f := range archive.File {
		switch strings.ToLower(path.Ext(f.Name)) {
		case ".xml", ".csv", ".xlsx", ".txt":
			if found != nil {
				return nil, catalogue.ErrFormatUnknown.With("value", found.Name+", "+f.Name)
			}
			found = f
		}
	}
	if found == nil {
		return nil, catalogue.ErrFormatUnknown.With("value", "ZIP")
	}
	if found.UncompressedSize64 > largest {
		return nil, catalogue.ErrTooLarge
	}
	return found, nil
}

func readMember(f *zip.File, rows rows, into driven.CatalogueContents) (catalogue.Format, catalogue.Extent, error) {
	open := func() (io.ReadCloser, error) { return f.Open() }
	if strings.EqualFold(path.Ext(f.Name), ".xlsx") {
		content, err := open()
		if err != nil {
			return "", "", fmt.Errorf("read %s: %w", f.Name, err)
		}
		defer func() { _ = content.Close() }() // only read from
		extent, err := readXLSX(io.LimitReader(content, largestWorkbook), rows)
		return catalogue.XLSX, extent, err
	}
	content, err := open()
	if err != nil {
		return "", "", fmt.Errorf("read %s: %w", f.Name, err)
	}
	head := make([]byte, 4096)
	n, err := io.ReadFull(content, head)
	_ = content.Close()
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", "", catalogue.ErrEmpty
	}
	return readText(open, head[:n], rows, into)
}

// readMedia hands on the images and data sheets, by the last part of their names.
func readMedia(archive *zip.Reader, table *zip.File, into driven.CatalogueContents) error {
	seen := map[string]bool{}
	for _, f := range archive.File {
		name := path.Base(f.Name)
		if f == table || f.FileInfo().IsDir() || strings.HasPrefix(name, ".") {
			continue
		}
		if len(seen) == mostMedia || seen[name] {
			return catalogue.ErrMedium.With("name", f.Name).With("reason", "twice")
		}
		seen[name] = true
		medium, err := mediumOf(f, name)
		if err != nil {
			return err
		}
		if err := into.Medium(medium); err != nil {
			return err
		}
	}
	return nil
}

func mediumOf(f *zip.File, name string) (driven.StoredMedium, error) {
	if f.UncompressedSize64 > largestMedium {
		return driven.StoredMedium{}, catalogue.ErrMedium.With("name", f.Name).With("reason", "size")
	}
	r, err := f.Open()
	if err != nil {
		return driven.StoredMedium{}, fmt.Errorf("read %s: %w", f.Name, err)
	}
	defer func() { _ = r.Close() }() // only read from
	content, err := io.ReadAll(io.LimitReader(r, largestMedium+1))
	if err != nil {
		return driven.StoredMedium{}, catalogue.ErrUnreadable.With("line", "0").With("reason", f.Name+": "+err.Error())
	}
	kind := http.DetectContentType(content)
	if len(content) == 0 || len(content) > largestMedium || !slices.Contains(mediumTypes, kind) {
		return driven.StoredMedium{}, catalogue.ErrMedium.With("name", f.Name).With("reason", "type")
	}
	return driven.StoredMedium{Name: name, ContentType: kind, Content: content}, nil
}
