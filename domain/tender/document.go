package tender

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"

	"time"
)

// The faults of documents.
var (
	// ErrDocumentKind: there is no such kind of document.
	ErrDocumentKind = fault.New(fault.Invalid, "document.kind-unknown", fault.Field("kind"))
	// ErrDocumentName: a name has 1 to 150 characters, and nothing that a path or a terminal would read otherwise.
	ErrDocumentName = fault.New(fault.Invalid, "document.name-invalid", fault.Field("name"))
	// ErrDocumentType: files of this content are not taken.
	ErrDocumentType = fault.New(fault.Invalid, "document.type-refused")
	// ErrDocumentEnding: the name says another type than the content has.
	ErrDocumentEnding = fault.New(fault.Invalid, "document.name-other-type", fault.Field("name"))
	// ErrDocumentEmpty: there is nothing in the file.
	ErrDocumentEmpty = fault.New(fault.Invalid, "document.empty")
	// ErrDocumentInfected: the scanner found something, or it is the test file for scanners.
	ErrDocumentInfected = fault.New(fault.Invalid, "document.infected")
	// ErrDocumentMacros: the file brings a program along.
	ErrDocumentMacros = fault.New(fault.Invalid, "document.macros")
	// ErrDocumentSame: this very file is there already.
	ErrDocumentSame = fault.New(fault.Conflict, "document.same")
	// ErrDocumentUnknown: the document that is to be replaced is not there.
	ErrDocumentUnknown = fault.New(fault.Invalid, "document.unknown", fault.Field("replaces"))
	// ErrDocumentsFixed: the documents change in a draft only.
	ErrDocumentsFixed = fault.New(fault.Conflict, "document.fixed", fault.Rule("G-TEN 8"))
	// ErrDocumentGone: it was taken out before.
	ErrDocumentGone = fault.New(fault.Conflict, "document.gone")
	// ErrDocumentsMany: a tender has at most so many files, with all versions.
	ErrDocumentsMany = fault.New(fault.Conflict, "document.too-many")
)

// MostDocuments is how many files a tender has at most, all versions counted.
const MostDocuments = 500

// DocumentID names a version of a document.
type DocumentID = id.Of[Document]

// DocumentKind is what a document is for.
type DocumentKind string

// The kinds, as procurement documents are sorted (VgV 29).
const (
	Specification DocumentKind = "specification" // what is to be delivered
	Conditions    DocumentKind = "conditions"    // contract and terms of the procedure
	Form          DocumentKind = "form"          // what bidders fill in
	OtherDocument DocumentKind = "other"
)

// DocumentKinds are all of them.
var DocumentKinds = []DocumentKind{Specification, Conditions, Form, OtherDocument}

