package catalogue

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"allmende/domain/catalogue"
	"allmende/ports/driven"
)

// What an XML file may make us hold. A catalogue is about eight elements deep, and a page
// of description is a few kilobytes.
const (
	deepest     = 64
	longestText = 1 << 20
	longestName = 200
	mostEntries = 2_000_000
	mostInEntry = 20_000 // elements
)

// handler takes the elements of one format.
type handler interface {
	// begin is told of an element that begins.
	begin(at place, attributes attributes) error
	// end is told of an element that ends, with the text in it and not in others.
	end(at place, text string) error
}

// place is where in a document something stands: the names from the root to the element.
type place struct {
	path []string
	line int
}

func (p place) name() string { return p.path[len(p.path)-1] }

// parent is the element around it, "" for the root.
func (p place) parent() string { return p.up(1) }

func (p place) up(levels int) string {
	if i := len(p.path) - 1 - levels; i >= 0 {
		return p.path[i]
	}
	return ""
}

type attributes []xml.Attr

func (a attributes) get(name string) string {
	for _, attr := range a {
		if attr.Name.Local == name {
			return attr.Value
		}
	}
	return ""
}

// walk reads a document element by element. begin chooses the handler by the root.
func walk(r io.Reader, choose func(root string, attributes attributes) (handler, error)) error {
	measured := &measured{reader: r}
	d := xml.NewDecoder(measured)
	d.CharsetReader = inCharset
	w := walker{decoder: d, choose: choose}
	for {
		measured.left = longestText
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return w.refusal(err)
		}
		if err := w.take(token); err != nil {
			return err
		}
	}
	if w.handler == nil || len(w.path) > 0 {
		return w.unreadable("the file ends within an element")
	}
	return nil
}

type walker struct {
	decoder *xml.Decoder
	choose  func(string, attributes) (handler, error)
	handler handler
	path    []string
	texts   []string // of the elements that are open
	ended   bool
}

func (w *walker) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return w.open(t)
	case xml.EndElement:
		return w.close(t)
	case xml.CharData:
		w.text(t)
	case xml.Directive:
		if strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
			return catalogue.ErrEntities
		}
	}
	return nil
}

func (w *walker) open(t xml.StartElement) error {
	switch {
	case len(w.path) == deepest:
		return catalogue.ErrTooDeep.With("line", w.line()).With("most", strconv.Itoa(deepest))
	case w.ended:
		return w.unreadable("there is a second document")
	case len(t.Name.Local) > longestName:
		return catalogue.ErrTextTooLong.With("line", w.line())
	}
	if w.handler == nil {
		chosen, err := w.choose(t.Name.Local, t.Attr)
		if err != nil {
			return err
		}
		w.handler = chosen
	}
	w.path, w.texts = append(w.path, t.Name.Local), append(w.texts, "")
	return w.handler.begin(w.place(), t.Attr)
}

func (w *walker) close(t xml.EndElement) error {
	last := len(w.path) - 1
	if last < 0 || w.path[last] != t.Name.Local {
		return w.unreadable(fmt.Sprintf("%s ends that did not begin", t.Name.Local))
	}
	if err := w.handler.end(w.place(), strings.TrimSpace(w.texts[last])); err != nil {
		return err
	}
	w.path, w.texts = w.path[:last], w.texts[:last]
	w.ended = last == 0
	return nil
}

// text adds to the element at hand; most have one piece of it, or blanks between others.
func (w *walker) text(piece []byte) {
	last := len(w.texts) - 1
	if last < 0 || w.texts[last] == "" && len(bytes.TrimSpace(piece)) == 0 || len(w.texts[last])+len(piece) > longestText {
		return
	}
	w.texts[last] += string(piece)
}

func (w *walker) place() place {
	line, _ := w.decoder.InputPos()
	return place{w.path, line}
}

func (w *walker) line() string { return strconv.Itoa(w.place().line) }

func (w *walker) unreadable(why string) error {
	return catalogue.ErrUnreadable.With("line", w.line()).With("reason", why)
}

// refusal says what was wrong with a document that could not be read on.
func (w *walker) refusal(err error) error {
	var wrong *xml.SyntaxError
	switch {
	case errors.Is(err, errTooLong):
		return catalogue.ErrTextTooLong.With("line", w.line())
	case errors.Is(err, catalogue.ErrEncoding):
		return err
	case errors.As(err, &wrong) && strings.Contains(wrong.Msg, "invalid UTF-8"):
		return catalogue.ErrEncoding.With("value", "UTF-8")
	case errors.As(err, &wrong):
		return w.unreadable(wrong.Msg)
	}
	return fmt.Errorf("read the catalogue: %w", err)
}

var errTooLong = errors.New("a text that is too long")

// measured reads no more than is left to a token. The decoder buffers a little, so that a
// token may end up slightly longer or shorter.
type measured struct {
	reader io.Reader
	left   int
}

func (m *measured) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errTooLong
	}
	n, err := m.reader.Read(p)
	m.left -= n
	return n, err
}

// inCharset decodes what the documents of the trade are written in.
func inCharset(charset string, input io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "utf-8", "utf8", "us-ascii":
		return input, nil
	case "iso-8859-1", "latin1", "iso-8859-15":
		if strings.HasSuffix(charset, "15") {
			return charmap.ISO8859_15.NewDecoder().Reader(input), nil
		}
		return charmap.ISO8859_1.NewDecoder().Reader(input), nil
	case "windows-1252", "cp1252":
		return charmap.Windows1252.NewDecoder().Reader(input), nil
	}
	return nil, catalogue.ErrEncoding.With("value", charset)
}

// readXML reads a document of the two kinds there are.
func readXML(r io.Reader, into driven.CatalogueContents) (catalogue.Format, catalogue.Extent, error) {
	var format catalogue.Format
	var extent func() catalogue.Extent
	err := walk(r, func(root string, a attributes) (handler, error) {
		switch root {
		case "BMECAT":
			b, err := newBMEcat(a.get("version"), into)
			if err != nil {
				return nil, err
			}
			format, extent = b.format, func() catalogue.Extent { return b.extent }
			return b, nil
		case "Catalogue":
			p := &peppol{into: into, extent: catalogue.Whole}
			format, extent = catalogue.Peppol, func() catalogue.Extent { return p.extent }
			return p, nil
		}
		return nil, catalogue.ErrFormatUnknown
	})
	if err != nil {
		return "", "", err
	}
	return format, extent(), nil
}
