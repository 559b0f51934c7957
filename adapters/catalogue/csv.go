package catalogue

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"allmende/domain/catalogue"
)

// readCSV reads a table with ; , or tabs between, in UTF-8 or, where that is not what it is,
// in Windows-1252, of which ISO-8859-1 is a part.
func readCSV(open source, rows rows) (catalogue.Extent, error) {
	unicode, err := isUTF8(open)
	if err != nil {
		return "", err
	}
	file, err := open()
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // only read from
	measured := &measured{reader: io.LimitReader(file, largest), left: longestText}
	var text io.Reader = measured
	if !unicode {
		text = charmap.Windows1252.NewDecoder().Reader(measured)
	}
	buffered := bufio.NewReader(text)
	if mark, _, err := buffered.ReadRune(); err == nil && mark != '\ufeff' {
		_ = buffered.UnreadRune()
	}
	first, err := buffered.Peek(1024)
	if err != nil && len(first) == 0 {
		return "", catalogue.ErrEmpty
	}
	r := csv.NewReader(buffered)
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator(string(first)), -1, true
	return readRows(r, measured, rows)
}

func readRows(r *csv.Reader, measured *measured, rows rows) (catalogue.Extent, error) {
	for {
		measured.left = longestText
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows.end()
		}
		if err != nil {
			return "", unreadableCSV(err)
		}
		line, _ := r.FieldPos(0)
		if err := rows.row(line, cells); err != nil {
			return "", err
		}
	}
}

func unreadableCSV(err error) error {
	var wrong *csv.ParseError
	switch {
	case errors.Is(err, errTooLong):
		return catalogue.ErrTextTooLong
	case errors.As(err, &wrong):
		return catalogue.ErrUnreadable.With("line", strconv.Itoa(wrong.Line)).With("reason", wrong.Err.Error())
	}
	return fmt.Errorf("read the catalogue: %w", err)
}

// separator is what the first line has most of.
func separator(first string) rune {
	line, _, _ := strings.Cut(first, "\n")
	best := ';'
	for _, r := range []rune{',', '\t'} {
		if strings.Count(line, string(r)) > strings.Count(line, string(best)) {
			best = r
		}
	}
	return best
}

// isUTF8 reads the whole file, as the first wrong byte may be in its last line.
func isUTF8(open source) (bool, error) {
	file, err := open()
	if err != nil {
		return false, err
	}
	defer func() { _ = file.Close() }() // only read from
	buffer := make([]byte, 1<<16)
	kept := 0
	for {
		n, err := file.Read(buffer[kept:])
		text := buffer[:kept+n]
		kept = len(text) - wholeRunes(text)
		if !utf8.Valid(text[:len(text)-kept]) {
			return false, nil
		}
		copy(buffer, text[len(text)-kept:])
		if errors.Is(err, io.EOF) {
			return kept == 0, nil
		}
		if err != nil {
			return false, fmt.Errorf("read the catalogue: %w", err)
		}
	}
}

// wholeRunes is how much of a text is there before a rune that may have been cut.
func wholeRunes(text []byte) int {
	for i := len(text) - 1; i >= 0 && i >= len(text)-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			if utf8.FullRune(text[i:]) {
				return len(text)
			}
			return i
		}
	}
	return len(text)
}
