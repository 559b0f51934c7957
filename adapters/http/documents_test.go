package http_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"allmende/ports/view"
)

// drafted is a tender that may take documents.
func (b *bureau) drafted() (t view.Tender) {
	b.t.Helper()
	b.officer.post("/tenders", b.draftFields(b.frozenRound()), b.once()).want(http.StatusCreated).into(&t)
	return t
}

func addressed(t view.Tender, kind, name string, more ...string) string {
	query := url.Values{"kind": {kind}, "name": {name}}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	return "/tenders/" + t.ID + "/documents?" + query.Encode()
}

func (b *bureau) withDocument(t view.Tender, name, content string, more ...string) (list view.TenderDocuments) {
	b.t.Helper()
	b.officer.post(addressed(t, "specification", name, more...), content, file, b.once()).want(http.StatusCreated).into(&list)
	return list
}

func TestDocumentsAreReadByBiddersFromPublicationOn(t *testing.T) {
	b := openBureau(t)
	draft := b.drafted()
	at := "/tenders/" + draft.ID + "/documents"
	content := "%PDF-1.7 Leistungsbeschreibung"
	first := b.withDocument(draft, "Leistungsbeschreibung für Geräte.pdf", content).Items[0]
	sum := sha256.Sum256([]byte(content))
	if first.SHA256 != hex.EncodeToString(sum[:]) || first.Number != 1 || !first.Current || first.Scanned || first.AddedBy == "" || first.Size != int64(len(content)) {
		t.Errorf("got %+v", first)
	}
	for _, curious := range []*client{b.anton, b.buyerA} {
		curious.get(at).wantProblem(http.StatusNotFound, "object.not-found")
		curious.get(at+"/"+first.ID+"/content").wantProblem(http.StatusNotFound, "object.not-found")
		curious.post(addressed(draft, "other", "a.pdf"), content, file, b.once()).wantProblem(http.StatusNotFound, "object.not-found")
	}
	b.officer.post(addressed(draft, "form", "Noch einmal.pdf"), content, file, b.once()).wantProblem(http.StatusConflict, "document.same")
	second := b.withDocument(draft, "Leistungsbeschreibung, berichtigt.pdf", content+" 2", "replaces", first.ID)
	if len(second.Items) != 2 || second.Items[0].Number != 2 || second.Items[0].SeriesID != first.ID || second.Items[1].Current {
		t.Errorf("got %+v", second)
	}
	third := b.withDocument(draft, "Irrtum.txt", "nicht für alle")
	wrong := third.Items[2]
	b.officer.post(at+"/"+wrong.ID+"/drop", nil).want(http.StatusOK)
	b.officer.post(at+"/"+wrong.ID+"/drop", nil).wantProblem(http.StatusConflict, "document.gone")

	var now view.Tender
	b.officer.post("/tenders/"+draft.ID+"/submit", nil, match(draft.Version)).want(http.StatusOK).into(&now)
	b.officer.post(addressed(draft, "other", "b.txt"), "b", file, b.once()).wantProblem(http.StatusConflict, "document.fixed")
	b.officer.post(at+"/"+first.ID+"/drop", nil).wantProblem(http.StatusConflict, "document.fixed")
	b.second.post("/tenders/"+draft.ID+"/publish", nil, match(now.Version)).want(http.StatusOK)

	var seen view.TenderDocuments
	b.anton.get(at).want(http.StatusOK).into(&seen)
	if len(seen.Items) != 2 || seen.Changeable || seen.Items[0].AddedBy != "" {
		t.Fatalf("the bidder sees %+v", seen)
	}
	b.anton.get(at+"/"+wrong.ID+"/content").wantProblem(http.StatusNotFound, "object.not-found")
	got := b.anton.get(at + "/" + seen.Items[1].ID + "/content").want(http.StatusOK)
	if string(got.body) != content || got.header.Get("Content-Type") != "application/pdf" || got.header.Get("Repr-Digest") == "" ||
		got.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("got %q, %v", got.body, got.header)
	}
	how, named, err := mime.ParseMediaType(got.header.Get("Content-Disposition"))
	if err != nil || how != "attachment" || named["filename"] != "Leistungsbeschreibung für Geräte.pdf" {
		t.Errorf("got %s, %v, %v", how, named, err)
	}
	b.anton.get(at + "/" + seen.Items[1].ID + "/content").want(http.StatusOK)
	if kept := b.anton.send("GET", at+"/"+seen.Items[1].ID+"/content", nil, header{"If-None-Match", got.header.Get("ETag")}); kept.status != http.StatusNotModified {
		t.Errorf("got %d", kept.status)
	}
	b.anton.post(addressed(draft, "other", "b.txt"), "b", file, b.once()).wantProblem(http.StatusForbidden, "access.forbidden")
}

