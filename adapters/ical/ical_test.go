package ical_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"allmende/adapters/ical"
	"allmende/ports/view"
)

func written(t *testing.T, language string, entries ...view.CalendarEntry) string {
	t.Helper()
	var b bytes.Buffer
	w := ical.Writer{Public: &url.URL{Scheme: "https", Host: "allmende.example:8443"}}
	if err := w.Write(&b, view.CalendarFeed{At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Language: language, Entries: entries}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDeadlinesAndDaysStandInTheCalendar(t *testing.T) {
	got := written(t, "de",
		view.CalendarEntry{UID: "a-1", Kind: "task", Title: "VV-2026-0001; Notebooks, Monitore\nBEGIN:VALARM", At: time.Date(2026, 7, 1, 10, 0, 0, 0, time.UTC), Path: "/"},
		view.CalendarEntry{UID: "b-2", Kind: "contract-ends", Title: "RV-2026-0001", Day: "2026-12-31", Path: "/frameworks/2"})
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\n", "UID:a-1@allmende.example\r\n", "DTSTAMP:20260301T120000Z\r\n", "DTSTART;TZID=Europe/Berlin:20260701T120000\r\n",
		`SUMMARY:Frist: VV-2026-0001\; Notebooks\, Monitore\nBEGIN:VALARM` + "\r\n", "URL:https://allmende.example:8443/frameworks/2\r\n",
		"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n", "SUMMARY:Vertragsende: RV-2026-0001\r\n", "END:VCALENDAR\r\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(strings.ReplaceAll(got, "\r\n", ""), "\n") || strings.Count(got, "BEGIN:VEVENT") != 2 {
		t.Errorf("got\n%s", got)
	}
	if english := written(t, "en", view.CalendarEntry{UID: "1", Kind: "licence-cancel", Title: "Office", Day: "2026-12-31"}); !strings.Contains(english, "SUMMARY:Cancel licence by today: Office") {
		t.Errorf("got\n%s", english)
	}
}

func TestNoLineIsLongerThan75OctetsOrBreaksACharacter(t *testing.T) {
	title := strings.Repeat("Übergroße Lösung – ", 30)
	got := written(t, "de", view.CalendarEntry{UID: "1", Kind: "task", Title: title, At: time.Date(2026, 7, 1, 10, 0, 0, 0, time.UTC)})
	for _, line := range strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	if !strings.Contains(strings.ReplaceAll(got, "\r\n ", ""), title) {
		t.Error("unfolded, the title is another")
	}
}

func TestADayThatIsNoneIsAMistakeOfOurs(t *testing.T) {
	w := ical.Writer{Public: &url.URL{Host: "a.example"}}
	if err := w.Write(&bytes.Buffer{}, view.CalendarFeed{Language: "de", Entries: []view.CalendarEntry{{UID: "1", Kind: "task", Day: "2026-02-30"}}}); err == nil {
		t.Error("it was written")
	}
}
