package driven

import (
	"context"

	"allmende/domain/codelist"
	"allmende/ports/view"
)

// CodeFiles is what files of reference data say.
type CodeFiles struct {
	Files   []string // that were read
	Skipped []string // of a folder, that hold something else
	// Lists are the entries by list; a list that no file holds is not among them.
	Lists map[codelist.List][]codelist.Code
	// Names are German names of units, by code: their list has none.
	Names   map[string]string
	Refused []Refusal
}

// CodeReader reads files of reference data.
type CodeReader interface {
	// Read fails only when a file cannot be read; lines that cannot be taken are in
	// Refused, and so is a file, given by its name, that is none of a list.
	Read(paths []string) (CodeFiles, error)
}

// Codes keeps reference data.
type Codes interface {
	// Lock keeps other imports out, and readers in.
	Lock(ctx context.Context) error
	// Kept is all of a list by code, with what is retired.
	Kept(ctx context.Context, list codelist.List) (map[string]codelist.Kept, error)
	// Change stores a difference.
	Change(ctx context.Context, list codelist.List, d codelist.Difference) error
	// Known tells which of the codes are in use, and whether there is a list at all.
	Known(ctx context.Context, list codelist.List, codes []string) (known map[string]bool, listed bool, err error)
	// Search finds what is in use by code or words, the closest first.
	Search(ctx context.Context, list codelist.List, typed string, most int) ([]view.Code, error)
}
