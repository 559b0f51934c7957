package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// archive puts the parts of a workbook in the order of their names, with the types of
// all parts first as readers expect; the library's own order differs from time to time,
// and so would the file.
type archive struct {
	zip   *zip.Writer
	parts map[string]*bytes.Buffer
}

func newArchive(w io.Writer) excelize.ZipWriter {
	return &archive{zip.NewWriter(w), map[string]*bytes.Buffer{}}
}

// Create begins a part.
func (a *archive) Create(name string) (io.Writer, error) {
	part := new(bytes.Buffer)
	a.parts[name] = part
	return part, nil
}

// AddFS adds the files of a folder.
func (a *archive) AddFS(folder fs.FS) error { return a.zip.AddFS(folder) }

// Close writes the parts.
func (a *archive) Close() error {
	for _, name := range slices.Sorted(maps.Keys(a.parts)) {
		w, err := a.zip.Create(name)
		if err != nil {
			return fmt.Errorf("add %s: %w", name, err)
		}
		if _, err := a.parts[name].WriteTo(w); err != nil {
			return fmt.Errorf("add %s: %w", name, err)
		}
	}
	return a.zip.Close()
}
