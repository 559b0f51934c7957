// Package register reads the register of public bodies (Destatis, GV-ISys) in its
// two formats: the official fixed-width file GV100AD, and the same as CSV. It
// knows the formats and nothing else; both give the same bodies.
package register

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"unicode/utf8"

	"allmende/ports/driven"
)

// largest is what a file may unpack to: the register has 4 MB.
const largest = 64 << 20

// Reader carries out driven.RegisterReader.
type Reader struct{}

var _ driven.RegisterReader = Reader{}

var fixedWidth = regexp.MustCompile(`^[1-6]0[0-9]{8}`)

// Read tells the format by the first line: records of the fixed-width file begin
// with their type and a date. Either may be packed with gzip.
func (Reader) Read(path string) (driven.RegisterFile, error) {
	text, err := load(path)
	if err != nil {
		return driven.RegisterFile{}, err
	}
	var file driven.RegisterFile
	if fixedWidth.Match(text) {
		file = readFixedWidth(filepath.Base(path), text)
	} else if file, err = readCSV(path, text); err != nil {
		return driven.RegisterFile{}, err
	}
	slices.SortStableFunc(file.Refused, func(a, b driven.Refusal) int {
		return cmp.Or(cmp.Compare(slices.Index(file.Files, a.File), slices.Index(file.Files, b.File)), cmp.Compare(a.Line, b.Line))
	})
	return file, nil
}

func load(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	defer func() { _ = f.Close() }()
	text, err := readAll(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	if bytes.HasPrefix(text, []byte{0x1f, 0x8b}) {
		packed, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", filepath.Base(path), err)
		}
		if text, err = readAll(packed); err != nil {
			return nil, fmt.Errorf("unpack %s: %w", filepath.Base(path), err)
		}
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

func readAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err == nil && len(text) > largest {
		err = errors.New("more than 64 MB, which no register has")
	}
	return text, err
}

// lines cuts a text into numbered lines, refusing those that are not UTF-8.
func lines(text []byte, refuse func(line int, reason string, args ...any), take func(line int, text string)) {
	for i, raw := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
		raw = bytes.TrimSuffix(raw, []byte("\r"))
		if !utf8.Valid(raw) {
			refuse(i+1, "is not UTF-8: the file has another encoding or is damaged")
			continue
		}
		take(i+1, string(raw))
	}
}
