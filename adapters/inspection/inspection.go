// Package inspection looks into files before they are taken: what they are by their content,
// and whether a scanner knows them as malware (docs/decisions/0024-documents.md).
package inspection

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"allmende/domain/tender"
	"allmende/ports/driven"
)

// Inspector looks at contents, and asks a scanner where there is one.
type Inspector struct {
	Scanner *Clamd // nil where none is set up
}

var _ driven.Inspector = Inspector{}

// testFile is what the industry agreed on for trying whether scanners are there (EICAR). It is
// refused by itself; that is no scan, and Scanner stays empty.
const testFile = `X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

// Inspect carries out driven.Inspector.
func (i Inspector) Inspect(ctx context.Context, content io.ReaderAt, size int64) (tender.Inspection, error) {
	head, err := headOf(content)
	if err != nil {
		return tender.Inspection{}, err
	}
	if bytes.HasPrefix(head, []byte(testFile)) {
		return tender.Inspection{Found: "EICAR-Test-File"}, nil
	}
	found := tender.Inspection{}
	found.MediaType, found.Macros = typeOf(head, content, size)
	if i.Scanner != nil {
		if found.Found, found.Scanner, err = i.Scanner.Scan(ctx, io.NewSectionReader(content, 0, size)); err != nil {
			return tender.Inspection{}, err
		}
	}
	return found, nil
}

func headOf(content io.ReaderAt) ([]byte, error) {
	head := make([]byte, 4096)
	n, err := content.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return head[:n], nil
}

// typeOf is what a content is, and whether it brings a program along; nothing for all that is
// not known. What stands before it decides nothing: a file must begin as its type does.
func typeOf(head []byte, content io.ReaderAt, size int64) (mediaType string, macros bool) {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "application/pdf", false
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return packed(content, size)
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png", false
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "image/jpeg", false
	}
	return written(head, content, size), false
}

// parts tell an Office file by what it must contain.
var parts = map[string]string{
	"word/document.xml":    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xl/workbook.xml":      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

// programs are endings of what no document needs.
var programs = []string{".bin", ".exe", ".dll", ".js", ".vbs", ".jar", ".bat", ".cmd", ".ps1", ".class"}

// mostParts is how many parts an Office file may have; real ones have some hundred.
const mostParts = 10_000

// packed is an Office file; other archives are not taken, since nobody sees what is in them.
func packed(content io.ReaderAt, size int64) (mediaType string, macros bool) {
	archive, err := zip.NewReader(content, size)
	if err != nil || len(archive.File) > mostParts {
		return "", false
	}
	for n, part := range archive.File {
		name := strings.ToLower(part.Name)
		if n == 0 && name == "mimetype" && part.Method == zip.Store {
			mediaType = openDocument(part)
		}
		if kind, known := parts[name]; known {
			mediaType = kind
		}
		printer := strings.Contains(name, "/printersettings/") // a binary, but no program
		macros = macros || slices.Contains(programs, path.Ext(name)) && !printer || strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/")
	}
	return mediaType, macros
}

func openDocument(part *zip.File) string {
	open, err := part.Open()
	if err != nil {
		return ""
	}
	defer open.Close() //nolint:errcheck // nothing was written
	said, err := io.ReadAll(io.LimitReader(open, 100))
	if err != nil {
		return ""
	}
	switch kind := string(said); kind {
	case "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet":
		return kind
	}
	return ""
}

// scripted are elements by which a browser takes a text for a page.
var scripted = []string{"html", "svg", "xhtml", "script"}

// written is a text: XML that is no page, or lines of characters.
func written(head []byte, content io.ReaderAt, size int64) string {
	if len(head) == 0 || !text(io.NewSectionReader(content, 0, size)) {
		return ""
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(start, []byte("<")) {
		if strings.HasPrefix(http.DetectContentType(head), "text/html") {
			return ""
		}
		return "text/plain"
	}
	decoder := xml.NewDecoder(io.NewSectionReader(content, 0, size))
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		switch t := token.(type) {
		case xml.Directive: // an entity may stand for anything
			return ""
		case xml.StartElement:
			if slices.Contains(scripted, strings.ToLower(t.Name.Local)) {
				return ""
			}
			return "application/xml"
		}
	}
}

// text reports whether all of it is UTF-8 or Latin text without controls that no text has.
func text(from io.Reader) bool {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		for _, b := range buffer[:n] {
			if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return false
		}
	}
}

// plain is what a scanner says, fit for a sentence.
func plain(said string) string {
	said = strings.ToValidUTF8(said, "?")
	if utf8.RuneCountInString(said) > 150 {
		said = string([]rune(said)[:150])
	}
	return strings.TrimSpace(said)
}
