package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// The library writes no logical structure. It is added the way PDF provides for changes
// of a file: new versions of the pages and the catalogue, and the structure, behind the
// end, with a cross-reference table of their own (ISO 32000-1, 7.5.6).

var (
	errNoTrailer = errors.New("pdf: the library's file ends otherwise than expected")
	errNoObject  = errors.New("pdf: an object of the library's file is not where it should be")

	startText = regexp.MustCompile(`startxref\n([0-9]+)\n%%EOF\n?$`)
	sizeText  = regexp.MustCompile(`/Size ([0-9]+)`)
	rootText  = regexp.MustCompile(`/Root ([0-9]+) 0 R`)
	infoText  = regexp.MustCompile(`/Info ([0-9]+) 0 R`)
)

// pageObject is the object of the n-th page, from 1, as the library numbers them.
func pageObject(n int) int { return 1 + 2*n }

// update is a file with what is added to it.
type update struct {
	file    []byte
	start   int // of the library's cross-reference table
	size    int // the number of objects, the free one included
	root    int
	info    int
	added   bytes.Buffer
	offsets []object // of what is added, in the order of the file
}

type object struct{ number, offset int }

// withStructure adds the structure to a file and writes both.
func withStructure(w io.Writer, file []byte, s *structure) error {
	u, err := readTrailer(file)
	if err != nil {
		return err
	}
	tree := u.structure(s)
	for page := range s.onPages {
		if err := u.change(pageObject(page+1), fmt.Sprintf("/StructParents %d /Tabs /S", page)); err != nil {
			return err
		}
	}
	catalogue := fmt.Sprintf("/Version /1.7 /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>", tree)
	if err := u.change(u.root, catalogue); err != nil {
		return err
	}
	u.end()
	if _, err := w.Write(u.file); err != nil {
		return fmt.Errorf("write document: %w", err)
	}
	if _, err := u.added.WriteTo(w); err != nil {
		return fmt.Errorf("write structure: %w", err)
	}
	return nil
}

func readTrailer(file []byte) (*update, error) {
	u := &update{file: file}
	for _, part := range []struct {
		text *regexp.Regexp
		into *int
	}{{startText, &u.start}, {sizeText, &u.size}, {rootText, &u.root}, {infoText, &u.info}} {
		found := part.text.FindAllSubmatch(file[max(0, len(file)-400):], -1)
		if len(found) == 0 {
			return nil, errNoTrailer
		}
		n, err := strconv.Atoi(string(found[len(found)-1][1]))
		if err != nil {
			return nil, errNoTrailer
		}
		*part.into = n
	}
	return u, nil
}

// structure writes the elements, the tree of parents and the root, whose number it returns.
func (u *update) structure(s *structure) int {
	root, parents := u.next(), u.next()
	elements := s.root.all()
	for _, e := range elements {
		e.object = u.next()
	}
	u.write(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", s.root.object, parents, len(s.onPages)))
	u.write(parents, parentTree(s))
	for _, e := range elements {
		above := root
		if e.parent != nil {
			above = e.parent.object
		}
		u.write(e.object, fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R%s /K %s>>", e.tag, above, e.attributes(), e.kids()))
	}
	return root
}

// parentTree leads from every mark of a page to its element.
func parentTree(s *structure) string {
	var b bytes.Buffer
	b.WriteString("<</Nums [")
	for page, elements := range s.onPages {
		fmt.Fprintf(&b, "%d [", page)
		for _, e := range elements {
			fmt.Fprintf(&b, "%d 0 R ", e.object)
		}
		b.WriteString("] ")
	}
	b.WriteString("]>>")
	return b.String()
}

// change writes a dictionary of the library anew with more entries.
func (u *update) change(number int, entries string) error {
	head := fmt.Appendf(nil, "\n%d 0 obj\n<<", number)
	at := bytes.Index(u.file, head)
	if at < 0 {
		return errNoObject
	}
	dictionary, _, ended := bytes.Cut(u.file[at+len(head):], []byte("\nendobj"))
	if !ended {
		return errNoObject
	}
	u.write(number, "<<"+entries+"\n"+string(dictionary))
	return nil
}

// next is the number of a new object.
func (u *update) next() int {
	u.size++
	return u.size - 1
}

func (u *update) write(number int, content string) {
	u.offsets = append(u.offsets, object{number, len(u.file) + u.added.Len()})
	fmt.Fprintf(&u.added, "%d 0 obj\n%s\nendobj\n", number, content)
}

// end writes the cross-reference table and the trailer.
func (u *update) end() {
	start := len(u.file) + u.added.Len()
	u.added.WriteString("xref\n")
	for _, o := range u.offsets {
		fmt.Fprintf(&u.added, "%d 1\n%010d 00000 n \n", o.number, o.offset)
	}
	fmt.Fprintf(&u.added, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n", u.size, u.root, u.info, u.start, start)
}
