package http_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	"allmende/adapters/ocds/ocdstest"
	"allmende/domain/disclosure"
	"allmende/ports/view"
)

// What bidders read from the publication on, anybody does (VgV 41): what is out, and nothing else.
func TestAnybodyReadsTheDocumentsThatAreOut(t *testing.T) {
	schemas := ocdstest.Load(t)
	b := openBureau(t)
	draft := b.drafted()
	content := "%PDF-1.7 Leistungsbeschreibung"
	first := b.withDocument(draft, "Leistung & mehr.pdf", content).Items[0]
	wrong := b.withDocument(draft, "Irrtum.txt", "nicht für alle").Items[1]
	b.officer.post("/tenders/"+draft.ID+"/documents/"+wrong.ID+"/drop", nil).want(http.StatusOK)
	ocid := disclosure.Unregistered.Name(draft.ID)
	page := "/bekanntmachungen/" + ocid
	gone := func(path string) {
		t.Helper()
		if status, text, _ := b.open(path); status != http.StatusNotFound || !strings.Contains(text, "gibt es nicht") {
			t.Errorf("%s: %d", path, status)
		}
	}
	b.disclose()
	gone(page + "/unterlagen/" + first.ID)

	var now view.Tender
	b.officer.post("/tenders/"+draft.ID+"/submit", nil, match(draft.Version)).want(http.StatusOK).into(&now)
	b.second.post("/tenders/"+draft.ID+"/publish", nil, match(now.Version)).want(http.StatusOK).into(&now)
	later := b.withDocument(now, "Berichtigt.pdf", content+", berichtigt", "replaces", first.ID)
	b.disclose()
	text := b.mustSay(page, "Vergabeunterlagen", "Leistung &amp; mehr.pdf", "Leistungsbeschreibung · 30 B", first.SHA256, "/unterlagen/"+first.ID)
	for _, inside := range []string{"Irrtum", "Berichtigt", "ersetzt"} {
		if strings.Contains(text, inside) {
			t.Errorf("the page says %q", inside)
		}
	}
	status, got, header := b.open(page + "/unterlagen/" + first.ID)
	if status != http.StatusOK || got != content || header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment") ||
		!strings.Contains(header.Get("Content-Security-Policy"), "sandbox") || header.Get("ETag") != `"`+first.SHA256+`"` {
		t.Errorf("the document: %d %q %v", status, got, header)
	}
	var loading sync.WaitGroup
	for range 40 { // more than are given out at once: the others wait
		loading.Go(func() {
			if status, got, _ := b.open(page + "/unterlagen/" + first.ID); status != http.StatusOK || got != content {
				t.Errorf("among many: %d %q", status, got)
			}
		})
	}
	loading.Wait()
	staged := later.Items[0]
	for _, path := range []string{
		page + "/unterlagen/" + wrong.ID, page + "/unterlagen/" + staged.ID, page + "/unterlagen/" + first.SHA256, page + "/unterlagen/..%2f..%2fetc%2fpasswd",
		"/bekanntmachungen/ocds-000000-nothing/unterlagen/" + first.ID, page + "/eforms/" + first.ID, page + "/eforms/x",
	} {
		gone(path)
	}

	b.officer.post("/tenders/"+now.ID+"/amendments", fields{"text": "Die Leistungsbeschreibung ist berichtigt.", "significant": false}, match(now.Version), b.once()).want(http.StatusOK)
	b.disclose()
	b.mustSay(page, "Berichtigt.pdf", "durch eine spätere Fassung ersetzt")
	if status, got, _ := b.open(page + "/unterlagen/" + staged.ID); status != http.StatusOK || got != content+", berichtigt" {
		t.Errorf("what came with the amendment: %d %q", status, got)
	}
	record := b.visitor().get("/ocds/records/" + ocid).want(http.StatusOK)
	ocdstest.Must(t, schemas.Records, record.body)
	var read struct {
		Records []struct {
			CompiledRelease struct {
				Tender struct {
					Documents []struct{ ID, DocumentType, Title, URL, Format string }
				}
			}
		}
	}
	if err := json.Unmarshal(record.body, &read); err != nil {
		t.Fatal(err)
	}
	documents := read.Records[0].CompiledRelease.Tender.Documents
	if len(documents) != 2 {
		t.Fatalf("released are %+v", documents)
	}
	for _, d := range documents {
		if d.DocumentType != "technicalSpecifications" || d.Format != "application/pdf" || d.URL != "https://allmende.example"+page+"/unterlagen/"+d.ID {
			t.Errorf("released is %+v", d)
		}
	}
}
