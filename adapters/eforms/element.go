package eforms

import (
	"encoding/xml"
	"io"
	"time"

	"allmende/domain/money"
	"allmende/domain/period"
)

// element is a node of the document: it has a text or children. A nil one is left out where it would stand.
type element struct {
	name       string
	attributes []xml.Attr
	text       string
	children   []*element
}

// group is an element around others; without any it is left out.
func group(name string, children ...*element) *element {
	e := &element{name: name}
	e.add(children...)
	if len(e.children) == 0 {
		return nil
	}
	return e
}

func (e *element) add(children ...*element) {
	for _, c := range children {
		if c != nil {
			e.children = append(e.children, c)
		}
	}
}

// text is an element with a text; an empty one is left out.
func text(name, value string) *element {
	if value == "" {
		return nil
	}
	return &element{name: name, text: value}
}

// with gives the element an attribute.
func (e *element) with(attribute, value string) *element {
	if e != nil {
		e.attributes = append(e.attributes, xml.Attr{Name: xml.Name{Local: attribute}, Value: value})
	}
	return e
}

// code is a text out of a list.
func code(name, list, value string) *element { return text(name, value).with("listName", list) }

// ref is an identifier of a scheme.
func ref(scheme, value string) *element { return text("cbc:ID", value).with("schemeName", scheme) }

// party points to an organisation.
func party(name, organisation string) *element {
	if organisation == "" {
		return nil
	}
	return group(name, group("cac:PartyIdentification", ref("organization", organisation)))
}

func indicator(name string, value bool) *element {
	if value {
		return text(name, "true")
	}
	return text(name, "false")
}

func euros(name string, value money.Amount) *element {
	return text(name, value.String()).with("currencyID", "EUR")
}

// day and hour tell the time in Berlin with its distance from UTC.
func day(name string, at time.Time) *element {
	return text(name, at.In(period.Berlin).Format("2006-01-02-07:00"))
}

func hour(name string, at time.Time) *element {
	return text(name, at.In(period.Berlin).Format("15:04:05-07:00"))
}

// extension wraps what eForms add to UBL.
func extension(children ...*element) *element {
	inner := group("efext:EformsExtension", children...)
	if inner == nil {
		return nil
	}
	return group("ext:UBLExtensions", group("ext:UBLExtension", group("ext:ExtensionContent", inner)))
}

func (e *element) write(to *xml.Encoder) error {
	start := xml.StartElement{Name: xml.Name{Local: e.name}, Attr: e.attributes}
	if err := to.EncodeToken(start); err != nil {
		return err
	}
	if e.text != "" {
		if err := to.EncodeToken(xml.CharData(e.text)); err != nil {
			return err
		}
	}
	for _, c := range e.children {
		if err := c.write(to); err != nil {
			return err
		}
	}
	return to.EncodeToken(start.End())
}

func (e *element) document(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	to := xml.NewEncoder(w)
	to.Indent("", "  ")
	if err := e.write(to); err != nil {
		return err
	}
	return to.Close()
}
