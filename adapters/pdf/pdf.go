// Package pdf draws documents on A4: statements with an annex that derives every share
// to the cent, the records of openings, and the letters that tell bidders of an award.
// Texts are German, fonts are embedded, the logical structure is tagged.
package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"allmende/domain/billing"
)

// Write writes the document; the same document gives the same bytes.
func Write(w io.Writer, d billing.Document) error {
	heading := d.Kind.Title() + " " + d.Number
	return render(w, particulars{heading, d.Seller.Name, heading + " für " + d.Buyer.Name + ", " + span(d.Period), d.IssuedOn.UTC()}, func(c *canvas) {
		c.running = c.wrap(heading+" · "+d.Buyer.Name, width, small)[0]
		c.imprint = imprint(d.Seller)
		c.newPage()
		letter(d, c)
		lines(d, c)
		totals(d, c)
		payment(d, c)
		account(d, c)
		annex(d, c)
	})
}

// particulars are what readers and archives ask a file for. Its time is that of issue, not
// of drawing.
type particulars struct {
	title, author, subject string
	issued                 time.Time
}

// render draws twice: the first time tells how many pages there are.
func render(w io.Writer, a particulars, draw func(*canvas)) error {
	faces, err := readFaces()
	if err != nil {
		return err
	}
	drawn := newCanvas(faces, 0)
	draw(drawn)
	drawn = newCanvas(faces, drawn.pdf.PageNo())
	describe(a, drawn)
	draw(drawn)
	var file bytes.Buffer
	if err := drawn.pdf.Output(&file); err != nil {
		return fmt.Errorf("draw %s: %w", a.title, err)
	}
	return withStructure(w, file.Bytes(), drawn.tags)
}

func describe(a particulars, c *canvas) {
	c.pdf.SetTitle(a.title, true)
	c.pdf.SetAuthor(a.author, true)
	c.pdf.SetSubject(a.subject, true)
	c.pdf.SetLang("de-DE")
	c.pdf.SetCreator("Allmende", true)
	c.pdf.SetProducer("Allmende", true)
	c.pdf.SetCreationDate(a.issued)
	c.pdf.SetModificationDate(a.issued)
	c.pdf.SetXmpMetadata(metadata(a))
}

// metadata says the same in XMP (ISO 16684-1).
func metadata(a particulars) []byte {
	text := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
		return b.String()
	}
	at := a.issued.Format(time.RFC3339)
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>de-DE</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Allmende</xmp:CreatorTool><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate><pdf:Producer>Allmende</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, "\ufeff", text(a.title), text(a.author), text(a.subject), at, at)
}
