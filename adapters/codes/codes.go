// Package codes reads reference data: the Common Procurement Vocabulary, NUTS, and the units of
// UN/ECE Recommendation 20, as tables (CSV). It knows the formats and nothing else.
package codes

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"allmende/domain/codelist"
	"allmende/ports/driven"
)

// largest is what a file may hold: the largest list has 1 MB.
const largest = 16 << 20

// Reader carries out driven.CodeReader.
type Reader struct{}

var _ driven.CodeReader = Reader{}

// Read reads files, and of folders those that are a list.
func (Reader) Read(paths []string) (driven.CodeFiles, error) {
	b := builder{
		files: driven.CodeFiles{Lists: map[codelist.List][]codelist.Code{}, Names: map[string]string{}},
		first: map[codelist.List]map[string]place{},
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return b.files, fmt.Errorf("read the codes: %w", err)
		}
		if !info.IsDir() {
			if err := b.file(path, false); err != nil {
				return b.files, err
			}
			continue
		}
		within, err := filepath.Glob(filepath.Join(path, "*.csv"))
		if err != nil {
			return b.files, fmt.Errorf("read the codes: %w", err)
		}
		for _, file := range within {
			if err := b.file(file, true); err != nil {
				return b.files, err
			}
		}
	}
	if len(b.files.Files) == 0 && len(b.files.Refused) == 0 {
		b.refuse(paths[0], 0, "holds no list of codes: the header is to have code and label_de, label_en, or code and name_en")
	}
	return b.files, nil
}

// place is where an entry was read first.
type place struct {
	file string
	line int
	code codelist.Code
}

// builder gathers what files say and what is wrong with them.
type builder struct {
	files driven.CodeFiles
	first map[codelist.List]map[string]place
}

func (b *builder) refuse(file string, line int, reason string, args ...any) {
	b.files.Refused = append(b.files.Refused, driven.Refusal{File: filepath.Base(file), Line: line, Reason: fmt.Sprintf(reason, args...)})
}

// file reads one. One of a folder may be something else.
func (b *builder) file(path string, ofFolder bool) error {
	text, err := load(path)
	if err != nil {
		return err
	}
	t := newTable(text)
	list, named := t.list()
	if list == "" {
		if ofFolder {
			b.files.Skipped = append(b.files.Skipped, filepath.Base(path))
		} else {
			b.refuse(path, 1, "is no header of a list of codes: it is to have code and label_de, label_en, or code and name_en")
		}
		return nil
	}
	b.files.Files = append(b.files.Files, filepath.Base(path))
	for _, r := range t.wrong {
		b.refuse(path, r.line, "%s", r.reason)
	}
	for _, row := range t.rows {
		if named {
			b.name(path, row)
		} else {
			b.entry(path, list, row)
		}
	}
	return nil
}

func (b *builder) entry(path string, list codelist.List, r row) {
	if wrong := list.Fault(r.code); wrong != "" {
		b.refuse(path, r.line, "%s", wrong)
		return
	}
	if b.first[list] == nil {
		b.first[list] = map[string]place{}
	}
	if before, twice := b.first[list][r.code.Code]; twice {
		if before.code != r.code {
			b.refuse(path, r.line, "says of %s otherwise than line %d of %s", r.code.Code, before.line, before.file)
		}
		return
	}
	b.first[list][r.code.Code] = place{filepath.Base(path), r.line, r.code}
	b.files.Lists[list] = append(b.files.Lists[list], r.code)
}

func (b *builder) name(path string, r row) {
	if wrong := codelist.Units.Fault(r.code); wrong != "" {
		b.refuse(path, r.line, "%s", wrong)
		return
	}
	b.files.Names[r.code.Code] = r.code.German
}

func load(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the codes: %w", err)
	}
	defer func() { _ = f.Close() }() // only read from
	text, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err == nil && len(text) > largest {
		err = errors.New("more than 16 MB, which no list of codes has")
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

// row is a line of a table.
type row struct {
	line int
	code codelist.Code
}

// table is a file of codes, cut into its cells.
type table struct {
	head  []string
	rows  []row
	wrong []struct {
		line   int
		reason string
	}
}

// newTable cuts a text. A line that cannot be cut is wrong, and the rest of the file with it
// where its quotes do not end.
func newTable(text []byte) *table {
	t := &table{}
	if !utf8.Valid(text) {
		line := 1 + bytes.Count(text[:invalidAt(text)], []byte("\n"))
		t.fail(line, "is not UTF-8: the file has another encoding or is damaged")
		text = bytes.ToValidUTF8(text, nil)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator(text), -1
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t
		}
		var at *csv.ParseError
		if errors.As(err, &at) {
			t.fail(at.Line, "has quotes that do not match")
			return t
		}
		line, _ := r.FieldPos(0)
		if t.head == nil {
			for _, cell := range cells {
				t.head = append(t.head, strings.ToLower(strings.TrimSpace(cell)))
			}
			continue
		}
		t.take(line, cells)
	}
}

func (t *table) fail(line int, reason string) {
	t.wrong = append(t.wrong, struct {
		line   int
		reason string
	}{line, reason})
}

func (t *table) take(line int, cells []string) {
	if len(cells) != len(t.head) {
		t.fail(line, fmt.Sprintf("has %d values instead of %d", len(cells), len(t.head)))
		return
	}
	code, digit := t.column("code"), t.column("check_digit")
	german, english := t.column("label_de", "de"), t.column("label_en", "en", "name_en")
	if code < 0 || english < 0 {
		return // the header tells that it is no list
	}
	c := codelist.Code{Code: strings.TrimSpace(cells[code]), English: label(cells[english])}
	if digit >= 0 {
		c.Code += "-" + strings.TrimSpace(cells[digit])
	}
	if c.German = c.English; german >= 0 {
		c.German = label(cells[german])
	}
	t.rows = append(t.rows, row{line, c})
}

// label is a cell as one line: some names of Recommendation 20 have line breaks in them.
func label(cell string) string { return strings.Join(strings.Fields(cell), " ") }

func (t *table) column(names ...string) int {
	return slices.IndexFunc(t.head, func(head string) bool { return slices.Contains(names, head) })
}

// list tells what a table is, by its header and, where lists have the same, by what codes only one
// of them has: five characters are NUTS only; and who names kilograms names units.
func (t *table) list() (list codelist.List, named bool) {
	if t.column("code") < 0 || t.column("label_en", "en", "name_en") < 0 {
		return "", false
	}
	if t.column("label_de", "de") < 0 {
		if t.column("name_en") < 0 {
			return "", false
		}
		return codelist.Units, false
	}
	if t.column("check_digit") >= 0 || slices.ContainsFunc(t.rows, func(r row) bool { return codelist.CPV.Fits(r.code.Code) }) {
		return codelist.CPV, false
	}
	for _, r := range t.rows {
		switch {
		case len(r.code.Code) == 5 && codelist.NUTS.Fits(r.code.Code):
			return codelist.NUTS, false
		case r.code.Code == "KGM":
			return codelist.Units, true
		}
	}
	return "", false
}

func invalidAt(text []byte) int {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// separator is what the first line has most of.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best := ','
	for _, r := range ";\t" {
		if bytes.Count(line, []byte(string(r))) > bytes.Count(line, []byte(string(best))) {
			best = r
		}
	}
	return best
}
