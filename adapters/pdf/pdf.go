// Package pdf draws a document on A4: a letter with the lines by section, the VAT, the
// account and how to pay, and an annex that derives every share to the cent. The text
// is German, its fonts are embedded, its logical structure is tagged.
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
	faces, err := readFaces()
	if err != nil {
		return err
	}
	// Drawn twice: the first time tells how many pages there are.
	counted := draw(d, newCanvas(faces, 0))
	drawn := draw(d, newCanvas(faces, counted.pdf.PageNo()))
	var file bytes.Buffer
	if err := drawn.pdf.Output(&file); err != nil {
		return fmt.Errorf("draw %s: %w", d.Number, err)
	}
	return withStructure(w, file.Bytes(), drawn.tags)
}

func draw(d billing.Document, c *canvas) *canvas {
	describe(d, c)
	c.running = c.wrap(d.Kind.Title()+" "+d.Number+" · "+d.Buyer.Name, width, small)[0]
	c.imprint = imprint(d.Seller)
	c.newPage()
	letter(d, c)
	lines(d, c)
	totals(d, c)
	payment(d, c)
	account(d, c)
	annex(d, c)
	return c
}

// describe sets what readers and archives ask a file for. Its time is the day of issue,
// not of drawing.
func describe(d billing.Document, c *canvas) {
	heading := d.Kind.Title() + " " + d.Number
	subject := heading + " für " + d.Buyer.Name + ", " + span(d.Period)
	issued := d.IssuedOn.UTC()
	c.pdf.SetTitle(heading, true)
	c.pdf.SetAuthor(d.Seller.Name, true)
	c.pdf.SetSubject(subject, true)
	c.pdf.SetLang("de-DE")
	c.pdf.SetCreator("Allmende", true)
	c.pdf.SetProducer("Allmende", true)
	c.pdf.SetCreationDate(issued)
	c.pdf.SetModificationDate(issued)
	c.pdf.SetXmpMetadata(metadata(heading, d.Seller.Name, subject, issued))
}

// metadata says the same in XMP (ISO 16684-1).
func metadata(heading, author, subject string, issued time.Time) []byte {
	text := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
		return b.String()
	}
	at := issued.Format(time.RFC3339)
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>de-DE</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Allmende</xmp:CreatorTool><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate><pdf:Producer>Allmende</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, "\ufeff", text(heading), text(author), text(subject), at, at)
}