// endings are the types that are taken, with the endings their names may have. What a browser
// would run, or what hides other files, is not among them.
var endings = map[string][]string{
	"application/pdf": {".pdf"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   {".docx"},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         {".xlsx"},
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": {".pptx"},
	"application/vnd.oasis.opendocument.text":                                   {".odt"},
	"application/vnd.oasis.opendocument.spreadsheet":                            {".ods"},
	"image/png":       {".png"},
	"image/jpeg":      {".jpg", ".jpeg"},
	"text/plain":      {".txt", ".csv"},
	"application/xml": {".xml", ".x81", ".x82", ".x83", ".x84"}, // also bills of quantities by GAEB
}

// Inspection is what was found of a file by its content.
type Inspection struct {
	MediaType string // "" where it is of no type that we know
	Macros    bool
	Found     string // the name of what the scanner found
	Scanner   string // which one looked; "" where none is set up
}

// File is a file that is to become a document.
type File struct {
	Name string
	Size int64
	Hash string // SHA-256
	Inspection
}

// Document is one version of a document of a tender.
type Document struct {
	ID     DocumentID
	Tender ID
	Series DocumentID // the first version's
	Number int        // of the version, 1 upwards
	Kind   DocumentKind
	File
	Added     Stamp
	Dropped   Stamp
	Amendment AmendmentID // with which it came out; none of what was there at the publication
	Version   int
}

// NewDocument is what an officer wants to add.
type NewDocument struct {
	Kind     DocumentKind
	Replaces DocumentID // any version of the document that gets a new one
	File     File
}

// DocumentsOpen fails with ErrDocumentsFixed unless the documents may be changed: while the tender is a draft, and while
// bids are in time, for the next amendment. A mini-competition has no draft, and its documents come before its publication.
func (t *Tender) DocumentsOpen(now time.Time) error {
	if t.s.Status == Draft || t.s.Status == InReview && t.s.Competes() || t.Phase(now) == Published {
		return nil
	}
	return ErrDocumentsFixed.With("status", string(t.s.Status))
}

// AddDocument adds a document, or a new version of one. There are all those of the tender. It
// fails with ErrDocumentsFixed, ErrDocumentKind, ErrDocumentsMany, ErrDocumentUnknown, ErrDocumentSame or as File.Check.
func (t *Tender) AddDocument(in NewDocument, there []Document, by member.PersonID, now time.Time) (Document, error) {
	if err := t.DocumentsOpen(now); err != nil {
		return Document{}, err
	}
	if !slices.Contains(DocumentKinds, in.Kind) {
		return Document{}, ErrDocumentKind
	}
	if err := in.File.Check(); err != nil {
		return Document{}, err
	}
	if len(there) >= MostDocuments {
		return Document{}, ErrDocumentsMany.With("most", strconv.Itoa(MostDocuments))
	}
	added := Document{ID: id.New[Document](), Tender: t.s.ID, Number: 1, Kind: in.Kind, File: in.File, Added: Stamp{by, now}, Version: 1}
	added.Series = added.ID
	if !in.Replaces.IsZero() {
		at := slices.IndexFunc(there, func(d Document) bool { return d.ID == in.Replaces })
		if at < 0 {
			return Document{}, ErrDocumentUnknown
		}
		added.Series = there[at].Series
	}
	for _, d := range there {
		if d.Hash == added.Hash && d.Dropped.IsZero() {
			return Document{}, ErrDocumentSame.With("name", d.Name)
		}
		if d.Series == added.Series {
			added.Number = max(added.Number, d.Number+1)
		}
	}
	return added, nil
}

// DropDocument takes a version out again; what is published stays. It fails with ErrDocumentsFixed or ErrDocumentGone.
func (t *Tender) DropDocument(d Document, by member.PersonID, now time.Time) (Document, error) {
	if err := t.DocumentsOpen(now); err != nil {
		return Document{}, err
	}
	if !d.Dropped.IsZero() {
		return Document{}, ErrDocumentGone
	}
	if !t.s.Published.IsZero() && !d.Staged(t.s) {
		return Document{}, ErrDocumentsFixed.With("status", string(t.s.Status))
	}
	d.Dropped = Stamp{by, now}
	return d, nil
}

// Check fails with ErrDocumentEmpty, ErrDocumentInfected, ErrDocumentName, ErrDocumentMacros, ErrDocumentType or ErrDocumentEnding.
func (f File) Check() error {
	switch {
	case f.Size == 0:
		return ErrDocumentEmpty
	case f.Found != "":
		return ErrDocumentInfected.With("found", f.Found)
	case !nameOfFile(f.Name):
		return ErrDocumentName
	case f.Macros:
		return ErrDocumentMacros
	}
	may, known := endings[f.MediaType]
	if !known {
		return ErrDocumentType
	}
	name := strings.ToLower(f.Name)
	if !slices.ContainsFunc(may, func(ending string) bool { return strings.HasSuffix(name, ending) && len(name) > len(ending) }) {
		return ErrDocumentEnding.With("endings", strings.Join(may, ", "))
	}
	return nil
}

// nameOfFile reports whether a name is one: no path, nothing hidden, nothing that reads
// otherwise than it is, and nothing that a system keeps for its devices.
func nameOfFile(name string) bool {
	n := utf8.RuneCountInString(name)
	switch {
	case n < 1 || n > 150 || !utf8.ValidString(name):
		return false
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return false
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }):
		return false
	case strings.HasPrefix(name, ".") || strings.Contains(name, "..") || strings.TrimSpace(name) != name || strings.HasSuffix(name, "."):
		return false
	}
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	return !slices.Contains(devices, strings.TrimSpace(stem))
}

// devices are names that Windows does not give to files.
var devices = []string{
	"CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
	"LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
}
