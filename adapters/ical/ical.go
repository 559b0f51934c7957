// Package ical writes deadlines as a calendar that others subscribe to (RFC 5545).
package ical

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"allmende/domain/period"
	"allmende/ports/view"
)

// head names the calendar and the rules of the clock in Berlin, as they are since 1996.
const head = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Allmende//Termine//DE
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Allmende
REFRESH-INTERVAL;VALUE=DURATION:PT1H
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

// summaries say what an entry is, around its title.
var summaries = map[string]map[string]string{
	"de": {"task": "Frist: %s", "contract-ends": "Vertragsende: %s", "licence-cancel": "Lizenz kündigen bis heute: %s", "licence-ends": "Lizenz endet: %s", "standing-order": "Wiederkehrender Abruf: %s"},
	"en": {"task": "Deadline: %s", "contract-ends": "Contract ends: %s", "licence-cancel": "Cancel licence by today: %s", "licence-ends": "Licence ends: %s", "standing-order": "Standing order: %s"},
}

// Writer writes calendars whose entries lead to the pages at Public.
type Writer struct{ Public *url.URL }

// Write writes a calendar.
func (w Writer) Write(out io.Writer, feed view.CalendarFeed) error {
	lines := strings.Split(head, "\n")
	stamp := feed.At.UTC().Format("20060102T150405Z")
	for _, e := range feed.Entries {
		event, err := w.event(e, feed.Language, stamp)
		if err != nil {
			return err
		}
		lines = append(lines, event...)
	}
	lines = append(lines, "END:VCALENDAR")
	for _, line := range lines {
		if _, err := io.WriteString(out, folded(line)); err != nil {
			return fmt.Errorf("write a calendar: %w", err)
		}
	}
	return nil
}

func (w Writer) event(e view.CalendarEntry, language, stamp string) ([]string, error) {
	when, err := times(e)
	if err != nil {
		return nil, err
	}
	event := []string{"BEGIN:VEVENT", "UID:" + e.UID + "@" + w.Public.Hostname(), "DTSTAMP:" + stamp}
	event = append(event, when...)
	return append(event, "SUMMARY:"+escaped(fmt.Sprintf(summaries[language][e.Kind], e.Title)), "URL:"+w.Public.JoinPath(e.Path).String(),
		"TRANSP:TRANSPARENT", "END:VEVENT"), nil
}

// times are those of an instant in Berlin, or of a whole day, whose end is the next one.
func times(e view.CalendarEntry) ([]string, error) {
	if !e.At.IsZero() {
		return []string{"DTSTART;TZID=Europe/Berlin:" + e.At.In(period.Berlin).Format("20060102T150405")}, nil
	}
	day, err := period.ParseDay(e.Day)
	if err != nil {
		return nil, fmt.Errorf("a calendar's entry %s: %w", e.UID, err)
	}
	const layout = "20060102"
	return []string{"DTSTART;VALUE=DATE:" + day.UTC().Format(layout), "DTEND;VALUE=DATE:" + day.Add(1).UTC().Format(layout)}, nil
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", "")

func escaped(text string) string { return escapes.Replace(text) }

// longest is how many octets a line may have without its end (RFC 5545, 3.1).
const longest = 75

// folded breaks a long line between characters, never within one.
func folded(line string) string {
	var b strings.Builder
	room := longest
	for _, r := range line {
		size := utf8.RuneLen(r)
		if size > room {
			b.WriteString("\r\n ")
			room = longest - 1
		}
		b.WriteRune(r)
		room -= size
	}
	b.WriteString("\r\n")
	return b.String()
}
