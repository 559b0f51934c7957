package http_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/adapters/notary"
	"allmende/adapters/ocds"
	"allmende/adapters/ocds/ocdstest"
	"allmende/domain/disclosure"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// disclose tells the public what has become public.
func (s *server) disclose() {
	s.t.Helper()
	key, err := notary.Open(s.t.TempDir())
	if err != nil {
		s.t.Fatal(err)
	}
	for n := 1; n > 0; {
		if n, err = usecase.NewVerification(s.db, s.db, key).Extend(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
	}
	if _, err := usecase.NewDisclosing(s.db, ocds.Writer{Public: &url.URL{Scheme: "https", Host: "allmende.example"}}, disclosure.Unregistered).Disclose(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// From publication to the award, each step is one release, and the record is what they come to.
func TestWhatTheWorldReadsOfATender(t *testing.T) {
	schemas := ocdstest.Load(t)
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	b.disclose()
	b.again(wait + 12*24*time.Hour)
	b.second.post("/tenders/"+told.ID+"/award", nil, match(told.Version)).want(http.StatusOK)
	b.disclose()
	world := b.visitor()

	ocid := disclosure.Unregistered.Name(told.ID)
	got := world.get("/ocds/records/" + ocid).want(http.StatusOK)
	ocdstest.Must(t, schemas.Records, got.body)
	var read struct {
		Records []struct {
			Releases []struct {
				ID  string
				Tag []string
			}
			CompiledRelease struct {
				Tender struct {
					Status            string
					NumberOfTenderers int
				}
				Awards    []struct{ Suppliers []struct{ Name string } }
				Contracts []struct{ Status string }
			}
		}
	}
	if err := json.Unmarshal(got.body, &read); err != nil {
		t.Fatal(err)
	}
	releases, compiled := read.Records[0].Releases, read.Records[0].CompiledRelease
	if len(releases) != 2 || !slices.Equal(releases[0].Tag, []string{"tender"}) || !slices.Equal(releases[1].Tag, []string{"tenderUpdate", "award", "contract"}) {
		t.Errorf("released was %+v", releases)
	}
	if compiled.Tender.Status != "complete" || compiled.Tender.NumberOfTenderers != 2 || compiled.Awards[0].Suppliers[0].Name != "Berta Systeme AG" || compiled.Contracts[0].Status != "active" {
		t.Errorf("it comes to %+v", compiled)
	}
	if strings.Contains(string(got.body), "Anton") {
		t.Error("a bidder that lost is public")
	}

	first := world.get("/ocds/releases?limit=1").want(http.StatusOK)
	ocdstest.Must(t, schemas.Releases, first.body)
	var page struct{ Links struct{ Next string } }
	if err := json.Unmarshal(first.body, &page); err != nil || !strings.HasPrefix(page.Links.Next, "https://allmende.example/api/v1/ocds/releases?limit=1&cursor=") {
		t.Fatalf("the next package is at %q: %v", page.Links.Next, err)
	}
	second := world.get(strings.TrimPrefix(page.Links.Next, "https://allmende.example/api/v1")).want(http.StatusOK)
	if !strings.Contains(string(second.body), releases[1].ID) || strings.Contains(string(second.body), `"next"`) {
		t.Errorf("the last package is %s", second.body)
	}
	if same := world.send("GET", "/ocds/releases?limit=1", nil, header{"If-None-Match", first.header.Get("ETag")}); same.status != http.StatusNotModified {
		t.Errorf("asked again: %d", same.status)
	}
	lines := world.get("/ocds/releases.jsonl").want(http.StatusOK)
	if n := strings.Count(string(lines.body), "\n"); n != 2 {
		t.Errorf("%d lines", n)
	}
}

func TestOCDSRoutesRefuseBadInput(t *testing.T) {
	s := serve(t)
	world := s.visitor()
	world.get("/ocds/records/ocds-000000-nothing").wantProblem(http.StatusNotFound, "object.not-found")
	world.get("/ocds/releases?cursor=%21").wantProblem(http.StatusBadRequest, "cursor.malformed")
	world.get("/ocds/releases?limit=0").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	var empty struct{ Releases []view.Release }
	if err := json.Unmarshal(world.get("/ocds/releases").want(http.StatusOK).body, &empty); err != nil || empty.Releases == nil || len(empty.Releases) != 0 {
		t.Errorf("an empty package: %+v, %v", empty, err)
	}
}
