// Package bulletin writes the pages and the feed of what is public, for people and readers
// without an account and without JavaScript.
package bulletin

import (
	_ "embed"
	"encoding/xml"
	"html/template"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"allmende/ports/view"
)

//go:embed plain.css
var style []byte

//go:embed pages.html
var pagesText string

var pages = template.Must(template.New("pages").Parse(pagesText))

// page is what a template is given.
type page struct {
	Lang, Title, Other string
	T                  words
	Find               view.PublicSearch
	Found              []view.PublicProcess
	Process            *view.PublicProcess
	Next               string

	now time.Time
}

// Standing is where a tender stands: one that runs and whose deadline is over is being judged.
func (p page) Standing(t view.PublicTender) string {
	if t.Status == "active" && !t.Deadline.IsZero() && p.now.After(t.Deadline) {
		return "closed"
	}
	return t.Status
}

// Asks reports whether suppliers ask to take part now.
func (p page) Asks(t view.PublicTender) bool { return p.now.Before(t.RequestsUntil) }

// until is what suppliers must not miss next.
func (p page) until(t view.PublicTender) string {
	if p.Asks(t) {
		return p.T.Requests + " " + p.Instant(t.RequestsUntil)
	}
	return p.T.Deadline + " " + p.Instant(t.Deadline)
}

// Named is what a standing is called.
func (p page) Named(standing string) string {
	if standing == "closed" {
		return p.T.closed
	}
	return p.T.Statuses[standing]
}

// Bulletin writes in "de" or "en".
type Bulletin struct {
	Public *url.URL         // where people reach us
	Now    func() time.Time // a tender whose deadline is over takes no bids any more
}

// Style is the pages' style sheet.
func (Bulletin) Style() []byte { return style }

// List writes the notices that were found, and where those after them are.
func (b Bulletin) List(w io.Writer, lang string, find view.PublicSearch, found view.Page[view.PublicProcess]) error {
	t := languages[lang]
	p := page{now: b.Now(), Lang: lang, Title: t.Tenders, T: t, Find: find, Found: found.Items, Other: listAt(t.OtherLang, find, "")}
	if found.Next != "" {
		p.Next = listAt(lang, find, found.Next)
	}
	return pages.ExecuteTemplate(w, "list", p)
}

func listAt(lang string, find view.PublicSearch, cursor string) string {
	query := url.Values{"lang": {lang}}
	for name, value := range map[string]string{"q": find.Words, "cpv": find.CPV, "status": find.Status, "cursor": cursor} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return "/bekanntmachungen?" + query.Encode()
}

// Process writes one notice.
func (b Bulletin) Process(w io.Writer, lang string, process view.PublicProcess) error {
	t := languages[lang]
	return pages.ExecuteTemplate(w, "process", page{
		now: b.Now(), Lang: lang, Title: process.Tender.Title, T: t, Process: &process, Other: "/bekanntmachungen/" + process.OCID + "?lang=" + t.OtherLang,
	})
}

// Missing says that there is no such notice.
func (b Bulletin) Missing(w io.Writer, lang string) error {
	t := languages[lang]
	return pages.ExecuteTemplate(w, "missing", page{Lang: lang, Title: t.Missing, T: t, Other: "/bekanntmachungen?lang=" + t.OtherLang})
}

var berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	place, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the binary carries the time zones
	}
	return place
}

// Instant is a time in Berlin.
func (p page) Instant(at time.Time) string {
	if p.Lang == "de" {
		return at.In(berlin).Format("02.01.2006, 15:04 Uhr")
	}
	return at.In(berlin).Format("2 January 2006, 15:04")
}

// InstantOf is Instant of a time as text.
func (p page) InstantOf(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return p.Instant(at)
}

// Day is a day as people write it.
func (p page) Day(text string) string {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	if p.Lang == "de" {
		return day.Format("02.01.2006")
	}
	return day.Format("2 January 2006")
}

// Size is a number of bytes as people read it.
func (p page) Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return strconv.FormatInt(bytes, 10) + " B"
	case bytes < 1_000_000:
		return strconv.FormatInt((bytes+500)/1000, 10) + " kB"
	default:
		tenths := (bytes + 50_000) / 100_000
		return p.Number(strconv.FormatInt(tenths/10, 10)+"."+strconv.FormatInt(tenths%10, 10)) + " MB"
	}
}

// Number is an exact number with the language's marks.
func (p page) Number(text string) string {
	whole, fraction, has := strings.Cut(text, ".")
	point, group := p.T.Comma, "."
	if p.Lang == "en" {
		group = ","
	}
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + group + whole[at:]
	}
	if has {
		whole += point + fraction
	}
	return whole
}

// Euros is an amount.
func (p page) Euros(text string) string {
	if p.Lang == "en" {
		return "€" + p.Number(text)
	}
	return p.Number(text) + " €"
}

type (
	feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  author   `xml:"author"`
		Links   []link   `xml:"link"`
		Entries []entry  `xml:"entry"`
	}
	author struct {
		Name string `xml:"name"`
	}
	link struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	entry struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Updated   string `xml:"updated"`
		Published string `xml:"published"`
		Links     []link `xml:"link"`
		Summary   string `xml:"summary"`
	}
)

// Feed writes the last notices as an Atom feed (RFC 4287).
func (b Bulletin) Feed(w io.Writer, lang string, found []view.PublicProcess) error {
	p := page{now: b.Now(), Lang: lang, T: languages[lang]}
	at := func(path string) string { return b.Public.JoinPath(path).String() }
	f := feed{
		ID: at("bekanntmachungen"), Title: p.T.Tenders + " · Allmende", Author: author{"Allmende"}, Updated: time.Time{}.Format(time.RFC3339),
		Links: []link{{"self", "application/atom+xml", at("bekanntmachungen.atom")}, {"alternate", "text/html", at("bekanntmachungen")}},
	}
	for _, one := range found {
		changed := one.ChangedAt.UTC().Format(time.RFC3339)
		f.Updated = max(f.Updated, changed)
		f.Entries = append(f.Entries, entry{
			ID: "tag:" + b.Public.Hostname() + ",2026:" + one.OCID, Title: one.Tender.Title, Updated: changed, Published: one.PublishedAt.UTC().Format(time.RFC3339),
			Links: []link{
				{"alternate", "text/html", at("bekanntmachungen/" + one.OCID)},
				{"related", "application/json", at("api/v1/ocds/records/" + one.OCID)},
			},
			Summary: one.Tender.Number + " · " + one.Cooperative.Name + " · " + p.Named(p.Standing(one.Tender)) + " · " + p.until(one.Tender),
		})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(f)
}
