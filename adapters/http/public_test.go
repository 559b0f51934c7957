package http_test

import (
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"allmende/domain/disclosure"
)

// open fetches a page as a browser without an account does.
func (s *server) open(path string, headers ...header) (status int, body string, got http.Header) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range headers {
		request.Header.Set(h.name, h.value)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(text), answer.Header
}

func (s *server) mustSay(path string, parts ...string) string {
	s.t.Helper()
	status, body, _ := s.open(path)
	if status != http.StatusOK {
		s.t.Errorf("%s: %d", path, status)
	}
	for _, part := range parts {
		if !strings.Contains(body, part) {
			s.t.Errorf("%s does not say %q:\n%s", path, part, body)
		}
	}
	return body
}

func TestAnybodyReadsTendersAndAwards(t *testing.T) {
	b := openBureau(t)
	b.mustSay("/bekanntmachungen", "Dazu gibt es keine Bekanntmachung", `lang="de"`)
	told := b.mustTell(b.proposed())
	b.disclose()
	at := "/bekanntmachungen/" + disclosure.Unregistered.Name(told.ID)
	running := b.mustSay(at, told.Title, "Offenes Verfahren, EU-weit", "260.000,00 €", "Stadt A", "Stadt B", "läuft", "100 Stück", "allein nach dem Preis", told.EntitledHash)
	if strings.Contains(running, "Ergebnis") || strings.Contains(running, "Berta") || strings.Contains(running, "<script") {
		t.Errorf("too much is said before the award:\n%s", running)
	}
	b.again(wait + 12*24*time.Hour)
	b.second.post("/tenders/"+told.ID+"/award", nil, match(told.Version)).want(http.StatusOK)
	b.disclose()
	awarded := b.mustSay(at, "vergeben", "Ergebnis", "Berta Systeme AG", "Rahmenverträge", "/api/v1/ocds/records/")
	if strings.Contains(awarded, "Anton") {
		t.Error("a bidder that lost is public")
	}
	b.mustSay(at+"?lang=en", "awarded", "€260,000.00", `lang="en"`)
	b.mustSay("/bekanntmachungen?q=Notebooks&cpv=30&status=complete", told.Title)
	b.mustSay("/bekanntmachungen?q=Hubschrauber", "Dazu gibt es keine Bekanntmachung")
	_, body, got := b.open("/bekanntmachungen", header{"Accept-Language", "en"})
	if !strings.Contains(body, "No sign-in needed") || got.Get("ETag") == "" {
		t.Errorf("in English: %s", body)
	}
	if status, _, _ := b.open("/bekanntmachungen", header{"Accept-Language", "en"}, header{"If-None-Match", got.Get("ETag")}); status != http.StatusNotModified {
		t.Errorf("asked again: %d", status)
	}
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
			ID    string `xml:"id"`
		} `xml:"entry"`
	}
	_, text, kind := b.open("/bekanntmachungen.atom")
	if err := xml.Unmarshal([]byte(text), &feed); err != nil || len(feed.Entries) != 1 || feed.Entries[0].Title != told.Title || !strings.HasPrefix(kind.Get("Content-Type"), "application/atom+xml") {
		t.Errorf("the feed is %s, %v", text, err)
	}
}

func TestPublicPagesStandBadInput(t *testing.T) {
	s := serve(t)
	if status, body, _ := s.open("/bekanntmachungen/ocds-000000-nothing"); status != http.StatusNotFound || !strings.Contains(body, "Diese Bekanntmachung gibt es nicht") {
		t.Errorf("got %d: %s", status, body)
	}
	for _, path := range []string{
		"/bekanntmachungen?cursor=%21", "/bekanntmachungen?cursor=" + strings.Repeat("a", 500), "/bekanntmachungen?q=" + strings.Repeat("x", 300),
		"/bekanntmachungen?q=%27%3B+drop+table", "/bekanntmachungen?q=%22%28%7C%26%21", "/bekanntmachungen?status=nothing&cpv=zz", "/bekanntmachungen?lang=xx",
	} {
		if status, _, _ := s.open(path); status != http.StatusOK {
			t.Errorf("%s: %d", path, status)
		}
	}
	if body := s.mustSay(`/bekanntmachungen?q=%3Cscript%3Ealert(1)%3C/script%3E`); strings.Contains(body, "<script") {
		t.Error("what was typed becomes part of the page")
	}
	if status, body, kind := s.open("/plain.css"); status != http.StatusOK || !strings.Contains(body, "--action") || !strings.HasPrefix(kind.Get("Content-Type"), "text/css") {
		t.Errorf("the style sheet: %d", status)
	}
}