func TestWhatIsNoDocumentIsRefused(t *testing.T) {
	b := openBureau(t)
	draft := b.drafted()
	eicar := `X5O!P%@AP[4\PZX54(P^)7CC)7}$` + `EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`
	for name, c := range map[string]struct {
		kind, name, content, code string
	}{
		"nothing":                 {"other", "a.txt", "", "document.empty"},
		"the test file":           {"other", "a.txt", eicar, "document.infected"},
		"a page":                  {"other", "a.txt", "<!doctype html><script>alert(1)</script>", "document.type-refused"},
		"a page as a picture":     {"other", "a.png", "<svg onload=alert(1)>", "document.type-refused"},
		"a program":               {"other", "a.pdf", "MZ\x90\x00\x03\x00\x00", "document.type-refused"},
		"a PDF that is called so": {"other", "a.html", "%PDF-1.7", "document.name-other-type"},
		"another ending":          {"other", "a.docx", "%PDF-1.7", "document.name-other-type"},
		"only an ending":          {"other", ".pdf", "%PDF-1.7", "document.name-invalid"},
		"a path":                  {"other", "../../etc/cron.d/a.pdf", "%PDF-1.7", "document.name-invalid"},
		"a path of Windows":       {"other", `C:\a.pdf`, "%PDF-1.7", "document.name-invalid"},
		"a device":                {"other", "NUL.pdf", "%PDF-1.7", "document.name-invalid"},
		"turned text":             {"other", "a\u202efdp.exe.pdf", "%PDF-1.7", "document.name-invalid"},
		"a line break":            {"other", "a\r\nSet-Cookie: b.pdf", "%PDF-1.7", "document.name-invalid"},
		"too long":                {"other", strings.Repeat("a", 147) + ".pdf", "%PDF-1.7", "document.name-invalid"},
		"no name":                 {"other", "", "%PDF-1.7", "document.name-invalid"},
		"no kind":                 {"", "a.pdf", "%PDF-1.7", "document.kind-unknown"},
	} {
		if got := b.officer.post(addressed(draft, c.kind, c.name), c.content, file, b.once()); got.status < 400 || got.status > 499 || got.code() != c.code {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	b.officer.post(addressed(draft, "other", "a.pdf", "replaces", draft.ID), "%PDF-1.7", file, b.once()).wantProblem(http.StatusUnprocessableEntity, "document.unknown")
	b.officer.post(addressed(draft, "other", "a.pdf", "replaces", "x"), "%PDF-1.7", file, b.once()).want(http.StatusUnprocessableEntity)
	b.officer.post(addressed(draft, "other", "a.pdf"), "%PDF-1.7", file).wantProblem(http.StatusBadRequest, "request.key-missing")
	b.officer.post(addressed(draft, "other", "a.pdf"), fields{}, b.once()).wantProblem(http.StatusUnsupportedMediaType, "request.unsupported-media-type")
	var left view.TenderDocuments
	b.officer.get("/tenders/" + draft.ID + "/documents").want(http.StatusOK).into(&left)
	if len(left.Items) != 0 {
		t.Errorf("there are %+v", left)
	}
}

// endless sends zeros for ever, and counts them.
type endless struct{ sent atomic.Int64 }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.sent.Add(int64(len(p)))
	return len(p), nil
}

func TestFiveGigabytesAreRefusedAtOnce(t *testing.T) {
	b := openBureau(t)
	draft := b.drafted()
	for name, declared := range map[string]int64{"said before": 5 << 30, "not said": -1} {
		body := &endless{}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.URL+"/api/v1"+addressed(draft, "other", "a.pdf"), io.LimitReader(body, 5<<30))
		if err != nil {
			t.Fatal(err)
		}
		request.ContentLength = declared
		for name, value := range map[string]string{"Content-Type": "application/octet-stream", "X-CSRF-Token": b.officer.csrf, "Idempotency-Key": b.once().value} {
			request.Header.Set(name, value)
		}
		response, err := b.officer.http.Do(request)
		if err == nil {
			answer, readErr := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if response.StatusCode != http.StatusRequestEntityTooLarge {
				t.Errorf("%s: got %d %s %v", name, response.StatusCode, answer, readErr)
			}
		} else if errors.Is(err, t.Context().Err()) {
			t.Fatal(err)
		}
		if sent := body.sent.Load(); sent > 64<<20 {
			t.Errorf("%s: %d bytes went over the line", name, sent)
		}
	}
}
