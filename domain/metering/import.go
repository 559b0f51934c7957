package metering

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
)

// Faults of imports.
var (
	// ErrImportName: a delivery has a name of 1 to 200 characters, by which it can go on.
	ErrImportName = fault.New(fault.Invalid, "reading-import.name-invalid", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrFormat: the format is none of those known.
	ErrFormat = fault.New(fault.Invalid, "reading-import.format-unknown", fault.Rule("G-CAP"), fault.Field("format"))
	// ErrUnreadable: the file is not of its format, from line "line" on; what came before is taken.
	ErrUnreadable = fault.New(fault.Invalid, "reading-import.unreadable", fault.Rule("G-CAP"))
	// ErrOtherFile: another file came under this name before. They differ at or behind line "line"; nothing of it and of what follows is taken.
	ErrOtherFile = fault.New(fault.Conflict, "reading-import.other-file", fault.Rule("G-CAP"), fault.Field("name"))
)

// Format is what a delivery of readings is written in.
type Format string

// The formats.
const (
	CSV         Format = "csv"
	JSON        Format = "json"
	OpenMetrics Format = "openmetrics"
	Prometheus  Format = "prometheus" // what its query interface answers
)

// ImportID names an import.
type ImportID = id.Of[Import]

// Import is a delivery of readings. It is taken in chunks of lines, each by itself, so that it
// can break off anywhere: under the same name it goes on, and what was taken is not taken twice.
type Import struct {
	ID     ImportID
	Name   string
	Format Format
	By     member.PersonID
	At     time.Time
}

// ChunkLines are how many lines are taken at once.
const ChunkLines = 50_000

// NewImport begins one. It fails with ErrImportName and ErrFormat.
func NewImport(name string, format Format, by member.PersonID, now time.Time) (Import, error) {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n < 1 || n > 200 {
		return Import{}, ErrImportName
	}
	switch format {
	case CSV, JSON, OpenMetrics, Prometheus:
	default:
		return Import{}, ErrFormat
	}
	return Import{ID: id.New[Import](), Name: name, Format: format, By: by, At: now}, nil
}

// Chunk is a part of an import.
type Chunk struct {
	Number      int // 1 upwards
	First, Last int // lines
	Digest      [32]byte
	Told        []Told
	Faults      []fault.Line // lines of a wrong form
}

// Stood is what a delivery took in the place of a chunk that it does not know.
type Stood struct {
	Complete bool // all of the delivery was taken
	Further  bool // chunks behind it were taken
	Last     int  // the last line that was taken there, or 0
}

// Continues checks that a chunk belongs to the delivery of its name: where it broke off in the middle of a chunk,
// that chunk comes again as long or longer, and new ones follow. It fails with ErrOtherFile.
func (c Chunk) Continues(stood Stood) error {
	if stood.Complete || stood.Further || c.Last < stood.Last {
		return ErrOtherFile.With("line", strconv.Itoa(c.First))
	}
	return nil
}

// Taken is what became of a chunk: its lines are taken, unchanged as they had been taken
// before, or refused.
type Taken struct {
	Taken, Unchanged, Refused int
	Known                     bool // it was taken before
}
